"""Slips that come back: what the database knows of their rows, and writing what was decided, all of it or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from convergence.codebook import Codebook
from convergence.errors import NotAllowed
from convergence.model import Actor, Role, Texts
from convergence.slip import Decided, Known, Proposal, revisions
from convergence.slip_file import Returned
from convergence.store import reads, writes
from convergence.store import tables as t


def installation(connection: sa.Connection) -> str:
    """What tells this installation's data from another's: made of its first event, which nobody edits; a restored copy is the same."""
    first = connection.execute(sa.select(t.event.c.at, t.event.c.subject).order_by(t.event.c.number).limit(1)).first()
    return hashlib.sha256(f"{first.at.isoformat()} {first.subject}".encode()).hexdigest()[:16] if first else "empty"


def since(connection: sa.Connection, revisions: Mapping[str, int]) -> dict[str, dict[str, reads.Change]]:
    """For each action by id, what was changed after a revision, field by field; actions as they were then are left out."""
    found = {}
    ids = [action_id for action_id in revisions if action_id.isprintable()]
    for start in range(0, len(ids), 500):
        query = sa.select(t.action.c.id, t.action.c.revision).where(t.action.c.id.in_(ids[start : start + 500]))
        for action_id, revision in connection.execute(query):
            if revision > revisions[action_id]:
                found[action_id] = reads.changed_since(connection, action_id, revisions[action_id])
    return found


def known(connection: sa.Connection, returned: Returned) -> Known:
    """What the database knows of a slip that came back."""
    before = reads.events(connection, subjects=f"slip/{returned.digest}", limit=1)
    return Known(
        installation=installation(connection),
        since=since(connection, revisions(returned)),
        taken_back=_taken_back(connection),
        applied=before[0] if before else None,
    )


def _taken_back(connection: sa.Connection) -> dict[str, list[Texts]]:
    """The titles of withdrawn actions by recommendation."""
    titles: dict[str, list[Texts]] = {}
    query = sa.select(t.action.c.recommendation, t.action.c.title).where(t.action.c.withdrawn.is_(True))
    for recommendation, title in connection.execute(query):
        titles.setdefault(recommendation, []).append(title)
    return titles


def apply(
    connection: sa.Connection,
    codebook: Codebook,
    actor: Actor,
    digest: str,
    party: str | None,
    decided: Sequence[Decided],
    proposals: Sequence[Proposal],
) -> tuple[int, int]:
    """Write what was decided about a slip, in the caller's transaction; gives how many actions were changed and added.

    `party` is the delegation that filled it in: what the secretariat takes in is on its behalf. Proposals are for the secretariat to add.
    Raises NotAllowed, NotFound, InvalidInput, Conflict; whichever, nothing is to be kept.
    """
    if actor.role is Role.READER:
        raise NotAllowed("store.reader")
    if proposals and not actor.role.can_edit_coding:
        raise NotAllowed("store.analyst_only")
    writes.lock(connection, [entry.action for entry in decided], [entry.recommendation for entry in proposals])
    changed = 0
    for entry in sorted(decided, key=lambda entry: entry.action):
        revision = writes.update_action(
            connection, codebook, actor, entry.action, entry.revision, entry.changes, on_behalf_of=party
        )
        changed += revision > entry.revision
    for new in proposals:
        fields = {**new.fields, "lead": party}
        writes.add_action(connection, codebook, actor, new.recommendation, new.title, fields, on_behalf_of=party)
    if changed or proposals:
        counts = {"actions": (None, changed), "added": (None, len(proposals))}
        behalf = party if actor.role.can_update_every_action and party != actor.party else None
        writes.record(connection, actor, "slip-applied", f"slip/{digest}", counts, on_behalf_of=behalf)
    return changed, len(proposals)
