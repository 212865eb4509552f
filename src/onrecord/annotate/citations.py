"""`Reuters reported, citing two diplomats, that ...`: what an outlet cites somebody for is that one's own statement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model.span import words_of
from onrecord.model.statement import Statement

_CITING = re.compile(r"(?:\w+ )?(?:citing|quoting)", re.IGNORECASE)
_LONGEST = 14
"""More words than these name nobody."""

_SPEAKS = re.compile(
    r"\b(?:officials?|sources?|diplomats?|minist(?:er|ers|ry)|spokes\w+|police|witness(?:es)?|experts?|analysts?"
    r"|agenc(?:y|ies)|(?:news)?papers?|lawyers?|aides?|advis[eo]rs?|residents?|people|person|participants?|members?"
    r"|executives?|engineers?|doctors?|scientists?|researchers?|president|governor|mayor|army|military|government"
    r"|authorit(?:y|ies)|reports?|documents?|letters?|statements?|records?)\b|\b[A-Z]\w+ [A-Z]\w+"
)
_DOES_NOT = re.compile(r"\b(?:as|of|that|who|which|to)\b|[\"“«:]")
"""Words that a name of somebody does not hold: `citing trust as a factor`, `citing fears of terrorism`."""


def with_cited_speakers(text: str, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with each mere mention of whom an outlet cites made that one's statement.

    It takes the content of the outlet's statement beside it, on the same line, and lies within that one. A citing
    of something that cannot speak ("citing trust as a factor") stays as it is.
    """
    told_with = [_told_with(text, statement, statements) for statement in statements]
    return tuple(_cited(s, told) if told else s for s, told in zip(statements, told_with, strict=True))


def _cited(citing: Statement, told: Statement) -> Statement:
    sure = min(citing.confidence, told.confidence)
    return replace(told, id=citing.id, source=citing.content, cue=citing.cue, within=told.id, confidence=sure)


def _told_with(text: str, citing: Statement, statements: Sequence[Statement]) -> Statement | None:
    """The outlet's statement for which it cites somebody; None where it cites nobody, or for nothing."""
    cited = words_of(text, citing.content)
    if not _CITING.fullmatch(words_of(text, citing.cue)) or len(cited.split()) > _LONGEST:
        return None
    if len(citing.content) != 1 or not _SPEAKS.search(cited) or _DOES_NOT.search(cited):
        return None
    for other in statements:
        same_source = other is not citing and other.source and citing.source in (other.source, ())
        if same_source and other.cue and other.within == citing.within:
            low, high = sorted((citing.cue[0][0], other.cue[0][0]))
            if "\n" not in text[low:high]:
                return other
    return None
