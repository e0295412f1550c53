"""The history as programs follow it: from the oldest change on, in parts, all of one moment."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from convergence.model import Event
from convergence.store import reads
from convergence.store import tables as t


@dataclass(frozen=True, slots=True)
class Changes:
    """Some of `total` changes, the oldest first, and the data version that they were read at."""

    version: int
    total: int
    events: list[Event]


def changes(
    connection: sa.Connection,
    after: int | datetime,
    verbs: Collection[str] | None = None,
    limit: int = 1_000,
    offset: int = 0,
) -> Changes:
    """Changes after the one of a number, or from a moment (with its zone) on; `verbs` chooses of what kinds, None of all."""
    event = t.event.c
    chosen = event.at >= after if isinstance(after, datetime) else event.number > after
    if verbs is not None:
        chosen = sa.and_(chosen, event.verb.in_(verbs))
    query = sa.select(t.event).where(chosen).order_by(event.number).limit(limit).offset(offset)
    total = connection.execute(sa.select(sa.func.count()).select_from(t.event).where(chosen)).scalar_one()
    return Changes(reads.version(connection), total, [reads.event(row) for row in connection.execute(query).mappings()])
