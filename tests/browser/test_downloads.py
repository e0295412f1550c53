"""What is downloaded is what was selected, and opens where people open it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from .visitor import arrive


def download(page: Page, button: str, folder: Path) -> Path:
    with page.expect_download() as started:
        page.get_by_role("button", name=button).click()
    target = folder / started.value.suggested_filename
    started.value.save_as(target)
    return target


@pytest.mark.parametrize(
    ("choices", "rows"),
    [
        ({"x_what": "recommendations"}, 55),
        ({"x_what": "recommendations", "x_processes": "mirps", "x_lang": "fr"}, 6),
        ({"x_what": "actions", "x_flags": "no-lead"}, 33),
        ({"x_what": "themes-by-process"}, 27),
    ],
)
def test_csv_and_workbook_hold_the_same_rows(page: Page, tmp_path: Path, choices: dict[str, str], rows: int) -> None:
    arrive(page, "/export", lang="en", **choices)
    written = download(page, "Download CSV", tmp_path)
    assert written.read_bytes().startswith(b"\xef\xbb\xbf")
    table = pd.read_csv(written, sep=None, engine="python", encoding="utf-8-sig")
    assert len(table) == rows
    workbook = load_workbook(download(page, "Download Excel", tmp_path))
    sheet = workbook.worksheets[0]
    headers = next(
        number
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1)
        if [cell for cell in row if cell is not None] == list(table.columns)
    )
    filled = [
        row for row in sheet.iter_rows(min_row=headers + 1, values_only=True) if any(cell is not None for cell in row)
    ]
    assert len(filled) == rows
    assert len(workbook.worksheets) == 2
    if choices.get("x_lang") == "fr":
        assert "Énoncé" in table.columns
        assert "Statement" not in table.columns


def test_the_table_beside_the_chart_is_the_chart(page: Page, tmp_path: Path) -> None:
    arrive(page, "/overlap", lang="en", o_as="table", o_kinds="proposal")
    table = pd.read_csv(download(page, "Download CSV", tmp_path), sep=None, engine="python", encoding="utf-8-sig")
    assert len(table) == 27
    assert table.iloc[-1]["Number of recommendations"] == 9 or table.iloc[0]["Number of recommendations"] == 9


def test_the_page_opens_as_it_was_left(page: Page) -> None:
    """By the same browser, at a plain address; a link with choices of its own wins."""
    arrive(page, "/export", lang="en", x_what="recommendations", x_processes="mirps", x_lang="pt")
    arrive(page, "/export", lang="en")
    expect(page.get_by_text("6 rows")).to_be_visible()
    assert "x_processes=mirps" in page.url
    assert "x_lang=pt" in page.url
    arrive(page, "/export", lang="en", x_what="actions")
    expect(page.get_by_text("53 rows")).to_be_visible()
