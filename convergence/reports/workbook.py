"""Tables as an Excel workbook: one sheet each, and a sheet that says what they are."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from convergence.i18n import catalogue
from convergence.reports import clean, excel, workbook_matrix
from convergence.reports.about import About
from convergence.reports.palette import BORDER, MUTED, PRIMARY, TEXT
from convergence.reports.tables import Column, Table

CELL_LIMIT = 32_767  # characters; Excel's own
_DAY_ZERO = pd.Timestamp("1899-12-30")
HELD = 50_000  # rows that a workbook may hold in memory, where writing them is faster
FITTED = 2_000  # rows up to which each is as high as its text; beyond, the program that opens the file decides
_BUTTON = 3  # characters that the button of a filter covers
LINK_LIMIT = 65_000  # links per sheet; Excel allows 65,530


def xlsx_bytes(tables: Sequence[Table], about: About, told: Callable[[float], None] = lambda share: None) -> bytes:
    """The workbook: the tables in their order with frozen, filtered headers, then the sheet about them.

    Dates are dates, numbers numbers, and every other cell is text, whatever it looks like; only a link column leads anywhere, and only to
    http(s). Texts beyond Excel's 32,767 characters are cut and end in "…". `told` hears how many of the rows are written, 0 to 1.
    Raises Unavailable where the disk has no room for a large one in the making.
    """
    file = io.BytesIO()
    rows, written = sum(len(table.rows) for table in tables), 0
    with excel.workbook(file, large=rows > HELD) as book:
        book.set_properties({"title": clean.text(about.title), "created": about.moment.replace(tzinfo=None)})
        styles = Styles(book)
        taken: set[str] = set()
        for table in tables:
            _sheet(book, table, about, styles, _name(table.title, taken))
            written += len(table.rows)
            told(written / (rows + 1))
        write_about(book, about, styles, taken)
    return file.getvalue()


class Styles:
    """The formats of a workbook, in the house palette."""

    def __init__(self, book: Workbook) -> None:
        base = {"font_name": "Calibri", "font_size": 10, "font_color": TEXT, "valign": "top"}
        wrap = {**base, "text_wrap": True}
        header = {**wrap, "bold": True, "font_color": "#ffffff", "bg_color": PRIMARY, "valign": "vcenter"}
        header |= {"border": 1, "border_color": BORDER}
        self.header: Format = book.add_format(header)
        self.quoted_header: Format = book.add_format({**header, "quote_prefix": True})
        self.text: Format = book.add_format(wrap)
        self.quoted: Format = book.add_format({**wrap, "quote_prefix": True})
        self.number: Format = book.add_format({**base, "num_format": "#,##0", "align": "right"})
        self.date: Format = book.add_format({**base, "num_format": "yyyy-mm-dd", "align": "left"})
        self.link: Format = book.add_format({**base, "font_color": PRIMARY, "underline": 1})
        self.title: Format = book.add_format({**base, "bold": True, "font_size": 16, "font_color": PRIMARY})
        self.label: Format = book.add_format({**wrap, "font_color": MUTED})


def _name(title: str, taken: set[str]) -> str:
    """A sheet's name as Excel allows it: 31 characters, no []:*?/\\, not twice."""
    base = re.sub(r"[\[\]:*?/\\]", " ", clean.text(title)).strip(" '")[:31] or "1"
    name, again = base, 2
    while name.casefold() in taken:
        name, again = f"{base[:27]} {again}", again + 1
    taken.add(name.casefold())
    return name


def _sheet(book: Workbook, table: Table, about: About, styles: Styles, name: str) -> None:
    sheet = book.add_worksheet(name)
    _page(sheet, about)
    _header(sheet, table.columns, styles)
    sheet.freeze_panes(1, 1)
    last = max(len(table.columns) - 1, 0)
    sheet.autofilter(0, 0, len(table.rows), last)
    sheet.repeat_rows(0)
    writers = [_Writer(sheet, place, column, styles) for place, column in enumerate(table.columns)]
    fitted = len(table.rows) <= FITTED
    cells = [_values(table.rows[column.key], column) for column in table.columns]
    for number, row in enumerate(zip(*cells, strict=True), start=1):
        if fitted:
            sheet.set_row(number, _height(row, table.columns))
        for writer, value in zip(writers, row, strict=True):
            if value is not None:
                writer.write(number, value)
    if workbook_matrix.is_matrix(table):
        workbook_matrix.decorate(book, sheet, name, table)


