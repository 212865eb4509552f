"""Positions over time: what an actor said on one thing, and what changed from one time to the next.

What changed is proposed by the words of cue and content alone, for a person to judge. The words are lists:
`positions.toml`, beside this file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from onrecord.model.correction import CHANGES, Change
from onrecord.model.record import Record
from onrecord.model.span import words_of
from onrecord.model.statement import Statement


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'])(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


_LISTS = tomllib.loads((files(__package__) / "positions.toml").read_text(encoding="utf-8"))
_AGAINST = _pattern(_LISTS["against"]["words"])
_FIRMNESS = {"open": 1, "meant": 2, "firm": 3}
_FIRM = {name: _pattern(_LISTS[name]["words"]) for name in _FIRMNESS}
_LEAD = 60
"""How many characters of a content say whether it is for or against something."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_EMPTY = frozenset(_LISTS["empty"]["words"])
_SHARED, _SHARE = 2, 0.5
"""How many words, and what part of the shorter statement's, two share that speak of one thing."""


@dataclass(frozen=True, slots=True)
class Position:
    """A statement of an actor on something, and what changed since an earlier one in another story.

    `change` is null where none speaks of the same thing, or it cannot be told; `since` is the earlier one's place in
    the list of positions. `by` is who judged so, null where it is only proposed.
    """

    record: Record
    statement: Statement
    change: Change | None = None
    since: int | None = None
    by: str | None = None


def positions(said: Iterable[tuple[Record, Statement]]) -> Iterator[Position]:
    """The statements of an actor, which are given in order of time, each with what changed."""
    before: list[tuple[Record, Statement]] = []
    for record, statement in said:
        since = _last_on_the_same(before, record, statement)
        judged = next((c for c in record.corrections[::-1] if c.kind == "change" and c.is_of(statement)), None)
        if judged:
            change = next((change for change in CHANGES if change == judged.name), None)
        else:
            change = None if since is None else change_between(_words(*before[since]), _words(record, statement))
        yield Position(record, statement, change, since if change else None, judged.who if judged else None)
        before.append((record, statement))


def change_between(one: str, other: str) -> Change | None:
    """What changed from one statement, its cue and content, to another on the same thing.

    >>> change_between("vowed to build the dam by May", "might build the dam")
    'softened'
    >>> change_between("will build the dam", "will not build the dam")
    'reversed'
    """
    (against, firm), (now_against, now_firm) = _stance(one), _stance(other)
    if against != now_against:
        return "reversed" if firm and now_firm else None
    if not firm or not now_firm:
        return "repeated" if firm == now_firm else None
    return "repeated" if firm == now_firm else "softened" if now_firm < firm else "hardened"


def _stance(words: str) -> tuple[bool, int]:
    """Whether a statement is against something, and how firm it is; 0 where it is not told."""
    first = {name: match.start() for name, pattern in _FIRM.items() if (match := pattern.search(words))}
    firm = _FIRMNESS[min(first, key=lambda name: first[name])] if first else 0
    return len(_AGAINST.findall(words[:_LEAD])) % 2 == 1, firm


def _last_on_the_same(before: Sequence[tuple[Record, Statement]], record: Record, statement: Statement) -> int | None:
    """The place of the last statement of another story that shares enough words with this one."""
    mine = _stems(_words(record, statement))
    for place in range(len(before) - 1, -1, -1):
        earlier, told = before[place]
        if earlier.story.id == record.story.id:
            continue
        theirs = _stems(_words(earlier, told))
        shared = len(mine & theirs)
        if shared >= _SHARED and shared >= _SHARE * min(len(mine), len(theirs)):
            return place
    return None


def _words(record: Record, statement: Statement) -> str:
    text = record.story.text
    return " ".join(f"{words_of(text, statement.cue)} {words_of(text, statement.content)}".split())


def _stems(words: str) -> set[str]:
    """The words that say what a statement is about, by their beginnings, so that forms of one word are one."""
    return {word[:5] for word in _WORD.findall(words.casefold()) if word not in _EMPTY and not _says_how(word)}


def _says_how(word: str) -> bool:
    return any(pattern.fullmatch(word) for pattern in (*_FIRM.values(), _AGAINST))
