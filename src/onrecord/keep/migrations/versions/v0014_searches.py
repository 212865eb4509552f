"""Saved searches."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "searches",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("seen", sa.Integer, nullable=False),
    )
