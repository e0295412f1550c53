"""The house palette, light and dark, and what every figure has in common.

Marks keep a contrast of 3:1 and text one of 4.5:1 against the page; tests compute both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

FONT = "Source Sans, Source Sans Pro, sans-serif"


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of one mode. `ramp` runs from a small count to a great one; `groups` by code of a group of themes.

    `less` and `more` tell a difference from what was expected, the second of each a greater one.
    """

    mode: str
    page: str
    text: str
    muted: str
    border: str
    primary: str
    alert: str
    neutral: str
    ramp: tuple[str, ...]
    less: tuple[str, str]
    more: tuple[str, str]
    groups: Mapping[str, str]
    progress: Mapping[str, str]


LIGHT = Look(
    mode="light",
    page="#ffffff",
    text="#101820",
    muted="#5a6b7b",
    border="#d7dee6",
    primary="#0b5c8a",
    alert="#b42318",
    neutral="#8593a1",
    ramp=("#6198c6", "#3577ae", "#226599", "#145584", "#0a446f", "#063354"),
    less=("#b8460e", "#7d2d05"),
    more=("#3577ae", "#0a446f"),
    groups={
        "mobility": "#0b6aa8",
        "protection": "#b8460e",
        "safety": "#a4477f",
        "inclusion": "#0a7d5c",
        "governance": "#8a6100",
    },
    progress={
        "no-information": "#8593a1",
        "not-started": "#5a6b7b",
        "planned": "#a98419",
        "in-progress": "#4987bb",
        "partly-implemented": "#0b5c8a",
        "implemented": "#0a7d5c",
        "no-longer-applicable": "#7d7289",
    },
)

DARK = Look(
    mode="dark",
    page="#10161d",
    text="#e6edf3",
    muted="#9fb0c0",
    border="#2b3947",
    primary="#5db3e6",
    alert="#ff8a7a",
    neutral="#74859a",
    ramp=("#3d6f98", "#4f87b3", "#669fcb", "#83b7dd", "#a5cfeb", "#cbe5f5"),
    less=("#c2693a", "#f5b48c"),
    more=("#4f87b3", "#a5cfeb"),
    groups={
        "mobility": "#5bb0e8",
        "protection": "#f08a4b",
        "safety": "#dd8fbf",
        "inclusion": "#3fc79a",
        "governance": "#e0b040",
    },
    progress={
        "no-information": "#74859a",
        "not-started": "#9fb0c0",
        "planned": "#e0b040",
        "in-progress": "#5bb0e8",
        "partly-implemented": "#8fd0f5",
        "implemented": "#3fc79a",
        "no-longer-applicable": "#a295b3",
    },
)


def look(mode: str | None) -> Look:
    return DARK if mode == "dark" else LIGHT


@dataclass(frozen=True, eq=False)
class Drawn:
    """A figure and the sentence that says what it shows to those who don't see it."""

    figure: go.Figure
    alt: str


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def ink(background: str, look: Look) -> str:
    """The text colour that reads best on a mark: the page's text, the page itself, black or white."""
    return max((look.text, look.page), key=lambda colour: contrast(colour, background))


def blank(look: Look, width: int | None, height: int) -> go.Figure:
    """An empty figure in the house style: no background of its own, no toolbar, hover labels in the page's colours."""
    figure = go.Figure()
    figure.update_layout(
        width=width,
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8, "pad": 0},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 13, "color": look.text},
        showlegend=False,
        hovermode="closest",
        hoverdistance=40,
        dragmode=False,
        hoverlabel={
            "bgcolor": look.page,
            "bordercolor": look.border,
            "font": {"family": FONT, "size": 13, "color": look.text},
            "align": "left",
        },
    )
    return figure


def put(
    figure: go.Figure, annotations: Sequence[Mapping[str, Any]] = (), shapes: Sequence[Mapping[str, Any]] = ()
) -> None:
    """Add words and shapes to a figure, all at once: Plotly takes every one of them anew with each that is added."""
    layout = figure.layout
    if annotations:
        layout.annotations = [*layout.annotations, *annotations]
    if shapes:
        layout.shapes = [*layout.shapes, *shapes]


def rule(y: float, colour: str) -> dict[str, Any]:
    """A line across the whole figure, as a shape."""
    return {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": y, "y1": y, "line": {"color": colour}}


def wrapped(label: str, width: int, most: int | None = None) -> str:
    """A label broken between words into lines of about `width` characters; what does not fit into `most` lines is left out."""
    lines: list[str] = []
    for word in label.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if most and len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]}…"]
    return "<br>".join(lines)


def escaped(text: str) -> str:
    """Text as Plotly shows it literally: its labels read a little HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
