"""The history as programs follow it, in both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from convergence.codebook import Codebook
from convergence.store import writes
from convergence.store.changes import Changes, changes
from convergence.store.engine import reading, writing
from tests.conftest import ANALYST
from tests.store.content import BORDER_PLAN


def asked(engine: sa.Engine, after: int | datetime = 0, **options: object) -> Changes:
    with reading(engine) as connection:
        return changes(connection, after, **options)  # type: ignore[arg-type]


def test_from_the_oldest_on(filled: sa.Engine, codebook: Codebook) -> None:
    with writing(filled) as connection:
        for revision, note in enumerate(("a", "b", "c"), start=1):
            writes.update_action(connection, codebook, ANALYST, BORDER_PLAN, revision, {"note": note})
    whole = asked(filled)
    assert (whole.version, whole.total, [event.number for event in whole.events]) == (4, 4, [1, 2, 3, 4])
    part = asked(filled, 1, limit=1, offset=1)
    assert (part.total, [event.changes for event in part.events]) == (3, [{"note": ("a", "b")}])
    assert asked(filled, verbs={"meeting-loaded"}).total == 1
    assert asked(filled, verbs=frozenset()).total == 0
    now = datetime.now(UTC)
    assert asked(filled, now - timedelta(hours=1)).total == 4
    assert asked(filled, now + timedelta(hours=1)).total == 0
