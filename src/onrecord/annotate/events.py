"""Dated happenings, and when statements were said: each moment belongs to what it stands with.

A moment beside the cue of a statement, outside of its content, says when that was said. Any other that names days is of
the clause in which it stands, which is an event where the clause has a verb; its voice is whose words it stands in.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from onrecord.annotate.clauses import VERB, clause_around
from onrecord.annotate.happenings import chance_of, features_of
from onrecord.annotate.sentences import Sentences
from onrecord.annotate.undated import dates_nothing, of_another_day
from onrecord.annotate.untold import tells_nothing
from onrecord.encode.quotation import is_quoted, quotation_states
from onrecord.model.actor import Actor
from onrecord.model.event import OUTLET, Event, Open
from onrecord.model.moment import Moment
from onrecord.model.span import Span
from onrecord.model.statement import Statement

LEAST_CHANCE = 0.7
"""A clause less likely than this to tell a happening on its day is not put on record, by ten folds of those judged."""

_NEAR = 70
"""How many characters from a cue a moment that dates the saying may stand."""

_OPENS_SENTENCE = 30
_ADVERB = 12
"""Letters that may stand between a moment and its cue beside the source: also, then, again."""


def find_events(
    text: str,
    moments: Sequence[Moment],
    statements: Sequence[Statement],
    actors: Sequence[Actor],
    least_chance: float = LEAST_CHANCE,
) -> tuple[tuple[Event, ...], tuple[Statement, ...]]:
    """The events of a text in order, and the statements, each with the place of the moment at which it was said.

    A clause that is less likely than `least_chance` to tell a happening on its day is none.
    """
    sentences, states = Sentences(text), quotation_states(text)
    said: dict[str, int] = {}
    found: dict[Span, Event] = {}
    ends = _ends_of_ranges(text, moments)
    ending = set(ends.values())
    by_line = _by_line(text, statements)
    named = _ByPlace(actors)
    for number, moment in enumerate(moments):
        if moment.type not in ("DATE", "TIME") or moment.earliest is None or moment.timex.endswith("_REF"):
            continue
        if number in ending or dates_nothing(text, moment, sentences):
            continue
        beside = by_line.get(text.rfind("\n", 0, moment.span[0]), [])
        holder = holder_of(moment.span, beside)
        told = None if holder else _dates_saying(text, moment.span, beside, sentences)
        if told is not None:
            said.setdefault(told.id, number)
            continue
        if of_another_day(text[slice(*moment.span)], holder):
            continue
        sentence = sentences.span(moment.span[0])
        clause = _clause(text, moment.span, sentence, holder)
        if clause is None or tells_nothing(text, clause, moment.span) or _of_saying(clause, moment.span, beside):
            continue
        if chance_of(features_of(text, clause, moment, sentence, holder)) < least_chance:
            continue
        voice = holder.speaker if holder else None if is_quoted(states, *clause) else OUTLET
        until = ends.get(number)
        side = None if until is not None else _open_side(text, moment.span, clause)
        event = Event(clause, number, named.inside(clause), voice, until, side)
        if clause not in found or _narrower(moment, moments[found[clause].moment]):
            found[clause] = event
    events = tuple(found[span] for span in sorted(found))
    return events, tuple(replace(s, said=said[s.id]) if s.id in said else s for s in statements)


def _by_line(text: str, statements: Sequence[Statement]) -> dict[int, list[Statement]]:
    """The statements that have a cue or content in each line, by the place of the break before the line."""
    lines: dict[int, list[Statement]] = {}
    for statement in statements:
        breaks = dict.fromkeys(text.rfind("\n", 0, start) for start, _ in (*statement.cue, *statement.content))
        for place in breaks:
            lines.setdefault(place, []).append(statement)
    return lines


class _ByPlace:
    """The actors by the places of their mentions."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self._order = {actor.id: number for number, actor in enumerate(actors)}
        self._mentions = sorted((mention, actor.id) for actor in actors for mention in actor.mentions)

    def inside(self, clause: Span) -> tuple[str, ...]:
        """The ids of the actors who are named in a clause."""
        first, last = (bisect_left(self._mentions, ((at, 0), "")) for at in clause)
        inside = {actor for (_, end), actor in self._mentions[first:last] if end <= clause[1]}
        return tuple(sorted(inside, key=self._order.__getitem__))


def _ends_of_ranges(text: str, moments: Sequence[Moment]) -> dict[int, int]:
    """The place of the moment that ends a range, by that of the one that begins it: `from July 6 to 16`."""
    ends = {}
    for number, (one, other) in enumerate(pairwise(moments)):
        between, before = text[one.span[1] : other.span[0]], text[max(0, one.span[0] - _RANGE) : one.span[0]]
        joined = _TO.fullmatch(between) or (_AND.fullmatch(between) and _BETWEEN.search(before))
        if joined and one.earliest and other.latest and one.earliest < other.latest:
            ends[number] = number + 1
    return ends


