"""From the groups of a matched expression to its value, given when the story was published and what it told before.

Each reader gives a Value, or null where the words are no time after all. A value that cannot be known (a weekday with
no date of publication) has its X's, as TIMEX3 writes them, and no days.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord.annotate.moments.calendar import same_day_moved
from onrecord.annotate.moments.words import MONTHS, NUMBERS, ORDINALS, SMALL
from onrecord.model.moment import MomentType

Groups = re.Match[str]

A_DAY = re.compile(r"\d{4}-\d\d-\d\d")
"""A value that is a day."""


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression means: TIMEX3 type, value and modifier."""

    type: MomentType
    timex: str
    mod: str | None = None


@dataclass(slots=True)
class Context:
    """What is known where an expression stands: `now` is the day of publication, `then` the value last told of.

    `tense` is -1 in a clause about the past, 1 in one about the future, 0 where neither shows. `month_first` settles
    the order of day and month in figures. `year_told` is the year that days and months without one belong to, where the
    story tells of another than that of publication; `day_told` is the last day told of, `day_here` one of the sentence.
    """

    now: date | None = None
    then: str | None = None
    tense_here: Callable[[], int] = int
    month_first: bool = False
    before: str = ""
    after: str = ""
    year_told: str | None = None
    day_told: str | None = None
    day_here: str | None = None

    @property
    def tense(self) -> int:
        """That of the clause."""
        return self.tense_here()

    def day_away(self, days: int) -> str:
        """The day so many days from that of publication; with X's where it is unknown or beyond the calendar."""
        day = same_day_moved(self.now, "day", days) if self.now else None
        return str(day) if day else "XXXX-XX-XX"

    @property
    def today(self) -> str | None:
        """The day of publication as a value."""
        return str(self.now) if self.now else None


@cache
def early_mod(words: str | None) -> str | None:
    """The modifier of `early`, `the end of` and the like."""
    small = (words or "").casefold()
    if not small:
        return None
    if "early" in small or "beginning" in small or "start" in small or "turn" in small:
        return "START"
    return "MID" if "mid" in small else "END"


def about_mod(words: str | None) -> str | None:
    """The modifier of `about`, `more than` and the like."""
    small = (words or "").casefold()
    table = {
        "more than": "MORE_THAN",
        "over": "MORE_THAN",
        "less than": "LESS_THAN",
        "under": "LESS_THAN",
        "at least": "EQUAL_OR_MORE",
        "at most": "EQUAL_OR_LESS",
        "up to": "EQUAL_OR_LESS",
        "nearly": "LESS_THAN",
        "almost": "LESS_THAN",
    }
    return table.get(small, "APPROX") if small else None


def group(match: Groups, name: str) -> str | None:
    """A group of a match; null where the pattern has none of that name."""
    return match[name] if name in match.re.groupindex else None


def month_of(match: Groups) -> int:
    """The number of the month that a match names."""
    return MONTHS[match["month"].rstrip(".")]


def number_of(words: str) -> float | None:
    """What a number is in figures; null for one that says none, as `several`.

    >>> number_of("twenty-one"), number_of("two and a half"), number_of("a few")
    (21.0, 2.5, None)
    """
    small = words.casefold().strip()
    if re.fullmatch(r"\d+(?:[.,]\d+)*", small):
        return float(small.replace(",", "")) if small.count(".") < 2 else None
    if small.startswith("half"):
        return 0.5
    if "couple" in small:
        return 2.0
    half = 0.5 if small.endswith(" and a half") else 0.0
    parts = re.split(r"[- ]", small.removesuffix(" and a half"))
    if any(part not in NUMBERS for part in parts):
        return None
    return sum(NUMBERS[part] for part in parts) + half


def count_of(match: Groups) -> float | None:
    """How many units a match counts: one where it says no number; null for a number that says none, as `several`."""
    number = number_of(group(match, "number") or "1")
    return number + 0.5 if number is not None and group(match, "more") else number


def whole(number: float) -> str:
    """A number in figures, without a fraction where it has none."""
    return str(int(number)) if number == int(number) else str(number)


def ordinal_of(words: str) -> int | None:
    """The number of an ordinal."""
    figures = re.match(r"\d+", words)
    return int(figures.group()) if figures else ORDINALS.get(words.casefold())


def way_of(which: str) -> int:
    """-1 for what is behind, 1 for what lies ahead, 0 for here."""
    small = which.casefold()
    return (small in SMALL["ahead"]) - (small in SMALL["behind"])


_LETTERS = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "week": "W",
    "weekend": "WE",
    "month": "M",
    "year": "Y",
}
_MANY = {"fortnight": (2, "week"), "quarter": (3, "month"), "decade": (10, "year"), "century": (100, "year")}
"""Units that ISO 8601 has no letter for."""

OF_DAY = ("second", "minute", "hour")


def period(number: str, unit: str) -> str:
    """So many units as ISO 8601 has them.

    >>> period("0.5", "decade"), period("3", "hour"), period("X", "century")
    ('P5Y', 'PT3H', 'PXY')
    """
    if unit in _MANY:
        many, unit = _MANY[unit]
        number = number if number == "X" else whole(many * float(number))
    return ("PT" if unit in OF_DAY else "P") + number + _LETTERS[unit]
