"""What a reader asked to see, as a value: it drives the screen, the numbers and the exports alike."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

import numpy as np
import pandas as pd

from convergence.analysis import links
from convergence.analysis.frames import Frames, Mask, folded
from convergence.analysis.progress import flag_masks


@dataclass(frozen=True, slots=True)
class Filter:
    """Choices, each a tuple of codes; an empty one does not filter.

    `all_themes` asks for recommendations that carry every chosen theme, not any; `main_only` counts a recommendation under its main theme
    alone. `parties` are countries and bodies that lead or support. `progress` and `flags` speak of actions only. `search` are words
    that must all occur in the text shown.
    """

    processes: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    all_themes: bool = False
    main_only: bool = False
    kinds: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    progress: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    search: str = ""

    @property
    def active(self) -> list[str]:
        """Names of the choices that filter something."""
        switches = {"all_themes", "main_only"}
        return [item.name for item in fields(self) if item.name not in switches and getattr(self, item.name)]


def recommendations(frames: Frames, chosen: Filter, language: str) -> Mask:
    """Which recommendations the filter selects: a mask over `frames.recommendations`."""
    table = frames.recommendations
    mask = np.ones(len(table), dtype=bool)
    for name, codes in (("kind", chosen.kinds), ("position", chosen.positions), ("meeting", chosen.meetings)):
        if codes:
            mask &= table[name].isin(codes).to_numpy()
    if chosen.processes:
        mask &= _carries(frames.processes, "process", chosen.processes, len(table))
    if chosen.themes:
        mask &= _themed(frames, chosen)
    if chosen.parties:
        mask &= _parties(frames, chosen.parties)
    for word in folded(chosen.search).split():
        mask &= frames.searchable("recommendations", "text", language).str.contains(word, regex=False).to_numpy(bool)
    return mask


def actions(frames: Frames, chosen: Filter, language: str, today: date) -> Mask:
    """Which actions the filter selects: a mask over `frames.actions`.

    Choices about recommendations select the actions of those; the party and the words are asked of the action itself.
    """
    table = frames.actions
    of_recommendations = Filter(
        processes=chosen.processes,
        themes=chosen.themes,
        all_themes=chosen.all_themes,
        main_only=chosen.main_only,
        kinds=chosen.kinds,
        positions=chosen.positions,
        meetings=chosen.meetings,
    )
    followed = links.follows(frames)
    wanted = recommendations(frames, of_recommendations, language)[followed["rec"].to_numpy()]
    mask: Mask = np.zeros(len(table), dtype=bool)
    mask[followed["act"].to_numpy()[wanted]] = True
    if chosen.progress:
        mask &= table["progress"].isin(chosen.progress).to_numpy()
    if chosen.parties:
        mask &= table["lead"].isin(chosen.parties).to_numpy() | _carries(
            frames.supporting, "party", chosen.parties, len(table), owner="act"
        )
    if chosen.flags:
        flags = flag_masks(frames, today)
        mask &= np.logical_or.reduce([flags[flag] for flag in chosen.flags])
    for word in folded(chosen.search).split():
        in_title = frames.searchable("actions", "title", language).str.contains(word, regex=False).to_numpy(bool)
        in_note = table["note"].map(folded).str.contains(word, regex=False).to_numpy(bool)
        mask &= in_title | in_note
    return mask


def _carries(table: pd.DataFrame, column: str, codes: tuple[str, ...], n: int, owner: str = "rec") -> Mask:
    mask: Mask = np.zeros(n, dtype=bool)
    mask[table[owner].to_numpy()[table[column].isin(codes).to_numpy()]] = True
    return mask


def _themed(frames: Frames, chosen: Filter) -> Mask:
    coded = frames.themes if not chosen.main_only else frames.themes[frames.themes["rank"] == 1]
    n = len(frames.recommendations)
    if not chosen.all_themes:
        return _carries(coded, "theme", chosen.themes, n)
    wanted = set(chosen.themes)
    hits = coded["rec"].to_numpy()[coded["theme"].isin(wanted).to_numpy()]
    mask: Mask = np.bincount(hits, minlength=n) == len(wanted)
    return mask


def _parties(frames: Frames, parties: tuple[str, ...]) -> Mask:
    n = len(frames.recommendations)
    mask = _carries(frames.leads, "party", parties, n)
    acting = frames.actions["lead"].isin(parties).to_numpy(copy=True)
    acting[frames.supporting["act"].to_numpy()[frames.supporting["party"].isin(parties).to_numpy()]] = True
    followed = links.follows(frames)
    mask[followed["rec"].to_numpy()[acting[followed["act"].to_numpy()]]] = True
    return mask
