"""Every kind of problem in the data, as the line that a person reads, and the command that prints it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from convergence import check
from convergence.cli import app
from convergence.codebook import DATA_DIR, Codebook, read_yaml
from convergence.corpus import canonical
from convergence.i18n import catalogue
from tests.conftest import SMALL_MEETING

NAME = SMALL_MEETING.name


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder without a problem: the bundled codebook and the small meeting."""
    shutil.copytree(DATA_DIR / "codebook", tmp_path / "codebook")
    (tmp_path / "meetings").mkdir()
    shutil.copy(SMALL_MEETING, tmp_path / "meetings")
    return tmp_path


def lines(data: Path, language: str = "en") -> list[str]:
    return [problem.line(catalogue(language)) for problem in check.problems(data)]


def meeting_lines(data: Path, codebook: Codebook) -> list[str]:
    return [problem.line(catalogue("en")) for problem in check.meeting_problems(data / "meetings" / NAME, codebook)]


def change(path: Path, edit: Callable[[Any], object]) -> None:
    """Edit a file's document and write it back in canonical form."""
    document = read_yaml(path)
    edit(document)
    path.write_text(canonical(document), encoding="utf-8")


def passage(document: Any, intervention: int, number: int) -> Any:
    return document["interventions"][intervention]["passages"][number - 1]


def point(document: Any, intervention: int, number: int, which: int = 1) -> Any:
    return passage(document, intervention, number)["recommendations"][which - 1]


class Unquoted(str):
    """A text that YAML writes as it is."""


yaml.SafeDumper.add_representer(
    Unquoted, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:timestamp", text)
)


def test_the_bundled_data_has_no_problem() -> None:
    assert check.problems() == []


def test_a_right_folder_has_no_problem(data: Path) -> None:
    assert check.problems(data) == []


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


CODEBOOK_PROBLEMS: dict[str, tuple[str, Callable[[Any], object], list[str]]] = {
    "unknown group of a theme": (
        "themes",
        lambda d: d["themes"][0].update(group="nowhere"),
        ["themes.yaml:themes.borders: Unknown code “nowhere”: use a code of data/codebook."],
    ),
    "unknown package of a theme": (
        "themes",
        lambda d: d["themes"][0].update(la_packages=["99"]),
        ["themes.yaml:themes.borders: Unknown code “99”: use a code of data/codebook."],
    ),
    "unknown objective of a theme": (
        "themes",
        lambda d: d["themes"][0].update(gcm_objectives=[24]),
        ["themes.yaml:themes.borders: Unknown code “24”: use a code of data/codebook."],
    ),
    "unknown pillar of a package": (
        "crosswalk",
        lambda d: d["la_packages"][0].update(pillar="IX"),
        ["crosswalk.yaml:la_packages.01: Unknown code “IX”: use a code of data/codebook."],
    ),
    "theme twice": (
        "themes",
        lambda d: d["themes"].append(d["themes"][0]),
        ["themes.yaml:themes.borders: “borders” stands here twice: keep one."],
    ),
    "missing language": (
        "processes",
        lambda d: d["processes"][0]["name"].pop("pt"),
        ["processes.yaml:processes.crm: “name” is missing in the language “pt”: add the text."],
    ),
    "no language at all": (
        "vocabulary",
        lambda d: d["kinds"][0].update(label={}),
        ["vocabulary.yaml:kinds.recommendation: “label” is empty: fill it in."],
    ),
    "kind of a party": (
        "parties",
        lambda d: d["parties"][0].update(kind="planet"),
        ["parties.yaml:parties.ARG: Unknown code “planet”: use a code of data/codebook."],
    ),
    "unknown field": (
        "parties",
        lambda d: d["parties"][0].update(capital="x"),
        ["parties.yaml:parties.ARG: “capital” is not a known field: correct its name or remove it."],
    ),
}


@pytest.mark.parametrize("name", CODEBOOK_PROBLEMS)
def test_codebook_problem(data: Path, name: str) -> None:
    file, edit, expected = CODEBOOK_PROBLEMS[name]
    change(data / "codebook" / f"{file}.yaml", edit)
    assert lines(data) == expected


WRONG_TYPE = "“file” has the value “{}”, which is not of the expected type: see data/README.md."

