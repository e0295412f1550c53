"""The overlap brief: where processes meet, in two to four pages that a minister can read."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from convergence.analysis import overlap
from convergence.analysis.overlap import Matrix
from convergence.reports import palette
from convergence.reports.document import (
    Block,
    Cell,
    Document,
    Facts,
    Grid,
    Head,
    Heading,
    Line,
    Paragraph,
    Row,
    Run,
    plain,
    text_cell,
)
from convergence.reports.fitting import shortened
from convergence.reports.overlap_gaps import SHARED, gaps
from convergence.reports.scope import Scope

STRONGEST = 5
FEW, MOST = 6, 12
"""Processes up to which their names stand upright over the matrix and nothing has to be left out, and those that have a column in it."""
ABREAST, TOLD = 5, 8
"""Processes whose recommendations on a theme stand side by side in one row, and those that are told at all, in two."""
SHOWN, SAID = (2, 1), (200, 125)
"""Recommendations of each process that are given in words under a theme, and their characters: of few processes, of many."""


def overlap_brief(scope: Scope) -> Document:
    """Matrix, strongest convergences with the recommendations side by side, gaps, points for a joint agenda.

    A theme is the stronger the more processes speak of it, then the more recommendations carry it. Raises InvalidInput where nothing
    is chosen.
    """
    t = scope.t
    about = scope.about(t("reports.overlap.title"))
    counted = scope.counted
    strongest = [theme for theme in counted.order() if counted.spread[theme] > 1][:STRONGEST]
    processes = _shown(counted)
    blocks: list[Block] = [
        Paragraph(plain(_finding(scope, counted, strongest)), "lead"),
        _facts(scope, counted),
        Heading(t("reports.overlap.matrix")),
        Paragraph(plain(" ".join(_how_counted(scope, counted, processes))), "note"),
        _matrix(scope, counted, processes),
        Heading(t("reports.overlap.strongest")),
    ]
    for rank, theme in enumerate(strongest, start=1):
        blocks += _convergence(scope, counted, theme, rank)
    blocks += gaps(scope, counted, processes, len(counted.speaking) <= FEW)
    if strongest:
        blocks += [Heading(t("reports.overlap.agenda")), _agenda(scope, counted, strongest)]
    return Document(about, tuple(blocks), t("reports.overlap.kicker"))


def _finding(scope: Scope, counted: Matrix, strongest: list[str]) -> str:
    t = scope.t
    shared = int((counted.spread >= SHARED).sum())
    if not strongest:
        return t("reports.overlap.none_shared")
    first = strongest[0]
    return t(
        "reports.overlap.finding",
        shared=t.number(shared),
        themes=t.number(len(counted.spread)),
        theme=scope.name("themes", first),
        processes=t.number(int(counted.spread[first])),
        n=t.number(int(counted.by_theme[first])),
    )


def _facts(scope: Scope, counted: Matrix) -> Facts:
    t = scope.t
    numbers = (
        (counted.recommendations, "reports.column.points", False),
        (int((counted.by_process > 0).sum()), "reports.column.spread", False),
        (int((counted.spread >= SHARED).sum()), "reports.overlap.themes_shared", False),
        (int((counted.spread == 1).sum()), "reports.overlap.themes_alone", False),
        (int((counted.spread == 0).sum()), "reports.overlap.themes_silent", False),
    )
    return Facts(tuple((t.number(n), t(key), alert) for n, key, alert in numbers))


def _shown(counted: Matrix) -> list[str]:
    """The processes that have a column: all that speak, or of very many those with most recommendations, in the codebook's order."""
    most = sorted(counted.speaking, key=lambda code: -counted.by_process[code])[:MOST]
    return [code for code in counted.speaking if code in most]


def _how_counted(scope: Scope, counted: Matrix, processes: list[str]) -> Iterator[str]:
    t = scope.t
    yield t("reports.overlap.how_counted")
    if len(processes) < len(counted.speaking):
        yield t("reports.overlap.columns_of", n=t.number(len(processes)), all=t.number(len(counted.speaking)))


def _matrix(scope: Scope, counted: Matrix, processes: list[str]) -> Grid:
    t = scope.t
    turned = len(processes) > FEW
    narrow = 0.55 if turned else 1.0
    largest = int(counted.counts.to_numpy().max()) or 1
    heads = (
        Head(t("reports.column.theme"), 4.2),
        *(Head(scope.name("processes", code), narrow, "center", turned) for code in processes),
        Head(t("reports.overlap.processes"), 1.1 * narrow, "center", turned),
        Head(t("reports.overlap.total"), 0.9 * narrow, "center", turned),
    )
    rows: list[Row] = []
    order = counted.order()
    for group, themes in scope.codebook.themes_by_group().items():
        shown = sorted((code for code in themes if code in order), key=order.index)
        if not shown:
            continue
        name = Run(scope.name("groups", group), colour=palette.GROUPS.get(group, palette.TEXT))
        rows.append(Row((Cell(((name,),)),), band=True))
        for theme in shown:
            cells = [_count(int(counted.counts[code][theme]), largest) for code in processes]
            margins = [int(counted.spread[theme]), int(counted.by_theme[theme])]
            rows.append(
                Row(
                    (
                        text_cell(scope.name("themes", theme)),
                        *cells,
                        *(text_cell(t.number(n), bold=True) for n in margins),
                    )
                )
            )
    totals = [int(counted.by_process[code]) for code in processes]
    rows.append(
        Row(
            tuple(
                text_cell(value, bold=True)
                for value in (
                    t("reports.all_themes"),
                    *(t.number(n) for n in totals),
                    t.number(len(counted.speaking)),
                    t.number(counted.recommendations),
                )
            )
        )
    )
    return Grid(heads, tuple(rows), t("reports.overlap.matrix_alt"), dense=True)


