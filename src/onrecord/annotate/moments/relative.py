"""Readers of dates that are so far from now, from what was told, or from a happening: last Friday, two years ago."""

from __future__ import annotations

import re

from onrecord.annotate.moments.calendar import days_of, moved, same_day_moved, weekday_near
from onrecord.annotate.moments.context import (
    A_DAY,
    Context,
    Groups,
    Value,
    about_mod,
    count_of,
    early_mod,
    group,
    period,
    way_of,
    whole,
)
from onrecord.annotate.moments.dates import day_without_year
from onrecord.annotate.moments.words import FEASTS, PARTS, SMALL, UNITS, WEEKDAYS, either


def weekday(match: Groups, context: Context) -> Value | None:
    """`last Friday morning`."""
    name = match["weekday"].rstrip(".")
    if len(name) < 4 and not match.group().endswith("."):
        return None
    if _NAMED_DAY.search(context.before) or _PAPER.match(context.after):
        return None
    if often := _OFTEN.match(context.after):
        return Value("SET", f"XXXX-WXX-{WEEKDAYS[name] + 1}T{PARTS[often[1]]}")
    part = group(match, "part")
    value = weekday_value(WEEKDAYS[name], (group(match, "which") or "").casefold(), context)
    if part:
        return Value("TIME", f"{value}T{PARTS[part.casefold()]}")
    return Value("DATE", value)


_OFTEN = re.compile(rf" ({either(PARTS)})s\b")
"""`Saturday | nights`: those of every week."""
_NAMED_DAY = re.compile(r"\b(?:Black|Good|Holy|Easter|Palm|Ash|Fat|Shrove|Maundy|Super|Cyber|Giving|Bloody) $")
_PAPER = re.compile(r" (?:Times|Telegraph|Mail|Mirror|Express|Herald|Tribune|Night (?:Live|Football))\b")


def weekday_value(number: int, which: str, context: Context) -> str:
    """The day of a weekday that is meant, by the words before it or the tense of its clause."""
    if context.now is None:
        return "XXXX-WXX-" + str(number + 1)
    way = way_of(which) if which else context.tense
    now = context.now
    if which in ("coming", "upcoming") or (which == "this" and context.tense >= 0):
        way = 1
    if not which and now.weekday() == number:
        return str(now)
    if which == "last" and (now.weekday() - number) % 7 == 1:
        return context.day_away(-8)  # Tuesday's paper calls Monday yesterday.
    found = weekday_near(now, number, way or -1)
    return str(found) if found else "XXXX-XX-XX"


def weekday_of_week(match: Groups, context: Context) -> Value | None:
    """`Wednesday last week`."""
    if context.now is None:
        return Value("DATE", "XXXX-XX-XX")
    number = WEEKDAYS[match["weekday"].rstrip(".")]
    return Value("DATE", context.day_away(7 * way_of(match["which"]) + number - context.now.weekday()))


def weekend(match: Groups, context: Context) -> Value | None:
    """`over the weekend`: that of this week, or the last where it has not begun and is past."""
    ahead = context.now is not None and context.now.weekday() < _SATURDAY
    return _unit(context.today, "weekend", -1 if ahead and context.tense <= 0 else 0, None)


def two_days(match: Groups, context: Context) -> Value | None:
    """`the day before yesterday`."""
    ahead = 2 if "after" in match["way"].casefold() else -2
    return Value("DATE", context.day_away(ahead))


def near_day(match: Groups, context: Context) -> Value | None:
    """`yesterday morning`; none in the name of a paper: `USA TODAY`."""
    if match["near"].isupper() and context.before.endswith("USA "):
        return None
    ahead = {"today": 0, "yesterday": -1, "tomorrow": 1}[match["near"].casefold()]
    value = context.day_away(ahead)
    part = group(match, "part")
    return Value("TIME", f"{value}T{PARTS[part.casefold()]}") if part else Value("DATE", value)


def near_night(match: Groups, context: Context) -> Value | None:
    """`tonight`."""
    ahead = -1 if match["near"].casefold() == "last night" else 0
    return Value("TIME", context.day_away(ahead) + "TNI")


def in_part(match: Groups, context: Context) -> Value | None:
    """`in the morning`, of the day that is told of."""
    return Value("TIME", f"{_the_day(context)}T{PARTS[match['part'].casefold()]}")


def _the_day(context: Context) -> str:
    """The day last told of, or that of publication."""
    return context.day_told or context.today or "XXXX-XX-XX"


def day_ended(match: Groups, context: Context) -> Value | None:
    """`the day` that something began, opened, closed or ended: the one that is told of."""
    if not _ENDED.search(context.before):
        return None
    return Value("DATE", _the_day(context))


_ENDED = re.compile(r"\b(?:beg[aiu]n|start|open|clos|end|finish)(?:s|es|e|ed|ing|ning)? $", re.IGNORECASE)


def year_end(match: Groups, context: Context) -> Value | None:
    """`by year-end`: of the year of publication."""
    return Value("DATE", f"{context.now.year:04}" if context.now else "XXXX", "END")


def this_part(match: Groups, context: Context) -> Value | None:
    """`this morning`."""
    this = match.group().casefold().startswith("this")
    told = context.today if this else context.then
    day_told = told if told and A_DAY.fullmatch(told) else "XXXX-XX-XX"
    return Value("TIME", f"{day_told}T{PARTS[match['part'].casefold()]}")


