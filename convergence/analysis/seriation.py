"""Putting alike things beside each other, so that blocks show: the same table always gives the same order."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy  # its parts are loaded at their first use, which is not the start of the server


def seriated(table: npt.NDArray[np.float64]) -> list[int]:
    """Rows in an order in which neighbours are most alike (cosine); empty rows last, in their own order.

    Average linkage with the optimal ordering of its leaves (Bar-Joseph, Gifford and Jaakkola 2001). Of the two directions, the
    one that begins with the earlier row.
    """
    filled = [place for place in range(len(table)) if table[place].any()]
    empty = [place for place in range(len(table)) if not table[place].any()]
    return ordered(1.0 - cosines(table[filled]), filled) + empty


def ordered(distances: npt.NDArray[np.float64], places: list[int]) -> list[int]:
    """`places` in the order that a square table of distances between them suggests."""
    if len(places) < 3:
        return places
    rounded = np.round((distances + distances.T) / 2, 9)  # so that equals are equal on every machine
    np.fill_diagonal(rounded, 0.0)
    condensed = scipy.spatial.distance.squareform(np.maximum(rounded, 0.0), checks=False)
    hierarchy = scipy.cluster.hierarchy
    tree = hierarchy.optimal_leaf_ordering(hierarchy.linkage(condensed, "average"), condensed)
    order = [places[leaf] for leaf in hierarchy.leaves_list(tree)]
    return order if order[0] < order[-1] else order[::-1]


def cosines(table: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Cosine of every row with every other, 0 for an empty one."""
    lengths = np.sqrt((table**2).sum(axis=1))
    unit = np.divide(table, lengths[:, None], out=np.zeros_like(table, dtype=float), where=lengths[:, None] > 0)
    found: npt.NDArray[np.float64] = unit @ unit.T
    return found
