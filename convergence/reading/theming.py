"""Words to themes: phrases before words, longest first, on stems, per language (`data/codebook/words/`).

A word that belongs to a longer phrase counts for that phrase only; a neutral phrase ("International Organization for
Migration", "drug trafficking") takes its words out of the count. So *trafic* is smuggling in French, *tráfico de pessoas*
trafficking in Portuguese, and neither is decided by a word list of another language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from convergence.reading.lexicon import Token, fold, load, stem, tokens

_NEUTRAL = ""
_STRONG, _WEAK = 1.0, 0.45
_ENOUGH = 0.9
"""One strong expression, or two different weak ones."""
_ALONE = 0.45
"""What is enough where no other theme has more."""
_SHARE, _SHARE_OF_SHORT = 0.34, 0.4
"""A theme with less than this share of the strongest one's score is named in passing."""
_ENOUGH_FOR_ALL = 2.6
"""However strong the main theme of a long point is, one with a third of this is not in passing."""
_SHORT = 20
"""Words; a point with no more has room for little beside its main theme."""
_HEADED = 1.4
"""What a theme counts in a point under a sub-heading that names it."""
_VAGUE = frozenset({"borders", "cooperation", "governance", "human-rights", "pathways", "root-causes"})
"""Their weak words (common, plan, right, orderly …) stand in nearly every clause; two of them are not a second theme."""
_MOST = 4
_ASIDE = 0.4
"""What a word counts in a proviso ("in accordance with national law"): it says how, not what about."""
_BESIDE = 0.6
"""What a word counts in a sentence that stands beside the point in its passage, and asks nothing."""
_OF_GROUPS = frozenset({"asylum", "internal-displacement", "return"})
_LISTED = 0.2
"""What a word of these counts in a list of groups of people ("migrants, refugees and stateless persons"): it says for whom."""
_BETWEEN = (
    r"(?:\s*,\s*|\s*,?\s+(?:and|et|y|e|or|ou|o|as well as|ainsi que|asi como|bem como)\s+)"
    r"(?:(?:other|the|los|las|les|des|os|as|de|d|a los|a las|otros|otras|personnes|personas|pessoas|including)\s+){0,2}"
)
"""What stands between two groups of such a list."""


