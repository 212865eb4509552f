"""What of a store passes filters and words: conditions and queries that lists, searches and counts share."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select, true
from sqlalchemy.sql import ColumnElement

from onrecord.keep.fulltext import Matches
from onrecord.keep.known import statements_of_those_named
from onrecord.keep.query import Filters, wanted
from onrecord.keep.tables import outlooks, statements, stories
from onrecord.model.outlook import OutlookKind


def statements_passing(about: str | None, filters: Filters | None) -> Select[Any]:
    """The statements that pass by date, only those whose content holds some words where such are given."""
    filters = filters or Filters()
    return (
        select(statements.c.story, statements.c.id)
        .join(stories, stories.c.id == statements.c.story)
        .where(*of_statements(about, filters), *of_stories(filters))
        .order_by(stories.c.published.nulls_first(), stories.c.number, statements.c.number)
    )


def of_statements(about: str | None, filters: Filters) -> list[ColumnElement[bool]]:
    """What is asked of statements: words of the content, who speaks, the kind of an outlook in them."""
    conditions = _spoken(filters)
    told = (outlooks.c.story == statements.c.story, outlooks.c.statement == statements.c.id)
    if filters.kind:
        conditions.append(exists().where(*told, outlooks.c.kind == filters.kind))
    if left_out := _left_out(filters, "kind"):
        conditions.append(~exists().where(*told, outlooks.c.kind.in_(left_out)))
    if about:
        conditions.append(Matches("statements", wanted(about)))
    return conditions


def outlooks_passing(about: str | None, kind: OutlookKind | None, filters: Filters | None) -> Select[Any]:
    """The outlooks that pass by date, only those of a kind, and whose words hold some, where such are given."""
    filters = filters or Filters()
    query = (
        select(outlooks.c.story, outlooks.c.id)
        .join(stories, stories.c.id == outlooks.c.story)
        .where(*of_stories(filters), *_of_kind(filters))
        .order_by(stories.c.published.nulls_first(), stories.c.number, outlooks.c.number)
    )
    if kind:
        query = query.where(outlooks.c.kind == kind)
    said = (statements.c.story == outlooks.c.story, statements.c.id == outlooks.c.statement)
    for condition in _spoken(filters):
        query = query.where(exists().where(*said, condition))
    if about:
        query = query.where(Matches("outlooks", wanted(about)))
    return query


def _spoken(filters: Filters) -> list[ColumnElement[bool]]:
    """What filters ask of who speaks a statement."""
    wanted = [spoken_by(filters.source)] if filters.source else []
    return wanted + [~spoken_by(name) for name in _left_out(filters, "speaker")]


def _of_kind(filters: Filters) -> list[ColumnElement[bool]]:
    """What filters ask of the kind of an outlook."""
    wanted = [outlooks.c.kind == filters.kind] if filters.kind else []
    left_out = _left_out(filters, "kind")
    return wanted + ([outlooks.c.kind.not_in(left_out)] if left_out else [])


def _left_out(filters: Filters, name: str) -> list[str]:
    """What is left out by a name."""
    return [value for one, value in filters.without if one == name]


def spoken_by(name: str) -> ColumnElement[bool]:
    """Whether a statement's source has a name in its words, or its speaker goes by it: `She` for Varga too."""
    in_words = func.lower(statements.c.source).contains(name.lower(), autoescape=True)
    return or_(in_words, statements.c.number.in_(statements_of_those_named(name)))


def year_of(published: ColumnElement[str | None]) -> ColumnElement[str | None]:
    """The year of a date of publication."""
    return func.substr(published, 1, len("2024"))


def of_stories(filters: Filters) -> list[ColumnElement[bool]]:
    """What filters ask of a story's outlet, its date and when it was kept."""
    conditions: list[ColumnElement[bool]] = []
    if filters.outlet:
        conditions.append(func.lower(stories.c.outlet).contains(filters.outlet.lower(), autoescape=True))
    if filters.after:
        conditions.append(stories.c.number > filters.after)
    if outlets := _left_out(filters, "outlet"):
        named = func.lower(func.coalesce(stories.c.outlet, ""))
        conditions.append(named.not_in([name.lower() for name in outlets]))
    if years := _left_out(filters, "year"):
        conditions.append(func.coalesce(year_of(stories.c.published), "").not_in(years))
    if filters.since:
        conditions.append(stories.c.published >= filters.since)
    if filters.until:
        # The whole of the last day, month or year counts: '~' sorts after every digit and sign of a date.
        conditions.append(stories.c.published <= filters.until + "~")
    return conditions


def tells(filters: Filters) -> ColumnElement[bool]:
    """Whether a story passes filters, those of speaker and kind by its statements and outlooks."""
    conditions = [true(), *of_stories(filters)]
    if filters.source:
        conditions.append(stories.c.id.in_(select(statements.c.story).where(spoken_by(filters.source))))
    for name in _left_out(filters, "speaker"):
        conditions.append(stories.c.id.not_in(select(statements.c.story).where(spoken_by(name))))
    if filters.kind:
        conditions.append(stories.c.id.in_(select(outlooks.c.story).where(outlooks.c.kind == filters.kind)))
    for kind in _left_out(filters, "kind"):
        conditions.append(stories.c.id.not_in(select(outlooks.c.story).where(outlooks.c.kind == kind)))
    return and_(*conditions)
