"""Convergence at a glance: themes ranked by how many processes speak of them, and which."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from convergence.analysis.overlap import Matrix
from convergence.charts.cells import LABELS, room_above, row_label
from convergence.charts.look import Drawn, Look, blank, escaped, put, rule, wrapped
from convergence.charts.matrix import finding
from convergence.charts.names import label, name, several, short
from convergence.codebook import Codebook
from convergence.i18n import Catalogue

ROW = 36
PITCH = 44


def draw(
    matrix: Matrix,
    codebook: Codebook,
    t: Catalogue,
    look: Look,
    least: int = 1,
    banded: bool = False,
    theme: str | None = None,
    process: str | None = None,
) -> Drawn:
    """A dot for each process that speaks of a theme, themes shared by at least `least` processes, the most shared first.

    Each dot carries its (theme, process) as custom data. `banded` parts the themes that all, most, some, one or none raise, and
    tells them in the sentence; `theme` and `process` ring the chosen dots.
    """
    processes = matrix.speaking
    themes = [theme for theme in matrix.order() if matrix.spread[theme] >= least]
    head = room_above([short(code, codebook, t) for code in processes])
    figure = blank(look, None, head + 8 + ROW * max(len(themes), 1))
    figure.update_layout(
        margin={"l": LABELS, "r": 44, "t": head, "b": 8},
        xaxis={
            "range": [-0.5, len(processes) - 0.5],
            "side": "top",
            "tickvals": list(range(len(processes))),
            "ticktext": [escaped(short(code, codebook, t)) for code in processes],
            "tickangle": -45,
            "tickfont": {"size": 13},
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        yaxis={
            "range": [len(themes) - 0.5, -0.5],
            "tickvals": list(range(len(themes))),
            "ticktext": [row_label(label(theme, codebook, t)) for theme in themes],
            "tickfont": {"size": 12.5},
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
    )
    x, y, colours, sizes, data, hover = [], [], [], [], [], []
    lines: list[dict[str, Any]] = []
    told: list[dict[str, Any]] = []
    for row, spoken_of in enumerate(themes):
        colour = look.groups.get(codebook.themes[spoken_of].group, look.neutral)
        spoken = [column for column, code in enumerate(processes) if matrix.count(spoken_of, code)]
        if spoken:
            lines.append(
                {
                    "type": "line",
                    "x0": spoken[0],
                    "x1": spoken[-1],
                    "y0": row,
                    "y1": row,
                    "line": {"color": colour, "width": 2},
                    "layer": "below",
                }
            )
        for column in spoken:
            code = processes[column]
            n = matrix.count(spoken_of, code)
            x.append(column)
            y.append(row)
            colours.append(colour)
            sizes.append(12 + 4 * min(n, 4) ** 0.5)
            data.append([spoken_of, code])
            hover.append(
                wrapped(
                    t(
                        "charts.dot",
                        theme=escaped(label(spoken_of, codebook, t)),
                        process=escaped(name(code, codebook, t)),
                        points=t.n("charts.points", n),
                    ),
                    48,
                )
            )
        told.append(
            {
                "text": t("charts.of", n=t.number(matrix.spread[spoken_of]), all=t.number(len(processes))),
                "x": 1,
                "xref": "paper",
                "xanchor": "left",
                "xshift": 4,
                "y": row,
                "showarrow": False,
                "font": {"size": 12.5, "color": look.muted},
            }
        )
    put(figure, told, lines)
    figure.add_trace(
        go.Scatter(
            x=x,
            y=y,
            mode="markers",
            marker={"size": sizes, "color": colours, "line": {"width": 2, "color": look.page}, "opacity": 1},
            unselected={"marker": {"opacity": 1}},
            customdata=data,
            hovertext=hover,
            hoverinfo="text",
        )
    )
    if not banded:
        return Drawn(figure, finding(matrix, codebook, t))
    figure.update_layout(width=LABELS + 44 + PITCH * len(processes) + 92)
    figure.update_layout(margin={"r": 136})
    _bands(figure, [band(int(matrix.spread[code]), len(processes)) for code in themes], t, look)
    _rings(figure, data, x, y, theme, process, look)
    return Drawn(figure, finding(matrix, codebook, t, shared(matrix, codebook, t)))


def band(spread: int, processes: int) -> str:
    """How widely a theme is shared: by all, most, some, one or none of the processes."""
    if spread == 0:
        return "none"
    if spread == processes:
        return "all"
    if spread == 1:
        return "one"
    return "most" if spread * 2 > processes else "some"


BANDS = ("all", "most", "some", "one", "none")


def shared(matrix: Matrix, codebook: Codebook, t: Catalogue) -> str:
    """Who raises the most shared theme most, in words."""
    top = matrix.order()[0]
    counts = {str(code): matrix.count(top, str(code)) for code in matrix.counts.columns}
    most = max(counts, key=lambda code: counts[code])
    if not counts[most]:
        return ""
    return t(
        "charts.convergence_finding",
        theme=label(top, codebook, t),
        processes=several([code for code in counts if counts[code]], codebook, t),
        most=short(most, codebook, t),
        points=t.n("charts.points", counts[most]),
    )


def _bands(figure: go.Figure, bands: list[str], t: Catalogue, look: Look) -> None:
    first = {kind: bands.index(kind) for kind in BANDS if kind in bands}
    told = [
        {
            "text": t(f"charts.band_{kind}", n=t.number(bands.count(kind))),
            "x": 1,
            "xref": "paper",
            "xanchor": "left",
            "xshift": 52,
            "y": row,
            "showarrow": False,
            "align": "left",
            "font": {"size": 12.5, "color": look.text},
        }
        for kind, row in first.items()
    ]
    put(figure, told, [rule(row - 0.5, look.border) for row in first.values() if row])


def _rings(
    figure: go.Figure,
    data: list[list[str]],
    x: list[int],
    y: list[int],
    theme: str | None,
    process: str | None,
    look: Look,
) -> None:
    if theme is None and process is None:
        return
    ringed = [place for place, codes in enumerate(data) if theme in (None, codes[0]) and process in (None, codes[1])]
    figure.add_trace(
        go.Scatter(
            x=[x[place] for place in ringed],
            y=[y[place] for place in ringed],
            mode="markers",
            marker={"size": 28, "color": "rgba(0,0,0,0)", "line": {"width": 2.5, "color": look.text}},
            unselected={"marker": {"opacity": 1}},
            customdata=[data[place] for place in ringed],
            hoverinfo="skip",
        )
    )