def _count(n: int, largest: int) -> Cell:
    """The count on its blue; a zero is an empty cell."""
    return text_cell(str(n), fill=palette.ramp((n - 1) / max(largest - 1, 1))) if n else Cell()


def _convergence(scope: Scope, counted: Matrix, theme: str, rank: int) -> Iterator[Block]:
    """A theme and, side by side, what each process that speaks of it says; those that carry it as their main theme first."""
    t, main_only = scope.t, scope.chosen.main_only
    spread, n = int(counted.spread[theme]), int(counted.by_theme[theme])
    title = t("reports.overlap.strength", theme=scope.name("themes", theme), processes=t.number(spread), n=t.number(n))
    yield Heading(f"{rank}. {title}", 2)
    speaking = [code for code in counted.counts.columns if counted.counts.loc[theme, code]]
    said_most = sorted(speaking, key=lambda code: -counted.count(theme, code))[:TOLD]
    told = [code for code in speaking if code in said_most]
    rows = 1 if len(told) <= ABREAST else 2
    many = len(counted.speaking) > FEW
    coded = scope.frames.themes
    main = set(coded["rec"].to_numpy()[((coded["theme"] == theme) & (coded["rank"] == 1)).to_numpy()].tolist())
    said: set[int] = set()
    cells = []
    for process in told:
        found = [int(p) for p in overlap.behind(scope.frames, scope.recommendations, theme, process, main_only)]
        found.sort(key=lambda position: (position in said, position not in main, position))
        shown = found[: SHOWN[many]]
        said.update(shown)
        lines: list[Line] = [
            (scope.references[p], Run("  "), *shortened(scope.statements[p], SAID[many])) for p in shown
        ]
        if len(found) > len(shown):
            lines.append((Run(t.n("reports.and_more", len(found) - len(shown)), muted=True),))
        cells.append(Cell(tuple(lines)))
    heads = [Head(_with_count(scope, counted, theme, process)) for process in told]
    half = -(-len(told) // rows)
    for first in range(0, len(told), half):
        abreast = slice(first, first + half)
        yield Grid(tuple(heads[abreast]), (Row(tuple(cells[abreast])),), title)
    if rest := [_with_count(scope, counted, theme, code) for code in speaking if code not in told]:
        yield Paragraph(plain(t("reports.overlap.also", processes=", ".join(rest))), "remark")


def _with_count(scope: Scope, counted: Matrix, theme: str, process: str) -> str:
    return f"{scope.name('processes', process)} ({scope.t.number(counted.count(theme, process))})"


def _agenda(scope: Scope, counted: Matrix, strongest: list[str]) -> Grid:
    """For each of the strongest themes: who would be at the table, whom the recommendations name as leading, how follow-up stands."""
    t, frames = scope.t, scope.frames
    rec = frames.actions["rec"].to_numpy()
    progress = frames.actions["progress"].astype(str).to_numpy()
    without_lead = frames.actions["lead"].isna().to_numpy()
    rows = []
    for theme in strongest:
        behind = overlap.behind(frames, scope.recommendations, theme, main_only=scope.chosen.main_only)
        leads = list(dict.fromkeys(name for position in behind for name in scope.leads[position]))
        acts = np.isin(rec, behind)
        state = [
            t.n("reports.overlap.acts", int(acts.sum())),
            t.n("reports.overlap.acts_done", int((acts & (progress == "implemented")).sum())),
            t.n("reports.overlap.acts_unled", int((acts & without_lead).sum())),
        ]
        speaking = [scope.name("processes", code) for code in counted.counts.columns if counted.counts.loc[theme, code]]
        rows.append(
            Row(
                (
                    text_cell(scope.name("themes", theme), bold=True),
                    text_cell("; ".join(speaking)),
                    text_cell("; ".join(leads) or t("reports.overlap.no_lead_named")),
                    Cell(tuple(plain(fact) for fact in state)),
                )
            )
        )
    heads = (
        Head(t("reports.column.theme"), 2),
        Head(t("reports.overlap.at_the_table"), 2.5),
        Head(t("reports.overlap.leads_named"), 2.8),
        Head(t("reports.table.actions"), 2.2),
    )
    return Grid(heads, tuple(rows), t("reports.overlap.agenda"), dense=True, whole=True)
