"""Signing in at a real provider in a real browser: who sees what, who may do what, and how it ends."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from convergence.model import Person, Role
from convergence.store import reads

from .cold import ask
from .provider import ADAM, ANA, DANA, ROSA, UNVERIFIED, Installation, installed, providing
from .server import ROOT
from .test_overlap import click
from .visitor import MEETING, READY, TIMEOUT

PATHS = (
    "/",
    "/overlap",
    "/recommendations",
    f"/recommendation?id={MEETING}/crm.5.2",
    "/tracker",
    "/delegation?d_party=CHL",
    "/slip?s_party=CHL",
    "/changes",
    "/activity",
    "/import_document",
    "/export",
    "/people",
    "/access_keys",
)
SHOWN = {"arrow_data_frame", "plotly_chart", "expandable", "download_button", "file_uploader", "form", "text_area"}
CHILE = f"{MEETING}/la-declaration.6.1/a1"
Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with providing() as address:
        yield address


@pytest.fixture(scope="module")
def closed(provider: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation that lets in nobody whom it does not know."""
    with installed(tmp_path_factory.mktemp("closed"), provider, readers=False) as made:
        yield made


@pytest.fixture(scope="module")
def known(closed: Installation, browser: Browser) -> Iterator[Callable[[str], Page]]:
    """A page in the browser of somebody who is signed in, once for all tests that leave him so."""
    browsers: dict[str, BrowserContext] = {}

    def signed_in(sub: str) -> Page:
        if sub not in browsers:
            browsers[sub] = browser.new_context(base_url=closed.server.url, locale="en-GB")
            browsers[sub].set_default_timeout(TIMEOUT)
            sign_in(browsers[sub].new_page(), closed, sub)
        return browsers[sub].new_page()

    yield signed_in
    for context in browsers.values():
        context.close()


