"""How long the content of each statement is; from here on a store may be in PostgreSQL too."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("statements", sa.Column("characters", sa.Integer, nullable=False, server_default="0"))
    op.execute(
        "UPDATE statements SET characters = coalesce((SELECT sum(json_extract(span.value, '$[1]') "
        "- json_extract(span.value, '$[0]')) FROM json_each(content_spans) AS span), 0)"
    )
