"""A record as people corrected it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model.actor import Actor
from onrecord.model.correction import Correction
from onrecord.model.event import Event
from onrecord.model.name import folded
from onrecord.model.outlook import Outlook
from onrecord.model.record import Record
from onrecord.model.statement import Statement


def corrected(record: Record, corrections: Sequence[Correction]) -> Record:
    """The record with the corrections that hold, the later over the earlier; it names them.

    A statement that is rejected goes; one that stands within it is left in what that stands in. Outlooks and
    happenings in a statement whose speaker is another have that voice too.
    """
    holding = tuple(c for c in corrections if not c.undone)
    for correction in holding:
        statement = next((s for s in record.statements if correction.is_of(s)), None)
        if statement is None:
            continue
        if correction.kind == "reject":
            record = _without(record, statement)
        else:
            record = _said_by(record, statement, speaker_of(record.actors, correction.name))
    return replace(record, corrections=holding)


def speaker_of(actors: Sequence[Actor], name: str | None) -> str | None:
    """The id of the actor of a story who goes by a name; null where none does."""
    wanted = folded(name or "")
    return next((a.id for a in actors if wanted and wanted in map(folded, (a.name, *a.names))), None)


def _without(record: Record, gone: Statement) -> Record:
    statements = [
        replace(s, within=gone.within) if s.within == gone.id else s for s in record.statements if s.id != gone.id
    ]
    outlooks = [replace(o, statement=None, by=None) if o.statement == gone.id else o for o in record.outlooks]
    return replace(record, statements=tuple(statements), outlooks=tuple(outlooks))


def _said_by(record: Record, statement: Statement, speaker: str | None) -> Record:
    def voiced(event: Event) -> Event:
        inside = any(low <= event.span[0] and event.span[1] <= high for low, high in statement.content)
        return replace(event, voice=speaker) if inside and event.voice == statement.speaker else event

    def answered(outlook: Outlook) -> Outlook:
        return replace(outlook, by=speaker) if outlook.statement == statement.id else outlook

    said = [replace(s, speaker=speaker, candidates=()) if s.id == statement.id else s for s in record.statements]
    return replace(
        record,
        statements=tuple(said),
        outlooks=tuple(map(answered, record.outlooks)),
        events=tuple(map(voiced, record.events)),
    )
