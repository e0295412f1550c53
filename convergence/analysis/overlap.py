"""Themes across processes: where they overlap, where one stands alone, where nobody speaks.

Every number here is a count of different recommendations, and `behind` gives exactly those.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
import pandas as pd

from convergence.analysis.frames import Frames, Mask, Positions


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

    def order(self) -> list[str]:
        """Themes by number of processes, then of recommendations, most first; equals in the codebook's order."""
        table = pd.DataFrame({"spread": self.spread, "n": self.by_theme})
        return [str(code) for code in table.sort_values(["spread", "n"], ascending=False, kind="stable").index]


def matrix(frames: Frames, chosen: Mask, main_only: bool = False) -> Matrix:
    """Count chosen recommendations by theme and process; `main_only` counts each under its main theme alone."""
    themes, processes = _joined(frames, main_only)
    theme_codes = frames.themes["theme"].cat.categories
    process_codes = frames.processes["process"].cat.categories
    kept = chosen[themes["rec"]]
    pair = themes["theme"][kept] * len(process_codes) + processes[kept]
    cells = np.bincount(pair, minlength=len(theme_codes) * len(process_codes))
    counts = cells.reshape(len(theme_codes), len(process_codes))
    coded = frames.themes[frames.themes["rank"] == 1] if main_only else frames.themes
    by_theme = np.bincount(
        coded["theme"].cat.codes.to_numpy()[chosen[coded["rec"].to_numpy()]], minlength=len(theme_codes)
    )
    spoken = frames.processes
    by_process = np.bincount(
        spoken["process"].cat.codes.to_numpy()[chosen[spoken["rec"].to_numpy()]], minlength=len(process_codes)
    )
    table = frames.recommendations
    return Matrix(
        counts=pd.DataFrame(counts, index=theme_codes, columns=process_codes),
        by_theme=pd.Series(by_theme, index=theme_codes),
        by_process=pd.Series(by_process, index=process_codes),
        spread=pd.Series((counts > 0).sum(axis=1), index=theme_codes),
        recommendations=int(chosen.sum()),
        passages=int(np.unique(table["passage"].to_numpy()[chosen]).size),
        unreviewed=int((chosen & ~table["reviewed"].to_numpy()).sum()),
    )


def _joined(frames: Frames, main_only: bool) -> tuple[dict[str, Positions], Positions]:
    """Themes and processes of each recommendation side by side: every theme of it with every process of it."""
    coded = frames.themes[frames.themes["rank"] == 1] if main_only else frames.themes
    rec = coded["rec"].to_numpy()
    owners = frames.processes["rec"].to_numpy()  # sorted by recommendation, as the frames keep it
    first = np.searchsorted(owners, rec, side="left")
    how_many = np.searchsorted(owners, rec, side="right") - first
    repeated = np.repeat(np.arange(len(rec)), how_many)
    offset = np.arange(len(repeated)) - np.repeat(np.cumsum(how_many) - how_many, how_many)
    processes = frames.processes["process"].cat.codes.to_numpy()[first[repeated] + offset].astype(np.int64)
    themes = coded["theme"].cat.codes.to_numpy()[repeated].astype(np.int64)
    return {"rec": rec[repeated], "theme": themes}, processes


def behind(
    frames: Frames, chosen: Mask, theme: str | None = None, process: str | None = None, main_only: bool = False
) -> Positions:
    """Positions of the recommendations behind a cell, or behind a whole row (no process) or column (no theme)."""
    mask = chosen.copy()
    if theme is not None:
        coded = frames.themes[frames.themes["rank"] == 1] if main_only else frames.themes
        mask &= _has(coded, "theme", theme, len(mask))
    if process is not None:
        mask &= _has(frames.processes, "process", process, len(mask))
    return np.flatnonzero(mask)


def _has(table: pd.DataFrame, column: str, code: str, n: int) -> Mask:
    mask = np.zeros(n, dtype=bool)
    mask[table["rec"].to_numpy()[(table[column] == code).to_numpy()]] = True
    return mask
