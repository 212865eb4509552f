"""The question that a headline asks."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("stories", sa.Column("question", sa.JSON))
