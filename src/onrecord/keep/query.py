"""What a person types into a search becomes phrases that are wanted or not, and filters."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, get_args

from onrecord.errors import InputError
from onrecord.model.outlook import OutlookKind

_TERM = re.compile(r'(-?)"([^"]*)"?|(\S+)')
_WORD = re.compile(r"[^\W_]")
_FILTER = re.compile(r"(?:^|(?<=\s))(-?(?:speaker|outlet|year|kind)|before|after):(?:\"([^\"]*)\"|(\S+))")
_FIELDS = {
    "speaker": ("source",),
    "outlet": ("outlet",),
    "kind": ("kind",),
    "year": ("since", "until"),
    "before": ("until",),
    "after": ("since",),
}
"""Which fields of the filters a word of a query sets."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search or an export is limited to; days as `2024-03-18`, or the year or month they lie in.

    `outlet` and `source` are words of the name, `kind` is that of an outlook. `without` is what is left out: pairs of
    "outlet" with the whole name, "speaker" with words of the name, "year" and "kind". `after` is the number of a story
    that was kept before all that pass.
    """

    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None
    kind: OutlookKind | None = None
    without: tuple[tuple[str, str], ...] = ()
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

    Raises InputError where a day or a year is none, or nothing is of such a kind.

    >>> read_query('dam speaker:"Lena Varga" before:2024-03 -outlet:Herald')[0]
    'dam'
    >>> read_query('dam speaker:"Lena Varga" before:2024-03 -outlet:Herald')[1].without
    (('outlet', 'Herald'),)
    """
    told: dict[str, Any] = {}
    without = filters.without
    for match in _FILTER.finditer(words):
        name, value = match[1], match[2] or match[3] or ""
        _check(name.removeprefix("-"), value)
        if name.startswith("-"):
            without += ((name[1:], value),)
        else:
            told |= dict.fromkeys(_FIELDS[name], value)
    return " ".join(_FILTER.sub("", words).split()), replace(filters, without=without, **told)


def _check(name: str, value: str) -> None:
    """Raise InputError where a filter cannot have a value."""
    if name == "year" and not re.fullmatch(r"\d{4}", value):
        raise InputError(f"{value!r} is no year; write 2024")
    if name == "kind" and value not in get_args(OutlookKind):
        raise InputError(f"no outlook is of the kind {value!r}; there are {', '.join(get_args(OutlookKind))}")
    if name in ("before", "after"):
        check_day(value)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words to search for: all phrases of one of the `groups`, and none of the `unwanted`."""

    groups: tuple[tuple[str, ...], ...]
    unwanted: tuple[str, ...]

    @property
    def phrases(self) -> tuple[str, ...]:
        """All phrases that are wanted, in order."""
        return tuple(phrase for group in self.groups for phrase in group)

    def fts5(self, column: str | None = None) -> str:
        """As SQLite's FTS5 writes it; with a column, only the words there.

        >>> Wanted((("dam", "Tarn Valley"),), ("flood",)).fts5()
        '("dam" AND "Tarn Valley") NOT "flood"'
        """
        quoted = [[_quoted(phrase) for phrase in group] for group in self.groups]
        # OR binds looser than AND, so that the groups need no brackets of their own.
        match = "(" + " OR ".join(" AND ".join(group) for group in quoted) + ")"
        match = " NOT ".join([match, *map(_quoted, self.unwanted)])
        return f"{column} : ({match})" if column else match


def _quoted(phrase: str) -> str:
    return '"' + phrase.replace('"', '""') + '"'


def wanted(words: str) -> Wanted:
    """What somebody searches for: all words, "phrases" together, `-word` left out, OR between alternatives.

    Anything else is taken as words, so that no input is a syntax error. Raises InputError where no word is
    left to search for.

    >>> wanted("dam OR bridge -flood")
    Wanted(groups=(('dam',), ('bridge',)), unwanted=('flood',))
    """
    groups: list[list[str]] = [[]]
    unwanted: list[str] = []
    for minus, phrase, word in _TERM.findall(words.replace("\0", " ")):
        if word == "OR":
            groups.append([])
            continue
        minus, term = (minus, phrase) if phrase else (("-", word[1:]) if word.startswith("-") else ("", word))
        if not _WORD.search(term):
            continue
        if minus:
            unwanted.append(term)
        else:
            groups[-1].append(term)
    if not any(groups):
        raise InputError(f"no word to search for in {words!r}")
    return Wanted(tuple(tuple(group) for group in groups if group), tuple(unwanted))
