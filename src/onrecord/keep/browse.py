"""What a store holds at a glance: the newest stories, and outlets with how much of their text is others' words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select, text

from onrecord.keep.tables import actor_identities, statement_speakers, statements, stories


@dataclass(frozen=True, slots=True)
class Brief:
    """A story in a list: what it is, and how many statements it has."""

    story: str
    headline: str | None
    outlet: str | None
    published: str | None
    opening: str
    statements: int


@dataclass(frozen=True, slots=True)
class OutletCount:
    """An outlet with its stories and statements, and the share of its text that stands in statements of others."""

    outlet: str
    stories: int
    statements: int
    attributed: float


@dataclass(frozen=True, slots=True)
class Quoted:
    """An actor whom an outlet quotes, in how many statements of how many stories."""

    identity: str
    name: str
    kind: str
    statements: int
    stories: int


_OPENING = 120
_SAID = (
    select(func.count())
    .select_from(statements)
    .where(statements.c.story == stories.c.id)
    .correlate(stories)
    .scalar_subquery()
)


def briefs() -> Select[Any]:
    """The stories as a Brief each; to be limited and ordered."""
    return select(
        stories.c.id.label("story"),
        stories.c.headline,
        stories.c.outlet,
        stories.c.published,
        func.substr(stories.c.text, 1, _OPENING).label("opening"),
        _SAID.label("statements"),
    )


def to_briefs(rows: Sequence[Row[Any]]) -> list[Brief]:
    """The Briefs that rows of such a query hold."""
    return [Brief(**row._mapping) for row in rows]


def newest(connection: Connection, limit: int, skip: int, outlet: str | None) -> list[Brief]:
    """Stories by date of publication, the newest first, those without a date last."""
    query = briefs().order_by(stories.c.published.is_(None), stories.c.published.desc(), stories.c.number.desc())
    if outlet is not None:
        query = query.where(stories.c.outlet == outlet)
    return to_briefs(connection.execute(query.limit(limit).offset(skip)).all())


_OUTLETS = text(
    """
    WITH contents AS (
        SELECT statements.story, sum(json_extract(span.value, '$[1]') - json_extract(span.value, '$[0]')) AS wide
        FROM statements, json_each(statements.content_spans) AS span
        WHERE statements.within IS NULL
        GROUP BY statements.story
    ),
    counts AS (SELECT story, count(*) AS said FROM statements GROUP BY story)
    SELECT stories.outlet, count(*) AS stories, coalesce(sum(counts.said), 0) AS statements,
           min(1.0, coalesce(sum(contents.wide), 0) * 1.0 / max(1, sum(length(stories.text)))) AS attributed
    FROM stories
    LEFT JOIN contents ON contents.story = stories.id
    LEFT JOIN counts ON counts.story = stories.id
    WHERE stories.outlet IS NOT NULL
    GROUP BY stories.outlet
    ORDER BY stories DESC, stories.outlet
    """
)


def outlets(connection: Connection) -> list[OutletCount]:
    """All outlets that have a name, those with most stories first."""
    return [OutletCount(**row._mapping) for row in connection.execute(_OUTLETS)]


def quoted_by(connection: Connection, outlet: str, limit: int) -> list[Quoted]:
    """Those whom an outlet quotes most, by name where they have one."""
    own = actor_identities.c
    said = func.count(statement_speakers.c.statement)
    query = (
        select(
            own.identity,
            func.max(own.name).label("name"),
            func.max(own.kind).label("kind"),
            said.label("statements"),
            func.count(own.story.distinct()).label("stories"),
        )
        .select_from(statement_speakers)
        .join(
            actor_identities,
            (own.story == statement_speakers.c.story) & (own.id == statement_speakers.c.actor),
        )
        .join(stories, stories.c.id == own.story)
        .where(stories.c.outlet == outlet, own.named)
        .group_by(own.identity)
        .order_by(said.desc(), own.identity)
        .limit(limit)
    )
    return [Quoted(**row._mapping) for row in connection.execute(query)]
