"""The outlook: a passage about the future, with who answers for it, when it was said and when it can be judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from onrecord.model.actor import Actor
from onrecord.model.chain import chain_of
from onrecord.model.event import OUTLET
from onrecord.model.moment import Moment
from onrecord.model.record import Record
from onrecord.model.span import Span, Spans, words_of
from onrecord.model.statement import Statement

OutlookKind = Literal["prediction", "pledge", "demand", "schedule"]


@dataclass(frozen=True, slots=True)
class Outlook:
    """A passage about the future, with all that is needed to judge it when its day has come.

    `words` are those of the story at `spans`, in the page whose digest is `page`. `by` names who answers for it,
    "outlet" where the story tells it itself, null where nobody is named, and `role` what the story calls them; `chain`
    are those who passed it on, the first to say it first. `said` is the day it was said (EDTF). `horizon` are the words
    that say by when, `check_on` the day from which it can be judged. It comes true as `criterion` says, where that is
    more than its `question`; where its `condition` is not met, it is void.
    """

    kind: OutlookKind
    question: str
    words: str
    story: str
    spans: Spans
    page: str | None = None
    statement: str | None = None
    by: str | None = None
    role: str | None = None
    chain: tuple[str, ...] = ()
    outlet: str | None = None
    said: str | None = None
    horizon: str | None = None
    check_on: str | None = None
    criterion: str | None = None
    condition: str | None = None


def outlook_in(record: Record, spans: Spans, kind: OutlookKind) -> Outlook:
    """The outlook that a passage of a story is: who says it and when, and the first day in it that lies ahead of that.

    It is said by the speaker of the innermost statement whose content holds it, else by the outlet.
    """
    story, actors = record.story, {actor.id: actor for actor in record.actors}
    statement = _holder(record, spans)
    speaker = actors.get(statement.speaker or "") if statement else None
    links = [link.name for link in chain_of(record, statement) if link.name] if statement else [story.outlet or ""]
    said_on = record.moments[statement.said] if statement and statement.said is not None else None
    published = story.published.value[:10] if story.published and story.published.value else None
    said = said_on.edtf if said_on and said_on.edtf else published
    ahead = _ahead(record.moments, spans, (said_on and said_on.latest) or published)
    words = " ".join(words_of(story.text, spans).split())
    return Outlook(
        kind=kind,
        question=words,
        words=words,
        story=story.id,
        spans=spans,
        page=story.page.digest if story.page else None,
        statement=statement.id if statement else None,
        by=_who(record, statement, speaker) if statement else OUTLET,
        role=speaker.roles[0].text if speaker and speaker.roles else None,
        chain=tuple(name for name, _ in groupby(links) if name),
        outlet=story.outlet,
        said=said,
        horizon=story.words(ahead.span) if ahead else None,
        check_on=ahead.latest if ahead else None,
    )


def _who(record: Record, statement: Statement, speaker: Actor | None) -> str | None:
    """The name of a speaker, else the words that stand for one."""
    return speaker.name if speaker else words_of(record.story.text, statement.source) or None


def _holder(record: Record, spans: Spans) -> Statement | None:
    def holds(statement: Statement) -> bool:
        return all(any(low <= start and end <= high for low, high in statement.content) for start, end in spans)

    holding = [statement for statement in record.statements if holds(statement)]
    return min(holding, key=lambda s: s.content[-1][1] - s.content[0][0], default=None)


def _ahead(moments: Sequence[Moment], spans: Spans, said: str | None) -> Moment | None:
    """The first moment within some spans whose last day is known and lies after a day."""

    def inside(span: Span) -> bool:
        return any(start <= span[0] and span[1] <= end for start, end in spans)

    later = (m for m in moments if m.latest and inside(m.span) and said is not None and m.latest > said)
    return next((m for m in later if not m.timex.endswith("_REF")), None)
