"""links between recommendations"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "recommendation_link",
        sa.Column("one", sa.String(length=160), nullable=False),
        sa.Column("other", sa.String(length=160), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["one"], ["recommendation.id"], name=op.f("fk_recommendation_link_one")),
        sa.ForeignKeyConstraint(["other"], ["recommendation.id"], name=op.f("fk_recommendation_link_other")),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_recommendation_link")),
    )
    op.create_index(op.f("ix_recommendation_link_other"), "recommendation_link", ["other"], unique=False)
