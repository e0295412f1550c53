"""Due dates as a calendar that Outlook, Google and phones can subscribe to or import."""

from __future__ import annotations

from datetime import UTC, timedelta

import icalendar
import numpy as np
import pandas as pd

from convergence.errors import InvalidInput
from convergence.reports import clean, labels
from convergence.reports.document import Line
from convergence.reports.scope import Scope


def calendar_bytes(scope: Scope) -> bytes:
    """One all-day event per chosen action that has a due date (RFC 5545).

    The UID stays that of the action and SEQUENCE is its revision, so that importing again moves what moved and doubles nothing.
    Raises InvalidInput where no chosen action has a date.
    """
    t, table = scope.t, scope.frames.actions
    dated = np.flatnonzero(scope.actions & table["due"].notna().to_numpy())
    if not len(dated):
        raise InvalidInput("reports.no_dates")
    about = scope.about(t("reports.calendar.title"), follow_up=True)
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Convergence//Follow-up//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", clean.text(about.title))
    calendar.add("x-wr-caldesc", clean.text(about.sentence))
    for place in dated[np.argsort(table["due"].to_numpy()[dated], kind="stable")]:
        calendar.add_component(_event(scope, int(place)))
    return bytes(calendar.to_ical())


def _event(scope: Scope, place: int) -> icalendar.Event:
    t, row = scope.t, scope.frames.actions.iloc[place]
    rec = int(row["rec"])
    day = row["due"].date()
    lead = scope.action_leads[place]
    title = _plain(scope.titles[place])
    said = [
        (t("reports.column.recommendation"), f"{scope.references[rec].text} – {_plain(scope.statements[rec])}"),
        (t("reports.column.processes"), labels.JOIN.join(scope.processes[rec])),
        (t("reports.column.lead"), lead or t("reports.no_lead")),
        (t("reports.column.progress"), scope.action_progress[place]),
        *([(t("reports.column.source"), scope.said[place])] if scope.said[place] else []),
        *([(t("reports.column.note"), row["note"])] if row["note"] else []),
    ]
    event = icalendar.Event()
    event.add("uid", f"{row['id']}@convergence")
    event.add("sequence", int(row["revision"]) - 1)
    event.add("dtstamp", scope.options.moment.astimezone(UTC))
    if pd.notna(row["updated_at"]):
        event.add("last-modified", row["updated_at"].to_pydatetime())
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", clean.text(f"{title} ({lead})" if lead else title))
    event.add(
        "description", clean.text("\n".join(t("reports.pair", label=label, value=value) for label, value in said))
    )
    if scope.references[rec].link:
        event.add("url", scope.references[rec].link)
    event.add("status", "CANCELLED" if row["progress"] == "no-longer-applicable" else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # a due date takes up nobody's day
    return event


def _plain(line: Line) -> str:
    return "".join(run.text for run in line)
