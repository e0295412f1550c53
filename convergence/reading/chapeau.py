"""What a chapeau ("The delegations agree to:", "CONSIDERING:") makes of the clauses under it, and what is a clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from convergence.reading.cues import Cues, cues
from convergence.reading.items import names_action, opens_as_item, opens_with_infinitive, stands_in_plan
from convergence.reading.lexicon import fold
from convergence.reading.paragraph import marker_kind, split_marker
from convergence.reading.parties import masked, mentions
from convergence.reading.result import PassageRead

_BY_STEM = (
    ("commitment", re.compile(r"\b(?:commit|engage|compromi|compromet)")),
    ("proposal", re.compile(r"\b(?:propos|propues)")),
    (
        "decision",
        re.compile(r"\b(?:decid|decis|accord|acuerd|acord|agree|resol|resuel|convi|conven|concord|aprob|aprov|adopt)"),
    ),
)
_LEAD_IN = re.compile(r"^(?:de|d|a|to|that|que|em|en|the|la|le|les|l|el|los|las|o|os|as|un|une|una|um|uma)\s+")
_BEFORE_VERB = {
    "fr": r"^(?:(?:de|d|a)\s+)?(?:(?:se|s)\s+)?",
    "en": r"^(?:to|that)\s+",
    "es": r"^(?:a|de|en|que)\s+",
    "pt": r"^(?:a|de|em|que)\s+",
}
"""What may stand before an infinitive; after an article the same word is a noun ("the draft")."""
_LABEL = re.compile(
    r"^(?:(?P<ask>recomm\w+|recomend\w+|action|accion|acao|acoes|mesure|measure|medida|propos\w+|propues\w+|commitment|"
    r"engagement|compromis\w*|decision|acuerdo|acordo|conclusion|conclusao|objecti\w+|objeti\w+|activity|activite|actividad|atividade)"
    r"(?:\s+(?:n\W{0,2}[oºª]?\W?\s*)?\d{1,3}(?:\.\d{1,2})?\b|(?=\s*:\s))"
    r"|(?:primer[oa]?|segund[oa]|tercer[oa]|cuart[oa]|quint[oa]|sext[oa]|septim[oa]|octav[oa]|noven[oa]|primeir[oa]"
    r"|terceir[oa]|quart[oa]|setim[oa]|oitav[oa]|non[oa]|(?:un|duo)?decim[oa](?: \w+)?"
    r"|premi(?:er|ere)(?:ment)?|(?:deux|trois|quatr|cinqu|six|sept|huit|neuv|dix)ieme(?:ment)?|first(?:ly)?|second(?:ly)?|third(?:ly)?"
    r"|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|decimo\w{4,8}[oa]|vigesim[oa](?: \w+)?|article \d+|articulo \d+|artigo \d+)(?=\s*[.:\-–)]|\s{2,}))"
    r"\s*[.:\-–)]*\s*"
)
"""What numbers a clause in words: "Recommendation 3:", "TERCERO.-", "Third – …" (of whose dash folding leaves a gap).

