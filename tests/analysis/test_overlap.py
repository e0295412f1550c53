"""The matrix of themes by processes: exact numbers on the small meeting, and what holds for any data."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from convergence.analysis import filters, overlap
from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames, Mask
from convergence.codebook import Codebook, bundled

ALL = np.ones(6, dtype=bool)


def cells(counts: pd.DataFrame) -> dict[tuple[str, str], int]:
    """Cells that are not 0."""
    return {(theme, process): int(n) for theme, row in counts.iterrows() for process, n in row.items() if n}


def test_the_small_meeting(frames: Frames, codebook: Codebook) -> None:
    counted = overlap.matrix(frames, ALL)
    assert list(counted.counts.index) == list(codebook.themes)
    assert list(counted.counts.columns) == list(codebook.processes)
    assert cells(counted.counts) == {
        ("borders", "crm"): 1,
        ("borders", "csm"): 1,
        ("asylum", "crm"): 1,
        ("asylum", "csm"): 2,
        ("gender", "csm"): 2,
        ("data", "crm"): 2,
        ("data", "idb"): 1,
    }
    assert {theme: n for theme, n in counted.by_theme.items() if n} == {
        "borders": 2,
        "asylum": 2,  # one of them of two processes: counted once
        "gender": 2,
        "data": 3,
    }
    assert counted.by_process.to_dict() == {"crm": 3, "csm": 3, "la-declaration": 0, "mirps": 0, "idb": 1, "idm": 0}
    assert {theme: n for theme, n in counted.spread.items() if n} == {"borders": 2, "asylum": 2, "gender": 1, "data": 2}
    assert (counted.recommendations, counted.passages, counted.unreviewed) == (6, 5, 0)


def test_main_themes_alone(frames: Frames) -> None:
    counted = overlap.matrix(frames, ALL, main_only=True)
    assert cells(counted.counts) == {
        ("borders", "crm"): 1,
        ("asylum", "crm"): 1,
        ("asylum", "csm"): 1,
        ("gender", "csm"): 2,
        ("data", "crm"): 1,
        ("data", "idb"): 1,
    }
    assert counted.by_theme.sum() == counted.recommendations == 6
    assert counted.by_process.to_dict() == {"crm": 3, "csm": 3, "la-declaration": 0, "mirps": 0, "idb": 1, "idm": 0}


def test_a_filter_narrows_every_number(frames: Frames) -> None:
    counted = overlap.matrix(frames, filters.recommendations(frames, Filter(kinds=("recommendation",)), "en"))
    assert cells(counted.counts) == {
        ("borders", "crm"): 1,
        ("borders", "csm"): 1,
        ("asylum", "csm"): 1,
        ("gender", "csm"): 1,
        ("data", "crm"): 1,
    }
    assert (counted.recommendations, counted.passages) == (2, 2)
    nothing = overlap.matrix(frames, ~ALL)
    assert cells(nothing.counts) == {}
    assert (nothing.recommendations, nothing.passages, nothing.unreviewed) == (0, 0, 0)


def test_shares_are_of_a_processs_points(frames: Frames) -> None:
    shares = overlap.matrix(frames, ALL).shares
    assert shares.loc["data", "crm"] == 2 / 3
    assert shares.loc["data", "idb"] == 1.0
    assert shares.loc["gender", "csm"] == 2 / 3
    assert shares.loc["data", "mirps"] == 0.0
    assert not shares.isna().to_numpy().any()


def test_order_is_by_spread_then_number_then_codebook(frames: Frames, codebook: Codebook) -> None:
    order = overlap.matrix(frames, ALL).order()
    assert order[:4] == ["data", "borders", "asylum", "gender"]
    rest = [theme for theme in codebook.themes if theme not in order[:4]]
    assert order[4:] == rest


def test_what_is_behind(frames: Frames) -> None:
    def names(*, main_only: bool = False, chosen: Mask = ALL, **cell: str) -> list[str]:
        places = overlap.behind(frames, chosen, **cell, main_only=main_only)
        return [name.partition("/")[2] for name in frames.recommendations["id"].iloc[places]]

    assert names(theme="asylum", process="csm") == ["crm.2.2", "csm.1.1"]
    assert names(theme="asylum", process="csm", main_only=True) == ["crm.2.2"]
    assert names(theme="asylum") == ["crm.2.2", "csm.1.1"]
    assert names(process="csm") == ["crm.2.2", "csm.1.1", "csm.2.1"]
    assert names(theme="data", process="csm") == []
    assert names(theme="nowhere") == []
    assert names() == ["crm.2.1", "crm.2.2", "crm.3.1", "csm.1.1", "csm.2.1", "idb.2.1"]
    assert names(theme="asylum", chosen=np.array([False, True, False, False, False, False])) == ["crm.2.2"]


def test_counting_changes_nothing(frames: Frames) -> None:
    chosen = ALL.copy()
    overlap.matrix(frames, chosen)
    overlap.behind(frames, chosen, theme="asylum", process="csm")
    assert chosen.all()


THEMES = tuple(bundled().themes)
PROCESSES = tuple(bundled().processes)

Point = tuple[list[str], list[str], int, bool]

POINTS: st.SearchStrategy[list[Point]] = st.lists(
    st.tuples(
        st.lists(st.sampled_from(THEMES[:7]), min_size=1, max_size=4, unique=True),
        st.lists(st.sampled_from(PROCESSES), min_size=1, max_size=4, unique=True),
        st.integers(0, 5),
        st.booleans(),
    ),
    max_size=30,
)


def ranked(name: str, codes: list[list[str]], categories: tuple[str, ...]) -> pd.DataFrame:
    rows = [(rec, code, rank) for rec, of_it in enumerate(codes) for rank, code in enumerate(of_it, start=1)]
    table = pd.DataFrame(rows, columns=["rec", name, "rank"])
    table["rec"] = table["rec"].astype(np.int64)
    table[name] = pd.Categorical(table[name], categories=list(categories))
    return table


def frames_of(points: list[Point]) -> Frames:
    """Frames that hold points and nothing that the matrix does not ask for."""
    empty = pd.DataFrame()
    return Frames(
        version=1,
        meetings=pd.DataFrame({"id": ["m"], "date": [pd.Timestamp(date(2024, 1, 1))]}),
        passages=empty,
        recommendations=pd.DataFrame(
            {
                "id": [f"m/x.{place}" for place in range(len(points))],
                "passage": pd.Series(sorted(point[2] for point in points), dtype=np.int64),
                "reviewed": pd.Series([point[3] for point in points], dtype=bool),
            }
        ),
        themes=ranked("theme", [point[0] for point in points], THEMES),
        processes=ranked("process", [point[1] for point in points], PROCESSES),
        leads=empty,
        actions=empty,
        supporting=empty,
    )


@st.composite
def data(draw: st.DrawFn) -> tuple[list[Point], Frames, Mask, bool]:
    points = draw(POINTS)
    chosen = np.array(draw(st.lists(st.booleans(), min_size=len(points), max_size=len(points))), dtype=bool)
    return points, frames_of(points), chosen, draw(st.booleans())


@settings(max_examples=30, deadline=None)
@given(data())
def test_every_number_is_what_is_behind_it(drawn: tuple[list[Point], Frames, Mask, bool]) -> None:
    points, made, chosen, main_only = drawn
    counted = overlap.matrix(made, chosen, main_only)
    for theme in THEMES[:8]:
        row = overlap.behind(made, chosen, theme, None, main_only)
        assert counted.by_theme[theme] == len(row)
        for process in PROCESSES:
            places = overlap.behind(made, chosen, theme, process, main_only)
            assert counted.counts.loc[theme, process] == len(places)
            assert set(places) <= set(row)
            assert list(places) == [
                place
                for place, (themes, processes, _, _) in enumerate(points)
                if chosen[place] and process in processes and theme in (themes[:1] if main_only else themes)
            ]
    for process in PROCESSES:
        assert counted.by_process[process] == len(overlap.behind(made, chosen, None, process, main_only))
    assert counted.recommendations == len(overlap.behind(made, chosen))
    assert counted.counts.loc[list(THEMES[8:])].to_numpy().sum() == 0


@settings(max_examples=30, deadline=None)
@given(data())
def test_margins_and_totals(drawn: tuple[list[Point], Frames, Mask, bool]) -> None:
    points, made, chosen, main_only = drawn
    counted = overlap.matrix(made, chosen, main_only)
    for theme, row in counted.counts.iterrows():
        assert row.max() <= counted.by_theme[theme] <= row.sum()
        assert counted.spread[theme] == (row > 0).sum()
    assert (counted.counts.max() <= counted.by_process).all()
    kept = [point for point, is_chosen in zip(points, chosen, strict=True) if is_chosen]
    assert counted.by_process.sum() == sum(len(processes) for _, processes, _, _ in kept)
    assert counted.by_theme.sum() == sum(1 if main_only else len(themes) for themes, _, _, _ in kept)
    assert counted.unreviewed == sum(not reviewed for _, _, _, reviewed in kept)
    assert counted.passages == len(set(made.recommendations["passage"][chosen]))
    shares = counted.shares.to_numpy()
    assert ((shares >= 0) & (shares <= 1)).all()


@settings(max_examples=30, deadline=None)
@given(data())
def test_the_order_is_stable(drawn: tuple[list[Point], Frames, Mask, bool]) -> None:
    _, made, chosen, main_only = drawn
    counted = overlap.matrix(made, chosen, main_only)
    order = counted.order()
    expected = sorted(THEMES, key=lambda theme: (-counted.spread[theme], -counted.by_theme[theme], THEMES.index(theme)))
    assert order == expected
    assert counted.order() == order
