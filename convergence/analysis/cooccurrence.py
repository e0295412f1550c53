"""Themes among themselves: which are raised together, in one recommendation or by one process, and which form a family."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from convergence.analysis import incidence
from convergence.analysis.frames import Frames, Mask, Positions
from convergence.analysis.overlap import Matrix

WITHIN = ("recommendation", "process")


@dataclass(frozen=True, eq=False)
class Together:
    """Pairs of the themes that somebody raises.

    - `counts`: recommendations (or processes) that carry both, symmetric; on the diagonal, that carry the theme.
    - `n`: recommendations (or processes) in all.
    - `lift`: how many times more often than by chance two themes go together: count · n / (count of one · count of the other).
    - `family`: the community of each theme, 0, 1, …; a theme that goes with no other is in a family of its own.
    """

    within: str
    counts: pd.DataFrame
    n: int
    family: pd.Series[int]

    @property
    def themes(self) -> list[str]:
        """Family by family, in each the most frequent first, equals by code."""
        totals = self.counts.to_numpy().diagonal()
        places = sorted(
            range(len(totals)),
            key=lambda place: (int(self.family.iloc[place]), -int(totals[place]), str(self.counts.index[place])),
        )
        return [str(self.counts.index[place]) for place in places]

    def members(self, theme: str) -> list[str]:
        """The themes of a theme's family, in the order of `themes`; none for one that nobody raises."""
        if theme not in self.family.index:
            return []
        return [code for code in self.themes if self.family[code] == self.family[theme]]

    def families(self) -> list[list[str]]:
        """The families of two themes or more, in the order of `themes`."""
        found = {int(self.family[code]): self.members(code) for code in self.themes}
        return [members for members in found.values() if len(members) > 1]

    def count(self, one: str, other: str) -> int:
        return self._counted[self._place[one]][self._place[other]]

    @cached_property
    def _counted(self) -> list[list[int]]:
        """The counts as plain numbers: a figure asks for each of them several times, and pandas takes its time over one."""
        return cast(list[list[int]], self.counts.to_numpy().tolist())

    @cached_property
    def _place(self) -> dict[str, int]:
        return {str(code): place for place, code in enumerate(self.counts.index)}

    def lift(self, one: str, other: str) -> float:
        alone = self.count(one, one) * self.count(other, other)
        return self.count(one, other) * self.n / alone if alone else 0.0

    def pairs(self) -> list[tuple[str, str]]:
        """Every pair of themes that go together, by count, then lift, then code."""
        codes = [str(code) for code in self.counts.index]
        upper = np.triu(self.counts.to_numpy(), 1)
        found = [(codes[row], codes[column]) for row, column in np.argwhere(upper > 0)]
        return sorted(found, key=lambda pair: (-self.count(*pair), -round(self.lift(*pair), 9), pair))


def together(frames: Frames, chosen: Mask, themes: Collection[str] = ()) -> Together:
    """Themes carried by the same recommendation; only `themes` where given."""
    carried = incidence.carried(frames)
    kept = carried if chosen.all() else carried[np.flatnonzero(chosen)]
    counts = (kept.T @ kept).toarray().astype(np.int64)
    return _of(counts, frames.themes["theme"].cat.categories, "recommendation", int(chosen.sum()), themes)


def together_in_processes(matrix: Matrix, themes: Collection[str] = ()) -> Together:
    """Themes raised by the same process, in whatever recommendations."""
    raised = (matrix.counts[matrix.speaking].to_numpy() > 0).astype(np.int64)
    return _of(raised @ raised.T, matrix.counts.index, "process", len(matrix.speaking), themes)


def _of(counts: npt.NDArray[np.int64], codes: pd.Index[str], within: str, n: int, themes: Collection[str]) -> Together:
    kept = np.diag(counts) > 0
    if themes:
        kept = kept & codes.isin(themes)
    index = codes[kept]
    found = counts[np.ix_(kept, kept)]
    return Together(
        within, pd.DataFrame(found, index=index, columns=index), n, pd.Series(families(found, n), index=index)
    )


def families(counts: npt.NDArray[np.int64], n: int) -> list[int]:
    """Communities of a square table of counts: pairs are merged while that raises modularity most, the earlier of equals first.

    Greedy agglomeration (Clauset, Newman and Moore 2004). The weight of a link is its count beyond what chance would give among `n`,
    since common themes go with everything. Communities are numbered by size, then by their first member.
    """
    size = len(counts)
    own = np.diag(counts).astype(float)
    expected = np.outer(own, own) / max(n, 1)
    weights = np.maximum(counts - expected, 0.0)
    np.fill_diagonal(weights, 0.0)
    total = weights.sum()
    groups: dict[int, list[int]] = {place: [place] for place in range(size)}
    if total > 0:
        share = weights / total
        degree = share.sum(axis=1)
        gain = np.round(2 * (share - np.outer(degree, degree)), 12)
        gain[np.tril_indices(size)] = -np.inf
        while len(groups) > 1:
            one, other = divmod(int(gain.argmax()), size)
            if gain[one, other] <= 0:
                break
            groups[one] += groups.pop(other)
            _merge(gain, one, other)
    ranked = sorted((sorted(members) for members in groups.values()), key=lambda members: (-len(members), members[0]))
    family = [0] * size
    for number, members in enumerate(ranked):
        for member in members:
            family[member] = number
    return family


def _merge(gain: npt.NDArray[np.float64], one: int, other: int) -> None:
    """The gain of merging with a merged community is the sum of the gains of merging with its two parts."""
    whole = np.where(np.isfinite(gain), gain, 0.0)
    symmetric = whole + whole.T
    summed = symmetric[one] + symmetric[other]
    alive = np.isfinite(gain) | np.isfinite(gain).T
    for place in np.flatnonzero(alive[one]):
        row, column = sorted((one, int(place)))
        if place != other:
            gain[row, column] = summed[place]
    gain[other, :] = -np.inf
    gain[:, other] = -np.inf


def behind(frames: Frames, chosen: Mask, one: str, other: str | None = None) -> Positions:
    """Recommendations that carry a theme, or both of two."""
    mask = chosen & incidence.has(frames.themes, "theme", one, len(chosen))
    if other is not None:
        mask &= incidence.has(frames.themes, "theme", other, len(chosen))
    return np.flatnonzero(mask)


def family_behind(frames: Frames, chosen: Mask, themes: Collection[str]) -> Positions:
    """Recommendations that carry any theme of a family."""
    mask = np.zeros(len(chosen), dtype=bool)
    for theme in themes:
        mask |= incidence.has(frames.themes, "theme", theme, len(chosen))
    return np.flatnonzero(chosen & mask)


def processes_behind(matrix: Matrix, one: str, other: str) -> list[str]:
    """Processes that raise both themes."""
    both = (matrix.counts.loc[[one, other]] > 0).all(axis=0)
    return [code for code in matrix.speaking if both[code]]
