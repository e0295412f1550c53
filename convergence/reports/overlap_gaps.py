"""The gaps of the overlap brief: what nobody speaks of, what one process alone does, what one leaves out that most speak of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from convergence.analysis.overlap import Matrix
from convergence.i18n import Catalogue
from convergence.reports import frameworks
from convergence.reports.document import Block, Cell, Grid, Head, Heading, Line, Row, Run, text_cell
from convergence.reports.scope import Scope

SHARED = 3
"""Processes from which a theme counts as shared."""
NAMED, NAMED_OF_MANY = 4, 3
"""Gaps that are named of each framework, and of each process where there are many; the rest is counted."""


def gaps(scope: Scope, counted: Matrix, processes: Sequence[str], few: bool) -> Iterator[Block]:
    """Of each framework, then of each of some processes; all themes of it are named where they are `few`."""
    t = scope.t
    yield Heading(t("reports.overlap.gaps"))
    yield _frameworks(scope)
    alone = []
    for process in processes:
        themes = [code for code in counted.order() if counted.spread[code] == 1 and counted.counts.loc[code, process]]
        if themes:
            alone.append(_of_process(scope, process, themes, few))
    if alone:
        heads = (Head(t("reports.column.processes"), 1), Head(t("reports.column.themes"), 5))
        yield Grid(heads, tuple(alone), t("reports.overlap.alone"), t("reports.overlap.alone"), dense=True)
    shared = [code for code in counted.order() if counted.spread[code] >= SHARED]
    rows = []
    for process in processes:
        silent = [code for code in shared if not counted.counts.loc[code, process]]
        if silent:
            rows.append(_of_process(scope, process, silent, few))
    if rows:
        heads = (Head(t("reports.column.processes"), 1), Head(t("reports.overlap.silent_on"), 5))
        yield Grid(heads, tuple(rows), t("reports.overlap.silent_on"), t("reports.overlap.silent"), dense=True)


def _of_process(scope: Scope, process: str, themes: list[str], few: bool) -> Row:
    names = [scope.name("themes", code) for code in themes]
    told = _some(names, len(names) if few else NAMED_OF_MANY, scope.t)
    return Row((text_cell(scope.name("processes", process), bold=True), Cell((told,))))


def _some(names: Sequence[str], most: int, t: Catalogue) -> Line:
    """The first names, and how many more there are."""
    rest = len(names) - most
    return (Run("; ".join(names[:most])), *([Run(" " + t.n("reports.and_more", rest), muted=True)] if rest > 0 else []))


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
            cells.append(Cell(((counted,), *([_some(names, NAMED, t)] if names else []))))
        rows.append(Row((text_cell(t(f"overlap.level_{level}"), bold=True), *cells)))
    heads = (
        Head(t("overlap.level"), 1.2),
        Head(t("reports.overlap.nobody"), 2.4),
        Head(t("reports.overlap.unfollowed"), 2.4),
    )
    return Grid(heads, tuple(rows), t("reports.overlap.gaps"), dense=True)
