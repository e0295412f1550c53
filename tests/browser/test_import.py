"""From a Word document to a changed overlap chart, by keyboard; and back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.app.documents import ASYLUM, TRICKY, word

from .server import Server
from .visitor import arrive, expect_in_url, introduce, said, settled

DECIDED = "proposals decided"
SLOW = 30_000
"""Milliseconds for what a browser fetches once, and for a document to be read on a busy machine."""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "rcm.docx"
    path.write_bytes(word())
    return path


def points(page: Page) -> str:
    """What stands under the overlap chart: how many recommendations it counts."""
    arrive(page, "/overlap", lang="en")
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=SLOW)
    return page.get_by_text("Filters:").first.inner_text().split(",")[0]


def meetings(server: Server) -> list[str]:
    with closing(sqlite3.connect(server.database)) as connection:
        return [row[0] for row in connection.execute("select id from meeting order by id")]


def test_from_word_to_the_overlap_and_back(page: Page, server: Server, document: Path) -> None:
    assert points(page) == "55 recommendations"
    page.get_by_role("link", name="Import", exact=True).click()
    settled(page)
    introduce(page, "Ana Ruiz", "Analyst")
    page.locator("input[type=file]").set_input_files(document)
    expect(page.get_by_role("heading", name="rcm.docx")).to_be_visible(timeout=SLOW)
    expect(page.get_by_label("Place")).to_have_value("San José, Costa Rica")

    page.get_by_text("2. Review", exact=True).click()
    expect(page.get_by_role("button", name="Accept Shortcut A")).to_be_visible()
    settled(page)
    page.keyboard.press("a")
    expect(page.get_by_text(f"1 of 3 {DECIDED}")).to_be_visible()
    settled(page)
    page.keyboard.press("x")
    expect(page.get_by_text(f"2 of 3 {DECIDED}")).to_be_visible()
    settled(page)
    for key, label in (("k", "Kind"), ("t", "Themes"), ("l", "Named leads")):
        page.keyboard.press(key)
        expect(page.get_by_role("combobox", name=label)).to_be_visible()
        page.get_by_role("button", name="Cancel").click()
        expect(page.get_by_role("combobox", name=label)).to_be_hidden()
        settled(page)
    page.keyboard.press("e")
    text = page.get_by_label("Text", exact=True)
    text.press("End")
    text.press_sequentially(" Axe and more.")  # letters that are keys of the review are letters in a text
    expect(page.get_by_text(f"2 of 3 {DECIDED}")).to_be_visible()
    page.get_by_role("button", name="Accept it like this").click()
    expect(page.get_by_text("Everything is decided: go on to store it.")).to_be_visible()

    page.get_by_text("Nothing proposed", exact=True).click()
    passage = page.get_by_text("The Conference thanked")
    expect(passage).to_be_visible()
    assert passage.inner_text().replace("\u2060", "") == TRICKY
    expect(page.get_by_role("link", name="secretariat")).to_have_count(0)
    page.get_by_text("3. Store", exact=True).click()
    page.get_by_role("button", name="Store 2 recommendations").click()
    said(page, "Meeting stored")
    page.get_by_role("link", name="The meeting’s recommendations").click()
    expect(page.get_by_text("2 recommendations", exact=True)).to_be_visible()
    expect_in_url(page, r_meetings="2024-03-14-crm")
    expect(page.get_by_text(ASYLUM)).to_be_visible()
    expect(page.get_by_text("Axe and more.")).to_be_visible()
    assert points(page) == "57 recommendations"

    arrive(page, "/import_document", lang="en", i_document="import-2")
    introduce(page, "Ana Ruiz", "Analyst")
    page.get_by_role("button", name="Undo it all").click()
    page.get_by_role("button", name="Take the meeting back").click()
    said(page, "Meeting taken back")
    expect(page.get_by_text(f"3 of 3 {DECIDED}")).to_be_visible()
    assert points(page) == "55 recommendations"
    assert meetings(server) == ["2023-05-09-cam"]
