"""Readers of how long and how often, of the clock, and of now, before and after without a day."""

from __future__ import annotations

import re
from datetime import datetime

from dateutil import tz

from onrecord.annotate.moments.calendar import days_of
from onrecord.annotate.moments.context import Context, Groups, Value, about_mod, count_of, group, period, whole
from onrecord.annotate.moments.relative import away, offset, weekday_value
from onrecord.annotate.moments.words import MONTHS, PARTS, REFERENCES, SEASONS, UNITS, WEEKDAYS, ZONES


def counted(match: Groups, context: Context) -> Value | None:
    """`three days`, `three days ago`, `three days after the vote`."""
    if _YEAR_AND_UNIT.fullmatch(match.group()):
        return None
    if match["way"]:
        return away(match, context)
    return offset(match, context) if match["anchor"] else duration(match, context)


_YEAR_AND_UNIT = re.compile(r"(?:19|20)\d\d [a-z]+[^s\W]")
"""A year, and what begins behind it: `World Cup 2018 day five`."""

_NO_TIME = {("quarter", 1.0), ("quarter", 0.5), ("quarter", 3.0), ("second", 1.0), ("second", None)}
"""A quarter of something, the second of several."""


def duration(match: Groups, context: Context) -> Value | None:
    """`more than 30 years`, `two bloody weeks`, `the past five years`."""
    number, unit = count_of(match), UNITS[match["unit"].casefold()]
    if (unit, number) in _NO_TIME:
        return None
    return Value(
        "DURATION", period(whole(number) if number is not None else "X", unit), about_mod(group(match, "about"))
    )


def vague(match: Groups, context: Context) -> Value | None:
    """`decades`."""
    if way := match["way"]:
        return Value("DATE", "FUTURE_REF" if way.casefold() == "later" else "PAST_REF")
    words = match["vague"].casefold()
    for_long = context.before.casefold().endswith(("for ", "in ", "over ", "been ", "spent "))
    if (
        not words.startswith(("several", "many"))
        and not words.endswith("long")
        and not for_long
        and not context.after.startswith((" of", " ago", " later", " after", " before"))
    ):
        return None
    unit = re.split("[ -]", words.removesuffix("long").rstrip("- "))[-1]
    unit = "century" if unit == "centuries" else unit.removesuffix("s")
    return Value("DURATION", period("X", unit))


def repeated(match: Groups, context: Context) -> Value | None:
    """`every Friday`."""
    if name := group(match, "weekday"):
        return Value("SET", f"XXXX-WXX-{WEEKDAYS[name.rstrip('.')] + 1}")
    if name := group(match, "month"):
        return Value("SET", f"XXXX-{MONTHS[name.rstrip('.')]:02}")
    if name := group(match, "season"):
        return Value("SET", f"XXXX-{SEASONS[name.casefold()]}")
    if name := group(match, "part"):
        return Value("SET", f"XXXX-XX-XXT{PARTS[name.casefold()]}")
    number = count_of(match)
    return Value("SET", period(whole(number) if number is not None else "X", UNITS[match["unit"].casefold()]))


_OFTEN = {"daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P3M", "hourly": "PT1H"}


def often(match: Groups, context: Context) -> Value | None:
    """`annually`; none where it names a paper: `the Daily Star`."""
    if match["often"][0].isupper() and re.match(r" [A-Z]", context.after):
        return None
    return Value("SET", _OFTEN.get(match["often"].casefold(), "P1Y"))


def clock(match: Groups, context: Context) -> Value | None:
    """`3:30 p.m. GMT`, `15:30 GMT`, `noon`."""
    told = context.day_here or context.today or "XXXX-XX-XX"
    then = group(match, "then") or group(match, "weekday")
    if then:
        near = {"today": 0, "yesterday": -1, "tomorrow": 1}.get(then.casefold())
        if near is not None:
            told = context.day_away(near)
        else:
            told = weekday_value(WEEKDAYS[then.rstrip(".")], "", context)
    if named := group(match, "named"):
        return Value("TIME", f"{told}T{'12' if named.casefold() == 'noon' else '24'}:00")
    hour = int(match["hour"])
    half = (group(match, "half") or "").casefold()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    at = f"{told}T{hour:02}:{match['minute'] or '00'}"
    return Value("TIME", at + _zone(match, at))


def _zone(match: Groups, at: str) -> str:
    """How far from UTC a time is told, as ISO 8601 writes it: `Z`, `+03:30`; nothing where that is not said."""
    if off := group(match, "off"):
        sign, hours, minutes = re.fullmatch(r"([+-])(\d\d?):?(\d\d)?", off).groups()  # type: ignore[union-attr]
        return f"{sign}{int(hours):02}:{minutes or '00'}"
    zone = ZONES[group(match, "zone") or "local time"]
    if "/" not in zone:
        return zone
    place, day = tz.gettz(zone), days_of(at)
    if place is None or day is None:
        return ""
    return datetime.fromisoformat(at).replace(tzinfo=place).isoformat()[-6:]


def reference(match: Groups, context: Context) -> Value | None:
    """`now`."""
    small = match["words"].casefold()
    if small == "this time" and not _LED_TO_TIME.search(context.before):
        return None
    if small == "now" and not _stands_alone(context):
        return None
    return Value("DATE", REFERENCES[small])


_LED_TO_TIME = re.compile(r"\b(?:at|by|around|until|since|during|about) $", re.IGNORECASE)


def _stands_alone(context: Context) -> bool:
    """Whether `now` is a time and no mere particle: `now that`, `the now-closed mill`."""
    return not _PARTICLE.match(context.after) and not context.before.endswith("at ")


_PARTICLE = re.compile(r"-| (?:that|this|and then|the|a|in|on)\b")
