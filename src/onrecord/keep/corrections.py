"""People's corrections of records: rows that are only ever added, and what they come to.

What holds of a story is written anew, in the same transaction, each time one of its corrections is added or undone, and
when it is read anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, insert, select

from onrecord.errors import InputError, NotFound
from onrecord.keep.identities import write_added
from onrecord.keep.rows import machine_record, write_corrected
from onrecord.keep.tables import corrections, values_of
from onrecord.keep.tellings import mark_repeats
from onrecord.model.actor import Actor
from onrecord.model.as_json import from_values, to_values
from onrecord.model.corrected import corrected, speaker_of
from onrecord.model.correction import CHANGES, Correction
from onrecord.model.record import Record

_OF_ROW = ("kind", "who", "story", "number", "made_at", "undone")


def corrections_of(connection: Connection, of: Sequence[str] | None = None) -> list[Correction]:
    """The corrections of some stories, or all, in the order made, those undone with the others."""
    query = select(corrections).order_by(corrections.c.number)
    rows = connection.execute(query if of is None else query.where(corrections.c.story.in_(of))).all()
    undone = {row.undoes for row in rows}
    made = [row for row in rows if row.undoes is None]
    return [from_values({**values_of(row), **row.detail, "undone": row.number in undone}, Correction) for row in made]


def add_correction(connection: Connection, record: Record, correction: Correction, now: str) -> int:
    """Add the row of a correction of a record; gives its number.

    Raises InputError where nobody says it, a note says nothing, it names a speaker who is not in the story, or marks
    what lies outside of its text.
    """
    if not correction.who.strip():
        raise InputError("a correction needs to say whose it is")
    if correction.kind == "note" and not (correction.words or "").strip():
        raise InputError("a note needs words")
    if correction.kind == "change":
        if correction.name and correction.name not in CHANGES:
            raise InputError(f"{correction.name!r} is no change; there are {', '.join(CHANGES)}")
    elif correction.name and not correction.actor and speaker_of(record.actors, correction.name) is None:
        correction = replace(correction, actor=_added(connection, record, correction.name))
    spans = correction.cue + correction.content
    if correction.parts:
        spans += correction.parts.source + correction.parts.cue + correction.parts.content
    if any(not 0 <= start < end <= len(record.story.text) for start, end in spans):
        raise InputError("it marks what lies outside of the story")
    if correction.moment and all(m.span != correction.moment.span for m in record.moments):
        raise InputError("there is no time expression in this place")
    detail = {name: value for name, value in to_values(correction).items() if name not in _OF_ROW}
    values = {"kind": correction.kind, "story": correction.story, "detail": detail}
    return _add(connection, {**values, "who": correction.who, "made_at": now, "undoes": None})


def _added(connection: Connection, record: Record, name: str) -> Actor:
    """Whom somebody added to a story under a name; each correction that names them says so, since others can be undone.

    Raises InputError where nobody did.
    """
    actors = corrected(record, corrections_of(connection, [record.story.id])).actors
    added = speaker_of(actors, name)
    if added is None:
        raise InputError(f"{name} is nobody in this story; say what they are, and they will be")
    return next(actor for actor in actors if actor.id == added)


def undo_correction(connection: Connection, number: int, who: str, now: str) -> str:
    """Take a correction back; gives its story. Raises NotFound where there is none, or it was undone before."""
    row = connection.execute(select(corrections).where(corrections.c.number == number)).first()
    undone = connection.execute(select(corrections.c.number).where(corrections.c.undoes == number)).first()
    if row is None or row.undoes is not None:
        raise NotFound(f"no correction {number} to undo")
    if undone is not None:
        raise NotFound(f"correction {number} was undone before")
    values = {"kind": row.kind, "story": row.story, "detail": {}, "who": who, "made_at": now, "undoes": number}
    _add(connection, values)
    return str(row.story)


def _add(connection: Connection, values: dict[str, Any]) -> int:
    number: int = connection.execute(insert(corrections).values(values).returning(corrections.c.number)).scalar_one()
    return number


def apply_corrections(connection: Connection, machine: Record) -> None:
    """Write what holds of a story: what the machine found, with the corrections that stand; and what it repeats."""
    holds = corrected(machine, corrections_of(connection, [machine.story.id]))
    write_added(connection, holds)
    write_corrected(connection, machine, holds)
    mark_repeats(connection, machine.story.id)


def apply_all(connection: Connection) -> None:
    """Write what holds of every story that somebody corrected, once the tables have changed."""
    for story in connection.execute(select(corrections.c.story).distinct()).scalars().all():
        apply_corrections(connection, machine_record(connection, story))
