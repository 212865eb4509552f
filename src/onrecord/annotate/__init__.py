"""A Story becomes a Record: a straight line of typed calls, one module per kind of finding."""

from __future__ import annotations

from onrecord.annotate.actors import find_actors
from onrecord.annotate.events import find_events
from onrecord.annotate.moments import find_moments
from onrecord.annotate.offsets import with_anchored_days
from onrecord.annotate.outlooks import find_outlooks
from onrecord.annotate.questions import find_question
from onrecord.annotate.relays import relays_of
from onrecord.annotate.statements import LEAST_CONFIDENCE, find_statements
from onrecord.encode import Encoder
from onrecord.model.record import MadeBy, Record
from onrecord.model.story import Story
from onrecord.version import __version__

__all__ = ["LEAST_CONFIDENCE", "find_statements", "story_to_record"]

LANGUAGES = frozenset({"en"})
"""The languages whose statements the encoder was trained to find."""


_FINDINGS = ("statements", "actors", "names", "moments", "events", "outlooks")


def story_to_record(story: Story, encoder: Encoder, least_confidence: float = LEAST_CONFIDENCE) -> Record:
    """Find everything there is to find in a story.

    A story in a language that the encoder does not know gets a record without statements that says so.
    """
    made_by = MadeBy(__version__, encoder.version)
    if story.language is not None and story.language not in LANGUAGES:
        why = f"the story is in another language ({story.language})"
        return Record(story, (), made_by, dict.fromkeys(_FINDINGS, why))
    encoding = encoder.encode(story.text)
    statements = find_statements(story.text, encoder, least_confidence, encoding)
    cast = find_actors(story.text, encoding, encoder, statements, relays_of(story.text, statements))
    moments = find_moments(story.text, story.published.value if story.published else None, _month_first(story))
    events, said = find_events(story.text, moments, cast.statements, cast.actors)
    moments = with_anchored_days(story.text, moments, events)
    outlooks = find_outlooks(story.text, encoding, said, moments, story.day)
    question = find_question(story, cast.actors, outlooks)
    return Record(story, said, made_by, {}, cast.actors, cast.names, moments, events, outlooks, question)


_IN_AMERICA = frozenset(["-04:00", "-05:00", "-06:00", "-07:00", "-08:00"])
"""Zones of the United States, whose outlets write the month first; others that lie in them are few."""


def _month_first(story: Story) -> bool:
    return story.published is not None and story.published.zone in _IN_AMERICA
