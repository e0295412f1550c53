"""events as a hash chain"""

import sqlalchemy as sa
from alembic import op

from convergence.store import tables as t
from convergence.store.chain import COVERED, START, digest

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("event", sa.Column("previous", sa.String(length=64), nullable=True))
    op.add_column("event", sa.Column("hash", sa.String(length=64), nullable=True))
    connection = op.get_bind()
    previous, number = START, 0
    columns = [t.event.c[name] for name in COVERED]
    while rows := (
        connection.execute(sa.select(*columns).where(t.event.c.number > number).order_by(t.event.c.number).limit(1_000))
        .mappings()
        .all()
    ):
        values = []
        for row in rows:
            number, before = row["number"], previous
            previous = digest({**row}, before)
            values.append({"of": number, "previous_hash": before, "own_hash": previous})
        connection.execute(
            sa.update(t.event)
            .where(t.event.c.number == sa.bindparam("of"))
            .values(previous=sa.bindparam("previous_hash"), hash=sa.bindparam("own_hash")),
            values,
        )
