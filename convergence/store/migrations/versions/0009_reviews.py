"""on whose behalf an update was made, and who reviewed it"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

ACTION = sa.table("action", sa.column("id", sa.Text), sa.column("source", sa.Text), sa.column("on_behalf_of", sa.Text))
EVENT = sa.table(
    "event", sa.column("number", sa.Integer), sa.column("subject", sa.Text), sa.column("on_behalf_of", sa.Text)
)


def upgrade() -> None:
    op.add_column("action", sa.Column("on_behalf_of", sa.String(length=64), nullable=True))
    op.add_column("action", sa.Column("reviewed_by", sa.Text(), nullable=True))
    op.add_column("action", sa.Column("reviewed_at", sa.DateTime(), nullable=True))
    op.add_column("action", sa.Column("review_note", sa.Text(), nullable=True))
    latest = (
        sa.select(EVENT.c.on_behalf_of)
        .where(EVENT.c.subject == ACTION.c.id, EVENT.c.on_behalf_of.is_not(None))
        .order_by(EVENT.c.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    op.execute(sa.update(ACTION).where(ACTION.c.source == "secretariat-on-behalf").values(on_behalf_of=latest))
