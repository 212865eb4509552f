"""The event: a dated happening in a story, with those in it and the voice that answers for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.span import Span

Open = Literal["start", "end"]

OUTLET = "outlet"
"""The voice of what a story tells itself."""


@dataclass(frozen=True, slots=True)
class Event:
    """A clause that tells what happened, happens or is to happen at a moment.

    `moment` is the place of its moment in the record's list, `until` that of the one at which it ends, null where it
    has none. `open` is the end where it goes on from its moment (`since 2019`), the start where it lasts to its moment
    or comes by then (`until March`, `by March`). `actors` are the ids of those named in the clause. `voice` is the id
    of the actor in whose statement it stands, "outlet" where the story tells it itself, null where it stands in a
    statement whose speaker is unknown.
    """

    span: Span
    moment: int
    actors: tuple[str, ...] = ()
    voice: str | None = None
    until: int | None = None
    open: Open | None = None


def edtf_of(first: str | None, last: str | None, open_side: Open | None) -> str | None:
    """The EDTF of an event, from that of its moment, of the one at which it ends, and of its open side.

    >>> edtf_of("2024-12-05", "2024-12-09", None), edtf_of("2019", None, "end")
    ('2024-12-05/2024-12-09', '2019/..')
    >>> edtf_of("2024-03-04/2024-03-10", None, "start")
    '../2024-03-10'
    """
    if first is None:
        return None
    begin, end = first.split("/")[0], (last or first).split("/")[-1]
    if open_side is not None:
        return f"{begin}/.." if open_side == "end" else f"../{end}"
    return f"{begin}/{end}" if last else first
