"""What every write has in common: the event of a change, and the conflict with somebody else's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from convergence import evidence
from convergence.errors import ConvergenceError
from convergence.model import Actor, Evidence
from convergence.store import chain
from convergence.store import tables as t


@dataclass(eq=False)
class Conflict(ConvergenceError):
    """Somebody else changed the same fields since the writer looked.

    Each mapping is keyed by the fields in dispute: what the writer saw, what stands now, and what the writer wanted.
    """

    subject: str
    seen: Mapping[str, Any]
    theirs: Mapping[str, Any]
    mine: Mapping[str, Any]
    by: str
    at: datetime
    revision: int
    on_behalf_of: str | None = None

    def __post_init__(self) -> None:
        super().__init__("store.conflict", who=self.by)


_NEXT = sa.update(t.data_version).values(number=t.data_version.c.number + 1).returning(t.data_version.c.number)
_EVENT = sa.insert(t.event)


def record(
    connection: sa.Connection,
    actor: Actor,
    verb: str,
    subject: str,
    changes: Mapping[str, tuple[Any, Any]],
    revision: int | None = None,
    on_behalf_of: str | None = None,
) -> int:
    """Write the event of a change and give its number, which is the new data version.

    From here to the end of the transaction all others who write wait: this is to be a write's last step.
    """
    number = connection.execute(_NEXT).scalar_one()
    event = {
        "number": number,
        "at": datetime.now(UTC),
        "actor": actor.name,
        "role": actor.role.value,
        "party": actor.party,
        "on_behalf_of": on_behalf_of,
        "verb": verb,
        "subject": subject,
        "revision": revision,
        "changes": {name: [plain(before), plain(after)] for name, (before, after) in changes.items()},
    }
    previous = chain.before(connection, number)
    connection.execute(_EVENT, {**event, "previous": previous, "hash": chain.digest(event, previous)})
    return int(number)


def plain(value: Any) -> Any:
    """A value as JSON has it: `reads.value` reads it back."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple) and value and isinstance(value[0], Evidence):
        return evidence.plain(value)
    return list(value) if isinstance(value, tuple) else value
