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

    `name` is that of who is meant, where it is known, else the words. `part` is "speaker" for the one who said them
    first, "relay" for each in between and "outlet" for the last, whose words are those of the story's metadata.
    `actor` and `statement` are ids in the record, null where unknown.
    """

    part: Part
    words: str
    spans: Spans = ()
    actor: str | None = None
    statement: str | None = None
    name: str = ""


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

    def _link(part: Part, spans: Spans, actor: str | None, statement: str) -> Link:
        words = words_of(text, spans)
        return Link(part, words, spans, actor, statement, actors[actor].name if actor in actors else words)

    while here is not None:
        part: Part = "relay" if links else "speaker"
        links.append(_link(part, here.source, here.speaker, here.id))
        if here.relay:
            links.append(_link("relay", here.relay, here.relayed_by, here.id))
        here = by_id.get(here.within or "")
    outlet = record.story.outlet or ""
    return (*links, Link("outlet", outlet, name=outlet))
