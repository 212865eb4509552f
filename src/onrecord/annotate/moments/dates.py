"""Readers of dates that the calendar has: days, months, seasons, parts of years, years, decades, centuries."""

from __future__ import annotations

import re

from onrecord.annotate.moments.calendar import days_of, islamic, persian
from onrecord.annotate.moments.context import (
    Context,
    Groups,
    Value,
    about_mod,
    early_mod,
    group,
    month_of,
    ordinal_of,
    way_of,
)
from onrecord.annotate.moments.words import DECADES, ISLAMIC, MONTHS, NO_YEAR, PERSIAN, SEASONS, WEEKDAYS, either


def numbered(match: Groups, context: Context) -> Value | None:
    """`2024-03-18`."""
    value = match.group()
    return Value("DATE", value) if days_of(value) else None


def slashed(match: Groups, context: Context) -> Value | None:
    """`18/03/2024`, `18/03/24`: two figures are of the hundred years that end with the next year but ten."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if len(match["year"]) == len("24"):
        last = (context.now.year if context.now else _THIS) + 10
        year = last - (last - year) % 100
    month, day = (one, two) if (context.month_first and one <= 12) or two > 12 else (two, one)
    value = f"{year:04}-{month:02}-{day:02}"
    return Value("DATE", value) if days_of(value) else None


_THIS = 2026
"""A year that two figures are near to, where the story says none."""


def day(match: Groups, context: Context) -> Value | None:
    """`Monday, 18 March 2024`, `Monday, March 18, 2024`, `Monday, 18 March`."""
    year, weekday = group(match, "year"), group(match, "weekday")
    if year is None and not weekday and _is_attacks(match, context):
        return Value("DATE", "2001-09-11")
    if year is None and weekday and context.now:
        year = _year_of_weekday(context.now.year, month_of(match), int(match["day"]), WEEKDAYS[weekday.rstrip(".")])
    if (which := group(match, "which")) and context.now:
        today, then = (context.now.month, context.now.day), (month_of(match), int(match["day"]))
        way = way_of(which)
        year = f"{context.now.year + (way if (then >= today if way < 0 else then <= today) else 0):04}"
    return day_without_year(month_of(match), int(match["day"]), year, context)


_SEPTEMBER, _ELEVENTH = 9, 11


def _is_attacks(match: Groups, context: Context) -> bool:
    """Whether Sept. 11 is that of 2001: the attacks are named, or what was before or after in no autumn's story."""
    if (month_of(match), int(match["day"])) != (_SEPTEMBER, _ELEVENTH):
        return False
    near = context.now is None or abs(context.now.month - _SEPTEMBER) <= 1
    return _ATTACKS.match(context.after) is not None or (not near and _BESIDE.search(context.before) is not None)


_ATTACKS = re.compile(
    r",? (?:terror(?:ist)?|attacks?|hijack(?:ers?|ings?)|bombings?|commission|memorial)\b", re.IGNORECASE
)
_BESIDE = re.compile(r"\b(?:before|after|since|post|pre|of)[ -](?:the )?$", re.IGNORECASE)


def _year_of_weekday(year: int, month_number: int, number: int, weekday: int) -> str | None:
    """Of a year, the next and the last, the one in which a day is of that weekday; null where it is in none."""
    for near in (year, year + 1, year - 1):
        days = days_of(f"{near:04}-{month_number:02}-{number:02}")
        if days and days.first.weekday() == weekday:
            return f"{near:04}"
    return None


def day_without_year(month: int, number: int, year: str | None, context: Context) -> Value | None:
    """A day of a month; of the year that is meant where none is told, null where the calendar has no such day."""
    if year is None:
        following = _YEAR_AFTER_DAYS.match(context.after)
        year = following["year"] if following else _year_of(month, number, context)
    value = f"{year}-{month:02}-{number:02}"
    if year != "XXXX" and days_of(value) is None:
        return None
    return Value("DATE", value)


def first_day(match: Groups, context: Context) -> Value | None:
    """The beginning of `26-30 November`, whose end is a moment of its own."""
    following = _DAY_AFTER.match(context.after)
    if following is None or int(following["day"]) <= int(match["day"]):
        return None
    return day_without_year(MONTHS[following["month"].rstrip(".")], int(match["day"]), following["year"], context)


