"""evidence is links, several per action"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0011"

ACTION = sa.table("action", sa.column("id", sa.Text), sa.column("evidence", sa.Text))
EVENT = sa.table(
    "event",
    sa.column("number", sa.Integer),
    sa.column("subject", sa.Text),
    sa.column("actor", sa.Text),
    sa.column("changes", sa.JSON),
)


def upgrade() -> None:
    kept = op.create_table(
        "action_evidence",
        sa.Column("action", sa.String(length=160), nullable=False),
        sa.Column("rank", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["action"], ["action.id"], name=op.f("fk_action_evidence_action")),
        sa.PrimaryKeyConstraint("action", "rank", name=op.f("pk_action_evidence")),
    )
    connection = op.get_bind()
    for action, link in connection.execute(sa.select(ACTION.c.id, ACTION.c.evidence)).all():
        if link:
            who = _who_added(connection, action, link)
            values = {"action": action, "rank": 1, "url": link, "title": "", "added_by": who}
            connection.execute(sa.insert(kept).values(values))
    op.drop_column("action", "evidence")


def _who_added(connection: sa.Connection, action: str, link: str) -> str:
    """Whoever the history says wrote this link last; "" where it does not say."""
    query = sa.select(EVENT.c.actor, EVENT.c.changes).where(EVENT.c.subject == action)
    for actor, changes in connection.execute(query.order_by(EVENT.c.number.desc())):
        read = json.loads(changes) if isinstance(changes, str) else changes
        if read.get("evidence", (None, None))[1] == link:
            return str(actor)
    return ""
