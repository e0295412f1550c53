"""Editing: what is saved is found again, and what two people type at once is not lost."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing

from playwright.sync_api import BrowserContext, Locator, Page, WebSocketRoute, expect

from .server import Server
from .visitor import (
    MEETING,
    arrive,
    choose,
    expect_in_url,
    grid,
    introduce,
    said,
    settled,
    tick,
    unfold,
    write_in_cell,
)

CHILE = f"{MEETING}/la-declaration.6.1/a1"
COLOMBIA = f"{MEETING}/la-declaration.6.2/a1"
EL_SALVADOR = f"{MEETING}/la-declaration.6.8/a1"
ONE_ROW = {"f_processes": "mirps", "f_progress": "no-information"}
DATA = f"{MEETING}/mirps.4.1/a1"
WIDE = {"width": 2000, "height": 1000}


def stored(server: Server, action: str, *names: str) -> tuple[object, ...]:
    with closing(sqlite3.connect(server.database)) as connection:
        return tuple(connection.execute(f"select {', '.join(names)} from action where id = ?", [action]).fetchone())


def form(page: Page, action: str, name: str = "Ana Ruiz") -> None:
    arrive(page, "/tracker", lang="en", f_view="form", f_action=action)
    introduce(page, name, "Analyst")
    expect(page.get_by_role("button", name="Save the action")).to_be_visible()


def value(page: Page, words: str) -> Locator:
    """One of the two values between which a person decides."""
    return page.get_by_role("radiogroup", name="Note").get_by_text(words)


def test_a_form_is_saved_and_found_again(page: Page, server: Server) -> None:
    form(page, CHILE)
    page.get_by_label("Note").fill("Two municipalities have begun")
    choose(page, "Progress", "In progress")
    page.get_by_role("button", name="Save the action").click()
    said(page, "Action saved")
    assert stored(server, CHILE, "note", "progress", "revision") == ("Two municipalities have begun", "in-progress", 2)
    page.reload()
    settled(page)
    expect(page.get_by_text("Note: Two municipalities have begun")).to_be_visible()
    expect(page.get_by_text("Progress: In progress")).to_be_visible()
    expect(page.get_by_role("button", name="Save the action")).to_have_count(0)  # nobody is introduced any more


def test_the_grid_is_saved_and_found_again(page: Page, server: Server) -> None:
    page.set_viewport_size(WIDE)
    arrive(page, "/tracker", lang="en", **ONE_ROW)
    introduce(page, "Ana Ruiz", "Analyst")
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_disabled()
    write_in_cell(page, "note", "Data centre visited")
    expect(page.get_by_role("button", name="Save 1 change")).to_be_enabled()
    assert stored(server, DATA, "note", "revision") == ("", 1)  # nothing is saved unasked
    write_in_cell(page, "progress", "Planned")
    expect(page.get_by_role("button", name="Save 2 changes")).to_be_enabled()
    page.get_by_role("button", name="Save 2 changes").click()
    said(page, "1 action saved")
    assert stored(server, DATA, "note", "progress", "revision") == ("Data centre visited", "planned", 2)
    arrive(page, "/tracker", lang="en", f_processes="mirps", f_search="visited")
    grid(page)
    expect(page.get_by_text("1 action", exact=True)).to_be_visible()
    arrive(page, "/tracker", lang="en", f_view="form", f_action=DATA)
    expect(page.get_by_text("Note: Data centre visited")).to_be_visible()


def test_a_conflict_of_two_forms_shows_both_values(
    page: Page, server: Server, visitors: Callable[..., BrowserContext]
) -> None:
    form(page, COLOMBIA, "Ana Ruiz")
    page.get_by_label("Note").fill("Ana's note")
    colleague = visitors().new_page()
    form(colleague, COLOMBIA, "Eva Solís")
    colleague.get_by_label("Note").fill("Eva's note")
    colleague.get_by_role("button", name="Save the action").click()
    said(colleague, "Action saved")
    page.get_by_role("button", name="Save the action").click()
    expect(page.get_by_role("heading", name="Two people changed the same field")).to_be_visible()
    expect(value(page, "Ana's note")).to_be_visible()
    expect(value(page, "Eva's note")).to_be_visible()
    expect(page.get_by_role("button", name="Keep these values")).to_be_disabled()
    assert stored(server, COLOMBIA, "note") == ("Eva's note",)
    value(page, "Ana's note").click()
    page.get_by_role("button", name="Keep these values").click()
    said(page, "Values saved")
    assert stored(server, COLOMBIA, "note", "revision") == ("Ana's note", 3)
    expect(page.get_by_text("Two people changed the same field")).to_have_count(0)


def test_a_conflict_of_a_grid_and_a_form_loses_nothing(
    page: Page, server: Server, visitors: Callable[..., BrowserContext]
) -> None:
    page.set_viewport_size(WIDE)
    arrive(page, "/tracker", lang="en", f_search="reunification")
    introduce(page, "Ana Ruiz", "Analyst")
    expect(page.get_by_text("1 action", exact=True)).to_be_visible()
    write_in_cell(page, "note", "typed in the grid")
    expect(page.get_by_role("button", name="Save 1 change")).to_be_enabled()
    colleague = visitors().new_page()
    form(colleague, EL_SALVADOR, "Eva Solís")
    colleague.get_by_label("Note").fill("typed in the form")
    choose(colleague, "Progress", "Planned")
    colleague.get_by_role("button", name="Save the action").click()
    said(colleague, "Action saved")
    page.get_by_role("button", name="Save 1 change").click()
    expect(value(page, "typed in the grid")).to_be_visible()
    expect(value(page, "typed in the form")).to_be_visible()
    value(page, "typed in the form").click()
    page.get_by_role("button", name="Keep these values").click()
    said(page, "Values saved")
    assert stored(server, EL_SALVADOR, "note", "progress") == ("typed in the form", "planned")


def test_what_is_typed_is_taken_in_whatever_the_browser_sends_next(page: Page) -> None:
    """The clock that looks for what others changed sends what stands in the table as well, just before the table does."""
    sent: list[bytes] = []

    def send_twice(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def on_message(message: bytes | str) -> None:
            server.send(message)
            if isinstance(message, bytes) and b"edited_rows" in message and message not in sent:
                sent.append(message)
                server.send(message)

        socket.on_message(on_message)

    page.set_viewport_size(WIDE)
    page.route_web_socket(re.compile("/_stcore/stream"), send_twice)
    arrive(page, "/tracker", lang="en", f_search="reunification")
    introduce(page, "Ana Ruiz", "Analyst")
    for number, (column, words) in enumerate({"note": "Begun", "progress": "In progress", "lead": "Chile"}.items(), 1):
        write_in_cell(page, column, words)
        expect(page.get_by_role("button", name=f"Save {number} change")).to_be_enabled()
    assert len(sent) >= 3
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_disabled()


def test_an_action_is_added_taken_back_and_put_back(page: Page, server: Server) -> None:
    arrive(page, "/recommendation", lang="en", id=f"{MEETING}/idb.6.1")
    introduce(page, "Ana Ruiz", "Analyst")
    expect(page.get_by_text("This recommendation has no follow-up action yet.")).to_be_visible()
    unfold(page, "Add an action")
    page.get_by_label("Action", exact=True).fill("Publish the registers")
    page.get_by_role("button", name="Add the action").click()
    said(page, "Action added")
    added = f"{MEETING}/idb.6.1/a1"
    assert stored(server, added, "withdrawn") == (0,)
    page.get_by_role("button", name="Take this action back").click()
    page.get_by_role("dialog").get_by_role("button", name="Take it back").click()
    said(page, "Action taken back")
    expect(page.get_by_text("Taken back: Publish the registers")).to_be_visible()
    assert stored(server, added, "withdrawn") == (1,)
    page.get_by_role("button", name="Put it back").click()
    said(page, "Action put back")
    assert stored(server, added, "withdrawn") == (0,)


def test_rows_are_ticked_changed_at_once_and_changed_back(page: Page, server: Server) -> None:
    """By mouse; what was ticked and typed is there after a reload, and nothing is saved before it is confirmed."""
    choices = {"f_processes": "csm", "f_view": "together", "f_which": "ticked"}
    arrive(page, "/tracker", lang="en", **choices)
    introduce(page, "Ana Ruiz", "Analyst")
    expect(page.get_by_text("Tick at least one action.")).to_be_visible()
    tick(page, 0)
    tick(page, 2)
    page.get_by_label("Line to add to each note").fill("Seen in June")
    expect(page.get_by_role("heading", name="2 actions will change")).to_be_visible()
    expect(page.get_by_text("1 unsaved change")).to_be_visible()
    page.reload()
    settled(page)
    introduce(page, "Ana Ruiz", "Analyst")
    expect(page.get_by_label("Line to add to each note")).to_have_value("Seen in June")
    tick(page, 2)  # off again
    expect(page.get_by_role("heading", name="1 action will change")).to_be_visible()
    tick(page, 1)
    before = noted(server)
    page.get_by_role("button", name="Change 2 actions").click()
    said(page, "2 actions changed")
    assert len(noted(server)) == len(before) + 2
    expect(page.get_by_label("Line to add to each note")).to_have_value("")
    expect(page.get_by_text("Tick at least one action.")).to_be_visible()
    page.get_by_role("button", name="Undo this change").click()
    said(page, "2 actions as they were before")
    assert noted(server) == before
    expect_in_url(page, **choices)


def noted(server: Server) -> list[object]:
    with closing(sqlite3.connect(server.database)) as connection:
        return connection.execute("select id, note from action where note like '%Seen in June'").fetchall()
