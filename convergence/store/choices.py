"""What a visitor last chose on a page, kept for the next time: no change of the data, no event, and nobody else sees it.

It lies beside the drafts, under an owner of its own (`convergence.ui.last_choices`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import sqlalchemy as sa

from convergence.store import tables as t

_FIELD = "choices"

Choices = Mapping[str, Sequence[str]]
"""The values of each choice, as they stand in the address of the page."""


def keep(connection: sa.Connection, owner: str, page: str, choices: Choices) -> None:
    """Keep these instead of those of the last time."""
    connection.execute(sa.delete(t.draft).where(t.draft.c.owner == owner, t.draft.c.action == page))
    content = {name: list(values) for name, values in choices.items()}
    row = {"owner": owner, "action": page, "field": _FIELD, "revision": 1, "content": content}
    connection.execute(sa.insert(t.draft).values(**row, typed_at=datetime.now(UTC)))


def kept(connection: sa.Connection, owner: str, page: str) -> dict[str, list[str]]:
    """The choices of the last time; none where there was none."""
    query = sa.select(t.draft.c.content).where(
        t.draft.c.owner == owner, t.draft.c.action == page, t.draft.c.field == _FIELD
    )
    return dict(connection.execute(query).scalar() or {})
