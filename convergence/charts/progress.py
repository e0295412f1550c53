"""Progress of follow-up: one bar per process or lead, cut by how far its actions are."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from convergence.charts.look import Drawn, Look, blank, escaped, ink, wrapped
from convergence.codebook import Codebook
from convergence.i18n import Catalogue

ROW = 34


def draw(table: pd.DataFrame, labels: Mapping[str, str], codebook: Codebook, t: Catalogue, look: Look) -> Drawn:
    """Stacked bars of a table of counts (rows by progress); `labels` names its rows.

    Only the progress that occurs has a colour to explain: it is told above the bars.
    """
    owners = [str(owner) for owner in table.index]
    totals = [int(n) for n in table.sum(axis=1)]
    occurring = [code for code in codebook.progress if code in table.columns and table[code].sum() > 0]
    figure = blank(look, None, 66 + ROW * max(len(owners), 1))
    most = max(totals, default=0)
    figure.update_layout(
        barmode="stack",
        bargap=0.35,
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "xref": "container",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "traceorder": "normal",
            "itemclick": False,
            "itemdoubleclick": False,
            "font": {"size": 12.5, "color": look.text},
        },
        margin={"l": 176, "r": 40, "t": 58, "b": 8},
        xaxis={
            "range": [0, max(most, 1)],
            "showgrid": False,
            "zeroline": False,
            "showticklabels": False,
            "fixedrange": True,
        },
        yaxis={
            "range": [len(owners) - 0.5, -0.5],
            "tickvals": list(range(len(owners))),
            "ticktext": [wrapped(escaped(labels[owner]), 26, 2) for owner in owners],
            "tickfont": {"size": 12.5},
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
    )
    for code in occurring:
        name = t.text(codebook.progress[code].label)
        colour = look.progress.get(code, look.neutral)
        counts = [int(n) for n in table[code]]
        figure.add_trace(
            go.Bar(
                orientation="h",
                name=escaped(name),
                x=counts,
                y=list(range(len(owners))),
                marker={"color": colour, "line": {"color": look.page, "width": 1}},
                text=[t.number(n) if n else "" for n in counts],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                textfont={"size": 12.5, "color": ink(colour, look)},
                hovertext=[
                    wrapped(
                        t(
                            "charts.progress_bar",
                            owner=escaped(labels[owner]),
                            actions=t.n("charts.actions", n),
                            progress=escaped(name),
                        ),
                        48,
                    )
                    for owner, n in zip(owners, counts, strict=True)
                ],
                hoverinfo="text",
                customdata=[[owner, code] for owner in owners],
                unselected={"marker": {"opacity": 1}},
            )
        )
    for row, total in enumerate(totals):
        figure.add_annotation(
            text=t.number(total),
            x=total,
            y=row,
            xanchor="left",
            xshift=4,
            showarrow=False,
            font={"size": 12.5, "color": look.muted},
        )
    return Drawn(figure, finding(table, codebook, t))


def finding(table: pd.DataFrame, codebook: Codebook, t: Catalogue) -> str:
    """How many actions there are at each stage, in words."""
    totals = table.sum(axis=0)
    parts = [
        f"{t.text(codebook.progress[code].label)}: {t.number(int(totals[code]))}"
        for code in codebook.progress
        if code in totals and totals[code] > 0
    ]
    return t("charts.progress_finding", parts=t.list(parts)) if parts else t("charts.nothing")
