"""Words for people: gettext catalogues in four languages, and dates and numbers as each language writes them.

A catalogue is a folder of `.po` files, one per area of the application; a message's key begins with the name of its file
(`overlap.title` stands in `overlap.po`). They are read as they are: nothing has to be compiled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from babel.support import Translations

from convergence.errors import ConvergenceError
from convergence.model import LANGUAGES, Texts

LOCALE_DIR = Path(__file__).parent / "locale"

LANGUAGE_NAMES = {"fr": "Français", "en": "English", "es": "Español", "pt": "Português"}

# Delegations of the Americas: Brazilian Portuguese, and English dates that can't be mistaken (9 May 2023).
_LOCALES = {"fr": "fr", "en": "en_GB", "es": "es", "pt": "pt_BR"}

_COUNTS = {"limit", "length"}

# What stands before the month on its first day; the patterns of CLDR have no ordinal.
_FIRST = {"fr": "1er ", "pt": "1º "}


def read_catalogue(language: str) -> dict[str, Catalog]:
    """The parsed `.po` files of one language, by area."""
    folder = LOCALE_DIR / language / "LC_MESSAGES"
    catalogues = {}
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            catalogues[path.stem] = read_po(file, locale=_LOCALES[language])
    return catalogues


class Catalogue:
    """The words of one language. Call it with a key; `n` for a count; `date`, `number`, `percent` for values."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = Locale.parse(_LOCALES[language])
        self._translations: Translations | None = None
        for area in read_catalogue(language).values():
            compiled = BytesIO()
            write_mo(compiled, area)
            compiled.seek(0)
            part = Translations(compiled)
            if self._translations is None:
                self._translations = part
            else:
                self._translations.merge(part)

    def __call__(self, key: str, **values: object) -> str:
        text = self._translations.gettext(key) if self._translations else key
        return text.format(**values) if values else text

    def has(self, key: str) -> bool:
        return self(key) != key

    def n(self, key: str, count: int, **values: object) -> str:
        """A message that counts: its placeholder {n} is the count, written as the language writes numbers."""
        text = self._translations.ngettext(key, key, count) if self._translations else key
        return str(text).format(n=self.number(count), **values)

    def error(self, error: ConvergenceError) -> str:
        """The error in a sentence, after where it is. Its counts and dates are written as the language writes them."""
        values = {name: self._value(name, value) for name, value in error.values.items()}
        said = self(error.key, **values)
        for key, where in reversed(error.places):
            said = self("store.at", place=self(key, **where), reason=said)
        return said

    def _value(self, name: str, value: object) -> object:
        if type(value) is date:  # a moment, or no date at all, is told as it came
            return self.date(value)
        return self.number(value) if name in _COUNTS and isinstance(value, int) else value

    def text(self, texts: Texts | None) -> str:
        """The text in this language, or in the first language that it exists in."""
        if not texts:
            return ""
        if self.language in texts:
            return texts[self.language]
        return next((texts[language] for language in LANGUAGES if language in texts), "")

    def number(self, value: float, digits: int = 0) -> str:
        if not digits and isinstance(value, int) and 0 <= value < 1000:
            return str(value)  # written alike in all four languages, and most of what a page says
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return str(format_decimal(value, format=pattern, locale=self._locale))

    def percent(self, value: float, digits: int = 0) -> str:
        """`value` is a share from 0 to 1."""
        pattern = self._locale.percent_formats[None].pattern
        if digits:
            pattern = pattern.replace("#,##0", "#,##0." + "0" * digits)
        return str(format_percent(value, format=pattern, locale=self._locale))

    def date(self, value: date | None, style: str = "long") -> str:
        return self._first(str(format_date(value, format=style, locale=self._locale))) if value else ""

    def moment(self, value: datetime) -> str:
        return self._first(str(format_datetime(value, format="medium", locale=self._locale)))

    def _first(self, written: str) -> str:
        return _FIRST[self.language] + written[2:] if self.language in _FIRST and written.startswith("1 ") else written

    def list(self, items: Iterable[str]) -> str:
        return str(format_list(list(items), locale=self._locale))


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: str) -> Catalogue:
    """The catalogue of one of `LANGUAGES`.

    Raises KeyError for another language.
    """
    return Catalogue(language)


def preferred(accept: str | None) -> str:
    """The application's language for a browser's preferences (an `Accept-Language` header or one tag); else English."""
    ranked: list[tuple[float, int, str]] = []
    for position, part in enumerate((accept or "").split(",")):
        tag, _, quality = "".join(part.split()).lower().partition(";q=")
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            weight = 0.0
        if weight > 0:  # a weight of 0 says: not this one
            ranked.append((-weight, position, tag.partition("-")[0]))
    return next((tag for _, _, tag in sorted(ranked) if tag in LANGUAGES), "en")


def missing_languages(texts: Mapping[str, str], required: Iterable[str] = LANGUAGES) -> list[str]:
    return [language for language in required if not texts.get(language, "").strip()]
