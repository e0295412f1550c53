"""The tables. Texts for readers are JSON objects keyed by language; codes are the codebook's."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(sa.types.TypeDecorator[datetime]):
    """A point in time: aware and in UTC for Python, without a zone in the database (SQLite keeps none)."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: Any | None, dialect: sa.Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


def _code(name: str, **options: Any) -> sa.Column[str]:
    return sa.Column(name, sa.String(64), **options)


def _id(name: str, *target: Any, **options: Any) -> sa.Column[str]:
    return sa.Column(name, sa.String(160), *target, **options)


meeting = sa.Table(
    "meeting",
    metadata,
    _id("id", primary_key=True),
    sa.Column("date", sa.Date, nullable=False),
    _code("body"),
    sa.Column("title", sa.JSON, nullable=False),
    sa.Column("place", sa.JSON),
    sa.Column("source_title", sa.JSON, nullable=False),
    sa.Column("source_language", sa.String(2), nullable=False),
    sa.Column("loaded_at", Moment, nullable=False),
)

intervention = sa.Table(
    "intervention",
    metadata,
    _id("id", primary_key=True),
    _id("meeting", sa.ForeignKey("meeting.id"), nullable=False, index=True),
    sa.Column("place_in_meeting", sa.Integer, nullable=False),
    _code("process", nullable=False),
    sa.Column("heading", sa.JSON, nullable=False),
    sa.Column("speaker", sa.Text, nullable=False),
    sa.Column("speaker_role", sa.JSON, nullable=False),
)

