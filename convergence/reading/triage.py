"""Which sentences ask, offer, commit, decide or assign, and by which words; context and courtesies are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from convergence.reading import asks, splitting
from convergence.reading.chapeau import Mode, after_label, clause_kind
from convergence.reading.cues import Cue, Cues, cues
from convergence.reading.lexicon import sentences
from convergence.reading.parties import Mention, masked, mentions
from convergence.reading.result import PassageRead

_COORDINATED = re.compile(
    r"(?:\b(?:and|et|y|e)|[;,])\s+(?:(?:also|further|hereby|également|tambien|asimismo|tambem|se|nous|nos|we|a|to|de|lo|le|leur|lhe|lhes|on|les|los|os|ademas|a su vez|alem disso)\s+){0,3}$"
)
_RELATIVE = re.compile(r"\b(?:qui|which|who|that|quien|quienes|que|cuales|quais)\s+(?:\w{1,3}\s+)?$")
"""A verb right after a relative pronoun tells something about a noun, and asks nothing."""
_PROHIBITION = re.compile(r"(?:should|must|shall|no \w+ |ne saur|doi[tv]|devr|deb[ea]|dev[ae]|il faut|hay que)")
_NEAR = 28
"""Characters before a cue in which a negation turns it round."""
_FIGURE = re.compile(
    r"\d[\d .,]*\s*(?:%|por ciento|per cent|percent|pour cent|por cento|million|mil|usd)|\b(?:19|20)\d\d\b"
)


@dataclass(frozen=True, slots=True)
class Point:
    """One ask in a passage, with the words before it that it shares with others, and the place of its operative words.

    `features` is what the confidence is computed from.
    """

    span: tuple[int, int]
    shared: tuple[int, int]
    kind: str
    verb: str
    leads: tuple[str, ...]
    cue: tuple[int, int]
    features: dict[str, float] = field(default_factory=dict)


def points(passage: PassageRead, mode: Mode, shape: str) -> list[Point]:
    """The asks of one passage in the order of their places; empty for context, figures, preambles and courtesies."""
    own = cues(passage.language)
    found = mentions(passage.text)
    folded = masked(passage.text, found)
    result: list[Point] = []
    for start, end in sentences(passage.text):
        result += _of_sentence(passage, folded, found, start, end, mode, shape, own)
    return result


def _of_sentence(
    passage: PassageRead, folded: str, found: list[Mention], start: int, end: int, mode: Mode, shape: str, own: Cues
) -> list[Point]:
    text = passage.text
    sentence = folded[start:end]
    opening = re.sub(r"^\W+", "", sentence)
    if start == 0:
        opening, mode = after_label(opening, mode, passage.language)
    if text[start:end].rstrip(' »”"').endswith("?"):
        return []
    if (
        text[start:end].rstrip().endswith(":")
        and end == len(text.rstrip())
        and not splitting.numbered(text, start, end)
    ):
        return []
    cue, strength = _operative(sentence, own, shape)
    if _recalls(opening, passage.language, mode, own) and not (cue and _main_clause(sentence, cue)):
        return []
    courteous = own.courtesy.search(sentence)
    clause = clause_kind(opening, passage, mode, own) if start == 0 else None
    if courteous and courteous.start() < 40 and (cue is None or courteous.start() < cue.start):
        if cue is None or not _after_courtesy(sentence, courteous, cue):
            return []
    elif clause and (cue is None or cue.start > 3):
        first = re.match(r"\w+(?:\s+\w+){0,1}", opening)
        verb = first[0] if first else ""
        at = sentence.find(verb)
        cue, strength = Cue(clause, True, max(at, 0), max(at, 0)), "clause"
        if mode.operative and cues(passage.language).found(opening[:60]):
            direct = cues(passage.language).found(opening[:60])[0]
            cue = Cue(direct.kind, True, cue.start, cue.end) if direct.strong and direct.start < 3 else cue
    if cue is None or mode.silent:
        return []
    features = _features(sentence, cue, strength, mode, shape, passage, own)
    words = (start + cue.start, start + cue.end)
    return [
        Point(one.span, one.shared, cue.kind, asks.shown(text, folded, words, one, own), one.leads, words, features)
        for one in asks.parts(text, folded, found, start, end, cue, own)
    ]


def _operative(sentence: str, own: Cues, shape: str) -> tuple[Cue | None, str]:
    """The cue that makes a sentence operative: the first strong one, else the first weak one that nothing contradicts."""
    neutral = [(m.start(), m.end()) for m in own.neutral.finditer(sentence)]
    usable = [
        cue
        for cue in own.found(sentence)
        if not any(low <= cue.start < high or cue.start <= low < cue.end for low, high in neutral)
        and not _denied(sentence, cue, own)
        and not _RELATIVE.search(sentence, max(0, cue.start - 12), cue.start)
    ]
    if shape == "declaration":
        usable = [cue for cue in usable if cue.kind not in ("progress", "practice")]
    strong = [cue for cue in usable if cue.strong]
    assigned = [cue for cue in strong if cue.kind == "assignment"]
    if assigned:
        return assigned[0], "strong"
    asks = [cue for cue in strong if cue.kind not in ("progress", "practice")]
    if asks:
        return asks[0], "strong"
    if strong:
        return strong[0], strong[0].kind
    if usable and not _FIGURE.search(sentence):
        return usable[0], "weak"
    return None, ""


_GERUND = {
    "fr": r"^(?:nous )?\w{3,}ant\b(?<!maintenant)(?<!pendant)(?<!avant)(?<!durant)(?<!cependant)(?<!auparavant)(?<!concernant)",
    "en": r"^(?:\w+ly )?\w{3,}ing\b(?=.*[,;]$)",
    "es": r"^\w+(?:ando|iendo|yendo)\b(?<!cuando)",
    "pt": r"^\w+(?:ando|endo|indo)\b(?<!quando)",
}
_MAIN = re.compile(r",\s+(?:nous|we|(?:les|los|las|os|as|the)\s+\w+(?:\s+\w+){0,4})\s+(?:nous\s+|se\s+)?$")


def _recalls(opening: str, language: str, mode: Mode, own: Cues) -> bool:
    """A preamble: the sentence opens with a participle ("Considering …") or another word of recalling."""
    if mode.operative and re.match(r"(?:que|that)\b", opening):
        return False
    if own.preamble.search(opening):
        return True
    return mode.operative is None and bool(re.search(_GERUND[language], opening, re.DOTALL))


def _main_clause(sentence: str, cue: Cue) -> bool:
    """ "Guided by …, we agree to …": the verb after the preamble has a subject of its own."""
    first_person = sentence[cue.start : cue.end].split()[0].endswith(("mos", "ons"))
    return cue.strong and (first_person or bool(_MAIN.search(sentence[: cue.start])))


def _denied(sentence: str, cue: Cue, own: Cues) -> bool:
    """Negated: "did not propose", "no agreement was reached". A prohibition ("must not") is an ask all the same."""
    if _PROHIBITION.match(sentence, cue.start):
        return False
    near = own.negation.search(sentence, max(0, cue.start - _NEAR), cue.start)
    opening = own.negation.search(sentence, 0, min(14, cue.start))
    return bool(near or opening or own.negation.match(sentence, cue.start))


def _after_courtesy(sentence: str, courteous: re.Match[str], cue: Cue) -> bool:
    """ "… takes note of the report and requests the secretariat to …": a second main verb, not one in a relative clause."""
    between = sentence[courteous.end() : cue.start]
    return cue.strong and cue.kind not in ("progress", "practice") and bool(_COORDINATED.search(between))


def _features(
    sentence: str, cue: Cue, strength: str, mode: Mode, shape: str, passage: PassageRead, own: Cues
) -> dict[str, float]:
    return {
        "strong": float(strength == "strong"),
        "weak": float(strength == "weak"),
        "clause": float(strength == "clause"),
        "reported": float(strength in ("progress", "practice")),
        "under_chapeau": float(mode.operative is not None),
        "early": float(cue.start < 90),
        "actor": float(bool(own.actor.search(sentence, 0, max(cue.start, 1)))),
        "figures": float(bool(_FIGURE.search(sentence))),
        "courtesy": float(bool(own.courtesy.search(sentence))),
        "long": float(len(sentence) > 320),
        "declaration": float(shape == "declaration"),
        "several": float(len([c for c in own.found(sentence) if c.strong]) > 1),
        "assignment": float(cue.kind == "assignment"),
        "proposal": float(cue.kind in ("proposal", "commitment", "decision")),
    }
