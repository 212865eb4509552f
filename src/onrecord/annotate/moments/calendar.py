"""Stretches of days and the arithmetic on them: which days a value means, and the value that is so far before or after.

A value is written as TIMEX3 has it: `2024`, `2024-02`, `2024-02-18`, `2024-W07`, `2024-Q1`, `2024-H1`, `2024-SU`, `199`
(a decade), `19` (a century), each also before the year 1000 with leading zeros; days of another calendar's month as ISO
8601 has an interval, `2024-03-11/2024-04-09`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

import jdatetime
from dateutil.relativedelta import relativedelta
from dateutil.relativedelta import weekday as a_weekday
from hijridate import Hijri

SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
"""The months with which each season of the northern half begins and ends; a winter ends in the next year."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `first` to `last`, both in."""

    first: date
    last: date


_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_PART = re.compile(r"(\d{4})-([QH])(\d)$")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)$")


def days_of(value: str) -> Days | None:
    """The days that a value means; null where it means none that a calendar has.

    >>> days_of("2024-02").last.day, str(days_of("2024-W01").first), str(days_of("199").last)
    (29, '2024-01-01', '1999-12-31')
    >>> days_of("2023-02-29") is None
    True
    """
    first, _, last = value.split("T", 1)[0].partition("/")
    try:
        return Days(date.fromisoformat(first), date.fromisoformat(last)) if last else _days_of(first)
    except ValueError:
        return None


def _days_of(value: str) -> Days | None:
    if match := _DAY.fullmatch(value):
        day = date(*map(int, match.groups()))
        return Days(day, day)
    if match := _MONTH.fullmatch(value):
        year, month = map(int, match.groups())
        return months(year, month, month)
    if match := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return Days(monday + timedelta(5 if match[3] else 0), monday + timedelta(6))
    if match := _PART.fullmatch(value):
        long = 3 if match[2] == "Q" else 6
        begin = long * (int(match[3]) - 1) + 1
        return months(int(match[1]), begin, begin + long - 1) if 1 <= begin <= 13 - long else None
    if match := _SEASON.fullmatch(value):
        first, last = SEASONS[match[2]]
        year = int(match[1])
        return Days(date(year, first, 1), months(year + (last < first), last, last).last)
    if value.isdigit() and 2 <= len(value) <= 4:
        wide = 10 ** (4 - len(value))
        begin = int(value) * wide
        return Days(date(max(begin, 1), 1, 1), date(begin + wide - 1, 12, 31))
    return None


def months(year: int, first: int, last: int) -> Days:
    """The days of some months of a year."""
    return Days(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def islamic(year: int, month: int, day: int | None = None) -> Days | None:
    """A month, or a day of one, of the Islamic calendar as Umm al-Qura reckons it; null where it has none such.

    >>> str(islamic(1445, 9).first), str(islamic(1445, 1, 10).last)
    ('2024-03-11', '2023-07-28')
    """
    try:
        begin = Hijri(year, month, day or 1)
    except (OverflowError, ValueError):
        return None
    first = date(*begin.to_gregorian().datetuple())
    return Days(first, first + timedelta(0 if day else begin.month_length() - 1))


def persian(year: int, month: int, day: int | None = None) -> Days | None:
    """A month, or a day of one, of the Iranian solar calendar; null where it has none such.

    >>> str(persian(1357, 11, 22).first), str(persian(1402, 12).last)
    ('1979-02-11', '2024-03-19')
    """
    try:
        first = jdatetime.date(year, month, day or 1).togregorian()
        after = jdatetime.date(year + month // 12, month % 12 + 1, 1).togregorian()
    except (OverflowError, ValueError):
        return None
    return Days(first, first if day else after - timedelta(1))


_STEPS = {
    "day": relativedelta(days=1),
    "week": relativedelta(weeks=1),
    "weekend": relativedelta(weeks=1),
    "month": relativedelta(months=1),
    "quarter": relativedelta(months=3),
    "year": relativedelta(years=1),
    "decade": relativedelta(years=10),
    "century": relativedelta(years=100),
}


def same_day_moved(day: date, unit: str, number: int) -> date | None:
    """The day so many units after another: of a month that has no such day, its last; null where the calendar ends.

    >>> str(same_day_moved(date(2024, 2, 29), "year", 1)), str(same_day_moved(date(2024, 1, 31), "month", 1))
    ('2025-02-28', '2024-02-29')
    """
    try:
        return day + _STEPS[unit] * number
    except (ValueError, OverflowError):
        return None


def moved(value: str, unit: str, number: int) -> str | None:
    """The value of a unit so many units after (before, where negative) the one that a value lies in.

    Units are day, week, weekend, month, quarter, year, decade and century; null where the calendar ends.

    >>> moved("2024-01-31", "month", 1), moved("2024-03-18", "week", -1), moved("2024-03-18", "decade", -1)
    ('2024-02', '2024-W11', '201')
    """
    days = days_of(value)
    day = same_day_moved(days.first, unit, number) if days else None
    if day is None:
        return None
    week = day.isocalendar()
    return {
        "day": str(day),
        "week": f"{week.year:04}-W{week.week:02}",
        "weekend": f"{week.year:04}-W{week.week:02}-WE",
        "month": str(day)[:7],
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "year": f"{day.year:04}",
        "decade": f"{day.year // 10:03}",
        "century": f"{day.year // 100:02}",
    }[unit]


def weekday_near(day: date, weekday: int, way: int) -> date | None:
    """The nearest day of a weekday (Monday is 0) before (-1), after (1) or on or around (0) another.

    >>> str(weekday_near(date(2024, 3, 18), 4, -1)), str(weekday_near(date(2024, 3, 18), 0, 1))
    ('2024-03-15', '2024-03-25')
    """
    start, nth = {-1: (-1, -1), 0: (-3, 1), 1: (1, 1)}[way]
    try:
        return day + relativedelta(days=start, weekday=a_weekday(weekday, nth))
    except (ValueError, OverflowError):
        return None
