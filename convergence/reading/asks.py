"""The asks in one operative sentence: each with its span, the opening words that it shares, and who leads it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from convergence.reading import splitting
from convergence.reading.cues import PARTY_MARK, Cue, Cues
from convergence.reading.parties import Mention

_ARTICLE = 3
"""Letters of an article or preposition that opens a clause; the word of action comes after it."""
_NEARBY = 12
"""Characters between a country and the verb by which it binds itself."""
_COUNTRY = 3
"""Letters of a country's code; bodies have longer ones."""
_JOINED = re.compile(r"\W*(?:and|et|y|e)?\W*(?:the |la |le |el |o |a |les )?")
_NO_SUBJECT = re.compile(
    r"\b(?:de|du|des|of|del|do|da|dos|in|en|au|em|by|par|por|with|avec|con|com|to)\s+(?:la |l |les |los |the )?$"
)
_BREAKS = (",", ";", " and ", " et ", " y ", " e ")


@dataclass(frozen=True, slots=True)
class Part:
    """One ask of a sentence; `shared` are the opening words that it needs to be read by itself, if any."""

    span: tuple[int, int]
    shared: tuple[int, int] = (0, 0)
    leads: tuple[str, ...] = ()


def shown(text: str, folded: str, cue: tuple[int, int], part: Part, own: Cues) -> str:
    """The operative words without the name of the party; each clause of an assignment has its own."""
    low, high = cue
    if part.leads and not part.span[0] <= low < part.span[1]:
        inside = [c for c in own.found(folded[part.span[0] : part.span[1]]) if c.kind == "assignment"]
        if inside:
            low, high = part.span[0] + inside[0].start, part.span[0] + inside[0].end
    marked = folded[low:high]
    if PARTY_MARK in marked:
        first, last = low + marked.find(PARTY_MARK), low + marked.rfind(PARTY_MARK) + 1
        low, high = (last, high) if high - last > first - low else (low, first)
    if text[low:high].strip(" :,"):
        return text[low:high].strip(" :,")
    opening = text[low:].split(maxsplit=2)
    words = opening[:2] if len(opening[0]) <= _ARTICLE else opening[:1]
    return " ".join(words).strip(" :,;.")


def parts(text: str, folded: str, found: list[Mention], start: int, end: int, cue: Cue, own: Cues) -> list[Part]:
    """One part per party that leads, item of a list, clause between semicolons or coordinated action."""
    inside = [m for m in found if start <= m.start < end]
    if cue.kind == "assignment":
        return _assigned(text, folded, inside, start, end, own)
    cells = _parties_in_cells(text, found)
    if cells:
        return [Part((start, end), leads=tuple(cells))]
    items = splitting.numbered(text, start, end)
    if items:
        return [Part(item, shared=(start, _before_marker(text, items[0][0]))) for item in items]
    clauses = splitting.by_semicolon(text, start, end)
    if clauses:
        return [Part(clause) for clause in clauses]
    leads = _committed(folded, inside, start, start + cue.start) if cue.kind in ("commitment", "proposal") else []
    spans, shared = splitting.by_action(text, folded, start, end, start + cue.end, own)
    return [Part(span, (start, shared) if n else (0, 0), tuple(leads)) for n, span in enumerate(spans)]


def _assigned(text: str, folded: str, inside: list[Mention], start: int, end: int, own: Cues) -> list[Part]:
    """Who leads what: "A leads …, B leads …" clause by clause, and before these "… is led by C"."""
    parts = [Part(span, leads=tuple(leads)) for span, leads in splitting.by_party(text, folded, start, end, inside)]
    passive: list[str] = []
    for cue in own.found(folded[start:end]):
        if cue.kind == "assignment" and folded[start + cue.start] != PARTY_MARK:
            passive += _passive_leads(folded, inside, start + cue.start, start + cue.end)
    led = {code for part in parts for code in part.leads}
    passive = [code for code in passive if code not in led]
    if passive and parts:
        first = next((m.start for m in inside if m.code == parts[0].leads[0]), end)
        cut = max((text.rfind(mark, start, first) for mark in _BREAKS), default=-1)
        if cut > start:
            parts[0] = Part(
                (cut + len(text[cut:first]) - len(text[cut:first].lstrip(" ,;")), parts[0].span[1]),
                leads=parts[0].leads,
            )
            return [Part((start, cut), leads=tuple(passive)), *parts]
    return parts if parts and not passive else [Part((start, end), leads=tuple(passive))]


def _parties_in_cells(text: str, found: list[Mention]) -> list[str]:
    """In the row of a table ("Strengthen asylum | Chile, Peru | 2024"), the parties that fill a cell of their own."""
    leads: list[str] = []
    at = 0
    for cell in text.split(" | ") if " | " in text else ():
        inside = [m for m in found if at <= m.start and m.end <= at + len(cell)]
        rest = cell
        for mention in inside:
            rest = rest.replace(text[mention.start : mention.end], "")
        if inside and not re.sub(r"[\W\d]|\b(?:and|et|y|e|the|la|le|el|les|lead|responsable)\b", "", rest, flags=re.I):
            leads += [m.code for m in inside]
        at += len(cell) + 3
    return leads


def _before_marker(text: str, at: int) -> int:
    """Where the marker of the first item begins."""
    marker = re.search(r"\(?\w{1,4}\)\s*$", text[:at])
    return marker.start() if marker else at


def _passive_leads(folded: str, inside: list[Mention], low: int, high: int) -> list[str]:
    """ "led by Chile and Peru": the parties in the cue and those joined to them."""
    named = [m for m in inside if m.end > low and m.start < high]
    for one, following in pairwise(inside):
        if one in named and _JOINED.fullmatch(folded[one.end : following.start]):
            named.append(following)
    return [m.code for m in named]


def _committed(folded: str, inside: list[Mention], start: int, at: int) -> list[str]:
    """The countries that bind themselves, where they are the subject: only a few words stand between them and the verb."""
    before = [m for m in inside if m.end <= at]
    if not before or len(before[-1].code) != _COUNTRY or at - before[-1].end >= _NEARBY:
        return []
    named = [before.pop()]
    while before and _JOINED.fullmatch(folded[before[-1].end : named[0].start]):
        named.insert(0, before.pop())
    while named and _NO_SUBJECT.search(folded[start : named[0].start]):
        named.pop(0)
    return [m.code for m in named]
