"""Passages with the proposals in them: triage, themes, parties, processes and confidence put together."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import MappingProxyType

from convergence.carried import Carried, fingerprint
from convergence.carried import Point as CarriedPoint
from convergence.reading.chapeau import Mode, modes
from convergence.reading.confidence import confidence
from convergence.reading.headings import names_speaker, processes_named
from convergence.reading.lexicon import fold, sentences
from convergence.reading.result import InterventionRead, PassageRead, Proposal
from convergence.reading.theming import themes_of
from convergence.reading.triage import Point, points

_THEMED, _SURE = 0.9, 1.8
"""Weight of the main theme: one strong expression, or two."""
_BOTH = re.compile(
    r"\b(?:recommandations|recommendations|recomendaciones|recomendacoes|deux|both|ambas|ambos|dos conferencias)\b"
)


def coded(
    intervention: InterventionRead,
    shape: str,
    carried: Carried = MappingProxyType({}),
    looked: Callable[[PassageRead], None] | None = None,
) -> InterventionRead:
    """The same intervention with its proposals: those that the file carries for a passage, else those found in its words.

    `looked` hears of each passage when it is done.
    """
    above = modes(intervention.passages)
    passages = []
    for passage, mode in zip(intervention.passages, above, strict=True):
        kept = carried.get(fingerprint(passage.text))
        proposals = _proposals(passage, mode, intervention.process, shape) if kept is None else _carried(passage, kept)
        passages.append(replace(passage, proposals=tuple(proposals)))
        if looked:
            looked(passage)
    return replace(intervention, passages=tuple(passages))


def _carried(passage: PassageRead, points: Sequence[CarriedPoint]) -> list[Proposal]:
    """What people had decided before the file was written; which words it rests on, nobody noted."""
    whole = (0, len(passage.text))
    return [Proposal(p.text, whole, p.kind, p.verb, p.themes, p.processes, p.leads, confidence=1.0) for p in points]


def _proposals(passage: PassageRead, mode: Mode, process: str | None, shape: str) -> list[Proposal]:
    found = points(passage, mode, shape)
    beside = _beside(passage.text, found)
    return [_proposal(passage, point, process, len(found), beside, summary=shape == "summary") for point in found]


def _beside(text: str, found: Sequence[Point]) -> str:
    """The sentences of a passage that hold none of its points; they often name what these are about."""
    spans = [point.span for point in found]
    return " ".join(text[a:b] for a, b in sentences(text) if not any(a < high and low < b for low, high in spans))


def _proposal(
    passage: PassageRead, point: Point, process: str | None, siblings: int, beside: str, *, summary: bool
) -> Proposal:
    own = _subject_matter(passage.text, point)
    # beside somebody's task stand those of others, which say nothing about his
    around = "" if point.kind == "assignment" and siblings > 1 else _around(passage.text, point)
    above = _above(passage, summary=summary)
    themes, words, weight = themes_of(own, passage.language, around, above, beside=beside, tells=summary)
    features = {
        **point.features,
        "themed": float(weight >= _THEMED),
        "theme_sure": float(weight >= _SURE),
        "themes_many": float(len(themes) > 2),
        "split": float(siblings > 1),
    }
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
        features=features,
    )


def _above(passage: PassageRead, *, summary: bool) -> str:
    """What a passage stands under; in a summary the item of the agenda, for who speaks under it says nothing about what."""
    return passage.topic if names_speaker(passage.section) or (summary and passage.topic) else passage.section


def _subject_matter(text: str, point: Point) -> str:
    """The span without the words that assign it: "takes over the coordination of …" says nothing about cooperation."""
    low, high = point.span
    if point.kind != "assignment":
        return text[low:high]
    start, end = max(low, point.cue[0]), min(high, point.cue[1])
    return text[low:start] + " | " + text[end:high] if start < end else text[low:high]


def _standing_alone(text: str, point: Point) -> str:
    """The span as a sentence; an item of an enumeration gets the opening words that it shares with the others."""
    opening = text[slice(*point.shared)].strip().rstrip(",")
    item = text[slice(*point.span)].strip().rstrip(";,")
    if opening and item and fold(opening.split()[-1]) == fold(item.split()[0]):
        item = item.split(maxsplit=1)[-1]  # "agree to" and "to launch"
    whole = f"{opening} {item}" if opening else item
    whole = whole[:1].upper() + whole[1:]
    return whole if whole.endswith((".", "!", "»", "”", ")")) else f"{whole}."


def _around(text: str, point: Point) -> str:
    """The sentence or sentences that hold the span, for themes that the span itself does not name."""
    low = text.rfind(". ", 0, point.span[0]) + 1
    high = text.find(". ", point.span[1] - 1)
    return text[low : high if high >= 0 else len(text)]


def _processes(text: str, point: Point, process: str | None) -> tuple[str, ...]:
    """The process that speaks; with it, another that the same recommendation is said to come from."""
    low = point.shared[0] if point.shared[1] else point.span[0]
    opening = text[low : low + 90]
    named = processes_named(opening) if _BOTH.search(fold(opening)) else []
    together = dict.fromkeys(
        [process, *(n.process for n in named)] if len({n.process for n in named}) > 1 else [process]
    )
    return tuple(code for code in together if code)