UNREADABLE = {
    "empty": (b"", WRONG_TYPE.format("None")),
    "a list": (b"- one\n- two\n", WRONG_TYPE.format("['one', 'two']")),
    "only text": (b"hello\n", WRONG_TYPE.format("hello")),
    "not YAML": (b"id: [unclosed\ntitle: x\n", "This is not valid YAML: see line 2."),
    "a tab": (b"id:\n\t- x\n", "This is not valid YAML: see line 2."),
    "a Python object": (b"!!python/object/apply:os.getcwd []\n", "This is not valid YAML: see line 1."),
    "a number that is none": (b"id: !!int x\n", "This is not valid YAML: see line ?."),
    "nested without end": (b"[" * 100_000, "This is not valid YAML: see line 1."),
    "a knot": (b"&a [*a]\n", WRONG_TYPE.format("[[...]]")),
    "Latin-1": ("id: réunion\n".encode("latin-1"), "The file is not in UTF-8: save it as UTF-8."),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_is_no_meeting(data: Path, codebook: Codebook, name: str) -> None:
    content, message = UNREADABLE[name]
    (data / "meetings" / NAME).write_bytes(content)
    assert meeting_lines(data, codebook) == [f"{NAME}:: {message}"]


def test_a_folder_without_a_codebook(tmp_path: Path) -> None:
    assert lines(tmp_path) == [
        f"{name}.yaml:: The file can’t be read (No such file or directory)."
        for name in ("themes", "crosswalk", "processes", "parties", "vocabulary")
    ]


def test_one_meeting_in_two_files(data: Path) -> None:
    shutil.copy(data / "meetings" / NAME, data / "meetings" / "2024-02-01-twin.yaml")
    assert lines(data) == [
        "2024-02-01-twin.yaml:2024-02-01-test: "
        "The meeting’s id and the file name 2024-02-01-twin.yaml differ: make them agree.",
        "meetings:2024-02-01-test: “2024-02-01-test” stands here twice: keep one.",
    ]


def test_another_form_than_the_canonical_one(data: Path) -> None:
    path = data / "meetings" / NAME
    path.write_text("# a remark\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert lines(data) == [
        f"{NAME}:: The file is not in its canonical form: “python -m convergence check --fix” restores it."
    ]


def test_another_form_hides_no_other_problem(data: Path) -> None:
    path = data / "meetings" / NAME
    change(path, lambda d: point(d, 0, 2).update(kind="wish"))
    path.write_text("# a remark\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert lines(data) == [
        f"{NAME}:: The file is not in its canonical form: “python -m convergence check --fix” restores it.",
        f"{NAME}:crm.2.1: Unknown code “wish”: use a code of data/codebook.",
    ]


def test_problems_of_two_files_are_all_listed(data: Path) -> None:
    (data / "meetings" / "2020-01-01-other.yaml").write_text("", encoding="utf-8")
    change(data / "meetings" / NAME, lambda d: d["title"].pop("es"))
    assert lines(data) == [
        "2020-01-01-other.yaml:: " + WRONG_TYPE.format("None"),
        f"{NAME}:: “title” is missing in the language “es”: add the text.",
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


def run(*arguments: str, language: str = "en_GB.UTF-8") -> tuple[int, str, str]:
    result = CliRunner(env={"LC_ALL": language}).invoke(app, list(arguments))
    return result.exit_code, result.stdout, result.stderr


def test_command_on_right_data(data: Path) -> None:
    assert run("check", str(data)) == (0, "No problems.\n", "")


def test_command_lists_problems_and_exits_1(data: Path) -> None:
    change(data / "meetings" / NAME, lambda d: (point(d, 0, 2).update(kind="wish"), d["title"].pop("en")))
    assert run("check", str(data)) == (
        1,
        f"{NAME}:: “title” is missing in the language “en”: add the text.\n"
        f"{NAME}:crm.2.1: Unknown code “wish”: use a code of data/codebook.\n",
        "2 problems\n",
    )


def test_command_counts_one_problem_in_the_terminals_language(data: Path) -> None:
    change(data / "meetings" / NAME, lambda d: point(d, 0, 2).update(kind="wish"))
    code, out, err = run("check", str(data), language="fr_CA.UTF-8")
    assert (code, out.count("\n"), err) == (1, 1, "1 problème\n")


def test_command_fixes_the_form_and_nothing_else(data: Path) -> None:
    path = data / "meetings" / NAME
    right = path.read_text(encoding="utf-8")
    path.write_text("# a remark\n" + right, encoding="utf-8")
    untouched = (data / "codebook" / "themes.yaml").read_text(encoding="utf-8")
    assert run("check", "--fix", str(data)) == (0, "No problems.\n", "")
    assert path.read_text(encoding="utf-8") == right
    assert (data / "codebook" / "themes.yaml").read_text(encoding="utf-8") == untouched


def test_command_leaves_an_unreadable_file_as_it_is(data: Path) -> None:
    path = data / "meetings" / NAME
    path.write_text("id: [unclosed", encoding="utf-8")
    code, _, _ = run("check", "--fix", str(data))
    assert (code, path.read_text(encoding="utf-8")) == (1, "id: [unclosed")
