"""The version that pages ask for many times a run: seen at once after a write here, and soon after one elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from convergence.codebook import Codebook
from convergence.store import opened, writes
from convergence.store.opened import Store, open_store
from tests.conftest import ANALYST

ACTION = "2023-05-09-cam/crm.5.2/a1"


def note(store: Store, text: str, revision: int) -> None:
    with store.writing() as connection:
        writes.update_action(connection, store.bundled, ANALYST, ACTION, revision, {"note": text})


@pytest.fixture
def store(sqlite_url: str, codebook: Codebook) -> Store:
    return open_store(codebook, sqlite_url)


def test_a_write_of_this_process_is_seen_at_once(store: Store, sqlite_url: str, codebook: Codebook) -> None:
    before = store.tables_version()
    note(store, "From here.", 1)
    assert store.tables_version() == before + 1
    note(open_store(codebook, sqlite_url), "From here, by another connection.", 2)
    assert store.tables_version() == before + 2


def test_a_write_of_another_process_is_seen_soon(store: Store, sqlite_url: str) -> None:
    before = store.tables_version()
    command = ("people", "add", "maria@example.org", "--name", "Maria", "--role", "analyst")
    subprocess.run(
        [sys.executable, "-m", "convergence", *command],
        env={**os.environ, "CONVERGENCE_DATABASE_URL": sqlite_url},
        check=True,
        capture_output=True,
    )
    written = monotonic()
    while store.tables_version() == before:
        assert monotonic() - written < 4 * opened.FRESH_SECONDS + 1
    assert store.tables_version() == before + 1


def test_what_was_known_is_not_asked_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "FRESH_SECONDS", 1e9)
    before = store.tables_version()
    store.engine.dispose()
    Path(str(store.engine.url.database)).unlink()  # whoever asked the database now would find nothing
    assert store.tables_version() == before
