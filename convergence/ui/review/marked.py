"""A passage as it was written, with the place of each proposal marked in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from convergence.ui.parts import plain

COLOURS = {"proposed": "blue", "accepted": "green", "edited": "green", "rejected": "gray", "merged": "gray"}


@dataclass(frozen=True, slots=True)
class Mark:
    """From where to where in the text, what the place is called, and how it is coloured."""

    start: int
    end: int
    label: str
    colour: str


def marked(text: str, marks: Sequence[Mark]) -> str:
    """Markdown that shows the text as it is, whatever stands in it, and each mark's place behind its label.

    Where marks overlap, the later one begins where the earlier one ends.
    """
    parts, at = [], 0
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        start, end = max(mark.start, at), min(mark.end, len(text))
        piece = text[start:end]
        if not piece.strip():
            continue
        inner = piece.strip()
        lead = start + len(piece) - len(piece.lstrip())
        parts += [
            plain(text[at:lead]),
            f":{mark.colour}-background[**{plain(mark.label)}** {plain(inner)}]",
        ]
        at = lead + len(inner)
    return "".join([*parts, plain(text[at:])]).strip() or "\u200b"
