"""Frames that hold points made up by hypothesis, for what must hold of any data."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from convergence.analysis.frames import Frames, Mask
from convergence.codebook import bundled
from convergence.model import LANGUAGES

THEMES = tuple(bundled().themes)[:6]
PROCESSES = tuple(bundled().processes)
PARTIES = tuple(bundled().parties)[:5]
PROGRESS = tuple(bundled().progress)
MEETINGS = ("2023-01-01-a", "2024-01-01-b", "2025-01-01-c")
WORDS = ("migrants", "borders", "children", "dialogue", "visas", "asylum")


@dataclass(frozen=True)
class Point:
    themes: list[str]
    processes: list[str]
    leads: list[str]
    actions: list[tuple[str | None, str]]
    meeting: int
    text: dict[str, str]


POINT = st.builds(
    Point,
    st.lists(st.sampled_from(THEMES), min_size=1, max_size=4, unique=True),
    st.lists(st.sampled_from(PROCESSES), min_size=1, max_size=3, unique=True),
    st.lists(st.sampled_from(PARTIES), max_size=2, unique=True),
    st.lists(st.tuples(st.none() | st.sampled_from(PARTIES), st.sampled_from(PROGRESS)), max_size=2),
    st.integers(0, 2),
    st.dictionaries(st.sampled_from(LANGUAGES), st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)),
)


@st.composite
def data(draw: st.DrawFn, most: int = 20) -> tuple[list[Point], Frames, Mask]:
    points = sorted(draw(st.lists(POINT, max_size=most)), key=lambda point: point.meeting)
    chosen = draw(st.lists(st.booleans(), min_size=len(points), max_size=len(points)))
    return points, frames_of(points), np.array(chosen, dtype=bool)


def coded(name: str, owner: str, lists: list[list[str]], categories: tuple[str, ...]) -> pd.DataFrame:
    rows = [(place, code, rank) for place, codes in enumerate(lists) for rank, code in enumerate(codes, start=1)]
    table = pd.DataFrame(rows, columns=[owner, name, "rank"])
    table[owner] = table[owner].astype(np.int64)
    table[name] = pd.Categorical(table[name], categories=list(categories))
    return table


def frames_of(points: list[Point]) -> Frames:
    n = len(points)
    acts = [(place, lead, progress) for place, point in enumerate(points) for lead, progress in point.actions]
    actions = pd.DataFrame(
        {
            "rec": np.array([place for place, _, _ in acts], dtype=np.int64),
            "lead": pd.Categorical([lead for _, lead, _ in acts], categories=list(PARTIES)),
            "progress": pd.Categorical([progress for _, _, progress in acts], categories=list(PROGRESS)),
            "joint": np.arange(len(acts)) % 2 == 0,
            "due": pd.Series([pd.NaT] * len(acts), dtype="datetime64[us]"),
        }
    )
    recommendations = pd.DataFrame(
        {
            "id": [f"{MEETINGS[point.meeting]}/x.{place}" for place, point in enumerate(points)],
            "passage": np.arange(n),
            "meeting": pd.Categorical([MEETINGS[point.meeting] for point in points], categories=list(MEETINGS)),
            "reviewed": np.ones(n, dtype=bool),
        }
    )
    for language in LANGUAGES:
        recommendations[f"text_{language}"] = pd.Series([point.text.get(language) for point in points], dtype=object)
        recommendations[f"verb_{language}"] = pd.Series([None] * n, dtype=object)
    return Frames(
        version=1,
        meetings=pd.DataFrame({"id": MEETINGS, "date": pd.to_datetime([name[:10] for name in MEETINGS])}),
        passages=pd.DataFrame({"id": np.arange(n)}),
        recommendations=recommendations,
        themes=coded("theme", "rec", [point.themes for point in points], THEMES),
        processes=coded("process", "rec", [point.processes for point in points], PROCESSES),
        leads=coded("party", "rec", [point.leads for point in points], PARTIES),
        actions=actions,
        supporting=coded("party", "act", [], PARTIES),
    )
