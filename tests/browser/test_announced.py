"""A change by somebody else, while a page is open: told within five seconds, and nothing that is being typed is touched."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from .server import Server
from .visitor import MEETING, arrive, choose, introduce, said

CHILE = f"{MEETING}/la-declaration.6.1/a1"
COLOMBIA = f"{MEETING}/la-declaration.6.2/a1"
ECUADOR = f"{MEETING}/la-declaration.6.3/a1"


def form(page: Page, action: str, name: str) -> None:
    arrive(page, "/tracker", lang="en", f_view="form", f_action=action)
    introduce(page, name, "Analyst")
    expect(page.get_by_role("button", name="Save the action")).to_be_visible()


def test_a_colleague_saves_while_one_types(page: Page, server: Server, visitors: Callable[..., BrowserContext]) -> None:
    form(page, CHILE, "Ana Ruiz")
    colleague = visitors().new_page()
    form(colleague, COLOMBIA, "Eva Solís")
    note = page.get_by_label("Note")
    note.click()
    page.keyboard.type("I am writ")
    expect(page.get_by_text("1 unsaved change")).to_be_visible()
    top = note.bounding_box()
    expect(page.get_by_test_id("stBottom")).to_be_hidden()  # no room is kept for what is not said
    colleague.get_by_label("Note").fill("Regularization has begun")
    colleague.get_by_role("button", name="Save the action").click()
    said(colleague, "Action saved")
    saved = time.monotonic()
    told = page.get_by_text("Eva Solís updated an action")
    expect(told).to_be_visible()
    assert time.monotonic() - saved < 5
    page.keyboard.type("ing this")
    expect(note).to_be_focused()
    expect(note).to_have_value("I am writing this")
    assert note.bounding_box() == top
    expect(colleague.get_by_role("button", name="Show", exact=True)).to_have_count(0)  # it was her own
    page.get_by_role("button", name="Show", exact=True).click()
    expect(told).to_have_count(0)
    expect(page.get_by_test_id("stBottom")).to_be_hidden()
    expect(note).to_have_value("I am writing this")


def test_a_colleague_changes_the_very_action_that_one_types_into(
    page: Page, visitors: Callable[..., BrowserContext]
) -> None:
    """The page is drawn anew as one types, with what the colleague did; the cursor and the field stay where they are."""
    form(page, ECUADOR, "Ana Ruiz")
    colleague = visitors().new_page()
    form(colleague, ECUADOR, "Eva Solís")
    note = page.get_by_label("Note")
    expect(note).to_have_value("")  # no draft of an earlier visit: what is typed here is what the page hears of
    note.click()
    page.keyboard.type("I am writ")
    expect(page.get_by_text("1 unsaved change")).to_be_visible()
    top = note.bounding_box()
    choose(colleague, "Progress", "In progress")
    colleague.get_by_role("button", name="Save the action").click()
    said(colleague, "Action saved")
    page.keyboard.type("ing this")
    expect(page.get_by_text("Changed since you opened the form, by Eva Solís")).to_be_visible()
    page.keyboard.type(" note")
    expect(note).to_be_focused()
    expect(note).to_have_value("I am writing this note")
    assert note.bounding_box() == top
