"""The expressions of time that are looked for: each a pattern and the reader that makes a value of its groups.

A pattern names its parts in braces; `{month}` and the like stand for the words of words.toml. Rules that match at one
place yield to the longest, of two as long to the first in the list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from onrecord.annotate.moments import dates, lengths, relative
from onrecord.annotate.moments.context import Context, Value
from onrecord.annotate.moments.words import (
    DECADES,
    FEASTS,
    ISLAMIC,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS,
    PERSIAN,
    REFERENCES,
    SEASONS,
    SMALL,
    UNITS,
    WEEKDAYS,
    ZONES,
    either,
)


@dataclass(frozen=True, slots=True)
class Expression:
    """One kind of time expression; `example` is one that it finds, `opens` are the words that may come first in it.

    Those are names of `_FIRST`, or words themselves. It is looked for at these words alone.
    """

    example: str
    opens: str
    pattern: str
    read: Callable[[re.Match[str], Context], Value | None]


def _named(name: str, words: Iterable[str]) -> str:
    """A group of whole words, or of their abbreviations with or without a full stop."""
    full = [word for word in words if len(word) > _ABBREVIATED or word in ("May", "June", "July")]
    return rf"(?P<{name}>(?:{either(full)})\b|(?:{either(set(words) - set(full))})\b\.?)"


_ANCHOR = r"(?= (?P<anchor>[\w’'-]+(?: [\w’'-]+){0,4}))"
"""What a time is so long after or before."""

_WAYS = either(set(SMALL["before"] + SMALL["after"]) - {"since", "following"})
_ALONE = r"(?:(?<!before)(?<!after)|(?=\s*(?:[.,;:!?)”\"–—]|$|(?:and|but|or)\b)))"
"""After before and after nothing that they could be before or after of."""
_EDGE = either(SMALL["edge"])
_ABBREVIATED = 5
"""Letters in the longest abbreviation: Thurs."""

_NUMBER = (
    r"(?:\d+(?:[.,]\d+)*|(?i:half an?|(?:a )?couple(?: of)?|(?:a )?few|several|many|dozens of"
    rf"|(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ])?(?:{either(NUMBERS)})(?: and a half)?))"
)
_PARTS = {
    "month": _named("month", MONTHS),
    "weekday": _named("weekday", WEEKDAYS),
    "day": r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\b",
    "ordinal": rf"(?P<ordinal>(?i:{either(ORDINALS)})|\d{{1,2}}(?:st|nd|rd|th))",
    "year": r"(?P<year>1[0-9]{3}|20[0-9]{2})\b",
    "number": rf"(?P<number>{_NUMBER})",
    "unit": rf"(?P<unit>(?i:{either(UNITS)}))s?\b",
    "longunit": r"(?P<unit>(?i:day|week|weekend|month|quarter|year|decade|century))s?\b",
    "season": rf"(?P<season>(?i:{either(SEASONS)}))\b",
    "part": rf"(?P<part>(?i:{either(PARTS)}))\b",
    "early": rf"(?:(?P<early>(?i:(?:very )?early|mid(?:dle)?(?: of)?|late|(?:the )?(?:{_EDGE}) of(?: the)?))[- ])?",
    "last_of": r"(?P<ordinal>(?i:last|final|latter))",
    "which": rf"(?P<which>(?i:{either(SMALL['behind'] + SMALL['ahead'] + SMALL['here'])}))",
    "the": r"(?:(?i:the) )?",
    "about": rf"(?:(?P<about>(?i:{either(SMALL['about'])}))\s)?",
    "clock": r"(?P<hour>[01]?\d|2[0-3])(?:[:.h](?P<minute>[0-5]\d)(?::[0-5]\d)?)?",
    "zone": rf"(?: \(?(?P<zone>{either(ZONES)})(?P<off>[+-]\d{{1,2}}(?::?\d\d)?)?\b\)?)?",
    "anchor": _ANCHOR,
    "era": r"(?P<era>BCE?|B\.C\.(?:E\.)?|AD|A\.D\.|CE|C\.E\.)",
}

_FIRST: dict[str, Iterable[str]] = {
    "digit": "0123456789",
    "apostrophe": ["'0", "’0"],
    "month": MONTHS,
    "weekday": WEEKDAYS,
    "season": SEASONS,
    "part": PARTS,
    "decade": DECADES,
    "feast": FEASTS,
    "islamic": ISLAMIC,
    "persian": PERSIAN,
    "reference": REFERENCES,
    "ordinal": [*"0123456789", *ORDINALS],
    "number": [*"0123456789", *NUMBERS, "half", "couple", "few", "several", "many", "dozens"],
    "span": ["centuries", *(f"{unit}s" for unit in UNITS)],
    "early": ["the", "very", "early", "earlier", "mid", "middle", "late", "later", *SMALL["edge"]],
    "last_of": ["last", "final", "latter"],
    "which": SMALL["behind"] + SMALL["ahead"] + SMALL["here"],
    **{name: SMALL[name] for name in ("behind", "ahead", "some", "about")},
}
"""What a part of a pattern may begin with."""

EXPRESSIONS = (
    # Days of the calendar.
    Expression("2024-03-18", "digit", r"(?P<year>\d{{4}})-(?P<month_number>\d\d)-(?P<day>\d\d)\b", dates.numbered),
    Expression(
        "18/03/2024",
        "digit",
        r"(?P<one>\d{{1,2}})[/.](?P<two>\d{{1,2}})[/.](?P<year>\d{{4}})\b",
        dates.slashed,
    ),
    Expression("18/03/24", "digit", r"(?P<one>\d{{1,2}})/(?P<two>\d{{1,2}})/(?P<year>\d\d)(?!/)", dates.slashed),
    Expression(
        "Monday, 18 March 2024", "weekday the digit", r"(?:{weekday},? )?{the}{day} (?:of )?{month},? {year}", dates.day
    ),
    Expression("Monday, March 18, 2024", "weekday month", r"(?:{weekday},? )?{month},? {the}{day},? {year}", dates.day),
    Expression("26 of 26-30 November", "digit", r"{day}(?= ?[-–] ?\d| (?:to|and|or) (?:the )?\d)", dates.first_day),
    Expression("7 of April 6-7", "digit", r"{day}(?:,? {year})?", dates.last_day),
    Expression(
        "Monday, 18 March", "weekday the digit", r"(?:{weekday},? )?{the}{day} (?:of )?{month}(?! \d{{4}})", dates.day
    ),
    Expression(
        "Monday, March 18", "weekday month", r"(?:{weekday},? )?{month} {the}{day}(?!,? \d{{4}}|[:.]\d)", dates.day
    ),
    Expression("last March 18", "which", r"{which} {month} {the}{day}(?!,? \d{{4}}|[:.]\d)", dates.day),
    Expression(
        "the 18th of this month",
        "the ordinal",
        r"{the}{ordinal}(?: day)? (?:of )?(?i:this|the) month",
        dates.day_of_month,
    ),
    # Months, seasons, quarters, halves.
    Expression("early March 2024", "early month", r"{early}{month},? (?:of )?{year}", dates.month),
    Expression("February this year", "early month", r"{early}{month} (?:of )?(?:that )?{which} year", dates.month),
    Expression("last March", "which", r"{which} {early}{month}", dates.month),
    Expression("late March", "early month", r"{early}{month}", dates.bare_month),
    Expression("the summer of 2023", "early the season", r"{early}{the}{season}(?: of)?,? {year}", dates.season),
    Expression("last summer", "which", r"{which} {early}{season}", dates.season),
    Expression(
        "the winter",
        "the early",
        rf"(?:(?i:the|early|late|mid)[- ]){{season}}(?! (?:[a-z]+ing|of|{either(SMALL['seasonal'])})\b)",
        dates.bare_season,
    ),
    Expression("in the morning", "the", r"(?<=(?i:in) )(?i:the (?:early |late )?){part}", relative.in_part),
    Expression(
        "in morning trading",
        "early part",
        r"(?<=(?i:in) )(?i:early |late |mid-)?{part}(?= (?:trading|trade)\b)",
        relative.in_part,
    ),
    Expression("at night", "part", r"(?<=(?i:at) ){part}", relative.in_part),
    Expression(
        "the third quarter of 2023",
        "the ordinal",
        r"{the}{ordinal}[- ](?P<unit>(?i:quarter|half))(?: (?:of|in) (?:(?:{which} year)|(?:fiscal )?{year}))?",
        dates.part_of_year,
    ),
    Expression(
        "the final quarter of 2023",
        "the last_of",
        r"{the}{last_of} (?P<unit>(?i:quarter|half)) of (?:the )?{year}",
        dates.part_of_year,
    ),
    Expression("Q3 2023", "q h", r"(?P<unit>[QH])(?P<ordinal>[1-4])(?: (?:of )?{year})?\b", dates.part_of_year),
    Expression(
        "fiscal 2023",
        "fiscal fy",
        r"(?i:fiscal(?: year)?|FY) ?{year}(?:[-/](?P<year2>\d\d|\d{{4}}))?",
        dates.year,
    ),
    # Years, decades, centuries.
    Expression("45 of 1939-45", "digit", r"(?P<year2>\d{{4}}|\d\d)\b(?!-)", dates.second_year),
    Expression("late 2023", "early digit", r"{early}{year}(?!\d|\.\d)", dates.bare_year),
    Expression("the year 2023", "the", r"(?i:the year) {year}", dates.year),
    Expression(
        "around 1850",
        "around about circa c ca approximately",
        r"(?P<about>(?i:around|about|circa|c\.|ca\.|approximately)) {year}(?!\d)",
        dates.bare_year,
    ),
    Expression("the early 1990s", "the early digit", r"{the}{early}(?P<decade>(?:1[0-9]|20)\d0)['’]?s\b", dates.decade),
    Expression(
        "the mid-nineties",
        "the early apostrophe decade",
        rf"{{the}}{{early}}(?:['’](?P<short>\d0)s|(?P<called>(?i:{either(DECADES)})))\b",
        dates.decade,
    ),
    Expression(
        "the late 19th century",
        "the early ordinal",
        r"{the}{early}{ordinal}(?:[- ]| and \w+ )(?P<unit>(?i:centur(?:y|ies)))(?: {era})?(?!\w)",
        dates.century,
    ),
    Expression(
        "44 BC",
        "digit ad",
        r"(?P<number>\d{{1,4}}) {era}(?!\w)|(?P<ad>AD) (?P<number2>\d{{1,4}})\b",
        dates.era,
    ),
    # Days by their names.
    Expression(
        "last Friday morning",
        "which weekday",
        rf"(?:{{which}} )?{{weekday}}(?:['’]s)?(?:,? {{part}})?(?! (?:{either(SMALL['weekly'])})\b)",
        relative.weekday,
    ),
    Expression("Wednesday last week", "weekday", r"{weekday},? (?:of )?{which} week", relative.weekday_of_week),
    Expression(
        "the day before yesterday",
        "the",
        r"(?i:the day (?P<way>before yesterday|after tomorrow))",
        relative.two_days,
    ),
    Expression(
        "yesterday morning",
        "today yesterday tomorrow",
        r"(?P<near>(?i:today|yesterday|tomorrow))(?:['’]s)?(?: {part})?\b",
        relative.near_day,
    ),
    Expression("tonight", "tonight last", r"(?P<near>(?i:tonight|last night))\b", relative.near_night),
    Expression("this morning", "this that the", r"(?i:this|that|the same) {part}", relative.this_part),
    Expression("Christmas Day 2023", "feast", rf"(?P<feast>{either(FEASTS)})(?:,? {{year}})?\b", relative.feast),
    Expression(
        "Ramadan 1445",
        "digit islamic persian",
        rf"(?:{{day}} (?:of )?)?(?:(?P<islamic>{either(ISLAMIC)})|(?P<persian>{either(PERSIAN)}))"
        r"(?: (?P<number>\d\d?))?,? (?P<other_year>1[234]\d\d)(?: (?:AH|SH))?\b",
        dates.of_other_calendar,
    ),
    # So far from now or from then.
    Expression(
        "in three days' time",
        "in within",
        r"(?i:in|within) {about}{number} {unit}['’]? (?:s )?time",
        relative.ahead,
    ),
    Expression(
        "last week",
        "early the this which",
        r"{early}(?:(?i:the|this) )?{which} {longunit}(?! of (?![$€£\d]|US))",
        relative.unit_away,
    ),
    Expression(
        "over the weekend",
        "the",
        r"(?<=(?i:over|ring) )(?i:the weekend)\b(?! of\b)",
        relative.weekend,
    ),
    Expression(
        "the end of the year",
        "early",
        rf"(?P<early>(?i:(?:the )?(?:{_EDGE}) of|early|later?|earlier|mid)) (?:in |on )?"
        r"(?P<which>(?i:the|this|that|next|last)) {longunit}",
        relative.unit_away,
    ),
    Expression("by year-end", "the year", r"(?<=(?i:by|at) )(?i:(?:the )?year[- ]end)\b", relative.year_end),
    Expression("ended the day", "the", r"(?i:the day)\b", relative.day_ended),
    Expression(
        "a year earlier",
        "the",
        rf"(?i:the) {{longunit}} (?P<way>(?i:before|after|earlier|later|previous|prior))\b{_ALONE}",
        relative.away,
    ),
    Expression(
        "the day after the vote",
        "the",
        r"(?i:the) (?P<unit>(?i:day|week|month|year))(?= (?P<way>(?i:after|before)){anchor})",
        relative.offset,
    ),
    Expression(
        "the following day",
        "the",
        r"(?i:the) (?P<which>(?i:next|following|previous|same|preceding)) {longunit}",
        relative.unit_away,
    ),
    # How long, and how often.
    Expression(
        "the past five years",
        "the these this behind ahead some",
        rf"(?i:the |these |this )?(?P<which>(?i:{either(SMALL['behind'] + SMALL['ahead'] + SMALL['some'])})) "
        r"{about}{number} (?:[a-z]{{4,}} )?{unit}",
        lengths.duration,
    ),
    Expression(
        "three days after the vote",
        "about number",
        r"{about}{number}[- ](?:(?!(?:this|last|next|each|every)\b)[a-z]{{4,}} )?{unit}(?P<more>(?i: and a half))?"
        rf"(?: (?P<way>(?i:{_WAYS}))\b(?!(?<=prior) to\b){_ALONE}"
        r"|(?= (?:(?i:after|before|since|following)){anchor})|[- ](?:old|long))?",
        lengths.counted,
    ),
    Expression(
        "decades",
        "several many span",
        r"(?P<vague>(?i:(?:several |many )?(?:decades|centuries|years|months|weeks|days|hours)(?:-long)?))\b"
        r"(?: (?P<way>(?i:ago|earlier|later))\b)?",
        lengths.vague,
    ),
    Expression(
        "every Friday",
        "every each",
        r"(?P<set>(?i:every|each)) (?:(?:{number} )?{unit}|{weekday}|{month}|{season}|{part})",
        lengths.repeated,
    ),
    Expression(
        "annually",
        "daily weekly monthly quarterly yearly annually nightly hourly annual",
        r"(?P<often>(?i:daily|weekly|monthly|quarterly|yearly|annually|nightly|hourly)|annual)\b",
        lengths.often,
    ),
    # Times of day.
    Expression(
        "3:30 p.m. GMT",
        "digit",
        r"{clock} ?(?P<half>(?i:[ap]\.?m\b\.?)){zone}"
        r"(?:,? (?:on )?(?P<then>(?:{weekday}(?!,? (?:\d|[A-Z]))|(?i:today|yesterday|tomorrow))))?",
        lengths.clock,
    ),
    Expression("15:30 GMT", "digit", r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d){zone}", lengths.clock),
    Expression(
        "0800 GMT",
        "digit",
        rf"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?= \(?(?:{either(ZONES)})\b){{zone}}",
        lengths.clock,
    ),
    Expression(
        "noon",
        "noon midnight",
        r"(?P<named>(?i:noon|midnight))(?:,? (?:on )?(?P<then>{weekday}))?\b",
        lengths.clock,
    ),
    Expression("Friday at noon", "weekday", r"{weekday} (?:at )(?P<named>(?i:noon|midnight))\b", lengths.clock),
    # Now, before and after, without a day.
    Expression("recently", "reference", rf"(?P<words>(?i:{either(REFERENCES)}))\b", lengths.reference),
)
"""Every expression that is looked for."""


OPENING = re.compile(r"(?<![\w$£€.,/])(?<![A-Za-z]-)(?:[^\W\d_]+|\d|['’](?=\d))")
"""What may open an expression: letters, the first digit of a number, the apostrophe before one."""


@cache
def opened() -> dict[str, list[tuple[int, re.Pattern[str]]]]:
    """The expressions by what opens them, in small letters: their numbers, and patterns that end with a whole word."""
    by_word: dict[str, list[tuple[int, re.Pattern[str]]]] = {}
    for number, expression in enumerate(EXPRESSIONS):
        pattern = re.compile(f"(?:{expression.pattern.format_map(_PARTS)})(?![\\w%])")
        firsts = (first for name in expression.opens.split() for first in _FIRST.get(name, [name]))
        for word in dict.fromkeys(word for first in firsts for word in OPENING.findall(first.casefold())[:1]):
            by_word.setdefault(word, []).append((number, pattern))
    return by_word