def feast(match: Groups, context: Context) -> Value | None:
    """`Christmas Day 2023`."""
    month_number, number = FEASTS[match["feast"]]
    if context.now and group(match, "year") is None and context.before.endswith("before "):
        days = days_of(f"{context.now.year}-{month_number:02}-{number:02}")
        if days and 0 <= (days.first - context.now).days <= _SOON:
            return Value("DATE", str(days.first))  # So soon before it, what was before it was so this year.
    return day_without_year(month_number, number, group(match, "year"), context)


_SOON = 31
_LATER = frozenset(SMALL["after"])
_FROM_NOW = frozenset(["ago", "from now", "hence"])


def away(match: Groups, context: Context) -> Value | None:
    """`two years ago`, `a day later`: from the day of publication, or from what was told before."""
    way = match["way"].casefold()
    number = count_of(match)
    start = context.today if way in _FROM_NOW else (context.then or context.today)
    unit = UNITS[match["unit"].casefold()]
    mod = about_mod(group(match, "about"))
    several = group(match, "number") is None and match.string.startswith("s", match.end("unit"))
    if number is None or several or (way not in _FROM_NOW and context.then is None):
        return Value("DATE", "FUTURE_REF" if way in _LATER else "PAST_REF", mod)
    return _away(start, unit, number if way in _LATER else -number, mod)


def ahead(match: Groups, context: Context) -> Value | None:
    """`in three days' time`."""
    number = count_of(match)
    if number is None:
        return Value("DATE", "FUTURE_REF")
    return _away(context.today, UNITS[match["unit"].casefold()], number, about_mod(group(match, "about")))


def _away(start: str | None, unit: str, number: float, mod: str | None) -> Value | None:
    found = days_of(start) if start and _as_close(start, unit) else None
    if found is None:
        return Value("DATE", "XXXX-XX-XX" if unit in ("day", "week") else "XXXX", mod)
    if unit in ("second", "minute", "hour"):
        return Value("TIME", f"{found.first}TXX", mod)
    if unit == "fortnight":
        unit, number = "week", number * 2
    if number != int(number):
        smaller = {"decade": ("year", 10), "year": ("month", 12), "month": ("week", 4), "week": ("day", 7)}.get(unit)
        if smaller is None:
            return Value("DATE", "XXXX", mod)
        unit, number = smaller[0], number * smaller[1]
    whole = int(number)
    if unit == "day":
        moved_day = same_day_moved(found.first, "day", whole)
        return Value("DATE", str(moved_day), mod) if moved_day else None
    if unit in ("decade", "century"):
        unit, whole = "year", whole * (10 if unit == "decade" else 100)
    value = moved(str(found.first), unit, whole)
    return Value("DATE", value, mod) if value else None


def offset(match: Groups, context: Context) -> Value | None:
    """`three days after the vote`: so long, from a happening that only the story can date."""
    number = count_of(match)
    long = period(whole(number) if number is not None else "X", UNITS[match["unit"].casefold()])
    return Value("DURATION", long, about_mod(group(match, "about")))


def unit_away(match: Groups, context: Context) -> Value | None:
    """`last week`, `the following month`, `the end of the year`."""
    which, unit = match["which"].casefold(), match["unit"].casefold()
    mod = early_mod(group(match, "early"))
    from_then = which in ("following", "previous", "same", "that", "preceding") or (
        which == "next" and match.group().casefold().startswith("the next")
    )
    start = context.then if from_then else context.today
    if which == "the" and mod is None:
        return None
    if which == "the" and unit == "day":
        start = _the_day(context)
    number = way_of(which)
    if number and match.group().casefold().endswith("s") and unit != "century":
        return Value("DATE", "FUTURE_REF" if number > 0 else "PAST_REF")
    if from_then and start and not _as_close(start, unit):
        start = None
    long = match.group().casefold().startswith("the")
    over = which in ("last", "next") and unit == "decade" and _OVER.search(context.before)
    if (which in ("past", "coming") or over) and unit in ("week", "month", "year", "decade", "quarter"):
        return Value("DURATION", period("1", unit)) if long else _unit(start, unit, number, mod)
    return _unit(start, unit, number, mod)


_DAY = re.compile(r"\d{4}-(?:\d\d-\d\d|W\d\d)")
_FINER = {"day": A_DAY, "week": _DAY, "weekend": _DAY, "month": re.compile(r"\d{4}-")}
"""How close the value told of must be for one so much later to be told: no day follows a year."""


def _as_close(start: str, unit: str) -> bool:
    return unit not in _FINER or _FINER[unit].match(start) is not None


_SATURDAY = WEEKDAYS["Saturday"]
_OVER = re.compile(r"\b(?:in|over|during|for|within)\s$", re.IGNORECASE)


def _unit(start: str | None, unit: str, number: int, mod: str | None) -> Value | None:
    if start is None or days_of(start) is None:
        return Value("DATE", {"day": "XXXX-XX-XX", "month": "XXXX-XX", "week": "XXXX-WXX"}.get(unit, "XXXX"), mod)
    value = moved(start, unit, number)
    return Value("DATE", value, mod) if value else None
