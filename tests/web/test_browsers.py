"""The cookie by which a browser finds again what was typed in it."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from convergence.browser import COOKIE, is_token
from convergence.web.browsers import Browsers

APP = Starlette(
    routes=[
        Route("/", lambda request: HTMLResponse("page")),
        Route("/data", lambda request: JSONResponse({})),
    ],
    middleware=[Middleware(Browsers)],
)


def test_a_page_brings_it_once() -> None:
    client = TestClient(APP)
    assert "set-cookie" not in client.get("/data").headers
    given = client.get("/").headers["set-cookie"]
    token = given.partition("=")[2].partition(";")[0]
    assert is_token(token)
    assert given == f"{COOKIE}={token}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"
    assert "set-cookie" not in client.get("/").headers
    assert TestClient(APP).get("/").headers["set-cookie"] != given


def test_what_nobody_gave_is_replaced() -> None:
    client = TestClient(APP, cookies={COOKIE: "guessed"})
    assert "set-cookie" in client.get("/").headers
    assert not is_token("a" * 31)
    assert not is_token(None)
    assert "Secure" in TestClient(APP, base_url="https://example.org").get("/").headers["set-cookie"]
