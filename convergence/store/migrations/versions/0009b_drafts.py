"""what somebody typed and has not saved"""

import sqlalchemy as sa
from alembic import op

revision = "0009b"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=160), nullable=False),
        sa.Column("field", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=True),
        sa.Column("typed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "action", "field", name=op.f("pk_draft")),
    )
