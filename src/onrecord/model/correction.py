"""The correction: what a person says of a statement or a passage; it lies beside the findings and can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.model.actor import Actor
from onrecord.model.moment import Moment
from onrecord.model.span import Spans, shared
from onrecord.model.statement import Form, Statement

CorrectionKind = Literal["speaker", "words", "missed", "reject", "date", "change", "note"]
Change = Literal["repeated", "softened", "hardened", "reversed"]
CHANGES: tuple[Change, ...] = get_args(Change)

_ALIKE = 0.5
"""How far cue and content have to cover those that were corrected for a statement to be the same, by Dice."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The words of a statement as a person marks them, and the form that they have."""

    form: Form
    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction by one person, of a story.

    speaker: the statement of this `cue` and `content` is said by the actor called `name`, by nobody known where
    that is null; where nobody in the story goes by the name, `actor` is who that is. words: its source, cue and
    content are those of `parts`. reject: it is none. missed: there is a statement of these `parts`, and `name` says
    it. date: the time expression at `content` is this `moment`. change: since the speaker said the same before, it
    is one of CHANGES, its `name`; nothing of the kind where that is null. note: `words` about the passage at
    `content`. It holds for whatever is found in the same place when the story is read anew. `number` and `made_at`
    are the store's.
    """

    kind: CorrectionKind
    who: str
    story: str
    cue: Spans = ()
    content: Spans = ()
    name: str | None = None
    words: str | None = None
    parts: Parts | None = None
    moment: Moment | None = None
    actor: Actor | None = None
    number: int = 0
    made_at: str = ""
    undone: bool = False

    def is_of(self, statement: Statement) -> bool:
        """Whether a statement is the one that is corrected, or what is now found in its place."""
        pairs = ((self.cue, statement.cue), (self.content, statement.content))
        return self.kind not in ("date", "note") and all(_dice(ours, theirs) >= _ALIKE for ours, theirs in pairs)

    def touched(self, statement: Statement) -> bool:
        """Whether a statement of a corrected record is one that this correction speaks of or made."""
        made = self.parts and (self.parts.cue, self.parts.content) == (statement.cue, statement.content)
        return bool(made) or self.is_of(statement)


def _dice(some: Spans, others: Spans) -> float:
    """How far spans cover each other, from 0 to 1."""
    both = shared(some, some) + shared(others, others)
    return 2 * shared(some, others) / both if both else 1.0
