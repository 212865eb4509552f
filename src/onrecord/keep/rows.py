"""Rows of a store become stories and records again."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, Table, select

from onrecord.errors import NotFound
from onrecord.keep.tables import actors, events, moments, outlooks, pages, statements, stories, values_of
from onrecord.model.actor import Actor
from onrecord.model.as_json import from_values
from onrecord.model.event import Event
from onrecord.model.moment import Moment
from onrecord.model.name import Name
from onrecord.model.outlook import Outlook
from onrecord.model.question import Question
from onrecord.model.record import MadeBy, Record
from onrecord.model.statement import Statement
from onrecord.model.story import Story

STORY_TABLE = stories.join(pages, pages.c.digest == stories.c.page)
STORIES = select(stories, pages.c.path, pages.c.media_type).select_from(STORY_TABLE)


def machine_record(connection: Connection, story: str) -> Record:
    """The record of a story as the machine has it; raises NotFound where it is not in the store."""
    row = connection.execute(STORIES.where(stories.c.id == story)).first()
    if row is None:
        raise NotFound(f"no story {story!r} in the store")
    return record_of(connection, row)


def record_of(connection: Connection, row: Row[Any]) -> Record:
    """The record of a story's row, with what the machine found."""

    def found(table: Table) -> list[Row[Any]]:
        return list(connection.execute(select(table).where(table.c.story == row.id).order_by(table.c.number)))

    return Record(
        story=story_of(row),
        statements=tuple(map(statement_of, found(statements))),
        made_by=MadeBy(row.onrecord, row.weights),
        skipped=row.skipped,
        actors=tuple(from_values(values_of(actor), Actor) for actor in found(actors)),
        names=from_values(row.names, tuple[Name, ...]),
        moments=tuple(from_values(values_of(moment), Moment) for moment in found(moments)),
        events=tuple(from_values(values_of(event), Event) for event in found(events)),
        outlooks=tuple(from_values(values_of(outlook), Outlook) for outlook in found(outlooks)),
        question=from_values(row.question, Question) if row.question else None,
    )


def story_of(row: Row[Any]) -> Story:
    """The story of a row of STORIES."""
    values = values_of(row)
    return from_values(
        {
            **values,
            "published": values["published_as"],
            "updated": values["updated_as"],
            "page": {"path": values["path"], "digest": values["page"], "media_type": values["media_type"]},
        },
        Story,
    )


def statement_of(row: Row[Any]) -> Statement:
    """The statement of a row."""
    values = values_of(row)
    spans = {part: values[f"{part}_spans"] for part in ("source", "cue", "content", "relay")}
    return from_values({**values, **spans}, Statement)
