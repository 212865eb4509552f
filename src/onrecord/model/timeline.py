"""The timeline: what happened, was said and was published, each at its own time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.span import Span

Track = Literal["happened", "said", "published"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a timeline: an event, a statement or a story, with where it is told.

    `edtf`, `earliest` and `latest` say when, as far as it is known; all null where it is not. `dated_by` are the words
    that say it, "published" where the day of publication stands in. `voice` names who answers for it, null where that
    is the outlet. `tellings` are the other stories that tell of the same happening; `original` is the story that this
    one reprints, or is an earlier version of.
    """

    track: Track
    words: str
    edtf: str | None
    earliest: str | None
    latest: str | None
    dated_by: str
    voice: str | None
    story: str
    span: Span | None = None
    outlet: str | None = None
    published: str | None = None
    headline: str | None = None
    url: str | None = None
    actors: tuple[str, ...] = ()
    tellings: tuple[Entry, ...] = ()
    original: str | None = None

    @property
    def outlets(self) -> int:
        """How many outlets tell of it on their own; a story without an outlet counts as one, and a reprint as none."""
        told = {entry.original or entry.story: entry.outlet or entry.story for entry in (self, *self.tellings)}
        return len(set(told.values()))
