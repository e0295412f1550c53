"""An enumeration inside a sentence to one span per ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from convergence.reading.cues import Cues
from convergence.reading.parties import Mention, subjects

Span = tuple[int, int]

_NUMBERED = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=\())\(?(?P<mark>\d{1,2}|[a-z]|[ivx]{1,4})\)\s*")
_SEMICOLON = re.compile(r"\s*;\s*(?:et|and|y|e|así como|ainsi que|as well as|bem como)?\s*")
_COMMA = re.compile(
    r"\s*(?:,\s*(?:(?:et|and|y|e|así como|ainsi que|as well as|bem como)\b)?|(?<=\w)\s(?:et|and|y|e)\b(?=\s))\s*"
)
_LEAD_IN = re.compile(
    r"(?:(?:de|d|à|a|to|que|of|em)\s+)?(?:(?:la|le|les|l|el|los|las|the|o|os|as|un|une|una|uma|um|an|a)\s+)?"
)
_ACTION_NEAR = re.compile(r"\b\w{4,}")
_REACH = 90
"""Characters after the cue in which the first action of an enumeration is looked for."""
_FEWEST_WORDS = 3
_CLAUSE_WORDS = 6
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


def by_semicolon(text: str, start: int, end: int) -> list[Span]:
    """Clauses between semicolons; empty where there is only one, or where one is too short to be read alone."""
    cuts = [start, *(m.end() for m in _SEMICOLON.finditer(text, start, end)), end]
    spans = [_trimmed(text, low, high) for low, high in pairwise(cuts)]
    readable = all(len(text[low:high].split()) >= _CLAUSE_WORDS for low, high in spans)
    return spans if 1 < len(spans) <= _MOST_ITEMS and readable else []


def by_action(text: str, folded: str, start: int, end: int, after: int, cues: Cues) -> tuple[list[Span], int]:
    """Coordinated actions after the cue that ends at `after`: "to strengthen …, promote … and develop …".

    Each part opens with a verb or noun of action of the same form. Verbs in a clause of purpose ("in order to … and …")
    stay together. The second value is where the words end that all parts share.
    """
    openings = [
        (separator.end(), found, _form(folded[opening.end() : end], article=opening.end() > opening.start()))
        for separator in (*_SEMICOLON.finditer(folded, after, end), *_COMMA.finditer(folded, after, end))
        if (opening := _LEAD_IN.match(folded, separator.end(), end))
        and (found := cues.action.match(folded, opening.end(), end))
    ]
    best: list[int] = []
    shared = start
    for first in _ACTION_NEAR.finditer(folded, after, min(end, after + _REACH)):
        if not cues.action.match(folded, first.start(), end):
            continue
        form = _form(
            folded[first.start() : end], article=_without_lead_in(folded, after, first.start()) < first.start()
        )
        if form == "other" or (form == "verb" and cues.purpose.search(folded, after, first.start())):
            continue
        cuts = [
            low
            for low, found, own in openings
            if own == form
            and found.start() > first.start()
            and not (
                form == "verb"
                and cues.purpose.search(
                    folded, max([first.end(), *(c for c, _, o in openings if o == form and c < low)]), low
                )
            )
        ]
        if len(cuts) > len(best):
            best, shared = cuts, _without_lead_in(folded, after, first.start())
    spans = [_trimmed(text, low, high) for low, high in pairwise([start, *sorted(set(best)), end])]
    if len(spans) > _MOST_ITEMS or any(len(text[low:high].split()) < _FEWEST_WORDS for low, high in spans):
        return [(start, end)], start
    return spans, shared


def _without_lead_in(folded: str, low: int, action: int) -> int:
    """Where the article or the "to" before an action begins."""
    lead = re.search(
        r"(?:\b(?:de|d|a|to|que|of|em)\s+)?(?:\b(?:la|le|les|l|el|los|las|the|o|os|as|un|une|una|uma|um|an|a)\s+)?$",
        folded[low:action],
    )
    return low + lead.start() if lead else action


_FORMS = (
    ("noun", re.compile(r"(?:tion|ment|cion|sion|cao|miento|mento|age|aje|ance|ancia|escimento|ecimento)s?$")),
    ("gerund", re.compile(r"(?:ing|ando|endo|iendo)$")),
    ("other", re.compile(r"(?:ees?|ed|ad[oa]s?|id[oa]s?)$")),
)


_WITH_OBJECT = re.compile(
    r"\w+\s+(?:of|de|du|des|d|del|da|do|das|dos|for|against|contre|contra|al|aux|au|a|ao|to|with|avec|con|com|entre|between)\b"
)


def _form(rest: str, *, article: bool = False) -> str:
    """Noun of action, gerund, participle (`other`) or verb: parts of one enumeration have the same form.

    A noun of action has an article before it or its object after it: "protection of", not "protection-sensitive".
    """
    word = re.match(r"\w+", rest)
    if word is None:
        return "other"
    form = next((name for name, ending in _FORMS if ending.search(word[0])), "verb")
    return "other" if form == "noun" and not article and not _WITH_OBJECT.match(rest) else form


def by_party(text: str, masked: str, start: int, end: int, found: Sequence[Mention]) -> list[tuple[Span, list[str]]]:
    """ "Chile leads …, Colombia leads … and Ecuador …": one span per leading party or pair of parties."""
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
