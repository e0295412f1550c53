"""Paragraphs to a meeting, interventions and passages, in the two shapes that such documents have.

*summary*: a heading per process, a line that names the speaker, then points. *declaration*: one text of one process, with
title, preamble and clauses; it becomes one intervention.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from convergence.reading import language, meeting
from convergence.reading.headings import (
    heads_next,
    heads_session,
    is_capitals,
    is_section,
    is_speaker,
    is_title_case,
    names_account,
    names_intervention,
    names_speaker,
    pattern,
    processes_named,
)
from convergence.reading.lexicon import fold
from convergence.reading.paragraph import Paragraph, marker_kind
from convergence.reading.result import InterventionRead, MeetingFound, PassageRead

_OPENING = 14
"""Words; a longer line in capitals may end in a colon and be a title all the same."""
_TITLE_LINES = 12
_TITLE_WORDS = 48
_PLAIN_TITLE = 30
_SEVERAL, _SESSIONS = 3, 2
"""Speakers, or sessions, that make minutes of a text of one process."""
_OPENING_QUOTES, _CLOSING_QUOTES = ("“", "«", '"'), ("”", "»", '"')


@dataclass(frozen=True, slots=True)
class Outline:
    shape: str
    meeting: MeetingFound
    interventions: tuple[InterventionRead, ...]


@dataclass(slots=True)
class _Part:
    """One intervention while it is being gathered."""

    process: str | None
    heading: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    topic: str = ""


def outline(paragraphs: Sequence[Paragraph], spoken: str) -> Outline:
    """Splits a document; `spoken` is its main language."""
    starts = [
        n
        for n, p in enumerate(paragraphs)
        if names_intervention(p, paragraphs[n + 1] if n + 1 < len(paragraphs) else None)
    ]
    title_end = _title_end(paragraphs, spoken)
    leading = [n for n in starts if n and n + 1 not in starts and processes_named(paragraphs[n].text)]
    if len({processes_named(paragraphs[n].text)[0].process for n in leading}) >= 2:
        title_end = min(title_end, leading[0])
    starts = [n for n in starts if n >= title_end or _has_speaker(paragraphs, n)]
    processes = {processes_named(paragraphs[n].text)[0].process for n in starts if processes_named(paragraphs[n].text)}
    spoken_to = sum(_has_speaker(paragraphs, n) for n in starts)
    if len(processes) >= 2 or spoken_to >= 1:
        title_end = min(title_end, starts[0])
        shape, parts = "summary", _summary(paragraphs, starts, title_end, spoken)
    else:
        minutes = _is_account(paragraphs[:title_end], paragraphs[title_end:], spoken)
        shape, parts = "summary" if minutes else "declaration", [_declaration(paragraphs, title_end)]
    lines = [p.text for p in paragraphs[:title_end]]
    body = [p.text for p in paragraphs[title_end:]]
    whole = len(processes) < 2 and not spoken_to
    process = parts[0].process if whole else None
    opening = body[:3] if whole else body[:1] if starts[0] > title_end else []
    found = meeting.found_in(lines, (*opening, *(body[-2:] if whole else ())), process)
    return Outline(shape, found, tuple(_intervention(part, spoken) for part in parts))


def _is_account(title: Sequence[Paragraph], body: Sequence[Paragraph], spoken: str) -> bool:
    """Does a text of one process tell what was said at a meeting: by its title, its sessions or those who speak in turn?"""
    return (
        any(names_account(line.text) for line in title)
        or sum(heads_session(line.text) for line in body) >= _SESSIONS
        or _speakers(body, spoken) >= _SEVERAL
    )


def _speakers(body: Sequence[Paragraph], spoken: str) -> int:
    """How many lines name a country or body that then speaks, as in the minutes of a meeting of one process."""
    pairs = pairwise(body)
    return sum(
        names_speaker(one.text) and not names_speaker(two.text) and is_section(one, two, spoken) for one, two in pairs
    )


def _has_speaker(paragraphs: Sequence[Paragraph], at: int) -> bool:
    return at + 1 < len(paragraphs) and is_speaker(paragraphs[at + 1])


def _title_end(paragraphs: Sequence[Paragraph], spoken: str) -> int:
    """Number of the first paragraph that is text and no longer title."""
    after_date = False
    for n, paragraph in enumerate(paragraphs[:_TITLE_LINES]):
        text = paragraph.text.rstrip()
        following = paragraphs[n + 1] if n + 1 < len(paragraphs) else None
        if following is None or paragraph.note:
            return n
        if _has_speaker(paragraphs, n) or (paragraph.marker and names_intervention(paragraph, following)):
            return n
        quoted = text[:1] in _OPENING_QUOTES and text[-1:] in _CLOSING_QUOTES
        dated = n and meeting.dates_in(text) and not text.endswith((".", ";", ",", ":"))
        styled = paragraph.heading or is_capitals(text) or paragraph.bold or quoted or dated
        short = len(text.split()) <= (_TITLE_WORDS if styled else _PLAIN_TITLE) and not text.endswith((".", ";"))
        if n and (
            text.endswith(",") or (text.endswith(":") and not (is_capitals(text) and len(text.split()) > _OPENING))
        ):
            return n  # the preamble, or what opens a list
        if not (short or (styled and len(text.split()) <= _TITLE_WORDS)) or (paragraph.marker and not styled):
            return n
        named = pattern("document").search(fold(text))  # "Minutes of the meeting of …"
        plain = not styled and not named and (after_date or not is_title_case(text))
        after_date = after_date or meeting.is_dateline(text)
        if n and plain and is_section(paragraph, following, spoken):
            return n
    return min(_TITLE_LINES, len(paragraphs) - 1)


def _summary(paragraphs: Sequence[Paragraph], starts: Sequence[int], title_end: int, spoken: str) -> list[_Part]:
    parts: list[_Part] = []
    if starts[0] > title_end:
        parts.append(_Part(None, "", list(paragraphs[title_end : starts[0]])))
    for n, start in enumerate(starts):
        end = starts[n + 1] if n + 1 < len(starts) else len(paragraphs)
        named = processes_named(paragraphs[start].text)
        heading = paragraphs[start].text
        parts.append(_Part(named[0].process if named else None, heading, list(paragraphs[start + 1 : end])))
    for n, part in enumerate(parts[1:], 1):
        before = parts[n - 1].paragraphs
        part.topic = parts[n - 1].topic
        previous = before[-2] if len(before) > 1 else None
        if before and heads_next(previous, before[-1], paragraphs[starts[n - len(parts)]], spoken):
            part.topic = _shown(before.pop())
    return parts


def _declaration(paragraphs: Sequence[Paragraph], title_end: int) -> _Part:
    """The process named in the title; else the one that the text names most, its beginning counting double."""
    title = " ".join(p.text for p in paragraphs[:title_end])
    counts = Counter(n.process for n in processes_named(title))
    if not counts:
        start = " ".join(p.text for p in paragraphs[title_end : title_end + 4])
        counts = Counter(
            n.process for text in (start, start, *(p.text for p in paragraphs)) for n in processes_named(text)
        )
        if counts and counts.most_common(1)[0][1] < 2:
            counts.clear()
    process = counts.most_common(1)[0][0] if counts else None
    return _Part(process, paragraphs[0].text if title_end else "", list(paragraphs[title_end:]))


def _intervention(part: _Part, spoken: str) -> InterventionRead:
    speaker = role = None
    paragraphs = part.paragraphs
    if part.heading and paragraphs and is_speaker(paragraphs[0]):
        name, _, office = paragraphs[0].text.partition(",")
        speaker, role = name.strip(), office.strip(" .") or None
        paragraphs = paragraphs[1:]
    body = [p for p in paragraphs if not p.note]
    passages: list[PassageRead] = []
    section, topic = "", part.topic
    for n, paragraph in enumerate(body):
        following = body[n + 1] if n + 1 < len(body) else None
        own = language.of_paragraph(paragraph.text, spoken)
        if is_section(paragraph, following, own):
            section = _shown(paragraph)
            if heads_session(paragraph.text) or marker_kind(paragraph.marker) in ("number", "roman"):
                topic = section
        else:
            passages.append(replace(_passage(paragraph, len(passages) + 1, own, section), topic=topic))
    for paragraph in (p for p in paragraphs if p.note):
        own = language.of_paragraph(paragraph.text, spoken)
        passages.append(replace(_passage(paragraph, len(passages) + 1, own, ""), note=True))
    return InterventionRead(part.process, part.heading, speaker, role, tuple(passages))


def _shown(heading: Paragraph) -> str:
    return f"{heading.marker} {heading.text}".strip()


def _passage(paragraph: Paragraph, number: int, own: str, section: str) -> PassageRead:
    return PassageRead(number, paragraph.text, own, paragraph.page, paragraph.marker, section)
