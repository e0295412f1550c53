"""Every change to the data: one function, one transaction (the caller's), one event.

Each asks the actor's role first. Records that people edit carry a revision: whoever writes says which revision he saw. What others
changed since then, in other fields, stays; the same field changed differently by two people raises Conflict, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from convergence import evidence
from convergence.codebook import Codebook
from convergence.errors import InvalidInput, NotAllowed
from convergence.fields import DELEGATE_FIELDS, checked_action, checked_coding, checked_text
from convergence.model import Action, Actor, Evidence, Role, Texts
from convergence.store import reads
from convergence.store import tables as t
from convergence.store.linking import link_recommendations as link_recommendations
from convergence.store.linking import unlink_recommendations as unlink_recommendations
from convergence.store.recording import Conflict as Conflict
from convergence.store.recording import record as record

LISTS = ("supporting", "evidence")
"""Fields of an action that are rows of a table of their own."""

NOT_REVIEWED = {"reviewed_by": None, "reviewed_at": None, "review_note": None}
"""What a new report makes of an action that somebody had reviewed."""

_UPDATE_ACTION = sa.update(t.action).where(t.action.c.id == sa.bindparam("action_id"))


def lock(connection: sa.Connection, actions: Sequence[str], recommendations: Sequence[str] = ()) -> None:
    """Before several writes in one transaction: take all their rows in one order, so that two who do so can't wait for each other."""
    for table, ids in ((t.action, actions), (t.recommendation, recommendations)):
        if ids:
            query = sa.select(table.c.id).where(table.c.id.in_(sorted(set(ids)))).order_by(table.c.id)
            connection.execute(query.with_for_update()).all()


def update_action(
    connection: sa.Connection,
    codebook: Codebook,
    actor: Actor,
    action_id: str,
    expected_revision: int,
    changes: Mapping[str, Any],
    on_behalf_of: str | None = None,
) -> int:
    """Change fields of an action (`fields.ACTION_FIELDS`); gives its revision afterwards.

    `changes` maps a field to its new value: `due` a date or None, `supporting` a tuple of parties, `title` texts by language, `joint`
    whether it follows up all that people decided ask the same. Who says so follows from the actor: a delegation for itself, the
    secretariat on behalf of the lead, or of another party that told it (`on_behalf_of`).
    Raises NotAllowed, NotFound, InvalidInput, Conflict.
    """
    current = reads.action(connection, action_id, lock=True)
    if not actor.can_update(current):
        raise NotAllowed("store.reader" if actor.role is Role.READER else "store.not_your_action")
    checked = checked_action(codebook, changes)
    if actor.party and not actor.role.can_update_every_action and not set(checked) <= DELEGATE_FIELDS:
        raise NotAllowed("store.delegate_fields")
    if "evidence" in checked:
        checked["evidence"] = tuple(replace(link, by=actor.name) for link in checked["evidence"])
    changed = _merged(connection, action_id, current, current.revision, expected_revision, checked)
    if not changed:
        return current.revision
    reported = bool(DELEGATE_FIELDS & set(changed))
    by_secretariat = actor.role.can_update_every_action
    values: dict[str, Any] = {name: after for name, (_, after) in changed.items() if name not in LISTS}
    told_by = on_behalf_of or values.get("lead", current.lead)
    behalf = told_by if reported and by_secretariat and told_by != actor.party else None
    if reported:
        values["source"] = "secretariat-on-behalf" if by_secretariat else "delegation"
        values |= {"on_behalf_of": behalf, **NOT_REVIEWED}
    revision = current.revision + 1
    values |= {"revision": revision, "updated_at": datetime.now(UTC)}
    connection.execute(_UPDATE_ACTION, {**values, "action_id": action_id})
    if "supporting" in changed:
        _replace_ranked(connection, t.action_supporting, "action", action_id, "party", changed["supporting"][1])
    if "evidence" in changed:
        _replace_evidence(connection, action_id, changed["evidence"][1])
    record(connection, actor, "action-updated", action_id, changed, revision, behalf)
    return revision


