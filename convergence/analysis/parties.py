"""Who leads what: countries and bodies by themes, from what the source entrusts to them and from the actions that they lead."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from convergence.analysis import incidence, links
from convergence.analysis.frames import Frames, Mask, Positions


def entrusted(frames: Frames) -> pd.DataFrame:
    """Each party once for each recommendation that it leads, by name or through an action: columns rec, party."""

    def make() -> pd.DataFrame:
        acts = links.follows(frames)
        acts = acts.assign(party=frames.actions["lead"].iloc[acts["act"]].array).dropna(subset=["party"])
        parts = [frames.leads[["rec", "party"]], acts[["rec", "party"]]]
        table = pd.concat([part.astype({"party": object}) for part in parts], ignore_index=True)
        return table.drop_duplicates().sort_values(["rec", "party"], ignore_index=True)

    return frames.kept(("entrusted", ""), make)


def by_theme(frames: Frames, chosen: Mask, themes: Collection[str] = ()) -> pd.DataFrame:
    """Chosen recommendations, parties by themes, only those that occur: most recommendations first, equals by code; themes as in the
    codebook. A recommendation with two themes counts under both.
    """
    table = entrusted(frames)
    table = table[chosen[table["rec"].to_numpy()]]
    coded = frames.themes[["rec", "theme"]]
    if themes:
        coded = coded[coded["theme"].isin(list(themes))]
    joined = table.merge(coded, on="rec")
    counts = pd.crosstab(joined["party"], joined["theme"])
    counts = counts[[code for code in frames.themes["theme"].cat.categories if code in counts.columns]]
    totals = table.loc[table["rec"].isin(joined["rec"]), "party"].value_counts()
    return counts.loc[sorted(counts.index, key=lambda code: (-int(totals[code]), code))]


def totals(frames: Frames, chosen: Mask) -> dict[str, int]:
    """How many of the chosen recommendations each party leads, whatever they are about; as many as `behind` gives."""
    table = entrusted(frames)
    counted = table.loc[chosen[table["rec"].to_numpy()], "party"].value_counts()
    return {str(party): int(n) for party, n in counted.items()}


def behind(frames: Frames, chosen: Mask, party: str | None, theme: str | None = None) -> Positions:
    """The recommendations that a party leads, all or those on a theme; of any party where none is named."""
    table = entrusted(frames)
    led = np.zeros(len(chosen), dtype=bool)
    led[table["rec"].to_numpy()[(table["party"] == party).to_numpy() if party else slice(None)]] = True
    mask = chosen & led
    if theme is not None:
        mask &= incidence.has(frames.themes, "theme", theme, len(mask))
    return np.flatnonzero(mask)
