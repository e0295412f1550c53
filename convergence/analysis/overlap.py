"""Themes across processes: where they overlap, where one stands alone, where nobody speaks.

Every number here is a count of different recommendations, and `behind` gives exactly those.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import pandas as pd

from convergence.analysis import incidence
from convergence.analysis.frames import Frames, Mask, Positions
from convergence.analysis.seriation import seriated


@dataclass(frozen=True, eq=False)
class Matrix:
    """Themes by processes.

    - `counts`: recommendations, themes (rows, in the codebook's order) by processes (columns).
    - `by_theme`: recommendations that carry a theme, whoever makes them; a joint one counts once.
    - `by_process`: recommendations of a process, whatever they are about.
    - `spread`: number of processes that speak of a theme.
    - `recommendations`, `passages`: how many the numbers rest on.
    - `unreviewed`: how many of those a machine coded and nobody has reviewed.
    """

    counts: pd.DataFrame
    by_theme: pd.Series[int]
    by_process: pd.Series[int]
    spread: pd.Series[int]
    recommendations: int
    passages: int
    unreviewed: int

    def count(self, theme: str, process: str) -> int:
        """Recommendations of a process that carry a theme."""
        return int(cast(int, self.counts.at[theme, process]))

    def share(self, theme: str, process: str) -> float:
        """The same as a share of the process's recommendations, 0 to 1."""
        total = self.by_process[process]
        return self.count(theme, process) / total if total else 0.0

    @property
    def speaking(self) -> list[str]:
        """Processes that have a recommendation at all, in the codebook's order."""
        return [code for code in self.counts.columns if self.by_process[code] > 0]

    @property
    def shares(self) -> pd.DataFrame:
        """Share of a process's recommendations that carry a theme, 0 to 1; themes overlap, so columns exceed 1 in sum."""
        return self.counts.div(self.by_process.where(self.by_process > 0), axis="columns").fillna(0.0)

    @property
    def expected(self) -> pd.DataFrame:
        """Counts as they would be if what a process speaks of did not depend on the process: row total times column total by all."""
        counts = self.counts.to_numpy(float)
        total = max(counts.sum(), 1.0)
        return pd.DataFrame(
            np.outer(counts.sum(axis=1), counts.sum(axis=0)) / total,
            index=self.counts.index,
            columns=self.counts.columns,
        )

    @property
    def residuals(self) -> pd.DataFrame:
        """Adjusted standardised residuals (Haberman 1973): beyond 2 or -2 a count differs from `expected` by more than chance.

        0 where a row or a column is empty, or holds everything.
        """
        counts, expected = self.counts.to_numpy(float), self.expected.to_numpy()
        total = max(counts.sum(), 1.0)
        rest = np.outer(1 - counts.sum(axis=1) / total, 1 - counts.sum(axis=0) / total)
        spread = np.sqrt(expected * rest)
        values = np.divide(counts - expected, spread, out=np.zeros_like(counts), where=spread > 1e-12)
        return pd.DataFrame(values, index=self.counts.index, columns=self.counts.columns)

    def order(self, by: str = "convergence") -> list[str]:
        """Themes in an order, equals in the codebook's: by number of processes and then of recommendations ("convergence"), by
        recommendations alone ("total"), or so that themes raised by the same processes stand together ("similarity").
        """
        if by == "similarity":
            return [str(self.counts.index[place]) for place in seriated(self.shares.to_numpy())]
        table = pd.DataFrame({"spread": self.spread, "n": self.by_theme})
        keys = ["n", "spread"] if by == "total" else ["spread", "n"]
        return [str(code) for code in table.sort_values(keys, ascending=False, kind="stable").index]

    def columns(self, by: str = "group") -> list[str]:
        """Processes that speak, in the codebook's order, or those with the same themes together ("similarity")."""
        if by != "similarity":
            return self.speaking
        counts = self.counts[self.speaking]
        return [str(counts.columns[place]) for place in seriated(counts.to_numpy(float).T)]


def matrix(
    frames: Frames,
    chosen: Mask,
    main_only: bool = False,
    themes: Collection[str] = (),
    processes: Collection[str] = (),
) -> Matrix:
    """Count chosen recommendations by theme and process; `main_only` counts each under its main theme alone.

    Where `themes` or `processes` are given, only those have rows or columns.
    """
    rows, columns = frames.themes["theme"].cat.categories, frames.processes["process"].cat.categories
    counts = pd.DataFrame(incidence.pairs(frames, main_only).count(chosen), index=rows, columns=columns)
    by_theme = pd.Series(incidence.themes(frames, main_only).count(chosen), index=rows)
    by_process = pd.Series(incidence.processes(frames).count(chosen), index=columns)
    if themes:
        kept = rows[rows.isin(themes)]
        counts, by_theme = counts.loc[kept], by_theme.loc[kept]
    if processes:
        kept = columns[columns.isin(processes)]
        counts, by_process = counts[kept], by_process.loc[kept]
    return Matrix(
        counts=counts,
        by_theme=by_theme,
        by_process=by_process,
        spread=(counts > 0).sum(axis=1),
        recommendations=int(chosen.sum()),
        passages=incidence.passages(frames, chosen),
        unreviewed=int((chosen & ~frames.recommendations["reviewed"].to_numpy()).sum()),
    )


def behind(
    frames: Frames, chosen: Mask, theme: str | None = None, process: str | None = None, main_only: bool = False
) -> Positions:
    """Positions of the recommendations behind a cell, or behind a whole row (no process) or column (no theme)."""
    mask = chosen.copy()
    if theme is not None:
        coded = frames.themes[frames.themes["rank"] == 1] if main_only else frames.themes
        mask &= incidence.has(coded, "theme", theme, len(mask))
    if process is not None:
        mask &= incidence.has(frames.processes, "process", process, len(mask))
    return np.flatnonzero(mask)


def candidates(found: Matrix, least: int) -> list[str]:
    """Themes that at least `least` processes speak of, the most widely shared first: what a joint agenda could hold."""
    return [theme for theme in found.order() if found.spread[theme] >= max(least, 1)]


def side_by_side(
    frames: Frames, chosen: Mask, theme: str, processes: Sequence[str], main_only: bool = False
) -> dict[str, Positions]:
    """The recommendations on a theme of each process that has any, in the order of `processes`."""
    found = {process: behind(frames, chosen, theme, process, main_only) for process in processes}
    return {process: positions for process, positions in found.items() if len(positions)}
