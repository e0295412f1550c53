"""Countries and bodies by themes: who leads what."""

from __future__ import annotations

import pandas as pd

from convergence.charts.cells import Cell, Heading, row_label, shade, sheet
from convergence.charts.look import Drawn, Look, escaped
from convergence.charts.names import label, party
from convergence.codebook import Codebook
from convergence.i18n import Catalogue


def draw(
    counts: pd.DataFrame,
    totals: dict[str, int],
    codebook: Codebook,
    t: Catalogue,
    look: Look,
    who: str | None = None,
    theme: str | None = None,
) -> Drawn:
    """Themes in rows, parties in columns, most recommendations first; a cell carries its party and theme as custom data."""
    parties = [str(code) for code in counts.index]
    themes = [str(code) for code in counts.columns]
    most = float(counts.to_numpy().max()) if counts.size else 1.0
    cells = []
    names = [escaped(party(code, codebook, t)) for code in parties]
    for y, (row, line) in enumerate(zip(themes, counts.to_numpy().T.tolist(), strict=True)):
        theme_label = escaped(label(row, codebook, t))
        for x, (column, n) in enumerate(zip(parties, line, strict=True)):
            if n:
                told = t(
                    "charts.dot",
                    theme=theme_label,
                    process=names[x],
                    points=t.n("charts.points", n),
                )
                cells.append(Cell(x, y, t.number(n), told, (column, row), shade(n, most, look)))
    rows = [Heading(row_label(label(code, codebook, t)), _colour(code, codebook, look)) for code in themes]
    columns = [Heading(escaped(_cut(party(code, codebook, t)))) for code in parties]
    at = (themes.index(theme) if theme in themes else None, parties.index(who) if who in parties else None)
    figure = sheet(rows, columns, cells, look, pitch=28, chosen=at)
    return Drawn(figure, finding(counts, totals, codebook, t))


def _colour(code: str, codebook: Codebook, look: Look) -> str:
    group = codebook.themes[code].group if code in codebook.themes else ""
    return look.groups.get(group, look.neutral)


def _cut(text: str, limit: int = 24) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rsplit(' ', 1)[0]}…"


def finding(counts: pd.DataFrame, totals: dict[str, int], codebook: Codebook, t: Catalogue) -> str:
    """How many lead something, and who leads most."""
    if counts.empty:
        return t("overlap.no_parties")
    top = str(counts.index[0])
    themes = int((counts.to_numpy()[0] > 0).sum())
    return t(
        "overlap_figures.leads_most",
        parties=t.n("overlap_figures.parties", len(counts)),
        party=party(top, codebook, t),
        points=t.n("charts.points", totals[top]),
        themes=t.n("charts.themes", themes),
    )
