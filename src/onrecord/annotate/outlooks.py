"""A passage that a person takes for an outlook, with all that the record knows of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from onrecord.annotate.certainty import certainty_of, chance_of
from onrecord.model.actor import Actor
from onrecord.model.chain import chain_of
from onrecord.model.event import OUTLET
from onrecord.model.moment import Moment
from onrecord.model.outlook import Outlook, OutlookKind, Scale
from onrecord.model.record import Record
from onrecord.model.span import Span, Spans, words_of
from onrecord.model.statement import Statement


def outlook_in(record: Record, spans: Spans, kind: OutlookKind, scale: Scale = "survey") -> Outlook:
    """The outlook that a passage of a story is: who says it and when, and the first day in it that lies ahead of that.

    It is said by the speaker of the innermost statement whose content holds it, else by the outlet. How sure a
    prediction is, is told by its words, in the numbers of a scale.
    """
    story, actors = record.story, {actor.id: actor for actor in record.actors}
    statement = _holder(record, spans)
    speaker = actors.get(statement.speaker or "") if statement else None
    links = [link.name for link in chain_of(record, statement) if link.name] if statement else [story.outlet or ""]
    said_on = record.moments[statement.said] if statement and statement.said is not None else None
    published = story.published.value[:10] if story.published and story.published.value else None
    said = said_on.edtf if said_on and said_on.edtf else published
    ahead = _ahead(record.moments, spans, (said_on and said_on.latest) or published)
    certainty, carried_by = (
        certainty_of(story.text, (spans[0][0], spans[-1][1])) if kind == "prediction" else (None, None)
    )
    phrase = story.words(carried_by) if carried_by else ""
    words = " ".join(words_of(story.text, spans).split())
    return Outlook(
        kind=kind,
        question=words,
        words=words,
        story=story.id,
        spans=spans,
        page=story.page.digest if story.page else None,
        statement=statement.id if statement else None,
        by=_who(record, statement, speaker) if statement else OUTLET,
        role=speaker.roles[0].text if speaker and speaker.roles else None,
        chain=tuple(name for name, _ in groupby(links) if name),
        outlet=story.outlet,
        said=said,
        horizon=story.words(ahead.span) if ahead else None,
        check_on=ahead.latest if ahead else None,
        certainty=certainty,
        phrase=phrase,
        chance=chance_of(phrase, scale),
    )


def _who(record: Record, statement: Statement, speaker: Actor | None) -> str | None:
    """The name of a speaker, else the words that stand for one."""
    return speaker.name if speaker else words_of(record.story.text, statement.source) or None


def _holder(record: Record, spans: Spans) -> Statement | None:
    def holds(statement: Statement) -> bool:
        return all(any(low <= start and end <= high for low, high in statement.content) for start, end in spans)

    holding = [statement for statement in record.statements if holds(statement)]
    return min(holding, key=lambda s: s.content[-1][1] - s.content[0][0], default=None)


def _ahead(moments: Sequence[Moment], spans: Spans, said: str | None) -> Moment | None:
    """The first moment within some spans whose last day is known and lies after a day."""

    def inside(span: Span) -> bool:
        return any(start <= span[0] and span[1] <= end for start, end in spans)

    later = (m for m in moments if m.latest and inside(m.span) and said is not None and m.latest > said)
    return next((m for m in later if not m.timex.endswith("_REF")), None)
