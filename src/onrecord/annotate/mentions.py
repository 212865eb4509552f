"""All mentions of a text's entities in order, so that whom a reference may mean is looked for near it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from onrecord.annotate.entities import Entity
from onrecord.model.span import Span

_NEAR = 4
"""Mentions that begin before a place and may be the last to end there; a longer one has others within it."""


class Mentions:
    """The mentions of a text in order; time to look something up does not grow with the text."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        places = [(mention, entity) for entity in entities for mention in entity.mentions]
        self._places = sorted(places, key=lambda place: place[0])

    def add(self, mention: Span, entity: Entity) -> None:
        """Note one more."""
        insort(self._places, (mention, entity), key=lambda place: place[0])

    def around(self, at: int, before: int, after: int = 0) -> list[Entity]:
        """The entities of so many mentions before a place and after it, each once, in text order."""
        here = bisect_left(self._places, (at, 0), key=lambda place: place[0])
        return list(dict.fromkeys(entity for _, entity in self._places[max(0, here - before) : here + after]))

    def last_before(self, at: int) -> tuple[Span, Entity] | None:
        """The mention that ends last before a place; of several that end there, the longest."""
        here = bisect_left(self._places, (at, 0), key=lambda place: place[0])
        near = [place for place in self._places[max(0, here - _NEAR) : here] if place[0][1] <= at]
        return max(near, key=lambda place: (place[0][1], -place[0][0]), default=None)
