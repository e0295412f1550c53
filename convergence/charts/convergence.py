"""Convergence at a glance: themes ranked by how many processes speak of them, and which."""

from __future__ import annotations

import plotly.graph_objects as go

from convergence.analysis.overlap import Matrix
from convergence.charts.look import Drawn, Look, blank, escaped, wrapped
from convergence.charts.matrix import finding
from convergence.codebook import Codebook
from convergence.i18n import Catalogue

ROW = 36


def draw(matrix: Matrix, codebook: Codebook, t: Catalogue, look: Look, least: int = 1) -> Drawn:
    """A dot for each process that speaks of a theme, themes shared by at least `least` processes, the most shared first.

    Each dot carries its (theme, process) as custom data.
    """
    processes = matrix.speaking
    themes = [theme for theme in matrix.order() if matrix.spread[theme] >= least]
    figure = blank(look, None, 84 + ROW * max(len(themes), 1))
    figure.update_layout(
        margin={"l": 158, "r": 44, "t": 76, "b": 8},
        xaxis={
            "range": [-0.5, len(processes) - 0.5],
            "side": "top",
            "tickvals": list(range(len(processes))),
            "ticktext": [escaped(t.text(codebook.processes[code].short)) for code in processes],
            "tickangle": -45,
            "tickfont": {"size": 13},
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        yaxis={
            "range": [len(themes) - 0.5, -0.5],
            "tickvals": list(range(len(themes))),
            "ticktext": [wrapped(escaped(t.text(codebook.themes[theme].label)), 23) for theme in themes],
            "tickfont": {"size": 12.5},
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
    )
    x, y, colours, sizes, data, hover = [], [], [], [], [], []
    for row, theme in enumerate(themes):
        colour = look.groups.get(codebook.themes[theme].group, look.neutral)
        spoken = [column for column, code in enumerate(processes) if matrix.count(theme, code)]
        if spoken:
            figure.add_shape(
                type="line",
                x0=spoken[0],
                x1=spoken[-1],
                y0=row,
                y1=row,
                line={"color": colour, "width": 2},
                layer="below",
            )
        for column in spoken:
            process = processes[column]
            n = matrix.count(theme, process)
            x.append(column)
            y.append(row)
            colours.append(colour)
            sizes.append(12 + 4 * min(n, 4) ** 0.5)
            data.append([theme, process])
            hover.append(
                wrapped(
                    t(
                        "charts.dot",
                        theme=escaped(t.text(codebook.themes[theme].label)),
                        process=escaped(t.text(codebook.processes[process].name)),
                        points=t.n("charts.points", n),
                    ),
                    48,
                )
            )
        figure.add_annotation(
            text=t("charts.of", n=t.number(matrix.spread[theme]), all=t.number(len(processes))),
            x=1,
            xref="paper",
            xanchor="left",
            xshift=4,
            y=row,
            showarrow=False,
            font={"size": 12.5, "color": look.muted},
        )
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
    return Drawn(figure, finding(matrix, codebook, t))
