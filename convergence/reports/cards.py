"""A recommendation as a list shows it: everything that stands on its card, in one language."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.i18n import Catalogue
from convergence.reports import labels


@dataclass(frozen=True, slots=True)
class Card:
    """`cited` is its passage ("RCM 5"), with the day where there are several meetings.

    `translated` is False where the text exists in another language only.
    """

    id: str
    cited: str
    kind: str
    themes: tuple[str, ...]
    text: str
    translated: bool
    passage: str


def card(frames: Frames, position: int, book: Codebook, t: Catalogue) -> Card:
    """The card of the recommendation at a position."""

    def value(name: str) -> object:
        return frames.values("recommendations", name)[position]

    kind = str(value("kind"))
    passage = int(frames.recommendations["passage"].to_numpy()[position])
    return Card(
        id=str(value("id")),
        cited=labels.dated(frames, passage, labels.cited(frames, passage, book, t), t),
        kind=t.text(book.kinds[kind].label) if kind in book.kinds else kind,
        themes=tuple(t.text(book.themes[code].label) for code in _themes(frames, position) if code in book.themes),
        text=labels.worded(frames, "recommendations", "text", position, t),
        translated=isinstance(value(f"text_{t.language}"), str),
        passage=labels.worded(frames, "passages", "text", passage, t),
    )


def _themes(frames: Frames, position: int) -> list[str]:
    first, last = np.searchsorted(frames.themes["rec"].to_numpy(), [position, position + 1])
    return list(frames.values("themes", "theme")[first:last])
