"""One story with its marks, its card, and lists of what was found in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from onrecord.annotate.tracing import traced
from onrecord.model.chain import chain_of
from onrecord.model.event import OUTLET, Event
from onrecord.model.record import Record
from onrecord.model.span import Span, Spans, line_of, shared
from onrecord.model.statement import Statement
from onrecord.model.story import Part
from onrecord.show.tellings import changes, what_it_is
from onrecord.show.terminal import event_day, title
from onrecord.show.web.citation import Citation, span_named
from onrecord.show.web.marks import Piece, marks_of, pieces_of, signs_of
from onrecord.show.web.pages.shared import followed
from onrecord.show.web.visit import Answer, Visit


@dataclass(frozen=True, slots=True)
class Told:
    """A statement as a page lists it: its words, and its chain, each link with the identity of who it is."""

    id: str
    number: int
    speaker: str | None
    who: str
    cue: str
    content: str
    form: str
    confidence: float
    nested: bool
    chain: tuple[tuple[str, str | None], ...]
    paragraph: int
    place: str
    candidates: tuple[str, ...]
    parts: dict[str, str]
    lit: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a story as a page shows it, with its number, and where it starts in the text."""

    kind: str
    number: int
    start: int
    pieces: tuple[Piece, ...]


def story(visit: Visit) -> Answer:
    """The reading view: the story with its marks, its card, and lists of what was found."""
    record = visit.view.record(visit.path["name"])
    told = record.story
    identities = visit.view.identities(told.id)
    chosen = visit.asked("s") or ""
    cited = span_named(chosen, told) if chosen.startswith("chars:") else None
    numbers = {s.id: n for n, s in enumerate(record.statements, 1)}
    passages = _passages(record, cited)
    starts = [passage.start for passage in passages]
    names = {actor.id: actor.name for actor in record.actors}
    notes = [(c, line_of(told.text, c.content), _link(c.content)) for c in record.corrections if c.kind == "note"]
    link = f"{visit.base}/story/{told.id}?s={chosen}"
    context = {
        "record": record,
        "story": told,
        "title": title(told),
        "passages": passages,
        "chosen": chosen,
        "numbers": numbers,
        "told": [_told(record, s, numbers[s.id], identities, starts, chosen) for s in record.statements],
        "outlooks": [(o, traced(record, o)) for o in record.outlooks],
        "events": [_happening(record, event, names) for event in record.events],
        "moments": [m for m in record.moments if cited and shared((m.span,), (cited,))],
        "actors": [(a, identities.get(a.id)) for a in record.actors if a.mentions],
        "answers": _answers(record, names),
        "notes": notes,
        "corrected": {
            s.id: c for c in record.corrections for s in record.statements if c.kind != "change" and c.touched(s)
        },
        "tellings": [(t, what_it_is(t), changes(t)) for t in visit.view.tellings(told.id)],
        "citation": Citation(told, cited, link) if cited else None,
        "followed": {words for story, words in followed(visit) if story == told.id},
    }
    return Answer("story.html", record, context)


def _passages(record: Record, cited: Span | None) -> list[Passage]:
    """The paragraphs with their marks; of a story without parts, its whole text."""
    text, marks, signs = record.story.text, marks_of(record, cited), signs_of(record)
    parts = [p for p in record.story.parts if p.kind not in ("headline", "kicker")]
    parts = parts or [Part("paragraph", (0, len(text)))]
    return [
        Passage(part.kind, number, part.span[0], tuple(pieces_of(text, part.span, marks, signs)))
        for number, part in enumerate(parts, 1)
    ]


def _happening(record: Record, event: Event, names: dict[str, str]) -> tuple[str, str, str | None, str]:
    """The day of a happening, its words, whose they are, and where the words stand that date it."""
    dated_by = _link((record.moments[event.moment].span,))
    return event_day(record, event), record.story.words(event.span), _voice(event.voice, names), dated_by


def _answers(record: Record, names: dict[str, str]) -> list[tuple[str | None, str, str, str]]:
    """What speaks to the headline's question: its side, its words, whose they are, and where they stand."""
    text, outlet = record.story.text, record.story.outlet or "the outlet"
    outlooks = {outlook.id: outlook for outlook in record.outlooks}
    answers = [(a.side, outlooks[a.outlook]) for a in record.question.answers] if record.question else []
    return [
        (side, line_of(text, o.spans), _voice(o.by, names) or f"{outlet} itself", _link(o.spans)) for side, o in answers
    ]


def _link(spans: Spans) -> str:
    """How an address names some characters: from the first to the last."""
    return f"chars:{spans[0][0]}-{spans[-1][1]}"


def _told(
    record: Record, s: Statement, number: int, identities: dict[str, str], starts: list[int], chosen: str
) -> Told:
    text = record.story.text
    links = chain_of(record, s)
    names = {actor.id: actor.name for actor in record.actors}
    return Told(
        id=s.id,
        number=number,
        speaker=s.speaker,
        who=links[0].name or "nobody named",
        cue=line_of(text, s.cue),
        content=line_of(text, s.content),
        form=s.form,
        confidence=s.confidence,
        nested=s.within is not None,
        chain=tuple(
            (link.name or "somebody", identities.get(link.actor or "")) for link in links if link.name or link.words
        ),
        paragraph=max(1, bisect_right(starts, (s.cue or s.content)[0][0])),
        place=_link(tuple(sorted((*s.source, *s.cue, *s.content)))),
        candidates=tuple(names[c] for c in s.candidates if c in names) if not s.speaker else (),
        parts={
            part: "\n".join(line_of(text, (span,)) for span in getattr(s, part))
            for part in ("source", "cue", "content")
        },
        lit=s.id == chosen,
    )


def _voice(voice: str | None, names: dict[str, str]) -> str | None:
    """Who answers for a happening in words; null where that is the outlet."""
    return None if voice == OUTLET else names.get(voice or "", "somebody")
