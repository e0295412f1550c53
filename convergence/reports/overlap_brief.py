"""The overlap brief: where processes meet, in two to four pages that a minister can read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from convergence.analysis import overlap
from convergence.analysis.overlap import Matrix
from convergence.reports import frameworks, palette
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
)
from convergence.reports.scope import Scope

STRONGEST = 5
SHARED = 3
"""Processes from which a theme counts as shared."""
SHOWN = 2
"""Recommendations of each process that are given in words under a theme."""
SAID = 200
"""Characters of a recommendation that are given there; its reference leads to the rest."""
NAMED = 4
"""Gaps that are named of each framework; the rest is counted."""


def overlap_brief(scope: Scope) -> Document:
    """Matrix, strongest convergences with the recommendations side by side, gaps, points for a joint agenda.

    A theme is the stronger the more processes speak of it, then the more recommendations carry it. Raises InvalidInput where nothing
    is chosen.
    """
    t = scope.t
    about = scope.about(t("reports.overlap.title"))
    counted = scope.counted
    strongest = [theme for theme in counted.order() if counted.spread[theme] > 1][:STRONGEST]
    blocks: list[Block] = [
        Paragraph(plain(_finding(scope, counted, strongest)), "lead"),
        _facts(scope, counted),
        Heading(t("reports.overlap.matrix")),
        Paragraph(plain(t("reports.overlap.how_counted")), "note"),
        _matrix(scope, counted),
        Heading(t("reports.overlap.strongest")),
    ]
    for rank, theme in enumerate(strongest, start=1):
        blocks += _convergence(scope, counted, theme, rank)
    blocks += _gaps(scope, counted)
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


def _matrix(scope: Scope, counted: Matrix) -> Grid:
    t = scope.t
    processes = [code for code in counted.counts.columns if counted.by_process[code]]
    largest = int(counted.counts.to_numpy().max()) or 1
    heads = (
        Head(t("reports.column.theme"), 4.2),
        *(Head(scope.name("processes", code), 1, "center") for code in processes),
        Head(t("reports.overlap.processes"), 1.1, "center"),
        Head(t("reports.overlap.total"), 0.9, "center"),
    )
    rows: list[Row] = []
    order = counted.order()
    for group, themes in scope.codebook.themes_by_group().items():
        name = Run(scope.name("groups", group), colour=palette.GROUPS.get(group, palette.TEXT))
        rows.append(Row((Cell(((name,),)),), band=True))
        for theme in sorted((code for code in themes if code in order), key=order.index):
            cells = [_count(int(counted.counts[code][theme]), largest) for code in processes]
            margins = [int(counted.spread[theme]), int(counted.by_theme[theme])]
            rows.append(
                Row((_text(scope.name("themes", theme)), *cells, *(_text(t.number(n), bold=True) for n in margins)))
            )
    totals = [int(counted.by_process[code]) for code in processes]
    rows.append(
        Row(
            tuple(
                _text(value, bold=True)
                for value in (
                    t("reports.all_themes"),
                    *(t.number(n) for n in totals),
                    t.number(len(processes)),
                    t.number(counted.recommendations),
                )
            )
        )
    )
    return Grid(heads, tuple(rows), t("reports.overlap.matrix_alt"), dense=True)


def _count(n: int, largest: int) -> Cell:
    """The count on its blue; a zero is an empty cell."""
    return _text(str(n), fill=palette.ramp((n - 1) / max(largest - 1, 1))) if n else Cell()


def _text(text: str, fill: str = "", bold: bool = False) -> Cell:
    return Cell((plain(text),), fill, bold)


def _convergence(scope: Scope, counted: Matrix, theme: str, rank: int) -> Iterator[Block]:
    """A theme and, side by side, what each process that speaks of it says; those that carry it as their main theme first."""
    t, main_only = scope.t, scope.chosen.main_only
    spread, n = int(counted.spread[theme]), int(counted.by_theme[theme])
    title = t("reports.overlap.strength", theme=scope.name("themes", theme), processes=t.number(spread), n=t.number(n))
    yield Heading(f"{rank}. {title}", 2)
    speaking = [code for code in counted.counts.columns if counted.counts.loc[theme, code]]
    coded = scope.frames.themes
    main = set(coded["rec"].to_numpy()[((coded["theme"] == theme) & (coded["rank"] == 1)).to_numpy()].tolist())
    said: set[int] = set()
    cells = []
    for process in speaking:
        found = [int(p) for p in overlap.behind(scope.frames, scope.recommendations, theme, process, main_only)]
        found.sort(key=lambda position: (position in said, position not in main, position))
        said.update(found[:SHOWN])
        lines: list[Line] = [(scope.references[p], Run("  "), *_shortened(scope.statements[p])) for p in found[:SHOWN]]
        if len(found) > SHOWN:
            lines.append((Run(t.n("reports.and_more", len(found) - SHOWN), muted=True),))
        cells.append(Cell(tuple(lines)))
    heads = tuple(Head(f"{scope.name('processes', p)} ({int(counted.counts[p][theme])})") for p in speaking)
    yield Grid(heads, (Row(tuple(cells)),), title)


def _shortened(line: Line) -> Line:
    """A text as far as `SAID` characters, ending with a word."""
    *before, said = line
    if len(said.text) <= SAID:
        return line
    return (*before, replace(said, text=said.text[:SAID].rsplit(None, 1)[0].rstrip(" ,;:.") + "…"))


def _gaps(scope: Scope, counted: Matrix) -> Iterator[Block]:
    t = scope.t
    yield Heading(t("reports.overlap.gaps"))
    yield _frameworks(scope)
    processes = [code for code in counted.counts.columns if counted.by_process[code]]
    alone = []
    for process in processes:
        themes = [code for code in counted.order() if counted.spread[code] == 1 and counted.counts.loc[code, process]]
        if themes:
            alone.append(_of_process(scope, process, themes))
    if alone:
        heads = (Head(t("reports.column.processes"), 1), Head(t("reports.column.themes"), 5))
        yield Grid(heads, tuple(alone), t("reports.overlap.alone"), t("reports.overlap.alone"), dense=True)
    shared = [code for code in counted.order() if counted.spread[code] >= SHARED]
    rows = []
    for process in processes:
        silent = [code for code in shared if not counted.counts.loc[code, process]]
        if silent:
            rows.append(_of_process(scope, process, silent))
    if rows:
        heads = (Head(t("reports.column.processes"), 1), Head(t("reports.overlap.silent_on"), 5))
        yield Grid(heads, tuple(rows), t("reports.overlap.silent_on"), t("reports.overlap.silent"), dense=True)


def _of_process(scope: Scope, process: str, themes: list[str]) -> Row:
    names = "; ".join(scope.name("themes", code) for code in themes)
    return Row((_text(scope.name("processes", process), bold=True), _text(names)))


def _frameworks(scope: Scope) -> Grid:
    """Of themes, objectives and packages: what nobody speaks of, and what was said without any known follow-up."""
    t = scope.t
    rows = []
    for level in frameworks.LEVELS:
        known = frameworks.items(level, scope.codebook, t)
        found = frameworks.found(scope.frames, scope.recommendations, scope.chosen, known)
        cells = []
        for state in ("silent", "unfollowed"):
            names = [known[item][0] for item in found.items(state)]
            counted = Run(t("reports.overlap.of", n=t.number(len(names)), all=t.number(len(found.counts))), bold=True)
            lines: list[Line] = [(counted,), *(plain(name) for name in names[:NAMED])]
            if len(names) > NAMED:
                lines.append((Run(t.n("reports.and_more", len(names) - NAMED), muted=True),))
            cells.append(Cell(tuple(lines)))
        rows.append(Row((_text(t(f"overlap.level_{level}"), bold=True), *cells)))
    heads = (
        Head(t("overlap.level"), 1.2),
        Head(t("reports.overlap.nobody"), 2.4),
        Head(t("reports.overlap.unfollowed"), 2.4),
    )
    return Grid(heads, tuple(rows), t("reports.overlap.gaps"), dense=True)


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
                    _text(scope.name("themes", theme), bold=True),
                    _text("; ".join(speaking)),
                    _text("; ".join(leads) or t("reports.overlap.no_lead_named")),
                    _text(" · ".join(state)),
                )
            )
        )
    heads = (
        Head(t("reports.column.theme"), 2),
        Head(t("reports.overlap.at_the_table"), 2),
        Head(t("reports.overlap.leads_named"), 3),
        Head(t("reports.table.actions"), 2.4),
    )
    return Grid(heads, tuple(rows), t("reports.overlap.agenda"), dense=True, whole=True)
