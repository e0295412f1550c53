"""The words of the four languages, read once from `data/codebook/`, and how text is made comparable with them.

`fold` keeps every position: character n of the folded text is character n of the text.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import snowballstemmer

from convergence.codebook import DATA_DIR, read_yaml

LANGUAGE_NAMES = {"fr": "french", "en": "english", "es": "spanish", "pt": "portuguese"}
_SEPARATORS = dict.fromkeys("'’‘ʼ-‐‑–—/\u00a0\u202f\u2009\n\t\r", " ")
_WORD = re.compile(r"\w+")
_LOCK = threading.Lock()


def load(name: str) -> Any:
    """The content of one YAML file of the codebook: `load("cues/fr")`."""
    return _load(name)


@lru_cache(maxsize=64)
def _load(name: str) -> Any:
    return read_yaml(DATA_DIR / "codebook" / f"{name}.yaml")


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if char in _SEPARATORS:
        return " "
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


def fold(text: str) -> str:
    """Small letters without accents; apostrophes and hyphens become spaces. Same length as `text`."""
    return "".join(map(_fold_char, text))


@dataclass(frozen=True, slots=True)
class Token:
    stem: str
    start: int
    end: int


@lru_cache(maxsize=4)
def _stemmer(language: str) -> Any:
    return snowballstemmer.stemmer(LANGUAGE_NAMES[language])


def _singular(word: str, language: str) -> str:
    """Plurals that the stemmer does not bring together with their singular (`data/codebook/plurals.yaml`)."""
    plurals = load("plurals")[language]
    if word in plurals["words"]:
        return str(plurals["words"][word])
    for plural, singular in plurals["endings"].items():
        if word.endswith(plural) and len(word) > len(plural) + 1:
            return word[: -len(plural)] + str(singular)
    return word


_MUTE = re.compile("[cp](?=[cçt])")
"""Letters that Portuguese wrote, and in Portugal and Africa often still writes: "acção", "adoptar"."""


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """Snowball stem of a word in the singular, without accents; in Portuguese, without its mute letters."""
    small = _MUTE.sub("", word.lower()) if language == "pt" else word.lower()
    with _LOCK:
        stemmed: str = _stemmer(language).stemWord(_singular(small, language))
    return fold(stemmed)


def tokens(text: str, language: str, dropped: frozenset[str] = frozenset()) -> list[Token]:
    """Words of a text as stems with their places; `dropped` holds folded function words to leave out."""
    return [
        Token(stem(found[0], language), found.start(), found.end())
        for found in _WORD.finditer(text.replace("’", "'"))
        if fold(found[0]) not in dropped
    ]


_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|S\.E|H\.E|M|MM|Mme|Mr|Mrs|Ms|Dr|Dra|Sr|Sra|St|No|Nos|Nº|art|arts|cf|ex|etc|vs|p|pp|pág|U\.S|EE|UU"
    r"|Excmo|Exmo|Lic|Ing|Prof|Gral|Emb|Hon|approx|e\.g|i\.e|par|inc)\.$"
)
_LABEL_WORDS = 2
_BOUNDARY = re.compile(r"[.!?…]+[»”\")\]]*(?=\s+[^\sa-zà-ÿ])|\s\|\s|[.;]\s*\n|\n")


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a text; abbreviations and initials do not end one."""
    spans, start = [], 0
    for found in _BOUNDARY.finditer(text):
        if found[0].startswith(".") and _ABBREVIATION.search(text[max(start, found.start() - 8) : found.start() + 1]):
            continue
        if start == 0 and len(text[: found.start()].split()) <= _LABEL_WORDS:
            continue  # "TERCERO. Fortalecer …", "Recommendation 2. States …"
        spans.append((start, found.end()))
        start = found.end()
    spans.append((start, len(text)))
    trimmed = []
    for low, high in spans:
        body = text[low:high]
        if body.strip(" \n\t|"):
            trimmed.append((low + len(body) - len(body.lstrip()), high - len(body) + len(body.rstrip(" \n\t|"))))
    return trimmed
