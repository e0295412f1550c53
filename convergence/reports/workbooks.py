"""Which tables go into which workbook."""

from __future__ import annotations

import numpy as np
import pandas as pd

from convergence.analysis import progress
from convergence.reports import changes, codes, tables, workbook
from convergence.reports.scope import Scope
from convergence.reports.tables import Column, Table

# What stands in place of these columns where every theme has a row.
_SPREAD = {"main_theme": "theme", "other_themes": "is_main"}


def recommendations(scope: Scope) -> Table:
    options = scope.options
    table = tables.recommendations(
        scope.frames, scope.codebook, scope.recommendations, scope.t, options.address, options.per_theme
    )
    return (
        table.only([_SPREAD.get(key, key) if options.per_theme else key for key in options.columns])
        if options.columns
        else table
    )


def actions(scope: Scope) -> Table:
    return tables.actions(
        scope.frames, scope.codebook, scope.actions, scope.t, scope.options.today, scope.options.address
    )


def evidence(scope: Scope) -> Table:
    return tables.evidence_links(scope.frames, scope.codebook, scope.actions, scope.t)


def matrix(scope: Scope) -> Table:
    return tables.matrix(scope.counted, scope.codebook, scope.t)


def full(scope: Scope) -> bytes:
    """Recommendations, themes by processes with a chart, actions, evidence, history, codebook, about.

    Raises InvalidInput for nothing chosen.
    """
    about = scope.about(scope.t("reports.workbook.title"))
    sheets = [
        recommendations(scope),
        matrix(scope),
        actions(scope),
        evidence(scope),
        changes.whole(scope),
        codes.codebook_table(scope.codebook, scope.t),
    ]
    return workbook.xlsx_bytes(sheets, about, scope.told)


def of_follow_up(scope: Scope) -> bytes:
    """Actions, evidence, progress by process, theme and lead, history. Raises InvalidInput for nothing chosen."""
    t = scope.t
    about = scope.about(t("reports.follow_up.title"), follow_up=True)
    sheets = [
        actions(scope),
        evidence(scope),
        _counts(scope, "process", "processes", progress.by_process(scope.frames, scope.actions)),
        _counts(scope, "theme", "themes", progress.by_theme(scope.frames, scope.actions, scope.chosen.main_only)),
        _counts(scope, "lead", "parties", progress.by_lead(scope.frames, scope.actions)),
        changes.whole(scope),
    ]
    return workbook.xlsx_bytes(sheets, about, scope.told)


def of_changes(scope: Scope) -> bytes:
    """What changed since a day, one row per field. Raises InvalidInput for nothing chosen."""
    return workbook.xlsx_bytes([changes.table(scope)], changes.account(scope))


def _counts(scope: Scope, name: str, kind: str, counted: pd.DataFrame) -> Table:
    """Actions by progress, one row per process, theme or lead."""
    t = scope.t
    title = t(f"reports.follow_up.by_{name}")
    rows = counted.reset_index(drop=True).astype(np.int64)
    rows.columns = pd.Index([str(code) for code in counted.columns])
    rows.insert(0, "name", [scope.name(kind, code) if code else t("reports.no_lead") for code in counted.index])
    rows["total"] = counted.sum(axis=1).to_numpy()
    columns = (
        Column("name", title, "text", 36),
        *(Column(str(code), scope.name("progress", code), "number", 14) for code in counted.columns),
        Column("total", t("reports.overlap.total"), "number", 10),
    )
    return Table(f"progress-by-{name}", title, columns, rows, t.language)
