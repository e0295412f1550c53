"""A network as an arc diagram: nodes in a column, so that any number of labels stays readable; a dot on each arc opens it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from convergence.charts.cells import LABELS, LINE
from convergence.charts.look import Look, blank, ink, put, rule, wrapped

ROW = 34
HEAD = 30
REACH = 13
MOST = 60
POINTS = 24


@dataclass(frozen=True, slots=True)
class Node:
    """A line of the figure. `mark` is written in its dot, `family` tells which belong together."""

    code: str
    label: str
    mark: str
    hover: str
    colour: str
    family: int = 0


@dataclass(frozen=True, slots=True)
class Family:
    """Nodes that belong together, by the code of the first: the figure in the mark at the end of its line opens them all."""

    first: str
    mark: str
    hover: str


@dataclass(frozen=True, slots=True)
class Link:
    """Two nodes, how strong the tie is (0 to 1), and the figure in its dot."""

    one: str
    other: str
    strength: float
    mark: str
    hover: str


def draw(
    nodes: Sequence[Node],
    links: Sequence[Link],
    look: Look,
    chosen: tuple[str | None, str | None] = (None, None),
    labels: int = LABELS,
    families: Sequence[Family] = (),
    chosen_family: str | None = None,
) -> go.Figure:
    """Nodes from top to bottom, links as arcs to their right, at most `MOST`, the first ones.

    A node's custom data is its code and ""; a link's, its two codes; a family's, twice "" and the code of its first node. What is chosen
    is drawn in full colour.
    """
    place = {node.code: row for row, node in enumerate(nodes)}
    family = {node.code: node.family for node in nodes}
    shown = [link for link in links if link.one in place and link.other in place][:MOST]
    farthest = max((abs(place[link.one] - place[link.other]) for link in shown), default=1)
    width = labels + 72 + max(300, min(farthest, 60) * REACH)
    figure = blank(look, width, HEAD + ROW * max(len(nodes), 1) + 12)
    span = (width - labels - 8) / ROW
    plain = {"showgrid": False, "zeroline": False, "fixedrange": True, "showticklabels": False}
    figure.update_layout(
        margin={"l": labels, "r": 8, "t": HEAD, "b": 12},
        xaxis={**plain, "range": [-0.6, span - 0.6]},
        yaxis={
            **plain,
            "range": [len(nodes) - 0.5, -0.5],
            "showticklabels": True,
            "tickvals": list(range(len(nodes))),
            "ticktext": [wrapped(node.label, LINE, 2) for node in nodes],
            "tickfont": {"size": 12, "color": look.text},
            "ticks": "",
        },
    )
    reach = (span - 2.2) / farthest
    arcs = [_arc(link, place, family, reach, look, chosen) for link in shown]
    figure.add_traces([line for line, _ in reversed(arcs)])
    apexes = [apex for _, apex in arcs]
    _families(figure, nodes, look)
    _dots(figure, shown, apexes, look, chosen)
    _family_marks(figure, families, [place[family.first] for family in families], span - 1.3, look, chosen_family)
    figure.add_trace(
        go.Scatter(
            x=[0] * len(nodes),
            y=list(range(len(nodes))),
            mode="markers+text",
            text=[node.mark for node in nodes],
            textfont={"size": 12, "color": [ink(node.colour, look) for node in nodes]},
            marker={
                "size": 26,
                "color": [node.colour for node in nodes],
                "opacity": 1,
                "line": {"width": [2.5 if node.code in chosen else 0 for node in nodes], "color": look.text},
            },
            unselected={"marker": {"opacity": 1}},
            customdata=[[node.code, ""] for node in nodes],
            hovertext=[wrapped(node.hover, 48) for node in nodes],
            hoverinfo="text",
        )
    )
    return figure


def _arc(
    link: Link,
    place: dict[str, int],
    family: dict[str, int],
    reach: float,
    look: Look,
    chosen: tuple[str | None, str | None],
) -> tuple[dict[str, Any], tuple[float, float]]:
    """Half an ellipse between two nodes, as a trace, and its apex."""
    top, bottom = sorted((place[link.one], place[link.other]))
    middle, height = (top + bottom) / 2, (bottom - top) / 2
    depth = 0.7 + reach * (bottom - top)
    angles = np.linspace(-np.pi / 2, np.pi / 2, POINTS)
    alike = family[link.one] == family[link.other]
    is_chosen = {link.one, link.other} == set(chosen)
    touched = chosen[1] is None and chosen[0] in (link.one, link.other)
    line = {
        "type": "scatter",
        "x": depth * np.cos(angles),
        "y": middle + height * np.sin(angles),
        "mode": "lines",
        "line": {
            "width": 1 + 5 * link.strength,
            "color": look.text if is_chosen or touched else look.primary if alike else look.neutral,
        },
        "opacity": 1.0 if is_chosen or touched else 0.75 if alike else 0.4,
        "hoverinfo": "skip",
    }
    return line, (depth, middle)


def _dots(
    figure: go.Figure,
    links: Sequence[Link],
    apexes: Sequence[tuple[float, float]],
    look: Look,
    chosen: tuple[str | None, str | None],
) -> None:
    figure.add_trace(
        go.Scatter(
            x=[x for x, _ in apexes],
            y=[y for _, y in apexes],
            mode="markers+text",
            text=[link.mark for link in links],
            textfont={"size": 11, "color": look.text},
            marker={
                "size": 19,
                "color": look.page,
                "opacity": 1,
                "line": {
                    "width": [2.5 if {link.one, link.other} == set(chosen) else 1 for link in links],
                    "color": [look.text if {link.one, link.other} == set(chosen) else look.muted for link in links],
                },
            },
            unselected={"marker": {"opacity": 1}},
            customdata=[[link.one, link.other] for link in links],
            hovertext=[wrapped(link.hover, 48) for link in links],
            hoverinfo="text",
        )
    )


def _family_marks(
    figure: go.Figure, families: Sequence[Family], rows: Sequence[int], x: float, look: Look, chosen: str | None
) -> None:
    if not families:
        return
    figure.add_trace(
        go.Scatter(
            x=[x] * len(families),
            y=list(rows),
            mode="markers+text",
            text=[family.mark for family in families],
            textfont={"size": 12, "color": look.text},
            marker={
                "symbol": "square",
                "size": 24,
                "color": look.page,
                "opacity": 1,
                "line": {
                    "width": [2.5 if family.first == chosen else 1 for family in families],
                    "color": [look.text if family.first == chosen else look.muted for family in families],
                },
            },
            unselected={"marker": {"opacity": 1}},
            customdata=[["", "", family.first] for family in families],
            hovertext=[wrapped(family.hover, 48) for family in families],
            hoverinfo="text",
        )
    )


def _families(figure: go.Figure, nodes: Sequence[Node], look: Look) -> None:
    """A rule between families."""
    edges = [row - 0.5 for row in range(1, len(nodes)) if nodes[row].family != nodes[row - 1].family]
    put(figure, shapes=[{**rule(edge, look.border), "layer": "below"} for edge in edges])
