"""A paper report as a value, which Word and PDF render alike: headings, paragraphs, lists, tables, bars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from convergence.carried import Point
from convergence.reports.about import About


@dataclass(frozen=True, slots=True)
class Run:
    """Some text. `language` is given where it differs from the report's; `link` leads to http(s)."""

    text: str
    bold: bool = False
    muted: bool = False
    colour: str = ""
    link: str = ""
    language: str = ""


Line = tuple[Run, ...]

_LETTER, _MARGINS = 1.75, 3.0
"""Millimetres of a letter in the header of a table, broad ones and narrow ones taken together, and of a cell's margins."""
_TURNED, _TURNED_LETTER = 7.5, 1.55
"""Millimetres of a column under a turned header, for a number of three figures, and of a letter of it, all in one line."""


def plain(text: str) -> Line:
    return (Run(text),)


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A note introduces what follows it, and stays with it; a `remark` is as small, and follows what it speaks of."""

    line: Line
    style: Literal["body", "lead", "speaker", "note", "remark"] = "body"


@dataclass(frozen=True, slots=True)
class Item:
    """A point of a list, with the points under it.

    `coding` is what a reader of the Word file finds in it, none where it has to be found out from the words.
    """

    line: Line
    under: tuple[Item, ...] = ()
    coding: tuple[Point, ...] | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """A list; a numbered one counts from `start`."""

    items: tuple[Item, ...]
    numbered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, one paragraph per line. `fill` is a colour; the ink on it is chosen to be readable."""

    lines: tuple[Line, ...] = ()
    fill: str = ""
    bold: bool = False


def text_cell(text: str, fill: str = "", bold: bool = False) -> Cell:
    return Cell((plain(text),), fill, bold)


@dataclass(frozen=True, slots=True)
class Head:
    """The header of a column; `share` is its width relative to the others. A turned one is read from bottom to top."""

    label: str
    share: float = 1.0
    align: Literal["left", "center", "right"] = "left"
    turned: bool = False

    @property
    def least(self) -> float:
        """Millimetres that the column needs, so that no word of its header breaks."""
        return _TURNED if self.turned else _LETTER * max(map(len, self.label.split()), default=0) + _MARGINS

    @property
    def height(self) -> float:
        """Millimetres that a turned header needs to stand in one line."""
        return _TURNED_LETTER * len(self.label) + _MARGINS


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; a `band` has one cell, which spans all columns and names what follows."""

    cells: tuple[Cell, ...]
    band: bool = False
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose header is repeated on every page and whose rows do not break; a dense one has low rows, a
    whole one stays on one page. `alt` says what it shows."""

    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    alt: str
    caption: str = ""
    dense: bool = False
    whole: bool = False

    def widths(self, room: float) -> list[float]:
        """How wide each column is where all have `room` millimetres: by its share, but no header breaks inside a word."""
        least = [head.least for head in self.heads]
        fixed: dict[int, float] = {}
        while True:
            left = room - sum(fixed.values())
            shares = sum(head.share for place, head in enumerate(self.heads) if place not in fixed)
            widths = [fixed.get(place, left * head.share / shares) for place, head in enumerate(self.heads)]
            tight = {n: least[n] for n, width in enumerate(widths) if n not in fixed and width < least[n]}
            if not tight or len(fixed) + len(tight) >= len(self.heads):
                return widths
            fixed |= tight


BarRow = tuple[str, tuple[int, ...]]
"""The label of a bar and the lengths of its parts."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars of parts side by side, one for each label, all on one scale; `series` are the parts' names and colours."""

    series: tuple[tuple[str, str], ...]
    rows: tuple[BarRow, ...]
    caption: str = ""

    @property
    def scale(self) -> int:
        """The longest bar."""
        return max(1, *(sum(values) for _, values in self.rows))

    @property
    def alt(self) -> str:
        """The figure as text: every bar with the counts of its parts."""
        bars = [
            f"{label}: " + ", ".join(f"{name} {n}" for (name, _), n in zip(self.series, values, strict=True) if n)
            for label, values in self.rows
        ]
        return f"{self.caption}. " + "; ".join(bars)


@dataclass(frozen=True, slots=True)
class Facts:
    """The few numbers that matter, each with what it counts and whether it is an alert."""

    items: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Block = Heading | Paragraph | Points | Grid | Bars | Facts | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A report on paper. `kicker` stands above the title and `subtitle` under it; `contents` asks for a table of contents.

    A `source` is what the report words anew. Where it has one, the report's text must be nothing but that: in Word its account of itself
    then stands at the foot of the first page, and not among the text, so that a reader of documents finds what was said and no more.
    """

    about: About
    blocks: tuple[Block, ...]
    kicker: str = ""
    subtitle: str = ""
    contents: bool = False
    source: str = ""

    @property
    def title(self) -> str:
        return self.about.title

    @property
    def language(self) -> str:
        return self.about.language