def _header(sheet: Worksheet, columns: Sequence[Column], styles: Styles) -> None:
    """Columns so wide that no word of their labels breaks beside the button of the filter, and a row so high that all lines show."""
    lines = 2
    for place, column in enumerate(columns):
        label = clean.text(column.label)
        width = max(column.width, *(len(word) + _BUTTON for word in label.split()), 1)
        lines = max(lines, -(-len(label) // (width - _BUTTON)))
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, label, styles.quoted_header if clean.could_compute(label) else styles.header)
    sheet.set_row(0, 14 * lines + 4)


def _height(row: Sequence[Any], columns: Sequence[Column]) -> float:
    shown = zip(row, columns, strict=True)
    return height((value, column.width) for value, column in shown if column.kind == "text" and value)


def height(texts: Iterable[tuple[str, float]], least: int = 1) -> float:
    """Room for the longest text of a row at the width of its column, ten lines at most; not every program makes it by itself."""
    lines = max((-(-len(text) // int(width * 1.15)) + text.count("\n") for text, width in texts), default=1)
    return 13.5 * min(max(lines, least), 10) + 2


def _values(values: pd.Series[Any], column: Column) -> list[Any]:
    """Python values, None for a blank; dates as the days that Excel counts."""
    if column.kind == "date":
        days = (values.dt.normalize() - _DAY_ZERO).dt.days
        return [None if pd.isna(day) else int(day) for day in days]
    if column.kind == "number":
        return [None if pd.isna(value) else value for value in values.tolist()]
    return list(values)


class _Writer:
    """Writes the cells of one column."""

    def __init__(self, sheet: Worksheet, place: int, column: Column, styles: Styles) -> None:
        self.sheet, self.place, self.column, self.styles = sheet, place, column, styles
        self.links = 0

    def write(self, row: int, value: Any) -> None:
        sheet, place, styles = self.sheet, self.place, self.styles
        if self.column.kind == "number":
            sheet.write_number(row, place, value, styles.number)
        elif self.column.kind == "date":
            sheet.write_number(row, place, value, styles.date)
        else:
            text = _cell(value)
            if self.column.kind == "link" and self._may_link(text):
                self.links += 1
                sheet.write_url(row, place, text, styles.link, string=text)
            else:
                sheet.write_string(row, place, text, styles.quoted if clean.could_compute(text) else styles.text)

    def _may_link(self, text: str) -> bool:
        return clean.is_web_address(text) and self.links < LINK_LIMIT


def _cell(value: str) -> str:
    text = clean.text(value)
    return text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - 1] + "…"


def _page(sheet: Worksheet, about: About) -> None:
    """As it prints: landscape A4, one page wide, the title above and page numbers below."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.5, 0.5, 0.7, 0.7)
    heading = clean.text(about.title).replace("&", "&&")[:200]
    sheet.set_header(f"&L&9 {heading}&R&9 {about.moment:%Y-%m-%d}")
    sheet.set_footer("&R&9&P / &N")


def write_about(book: Workbook, about: About, styles: Styles, taken: set[str]) -> None:
    """The last sheet: title, filters, counts, date and version of the data."""
    t = catalogue(about.language)
    sheet = book.add_worksheet(_name(t("reports.table.about"), taken))
    _page(sheet, about)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, _cell(about.title), styles.title)
    for row, (label, value) in enumerate(about.lines, start=2):
        text = _cell(value)
        sheet.write_string(row, 0, label, styles.label)
        if value == about.address and clean.is_web_address(text):
            sheet.write_url(row, 1, text, styles.link, string=text)
        else:
            sheet.write_string(row, 1, text, styles.quoted if clean.could_compute(text) else styles.text)
