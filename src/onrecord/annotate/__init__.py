"""A Story becomes a Record: a straight line of typed calls, one module per kind of finding."""

from __future__ import annotations

from onrecord.annotate.actors import relaying_actors
from onrecord.annotate.relays import relays_of, with_relays
from onrecord.annotate.statements import LEAST_CONFIDENCE, find_statements
from onrecord.encode import Encoder
from onrecord.model.record import MadeBy, Record
from onrecord.model.story import Story
from onrecord.version import __version__

__all__ = ["LEAST_CONFIDENCE", "find_statements", "story_to_record"]

LANGUAGES = frozenset({"en"})
"""The languages whose statements the encoder was trained to find."""


def story_to_record(story: Story, encoder: Encoder, least_confidence: float = LEAST_CONFIDENCE) -> Record:
    """Find everything there is to find in a story.

    A story in a language that the encoder does not know gets a record without statements that says so.
    """
    made_by = MadeBy(__version__, encoder.version)
    if story.language is not None and story.language not in LANGUAGES:
        why = f"the story is in another language ({story.language})"
        return Record(story, (), made_by, {"statements": why})
    statements = find_statements(story.text, encoder, least_confidence)
    relays = relays_of(story.text, statements)
    actors = relaying_actors(story.text, [relay for relay in relays if relay])
    return Record(story, with_relays(statements, relays, actors), made_by, {}, actors)
