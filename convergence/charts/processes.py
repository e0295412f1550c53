"""Processes among themselves: a matrix, a network, and the sets of processes that share themes (UpSet)."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from convergence.analysis.likeness import Intersection, Likeness
from convergence.charts import arcs
from convergence.charts.cells import Cell, Heading, shade, sheet
from convergence.charts.look import Drawn, Look, blank, escaped, put, wrapped
from convergence.charts.names import name, quoted, several, short
from convergence.codebook import Codebook
from convergence.i18n import Catalogue

ROW = 32
PITCH = 34
LABELS = 150
BARS = 190
HEAD = 24


def matrix(
    found: Likeness, codebook: Codebook, t: Catalogue, look: Look, one: str | None = None, other: str | None = None
) -> Drawn:
    """Processes by processes, like beside like; a cell carries its two processes as custom data."""
    codes = found.processes
    headings = [Heading(escaped(short(code, codebook, t))) for code in codes]
    cells = []
    for y, row in enumerate(codes):
        for x, column in enumerate(codes):
            shared = int(found.shared.at[row, column])  # type: ignore[arg-type]
            value = float(found.values.at[row, column])  # type: ignore[arg-type]
            if x == y:
                cells.append(Cell(x, y, t.number(shared), _alone(row, shared, codebook, t), (row, ""), None))
            elif shared:
                told = _pair(found, row, column, codebook, t)
                cells.append(Cell(x, y, t.percent(value), told, (row, column), shade(value, 1.0, look)))
    place = {code: position for position, code in enumerate(codes)}
    chosen = (place.get(one or ""), place.get(other or ""))
    figure = sheet(headings, headings, cells, look, pitch=44, row=36, labels=110, size=11.5, chosen=chosen)
    return Drawn(figure, finding(found, codebook, t))


def network(
    found: Likeness, codebook: Codebook, t: Catalogue, look: Look, one: str | None = None, other: str | None = None
) -> Drawn:
    """The same pairs as links, each dot saying how many themes are shared."""
    nodes = []
    for code in found.processes:
        raised = int(found.shared.at[code, code])  # type: ignore[arg-type]
        told = _alone(code, raised, codebook, t)
        nodes.append(arcs.Node(code, escaped(short(code, codebook, t)), t.number(raised), told, look.primary))
    links = [
        arcs.Link(
            *pair,
            float(found.values.at[pair]),  # type: ignore[arg-type]
            t.number(int(found.shared.at[pair])),  # type: ignore[arg-type]
            _pair(found, *pair, codebook, t),
        )
        for pair in found.pairs()
    ]
    sentences = [finding(found, codebook, t)]
    if len(links) > arcs.MOST:
        sentences.append(t("overlap_figures.closest", shown=t.number(arcs.MOST), all=t.number(len(links))))
    return Drawn(arcs.draw(nodes, links, look, (one, other), labels=110), " ".join(sentences))


def _alone(process: str, raised: int, codebook: Codebook, t: Catalogue) -> str:
    return t(
        "overlap_figures.process", process=escaped(name(process, codebook, t)), themes=t.n("charts.themes", raised)
    )


def _pair(found: Likeness, one: str, other: str, codebook: Codebook, t: Catalogue) -> str:
    return t(
        "overlap_figures.pair_of_processes",
        one=escaped(short(one, codebook, t)),
        other=escaped(short(other, codebook, t)),
        themes=t.n("charts.themes", int(found.shared.at[one, other])),  # type: ignore[arg-type]
        value=t.percent(float(found.values.at[one, other])),  # type: ignore[arg-type]
    )


def finding(found: Likeness, codebook: Codebook, t: Catalogue) -> str:
    """Which two processes are most alike, and how many pairs have nothing in common."""
    pairs = found.pairs()
    if not pairs:
        return t("overlap_figures.no_likeness")
    one, other = pairs[0]
    apart = len(found.processes) * (len(found.processes) - 1) // 2 - len(pairs)
    sentence = t(
        "overlap_figures.most_alike",
        one=short(one, codebook, t),
        other=short(other, codebook, t),
        themes=t.n("charts.themes", int(found.shared.at[one, other])),  # type: ignore[arg-type]
        value=t.percent(float(found.values.at[one, other])),  # type: ignore[arg-type]
    )
    return " ".join([sentence, *([t.n("overlap_figures.nothing_shared", apart)] if apart else [])])


def upset(
    sets: Sequence[Intersection],
    processes: Sequence[str],
    codebook: Codebook,
    t: Catalogue,
    look: Look,
    chosen: Sequence[str] = (),
) -> Drawn:
    """Sets of processes as columns of dots, how many themes exactly those share as bars above (Lex et al. 2014).

    Every mark carries the codes of its processes, separated by spaces, as custom data.
    """
    height = BARS + ROW * len(processes) + HEAD + 8
    width = LABELS + PITCH * max(len(sets), 4) + 16
    figure = blank(look, width, height)
    split = ROW * len(processes) / (height - HEAD - 8)
    most = max((len(item.themes) for item in sets), default=1)
    plain = {"showgrid": False, "zeroline": False, "fixedrange": True}
    figure.update_layout(
        margin={"l": LABELS, "r": 16, "t": HEAD, "b": 8},
        xaxis={**plain, "range": [-0.5, max(len(sets), 4) - 0.5], "showticklabels": False},
        yaxis={
            **plain,
            "domain": [0, split],
            "range": [len(processes) - 0.5, -0.5],
            "tickvals": list(range(len(processes))),
            "ticktext": [escaped(short(code, codebook, t)) for code in processes],
            "tickfont": {"size": 12.5, "color": look.text},
        },
        yaxis2={**plain, "domain": [split + 0.03, 1], "range": [0, most * 1.15], "showticklabels": False},
        bargap=0.35,
    )
    data = [[" ".join(item.processes)] for item in sets]
    told = [wrapped(escaped(set_in_words(item, codebook, t)), 52) for item in sets]
    picked = [set(item.processes) == set(chosen) for item in sets]
    figure.add_trace(
        go.Bar(
            x=list(range(len(sets))),
            y=[len(item.themes) for item in sets],
            yaxis="y2",
            marker={"color": [look.text if on else look.primary for on in picked]},
            text=[t.number(len(item.themes)) for item in sets],
            textposition="outside",
            textfont={"size": 12.5, "color": look.text},
            cliponaxis=False,
            customdata=data,
            hovertext=told,
            hoverinfo="text",
            unselected={"marker": {"opacity": 1}},
        )
    )
    _dots(figure, sets, processes, data, told, picked, look)
    return Drawn(figure, upset_finding(sets, processes, codebook, t))


def _dots(
    figure: go.Figure,
    sets: Sequence[Intersection],
    processes: Sequence[str],
    data: list[list[str]],
    told: list[str],
    picked: list[bool],
    look: Look,
) -> None:
    place = {code: row for row, code in enumerate(processes)}
    lines = []
    for x, item in enumerate(sets):
        rows = [place[code] for code in item.processes]
        line = {"color": look.text if picked[x] else look.primary, "width": 2.5}
        lines.append({"type": "line", "x0": x, "x1": x, "y0": min(rows), "y1": max(rows), "line": line})
    put(figure, shapes=lines)
    everywhere = [(x, y) for x in range(len(sets)) for y in range(len(processes))]
    on = {(x, place[code]) for x, item in enumerate(sets) for code in item.processes}
    figure.add_trace(
        go.Scatter(
            x=[x for x, _ in everywhere],
            y=[y for _, y in everywhere],
            mode="markers",
            marker={
                "size": [16 if spot in on else 6 for spot in everywhere],
                "color": [
                    (look.text if picked[spot[0]] else look.primary) if spot in on else look.border
                    for spot in everywhere
                ],
                "opacity": 1,
            },
            unselected={"marker": {"opacity": 1}},
            customdata=[data[x] for x, _ in everywhere],
            hovertext=[told[x] for x, _ in everywhere],
            hoverinfo="text",
        )
    )


def set_in_words(item: Intersection, codebook: Codebook, t: Catalogue) -> str:
    """Which themes exactly these processes raise, as a sentence."""
    return t(
        "overlap_figures.set" if len(item.processes) > 1 else "overlap_figures.set_of_one",
        processes=several(item.processes, codebook, t),
        count=t.n("charts.themes", len(item.themes)),
        themes=quoted(item.themes, codebook, t),
    )


def upset_finding(sets: Sequence[Intersection], processes: Sequence[str], codebook: Codebook, t: Catalogue) -> str:
    """How many themes all share, and the greatest set of two or more."""
    everybody = next((item for item in sets if len(item.processes) == len(processes)), None)
    shared = [item for item in sets if len(item.processes) > 1]
    sentences = [t.n("overlap_figures.all_share", len(everybody.themes) if everybody else 0)]
    if shared:
        sentences.append(set_in_words(shared[0], codebook, t))
    return " ".join(sentences)
