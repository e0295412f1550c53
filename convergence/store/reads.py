"""Taking values out of the database: single records for a page or a write, whole tables for analysis."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from convergence import evidence
from convergence.errors import NotFound
from convergence.model import Action, Event, Evidence, Intervention, Meeting, Passage, Recommendation, Review
from convergence.store import tables as t


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one field since a revision: its value then, its value now, and who changed it last, on whose behalf."""

    before: Any
    after: Any
    by: str
    at: datetime
    on_behalf_of: str | None = None


def version(connection: sa.Connection) -> int:
    """The data version: the number of the last event, 0 for an untouched database."""
    return int(connection.execute(sa.select(t.data_version.c.number)).scalar() or 0)


# What happens inside a review, until it is committed, changes no table that pages count: their caches may stay. Nor does an access key.
REVIEWING = ("import-started", "import-corrected", "import-decided", "import-set-aside", "import-taken-up")
KEYS = ("token-made", "token-revoked")


def tables_version(connection: sa.Connection) -> int:
    """The number of the last event that changed what `frames` gives; 0 for an untouched database."""
    query = sa.select(t.event.c.number).where(t.event.c.verb.not_in(REVIEWING + KEYS)).order_by(t.event.c.number.desc())
    return int(connection.execute(query.limit(1)).scalar() or 0)


def is_empty(connection: sa.Connection) -> bool:
    return connection.execute(sa.select(t.meeting.c.id).limit(1)).first() is None


def _ranked(connection: sa.Connection, table: sa.Table, owner: str, owner_id: str, code: str) -> tuple[str, ...]:
    query = sa.select(table.c[code]).where(table.c[owner] == owner_id).order_by(table.c.rank)
    return tuple(connection.execute(query).scalars())


# Written once: a save reads an action while others wait for it, and to put a query together takes longer than to run it.
_ACTION = sa.select(t.action).where(
    t.action.c.id == sa.bindparam("action_id"), t.action.c.withdrawn == sa.bindparam("is_withdrawn")
)
_ACTION_LOCKED = _ACTION.with_for_update()
_LISTS = sa.union_all(
    sa.select(
        sa.literal_column("1").label("kind"),
        t.action_supporting.c.rank,
        t.action_supporting.c.party.label("word"),
        sa.literal_column("''").label("title"),
        sa.literal_column("''").label("added_by"),
    ).where(t.action_supporting.c.action == sa.bindparam("action_id")),
    sa.select(
        sa.literal_column("2"),
        t.action_evidence.c.rank,
        t.action_evidence.c.url,
        t.action_evidence.c.title,
        t.action_evidence.c.added_by,
    ).where(t.action_evidence.c.action == sa.bindparam("action_id")),
).order_by("kind", "rank")
"""What supports an action (kind 1) and its evidence (2), in one answer."""


def _by_id(connection: sa.Connection, query: sa.Select[Any], record_id: str) -> Any | None:
    """The row of a query for one id. Ids come out of links: not every text in one is text that a database takes."""
    return connection.execute(query).mappings().first() if record_id.isprintable() else None


def action(connection: sa.Connection, action_id: str, withdrawn: bool = False, lock: bool = False) -> Action:
    """One action. `lock` keeps others from changing it until the transaction ends (a write's first step).

    Raises NotFound, also where it has been taken back (with `withdrawn`: where it has not).
    """
    query, asked = _ACTION_LOCKED if lock else _ACTION, {"action_id": action_id, "is_withdrawn": withdrawn}
    row = connection.execute(query, asked).mappings().first() if action_id.isprintable() else None
    if row is None:
        raise NotFound("store.no_such_action")
    return _action(connection, row)


def _action(connection: sa.Connection, row: Any) -> Action:
    lists = connection.execute(_LISTS, {"action_id": row["id"]}).all()
    return Action(
        id=row["id"],
        recommendation=row["recommendation"],
        title=row["title"],
        lead=row["lead"],
        supporting=tuple(line.word for line in lists if line.kind == 1),
        progress=row["progress"],
        due=row["due"],
        evidence=tuple(Evidence(line.word, line.title, line.added_by) for line in lists if line.kind == 2),
        note=row["note"],
        source=row["source"],
        on_behalf_of=row["on_behalf_of"],
        review=Review(row["reviewed_by"], row["reviewed_at"], row["review_note"]) if row["reviewed_by"] else None,
        joint=row["joint"],
        revision=row["revision"],
    )


def actions_of(connection: sa.Connection, recommendation_id: str, withdrawn: bool = False) -> list[Action]:
    """The actions of a recommendation, oldest first; with `withdrawn`, those that were taken back."""
    query = (
        sa.select(t.action)
        .where(t.action.c.recommendation == recommendation_id, t.action.c.withdrawn == withdrawn)
        .order_by(t.action.c.number)
    )
    return [_action(connection, row) for row in connection.execute(query).mappings()]


def recommendation(connection: sa.Connection, recommendation_id: str, lock: bool = False) -> Recommendation:
    """One recommendation without its actions. Raises NotFound."""
    query = sa.select(t.recommendation).where(t.recommendation.c.id == recommendation_id)
    row = _by_id(connection, query.with_for_update() if lock else query, recommendation_id)
    if row is None:
        raise NotFound("store.no_such_recommendation")
    return Recommendation(
        id=row["id"],
        passage=row["passage"],
        number=row["number"],
        kind=row["kind"],
        verb=row["verb"],
        text=row["text"],
        themes=_ranked(connection, t.recommendation_theme, "recommendation", recommendation_id, "theme"),
        processes=_ranked(connection, t.recommendation_process, "recommendation", recommendation_id, "process"),
        position=row["position"],
        leads=_ranked(connection, t.recommendation_lead, "recommendation", recommendation_id, "party"),
        origin=row["origin"],
        reviewed=row["reviewed"],
        revision=row["revision"],
    )


