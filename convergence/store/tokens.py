"""Access keys (tokens) of people for their programs: made, listed, revoked.

The key itself is shown once, to whoever makes it; the database keeps its SHA-256, which is enough for a text that nobody can guess.
A key carries no rights: whoever presents it may do what its person may do at that moment.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from convergence.errors import InvalidInput, NotAllowed, NotFound
from convergence.model import Actor, Person
from convergence.store import people
from convergence.store import tables as t
from convergence.store.writes import record

PURPOSE_LIMIT = 120
_PREFIX = "convergence_"


@dataclass(frozen=True, slots=True)
class Token:
    """An access key as it is listed; `id` names it (`key-17`), `revoked_at` is None while it opens anything."""

    id: str
    person: str
    purpose: str
    made_at: datetime
    made_by: str
    revoked_at: datetime | None


def make(connection: sa.Connection, actor: Actor, email: str, purpose: str, own: str | None = None) -> tuple[str, str]:
    """A new key for a person's program; gives its id and the key itself, which nobody can read again.

    `own` is the address that the actor signed in with, None where nobody signed in. Raises NotAllowed for another person's key unless
    the actor is an administrator, and InvalidInput for somebody who is not listed (any more) and for a purpose that says nothing.
    """
    email = _asked(actor, email, own)
    said = " ".join(purpose.replace("\x00", "").split())
    if not said or len(said) > PURPOSE_LIMIT:
        raise InvalidInput("tokens.no_purpose", limit=PURPOSE_LIMIT)
    if people.by_email(connection, email) is None:
        raise InvalidInput("people.nobody", email=email)
    key = _PREFIX + secrets.token_urlsafe(32)
    number = record(connection, actor, "token-made", people.subject(email), {"key": (None, said)})
    token_id = f"key-{number}"
    connection.execute(
        sa.insert(t.token).values(
            id=token_id,
            person=email,
            purpose=said,
            hash=_hash(key),
            made_at=datetime.now(UTC),
            made_by=actor.name,
        )
    )
    return token_id, key


def of_person(connection: sa.Connection, actor: Actor, email: str, own: str | None = None) -> list[Token]:
    """Every key of a person, the latest first, revoked ones too. Raises NotAllowed as `make` does."""
    email = _asked(actor, email, own)
    query = sa.select(t.token).where(t.token.c.person == email).order_by(t.token.c.made_at.desc(), t.token.c.id.desc())
    return [_token(row) for row in connection.execute(query).mappings()]


def revoke(connection: sa.Connection, actor: Actor, token_id: str, own: str | None = None) -> None:
    """End a key at once; nothing is written where it has been ended already. Raises NotFound, and NotAllowed as `make` does."""
    query = sa.select(t.token).where(t.token.c.id == token_id).with_for_update()
    row = connection.execute(query).mappings().first() if token_id.isprintable() else None
    if row is None:
        raise NotFound("tokens.no_such_token", id=token_id[:40])
    email = _asked(actor, row["person"], own)
    if row["revoked_at"] is not None:
        return
    record(connection, actor, "token-revoked", people.subject(email), {"key": (row["purpose"], None)})
    connection.execute(sa.update(t.token).where(t.token.c.id == token_id).values(revoked_at=datetime.now(UTC)))


def holder(connection: sa.Connection, key: str) -> Person | None:
    """The person who stands behind a key, as the database knows him now; None for a wrong or revoked key, and for one without access."""
    query = sa.select(t.token.c.person).where(t.token.c.hash == _hash(key), t.token.c.revoked_at.is_(None))
    email = connection.execute(query).scalar()
    return people.by_email(connection, email) if email else None


def _asked(actor: Actor, email: str, own: str | None) -> str:
    """The address as it is kept, once the actor may deal with the keys of its owner."""
    plain = people.address(email)
    if not actor.role.can_manage_people and (own is None or people.address(own) != plain):
        raise NotAllowed("tokens.not_yours")
    return plain


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def _token(row: sa.RowMapping) -> Token:
    return Token(row["id"], row["person"], row["purpose"], row["made_at"], row["made_by"], row["revoked_at"])
