"""Where nobody speaks, and where somebody spoke and nothing is known to have followed: themes, objectives, action packages."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from convergence.analysis import incidence, links
from convergence.analysis.frames import Frames, Mask, Positions

STATES = ("silent", "unfollowed", "followed")
ALL = ""


@dataclass(frozen=True, eq=False)
class Gaps:
    """Items (rows, in the codebook's order) by processes, with a last column `ALL` for whoever speaks.

    - `counts`: recommendations that fall under the item. - `followed`: those with an action whose progress is known.
    - `uncovered`: items that no theme of the codebook stands for, so that no recommendation can fall under them.
    """

    counts: pd.DataFrame
    followed: pd.DataFrame
    uncovered: frozenset[str]

    def state(self, item: str, process: str = ALL) -> str:
        """One of `STATES`: no recommendation; some, and no follow-up of any; follow-up of at least one."""
        if not self.counts.at[item, process]:
            return "silent"
        return "followed" if self.followed.at[item, process] else "unfollowed"

    def only(self, items: Collection[str]) -> Gaps:
        """The same of some items."""
        return Gaps(self.counts.loc[list(items)], self.followed.loc[list(items)], self.uncovered & set(items))

    def items(self, state: str, process: str = ALL) -> list[str]:
        return [str(item) for item in self.counts.index if self.state(str(item), process) == state]


def with_follow_up(frames: Frames) -> Mask:
    """Recommendations with an action of which more is known than nothing; several actions, one is enough."""

    def make() -> Mask:
        mask: Mask = np.zeros(len(frames.recommendations), dtype=bool)
        known = (frames.actions["progress"] != "no-information").to_numpy()
        table = links.follows(frames)
        mask[table["rec"].to_numpy()[known[table["act"].to_numpy()]]] = True
        return mask

    return frames.kept(("followed up", ""), make)


def gaps(frames: Frames, chosen: Mask, items: Mapping[str, Collection[str]], processes: Collection[str]) -> Gaps:
    """Count the chosen recommendations under each item; `items` gives the themes that each stands for."""
    columns = list(processes)
    known = chosen & with_follow_up(frames)
    by_process, in_all = _fall_under(frames, items)
    place = frames.processes["process"].cat.categories.get_indexer(pd.Index(columns))

    def counted(rows: Mask) -> pd.DataFrame:
        cells = np.where(place >= 0, by_process.count(rows)[:, place], 0)
        return pd.DataFrame(
            np.column_stack([cells, in_all.count(rows)]), index=list(items), columns=[*columns, ALL], dtype=np.int64
        )

    return Gaps(counted(chosen), counted(known), frozenset(item for item, themes in items.items() if not themes))


def _fall_under(frames: Frames, items: Mapping[str, Collection[str]]) -> tuple[incidence.Pairs, incidence.Codes]:
    """Which recommendations fall under which item, with each of their processes, and once each; made once for a data version."""
    key = repr([(item, sorted(themes)) for item, themes in items.items()])

    def make() -> tuple[incidence.Pairs, incidence.Codes]:
        rows = [np.flatnonzero(under(frames, themes)) for themes in items.values()]
        rec = np.concatenate([np.empty(0, np.int64), *rows])
        codes = incidence.Codes(rec, np.repeat(np.arange(len(rows)), [len(row) for row in rows]), len(rows))
        return incidence.crossed(codes, incidence.processes(frames)), codes

    return frames.kept(("fall under", key), make)


def under(frames: Frames, themes: Collection[str]) -> Mask:
    """Recommendations that carry any of some themes."""
    mask: Mask = np.zeros(len(frames.recommendations), dtype=bool)
    mask[frames.themes["rec"].to_numpy()[frames.themes["theme"].isin(list(themes)).to_numpy()]] = True
    return mask


def behind(frames: Frames, chosen: Mask, themes: Collection[str], process: str = ALL) -> Positions:
    """The recommendations behind a cell: those under an item, of one process or of all."""
    mask = chosen & under(frames, themes)
    if process != ALL:
        spoken = frames.processes
        of_process = np.zeros(len(mask), dtype=bool)
        of_process[spoken["rec"].to_numpy()[(spoken["process"] == process).to_numpy()]] = True
        mask &= of_process
    return np.flatnonzero(mask)
