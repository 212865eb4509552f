"""People's corrections of statements, and who speaks each with these counted."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "corrections",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("story", sa.Text, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("corrections.number")),
    )
    op.create_index("ix_corrections_story", "corrections", ["story"])
    op.create_table(
        "_corrected_statements",
        sa.Column("statement", sa.Integer, primary_key=True),
        sa.Column("story", sa.Text, nullable=False),
        sa.Column("speaker", sa.Text),
        sa.Column("gone", sa.Boolean, nullable=False),
    )
    op.create_index("ix__corrected_statements_story", "_corrected_statements", ["story"])
    op.execute("DROP VIEW statement_speakers")
    op.execute(
        """
        CREATE VIEW statement_speakers AS
        WITH spoken AS (
            SELECT s.number, s.story, CASE WHEN c.statement IS NULL THEN s.speaker ELSE c.speaker END AS speaker
            FROM statements s LEFT JOIN _corrected_statements c ON c.statement = s.number
        )
        SELECT number AS statement, story, speaker AS actor FROM spoken WHERE speaker IS NOT NULL
        UNION ALL
        SELECT spoken.number, spoken.story, member.value
        FROM spoken JOIN actors a ON a.story = spoken.story AND a.id = spoken.speaker, json_each(a.members) member
        """
    )
