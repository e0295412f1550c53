"""Groups of recommendations that seem to ask for the same thing: a machine's proposals, made of its pairs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import scipy  # its parts are loaded at their first use, which is not the start of the server

from convergence.analysis.frames import Frames
from convergence.analysis.same_ask import LEAST, Pair, shared_words

APART = 2.0
"""Distance of two that are no pair: more than any pair's, so that no group holds both."""


@dataclass(frozen=True, slots=True)
class Group:
    """Recommendations (positions, ascending) of which every two are a proposed pair, so that no process makes two of them.

    `score` is the mean likeness of the pairs, `least` that of the least alike two.
    """

    members: tuple[int, ...]
    pairs: tuple[Pair, ...]

    @property
    def score(self) -> float:
        return sum(pair.score for pair in self.pairs) / len(self.pairs)

    @property
    def least(self) -> float:
        return min(pair.score for pair in self.pairs)

    @property
    def same_verb(self) -> bool:
        """Whether every two have an operative verb in common."""
        return all(pair.verb is not None and pair.verb >= 0.5 for pair in self.pairs)

    @property
    def same_parties(self) -> bool:
        return all(bool(pair.parties) for pair in self.pairs)


def groups(pairs: Sequence[Pair]) -> list[Group]:
    """Groups of three or more, the largest first, then the most alike, equals by position; each recommendation is in one at most.

    Complete linkage: two groups become one while every member of the one is a pair with every member of the other, the most alike
    first. What chains would join, A like B and B like C, stays apart where A is not like C.
    """
    places = sorted({place for pair in pairs for place in (pair.one, pair.other)})
    if len(places) < 3:
        return []
    row = {place: number for number, place in enumerate(places)}
    distances = np.full((len(places), len(places)), APART)
    np.fill_diagonal(distances, 0.0)
    for pair in pairs:
        one, other = row[pair.one], row[pair.other]
        distances[one, other] = distances[other, one] = round(1.0 - pair.score, 6)
    tree = scipy.cluster.hierarchy.linkage(scipy.spatial.distance.squareform(distances, checks=False), "complete")
    labels = scipy.cluster.hierarchy.fcluster(tree, 1.0 - LEAST + 1e-6, "distance")
    found = []
    for label in np.unique(labels):
        members = tuple(places[number] for number in np.flatnonzero(labels == label))
        if len(members) > 2:
            inside = tuple(pair for pair in pairs if pair.one in members and pair.other in members)
            found.append(Group(members, inside))
    return sorted(found, key=lambda group: (-len(group.members), -round(group.score, 6), group.members))


def outside(pairs: Iterable[Pair], found: Iterable[Group]) -> list[Pair]:
    """The pairs that are not inside a group."""
    inside = {(pair.one, pair.other) for group in found for pair in group.pairs}
    return [pair for pair in pairs if (pair.one, pair.other) not in inside]


def common_themes(frames: Frames, group: Group) -> list[str]:
    """Themes that all of a group carry, in the codebook's order."""
    coded = frames.themes[frames.themes["rec"].isin(group.members)]
    carried = coded.groupby("theme", observed=True)["rec"].nunique()
    return [str(code) for code in carried.index[carried == len(group.members)]]


def common_words(frames: Frames, group: Group, language: str) -> list[str]:
    """Words that the first of a group has in common with every other, the rarest first."""
    first = group.members[0]
    lists = [shared_words(frames, first, other, language, most=50) for other in group.members[1:]]
    kept = reduce(lambda some, more: some & more, (set(words) for words in lists))
    return [word for word in lists[0] if word in kept][:6]
