"""Which sentences ask, offer, commit, decide or assign, and by which words; context and courtesies are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from convergence.reading import asks, splitting
from convergence.reading.chapeau import Mode, after_label, after_lead_in, asked_after_thanks, clause_kind, opens_list
from convergence.reading.cues import PARTY_MARK, Cue, Cues, cues
from convergence.reading.lexicon import sentences
from convergence.reading.meeting import is_dateline
from convergence.reading.parties import Mention, masked, mentions
from convergence.reading.result import PassageRead

_COORDINATED = re.compile(
    r"(?:\b(?:and|et|y|e|but|mais|pero|mas|por lo que|por lo cual|pelo que|as well as|ainsi que|asi como|bem como)|[;,:])\s+"
    r"(?:(?:also|therefore|por tanto|portanto|donc)\s+)?"
    r"(?:(?:further|hereby|egalement|tambien|asimismo|tambem|ademas|a su vez|alem disso|se|nous|nos|we|a|to|de|lo|le|leur"
    r"|lhe|lhes|on|les|los|os)\s+){0,3}$"
)
"""What may stand between a courtesy and a second main verb."""
_RELATIVE = re.compile(
    r"\b(?<!ce )(?<!lo )(?<!\bo )(?<!\bes )(?<!\by )(?<!\bet )(?<!\band )"
    r"(?:qui|which|who|that|quien|quienes|que|cuales|quais)\s+(?:\w{1,3}\s+)?$"
)
"""A verb right after a relative pronoun tells something about a noun, and asks nothing ("… is that action is needed" does)."""
_DOCUMENT_THAT = re.compile(
    r"\b(?:acuerdo|declaracion|documento|texte|document|declaration|statement|texto|declaracao|acordo|accord|agreement"
    r"|requerimento|mo(?:c|t)ion|mocao|resolution|resolucion|resolucao|petition|peticion|peticao)"
    r"(?:\s+\w+){0,4},?\s+(?:qui|which|that|que)\s+(?:\w{1,3}\s+)?$"
)
"""What a declaration does ("an agreement that renews the will to …") is done by those who adopt it."""
_SAID = re.compile(
    r"\b(?:dij\w+|dic\w+|senal\w+|afirm\w+|asegur\w+|sostuv\w+|sostien\w+|indic\w+|precis\w+|consider\w+|coment\w+|explic\w+"
    r"|manifest\w+|agreg\w+|anad\w+|apunt\w+|expres\w+|reiter\w+|subray\w+|destac\w+|opin\w+|pens\w+|cre[eyi]\w*|entend\w+|entiend\w+"
    r"|said|says?|stat\w+|argu\w+|add(?:s|ed)|insist\w*|stress\w*|note[sd]?|believ\w+|think\w*|felt|feels?|conclu\w+|warn\w*"
    r"|dit|disent|declar\w+|estim\w+|ajout\w+|soulign\w+|rappel\w+|pens\w+|jug\w+|observ\w+"
    r"|diss\w+|diz\w*|acrescent\w+|defend\w+|ressalt\w+|frisou|frisaram|salient\w+|acredit\w+|avali\w+)"
    r"\s+(?:que|qu|that)\s+(?:\w{1,3}\s+)?$"
)
"""What somebody said to be necessary is asked; a relative clause only tells something about a noun."""
_PROHIBITION = re.compile(
    r"(?:cannot|ne (?:peut|peuvent)|no puede|nao pode|should|must|shall|no \w+ |nenhum|ninguem|ningun|nadie"
    r"|ne saur|doi[tv]|devr|deb[ea]|dev[ae]|il faut|hay que)"
)
_LONGEST_SENTENCE = 6_000
"""Characters; what is longer is no sentence but a list or an attack."""
_COURTESY_WITHIN = 60
"""Characters in which a sentence must come to its thanks for these to be its main verb."""
_AT_ONCE = 3
_OPENING_SHOWN = 12
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
    if is_dateline(passage.text):
        return []
    own = cues(passage.language)
    found = mentions(passage.text)
    folded = masked(passage.text, found)
    result: list[Point] = []
    for start, end in sentences(passage.text):
        if end - start > _LONGEST_SENTENCE:
            continue
        result += _of_sentence(passage, folded, found, start, end, mode, shape, own)
    return result


def _of_sentence(
    passage: PassageRead, folded: str, found: list[Mention], start: int, end: int, mode: Mode, shape: str, own: Cues
) -> list[Point]:
    """`start` and `end` are the sentence's place in the passage; everything is looked up in the folded, masked text."""
    text, sentence = passage.text, folded[start:end]
    if _is_question_or_chapeau(text, start, end, passage.language):
        return []
    opening = re.sub(rf"^[^\w{PARTY_MARK}]+", "", sentence)
    if start == 0:
        opening, mode = after_label(opening, mode, passage.language)
        opening = after_lead_in(opening, passage.language, own)
    usable = _usable(sentence, own, shape)
    cue, strength = _operative(sentence, usable)
    courteous = own.courtesy.search(sentence, 0, _COURTESY_WITHIN)
    if own.optative.match(opening):
        cue, strength = _wish(sentence, opening), "strong"
    elif _recalls(opening, passage.language, mode, own):
        if not (cue and _main_clause(sentence, cue)):
            return []
        courteous = None  # "Tout en reconnaissant …, la délégation demande …": the recognising is the preamble
    clause = clause_kind(opening, passage, mode, own) if start == 0 else None
    if courteous and (cue is None or courteous.start() < cue.start):
        said = _insisted(sentence, usable, own)
        cue = said or next((one for one in usable if _after_courtesy(sentence, courteous, one)), None)
        strength = "strong"
        asked = asked_after_thanks(opening, passage.language, own) if cue is None and start == 0 else ""
        if asked:
            cue, strength = _clause(asked, sentence, mode.operative or "recommendation", mode, own), "clause"
    elif clause and (cue is None or (cue.start > _AT_ONCE and cue.kind != "assignment")):
        cue, strength = _clause(opening, sentence, clause, mode, own), "clause"
    if cue is None or (mode.silent and not (start and cue.strong and cue.start < _AT_ONCE)):
        return []  # under "Thank … for:" only a further sentence that opens with its asking asks
    features = _features(sentence, cue, strength, mode, shape, passage, own)
    words = (start + cue.start, start + cue.end)
    return [
        Point(one.span, one.shared, cue.kind, asks.shown(text, folded, words, one, own), one.leads, words, features)
        for one in asks.parts(text, folded, found, start, end, cue, own)
    ]


