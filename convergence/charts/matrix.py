"""The matrix of themes by processes: counts in cells, totals at both margins, every mark clickable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from convergence.analysis.overlap import Matrix
from convergence.charts.cells import LABELS, Cell, add, room_above, row_label
from convergence.charts.look import Drawn, Look, blank, escaped, put, rule, wrapped
from convergence.charts.names import label, name, short, signed
from convergence.codebook import Codebook
from convergence.i18n import Catalogue

PITCH = 40
ROW = 36
SPREAD = 66
TOTALS = 82


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the figure: the name of a group, or a theme."""

    y: int
    group: str
    theme: str | None


MEASURES = ("count", "share", "presence", "deviation")
ORDERS = ("group", "convergence", "total", "similarity")
NOTABLE = 2.0
STRONG = 3.0


def draw(
    matrix: Matrix,
    codebook: Codebook,
    t: Catalogue,
    look: Look,
    measure: str = "count",
    order: str = "group",
) -> Drawn:
    """The figure of a matrix, each cell telling one of `MEASURES`, its rows in one of `ORDERS`.

    Every mark carries its (theme, process) as custom data, with "" for a whole row or column.
    """
    processes = matrix.columns(order)
    rows = _rows(matrix, codebook, order)
    themes = [row for row in rows if row.theme]
    width = LABELS + PITCH * len(processes) + SPREAD + TOTALS + 24
    lines = rows[-1].y + 1 if rows else 1
    head = room_above([*(short(code, codebook, t) for code in processes), t("charts.processes_heading")])
    height = head + ROW * lines + 24
    figure = blank(look, width, height)
    figure.update_layout(margin={"l": LABELS, "r": 8, "t": head, "b": 16})
    _axes(figure, rows, processes, codebook, t, look, width)
    cells = _cells(matrix, themes, processes, codebook, t, look, measure)
    add(figure, cells, look, lines, len(processes), 11 if measure in ("share", "deviation") else 13)
    _margins(figure, matrix, themes, processes, codebook, t, look)
    _groups(figure, rows, codebook, t, look)
    sentences = [finding(matrix, codebook, t)]
    if measure == "deviation":
        sentences.append(deviation(matrix, codebook, t))
    return Drawn(figure, " ".join(sentences))


def deviation(matrix: Matrix, codebook: Codebook, t: Catalogue) -> str:
    """Which theme a process raises most beyond what chance would give, in words."""
    values = matrix.residuals
    if not values.size or values.to_numpy().max() < NOTABLE:
        return t("charts.deviation_none")
    row, column = divmod(int(values.to_numpy().argmax()), values.shape[1])
    theme, process = str(values.index[row]), str(values.columns[column])
    return t(
        "charts.deviation_most",
        process=short(process, codebook, t),
        theme=label(theme, codebook, t),
        points=t.n("charts.points", matrix.count(theme, process)),
        expected=t.number(float(matrix.expected.to_numpy()[row, column]), 1),
        more=t.n("charts.deviation_more", int((values.to_numpy() >= NOTABLE).sum())),
        less=t.n("charts.deviation_less", int((values.to_numpy() <= -NOTABLE).sum())),
    )


def finding(matrix: Matrix, codebook: Codebook, t: Catalogue, of_top: str = "") -> str:
    """What the matrix says, in a sentence or three, from its numbers; `of_top` says more of the most shared theme."""
    if matrix.recommendations == 0:
        return t("charts.nothing")
    top = matrix.order()[0]
    sentences = [
        t(
            "charts.finding_top",
            theme=label(top, codebook, t),
            spread=t.number(matrix.spread[top]),
            processes=t.number(len(matrix.speaking)),
            points=t.n("charts.points", int(matrix.by_theme[top])),
        ),
        *([of_top] if of_top else []),
        t.n("charts.finding_alone", int((matrix.spread == 1).sum())),
    ]
    silent = int((matrix.by_theme == 0).sum())
    if silent:
        sentences.append(t.n("charts.finding_silent", silent))
    return " ".join(sentences)


def _rows(matrix: Matrix, codebook: Codebook, order: str) -> list[_Row]:
    """Under the names of their groups, in each the themes that most processes speak of first; or all in one order."""
    places = {theme: place for place, theme in enumerate(matrix.order("convergence" if order == "group" else order))}
    group_of = {theme: codebook.themes[theme].group if theme in codebook.themes else "" for theme in places}
    if order != "group":
        return [
            _Row(place + 1, group_of[theme], theme) for theme, place in places.items()
        ]  # line 0: the columns' totals
    rows: list[_Row] = []
    for group in dict.fromkeys([*codebook.groups, *group_of.values()]):
        themes = [theme for theme in places if group_of[theme] == group]
        if themes:
            rows.append(_Row(len(rows), group, None))
        for theme in sorted(themes, key=lambda code: places[code]):
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
            "ticktext": [escaped(short(code, codebook, t)) for code in processes],
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
            "range": [(rows[-1].y if rows else 0) + 0.5, -0.5],
            "tickmode": "array",
            "tickvals": [row.y for row in themes],
            "ticktext": [row_label(label(row.theme or "", codebook, t)) for row in themes],
            "tickfont": {"size": 12, "color": look.text},
            "ticks": "",
        },
    )
    headings = [
        {
            "text": t(key),
            "x": 0,
            "xref": f"{domain} domain",
            "xshift": 6,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "xanchor": "left",
            "textangle": -45,
            "showarrow": False,
            "font": {"size": 12.5, "color": look.muted},
        }
        for domain, key in (("x2", "charts.processes_heading"), ("x3", "charts.points_heading"))
    ]
    put(figure, headings)


