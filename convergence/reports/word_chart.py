"""Bars as a chart of Word's own: drawn from numbers, sharp at any size, with a small workbook behind it to change them."""

from __future__ import annotations

import io
import itertools
import zipfile
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import xlsxwriter
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from convergence.reports import clean, palette
from convergence.reports.document import BarRow, Bars

_ROW, _LINE, _BAR, _LEGEND = 5.6, 2.6, 4.2, 7.0
"""Millimetres of a bar with its gap, of a further line of its label, of the bar alone, and of the legend."""
_TOGETHER = 5
"""Bars in one picture: Word breaks none, but moves it whole to the next page, and the taller it is, the more it leaves empty."""
_LABEL = 42  # characters of a label that stand in one line
_BEHIND = '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>'
_ONLY_VALUES = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
"""What a label says, told in full: LibreOffice takes what is left out for a yes."""
_FONT = {"name": "Calibri", "size": 8, "color": palette.TEXT}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bars of a figure, on the scale of the whole; the first piece has the legend."""

    bars: Bars
    scale: int
    legend: bool

    @property
    def row(self) -> float:
        """Millimetres of a bar; every one has the room of the longest label."""
        return _ROW + _LINE * (max(map(_lines, self.bars.rows)) - 1)

    @property
    def height(self) -> float:
        return self.row * len(self.bars.rows) + (_LEGEND if self.legend else 0)


def pieces(block: Bars) -> list[Piece]:
    """A figure of many bars as pictures of a few, which stand under each other as one; the labels of each have as many lines."""
    found: list[tuple[BarRow, ...]] = []
    for _, alike in itertools.groupby(block.rows, _lines):
        rows = tuple(alike)
        parts = -(-len(rows) // _TOGETHER)
        ends = [round(len(rows) * n / parts) for n in range(parts + 1)]
        if found and len(rows) == 1:  # LibreOffice breaks the numbers in a picture of a single bar
            *before, last = found.pop()
            found += [tuple(before), (last, *rows)] if len(before) > 1 else [(*before, last, *rows)]
        else:
            found += [rows[first:end] for first, end in itertools.pairwise(ends)]
    return [Piece(replace(block, rows=rows), block.scale, legend=n == 0) for n, rows in enumerate(found)]


def _lines(row: BarRow) -> int:
    return -(-len(row[0]) // _LABEL)


def add(word: WordDocument, paragraph: Any, piece: Piece, width: float, number: int, moment: datetime) -> None:
    """Put the chart `number` of a document into a paragraph's element; `width` in millimetres. The totals stand beside the labels."""
    block = piece.bars
    drawn = zipfile.ZipFile(io.BytesIO(_workbook(piece, moment, drawn=True)))
    chart = drawn.read("xl/charts/chart1.xml").decode().replace("<c:printSettings>", f"{_BEHIND}<c:printSettings>")
    chart = chart.replace('<c:showVal val="1"/>', _ONLY_VALUES)
    package = word.part.package
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, chart.encode(), package)
    name = PackURI(f"/word/embeddings/chart{number}.xlsx")
    numbers = Part(name, CONTENT_TYPE.SML_SHEET, _workbook(piece, moment), package)
    part.rels.add_relationship(RELATIONSHIP_TYPE.PACKAGE, numbers, "rId1")
    relation = word.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    drawing = parse_xml(
        f'<w:r {nsdecls("w", "wp", "a", "c", "r")}><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{Mm(width)}" cy="{Mm(piece.height)}"/><wp:docPr id="{1000 + number}" name="{number}"/>'
        "<wp:cNvGraphicFramePr/><a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
    told = drawing.find(f".//{{{drawing.nsmap['wp']}}}docPr")
    told.set("title", clean.text(block.caption))
    told.set("descr", clean.text(block.alt))
    paragraph.append(drawing)


def _workbook(piece: Piece, moment: datetime, drawn: bool = False) -> bytes:
    """The numbers of the bars on a sheet; `drawn` with the chart, whose description XlsxWriter writes."""
    block, file = piece.bars, io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": moment.replace(tzinfo=None)})
    sheet = book.add_worksheet("1")
    for column, (label, _) in enumerate(block.series, start=1):
        sheet.write_string(0, column, clean.text(label))
    for row, (label, values) in enumerate(block.rows, start=1):
        sheet.write_string(row, 0, clean.text(f"{label} ({sum(values)})"))
        for column, value in enumerate(values, start=1):
            sheet.write_number(row, column, value)
    if drawn:
        sheet.insert_chart(0, len(block.series) + 2, _chart(book, piece))
    book.close()
    return file.getvalue()


def _chart(book: xlsxwriter.Workbook, piece: Piece) -> Any:
    block = piece.bars
    last = len(block.rows)
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    for column, (_, colour) in enumerate(block.series, start=1):
        chart.add_series(
            {
                "name": ["1", 0, column],
                "categories": ["1", 1, 0, last, 0],
                "values": ["1", 1, column, last, column],
                "fill": {"color": colour},
                "border": {"color": "#ffffff", "width": 0.5},
                "gap": round(100 * (piece.row - _BAR) / _BAR),
                # A part of nothing has no label.
                "data_labels": {
                    "value": True,
                    "num_format": "#,##0;;",
                    "position": "center",
                    "font": {**_FONT, "color": palette.ink(colour)},
                },
            }
        )
    chart.set_title({"none": True})
    chart.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": _FONT, "line": {"none": True}})
    chart.set_x_axis({"visible": False, "min": 0, "max": piece.scale, "major_gridlines": {"visible": False}})
    head = _LEGEND / piece.height if piece.legend else 0.0
    at_the_top = {"x": 0.0, "y": 0.0, "width": 0.8, "height": 0.8 * head}
    chart.set_legend({"position": "top", "font": _FONT, "layout": at_the_top} if piece.legend else {"none": True})
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    # A third of the width for the labels: programs that find room for them by themselves leave some out.
    chart.set_plotarea({"layout": {"x": 0.34, "y": head, "width": 0.64, "height": 1.0 - head}})
    return chart
