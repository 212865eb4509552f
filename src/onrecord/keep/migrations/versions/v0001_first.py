"""The first version: pages, stories, statements, and full-text search of the last two."""

import sqlalchemy as sa
from alembic import op

from onrecord.keep.migrations.indexes import index_words

revision = "0001"
down_revision = None

_SEARCH = {"stories": ("headline", "text"), "statements": ("source", "content")}


def upgrade() -> None:
    op.create_table(
        "pages",
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("path", sa.Text),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("kept_at", sa.Text, nullable=False),
    )
    op.create_table(
        "stories",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("outlet", sa.Text),
        sa.Column("published", sa.Text),
        sa.Column("headline", sa.Text),
        sa.Column("kicker", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("code", sa.Text),
        sa.Column("section", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("comment_count", sa.Integer),
        sa.Column("byline", sa.JSON, nullable=False),
        sa.Column("published_as", sa.JSON),
        sa.Column("updated_as", sa.JSON),
        sa.Column("comments", sa.JSON, nullable=False),
        sa.Column("parts", sa.JSON, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("page", sa.Text, sa.ForeignKey("pages.digest"), nullable=False),
        sa.Column("onrecord", sa.Text, nullable=False),
        sa.Column("weights", sa.Text, nullable=False),
        sa.Column("skipped", sa.JSON, nullable=False),
        sa.Column("kept_at", sa.Text, nullable=False),
    )
    op.create_index("stories_by_code", "stories", ["code"])
    op.create_index("stories_by_day", "stories", ["published"])
    op.create_table(
        "story_pages",
        sa.Column("story", sa.Text, sa.ForeignKey("stories.id"), primary_key=True),
        sa.Column("page", sa.Text, sa.ForeignKey("pages.digest"), primary_key=True),
    )
    op.create_index("story_pages_by_page", "story_pages", ["page"])
    op.create_table(
        "statements",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("story", sa.Text, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("cue", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("source_spans", sa.JSON, nullable=False),
        sa.Column("cue_spans", sa.JSON, nullable=False),
        sa.Column("content_spans", sa.JSON, nullable=False),
        sa.Column("speaker", sa.Text),
        sa.Column("within", sa.Text),
        sa.Column("relayed_by", sa.Text),
    )
    op.create_index("ix_statements_story", "statements", ["story"])
    for table, columns in _SEARCH.items():
        index_words(table, columns)
