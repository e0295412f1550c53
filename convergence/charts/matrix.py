"""The matrix of themes by processes: counts in cells, totals at both margins, every mark clickable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from convergence.analysis.overlap import Matrix
from convergence.charts.look import Drawn, Look, blank, escaped, ink, wrapped
from convergence.codebook import Codebook
from convergence.i18n import Catalogue

PITCH = 40
ROW = 36
LABELS = 158
SPREAD = 72
TOTALS = 104
HEAD = 104


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the figure: the name of a group, or a theme."""

    y: int
    group: str
    theme: str | None


def draw(
    matrix: Matrix,
    codebook: Codebook,
    t: Catalogue,
    look: Look,
    share: bool = False,
    theme: str | None = None,
    process: str | None = None,
) -> Drawn:
    """The figure of a matrix; `share` shades and writes shares of each process's points in place of counts.

    `theme` and `process` outline the chosen row, column or cell. Every mark carries its (theme, process) as custom data, with "" for a
    whole row or column.
    """
    processes = matrix.speaking
    rows = _rows(matrix, codebook)
    themes = [row for row in rows if row.theme]
    width = LABELS + PITCH * len(processes) + SPREAD + TOTALS + 24
    height = HEAD + ROW * len(rows) + 24
    figure = blank(look, width, height)
    figure.update_layout(margin={"l": LABELS, "r": 8, "t": HEAD, "b": 16})
    _axes(figure, rows, processes, codebook, t, look, width)
    _cells(figure, matrix, themes, processes, codebook, t, look, share)
    _margins(figure, matrix, themes, processes, codebook, t, look)
    _groups(figure, rows, codebook, t, look)
    _outline(figure, themes, processes, theme, process, look)
    return Drawn(figure, finding(matrix, codebook, t))


def finding(matrix: Matrix, codebook: Codebook, t: Catalogue) -> str:
    """What the matrix says, in a sentence or three, from its numbers."""
    if matrix.recommendations == 0:
        return t("charts.nothing")
    top = matrix.order()[0]
    sentences = [
        t(
            "charts.finding_top",
            theme=t.text(codebook.themes[top].label),
            spread=t.number(matrix.spread[top]),
            processes=t.number(len(matrix.speaking)),
            points=t.n("charts.points", int(matrix.by_theme[top])),
        ),
        t.n("charts.finding_alone", int((matrix.spread == 1).sum())),
    ]
    silent = int((matrix.by_theme == 0).sum())
    if silent:
        sentences.append(t.n("charts.finding_silent", silent))
    return " ".join(sentences)


def _rows(matrix: Matrix, codebook: Codebook) -> list[_Row]:
    """Groups in the codebook's order; in each, the themes that most processes speak of first."""
    order = {theme: place for place, theme in enumerate(matrix.order())}
    rows: list[_Row] = []
    for group, themes in codebook.themes_by_group().items():
        rows.append(_Row(len(rows), group, None))
        for theme in sorted(themes, key=lambda code: order[code]):
            rows.append(_Row(len(rows), group, theme))
    return rows


def _axes(
    figure: go.Figure,
    rows: Sequence[_Row],
    processes: Sequence[str],
    codebook: Codebook,
    t: Catalogue,
    look: Look,
    width: int,
) -> None:
    plot = width - LABELS - 8
    end_of_cells = PITCH * len(processes) / plot
    end_of_spread = end_of_cells + SPREAD / plot
    plain = {"showgrid": False, "zeroline": False, "fixedrange": True, "showline": False}
    themes = [row for row in rows if row.theme]
    figure.update_layout(
        xaxis={
            **plain,
            "domain": [0, end_of_cells],
            "range": [-0.5, len(processes) - 0.5],
            "side": "top",
            "tickmode": "array",
            "tickvals": list(range(len(processes))),
            "ticktext": [escaped(t.text(codebook.processes[code].short)) for code in processes],
            "tickangle": -45,
            "tickfont": {"size": 13, "color": look.text},
        },
        xaxis2={
            **plain,
            "domain": [end_of_cells + 10 / plot, end_of_spread - 16 / plot],
            "range": [0, max(len(processes), 1)],
            "showticklabels": False,
        },
        xaxis3={**plain, "domain": [end_of_spread, 1], "range": [0, 1.35], "showticklabels": False},
        yaxis={
            **plain,
            "range": [len(rows) - 0.5, -0.5],
            "tickmode": "array",
            "tickvals": [row.y for row in themes],
            "ticktext": [wrapped(escaped(t.text(codebook.themes[row.theme or ""].label)), 23) for row in themes],
            "tickfont": {"size": 12, "color": look.text},
            "ticks": "",
        },
    )
    for domain, key in (("x2", "charts.processes_heading"), ("x3", "charts.points_heading")):
        figure.add_annotation(
            text=t(key),
            x=0,
            xref=f"{domain} domain",
            xshift=6,
            y=1,
            yref="paper",
            yanchor="bottom",
            xanchor="left",
            textangle=-45,
            showarrow=False,
            font={"size": 12.5, "color": look.muted},
        )


