"""In which language a text is written, told from its function words (`data/codebook/languages.yaml`)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from convergence.model import LANGUAGES
from convergence.reading.lexicon import load

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH_WORDS = 8
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


def _scores(text: str) -> tuple[Counter[str], int]:
    words = [w.lower() for w in _WORD.findall(text[:_SAMPLE])]
    scores: Counter[str] = Counter()
    for word in words:
        scores.update(_weights().get(word, {}))
    return scores, len(words)


def of_document(text: str) -> str | None:
    """One of the four languages, or None for another language."""
    scores, words = _scores(text)
    letters = [c for c in text[:_SAMPLE] if c.isalpha()]
    latin = sum(unicodedata.name(c, "").startswith("LATIN") for c in letters)
    if not letters or latin < 0.6 * len(letters):
        return None
    if not scores:
        return None
    best, score = scores.most_common(1)[0]
    if best not in LANGUAGES or score < 0.06 * words:
        return None
    return best


def of_paragraph(text: str, document: str) -> str:
    """The paragraph's own language where its words are clear about it, else the document's."""
    scores, words = _scores(text)
    if words < _ENOUGH_WORDS or not scores:
        return document
    known = Counter({language: scores[language] for language in LANGUAGES})
    (best, score), (_, second) = known.most_common(2)
    return best if score > 1.25 * second and score > known[document] * 1.25 else document
