"""The real server: routes for programs beside the pages, and the pages without them."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from pathlib import Path

from tests.browser.server import serving


def ask(address: str) -> tuple[int, str, bytes]:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Content-Type"], error.read()


def test_beside_the_pages(tmp_path: Path) -> None:
    with serving(tmp_path, environment={"CONVERGENCE_PUBLIC": "1"}) as server:
        status, kind, body = ask(f"{server.url}/health")
        assert (status, kind, json.loads(body)) == (200, "application/json", {"status": "ok", "version": 1})
        status, kind, body = ask(f"{server.url}/api/recommendations?limit=1")
        assert (status, json.loads(body)["total"]) == (200, 55)
        assert ask(f"{server.url}/api/nothing")[:2] == (404, "application/problem+json")
        status, kind, body = ask(f"{server.url}/recommendations")
        assert (status, kind) == (200, "text/html; charset=utf-8")
        assert b"streamlit" in body.lower()
        assert "Traceback" not in server.output.read_text()


def test_pages_alone(tmp_path: Path) -> None:
    """`streamlit run app.py` goes on working; it answers no program."""
    with serving(tmp_path, script="app.py", environment={"CONVERGENCE_PUBLIC": "1"}) as server:
        assert ask(f"{server.url}/")[:2] == (200, "text/html; charset=utf-8")
        for path in ("/health", "/api/recommendations"):
            assert ask(f"{server.url}{path}")[1] != "application/json"
