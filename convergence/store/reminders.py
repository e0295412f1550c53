"""Who is to be reminded, and when each was reminded last: so that nobody is reminded twice in a period.

Only who looks after people reads their addresses; the command line does, on their behalf.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from convergence.errors import NotAllowed
from convergence.model import Actor, Person
from convergence.store import people
from convergence.store import tables as t


@dataclass(frozen=True, slots=True)
class Reminder:
    """When somebody was reminded, and the data version that he was told of."""

    at: datetime
    version: int


def reminded(connection: sa.Connection, actor: Actor) -> list[Person]:
    """Everybody who wants reminders and speaks for a country or body, by name. Raises NotAllowed."""
    return [
        person
        for person in people.everybody(connection, actor)
        if person.active and person.reminders and person.party is not None
    ]


def last(connection: sa.Connection, actor: Actor) -> Mapping[str, Reminder]:
    """The last reminder of each, by address. Raises NotAllowed."""
    _ask(actor)
    rows = connection.execute(sa.select(t.reminder)).mappings()
    return {row["email"]: Reminder(row["at"], row["version"]) for row in rows}


def note(connection: sa.Connection, actor: Actor, email: str, seen: Reminder | None, reminder: Reminder | None) -> bool:
    """Note a reminder before it is sent, or with what stood before once it could not be sent.

    False, and nothing noted, where the last one is not the one that was `seen`: somebody else is sending at this moment.
    Raises NotAllowed.
    """
    _ask(actor)
    connection.execute(sa.update(t.data_version).values(number=t.data_version.c.number))  # one after the other
    if last(connection, actor).get(email) != seen:
        return False
    connection.execute(sa.delete(t.reminder).where(t.reminder.c.email == email))
    if reminder:
        connection.execute(sa.insert(t.reminder).values(email=email, at=reminder.at, version=reminder.version))
    return True


def _ask(actor: Actor) -> None:
    if not actor.role.can_manage_people:
        raise NotAllowed("people.administrator_only")
