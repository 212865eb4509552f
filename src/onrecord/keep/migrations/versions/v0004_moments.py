"""Moments and events, and when a statement was said."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("statements", sa.Column("said", sa.Integer))
    op.create_table(
        "moments",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("story", sa.Text, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("timex", sa.Text, nullable=False),
        sa.Column("mod", sa.Text),
        sa.Column("edtf", sa.Text),
        sa.Column("earliest", sa.Text),
        sa.Column("latest", sa.Text),
        sa.Column("span", sa.JSON, nullable=False),
        sa.Column("anchor", sa.JSON),
    )
    op.create_index("ix_moments_story", "moments", ["story"])
    op.create_index("ix_moments_earliest", "moments", ["earliest"])
    op.create_table(
        "events",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("story", sa.Text, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("moment", sa.Integer, nullable=False),
        sa.Column("until", sa.Integer),
        sa.Column("actors", sa.JSON, nullable=False),
        sa.Column("voice", sa.Text),
        sa.Column("span", sa.JSON, nullable=False),
    )
    op.create_index("ix_events_story", "events", ["story"])
