"""What the routes under /api count and list: records with codes, as in the open data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pandas as pd

from convergence import installation
from convergence.analysis.frames import Positions
from convergence.model import Person
from convergence.reports import delimited, known, tables
from convergence.reports.data import action_table, csv_of, recommendation_table, records_of
from convergence.reports.options import Options
from convergence.reports.scope import Scope
from convergence.web.asking import Asked
from convergence.web.listing import Listing
from convergence.web.source import Source


def recommendations(source: Source, asked: Asked, _person: Person | None) -> Listing:
    scope = _scope(source, asked)
    chosen = np.flatnonzero(scope.recommendations)
    return _records(scope, asked, chosen, recommendation_table, (scope.options.address,))


def actions(source: Source, asked: Asked, person: Person | None) -> Listing:
    """Flags are those of today, so that another day makes another answer. Who reviewed an update is told to people only."""
    scope = _scope(source, asked)

    def table(scope: Scope, places: Positions) -> pd.DataFrame:
        made = action_table(scope, places)
        return made if person else made.assign(reviewed_by=None)

    return _records(scope, asked, np.flatnonzero(scope.actions), table, (scope.options.today,))


def themes_by_process(source: Source, asked: Asked, _person: Person | None) -> Listing:
    """One item per theme, the widest shared first; as CSV the table of the export, in words."""
    scope = _scope(source, asked)
    book, counted = scope.codebook, scope.counted

    def items() -> list[dict[str, Any]]:
        return [
            {
                "theme": code,
                "label": scope.name("themes", code),
                "group": book.themes[code].group if code in book.themes else None,
                "spread": int(counted.spread[code]),
                "recommendations": int(counted.by_theme[code]),
                "processes": {process: counted.count(code, process) for process in counted.counts.columns},
            }
            for code in counted.order()
        ]

    def csv() -> bytes:
        return delimited.csv_bytes(tables.matrix(counted, book, scope.t))

    return Listing(scope.frames.version, len(counted.counts), items, csv, whole=True)


def _records(
    scope: Scope,
    asked: Asked,
    chosen: Positions,
    table: Callable[[Scope, Positions], pd.DataFrame],
    basis: tuple[object, ...],
) -> Listing:
    part = chosen[asked.offset : asked.offset + asked.limit]
    return Listing(
        scope.frames.version,
        len(chosen),
        lambda: list(records_of(table(scope, part))),
        lambda: b"".join(csv_of(table(scope, part))),
        basis,
    )


def _scope(source: Source, asked: Asked) -> Scope:
    """The asked choice over the present data. Raises InvalidInput for a code that nothing could have."""
    book, frames = source.store().codebook, source.frames()
    known.check(asked.chosen, book, frames)
    return Scope(frames, book, asked.chosen, asked.t, Options(datetime.now(UTC), installation.address()))
