"""Actors: names, roles and candidates; identities across stories, and people's judgements of them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("stories", sa.Column("names", sa.JSON, nullable=False, server_default="[]"))
    op.add_column("statements", sa.Column("candidates", sa.JSON, nullable=False, server_default="[]"))
    op.create_index("ix_statements_speaker", "statements", ["story", "speaker"])
    op.add_column("actors", sa.Column("roles", sa.JSON, nullable=False, server_default="[]"))
    op.add_column("actors", sa.Column("speaks_for", sa.Text))
    op.add_column("actors", sa.Column("members", sa.JSON, nullable=False, server_default="[]"))
    op.add_column("actors", sa.Column("key", sa.Text))
    op.add_column("actors", sa.Column("named", sa.Boolean, nullable=False, server_default="1"))
    op.add_column("actors", sa.Column("country", sa.Text))
    op.add_column("actors", sa.Column("identity", sa.Text, nullable=False, server_default=""))
    # Those kept before stay apart until their stories are read anew.
    op.execute("UPDATE actors SET identity = kind || ':' || lower(name) || '@' || story")
    op.create_index("ix_actors_key", "actors", ["key"])
    op.create_index("ix_actors_identity", "actors", ["identity"])
    op.create_table(
        "judgements",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("judgements.number")),
    )
    op.create_table(
        "_identity_map",
        sa.Column("automatic", sa.Text, primary_key=True),
        sa.Column("story", sa.Text, primary_key=True),
        sa.Column("identity", sa.Text, nullable=False),
    )
    op.create_table(
        "_identity_names",
        sa.Column("identity", sa.Text, primary_key=True),
        sa.Column("name", sa.Text),
        sa.Column("names", sa.JSON, nullable=False),
        sa.Column("wikidata", sa.Text),
    )
    op.execute(
        """
        CREATE VIEW actor_identities AS
        SELECT a.number, a.story, a.id, a.kind, a.name, a.names, a.key, a.named, a.identity AS automatic,
               COALESCE(here.identity, everywhere.identity, a.identity) AS identity
        FROM actors a
        LEFT JOIN _identity_map here ON here.automatic = a.identity AND here.story = a.story
        LEFT JOIN _identity_map everywhere ON everywhere.automatic = a.identity AND everywhere.story = ''
        """
    )
    op.execute(
        """
        CREATE VIEW statement_speakers AS
        SELECT s.number AS statement, s.story, s.speaker AS actor FROM statements s WHERE s.speaker IS NOT NULL
        UNION ALL
        SELECT s.number, s.story, member.value
        FROM statements s JOIN actors a ON a.story = s.story AND a.id = s.speaker, json_each(a.members) member
        """
    )
