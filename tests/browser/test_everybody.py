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


PHONE = {"width": 390, "height": 844}
NOTHING_WIDER = """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
    .every(element => element.scrollWidth <= element.clientWidth)"""
# What stands beyond the right edge, but for what a figure that scrolls by itself holds.
CUT_OFF = """() => [...document.querySelectorAll('[data-testid=stMain] :is(button, a, input, [role=radio], p, h1, h2)')]
    .filter(element => element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 1)
    .filter(element => {
        const around = element.closest('[data-testid=stPlotlyChart]') || element.parentElement.querySelector('.js-plotly-plot');
        return !around;
    })
    .map(element => element.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module", params=["light", "dark"])
def scheme(request: pytest.FixtureRequest, visitors: Callable[..., BrowserContext]) -> BrowserContext:
    return visitors(color_scheme=request.param)


def drawn(page: Page, view: str) -> None:
    if view in ("overview", "overlap", "cell", "progress"):
        expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    elif view in ("tracker", "overlap table", "recommendations table"):
        expect(page.get_by_test_id("stDataFrame").first).to_be_visible()
    elif view == "export":
        expect(page.get_by_test_id("stImage").first).to_be_visible()


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_no_barrier_and_a_phone_never_scrolls_sideways(scheme: BrowserContext, view: str) -> None:
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
    page.set_viewport_size(PHONE)
    page.wait_for_function(NOTHING_WIDER)
    cut_off = page.evaluate(CUT_OFF)
    page.close()
    assert grave == []
    assert cut_off == []
