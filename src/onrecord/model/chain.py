"""The chain of a statement: through whom its words came, from the speaker out to the outlet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.record import Record
from onrecord.model.span import Spans, words_of
from onrecord.model.statement import Statement

Part = Literal["speaker", "relay", "outlet"]


@dataclass(frozen=True, slots=True)
class Link:
    """One who passed the words on: the `words` that name it and their `spans`, both empty where nobody is named.

    `part` is "speaker" for the one who said them first, "relay" for each in between and "outlet" for the last,
    whose words are those of the story's metadata. `actor` and `statement` are ids in the record, null where unknown.
    """

    part: Part
    words: str
    spans: Spans = ()
    actor: str | None = None
    statement: str | None = None


def chain_of(record: Record, statement: Statement) -> tuple[Link, ...]:
    """Who passed a statement on, the speaker first, the outlet last.

    `officials told the Herald, Reuters reported` gives officials, the Herald, Reuters and the story's outlet.

    >>> from onrecord.model import MadeBy, Story
    >>> said = Statement("s1", "indirect", ((0, 3),), ((4, 8),), ((9, 15),))
    >>> record = Record(Story("0", "She said it rains.", outlet="The Herald"), (said,), MadeBy("", ""), {})
    >>> [link.words for link in chain_of(record, said)]
    ['She', 'The Herald']
    """
    text, actors = record.story.text, {actor.id: actor for actor in record.actors}
    by_id = {s.id: s for s in record.statements}
    links: list[Link] = []
    here: Statement | None = statement
    while here is not None:
        part: Part = "relay" if links else "speaker"
        links.append(Link(part, words_of(text, here.source), here.source, here.speaker, here.id))
        relay = actors.get(here.relayed_by or "")
        if relay is not None:
            links.append(Link("relay", relay.name, here.relay, relay.id, here.id))
        here = by_id.get(here.within or "")
    return (*links, Link("outlet", record.story.outlet or ""))
