"""What a delegation has before it: the actions that it leads and supports, the most pressing first, and what each waits for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import numpy as np

from convergence.analysis.frames import Frames, Mask, Positions
from convergence.analysis.progress import FINAL, flag_masks

WAITING = ("overdue", "due-soon", "no-due-date", "stale")


@dataclass(frozen=True, eq=False)
class Standing:
    """Positions in `frames.actions`; `waiting` counts, by flag, the actions that the delegation leads or supports."""

    leads: Positions
    supports: Positions
    waiting: dict[str, int]

    @property
    def n(self) -> int:
        return len(self.leads) + len(self.supports)


def standing(
    frames: Frames, party: str, today: date, flag: str | None = None, besides: Collection[str] = ()
) -> Standing:
    """How a delegation stands; with `flag`, one of `WAITING`, only the actions that carry it are listed, and those whose ids are `besides`.

    Open actions come first, in the order of their due dates, those without a date after them; finished ones are last.
    """
    table = frames.actions
    leads: Mask = (table["lead"] == party).to_numpy()
    supports: Mask = np.zeros(len(table), dtype=bool)
    supports[frames.supporting["act"].to_numpy()[(frames.supporting["party"] == party).to_numpy()]] = True
    flags = flag_masks(frames, today)
    ours = leads | supports
    waiting = {name: int((flags[name] & ours).sum()) for name in WAITING}
    shown = ours & (flags[flag] | table["id"].isin(besides).to_numpy()) if flag else ours
    order = np.lexsort(
        (
            np.arange(len(table)),
            table["due"].to_numpy(),
            table["due"].isna().to_numpy(),
            table["progress"].isin(FINAL).to_numpy(),
        )
    )
    return Standing(order[(shown & leads)[order]], order[(shown & supports & ~leads)[order]], waiting)
