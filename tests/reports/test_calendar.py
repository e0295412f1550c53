"""Due dates as a calendar: one event an action, whose identity stays while its date changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import icalendar
import pandas as pd
import pytest

from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.errors import InvalidInput
from convergence.i18n import catalogue
from convergence.model import Event
from convergence.reports import kinds
from convergence.reports.options import Options

from .given import ADDRESS, MOMENT

OPTIONS = Options(MOMENT, ADDRESS)


def calendar(frames: Frames, codebook: Codebook) -> list[icalendar.Event]:
    content = kinds.make("calendar", "ics", frames, codebook, Filter(), catalogue("en"), OPTIONS)
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_due_dates_as_events(awkward: Frames, codebook: Codebook) -> None:
    first, second = calendar(awkward, codebook)
    assert first["uid"] == "2023-05-09-cam/crm.2.1/a1@convergence"
    assert first["sequence"] == 0
    assert first.start == date(2026, 11, 1)
    assert first.end == date(2026, 11, 2)
    assert first["summary"] == "Provide humanitarian care to migrants (Panama)"
    assert first["url"] == f"{ADDRESS}/recommendation?id=2023-05-09-cam/crm.2.1&lang=en"
    assert (
        "Process: RCM\nLead: Panama\nProgress: No information\nWho says so: Delegation\nNote: @SUM(A1)\nsecond line"
        in first["description"]
    )
    assert second.start == date(2026, 12, 1)
    assert "last-modified" not in second


def test_a_date_taken_back_cancels_its_event(awkward: Frames, codebook: Codebook) -> None:
    """Also that of an action that is gone; not that of one that was only moved, or never had a date."""
    first = awkward.actions["id"].iloc[0]
    undated = awkward.actions["id"][awkward.actions["due"].isna()].iloc[0]
    gone = "2023-05-09-cam/crm.2.1/a7"

    def told(number: int, subject: str, before: str | None, after: str | None) -> Event:
        at = datetime(2026, 11, number, tzinfo=UTC)
        return Event(number, at, "Ana", "analyst", None, None, "action-updated", subject, {"due": (before, after)})

    events = (
        told(2, first, "2026-10-01", "2026-11-01"),
        told(3, undated, None, "2026-12-24"),
        told(4, undated, "2026-12-24", None),
        told(5, gone, None, "2026-12-31"),
    )
    options = replace(OPTIONS, events=events)
    content = kinds.make("calendar", "ics", awkward, codebook, Filter(), catalogue("en"), options)
    cancelled = [e for e in icalendar.Calendar.from_ical(content).walk("VEVENT") if e["status"] == "CANCELLED"]
    assert [(e["uid"], e.start, e["sequence"]) for e in cancelled] == [
        (f"{undated}@convergence", date(2026, 12, 24), 2),
        (f"{gone}@convergence", date(2026, 12, 31), 1),
    ]


def test_a_calendar_of_what_a_party_leads(awkward: Frames, codebook: Codebook) -> None:
    def of(party: str, led_only: bool) -> int:
        chosen, options = Filter(parties=(party,)), replace(OPTIONS, led_only=led_only)
        content = kinds.make("calendar", "ics", awkward, codebook, chosen, catalogue("en"), options)
        return len(icalendar.Calendar.from_ical(content).walk("VEVENT"))

    assert of("PAN", led_only=True) == of("PAN", led_only=False) == 1
    with pytest.raises(InvalidInput, match=r"reports\.no_dates"):
        of("CAN", led_only=True)


def test_a_revision_keeps_the_uid_and_raises_the_sequence(awkward: Frames, codebook: Codebook) -> None:
    before = calendar(awkward, codebook)[0]
    actions = awkward.actions.copy()
    actions.loc[0, "revision"] = 4
    actions.loc[0, "due"] = pd.Timestamp("2026-11-15")
    after = calendar(replace(awkward, actions=actions, _cache={}), codebook)[0]
    assert (after["uid"], after["sequence"], after.start) == (before["uid"], 3, date(2026, 11, 15))
