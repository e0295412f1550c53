"""Due dates as a calendar that Outlook, Google and phones can subscribe to or import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import icalendar
import numpy as np
import pandas as pd

from convergence.analysis.frames import Mask
from convergence.errors import InvalidInput
from convergence.reports import clean, labels
from convergence.reports.about import About
from convergence.reports.document import Line
from convergence.reports.scope import Scope

REFRESH = timedelta(hours=6)
"""How often a calendar that subscribes is told to ask again."""


def calendar_bytes(scope: Scope) -> bytes:
    """One all-day event per chosen action that has a due date (RFC 5545).

    The UID stays that of the action and SEQUENCE is its revision, so that importing again moves what moved and doubles nothing; where a
    date or a whole action was taken back, as the history (`options.events`) tells, its event is cancelled.
    Raises InvalidInput where no chosen action has a date.
    """
    places = dated(scope)
    if not places:
        raise InvalidInput("reports.no_dates")
    about = _about(scope)
    calendar = _calendar(about.title, about.sentence)
    for place in places:
        calendar.add_component(_event(scope, place, scope.options.moment.astimezone(UTC)))
    for event in _cancelled(scope):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _about(scope: Scope) -> About:
    """Its account; of what the chosen parties lead only, these actions and what they follow up are counted."""
    title = scope.t("reports.calendar.title")
    if not scope.options.led_only:
        return scope.about(title, follow_up=True)
    behind = np.zeros(len(scope.frames.recommendations), dtype=bool)
    behind[scope.frames.actions["rec"].to_numpy()[_chosen(scope)]] = True
    return scope.about_those(title, behind, int(_chosen(scope).sum()))


def _chosen(scope: Scope) -> Mask:
    led = scope.frames.actions["lead"].isin(scope.chosen.parties).to_numpy()
    return scope.actions & led if scope.options.led_only else scope.actions


def feed_bytes(scope: Scope, party: str) -> bytes:
    """The same events for a calendar that asks again and again, where no date is no mistake: of a party, which the filter selects.

    The same data give the same bytes whenever they are asked for: an event's stamp is the last change of its action.
    """
    t = scope.t
    calendar = _calendar(t("reports.calendar.of", party=scope.name("parties", party)), t("reports.calendar.feed"))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{REFRESH.seconds // 3600}H")
    meetings = scope.frames.meetings.set_index("id")["date"].dt.tz_localize(UTC)
    for place in dated(scope):
        row = scope.frames.actions.iloc[place]
        told = meetings[scope.frames.recommendations["meeting"].iloc[int(row["rec"])]]
        stamp = told if pd.isna(row["updated_at"]) else row["updated_at"]
        calendar.add_component(_event(scope, place, stamp.to_pydatetime()))
    return bytes(calendar.to_ical())


def dated(scope: Scope) -> list[int]:
    """Positions of the chosen actions that have a due date, the earliest first."""
    due = scope.frames.actions["due"]
    found = np.flatnonzero(_chosen(scope) & due.notna().to_numpy())
    return [int(place) for place in found[np.argsort(due.to_numpy()[found], kind="stable")]]


def _calendar(name: str, description: str) -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Convergence//Follow-up//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", clean.text(name))
    calendar.add("x-wr-caldesc", clean.text(description))
    return calendar


def _event(scope: Scope, place: int, stamp: datetime) -> icalendar.Event:
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
    event.add("dtstamp", stamp)
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


def _cancelled(scope: Scope) -> Iterator[icalendar.Event]:
    """An event for each date that stood once: of a chosen action that has none now, of one that is gone from a chosen recommendation."""
    table, frames = scope.frames.actions, scope.frames
    days: dict[str, str] = {}
    counts: Counter[str] = Counter()
    last: dict[str, datetime] = {}
    for event in sorted(scope.options.events, key=lambda event: event.number):
        if "/" not in event.subject:
            continue
        counts[event.subject] += 1
        last[event.subject] = event.at
        before, after = event.changes.get("due", (None, None))
        if after or before:
            days[event.subject] = str(after or before)
    for subject, day in days.items():
        place, rec = frames.place("actions", subject), frames.place("recommendations", subject.rpartition("/")[0])
        if rec is None or not (scope.recommendations[rec] if place is None else scope.actions[place]):
            continue
        if place is not None and pd.notna(table["due"].iloc[place]):
            continue
        title = scope.references[rec].text if place is None else _plain(scope.titles[place])
        cancelled = icalendar.Event()
        cancelled.add("uid", f"{subject}@convergence")
        # Each change is an event and a revision: no event of this action that was handed out had a higher number.
        cancelled.add("sequence", counts[subject])
        cancelled.add("dtstamp", scope.options.moment.astimezone(UTC))
        cancelled.add("last-modified", last[subject])
        cancelled.add("dtstart", date.fromisoformat(day))
        cancelled.add("dtend", date.fromisoformat(day) + timedelta(days=1))
        cancelled.add("summary", clean.text(title))
        cancelled.add("status", "CANCELLED")
        cancelled.add("transp", "TRANSPARENT")
        yield cancelled


def _plain(line: Line) -> str:
    return "".join(run.text for run in line)
