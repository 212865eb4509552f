"""Records become rows of a store, and rows stories and records again.

The rows of findings are what holds: as people corrected them. What the machine found lies in `stories.machine` where
that is something else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Table, delete, insert, select, update

from onrecord.errors import NotFound
from onrecord.keep.fulltext import index_words
from onrecord.keep.tables import actors, events, moments, outlooks, pages, statements, stories, values_of
from onrecord.model.actor import Actor
from onrecord.model.as_json import from_values, to_values
from onrecord.model.corrected import ADDED
from onrecord.model.event import Event
from onrecord.model.moment import Moment
from onrecord.model.name import Name
from onrecord.model.outlook import Outlook
from onrecord.model.question import Question
from onrecord.model.record import MadeBy, Record
from onrecord.model.span import line_of, words_of
from onrecord.model.statement import Statement
from onrecord.model.story import Story, Timestamp

T = TypeVar("T")

STORY_TABLE = stories.join(pages, pages.c.digest == stories.c.page)
STORIES = select(stories, pages.c.path, pages.c.media_type).select_from(STORY_TABLE)


_CORRECTABLE: dict[str, Any] = {
    "statements": tuple[Statement, ...],
    "moments": tuple[Moment, ...],
    "events": tuple[Event, ...],
    "outlooks": tuple[Outlook, ...],
}
"""The findings of a record that people's corrections change, with their types."""


def machine_record(connection: Connection, story: str) -> Record:
    """The record of a story as the machine has it; raises NotFound where it is not in the store."""
    row = connection.execute(STORIES.where(stories.c.id == story)).first()
    if row is None:
        raise NotFound(f"no story {story!r} in the store")
    found: dict[str, Any] = {}
    if row.machine:
        found = {name: from_values(row.machine[name], kind) for name, kind in _CORRECTABLE.items()}
    record = record_of(connection, row)
    return replace(record, actors=tuple(a for a in record.actors if not a.id.startswith(ADDED)), **found)


def write_corrected(connection: Connection, machine: Record, holds: Record) -> None:
    """Write the findings of a story as they hold, and what the machine found instead where that is something else."""
    found = {name: getattr(machine, name) for name in _CORRECTABLE}
    other = any(getattr(holds, name) != what for name, what in found.items())
    kept = update(stories).where(stories.c.id == machine.story.id)
    connection.execute(kept.values(machine=to_values(found) if other else None))
    write_findings(connection, holds)
    index_words(connection, machine.story.id)


def write_findings(connection: Connection, record: Record) -> None:
    """Write the findings of a story that people can correct, in place of those that are there."""
    found = {
        statements: _statement_rows(record),
        moments: _moment_rows(record),
        events: _event_rows(record),
        outlooks: _outlook_rows(record),
    }
    for table, rows in found.items():
        connection.execute(delete(table).where(table.c.story == record.story.id))
        if rows:
            connection.execute(insert(table), rows)


def record_of(connection: Connection, row: Row[Any]) -> Record:
    """The record of a story's row, with what holds of it."""
    return records_of(connection, [row])[0]


def records_of(connection: Connection, rows: Sequence[Row[Any]]) -> list[Record]:
    """The records of some stories' rows, with what holds of them; each table is asked once."""
    ids = [row.id for row in rows]

    def found(table: Table) -> dict[str, list[Row[Any]]]:
        by_story: dict[str, list[Row[Any]]] = defaultdict(list)
        for row in connection.execute(select(table).where(table.c.story.in_(ids)).order_by(table.c.number)):
            by_story[row.story].append(row)
        return by_story

    of_table = {table: found(table) for table in (statements, actors, moments, events, outlooks)}

    def all_of(row: Row[Any], table: Table, kind: type[T]) -> tuple[T, ...]:
        return tuple(from_values(values_of(one), kind) for one in of_table[table][row.id])

    return [
        Record(
            story=story_of(row),
            statements=tuple(map(statement_of, of_table[statements][row.id])),
            made_by=MadeBy(row.onrecord, row.weights),
            skipped=row.skipped,
            actors=all_of(row, actors, Actor),
            names=from_values(row.names, tuple[Name, ...]),
            moments=all_of(row, moments, Moment),
            events=all_of(row, events, Event),
            outlooks=all_of(row, outlooks, Outlook),
            question=from_values(row.question, Question) if row.question else None,
        )
        for row in rows
    ]


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


def story_row(record: Record) -> dict[str, Any]:
    """The row of a record's story, but for its page and the time it is kept at."""
    story = record.story
    values = to_values(story)
    plain = ("id", "outlet", "headline", "kicker", "url", "code", "section", "language", "comment_count", "text")
    return {
        **{name: values[name] for name in plain},
        "published": _sortable(story.published),
        "published_as": values["published"],
        "updated_as": values["updated"],
        "byline": list(values["byline"]),
        "comments": list(values["comments"]),
        "parts": list(values["parts"]),
        "onrecord": record.made_by.onrecord,
        "weights": record.made_by.weights,
        "skipped": record.skipped,
        "names": to_values(record.names),
        "question": to_values(record.question),
    }


def _sortable(stamp: Timestamp | None) -> str | None:
    return stamp.value if stamp else None


def _statement_rows(record: Record) -> list[dict[str, Any]]:
    text = record.story.text
    return [
        {
            "story": record.story.id,
            "id": s.id,
            "source": words_of(text, s.source),
            "cue": words_of(text, s.cue),
            "content": words_of(text, s.content),
            "form": s.form,
            "confidence": s.confidence,
            "source_spans": s.source,
            "cue_spans": s.cue,
            "content_spans": s.content,
            "speaker": s.speaker,
            "candidates": s.candidates,
            "within": s.within,
            "relayed_by": s.relayed_by,
            "relay_spans": s.relay,
            "said": s.said,
            "characters": sum(end - start for start, end in s.content),
        }
        for s in record.statements
    ]


def _moment_rows(record: Record) -> list[dict[str, Any]]:
    words = record.story.words
    return [
        {"story": record.story.id, "place": place, "words": words(moment.span), **to_values(moment)}
        for place, moment in enumerate(record.moments)
    ]


def _event_rows(record: Record) -> list[dict[str, Any]]:
    return [{"story": record.story.id, "words": record.story.words(e.span), **to_values(e)} for e in record.events]


def _outlook_rows(record: Record) -> list[dict[str, Any]]:
    return [
        {
            "story": record.story.id,
            "words": line_of(record.story.text, outlook.spans),
            "check_on": outlook.horizon.latest if outlook.horizon else None,
            **to_values(outlook),
        }
        for outlook in record.outlooks
    ]
