"""Dates as people type them into a cell: day before month, as all four languages write them, in figures or with the month's name."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from babel import Locale

from convergence.analysis.frames import folded
from convergence.model import LANGUAGES

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_FIGURES = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_NAMED = re.compile(
    r"(\d{1,2})\s*(?:er|st|nd|rd|th|º|°|o)?\.?\s*(?:de\s+|-|/)?\s*([a-z]{3,})\.?\s*(?:de\s+|-|/|,)?\s*(\d{4})"
)


def read_date(text: str) -> date:
    """The date that a text means; two figures for a year are of this century.

    Raises ValueError where it means none, so also for 12/25/2026, which is no day of any month here and is not guessed at.
    """
    plain = folded(text).strip()
    if found := _ISO.fullmatch(plain):
        year, month, day = (int(part) for part in found.groups())
        return date(year, month, day)
    if found := _FIGURES.fullmatch(plain):
        day, month, year = (int(part) for part in found.groups())
        return date(year + 2000 if len(found.group(3)) == 2 else year, month, day)
    if (found := _NAMED.fullmatch(plain)) and (named := _months().get(found.group(2))):
        return date(int(found.group(3)), named, int(found.group(1)))
    raise ValueError(text[:40])


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Names and short names of months in the four languages, without accents; those that mean two months are left out."""
    numbers: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in Locale.parse(language).months["format"][width].items():
                numbers.setdefault(folded(str(name)).rstrip("."), set()).add(int(number))
    return {name: next(iter(meant)) for name, meant in numbers.items() if len(meant) == 1}
