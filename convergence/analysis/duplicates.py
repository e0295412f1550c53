"""What a document says that is there already: the same words, or the same ask in nearly the same words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from convergence.analysis.frames import Frames, folded

SAME_ASK = 0.5
"""Share of their words that two texts have in common, of all words in either, from which they look like the same ask."""

_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True)
class Point:
    """A recommendation that is about to come in."""

    text: str
    language: str
    themes: tuple[str, ...]
    processes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """`point` is a position in the points asked about, `rec` one in the recommendations; `likeness` 1 is the same text."""

    point: int
    rec: int
    likeness: float

    @property
    def is_same_text(self) -> bool:
        return self.likeness == 1.0


def matches(frames: Frames, points: Sequence[Point]) -> list[Match]:
    """For each point the recommendation that is most like it, where one is like it at all; in the order of the points.

    Compared are words of four letters or more, without accents and case, in the point's language; a recommendation that is not
    word for word the same must share a theme.
    """
    best: dict[int, Match] = {}
    themes = _themes(frames)
    for language in dict.fromkeys(point.language for point in points):
        asked = {place: _words(folded(point.text)) for place, point in enumerate(points) if point.language == language}
        holders = _holders(asked)
        for rec, text in enumerate(frames.searchable("recommendations", "text", language)):
            words = _words(text)
            for place, common in _common(words, holders).items():
                either = len(words) + len(asked[place]) - common
                likeness = common / either
                if likeness < SAME_ASK or (likeness < 1.0 and not themes[rec] & set(points[place].themes)):
                    continue
                if place not in best or likeness > best[place].likeness:
                    best[place] = Match(place, rec, likeness)
    return [best[place] for place in sorted(best)]


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))


def _holders(asked: dict[int, frozenset[str]]) -> dict[str, list[int]]:
    holders: dict[str, list[int]] = {}
    for place, words in asked.items():
        for word in words:
            holders.setdefault(word, []).append(place)
    return holders


def _common(words: Iterable[str], holders: dict[str, list[int]]) -> dict[int, int]:
    """How many of the words each point has."""
    common: dict[int, int] = {}
    for word in words:
        for place in holders.get(word, ()):
            common[place] = common.get(place, 0) + 1
    return common


def _themes(frames: Frames) -> list[set[str]]:
    found: list[set[str]] = [set() for _ in range(len(frames.recommendations))]
    for rec, theme in zip(frames.themes["rec"], frames.themes["theme"], strict=True):
        found[rec].add(theme)
    return found
