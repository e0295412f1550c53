"""The views of the Overlap page: a click on any mark lists exactly the recommendations that its figure says."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from .visitor import arrive, chart, click_mark, expect_in_url, in_url, introduce, said, settled

FIND = """wanted => {
    const plot = document.querySelector('.js-plotly-plot');
    for (const trace of plot.data) {
        const point = (trace.customdata || []).findIndex(d => d.join(' ') === wanted);
        if (point < 0 || trace.hoverinfo === 'skip') continue;
        const layout = plot._fullLayout;
        const x = layout[(trace.xaxis || 'x').replace('x', 'xaxis')];
        const y = layout[(trace.yaxis || 'y').replace('y', 'yaxis')];
        const tall = trace.type === 'bar' ? trace.y[point] / 2 : trace.y[point];
        const box = plot.getBoundingClientRect();
        return [box.left + x._offset + x.l2p(trace.x[point]), box.top + y._offset + y.l2p(tall), trace.text?.[point]];
    }
}"""


def click(page: Page, *codes: str) -> str:
    """Click the mark that carries these codes; gives what is written in it."""
    return str(click_mark(page, FIND, " ".join(codes))[2])


def listed(page: Page, number: int) -> None:
    """The panel says the number, and its list, leafed through, is as long."""
    word = "recommendation" if number == 1 else "recommendations"
    panel = page.get_by_test_id("stColumn").filter(has=page.get_by_role("heading", name="What is behind it"))
    expect(panel.get_by_text(re.compile(rf"^{number} {word}$"))).to_be_visible()
    links = panel.get_by_role("link", name="Open the recommendation")
    expect(links).to_have_count(min(number, 10))
    if number > 10:
        panel.get_by_label("Page 2").click()
        expect(links).to_have_count(min(number - 10, 10))


@pytest.mark.parametrize(
    ("choices", "codes", "number"),
    [
        ({"o_measure": "deviation", "o_order": "similarity"}, ("diaspora", "idb"), 2),
        ({"o_measure": "presence", "o_order": "total"}, ("cooperation", "csm"), 10),
        ({"o_view": "convergence"}, ("asylum", "la-declaration"), 2),
        ({"o_view": "processes"}, ("csm", "crm"), 17),
        ({"o_view": "processes", "o_form": "matrix", "o_likeness": "cosine"}, ("csm", "crm"), 17),
        ({"o_view": "processes", "o_form": "sets"}, ("csm",), 2),
        ({"o_view": "themes"}, ("governance", "cooperation"), 8),
        ({"o_view": "themes"}, ("", "", "cooperation"), 29),
        ({"o_view": "themes", "o_shape": "matrix"}, ("climate", "cooperation"), 2),
        ({"o_view": "gaps"}, ("participation", "idm"), 4),
        ({"o_view": "gaps", "o_level": "objectives"}, ("gcm-13", ""), 0),
        ({"o_view": "gaps", "o_level": "packages"}, ("la-09", "crm"), 2),
        ({"o_view": "countries"}, ("PAN", "cooperation"), 2),
    ],
)
def test_a_mark_lists_what_is_behind_it(
    page: Page, choices: dict[str, str], codes: tuple[str, ...], number: int
) -> None:
    arrive(page, "/overlap", lang="en", **choices)
    text = click(page, *codes)
    listed(page, number)
    if text.isdigit() and "processes" not in choices.values():
        assert int(text) == number
    assert set(codes) - {""} <= {code for chosen in in_url(page).values() for code in chosen}


@pytest.mark.parametrize(
    ("choices", "number"),
    [
        ({"o_theme": "diaspora", "o_process": "idb"}, 2),
        ({"o_view": "processes", "o_process": "csm", "o_peer": "crm"}, 17),
        ({"o_view": "processes", "o_form": "sets", "o_set": "csm"}, 2),
        ({"o_view": "themes", "o_theme": "governance", "o_with": "cooperation"}, 8),
        ({"o_view": "themes", "o_family": "cooperation"}, 29),
        ({"o_view": "gaps", "o_level": "packages", "o_gap": "la-09", "o_process": "crm"}, 2),
        ({"o_view": "countries", "o_party": "PAN", "o_theme": "cooperation"}, 2),
    ],
)
def test_a_link_to_a_mark_lists_it(page: Page, choices: dict[str, str], number: int) -> None:
    arrive(page, "/overlap", lang="en", **choices)
    listed(page, number)


def test_only_the_open_view_is_drawn(page: Page) -> None:
    arrive(page, "/overlap", lang="en")
    chart(page)
    views = {"Convergence": "convergence", "Between processes": "processes", "Gaps": "gaps", "Countries": "countries"}
    for label, view in views.items():
        page.get_by_role("radio", name=label, exact=True).first.click()
        expect_in_url(page, o_view=view)
        settled(page)
        chart(page)
        expect(page.locator(".js-plotly-plot")).to_have_count(1)


def test_a_figure_starts_high_and_says_how_it_is_drawn(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    arrive(page, "/overlap", lang="fr", o_order="total", o_counted="main")
    top = chart(page).bounding_box()
    assert top is not None
    assert top["y"] < 480
    page.get_by_role("button", name="Présentation · Total · Le principal").click()
    page.get_by_role("radio", name="Ressemblance").click()
    expect(page.get_by_role("button", name="Présentation · Ressemblance · Le principal")).to_be_visible()
    expect_in_url(page, o_order="similarity", o_counted="main")


def test_all_of_these_themes_or_any_of_them(page: Page) -> None:
    arrive(page, "/overlap", lang="en", o_themes=["governance", "cooperation"])
    expect(page.get_by_text("28 recommendations, ")).to_be_visible()
    page.get_by_role("button", name="Themes · 2").click()
    page.get_by_text("All of these themes").click()
    expect(page.get_by_text("8 recommendations, ", exact=False).first).to_be_visible()
    expect(page.get_by_text("28 recommendations, ")).to_have_count(0)


@pytest.mark.parametrize("view", ["matrix", "convergence", "processes"])
def test_one_process_alone_is_told_what_to_choose(page: Page, view: str) -> None:
    arrive(page, "/overlap", lang="en", o_view=view, o_processes="idb")
    expect(page.get_by_text("Choose at least two processes")).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(0)


@pytest.mark.parametrize("view", ["matrix", "themes"])
def test_one_theme_alone_is_told_what_to_choose(page: Page, view: str) -> None:
    arrive(page, "/overlap", lang="en", o_view=view, o_themes="cooperation")
    expect(page.get_by_text("Choose at least two themes")).to_be_visible()


def test_three_processes_are_told_in_words(page: Page) -> None:
    arrive(
        page, "/overlap", lang="en", o_view="processes", o_form="sets", o_processes=["crm", "idb", "mirps"], o_set="idb"
    )
    expect(page.get_by_text("IDB alone raises").first).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(0)


def test_a_second_meeting_is_waited_for(page: Page) -> None:
    arrive(page, "/overlap", lang="en", o_view="over_time")
    expect(page.get_by_text("It takes two meetings")).to_be_visible()


def test_unknown_codes_are_dropped_and_named(page: Page) -> None:
    arrive(page, "/overlap", lang="en", o_view="constellations", o_measure="weight")
    said(page, "constellations, weight")
    chart(page)


@pytest.mark.parametrize(("kind", "begins"), [("PNG", b"\x89PNG"), ("SVG", b"<svg")])
def test_the_figure_as_an_image(page: Page, kind: str, begins: bytes) -> None:
    arrive(page, "/overlap", lang="en", o_view="gaps", o_level="packages")
    page.get_by_role("radio", name=kind, exact=True).click()
    settled(page)
    chart(page).hover()
    with page.expect_download() as download:
        page.locator(".modebar-btn").first.click()
    assert download.value.suggested_filename == f"convergence-gaps-packages.{kind.lower()}"
    assert download.value.path().read_bytes().startswith(begins)


@pytest.mark.parametrize("view", ["convergence", "processes", "themes", "same_ask", "gaps", "countries"])
def test_its_table(page: Page, view: str) -> None:
    arrive(page, "/overlap", lang="en", o_view=view)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").first.click()
    assert download.value.path().read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_joint_agenda_stands_side_by_side(page: Page) -> None:
    arrive(page, "/overlap", lang="en", o_view="convergence", o_k="4", o_agenda="asylum")
    expect(page.get_by_text("6 themes are raised by 4 processes or more.")).to_be_visible()
    for column in ("RCM · 1 recommendation", "SACM · 1 recommendation", "MIRPS · 1 recommendation"):
        expect(page.get_by_text(column, exact=True)).to_be_visible()


def test_an_analyst_decides_and_the_proposal_goes(page: Page) -> None:
    arrive(page, "/overlap", lang="en", o_view="same_ask")
    expect(page.get_by_text("2 groups of three or more, 34 pairs proposed")).to_be_visible()
    expect(page.get_by_text("Each of the 3 is like each of the others")).to_have_count(2)
    expect(page.get_by_role("button", name="It is the same ask")).to_have_count(0)
    introduce(page, "Ana Ruiz", "Analyst")
    page.get_by_role("button", name="It is the same ask", exact=True).first.click()
    said(page, "The decision is saved.")
    expect(page.get_by_text("2 groups of three or more, 33 pairs proposed")).to_be_visible()
    page.get_by_role("radio", name="Decided by people").click()
    expect(page.get_by_text("1 decision")).to_be_visible()
    page.get_by_role("button", name="Take the decision back").click()
    expect(page.get_by_text("Nothing has been decided yet")).to_be_visible()


def test_a_group_that_asks_the_same_gets_one_action(page: Page) -> None:
    arrive(page, "/overlap", lang="en", o_view="same_ask")
    introduce(page, "Ana Ruiz", "Analyst")
    page.get_by_role("button", name="These 3 ask the same").first.click()
    said(page, "The decision is saved.")
    expect(page.get_by_text("Each of the 3 is like each of the others")).to_have_count(1)
    page.get_by_role("radio", name="Decided by people").click()
    expect(page.get_by_text("3 decisions")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    assert download.value.suggested_filename == "decided.csv"
    assert download.value.path().read_text("utf-8").count("Same ask") == 3
    expect(page.get_by_text("No joint action yet.")).to_be_visible()
    settled(page)
    page.get_by_text("Add one action for all 3 recommendations").click()
    page.get_by_role("textbox", name="Action", exact=True).fill("One observatory for all")
    page.get_by_role("textbox", name="Action", exact=True).press("Tab")
    expect(
        page.get_by_text(re.compile(r"^\d unsaved change"))
    ).to_be_visible()  # it comes beside the button, which moves
    page.get_by_role("button", name="Add the action").click()
    expect(page.get_by_text("1 joint action:")).to_be_visible()
    expect(page.get_by_text("One observatory for all – No information")).to_be_visible()
    page.get_by_role("link", name="Open the recommendation").nth(1).click()
    expect(page.get_by_role("heading", name="Links decided by people")).to_be_visible()
    expect(page.get_by_text("One observatory for all – No information")).to_be_visible()


def test_a_wide_figure_scrolls_and_the_page_does_not(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    arrive(page, "/overlap", lang="en", o_view="themes", o_shape="matrix")
    chart(page)
    widths = page.evaluate(
        """() => {
            const main = document.querySelector('[data-testid=stMain]');
            const plot = document.querySelector('.js-plotly-plot .main-svg');
            return [main.scrollWidth - main.clientWidth, plot.getBoundingClientRect().width];
        }"""
    )
    assert widths[0] == 0
    assert widths[1] > 800