def last_day(match: Groups, context: Context) -> Value | None:
    """The end of `April 6-7`."""
    leading = _DAY_BEFORE.search(context.before)
    if leading is None or int(leading["day"]) >= int(match["day"]):
        return None
    return day_without_year(MONTHS[leading["month"].rstrip(".")], int(match["day"]), group(match, "year"), context)


_MONTH_NAMES = either(MONTHS)
_DAY_AFTER = re.compile(
    r"(?: ?[-–] ?| (?:to|and|or) (?:the )?)(?P<day>\d\d?)(?:st|nd|rd|th)? (?:of )?"
    rf"(?P<month>{_MONTH_NAMES})\.?(?:,? (?P<year>\d{{4}}))?"
)
_MONTH_AFTER = re.compile(
    rf"(?: ?[-–] ?| (?:to|and|or|until|till|through) )(?P<month>{_MONTH_NAMES})\.?,? (?P<year>\d{{4}})\b"
)
"""The end of `from May to July 2023`, which tells the year of its beginning."""
_YEAR_AFTER_DAYS = re.compile(
    rf"(?:(?: ?[-–] ?|,? and |, | to )(?:(?:{_MONTH_NAMES})\.? )?\d\d?(?:st|nd|rd|th)?)+"
    r",? (?P<year>(?:1[5-9]|20)\d\d)\b"
)
"""The end of `April 7-8, 2023` and `April 7, 9 and 11, 2023`, which tells the year of its beginning."""
_BARE_MONTH_AFTER = re.compile(rf"(?: ?[-–] ?| (?:to|until|till|through) )(?P<month>{_MONTH_NAMES})\b\.?(?!,? \d)")
_DAY_BEFORE = re.compile(rf"(?P<month>{_MONTH_NAMES})\.? (?P<day>\d\d?)(?:st|nd|rd|th)?(?: ?[-–] ?| (?:to|and) )$")


def day_of_month(match: Groups, context: Context) -> Value | None:
    """`the 18th of this month`."""
    number = ordinal_of(match["ordinal"])
    if context.today is None or number is None:
        return None
    return Value("DATE", f"{context.today[:8]}{number:02}") if days_of(f"{context.today[:8]}{number:02}") else None


def _year_of(month: int, number: int, context: Context) -> str:
    """The year of a day or month told without one: that of what was told before, else by the clause's tense."""
    told = context.year_told
    if context.now is None:
        return told or "XXXX"
    past_and_ahead = told is not None and int(told) > context.now.year and context.tense < 0
    if told is not None and told != str(context.now.year) and not past_and_ahead:
        return told
    now, ahead = context.now, (month - context.now.month) % 12
    if ahead == 0:
        behind = number > now.day and context.tense < 0
        return f"{now.year - behind:04}"
    next_year = now.year + (month < now.month)
    most = _HALF_A_YEAR if context.tense == 0 or _TOWARDS.search(context.before) else _AHEAD
    coming = context.tense > 0 or (ahead <= most and not _DONE_IN.search(context.before))
    return f"{next_year if coming else next_year - 1:04}"


_DONE_IN = re.compile(r"\b(?<!be )(?!(?:scheduled|planned|expected|slated|needed)\b)[a-z]{2,}ed in $")
_AHEAD = 3
"""A month that lies so many ahead is the coming one, whatever the tense: else it would be called last May; not so
where a verb of the past leads to it (`conducted in February`)."""
_HALF_A_YEAR = 8
"""And so many, where no tense shows or the words before it look ahead: not much longer than the last is behind."""
_TOWARDS = re.compile(
    r"(?:\b(?:come|towards?|until after|chances in)(?: the)?|\bto (?:win|vote|defeat|beat|elect) [^.;:,]{0,30}\bin) $"
)
"""`the push toward November`, `difficult to win in November`."""


