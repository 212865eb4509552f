"""Reprints and versions: which story tells another again, and which statements repeat one of it."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("stories", sa.Column("repeats", sa.Text))
    op.add_column("stories", sa.Column("relation", sa.Text))
    op.add_column("statements", sa.Column("repeats", sa.Text))
    op.create_index("ix_stories_repeats", "stories", ["repeats"])
    op.create_index("ix_stories_id_repeats", "stories", ["id", "repeats"])
    op.create_index("ix_stories_url", "stories", ["url"])
    op.create_table(
        "_bands",
        sa.Column("band", sa.BigInteger, primary_key=True),
        sa.Column("story", sa.Integer, sa.ForeignKey("stories.number"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.execute("DROP VIEW statement_speakers")
    op.execute(
        """
        CREATE VIEW statement_speakers AS
        SELECT s.number AS statement, s.story, s.speaker AS actor,
               CASE WHEN s.repeats IS NULL THEN s.number END AS counted
        FROM statements s WHERE s.speaker IS NOT NULL
        UNION ALL
        SELECT s.number, s.story, member.value, CASE WHEN s.repeats IS NULL THEN s.number END
        FROM statements s JOIN actors a ON a.story = s.story AND a.id = s.speaker, json_each(a.members) member
        """
    )
    op.execute("DROP VIEW actor_identities")
    op.execute(
        """
        CREATE VIEW actor_identities AS
        SELECT a.number, a.story, a.id, a.kind, a.name, a.names, a.key, a.named, a.identity AS automatic,
               COALESCE(here.identity, everywhere.identity, a.identity) AS identity,
               COALESCE(s.repeats, a.story) AS original
        FROM actors a
        JOIN stories s ON s.id = a.story
        LEFT JOIN _identity_map here ON here.automatic = a.identity AND here.story = a.story
        LEFT JOIN _identity_map everywhere ON everywhere.automatic = a.identity AND everywhere.story = ''
        """
    )
