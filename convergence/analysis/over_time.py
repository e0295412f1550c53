"""Themes from meeting to meeting, and the lineage of an ask that people linked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from convergence.analysis import incidence
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
    """One ask through the meetings: its recommendations from the first on, and whether any action of it has a due date."""

    positions: tuple[int, ...]
    first: date
    repeated: int
    dated: bool


def as_positions(lineage: Lineage) -> Positions:
    return np.array(lineage.positions, dtype=np.int64)


def lineages(frames: Frames, chosen: Mask) -> list[Lineage]:
    """Asks that people linked as the same or as built on each other, the longest first; only chosen recommendations."""
    kinds = [LinkKind.SAME_ASK.value, LinkKind.BUILDS_ON.value]
    links = frames.links[frames.links["kind"].isin(kinds)]
    leader: dict[int, int] = {}

    def find(place: int) -> int:
        while leader.setdefault(place, place) != place:
            place = leader[place]
        return place

    for one, other in zip(links["one"].tolist(), links["other"].tolist(), strict=True):
        if chosen[one] and chosen[other]:
            first, second = sorted((find(one), find(other)))
            leader[second] = first
    members: dict[int, list[int]] = {}
    for place in sorted(leader):
        members.setdefault(find(place), []).append(place)
    met = frames.meetings.set_index("id")["date"]
    dates = {place: met[frames.recommendations["meeting"].iloc[place]] for place in leader}
    dated = set(frames.actions.loc[frames.actions["due"].notna(), "rec"].tolist())
    found = []
    for places in members.values():
        ordered = sorted(places, key=lambda place: (dates[place], place))
        found.append(
            Lineage(
                tuple(ordered), dates[ordered[0]].date(), len(ordered) - 1, any(place in dated for place in ordered)
            )
        )
    return sorted(found, key=lambda lineage: (-len(lineage.positions), lineage.first, lineage.positions))
