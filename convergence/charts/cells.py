"""Cells of a table as a figure: a shade, a figure inside it, a sentence on hover, and a mark that answers to a click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from convergence.charts.look import Look, blank, escaped, ink, put, wrapped

PITCH = 40
ROW = 36
LABELS = 180
BESIDE = 56
LINE = 30
"""Characters of a row's label on one line; what needs more than two lines is cut, and whole on hover."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its column and row, what it says, the codes that it answers to a click with, and its shade (None: not shaded)."""

    x: int
    y: int
    text: str
    hover: str
    data: tuple[str, ...]
    fill: str | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A row or a column: its label as Plotly reads it, its colour, and what stands at its end."""

    label: str
    colour: str | None = None
    total: str = ""


def row_label(label: str, line: int = LINE) -> str:
    """The label of a row, on two lines at most."""
    return wrapped(escaped(label), line, 2)


def room_above(labels: Sequence[str]) -> int:
    """Pixels that the labels of columns need, written upwards at 45 degrees."""
    return 34 + round(4.8 * max((len(label) for label in labels), default=0))


def shade(value: float, most: float, look: Look) -> str | None:
    """The step of the ramp for a value between 0 and `most`; none for 0, which is empty."""
    if value <= 0:
        return None
    steps = len(look.ramp)
    return look.ramp[min(int(value / max(most, 1e-9) * steps), steps - 1)]


def add(figure: go.Figure, cells: Sequence[Cell], look: Look, rows: int, columns: int, size: float = 13) -> None:
    """Put cells on a figure whose axes count rows and columns from 0."""
    fills = sorted({cell.fill for cell in cells if cell.fill})
    if fills:
        shades = np.full((rows, columns), np.nan)
        for cell in cells:
            if cell.fill:
                shades[cell.y, cell.x] = fills.index(cell.fill)
        n = len(fills)
        figure.add_trace(
            {
                "type": "heatmap",
                "z": shades,
                "zmin": -0.5,
                "zmax": n - 0.5,
                "colorscale": [[edge / n, fill] for step, fill in enumerate(fills) for edge in (step, step + 1)],
                "showscale": False,
                "xgap": 3,
                "ygap": 3,
                "hoverinfo": "skip",
            }
        )
    inks = {fill: ink(fill, look) for fill in fills}
    # A heatmap reports no clicks: invisible marks over its cells do, and carry the figures. A dictionary, since Plotly
    # would check every cell twice if it was given a trace of its own kind.
    figure.add_trace(
        {
            "type": "scatter",
            "x": [cell.x for cell in cells],
            "y": [cell.y for cell in cells],
            "mode": "markers+text",
            "text": [cell.text for cell in cells],
            "textfont": {"size": size, "color": [inks[cell.fill] if cell.fill else look.text for cell in cells]},
            "marker": {"symbol": "square", "size": 30, "opacity": 0},
            "unselected": {"marker": {"opacity": 0}},
            "customdata": [list(cell.data) for cell in cells],
            "hovertext": [wrapped(cell.hover, 48) for cell in cells],
            "hoverinfo": "text",
        }
    )


def sheet(
    rows: Sequence[Heading],
    columns: Sequence[Heading],
    cells: Sequence[Cell],
    look: Look,
    head: int | None = None,
    pitch: int = PITCH,
    row: int = ROW,
    labels: int = LABELS,
    size: float = 13,
    chosen: tuple[int | None, int | None] = (None, None),
) -> go.Figure:
    """A table of cells with its headings; `chosen` (row, column) is outlined. `head` is the room above, in pixels."""
    head = head or room_above([heading.label for heading in columns])
    totals = any(heading.total for heading in rows)
    right = max(24, head - 48) if not totals else max(BESIDE, head - 48)
    figure = blank(look, labels + pitch * len(columns) + right, head + row * len(rows) + 12)
    plain = {"showgrid": False, "zeroline": False, "fixedrange": True, "showline": False, "ticks": ""}
    figure.update_layout(
        margin={"l": labels, "r": right, "t": head, "b": 12},
        xaxis={
            **plain,
            "range": [-0.5, max(len(columns), 1) - 0.5],
            "side": "top",
            "tickvals": list(range(len(columns))),
            "ticktext": [_coloured(heading) for heading in columns],
            "tickangle": -45,
            "tickfont": {"size": 13, "color": look.text},
        },
        yaxis={
            **plain,
            "range": [max(len(rows), 1) - 0.5, -0.5],
            "tickvals": list(range(len(rows))),
            "ticktext": [_coloured(heading) for heading in rows],
            "tickfont": {"size": 12, "color": look.text},
        },
    )
    put(
        figure,
        annotations=[
            {
                "text": heading.total,
                "x": 1,
                "xref": "paper",
                "xanchor": "left",
                "xshift": 6,
                "y": y,
                "showarrow": False,
                "font": {"size": 12.5, "color": look.muted},
            }
            for y, heading in enumerate(rows)
            if heading.total
        ],
    )
    add(figure, cells, look, len(rows), len(columns), size)
    _outline(figure, chosen, len(rows), len(columns), look)
    return figure


def _coloured(heading: Heading) -> str:
    return f'<span style="color:{heading.colour}">{heading.label}</span>' if heading.colour else heading.label


def _outline(figure: go.Figure, chosen: tuple[int | None, int | None], rows: int, columns: int, look: Look) -> None:
    row, column = chosen
    if row is None and column is None:
        return
    figure.add_shape(
        type="rect",
        x0=-0.5 if column is None else column - 0.5,
        x1=columns - 0.5 if column is None else column + 0.5,
        y0=-0.5 if row is None else row - 0.5,
        y1=rows - 0.5 if row is None else row + 0.5,
        line={"color": look.text, "width": 2.5},
    )
