"""Documents as PDF, drawn by typst from data: vector, tagged, with the fonts that the typst package itself carries."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import typst

from convergence.errors import Unavailable
from convergence.i18n import catalogue
from convergence.reports import clean, palette, pdf_parts
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
    Run,
)

TEMPLATE = Path(__file__).parent / "report.typ"

_OURS = "Libertinus Serif"
_FIRST = re.compile("Noto (Sans|Serif)|DejaVu Sans|WenQuanYi|Droid Sans Fallback")
_LAST = re.compile("Mono|Unifont|Emoji")
_NOT_TO_READ = re.compile("Math|Symbol|Dingbats|Unifont Sample|Last ?Resort|Blank", re.IGNORECASE)
_REGIONS = {"fr": "FR", "en": "GB", "es": "ES", "pt": "BR"}
_COLOURS = {
    "ink": palette.TEXT,
    "muted": palette.MUTED,
    "rule": palette.BORDER,
    "panel": palette.PANEL,
    "primary": palette.PRIMARY,
    "alert": palette.ALERT,
}
_LONG_WORD = re.compile(r"\S{40,}")
"""None of a language, and wider than many a column."""
_ROOM = 172.0  # millimetres between the margins of A4
_LACKING = re.compile(r'the text `"(.*?)"` could not be displayed with font')
_LATIN = re.compile("[\0-\u024f\u2000-\u206f]*")
"""Letters and marks that the package's own fonts have."""
_SHORT = 1_200  # characters, up to which a row, or a point with those under it, is kept on one page
_LETTER, _MARGINS = 1.75, 3.0
"""Millimetres of a letter in a table, a broad one, and of a cell's margins."""


def pdf_bytes(document: Document, told: Callable[[float], None] = lambda share: None) -> bytes:
    """The document as PDF/UA-1, which assistive programs read.

    One of some thousand points is made in parts, which can't be tagged: its Word file is the one to be read aloud.
    `told` hears how much of such a one is drawn, 0 to 1. Raises Unavailable where this computer has no font for a script.
    """
    if pdf_parts.length(document.blocks) >= pdf_parts.LONG:
        return _in_parts(document, told)
    return _drawn(document, _data(document), "ua-1")


def _drawn(document: Document, data: dict[str, Any], standard: Literal["ua-1", "a-2b"] | None) -> bytes:
    """Under either standard typst refuses a letter that no font has, instead of drawing a box; without one it takes less time."""
    moment = document.about.moment.replace(microsecond=0).astimezone(UTC)  # typst takes no zone that has summers
    try:
        made = _compiler(data).compile(
            format="pdf", pdf_standards=standard or [], timestamp=moment, pdf_tags=standard == "ua-1"
        )
    except typst.TypstError as error:
        lacking = _LACKING.search(error.message)
        if not lacking:
            raise
        raise Unavailable("reports.no_font", text=lacking[1]) from error
    except BaseException as error:
        if (
            type(error).__name__ != "PanicException"
        ):  # what typst did not foresee; no Exception, and without a name to import
            raise
        raise Unavailable("reports.not_drawn") from error
    assert isinstance(made, bytes)
    return made


def _in_parts(document: Document, told: Callable[[float], None]) -> bytes:
    """The front is made twice: first to know how many pages it takes, then with the pages of the chapters."""
    empty = replace(document, blocks=())

    def made(data: dict[str, Any]) -> bytes:
        latin = _LATIN.fullmatch(json.dumps(data, ensure_ascii=False))
        return _drawn(document, data, None if latin else "a-2b")

    titles = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    front = made(_data(empty, 1, chapters=[(clean.text(title), 1) for title in titles]))
    pages = pdf_parts.Pages(pdf_parts.count(front) + 1)
    whole, drawn = pdf_parts.length(document.blocks), 0
    for part in pdf_parts.parts(document.blocks):
        drawn += pdf_parts.length(part)
        told(min(drawn / whole, 1.0))
        pages.add(made(_data(replace(document, blocks=tuple(part)), pages.next, front=False)))
    return pages.behind(made(_data(empty, 1, chapters=pages.chapters)))


def first_page(document: Document, dots: int = 90) -> bytes:
    """A picture of the first page (PNG), `dots` per inch, to see a report before taking it; of a long one only the beginning is drawn.

    It is taken from a PDF, so that what can't be drawn there is refused here in the same words. Raises Unavailable as `pdf_bytes` does.
    """
    if pdf_parts.length(document.blocks) >= pdf_parts.LONG:
        document = replace(document, blocks=tuple(next(pdf_parts.parts(document.blocks))))
    return pdf_parts.picture(_drawn(document, _data(document), "a-2b"), dots)


def _compiler(data: dict[str, Any]) -> typst.Compiler:
    told = json.dumps(data, ensure_ascii=False)
    return typst.Compiler(input=TEMPLATE.read_bytes(), font_paths=_fonts(), sys_inputs={"data": told})


