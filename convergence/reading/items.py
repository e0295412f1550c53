"""Items of a list that name an action without a verb of asking: "Creation of a working group …", "Doubler le nombre de places …"."""

from __future__ import annotations

import re

_INFINITIVE = {
    "fr": r"(?!(?:premier|dernier|papier|cahier|hier|hiver|avenir|chantier|quartier|lettre)\b)"
    r"\w{2,}(?:er|ir|ttre|ndre|uire|crire|oitre|aitre|ivre|faire)\s+(?!d(?:e|u|es)\b)",
    "es": r"(?!(?:lugar|hogar|mujer|taller|ayer|militar|bienestar|pilar|titular|similar|familiar)\b)"
    r"\w{2,}(?:ar|er|ir)(?:se|los|las|lo|la)?\s+(?!del?\b)",
    "pt": r"(?!(?:lugar|mulher|qualquer|familiar|militar|pilar|similar|popular)\b)"
    r"\w{2,}(?:ar|er|ir|or)\s+(?!d[aeo]s?\b)",
}
"""Of whatever verb; not followed by "of", as a noun of the same ending would be. In English it has no ending."""
_NOUN = {
    "fr": r"(?:\w{3,}(?:tion|sion|ment|age)s?|mise|prise|echanges?|soutien|appui|suivi|reprise|recherche|lutte|etude|tenue)",
    "en": r"(?:\w{3,}(?:tion|sion|ment|ing)s?|exchanges?|support|review|design|study)",
    "es": r"(?:\w{3,}(?:cion|sion|miento)|puesta|apoyo|intercambios?|refuerzo|impulso|mejora|lucha|estudio|apertura|diseno)",
    "pt": r"(?:\w{3,}(?:cao|sao|mento)|apoio|intercambios?|reforco|impulso|melhoria|luta|estudo|abertura|desenho)",
}
_OF = {"fr": r"(?:de|du|des|d|en)", "en": r"(?:of|for|in)", "es": r"(?:de|del|en)", "pt": r"(?:de|do|da|dos|das|em)"}
_FINITE = {
    "fr": r"(?:est|sont|etait|etaient|ont|a|avait|avaient|sera|fut|demeure|reste)",
    "en": r"(?:is|are|was|were|has|have|had|remains?|did|does)",
    "es": r"(?:es|son|fue|fueron|ha|han|esta|estan|era|eran|habia|sigue|hay)",
    "pt": r"(?:sao|foi|foram|tem|esta|estao|era|eram|houve|ha|segue)",
}


def opens_as_item(folded: str, language: str) -> bool:
    """Does a folded item open with an infinitive, or name an action and say nothing about it ("… is", "… was")?"""
    if language in _INFINITIVE and re.match(_INFINITIVE[language], folded):
        return True
    named = re.match(rf"{_NOUN[language]}(?:\s+\w+)?\s+{_OF[language]}\b", folded)
    return bool(named) and not re.search(rf"\b{_FINITE[language]}\b", folded)
