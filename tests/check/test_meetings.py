"""Every kind of problem of a meeting, as the line that a person reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from convergence import check
from convergence.codebook import Codebook
from convergence.i18n import catalogue

from .folder import NAME, change, lines, meeting_lines, passage, point


class Unquoted(str):
    """A text that YAML writes as it is."""


yaml.SafeDumper.add_representer(
    Unquoted, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:timestamp", text)
)


MEETING_PROBLEMS: dict[str, tuple[Callable[[Any], object], list[str]]] = {
    "unknown theme": (
        lambda d: point(d, 0, 2).update(themes=["borders", "nowhere"]),
        [f"{NAME}:crm.2.1: Unknown code “nowhere”: use a code of data/codebook."],
    ),
    "unknown kind": (
        lambda d: point(d, 0, 2).update(kind="wish"),
        [f"{NAME}:crm.2.1: Unknown code “wish”: use a code of data/codebook."],
    ),
    "unknown position": (
        lambda d: point(d, 0, 3).update(position="loved"),
        [f"{NAME}:crm.3.1: Unknown code “loved”: use a code of data/codebook."],
    ),
    "unknown process of a point": (
        lambda d: point(d, 0, 2, 2).update(processes=["crm", "g20"]),
        [f"{NAME}:crm.2.2: Unknown code “g20”: use a code of data/codebook."],
    ),
    "unknown process that speaks": (
        lambda d: d["interventions"][2].update(process="g20"),
        [f"{NAME}:g20: Unknown code “g20”: use a code of data/codebook."],
    ),
    "unknown progress": (
        lambda d: point(d, 1, 2)["actions"][0].update(progress="soon"),
        [f"{NAME}:csm.2.1: Unknown code “soon”: use a code of data/codebook."],
    ),
    "lead that is no party": (
        lambda d: point(d, 0, 2).update(leads=["ZZZ"]),
        [f"{NAME}:crm.2.1: “ZZZ” is no known country or body: add it to parties.yaml or correct it."],
    ),
    "lead and supporting of an action that are no parties": (
        lambda d: point(d, 0, 2)["actions"][0].update(lead="ZZZ", supporting=["YYY", "USA"]),
        [
            f"{NAME}:crm.2.1: “ZZZ” is no known country or body: add it to parties.yaml or correct it.",
            f"{NAME}:crm.2.1: “YYY” is no known country or body: add it to parties.yaml or correct it.",
        ],
    ),
    "body that is no party": (
        lambda d: d.update(body="nobody"),
        [f"{NAME}:2024-02-01-test: “nobody” is no known country or body: add it to parties.yaml or correct it."],
    ),
    "missing language of a point": (
        lambda d: point(d, 0, 2)["text"].pop("pt"),
        [f"{NAME}:crm.2.1: “text” is missing in the language “pt”: add the text."],
    ),
    "missing language of a title": (
        lambda d: d["title"].pop("es"),
        [f"{NAME}:: “title” is missing in the language “es”: add the text."],
    ),
    "blank language": (
        lambda d: passage(d, 2, 1)["text"].update(fr="  "),
        [f"{NAME}:idb.1: “text” is missing in the language “fr”: add the text."],
    ),
    "no language at all": (
        lambda d: point(d, 0, 2).update(text={}),
        [f"{NAME}:crm.2.1: “text” is empty: fill it in."],
    ),
    "empty text": (
        lambda d: point(d, 0, 2)["text"].update(fr=""),
        [f"{NAME}:crm.2.1: “fr” is empty: fill it in."],
    ),
    "gap in passages": (
        lambda d: passage(d, 0, 3).update(number=5),
        [f"{NAME}:crm.5: The numbering has a gap: expected 3, found 5."],
    ),
    "passages that begin with 2": (
        lambda d: d["interventions"][0]["passages"].pop(0),
        [f"{NAME}:crm.2: The numbering has a gap: expected 1, found 2."],
    ),
    "gap in points": (
        lambda d: point(d, 0, 2, 2).update(number=3),
        [f"{NAME}:crm.2.3: The numbering has a gap: expected 2, found 3."],
    ),
    "passage number twice": (
        lambda d: passage(d, 0, 3).update(number=2),
        [f"{NAME}:crm.2: “crm.2” stands here twice: keep one."],
    ),
    "point number twice": (
        lambda d: point(d, 0, 2, 2).update(number=1),
        [f"{NAME}:crm.2.1: “crm.2.1” stands here twice: keep one."],
    ),
    "process that speaks twice": (
        lambda d: d["interventions"][1].update(process="crm"),
        [f"{NAME}:crm: “crm” stands here twice: keep one."] * 2,
    ),
    "theme twice": (
        lambda d: point(d, 0, 2).update(themes=["data", "data"]),
        [f"{NAME}:crm.2.1: “data” stands here twice: keep one."],
    ),
    "no theme": (
        lambda d: point(d, 0, 2).update(themes=[]),
        [f"{NAME}:crm.2.1.themes: “themes” is empty: fill it in."],
    ),
    "five themes": (
        lambda d: point(d, 0, 2).update(themes=["borders", "data", "asylum", "gender", "family"]),
        [f"{NAME}:crm.2.1.themes: “themes” has too many entries: four themes at most."],
    ),
    "unknown field": (
        lambda d: point(d, 0, 2).update(colour="blue"),
        [f"{NAME}:crm.2.1: “colour” is not a known field: correct its name or remove it."],
    ),
    "missing field": (
        lambda d: point(d, 0, 2).pop("kind"),
        [f"{NAME}:crm.2.1: “kind” is missing: add it."],
    ),
    "wrong type of a number": (
        lambda d: point(d, 0, 2).update(number="one"),
        [f"{NAME}:crm.2.one: “number” has the value “one”, which is not of the expected type: see data/README.md."],
    ),
    "due date as text": (
        lambda d: point(d, 0, 2)["actions"][0].update(due="2024-07-01"),
        [
            f"{NAME}:crm.2.1.actions.1: “due” has the value “2024-07-01”, which is not of the expected type: "
            "see data/README.md."
        ],
    ),
    "due date that does not exist": (
        lambda d: point(d, 0, 2)["actions"][0].update(due=Unquoted("2024-02-30")),
        [
            f"{NAME}:crm.2.1.actions.1: “due” has the value “2024-02-30”, which is not of the expected type: "
            "see data/README.md."
        ],
    ),
    "code in the wrong form": (
        lambda d: point(d, 0, 2).update(kind="a wish"),
        [f"{NAME}:crm.2.1: “a wish” does not fit “kind”: see the expected form in data/README.md."],
    ),
    "unknown language": (
        lambda d: point(d, 0, 2)["text"].update(de="Deutsch"),
        [f"{NAME}:crm.2.1: “de” does not fit “de”: see the expected form in data/README.md."],
    ),
    "two problems at once": (
        lambda d: (point(d, 0, 2).update(kind="wish"), point(d, 2, 2).update(leads=["ZZZ"]), d["title"].pop("en")),
        [
            f"{NAME}:: “title” is missing in the language “en”: add the text.",
            f"{NAME}:crm.2.1: Unknown code “wish”: use a code of data/codebook.",
            f"{NAME}:idb.2.1: “ZZZ” is no known country or body: add it to parties.yaml or correct it.",
        ],
    ),
    "two wrong shapes at once": (
        lambda d: (point(d, 0, 2).update(colour="blue"), point(d, 2, 2).pop("kind")),
        [
            f"{NAME}:crm.2.1: “colour” is not a known field: correct its name or remove it.",
            f"{NAME}:idb.2.1: “kind” is missing: add it.",
        ],
    ),
}


@pytest.mark.parametrize("name", MEETING_PROBLEMS)
def test_meeting_problem(data: Path, codebook: Codebook, name: str) -> None:
    edit, expected = MEETING_PROBLEMS[name]
    assert meeting_lines(data, codebook) == []
    change(data / "meetings" / NAME, edit)
    assert meeting_lines(data, codebook) == expected


def test_an_id_that_is_not_the_files_name(data: Path) -> None:
    change(data / "meetings" / NAME, lambda d: d.update(id="2024-02-02-test"))
    assert lines(data) == [
        f"{NAME}:2024-02-02-test: The meeting’s id and the file name {NAME} differ: make them agree."
    ]


def test_what_a_user_brings_needs_the_language_of_its_source_alone(data: Path, codebook: Codebook) -> None:
    path = data / "meetings" / NAME
    change(path, lambda d: point(d, 0, 2)["text"].pop("pt"))
    path.write_text("# a remark\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert check.meeting_problems(path, codebook, languages=None) == []
    change(path, lambda d: point(d, 0, 2)["text"].pop("fr"))
    assert [problem.line(catalogue("en")) for problem in check.meeting_problems(path, codebook, languages=None)] == [
        f"{NAME}:crm.2.1: “text” is missing in the language “fr”: add the text."
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", f"{NAME}:crm.3: La numérotation saute\u00a0: 2 attendu, 3 trouvé."),
        ("es", f"{NAME}:crm.3: La numeración salta: se esperaba 2 y se encontró 3."),
        ("pt", f"{NAME}:crm.3: A numeração tem um salto: esperava-se 2, encontrou-se 3."),
    ],
)
def test_problems_are_told_in_each_language(data: Path, language: str, expected: str) -> None:
    change(data / "meetings" / NAME, lambda d: d["interventions"][0]["passages"].pop(1))
    assert lines(data, language) == [expected]