def month(match: Groups, context: Context) -> Value | None:
    """`early March 2024`, `February this year`, `last March`."""
    mod, number = early_mod(group(match, "early")), month_of(match)
    if year := group(match, "year"):
        return Value("DATE", f"{year}-{number:02}", mod)
    which = (group(match, "which") or "").casefold()
    if context.now is None:
        return Value("DATE", f"XXXX-{number:02}", mod)
    year_number = context.now.year
    if match["month"].casefold() in ("may", "march") and which not in ("last", "next", "this", "past"):
        return None
    if "year" in match.group().casefold():
        if which in ("that", "same") and context.then and context.then[:4].isdigit():
            year_number = int(context.then[:4])
        year_number += {"last": -1, "past": -1, "previous": -1, "next": 1, "following": 1, "coming": 1}.get(which, 0)
    elif which in ("last", "past", "previous"):
        year_number -= number >= context.now.month
    elif which in ("next", "coming", "following"):
        year_number += number <= context.now.month
    return Value("DATE", f"{year_number:04}-{number:02}", mod)


_LEADS_TO_MONTH = re.compile(
    r"\b(?:in|since|by|until|till|of|during|from|to|for|before|after|and|between|through|on)\s$", re.IGNORECASE
)


def bare_month(match: Groups, context: Context) -> Value | None:
    """`late March`."""
    name = match["month"]
    mod = early_mod(group(match, "early"))
    short = len(name) <= 3 or name == "Sept"
    if (name in ("May", "March") or short) and mod is None and not _LEADS_TO_MONTH.search(context.before):
        return None
    if short and name != "May" and not match.group().endswith("."):
        return None
    number = month_of(match)
    following = _MONTH_AFTER.match(context.after)
    if following:
        year_number = int(following["year"]) - (number > MONTHS[following["month"].rstrip(".")])
        return Value("DATE", f"{year_number:04}-{number:02}", mod)
    year = _year_of(number, 0, context)
    if year != context.year_told and year.isdigit() and (end := _BARE_MONTH_AFTER.match(context.after)):
        last = MONTHS[end["month"].rstrip(".")]
        year = f"{int(_year_of(last, 0, context)) - (number > last):04}"
    return Value("DATE", f"{year}-{number:02}", mod)


def bare_season(match: Groups, context: Context) -> Value | None:
    """`the winter`, of the year that is told of; the season's other meanings are left out by its leading words."""
    if match["season"][0].isupper() and match.start() and not context.before.rstrip().endswith("."):
        return None
    season = SEASONS[match["season"].casefold()]
    year = context.year_told or _year_of_season(season, context)
    return Value("DATE", f"{year}-{season}", early_mod(group(match, "early")))


def _year_of_season(season: str, context: Context) -> str:
    """That of publication; for what is to come after this year's season the next, for what was before it the last."""
    if context.now is None:
        return "XXXX"
    days = days_of(f"{context.now.year:04}-{season}")
    over, ahead = days and days.last < context.now, days and days.first > context.now
    return f"{context.now.year + bool(over and context.tense > 0) - bool(ahead and context.tense < 0):04}"


def season(match: Groups, context: Context) -> Value | None:
    """`the summer of 2023`, `last summer`."""
    code, mod = SEASONS[match["season"].casefold()], early_mod(group(match, "early"))
    if year := group(match, "year"):
        return Value("DATE", f"{year}-{code}", mod)
    if context.now is None:
        return Value("DATE", f"XXXX-{code}", mod)
    which = (group(match, "which") or "").casefold()
    away = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(which, 0)
    here = days_of(f"{context.now.year}-{code}")
    year_number = context.now.year
    if here and away < 0 and here.last >= context.now:
        year_number -= 1
    if here and away > 0 and here.first <= context.now:
        year_number += 1
    return Value("DATE", f"{year_number:04}-{code}", mod)


def part_of_year(match: Groups, context: Context) -> Value | None:
    """`the third quarter of 2023`, `the final quarter of 2023`, `Q3 2023`."""
    letter = "H" if match["unit"].casefold() in ("half", "h") else "Q"
    last = 2 if letter == "H" else 4
    number = last if match["ordinal"].casefold() in ("last", "final", "latter") else ordinal_of(match["ordinal"])
    if number is None or number > (2 if letter == "H" else 4):
        return None
    year = group(match, "year")
    if year is None and (which := group(match, "which")) and context.now:
        year = f"{context.now.year + way_of(which):04}"
    if year is None and letter == "H" and not context.after.startswith(" of the year"):
        return None
    return Value("DATE", f"{year or (context.now.year if context.now else 'XXXX')}-{letter}{number}")


