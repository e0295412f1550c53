"""What people type into an action or a coding: taken, tidied or refused, with the message they read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest
import sqlalchemy as sa

from convergence.codebook import Codebook
from convergence.errors import InvalidInput
from convergence.i18n import catalogue
from convergence.model import Evidence, Meeting
from convergence.store import writes
from convergence.store.engine import open_store, writing
from convergence.store.loading import SYSTEM, load_meeting
from tests.conftest import ANALYST
from tests.store.content import BORDER_PLAN, BORDERS, action, everything, recommendation


@pytest.fixture
def store(sqlite_url: str, meeting: Meeting) -> sa.Engine:
    """Input is judged before a database sees it, so one kind of database is enough."""
    engine = open_store(sqlite_url)
    with writing(engine) as connection:
        load_meeting(connection, SYSTEM, meeting)
    return engine


def refusal(engine: sa.Engine, write: Callable[[sa.Connection], object]) -> str:
    """The message of a write that must be refused; nothing may have changed."""
    before = everything(engine)
    with pytest.raises(InvalidInput) as told, writing(engine) as connection:
        write(connection)
    assert everything(engine) == before
    return catalogue("en").error(told.value)


BAD_DATE = "“{}” is not a possible due date: give a date between 2000 and 2100."
BAD_LINK = "“{}” is not a link: it begins with http:// or https:// and has no space in it."
LINK_TITLE = "“{}” holds an address: the title of a link is in words, its address has a field of its own."
NOT_LISTED = "“{}” is not on the list: choose one of the values offered."
NO_TITLE = "A title is missing: say in a few words what is to be done."
TOO_LONG = "The text has {} characters; 10,000 at most: shorten it."

REFUSED: list[tuple[str, Any, str]] = [
    ("due", "2024-07-01", BAD_DATE.format("2024-07-01")),
    ("due", "", BAD_DATE.format("")),
    ("due", datetime(2024, 7, 1), BAD_DATE.format("2024-07-01 00:00:00")),  # noqa: DTZ001
    ("due", pd.NaT, BAD_DATE.format("NaT")),
    ("due", date(1999, 12, 31), BAD_DATE.format("31 December 1999")),
    ("due", date(2101, 1, 1), BAD_DATE.format("1 January 2101")),
    ("due", 20240701, BAD_DATE.format("20240701")),
    ("evidence", "example.org", BAD_LINK.format("example.org")),
    ("evidence", "javascript:alert(1)", BAD_LINK.format("javascript:alert(1)")),
    ("evidence", "file:///etc/passwd", BAD_LINK.format("file:///etc/passwd")),
    ("evidence", "https://", BAD_LINK.format("https://")),
    ("evidence", "https://[::1", BAD_LINK.format("https://[::1")),
    ("evidence", "https:///path", BAD_LINK.format("https:///path")),
    ("evidence", "https://example.org/a b", BAD_LINK.format("https://example.org/a b")),
    ("evidence", "https://example.org/\nx", BAD_LINK.format("x")),
    ("evidence", "https://example.org see", BAD_LINK.format("https://example.org see")),
    ("evidence", (Evidence("https://example.org/a b"),), BAD_LINK.format("https://example.org/a b")),
    ("evidence", (Evidence("", "Plan"),), BAD_LINK.format("Plan")),
    ("evidence", (Evidence("https://a.org", "x" * 301),), "The text has 301 characters; 300 at most: shorten it."),
    ("evidence", (Evidence("https://a.org", "see http://b.org"),), LINK_TITLE.format("see http://b.org")),
    ("evidence", "x" * 100_000, TOO_LONG.format("100,000")),
    ("note", "x" * 100_000, TOO_LONG.format("100,000")),
    ("evidence", "https://example.org/" + "x" * 10_000, TOO_LONG.format("10,020")),
    ("note", "x" * 10_001, TOO_LONG.format("10,001")),
    ("title", {}, NO_TITLE),
    ("title", {"en": "  ", "fr": ""}, NO_TITLE),
    ("title", {"en": "\x00"}, NO_TITLE),
    ("title", {"de": "Plan"}, NO_TITLE),
    ("title", {"en": "x" * 301}, "The text has 301 characters; 300 at most: shorten it."),
    ("progress", "done", NOT_LISTED.format("done")),
    ("progress", "", NOT_LISTED.format("")),
    ("progress", None, NOT_LISTED.format("None")),
    ("progress", "overdue", NOT_LISTED.format("overdue")),
    ("lead", "ZZZ", NOT_LISTED.format("ZZZ")),
    ("lead", "mex", NOT_LISTED.format("mex")),
    ("supporting", ("MEX", "ZZZ"), NOT_LISTED.format("ZZZ")),
    ("revision", 7, "“revision” can’t be changed."),
    ("id", "x", "“id” can’t be changed."),
    ("source", "delegation", "“source” can’t be changed."),
    ("withdrawn", True, "“withdrawn” can’t be changed."),
    ("overdue", False, "“overdue” can’t be changed."),
]


def in_field(name: str, message: str) -> str:
    """A message after the label of its field, where there is such a field to change."""
    return message if message.endswith("can’t be changed.") else f"{catalogue('en')(f'fields.{name}')}: {message}"


@pytest.mark.parametrize(("name", "value", "message"), REFUSED, ids=lambda value: str(value)[:24])
def test_refused_for_an_action(store: sa.Engine, codebook: Codebook, name: str, value: Any, message: str) -> None:
    """In one sentence, which names the field."""
    changes = {"note": "must not be kept", name: value}
    message = in_field(name, message)
    assert refusal(store, lambda c: writes.update_action(c, codebook, ANALYST, BORDER_PLAN, 1, changes)) == message
    if name not in ("title", "revision", "id", "source", "withdrawn", "overdue"):
        title = {"en": "New"}
        assert (
            refusal(store, lambda c: writes.add_action(c, codebook, ANALYST, BORDERS, title, {name: value})) == message
        )


def test_a_new_action_needs_a_title(store: sa.Engine, codebook: Codebook) -> None:
    for title in ({}, {"en": " "}, {"de": "Plan"}):
        made = refusal(store, lambda c, title=title: writes.add_action(c, codebook, ANALYST, BORDERS, title, {}))
        assert made == f"Action: {NO_TITLE}"


TAKEN: list[tuple[str, Any, Any]] = [
    ("due", date(2000, 1, 1), date(2000, 1, 1)),
    ("due", date(2100, 12, 31), date(2100, 12, 31)),
    ("due", None, None),
    ("evidence", " https://example.org/a?b=c#d ", (Evidence("https://example.org/a?b=c#d"),)),
    ("evidence", "http://example.org", (Evidence("http://example.org"),)),
    ("evidence", "HTTPS://Example.org/A", (Evidence("HTTPS://Example.org/A"),)),
    ("evidence", "https://exämple.org/é", (Evidence("https://exämple.org/é"),)),
    ("evidence", "A plan https://a.org\nhttp://b.org", (Evidence("https://a.org", "A plan"), Evidence("http://b.org"))),
    ("evidence", "https://a.org; B https://b.org", (Evidence("https://a.org"), Evidence("https://b.org", "B"))),
    ("evidence", "https://a.org\nA https://a.org", (Evidence("https://a.org", "A"),)),
    ("evidence", "  ", ()),
    ("evidence", None, ()),
    ("note", "x" * 10_000, "x" * 10_000),
    ("note", "a\x00b", "ab"),
    ("note", "a\ud800b", "ab"),
    ("note", "<b>*bold*</b>\n=1+1 {x} 🙂 ", "<b>*bold*</b>\n=1+1 {x} 🙂 "),
    ("title", {"en": " a ", "fr": " ", "de": "x"}, {"en": "a"}),
    ("title", {"pt": "=SUM(A1)", "es": "<script>"}, {"pt": "=SUM(A1)", "es": "<script>"}),
    ("lead", "", None),
    ("lead", "idb-migration-unit", "idb-migration-unit"),
    ("supporting", ["PER", "ECU", "PER"], ("PER", "ECU")),
    ("supporting", None, ()),
]


@pytest.mark.parametrize(("name", "value", "kept"), TAKEN, ids=lambda value: str(value)[:24])
def test_taken_for_an_action(store: sa.Engine, codebook: Codebook, name: str, value: Any, kept: Any) -> None:
    with writing(store) as connection:
        writes.update_action(connection, codebook, ANALYST, BORDER_PLAN, 1, {name: value})
    assert getattr(action(store), name) == kept


def how_many(least: int, most: int) -> str:
    return f"Choose {least} to {most} values."


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("kind", "wish", NOT_LISTED.format("wish")),
        ("kind", None, NOT_LISTED.format("None")),
        ("position", "loved", NOT_LISTED.format("loved")),
        ("themes", (), how_many(1, 4)),
        ("themes", None, how_many(1, 4)),
        ("themes", ("borders", "data", "asylum", "gender", "family"), how_many(1, 4)),
        ("themes", ("borders", "nowhere"), NOT_LISTED.format("nowhere")),
        ("processes", (), how_many(1, 6)),
        ("processes", ("g20",), NOT_LISTED.format("g20")),
        ("leads", ("ZZZ",), NOT_LISTED.format("ZZZ")),
        ("text", {"en": "x"}, "“text” can’t be changed."),
        ("reviewed", True, "“reviewed” can’t be changed."),
    ],
    ids=lambda value: str(value)[:24],
)
def test_refused_for_a_coding(store: sa.Engine, codebook: Codebook, name: str, value: Any, message: str) -> None:
    changes = {"kind": "decision", name: value}
    assert refusal(store, lambda c: writes.update_coding(c, codebook, ANALYST, BORDERS, 1, changes)) == in_field(
        name, message
    )


def test_themes_chosen_twice_are_taken_once(store: sa.Engine, codebook: Codebook) -> None:
    with writing(store) as connection:
        themes = ("gender", "data", "gender", "borders", "asylum")
        writes.update_coding(connection, codebook, ANALYST, BORDERS, 1, {"themes": themes})
    assert recommendation(store).themes == ("gender", "data", "borders", "asylum")
