"""Which sentences ask, offer, commit, decide or assign, and by which words; context and courtesies are left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from convergence.reading import splitting
from convergence.reading.cues import Cue, Cues, cues
from convergence.reading.lexicon import fold, sentences
from convergence.reading.parties import Mention, masked, mentions
from convergence.reading.result import PassageRead

_COORDINATED = re.compile(r"(?:\b(?:and|et|y|e)|[;,])\s+(?:(?:also|further|hereby|également|tambien|asimismo|tambem|se|nous|nos|we|a|to|de|lo|leur|on|les|los|os)\s+){0,3}$")
_RELATIVE = re.compile(r"\b(?:qui|which|who|that|quien|quienes|que|cuales|quais)\s+(?:\w{1,3}\s+)?$")
"""A verb right after a relative pronoun tells something about a noun, and asks nothing."""
_NEAR = 28
"""Characters before a cue in which a negation turns it round."""
_FIGURE = re.compile(r"\d[\d .,]*\s*(?:%|por ciento|per cent|percent|pour cent|por cento|million|mil|usd)|\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Mode:
    """What the line above (a chapeau, a sub-heading) makes of the clauses under it.

    `operative`: the kind that the chapeau gives them ("AGREE to:"); `silent`: they recall or thank ("CONSIDERING:").
    """

    operative: str | None = None
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One ask in a passage. `features` is what the confidence is computed from."""

    span: tuple[int, int]
    sentence: tuple[int, int]
    kind: str
    verb: str
    leads: tuple[str, ...]
    cue: tuple[int, int]
    features: dict[str, float] = field(default_factory=dict)


def modes(passages: Sequence[PassageRead], shape: str) -> list[Mode]:
    """The mode of each passage of an intervention, from sub-headings and from passages that end in a colon."""
    result: list[Mode] = []
    current, opened_by_passage = Mode(), False
    for n, passage in enumerate(passages):
        previous = passages[n - 1] if n else None
        if previous is None or passage.section != previous.section:
            current, opened_by_passage = _mode_of(passage.section, passage.language), False
        elif previous.text.rstrip().endswith((":", "：")) and not previous.note:
            found = _mode_of(previous.text, passage.language)
            if found != Mode() or not opened_by_passage:
                current, opened_by_passage = found, True
        elif previous.marker and not passage.marker and current.operative and passage.section.rstrip().endswith(":"):
            current = Mode()
        elif previous.marker and not passage.marker and opened_by_passage:
            current = Mode()
        result.append(current)
    return result


def _mode_of(line: str, language: str) -> Mode:
    if not line:
        return Mode()
    own, folded = cues(language), masked(line, mentions(line)).strip(" :")
    folded = re.sub(r"^[\W\d]*(?:[ivx]+[.)]\s)?", "", folded)
    last = max((m.end() for m in own.chapeau.finditer(folded)), default=-1)
    quiet = max((m.end() for m in own.courtesy.finditer(folded)), default=-1)
    if own.preamble.search(folded) and last < 0:
        return Mode(silent=True)
    if last < 0 or quiet > last:
        return Mode(silent=quiet >= 0)
    asked = [cue for cue in own.found(folded) if cue.kind in ("commitment", "decision", "proposal")]
    if asked:
        return Mode(asked[-1].kind)
    for kind, stems in (("commitment", "commit|engage|compromi|compromet"), ("proposal", "propos|propues"),
                        ("decision", "decid|decis|accord|acuerd|acord|agree|resol|resuel|convi|conven|concord|aprob|aprov|adopt")):
        if re.search(rf"\b(?:{stems})", folded):
            return Mode(kind)
    return Mode("recommendation")


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
    if text[start:end].rstrip(" »”\"").endswith("?") or own.preamble.search(opening):
        return []
    if text[start:end].rstrip().endswith(":") and end == len(text.rstrip()) and not splitting.numbered(text, start, end):
        return []
    cue, strength = _operative(sentence, own, shape)
    courteous = own.courtesy.search(sentence)
    clause = _is_clause(opening, passage, mode, own) if start == 0 else None
    if courteous and courteous.start() < 40 and (cue is None or courteous.start() < cue.start):
        if cue is None or not _after_courtesy(sentence, courteous, cue):
            return []
    elif clause and (cue is None or cue.start > 3):
        first = re.match(r"\w+(?:\s+\w+){0,1}", opening)
        kind = "recommendation" if clause == "list" else clause
        verb = first[0] if first else ""
        at = sentence.find(verb)
        cue, strength = Cue(kind, True, max(at, 0), max(at, 0)), "clause"
        if mode.operative and cues(passage.language).found(opening[:60]):
            direct = cues(passage.language).found(opening[:60])[0]
            cue = Cue(direct.kind, True, cue.start, cue.end) if direct.strong and direct.start < 3 else cue
    if cue is None or mode.silent:
        return []
    features = _features(sentence, cue, strength, mode, shape, passage, own)
    shown = (text[start + cue.start : start + cue.end] or text[start + cue.start :].split(maxsplit=1)[0]).strip(" :,")
    spans = _spans(text, folded, found, start, end, cue, own)
    return [
        Point(span, (start, end), cue.kind, shown, tuple(leads), (start + cue.start, start + cue.end), features)
        for span, leads in spans
    ]


