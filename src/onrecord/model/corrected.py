"""A record as people corrected it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model.actor import Actor
from onrecord.model.correction import Correction, Parts
from onrecord.model.event import Event
from onrecord.model.moment import Moment
from onrecord.model.name import folded
from onrecord.model.outlook import Outlook
from onrecord.model.record import Record
from onrecord.model.span import shared
from onrecord.model.statement import Statement


def corrected(record: Record, corrections: Sequence[Correction]) -> Record:
    """The record with the corrections that hold, the later over the earlier; it names them.

    A statement that is rejected goes; one that stands within it is left in what that stands in. Outlooks and
    happenings in a statement whose speaker is another have that voice too. One that was missed stands within the
    smallest content that holds it; where it has been found since, the person's words and speaker hold. A speaker who
    was nobody in the story is an actor of it from then on, under an id that tells by which correction.
    """
    holding = tuple(c for c in corrections if not c.undone)
    for correction in holding:
        record = _with(record, correction)
    return replace(record, corrections=holding)


def _with(record: Record, correction: Correction) -> Record:
    if correction.kind in ("note", "change"):
        return record
    if correction.kind == "date" and correction.moment:
        return _dated(record, correction.moment)
    statement = next((s for s in record.statements if correction.is_of(s)), None)
    record = _with_actor(record, correction)
    speaker = speaker_of(record.actors, correction.name)
    if correction.kind == "missed" and correction.parts:
        record, statement = _marked(record, statement or _missed(record, correction), correction.parts)
        return _said_by(record, statement, speaker)
    if statement is None:
        return record
    if correction.kind == "reject":
        return _without(record, statement)
    if correction.kind == "words" and correction.parts:
        return _marked(record, statement, correction.parts)[0]
    return _said_by(record, statement, speaker)


ADDED = "c"
"""What the ids of statements and actors that people added begin with."""


def _with_actor(record: Record, correction: Correction) -> Record:
    """The record with who a person says speaks, where nobody in the story goes by that name."""
    if correction.actor is None or speaker_of(record.actors, correction.name):
        return record
    return replace(record, actors=(*record.actors, replace(correction.actor, id=f"{ADDED}{correction.number}")))


def _dated(record: Record, moment: Moment) -> Record:
    """The record in which the time expression at a place has another value."""
    moments = tuple(moment if m.span == moment.span else m for m in record.moments)
    return replace(record, moments=moments)


def _missed(record: Record, correction: Correction) -> Statement:
    """The statement that a person adds, under an id that tells by which correction, where it stands within others."""
    start, end = correction.content[0][0], correction.content[-1][1]
    around = [s for s in record.statements if any(low <= start and end <= high for low, high in s.content)]
    inmost = min(around, key=lambda s: shared(s.content, s.content), default=None)
    return Statement(f"{ADDED}{correction.number}", "indirect", (), (), (), within=inmost.id if inmost else None)


def _marked(record: Record, statement: Statement, parts: Parts) -> tuple[Record, Statement]:
    """The record with a statement of these words, in its place in the text, and the statement."""
    marked = replace(
        statement, form=parts.form, source=parts.source, cue=parts.cue, content=parts.content, confidence=1.0
    )
    others = [s for s in record.statements if s.id != statement.id]
    statements = sorted([*others, marked], key=lambda s: (min((*s.source, *s.cue, *s.content))[0], bool(s.within)))
    return replace(record, statements=tuple(statements)), marked


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
