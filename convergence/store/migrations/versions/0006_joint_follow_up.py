"""actions that follow up several recommendations"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("action", sa.Column("joint", sa.Boolean(), nullable=False, server_default=sa.false()))