def _open_side(text: str, moment: Span, clause: Span) -> Open | None:
    """Which side of its moment an event is open on; what will not be until a day goes on, if at all, from it."""
    before = text[max(clause[0], moment[0] - _RANGE) : moment[0]]
    if _SINCE.search(before) or _ONWARDS.match(text, moment[1], clause[1]):
        return "end"
    if _UNTIL.search(before):
        return "end" if _NOT.search(text, clause[0], moment[0]) else "start"
    return "start" if _BY.search(before) or _AT_LATEST.match(text, moment[1], clause[1]) else None


_SINCE = re.compile(r"\bsince (?:the )?$", re.IGNORECASE)
_ONWARDS = re.compile(r" (?:onwards?|or later|to (?:date|this day|the present))\b")
_UNTIL = re.compile(r"\b(?:until|till) (?:at least )?(?:the )?$", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|no|nobody|nothing)\b|n['’]t\b", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|later than) (?:the )?$", re.IGNORECASE)
_AT_LATEST = re.compile(r" (?:at the latest|or earlier)\b")
_RANGE = 16
_TO = re.compile(r" ?[-–] ?|,? (?:to|until|till|through|up to) (?:the )?")
_AND = re.compile(r" and (?:the )?")
_BETWEEN = re.compile(r"\bbetween (?:the )?$", re.IGNORECASE)


def holder_of(span: Span, statements: Sequence[Statement]) -> Statement | None:
    """The innermost statement in whose content a span stands."""
    holding = [
        (end - start, statement)
        for statement in statements
        for start, end in statement.content
        if start <= span[0] and span[1] <= end
    ]
    return min(holding, key=lambda pair: pair[0])[1] if holding else None


def _dates_saying(text: str, span: Span, statements: Sequence[Statement], sentences: Sentences) -> Statement | None:
    """The statement whose saying a moment dates: it stands close to the cue, in its sentence, with no verb between."""
    sentence = sentences.span(span[0])
    for statement in statements:
        for start, end in statement.cue:
            if not sentence[0] <= start < sentence[1]:
                continue
            if any(low <= span[0] < high for low, high in statement.source):
                continue
            between = _without(text, (end, span[0]) if end <= span[0] else (span[1], start), statement)
            after = end <= span[0] and len(between) <= _NEAR
            opens = span[0] - sentence[0] <= _OPENS_SENTENCE and not statement.within
            before = span[1] <= start and (opens or len(between.strip(" ,")) <= _ADVERB)
            if (after or before) and not VERB.search(between) and ";" not in between:
                return statement
    return None


def _without(text: str, span: Span, statement: Statement) -> str:
    """The words of a span but for those of a statement's source and content."""
    hidden = [*statement.source, *statement.content]
    return "".join(text[at] for at in range(*span) if not any(start <= at < end for start, end in hidden))


def _clause(text: str, moment: Span, sentence: Span, holder: Statement | None) -> Span | None:
    """The clause around a moment, within its sentence and the content that holds it; null where it has no verb."""
    low, high = sentence
    if holder:
        start, end = next(s for s in holder.content if s[0] <= moment[0] and moment[1] <= s[1])
        low, high = max(low, start), min(high, end)
    return clause_around(text, moment, (low, high))


def _of_saying(clause: Span, moment: Span, statements: Sequence[Statement]) -> bool:
    """Whether a clause has a cue in it, and a moment stands with it."""
    return any(_frames(moment, s) for s in statements if s.cue and clause[0] <= s.cue[0][0] < clause[1])


def _frames(moment: Span, statement: Statement) -> bool:
    """Whether a moment stands between source, cue and content of a statement, before them or behind."""
    (start, end), content = statement.cue[0], statement.content
    if any(low <= moment[0] < high for low, high in content):
        return False
    for low, high in statement.source:
        if high <= start <= high + (_NEAR if low <= moment[0] else _ADVERB):
            start = low
            break
    first = min((low for low, _ in content if low >= end), default=None)
    return start - len(", ") <= moment[1] and (moment[1] <= first if first else moment[0] <= end + _NEAR)


def _narrower(one: Moment, other: Moment) -> bool:
    """Whether a moment says more closely when, or as closely in more words: a date rather than a weekday."""
    return (_days(one), other.span[1] - other.span[0]) < (_days(other), one.span[1] - one.span[0])


def _days(moment: Moment) -> int:
    if moment.earliest is None or moment.latest is None:
        return 1_000_000
    return (date.fromisoformat(moment.latest) - date.fromisoformat(moment.earliest)).days