@lru_cache(maxsize=1)
def _families() -> list[str]:
    """The fonts that a letter is looked for in, one after the other: ours, then those of this computer for other scripts.

    Named, for typst by itself takes whatever looks most alike: one of typewriters, or one whose letters are blank.
    """
    others = [name for name in _fonts().families() if name != _OURS and not _NOT_TO_READ.search(name)]
    return [_OURS, *sorted(others, key=lambda name: (bool(_LAST.search(name)), not _FIRST.match(name), name))]


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """The package's own fonts for Latin languages; the computer's, where it has any, for other scripts."""
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)


def _data(
    document: Document, first: int = 0, front: bool = True, chapters: Sequence[tuple[str, int]] = ()
) -> dict[str, Any]:
    """What the template draws. Of a part, `first` is the number of its first page; without `front` it has no title."""
    t = catalogue(document.language)
    return {
        "colours": _COLOURS,
        "fonts": _families(),
        "first": first,
        "hyphenate": first == 0,  # a third of the time that a long document takes
        "front": front,
        "chapters": chapters,
        "lang": document.language,
        "region": _REGIONS[document.language],
        "title": _text(document.title),
        "kicker": _text(document.kicker),
        "subtitle": _text(document.subtitle),
        "about": _text(document.about.sentence),
        "source": _text(document.source),
        "footer": _text(document.title),
        "contents": t("reports.contents") if document.contents else "",
        "blocks": [_block(block) for block in document.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"block": "heading", "text": _text(text), "level": level}
        case Paragraph(line, style):
            return {"block": style, "line": _line(line)}
        case Points(items, numbered, start):
            points = [_item(item) for item in items]
            return {"block": "points", "items": points, "numbered": numbered, "start": start}
        case Facts(items):
            facts = [{"value": value, "label": clean.text(label), "alert": alert} for value, label, alert in items]
            return {"block": "facts", "items": facts}
        case Grid(heads, rows, _, caption, dense, whole):
            widths = block.widths(_ROOM)
            shown = [
                {"label": clean.text(head.label), "share": width, "align": head.align, "turned": head.turned}
                for head, width in zip(heads, widths, strict=True)
            ]
            return {
                "block": "grid",
                "heads": shown,
                "rows": [
                    # A band under which nothing stands is a row like others: as a header, typst breaks off at it.
                    _row(row, widths, band=row.band and after is not None and not after.band)
                    for row, after in zip(rows, [*rows[1:], None], strict=True)
                ],
                "caption": clean.text(caption),
                "dense": dense,
                "whole": whole,
            }
        case Bars(series, rows, caption):
            return {
                "block": "bars",
                "series": [{"label": label, "colour": colour, "ink": palette.ink(colour)} for label, colour in series],
                "rows": [{"label": clean.text(label), "values": list(values)} for label, values in rows],
                "alt": clean.text(block.alt),
                "scale": block.scale,
                "caption": clean.text(caption),
            }
    return {"block": "pagebreak"}


def _text(value: str) -> str:
    """A text as typst is to set it: what is read from right to left is on its own; a very long word may break anywhere."""
    said = _LONG_WORD.sub(lambda word: "\u200b".join(re.findall(".{1,8}", word[0])), clean.printed(value))
    return "".join(f"\u2067{part}\u2069" if leftward else part for part, leftward in clean.stretches(said))


def _line(line: Line) -> list[str | dict[str, Any]]:
    return [_run(run) for run in line]


def _run(run: Run) -> str | dict[str, Any]:
    """A text, with its form only where it has one."""
    text = _text(run.text)
    form: dict[str, Any] = {}
    if run.bold:
        form["weight"] = "semibold"
    if run.colour or run.muted:
        form["fill"] = run.colour or palette.MUTED
    if run.muted:
        form["hyphenate"] = False
    if run.language:
        form["lang"] = run.language
    link = clean.text(run.link) if clean.is_web_address(run.link) else ""
    return {"text": text, "form": form, "link": link} if form or link else text


def _item(item: Item) -> dict[str, Any]:
    """A short point with what stands under it is kept on one page."""
    said = [item.line, *(under.line for under in item.under)]
    whole = bool(item.under) and sum(len(run.text) for line in said for run in line) <= _SHORT
    return {"line": _line(item.line), "under": [_item(under) for under in item.under], "whole": whole}


def _row(row: Row, widths: Sequence[float], band: bool) -> dict[str, Any]:
    length = max((sum(len(run.text) for line in cell.lines for run in line) for cell in row.cells), default=0)
    return {
        "cells": [_cell(cell, width) for cell, width in zip(row.cells, widths, strict=False)],  # a band has but one
        "band": band,
        "whole_row": row.band,
        "tall": row.tall,
        "breakable": length > _SHORT,
    }


def _cell(cell: Cell, width: float) -> dict[str, Any]:
    """In a narrow column words are broken only where one is longer than the column is wide."""
    longest = max((len(word) for line in cell.lines for run in line for word in run.text.split()), default=0)
    return {
        "lines": [_line(line) for line in cell.lines],
        "fill": cell.fill,
        "ink": palette.ink(cell.fill) if cell.fill else "",
        "bold": cell.bold,
        "hyphenate": longest * _LETTER + _MARGINS > width,
    }
