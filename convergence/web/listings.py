"""What the routes under /api list: records with codes as in the open data, counts, and changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pandas as pd

from convergence import installation
from convergence.analysis import overlap
from convergence.analysis.frames import Positions
from convergence.model import Person
from convergence.reports import delimited, known, tables
from convergence.reports.data import action_table, csv_of, recommendation_table, records_of
from convergence.reports.options import Options
from convergence.reports.scope import Scope
from convergence.web.asking import Asked
from convergence.web.source import Source


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that is asked for, not made yet: of `total` records, those of the asked part are made by `items` or `csv`.

    `version` is the data version that it is made of; `basis` is what else it depends on besides the query.
    """

    version: int
    total: int
    items: Callable[[], list[dict[str, Any]]]
    csv: Callable[[], bytes]
    basis: tuple[object, ...] = ()
    whole: bool = False


def recommendations(source: Source, asked: Asked, _person: Person | None) -> Listing:
    scope = _scope(source, asked)
    chosen = np.flatnonzero(scope.recommendations)
    return _records(scope, asked, chosen, recommendation_table, (scope.options.address,))


def actions(source: Source, asked: Asked, _person: Person | None) -> Listing:
    """Flags are those of today, so that another day makes another answer."""
    scope = _scope(source, asked)
    return _records(scope, asked, np.flatnonzero(scope.actions), action_table, (scope.options.today,))


def themes_by_process(source: Source, asked: Asked, _person: Person | None) -> Listing:
    """One item per theme, the widest shared first; as CSV the table of the export, in words."""
    scope = _scope(source, asked)
    frames, book, t, main_only = scope.frames, scope.codebook, scope.t, asked.chosen.main_only
    counted = overlap.matrix(frames, scope.recommendations, main_only)

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
        return delimited.csv_bytes(tables.matrix(frames, book, scope.recommendations, t, main_only))

    return Listing(frames.version, len(counted.counts), items, csv, whole=True)


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
    store, frames = source.store(), source.frames()
    known.check(asked.chosen, store.codebook, frames)
    return Scope(frames, store.codebook, asked.chosen, asked.t, Options(datetime.now(UTC), installation.address()))


Make = Callable[[Source, Asked, Person | None], Listing]

LISTINGS: Mapping[str, Make] = {
    "recommendations": recommendations,
    "themes-by-process": themes_by_process,
    "actions": actions,
}
"""The listings by the last part of their address."""
