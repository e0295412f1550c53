"""What people decided about recommendations, as groups: which ask the same, and what joint follow-up reaches.

Only decisions count here; what a machine proposes is in `same_ask` and changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
import scipy  # its part for graphs is loaded at its first use, which is not the start of the server
from scipy import sparse

from convergence.analysis.frames import Frames, Mask
from convergence.model import LinkKind


@dataclass(frozen=True, slots=True)
class Link:
    """A decision as one of its two recommendations sees it: the other (a position), and whether it is the one that the other builds on."""

    other: int
    kind: LinkKind
    is_base: bool = False


def of(frames: Frames, position: int) -> list[Link]:
    """What was decided about a recommendation, by kind and then by position; that two differ is no link."""
    found = []
    table = frames.links
    for one, other, kind in zip(table["one"].tolist(), table["other"].tolist(), table["kind"].tolist(), strict=True):
        if position in (one, other) and kind != LinkKind.DIFFERENT:
            kind = LinkKind(kind)
            found.append(Link(other if position == one else one, kind, kind.has_direction and position == other))
    order = list(LinkKind)
    return sorted(found, key=lambda link: (order.index(link.kind), link.is_base, link.other))


def groups(
    frames: Frames, kinds: Collection[LinkKind] = (LinkKind.SAME_ASK,), chosen: Mask | None = None
) -> list[tuple[int, ...]]:
    """Recommendations that hang together by decisions of some kinds, directly or through others; positions, the first group first.

    With `chosen`, only links between chosen recommendations count.
    """
    links = frames.links[frames.links["kind"].isin([kind.value for kind in kinds])]
    if chosen is not None:
        links = links[chosen[links["one"].to_numpy()] & chosen[links["other"].to_numpy()]]
    if links.empty:
        return []
    ends = links[["one", "other"]].to_numpy(np.int64)
    places, ends = np.unique(ends, return_inverse=True)
    ends = ends.reshape(-1, 2)
    graph = sparse.coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(len(places), len(places)))
    how_many, labels = scipy.sparse.csgraph.connected_components(graph, directed=False)
    found = [tuple(places[labels == label].tolist()) for label in range(how_many)]
    return sorted(found)


def same_ask(frames: Frames, position: int) -> tuple[int, ...]:
    """All recommendations that people decided ask the same as this one, and this one; positions in their order."""
    return next((group for group in _asks(frames) if position in group), (position,))


def _asks(frames: Frames) -> list[tuple[int, ...]]:
    return frames.kept(("links", "same-ask"), lambda: groups(frames))


def follows(frames: Frames) -> pd.DataFrame:
    """Which recommendations each action follows up: columns act, rec, in the order of the actions.

    Its own, and for a joint action all those that people decided ask the same.
    """
    return frames.kept(("follows", ""), lambda: _follows(frames))


def _follows(frames: Frames) -> pd.DataFrame:
    own = frames.actions["rec"].to_numpy(dtype=np.int64)
    acts = np.arange(len(own))
    joint = np.flatnonzero(frames.actions["joint"].to_numpy(dtype=bool))
    more = [(act, rec) for act in joint.tolist() for rec in same_ask(frames, int(own[act])) if rec != own[act]]
    pairs = pd.DataFrame({"act": acts, "rec": own})
    if more:
        pairs = pd.concat([pairs, pd.DataFrame(more, columns=["act", "rec"])], ignore_index=True)
    return pairs.sort_values(["act", "rec"], ignore_index=True)


def joint_with(frames: Frames) -> list[list[int]]:
    """Of each action, in their order, the recommendations that it follows up beside its own; empty where it is not joint."""
    found: list[list[int]] = [[] for _ in range(len(frames.actions))]
    table, own = follows(frames), frames.actions["rec"].to_numpy()
    more = table[table["rec"].to_numpy() != own[table["act"].to_numpy()]]
    for act, rec in zip(more["act"].tolist(), more["rec"].tolist(), strict=True):
        found[act].append(rec)
    return found


def joint_follow_up(frames: Frames, position: int) -> list[int]:
    """Joint actions that reach a recommendation from others that ask the same; positions in `frames.actions`."""
    table = follows(frames)
    reached = table.loc[table["rec"] == position, "act"].to_numpy()
    own = frames.actions["rec"].to_numpy()
    return [int(act) for act in reached if own[act] != position]
