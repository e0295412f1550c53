"""What the overlap would be if some recommendations came in: the cells that change, and the themes newly shared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from convergence.analysis import overlap
from convergence.analysis.duplicates import Point
from convergence.analysis.frames import Frames


@dataclass(frozen=True, slots=True)
class Cell:
    """A theme and a process with their recommendations before and after."""

    theme: str
    process: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Effect:
    """`cells` that change, in the codebook's order; `shared`: themes of which two processes speak that one or none spoke of."""

    cells: tuple[Cell, ...]
    shared: tuple[str, ...]


def effect(frames: Frames, points: Iterable[Point]) -> Effect:
    """The change that the points would make."""
    now = overlap.matrix(frames, np.ones(len(frames.recommendations), dtype=bool))
    added: dict[tuple[str, str], int] = {}
    for point in points:
        for theme in point.themes:
            for process in point.processes:
                added[theme, process] = added.get((theme, process), 0) + 1
    themes, processes = list(now.counts.index), list(now.counts.columns)
    known = [(theme, process) for theme, process in added if theme in themes and process in processes]
    known.sort(key=lambda cell: (themes.index(cell[0]), processes.index(cell[1])))
    cells = tuple(
        Cell(theme, process, now.count(theme, process), now.count(theme, process) + added[theme, process])
        for theme, process in known
    )
    first = {theme: sum(cell.theme == theme and not cell.before for cell in cells) for theme, _ in known}
    shared = [theme for theme, new in first.items() if now.spread[theme] < 2 <= now.spread[theme] + new]
    return Effect(cells, tuple(shared))
