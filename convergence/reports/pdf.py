"""Documents as PDF, drawn by typst from data: vector, tagged, with the fonts that the typst package itself carries."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from convergence.i18n import catalogue
from convergence.reports import clean, palette
from convergence.reports.document import (
    Bars,
    Block,
    Cell,
    Document,
    Facts,
    Grid,
    Heading,
    Item,
    Line,
    Paragraph,
    Points,
    Row,
)

TEMPLATE = Path(__file__).parent / "report.typ"

_REGIONS = {"fr": "FR", "en": "GB", "es": "ES", "pt": "BR"}
_COLOURS = {
    "ink": palette.TEXT,
    "muted": palette.MUTED,
    "rule": palette.BORDER,
    "panel": palette.PANEL,
    "primary": palette.PRIMARY,
    "alert": palette.ALERT,
}
_WIDE = 10  # columns, from which a page lies on its side
_SHORT_ROW = 1_200  # characters, up to which a row is kept on one page


def pdf_bytes(document: Document) -> bytes:
    """The document as PDF/UA-1, which assistive programs read; where a script has no font here, as an ordinary tagged PDF."""
    compiler = _compiler(document)
    moment = document.about.moment.replace(microsecond=0)
    try:
        made = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=moment)
    except typst.TypstError as error:
        if "could not be displayed with font" not in error.message:
            raise
        made = compiler.compile(format="pdf", timestamp=moment)
    assert isinstance(made, bytes)
    return made


def first_page(document: Document, dots: int = 90) -> bytes:
    """A picture of the first page (PNG), `dots` per inch, for seeing a report before taking it."""
    made = _compiler(document).compile(format="png", ppi=dots)
    return made[0] if isinstance(made, list) else bytes(made or b"")


def _compiler(document: Document) -> typst.Compiler:
    data = json.dumps(_document(document), ensure_ascii=False)
    return typst.Compiler(input=TEMPLATE.read_bytes(), font_paths=_fonts(), sys_inputs={"data": data})


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """The package's own fonts for Latin languages; the computer's, where it has any, for other scripts."""
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)


def _document(document: Document) -> dict[str, Any]:
    t = catalogue(document.language)
    widest = max((len(block.heads) for block in document.blocks if isinstance(block, Grid)), default=0)
    return {
        "colours": _COLOURS,
        "lang": document.language,
        "region": _REGIONS[document.language],
        "flipped": widest >= _WIDE,
        "title": clean.text(document.title),
        "kicker": clean.text(document.kicker),
        "subtitle": clean.text(document.subtitle),
        "about": clean.text(document.about.sentence),
        "source": clean.text(document.source),
        "footer": clean.text(document.title),
        "contents": t("reports.contents") if document.contents else "",
        "blocks": [_block(block) for block in document.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"block": "heading", "text": clean.text(text), "level": level}
        case Paragraph(line, style):
            return {"block": style, "line": _line(line)}
        case Points(items, numbered):
            return {"block": "points", "items": [_item(item) for item in items], "numbered": numbered}
        case Facts(items):
            facts = [{"value": value, "label": clean.text(label), "alert": alert} for value, label, alert in items]
            return {"block": "facts", "items": facts}
        case Grid(heads, rows, _, caption, dense, whole):
            shown = [{"label": clean.text(head.label), "share": head.share, "align": head.align} for head in heads]
            return {
                "block": "grid",
                "heads": shown,
                "rows": [_row(row) for row in rows],
                "caption": clean.text(caption),
                "dense": dense,
                "whole": whole,
            }
        case Bars(series, rows, alt, caption):
            return {
                "block": "bars",
                "series": [{"label": label, "colour": colour, "ink": palette.ink(colour)} for label, colour in series],
                "rows": [{"label": clean.text(label), "values": list(values)} for label, values in rows],
                "alt": clean.text(alt),
                "caption": clean.text(caption),
            }
    return {"block": "pagebreak"}


def _line(line: Line) -> list[dict[str, Any]]:
    return [
        {
            "text": clean.text(run.text),
            "bold": run.bold,
            "muted": run.muted,
            "colour": run.colour,
            "link": clean.text(run.link) if clean.is_web_address(run.link) else "",
            "language": run.language,
        }
        for run in line
    ]


def _item(item: Item) -> dict[str, Any]:
    return {"line": _line(item.line), "under": [_item(under) for under in item.under]}


def _row(row: Row) -> dict[str, Any]:
    length = max((sum(len(run.text) for line in cell.lines for run in line) for cell in row.cells), default=0)
    return {
        "cells": [_cell(cell) for cell in row.cells],
        "band": row.band,
        "tall": row.tall,
        "breakable": length > _SHORT_ROW,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "lines": [_line(line) for line in cell.lines],
        "fill": cell.fill,
        "ink": palette.ink(cell.fill) if cell.fill else "",
        "bold": cell.bold,
    }
