"""How far a reading is, told while it goes on: page by page where the file has pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

OPENING = 0.6
"""Share of the time in which the pages of a PDF are opened; what is left goes to looking for recommendations."""


@dataclass(frozen=True, slots=True)
class Progress:
    """`step` is opening or coding; `share` of the whole work is done, from 0 to 1; at `page` of `pages`, where there are pages."""

    step: str
    share: float
    page: int | None = None
    pages: int | None = None


Told = Callable[[Progress], None]


def untold(progress: Progress) -> None:
    """For whoever does not want to know."""


def opened(told: Told, page: int, pages: int) -> None:
    told(Progress("opening", OPENING * page / pages, page, pages))


def coded(told: Told, done: int, total: int, page: int | None, pages: int | None) -> None:
    """`done` of `total` passages have been looked at; the last of them stands on `page`."""
    start = OPENING if pages else 0.0
    told(Progress("coding", start + (1 - start) * done / max(total, 1), page, pages))
