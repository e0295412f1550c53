"""How long a visitor waits: from the start of the server to the first page, and from one page to the next."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import Page, sync_playwright

from benchmarks import Figure
from tests.browser.chromium import installed
from tests.browser.server import serving

DRAWN = ".js-plotly-plot .main-svg"
READY = "[data-testid='stApp'][data-test-script-state='notRunning']"
ROUND = (
    ("Overlap", "Who speaks of what?", DRAWN),
    ("Recommendations", "Recommendations", "[data-testid='stPageLink']"),
    ("Follow-up", "Follow-up", "[data-testid='data-grid-canvas']"),
    ("Activity", "Activity", "h1"),
    ("Export", "Export", "[data-testid='stImage']"),
    ("Overview", "Where the processes converge", DRAWN),
)


def figures() -> Iterator[Figure]:
    arguments = ["--disable-gpu", "--disable-background-networking"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=installed(), args=arguments)
        page = browser.new_page(locale="en-GB", viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(60_000)
        began = perf_counter()
        with serving(Path(folder)) as server:
            page.goto(server.url)
            page.locator(DRAWN).first.wait_for()
            yield Figure("Server start to the first page with its chart, cold", perf_counter() - began, 8.0, "s")
            page.locator(READY).wait_for()
            changes: dict[str, list[float]] = {name: [] for name, _, _ in ROUND}
            for _ in range(3):
                for name, title, mark in ROUND:
                    changes[name].append(_change(page, name, title, mark))
            for name, seconds in changes.items():
                yield Figure(f"Change to the page {name}, median of {len(seconds)}", median(seconds), 1.5, "s")
        browser.close()


def _change(page: Page, name: str, title: str, mark: str) -> float:
    began = perf_counter()
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click()
    page.locator("h1", has_text=title).wait_for()
    page.locator(mark).first.wait_for()
    page.locator(READY).wait_for()
    return perf_counter() - began
