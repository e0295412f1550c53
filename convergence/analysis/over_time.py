"""Themes from meeting to meeting, and the lineage of an ask that people linked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from convergence.analysis import incidence, links
from convergence.analysis.frames import Frames, Mask, Positions
from convergence.model import LinkKind


def by_meeting(frames: Frames, chosen: Mask) -> pd.DataFrame:
    """Chosen recommendations, themes that occur (in the codebook's order) by meetings, the oldest first."""
    meetings = list(frames.meetings.sort_values(["date", "id"])["id"])
    coded = incidence.themes(frames)
    place = pd.Index(meetings).get_indexer(frames.recommendations["meeting"].cat.categories)
    meeting_of = place[frames.recommendations["meeting"].cat.codes.to_numpy()]
    kept = chosen[coded.rec]
    cells = coded.code[kept] * len(meetings) + meeting_of[coded.rec[kept]]
    counts = np.bincount(cells, minlength=coded.n * len(meetings)).reshape(coded.n, len(meetings))
    table = pd.DataFrame(counts, index=frames.themes["theme"].cat.categories, columns=meetings)
    return table.loc[table.sum(axis=1) > 0]


def behind(frames: Frames, chosen: Mask, theme: str | None, meeting: str | None) -> Positions:
    mask = chosen.copy()
    if theme is not None:
        mask &= incidence.has(frames.themes, "theme", theme, len(mask))
    if meeting is not None:
        mask &= (frames.recommendations["meeting"] == meeting).to_numpy()
    return np.flatnonzero(mask)


@dataclass(frozen=True, slots=True)
class Lineage:
    """One ask through the meetings: its recommendations from the first on; `repeated` counts the later meetings that took it up again;
    `dated`: whether any action that follows it up has a due date.
    """

    positions: tuple[int, ...]
    first: date
    repeated: int
    dated: bool


def as_positions(lineage: Lineage) -> Positions:
    return np.array(lineage.positions, dtype=np.int64)


def lineages(frames: Frames, chosen: Mask) -> list[Lineage]:
    """Asks that people linked as the same or as built on each other, the most repeated first; only chosen recommendations."""
    groups = links.groups(frames, (LinkKind.SAME_ASK, LinkKind.BUILDS_ON), chosen)
    if not groups:
        return []
    dates = frames.meetings.set_index("id")["date"].reindex(frames.recommendations["meeting"].astype(object))
    days, meetings = dates.to_numpy(), frames.recommendations["meeting"].to_numpy()
    followed = links.follows(frames)
    with_date = frames.actions["due"].notna().to_numpy()[followed["act"].to_numpy()]
    dated = set(followed.loc[with_date, "rec"].tolist())
    found = []
    for places in groups:
        ordered = sorted(places, key=lambda place: (days[place], place))
        again = len({meetings[place] for place in places}) - 1
        first = pd.Timestamp(days[ordered[0]]).date()
        found.append(Lineage(tuple(ordered), first, again, any(place in dated for place in places)))
    return sorted(found, key=lambda lineage: (-lineage.repeated, -len(lineage.positions), lineage.positions))
