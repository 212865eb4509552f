"""The plain tables of a store, as a person sees them in Datasette; search indexes are made by the migrations."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

pages = Table(
    "pages",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("path", Text),
    Column("media_type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("kept_at", Text, nullable=False),
)

stories = Table(
    "stories",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("outlet", Text),
    Column("published", Text),
    Column("headline", Text),
    Column("kicker", Text),
    Column("url", Text),
    Column("code", Text),
    Column("section", Text),
    Column("language", Text),
    Column("comment_count", Integer),
    Column("byline", JSON, nullable=False),
    Column("published_as", JSON),
    Column("updated_as", JSON),
    Column("comments", JSON, nullable=False),
    Column("parts", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("page", Text, ForeignKey("pages.digest"), nullable=False),
    Column("onrecord", Text, nullable=False),
    Column("weights", Text, nullable=False),
    Column("skipped", JSON, nullable=False),
    Column("kept_at", Text, nullable=False),
)

story_pages = Table(
    "story_pages",
    metadata,
    Column("story", Text, ForeignKey("stories.id"), primary_key=True),
    Column("page", Text, ForeignKey("pages.digest"), primary_key=True),
)

statements = Table(
    "statements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("story", Text, ForeignKey("stories.id"), nullable=False, index=True),
    Column("id", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("cue", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("source_spans", JSON, nullable=False),
    Column("cue_spans", JSON, nullable=False),
    Column("content_spans", JSON, nullable=False),
    Column("speaker", Text),
    Column("within", Text),
    Column("relayed_by", Text),
    Column("relay_spans", JSON, nullable=False),
)

actors = Table(
    "actors",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("story", Text, ForeignKey("stories.id"), nullable=False, index=True),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("names", JSON, nullable=False),
    Column("mentions", JSON, nullable=False),
)
