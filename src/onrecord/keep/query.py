"""What a person types into a search becomes a query of the full-text index, and filters."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from onrecord.errors import InputError

_TERM = re.compile(r'(-?)"([^"]*)"?|(\S+)')
_WORD = re.compile(r"\w")
_FILTER = re.compile(r"(?:^|(?<=\s))(-outlet|speaker|outlet|before|after):(?:\"([^\"]*)\"|(\S+))")
_NAMES = {"speaker": "source", "outlet": "outlet", "before": "until", "after": "since"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search or an export is limited to; days as `2024-03-18`, or the year or month they lie in.

    `outlet` and `source` are words of the name; `without` are whole names of outlets that are left out; `after` is the
    number of a story that was kept before all that pass.
    """

    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None
    without: tuple[str, ...] = ()
    after: int = 0


def check_day(day: str | None) -> str | None:
    """A day, month or year of a filter, as it was given; raises InputError where it is none.

    >>> check_day("2024-03")
    '2024-03'
    """
    if day is not None and not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", day):
        raise InputError(f"{day!r} is no day; write 2024-03-18, 2024-03 or 2024")
    return day


def read_query(words: str, filters: Filters = Filters()) -> tuple[str, Filters]:
    """The words of a search, and its filters with what stands among the words as `speaker:`, `-outlet:`, `before:`.

    Raises InputError where a day is none.

    >>> read_query('dam speaker:"Lena Varga" before:2024-03 -outlet:Herald')
    ('dam', Filters(outlet=None, since=None, until='2024-03', source='Lena Varga', without=('Herald',), after=0))
    """
    found = [(match[1], match[2] or match[3] or "") for match in _FILTER.finditer(words)]
    without = tuple(value for name, value in found if name == "-outlet")
    told: dict[str, Any] = {_NAMES[name]: value for name, value in found if name != "-outlet"}
    for name in ("since", "until"):
        check_day(told.get(name))
    return " ".join(_FILTER.sub("", words).split()), replace(filters, without=filters.without + without, **told)


def to_match(words: str) -> str:
    """An FTS5 expression: all words, "phrases" together, `-word` left out, OR between alternatives.

    Anything else is taken as words, so that no input is a syntax error. Raises InputError where no word is
    left to search for.

    >>> to_match('dam "Tarn Valley" -flood')
    '("dam" AND "Tarn Valley") NOT "flood"'
    >>> to_match("dam OR bridge")
    '("dam" OR "bridge")'
    """
    groups: list[list[str]] = [[]]
    unwanted: list[str] = []
    for minus, phrase, word in _TERM.findall(words):
        if word == "OR":
            groups.append([])
            continue
        minus, term = (minus, phrase) if phrase else (("-", word[1:]) if word.startswith("-") else ("", word))
        if not _WORD.search(term):
            continue
        quoted = '"' + term.replace('"', '""') + '"'
        if minus:
            unwanted.append(quoted)
        else:
            groups[-1].append(quoted)
    wanted = [" AND ".join(group) for group in groups if group]
    if not wanted:
        raise InputError(f"no word to search for in {words!r}")
    # OR binds looser than AND, so that the groups need no brackets of their own.
    match = "(" + " OR ".join(wanted) + ")"
    return " NOT ".join([match, *unwanted])
