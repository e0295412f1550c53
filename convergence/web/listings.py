"""What the routes under /api list: records with codes as in the open data, counts, and changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pandas as pd

from convergence import history as sentences
from convergence import installation
from convergence.analysis import overlap
from convergence.analysis.frames import Positions
from convergence.model import Person
from convergence.reports import delimited, known, tables
from convergence.reports.data import action_table, csv_of, recommendation_table, records_of
from convergence.reports.options import Options
from convergence.reports.scope import Scope
from convergence.store import changes as history
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


def changes(source: Source, asked: Asked, person: Person | None) -> Listing:
    """What was changed after a change or a moment, the oldest first, so that a program goes on where it stopped.

    Names of people are told to people only: to anybody else, who it was is a role and a party.
    """
    store = source.store()
    with store.reading() as connection:
        found = history.changes(connection, asked.since, asked.verb, asked.limit, asked.offset)
    somebody, book = asked.t("web.somebody"), store.codebook
    shown = [event if person else replace(event, actor=somebody) for event in found.events]

    def items() -> list[dict[str, Any]]:
        return [
            {
                **{
                    name: getattr(event, name)
                    for name in ("number", "role", "party", "on_behalf_of", "verb", "subject")
                },
                "at": event.at.isoformat(timespec="seconds"),
                "actor": event.actor if person else None,
                "sentence": sentences.headline(event, book, asked.t),
                "details": sentences.details(event, book, asked.t),
                "changes": {name: list(values) for name, values in event.changes.items()},
            }
            for event in shown
        ]

    return Listing(found.version, found.total, items, lambda: b"".join(csv_of(_by_field(items()))))


def _by_field(events: list[dict[str, Any]]) -> pd.DataFrame:
    """One row per changed field, and one for a change without fields; values that are more than a text as JSON."""
    told = ("number", "at", "actor", "role", "party", "on_behalf_of", "verb", "subject")
    rows = [
        {**{name: event[name] for name in told}, "field": field, "before": _said(before), "after": _said(after)}
        for event in events
        for field, (before, after) in (event["changes"] or {None: (None, None)}).items()
    ]
    return pd.DataFrame(rows, columns=[*told, "field", "before", "after"], dtype=object)


def _said(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)


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


Make = Callable[[Source, Asked, Person | None], Listing]

LISTINGS: Mapping[str, Make] = {
    "recommendations": recommendations,
    "themes-by-process": themes_by_process,
    "actions": actions,
    "changes": changes,
}
"""The listings by the last part of their address."""
