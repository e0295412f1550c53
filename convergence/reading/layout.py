"""Pieces of lines on pages to paragraphs: columns, running headers, page numbers, hyphenation, page breaks."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from convergence.reading.paragraph import Paragraph, split_marker

_MARGIN = 0.14
"""Share of the height, above and below, where running headers and footers stand."""
_PAGE_NUMBER = re.compile(
    r"^\W*(?:page|página|pagina|pág\.?|p\.)?\W*\d{1,4}\W*(?:(?:/|of|de|sur)\s*\d{1,4})?\W*$", re.I
)
_FEW = 5
"""Lines that a column has at least, where some lines run over both; without such, two are enough."""
_SMALL = 0.88
"""Letters of less than this share of the usual size are small print."""
_MANY = 8
"""Lines of a column from which one that runs beyond all others (a header over both columns) does not widen it."""
_APART = 1.22
"""Paragraphs are apart where a line stands this much further down than lines of one paragraph do."""
_LONGEST = 300
"""Lines of one paragraph at most."""
_END = (".", ":", ";", "!", "?", "»", "”", ")")
_CLAUSE = re.compile(r"[A-ZÀ-Ý]{4,}\s+(?=[^\W\d_]*[a-zà-ÿ])")
"""A single word in capitals ("DECIDE to …", "CONSIDERANDO que …") opens a clause."""
_HYPHENS = ("-", "\u00ad", "\u2010")
_COMPOUND = ("socio", "non", "self", "well", "latino", "euro", "afro", "nord", "sud", "sul", "norte")
"""First halves that keep their hyphen; PDFium does not tell a hyphen that belongs to a word from one that breaks it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text on one line: from `x0` to `x1`, baseline at `y` from the top, in points."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    page: int
    column: tuple[float, float]


def paragraphs(pages: Sequence[Sequence[Piece]]) -> list[Paragraph]:
    """Paragraphs over all pages, in reading order; `page` counts from 1."""
    running = _running(pages)
    size = median([piece.size for pieces in pages for piece in pieces] or [10.0])
    lines: list[_Line] = []
    for number, pieces in enumerate(pages, 1):
        top, bottom = min((p.y for p in pieces), default=0.0), max((p.y for p in pieces), default=0.0)
        kept = [
            p for p in pieces if not _is_furniture(p, bottom, running) and not _is_small_print(p, top, bottom, size)
        ]
        lines.extend(_in_order(kept, number))
    if not lines:
        return []
    words = Counter(w.lower() for line in lines for w in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text))
    groups = _grouped(lines)
    return [_paragraph(group, words, size) for group in groups]


def _key(text: str) -> str:
    return re.sub(r"\d+|\b[ivxl]+\b", "#", text.lower()).strip()


def _running(pages: Sequence[Sequence[Piece]]) -> set[str]:
    """Texts (numbers masked) that stand at the same height in the margin of several pages."""
    seen: Counter[tuple[str, int]] = Counter()
    for pieces in pages:
        bottom = max((p.y for p in pieces), default=0.0)
        seen.update({(_key(p.text), round(p.y / 6)) for p in pieces if _in_margin(p, bottom)})
    enough = max(2, len(pages) // 3)
    return {text for (text, _), count in seen.items() if count >= enough}


def _in_margin(piece: Piece, bottom: float) -> bool:
    return piece.y < _MARGIN * bottom or piece.y > (1 - _MARGIN) * bottom


def _is_furniture(piece: Piece, bottom: float, running: set[str]) -> bool:
    return _in_margin(piece, bottom) and (_key(piece.text) in running or bool(_PAGE_NUMBER.match(piece.text)))


def _is_small_print(piece: Piece, top: float, bottom: float, size: float) -> bool:
    """The first line of a page, in small letters: a running header even where there is one page only."""
    return piece.y < top + 2 and _in_margin(piece, bottom) and piece.size < _SMALL * size


def _in_order(pieces: Sequence[Piece], page: int) -> list[_Line]:
    """Lines of one page: bands between full-width lines, and within a band the left column before the right."""
    gutter = _gutter(pieces)
    if gutter is None:
        return _lines(pieces, page)
    ordered: list[_Line] = []
    band: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: (round(p.y), p.x0)):
        if piece.x0 < gutter - 4 and piece.x1 > gutter + 4:
            ordered += _columns(band, gutter, page)
            band = []
            ordered += _lines([piece], page)
        else:
            band.append(piece)
    return ordered + _columns(band, gutter, page)


