"""Items of a list that name an action without a verb of asking: "Creation of a working group …", "Doubler le nombre de places …"."""

from __future__ import annotations

import re

from convergence.reading.lexicon import fold

_INFINITIVE = {
    "fr": r"(?!(?:premier|dernier|papier|cahier|hier|hiver|avenir|chantier|quartier|lettre)\b)"
    r"(?:se? )?\w{2,}(?:er|ir|ttre|ndre|uire|crire|oitre|aitre|ivre|faire)\s+(?!d(?:e|u|es)\b)",
    "es": r"(?!(?:lugar|hogar|mujer|taller|ayer|militar|bienestar|pilar|titular|similar|familiar)\b)"
    r"\w{2,}(?:ar|er|ir)(?:se|los|las|lo|la)?\s+(?!del?\b)",
    "pt": r"(?!(?:lugar|mulher|qualquer|familiar|militar|pilar|similar|popular)\b)"
    r"\w{2,}(?:ar|er|ir|or)\s+(?!d[aeo]s?\b)",
}
"""Of whatever verb; not followed by "of", as a noun of the same ending would be. In English it has no ending."""
_VERB_OR_NOUN = (
    r"(?:use|plan|end|form|place|help|lead|make|give|put|let|keep|cut|double|halve|test|train|pool|target|limit|link"
    r"|guide|fund|name|host|aim|seek|bring|set|ease|ban|pay|hear|stop|list|spread|trace|track|spell out|count)"
    r"\s+(?:the|a|an|all|any|each|every|its|their|our|such|more|better|new|up|out|an end|it|them|where|how|into|to)\b"
)
"""English verbs that are nouns as well: an item opens with them where a determiner follows."""
_NO_GERUND = (
    r"(?:during|following|according|including|regarding|concerning|considering|notwithstanding|pending|owing"
    r"|nothing|something|everything)"
)
"""Words in -ing that are no actions."""
_NOUN = {
    "fr": r"(?:\w{3,}(?:tion|sion|ment|age)s?|mise|prise|echanges?|soutien|appui|suivi|reprise|recherche|lutte|etude|tenue"
    r"|acces|aide|octroi|ouverture|campagnes?|reforme|envoi|essor|fin|arret|respect|droit|accueil|moratoire)",
    "en": rf"(?!{_NO_GERUND}\b)(?:\w{{3,}}(?:tion|sion|ment|ing)s?|exchanges?|support|review|design|study"
    r"|access|campaigns?|reform|assistance)",
    "es": r"(?:\w{3,}(?:cion|sion|miento)|puesta|apoyo|intercambios?|refuerzo|impulso|mejora|lucha|estudio|apertura|diseno"
    r"|acceso|asistencia|ayuda|campanas?|reforma|portabilidad|gratuidad|protocolos?|talleres|cursos|desarrollo|combate|respeto|fomento"
    r"|fin|cese|derecho|entrega|defensa|retirada|obligatoriedad|garantia)",
    "pt": r"(?:\w{3,}(?:cao|sao|mento)|apoio|intercambios?|reforco|impulso|melhoria|luta|estudo|abertura|desenho"
    r"|acesso|assistencia|ajuda|campanhas?|reforma|portabilidade|gratuidade|protocolos?|oficinas|cursos|desenvolvimento|combate|respeito"
    r"|fomento|fim|direito|recolha|retirada|retomada|obrigatoriedade|oferta|entrega|defesa)",
}
_OF = {
    "fr": r"(?:de|du|des|d|en|a|au|aux|pour|contre|entre|avec|par)",
    "en": r"(?:of|for|in|to|with|between|against|by)",
    "es": r"(?:de|del|en|a|al|para|contra|entre|con|por)",
    "pt": r"(?:de|do|da|dos|das|em|a|ao|aos|as|para|contra|entre|com|por)",
}
_QUALIFIED = {
    "fr": r"(?:(?:pleine|plein|meilleur|meilleure|libre|nouvelle?|veritable|prompte?)\s+(?:et\s+\w+\s+)?)?",
    "en": r"(?:(?:full|fuller|effective|swift|rapid|direct|universal|better|greater|increased|improved|stronger|enhanced|continued|timely"
    r"|early|prompt|equal|free|safe|immediate|systematic|regular|joint|further|more|mutual|meaningful)\s+(?:and\s+\w+\s+)?)?",
    "es": r"(?:(?:plen[oa]|mayor|mejor|libre|nuev[oa]|amplia|pront[oa]|efectiv[oa])\s+(?:y\s+\w+\s+)?)?",
    "pt": r"(?:(?:plen[oa]|maior|melhor|livre|nov[oa]|ampla|pront[oa]|efetiv[oa])\s+(?:e\s+\w+\s+)?)?",
}
"""What may stand before the noun: "Swift adoption of the law", "Pleine application de la convention"."""
_AND = {"fr": "et", "en": "and", "es": "(?:y|e)", "pt": "e"}
_PLAN = re.compile(
    r"^\W*(?:program\w*|eixo|eje|axe|axis|objecti\w+|objeti\w+|domain\w*|area|pila\w+|pilier|component\w*|composante|"
    r"linea\w*|linha\w*|ligne|strand|line of action|chantier|meta|goal|priorit\w+|prioridad\w*)"
    r"(?:\s+(?:de|of|d|strategi\w+|estrategic\w+|priorit\w+|action|accion|acao|tematic\w*|thematic|thematique)){0,3}"
    r"\s+(?:n\W{0,2}\s*)?(?:\d{1,2}|[ivx]{1,5})\b"
)
"""Headings of a plan ("Objective 3: …", "Eje 2", "Pilier II"): what is listed under them is to be done."""
_FINITE = {
    "fr": r"(?:est|sont|etait|etaient|ont|a|avait|avaient|sera|fut|demeure|reste)",
    "en": r"(?:is|are|was|were|has|have|had|remains?|did|does)",
    "es": r"(?:es|son|fue|fueron|ha|han|esta|estan|era|eran|habia|sigue|hay|\w{3,}(?:aron|ieron|aban))",
    "pt": r"(?:sao|foi|foram|tem|esta|estao|era|eram|houve|ha|segue|\w{3,}(?:aram|eram|iram|avam))",
}