It stays in the text and is stepped over here.
"""
_ABOUT = {
    "fr": r"s agissant d\w{0,2}|en ce qui concerne|concernant|quant a\w{0,2}|en matiere de?|dans le cadre d\w{0,2}|afin de?"
    r"|en vue d\w{0,2}|pour|selon|conformement a\w{0,2}|sous reserve d\w{0,2}|dans (?:le respect|la mesure)",
    "en": r"as regards|with (?:regard|respect) to|in relation to|concerning|regarding|in order to|to"
    r"|for the purpose of|in the framework of|in accordance with|in line with|subject to|consistent with|where (?:possible|appropriate)",
    "es": r"en cuanto al?|en lo que (?:se refiere|respecta) al?|(?:con )?respecto (?:al?|del?)|en relacion con|en materia de"
    r"|en el marco de|a fin de|con (?:el|la|miras|vistas|arreglo a)|para|segun|de (?:conformidad|acuerdo) con|conforme al?"
    r"|sin perjuicio de",
    "pt": r"no que (?:se refere|diz respeito|toca) a\w{0,2}|quanto a\w{0,2}|em relacao a\w{0,2}|em materia de|no ambito d\w{1,2}"
    r"|a fim de|com (?:o|a|vista|vistas)|para|segundo|de (?:acordo|conformidade) com|conforme|sem prejuizo d\w{1,2}",
}
"""What a clause is about or for, before its action: "En cuanto a la secretaría, solicitar …"."""
_AND_ASKS = re.compile(
    r"\b(?:and|et|y|e|as well as|ainsi que|asi como|bem como|asimismo)\s+"
    r"(?:to\s+|de\s+|d\s+)?(?P<ask>(?:invite|request|ask|urge|encourage|call (?:on|upon|for)|recommend|accept|approve"
    r"|exhorter|inviter|demander|prier|appeler|recommander|encourager|charger|accepter|approuver"
    r"|(?:exhortar|solicitar|invitar|instar|pedir|recomendar|encargar|proponer|aceptar|aprobar)(?:l[aeo]s?)?"
    r"|exortar|convidar|encarregar|propor|aceitar|aprovar|(?:exorta|solicita|convida|insta|recomenda|encarrega)\s+l[ao]s?)\b)"
)
"""A second action after thanks: "Take note of the report and invite the secretariat to …"."""
_AS_WELL = re.compile(r"\b(?:as well as|ainsi que|asi como|bem como)\s+(?:to\s+|d[e']?\s+)?")
_AIMS = re.compile(
    r"\b(?:to|for|visant a|en vue d[eu]?|afin d[eu]?|afin|pour|para|a fin de|fin de|vistas a|miras a|objeti\w+ de|but de|consist\w* \w+)$"
)
"""The end of a line that leaves to the items under it what is to be done: "… a plan of action to:", "… visant à :"."""
_OF_THINGS_TO_DO = re.compile(
    r"\b(?:objecti[vf]\w*|objeti\w+|priorit\w+|prioridad\w*|goals|ejes|eixos|axes|revendications|demand[es]\w*|domaines d action"
    r"|areas (?:de|of) (?:action|work|accion|trabajo|acao|trabalho)|commitments|compromis\w*|measures|mesures|medidas|orientac\w+|pistes)\b"
)
"""What such a line may announce, besides the words of `cues/`."""
_LONGEST_ITEM = 700
_OPENING, _AT_ONCE = 90, 12
"""Characters of a passage in which its operative words are looked for, and before which they open it."""
_SHORTEST_ITEM = 4
"""Words; what is shorter ("Therefore,") and opens with no action is no clause."""
_INFINITIVE = {
    "fr": re.compile(r"(?:er|ir|re)$"),
    "en": re.compile(
        r"^(?:address|access|process|assess|discuss|harness|focus|foster|consider|deliver|offer|cover|empower|register"
        r"|transfer|gather|recover|enhance|advance|finance|influence|balance|implement|complement|supplement|document|station"
        r"|commission|sanction|speed|proceed|embed|bring|train)$|(?<!s)(?<!ed)(?<!ing)(?<!ion)(?<!ment)(?<!ance)(?<!ence)(?<!ity)(?<!er)(?<!al)$"
    ),
    "es": re.compile(r"(?:ar|er|ir)(?:se|los|las|lo|la)?$"),
    "pt": re.compile(r"(?:ar|er|ir|or)$"),
}
"""The form with which a clause opens; in English it has no ending of its own, so that endings of other forms exclude."""


@dataclass(frozen=True, slots=True)
class Mode:
    """What the line above (a chapeau, a sub-heading) makes of the clauses under it.

    `operative`: the kind that the chapeau gives them ("AGREE to:"); `silent`: they recall or thank ("CONSIDERING:").
    """

    operative: str | None = None
    silent: bool = False


def modes(passages: Sequence[PassageRead]) -> list[Mode]:
    """The mode of each passage of an intervention, from sub-headings and from passages that end in a colon."""
    result: list[Mode] = []
    current, by_passage = Mode(), False
    opener, outer = "", Mode()
    for previous, passage in zip((None, *passages), passages, strict=False):
        opened = previous is not None and not previous.note and opens_list(previous.text, previous.language)
        if previous and opened:
            found = _mode_of(previous.text, previous.language)
            if found != Mode() or not by_passage:
                opener, outer = marker_kind(previous.marker), current
                current, by_passage = found, True
        if previous is None or passage.section != previous.section:
            found = _mode_of(passage.section, passage.language)
            numbered = split_marker(passage.section)[0] or (previous and _goes_on(previous, passage, opened=opened))
            keeps = found == Mode() and current.operative and numbered
            current, by_passage = current if keeps else found, False
        elif previous and opened:
            pass
        elif by_passage and opener in ("number", "letter", "roman") and marker_kind(passage.marker) == opener:
            current, by_passage, opener = outer, False, ""  # "2. Ask …" after "1. Thank … for:", a) and b)
        elif _is_over(previous, passage, current, by_passage=by_passage):
            current = Mode()
        result.append(current)
    return result


def opens_list(text: str, language: str) -> bool:
    """Does a passage leave the asking to what comes below it: "… agree to:", "Acuerdan lo siguiente."?"""
    folded = fold(text).rstrip(" .:;,")
    announced = [m.end() for m in cues(language).announces.finditer(folded)]
    return text.rstrip().endswith(":") or bool(announced and announced[-1] == len(folded))


def _goes_on(previous: PassageRead, passage: PassageRead, *, opened: bool) -> bool:
    """Does the numbering run on under a new sub-heading, so that the chapeau above the first of them still holds?"""
    if opened:
        return bool(passage.marker)
    before, now = (re.sub(r"\D", "", one.marker) for one in (previous, passage))
    if not before and not now:
        return marker_kind(previous.marker) == marker_kind(passage.marker) == "bullet"
    return bool(before and now) and int(now) == int(before) + 1


def _is_over(previous: PassageRead, passage: PassageRead, mode: Mode, *, by_passage: bool) -> bool:
    """A paragraph without a marker after a list, or one that commits after an opening that recalled: the chapeau above no
    longer holds. "Therefore," ends nothing.
    """
    if passage.text.rstrip().endswith(","):
        return False
    if mode.silent and by_passage and _asks_at_once(passage):
        return True
    if passage.marker:
        return False
    if not previous.marker:
        return False
    return by_passage or (mode.operative is not None and passage.section.rstrip().endswith(":"))


def _ends_with_subject(folded: str, own: Cues) -> bool:
    """ "In view of the above, we:", "Por lo anterior, los Estados:" leave the verb to each clause below."""
    subject = re.search(r"(?:^|[,;]\s)(?:\w+\s+){0,4}$", f"{folded} ")
    return bool(subject and (re.search(r"\b(?:we|nous|nos)\s*$", subject[0]) or own.actor.search(subject[0])))


def _leaves_to_do(folded: str) -> bool:
    return bool(_AIMS.search(folded) or _OF_THINGS_TO_DO.search(folded))


def _asks_at_once(passage: PassageRead) -> bool:
    """ "We commit to …": a sentence of its own, whatever the opening that ended in a colon recalled."""
    opening = masked(passage.text, mentions(passage.text))[:_OPENING]
    return any(cue.strong and cue.start < _AT_ONCE for cue in cues(passage.language).found(opening))


def _mode_of(line: str, language: str) -> Mode:
    if not line:
        return Mode()
    own, folded = cues(language), masked(line, mentions(line)).strip(" :")
    folded = re.sub(r"^[\W\d]*(?:[ivx]+[.)]\s)?", "", folded)
    asked = [cue for cue in own.found(folded) if cue.strong and cue.kind not in ("progress", "practice", "assignment")]
    last = max([*(m.end() for m in own.chapeau.finditer(folded)), *(cue.end for cue in asked)], default=-1)
    quiet = max((m.end() for m in own.courtesy.finditer(folded)), default=-1)
    if last < 0 and line.rstrip().endswith(":") and _ends_with_subject(folded, own):
        return Mode()
    if last < 0 and quiet < 0 and line.rstrip().endswith(":") and _leaves_to_do(folded):
        return Mode("recommendation")
    if own.preamble.search(folded) and last < 0:
        alone = line.rstrip().endswith(":") or line.isupper() or len(folded.split()) == 1
        return Mode(silent=alone)  # "Meeting needs and sharing costs" is the name of a part, and recalls nothing
    if last < 0 or quiet > last:
        return Mode(silent=quiet >= 0)
    if asked:
        return Mode(asked[-1].kind)
    for kind, stems in _BY_STEM:
        if stems.search(folded):
            return Mode(kind)
    return Mode("recommendation")


def after_label(opening: str, mode: Mode, language: str) -> tuple[str, Mode]:
    """The opening of a passage without "Recommendation 3:" or "TERCERO.-", and the mode that such a label gives."""
    label = _LABEL.match(opening)
    if label is None:
        return opening, mode
    named = _mode_of(label["ask"], language) if label["ask"] else mode
    return opening[label.end() :], named if named.operative else Mode("recommendation") if label["ask"] else mode


def after_lead_in(opening: str, language: str, own: Cues) -> str:
    """The opening without what the clause is about, where an action follows: "As regards visas, simplify …"."""
    rest = re.sub(rf"^(?:{_ABOUT[language]})\b[^,;:]{{3,160}}[,;]\s+(?=\w)", "", opening)
    return rest if opens_with_verb(rest, language, own) or opens_with_infinitive(rest, language) else opening


def clause_kind(opening: str, passage: PassageRead, mode: Mode, own: Cues) -> str | None:
    """The kind that a passage has because it opens with an action, as clauses under a chapeau and items of a list do."""
    bare = _LEAD_IN.sub("", opening)
    action = own.action.match(bare)
    if own.courtesy.match(opening) or own.courtesy.match(bare) or any(part.match(opening) for part in own.neutral):
        return None
    labelled = bool(_LABEL.match(fold(passage.text)))
    listed = bool(passage.marker) or labelled
    if mode.operative:
        if len(opening.split()) < _SHORTEST_ITEM and not action:
            return None
        asks = listed or action or passage.section.rstrip().endswith(":") or opens_as_item(opening, passage.language)
        return mode.operative if asks else None
    if opens_with_verb(opening, passage.language, own) or opens_with_infinitive(opening, passage.language):
        return "recommendation" if listed or len(opening) < _LONGEST_ITEM else None
    if listed and opens_as_item(opening, passage.language):
        return "recommendation"
    if not passage.marker and names_action(passage.text, opening, passage.language):
        return "recommendation"
    if passage.marker and stands_in_plan(opening, passage.section, passage.language):
        return "recommendation"
    return "recommendation" if action and passage.text.rstrip().endswith(";") else None


def asked_after_thanks(opening: str, language: str, own: Cues) -> str:
    """From the asking on, where an infinitive of courtesy is followed by one: "Agradecer a la sede y solicitarle …"."""
    verb = re.match(r"\w+", re.sub(_BEFORE_VERB[language], "", opening))
    if not verb or not _INFINITIVE[language].search(verb[0]):
        return ""
    asked = _AND_ASKS.search(opening)
    if asked:
        return opening[asked.start("ask") :]
    acted = next((m for m in _AS_WELL.finditer(opening) if opens_with_verb(opening[m.end() :], language, own)), None)
    return opening[acted.end() :] if acted else ""


def opens_with_verb(opening: str, language: str, own: Cues) -> bool:
    """Does a folded text open with a verb of action in the infinitive: "Strengthen …", "De renforcer …"?"""
    bare = re.sub(_BEFORE_VERB[language], "", opening)
    word = re.match(r"\w+", bare)
    return bool(own.action.match(bare) and word and _INFINITIVE[language].search(word[0]))
