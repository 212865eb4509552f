"""The event: a dated happening in a story, with those in it and the voice that answers for it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.span import Span

OUTLET = "outlet"
"""The voice of what a story tells itself."""


@dataclass(frozen=True, slots=True)
class Event:
    """A clause that tells what happened, happens or is to happen at a moment.

    `moment` is the place of its moment in the record's list, `until` that of the one at which it ends, null where it
    has none. `actors` are the ids of those named in the clause. `voice` is the id of the actor in whose statement it
    stands, "outlet" where the story tells it itself, null where it stands in a statement whose speaker is unknown.
    """

    span: Span
    moment: int
    actors: tuple[str, ...] = ()
    voice: str | None = None
    until: int | None = None
