"""Countries of the world by ISO 3166-1 alpha-3 code, with their names in four languages, as CLDR has them (through Babel)."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from babel.core import get_global

from convergence.model import LANGUAGES, Texts

# Codes that CLDR still resolves, of countries that are no more or are called otherwise now.
_FORMER = frozenset({"BUR", "ZAR", "DDR", "FXX", "TMP", "YMD"})


@lru_cache(maxsize=1)
def _short_codes() -> dict[str, str]:
    """The alpha-2 code of each alpha-3 code."""
    territories = Locale("en").territories
    return {
        code: found[0]
        for code, found in get_global("territory_aliases").items()
        if len(code) == 3 and code.isalpha() and len(found) == 1 and found[0] in territories and code not in _FORMER
    }


def is_country(code: str) -> bool:
    return code in _short_codes()


def names(code: str) -> Texts:
    """What a country is called in each language. Raises KeyError for what is no country."""
    short = _short_codes()[code]
    return {language: str(Locale(language).territories[short]) for language in LANGUAGES}


def all_names(language: str) -> dict[str, str]:
    """All countries by code, in the alphabet of a language."""
    territories = Locale(language).territories
    named = {code: str(territories[short]) for code, short in _short_codes().items()}
    return dict(sorted(named.items(), key=lambda item: item[1].casefold()))
