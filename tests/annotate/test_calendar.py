"""The arithmetic of days and of values, held against what must be true of every day of the calendar."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.moments.calendar import (
    Days,
    days_of,
    islamic,
    moved,
    persian,
    same_day_moved,
    weekday_near,
)

DAYS = st.dates(date(1600, 1, 1), date(2400, 12, 31))
COUNTS = st.integers(-500, 500)
UNITS = st.sampled_from(["day", "week", "month", "quarter", "year", "decade", "century"])


@given(DAYS, UNITS)
def test_a_day_lies_in_the_value_of_each_unit_around_it(day: date, unit: str) -> None:
    days = days_of(moved(str(day), unit, 0) or "")
    assert days is not None
    assert days.first <= day <= days.last


@given(DAYS, st.sampled_from(["day", "week", "month", "quarter", "year", "decade"]), COUNTS)
def test_values_of_a_unit_follow_each_other_without_a_gap(day: date, unit: str, number: int) -> None:
    one, after = (days_of(moved(str(day), unit, n) or "") for n in (number, number + 1))
    if one and after:
        assert after.first == one.last + timedelta(1)


@given(DAYS, UNITS, COUNTS)
def test_so_far_ahead_and_as_far_back_is_the_same_value(day: date, unit: str, number: int) -> None:
    here, there = moved(str(day), unit, 0), moved(str(day), unit, number)
    if there:
        assert moved(there, unit, -number) == here


@given(DAYS, COUNTS)
def test_the_same_day_of_another_month_is_that_day_or_the_months_last(day: date, number: int) -> None:
    found = same_day_moved(day, "month", number)
    assert found is not None
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == number
    assert found.day == day.day or (found.day < day.day and (found + timedelta(1)).day == 1)


@given(DAYS, st.integers(0, 6))
def test_the_nearest_weekday_is_within_the_week(day: date, weekday: int) -> None:
    for way, low, high in ((-1, -7, -1), (0, -3, 3), (1, 1, 7)):
        found = weekday_near(day, weekday, way)
        assert found is not None
        assert found.weekday() == weekday
        assert low <= (found - day).days <= high


def test_leap_days_and_years_of_fifty_three_weeks() -> None:
    assert days_of("1900-02-29") is None
    assert days_of("2000-02-29") is not None
    assert moved("2020-12-31", "week", 0) == moved("2021-01-03", "week", 0) == "2020-W53"
    assert moved("2021-01-04", "week", -1) == "2020-W53"
    assert days_of("2021-W53") is None
    assert str(same_day_moved(date(2024, 2, 29), "century", 1)) == "2124-02-29"
    assert str(same_day_moved(date(2000, 2, 29), "century", 1)) == "2100-02-28"


def test_nothing_lies_beyond_the_calendar() -> None:
    for unit in ("day", "week", "month", "quarter", "year", "decade", "century"):
        assert moved("9999-12-31", unit, 1) is None
        assert moved("0001-01-01", unit, -1) is None
        assert moved("2024-01-01", unit, 10**9) is None
    assert weekday_near(date(9999, 12, 31), 0, 1) is None
    assert weekday_near(date(1, 1, 1), 0, -1) is None
    assert same_day_moved(date(2024, 1, 1), "day", 10**12) is None


OtherCalendar = Callable[[int, int, int | None], Days | None]


@given(st.integers(1343, 1499), st.integers(1, 12))
@pytest.mark.parametrize("calendar", [islamic, persian])
def test_months_of_other_calendars_follow_each_other(calendar: OtherCalendar, year: int, month: int) -> None:
    one, after = calendar(year, month, None), calendar(year + month // 12, month % 12 + 1, None)
    assert one is not None
    assert after is not None
    assert after.first == one.last + timedelta(1)
    assert days_of(f"{one.first}/{one.last}") == one
    assert calendar(year, month, 1) == Days(one.first, one.first)


@pytest.mark.parametrize("calendar", [islamic, persian])
@pytest.mark.parametrize("day", [(1445, 13, None), (1445, 0, 1), (1445, 1, 32)])
def test_days_that_no_calendar_has_are_unknown(calendar: OtherCalendar, day: tuple[int, int, int | None]) -> None:
    assert calendar(*day) is None


def test_years_that_no_table_of_the_islamic_calendar_has_are_unknown() -> None:
    assert islamic(1342, 12) is None
    assert islamic(1501, 1) is None
