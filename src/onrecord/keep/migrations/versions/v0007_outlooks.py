"""Outlooks of records, and an index of their words."""

import sqlalchemy as sa
from alembic import op

from onrecord.keep.migrations.indexes import index_words

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "outlooks",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("story", sa.Text, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("by", sa.Text),
        sa.Column("statement", sa.Text),
        sa.Column("certainty", sa.Text),
        sa.Column("check_on", sa.Text),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("spans", sa.JSON, nullable=False),
        sa.Column("phrase", sa.JSON),
        sa.Column("horizon", sa.JSON),
        sa.Column("condition", sa.JSON),
    )
    op.create_index("ix_outlooks_story", "outlooks", ["story"])
    index_words("outlooks", ("words",))
