"""The actor: a person, organisation, place, group or unnamed source that speaks, or is spoken of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.span import Span

ActorKind = Literal["person", "organisation", "place", "people", "facility", "group", "unnamed"]


@dataclass(frozen=True, slots=True)
class Role:
    """What an actor is, in the story's words: `the secretary general of the union`.

    `field` is the field it is in (politics, sport, ...), null where its noun tells of none; `places` are the countries
    that it names.
    """

    text: str
    span: Span
    field: str | None = None
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody in one story; `names` are the words it goes by there, `mentions` the spans that say them.

    `name` is the fullest of the names. `speaks_for` is the state or body for which a place or building stands where
    it speaks; a group that speaks together has its `members` as ids. Actors of several stories with one `key` are
    taken for the same, unless their roles contradict; null where the story alone does not say who that is. `named` is
    whether it goes by a proper name, not by a description alone. `country` is the state that a place or a people is of,
    where a table knows it.
    """

    id: str
    name: str
    kind: ActorKind
    names: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    mentions: tuple[Span, ...] = ()
    speaks_for: str | None = None
    members: tuple[str, ...] = ()
    key: str | None = None
    named: bool = True
    country: str | None = None
