"""What the reader hands over: frozen values, and the JSON that other programs rely on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from convergence.i18n import catalogue


@dataclass(frozen=True, slots=True)
class Proposal:
    """One recommendation that the reader proposes. `span` counts characters in the passage's text.

    `text` can be read by itself: where the span is one item of an enumeration, its opening words are put before it.
    `words` are the words of the passage that decided each theme; `confidence` is the calibrated chance of being right, computed
    from `features`.
    """

    text: str
    span: tuple[int, int]
    kind: str
    verb: str
    themes: tuple[str, ...]
    processes: tuple[str, ...]
    leads: tuple[str, ...]
    confidence: float
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    features: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PassageRead:
    """A paragraph without its marker. `section` is the sub-heading or opening line that it stands under; `topic` the one above
    that, under which several spoke.
    """

    number: int
    text: str
    language: str
    page: int | None = None
    marker: str = ""
    section: str = ""
    topic: str = ""
    note: bool = False
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class InterventionRead:
    process: str | None
    heading: str
    speaker: str | None
    speaker_role: str | None
    passages: tuple[PassageRead, ...]


@dataclass(frozen=True, slots=True)
class MeetingFound:
    title: str | None
    date: date | None
    body: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to tell about the document; `key` is in the catalogues, `values` fill its placeholders."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it was read. `sha256` identifies the file."""

    name: str
    sha256: str
    language: str
    shape: str
    meeting: MeetingFound
    interventions: tuple[InterventionRead, ...]
    problems: tuple[Problem, ...]

    def as_json(self) -> dict[str, Any]:
        """The command line's contract; problems are in words, in the document's language."""
        meeting = self.meeting
        return {
            "language": self.language,
            "meeting": {
                "title": meeting.title,
                "date": meeting.date.isoformat() if meeting.date else None,
                "body": meeting.body,
                "place": meeting.place,
            },
            "interventions": [_intervention(one) for one in self.interventions],
            "problems": [catalogue(self.language)(p.key, **p.values) for p in self.problems],
        }


def _intervention(one: InterventionRead) -> dict[str, Any]:
    passages = [
        {
            "number": passage.number,
            "text": passage.text,
            "page": passage.page,
            "recommendations": [_proposal(p) for p in passage.proposals],
        }
        for passage in one.passages
    ]
    return {"process": one.process, "heading": one.heading, "speaker": one.speaker, "passages": passages}


def _proposal(proposal: Proposal) -> dict[str, Any]:
    return {
        "text": proposal.text,
        "span": list(proposal.span),
        "kind": proposal.kind,
        "verb": proposal.verb,
        "themes": list(proposal.themes),
        "processes": list(proposal.processes),
        "leads": list(proposal.leads),
        "confidence": proposal.confidence,
    }
