"""Pages for everybody: no barrier that axe finds, light and dark, and nothing wider than a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from .visitor import PAGES, arrive

VIEWS = {
    **PAGES,
    "cell": "/overlap?o_theme=data&o_process=mirps",
    "overlap table": "/overlap?o_as=table",
    "recommendations table": "/recommendations?r_view=table",
    "form": "/tracker?f_view=form",
    "progress": "/tracker?f_view=chart",
}


# Streamlit's own list of pages puts a div between ul and li where pages stand in sections; no setting changes that.
OF_STREAMLIT = ("list", "listitem")
IN_NAVIGATION = "target => Boolean(document.querySelector(target)?.closest('[data-testid=stSidebarNav]'))"


@pytest.fixture(scope="module", params=["light", "dark"])
def scheme(request: pytest.FixtureRequest, visitors: Callable[..., BrowserContext]) -> BrowserContext:
    return visitors(color_scheme=request.param)


@pytest.fixture(scope="module")
def phone(visitors: Callable[..., BrowserContext]) -> BrowserContext:
    return visitors(viewport={"width": 390, "height": 844}, device_scale_factor=2, has_touch=True, is_mobile=True)


def drawn(page: Page, view: str) -> None:
    if view in ("overview", "overlap", "cell", "progress"):
        expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    elif view in ("tracker", "overlap table", "recommendations table", "export"):
        expect(page.get_by_test_id("stDataFrame").first).to_be_visible()


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_no_barrier(scheme: BrowserContext, view: str) -> None:
    page = scheme.new_page()
    arrive(page, VIEWS[view], lang="en")
    drawn(page, view)
    found = Axe().run(page).response["violations"]
    grave = [
        (violation["id"], node["target"], node["failureSummary"])
        for violation in found
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
        if not (violation["id"] in OF_STREAMLIT and page.evaluate(IN_NAVIGATION, node["target"][0]))
    ]
    page.close()
    assert grave == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_phone_never_scrolls_sideways(phone: BrowserContext, view: str) -> None:
    page = phone.new_page()
    arrive(page, VIEWS[view], lang="en")
    drawn(page, view)
    widths = page.evaluate(
        """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
            .map(element => [element.scrollWidth, element.clientWidth])"""
    )
    page.close()
    assert all(content <= visible for content, visible in widths), widths
