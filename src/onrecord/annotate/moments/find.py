"""The time expressions of a text, each with its value, its EDTF form and the days between which it lies."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from datetime import date
from functools import cache, partial

from onrecord.annotate.moments.calendar import days_of
from onrecord.annotate.moments.context import A_DAY, Context, Value, group
from onrecord.annotate.moments.expressions import EXPRESSIONS, OPENING, Expression, opened
from onrecord.annotate.moments.words import MONTHS, TENSES, either
from onrecord.annotate.sentences import Sentences
from onrecord.model.moment import Moment

_AROUND = 40
_OF_A_YEAR = re.compile(r"\d{4}-\d\d")


@cache
def _tense_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    # An apostrophe may follow a letter: "we'll". What "seemed to be" is not to be.
    future = re.compile(
        r"(?<!\bseemed )(?<!\bseems )(?<!\bappeared )(?<!\bappears )"
        rf"(?:(?<!\w)|(?=['’]))(?:{either(TENSES['future'])})(?!\w)",
        re.IGNORECASE,
    )
    # What is to "be held" or "remain closed" has not been; who "has a vote" or "has to vote" has not done so.
    past = re.compile(
        r"(?<![\w])(?<!\bbe )(?<!\bremain )(?<!\bstay )"
        r"(?!ha(?:s|ve) (?:an?|the|no|to|its|their|his|her|our|my|until|\d+)\b)"
        rf"(?:{either(TENSES['past'])}|(?-i:[a-z]{{2,}}ed))(?!\w)",
        re.IGNORECASE,
    )
    return future, past


def find_moments(text: str, published: str | None = None, month_first: bool = False) -> tuple[Moment, ...]:
    """The moments of a text in order.

    `published` is the day that relative expressions count from (`2024-03-18`, a time after it does not matter);
    `month_first` says that 3/4/2024 is in March, where no date of the text shows its order.

    >>> [(m.timex, m.earliest, m.latest) for m in find_moments("It began in February this year.", "2024-03-18")]
    [('2024-02', '2024-02-01', '2024-02-29')]
    """
    now = _dateline(text, _day(published))
    order = _month_first_here(text, month_first)
    ends = Sentences(text).starts
    moments: list[Moment] = []
    then: tuple[int, str] | None = None
    day_told: str | None = None
    at = 0
    for match, expression in _candidates(text):
        start, end = match.span()
        if start < at:
            continue
        context = Context(
            now=now,
            then=then[1] if then else None,
            tense_here=partial(_tense, text, start, end, ends),
            month_first=order,
            before=text[max(0, start - _AROUND) : start],
            after=text[end : end + _AROUND],
            year_told=_year_told(text, then, now, start, ends),
            day_told=day_told,
            day_here=_day_here(then, start, ends),
        )
        value = expression.read(match, context)
        if value is None:
            continue
        at = end
        moment = _moment(text, match, value, now)
        if moments and _of_day_behind(text, moments[-1], moment):
            moments[-1] = _on(moments[-1], moment)
        moments.append(moment)
        if value.type in ("DATE", "TIME") and days_of(value.timex):
            then = start, value.timex.split("T")[0]
            day_told = then[1] if A_DAY.fullmatch(then[1]) else day_told
    return tuple(moments)


def _of_day_behind(text: str, time: Moment, day: Moment) -> bool:
    """Whether the day of a time of day stands right behind it: `at 12:45 on Monday, July 4`."""
    return (
        time.type == "TIME"
        and day.type == "DATE"
        and A_DAY.fullmatch(day.timex) is not None
        and "T" in time.timex
        and _ON.fullmatch(text, time.span[1], day.span[0]) is not None
    )


_ON = re.compile(r",? (?:on )?")


def _on(time: Moment, day: Moment) -> Moment:
    """A time of day, on a day."""
    timex = day.timex + time.timex[time.timex.index("T") :]
    return replace(time, timex=timex, edtf=day.edtf, earliest=day.earliest, latest=day.latest)


def _year_told(text: str, then: tuple[int, str] | None, now: date | None, start: int, ends: list[int]) -> str | None:
    """The year to which a day or month without one belongs: that of a day or month told in its sentence.

    In a story of years past it may stand a few sentences before.
    """
    if then is None or not _OF_A_YEAR.match(then[1]) or "\n\n" in text[then[0] : start]:
        return None
    away = bisect_right(ends, start) - bisect_right(ends, then[0])
    past = now is None or now.year - int(then[1][:4]) >= _LONG_PAST
    return then[1][:4] if away == 0 or (past and away <= _REMEMBERED) else None


def _day_here(then: tuple[int, str] | None, start: int, ends: list[int]) -> str | None:
    """The day told of in the sentence of a time: `on Tuesday in Marn at 18:00`."""
    told = then is not None and A_DAY.fullmatch(then[1]) and bisect_right(ends, start) == bisect_right(ends, then[0])
    return then[1] if then and told else None


_LONG_PAST = 2
_REMEMBERED = 4
"""Years since, and sentences within which, a story that tells of the past goes on in the year told."""


_FIGURES = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/\d{2}(?:\d{2})?(?!\d)")


def _month_first_here(text: str, month_first: bool) -> bool:
    """The order of day and month in a text's figures, where one of its dates can be read in one way only."""
    for one, two in _FIGURES.findall(text):
        if int(one) > _MONTHS or int(two) > _MONTHS:
            return int(one) <= _MONTHS
    return month_first


