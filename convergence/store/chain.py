"""The history as a chain: every event carries the hash of the one before it, so that none can be changed, taken out or put in unseen.

Whoever can write to the database can also forge the whole chain after the place that he changed. Against that, note the last hash
somewhere else from time to time (`verify` prints it): `verify --known HASH` finds out whether it still stands in the chain.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import sqlalchemy as sa

from convergence.store import tables as t

START = "0" * 64
COVERED = ("number", "at", "actor", "role", "party", "on_behalf_of", "verb", "subject", "revision", "changes")

Kind = Literal["changed", "missing", "unchained", "beyond", "unknown"]


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold, by event number.

    `changed`: the event is not what it was when it was written. `missing`: there is no event of that number. `unchained`: the event before
    it was replaced, or it was put in. `beyond`: it was put in after the last one. `unknown` (0): a hash noted elsewhere is not in it.
    """

    kind: Kind
    number: int


def digest(event: Mapping[str, Any], previous: str) -> str:
    """The hash of an event (`COVERED`, `at` with its zone) after another one: SHA-256 of a canonical JSON. Never to be changed."""
    at: datetime = event["at"]
    content = {name: event[name] for name in COVERED}
    content["at"] = at.astimezone(UTC).isoformat(timespec="microseconds")
    canonical = json.dumps([previous, content], ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def last(connection: sa.Connection) -> tuple[int, str]:
    """Number and hash of the last event; 0 and `START` where there is none."""
    query = sa.select(t.event.c.number, t.event.c.hash).order_by(t.event.c.number.desc()).limit(1)
    row = connection.execute(query).first()
    return (row.number, row.hash or "") if row else (0, START)


_HASH = sa.select(t.event.c.hash).where(t.event.c.number == sa.bindparam("of"))


def before(connection: sa.Connection, number: int) -> str:
    """The hash that event `number` has to carry: that of the event before it."""
    return connection.execute(_HASH, {"of": number - 1}).scalar() or START


def breaks(connection: sa.Connection, known: str | None = None) -> Iterator[Break]:
    """Every place where the chain does not hold, in the order of the events."""
    version = int(connection.execute(sa.select(t.data_version.c.number)).scalar() or 0)
    query = sa.select(*(t.event.c[name] for name in (*COVERED, "previous", "hash"))).order_by(t.event.c.number)
    expected, previous, seen = 1, START, known is None
    for row in connection.execution_options(yield_per=1_000).execute(query).mappings():
        number = row["number"]
        for absent in range(expected, number if number <= version else expected):
            yield Break("missing", absent)
        if number > version:
            yield Break("beyond", number)
        elif digest({**row}, row["previous"] or "") != row["hash"]:
            yield Break("changed", number)
        elif row["previous"] != previous and number == expected:
            yield Break("unchained", number)
        expected, previous = max(expected, number + 1), row["hash"] or ""
        seen = seen or row["hash"] == known
    for absent in range(expected, version + 1):
        yield Break("missing", absent)
    if not seen:
        yield Break("unknown", 0)
