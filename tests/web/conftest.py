"""The routes on a real database that holds the bundled meeting and two people, asked in process as a program asks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from convergence import codebook as codebooks
from convergence.analysis.frames import Frames
from convergence.model import Actor, Person, Role
from convergence.store import people, tokens
from convergence.store.opened import Store, open_store
from convergence.web.application import application
from convergence.web.source import Source

ADAM = Actor("Adam Kay", Role.ADMINISTRATOR)
DANA = Person("dana@example.org", "Dana Soto", Role.DELEGATE, "PAN")


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the bundled meeting and Dana, made once; tests copy it."""
    path = tmp_path_factory.mktemp("web") / "convergence.db"
    opened = open_store(codebooks.bundled(), f"sqlite:///{path}")
    with opened.writing() as connection:
        people.save(connection, opened.codebook, ADAM, [DANA])
    opened.engine.dispose()
    return path


@pytest.fixture
def store(loaded: Path, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "convergence.db"
    shutil.copy(loaded, path)
    opened = open_store(codebooks.bundled(), f"sqlite:///{path}")
    yield opened
    opened.engine.dispose()


@pytest.fixture
def key(store: Store) -> str:
    """An access key of Dana's."""
    with store.writing() as connection:
        return tokens.make(connection, ADAM, DANA.email, "Power BI")[1]


def source_of(store: Store) -> Source:
    """As the server has it: tables are made once for each data version."""
    kept: dict[int, Frames] = {}

    def frames() -> Frames:
        version = store.tables_version()
        if version not in kept:
            kept[version] = store.frames()
        return kept[version]

    return Source(lambda: store, frames)


@pytest.fixture
def public(store: Store, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A program without a key, on an installation whose data are public."""
    monkeypatch.setenv("CONVERGENCE_PUBLIC", "1")
    monkeypatch.delenv("CONVERGENCE_ADDRESS", raising=False)
    return TestClient(application(source_of(store)), raise_server_exceptions=False)


@pytest.fixture
def private(store: Store, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A program without a key, on an installation that says nothing."""
    monkeypatch.delenv("CONVERGENCE_PUBLIC", raising=False)
    return TestClient(application(source_of(store)), raise_server_exceptions=False)