@dataclass(slots=True)
class _Node:
    """A place in the tree of phrases; `themes` are (theme, weight) of phrases that end here."""

    next: dict[str, _Node] = field(default_factory=dict)
    themes: list[tuple[str, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Hit:
    theme: str
    weight: float
    start: int
    end: int
    phrase: str


@lru_cache(maxsize=4)
def _book(language: str) -> tuple[_Node, frozenset[str]]:
    data: dict[str, Any] = load(f"words/{language}")
    dropped = frozenset(fold(word) for word in data["function_words"])
    root = _Node()
    for phrase in data["neutral"]:
        _add(root, phrase, _NEUTRAL, 0.0, language, dropped)
    for theme, words in data["themes"].items():
        for phrase in words["strong"]:
            _add(root, phrase, theme, _STRONG, language, dropped)
        for phrase in words["weak"]:
            _add(root, phrase, theme, _WEAK, language, dropped)
    return root, dropped


def _add(root: _Node, phrase: str, theme: str, weight: float, language: str, dropped: frozenset[str]) -> None:
    """`=traite` in a phrase asks for that very word, accents included, and not for its stem."""
    node = root
    for word in re.findall(r"=?\w+", phrase):
        if fold(word) not in dropped:
            key = word.lower() if word.startswith("=") else stem(word, language)
            node = node.next.setdefault(key, _Node())
    if node is not root and (theme, weight) not in node.themes:
        node.themes.append((theme, weight))


def hits(text: str, language: str) -> list[Hit]:
    """All expressions of the codebook in a text; each word counts once, for the longest expression it is part of."""
    root, dropped = _book(language)
    words = tokens(text, language, dropped)
    found: list[Hit] = []
    at = 0
    while at < len(words):
        length, node = _longest(root, words, at, text)
        if node is None:
            at += 1
            continue
        start, end = words[at].start, words[at + length - 1].end
        found += [Hit(t, w, start, end, text[start:end]) for t, w in node.themes if t != _NEUTRAL]
        at += length
    return found


def _longest(root: _Node, words: list[Token], at: int, text: str) -> tuple[int, _Node | None]:
    best: tuple[int, _Node | None] = (0, None)
    branches = [root]
    for offset, token in enumerate(words[at : at + 8], 1):
        keys = (token.stem, "=" + text[token.start : token.end].lower())
        branches = [node.next[key] for node in branches for key in keys if key in node.next]
        if not branches:
            break
        for node in branches:
            if node.themes:
                best = (offset, node)
    return best


def themes_of(
    text: str, language: str, *contexts: str, beside: str = "", tells: bool = False
) -> tuple[tuple[str, ...], Mapping[str, tuple[str, ...]], float]:
    """One to four themes of a point, main one first; the words that decided each; the main one's weight.

    `beside` is what stands in its passage and asks nothing ("Remittances are dear. It was agreed to hold a seminar on them."):
    it counts less. So does the last of the `contexts` where it `tells` what is spoken of, as the item of an agenda does. The
    `contexts` (its sentence, then its sub-heading) are asked only where none of these decides, and a single weak word is not enough there;
    in the point itself it is, where they do not decide either.
    """
    alone: tuple[tuple[str, ...], Mapping[str, tuple[str, ...]], float] = (), {}, 0.0
    for n, scope in enumerate((text, *contexts)):
        found = hits(scope, language)
        scores = _scores(found, scope, language)
        if n == 0 and len(contexts) > 1:
            headed = _headed(contexts[-1], language)
            scores = {theme: score * (_HEADED if theme in headed else 1.0) for theme, score in scores.items()}
        for other in (beside, contexts[-1] if tells and contexts else "") if n == 0 else ():
            around = hits(other, language)
            for theme, score in _scores(around, other, language).items():
                scores[theme] = scores.get(theme, 0.0) + _BESIDE * score
            found = [*found, *around]
        strong = {hit.theme for hit in found if hit.weight == _STRONG}
        chosen = [theme for theme in _chosen(scores, strong, len(scope.split())) if n == 0 or scores[theme] >= _ENOUGH]
        if chosen:
            words = {t: tuple(dict.fromkeys(h.phrase for h in found if h.theme == t)) for t in chosen}
            told = (tuple(chosen), words, scores[chosen[0]])
            if n or told[2] >= _ENOUGH:
                return told
            alone = told
    return alone


@lru_cache(maxsize=256)
def _headed(section: str, language: str) -> frozenset[str]:
    """The themes that a sub-heading names; many points stand under one."""
    return frozenset(hit.theme for hit in hits(section, language))


@lru_cache(maxsize=4)
def _provisos(language: str) -> re.Pattern[str]:
    openings = "|".join(fold(opening).replace(" ", r"\s+") for opening in load(f"words/{language}")["aside"])
    return re.compile(rf"\b(?:{openings})\b[^,;.:|]*")


def _names(language: str, *keys: str) -> str:
    names = [
        fold(name).replace("*", r"\w*").replace(" ", r"\W") for key in keys for name in load(f"words/{language}")[key]
    ]
    return rf"(?:{'|'.join(sorted(names, key=len, reverse=True))})"


@lru_cache(maxsize=4)
def _group_patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    group = _names(language, "displaced", "groups")
    return re.compile(rf"\b{group}(?:{_BETWEEN}{group}\b)+"), re.compile(rf"\b{_names(language, 'groups')}\b")


def _lists_of_groups(folded: str, language: str) -> list[tuple[int, int]]:
    """Where groups of people are listed, not only such as flee: "refugees and asylum seekers" is what a point is about."""
    listed, other = _group_patterns(language)
    return [m.span() for m in listed.finditer(folded) if other.search(m[0])]


def _within(spans: list[tuple[int, int]], hit: Hit) -> bool:
    return any(low <= hit.start < high for low, high in spans)


def _scores(found: list[Hit], text: str, language: str) -> dict[str, float]:
    """Weight of each theme: different expressions add up, a repeated one adds little, an early one counts a bit more."""
    scores: dict[str, float] = {}
    seen: set[tuple[str, str]] = set()
    folded = fold(text) if found else ""
    asides = [m.span() for m in _provisos(language).finditer(folded)]
    lists = _lists_of_groups(folded, language)
    for hit in found:
        key = (hit.theme, fold(hit.phrase)[:8])
        early = 1.0 + 0.25 * (1 - hit.start / len(text))
        long = 1.0 + 0.15 * hit.phrase.count(" ")
        again = 0.25 if key in seen else 1.0
        aside = _ASIDE if _within(asides, hit) else 1.0
        listed = _LISTED if hit.theme in _OF_GROUPS and _within(lists, hit) else 1.0
        seen.add(key)
        scores[hit.theme] = scores.get(hit.theme, 0.0) + hit.weight * early * long * again * aside * listed
    return scores


def _chosen(scores: dict[str, float], strong: set[str], words: int) -> list[str]:
    """The themes with enough weight, the heaviest first; `strong` have an expression that decides by itself."""
    ranked = sorted(scores, key=lambda theme: -scores[theme])
    if not ranked:
        return []
    top = scores[ranked[0]]
    least = _SHARE_OF_SHORT * top if words <= _SHORT else _SHARE * min(top, _ENOUGH_FOR_ALL)
    enough = [t for t in ranked if scores[t] >= max(_ENOUGH, least)]
    enough = [t for t in enough if t == ranked[0] or t in strong or t not in _VAGUE]
    return enough[:_MOST] or [t for t in ranked[:1] if scores[t] >= _ALONE]
