"""What was changed, when, by whom, from what to what, in words."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import pandas as pd

from convergence import history as told
from convergence.reports import labels
from convergence.reports.scope import Scope
from convergence.reports.tables import Column, Table


def history(scope: Scope, numbers: Collection[int]) -> Table:
    """One row per field that the events of `numbers` changed, newest first; days are those of the report's own zone."""
    t = scope.t
    what = _subjects(scope)
    parties = labels.of(scope.codebook.parties, t)
    zone = scope.options.moment.tzinfo
    rows: list[dict[str, Any]] = []
    for event in sorted(scope.options.events, key=lambda event: -event.number):
        if event.number not in numbers:
            continue
        who = " · ".join([event.actor, *([parties.get(event.party, event.party)] if event.party else [])])
        if event.on_behalf_of:
            for_whom = parties.get(event.on_behalf_of, event.on_behalf_of)
            who = t("history.on_behalf", sentence=who, party=for_whom)
        changes = {name: sides for name, sides in event.changes.items() if name not in told.UNTOLD}
        for field, (before, after) in (changes or {"": (None, None)}).items():
            rows.append(
                {
                    "at": pd.Timestamp(event.at.astimezone(zone).replace(tzinfo=None)),
                    "who": who,
                    "change": t(f"activity.{event.verb}"),
                    "subject": what.get(event.subject) or what.get(event.subject.rpartition("/")[0], ""),
                    "field": _field(scope, field) if field else "",
                    "before": _said(scope, field, before),
                    "after": _said(scope, field, after),
                }
            )
    keys = (("at", 12), ("who", 24), ("change", 22), ("subject", 40), ("field", 18), ("before", 30), ("after", 30))
    columns = tuple(
        Column(key, t(f"reports.column.{key}"), "date" if key == "at" else "text", width) for key, width in keys
    )
    table = pd.DataFrame(rows, columns=[column.key for column in columns])
    table["at"] = pd.to_datetime(table["at"])
    return Table("history", t("reports.table.history"), columns, table, t.language)


def _subjects(scope: Scope) -> dict[str, str]:
    """What the ids of the history stand for: citation of a recommendation, title of an action, title of a meeting."""
    frames, t = scope.frames, scope.t
    cited = labels.references(frames, scope.codebook, t)
    named = dict(zip(frames.recommendations["id"], cited, strict=True))
    titles = frames.words("actions", "title", t.language)
    for name, title, rec in zip(frames.actions["id"], titles, frames.actions["rec"], strict=True):
        named[name] = f"{cited[rec]} – {title}"
    named.update(zip(frames.meetings["id"], frames.words("meetings", "title", t.language), strict=True))
    return named


def _field(scope: Scope, name: str) -> str:
    """What a field is called; a count of the history by the word that the history has for it."""
    return next((scope.t(key) for key in (f"fields.{name}", f"reports.column.{name}") if scope.t.has(key)), name)


def _said(scope: Scope, name: str, content: Any) -> str:
    if content in (None, "", []):
        return "–"
    if isinstance(content, bool):
        return scope.t("reports.yes" if content else "reports.no")
    if isinstance(content, int):
        return scope.t.number(content)
    if name == "due":
        return scope.t.date(date.fromisoformat(str(content)), "medium")
    return told.value(name, content, scope.codebook, scope.t)