def _is_question_or_chapeau(text: str, start: int, end: int, language: str) -> bool:
    """A question asks nothing of anybody here; a passage that ends in a colon leaves the asking to its clauses."""
    sentence = text[start:end].rstrip(' »”"')
    last = end == len(text.rstrip())
    opens = last and opens_list(sentence, language) and not splitting.numbered(text, start, end)
    return sentence.rstrip(".;").endswith("?") or opens


def _wish(sentence: str, opening: str) -> Cue:
    """ "May all States …", "Puissent les États …", "Ojalá …": the opening word is what asks."""
    at = max(sentence.find(opening[:_OPENING_SHOWN]), 0)
    return Cue("recommendation", True, at, at + len(opening.split()[0]))


def _clause(opening: str, sentence: str, kind: str, mode: Mode, own: Cues) -> Cue:
    """The cue of a clause that opens with its action; without length, for nothing comes before the action.

    A verb of its own ("AGREE: 3. Urge …") decides the kind before the chapeau does.
    """
    first = re.match(r"\w+", opening)
    at = max(sentence.find(opening[:_OPENING_SHOWN] if first else ""), 0)
    direct = [cue for cue in own.found(opening[:60]) if cue.strong and cue.start < _AT_ONCE] if mode.operative else []
    return Cue(direct[0].kind if direct else kind, True, at, at)


def _usable(sentence: str, own: Cues, shape: str) -> list[Cue]:
    """The cues of a sentence that nothing contradicts, in the order of their places."""
    found = own.found(sentence)
    # most sentences hold no cue that they could contradict
    neutral = [m.span() for part in own.neutral if found for m in part.finditer(sentence)]
    usable = [
        cue
        for cue in found
        if not any(low <= cue.start < high or cue.start <= low < cue.end for low, high in neutral)
        and not _denied(sentence, cue, own)
        and (
            not _RELATIVE.search(sentence, max(0, cue.start - 12), cue.start)
            or _DOCUMENT_THAT.search(sentence, max(0, cue.start - 60), cue.start)
            or _SAID.search(sentence, max(0, cue.start - 30), cue.start)
        )
    ]
    if shape == "declaration":
        usable = [cue for cue in usable if cue.kind not in ("progress", "practice")]
    return usable


