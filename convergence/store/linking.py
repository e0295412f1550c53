"""What people decide about two recommendations: the same ask, built on, contradicted, different."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

from convergence.errors import InvalidInput, NotAllowed, NotFound
from convergence.model import Actor, LinkKind
from convergence.store import reads
from convergence.store import tables as t
from convergence.store.recording import Conflict, record


def link_recommendations(
    connection: sa.Connection, actor: Actor, one: str, other: str, kind: str, expected: str | None = None
) -> None:
    """Decide what two recommendations are to each other (`LinkKind`); `expected` is the decision that the writer saw, None for none.

    Nothing is written where the pair stands so already. Raises NotAllowed, NotFound, InvalidInput, and Conflict when somebody else
    decided otherwise in the meantime.
    """
    if not actor.role.can_link:
        raise NotAllowed("store.analyst_only")
    if kind not in set(LinkKind):
        raise InvalidInput("store.unknown_code", code=kind[:60])
    if one == other:
        raise InvalidInput("store.link_to_itself")
    for recommendation in sorted(
        (one, other)
    ):  # always in this order, so that two who link at once don't wait for each other
        reads.recommendation(connection, recommendation, lock=True)
    if not LinkKind(kind).has_direction:
        one, other = sorted((one, other))
    found = _found(connection, one, other)
    if found == (one, other, kind):
        return
    before = found[2] if found else None
    if before != expected:
        raise _conflict(connection, one, other, expected, before, kind)
    record(connection, actor, "recommendations-linked", one, {"link": (before, kind), "linked": (None, other)})
    _remove(connection, one, other)
    connection.execute(sa.insert(t.recommendation_link).values(one=one, other=other, kind=kind))


def unlink_recommendations(connection: sa.Connection, actor: Actor, one: str, other: str) -> None:
    """Take back what was decided about two recommendations; it stays in the history. Raises NotAllowed, NotFound."""
    if not actor.role.can_link:
        raise NotAllowed("store.analyst_only")
    for recommendation in sorted((one, other)):
        reads.recommendation(connection, recommendation, lock=True)
    found = _found(connection, one, other)
    if found is None:
        raise NotFound("store.no_such_link")
    record(
        connection,
        actor,
        "recommendations-unlinked",
        found[0],
        {"link": (found[2], None), "linked": (found[1], None)},
    )
    _remove(connection, one, other)


def _pair(one: str, other: str) -> sa.ColumnElement[bool]:
    link = t.recommendation_link.c
    return sa.or_(sa.and_(link.one == one, link.other == other), sa.and_(link.one == other, link.other == one))


def _found(connection: sa.Connection, one: str, other: str) -> tuple[str, str, str] | None:
    link = t.recommendation_link.c
    row = connection.execute(sa.select(link.one, link.other, link.kind).where(_pair(one, other))).first()
    return (row[0], row[1], row[2]) if row else None


def _remove(connection: sa.Connection, one: str, other: str) -> None:
    connection.execute(sa.delete(t.recommendation_link).where(_pair(one, other)))


def _conflict(
    connection: sa.Connection, one: str, other: str, seen: str | None, theirs: str | None, mine: str
) -> Conflict:
    events = [
        event
        for subject in (one, other)
        for event in reads.events(connection, subjects=subject)
        if event.verb in ("recommendations-linked", "recommendations-unlinked")
        and {one, other} <= {event.subject, *(event.changes["linked"])}
    ]
    last = max(events, key=lambda event: event.number, default=None)
    at = last.at if last and isinstance(last.at, datetime) else datetime.now(UTC)
    return Conflict(one, {"link": seen}, {"link": theirs}, {"link": mine}, last.actor if last else "", at, 1)
