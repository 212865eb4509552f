"""Feeds that are followed, and the addresses that they named."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "feeds",
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("etag", sa.Text),
        sa.Column("modified", sa.Text),
        sa.Column("read_at", sa.Text),
        sa.Column("next_at", sa.Text),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("problem", sa.Text),
    )
    op.create_table(
        "_feed_links",
        sa.Column("link", sa.Text, primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("read", sa.Boolean, nullable=False),
    )
