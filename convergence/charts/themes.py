"""Themes among themselves: a matrix and a network, families marked, lift beside the count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from convergence.analysis.cooccurrence import Together
from convergence.charts import arcs
from convergence.charts.cells import Cell, Heading, row_label, shade, sheet
from convergence.charts.look import Drawn, Look, escaped, put
from convergence.charts.names import label, quoted
from convergence.codebook import Codebook
from convergence.i18n import Catalogue

HEAD = 176


def matrix(
    found: Together, codebook: Codebook, t: Catalogue, look: Look, one: str | None = None, other: str | None = None
) -> Drawn:
    """Themes by themes, family by family; shaded by lift, the count inside; a cell carries its two themes as custom data."""
    codes = found.themes
    rows = [_heading(found, code, codebook, t, look) for code in codes]
    most = max((found.lift(*pair) for pair in found.pairs()), default=1.0)
    cells = []
    for y, row in enumerate(codes):
        for x, column in enumerate(codes):
            n = found.count(row, column)
            if x == y:
                cells.append(Cell(x, y, t.number(n), _alone(found, row, codebook, t), (row, ""), None))
            elif n:
                fill = shade(found.lift(row, column), most, look)
                cells.append(Cell(x, y, t.number(n), _pair(found, row, column, codebook, t), (row, column), fill))
    place = {code: position for position, code in enumerate(codes)}
    chosen = (place.get(one or ""), place.get(other or ""))
    columns = [Heading(heading.label.replace("<br>", " "), heading.colour) for heading in rows]
    short = [Heading(_cut(heading.label), heading.colour) for heading in columns]
    figure = sheet(rows, short, cells, look, head=HEAD, pitch=32, row=34, size=12, chosen=chosen)
    line = {"type": "line", "line": {"color": look.muted, "width": 1}}
    first, last = -0.5, len(codes) - 0.5
    lines: list[dict[str, Any]] = []
    for edge in _edges(found, codes):
        lines.append({**line, "x0": edge, "x1": edge, "y0": first, "y1": last})
        lines.append({**line, "x0": first, "x1": last, "y0": edge, "y1": edge})
    put(figure, shapes=lines)
    return Drawn(figure, finding(found, codebook, t))


def network(
    found: Together,
    codebook: Codebook,
    t: Catalogue,
    look: Look,
    one: str | None = None,
    other: str | None = None,
    behind: Sequence[int] = (),
    family: str | None = None,
) -> Drawn:
    """The most frequent pairs as links, each dot with the count; families parted by a rule.

    `behind` is the number of recommendations of each of `found.families()`, which a mark at the end of its first line says and opens;
    `family` is the first theme of the chosen one.
    """
    families = [
        arcs.Family(
            members[0],
            t.number(n),
            t("overlap_figures.family", themes=escaped(quoted(members, codebook, t)), points=t.n("charts.points", n)),
        )
        for members, n in zip(found.families(), behind, strict=False)
    ]
    pairs = found.pairs()
    most = max((found.count(*pair) for pair in pairs), default=1)
    nodes = [
        arcs.Node(
            code,
            escaped(label(code, codebook, t)),
            t.number(found.count(code, code)),
            _alone(found, code, codebook, t),
            _colour(code, codebook, look),
            int(found.family[code]),
        )
        for code in found.themes
    ]
    links = [
        arcs.Link(*pair, found.count(*pair) / most, t.number(found.count(*pair)), _pair(found, *pair, codebook, t))
        for pair in pairs
    ]
    sentences = [finding(found, codebook, t)]
    if len(links) > arcs.MOST:
        sentences.append(t("overlap_figures.strongest", shown=t.number(arcs.MOST), all=t.number(len(links))))
    return Drawn(
        arcs.draw(nodes, links, look, (one, other), families=families, chosen_family=family), " ".join(sentences)
    )


def _cut(text: str, limit: int = 26) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rsplit(' ', 1)[0]}…"


def _heading(found: Together, code: str, codebook: Codebook, t: Catalogue, look: Look) -> Heading:
    return Heading(row_label(label(code, codebook, t)), _colour(code, codebook, look))


def _colour(code: str, codebook: Codebook, look: Look) -> str:
    group = codebook.themes[code].group if code in codebook.themes else ""
    return look.groups.get(group, look.neutral)


def _edges(found: Together, codes: list[str]) -> list[float]:
    """Where one family ends and the next begins; those of a theme alone are not told apart."""
    sizes = found.family.value_counts()
    return [
        place - 0.5
        for place in range(1, len(codes))
        if found.family[codes[place]] != found.family[codes[place - 1]] and sizes[found.family[codes[place - 1]]] > 1
    ]


def _alone(found: Together, code: str, codebook: Codebook, t: Catalogue) -> str:
    counted = t.n(_counted(found), found.count(code, code))
    return t("overlap_figures.theme", theme=escaped(label(code, codebook, t)), counted=counted)


def _pair(found: Together, one: str, other: str, codebook: Codebook, t: Catalogue) -> str:
    return t(
        "overlap_figures.pair_of_themes",
        one=escaped(label(one, codebook, t)),
        other=escaped(label(other, codebook, t)),
        counted=t.n(_counted(found), found.count(one, other)),
        lift=t.number(found.lift(one, other), 1),
    )


def _counted(found: Together) -> str:
    return "charts.points" if found.within == "recommendation" else "parts.processes"


def finding(found: Together, codebook: Codebook, t: Catalogue) -> str:
    """The most frequent pair, and how many families of themes there are."""
    pairs = found.pairs()
    if not pairs:
        return t("overlap_figures.no_pairs")
    one, other = pairs[0]
    families = int((found.family.value_counts() > 1).sum())
    return " ".join(
        [
            t(
                "overlap_figures.together_most",
                one=label(one, codebook, t),
                other=label(other, codebook, t),
                counted=t.n(_counted(found), found.count(one, other)),
                lift=t.number(found.lift(one, other), 1),
            ),
            t.n("overlap_figures.families", families),
        ]
    )
