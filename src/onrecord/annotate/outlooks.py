"""Which statements are outlooks by their cue, and all that the record knows of a passage that is one.

The cues are lists: `outlooks.toml`, beside this file.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from importlib.resources import files
from itertools import groupby

from onrecord.annotate.certainty import certainty_of, chance_of
from onrecord.annotate.moments.calendar import same_day_moved
from onrecord.model.actor import Actor
from onrecord.model.chain import chain_of
from onrecord.model.event import OUTLET
from onrecord.model.moment import Moment
from onrecord.model.outlook import Outlook, OutlookKind, Scale
from onrecord.model.record import Record
from onrecord.model.span import Span, Spans, words_of
from onrecord.model.statement import Statement

_CUES: list[tuple[OutlookKind, re.Pattern[str], bool]] = [
    (c["kind"], re.compile(rf"(?<!\w)(?:{'|'.join(c['words'])})(?!\w)", re.IGNORECASE), c.get("ahead", False))
    for c in tomllib.loads((files(__package__) / "outlooks.toml").read_text(encoding="utf-8"))["cues"]
]
KINDS_BY_CUE: tuple[OutlookKind, ...] = tuple(kind for kind, _, _ in _CUES)
_NEGATED = re.compile(r"\b(?:not|no|never)\b|n['’]t\b", re.IGNORECASE)
_LOOKS_AHEAD = re.compile(
    r"^to |(?<!\w)(?:will|would|could|may|might|won['’]t|wouldn['’]t|going to)(?!\w)|['’](?:ll|d)\b", re.IGNORECASE
)


def kind_by_cue(text: str, statement: Statement) -> OutlookKind | None:
    """The kind of outlook that the cue of a statement makes of it; null where the cue says of none.

    `vowed`, `urged` and `warned that ... would` do; what is merely `said` of the future, or not expected, does not.

    >>> text = "She vowed to rebuild the dam."
    >>> kind_by_cue(text, Statement("s1", "indirect", ((0, 3),), ((4, 9),), ((10, 28),)))
    'pledge'
    """
    cue, content = words_of(text, statement.cue), words_of(text, statement.content)
    if not content or _NEGATED.search(cue):
        return None
    for kind, pattern, ahead in _CUES:
        if pattern.search(cue) and (not ahead or _LOOKS_AHEAD.search(content)):
            return kind
    return None


_CONDITION = re.compile(
    r"\b(?:(?:as|so) long as|unless|provided(?: that)?|on condition that|only if|(?<!as )(?<!even )if) [^,.;:“”\"]{4,}",
    re.IGNORECASE,
)


def outlook_in(record: Record, spans: Spans, kind: OutlookKind, scale: Scale = "survey") -> Outlook:
    """The outlook that a passage of a story is: who says it and when, and by when it is to be so.

    It is said by the speaker of the innermost statement whose content holds it, else by the outlet. How sure a
    prediction is, is told by its words, in the numbers of a scale.
    """
    story, actors = record.story, {actor.id: actor for actor in record.actors}
    statement = _holder(record, spans)
    speaker = actors.get(statement.speaker or "") if statement else None
    links = [link.name for link in chain_of(record, statement) if link.name] if statement else [story.outlet or ""]
    said_on = record.moments[statement.said] if statement and statement.said is not None else None
    published = story.published.value[:10] if story.published and story.published.value else None
    said = said_on.edtf if said_on and said_on.edtf else published
    horizon = _horizon(record, spans, (said_on and said_on.latest) or published)
    certainty, carried_by = (
        certainty_of(story.text, (spans[0][0], spans[-1][1])) if kind == "prediction" else (None, None)
    )
    phrase = story.words(carried_by) if carried_by else ""
    words = " ".join(words_of(story.text, spans).split())
    condition = _CONDITION.search(words)
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
        horizon=story.words(horizon[0]) if horizon else None,
        check_on=horizon[1] if horizon else None,
        condition=condition.group() if condition else None,
        certainty=certainty,
        phrase=phrase,
        chance=chance_of(phrase, scale),
    )


def _who(record: Record, statement: Statement, speaker: Actor | None) -> str | None:
    """The name of a speaker, else the words that stand for one."""
    return speaker.name if speaker else words_of(record.story.text, statement.source) or None


def _holder(record: Record, spans: Spans) -> Statement | None:
    def holds(statement: Statement) -> bool:
        return all(any(low <= start and end <= high for low, high in statement.content) for start, end in spans)

    holding = [statement for statement in record.statements if holds(statement)]
    return min(holding, key=lambda s: s.content[-1][1] - s.content[0][0], default=None)


def _horizon(record: Record, spans: Spans, said: str | None) -> tuple[Span, str] | None:
    """The first words within some spans that say by when, and the last day they leave, where that is after a day."""
    if said is None:
        return None
    for moment in record.moments:
        if any(start <= moment.span[0] and moment.span[1] <= end for start, end in spans):
            last = _runs_out(record.story.text, moment, said) or moment.latest
            if last and last > said and not moment.timex.endswith("_REF"):
                return moment.span, last
    return None


def _runs_out(text: str, moment: Moment, said: str) -> str | None:
    """The day on which a time told ahead has passed: `within a decade`, `in the next two weeks`."""
    long = _PERIOD.fullmatch(moment.timex) if moment.type == "DURATION" else None
    words = text[slice(*moment.span)]
    before = text[max(0, moment.span[0] - _LEAD) : moment.span[0]]
    ahead = _AHEAD.match(words) or (_LEADS_AHEAD.search(before) and not _RECORD.search(before))
    if long is None or not ahead or _ENDLESS.fullmatch(words):
        return None
    day = same_day_moved(date.fromisoformat(said), _UNITS[long[2]], int(long[1]))
    return str(day) if day else None


_PERIOD = re.compile(r"P(\d+)([DWMY])")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_LEAD = 50
_RECORD = re.compile(r"\b(?:first|last|only|most|best|worst|\w{3,}est)\b(?: [\w’'-]+){0,4} in $", re.IGNORECASE)
"""What leads to a time that was: `the longest drought in 1,000 years`."""
_LEADS_AHEAD = re.compile(r"\b(?:within|in) (?:about |some )?$", re.IGNORECASE)
_AHEAD = re.compile(r"(?:the )?(?:next|coming) ", re.IGNORECASE)
_ENDLESS = re.compile(r"(?:the )?(?:next|coming) (?:days|weeks|months|years)", re.IGNORECASE)
"""Without a number a time to come has no last day."""
