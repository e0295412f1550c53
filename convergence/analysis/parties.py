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


def _codes(frames: Frames) -> tuple[incidence.Codes, list[str]]:
    """`entrusted` as arrays, and the parties that its codes stand for, in the order of their codes."""

    def make() -> tuple[incidence.Codes, list[str]]:
        table = entrusted(frames)
        codes, named = pd.factorize(table["party"], sort=True)
        return incidence.Codes(table["rec"].to_numpy(), codes.astype(np.int64), len(named)), [str(x) for x in named]

    return frames.kept(("entrusted", "codes"), make)


def by_theme(frames: Frames, chosen: Mask, themes: Collection[str] = ()) -> pd.DataFrame:
    """Chosen recommendations, parties by themes, only those that occur: most recommendations first, equals by code; themes as in the
    codebook. A recommendation with two themes counts under both.
    """
    led, parties = _codes(frames)
    coded, codes = incidence.themes(frames), frames.themes["theme"].cat.categories
    crossed = frames.kept(("entrusted", "themes"), lambda: incidence.crossed(led, coded))
    counts = pd.DataFrame(crossed.count(chosen), index=parties, columns=codes)
    wanted = codes.isin(list(themes)) if themes else np.ones(len(codes), dtype=bool)
    carrying = np.zeros(len(chosen), dtype=bool)
    carrying[coded.rec[wanted[coded.code]]] = True
    totals = dict(zip(parties, led.count(chosen & carrying).tolist(), strict=True))
    counts = counts.loc[:, wanted & (counts > 0).any(axis=0).to_numpy()]
    return counts.loc[sorted((code for code in parties if totals[code]), key=lambda code: (-totals[code], code))]


def totals(frames: Frames, chosen: Mask) -> dict[str, int]:
    """How many of the chosen recommendations each party leads, whatever they are about; as many as `behind` gives."""
    led, parties = _codes(frames)
    return {party: n for party, n in zip(parties, led.count(chosen).tolist(), strict=True) if n}


def behind(frames: Frames, chosen: Mask, party: str | None, theme: str | None = None) -> Positions:
    """The recommendations that a party leads, all or those on a theme; of any party where none is named."""
    table = entrusted(frames)
    led = np.zeros(len(chosen), dtype=bool)
    led[table["rec"].to_numpy()[(table["party"] == party).to_numpy() if party else slice(None)]] = True
    mask = chosen & led
    if theme is not None:
        mask &= incidence.has(frames.themes, "theme", theme, len(mask))
    return np.flatnonzero(mask)