def _cells(
    figure: go.Figure,
    matrix: Matrix,
    themes: Sequence[_Row],
    processes: Sequence[str],
    codebook: Codebook,
    t: Catalogue,
    look: Look,
    share: bool,
) -> None:
    values = (matrix.shares if share else matrix.counts)[processes]
    steps = len(look.ramp)
    most = max(float(values.to_numpy().max()) if values.size else 0.0, 1e-9 if share else 1.0)
    least = 0.0 if share else 1.0
    span = max(most - least, 1e-9)
    rows = 1 + max((row.y for row in themes), default=0)
    shade = np.full((rows, len(processes)), np.nan)
    x, y, text, inks, data, sentences = [], [], [], [], [], []
    for row in themes:
        theme = row.theme or ""
        for column, process in enumerate(processes):
            n = matrix.count(theme, process)
            if not n:
                continue
            step = min(int(((matrix.share(theme, process) if share else n) - least) / span * steps), steps - 1)
            shade[row.y, column] = step
            x.append(column)
            y.append(row.y)
            text.append(t.percent(matrix.share(theme, process)) if share else t.number(n))
            inks.append(ink(look.ramp[step], look))
            data.append([theme, process])
            sentences.append(
                t(
                    "charts.cell",
                    theme=escaped(t.text(codebook.themes[theme].label)),
                    process=escaped(t.text(codebook.processes[process].name)),
                    points=t.n("charts.points", n),
                    share=t.percent(matrix.share(theme, process)),
                )
            )
    figure.add_trace(
        go.Heatmap(
            z=shade,
            zmin=-0.5,
            zmax=steps - 0.5,
            colorscale=_bands(look.ramp),
            showscale=False,
            xgap=3,
            ygap=3,
            hoverinfo="skip",
        )
    )
    # A heatmap reports no clicks: invisible marks over its cells do, and carry the figures.
    figure.add_trace(
        go.Scatter(
            x=x,
            y=y,
            mode="markers+text",
            text=text,
            textfont={"size": 11 if share else 13, "color": inks},
            marker={"symbol": "square", "size": 30, "opacity": 0},
            unselected={"marker": {"opacity": 0}},
            customdata=data,
            hovertext=[wrapped(sentence, 48) for sentence in sentences],
            hoverinfo="text",
        )
    )


def _bands(ramp: Sequence[str]) -> list[list[float | str]]:
    n = len(ramp)
    return [[edge / n, colour] for step, colour in enumerate(ramp) for edge in (step, step + 1)]


def _margins(
    figure: go.Figure,
    matrix: Matrix,
    themes: Sequence[_Row],
    processes: Sequence[str],
    codebook: Codebook,
    t: Catalogue,
    look: Look,
) -> None:
    spread = [int(matrix.spread[row.theme or ""]) for row in themes]
    totals = [int(matrix.by_theme[row.theme or ""]) for row in themes]
    most = max([*totals, 1])
    label = {row.theme: escaped(t.text(codebook.themes[row.theme or ""].label)) for row in themes}
    of_all = t.number(len(processes))
    hover = [
        wrapped(
            t(
                "charts.row",
                theme=label[row.theme],
                spread=t.number(n),
                processes=of_all,
                points=t.n("charts.points", total),
            ),
            48,
        )
        for row, n, total in zip(themes, spread, totals, strict=True)
    ]
    for axis, lengths, values in (
        ("x2", spread, spread),
        ("x3", [total / most for total in totals], totals),
    ):
        figure.add_trace(
            go.Bar(
                orientation="h",
                x=lengths,
                y=[row.y for row in themes],
                xaxis=axis,
                width=0.55,
                marker={"color": [look.groups.get(row.group, look.neutral) for row in themes]},
                text=[t.number(n) for n in values],
                textposition="outside",
                textfont={"size": 12.5, "color": look.text},
                cliponaxis=False,
                customdata=[[row.theme, ""] for row in themes],
                hovertext=hover,
                hoverinfo="text",
                unselected={"marker": {"opacity": 1}},
            )
        )
    figure.add_trace(
        go.Scatter(
            x=list(range(len(processes))),
            y=[-0.12] * len(processes),
            mode="markers+text",
            text=[t.number(matrix.by_process[code]) for code in processes],
            textfont={"size": 12.5, "color": look.muted},
            marker={"symbol": "square", "size": 30, "opacity": 0},
            unselected={"marker": {"opacity": 0}, "textfont": {"color": look.muted}},
            customdata=[["", code] for code in processes],
            hovertext=[
                wrapped(
                    t(
                        "charts.column",
                        process=escaped(t.text(codebook.processes[code].name)),
                        points=t.n("charts.points", int(matrix.by_process[code])),
                        themes=t.n("charts.themes", int((matrix.counts[code] > 0).sum())),
                    ),
                    48,
                )
                for code in processes
            ],
            hoverinfo="text",
        )
    )


def _groups(figure: go.Figure, rows: Sequence[_Row], codebook: Codebook, t: Catalogue, look: Look) -> None:
    for row in rows:
        if row.theme:
            continue
        if row.y:
            figure.add_shape(
                type="line", x0=0, x1=1, xref="paper", y0=row.y - 0.42, y1=row.y - 0.42, line={"color": look.border}
            )
        figure.add_annotation(
            text=f"<b>{escaped(t.text(codebook.groups[row.group].label))}</b>",
            x=0,
            xref="paper",
            xshift=8 - LABELS,
            y=row.y,
            xanchor="left",
            showarrow=False,
            font={"size": 13, "color": look.groups.get(row.group, look.text)},
        )


def _outline(
    figure: go.Figure,
    themes: Sequence[_Row],
    processes: Sequence[str],
    theme: str | None,
    process: str | None,
    look: Look,
) -> None:
    """A frame around the chosen cell, or around the whole row or column."""
    row = next((row.y for row in themes if row.theme == theme), None)
    column = processes.index(process) if process in processes else None
    if row is None and column is None:
        return
    figure.add_shape(
        type="rect",
        x0=-0.5 if column is None else column - 0.5,
        x1=len(processes) - 0.5 if column is None else column + 0.5,
        y0=0.5 if row is None else row - 0.5,
        y1=themes[-1].y + 0.5 if row is None else row + 0.5,
        line={"color": look.text, "width": 2.5},
    )
