"""An outlook of a record in words, traced to who said it, through whom and on which page."""

from __future__ import annotations

from itertools import groupby

from onrecord.annotate.certainty import chance_of
from onrecord.annotate.lexicon import FIRST, RELATIVE, THIRD
from onrecord.model.chain import chain_of
from onrecord.model.event import OUTLET
from onrecord.model.outlook import Outlook, Scale, TracedOutlook
from onrecord.model.record import Record
from onrecord.model.span import Span, line_of, words_of


def traced(record: Record, outlook: Outlook, scale: Scale = "survey") -> TracedOutlook:
    """All that is needed to judge an outlook of a record; what its words of likelihood mean is as a scale has it."""
    story, horizon = record.story, outlook.horizon
    statement = next((s for s in record.statements if s.id == outlook.statement), None)
    speaker = next((actor for actor in record.actors if actor.id == outlook.by), None)
    links = [link.name for link in chain_of(record, statement)] if statement else [story.outlet or ""]
    said = record.moments[statement.said] if statement and statement.said is not None else None
    words = line_of(story.text, outlook.spans)
    named = speaker.name if speaker else _in_words(words_of(story.text, statement.source)) if statement else OUTLET

    def told(span: Span | None) -> str | None:
        return " ".join(story.words(span).split()) if span else None

    phrase = told(outlook.phrase) or ""
    return TracedOutlook(
        kind=outlook.kind,
        question=words,
        words=words,
        story=story.id,
        spans=outlook.spans,
        page=story.page.digest if story.page else None,
        outlook=outlook.id or None,
        statement=outlook.statement,
        by=named,
        role=speaker.roles[0].text if speaker and speaker.roles else None,
        chain=tuple(name for name, _ in groupby(links) if name),
        outlet=story.outlet,
        said=said.edtf if said and said.edtf else story.day,
        horizon=told(horizon.span) if horizon else None,
        check_on=horizon.latest if horizon else None,
        condition=told(outlook.condition),
        certainty=outlook.certainty,
        phrase=phrase,
        chance=chance_of(phrase, scale),
    )


def _in_words(source: str) -> str | None:
    """Whoever could not be found by what the story calls them; a pronoun in quotation marks, since it is no name."""
    return f"“{source}”" if source.casefold() in {*FIRST, *THIRD, *RELATIVE} else source or None
