"""Stretches of days and the arithmetic on them: which days a value means, and the value that is so far before or after.

A value is written as TIMEX3 has it: `2024`, `2024-02`, `2024-02-18`, `2024-W07`, `2024-Q1`, `2024-H1`, `2024-SU`, `199`
(a decade), `19` (a century), each also before the year 1000 with leading zeros.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

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
    value = value.split("T", 1)[0]
    try:
        return _days_of(value)
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


def moved(value: str, unit: str, number: int) -> str | None:
    """The value of a unit so many units after (before, where negative) the one that a value lies in.

    Units are day, week, weekend, month, quarter, season (kept), year, decade and century; null where the calendar ends.

    >>> moved("2024-01-31", "month", 1), moved("2024-03-18", "week", -1), moved("2024-03-18", "decade", -1)
    ('2024-02', '2024-W11', '201')
    """
    days = days_of(value)
    if days is None:
        return None
    day = days.first
    try:
        if unit == "day":
            return str(day + timedelta(number))
        if unit in ("week", "weekend"):
            year, week, _ = (day + timedelta(7 * number)).isocalendar()
            return f"{year:04}-W{week:02}" + ("-WE" if unit == "weekend" else "")
        if unit in ("month", "quarter"):
            long = 1 if unit == "month" else 3
            at = day.year * 12 + (day.month - 1) + long * number
            year, month = divmod(at, 12)
            date(year, 1, 1)
            return f"{year:04}-{month + 1:02}" if unit == "month" else f"{year:04}-Q{month // 3 + 1}"
        long = {"year": 1, "decade": 10, "century": 100}[unit]
        year = day.year // long + number
        date(max(1, year * long), 1, 1)
        return f"{year:0{5 - len(str(long))}}" if year >= 0 else None
    except (ValueError, OverflowError):
        return None


def same_day_moved(day: date, unit: str, number: int) -> date | None:
    """The day so many units after another: of a month that has no such day, its last; null where the calendar ends.

    >>> str(same_day_moved(date(2024, 2, 29), "year", 1)), str(same_day_moved(date(2024, 1, 31), "month", 1))
    ('2025-02-28', '2024-02-29')
    """
    try:
        if unit in ("day", "week"):
            return day + timedelta(number * (7 if unit == "week" else 1))
        at = (
            day.year * 12
            + day.month
            - 1
            + number * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
        )
        year, month = divmod(at, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def weekday_near(day: date, weekday: int, way: int) -> date | None:
    """The nearest day of a weekday (Monday is 0) before (-1), after (1) or on or around (0) another.

    >>> str(weekday_near(date(2024, 3, 18), 4, -1)), str(weekday_near(date(2024, 3, 18), 0, 1))
    ('2024-03-15', '2024-03-25')
    """
    ahead = (weekday - day.weekday()) % 7
    if way < 0:
        ahead = ahead - 7
    elif way > 0:
        ahead = ahead or 7
    elif ahead > 3:
        ahead -= 7
    try:
        return day + timedelta(ahead)
    except OverflowError:
        return None