def _operative(sentence: str, own: Cues, shape: str) -> tuple[Cue | None, str]:
    """The cue that makes a sentence operative: the first strong one, else the first weak one that nothing contradicts."""
    neutral = [(m.start(), m.end()) for m in own.neutral.finditer(sentence)]
    usable = [
        cue for cue in own.found(sentence)
        if not any(low <= cue.start < high or cue.start <= low < cue.end for low, high in neutral)
        and not own.negation.search(sentence, max(0, cue.start - _NEAR), cue.start)
        and not (own.negation.match(sentence, cue.start))
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


def _after_courtesy(sentence: str, courteous: re.Match[str], cue: Cue) -> bool:
    """"… takes note of the report and requests the secretariat to …": a second main verb, not one in a relative clause."""
    between = sentence[courteous.end() : cue.start]
    return cue.strong and cue.kind not in ("progress", "practice") and bool(_COORDINATED.search(between))


def _is_clause(opening: str, passage: PassageRead, mode: Mode, own: Cues) -> str | None:
    """Does the passage open with an action, as clauses under a chapeau and items of a list do?"""
    bare = re.sub(r"^(?:de|d|a|to|that|que|em|en|the|la|le|les|l|el|los|las|o|os|as|un|une|una|um|uma)\s+", "", opening)
    action = own.action.match(bare)
    if mode.operative:
        if own.courtesy.match(opening) or own.courtesy.match(bare):
            return None
        if action or passage.marker or passage.section.rstrip().endswith(":"):
            return mode.operative
        return None
    infinitive = action is not None and _is_infinitive(bare, passage.language)
    return "list" if infinitive and (passage.marker or len(opening) < 400) and not own.courtesy.match(bare) else None


def _is_infinitive(opening: str, language: str) -> bool:
    """A bare verb form at the start; English has the same form for infinitive and imperative, without -s, -ed, -ing."""
    word = re.match(r"\w+", opening)
    if word is None:
        return False
    if language == "en":
        return not re.search(r"(?:s|ed|ing|ion|ment|ance|ence|ity|er|al)$", word[0]) or word[0] in ("address", "access", "process", "foster", "consider")
    endings = {"fr": r"(?:er|ir|re)$", "es": r"(?:ar|er|ir)(?:se|los|las|lo|la)?$", "pt": r"(?:ar|er|ir|or)$"}
    return bool(re.search(endings[language], word[0]))


def _spans(
    text: str, folded: str, found: list[Mention], start: int, end: int, cue: Cue, own: Cues
) -> list[tuple[tuple[int, int], list[str]]]:
    inside = [m for m in found if start <= m.start < end]
    if cue.kind == "assignment":
        parts = splitting.by_party(text, folded, start, end, inside)
        return parts or [((start, end), _passive_leads(folded, inside, start + cue.start, start + cue.end))]
    items = splitting.numbered(text, start, end)
    if items:
        return [(item, []) for item in items]
    clauses = splitting.by_semicolon(text, start, end)
    if clauses:
        return [(clause, []) for clause in clauses]
    leads = _committed(folded, inside, start, start + cue.start) if cue.kind in ("commitment", "proposal") else []
    return [(span, leads) for span in splitting.by_action(text, folded, start, end, start + cue.end, own)]


def _passive_leads(folded: str, inside: list[Mention], low: int, high: int) -> list[str]:
    """"led by Chile and Peru": the parties in the cue and those joined to them."""
    named = [m for m in inside if m.end > low and m.start < high]
    for one, following in pairwise(inside):
        if one in named and re.fullmatch(r"\W*(?:and|et|y|e)?\W*(?:the |la |le |el |o |a |les )?", folded[one.end : following.start]):
            named.append(following)
    return [m.code for m in named]


def _committed(folded: str, inside: list[Mention], start: int, at: int) -> list[str]:
    """The country that binds itself, where it is the subject: nothing but a few words stands between it and the verb."""
    before = [m for m in inside if m.end <= at]
    if before and len(before[-1].code) == 3 and at - before[-1].end < 12:
        opening = folded[start : before[-1].start]
        if not re.search(r"\b(?:de|du|des|of|del|do|da|dos|in|en|au|em|by|par|por|with|avec|con|com|to)\s+(?:la |l |les |los |the )?$", opening):
            return [before[-1].code]
    return []


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
