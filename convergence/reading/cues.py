"""Operative cues: the expressions by which a sentence asks, offers, commits, decides, assigns, thanks or recalls.

They stand in `data/codebook/cues/`, one file per language, in a small notation: `a|b` alternatives, `…` up to twelve words
of one clause, `‥` up to four without a comma, `*` the rest of a word, `@party` a country or body, `@actor` one of the
file's `actors` or a party. Accents do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from convergence.reading.lexicon import fold, load

KINDS = ("recommendation", "proposal", "commitment", "decision", "assignment", "progress", "practice")
_AT_A_TIME = 16
"""Expressions that are looked for together: one of hundreds takes twice the time that it takes in so many parts."""
PARTY_MARK = "¤"
"""Stands, letter by letter, in place of the name of a country or body, so that patterns can ask for one."""
_PARTY = rf"(?<!{PARTY_MARK}){PARTY_MARK}++"
"""The whole of such a name: a list of thirty countries is not to be looked at from each of its letters."""

_ARTICLE = r"(?:(?:the|le|la|les|l|el|los|las|o|a|os|as) )?"
_LOOKAHEAD = re.compile(r" \(\?!([^()]*)\)$")
_INSIDE = re.compile(r"\(\?!([^()]*)\)(?=\(*\\w)")
"""What must not stand in place of a word that follows in the pattern: whole words, so that `(?!a|the)` lets "apply" pass."""
_WILD = re.compile(r"(?<=[a-z])(?<!\\w)(?<!\\s)\*")


@dataclass(frozen=True, slots=True)
class Cue:
    kind: str
    strong: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cues:
    """Compiled expressions of one language; all are to be matched against folded text."""

    language: str
    kinds: tuple[tuple[str, bool, tuple[re.Pattern[str], ...]], ...]
    adverb: re.Pattern[str]
    courtesy: re.Pattern[str]
    insists: re.Pattern[str]
    preamble: re.Pattern[str]
    neutral: tuple[re.Pattern[str], ...]
    negation: re.Pattern[str]
    purpose: re.Pattern[str]
    actor: re.Pattern[str]
    action: re.Pattern[str]
    chapeau: re.Pattern[str]
    optative: re.Pattern[str]
    announces: re.Pattern[str]
    failed: re.Pattern[str]

    def found(self, folded: str) -> tuple[Cue, ...]:
        """All cues of a sentence in the order of their places; where two overlap, the strong one stays."""
        return _found(self.language, folded)


@lru_cache(maxsize=4096)
def _found(language: str, folded: str) -> tuple[Cue, ...]:
    """Remembered, because a sentence is asked several times: as a heading, for its operative words, for its features."""
    own = cues(language)
    bare = own.adverb.sub(lambda m: " " * len(m[0]), folded)
    texts = (folded,) if bare == folded else (folded, bare)
    found = [
        Cue(kind, strong, m.start(), m.end())
        for kind, strong, patterns in own.kinds
        if kind != "assignment" or PARTY_MARK in folded  # who leads is named, so that most sentences need no look
        for m in _first_of_each(patterns, texts)
    ]
    kept: list[Cue] = []
    for cue in sorted(found, key=lambda c: (not c.strong, c.kind != "assignment", c.start, c.start - c.end)):
        if all(cue.end <= other.start or cue.start >= other.end for other in kept):
            kept.append(cue)
    return tuple(sorted(kept, key=lambda c: c.start))


def _first_of_each(patterns: Sequence[re.Pattern[str]], texts: Sequence[str]) -> Iterator[re.Match[str]]:
    """The matches from left to right, as one pattern of all would find them: at a place the first listed, and none inside another.

    The `texts` are a sentence and, where it holds adverbs ("invite dès lors", "pidieron igualmente"), the same with spaces in their place.
    """
    end = -1
    matches = (
        (m.start(), n, k, m)
        for n, pattern in enumerate(patterns)
        for k, text in enumerate(texts)
        for m in pattern.finditer(text)
    )
    for *_, match in sorted(matches):
        if match.start() >= end:
            end = match.end()
            yield match


def _regex(pattern: str, actors: str) -> str:
    text = fold(pattern.replace("\\w", "\x00").replace("…", "\x01").replace("‥", "\x02"))
    text = text.replace("\x00", "\\w").replace(" @party", f" {_ARTICLE}{_PARTY}").replace("@party", _PARTY)
    text = text.replace("@actor", f"(?:{_PARTY}|{actors})")
    text = _LOOKAHEAD.sub(r"(?!\\W+(?:\1)\\b)", _WILD.sub(r"\\w*", text))
    text = _INSIDE.sub(r"(?!(?:\1)\\b)", text)
    for gap, words, stops in (("\x01", 12, ".;:"), ("\x02", 4, ".;:,")):
        text = text.replace(f" {gap} ", rf"(?:[^\w{stops}]++\w++){{0,{words}}}?[^\w.;]+")
    return text.replace(" ", r"\s+")


_LOOKBEHIND = re.compile(r"(\(\?<[!=][^()]*\))")


def _with_mute_letters(body: str) -> str:
    """A Portuguese pattern that also finds "acções" and "adoptam", as they are written in Portugal and Africa."""
    parts = _LOOKBEHIND.split(body)
    parts[::2] = [re.sub(r"(?<=[aeio])(?=coes|cao|tiv)|(?<=ado|oje|bje)(?=t)", "[cp]?", part) for part in parts[::2]]
    return "".join(parts)


def _compiled(patterns: list[str], actors: str, *, start: bool = False) -> re.Pattern[str]:
    body = _with_mute_letters("|".join(_regex(p, actors) for p in patterns)) or r"(?!)"
    return re.compile(rf"{'^' if start else ''}(?<![\w])(?:{body})(?![\w])")


def _in_parts(patterns: list[str], actors: str) -> tuple[re.Pattern[str], ...]:
    parts = range(0, len(patterns), _AT_A_TIME)
    return tuple(_compiled(patterns[first : first + _AT_A_TIME], actors) for first in parts)


@lru_cache(maxsize=4)
def cues(language: str) -> Cues:
    """The cues of a language; the YAML is read once."""
    data = load(f"cues/{language}")
    actors = fold("|".join(data["actors"]))
    return Cues(
        language=language,
        kinds=tuple(
            (kind, strength == "strong", _in_parts(data[kind][strength], actors))
            for kind in KINDS
            for strength in ("strong", "weak")
            if data[kind].get(strength)
        ),
        adverb=_compiled(data["adverbs"], actors),
        courtesy=_compiled(data["courtesy"], actors),
        insists=_compiled(data["insists"], actors),
        preamble=_compiled(data["preamble"], actors, start=True),
        neutral=_in_parts(data["neutral"], actors),
        negation=_compiled(data["negation"], actors),
        purpose=_compiled(data["purpose"], actors),
        actor=_compiled([_PARTY, *data["actors"]], actors),
        action=_compiled(data["actions"], actors),
        chapeau=_compiled(data["chapeau"], actors),
        optative=_compiled(data["optative"], actors, start=True),
        announces=_compiled(data["announces"], actors),
        failed=_compiled(data["failed"], actors),
    )
