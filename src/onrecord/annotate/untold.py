"""Which clauses tell no happening: conditions, questions, what is usual or so now, pieces whose verb is elsewhere."""

from __future__ import annotations

import re

from onrecord.annotate.clauses import PARTICIPLE, TELLER, TENSED, VERB
from onrecord.model.span import Span


def tells_nothing(text: str, clause: Span, moment: Span) -> bool:
    """Whether a clause tells no happening, or not at its moment: that is of the source, or of what it sets out from."""
    aside = _ASIDE.match(text, *clause)
    return (
        (aside is not None and moment[0] < aside.end())
        or _NO_HAPPENING.search(text, *clause) is not None
        or _CONDITION_OR_THING.match(text, *clause) is not None
        or _WHO_SAYS.fullmatch(text, *clause) is not None
        or "?" in text[clause[1] - 2 : clause[1] + 1]
        or _is_piece(text, clause, moment)
        or _named_only(text, clause, moment)
        or _is_so(text, clause, moment)
        or (text[slice(*moment)].casefold() == "today" and not _of_today_only(text, clause, moment))
    )


_ASIDE = re.compile(
    r"\W*(?:according to|despite|given|with|without|like|unlike|thanks to|in spite of|in addition to|based on|under"
    r"|in (?:light|view) of|as an?)\b[^,;]*",
    re.IGNORECASE,
)
"""A source, or what a clause sets out from and does not tell."""
_NO_HAPPENING = re.compile(
    r"\b(?:usually|normally|typically|generally|often|always|you need to know|Monday (?:to|through) Friday)\b",
    re.IGNORECASE,
)
_WHO_SAYS = re.compile(rf"{TELLER}(?: [^,;:]{{1,30}})?")
"""It says when something was said: `the union said on Wednesday`."""
_CONDITION_OR_THING = re.compile(
    r"\W*(?:as )?(?i:if)\b|to (?:the|an?|its|his|her|their|two|some|all)\b",
)
"""`If it rains`, and what somebody gave words to: `to the valley`."""


def _is_piece(text: str, clause: Span, moment: Span) -> bool:
    """Whether a clause is the piece of another in which its verb stands: `for the victims of a flood last year`."""
    piece = _PIECE.match(text, *clause)
    if piece is None or moment[0] - clause[0] <= _OPENS:
        return False
    # What begins in small letters is cut out of its clause, whose verb is not what follows.
    last = moment[0] if piece.group()[0].islower() else clause[1]
    return TENSED.search(text, clause[0], last) is None


def _named_only(text: str, clause: Span, moment: Span) -> bool:
    """Whether words cut out of a sentence have no verb before a moment and none right behind it.

    `She backed | a bill this year that would cap the tolls`.
    """
    led_to = _LED_TO.fullmatch(text, clause[0], moment[0]) or _TO_DO.match(text, clause[0])
    if led_to or _CUT.search(text, max(0, clause[0] - 2), clause[0]) is None:
        return False
    return not VERB.search(text, clause[0], moment[0]) and not _ACTS.match(text, moment[1], clause[1])


_CUT = re.compile(r"[a-z] $")
_LED_TO = re.compile(r"(?:(?i:that|the|in|on|at|by|from|since|until|during|for|early|late|about) )*")
_TO_DO = re.compile(r"(?:not )?to [a-z]+ ")
_ACTS = re.compile(rf"(?:,? [^,]*,)?(?: [a-z]+ly)?,? (?:is|are|can|may|must|{TENSED.pattern}|[a-z]+s\b)")


def _is_so(text: str, clause: Span, moment: Span) -> bool:
    """Whether a clause tells how something is, with a moment that dates none of it: `the next decade is critical`."""
    verb = _FIRST_VERB.search(text, *clause)
    return (
        verb is not None and verb["is"] is not None and verb.end() < clause[1] and not _HAPPENS.match(text, verb.end())
    )


_FIRST_VERB = re.compile(
    rf"(?P<is>\b(?:is|are)(?![\w-])|\b(?:[Ii]t|[Tt]here|[Tt]hat|[Hh]e|[Ss]he)['’]s\b)|{TENSED.pattern}"
)
_HAPPENS = re.compile(
    r"(?:,[^,]*,)?"
    r"(?: (?:not|now|also|still|only|just|already|all|both|currently|reportedly|best|next [a-z]+|[a-z]+ly))*"
    r" (?:to|due|set|open|likely|unlikely|expected|on track|about to|under|ready|able|in|on|at|for|from"
    rf"|{PARTICIPLE}|[a-z]+ing)\b"
)
"""Behind `is` it tells of what comes about: `is now due`, `is held`."""
_PIECE = re.compile(r"(?:of|on|at|by|for|from|with|in) |(?:since|after|before) (?!\w+ing )", re.IGNORECASE)
_OPENS = 4


def _of_today_only(text: str, clause: Span, moment: Span) -> bool:
    """Whether something is told to have happened, or to be about to, today: not what is so, or can be found, now."""
    opens = moment[0] - clause[0] < _OPENS
    return _DONE.search(text, clause[0], clause[1] if opens else moment[0]) is not None


_DONE = re.compile(
    rf"\b(?!(?:has|have|had)\b)(?<!\bcan be )(?<!\bbe )(?<!\bbeing )(?<!\bis )(?<!\bare ){TENSED.pattern}"
)
