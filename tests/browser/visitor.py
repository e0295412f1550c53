"""What a visitor does and sees in the browser. Everything waits for what is to appear, never for a time."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlencode, urlparse

from playwright.sync_api import Locator, Page, expect

TIMEOUT = 30_000
READY = "[data-testid='stApp'][data-test-script-state='notRunning']"
MEETING = "2023-05-09-cam"
PAGES = {
    "overview": "/",
    "overlap": "/overlap",
    "recommendations": "/recommendations",
    "recommendation": f"/recommendation?id={MEETING}/crm.5.2",
    "tracker": "/tracker",
    "delegation": "/delegation",
    "slip": "/slip",
    "changes": "/changes",
    "activity": "/activity",
    "import": "/import_document",
    "export": "/export",
}
FRENCH_TITLES = {
    "overview": "Où les processus convergent",
    "overlap": "Qui parle de quoi ?",
    "recommendations": "Recommandations",
    "recommendation": "CRM 5, point 2",
    "tracker": "Suivi",
    "delegation": "Ma délégation",
    "slip": "Fiche de suivi par courriel",
    "changes": "Ce qui a changé",
    "activity": "Activité",
    "import": "Importer un document",
    "export": "Exporter",
}

# The columns of the table of actions, in their order, and how wide each is.
WIDTHS = {"title": 300, "progress": 200, "due": 110, "lead": 150, "supporting": 170, "evidence": 150, "note": 220}

expect.set_options(timeout=TIMEOUT)


def link(path: str, **choices: str | list[str]) -> str:
    if not choices:
        return path
    return f"{path}{'&' if '?' in path else '?'}{urlencode(choices, doseq=True)}"


def arrive(page: Page, path: str, **choices: str | list[str]) -> None:
    """Open a link and wait until the page stands."""
    page.goto(link(path, **choices))
    settled(page)


def settled(page: Page) -> None:
    expect(page.locator(READY)).to_be_visible()
    expect(page.locator("h1").first).to_be_visible()


def in_url(page: Page) -> dict[str, list[str]]:
    """The choices in the URL, without the language."""
    return {name: values for name, values in parse_qs(urlparse(page.url).query).items() if name != "lang"}


def expect_in_url(page: Page, **choices: str) -> None:
    """Wait until the URL holds these choices, and nothing but these."""
    wanted = "&".join(sorted(f"{name}={value}" for name, value in choices.items()))
    page.wait_for_function(
        """wanted => [...new URLSearchParams(location.search)].filter(([name]) => name !== 'lang')
            .map(([name, value]) => `${name}=${value}`).sort().join('&') === wanted""",
        arg=wanted,
    )


def introduce(page: Page, name: str, role: str) -> None:
    """Say who one is, in the side bar."""
    called = page.get_by_label("Name", exact=True)  # not "Named leads", which a form that lies open shows at once
    page.get_by_role("button", name="Who are you").click()
    called.fill(name)
    called.press("Enter")
    page.get_by_role("combobox", name="Role").click()
    page.get_by_role("option", name=role).click()
    expect(page.get_by_role("button", name=f"{name} – {role}")).to_be_visible()
    page.keyboard.press("Escape")
    expect(called).to_be_hidden()
    settled(page)


def in_view(part: Locator) -> None:
    """Bring a part into view, and wait until the page has told of it: a list that opens before then closes again."""
    part.scroll_into_view_if_needed()
    part.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def choose(page: Page, label: str, option: str) -> None:
    box = page.get_by_role("combobox", name=label).first
    in_view(box)
    box.click()
    page.get_by_role("option", name=option, exact=True).click()


def unfold(page: Page, title: str) -> None:
    """Open what is folded away, and wait until it has grown to its height."""
    page.get_by_text(title).click()
    page.wait_for_function(
        """title => [...document.querySelectorAll('details[open]')].some(
            fold => fold.innerText.includes(title) && !fold.getAnimations().length)""",
        arg=title,
    )


def said(page: Page, text: str) -> None:
    """Wait for a toast, and for the run that shows it to end: until then the form of before stands beside the new one."""
    expect(page.get_by_test_id("stToast").filter(has_text=text).first).to_be_visible()
    settled(page)


def chart(page: Page) -> Locator:
    drawn = page.locator(".js-plotly-plot").first
    expect(drawn.locator(".main-svg").first).to_be_visible()
    return drawn


_INTO_VIEW = """([x, y]) => {
    document.querySelector('[data-testid=stMain]').scrollBy(0, y - innerHeight / 2);
    for (let part = document.querySelector('.js-plotly-plot'); part; part = part.parentElement) {
        const box = part.getBoundingClientRect();
        if (part.scrollWidth > part.clientWidth && getComputedStyle(part).overflowX === 'auto') {
            part.scrollBy(x - box.left - box.width / 2, 0);
        }
    }
}"""
# As long as frames pass without a change of its place and size: a slow computer takes its time for each.
_STILL = """() => new Promise(done => {
    const place = () => {
        const plot = document.querySelector('.js-plotly-plot');
        const parts = [plot, plot?.querySelector('.main-svg'), plot?.querySelector('.draglayer')];
        return JSON.stringify(parts.map(part => part?.getBoundingClientRect()));
    };
    let last = place(), frames = 0;
    const look = () => {
        const now = place();
        frames = now === last ? frames + 1 : 0;
        last = now;
        frames === 12 ? done() : requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
})"""
# Says whether the figure took the click: one that was drawn anew between the pointer's coming and the click did not.
_LISTEN = """() => {
    const plot = document.querySelector('.js-plotly-plot');
    plot.taken = false;
    plot.once('plotly_click', () => { plot.taken = true; });
}"""
_TRIES = 12


def click_mark(page: Page, find: str, wanted: object) -> list[Any]:
    """Click a mark of the figure, which the script `find` places: [x, y, …]. Gives what it found.

    While a page takes shape its figure moves, and is drawn anew; so the mark is looked for until its label shows under the pointer and
    the figure takes the click.
    """
    chart(page)
    for tried in range(_TRIES):
        page.mouse.move(0, 0)
        page.evaluate(_INTO_VIEW, page.evaluate(find, wanted)[:2])
        page.evaluate(_STILL)
        found = page.evaluate(find, wanted)
        page.mouse.move(found[0] - 2, found[1])
        page.mouse.move(found[0], found[1])
        try:
            expect(page.locator(".hoverlayer .hovertext")).to_be_visible(timeout=TIMEOUT / _TRIES)
        except AssertionError:
            if tried == _TRIES - 1:
                raise
            continue
        page.evaluate(_LISTEN)
        page.mouse.click(found[0], found[1])
        if page.evaluate("() => document.querySelector('.js-plotly-plot').taken !== false"):
            return list(found)
    raise AssertionError(f"The figure took no click on {wanted}")


def grid(page: Page) -> Locator:
    """What takes the clicks on the first table: it lies over the canvas that shows it."""
    expect(page.get_by_test_id("data-grid-canvas").first).to_be_visible()
    return page.get_by_test_id("stDataFrame").first.locator(".dvn-scroller")


def write_in_cell(page: Page, column: str, words: str) -> None:
    """Write into a cell of the first row; the screen has to be wide enough to show all the columns.

    A table that has only just come closes its field now and then without taking what stands in it: the cell is as empty as before, for
    everybody to see, and one writes again.
    """
    number = list(WIDTHS).index(column)
    left = sum(WIDTHS[name] for name in list(WIDTHS)[:number])
    cell = page.get_by_test_id(f"glide-cell-{number}-0")
    settled(page)
    grid(page).click(position={"x": left + WIDTHS[column] / 2, "y": 52})
    expect(cell).to_have_attribute("aria-readonly", "false")
    expect(cell).to_have_attribute("aria-selected", "true")
    before = cell.text_content() or ""
    for patience in (TIMEOUT / 10, TIMEOUT / 10, TIMEOUT):
        page.keyboard.press("Enter")
        editor = page.locator("#portal").locator("textarea, input").first
        expect(editor).to_be_focused()
        editor.press_sequentially(words)
        expect(editor).to_have_value(words)
        if editor.get_attribute("role") == "combobox":
            expect(page.get_by_role("option")).to_have_text([words])  # the list has followed what was typed
        editor.press("Enter")
        expect(editor).to_be_hidden()
        try:
            expect(cell).not_to_have_text(before, timeout=patience)
        except AssertionError:
            if patience == TIMEOUT:
                raise
            continue
        return


def tick(page: Page, row: int) -> None:
    """Tick a row of the first table on or off, at its left end; it is told by what follows, which is to be waited for."""
    settled(page)
    grid(page).click(position={"x": 16, "y": 52 + 35 * row})
