"""The plain tables of a store, as a person sees them in Datasette; search indexes are made by the migrations."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    Table,
)
from sqlalchemy import Text as _Text
from sqlalchemy.dialects.postgresql import TSVECTOR

Text = _Text().with_variant(_Text(collation="C"), "postgresql")
"""Text that both databases compare and sort by its code points."""

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
    Column("names", JSON, nullable=False),
    Column("question", JSON),
    Column("machine", JSON(none_as_null=True)),
    Column("repeats", Text, index=True),
    Column("relation", Text),
    Column("kept_at", Text, nullable=False),
)
"""`machine` is what the machine found, where people's corrections made something else of it.

`repeats` is the id of the story that this one tells again: of which it is a "reprint" or an earlier "version", as
`relation` says; what counts stories counts those that repeat none.
"""

bands = Table(
    "_bands",
    metadata,
    Column("band", BigInteger, primary_key=True),
    Column("story", Integer, ForeignKey("stories.number"), primary_key=True),
)
"""Under what a story's text is looked up when another may be a reprint of it."""

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
    Column("candidates", JSON, nullable=False),
    Column("within", Text),
    Column("relayed_by", Text),
    Column("relay_spans", JSON, nullable=False),
    Column("said", Integer),
    Column("repeats", Text),
    Column("characters", Integer, nullable=False),
)
"""`said` is the place of its moment among those of the story, `repeats` the id of the same statement in the original
of a reprint, or in the next version that has it, `characters` how long its content is."""

actors = Table(
    "actors",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("story", Text, ForeignKey("stories.id"), nullable=False),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("names", JSON, nullable=False),
    Column("mentions", JSON, nullable=False),
    Column("roles", JSON, nullable=False),
    Column("speaks_for", Text),
    Column("members", JSON, nullable=False),
    Column("key", Text, index=True),
    Column("named", Boolean, nullable=False),
    Column("country", Text),
    Column("identity", Text, nullable=False, index=True),
    Index("ix_actors_story", "story", "id"),
)
"""`identity` is what the machine takes an actor to be across stories; people's judgements lie over it.

In SQLite the index by story holds names too, so that who speaks is told by it alone.
"""

moments = Table(
    "moments",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("story", Text, ForeignKey("stories.id"), nullable=False, index=True),
    Column("place", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("timex", Text, nullable=False),
    Column("mod", Text),
    Column("edtf", Text),
    Column("earliest", Text, index=True),
    Column("latest", Text),
    Column("span", JSON, nullable=False),
    Column("anchor", JSON),
)

events = Table(
    "events",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("story", Text, ForeignKey("stories.id"), nullable=False, index=True),
    Column("words", Text, nullable=False),
    Column("moment", Integer, nullable=False),
    Column("until", Integer),
    Column("open", Text),
    Column("actors", JSON, nullable=False),
    Column("voice", Text),
    Column("span", JSON, nullable=False),
)
"""`moment` is the place of its moment among those of the story, `voice` an actor's id or "outlet"."""

outlooks = Table(
    "outlooks",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("story", Text, ForeignKey("stories.id"), nullable=False, index=True),
    Column("id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("by", Text),
    Column("statement", Text),
    Column("certainty", Text),
    Column("check_on", Text),
    Column("confidence", Float, nullable=False),
    Column("spans", JSON, nullable=False),
    Column("phrase", JSON),
    Column("horizon", JSON),
    Column("condition", JSON),
)
"""`by` is an actor's id or "outlet", `check_on` the day from which it can be judged."""

judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("detail", JSON, nullable=False),
    Column("who", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("undoes", Integer, ForeignKey("judgements.number")),
)
"""Only ever added to: one that undoes another is a row of its own."""

corrections = Table(
    "corrections",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("story", Text, ForeignKey("stories.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("detail", JSON, nullable=False),
    Column("who", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("undoes", Integer, ForeignKey("corrections.number")),
)
"""Only ever added to: one that undoes another is a row of its own."""

word_tables = {
    name: Table(
        f"_{name}_words",
        MetaData(),
        Column("number", Integer, primary_key=True),
        Column("words", TSVECTOR, nullable=False),
        Column("length", Integer, nullable=False),
    )
    for name in ("stories", "statements", "outlooks")
}
"""In PostgreSQL, the words of the rows of a table, where SQLite has an index of its own."""

users = Table(
    "_users",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("made_at", Text, nullable=False),
)

sessions = Table(
    "_sessions",
    metadata,
    Column("token", Text, primary_key=True),
    Column("user", Text, ForeignKey("_users.name"), nullable=False),
    Column("until", Text, nullable=False),
)

feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("modified", Text),
    Column("read_at", Text),
    Column("next_at", Text),
    Column("failures", Integer, nullable=False),
    Column("problem", Text),
)
"""Feeds that are followed: what they answered last, when they are read next, how often they failed since."""

feed_links = Table(
    "_feed_links",
    metadata,
    Column("link", Text, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("read", Boolean, nullable=False),
)
"""The addresses that feeds named: whether they were read, and how often they could not be."""

searches = Table(
    "searches",
    metadata,
    Column("name", Text, primary_key=True),
    Column("words", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("seen", Integer, nullable=False),
)
"""Saved searches; `seen` is the number of the last story that was there when somebody last looked."""

ledger = Table(
    "ledger",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("entry", Integer, nullable=False, index=True),
    Column("act", Text, nullable=False),
    Column("detail", JSON, nullable=False),
    Column("who", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("digest", Text, nullable=False, unique=True),
)
"""Only ever added to, each row hashed onto the one before; triggers refuse the rest."""

identity_map = Table(
    "_identity_map",
    metadata,
    Column("automatic", Text, primary_key=True),
    Column("story", Text, primary_key=True),
    Column("identity", Text, nullable=False),
)
"""What the judgements come to: the identity that stands for an automatic one, in one story or ('') in all."""

identity_names = Table(
    "_identity_names",
    metadata,
    Column("identity", Text, primary_key=True),
    Column("name", Text),
    Column("names", JSON, nullable=False),
    Column("wikidata", Text),
)
"""What people call an identity."""

actor_identities = Table(
    "actor_identities",
    MetaData(),
    Column("number", Integer),
    Column("story", Text),
    Column("id", Text),
    Column("kind", Text),
    Column("name", Text),
    Column("names", JSON),
    Column("key", Text),
    Column("named", Boolean),
    Column("automatic", Text),
    Column("identity", Text),
    Column("original", Text),
)
"""A view: each story's actors with the identities that hold, judgements counted.

`original` is the story that counts, of those that tell the same.
"""

statement_speakers = Table(
    "statement_speakers",
    MetaData(),
    Column("statement", Integer),
    Column("story", Text),
    Column("actor", Text),
    Column("counted", Integer),
)
"""A view: who speaks each statement; of a group that speaks together, each member too.

`counted` is the statement's number, null where it repeats one of another story.
"""


def values_of(row: Row[Any]) -> dict[str, Any]:
    """The values of a row by the names of its columns, as plain strings: SQLAlchemy's own are of another type."""
    return dict(zip(_plain(row._fields), row, strict=True))


@cache
def _plain(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(str, names))
