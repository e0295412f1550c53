"""Pages for everybody: no barrier that axe finds, light and dark, and nothing wider than a phone."""

from __future__ import annotations

from contextlib import suppress

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, TimeoutError, expect

from .visitor import PAGES, arrive, settled

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


SOON = 5_000
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


# What Streamlit's own parts stand on: it is near black in the dark scheme alone. Colours change over a moment.
IS_DARK = """() => {
    const [red, green, blue] = getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor.match(/[0-9]+/g);
    const changing = document.getAnimations().some(animation => animation instanceof CSSTransition);
    return Number(red) + Number(green) + Number(blue) < 200 && !changing;
}"""


def drawn(page: Page, view: str) -> None:
    if view in ("overview", "overlap", "cell", "progress"):
        expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    elif view in ("tracker", "overlap table", "recommendations table"):
        expect(page.get_by_test_id("stDataFrame").first).to_be_visible()
    elif view == "export":
        expect(page.get_by_test_id("stImage").first).to_be_visible()


def barriers(page: Page) -> list[tuple[str, list[str], str]]:
    """What axe finds serious or critical: the rule, where, and what to do."""
    return [
        (violation["id"], node["target"], node["failureSummary"])
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
        if not (violation["id"] in OF_STREAMLIT and page.evaluate(IN_NAVIGATION, node["target"][0]))
    ]


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_no_barrier_and_a_phone_never_scrolls_sideways(page: Page, view: str) -> None:
    page.emulate_media(color_scheme="light")
    arrive(page, VIEWS[view], lang="en")
    drawn(page, view)
    assert not page.evaluate(IS_DARK)
    assert barriers(page) == []
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(IS_DARK)
    if view == "export":
        page.reload()  # a button that stands out in a light page is a plain one in a dark page, from the next run on
    settled(page)
    drawn(page, view)
    assert barriers(page) == []
    page.set_viewport_size(PHONE)
    page.wait_for_function(NOTHING_WIDER)
    with suppress(TimeoutError):  # parts take a moment to find their place in a narrower window
        page.wait_for_function(f"() => ({CUT_OFF})().length === 0", timeout=SOON)
    assert page.evaluate(CUT_OFF) == []
