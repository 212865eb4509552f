"""A Story becomes a Record: a straight line of typed calls, one module per kind of finding."""

from __future__ import annotations

from onrecord.annotate.statements import find_statements
from onrecord.encode import Encoder
from onrecord.model.record import MadeBy, Record
from onrecord.model.story import Story
from onrecord.version import __version__

__all__ = ["find_statements", "story_to_record"]

LANGUAGES = frozenset({"en"})
"""The languages whose statements the encoder was trained to find."""


def story_to_record(story: Story, encoder: Encoder) -> Record:
    """Find everything there is to find in a story.

    A story in a language that the encoder does not know gets a record without statements that says so.
    """
    made_by = MadeBy(__version__, encoder.version)
    if story.language is not None and story.language not in LANGUAGES:
        why = f"the story is in another language ({story.language})"
        return Record(story, (), made_by, {"statements": why})
    return Record(story, find_statements(story.text, encoder), made_by, {})