def year(match: Groups, context: Context) -> Value | None:
    """`fiscal 2023`, `the year 2023`."""
    return Value("DATE", match["year"])


def of_other_calendar(match: Groups, context: Context) -> Value | None:
    """`Ramadan 1445`, `22 Bahman 1357`: the days that the Gregorian calendar has for them."""
    number = group(match, "day") or group(match, "number")
    day_told, year_told = int(number) if number else None, int(match["other_year"])
    if name := group(match, "islamic"):
        days = islamic(year_told, ISLAMIC[name], day_told)
    else:
        days = persian(year_told, PERSIAN[match["persian"]], day_told)
    if days is None:
        return None
    return Value("DATE", str(days.first) if day_told else f"{days.first}/{days.last}")


def second_year(match: Groups, context: Context) -> Value | None:
    """The end of `1939-45`, whose beginning is a moment of its own."""
    first = re.search(r"(\d{4})[-–/]$", context.before)
    if first is None:
        return None
    last = match["year2"]
    last = first[1][:2] + last if len(last) == 2 else last
    return Value("DATE", last) if int(first[1]) < int(last) <= int(first[1]) + 200 else None


_NO_YEAR_BEFORE = re.compile(rf"(?:[$£€#]|(?<!from at )\b(?:{either(NO_YEAR['before'])}))\.? $", re.IGNORECASE)
_NO_YEAR_AFTER = re.compile(rf"\s?(?:%|(?:{either(NO_YEAR['after'])})\b)")


_LIKELY_YEAR = 1800
"""Lower figures are years only where a word leads to them: in 1607."""

_LED_TO_OLD_YEAR = re.compile(r"\b(?:in|since|of|by|from|between|until|to|before|after|and|circa|c\.) $|\($")


_STREET = re.compile(
    r" (?:[A-Z][\w.]* ){1,3}(?:St|Street|Dr|Drive|Rd|Road|Ave|Avenue|Lane|Ln|Place|Blvd|Boulevard|Court|Way|Highway)\b"
)


def bare_year(match: Groups, context: Context) -> Value | None:
    """`late 2023`, `around 1850`."""
    if _NO_YEAR_BEFORE.search(context.before) or _NO_YEAR_AFTER.match(context.after) or _STREET.match(context.after):
        return None
    number = int(match["year"])
    if about := group(match, "about"):
        following = re.match(r"\s*(?:,|\.|\)|;|and|in|by|the|when|as|$)", context.after)
        return Value("DATE", match["year"], about_mod(about)) if following else None
    if number < _LIKELY_YEAR and not _LED_TO_OLD_YEAR.search(context.before):
        return None
    return Value("DATE", match["year"], early_mod(group(match, "early")))


def decade(match: Groups, context: Context) -> Value | None:
    """`the early 1990s`, `the mid-nineties`."""
    mod = early_mod(group(match, "early"))
    if called := group(match, "called"):
        if _NO_DECADE.search(context.before):
            return None
        return Value("DATE", f"19{DECADES[called.casefold()] // 10}", mod)
    if short := group(match, "short"):
        return Value("DATE", f"19{short[0]}", mod)
    return Value("DATE", match["decade"][:3], mod)


_NO_DECADE = re.compile(r"\b(?:high|low|upper|lower|his|her|their|my|our|your|its)\s(?:early |mid-?|late )?$")
"""Degrees, and years of a life: `in the high thirties`, `in her forties`."""


def century(match: Groups, context: Context) -> Value | None:
    """`the late 19th century`."""
    number = ordinal_of(match["ordinal"])
    if number is None or not 1 <= number <= 30:
        return None
    if (group(match, "era") or "").startswith("B"):
        return Value("DATE", f"BC{number - 1:02}", early_mod(group(match, "early")))
    return Value("DATE", f"{number - 1:02}", early_mod(group(match, "early")))


def era(match: Groups, context: Context) -> Value | None:
    """`44 BC`."""
    if match["ad"] or not match["era"].startswith("B"):
        return Value("DATE", f"{int(match['number2'] or match['number']):04}")
    return Value("DATE", f"BC{int(match['number']):04}")
