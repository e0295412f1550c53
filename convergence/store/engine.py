"""Opening a database: which one, prepared how, and brought to the shape that this code knows."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from convergence.errors import InvalidInput, Unavailable
from convergence.store.queueing import Queue

PROJECT_DIR = Path(__file__).parent.parent.parent
MIGRATIONS_DIR = Path(__file__).parent / "migrations"

AT_ONCE = {"sqlite": 1, "postgresql": 4}
"""Writers of one process at a time. PostgreSQL lets several prepare what they write; only for the event do they wait for each other."""

_queues: WeakKeyDictionary[sa.Engine, Queue] = WeakKeyDictionary()
_written: Counter[sa.URL] = Counter()


def database_url() -> str:
    """`CONVERGENCE_DATABASE_URL`, or the SQLite file under `var/` that needs nothing to be installed."""
    return os.environ.get("CONVERGENCE_DATABASE_URL") or f"sqlite:///{PROJECT_DIR / 'var' / 'convergence.db'}"


def connect(url: str) -> sa.Engine:
    """An engine for a URL; nothing is asked of the database yet.

    Raises Unavailable where the URL is none, or where the folder of a SQLite file can't be made.
    """
    try:
        parsed = sa.make_url(url)
        if parsed.drivername in ("postgresql", "postgres"):
            parsed = parsed.set(drivername="postgresql+psycopg")
        # A person waits at the other end: a server that does not answer is said to be down after ten seconds.
        options = {"connect_timeout": 10} if parsed.get_backend_name() == "postgresql" else {"timeout": 15}
        engine = sa.create_engine(parsed, connect_args=options, pool_pre_ping=True)
    except (sa.exc.ArgumentError, sa.exc.NoSuchModuleError, ImportError, ValueError) as error:
        raise Unavailable("store.bad_url") from error
    if engine.dialect.name == "sqlite":
        if parsed.database:
            try:
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise Unavailable("store.unreachable") from error
        _prepare_sqlite(engine)
    return engine


def _prepare_sqlite(engine: sa.Engine) -> None:
    @sa.event.listens_for(engine, "connect")
    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # SQLAlchemy begins transactions (below); sqlite3 must not
        cursor = connection.cursor()
        with suppress(sqlite3.OperationalError):
            # The file keeps this. SQLite does not wait for others who set it at the same moment; then they have done it.
            cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @sa.event.listens_for(engine, "begin")
    def on_begin(connection: sa.Connection) -> None:
        # A writer takes its lock at once: a transaction that reads first and then writes could not be made to wait.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection in one consistent view of the data. Raises Unavailable when the database does not answer."""
    with _answering(), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection in a transaction that is committed at the end, or rolled back whole on any error.

    Writers of this process come in the order of their coming; never begin one inside another.
    """
    with _queues.setdefault(engine, Queue(AT_ONCE[engine.dialect.name])).turn():
        try:
            with _answering(), engine.connect() as connection, connection.execution_options(writes=True).begin():
                yield connection
        finally:
            _written[engine.url] += 1


def written(engine: sa.Engine) -> int:
    """How many times this process has written, or tried to, to the database of an engine: what was read before may be old."""
    return _written[engine.url]


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except sa.exc.DataError as error:
        raise InvalidInput("store.bad_text") from error
    except sa.exc.IntegrityError:
        raise
    except (sa.exc.DBAPIError, sa.exc.TimeoutError) as error:
        raise Unavailable("store.unreachable") from error


def _config(connection: sa.Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS_DIR))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def revision(connection: sa.Connection) -> str | None:
    """The migration that the database stands at; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: sa.Engine) -> None:
    """Bring a database to this code's shape, in one transaction; an existing SQLite file is copied aside first.

    Raises Unavailable when the database is newer than the code, or does not answer.
    """
    with reading(engine) as connection:
        before = revision(connection)
    if _is_newer(before):
        raise Unavailable("store.newer")
    if before == _head():
        return
    if before is not None and engine.dialect.name == "sqlite" and engine.url.database:
        path = Path(engine.url.database)
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        backup(engine, path.parent / "backups" / f"{path.stem}-{before}-{moment}.db")
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            # Several servers may upgrade at once; the second waits here and finds nothing left to do.
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(20230509)")
        command.upgrade(_config(connection), "head")


def backup(engine: sa.Engine, target: Path) -> None:
    """A consistent copy of a SQLite database, made while others use it; whole, or what was there before.

    Raises Unavailable for a server database, which its server's own tools copy, and InvalidInput where the copy can't be written.
    """
    if engine.dialect.name != "sqlite":
        raise Unavailable("store.server_backup")
    fresh = not target.exists()  # what is there, SQLite itself puts back
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with reading(engine) as connection, closing(sqlite3.connect(target)) as copy:
            source: Any = connection.connection.driver_connection
            source.backup(copy)
    except (OSError, sqlite3.Error) as error:
        for rest in (target, target.with_name(f"{target.name}-journal")) if fresh else ():
            with suppress(OSError):
                rest.unlink(missing_ok=True)
        raise InvalidInput("store.bad_target", target=target) from error


def _head() -> str:
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def _is_newer(found: str | None) -> bool:
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    return found is not None and found not in known


def open_store(url: str | None = None) -> sa.Engine:
    """An engine whose database has this code's shape.

    A local SQLite file is made or upgraded on the way. A server database is shared by others and is never changed here: when it
    is empty or older than the code, Unavailable says which command brings it up; so does it when it is newer, or unreachable.
    """
    engine = connect(url or database_url())
    if engine.dialect.name == "sqlite":
        upgrade(engine)
        return engine
    with reading(engine) as connection:
        found = revision(connection)
    if _is_newer(found):
        raise Unavailable("store.newer")
    if found != _head():
        raise Unavailable("store.older")
    return engine


def existing_store(url: str | None = None) -> sa.Engine | None:
    """An engine for a database that is there; None where none was made yet. Nothing is made and nothing is changed.

    Raises Unavailable where it does not answer, or has another shape than this code knows.
    """
    wanted = url or database_url()
    file = _sqlite_file(wanted)
    if file is not None and not file.is_file():
        return None
    engine = connect(wanted)
    with reading(engine) as connection:
        found = revision(connection)
    if found is None:
        return None
    if found != _head():
        raise Unavailable("store.newer" if _is_newer(found) else "store.older")
    return engine


def _sqlite_file(url: str) -> Path | None:
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError as error:
        raise Unavailable("store.bad_url") from error
    return Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None
