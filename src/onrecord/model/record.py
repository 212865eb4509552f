"""The record: a story with everything found in it, and what found it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.actor import Actor
from onrecord.model.correction import Correction
from onrecord.model.event import Event
from onrecord.model.moment import Moment
from onrecord.model.name import Name
from onrecord.model.outlook import Outlook
from onrecord.model.question import Question
from onrecord.model.statement import Statement
from onrecord.model.story import Story

SCHEMA = 1
"""The version of the JSON record; a breaking change raises it."""


@dataclass(frozen=True, slots=True)
class MadeBy:
    """The versions of code and weights that made a record."""

    onrecord: str
    weights: str


@dataclass(frozen=True, slots=True)
class Record:
    """A story with everything found in it, in text order.

    `skipped` says why a kind of finding was not attempted, by its name; what was attempted is not there. `corrections`
    are those by people that hold; the findings are as these have them. `question` is what the headline asks, null where
    it asks nothing.
    """

    story: Story
    statements: tuple[Statement, ...]
    made_by: MadeBy
    skipped: dict[str, str]
    actors: tuple[Actor, ...] = ()
    names: tuple[Name, ...] = ()
    moments: tuple[Moment, ...] = ()
    events: tuple[Event, ...] = ()
    outlooks: tuple[Outlook, ...] = ()
    question: Question | None = None
    corrections: tuple[Correction, ...] = ()
    schema: int = SCHEMA