def _operative(sentence: str, usable: list[Cue]) -> tuple[Cue | None, str]:
    """The cue that makes a sentence operative: who leads, else the first strong one that asks, else the first weak one."""
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
    "pt": r"^\w+(?:ando|endo|indo)\b(?<!quando)(?<!defendo)(?<!entendo)(?<!pretendo)(?<!recomendo)(?<!compreendo)",
}
_MAIN = re.compile(
    r",\s+(?:nous|we|ils|elles|they|il|elle|on|(?:les|los|las|os|as|the|la|le|l|el|o|a)\s+\w+(?:\s+[\w¤()]+){0,8}"
    r"|(?:les|los|las|os|as|the|la|le|l|el|o|a)\s+(?:\w+\s+(?:of|d\w{0,2})\s+(?:\w{1,3}\s+)?)?¤[^.;:]{0,160})\s+(?:nous\s+|se\s+)?$"
)
"""A subject of its own before the verb, also one of several countries ("the governments of A, B and C")."""
_SECOND = re.compile(
    r",\s+(?:nous|we|(?:les|los|las|os|as|the|la|le|l|el|o|a)\s+\w+)\b[^,;.]*(?:,[^,;.]*)?,?\s+(?:et|and|y|e)\s+$"
)


def _recalls(opening: str, language: str, mode: Mode, own: Cues) -> bool:
    """A preamble: the sentence opens with a participle ("Considering …") or another word of recalling."""
    if mode.operative and re.match(r"(?:que|that)\b", opening):
        return False
    if own.preamble.search(opening):
        return True
    return mode.operative is None and bool(re.search(_GERUND[language], opening, re.DOTALL))


def _main_clause(sentence: str, cue: Cue) -> bool:
    """ "Guided by …, we agree to …": the verb after the preamble has a subject of its own."""
    first = sentence[cue.start : cue.end].split()[0]
    before = sentence[: cue.start]
    if first.endswith(("mos", "ons")) or first in ("we", "nous"):
        return cue.strong
    article = r"(?:les|los|las|os|as|the|la|le|l|el|o|a)" if first.startswith(PARTY_MARK) else "the"
    at_once = re.search(rf",\s+(?:{article}\s+)?$", before) and not first.endswith(("ing", "ant", "ndo"))
    return cue.strong and bool(at_once or _MAIN.search(before) or _SECOND.search(before))


def _denied(sentence: str, cue: Cue, own: Cues) -> bool:
    """Negated: "did not propose", "no agreement was reached". A prohibition ("must not") is an ask all the same."""
    if _PROHIBITION.match(sentence, cue.start):
        return False
    near = own.negation.search(sentence, max(0, cue.start - _NEAR), cue.start) or own.failed.search(sentence)
    if near and re.search(r"[,;:]|\b(?:and|et|y|e) (?:that|que) ", sentence[near.end() : cue.start]):
        near = None
    opening = own.negation.search(sentence, 0, min(14, cue.start))
    if opening and re.search(
        "[;:]|, (?:por lo|pelo|por|de sorte|so that|and|et|y|e) ", sentence[opening.end() : cue.start]
    ):
        opening = None
    return bool(near or opening or own.negation.match(sentence, cue.start))


def _after_courtesy(sentence: str, courteous: re.Match[str], cue: Cue) -> bool:
    """ "… takes note of the report and requests the secretariat to …": a second main verb, not one in a relative clause."""
    between = sentence[courteous.end() : cue.start]
    return cue.strong and cue.kind not in ("progress", "practice") and bool(_COORDINATED.search(between))


def _insisted(sentence: str, usable: list[Cue], own: Cues) -> Cue | None:
    """ "Reiterate that no one must be sent back": what follows asks, however often it was said before. "Reiterate that … is" does not."""
    said = own.insists.search(sentence, 0, _COURTESY_WITHIN)
    if said is None:
        return None
    at_once = [
        cue for cue in own.found(sentence) if 0 <= cue.start - said.end() < _AT_ONCE and not _denied(sentence, cue, own)
    ]
    later = [cue for cue in usable if cue.start >= said.end()]
    return next((cue for cue in at_once + later if cue.strong and cue.kind == "recommendation"), None)


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
