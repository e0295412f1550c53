"""The command line: what each command says and leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from convergence.cli import app
from convergence.codebook import read_yaml
from convergence.corpus import canonical
from convergence.store import reads
from convergence.store import tables as t
from convergence.store.engine import connect, open_store, reading, writing
from tests.conftest import SMALL_MEETING

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(sqlite_url: str) -> Run:
    """Runs a command on a database of this test, in English; gives exit code, output and errors."""

    def run_it(*arguments: str | Path, url: str = sqlite_url, language: str = "en") -> tuple[int, str, str]:
        runner = CliRunner(env={"LC_ALL": language, "CONVERGENCE_DATABASE_URL": url})
        result = runner.invoke(app, [str(argument) for argument in arguments])
        return result.exit_code, result.stdout, result.stderr

    return run_it


def meetings(url: str) -> list[str]:
    engine = open_store(url)
    with reading(engine) as connection:
        found = list(connection.execute(sa.select(t.meeting.c.id).order_by(t.meeting.c.id)).scalars())
    engine.dispose()
    return found


def test_load_brings_the_bundled_corpus_and_the_file(run: Run, sqlite_url: str) -> None:
    assert run("load", SMALL_MEETING, "--name", "Ana") == (0, "1 meeting loaded\n", "")
    assert meetings(sqlite_url) == ["2023-05-09-cam", "2024-02-01-test"]
    engine = open_store(sqlite_url)
    with reading(engine) as connection:
        history = [(event.number, event.actor, event.role, event.subject) for event in reads.events(connection)]
    engine.dispose()
    assert history == [
        (2, "Ana", "administrator", "2024-02-01-test"),
        (1, "Convergence", "administrator", "2023-05-09-cam"),
    ]


def test_an_archive_goes_into_an_empty_database_and_comes_out_as_it_was(run: Run, tmp_path: Path) -> None:
    first, second, other = tmp_path / "first.zip", tmp_path / "second.zip", f"sqlite:///{tmp_path / 'other.db'}"
    run("load", SMALL_MEETING)
    code, out, told = run("export", "archive", "--output", first)
    assert (code, out.startswith(f"{first}"), told) == (0, True, "")
    assert run("load", first, url=other) == (0, "386 rows loaded\n", "")
    assert run("export", "archive", "--output", second, url=other)[0] == 0
    assert second.read_bytes() == first.read_bytes()
    assert run("verify", url=other)[0] == 0
    code, _, told = run("load", first)
    assert (code, told.startswith("This database is not empty: name a new one")) == (1, True)
    assert run("load", first, SMALL_MEETING, url=other)[2] == "An archive is loaded by itself: give one file only.\n"
    assert run("load", tmp_path / "absent.zip", url=other)[2].startswith(f"“{tmp_path / 'absent.zip'}” can’t be read")


def test_load_again_changes_nothing(run: Run, sqlite_url: str) -> None:
    run("load", SMALL_MEETING)
    assert run("load", SMALL_MEETING) == (0, "1 meeting was there already: it stays as it is\n", "")
    engine = open_store(sqlite_url)
    with reading(engine) as connection:
        assert reads.version(connection) == 2
    engine.dispose()


def test_load_lists_what_is_wrong_and_loads_the_rest(run: Run, sqlite_url: str, tmp_path: Path) -> None:
    document = read_yaml(SMALL_MEETING)
    document["interventions"][0]["passages"][1]["recommendations"][0]["leads"] = ["ZZZ"]
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(canonical(document), encoding="utf-8")
    assert run("load", wrong, tmp_path / "absent.yaml") == (
        1,
        "",
        "wrong.yaml:crm.2.1: “ZZZ” is no known country or body: add it to parties.yaml or correct it.\n"
        "absent.yaml:: The file can’t be read (No such file or directory).\n",
    )
    assert meetings(sqlite_url) == ["2023-05-09-cam"]


def test_upgrade_prepares_a_server(run: Run, postgresql_url: str) -> None:
    code, out, err = run("load", SMALL_MEETING, url=postgresql_url)
    assert (code, out) == (1, "")
    assert err == (
        "The database awaits its upgrade: run “python -m convergence upgrade” on the server, then reload the page.\n"
    )
    assert run("upgrade", url=postgresql_url) == (0, "", "")
    assert run("upgrade", url=postgresql_url) == (0, "", "")
    assert run("load", SMALL_MEETING, url=postgresql_url) == (0, "1 meeting loaded\n", "")
    assert meetings(postgresql_url) == ["2023-05-09-cam", "2024-02-01-test"]


def test_backup(run: Run, tmp_path: Path) -> None:
    run("load", SMALL_MEETING)
    target = tmp_path / "copies" / "copy.db"
    assert run("backup", target) == (0, "", "")
    assert meetings(f"sqlite:///{target}") == ["2023-05-09-cam", "2024-02-01-test"]


def test_backup_of_a_server_is_refused(run: Run, postgresql_url: str, tmp_path: Path) -> None:
    run("upgrade", url=postgresql_url)
    assert run("backup", tmp_path / "copy.db", url=postgresql_url) == (
        1,
        "",
        "A PostgreSQL database is backed up with its server’s own tools (pg_dump).\n",
    )
    assert not (tmp_path / "copy.db").exists()


@pytest.mark.parametrize("command", ["load", "upgrade", "backup"])
def test_a_database_that_does_not_answer_is_one_sentence(run: Run, tmp_path: Path, command: str) -> None:
    arguments = {"load": [SMALL_MEETING], "upgrade": [], "backup": [tmp_path / "copy.db"]}[command]
    assert run(command, *arguments, url="postgresql://127.0.0.1:1/convergence") == (
        1,
        "",
        "The database does not answer: check that it is running and that CONVERGENCE_DATABASE_URL is right, "
        "then reload the page.\n",
    )


def test_a_newer_database_is_one_sentence_in_the_terminals_language(run: Run, sqlite_url: str) -> None:
    run("load", SMALL_MEETING)
    engine = connect(sqlite_url)
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    said = {
        language: run("upgrade", language=language) for language in ("fr_FR.UTF-8", "en", "es_PE", "pt_BR", "C", "de")
    }
    assert {(code, out) for code, out, _ in said.values()} == {(1, "")}
    assert said["en"][2] == (
        "The database comes from a newer version of the application: install that version, or restore a backup.\n"
    )
    assert said["C"] == said["de"] == said["en"]
    assert len({err for _, _, err in said.values()}) == 4


def test_a_backup_that_cannot_be_written(run: Run, sqlite_url: str, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("This is no database. " * 100, encoding="utf-8")
    run("load", SMALL_MEETING)
    for target in (notes, notes / "copy.db", tmp_path):
        assert run("backup", target) == (1, "", f"“{target}” can’t be written: choose another place for the copy.\n")
    assert notes.read_text(encoding="utf-8") == "This is no database. " * 100
    assert meetings(sqlite_url) == ["2023-05-09-cam", "2024-02-01-test"]
