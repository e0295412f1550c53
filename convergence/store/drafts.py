"""What people typed and have not saved, kept until it is saved or discarded: a reload, a lost connection, a server that starts anew or a
sign-in that expires takes nothing away.

Whose it is, is told by an `owner`: a hash of what the server knows of the visitor (`convergence.ui.drafts`), not a name. A draft is no
change of the data: it has no event, and nobody else sees it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from convergence.errors import NotAllowed
from convergence.model import Actor, Role
from convergence.store import reads
from convergence.store import tables as t
from convergence.store.recording import plain


def keep(
    connection: sa.Connection, actor: Actor, owner: str, action_id: str, revision: int, changes: Mapping[str, Any]
) -> None:
    """Keep what is wanted of fields of an action, after the revision that its owner saw; whatever it says, it may be refused later.

    Raises NotAllowed for a reader.
    """
    if actor.role is Role.READER:
        raise NotAllowed("store.reader")
    made = sqlite.insert(t.draft) if connection.dialect.name == "sqlite" else postgresql.insert(t.draft)
    for field, content in changes.items():
        values = {"revision": revision, "content": plain(content), "typed_at": datetime.now(UTC)}
        key = {"owner": owner, "action": action_id, "field": field}
        connection.execute(
            made.values(**key, **values).on_conflict_do_update(
                index_elements=[t.draft.c[name] for name in key], set_=values
            )
        )


def forget(connection: sa.Connection, owner: str, action_id: str, fields: Collection[str]) -> None:
    """Let go of what was saved or discarded."""
    mine = (t.draft.c.owner == owner, t.draft.c.action == action_id, t.draft.c.field.in_(fields))
    connection.execute(sa.delete(t.draft).where(*mine))


def kept(connection: sa.Connection, owner: str) -> dict[str, tuple[int, dict[str, Any]]]:
    """By action: the oldest revision that was seen, and field by field what is wanted."""
    found: dict[str, tuple[int, dict[str, Any]]] = {}
    draft = t.draft.c
    query = sa.select(draft.action, draft.field, draft.revision, draft.content).where(draft.owner == owner)
    for action_id, field, revision, content in connection.execute(query.order_by(draft.typed_at)):
        oldest, changes = found.get(action_id, (revision, {}))
        found[action_id] = (min(oldest, revision), {**changes, field: reads.value(field, content)})
    return found
