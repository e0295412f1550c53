"""One server a module, one Chromium for all; contexts of a visitor's own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from .chromium import installed
from .server import Server, serving
from .visitor import TIMEOUT


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    args = ["--disable-gpu", "--disable-background-networking"]
    if os.geteuid() == 0:
        args.append("--no-sandbox")  # Chromium's sandbox does not run as root
    return {**browser_type_launch_args, "executable_path": installed(), "args": args}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("server")) as started:
        yield started
        assert "Traceback" not in started.output.read_text()


@pytest.fixture(scope="module")
def visitors(server: Server, browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser contexts: each is a person at a computer of his own."""
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        options = {"locale": "en-GB", "viewport": {"width": 1400, "height": 1000}, "timezone_id": "UTC", **options}
        context = browser.new_context(base_url=server.url, **options)
        context.set_default_timeout(TIMEOUT)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture(scope="module")
def visitor(visitors: Callable[..., BrowserContext]) -> BrowserContext:
    """A visitor who reads English on a wide screen; pages of a module share what his browser keeps."""
    return visitors()


@pytest.fixture
def page(visitor: BrowserContext) -> Iterator[Page]:
    opened = visitor.new_page()
    yield opened
    opened.close()


@pytest.fixture
def fresh_server(tmp_path: Path) -> Iterator[Server]:
    """A server that nobody has visited yet."""
    with serving(tmp_path) as started:
        yield started
        assert "Traceback" not in started.output.read_text()
