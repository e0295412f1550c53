"""What changed, for programs that follow it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pandas as pd

from convergence import evidence
from convergence import history as sentences
from convergence.model import Event, Person
from convergence.reports.data import csv_of
from convergence.store import changes as history
from convergence.web.asking import Asked
from convergence.web.listing import Listing
from convergence.web.source import Source

PUBLIC = frozenset(
    {
        "meeting-loaded",
        "action-added",
        "action-updated",
        "action-reviewed",
        "action-withdrawn",
        "action-restored",
        "coding-updated",
        "recommendations-linked",
        "recommendations-unlinked",
        "text-translated",
        "import-committed",
        "import-undone",
        "slip-applied",
        "term-added",
        "term-named",
        "actions-changed",
        "actions-change-undone",
    }
)
"""Changes that are no secret where the data are public: not those of people and their rights, nor of imports under review."""


def changes(source: Source, asked: Asked, person: Person | None) -> Listing:
    """What was changed after a change or a moment, the oldest first, so that a program goes on where it stopped.

    To anybody who is not known, only changes of the data are told (`PUBLIC`), and by which role and party instead of by whom.
    """
    store = source.store()
    kinds = frozenset({asked.verb}) if asked.verb else None
    if person is None:
        kinds = kinds & PUBLIC if kinds else PUBLIC
    with store.reading() as connection:
        found = history.changes(connection, asked.since, kinds, asked.limit, asked.offset)
    somebody, book = asked.t("web.somebody"), store.codebook
    shown = found.events if person else [_without_names(event, somebody) for event in found.events]

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


def _without_names(event: Event, somebody: str) -> Event:
    """The change without who it was, nor who added which link."""
    told: dict[str, Any] = {
        name: tuple([{"url": link.url, "title": link.title} for link in evidence.read(value)] for value in values)
        if name == "evidence"
        else values
        for name, values in event.changes.items()
    }
    return replace(event, actor=somebody, changes=told)


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