def passage_in_context(connection: sa.Connection, passage_id: str) -> tuple[Meeting, Intervention, str]:
    """The meeting and the intervention of a passage, the latter with all its passages, and the passage's id.

    The meeting comes without its interventions, passages without their recommendations. Raises NotFound.
    """
    found = _by_id(
        connection,
        sa.select(t.intervention)
        .join(t.passage, t.passage.c.intervention == t.intervention.c.id)
        .where(t.passage.c.id == passage_id),
        passage_id,
    )
    if found is None:
        raise NotFound("store.no_such_passage")
    passages = connection.execute(
        sa.select(t.passage).where(t.passage.c.intervention == found["id"]).order_by(t.passage.c.number)
    ).mappings()
    intervention = Intervention(
        id=found["id"],
        process=found["process"],
        heading=found["heading"],
        speaker=found["speaker"],
        speaker_role=found["speaker_role"],
        passages=tuple(Passage(row["id"], row["number"], row["text"]) for row in passages),
    )
    row = connection.execute(sa.select(t.meeting).where(t.meeting.c.id == found["meeting"])).mappings().one()
    return _meeting(row), intervention, passage_id


def _meeting(row: Any) -> Meeting:
    return Meeting(
        id=row["id"],
        date=row["date"],
        body=row["body"],
        title=row["title"],
        place=row["place"],
        source_title=row["source_title"],
        source_language=row["source_language"],
        interventions=(),
    )


def changed_since(connection: sa.Connection, subject: str, revision: int) -> dict[str, Change]:
    """The fields of a record that were changed after a revision, each from its value at that revision to its value now."""
    rows = connection.execute(
        sa.select(t.event).where(t.event.c.subject == subject, t.event.c.revision > revision).order_by(t.event.c.number)
    ).mappings()
    changes: dict[str, Change] = {}
    for row in rows:
        for name, values in row["changes"].items():
            before, after = (value(name, content) for content in values)
            first = changes[name].before if name in changes else before
            changes[name] = Change(first, after, row["actor"], row["at"], row["on_behalf_of"])
    return changes


def value(name: str, content: Any) -> Any:
    """A value of the history, which is JSON, as the model has it."""
    if name == "evidence":
        return evidence.read(content)
    if name in ("due", "date") and content:
        return date.fromisoformat(content)
    if name == "reviewed_at" and content:
        return datetime.fromisoformat(content)
    return tuple(content) if isinstance(content, list) else content


def events(
    connection: sa.Connection,
    subjects: str | None = None,
    before: int | None = None,
    actor: str | None = None,
    verb: str | None = None,
    since: datetime | None = None,
    limit: int = 50,
    after: int | None = None,
) -> list[Event]:
    """The history, newest first: of a record and all that hangs on it (`subjects`), below event number `before`, above `after`.

    `actor` and `verb` choose who and what; `since` is a moment with its zone.
    """
    query = sa.select(t.event).order_by(t.event.c.number.desc()).limit(limit)
    if subjects:
        query = query.where(
            sa.or_(
                t.event.c.subject == subjects,
                t.event.c.subject.startswith(f"{subjects}/", autoescape=True),
                _linked_with(subjects),
            )
        )
    if before is not None:
        query = query.where(t.event.c.number < before)
    if after is not None:
        query = query.where(t.event.c.number > after)
    if actor:
        query = query.where(t.event.c.actor == actor)
    if verb:
        query = query.where(t.event.c.verb == verb)
    if since:
        query = query.where(t.event.c.at >= since)
    return [event(row) for row in connection.execute(query).mappings()]


def event(row: sa.RowMapping) -> Event:
    """An event from its row."""
    return Event(
        number=row["number"],
        at=row["at"],
        actor=row["actor"],
        role=row["role"],
        party=row["party"],
        on_behalf_of=row["on_behalf_of"],
        verb=row["verb"],
        subject=row["subject"],
        changes={name: (before, after) for name, (before, after) in row["changes"].items()},
    )


LINKING = ("recommendations-linked", "recommendations-unlinked")


def _linked_with(subject: str) -> sa.ColumnElement[bool]:
    """A decision about two recommendations, of which this is the one that the event is not written under."""
    linked = [t.event.c.changes[("linked", place)].as_string() == subject for place in (0, 1)]
    return sa.and_(t.event.c.verb.in_(LINKING), sa.or_(*linked))


def actors(connection: sa.Connection) -> list[str]:
    """Everybody who ever changed something, by name."""
    return list(connection.execute(sa.select(t.event.c.actor).distinct().order_by(t.event.c.actor)).scalars())


def ranked_codes(connection: sa.Connection, table: sa.Table, owner: str, code: str) -> dict[str, list[str]]:
    """All codes of a table of ranked codes, by the record that they belong to, in their order."""
    codes: dict[str, list[str]] = defaultdict(list)
    query = sa.select(table.c[owner], table.c[code]).order_by(table.c[owner], table.c.rank)
    for owner_id, value in connection.execute(query):
        codes[owner_id].append(value)
    return codes
