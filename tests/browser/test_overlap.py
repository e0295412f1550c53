"""The matrix: a click on a mark finds exactly the recommendations behind it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from convergence.ui import watch

from .visitor import arrive, click_mark, expect_in_url, settled

FIND = """([theme, process, kind, nth]) => {
    const plot = document.querySelector('.js-plotly-plot');
    const traces = plot.data.map((trace, number) => number).filter(number => plot.data[number].type === kind);
    const marked = traces.filter(number => plot.data[number].customdata.some(d => d[0] === theme && d[1] === process));
    const trace = plot.data[marked[nth]];
    const point = trace.customdata.findIndex(d => d[0] === theme && d[1] === process);
    const layout = plot._fullLayout;
    const x = layout[(trace.xaxis || 'x').replace('x', 'xaxis')];
    const y = layout[(trace.yaxis || 'y').replace('y', 'yaxis')];
    const along = kind === 'bar' ? trace.x[point] / 2 : trace.x[point];
    const box = plot.getBoundingClientRect();
    return [box.left + x._offset + x.l2p(along), box.top + y._offset + y.l2p(trace.y[point])];
}"""


def click(page: Page, theme: str, process: str, kind: str = "scatter", nth: int = 0) -> None:
    """Click a mark of the chart: the cell of a theme and a process, a theme's bar, or a process's total."""
    click_mark(page, FIND, [theme, process, kind, nth])


def cited(page: Page) -> list[str]:
    """How the recommendations on the list are cited, in their order."""
    captions = page.get_by_text(" · ").filter(has_not_text="Filters:")
    return [caption.split(" · ")[0] for caption in captions.all_inner_texts()]


def found(page: Page, sentence: str, count: int) -> None:
    expect(page.get_by_text(sentence).first).to_be_visible()
    expect(page.get_by_role("link", name="Open the recommendation")).to_have_count(count)


def test_a_cell(page: Page) -> None:
    arrive(page, "/overlap", lang="en")
    expect(page.get_by_role("link", name="Open the recommendation")).to_have_count(0)
    click(page, "data", "mirps")
    expect_in_url(page, o_theme="data", o_process="mirps")
    found(page, "3 recommendations", 3)
    assert cited(page) == ["MIRPS 4", "MIRPS 5", "MIRPS 5"]
    page.reload()
    settled(page)
    found(page, "3 recommendations", 3)
    click(page, "family", "la-declaration")  # another cell in place of the first
    expect_in_url(page, o_theme="family", o_process="la-declaration")
    found(page, "1 recommendation", 1)


def test_a_bar(page: Page) -> None:
    arrive(page, "/overlap", lang="en")
    click(page, "climate", "", kind="bar", nth=1)
    expect_in_url(page, o_theme="climate")
    found(page, "4 recommendations", 4)
    assert cited(page) == ["SACM 3", "Los Angeles 5", "Los Angeles 7", "IDB 13"]
    click(page, "asylum", "", kind="bar", nth=0)
    expect_in_url(page, o_theme="asylum")
    found(page, "4 recommendations", 4)


def test_a_shorter_list_takes_the_place_of_a_longer_one_while_the_clock_ticks(page: Page) -> None:
    """What looks for changes of others asks for its turn while the list is drawn, and after."""
    page.clock.install()
    arrive(page, "/overlap", lang="en", o_theme="data", o_process="mirps")
    found(page, "3 recommendations", 3)
    click(page, "family", "la-declaration")
    for _ in range(20):
        page.clock.fast_forward(watch.EVERY_SECONDS * 1000)
    found(page, "1 recommendation", 1)


def test_a_total(page: Page) -> None:
    arrive(page, "/overlap", lang="en")
    click(page, "", "idb")
    expect_in_url(page, o_process="idb")
    found(page, "4 recommendations", 4)
    assert cited(page) == ["IDB 6", "IDB 13", "IDB 13", "IDB 13"]


def test_the_way_to_a_recommendation_and_back(page: Page) -> None:
    arrive(page, "/overlap", lang="en", o_theme="data", o_process="mirps")
    found(page, "3 recommendations", 3)
    page.get_by_role("link", name="Open the recommendation").first.click()
    expect(page.locator("h1")).to_have_text("MIRPS 4, point 1")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Who speaks of what?")
    expect_in_url(page, o_theme="data", o_process="mirps")
    found(page, "3 recommendations", 3)


def test_filters_stay_through_four_languages(page: Page) -> None:
    choices = {"o_kinds": "proposal", "o_theme": "cooperation", "o_process": "csm"}
    arrive(page, "/overlap", lang="en", **choices)
    found(page, "5 recommendations", 5)
    titles = {"Français": "Qui parle de quoi ?", "Español": "¿Quién habla de qué?", "Português": "Quem fala de quê?"}
    label = "Language"
    labels = {"Français": "Langue", "Español": "Idioma", "Português": "Idioma", "English": "Language"}
    for language, title in [*titles.items(), ("English", "Who speaks of what?")]:
        page.get_by_role("combobox", name=label).first.click()
        page.get_by_role("option", name=language, exact=True).click()
        expect(page.locator("h1")).to_have_text(title)
        settled(page)
        expect_in_url(page, **choices)
        expect(page.locator("[class*='st-key-o_cooperation_csm_']")).to_have_count(5)
        label = labels[language]
