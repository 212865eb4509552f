"""What the machine found lies beside what holds; rows of findings are what holds."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("stories", sa.Column("machine", sa.JSON))
    op.execute("DROP VIEW statement_speakers")
    op.drop_table("_corrected_statements")
    op.execute(
        """
        CREATE VIEW statement_speakers AS
        SELECT s.number AS statement, s.story, s.speaker AS actor FROM statements s WHERE s.speaker IS NOT NULL
        UNION ALL
        SELECT s.number, s.story, member.value
        FROM statements s JOIN actors a ON a.story = s.story AND a.id = s.speaker, json_each(a.members) member
        """
    )
