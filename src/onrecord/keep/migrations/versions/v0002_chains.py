"""Chains: the words of a statement's relay, and the actors of a story."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("statements", sa.Column("relay_spans", sa.JSON, nullable=False, server_default="[]"))
    op.create_table(
        "actors",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("story", sa.Text, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("names", sa.JSON, nullable=False),
        sa.Column("mentions", sa.JSON, nullable=False),
    )
    op.create_index("ix_actors_story", "actors", ["story"])
