"""Recommendations from different processes that seem to ask for the same thing: a machine's proposals, with its reasons.

Four likenesses, each from 0 to 1: words (in every language in which both exist), themes, operative verb, parties. Rare words and
themes weigh more than common ones (inverse document frequency). A likeness that can't be told, because one of the two has
nothing to compare, is left out and the weights of the others make up the whole.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from convergence.analysis.frames import Frames, Mask, Positions
from convergence.analysis.function_words import FUNCTION_WORDS
from convergence.analysis.parties import entrusted
from convergence.model import LANGUAGES

WEIGHTS = {"words": 0.5, "themes": 0.3, "verb": 0.12, "parties": 0.08}
LEAST = 0.3
STEM = 6
SHORTEST = 4
WORD = re.compile(rf"[a-z]{{{SHORTEST},}}")
TOO_COMMON = 0.25
MOST_TOO_COMMON = 2000
AT_ONCE = 1_000_000

Reals = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two recommendations (positions), how alike they are (0 to 1), and why: each likeness, or None where it can't be told."""

    one: int
    other: int
    score: float
    words: float | None
    themes: float
    verb: float | None
    parties: float | None


@dataclass(frozen=True, eq=False)
class Index:
    """Recommendations as sparse rows of unit length, one block a language for words and verbs.

    `rarity` gives the weight of each stem, `written` in which languages a text exists; a
    row is empty where it does not.
    """

    words: tuple[Any, ...]
    rarity: tuple[dict[str, float], ...]
    verbs: tuple[Any, ...]
    written: npt.NDArray[np.bool_]
    themes: Any
    parties: Any
    processes: Any


def index(frames: Frames) -> Index:
    """Everything that likeness needs; made once for a data version."""
    return frames.kept(("same-ask", ""), lambda: _index(frames))


def _index(frames: Frames) -> Index:
    table = frames.recommendations
    n = len(table)
    texts = [_stems(table[f"text_{language}"]) for language in LANGUAGES]
    verbs = [_stems(table[f"verb_{language}"]) for language in LANGUAGES]
    words = [_weighed(rows, columns, n) for rows, columns, _ in texts]
    return Index(
        words=tuple(weighed for weighed, _ in words),
        rarity=tuple(
            dict(zip(stems, weights[: len(stems)].tolist(), strict=True))
            for (_, weights), (_, _, stems) in zip(words, texts, strict=True)
        ),
        verbs=tuple(_weighed(rows, columns, n)[0] for rows, columns, _ in verbs),
        written=np.column_stack([table[f"text_{language}"].notna().to_numpy() for language in LANGUAGES]),
        themes=_weighed(frames.themes["rec"].to_numpy(), frames.themes["theme"].cat.codes.to_numpy(), n, common=1.1)[0],
        parties=_weighed(*_party_codes(frames), n, common=1.1)[0],
        processes=_ones(frames.processes["rec"].to_numpy(), frames.processes["process"].cat.codes.to_numpy(), n),
    )


def _party_codes(frames: Frames) -> tuple[Positions, Positions]:
    named = entrusted(frames)
    return named["rec"].to_numpy(), pd.factorize(named["party"], sort=True)[0]


def _stems(texts: pd.Series[Any]) -> tuple[Positions, Positions, list[str]]:
    """Row and number of every stem: a word without accents and endings, cut after six letters. All texts are folded at once."""
    owners, words = split(texts)
    codes, stems = pd.factorize(np.array([word[:STEM] for word in words], dtype=object), sort=False)
    return owners, codes, [str(stem) for stem in stems]


def split(texts: pd.Series[Any]) -> tuple[Positions, list[str]]:
    """The words of every text, without accents and case, short ones and function words left out, and which text each is from."""
    known = np.flatnonzero(texts.notna().to_numpy())
    joined = "\n".join(text.replace("\n", " ") for text in texts.iloc[known])
    plain = unicodedata.normalize("NFKD", joined.replace("œ", "oe")).encode("ascii", "ignore").decode().lower()
    lines = (
        [[word for word in WORD.findall(line) if word not in FUNCTION_WORDS] for line in plain.split("\n")]
        if len(known)
        else []
    )
    lengths = np.array([len(line) for line in lines], dtype=np.int64)
    return np.repeat(known, lengths), [word for line in lines for word in line]


