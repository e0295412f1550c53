"""The follow-up report: how far it has got, what is late, what lacks a lead or a date, what changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from convergence.analysis import links, progress
from convergence.analysis.frames import Mask, Positions
from convergence.reports import changes, palette
from convergence.reports.document import (
    Bars,
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
from convergence.reports.scope import Scope

LEADS = 20
"""Leads that have a bar of their own: those with most actions."""
LISTED, LATE_LISTED = 1_500, 500
"""Actions that a report on paper lists, in all and by due date; the workbook has no such end."""


def follow_up(scope: Scope) -> Document:
    """Progress by process, theme and lead; overdue and due soon; what is missing where; every action; changes since a day.

    Raises InvalidInput where nothing is chosen.
    """
    t = scope.t
    about = scope.about(t("reports.follow_up.title"), follow_up=True)
    flags = progress.flag_masks(scope.frames, scope.options.today)
    flags = {name: mask & scope.actions for name, mask in flags.items()}
    blocks: list[Block] = [_facts(scope, flags), Heading(t("reports.follow_up.progress")), *_bars(scope)]
    for flag, key in (("overdue", "reports.follow_up.overdue"), ("due-soon", "reports.follow_up.due_soon")):
        blocks.append(Heading(t(key)))
        if flags[flag].any():
            order = np.flatnonzero(flags[flag])
            order = order[np.argsort(scope.frames.actions["due"].to_numpy()[order], kind="stable")]
            blocks += [*_cut(scope, order, LATE_LISTED), actions_grid(scope, order[:LATE_LISTED], t(key))]
        else:
            blocks.append(Paragraph(plain(t("reports.none"))))
    blocks += [Heading(t("reports.follow_up.missing")), _missing(scope, flags)]
    every = np.flatnonzero(scope.actions)
    blocks += [Heading(t("reports.follow_up.all")), *_cut(scope, every, LISTED), _all(scope, every[:LISTED])]
    if scope.options.since is not None:
        blocks += _changes(scope, scope.options.since)
    return Document(about, tuple(blocks), t("reports.follow_up.kicker"))


def _facts(scope: Scope, flags: dict[str, Mask]) -> Facts:
    t = scope.t
    done = scope.frames.actions["progress"].eq("implemented").to_numpy() & scope.actions
    counts = [
        (int(scope.actions.sum()), t("reports.about.actions"), False),
        (int(done.sum()), scope.name("progress", "implemented"), False),
        (int(flags["overdue"].sum()), t("reports.follow_up.overdue"), True),
        *((int(flags[f].sum()), scope.name("flags", f), False) for f in ("no-due-date", "no-lead")),
    ]
    return Facts(tuple((t.number(n), label, alert and n > 0) for n, label, alert in counts))


def _bars(scope: Scope) -> Iterator[Block]:
    t, frames = scope.t, scope.frames
    of_themes = progress.by_theme(frames, scope.actions, scope.chosen.main_only)
    by_lead = progress.by_lead(frames, scope.actions)
    named = [code for code in by_lead.index if code][:LEADS]
    for key, table, codes, kind in (
        ("reports.follow_up.by_process", progress.by_process(frames, scope.actions), None, "processes"),
        ("reports.follow_up.by_theme", of_themes, None, "themes"),
        ("reports.follow_up.by_lead", by_lead, [*named, *([""] if "" in by_lead.index else [])], "parties"),
    ):
        shown = list(table.index) if codes is None else codes
        rows = tuple(
            (scope.name(kind, code) if code else t("reports.no_lead"), tuple(int(n) for n in table.loc[code]))
            for code in shown
        )
        series = tuple(
            (scope.name("progress", code), palette.PROGRESS.get(code, palette.MUTED)) for code in table.columns
        )
        used = [place for place in range(len(series)) if any(values[place] for _, values in rows)]
        yield Bars(
            tuple(series[place] for place in used),
            tuple((label, tuple(values[place] for place in used)) for label, values in rows),
            t(key),
        )
    yield Paragraph(plain(t("reports.follow_up.how_counted")), "remark")


def actions_grid(scope: Scope, order: Positions, alt: str, with_lead: bool = True) -> Grid:
    """Actions as a table: what, from which recommendation, who, how far, until when, what needs attention, what was said last."""
    t = scope.t
    heads = [
        Head(t("reports.column.title"), 3.3),
        Head(t("reports.column.reference"), 1.6),
        *([Head(t("reports.column.lead"), 1.8)] if with_lead else []),
        Head(t("reports.column.progress"), 1.9),
        Head(t("reports.column.due"), 1.4),
        Head(t("reports.column.flags"), 2.1),
    ]
    rec = scope.frames.actions["rec"].to_numpy()[order].tolist()
    rows = (_action(scope, place, of, with_lead) for place, of in zip(order.tolist(), rec, strict=True))
    return Grid(tuple(heads), tuple(rows), alt)


def _action(scope: Scope, place: int, rec: int, with_lead: bool) -> Row:
    lines: list[Line] = [scope.titles[place]]
    if scope.notes[place]:
        lines.append((Run(scope.notes[place], muted=True),))
    lines += scope.evidence[place]
    flags = scope.seen_flags[place]
    cells = [
        Cell(tuple(lines)),
        Cell(((scope.references[rec],),)),
        *([text_cell(scope.action_leads[place] or "–")] if with_lead else []),
        Cell((plain(scope.action_progress[place]), *said(scope, place))),
        text_cell(scope.dues[place] or "–"),
        Cell(((Run("; ".join(flags), muted=True),),) if flags else ()),
    ]
    return Row(tuple(cells))


def said(scope: Scope, place: int) -> list[Line]:
    """Who says how far an action is, in small; nothing where nobody does."""
    return [(Run(scope.said[place], muted=True),)] if scope.said[place] else []


def _missing(scope: Scope, flags: dict[str, Mask]) -> Grid:
    """How many actions of each process lack a lead, a date or a recent update."""
    t, frames = scope.t, scope.frames
    names = ("no-lead", "no-due-date", "stale")
    follows = links.follows(frames).merge(frames.processes[["rec", "process"]], on="rec")
    rows = []
    for process in progress.by_process(frames, scope.actions).index:
        mine = np.zeros(len(frames.actions), dtype=bool)
        mine[follows["act"].to_numpy()[(follows["process"] == process).to_numpy()]] = True
        mine &= scope.actions
        counts = [int(mine.sum()), *(int((mine & flags[name]).sum()) for name in names)]
        rows.append(Row((text_cell(scope.name("processes", process)), *(text_cell(t.number(n)) for n in counts))))
    total = [int(scope.actions.sum()), *(int(flags[name].sum()) for name in names)]
    rows.append(
        Row((text_cell(t("reports.all_processes"), bold=True), *(text_cell(t.number(n), bold=True) for n in total)))
    )
    heads = (
        Head(t("reports.column.processes"), 2),
        Head(t("reports.about.actions"), 1, "right"),
        *(Head(scope.name("flags", name), 1, "right") for name in names),
    )
    return Grid(heads, tuple(rows), t("reports.follow_up.missing"), dense=True, whole=True)


def _cut(scope: Scope, order: Positions, limit: int) -> list[Block]:
    """A sentence where a list ends before its end."""
    t = scope.t
    if len(order) <= limit:
        return []
    return [Paragraph(plain(t("reports.follow_up.cut", shown=t.number(limit), n=t.number(len(order)))), "note")]


def _all(scope: Scope, chosen: Positions) -> Grid:
    """Actions under the process that made the recommendation first."""
    frames, t = scope.frames, scope.t
    first = frames.processes[frames.processes["rank"] == 1].set_index("rec")["process"]
    of_action = first.reindex(frames.actions["rec"].to_numpy()[chosen]).astype(object).to_numpy()
    rows: list[Row] = []
    for process in frames.processes["process"].cat.categories:
        mine = chosen[of_action == process]
        if len(mine):
            rows.append(Row((text_cell(f"{scope.name('processes', process)} ({t.number(len(mine))})"),), band=True))
            rows += actions_grid(scope, mine, "").rows
    return Grid(actions_grid(scope, chosen[:0], "").heads, tuple(rows), t("reports.follow_up.all"))


def _changes(scope: Scope, since: date) -> Iterator[Block]:
    t = scope.t
    yield Heading(t("reports.follow_up.changes", since=t.date(since)))
    table = changes.table(scope)
    if table.rows.empty:
        yield Paragraph(plain(t("reports.none")))
        return
    shares = {"at": 1.3, "who": 1.4, "change": 1.5, "subject": 2.6, "field": 1.3, "before": 2, "after": 2}
    heads = tuple(Head(column.label, shares[column.key]) for column in table.columns if column.key in shares)
    rows = []
    for row in table.rows.to_dict("records"):
        cells = [t.date(row["at"], "medium"), *(str(row[key] or "") for key in list(shares)[1:])]
        rows.append(Row(tuple(text_cell(cell) for cell in cells)))
    yield Grid(heads, tuple(rows), t("reports.table.history"))
