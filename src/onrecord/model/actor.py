"""The actor: a person, organisation, place, group or unnamed source that speaks, or through whom words come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.span import Span

ActorKind = Literal["person", "organisation", "place", "people", "facility", "group", "unnamed"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody in one story; `names` are the words it goes by there, `mentions` the spans that say them."""

    id: str
    name: str
    kind: ActorKind
    names: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
