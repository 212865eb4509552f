"""One story with its marks, its card, and lists of what was found in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from onrecord.annotate.tracing import traced
from onrecord.model.chain import chain_of
from onrecord.model.event import OUTLET, Event, edtf_of
from onrecord.model.record import Record
from onrecord.model.statement import Statement
from onrecord.model.story import Part
from onrecord.show.web.citation import Citation, span_named, title
from onrecord.show.web.marks import marks_of, pieces_of, signs_of
from onrecord.show.web.pages.shared import line, today
from onrecord.show.web.visit import Answer, Visit


@dataclass(frozen=True, slots=True)
class Told:
    """A statement as a page lists it: its words, and its chain, each link with the identity of who it is."""

    id: str
    number: int
    who: str
    cue: str
    content: str
    form: str
    confidence: float
    nested: bool
    chain: tuple[tuple[str, str | None], ...]
    paragraph: int
    candidates: tuple[str, ...]
    lit: bool


def story(visit: Visit) -> Answer:
    """The reading view: the story with its marks, its card, and lists of what was found."""
    record = visit.view.record(visit.path["name"])
    identities = visit.view.identities(record.story.id)
    chosen = visit.asked("s") or ""
    cited = span_named(chosen, record.story) if chosen.startswith("chars:") else None
    marks, signs = marks_of(record, cited), signs_of(record)
    numbers = {s.id: n for n, s in enumerate(record.statements, 1)}
    text = record.story.text
    parts = [p for p in record.story.parts if p.kind not in ("headline", "kicker")]
    parts = parts or [Part("paragraph", (0, len(text)))]
    passages = [
        {"kind": part.kind, "number": number, "pieces": list(pieces_of(text, part.span, marks, signs))}
        for number, part in enumerate(parts, 1)
    ]
    starts = [part.span[0] for part in parts]
    names = {actor.id: actor.name for actor in record.actors}
    link = f"{visit.base}/story/{record.story.id}?s={chosen}"
    context = {
        "record": record,
        "story": record.story,
        "title": title(record.story),
        "passages": passages,
        "chosen": chosen,
        "numbers": numbers,
        "told": [_told(record, s, numbers[s.id], identities, starts, chosen) for s in record.statements],
        "outlooks": [(o, traced(record, o)) for o in record.outlooks],
        "events": [(_event_day(record, e), record.story.words(e.span), _voice(e.voice, names)) for e in record.events],
        "actors": [(a, identities.get(a.id)) for a in record.actors if a.mentions],
        "citation": Citation(record.story, cited, link) if cited else None,
        "followed": {e.outlook.words for e in visit.view.ledger(today()) if e.outlook.story == record.story.id},
    }
    return Answer("story.html", record, context)


def _told(
    record: Record, s: Statement, number: int, identities: dict[str, str], starts: list[int], chosen: str
) -> Told:
    text = record.story.text
    links = chain_of(record, s)
    names = {actor.id: actor.name for actor in record.actors}
    return Told(
        id=s.id,
        number=number,
        who=links[0].name or "nobody named",
        cue=line(text, s.cue),
        content=line(text, s.content),
        form=s.form,
        confidence=s.confidence,
        nested=s.within is not None,
        chain=tuple(
            (link.name or "somebody", identities.get(link.actor or "")) for link in links if link.name or link.words
        ),
        paragraph=max(1, bisect_right(starts, (s.cue or s.content)[0][0])),
        candidates=tuple(names[c] for c in s.candidates if c in names) if not s.speaker else (),
        lit=s.id == chosen,
    )


def _event_day(record: Record, event: Event) -> str:
    until = record.moments[event.until].edtf if event.until is not None else None
    moment = record.moments[event.moment]
    return edtf_of(moment.edtf, until, event.open) or moment.timex


def _voice(voice: str | None, names: dict[str, str]) -> str | None:
    """Who answers for a happening in words; null where that is the outlet."""
    return None if voice == OUTLET else names.get(voice or "", "somebody")