_MONTHS = 12


def _dateline(text: str, published: date | None) -> date | None:
    """The day that the story's first lines name in full, where it is within days of publication; else that."""
    named = _FULL_DAY.search(text, 0, _FIRST_LINES)
    day = named and _day(f"{named['year']}-{MONTHS[named['month']]:02}-{int(named['day']):02}")
    if day and published and abs((day - published).days) <= _CLOSE:
        return day
    return published


_LONG_MONTHS = "|".join(
    month for month in MONTHS if len(month) > 5 or month in ("May", "June", "July", "March", "April")
)
_FULL_DAY = re.compile(rf"(?:^|[\n(]|day, )(?P<month>{_LONG_MONTHS}) (?P<day>\d\d?), (?P<year>\d{{4}})")
_FIRST_LINES = 300
_CLOSE = 7


def _day(published: str | None) -> date | None:
    match = re.match(r"\d{4}-\d\d-\d\d", published or "")
    try:
        return date.fromisoformat(match.group()) if match else None
    except ValueError:
        return None


def _candidates(text: str) -> list[tuple[re.Match[str], Expression]]:
    """All matches in text order, of those that begin at one place the longest first."""
    patterns = opened()
    found = [
        (opening.start(), -match.end(), number, match)
        for opening in OPENING.finditer(text)
        for number, pattern in patterns.get(opening[0].casefold(), ())
        if (match := pattern.match(text, opening.start()))
    ]
    found.sort(key=lambda item: item[:3])
    return [(match, EXPRESSIONS[number]) for _, _, number, match in found]


def _tense(text: str, start: int, end: int, ends: list[int]) -> int:
    """Of the clause around an expression: -1 past, 1 future, 0 where neither shows; the nearest verb tells."""
    i = bisect_right(ends, start)
    low, high = ends[i - 1] if i else 0, ends[i] if i < len(ends) else len(text)
    low, high = max(low, start - 160), min(high, end + 80)
    if _DEADLINE.search(text[low:start]):
        return 1
    comma = text.find(", ", end, high)
    # A verb behind a comma is seldom of the same clause: It "will reopen on Friday, the mayor said".
    for last in (comma, high) if comma >= 0 else (high,):
        ahead, behind = (_nearest(pattern, text, low, start, end, last) for pattern in _tense_patterns())
        if ahead is not None or behind is not None:
            break
    else:
        return 0
    if ahead is None or (behind is not None and behind < ahead):
        return -1
    return 1


_DEADLINE = re.compile(
    r"\b(?:g[ai]ven?|gives|giving|ha[sd]|have|extend(?:s|ed|ing)?|deadline)\b[^.;:,]{0,40}"
    r"\b(?:until|till|by) (?:the )?$"
)
"""What somebody was given until then is ahead of whoever gave it: `It gave them until March 1`."""


def _nearest(pattern: re.Pattern[str], text: str, low: int, start: int, end: int, high: int) -> int | None:
    before = [start - match.end() for match in pattern.finditer(text, low, start)]
    after = [match.start() - end + _LATE for match in pattern.finditer(text, end, high)]
    return min(before + after, default=None)


_LATE = 20
"""How many characters farther off a verb after an expression counts than one before."""


def _moment(text: str, match: re.Match[str], value: Value, now: date | None) -> Moment:
    first = days_of(value.timex) if value.type in ("DATE", "TIME") else None
    anchor = match.span("anchor") if group(match, "anchor") else None
    earliest = first and first.first
    latest = first and first.last
    edtf = _edtf(value) if first or value.timex.startswith("BC") else None
    if value.timex in ("PAST_REF", "FUTURE_REF", "PRESENT_REF") and now:
        edtf = {"PAST_REF": f"../{now}", "FUTURE_REF": f"{now}/..", "PRESENT_REF": str(now)}[value.timex]
        earliest = now if value.timex != "PAST_REF" else None
        latest = now if value.timex != "FUTURE_REF" else None
    return Moment(
        span=match.span(),
        type=value.type,
        timex=value.timex,
        edtf=edtf,
        earliest=str(earliest) if earliest else None,
        latest=str(latest) if latest else None,
        mod=value.mod,
        anchor=anchor,
    )


_SEASON_CODES = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
_QUARTER = {"Q": 32, "H": 39}


def _edtf(value: Value) -> str:
    """A value in EDTF: decades and centuries with X's, seasons and quarters by number, `~` where it is about."""
    timex = value.timex.split("T", 1)[0]
    if timex.startswith("BC"):
        digits = timex[2:]
        return f"-{int(digits) - 1:04}" if len(digits) == 4 else f"-{digits}XX"
    if timex.isdigit() and len(timex) < 4:
        timex = timex + "X" * (4 - len(timex))
    elif match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", timex):
        timex = f"{match[1]}-{_SEASON_CODES[match[2]]}"
    elif match := re.fullmatch(r"(\d{4})-([QH])(\d)", timex):
        timex = f"{match[1]}-{_QUARTER[match[2]] + int(match[3])}"
    elif re.fullmatch(r"\d{4}-W\d\d(?:-WE)?", timex):
        days = days_of(timex)
        return f"{days.first}/{days.last}" if days else timex
    return timex.replace("/", "~/") + "~" if value.mod == "APPROX" else timex
