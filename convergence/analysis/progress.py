"""How follow-up stands: flags, which are computed and never typed, and counts of progress."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from convergence.analysis import links
from convergence.analysis.frames import Frames, Mask

DUE_SOON_DAYS = 30
STALE_DAYS = 180
FINAL = ("implemented", "no-longer-applicable")


def flag_masks(frames: Frames, today: date) -> dict[str, Mask]:
    """Flags of actions by code, each a mask over `frames.actions`. Nothing that is finished is flagged.

    An action that nobody updated since its meeting was loaded is as old as its meeting.
    """
    table = frames.actions
    now = pd.Timestamp(today)
    is_open = ~table["progress"].isin(FINAL).to_numpy()
    due = table["due"]
    met = frames.meetings.set_index("id")["date"].reindex(frames.recommendations["meeting"].astype(object))
    since_meeting = pd.Series(met.to_numpy()[table["rec"].to_numpy()], dtype="datetime64[us]")
    touched = table["updated_at"].dt.tz_localize(None).astype("datetime64[us]").fillna(since_meeting)
    return {
        "overdue": is_open & (due < now).to_numpy(),
        "due-soon": is_open & ((due >= now) & (due <= now + timedelta(days=DUE_SOON_DAYS))).to_numpy(),
        "no-due-date": is_open & due.isna().to_numpy(),
        "stale": is_open & (touched < now - timedelta(days=STALE_DAYS)).to_numpy(),
        "no-lead": is_open & table["lead"].isna().to_numpy(),
    }


def flags_of_each(frames: Frames, today: date) -> list[tuple[str, ...]]:
    """The flags of each action, in the order of the rows of `frames.actions`."""
    return frames.kept(("flags", today.isoformat()), lambda: _flags_of_each(frames, today))


def _flags_of_each(frames: Frames, today: date) -> list[tuple[str, ...]]:
    masks = flag_masks(frames, today)
    names = list(masks)
    table = np.column_stack([masks[name] for name in names]) if len(frames.actions) else np.empty((0, len(names)))
    return [tuple(name for name, raised in zip(names, row, strict=True) if raised) for row in table]


def by_progress(frames: Frames, chosen: Mask) -> pd.Series[int]:
    """Number of chosen actions by progress, every code of the codebook in its order."""
    return frames.actions.loc[chosen, "progress"].value_counts(sort=False)


def by_process(frames: Frames, chosen: Mask) -> pd.DataFrame:
    """Number of chosen actions, processes by progress; an action counts for each process of what it follows up."""
    table = links.follows(frames)
    table = table[chosen[table["act"].to_numpy()]]
    joined = table.merge(frames.processes[["rec", "process"]], on="rec").drop_duplicates(["act", "process"])
    joined["progress"] = frames.actions["progress"].iloc[joined["act"]].array
    table = pd.crosstab(joined["process"], joined["progress"], dropna=False)
    return table.loc[table.sum(axis=1) > 0]


def by_theme(frames: Frames, chosen: Mask, main_only: bool = False) -> pd.DataFrame:
    """Number of chosen actions, themes by progress, most first; an action counts for each theme of what it follows up."""
    coded = frames.themes[frames.themes["rank"] == 1] if main_only else frames.themes
    table = links.follows(frames)
    table = table[chosen[table["act"].to_numpy()]]
    joined = table.merge(coded[["rec", "theme"]], on="rec").drop_duplicates(["act", "theme"])
    joined["progress"] = frames.actions["progress"].iloc[joined["act"]].array
    counted = pd.crosstab(joined["theme"], joined["progress"], dropna=False)
    totals = counted.sum(axis=1)
    return counted.loc[totals[totals > 0].sort_values(ascending=False, kind="stable").index]


def by_lead(frames: Frames, chosen: Mask) -> pd.DataFrame:
    """Number of chosen actions, leads by progress, most actions first; without a lead under the empty code, last."""
    acts = frames.actions.loc[chosen, ["lead", "progress"]]
    lead = acts["lead"].astype(object).where(acts["lead"].notna(), "")
    table = pd.crosstab(lead, acts["progress"], dropna=False)
    totals = table.sum(axis=1)
    order = sorted(table.index, key=lambda code: (code == "", -totals[code], code))
    return table.loc[order]
