"""Tables and key figures as Word tables, built element by element so that ten thousand rows take seconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from docx.oxml import OxmlElement

from convergence.reports import clean, palette
from convergence.reports.document import Cell, Facts, Grid, Line, Row, Run
from convergence.reports.word_parts import child

Runs = Callable[[Any, Line], None]

_DXA = 56.7  # twentieths of a point in a millimetre


def grid(block: Grid, width: float, runs: Runs) -> Any:
    """A table with a header that repeats and rows that stay whole; `width` in millimetres."""
    widths = block.widths(width)
    table = _table(block.alt, widths, "4", margin=15 if block.dense else 50)
    turned = max((head.height for head in block.heads if head.turned), default=0)
    header = _row(table, header=True, height=round(turned * _DXA))
    for head, room in zip(block.heads, widths, strict=True):
        inner = _cell(header, room, palette.PRIMARY, turned=head.turned)
        _write(_paragraph(inner, head.align, keep=True), head.label, "#ffffff", bold=True)
    for number, row in enumerate(block.rows, start=1):
        _grid_row(table, row, block, widths, runs, keep=block.whole and number < len(block.rows))
    return table


def _grid_row(table: Any, row: Row, block: Grid, widths: Sequence[float], runs: Runs, keep: bool) -> None:
    line = _row(table, height=900 if row.tall else 0)
    if row.band:
        inner = _cell(line, sum(widths), palette.PANEL, span=len(widths))
        _lines(inner, Cell(row.cells[0].lines, bold=True), "left", runs, keep=True)
        return
    for cell, head, room in zip(row.cells, block.heads, widths, strict=True):
        _lines(_cell(line, room, cell.fill), cell, head.align, runs, keep)


def _lines(inner: Any, cell: Cell, align: str, runs: Runs, keep: bool = False) -> None:
    if not cell.lines:
        _paragraph(inner, align, keep)
    for number, line in enumerate(cell.lines):
        paragraph = _paragraph(inner, align, keep, further=number > 0)
        ink = palette.ink(cell.fill) if cell.fill else ""
        if cell.bold or ink:
            line = tuple(
                Run(run.text, run.bold or cell.bold, run.muted, run.colour or ink, run.link, run.language)
                for run in line
            )
        runs(paragraph, line)


def facts(block: Facts, width: float, alt: str) -> Any:
    """Key figures side by side, each over what it counts."""
    room = width / len(block.items)
    table = _table(alt, [room] * len(block.items), "0")
    line = _row(table)
    for value, label, alert in block.items:
        inner = _cell(line, room, palette.PANEL, top=palette.ALERT if alert else palette.PRIMARY)
        _write(_paragraph(inner, "left"), value, palette.ALERT if alert else palette.TEXT, bold=True, size=36)
        _write(_paragraph(inner, "left"), label, palette.MUTED)
    return table


def _table(alt: str, widths: Sequence[float], rule: str, margin: int = 45) -> Any:
    table = OxmlElement("w:tbl")
    properties = child(table, "w:tblPr")
    child(properties, "w:tblW", w=str(round(sum(widths) * _DXA)), type="dxa")
    child(properties, "w:tblInd", w="80", type="dxa")  # the margin of a cell, which would stick out otherwise
    borders = child(properties, "w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        child(borders, f"w:{side}", val="single" if rule != "0" else "nil", sz=rule, color=palette.BORDER[1:])
    child(properties, "w:tblLayout", type="fixed")
    margins = child(properties, "w:tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        child(margins, f"w:{side}", w=str(margin) if side in ("top", "bottom") else "80", type="dxa")
    child(properties, "w:tblLook", val="0020", firstRow="1")
    child(properties, "w:tblCaption", val=clean.text(alt)[:250])
    child(properties, "w:tblDescription", val=clean.text(alt))
    columns = child(table, "w:tblGrid")
    for width in widths:
        child(columns, "w:gridCol", w=str(round(width * _DXA)))
    return table


def _row(table: Any, header: bool = False, height: int = 0) -> Any:
    row = child(table, "w:tr")
    properties = child(row, "w:trPr")
    child(properties, "w:cantSplit")
    if height:
        child(properties, "w:trHeight", val=str(height), hRule="atLeast")
    if header:
        child(properties, "w:tblHeader")
    return row


def _cell(row: Any, width: float, fill: str, span: int = 1, top: str = "", turned: bool = False) -> Any:
    cell = child(row, "w:tc")
    properties = child(cell, "w:tcPr")
    child(properties, "w:tcW", w=str(round(width * _DXA)), type="dxa")
    if span > 1:
        child(properties, "w:gridSpan", val=str(span))
    if top:
        child(child(properties, "w:tcBorders"), "w:top", val="single", sz="16", color=top[1:])
    if fill:
        child(properties, "w:shd", val="clear", color="auto", fill=fill[1:])
    if turned:
        child(properties, "w:textDirection", val="btLr")
        child(properties, "w:vAlign", val="center")
    return cell


def _paragraph(cell: Any, align: str, keep: bool = False, further: bool = False) -> Any:
    paragraph = child(cell, "w:p")
    properties = child(paragraph, "w:pPr")
    child(properties, "w:pStyle", val="Tabletext")
    if keep:
        child(properties, "w:keepNext")
    if further:
        child(properties, "w:spacing", before="50")
    if align != "left":
        child(properties, "w:jc", val=align)
    return paragraph


def _write(paragraph: Any, text: str, colour: str, bold: bool = False, size: int = 0) -> None:
    run = child(paragraph, "w:r")
    properties = child(run, "w:rPr")
    if bold:
        child(properties, "w:b")
    child(properties, "w:color", val=colour[1:])
    if size:
        child(properties, "w:sz", val=str(size))
    run.text = clean.text(text)
