"""Opening databases: empty, right, older, newer, broken and absent ones, of both kinds."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from convergence.codebook import Codebook
from convergence.errors import InvalidInput, Unavailable
from convergence.model import Actor, Role
from convergence.store import reads
from convergence.store import tables as t
from convergence.store.engine import (
    MIGRATIONS_DIR,
    PROJECT_DIR,
    backup,
    connect,
    database_url,
    open_store,
    reading,
    revision,
    upgrade,
    writing,
)
from convergence.store.loading import load_bundled
from convergence.store.writes import record
from tests.store.content import everything, version

HEAD = str(ScriptDirectory(str(MIGRATIONS_DIR)).get_current_head())


def set_revision(engine: sa.Engine, name: str) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{name}'")


def test_the_address_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVERGENCE_DATABASE_URL", "postgresql://db.example/convergence")
    assert database_url() == "postgresql://db.example/convergence"
    monkeypatch.delenv("CONVERGENCE_DATABASE_URL")
    assert database_url() == f"sqlite:///{PROJECT_DIR}/var/convergence.db"


def test_an_empty_database_gets_every_table(url: str) -> None:
    engine = connect(url)
    with reading(engine) as connection:
        assert revision(connection) is None
        assert sa.inspect(connection).get_table_names() == []
    upgrade(engine)
    with reading(engine) as connection:
        assert revision(connection) == HEAD
        assert set(sa.inspect(connection).get_table_names()) == set(t.metadata.tables) | {"alembic_version"}
        assert reads.version(connection) == 0
        assert reads.is_empty(connection)
    engine.dispose()


def test_migrations_and_tables_agree(engine: sa.Engine) -> None:
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, t.metadata) == []


def test_migrations_and_tables_agree_on_keys(engine: sa.Engine) -> None:
    """What Alembic does not compare: primary keys, and constraints by name."""
    inspector = sa.inspect(engine)
    for table in t.metadata.sorted_tables:
        assert inspector.get_pk_constraint(table.name)["constrained_columns"] == [
            column.name for column in table.primary_key
        ]
        assert {key["name"] for key in inspector.get_foreign_keys(table.name)} == {
            key.name for key in table.foreign_key_constraints
        }


def test_upgrading_again_changes_nothing(filled: sa.Engine) -> None:
    before = everything(filled)
    upgrade(filled)
    assert everything(filled) == before


def test_sqlite_is_set_up_for_safety(sqlite_url: str) -> None:
    engine = open_store(sqlite_url)
    with reading(engine) as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    engine.dispose()


def test_foreign_keys_hold(engine: sa.Engine) -> None:
    row = {"id": "x/crm.1", "intervention": "x/crm", "number": 1, "text": {}}
    with pytest.raises(sa.exc.IntegrityError), writing(engine) as connection:
        connection.execute(sa.insert(t.passage), row)
    assert everything(engine)["passage"] == []


def test_a_new_file_needs_no_backup(sqlite_url: str) -> None:
    open_store(sqlite_url).dispose()
    folder = Path(sa.make_url(sqlite_url).database or "").parent
    assert not (folder / "backups").exists()


LATER_MIGRATION = f"""
from alembic import op

revision = "9998"
down_revision = "{HEAD}"


def upgrade():
    op.execute("CREATE TABLE shelf (id INTEGER)")
