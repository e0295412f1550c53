"""An enumeration inside a sentence to one span per ask."""

from __future__ import annotations

import re
from collections.abc import Sequence

from convergence.reading.cues import Cues
from convergence.reading.parties import Mention, subjects

Span = tuple[int, int]

_NUMBERED = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=\())\(?(?P<mark>\d{1,2}|[a-z]|[ivx]{1,4})\)\s*")
_SEMICOLON = re.compile(r"\s*;\s*(?:et|and|y|e|así como|ainsi que|as well as|bem como)?\s*")
_COMMA = re.compile(r"\s*(?:,\s*(?:(?:et|and|y|e|así como|ainsi que|as well as|bem como)\b)?|(?<=\w)\s(?:et|and|y|e)\b(?=\s))\s*")
_LEAD_IN = r"(?:(?:de|d|à|a|to|que|of|em)\s+)?(?:(?:la|le|les|l|el|los|las|the|o|os|as|un|une|una|uma|um|an|a)\s+)?"
_FEWEST_WORDS = 3
_MOST_ITEMS = 20


def numbered(text: str, start: int, end: int) -> list[Span]:
    """Items of "1) …; 2) …", "a) …; b) …", in their order; empty where there are not at least two in sequence."""
    marks = [m for m in _NUMBERED.finditer(text, start, end) if text[m.start()] != "(" or m.end() > m.start()]
    sequence: list[re.Match[str]] = []
    for mark in marks:
        if _follows(sequence[-1]["mark"] if sequence else None, mark["mark"]):
            sequence.append(mark)
    if len(sequence) < 2:
        return []
    ends = [m.start() for m in sequence[1:]] + [end]
    return [_trimmed(text, m.end(), stop) for m, stop in zip(sequence, ends, strict=True)]


def _follows(last: str | None, mark: str) -> bool:
    if last is None:
        return mark in ("1", "a", "i")
    if mark.isdigit():
        return last.isdigit() and int(mark) == int(last) + 1
    roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
    if last in roman and mark in roman and roman.index(mark) == roman.index(last) + 1:
        return True
    return len(last) == len(mark) == 1 and not last.isdigit() and ord(mark) == ord(last) + 1


def by_action(text: str, folded: str, start: int, end: int, after: int, cues: Cues) -> list[Span]:
    """Coordinated actions after the cue that ends at `after`: "to strengthen …, promote … and develop …".

    Each part opens with a verb or noun of action. What stands in a clause of purpose ("in order to … and …") stays whole.
    """
    first = re.compile(_LEAD_IN).match(folded, after + _gap(folded, after), end)
    if first is None or not cues.action.match(folded, first.end(), end):
        return [(start, end)]
    cuts = [start]
    for separator in (*_SEMICOLON.finditer(folded, after, end), *_COMMA.finditer(folded, after, end)):
        opening = re.compile(_LEAD_IN).match(folded, separator.end(), end)
        if opening is None:
            continue
        action = cues.action.match(folded, opening.end(), end)
        same = _form(folded[first.end() :]) == _form(folded[opening.end() :])
        last = max((c for c in cuts if c < separator.start()), default=start)
        if action and same and not cues.purpose.search(folded, max(last, after), separator.start()):
            cuts.append(separator.end())
    cuts = sorted(set(cuts))
    spans = [_trimmed(text, low, high) for low, high in zip(cuts, [*cuts[1:], end], strict=True)]
    if len(spans) > _MOST_ITEMS or any(len(text[low:high].split()) < _FEWEST_WORDS for low, high in spans):
        return [(start, end)]
    return spans


def _gap(folded: str, at: int) -> int:
    return len(folded[at:]) - len(folded[at:].lstrip(" :,"))


def _form(rest: str) -> str:
    """Infinitive, noun of action or other: parts of one enumeration have the same form."""
    word = re.match(r"\w+", rest)
    if word is None:
        return ""
    for ending in ("tion", "ment", "cion", "cao", "miento", "mento", "ing", "er", "ir", "re", "ar", "or"):
        if word[0].endswith(ending):
            return {"miento": "noun", "mento": "noun", "ment": "noun", "tion": "noun", "cion": "noun", "cao": "noun"}.get(
                ending, "gerund" if ending == "ing" else "verb"
            )
    return "verb"


def by_party(text: str, masked: str, start: int, end: int, found: Sequence[Mention]) -> list[tuple[Span, list[str]]]:
    """"Chile leads …, Colombia leads … and Ecuador …": one span per leading party or pair of parties."""
    inside = [Mention(m.code, m.start - start, m.end - start) for m in found if start <= m.start and m.end <= end]
    groups = subjects(masked[start:end], inside)
    if not groups:
        return []
    lows = [start + _clause_start(masked[start:end], group[0].start) for group in groups]
    lows[0] = start
    highs = [*lows[1:], end]
    return [
        (_trimmed(text, low, high), [m.code for m in group])
        for low, high, group in zip(lows, highs, groups, strict=True)
    ]


def _clause_start(masked: str, party: int) -> int:
    """The article before a party belongs to its clause; the comma or "and" before that does not."""
    article = re.search(r"(?:(?:le|la|les|l|the|el|los|las|o|a|os|as)\s+)?$", masked[:party])
    return article.start() if article else party


def _trimmed(text: str, low: int, high: int) -> Span:
    while high > low and (text[high - 1].isspace() or text[high - 1] in ",;"):
        high -= 1
    tail = re.search(r"[,;]?\s+(?:et|and|y|e)$", text[low:high])
    if tail:
        high = low + tail.start()
    while low < high and (text[low].isspace() or text[low] in ",;"):
        low += 1
    while high > low and (text[high - 1].isspace() or text[high - 1] in ",;"):
        high -= 1
    return low, high
