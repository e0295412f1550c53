"""A cookie that tells one browser from another, so that what was typed in it is found again by it.

It says nothing of who uses the browser, and opens nothing: what a visitor may do is asked elsewhere.
"""

from __future__ import annotations

import secrets

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from convergence.browser import COOKIE, is_token

YEAR = 365 * 24 * 3600


class Browsers:
    """ASGI middleware: a page that goes to a browser without the cookie takes one along."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or is_token(Request(scope).cookies.get(COOKIE)):
            await self.app(scope, receive, send)
            return

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.append("set-cookie", _cookie(scope["scheme"] == "https"))
            await send(message)

        await self.app(scope, receive, with_cookie)


def _cookie(secure: bool) -> str:
    token = secrets.token_urlsafe(24)
    return f"{COOKIE}={token}; Path=/; Max-Age={YEAR}; HttpOnly; SameSite=Lax" + ("; Secure" if secure else "")


TOLD_APART = [Middleware(Browsers)]
"""For the server of pages."""
