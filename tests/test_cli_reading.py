"""`read` and `import` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from convergence.codebook import bundled
from convergence.store import reads, terms
from convergence.store import tables as t
from convergence.store.engine import open_store, reading, writing
from tests.conftest import ANALYST
from tests.test_cli import Run, meetings, run

__all__ = ["run"]  # the fixture

SUMMARY = """Recommendations of the Regional Conference on Migration (RCM)
Ms Ana Ruiz, presidency pro tempore of the RCM

- The Conference thanked its hosts.
- States should facilitate access to asylum procedures for refugees.
- The RCM calls on States to fight xenophobia.
"""


@pytest.fixture
def summary(tmp_path: Path) -> Path:
    path = tmp_path / "summary.txt"
    path.write_text(SUMMARY, encoding="utf-8")
    return path


def stored(url: str) -> list[tuple[str, str, bool]]:
    engine = open_store(url)
    with reading(engine) as connection:
        columns = (t.recommendation.c.id, t.recommendation.c.origin, t.recommendation.c.reviewed)
        query = sa.select(*columns).where(columns[0].startswith("2024-")).order_by(columns[0])
        found = [(row.id, row.origin, row.reviewed) for row in connection.execute(query)]
    engine.dispose()
    return found


def test_read_prints_what_other_programs_rely_on(run: Run, summary: Path) -> None:
    code, out, err = run("read", summary, "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert list(found) == ["language", "meeting", "interventions", "problems"]
    assert found["language"] == "en"
    assert list(found["meeting"]) == ["title", "date", "body", "place"]
    part = found["interventions"][0]
    assert list(part) == ["process", "heading", "speaker", "passages"]
    assert (part["process"], part["speaker"], [passage["number"] for passage in part["passages"]]) == (
        "crm",
        "Ms Ana Ruiz",
        [1, 2, 3],
    )
    assert list(part["passages"][1]) == ["number", "text", "page", "recommendations"]
    (point,) = part["passages"][1]["recommendations"]
    assert list(point) == ["text", "span", "kind", "verb", "themes", "processes", "leads", "confidence"]
    start, end = point["span"]
    assert (
        part["passages"][1]["text"][start:end] == "States should facilitate access to asylum procedures for refugees."
    )
    assert (point["themes"], point["processes"]) == (["asylum"], ["crm"])


def test_read_and_import_know_what_was_added_to_the_codebook(run: Run, tmp_path: Path, sqlite_url: str) -> None:
    path = tmp_path / "quito.txt"
    path.write_text(
        "Quito Process\nMs Ana Ruiz, chair\nThe group on asylum is led by the Network of Cities.\n"
        "States should fight xenophobia.\n",
        encoding="utf-8",
    )

    def told(url: str = sqlite_url) -> tuple[str | None, list[str], list[str]]:
        code, out, err = run("read", path, "--json", url=url)
        assert (code, err) == (0, "")
        found = json.loads(out)
        (part,) = found["interventions"]
        return (
            part["process"],
            [lead for p in part["passages"][0]["recommendations"] for lead in p["leads"]],
            found["problems"],
        )

    unknown = "No known process was recognised under “Quito Process”; choose it."
    absent = tmp_path / "absent.db"
    process, leads, problems = told(f"sqlite:///{absent}")
    assert (process, leads, unknown in problems, absent.exists()) == (None, [], True, False)
    process, leads, problems = told("postgresql://nobody@127.0.0.1:1/none")
    assert (process, leads) == (None, [])
    assert problems[-1].startswith("The database of this installation did not answer")
    engine = open_store(sqlite_url)
    with writing(engine) as connection:
        terms.add_term(connection, bundled(), ANALYST, "process", "quito", {"en": "Quito Process"}, {"en": "QP"})
        terms.add_term(connection, bundled(), ANALYST, "body", "city-network", {"en": "Network of Cities"})
    engine.dispose()
    assert told()[:2] == ("quito", ["city-network"])
    assert run("import", path, "--date", "2024-03-14") == (0, "2024-03-14-quito: 2 recommendations\n", "")


def test_read_says_in_one_line_what_is_wrong(run: Run, tmp_path: Path) -> None:
    assert run("read", tmp_path / "nothing.txt", "--json") == (1, "", "There is no file nothing.txt; check the path.\n")
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    code, out, err = run("read", empty, "--json")
    assert (code, out, err.count("\n")) == (1, "", 1)


def test_import_stores_unreviewed(run: Run, summary: Path, sqlite_url: str) -> None:
    assert run("import", summary, "--name", "Ana", "--date", "2024-03-14") == (
        0,
        "2024-03-14-crm: 2 recommendations\n",
        "",
    )
    assert stored(sqlite_url) == [
        ("2024-03-14-crm/crm.2.1", "machine", False),
        ("2024-03-14-crm/crm.3.1", "machine", False),
    ]
    engine = open_store(sqlite_url)
    with reading(engine) as connection:
        history = [(event.verb, event.actor) for event in reads.events(connection, limit=2)]
    engine.dispose()
    assert history == [("import-committed", "Ana"), ("import-corrected", "Ana")]


def test_import_of_what_is_there_already(run: Run, summary: Path, sqlite_url: str) -> None:
    run("import", summary, "--name", "Ana", "--date", "2024-03-14")
    assert run("import", summary, "--date", "2024-03-14") == (
        1,
        "",
        "“summary.txt” is there already, brought in by Ana; nothing was stored. Add --again to store it a second time.\n",
    )
    assert run("import", summary, "--date", "2024-03-14", "--again")[:2] == (0, "2024-03-14-crm-2: 2 recommendations\n")


def test_import_stores_nothing_where_something_is_missing(
    run: Run, summary: Path, tmp_path: Path, sqlite_url: str
) -> None:
    run("load")
    code, out, err = run("import", summary)
    assert (code, out) == (1, "")
    assert err == "The date of the meeting was not found: give it with --date, as 2024-03-14.\n"
    assert run("import", summary, "--date", "14 March")[0] == 1
    quiet = tmp_path / "quiet.txt"
    quiet.write_text("The Conference thanked its hosts for their hospitality.\n\nThe meeting took place in Lima.\n")
    assert run("import", quiet, "--date", "2024-03-14")[0] == 1
    assert run("import", quiet, "--date", "2024-03-14", "--process", "crm")[0] == 1
    assert stored(sqlite_url) == []
    assert run("import", quiet, "--date", "2024-03-14", "--process", "crm", "--empty")[0] == 0
    assert [name for name in meetings(sqlite_url) if name.startswith("2024")] == ["2024-03-14-crm"]