def opens_with_infinitive(folded: str, language: str) -> bool:
    """Does a line without a marker open with an infinitive, of whatever verb, and say nothing about it ("… is a right")?"""
    return language in _INFINITIVE and bool(re.match(_INFINITIVE[language], folded)) and not tells(folded, language)


_ARTICLE = {
    "fr": r"(?:(?:la|le|les|l|une?) )?",
    "en": "",
    "es": r"(?:(?:la|el|las|los|una?) )?",
    "pt": r"(?:(?:a|o|as|os|uma?) )?",
}
_TELLING = re.compile(
    r"\b(?:permet\w*|permit\w*|vise\w*|constitu\w+|represent\w*|repond\w*|respond\w*|peu[tx]|peuvent|puede\w*|pode\w*|can|may|could|would"
    r"|will|shows?|means|montr\w+|muestra\w*|mostra\w*|continue[sd]?|continua\w*|contribu\w+|began|took|take[sn]?|led|en cours|tuvo|teve"
    r"|tien[et]\w*|compren\w+|comport\w+|incluy\w+|inclui|includes?)\b"
)
"""Verbs of a sentence that tells about an action instead of naming it."""
_PAST = re.compile(r"\b\w{2,}(?:ó|ou|eu|iu)\b(?<!pou)(?<! seu)(?<! ou)(?<!\bou)")
_NO_ACTION = (
    r"(?!delega|declara|reun|situa|popula|organi[sz]a|region|regiao|nation|nacion|nacao|institu|conven|opera|constitu|associa|asocia"
    r"|fundac|direc|commission|comis|quest|cuesti|migra|immigra|inmigra|sess|sesion|secc|ocasi|occasi|resolu|document|parl|gouvern"
    r"|gobier|govern|depart|moment|coaliti|coalici|union|mission|mision|missao|informa)"
)
"""Bodies, papers and circumstances whose names end as those of actions do."""
_LEAST_WORDS, _MOST_WORDS = 4, 40


def names_action(text: str, folded: str, language: str) -> bool:
    """A line without a marker that is no sentence, ends like an item, and names an action: "La création d'un fonds commun ;"."""
    if not text.rstrip().endswith((".", ";", ",")) or not _LEAST_WORDS <= len(folded.split()) <= _MOST_WORDS:
        return False
    if tells(folded, language) or _TELLING.search(folded) or _PAST.search(text):
        return False
    if language == "en" and re.match(rf"(?!{_NO_GERUND}\b)\w{{3,}}ing\s+(?!of\b)\w+", folded):
        return True
    noun = _NOUN[language]
    return bool(
        re.match(
            rf"{_ARTICLE[language]}{_QUALIFIED[language]}{_NO_ACTION}{noun}(?:\s+\w+){{0,2}}\s+{_OF[language]}\b",
            folded,
        )
    )


def opens_as_item(folded: str, language: str) -> bool:
    """Does a folded item open with an infinitive, or name an action and say nothing about it ("… is", "… was")?"""
    if re.match(_INFINITIVE.get(language, _VERB_OR_NOUN), folded):
        return True
    noun = _NOUN[language]
    named = re.match(
        rf"{_QUALIFIED[language]}{noun}(?:\s+{_AND[language]}\s+{noun})?(?:\s+\w+){{0,2}}\s+{_OF[language]}\b", folded
    )
    return bool(named) and not tells(folded, language)


def tells(folded: str, language: str) -> bool:
    """Does an item say what is, was or has been, instead of what is to be done?"""
    return bool(re.search(rf"\b{_FINITE[language]}\b", folded))


def stands_in_plan(folded: str, section: str, language: str) -> bool:
    """Is this an item of a part of a plan, whatever it opens with ("Mesas nacionales con …")? Figures tell of what is."""
    if not heads_plan(section) or re.match(r"(?:the|there|this|these|it)\b", folded):
        return False
    return not re.search(r"\d|\bmil(?:lion|hoes|lones|hao|lon)?s?\b", folded) and not tells(folded, language)


def heads_plan(section: str) -> bool:
    """ "Objective 3: …", "Programa 2", "Pilier II": a numbered part of a plan of action."""
    return bool(_PLAN.match(fold(section)))