passage = sa.Table(
    "passage",
    metadata,
    _id("id", primary_key=True),
    _id("intervention", sa.ForeignKey("intervention.id"), nullable=False, index=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("text", sa.JSON, nullable=False),
)

recommendation = sa.Table(
    "recommendation",
    metadata,
    _id("id", primary_key=True),
    _id("passage", sa.ForeignKey("passage.id"), nullable=False, index=True),
    sa.Column("number", sa.Integer, nullable=False),
    _code("kind", nullable=False),
    sa.Column("verb", sa.JSON, nullable=False),
    sa.Column("text", sa.JSON, nullable=False),
    _code("position", nullable=False),
    _code("origin", nullable=False),
    sa.Column("reviewed", sa.Boolean, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
)


def _ranked(name: str, owner: str, code: str) -> sa.Table:
    """Codes that belong to a record, in an order that matters (the first theme is the main one)."""
    return sa.Table(
        name,
        metadata,
        _id(owner, sa.ForeignKey(f"{owner}.id"), primary_key=True),
        _code(code, primary_key=True),
        sa.Column("rank", sa.SmallInteger, nullable=False),
    )


recommendation_theme = _ranked("recommendation_theme", "recommendation", "theme")
recommendation_process = _ranked("recommendation_process", "recommendation", "process")
recommendation_lead = _ranked("recommendation_lead", "recommendation", "party")

# What people decided about pairs: one row a pair, whichever of the two is `one`; in "builds-on", the one builds on the other.
recommendation_link = sa.Table(
    "recommendation_link",
    metadata,
    _id("one", sa.ForeignKey("recommendation.id"), primary_key=True),
    _id("other", sa.ForeignKey("recommendation.id"), primary_key=True, index=True),
    _code("kind", nullable=False),
)

action = sa.Table(
    "action",
    metadata,
    _id("id", primary_key=True),
    _id("recommendation", sa.ForeignKey("recommendation.id"), nullable=False, index=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("title", sa.JSON, nullable=False),
    _code("lead"),
    _code("progress", nullable=False),
    sa.Column("due", sa.Date),
    sa.Column("note", sa.Text, nullable=False),
    _code("source"),
    _code("on_behalf_of"),
    sa.Column("reviewed_by", sa.Text),
    sa.Column("reviewed_at", Moment),
    sa.Column("review_note", sa.Text),
    sa.Column("joint", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("withdrawn", sa.Boolean, nullable=False),
    sa.Column("updated_at", Moment),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.UniqueConstraint("recommendation", "number"),
)

action_supporting = _ranked("action_supporting", "action", "party")

action_evidence = sa.Table(
    "action_evidence",
    metadata,
    _id("action", sa.ForeignKey("action.id"), primary_key=True),
    sa.Column("rank", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("added_by", sa.Text, nullable=False),
)

event = sa.Table(
    "event",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    _code("role", nullable=False),
    _code("party"),
    _code("on_behalf_of"),
    _code("verb", nullable=False),
    _id("subject", nullable=False, index=True),
    sa.Column("revision", sa.Integer),
    sa.Column("changes", sa.JSON, nullable=False),
    sa.Column("previous", sa.String(64)),
    sa.Column("hash", sa.String(64)),
)

# What somebody typed and has not saved, field by field. No foreign key: a draft outlives an action that goes.
draft = sa.Table(
    "draft",
    metadata,
    sa.Column("owner", sa.String(64), primary_key=True),
    _id("action", primary_key=True),
    _code("field", primary_key=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("content", sa.JSON),
    sa.Column("typed_at", Moment, nullable=False),
)

person = sa.Table(
    "person",
    metadata,
    sa.Column("email", sa.String(254), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    _code("role", nullable=False),
    _code("party"),
    sa.Column("language", sa.String(2)),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("reminders", sa.Boolean, nullable=False, server_default=sa.false()),
)

# The last reminder of each person: when, and up to which event it told what others changed.
reminder = sa.Table(
    "reminder",
    metadata,
    sa.Column("email", sa.String(254), sa.ForeignKey("person.email"), primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)

# Access keys of people for their programs: only a hash of each is kept, and a revoked one stays listed.
token = sa.Table(
    "token",
    metadata,
    _id("id", primary_key=True),
    sa.Column("person", sa.String(254), sa.ForeignKey("person.email"), nullable=False, index=True),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("hash", sa.String(64), nullable=False, unique=True),
    sa.Column("made_at", Moment, nullable=False),
    sa.Column("made_by", sa.Text, nullable=False),
    sa.Column("revoked_at", Moment),
)

# One row. Its update is the lock that puts writers in a queue, so that event numbers appear in the order of the commits and
# a reader who has seen number n has seen everything up to n.
data_version = sa.Table(
    "data_version",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, nullable=False),
)

# A document that somebody imports: as it was read, and what a person corrected. `found` keeps the meeting as the reader found it.
document = sa.Table(
    "document",
    metadata,
    _id("id", primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False, index=True),
    sa.Column("language", sa.String(2), nullable=False),
    _code("shape", nullable=False),
    _code("state", nullable=False),
    sa.Column("found", sa.JSON, nullable=False),
    sa.Column("problems", sa.JSON, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("date", sa.Date),
    _code("body"),
    sa.Column("place", sa.Text),
    _id("meeting"),
    sa.Column("started_at", Moment, nullable=False),
    sa.Column("started_by", sa.Text, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
)

document_intervention = sa.Table(
    "document_intervention",
    metadata,
    _id("id", primary_key=True),
    _id("document", sa.ForeignKey("document.id"), nullable=False, index=True),
    sa.Column("place", sa.Integer, nullable=False),
    _code("process"),
    _code("process_found"),
    sa.Column("heading", sa.Text, nullable=False),
    sa.Column("speaker", sa.Text, nullable=False),
    sa.Column("speaker_role", sa.Text, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
)

document_passage = sa.Table(
    "document_passage",
    metadata,
    _id("id", primary_key=True),
    _id("intervention", sa.ForeignKey("document_intervention.id"), nullable=False, index=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("language", sa.String(2), nullable=False),
    sa.Column("page", sa.Integer),
    sa.Column("section", sa.Text, nullable=False),
    sa.Column("note", sa.Boolean, nullable=False),
)

# `machine` is what the reader proposed and never changes; the other columns are what stands after people's decisions.
proposal = sa.Table(
    "proposal",
    metadata,
    _id("id", primary_key=True),
    _id("passage", sa.ForeignKey("document_passage.id"), nullable=False, index=True),
    sa.Column("number", sa.Integer, nullable=False),
    _code("origin", nullable=False),
    sa.Column("machine", sa.JSON(none_as_null=True)),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("span_start", sa.Integer, nullable=False),
    sa.Column("span_end", sa.Integer, nullable=False),
    _code("kind", nullable=False),
    sa.Column("verb", sa.Text, nullable=False),
    sa.Column("themes", sa.JSON, nullable=False),
    sa.Column("processes", sa.JSON, nullable=False),
    sa.Column("leads", sa.JSON, nullable=False),
    _code("state", nullable=False),
    _id("merged_into"),
    _id("recommendation"),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("decided_by", sa.Text),
    sa.Column("decided_at", Moment),
    sa.UniqueConstraint("passage", "number"),
)

# What analysts added to the bundled codebook. A code belongs to one thing only, be it a process, a country or a body.
added_term = sa.Table(
    "added_term",
    metadata,
    _code("code", primary_key=True),
    _code("sort", nullable=False),
    sa.Column("name", sa.JSON, nullable=False),
    sa.Column("short", sa.JSON, nullable=False),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
)
