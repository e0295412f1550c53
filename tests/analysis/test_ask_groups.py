"""Groups of recommendations that seem to ask the same: every two of a group are a pair, chains are not groups."""

from __future__ import annotations

from hypothesis import given, settings

from convergence.analysis import ask_groups, same_ask
from convergence.analysis.frames import Frames, Mask
from convergence.analysis.same_ask import Pair
from tests.analysis.points import Point, data


def pair(one: int, other: int, score: float, verb: float | None = None) -> Pair:
    return Pair(one, other, score, score, score, verb, None)


TRIANGLE = [pair(1, 4, 0.9, 1.0), pair(1, 7, 0.6, 1.0), pair(4, 7, 0.45, 1.0)]
CHAIN = [pair(2, 3, 0.8), pair(3, 9, 0.7)]


def test_three_of_which_every_two_are_alike() -> None:
    (group,) = ask_groups.groups([*TRIANGLE, *CHAIN])
    assert group.members == (1, 4, 7)
    assert group.pairs == tuple(TRIANGLE)
    assert (round(group.score, 2), group.least) == (0.65, 0.45)
    assert group.same_verb
    assert not group.same_parties
    assert ask_groups.outside([*TRIANGLE, *CHAIN], [group]) == CHAIN


def test_a_chain_is_no_group() -> None:
    assert ask_groups.groups(CHAIN) == []
    assert ask_groups.groups([]) == []
    assert ask_groups.groups(TRIANGLE[:1]) == []


def test_equals_are_told_apart_by_position() -> None:
    equal = [pair(one + base, other + base, 0.5) for base in (20, 0) for one, other in ((0, 1), (0, 2), (1, 2))]
    found = ask_groups.groups(equal)
    assert [group.members for group in found] == [(0, 1, 2), (20, 21, 22)]
    assert [group.members for group in ask_groups.groups(equal[::-1])] == [(0, 1, 2), (20, 21, 22)]


@settings(max_examples=50, deadline=None)
@given(data(14))
def test_groups_of_any_data(drawn: tuple[list[Point], Frames, Mask]) -> None:
    points, frames, chosen = drawn
    pairs = same_ask.pairs(frames, chosen)
    found = ask_groups.groups(pairs)
    placed = [place for group in found for place in group.members]
    assert len(placed) == len(set(placed))
    for group in found:
        n = len(group.members)
        assert n > 2
        assert len(group.pairs) == n * (n - 1) // 2
        spoken = [process for place in group.members for process in points[place].processes]
        assert len(spoken) == len(set(spoken))  # no process makes two of them
        for theme in ask_groups.common_themes(frames, group):
            assert all(theme in points[place].themes for place in group.members)
        assert ask_groups.common_words(frames, group, "en") == ask_groups.common_words(frames, group, "en")
    assert len(ask_groups.outside(pairs, found)) + sum(len(group.pairs) for group in found) == len(pairs)
