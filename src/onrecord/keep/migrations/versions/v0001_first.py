"""The first version: pages, stories, statements, and full-text search of the last two."""

import sqlalchemy as sa
from alembic import op

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
        _index_words(table, columns)


def _index_words(table: str, columns: tuple[str, ...]) -> None:
    """An FTS5 index that keeps no copy of the words and follows its table by triggers."""
    index, names = f"{table}_fts", ", ".join(columns)
    old, new = (", ".join(f"{row}.{c}" for c in columns) for row in ("old", "new"))
    forget = f"INSERT INTO {index}({index}, rowid, {names}) VALUES ('delete', old.number, {old});"
    learn = f"INSERT INTO {index}(rowid, {names}) VALUES (new.number, {new});"
    op.execute(
        f"CREATE VIRTUAL TABLE {index} USING fts5({names}, content='{table}', content_rowid='number', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(f"CREATE TRIGGER {index}_added AFTER INSERT ON {table} BEGIN {learn} END")
    op.execute(f"CREATE TRIGGER {index}_gone AFTER DELETE ON {table} BEGIN {forget} END")
    op.execute(f"CREATE TRIGGER {index}_changed AFTER UPDATE ON {table} BEGIN {forget} {learn} END")
