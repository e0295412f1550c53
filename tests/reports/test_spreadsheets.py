"""CSV and XLSX read back: every value equal, nothing that computes."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import numpy as np
import openpyxl
import pandas as pd
import pytest

from convergence.analysis import overlap
from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames, Mask
from convergence.codebook import Codebook
from convergence.i18n import catalogue
from convergence.model import LANGUAGES
from convergence.reports import about as abouts
from convergence.reports import clean, delimited, palette, tables, workbook, workbook_matrix
from convergence.reports.about import About
from convergence.reports.tables import Column, Table

from .given import ADDRESS, MOMENT, TODAY


def made(frames: Frames, codebook: Codebook, mask: Mask, language: str) -> About:
    return abouts.about("Export", frames, codebook, Filter(), mask, catalogue(language), MOMENT, 53, ADDRESS)


def read_csv(content: bytes, separator: str) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator))


@pytest.mark.parametrize(("language", "separator"), [("fr", ";"), ("en", ","), ("es", ";"), ("pt", ";")])
def test_csv_gives_every_value_back(
    frames: Frames, codebook: Codebook, everything: Mask, language: str, separator: str
) -> None:
    table = tables.recommendations(frames, codebook, everything, catalogue(language), ADDRESS)
    header, *rows = read_csv(delimited.csv_bytes(table), separator)
    assert header == [column.label for column in table.columns]
    expected = table.rows.assign(meeting_date=table.rows["meeting_date"].dt.strftime("%Y-%m-%d")).astype(object)
    assert rows == expected.where(expected.notna(), "").to_numpy().tolist()


def test_csv_defuses_what_computes(awkward: Frames, codebook: Codebook, every_action: Mask) -> None:
    table = tables.actions(awkward, codebook, every_action, catalogue("en"), TODAY)
    content = delimited.csv_bytes(table)
    header, *rows = read_csv(content, ",")
    note = header.index("Note")
    assert [row[note] for row in rows[:4]] == ["'@SUM(A1)\nsecond line", "'+1 (507) 555", "'-2", "'\t=1+1"]
    assert rows[0][header.index("Recommendation")].startswith("'=HYPERLINK")
    assert rows[0][header.index("Due date")] == "2026-11-01"
    for row in rows:
        assert not [cell for cell in row if clean.could_compute(cell)]
    assert b"\x00" not in content


@pytest.mark.parametrize("start", ["=1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1"])
def test_every_start_of_a_formula(start: str) -> None:
    table = Table("x", "x", (Column("a", start),), pd.DataFrame({"a": [start]}), "en")
    header, value = read_csv(delimited.csv_bytes(table), ",")
    assert header == value == [f"'{start}"]


def test_numbers_stay_numbers_in_csv(frames: Frames, codebook: Codebook, everything: Mask) -> None:
    table = tables.matrix(overlap.matrix(frames, everything), codebook, catalogue("fr"))
    rows = read_csv(delimited.csv_bytes(table), ";")
    assert rows[1][2:] == ["3", "10", "4", "2", "0", "4", "5", "22"]
    assert rows[-1] == ["", "Tous thèmes confondus", "8", "16", "16", "6", "4", "9", "6", "55"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_xlsx_gives_every_value_back(
    awkward: Frames, codebook: Codebook, everything: Mask, every_action: Mask, language: str
) -> None:
    t = catalogue(language)
    sheets = [
        tables.recommendations(awkward, codebook, everything, t, ADDRESS),
        tables.actions(awkward, codebook, every_action, t, TODAY, ADDRESS),
        tables.matrix(overlap.matrix(awkward, everything), codebook, t),
    ]
    book = openpyxl.load_workbook(
        io.BytesIO(workbook.xlsx_bytes(sheets, made(awkward, codebook, everything, language)))
    )
    assert book.sheetnames == [*(table.title for table in sheets), t("reports.table.about")]
    for table in sheets:
        sheet = book[table.title]
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, len(table.columns)).column_letter}{len(table.rows) + 1}"
        assert [cell.value for cell in sheet[1]] == [column.label for column in table.columns]
        for place, column in enumerate(table.columns, start=1):
            cells = [sheet.cell(row, place) for row in range(2, len(table.rows) + 2)]
            assert not [cell for cell in cells if cell.data_type == "f"]
            for cell, value in zip(cells, table.rows[column.key], strict=True):
                assert cell.value == as_read(value, column.kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_a_header_breaks_and_all_its_lines_show(
    frames: Frames, codebook: Codebook, everything: Mask, every_action: Mask, language: str
) -> None:
    t = catalogue(language)
    sheets = [
        tables.recommendations(frames, codebook, everything, t, ADDRESS),
        tables.actions(frames, codebook, every_action, t, TODAY, ADDRESS),
        tables.matrix(overlap.matrix(frames, everything), codebook, t),
    ]
    content = workbook.xlsx_bytes(sheets, made(frames, codebook, everything, language))
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets[:3]:
        height = sheet.row_dimensions[1].height
        widths = {n: d.width for d in sheet.column_dimensions.values() for n in range(d.min, d.max + 1)}
        for cell in sheet[1]:
            width = widths[cell.column]
            assert max(map(len, cell.value.split())) + 3 <= width, (sheet.title, cell.value)
            assert -(-len(cell.value) // (width - 3)) * 14 <= height


def test_a_header_that_looks_like_a_formula_is_text(frames: Frames, codebook: Codebook, everything: Mask) -> None:
    """As that of a process somebody added and called “=1+1”."""
    table = Table("x", "x", (Column("a", "=1+1"), Column("b", "b")), pd.DataFrame({"a": ["=1"], "b": ["b"]}), "en")
    sheet = openpyxl.load_workbook(io.BytesIO(workbook.xlsx_bytes([table], made(frames, codebook, everything, "en"))))[
        "x"
    ]
    assert [(cell.data_type, cell.value, bool(cell.quotePrefix)) for cell in sheet[1]] == [
        ("s", "=1+1", True),
        ("s", "b", False),
    ]


def test_the_colours_of_many_processes_differ() -> None:
    colours = [workbook_matrix.colour(place) for place in range(18)]
    assert len(set(colours)) == 18
    assert colours[:6] == [*palette.GROUPS.values(), palette.MUTED]


def as_read(value: object, kind: str) -> object:
    if value is None or value is pd.NaT:
        return None
    if kind == "date":
        return pd.Timestamp(value).normalize().to_pydatetime()
    return clean.text(value) if isinstance(value, str) else value


def test_xlsx_links_only_to_the_web(awkward: Frames, codebook: Codebook, everything: Mask, every_action: Mask) -> None:
    table = tables.actions(awkward, codebook, every_action, catalogue("en"), TODAY, ADDRESS)
    book = openpyxl.load_workbook(io.BytesIO(workbook.xlsx_bytes([table], made(awkward, codebook, everything, "en"))))
    sheet = book["Follow-up"]
    assert sheet["L2"].hyperlink.target == "https://example.org/report?a=1&b=2"
    assert sheet["L3"].value == "javascript:alert(1)"
    assert sheet["L3"].hyperlink is None
    assert sheet["M2"].quotePrefix
    assert (
        sheet["P2"].hyperlink.target
        == "https://convergence.example.org/recommendation?id=2023-05-09-cam/crm.2.1&lang=en"
    )


def test_the_sheet_about_it(awkward: Frames, codebook: Codebook, everything: Mask) -> None:
    t = catalogue("fr")
    chosen = Filter(processes=("crm", "csm"), themes=("asylum", "data"), all_themes=True, search="=1+1", main_only=True)
    about = abouts.about("Réunion : suites", awkward, codebook, chosen, everything, t, MOMENT, 53, ADDRESS)
    book = openpyxl.load_workbook(io.BytesIO(workbook.xlsx_bytes([], about)))
    sheet = book["À propos"]
    assert sheet["A1"].value == "Réunion : suites"
    assert [(sheet.cell(row, 1).value, sheet.cell(row, 2).value) for row in range(3, sheet.max_row + 1)] == [
        (
            "Filtres",
            "processus\u00a0: CRM; CSM · tous ces thèmes à la fois\u00a0: "
            "Asile et protection internationale; Données et échange d’informations"
            " · mots cherchés\u00a0: =1+1 · thème principal seulement\u00a0: oui",
        ),
        ("Recommandations", "55"),
        ("Actions de suivi", "53"),
        ("Recommandations vérifiées par une personne", "98\u00a0% (54)"),
        ("Établi le", "23 nov. 2026, 14:05:00 UTC"),
        ("Version des données", "1"),
        ("Adresse", ADDRESS),
    ]


def test_about_needs_a_time_zone_and_survives_emptiness(frames: Frames, codebook: Codebook, everything: Mask) -> None:
    t = catalogue("en")
    none = np.zeros(len(frames.recommendations), dtype=bool)
    about = abouts.about("Nothing", frames, codebook, Filter(), none, t, MOMENT)
    assert about.reviewed is None
    assert about.sentence == (
        "Filters: none: everything is included · Recommendations: 0 · Recommendations reviewed by a person: – · "
        "Made on: 23 Nov 2026, 14:05:00 UTC · Version of the data: 1"
    )
    with pytest.raises(ValueError, match="time zone"):
        abouts.about("Nothing", frames, codebook, Filter(), none, t, datetime(2026, 11, 23))  # noqa: DTZ001


def test_texts_beyond_what_a_cell_holds_and_sheet_names(frames: Frames, codebook: Codebook, everything: Mask) -> None:
    long = Table(
        "x", "A/B: [much] too long a name for a sheet?", (Column("a", "A"),), pd.DataFrame({"a": ["x" * 40_000]}), "en"
    )
    book = openpyxl.load_workbook(
        io.BytesIO(workbook.xlsx_bytes([long, long], made(frames, codebook, everything, "en")))
    )
    assert book.sheetnames == ["A B   much  too long a name for", "A B   much  too long a name 2", "About"]
    value = book.worksheets[0]["A2"].value
    assert len(value) == 32_767
    assert value.endswith("x…")
