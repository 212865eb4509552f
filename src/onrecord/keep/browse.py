"""What a store holds at a glance: the newest stories, and outlets with how much of their text is others' words."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, case, func, select

from onrecord.keep.fulltext import Matches
from onrecord.keep.query import wanted
from onrecord.keep.tables import statements, stories
from onrecord.keep.tellings import VERSION


@dataclass(frozen=True, slots=True)
class Brief:
    """A story in a list: what it is, and how many statements it has; `relation` where it repeats another."""

    story: str
    headline: str | None
    outlet: str | None
    published: str | None
    opening: str
    statements: int
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class OutletCount:
    """An outlet with its stories and statements, and the share of its text that stands in statements of others.

    Of a story that it changed the last version counts; `retold` of the stories are reprints of others'.
    """

    outlet: str
    stories: int
    statements: int
    attributed: float
    retold: int = 0


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
        stories.c.relation,
    ).order_by(stories.c.published.is_(None), stories.c.published.desc(), stories.c.number.desc())
    if outlet is not None:
        query = query.where(stories.c.outlet == outlet)
    return [Brief(**row._mapping) for row in connection.execute(query.limit(limit).offset(skip))]


def outlets(connection: Connection, words: str | None = None) -> list[OutletCount]:
    """All outlets that have a name, those with most stories first; with words, counted over the stories that hold them.

    Raises InputError where there is no word to search for.
    """
    outermost = case((statements.c.within.is_(None), statements.c.characters), else_=0)
    said = (
        select(statements.c.story, func.count().label("many"), func.sum(outermost).label("wide"))
        .group_by(statements.c.story)
        .subquery()
    )
    many = func.count()
    characters = func.sum(func.length(stories.c.text) + 1)
    query = (
        select(
            stories.c.outlet,
            many.label("stories"),
            func.coalesce(func.sum(said.c.many), 0).label("statements"),
            (func.coalesce(func.sum(said.c.wide), 0) * 1.0 / characters).label("attributed"),
            func.count(stories.c.repeats).label("retold"),
        )
        .outerjoin(said, said.c.story == stories.c.id)
        .where(stories.c.outlet.is_not(None), func.coalesce(stories.c.relation, "") != VERSION)
        .group_by(stories.c.outlet)
        .order_by(many.desc(), stories.c.outlet)
    )
    if words:
        query = query.where(Matches("stories", wanted(words)))
    return [
        OutletCount(row.outlet, row.stories, int(row.statements), min(1.0, float(row.attributed)), row.retold)
        for row in connection.execute(query)
    ]
