"""The correction: what a person says of a statement or a passage; it lies beside the findings and can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.span import Spans, shared
from onrecord.model.statement import Statement

CorrectionKind = Literal["speaker", "reject", "note"]

_ALIKE = 0.5
"""How far cue and content have to cover those that were corrected for a statement to be the same, by Dice."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction by one person, of a story.

    speaker: the statement of this `cue` and `content` is said by the actor called `name`, by nobody known where that is
    null. reject: it is none. note: `words` about the passage at `content`. It holds for whatever is found in the same
    place when the story is read anew. `number` and `made_at` are the store's.
    """

    kind: CorrectionKind
    who: str
    story: str
    cue: Spans = ()
    content: Spans = ()
    name: str | None = None
    words: str | None = None
    number: int = 0
    made_at: str = ""
    undone: bool = False

    def is_of(self, statement: Statement) -> bool:
        """Whether a statement is the one that is corrected, or what is now found in its place."""
        pairs = ((self.cue, statement.cue), (self.content, statement.content))
        return self.kind != "note" and all(_dice(ours, theirs) >= _ALIKE for ours, theirs in pairs)


def _dice(some: Spans, others: Spans) -> float:
    """How far spans cover each other, from 0 to 1."""
    both = shared(some, some) + shared(others, others)
    return 2 * shared(some, others) / both if both else 1.0
