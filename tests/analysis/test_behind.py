"""What holds for any data: the count of every cell is the length of what is behind it, in every view."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings

from convergence.analysis import cooccurrence, gaps, likeness, over_time, overlap, parties, same_ask
from convergence.analysis.frames import Frames, Mask
from tests.analysis.points import MEETINGS, PARTIES, PROCESSES, THEMES, Point, data

Drawn = tuple[list[Point], Frames, Mask]
ANY = settings(max_examples=25, deadline=None)


@ANY
@given(data())
def test_pairs_of_themes(drawn: Drawn) -> None:
    points, frames, chosen = drawn
    found = cooccurrence.together(frames, chosen)
    for one in found.themes:
        assert found.count(one, one) == len(cooccurrence.behind(frames, chosen, one))
        for other in found.themes:
            behind = list(cooccurrence.behind(frames, chosen, one, other))
            assert found.count(one, other) == len(behind)
            assert behind == [
                place for place, point in enumerate(points) if chosen[place] and {one, other} <= set(point.themes)
            ]
    assert sorted(found.family.unique()) == list(range(found.family.nunique()))
    for members in found.families():
        assert members == found.members(members[-1])
        assert list(cooccurrence.family_behind(frames, chosen, members)) == [
            place for place, point in enumerate(points) if chosen[place] and set(members) & set(point.themes)
        ]


@ANY
@given(data())
def test_pairs_of_themes_in_processes(drawn: Drawn) -> None:
    _, frames, chosen = drawn
    counted = overlap.matrix(frames, chosen)
    found = cooccurrence.together_in_processes(counted)
    for one, other in found.pairs():
        assert found.count(one, other) == len(cooccurrence.processes_behind(counted, one, other))


@ANY
@given(data())
def test_pairs_and_sets_of_processes(drawn: Drawn) -> None:
    _, frames, chosen = drawn
    counted = overlap.matrix(frames, chosen)
    for measure in likeness.MEASURES:
        found = likeness.likeness(counted, measure)
        values = found.values.to_numpy()
        assert ((values >= 0) & (values <= 1 + 1e-9)).all()
        assert np.allclose(values, values.T)
        for one in found.processes:
            for other in found.processes:
                assert found.shared.at[one, other] == len(likeness.shared_themes(counted, {one, other}))
    sets = likeness.intersections(counted)
    assert sum(len(item.themes) for item in sets) == int((counted.spread > 0).sum())
    for item in sets:
        behind = set(likeness.behind(frames, chosen, item.themes, item.processes))
        assert behind == {place for theme in item.themes for place in overlap.behind(frames, chosen, theme).tolist()}


@ANY
@given(data())
def test_gaps(drawn: Drawn) -> None:
    points, frames, chosen = drawn
    items = {"first": THEMES[:2], "second": THEMES[2:5], "none": ()}
    found = gaps.gaps(frames, chosen, items, PROCESSES)
    followed = gaps.with_follow_up(frames)
    for item, themes in items.items():
        for process in (*PROCESSES, gaps.ALL):
            behind = gaps.behind(frames, chosen, themes, process)
            assert found.counts.at[item, process] == len(behind)
            assert found.followed.at[item, process] == int(followed[behind].sum())
    for place, point in enumerate(points):
        assert followed[place] == any(progress != "no-information" for _, progress in point.actions)


@ANY
@given(data())
def test_parties_by_themes(drawn: Drawn) -> None:
    points, frames, chosen = drawn
    found = parties.by_theme(frames, chosen)
    for party in found.index:
        for theme in found.columns:
            assert found.at[party, theme] == len(parties.behind(frames, chosen, party, theme))
    totals = parties.totals(frames, chosen)
    for party in PARTIES:
        assert totals.get(party, 0) == len(parties.behind(frames, chosen, party))
        led = [
            place
            for place, point in enumerate(points)
            if chosen[place] and (party in point.leads or any(lead == party for lead, _ in point.actions))
        ]
        assert list(parties.behind(frames, chosen, party)) == led
        assert (party in found.index) == bool(led)


@ANY
@given(data())
def test_themes_by_meeting(drawn: Drawn) -> None:
    _, frames, chosen = drawn
    found = over_time.by_meeting(frames, chosen)
    assert list(found.columns) == list(MEETINGS)
    for theme in found.index:
        for meeting in found.columns:
            assert found.at[theme, meeting] == len(over_time.behind(frames, chosen, theme, meeting))


@ANY
@given(data(12))
def test_same_ask_pairs(drawn: Drawn) -> None:
    points, frames, chosen = drawn
    pairs = same_ask.pairs(frames, chosen, least=0.2)
    assert pairs == same_ask.pairs(frames, chosen, least=0.2, at_once=1)  # row by row
    assert [pair.score for pair in pairs] == sorted((pair.score for pair in pairs), reverse=True)
    assert len({(pair.one, pair.other) for pair in pairs}) == len(pairs)
    for pair in pairs:
        assert pair.one < pair.other
        assert chosen[pair.one]
        assert chosen[pair.other]
        assert not set(points[pair.one].processes) & set(points[pair.other].processes)
        assert 0.2 <= pair.score <= 1 + 1e-6
        assert (pair.words is None) == (not set(points[pair.one].text) & set(points[pair.other].text))
    new = np.arange(len(points)) >= len(points) // 2
    with_new = {(pair.one, pair.other) for pair in same_ask.pairs(frames, chosen, least=0.2, new=new)}
    assert with_new == {(pair.one, pair.other) for pair in pairs if new[pair.one] or new[pair.other]}


@ANY
@given(data())
def test_residuals_add_up_and_orders_hold_every_theme_once(drawn: Drawn) -> None:
    _, frames, chosen = drawn
    found = overlap.matrix(frames, chosen)
    difference = found.counts.to_numpy() - found.expected.to_numpy()
    assert np.allclose(difference.sum(axis=0), 0)
    assert np.allclose(difference.sum(axis=1), 0)
    for order in ("convergence", "total", "similarity"):
        assert sorted(found.order(order)) == sorted(THEMES)
        assert found.order(order) == found.order(order)
    assert sorted(found.columns("similarity")) == sorted(found.speaking)
