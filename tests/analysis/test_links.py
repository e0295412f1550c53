"""What people decided, as groups: who asks the same, and whom joint follow-up reaches."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convergence.analysis import filters, gaps, links, parties, progress
from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames
from convergence.analysis.links import Link
from convergence.model import LinkKind
from tests.analysis.points import Point, data

LINKS = [(3, 0, "same-ask"), (2, 3, "same-ask"), (4, 1, "builds-on"), (1, 5, "contradicts"), (1, 2, "different")]


@pytest.fixture
def linked(frames: Frames) -> Frames:
    return replace(frames, links=pd.DataFrame(LINKS, columns=["one", "other", "kind"]), _cache={})


def joint(frames: Frames, *acts: int) -> Frames:
    """The same with some actions made joint."""
    flags = np.isin(np.arange(len(frames.actions)), acts)
    return replace(frames, actions=frames.actions.assign(joint=flags), _cache={})


def test_what_was_decided_about_a_recommendation(linked: Frames) -> None:
    assert links.of(linked, 3) == [Link(0, LinkKind.SAME_ASK), Link(2, LinkKind.SAME_ASK)]
    assert links.of(linked, 1) == [Link(4, LinkKind.BUILDS_ON, is_base=True), Link(5, LinkKind.CONTRADICTS)]
    assert links.of(linked, 4) == [Link(1, LinkKind.BUILDS_ON)]


def test_who_asks_the_same_by_decision(linked: Frames) -> None:
    assert links.groups(linked) == [(0, 2, 3)]
    assert links.groups(linked, (LinkKind.BUILDS_ON, LinkKind.CONTRADICTS)) == [(1, 4, 5)]
    assert links.same_ask(linked, 2) == (0, 2, 3)
    assert links.same_ask(linked, 1) == (1,)  # neither building on it nor differing from it is asking the same


def test_a_joint_action_follows_up_all_that_ask_the_same(linked: Frames) -> None:
    own = linked.actions["rec"].tolist()
    assert own == [0, 1, 1, 2, 4, 5]
    assert links.follows(linked).to_numpy().tolist() == [[act, rec] for act, rec in enumerate(own)]
    shared = joint(linked, 0, 2)
    assert links.follows(shared).loc[:3].to_numpy().tolist() == [[0, 0], [0, 2], [0, 3], [1, 1]]
    assert links.follows(shared)["act"].tolist().count(2) == 1  # joint, and nobody asks the same
    assert links.joint_follow_up(shared, 3) == [0]
    assert links.joint_follow_up(shared, 0) == []
    assert links.joint_follow_up(linked, 3) == []


def test_joint_follow_up_counts_wherever_follow_up_counts(linked: Frames) -> None:
    shared, every = joint(linked, 0), np.ones(6, dtype=bool)
    assert not gaps.with_follow_up(linked)[3]
    assert gaps.with_follow_up(shared)[3]
    alone, more = progress.by_process(linked, every), progress.by_process(shared, every)
    assert (more.sum(axis=1) - alone.sum(axis=1)).to_dict() == {"crm": 0, "csm": 1, "idb": 0}
    lead = shared.actions["lead"].iloc[0]
    assert set(parties.behind(shared, every, lead)) == set(parties.behind(linked, every, lead)) | {2, 3}
    chosen = Filter(parties=(lead,))
    assert filters.recommendations(shared, chosen, "en")[3]
    assert not filters.recommendations(linked, chosen, "en")[3]
    today = date(2024, 3, 1)
    of_three = Filter(themes=("gender",), processes=("csm",))
    assert not filters.actions(linked, of_three, "en", today)[0]
    assert filters.actions(shared, of_three, "en", today)[0]


@settings(max_examples=40, deadline=None)
@given(data(10), st.data())
def test_groups_are_disjoint_and_hold_every_link(
    drawn: tuple[list[Point], Frames, object], more: st.DataObject
) -> None:
    points, frames, _ = drawn
    n = len(points)
    pairs = more.draw(st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=8)) if n else []
    table = pd.DataFrame(
        [(one, other, "same-ask") for one, other in pairs if one != other], columns=["one", "other", "kind"]
    )
    made = replace(frames, links=table, _cache={})
    found = links.groups(made)
    assert sum(map(len, found)) == len({place for group in found for place in group})
    for one, other in zip(table["one"].tolist(), table["other"].tolist(), strict=True):
        assert other in links.same_ask(made, one)
    for act, rec in links.follows(made).itertuples(index=False):
        assert rec in links.same_ask(made, int(frames.actions["rec"].iloc[act]))