def _cells(
    matrix: Matrix,
    themes: Sequence[_Row],
    processes: Sequence[str],
    codebook: Codebook,
    t: Catalogue,
    look: Look,
    measure: str,
) -> list[Cell]:
    counts = matrix.counts[list(processes)]
    values = {"share": matrix.shares, "deviation": matrix.residuals}.get(measure, counts)[list(processes)]
    steps = len(look.ramp)
    least = 1.0 if measure == "count" else 0.0
    span = max((float(values.to_numpy().max()) if values.size else 0.0) - least, 1e-9)
    expected = matrix.expected
    names = {code: escaped(name(code, codebook, t)) for code in processes}
    cells = []
    for row in themes:
        theme = row.theme or ""
        title = escaped(label(theme, codebook, t))
        for column, process in enumerate(processes):
            n = int(counts.at[theme, process])  # type: ignore[arg-type]
            value = float(values.at[theme, process])  # type: ignore[arg-type]
            if not n and (measure != "deviation" or value > -NOTABLE):
                continue
            points = t.n("charts.points", n)
            if measure == "deviation":
                told = t(
                    "charts.cell_deviation",
                    theme=title,
                    process=names[process],
                    points=points,
                    expected=t.number(float(expected.at[theme, process]), 1),  # type: ignore[arg-type]
                    verdict=t(f"charts.{_verdict(value)}"),
                )
                text, fill = signed(value, t), _difference(value, look)
            else:
                told = t(
                    "charts.cell",
                    theme=title,
                    process=names[process],
                    points=points,
                    share=t.percent(matrix.share(theme, process)),
                )
                text = {"share": t.percent(value), "presence": "●"}.get(measure, t.number(n))
                step = 1 if measure == "presence" else min(int((value - least) / span * steps), steps - 1)
                fill = None if measure == "presence" else look.ramp[step]
            cells.append(Cell(column, row.y, text, told, (theme, process), fill))
    return cells


def _verdict(value: float) -> str:
    return "more_often" if value >= NOTABLE else "less_often" if value <= -NOTABLE else "as_expected"


def _difference(value: float, look: Look) -> str | None:
    if abs(value) < NOTABLE:
        return None
    return (look.more if value > 0 else look.less)[abs(value) >= STRONG]


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
    of_all = t.number(len(processes))
    hover = [
        wrapped(
            t(
                "charts.row",
                theme=escaped(label(row.theme or "", codebook, t)),
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
                        process=escaped(name(code, codebook, t)),
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
    groups = [row for row in rows if not row.theme]
    names = {
        row.group: t.text(codebook.groups[row.group].label) if row.group in codebook.groups else row.group
        for row in groups
    }
    told = [
        {
            "text": f"<b>{escaped(names[row.group])}</b>",
            "x": 0,
            "xref": "paper",
            "xshift": 8 - LABELS,
            "y": row.y,
            "xanchor": "left",
            "showarrow": False,
            "font": {"size": 13, "color": look.groups.get(row.group, look.text)},
        }
        for row in groups
    ]
    put(figure, told, [rule(row.y - 0.42, look.border) for row in groups if row.y])


def outline(
    matrix: Matrix,
    codebook: Codebook,
    look: Look,
    theme: str | None = None,
    process: str | None = None,
    order: str = "group",
) -> dict[str, Any] | None:
    """A frame around a cell of the figure, or around a whole row or column, as a shape of Plotly's; None where there is no such thing."""
    processes = matrix.columns(order)
    themes = [row for row in _rows(matrix, codebook, order) if row.theme]
    row = next((row.y for row in themes if row.theme == theme), None)
    column = processes.index(process) if process in processes else None
    if row is None and column is None:
        return None
    return {
        "type": "rect",
        "x0": -0.5 if column is None else column - 0.5,
        "x1": len(processes) - 0.5 if column is None else column + 0.5,
        "y0": themes[0].y - 0.5 if row is None else row - 0.5,
        "y1": themes[-1].y + 0.5 if row is None else row + 0.5,
        "line": {"color": look.text, "width": 2.5},
    }
