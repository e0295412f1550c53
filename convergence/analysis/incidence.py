"""Which recommendation carries what, as arrays that every count is made from; made once for a data version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from convergence.analysis.frames import Frames, Mask, Positions


@dataclass(frozen=True, eq=False)
class Pairs:
    """Two codes of a recommendation side by side: every theme of it with every process of it.

    `cell` is the row code times the number of column codes plus the column code.
    """

    rec: Positions
    cell: Positions
    shape: tuple[int, int]

    def count(self, chosen: Mask) -> npt.NDArray[np.int64]:
        """Chosen recommendations by the two codes."""
        cells = self.cell if chosen.all() else self.cell[chosen[self.rec]]
        return np.bincount(cells, minlength=self.shape[0] * self.shape[1]).reshape(self.shape)


def pairs(frames: Frames, main_only: bool) -> Pairs:
    """Themes by processes."""
    return frames.kept(("pairs", "main" if main_only else "all"), lambda: _paired(frames, main_only))


@dataclass(frozen=True, eq=False)
class Codes:
    """One code column of the recommendations: `rec` and `code` side by side, among `n` codes."""

    rec: Positions
    code: Positions
    n: int

    def count(self, chosen: Mask) -> npt.NDArray[np.int64]:
        """Chosen recommendations by code."""
        return np.bincount(self.code if chosen.all() else self.code[chosen[self.rec]], minlength=self.n)


def _paired(frames: Frames, main_only: bool) -> Pairs:
    return crossed(themes(frames, main_only), processes(frames))


def crossed(rows: Codes, columns: Codes) -> Pairs:
    """Each code of a recommendation in `rows` with every one in `columns`; those are sorted by recommendation, as in the frames."""
    first = np.searchsorted(columns.rec, rows.rec, side="left")
    how_many = np.searchsorted(columns.rec, rows.rec, side="right") - first
    repeated = np.repeat(np.arange(len(rows.rec)), how_many)
    offset = np.arange(len(repeated)) - np.repeat(np.cumsum(how_many) - how_many, how_many)
    others = columns.code[first[repeated] + offset]
    return Pairs(rows.rec[repeated], rows.code[repeated] * columns.n + others, (rows.n, columns.n))


def themes(frames: Frames, main_only: bool = False) -> Codes:
    coded = frames.themes[frames.themes["rank"] == 1] if main_only else frames.themes
    return frames.kept(("codes", "main" if main_only else "themes"), lambda: _codes(coded, "theme"))


def processes(frames: Frames) -> Codes:
    return frames.kept(("codes", "processes"), lambda: _codes(frames.processes, "process"))


def _codes(table: Any, column: str) -> Codes:
    codes = table[column].cat
    return Codes(table["rec"].to_numpy(), codes.codes.to_numpy().astype(np.int64), len(codes.categories))


def carried(frames: Frames) -> Any:
    """Recommendations by themes as a sparse matrix of ones."""
    return frames.kept(("carried", "themes"), lambda: _sparse(themes(frames), len(frames.recommendations)))


def _sparse(codes: Codes, n: int) -> Any:
    ones = np.ones(len(codes.rec), dtype=np.int32)
    return sparse.csr_array((ones, (codes.rec, codes.code)), shape=(n, codes.n))


def has(table: Any, column: str, code: str, n: int) -> Mask:
    """Which of `n` recommendations carry a code in a table of codes."""
    mask = np.zeros(n, dtype=bool)
    mask[table["rec"].to_numpy()[(table[column] == code).to_numpy()]] = True
    return mask


def passages(frames: Frames, chosen: Mask) -> int:
    """Number of passages that the chosen recommendations come from."""
    return int(np.count_nonzero(np.bincount(frames.recommendations["passage"].to_numpy()[chosen])))
