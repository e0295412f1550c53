"""Gaps: what is silent, what was said and not followed up, per process and in all."""

from __future__ import annotations

from collections.abc import Mapping

from convergence.analysis.gaps import ALL, Gaps
from convergence.charts.cells import Cell, Heading, row_label, sheet
from convergence.charts.look import Drawn, Look, escaped
from convergence.charts.names import short
from convergence.codebook import Codebook
from convergence.i18n import Catalogue

NAMED = 6


def draw(
    found: Gaps,
    labels: Mapping[str, str],
    codebook: Codebook,
    t: Catalogue,
    look: Look,
    item: str | None = None,
    process: str | None = None,
) -> Drawn:
    """Items by processes: a hollow ring where nobody speaks, orange where nothing is known to have followed, blue where something has.

    `labels` names the items. A cell carries its item and process ("" for all) as custom data.
    """
    columns = [str(code) for code in found.counts.columns]
    names = {
        code: escaped(short(code, codebook, t)) if code else t("overlap_figures.all_processes") for code in columns
    }
    cells = []
    for y, row in enumerate(labels):
        for x, column in enumerate(columns):
            n = int(found.counts.at[row, column])  # type: ignore[arg-type]
            state = found.state(row, column)
            told = t(
                f"overlap_figures.gap_{state}",
                item=escaped(labels[row]),
                process=names[column],
                points=t.n("charts.points", n),
                followed=t.number(int(found.followed.at[row, column])),  # type: ignore[arg-type]
            )
            fill = {"silent": None, "unfollowed": look.less[0], "followed": look.more[0]}[state]
            cells.append(Cell(x, y, t.number(n) if n else "○", told, (row, column), fill))
    rows = [Heading(row_label(label, 34)) for label in labels.values()]
    heads = [Heading(f"<b>{names[code]}</b>" if code == ALL else names[code]) for code in columns]
    place = {code: position for position, code in enumerate(labels)}
    chosen = (place.get(item or ""), columns.index(process or ALL) if item and (process or ALL) in columns else None)
    return Drawn(sheet(rows, heads, cells, look, labels=200, chosen=chosen), finding(found, labels, t))


def finding(found: Gaps, labels: Mapping[str, str], t: Catalogue) -> str:
    """How many items are silent and which, how many have no follow-up."""
    silent, unfollowed = found.items("silent"), found.items("unfollowed")
    sentences = [t("overlap_figures.gaps_none", all=t.number(len(labels)))]
    if silent:
        named = [t("charts.quoted", text=labels[item]) for item in silent[:NAMED]]
        if len(silent) > NAMED:
            named.append(t("overlap_figures.and_more", n=t.number(len(silent) - NAMED)))
        sentences = [
            t("overlap_figures.gaps_silent", n=t.number(len(silent)), all=t.number(len(labels)), which=t.list(named))
        ]
    sentences.append(t.n("overlap_figures.gaps_unfollowed", len(unfollowed)))
    if found.uncovered:
        sentences.append(t.n("overlap_figures.gaps_uncovered", len(found.uncovered)))
    return " ".join(sentences)