def add_action(
    connection: sa.Connection,
    codebook: Codebook,
    actor: Actor,
    recommendation_id: str,
    title: Texts,
    fields: Mapping[str, Any],
    on_behalf_of: str | None = None,
) -> str:
    """Add an action to a recommendation; gives its id. `fields` and `on_behalf_of` as in `update_action`, all optional.

    Raises NotAllowed, NotFound, InvalidInput.
    """
    if not actor.role.can_edit_coding:
        raise NotAllowed("store.analyst_only")
    checked = checked_action(codebook, {**fields, "title": title})
    reads.recommendation(connection, recommendation_id, lock=True)  # two who add at once get two numbers
    reported = checked.get("progress", "no-information") != "no-information"
    behalf = on_behalf_of or (checked.get("lead") if reported else None)
    last = sa.select(sa.func.max(t.action.c.number)).where(t.action.c.recommendation == recommendation_id)
    number = (connection.execute(last).scalar() or 0) + 1
    action_id = f"{recommendation_id}/a{number}"
    record(
        connection,
        actor,
        "action-added",
        action_id,
        {name: (None, value) for name, value in checked.items() if value not in (None, "", (), False)},
        1,
        behalf,
    )
    _insert_action(
        connection,
        Action(
            id=action_id,
            recommendation=recommendation_id,
            title=checked["title"],
            lead=checked.get("lead"),
            supporting=checked.get("supporting", ()),
            progress=checked.get("progress", "no-information"),
            due=checked.get("due"),
            evidence=tuple(replace(link, by=actor.name) for link in checked.get("evidence", ())),
            note=checked.get("note", ""),
            source="secretariat-on-behalf" if reported else None,
            on_behalf_of=behalf,
            joint=checked.get("joint", False),
        ),
        number,
        datetime.now(UTC),
    )
    return action_id


def review_action(
    connection: sa.Connection, actor: Actor, action_id: str, expected_revision: int, note: str = ""
) -> int:
    """Mark what was last reported on an action as reviewed; gives the action's revision afterwards. The next report is unreviewed again.

    Raises NotAllowed, NotFound, InvalidInput where nobody has reported anything, and Conflict when anything changed since the
    reviewer looked.
    """
    if not actor.role.can_review:
        raise NotAllowed("store.analyst_only")
    current = reads.action(connection, action_id, lock=True)
    words = checked_text(note).strip()
    if current.source is None:
        raise InvalidInput("store.nothing_reported")
    if current.revision != expected_revision:
        raise _changed_meanwhile(connection, action_id, expected_revision, current.revision)
    revision = current.revision + 1
    told = {"source": (current.source, "reviewed")} | ({"review_note": (None, words)} if words else {})
    record(connection, actor, "action-reviewed", action_id, told, revision)
    values = {"reviewed_by": actor.name, "reviewed_at": datetime.now(UTC), "review_note": words}
    connection.execute(
        sa.update(t.action).where(t.action.c.id == action_id).values(**values, source="reviewed", revision=revision)
    )
    return revision


def withdraw_action(
    connection: sa.Connection, actor: Actor, action_id: str, expected_revision: int, withdrawn: bool = True
) -> int:
    """Take an action back (or put it back, `withdrawn=False`); it stays in the history. Gives its revision.

    Raises NotAllowed, NotFound, and Conflict when anything about it changed since the writer looked.
    """
    if not actor.role.can_edit_coding:
        raise NotAllowed("store.analyst_only")
    current = reads.action(connection, action_id, withdrawn=not withdrawn, lock=True)
    if current.revision != expected_revision:
        raise _changed_meanwhile(connection, action_id, expected_revision, current.revision)
    revision = current.revision + 1
    verb = "action-withdrawn" if withdrawn else "action-restored"
    record(connection, actor, verb, action_id, {"withdrawn": (not withdrawn, withdrawn)}, revision)
    connection.execute(
        sa.update(t.action)
        .where(t.action.c.id == action_id)
        .values(withdrawn=withdrawn, revision=revision, updated_at=datetime.now(UTC))
    )
    return revision


