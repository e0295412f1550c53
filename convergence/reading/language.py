"""In which language a text is written, told from its function words (`data/codebook/languages.yaml`)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from convergence.model import LANGUAGES
from convergence.reading.lexicon import load

_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = {"pt": re.compile("[ãõ]|ç[ãõ]|nh[ao]"), "es": re.compile("[ñ¿¡]|ción"), "fr": re.compile("[œèùû]")}
"""Spellings that tell close languages apart where a paragraph is short."""
_ENOUGH_WORDS = 8
_LATIN = 0.6
"""Share of letters that are Latin ones, below which the text is in another script."""
_FUNCTION_WORDS = 0.06
"""Weight of function words per word, below which a text is a list of names or not a language at all."""
_CLEARLY, _BY = 1.5, 1.5
"""A paragraph differs from its document only by this factor and this margin."""
_HALF = 0.4
"""Share of a document that is written in another language than the rest, from which it counts as bilingual."""
_SAMPLE = 60_000


@lru_cache(maxsize=1)
def _weights() -> dict[str, dict[str, float]]:
    """Per word, the languages it belongs to; a word of several languages says less about each."""
    data = load("languages")
    profiles: dict[str, list[str]] = {**data["read"], **data["other"]}
    shared = Counter(word for words in profiles.values() for word in set(words))
    weights: dict[str, dict[str, float]] = {}
    for language, words in profiles.items():
        for word in words:
            weights.setdefault(word, {})[language] = 1 / shared[word]
    return weights


def _scores(text: str) -> tuple[dict[str, float], int]:
    """Weight of the text's words per language, and how many words there are."""
    words = [w.lower() for w in _WORD.findall(text[:_SAMPLE])]
    scores: dict[str, float] = {}
    for word in words:
        for language, weight in _weights().get(word, {}).items():
            scores[language] = scores.get(language, 0.0) + weight
    for language, letters in _LETTERS.items():
        scores[language] = scores.get(language, 0.0) + 0.5 * len(letters.findall(text[:_SAMPLE]))
    return scores, len(words)


def of_document(text: str) -> str | None:
    """One of the four languages, or None for another language."""
    scores, words = _scores(text)
    letters = [c for c in text[:_SAMPLE] if c.isalpha()]
    latin = sum(unicodedata.name(c, "").startswith("LATIN") for c in letters)
    if not letters or latin < _LATIN * len(letters):
        return None
    best = max(scores, key=lambda language: scores[language])
    return best if best in LANGUAGES and scores[best] >= _FUNCTION_WORDS * words else None


def of_paragraphs(texts: Sequence[str]) -> str | None:
    """The language of a document; of one in two languages, each about half of it, the one in which it opens."""
    main = of_document(" ".join(texts))
    if main is None:
        return None
    long = [text for text in texts if len(_WORD.findall(text)) >= _ENOUGH_WORDS]
    spoken = [of_paragraph(text, main) for text in long]
    other = sum(len(text) for text, own in zip(long, spoken, strict=True) if own != main)
    return spoken[0] if other >= _HALF * sum(map(len, long)) > 0 else main


def of_paragraph(text: str, document: str) -> str:
    """The paragraph's own language where its words are clear about it, else the document's."""
    scores, words = _scores(text)
    if words < _ENOUGH_WORDS:
        return document
    best = max(LANGUAGES, key=lambda language: scores.get(language, 0.0))
    score, usual = scores.get(best, 0.0), scores.get(document, 0.0)
    return best if score > _CLEARLY * usual and score - usual > _BY else document
