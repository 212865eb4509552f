"""The statement: somebody says, writes, thinks, denies or wants something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.model.span import Spans

Form = Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True)
class Statement:
    """Source, cue and content, each as the spans that say it; empty where the story does not say.

    `speaker` is an actor's id, null where nobody is named or where two are about as likely: then `candidates` has
    them, the likeliest first. `within` the statement in whose content this one stands, `relayed_by` the actor
    through which it came in passing, named by the words of `relay`; all null where unknown. `confidence` lies
    between 0 and 1.
    """

    id: str
    form: Form
    source: Spans
    cue: Spans
    content: Spans
    speaker: str | None = None
    candidates: tuple[str, ...] = ()
    within: str | None = None
    relayed_by: str | None = None
    relay: Spans = ()
    said: int | None = None
    confidence: float = 1.0


def numbered(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Statements in the order of their first characters, one before those within it, with ids in that order.

    >>> later, first = (Statement(id_, "direct", ((at, at + 3),), (), ()) for id_, at in (("s1", 9), ("s2", 2)))
    >>> [(s.id, s.source) for s in numbered([later, first])]
    [('s1', ((2, 5),)), ('s2', ((9, 12),))]
    """
    ordered = sorted(statements, key=lambda s: (min(s.source + s.cue + s.content)[0], s.within is not None))
    ids = {s.id: f"s{n}" for n, s in enumerate(ordered, 1)}
    return tuple(replace(s, id=f"s{n}", within=ids[s.within] if s.within else None) for n, s in enumerate(ordered, 1))