"""


def test_an_older_file_is_copied_aside_before_it_is_upgraded(sqlite_url: str, tmp_path: Path) -> None:
    """A copy of the code with one migration more opens a file that this code made."""
    engine = open_store(sqlite_url)
    before = everything(engine)
    engine.dispose()
    later = tmp_path / "later"
    shutil.copytree(PROJECT_DIR / "convergence", later / "convergence")
    versions = later / "convergence" / "store" / "migrations" / "versions"
    (versions / "9998_a_shelf.py").write_text(LATER_MIGRATION, encoding="utf-8")
    opening = "import sys; from convergence.store.engine import open_store; open_store(sys.argv[1])"
    subprocess.run([sys.executable, "-c", opening, sqlite_url], cwd=later, check=True)

    engine = connect(sqlite_url)
    assert sa.inspect(engine).has_table("shelf")
    assert everything(engine) == before
    with pytest.raises(Unavailable) as told:
        open_store(sqlite_url)  # the file is now newer than this code
    assert told.value.key == "store.newer"
    engine.dispose()
    copies = list((Path(engine.url.database or "").parent / "backups").iterdir())
    assert [copy.name.startswith(f"convergence-{HEAD}-") for copy in copies] == [True]
    copy = open_store(f"sqlite:///{copies[0]}")
    assert everything(copy) == before
    assert not sa.inspect(copy).has_table("shelf")
    copy.dispose()


def test_a_newer_database_is_left_alone(filled: sa.Engine) -> None:
    set_revision(filled, "9999")
    before = everything(filled)
    with pytest.raises(Unavailable) as told:
        open_store(filled.url.render_as_string(hide_password=False))
    assert told.value.key == "store.newer"
    with pytest.raises(Unavailable) as told:
        upgrade(filled)
    assert told.value.key == "store.newer"
    assert everything(filled) == before


def test_a_local_file_is_made_on_opening(sqlite_url: str) -> None:
    engine = open_store(sqlite_url)
    with reading(engine) as connection:
        assert revision(connection) == HEAD
    engine.dispose()


def test_a_server_database_is_never_made_on_opening(postgresql_url: str) -> None:
    with pytest.raises(Unavailable) as told:
        open_store(postgresql_url)
    assert told.value.key == "store.older"
    engine = connect(postgresql_url)
    assert sa.inspect(engine).get_table_names() == []
    upgrade(engine)
    engine.dispose()
    engine = open_store(postgresql_url)
    assert version(engine) == 0
    engine.dispose()


UNREACHABLE = {
    "nobody listens": ("postgresql://127.0.0.1:1/convergence", "store.unreachable"),
    "not an address": ("a database, please", "store.bad_url"),
    "not a port": ("postgresql://localhost:abc/x", "store.bad_url"),
    "no such kind": ("nosuch://localhost/x", "store.bad_url"),
    "a kind without its driver": ("mysql://localhost/x", "store.bad_url"),
    "a folder": ("sqlite:///{folder}", "store.unreachable"),
    "a file that is no database": ("sqlite:///{folder}/notes.txt", "store.unreachable"),
    "below a file": ("sqlite:///{folder}/notes.txt/convergence.db", "store.unreachable"),
}


@pytest.mark.parametrize("name", UNREACHABLE)
def test_a_database_that_does_not_answer(tmp_path: Path, name: str) -> None:
    address, key = UNREACHABLE[name]
    notes = tmp_path / "notes.txt"
    notes.write_text("This is no database. " * 100, encoding="utf-8")
    before = notes.read_bytes()
    with pytest.raises(Unavailable) as told:
        open_store(address.format(folder=tmp_path))
    assert told.value.key == key
    assert notes.read_bytes() == before


def test_a_database_that_is_not_there(postgresql: sa.URL) -> None:
    with pytest.raises(Unavailable) as told:
        open_store(postgresql.set(database="nowhere").render_as_string(hide_password=False))
    assert told.value.key == "store.unreachable"


def test_a_backup_holds_everything(sqlite_url: str, tmp_path: Path, codebook: Codebook) -> None:
    engine = open_store(sqlite_url)
    load_bundled(engine, codebook)
    target = tmp_path / "elsewhere" / "copy.db"
    backup(engine, target)
    copy = open_store(f"sqlite:///{target}")
    assert everything(copy) == everything(engine)
    assert version(copy) == 1
    copy.dispose()
    engine.dispose()


def test_a_server_is_not_backed_up_here(postgresql_url: str, tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as told:
        backup(connect(postgresql_url), tmp_path / "copy.db")
    assert told.value.key == "store.server_backup"
    assert not (tmp_path / "copy.db").exists()


def test_a_failed_write_leaves_nothing(filled: sa.Engine) -> None:
    def write_and_fail() -> None:
        with writing(filled) as connection:
            connection.execute(sa.update(t.action).values(note="changed"))
            raise ZeroDivisionError

    before = everything(filled)
    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert everything(filled) == before


def test_a_reader_sees_one_moment(filled: sa.Engine) -> None:
    with reading(filled) as connection:
        first = reads.version(connection)
        with writing(filled) as other:
            other.execute(sa.update(t.data_version).values(number=2))
        assert reads.version(connection) == first == 1
    assert version(filled) == 2


def test_a_text_that_the_database_refuses_is_no_outage(postgresql_url: str) -> None:
    upgrade(connect(postgresql_url))
    store = connect(postgresql_url)
    with pytest.raises(InvalidInput) as refused, writing(store) as connection:
        record(connection, Actor("A\x00B", Role.ANALYST), "meeting-loaded", "x", {})
    assert refused.value.key == "store.bad_text"
    with reading(store) as connection:
        assert reads.version(connection) == 0
    store.dispose()
