"""Which statements of two tellings of a story are the same: those that say it in the same words, or nearly."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from onrecord.model.record import Record
from onrecord.model.statement import Statement

_WORD = re.compile(r"\w+")
_ALIKE = 0.75
"""How many of the words of both contents have to be the same, by Dice."""


def matched(one: Record, other: Record) -> dict[str, str]:
    """The statements of one record that stand in another too, by their ids; each is matched once, the likest first."""
    ours, theirs = _words(one), _words(other)
    pairs = [
        (-_alike(mine, yours), i, j) for i, mine in enumerate(ours) for j, yours in enumerate(theirs) if mine and yours
    ]
    found: dict[int, int] = {}
    for unlike, i, j in sorted(pairs):
        if -unlike >= _ALIKE and i not in found and j not in found.values():
            found[i] = j
    return {one.statements[i].id: other.statements[j].id for i, j in sorted(found.items())}


@dataclass(frozen=True, slots=True)
class Difference:
    """What another telling of a story has that this one lacks, and the other way round, statement by statement."""

    added: tuple[Statement, ...]
    gone: tuple[Statement, ...]


def difference(first: Record, then: Record) -> Difference:
    """The statements that a later telling added, and those that are gone from it."""
    same = matched(first, then)
    kept = set(same.values())
    return Difference(
        tuple(s for s in then.statements if s.id not in kept), tuple(s for s in first.statements if s.id not in same)
    )


def _words(record: Record) -> list[Counter[str]]:
    return [_bag(record.story.text, s) for s in record.statements]


def _bag(text: str, statement: Statement) -> Counter[str]:
    spans = statement.content or statement.cue
    return Counter(_WORD.findall(" ".join(text[start:end] for start, end in spans).casefold()))


def _alike(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())
