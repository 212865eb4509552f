"""What of a store passes filters and words: conditions and queries that lists, searches and counts share."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.sql import ColumnElement

from onrecord.keep.fulltext import Matches
from onrecord.keep.known import statements_of_those_named
from onrecord.keep.query import Filters, wanted
from onrecord.keep.tables import outlooks, statements, stories
from onrecord.model.outlook import OutlookKind


def statements_passing(about: str | None, filters: Filters | None) -> Select[Any]:
    """The statements that pass by date, only those whose content holds some words where such are given."""
    query = (
        select(statements.c.story, statements.c.id)
        .join(stories, stories.c.id == statements.c.story)
        .where(passes(filters or Filters()))
        .order_by(stories.c.published.nulls_first(), stories.c.number, statements.c.number)
    )
    if filters and filters.source:
        query = query.where(spoken_by(filters.source))
    if not about:
        return query
    return query.where(Matches("statements", wanted(about)))


def outlooks_passing(about: str | None, kind: OutlookKind | None, filters: Filters | None) -> Select[Any]:
    """The outlooks that pass by date, only those of a kind, and whose words hold some, where such are given."""
    query = (
        select(outlooks.c.story, outlooks.c.id)
        .join(stories, stories.c.id == outlooks.c.story)
        .where(passes(filters or Filters()))
        .order_by(stories.c.published.nulls_first(), stories.c.number, outlooks.c.number)
    )
    if kind:
        query = query.where(outlooks.c.kind == kind)
    if about:
        query = query.where(Matches("outlooks", wanted(about)))
    return query


def spoken_by(name: str) -> ColumnElement[bool]:
    """Whether a statement's source has a name in its words, or its speaker goes by it: `She` for Varga too."""
    in_words = func.lower(statements.c.source).contains(name.lower(), autoescape=True)
    return or_(in_words, statements.c.number.in_(statements_of_those_named(name)))


def passes(filters: Filters) -> ColumnElement[bool]:
    """Whether a story passes filters."""
    conditions: list[ColumnElement[bool]] = [stories.c.number.is_not(None)]
    if filters.outlet:
        conditions.append(func.lower(stories.c.outlet).contains(filters.outlet.lower(), autoescape=True))
    if filters.after:
        conditions.append(stories.c.number > filters.after)
    if filters.without:
        named = func.lower(func.coalesce(stories.c.outlet, ""))
        conditions.append(named.not_in([name.lower() for name in filters.without]))
    if filters.since:
        conditions.append(stories.c.published >= filters.since)
    if filters.until:
        # The whole of the last day, month or year counts: '~' sorts after every digit and sign of a date.
        conditions.append(stories.c.published <= filters.until + "~")
    if filters.source:
        conditions.append(stories.c.id.in_(select(statements.c.story).where(spoken_by(filters.source))))
    return and_(*conditions)
