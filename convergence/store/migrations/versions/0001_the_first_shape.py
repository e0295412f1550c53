"""the first shape"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "data_version",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_version")),
    )
    op.create_table(
        "event",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("party", sa.String(length=64), nullable=True),
        sa.Column("on_behalf_of", sa.String(length=64), nullable=True),
        sa.Column("verb", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=160), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_subject"), "event", ["subject"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("id", sa.String(length=160), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("body", sa.String(length=64), nullable=True),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("place", sa.JSON(), nullable=True),
        sa.Column("source_title", sa.JSON(), nullable=False),
        sa.Column("source_language", sa.String(length=2), nullable=False),
        sa.Column("loaded_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_table(
        "intervention",
        sa.Column("id", sa.String(length=160), nullable=False),
        sa.Column("meeting", sa.String(length=160), nullable=False),
        sa.Column("place_in_meeting", sa.Integer(), nullable=False),
        sa.Column("process", sa.String(length=64), nullable=False),
        sa.Column("heading", sa.JSON(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("speaker_role", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.id"], name=op.f("fk_intervention_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervention")),
    )
    op.create_index(op.f("ix_intervention_meeting"), "intervention", ["meeting"], unique=False)
    op.create_table(
        "passage",
        sa.Column("id", sa.String(length=160), nullable=False),
        sa.Column("intervention", sa.String(length=160), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["intervention"], ["intervention.id"], name=op.f("fk_passage_intervention")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
    )
    op.create_index(op.f("ix_passage_intervention"), "passage", ["intervention"], unique=False)
    op.create_table(
        "recommendation",
        sa.Column("id", sa.String(length=160), nullable=False),
        sa.Column("passage", sa.String(length=160), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("verb", sa.JSON(), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("position", sa.String(length=64), nullable=False),
        sa.Column("origin", sa.String(length=64), nullable=False),
        sa.Column("reviewed", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["passage"], ["passage.id"], name=op.f("fk_recommendation_passage")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
    )
    op.create_index(op.f("ix_recommendation_passage"), "recommendation", ["passage"], unique=False)
    op.create_table(
        "action",
        sa.Column("id", sa.String(length=160), nullable=False),
        sa.Column("recommendation", sa.String(length=160), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("lead", sa.String(length=64), nullable=True),
        sa.Column("progress", sa.String(length=64), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["recommendation"], ["recommendation.id"], name=op.f("fk_action_recommendation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("recommendation", "number", name=op.f("uq_action_recommendation")),
    )
    op.create_index(op.f("ix_action_recommendation"), "action", ["recommendation"], unique=False)
    op.create_table(
        "recommendation_lead",
        sa.Column("recommendation", sa.String(length=160), nullable=False),
        sa.Column("party", sa.String(length=64), nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recommendation"], ["recommendation.id"], name=op.f("fk_recommendation_lead_recommendation")
        ),
        sa.PrimaryKeyConstraint("recommendation", "party", name=op.f("pk_recommendation_lead")),
    )
    op.create_table(
        "recommendation_process",
        sa.Column("recommendation", sa.String(length=160), nullable=False),
        sa.Column("process", sa.String(length=64), nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recommendation"], ["recommendation.id"], name=op.f("fk_recommendation_process_recommendation")
        ),
        sa.PrimaryKeyConstraint("recommendation", "process", name=op.f("pk_recommendation_process")),
    )
    op.create_table(
        "recommendation_theme",
        sa.Column("recommendation", sa.String(length=160), nullable=False),
        sa.Column("theme", sa.String(length=64), nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recommendation"], ["recommendation.id"], name=op.f("fk_recommendation_theme_recommendation")
        ),
        sa.PrimaryKeyConstraint("recommendation", "theme", name=op.f("pk_recommendation_theme")),
    )
    op.create_table(
        "action_supporting",
        sa.Column("action", sa.String(length=160), nullable=False),
        sa.Column("party", sa.String(length=64), nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["action"], ["action.id"], name=op.f("fk_action_supporting_action")),
        sa.PrimaryKeyConstraint("action", "party", name=op.f("pk_action_supporting")),
    )
    op.execute("INSERT INTO data_version (id, number) VALUES (1, 0)")
