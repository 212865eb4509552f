"""What a store holds at a glance: the newest stories, and outlets with how much of their text is others' words."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from onrecord.keep.tables import statements, stories


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


_OPENING = 120
_SAID = (
    select(func.count())
    .select_from(statements)
    .where(statements.c.story == stories.c.id)
    .correlate(stories)
    .scalar_subquery()
)


def newest(connection: Connection, limit: int, skip: int, outlet: str | None) -> list[Brief]:
    """Stories by date of publication, the newest first, those without a date last."""
    query = select(
        stories.c.id.label("story"),
        stories.c.headline,
        stories.c.outlet,
        stories.c.published,
        func.substr(stories.c.text, 1, _OPENING).label("opening"),
        _SAID.label("statements"),
    ).order_by(stories.c.published.is_(None), stories.c.published.desc(), stories.c.number.desc())
    if outlet is not None:
        query = query.where(stories.c.outlet == outlet)
    return [Brief(**row._mapping) for row in connection.execute(query.limit(limit).offset(skip))]


_OUTLETS = text(
    """
    WITH said AS (
        SELECT story, count(*) AS many, sum(CASE WHEN within IS NULL THEN characters ELSE 0 END) AS wide
        FROM statements GROUP BY story
    )
    SELECT stories.outlet, count(*) AS stories, coalesce(sum(said.many), 0) AS statements,
           coalesce(sum(said.wide), 0) * 1.0 / sum(length(stories.text) + 1) AS attributed
    FROM stories LEFT JOIN said ON said.story = stories.id
    WHERE stories.outlet IS NOT NULL
    GROUP BY stories.outlet
    ORDER BY count(*) DESC, stories.outlet
    """
)


def outlets(connection: Connection) -> list[OutletCount]:
    """All outlets that have a name, those with most stories first."""
    return [
        OutletCount(row.outlet, row.stories, int(row.statements), min(1.0, float(row.attributed)))
        for row in connection.execute(_OUTLETS)
    ]