def _columns(band: Sequence[Piece], gutter: float, page: int) -> list[_Line]:
    left = [p for p in band if p.x1 <= gutter + 4]
    right = [p for p in band if p.x1 > gutter + 4]
    return _lines(left, page) + _lines(right, page)


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """The middle of the empty strip between two columns, if the page has two."""
    if len(pieces) < 12:
        return None
    low, high = min(p.x0 for p in pieces), max(p.x1 for p in pieces)
    width = high - low
    best: tuple[int, float] | None = None
    for step in range(35, 66, 2):
        x = low + width * step / 100
        crossing = sum(p.x0 < x < p.x1 for p in pieces)
        if best is None or crossing < best[0]:
            best = (crossing, x)
    assert best is not None
    x = best[1]
    left = [p for p in pieces if p.x1 <= x]
    right = [p for p in pieces if p.x0 >= x]
    fewest = min(len(left), len(right))
    if best[0] > len(pieces) * 0.15 or fewest < (_FEW if best[0] else 2):
        return None
    wide = [median(p.x1 - p.x0 for p in side) > width * 0.25 for side in (left, right)]
    if not all(wide):
        return None
    ends, starts = max(p.x1 for p in left), min(p.x0 for p in right)
    return (ends + starts) / 2


def _lines(pieces: Iterable[Piece], page: int) -> list[_Line]:
    """Pieces on one baseline are joined, in the order in which they stand."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.y, p.x0)):
        if rows and abs(rows[-1][0].y - piece.y) < 0.45 * max(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    if not rows:
        return []
    ends = sorted((max(p.x1 for p in row) for row in rows), reverse=True)
    column = (min(p.x0 for row in rows for p in row), ends[1 if len(ends) >= _MANY else 0])
    lines = []
    for row in rows:
        row.sort(key=lambda p: p.x0)
        main = max(row, key=lambda p: len(p.text))
        text = " ".join(p.text for p in row)
        lines.append(_Line(text, row[0].x0, row[-1].x1, main.y, main.size, all(p.bold for p in row), page, column))
    return lines


def _grouped(lines: Sequence[_Line]) -> list[list[_Line]]:
    gaps = [b.y - a.y for a, b in itertools.pairwise(lines) if a.page == b.page and 0 < b.y - a.y < 3 * b.size]
    leading = sorted(gaps)[len(gaps) // 10] if gaps else 14.0  # many paragraphs of one line make a median too wide
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and len(groups[-1]) < _LONGEST and not _starts(groups[-1], line, leading):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _starts(group: Sequence[_Line], line: _Line, leading: float) -> bool:
    """Does this line start a paragraph, after the lines in `group`?"""
    last = group[-1]
    ended = last.text.rstrip().endswith(_END)
    marker, rest = split_marker(line.text)
    if (
        marker
        and rest
        and not (marker in ("-", "–", "—") and not ended and rest[0].islower() and line.x0 >= last.x0 + 1)
    ):
        return True
    if abs(line.size - last.size) > 0.12 * last.size or line.bold != last.bold:
        return not (line.bold == last.bold or (not ended and line.text[:1].islower()))
    word = (len(line.text.split(maxsplit=1)[0]) + 1) * 0.55 * line.size
    short = last.x1 + word < last.column[1] - 4  # the next word would have fitted: somebody broke the line here
    if line.page != last.page or line.column != last.column or line.y < last.y:
        return ended or (short and _may_open(line.text))
    if ended and _CLAUSE.match(line.text):
        return True
    apart = line.y - last.y > _APART * max(leading, line.size)
    indented = line.x0 > last.x0 + 8 and len(group) > 1 and ended
    return apart or indented or (short and (ended or _may_open(line.text)))


def _may_open(text: str) -> bool:
    """A paragraph opens with a capital, a figure or a mark, not in the middle of a sentence."""
    return text[:1].isupper() or text[:1].isdigit() or text[:1] in '“«"¿¡([•·–—-'


def _paragraph(group: Sequence[_Line], words: Counter[str], size: float) -> Paragraph:
    text = group[0].text
    for line in group[1:]:
        text = _joined(text, line.text, words)
    marker, rest = split_marker(text.replace("\u00ad", ""))
    big = group[0].size > 1.15 * size
    plain = Paragraph(rest.strip(), page=group[0].page, marker=marker, bold=all(line.bold for line in group))
    return replace(plain, heading=2) if big else plain


def _joined(text: str, line: str, words: Counter[str]) -> str:
    if not text.endswith(_HYPHENS) or len(text) < 2 or not text[-2].isalpha():
        return f"{text} {line}"
    head, tail = re.findall(r"[^\W\d_]+$", text[:-1]), re.match(r"[^\W\d_]+", line)
    if not head or tail is None:
        return f"{text}{line}"
    whole, compound = f"{head[0]}{tail[0]}".lower(), f"{head[0]}-{tail[0]}".lower()
    known = words[compound] > words[whole] or (not words[whole] and head[0].lower() in _COMPOUND)
    return f"{text[:-1]}-{line}" if known or not line[0].islower() else f"{text[:-1]}{line}"
