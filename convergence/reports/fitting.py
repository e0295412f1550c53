"""How high rows of tables come out on paper, reckoned before they are drawn, so that a report keeps to its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from convergence.reports.document import Grid, Line, Row

_CHARACTER, _MARGINS = 1.45, 2.8
"""Millimetres of a character in a table, broad and narrow ones taken together, and of a cell's margins."""
_LINE, _BETWEEN, _FRAME = 3.6, 0.9, 3.4
"""Millimetres from line to line, between the paragraphs of a cell, and above and below its text."""


def height(row: Row, widths: Sequence[float]) -> float:
    """Millimetres that a row takes, where its columns are so wide; rather too many than too few."""
    cells = (
        sum(_lines(line, width) * _LINE + _BETWEEN for line in cell.lines)
        for cell, width in zip(row.cells, widths, strict=True)
    )
    return max(cells, default=0.0) + _FRAME


def heights(grid: Grid, width: float) -> list[float]:
    """Those of the rows of a table that is so wide."""
    widths = grid.widths(width)
    return [height(row, widths) for row in grid.rows]


def paragraph(line: Line, width: float) -> float:
    """Millimetres that a paragraph takes, in text a fifth larger than that of tables."""
    return _lines(line, width / 1.2) * _LINE * 1.2 + _BETWEEN * 2


def _lines(line: Line, width: float) -> int:
    fitting = max(1, int((width - _MARGINS) / _CHARACTER))
    parts = "".join(run.text for run in line).split("\n")
    return sum(max(1, -(-len(part) // fitting)) for part in parts)


def share(lists: Sequence[Sequence[float]], room: float) -> list[int]:
    """How many of each list go into a room together: from their beginnings, one of each in turn, until one does not fit."""
    taken = [0] * len(lists)
    open_ = [n for n, items in enumerate(lists) if items]
    while open_:
        for n in list(open_):
            room -= lists[n][taken[n]]
            if room < 0:
                return taken
            taken[n] += 1
            if taken[n] == len(lists[n]):
                open_.remove(n)
    return taken


def shortened(line: Line, length: int) -> Line:
    """A text as far as some characters of its last run, ending with a word."""
    *before, said = line
    if len(said.text) <= length:
        return line
    return (*before, replace(said, text=said.text[:length].rsplit(None, 1)[0].rstrip(" ,;:.") + "…"))