def update_coding(
    connection: sa.Connection,
    codebook: Codebook,
    actor: Actor,
    recommendation_id: str,
    expected_revision: int,
    changes: Mapping[str, Any],
) -> int:
    """Change how a recommendation is coded (`fields.CODING_FIELDS`); gives its revision afterwards.

    Raises NotAllowed, NotFound, InvalidInput, Conflict.
    """
    if not actor.role.can_edit_coding:
        raise NotAllowed("store.analyst_only")
    current = reads.recommendation(connection, recommendation_id, lock=True)
    checked = checked_coding(codebook, changes)
    changed = _merged(connection, recommendation_id, current, current.revision, expected_revision, checked)
    if not changed:
        return current.revision
    revision = current.revision + 1
    record(connection, actor, "coding-updated", recommendation_id, changed, revision)
    ranked = {
        "themes": (t.recommendation_theme, "theme"),
        "processes": (t.recommendation_process, "process"),
        "leads": (t.recommendation_lead, "party"),
    }
    for name, (table, column) in ranked.items():
        if name in changed:
            _replace_ranked(connection, table, "recommendation", recommendation_id, column, changed[name][1])
    columns = {name: after for name, (_, after) in changed.items() if name not in ranked}
    connection.execute(
        sa.update(t.recommendation)
        .where(t.recommendation.c.id == recommendation_id)
        .values(**columns, reviewed=True, revision=revision)
    )
    return revision


def _changed_meanwhile(connection: sa.Connection, action_id: str, expected: int, revision: int) -> Conflict:
    """The conflict of a write that goes with nothing that others did since."""
    since = reads.changed_since(connection, action_id, expected)
    return Conflict(
        action_id,
        {name: change.before for name, change in since.items()},
        {name: change.after for name, change in since.items()},
        {},
        next((change.by for change in since.values()), ""),
        next((change.at for change in since.values()), datetime.now(UTC)),
        revision,
    )


def _merged(
    connection: sa.Connection,
    subject: str,
    current: object,
    revision: int,
    expected_revision: int,
    wanted: Mapping[str, Any],
) -> dict[str, tuple[Any, Any]]:
    """The fields that really change, as (before, after). Raises Conflict where somebody else changed the same one."""
    since = reads.changed_since(connection, subject, expected_revision) if revision != expected_revision else {}
    retitled = False
    if "evidence" in wanted:
        links = getattr(current, "evidence")  # noqa: B009
        seen = since["evidence"].before if "evidence" in since else links
        merged, retitled = evidence.merged(seen, links, wanted["evidence"])
        wanted = {**wanted, "evidence": merged}
    changed = {
        name: (getattr(current, name), value) for name, value in wanted.items() if getattr(current, name) != value
    }
    # A change that was undone is none: what the writer saw is what stands.
    disputed = [name for name, (now, _) in changed.items() if name in since and since[name].before != now]
    if not retitled:
        disputed = [name for name in disputed if name != "evidence"]
    if disputed:
        last = max((since[name] for name in disputed), key=lambda change: change.at)
        raise Conflict(
            subject,
            seen={name: since[name].before for name in disputed},
            theirs={name: changed[name][0] for name in disputed},
            mine={name: changed[name][1] for name in disputed},
            by=last.by,
            at=last.at,
            revision=revision,
            on_behalf_of=last.on_behalf_of,
        )
    return changed


def _replace_ranked(
    connection: sa.Connection, table: sa.Table, owner: str, owner_id: str, column: str, codes: Sequence[str]
) -> None:
    connection.execute(sa.delete(table).where(table.c[owner] == owner_id))
    rows = [{owner: owner_id, column: code, "rank": rank} for rank, code in enumerate(codes, start=1)]
    if rows:
        connection.execute(sa.insert(table), rows)


def _replace_evidence(connection: sa.Connection, action_id: str, links: Sequence[Evidence]) -> None:
    connection.execute(sa.delete(t.action_evidence).where(t.action_evidence.c.action == action_id))
    rows = [
        {"action": action_id, "rank": rank, "url": link.url, "title": link.title, "added_by": link.by}
        for rank, link in enumerate(links, start=1)
    ]
    if rows:
        connection.execute(sa.insert(t.action_evidence), rows)


def _insert_action(connection: sa.Connection, action: Action, number: int, updated_at: datetime | None) -> None:
    connection.execute(
        sa.insert(t.action).values(
            id=action.id,
            recommendation=action.recommendation,
            number=number,
            title=dict(action.title),
            lead=action.lead,
            progress=action.progress,
            due=action.due,
            note=action.note,
            source=action.source,
            on_behalf_of=action.on_behalf_of,
            joint=action.joint,
            withdrawn=False,
            updated_at=updated_at,
            revision=action.revision,
        )
    )
    _replace_ranked(connection, t.action_supporting, "action", action.id, "party", action.supporting)
    _replace_evidence(connection, action.id, action.evidence)
