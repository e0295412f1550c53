"""What was typed is not lost, whichever the form: not to a reload, not to a server that ends and starts anew."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from .server import free_port, serving
from .visitor import MEETING, TIMEOUT, arrive, choose, introduce, said, settled, unfold

CHILE = f"{MEETING}/la-declaration.6.1/a1"


def form(page: Page) -> None:
    arrive(page, "/tracker", lang="en", f_view="form", f_action=CHILE)


def stored(database: Path, query: str) -> object:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query, [CHILE]).fetchone()[0]


def test_a_reload_and_a_new_server_lose_nothing(browser: Browser, tmp_path: Path) -> None:
    port = free_port()
    context = browser.new_context(base_url=f"http://127.0.0.1:{port}", locale="en-GB", timezone_id="UTC")
    context.set_default_timeout(TIMEOUT)
    page = context.new_page()
    with serving(tmp_path, port) as server:
        form(page)
        introduce(page, "Ana Ruiz", "Analyst")
        page.get_by_label("Note").click()
        page.keyboard.type("Two municipalities")
        expect(page.get_by_text("1 unsaved change")).to_be_visible()  # without leaving the field
        expect(page.get_by_label("Note")).to_be_focused()
        page.reload()
        settled(page)
        expect(page.get_by_text("1 change typed earlier in this browser is not saved")).to_be_visible()
        introduce(page, "Ana Ruiz", "Analyst")
        expect(page.get_by_label("Note")).to_have_value("Two municipalities")
        page.get_by_label("Note").click()
        page.keyboard.press("End")
        page.keyboard.type(" have begun")
        page.get_by_label("Address (https://…)").fill("https://example.org/plan")
        page.get_by_label("Title of the evidence").click()
        expect(page.get_by_text("2 unsaved changes")).to_be_visible()
        assert stored(server.database, "select note from action where id = ?") == ""
    with serving(tmp_path, port) as server:
        page.reload()
        settled(page)
        introduce(page, "Ana Ruiz", "Analyst")
        expect(page.get_by_label("Note")).to_have_value("Two municipalities have begun")
        expect(page.get_by_label("Address (https://…)").first).to_have_value("https://example.org/plan")
        stranger = browser.new_context(base_url=server.url, locale="en-GB").new_page()
        form(stranger)
        introduce(stranger, "Ana Ruiz", "Analyst")
        expect(stranger.get_by_label("Note")).to_have_value("")
        stranger.context.close()
        page.get_by_role("button", name="Save the action").click()
        said(page, "Action saved")
        assert stored(server.database, "select note from action where id = ?") == "Two municipalities have begun"
        assert stored(server.database, "select count(*) from draft where action = ?") == 0
        expect(page.get_by_text("typed earlier")).to_have_count(0)
        other_forms(page, server.database)
    context.close()


def other_forms(page: Page, database: Path) -> None:
    """A new action, a coding and the note of a review: there after a reload, and gone once saved or let go of."""
    arrive(page, "/recommendation", lang="en", id=CHILE.removesuffix("/a1"))
    introduce(page, "Ana Ruiz", "Analyst")
    unfold(page, "Change the coding")
    choose(page, "Position", "Noted")
    expect(page.get_by_text("1 unsaved change")).to_have_count(1)
    unfold(page, "Add an action")
    page.get_by_label("Action", exact=True).click()
    page.keyboard.type("Publish the regis")
    expect(page.get_by_text("1 unsaved change")).to_have_count(2)  # without leaving the field
    page.keyboard.type("ters")
    expect(page.get_by_label("Action", exact=True)).to_be_focused()
    page.get_by_role("button", name="Review this update").click()
    page.get_by_label("Note of the review").click()
    page.keyboard.type("Minutes seen")
    expect(page.get_by_text("1 unsaved change")).to_have_count(3)
    page.reload()
    settled(page)
    introduce(page, "Ana Ruiz", "Analyst")
    expect(page.get_by_label("Action", exact=True)).to_have_value("Publish the registers")
    expect(page.get_by_label("Note of the review")).to_have_value("Minutes seen")
    expect(page.get_by_role("combobox", name="Position")).to_have_value("Noted")
    page.get_by_role("button", name="Mark as reviewed").click()
    said(page, "Update marked as reviewed")
    page.get_by_role("button", name="Add the action").click()
    said(page, "Action added")
    expect(page.get_by_text("1 unsaved change")).to_have_count(1)
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_text("1 unsaved change")).to_have_count(0)
    expect(page.get_by_role("combobox", name="Position")).not_to_have_value("Noted")
    still_open = page.locator("details[open]")
    expect(still_open.filter(has_text="Change the coding")).to_have_count(1)  # nothing folds away under her hands
    expect(still_open.filter(has_text="Add an action")).to_have_count(1)
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("select * from draft").fetchall() == []
