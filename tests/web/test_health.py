"""/health: for whoever watches the server; without a key, without data."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from convergence import codebook as codebooks
from convergence.store.opened import Store, open_store
from convergence.web.application import application
from convergence.web.source import Source

from .conftest import source_of


def test_it_works(private: TestClient) -> None:
    answer = private.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "version": 2})
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_database_that_can_t_be_opened(tmp_path: Path, store: Store) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("This is no database. " * 100, encoding="utf-8")
    source = Source(lambda: open_store(codebooks.bundled(), f"sqlite:///{notes}"), store.frames)
    answer = TestClient(application(source)).get("/health?lang=fr")
    assert (answer.status_code, answer.headers["Content-Type"]) == (503, "application/problem+json")
    assert answer.json()["detail"].startswith("La base de données ne répond pas")


def test_a_database_that_stops_answering(tmp_path: Path, store: Store) -> None:
    client = TestClient(application(source_of(store)))
    assert client.get("/health").status_code == 200
    store.engine.dispose()
    database = tmp_path / "convergence.db"
    for beside in tmp_path.glob("convergence.db*"):
        beside.unlink()
    database.mkdir()
    assert client.get("/health").status_code == 503