def _ones(rows: Positions, columns: npt.NDArray[Any], n: int) -> Any:
    width = int(columns.max()) + 1 if len(columns) else 1
    table = sparse.csr_array((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=(n, width))
    table.data[:] = 1.0  # what is said twice counts once
    return table


def _weighed(rows: Positions, columns: npt.NDArray[Any], n: int, common: float = TOO_COMMON) -> tuple[Any, Reals]:
    """Rows of unit length and the weight of each column, which is how rare it is; what more than `common` of the rows have says nothing."""
    table = _ones(rows, columns, n)
    occurs = np.bincount(table.indices, minlength=table.shape[1])
    filled = max(int((np.diff(table.indptr) > 0).sum()), 1)
    weights = np.log((1 + filled) / (1 + occurs)).astype(np.float32) + np.float32(common > 1)
    limit = min(common * filled, MOST_TOO_COMMON) if common <= 1 and filled > 8 else np.inf
    weights[occurs > limit] = 0.0
    table.data = weights[table.indices]
    table.eliminate_zeros()
    lengths = np.sqrt(np.asarray((table * table).sum(axis=1)).ravel())
    table.data /= np.repeat(np.where(lengths > 0, lengths, 1), np.diff(table.indptr)).astype(np.float32)
    return table, weights


def pairs(
    frames: Frames, chosen: Mask, least: float = LEAST, new: Mask | None = None, most: int = 500, at_once: int = AT_ONCE
) -> list[Pair]:
    """Pairs of chosen recommendations that no process makes both of, the most alike first, equals by position; `most` at most.

    With `new`, only pairs of a new one with any other: what a document that was just read has in common with all that was there.
    `at_once` pairs are compared at a time, which bounds the memory and changes nothing else.
    """
    found = index(frames)
    columns = np.flatnonzero(chosen)
    rows = columns if new is None else np.flatnonzero(chosen & new)
    kept: list[Pair] = []
    step = max(1, at_once // max(len(columns), 1))
    for start in range(0, len(rows), step):
        strip = rows[start : start + step]
        others = columns if new is not None else columns[start:]  # a pair is compared once, from its earlier one
        kept += _compared(found, strip, others, least, new, most)
        kept = sorted(kept, key=lambda pair: (-round(pair.score, 6), pair.one, pair.other))[:most]
    return kept


def _compared(
    found: Index, rows: Positions, columns: Positions, least: float, new: Mask | None, most: int
) -> list[Pair]:
    words, both = _over_languages(found.words, found.written, rows, columns)
    verbs, verbs_both = _over_languages(found.verbs, _filled(found.verbs), rows, columns)
    themes = _product(found.themes, rows, columns)
    parties = _product(found.parties, rows, columns)
    named = np.diff(found.parties.indptr) > 0
    party_both = named[rows][:, None] & named[columns][None, :]
    weight = WEIGHTS["themes"] + WEIGHTS["words"] * both
    weight += WEIGHTS["verb"] * verbs_both + WEIGHTS["parties"] * party_both
    score = WEIGHTS["words"] * words + WEIGHTS["themes"] * themes + WEIGHTS["verb"] * verbs
    score = (score + WEIGHTS["parties"] * parties) / weight
    score[_product(found.processes, rows, columns) > 0] = 0.0
    earlier = rows[:, None] < columns[None, :]
    score[~(earlier if new is None else earlier | ~new[columns][None, :])] = 0.0
    kept = []
    if np.count_nonzero(score >= least) > most:  # ties with the last one stay, so that the order decides and not chance
        least = float(np.partition(score, -most, axis=None)[-most]) - 1e-5
    for row, column in np.argwhere(score >= least):
        one, other = sorted((int(rows[row]), int(columns[column])))
        kept.append(
            Pair(
                one,
                other,
                float(score[row, column]),
                float(words[row, column]) if both[row, column] else None,
                float(themes[row, column]),
                float(verbs[row, column]) if verbs_both[row, column] else None,
                float(parties[row, column]) if party_both[row, column] else None,
            )
        )
    return kept


def _over_languages(
    blocks: tuple[Any, ...], written: npt.NDArray[np.bool_], rows: Positions, columns: Positions
) -> tuple[Reals, npt.NDArray[np.bool_]]:
    """Mean likeness over the languages in which both exist, and whether there is one."""
    total = np.zeros((len(rows), len(columns)), dtype=np.float32)
    languages = np.zeros((len(rows), len(columns)), dtype=np.float32)
    for place, block in enumerate(blocks):
        if written[rows, place].any() and written[columns, place].any():
            total += _product(block, rows, columns)
            languages += written[rows, place][:, None] & written[columns, place][None, :]
    return np.divide(total, languages, out=total, where=languages > 0), languages > 0


def _filled(blocks: tuple[Any, ...]) -> npt.NDArray[np.bool_]:
    return np.column_stack([np.diff(block.indptr) > 0 for block in blocks])


def _product(block: Any, rows: Positions, columns: Positions) -> Reals:
    table: Reals = (block[rows] @ block[columns].T).toarray()
    return table


def shared_words(frames: Frames, one: int, other: int, language: str, most: int = 6) -> list[str]:
    """Words that two recommendations have in common, as the first one writes them, in the reader's language or else another."""
    table = frames.recommendations
    for candidate in (language, *LANGUAGES):
        texts = table[f"text_{candidate}"].iloc[[one, other]]
        if texts.notna().all():
            rarity = index(frames).rarity[LANGUAGES.index(candidate)]
            theirs = {word[:STEM] for word in split(texts.iloc[[1]])[1] if rarity.get(word[:STEM])}
            mine: dict[str, str] = {}
            for word in re.findall(rf"\w{{{SHORTEST},}}", texts.iloc[0].lower()):
                stem = "".join(split(pd.Series([word], dtype=object))[1])[:STEM]
                if stem in theirs:
                    mine.setdefault(stem, word)
            return [mine[stem] for stem in sorted(mine, key=lambda stem: (-rarity[stem], stem))][:most]
    return []
