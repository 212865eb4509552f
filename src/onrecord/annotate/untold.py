"""Which clauses tell no happening: conditions, questions, what is usual or so now, pieces whose verb is elsewhere."""

from __future__ import annotations

import re

from onrecord.annotate.clauses import TENSED
from onrecord.model.span import Span


def tells_nothing(text: str, clause: Span, moment: Span) -> bool:
    """Whether a clause tells no happening, or not at its moment: that is of the source, or of what it sets out from."""
    aside = _ASIDE.match(text, *clause)
    return (
        (aside is not None and moment[0] < aside.end())
        or _NO_HAPPENING.search(text, *clause) is not None
        or _CONDITION_OR_THING.match(text, *clause) is not None
        or "?" in text[clause[1] - 2 : clause[1] + 1]
        or _is_piece(text, clause, moment)
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


_PIECE = re.compile(r"(?:of|on|at|by|for|from|with|in) |(?:since|after|before) (?!\w+ing )", re.IGNORECASE)
_OPENS = 4


def _of_today_only(text: str, clause: Span, moment: Span) -> bool:
    """Whether something is told to have happened, or to be about to, today: not what is so, or can be found, now."""
    opens = moment[0] - clause[0] < _OPENS
    return _DONE.search(text, clause[0], clause[1] if opens else moment[0]) is not None


_DONE = re.compile(
    rf"\b(?!(?:has|have|had)\b)(?<!\bcan be )(?<!\bbe )(?<!\bbeing )(?<!\bis )(?<!\bare ){TENSED.pattern}"
)