def sign_in(page: Page, installation: Installation, sub: str) -> None:
    page.goto("/")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_placeholder("sub").fill(sub)
    page.get_by_role("button", name="Authorize", exact=True).click()
    page.wait_for_url(f"{installation.server.url}/**")
    settled(page)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens a link in a browser that nobody has used before, and signs in where a name is given."""
    made: list[BrowserContext] = []

    def open_link(installation: Installation, path: str = "/", sub: str | None = None, **options: Any) -> Page:
        context = browser.new_context(base_url=installation.server.url, locale="en-GB", **options)
        context.set_default_timeout(TIMEOUT)
        made.append(context)
        page = context.new_page()
        if sub:
            sign_in(page, installation, sub)
        if not sub or path != "/":
            page.goto(path)
        settled(page)
        return page

    yield open_link
    for context in made:
        context.close()


def settled(page: Page) -> None:
    expect(page.locator(READY)).to_be_visible()
    expect(page.locator("h1").first).to_be_visible()


def at_the_door(page: Page) -> None:
    expect(page.locator("h1")).to_have_text("Sign in")
    for shown in ("stDataFrame", "stPlotlyChart", "stExpander", "stDownloadButton", "stFileUploader", "stForm"):
        expect(page.get_by_test_id(shown)).to_have_count(0)


def test_every_page_is_asked_for_below() -> None:
    pages = {path.stem for path in (ROOT / "pages").rglob("*.py")}
    assert {path.partition("?")[0].strip("/") or "overview" for path in PATHS} == pages


def test_nobody_gets_past_the_door_by_a_deep_link(closed: Installation) -> None:
    for path in PATHS:
        answer = ask(closed.server, path)
        assert (answer.titles, answer.errors) == (["Sign in"], 0), path
        assert set(answer.kinds) & SHOWN == set(), path
        assert MEETING not in answer.sent, path


@pytest.mark.parametrize("person", [ROSA, DANA, ANA, ADAM], ids=lambda person: person.role.value)
def test_every_page_by_a_deep_link_with_each_role(
    closed: Installation, known: Callable[[str], Page], person: Person
) -> None:
    """Nobody but an administrator finds an address of somebody else, and a reader finds nothing to fill in but his own keys.

    Signed in by the browser; each page is then asked for cold with its cookies, and all that is sent counts, shown or not.
    """
    page = known(person.email)
    cookies = page.context.cookies()
    page.close()
    others = [other.email for other in (ROSA, DANA, ANA, ADAM) if other is not person]
    titles = set()
    for path in PATHS:
        answer = ask(closed.server, path, cookies)
        assert person.name in answer.sent, path
        assert (len(answer.titles), answer.errors) == (1, 0), path
        titles |= set(answer.titles)
        if person.role is not Role.ADMINISTRATOR:
            assert not [email for email in others if email in answer.sent], path
            assert path != "/people" or not answer.kinds["form"]
        if person.role is Role.READER and path != "/access_keys":
            assert set(answer.kinds) & {"form", "file_uploader", "text_area"} == set(), path
    assert "Sign in" not in titles
    assert (
        len(titles) >= len(PATHS) - 2
    )  # a delegate comes from the door to his delegation; not everybody comes to People


def test_sign_in_act_sign_out(closed: Installation, visit: Visit) -> None:
    """A delegate who signs in at the door comes to his delegation."""
    page = visit(closed, "/", DANA.email)
    expect(page.locator("h2").first).to_have_text("Chile")
    page.get_by_test_id("stExpander").first.click()
    page.get_by_label("Nota").fill("Dicho por Dana.")
    page.get_by_role("button", name="Guardar la acción").click()
    expect(page.get_by_test_id("stToast")).to_contain_text("guardada")
    with closed.store.reading() as connection:
        (event,) = reads.events(connection, subjects=CHILE)
    assert (event.actor, event.role, event.party) == ("Dana Soto", "delegate", "CHL")
    page.get_by_test_id("stSidebar").get_by_test_id("stPopover").get_by_role("button").click()
    page.get_by_role("button", name="Cerrar sesión").click()
    expect(page.locator("h1")).to_have_text("End Session")  # the provider asks whether to end its session too
    page.goto("/delegation")
    settled(page)
    at_the_door(page)


@pytest.mark.parametrize("sub", ["nina@nowhere.example", UNVERIFIED])
def test_somebody_unknown_is_told_whom_to_ask(closed: Installation, visit: Visit, sub: str) -> None:
    page = visit(closed, "/tracker", sub)
    at_the_door(page)
    expect(page.get_by_test_id("stAlert")).to_contain_text("write to help@secretariat.example")


def test_somebody_elses_cookie(closed: Installation, known: Callable[[str], Page], visit: Visit) -> None:
    """A cookie that this installation did not sign opens nothing."""
    page = known(DANA.email)
    cookies = page.context.cookies()
    page.close()
    stranger = visit(closed, "/")
    for cookie in cookies:
        if cookie["name"].startswith("_streamlit_user"):
            forged = {**cookie, "value": cookie["value"][:-6] + "AAAAAA"}
            stranger.context.add_cookies([forged])  # type: ignore[list-item]
    stranger.goto("/tracker")
    settled(stranger)
    at_the_door(stranger)


def test_a_role_taken_away_while_its_owner_is_typing(closed: Installation, known: Callable[[str], Page]) -> None:
    page = known(ANA.email)
    page.goto(f"/tracker?f_view=form&f_action={CHILE}&lang=en")
    settled(page)
    page.get_by_label("Note").fill("Too late.")
    expect(page.get_by_text("1 unsaved change")).to_be_visible()
    closed.change(replace(ANA, role=Role.READER))
    page.get_by_role("button", name="Save the action").click()
    for told in ("Your role was changed", "write to help@secretariat.example", "A reader changes nothing"):
        expect(page.get_by_test_id("stAlert").filter(has_text=told)).to_have_count(1)
    expect(page.get_by_text("Note: Too late.")).to_be_visible()
    with closed.store.reading() as connection:
        assert reads.action(connection, CHILE).note != "Too late."
    closed.change(ANA)
    page.reload()
    settled(page)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    expect(page.get_by_label("Note")).to_have_value("Too late.")
    page.get_by_role("button", name="Discard").first.click()
    expect(page.get_by_text("1 unsaved change")).to_have_count(0)
    settled(page)
    expect(page.get_by_label("Note")).not_to_have_value("Too late.")


def test_access_taken_away_while_a_view_is_open(closed: Installation, known: Callable[[str], Page]) -> None:
    """A click in a view of Overlap draws that view alone; it asks all the same who is there, and shows nothing more."""
    page = known(ANA.email)
    page.goto("/overlap?lang=en")
    settled(page)
    closed.change(replace(ANA, active=False))
    try:
        click(page, "data", "mirps")
        at_the_door(page)
        expect(page.get_by_test_id("stAlert")).to_contain_text("write to help@secretariat.example")
        expect(page.get_by_text("MIRPS")).to_have_count(0)
    finally:
        closed.change(ANA)
        page.close()


def test_the_people_page_is_for_administrators(known: Callable[[str], Page]) -> None:
    page = known(ADAM.email)
    page.goto("/people")
    settled(page)
    expect(page.locator("h1")).to_have_text("People")
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    page.close()
    for person in (DANA, ANA, ROSA):
        page = known(person.email)
        page.goto("/people")
        settled(page)
        expect(page.get_by_test_id("stSidebarNav").get_by_text("People", exact=True)).to_have_count(0)
        expect(page.get_by_test_id("stForm")).to_have_count(0)
        page.close()


def test_an_expired_session(closed: Installation, known: Callable[[str], Page]) -> None:
    """A cookie that the browser lets go of, as it does when its time is over, leaves at the door who was typing; who signs in again finds
    what he typed.
    """
    page = known(DANA.email)
    page.goto("/delegation?lang=en")
    settled(page)
    page.get_by_test_id("stExpander").first.click()
    page.get_by_label("Note").press("Control+a")  # over whatever she said before
    page.keyboard.type("In the middle of a sent")
    expect(page.get_by_text("1 unsaved change")).to_be_visible()
    page.context.clear_cookies()
    page.reload()
    settled(page)
    at_the_door(page)
    expect(page.get_by_text("In the middle of a sent")).to_have_count(0)
    sign_in(page, closed, DANA.email)
    page.get_by_test_id("stExpander").first.click()
    expect(page.get_by_label("Nota")).to_have_value("In the middle of a sent")
    page.close()


def test_a_person_s_own_access_key(closed: Installation, known: Callable[[str], Page]) -> None:
    """Dana makes it on her page; her program reads with it until she revokes it. Ana sees nothing of it."""

    def reads_with(key: str) -> int:
        address = f"{closed.server.url}/api/actions?parties=CHL"
        asked = urllib.request.Request(address, headers={"Authorization": f"Bearer {key}"})
        try:
            return int(urllib.request.urlopen(asked, timeout=30).status)
        except urllib.error.HTTPError as refused:
            return refused.code

    page = known(DANA.email)
    page.goto("/access_keys?lang=en")
    expect(page.locator("h1")).to_have_text("Access keys")
    page.get_by_label("What it is for").fill("Wall screen")
    page.get_by_role("button", name="Make the key").click()
    key = page.get_by_test_id("stCode").first.inner_text().strip()
    assert (reads_with(key), reads_with(f"{key}x")) == (200, 401)
    colleague = known(ANA.email)
    colleague.goto("/access_keys?lang=en")
    expect(colleague.get_by_text("There is no key yet.")).to_be_visible()
    page.reload()
    settled(page)
    expect(page.get_by_text("Wall screen")).to_be_visible()
    expect(page.get_by_text(key)).to_have_count(0)
    page.get_by_role("button", name="Revoke").click()
    expect(page.get_by_text("Revoked on")).to_be_visible()
    assert reads_with(key) == 401


def test_readers_where_they_are_allowed(provider: str, visit: Visit, tmp_path_factory: pytest.TempPathFactory) -> None:
    with installed(tmp_path_factory.mktemp("open"), provider, readers=True) as opened:
        at_the_door(visit(opened, "/tracker"))
        page = visit(opened, "/delegation?d_party=CHL", "nina@nowhere.example")
        expect(page.get_by_test_id("stExpander")).to_have_count(1)
        expect(page.get_by_test_id("stForm")).to_have_count(0)
