"""Processes among themselves: how alike the themes are that they carry, and which sets of processes share which themes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from convergence.analysis import incidence
from convergence.analysis.frames import Frames, Mask, Positions
from convergence.analysis.overlap import Matrix
from convergence.analysis.seriation import cosines, ordered

MEASURES = ("jaccard", "cosine")


@dataclass(frozen=True, eq=False)
class Likeness:
    """Pairs of the processes that speak.

    - `values`: 0 (nothing in common) to 1 (the same), processes by processes, in an order in which the like stand together.
    - `shared`: number of themes that both raise; on the diagonal, that the process raises.
    """

    measure: str
    values: pd.DataFrame
    shared: pd.DataFrame

    @property
    def processes(self) -> list[str]:
        return [str(code) for code in self.values.index]

    def pairs(self) -> list[tuple[str, str]]:
        """Every pair of two that share a theme, the most alike first, equals by code."""
        codes = self.processes
        found = [
            (one, other)
            for place, one in enumerate(codes)
            for other in codes[place + 1 :]
            if self.shared.at[one, other]
        ]
        return sorted(found, key=lambda pair: (-round(float(self.values.at[pair]), 9), *sorted(pair)))  # type: ignore[arg-type]


def likeness(matrix: Matrix, measure: str = "jaccard") -> Likeness:
    """How alike processes are by their themes.

    "jaccard": themes that both raise, among the themes that either raises. "cosine": the angle between the shares of the two, so
    that weight counts and not only presence.
    """
    counts = matrix.counts[matrix.speaking]
    raised = (counts.to_numpy() > 0).astype(np.int64)
    shared = raised.T @ raised
    if measure == "cosine":
        values = cosines(matrix.shares[matrix.speaking].to_numpy(float).T)
    else:
        own = np.diag(shared)
        either = own[:, None] + own[None, :] - shared
        values = np.divide(shared, either, out=np.zeros(shared.shape), where=either > 0)
    order = ordered(1.0 - values, list(range(len(values))))
    codes = [str(counts.columns[place]) for place in order]
    return Likeness(
        measure,
        pd.DataFrame(values[np.ix_(order, order)], index=codes, columns=codes),
        pd.DataFrame(shared[np.ix_(order, order)], index=codes, columns=codes),
    )


def shared_themes(matrix: Matrix, processes: Collection[str]) -> list[str]:
    """Themes that every one of some processes raises, in the codebook's order."""
    raised = (matrix.counts[list(processes)] > 0).all(axis=1)
    return [str(code) for code in raised.index[raised]]


@dataclass(frozen=True, slots=True)
class Intersection:
    """A set of processes, and the themes that exactly those raise, and nobody else."""

    processes: tuple[str, ...]
    themes: tuple[str, ...]


def intersections(matrix: Matrix) -> list[Intersection]:
    """Every theme that anybody raises in the one set of processes that raise it; greatest first, then by codes."""
    processes = matrix.speaking
    raised = matrix.counts[processes].to_numpy() > 0
    found: dict[tuple[str, ...], list[str]] = {}
    for theme, row in zip(matrix.counts.index, raised, strict=True):
        if row.any():
            found.setdefault(tuple(code for code, on in zip(processes, row, strict=True) if on), []).append(str(theme))
    sets = [Intersection(codes, tuple(themes)) for codes, themes in found.items()]
    return sorted(sets, key=lambda item: (-len(item.themes), -len(item.processes), item.processes))


def behind(
    frames: Frames, chosen: Mask, themes: Sequence[str], processes: Sequence[str], main_only: bool = False
) -> Positions:
    """Recommendations of any of the processes that carry any of the themes."""
    coded = frames.themes[frames.themes["rank"] == 1] if main_only else frames.themes
    return np.flatnonzero(
        chosen & _any(coded, "theme", themes, len(chosen)) & _any(frames.processes, "process", processes, len(chosen))
    )


def _any(table: pd.DataFrame, column: str, codes: Sequence[str], n: int) -> npt.NDArray[np.bool_]:
    mask = np.zeros(n, dtype=bool)
    for code in codes:
        mask |= incidence.has(table, column, code, n)
    return mask
