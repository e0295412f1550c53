"""/calendar/PARTY.ics: read by a calendar library, the same events under the same names, with the key in the address."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import icalendar
from starlette.testclient import TestClient

from convergence.model import Actor, Role
from convergence.store import tokens, writes
from convergence.store.opened import Store

from .conftest import ADAM

ANA = Actor("Ana Ruiz", Role.ANALYST)
ACTION = "2023-05-09-cam/crm.2.1/a1"
FEED = "/calendar/PAN.ics"


def update(store: Store, revision: int, **changes: object) -> None:
    with store.writing() as connection:
        writes.update_action(connection, store.codebook, ANA, ACTION, revision, changes)


def events(content: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_due_dates_of_a_party(public: TestClient, store: Store) -> None:
    update(store, 1, lead="PAN", due=date(2026, 12, 1))
    answer = public.get(FEED)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    calendar = icalendar.Calendar.from_ical(answer.content)
    assert calendar["x-wr-calname"] == "Due dates: Panama"
    assert calendar["refresh-interval"].dt == timedelta(hours=6)
    (event,) = events(answer.content)
    assert (event["uid"], event["sequence"], event.start) == (f"{ACTION}@convergence", 1, date(2026, 12, 1))
    assert abs(event["dtstamp"].dt - datetime.now(UTC)) < timedelta(minutes=5)
    assert events(public.get("/calendar/CHL.ics").content) == []


def test_a_date_that_moves_keeps_its_name(public: TestClient, store: Store) -> None:
    update(store, 1, supporting=("PAN",), due=date(2026, 12, 1))
    first = public.get(FEED)
    assert public.get(FEED).content == first.content
    assert public.get(FEED, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    update(store, 2, due=date(2027, 1, 15))
    second = public.get(FEED, headers={"If-None-Match": first.headers["ETag"]})
    (before,), (after,) = events(first.content), events(second.content)
    assert after["uid"] == before["uid"]
    assert (after["sequence"], after.start) == (2, date(2027, 1, 15))


def test_the_key_may_stand_in_the_address(private: TestClient, store: Store, key: str) -> None:
    assert private.get(FEED).status_code == 401
    assert private.get(FEED, params={"token": key}).status_code == 200
    assert private.get(FEED, headers={"Authorization": f"Bearer {key}"}).status_code == 200
    with store.writing() as connection:
        tokens.revoke(connection, ADAM, "key-3")
    answer = private.get(FEED, params={"token": key})
    assert (answer.status_code, answer.headers["Content-Type"]) == (401, "application/problem+json")


def test_in_the_language_and_with_the_filters_of_the_pages(public: TestClient, store: Store) -> None:
    update(store, 1, lead="PAN", due=date(2026, 12, 1))
    calendar = icalendar.Calendar.from_ical(public.get(f"{FEED}?lang=pt&processes=crm").content)
    assert calendar["x-wr-calname"] == "Prazos: Panamá"
    assert len(calendar.walk("VEVENT")) == 1
    assert events(public.get(f"{FEED}?processes=mirps").content) == []
    assert public.get(f"{FEED}?parties=CHL").status_code == 400
    unknown = public.get("/calendar/ATLANTIS.ics")
    assert (unknown.status_code, unknown.headers["Content-Type"]) == (404, "application/problem+json")
    assert unknown.json()["detail"].startswith("“ATLANTIS” is no country or body")
