"""The database is never waited for on the event loop, where everybody else's page would wait too."""

from __future__ import annotations

import asyncio

import pytest
from starlette.testclient import TestClient

from convergence.analysis.frames import Frames
from convergence.store.opened import Store
from convergence.web.application import application
from convergence.web.source import Source

from .conftest import source_of


def test_every_route_asks_in_a_thread_of_its_own(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVERGENCE_PUBLIC", "1")
    real, on_the_loop = source_of(store), []

    def note() -> None:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            on_the_loop.append(False)
        else:
            on_the_loop.append(True)

    def opened() -> Store:
        note()
        return real.store()

    def frames() -> Frames:
        note()
        return real.frames()

    client = TestClient(application(Source(opened, frames)))
    for path in ("recommendations", "actions", "themes-by-process", "changes", "openapi.json"):
        assert client.get(f"/api/{path}").status_code == 200
    for path in ("/calendar/PAN.ics", "/health", "/metrics"):
        assert client.get(path).status_code == 200
    assert len(on_the_loop) >= 8
    assert not any(on_the_loop)
