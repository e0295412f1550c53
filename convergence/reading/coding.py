"""Passages with the proposals in them: triage, themes, parties, processes and confidence put together."""

from __future__ import annotations

import re
from dataclasses import replace

from convergence.reading.confidence import confidence
from convergence.reading.headings import processes_named
from convergence.reading.lexicon import fold
from convergence.reading.result import InterventionRead, PassageRead, Proposal
from convergence.reading.theming import themes_of
from convergence.reading.triage import Mode, Point, modes, points

_OPENING_WORDS = 26
_THEMED = 0.9
_BOTH = re.compile(r"\b(?:recommandations|recommendations|recomendaciones|recomendacoes|deux|both|ambas|ambos|dos conferencias)\b")


def coded(intervention: InterventionRead, shape: str) -> InterventionRead:
    """The same intervention with its proposals."""
    above = modes(intervention.passages, shape)
    passages = tuple(
        replace(passage, proposals=tuple(_proposals(passage, mode, intervention.process, shape)))
        for passage, mode in zip(intervention.passages, above, strict=True)
    )
    return replace(intervention, passages=passages)


def _proposals(passage: PassageRead, mode: Mode, process: str | None, shape: str) -> list[Proposal]:
    found = points(passage, mode, shape)
    return [_proposal(passage, point, process, len(found)) for point in found]


def _proposal(passage: PassageRead, point: Point, process: str | None, siblings: int) -> Proposal:
    low, high = point.span
    own = _subject_matter(passage.text, point)
    themes, words, weight = themes_of(own, passage.language, passage.text[slice(*point.sentence)])
    if not themes and passage.section:
        themes, words, weight = themes_of(passage.section, passage.language)
    features = {**point.features, "themed": float(weight >= _THEMED), "split": float(siblings > 1)}
    return Proposal(
        text=_standing_alone(passage.text, point),
        span=point.span,
        kind=point.kind,
        verb=point.verb,
        themes=themes,
        processes=_processes(passage.text, point, process),
        leads=tuple(dict.fromkeys(point.leads)),
        confidence=confidence(features),
        words=words,
    )


def _subject_matter(text: str, point: Point) -> str:
    """The span without the words that assign it: "takes over the coordination of …" says nothing about cooperation."""
    low, high = point.span
    if point.kind != "assignment":
        return text[low:high]
    start, end = max(low, point.cue[0]), min(high, point.cue[1])
    return text[low:start] + " | " + text[end:high] if start < end else text[low:high]


def _standing_alone(text: str, point: Point) -> str:
    """The span as a sentence; an item of an enumeration gets the opening words of its sentence."""
    (low, high), (start, _) = point.span, point.sentence
    item = text[low:high].strip().rstrip(";,")
    if low > start and point.kind != "assignment":
        opening = _opening(text[start:low], item)
        item = f"{opening} {item}"
    item = item[:1].upper() + item[1:]
    return item if item.endswith((".", "!", "»", "”", ")")) else f"{item}."


def _opening(before: str, item: str) -> str:
    """What all items share: the words before the first item, without its marker and the articles before it."""
    colon = before.find(":")
    if colon >= 0:
        return before[:colon].rstrip() + " :" if before[:colon].endswith((" ", "\u00a0")) else before[: colon + 1]
    first = fold(item).split(maxsplit=1)[0] if item else ""
    words, folded = before.split(), [fold(w).strip(" ,") for w in before.split()]
    if first in folded and len(first) < 4:
        return " ".join(words[: folded.index(first)])
    return " ".join(words[:_OPENING_WORDS]).rstrip(" ,")


def _processes(text: str, point: Point, process: str | None) -> tuple[str, ...]:
    """The process that speaks; with it, another that the same recommendation is said to come from."""
    low, high = point.sentence
    opening = text[low : min(high, low + 90)]
    named = processes_named(opening) if _BOTH.search(fold(opening)) else []
    together = dict.fromkeys([process, *(n.process for n in named)] if len({n.process for n in named}) > 1 else [process])
    return tuple(code for code in together if code)
