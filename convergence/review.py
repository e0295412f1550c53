"""A document under review: what the reader found in it, and what people made of that. Both are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

STATES = ("proposed", "accepted", "edited", "rejected", "merged")
"""Of a proposal: not looked at yet; taken as it is; taken with changes; left out; taken into another one."""

TAKEN = frozenset({"accepted", "edited"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposed recommendation. `machine` holds the reader's own proposal, None where a person added it.

    The other fields are what stands now. `span` counts characters in the text of the passage.
    """

    id: str
    passage: str
    number: int
    origin: str
    machine: Mapping[str, Any] | None
    text: str
    span: tuple[int, int]
    kind: str
    verb: str
    themes: tuple[str, ...]
    processes: tuple[str, ...]
    leads: tuple[str, ...]
    state: str
    revision: int
    merged_into: str | None = None
    recommendation: str | None = None
    by: str | None = None
    at: datetime | None = None

    @property
    def confidence(self) -> float | None:
        """The reader's calibrated chance of being right, 0 to 1."""
        return float(self.machine["confidence"]) if self.machine else None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the document as it was written."""

    id: str
    number: int
    text: str
    language: str
    page: int | None
    section: str
    note: bool
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Intervention:
    """A part of the document that one process spoke; `process_found` is what the reader thought."""

    id: str
    place: int
    process: str | None
    process_found: str | None
    heading: str
    speaker: str
    speaker_role: str
    revision: int
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """An import. `found` is the meeting as the reader found it; title, date, body and place are as people corrected it.

    `state`: open, committed (then `meeting` is the id of the meeting that it became), set-aside.
    """

    id: str
    name: str
    sha256: str
    language: str
    shape: str
    state: str
    found: Mapping[str, Any]
    problems: tuple[tuple[str, Mapping[str, Any]], ...]
    title: str
    date: date | None
    body: str | None
    place: str | None
    meeting: str | None
    started_at: datetime
    started_by: str
    revision: int


def standing(document: Document, parts: Sequence[Intervention]) -> list[tuple[str, Mapping[str, Any]]]:
    """What the reader could not find out, without what a person has said since."""
    named = {part.heading for part in parts if part.process}
    settled_since = {
        "reading.no_date": document.date is not None,
        "reading.no_title": bool(document.title),
        "reading.no_process_untitled": "" in named,
    }
    return [
        (key, values)
        for key, values in document.problems
        if not settled_since.get(key) and not (key == "reading.no_process" and values.get("heading") in named)
    ]


def settled(counts: Mapping[str, int]) -> tuple[int, int]:
    """How many proposals of a document have been decided, of how many; from the number of each state."""
    total = sum(counts.values())
    return total - counts.get("proposed", 0), total
