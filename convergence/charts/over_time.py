"""Themes from meeting to meeting."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from convergence.charts.cells import Cell, Heading, row_label, shade, sheet
from convergence.charts.look import Drawn, Look, escaped
from convergence.charts.names import label
from convergence.codebook import Codebook
from convergence.i18n import Catalogue

NAMED = 4
"""Themes named in a sentence; more are counted."""


def draw(
    counts: pd.DataFrame,
    meetings: Mapping[str, str],
    codebook: Codebook,
    t: Catalogue,
    look: Look,
    theme: str | None = None,
    meeting: str | None = None,
) -> Drawn:
    """Themes in rows, meetings in columns, the oldest first; a cell carries its theme and meeting as custom data.

    `meetings` names the meetings shortly, by their dates.
    """
    themes = [str(code) for code in counts.index]
    columns = [str(code) for code in counts.columns]
    most = float(counts.to_numpy().max()) if counts.size else 1.0
    cells = []
    for y, (row, line) in enumerate(zip(themes, counts.to_numpy().tolist(), strict=True)):
        theme_label = escaped(label(row, codebook, t))
        for x, (column, n) in enumerate(zip(columns, line, strict=True)):
            if n:
                told = t(
                    "charts.dot",
                    theme=theme_label,
                    process=escaped(meetings[column]),
                    points=t.n("charts.points", n),
                )
                cells.append(Cell(x, y, t.number(n), told, (row, column), shade(n, most, look)))
    rows = [
        Heading(
            row_label(label(code, codebook, t)),
            look.groups.get(codebook.themes[code].group if code in codebook.themes else "", look.neutral),
        )
        for code in themes
    ]
    heads = [Heading(escaped(meetings[code])) for code in columns]
    at = (themes.index(theme) if theme in themes else None, columns.index(meeting) if meeting in columns else None)
    figure = sheet(rows, heads, cells, look, pitch=52, chosen=at)
    return Drawn(figure, finding(counts, codebook, t))


def finding(counts: pd.DataFrame, codebook: Codebook, t: Catalogue) -> str:
    """How many themes come back at every meeting, which are new at the last one, and which were dropped."""
    raised = counts.to_numpy() > 0
    always = int(raised.all(axis=1).sum())
    sentences = [t.n("overlap_figures.always", always, meetings=t.number(counts.shape[1]))]
    for key, mask in (
        ("overlap_figures.new_themes", raised[:, -1] & ~raised[:, :-1].any(axis=1)),
        ("overlap_figures.dropped_themes", ~raised[:, -1] & raised[:, :-1].any(axis=1)),
    ):
        themes = [str(code) for code in counts.index[mask]]
        if themes:
            named = [t("charts.quoted", text=label(code, codebook, t)) for code in themes[:NAMED]]
            if len(themes) > NAMED:
                named.append(t("overlap_figures.and_more", n=t.number(len(themes) - NAMED)))
            sentences.append(t(key, themes=t.list(named)))
    return " ".join(sentences)
