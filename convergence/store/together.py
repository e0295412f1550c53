"""Many actions changed at once, all or nothing, and taken back as a whole.

The changes of one transaction have numbers in a row, and the event that tells of the whole comes right after them: that is how they are
found again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from convergence.codebook import Codebook
from convergence.errors import InvalidInput, NotAllowed, NotFound
from convergence.model import Actor, Event, Role
from convergence.store import reads, writes
from convergence.store import tables as t

LIMIT = 500
CHANGED, UNDONE = "actions-changed", "actions-change-undone"
_SAID = ("source", "on_behalf_of", "reviewed_by", "reviewed_at", "review_note")


@dataclass(frozen=True, slots=True)
class Refused:
    """An action that was not changed back, because of who changed it, or took it back, since."""

    action: str
    by: str


def with_note(note: str, added: str) -> str:
    """A note with a line more; one that ends in it already stays as it is."""
    return note if not added or note.split("\n")[-1] == added else "\n".join(filter(None, (note, added)))


def change(
    connection: sa.Connection,
    codebook: Codebook,
    actor: Actor,
    revisions: Mapping[str, int],
    changes: Mapping[str, Any],
    added_note: str = "",
) -> tuple[int, int]:
    """Change the same fields of many actions, in the caller's transaction; gives how many changed, and the number by which to undo it.

    `revisions` maps an action to the revision that the actor saw; `added_note` becomes the last line of each note. The number is 0
    where nothing changed. Raises NotAllowed, NotFound, InvalidInput, Conflict; whichever, nothing is to be kept.
    """
    if actor.role is Role.READER:
        raise NotAllowed("store.reader")
    if len(revisions) > LIMIT:
        raise InvalidInput("store.too_many_at_once", n=len(revisions), limit=LIMIT)
    writes.lock(connection, list(revisions))
    before: dict[str, list[Any]] = {}
    for action_id in sorted(revisions):
        current = reads.action(connection, action_id)
        fields = dict(changes)
        expected = revisions[action_id]
        if added_note.strip():
            fields["note"] = with_note(current.note, added_note.strip())
            if not changes:
                expected = current.revision  # a line more goes with whatever others wrote
        said = _said(connection, action_id)
        if writes.update_action(connection, codebook, actor, action_id, expected, fields) > current.revision:
            before[action_id] = said
    if not before:
        return 0, 0
    told = {"actions": (None, len(before)), "said": (before, None)}
    return len(before), writes.record(connection, actor, CHANGED, f"together/{uuid4().hex[:12]}", told)


def undo(connection: sa.Connection, codebook: Codebook, actor: Actor, number: int) -> tuple[int, list[Refused]]:
    """Take back what `change` did, in the caller's transaction: how many actions are as they were, and those that others changed since.

    Who says so, and whose review it was, come back as well. Raises NotAllowed, NotFound for no such change, InvalidInput where it was
    undone before.
    """
    whole, parts = _told(connection, number)
    if connection.execute(
        sa.select(t.event.c.number).where(t.event.c.subject == whole.subject, t.event.c.verb == UNDONE)
    ).first():
        raise InvalidInput("store.undone_already")
    writes.lock(connection, [part.subject for part, _ in parts])
    said: Mapping[str, list[Any]] = whole.changes["said"][0]
    undone, refused = 0, []
    for part, revision in sorted(parts, key=lambda entry: entry[0].subject):
        try:
            current = reads.action(connection, part.subject)
        except NotFound:
            refused.append(Refused(part.subject, _last(connection, part.subject)))
            continue
        if current.revision != revision:
            refused.append(Refused(part.subject, _last(connection, part.subject)))
            continue
        fields = {name: reads.value(name, was) for name, (was, _) in part.changes.items()}
        writes.update_action(connection, codebook, actor, part.subject, revision, fields)
        values = dict(zip(_SAID, said[part.subject], strict=True))
        values["reviewed_at"] = reads.value("reviewed_at", values["reviewed_at"])
        connection.execute(sa.update(t.action).where(t.action.c.id == part.subject).values(values))
        undone += 1
    if undone:
        writes.record(connection, actor, UNDONE, whole.subject, {"actions": (None, undone)})
    return undone, refused


def _said(connection: sa.Connection, action_id: str) -> list[Any]:
    row = connection.execute(sa.select(*(t.action.c[name] for name in _SAID)).where(t.action.c.id == action_id)).one()
    return [value.isoformat() if hasattr(value, "isoformat") else value for value in row]


def _told(connection: sa.Connection, number: int) -> tuple[Event, list[tuple[Event, int]]]:
    """The event of the whole, and those of its actions, each with the revision that it made."""
    found = reads.events(connection, verb=CHANGED, before=number + 1, limit=1)
    if not found or found[0].number != number:
        raise NotFound("store.no_such_change")
    n = found[0].changes["actions"][1]
    parts = reads.events(connection, before=number, limit=n)
    query = sa.select(t.event.c.number, t.event.c.revision).where(t.event.c.number.between(number - n, number - 1))
    revisions = {row.number: row.revision for row in connection.execute(query)}
    return found[0], [(part, revisions[part.number]) for part in parts]


def _last(connection: sa.Connection, action_id: str) -> str:
    return reads.events(connection, subjects=action_id, limit=1)[0].actor
