"""The expressions of time that are looked for: each a pattern and the reader that makes a value of its groups.

A pattern names its parts in braces; `{month}` and the like stand for the words of words.toml. Rules that match at one
place yield to the longest, of two as long to the first in the list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

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
    """One kind of time expression; `example` is one that it finds.

    A text that holds, in small letters, none of what it `needs` is not searched for it.
    """

    example: str
    pattern: str
    read: Callable[[re.Match[str], Context], Value | None]
    needs: Iterable[str] = ()


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

EXPRESSIONS = (
    # Days of the calendar.
    Expression("2024-03-18", r"(?P<year>\d{{4}})-(?P<month_number>\d\d)-(?P<day>\d\d)\b", dates.numbered),
    Expression(
        "18/03/2024",
        r"(?P<one>\d{{1,2}})[/.](?P<two>\d{{1,2}})[/.](?P<year>\d{{4}})\b",
        dates.slashed,
        needs=("/", "."),
    ),
    Expression("18/03/24", r"(?P<one>\d{{1,2}})/(?P<two>\d{{1,2}})/(?P<year>\d\d)(?!/)", dates.slashed, needs=("/",)),
    Expression("Monday, 18 March 2024", r"(?:{weekday},? )?{the}{day} (?:of )?{month},? {year}", dates.day),
    Expression("Monday, March 18, 2024", r"(?:{weekday},? )?{month},? {the}{day},? {year}", dates.day),
    Expression("26 of 26-30 November", r"{day}(?= ?[-–] ?\d| (?:to|and|or) (?:the )?\d)", dates.first_day),
    Expression("7 of April 6-7", r"{day}(?:,? {year})?", dates.last_day),
    Expression("Monday, 18 March", r"(?:{weekday},? )?{the}{day} (?:of )?{month}(?! \d{{4}})", dates.day),
    Expression("Monday, March 18", r"(?:{weekday},? )?{month} {the}{day}(?!,? \d{{4}}|[:.]\d)", dates.day),
    Expression("last March 18", r"{which} {month} {the}{day}(?!,? \d{{4}}|[:.]\d)", dates.day),
    Expression(
        "the 18th of this month",
        r"{the}{ordinal}(?: day)? (?:of )?(?i:this|the) month",
        dates.day_of_month,
        needs=("month",),
    ),
    # Months, seasons, quarters, halves.
    Expression("early March 2024", r"{early}{month},? (?:of )?{year}", dates.month),
    Expression("February this year", r"{early}{month} (?:of )?(?:that )?{which} year", dates.month, needs=(" year",)),
    Expression("last March", r"{which} {early}{month}", dates.month),
    Expression("late March", r"{early}{month}", dates.bare_month),
    Expression("the summer of 2023", r"{early}{the}{season}(?: of)?,? {year}", dates.season, needs=SEASONS),
    Expression("last summer", r"{which} {early}{season}", dates.season, needs=SEASONS),
    Expression(
        "the winter",
        rf"(?:(?i:the|early|late|mid)[- ]){{season}}(?! (?:[a-z]+ing|of|{either(SMALL['seasonal'])})\b)",
        dates.bare_season,
        needs=SEASONS,
    ),
    Expression("in the morning", r"(?<=(?i:in) )(?i:the (?:early |late )?){part}", relative.in_part, needs=PARTS),
    Expression(
        "in morning trading",
        r"(?<=(?i:in) )(?i:early |late |mid-)?{part}(?= (?:trading|trade)\b)",
        relative.in_part,
        needs=("trad",),
    ),
    Expression("at night", r"(?<=(?i:at) ){part}", relative.in_part, needs=PARTS),
    Expression(
        "the third quarter of 2023",
        r"{the}{ordinal}[- ](?P<unit>(?i:quarter|half))(?: (?:of|in) (?:(?:{which} year)|(?:fiscal )?{year}))?",
        dates.part_of_year,
        needs=("quarter", "half"),
    ),
    Expression(
        "the final quarter of 2023",
        r"{the}{last_of} (?P<unit>(?i:quarter|half)) of (?:the )?{year}",
        dates.part_of_year,
        needs=("quarter", "half"),
    ),
    Expression("Q3 2023", r"(?P<unit>[QH])(?P<ordinal>[1-4])(?: (?:of )?{year})?\b", dates.part_of_year),
    Expression(
        "fiscal 2023",
        r"(?i:fiscal(?: year)?|FY) ?{year}(?:[-/](?P<year2>\d\d|\d{{4}}))?",
        dates.year,
        needs=("fiscal", "fy"),
    ),
    # Years, decades, centuries.
    Expression("45 of 1939-45", r"(?P<year2>\d{{4}}|\d\d)\b(?!-)", dates.second_year),
    Expression("late 2023", r"{early}{year}(?!\d|\.\d)", dates.bare_year),
    Expression("the year 2023", r"(?i:the year) {year}", dates.year, needs=("the year",)),
    Expression(
        "around 1850", r"(?P<about>(?i:around|about|circa|c\.|ca\.|approximately)) {year}(?!\d)", dates.bare_year
    ),
    Expression(
        "the early 1990s", r"{the}{early}(?P<decade>(?:1[0-9]|20)\d0)['’]?s\b", dates.decade, needs=("0s", "0’s", "0's")
    ),
    Expression(
        "the mid-nineties",
        rf"{{the}}{{early}}(?:['’](?P<short>\d0)s|(?P<called>(?i:{either(DECADES)})))\b",
        dates.decade,
        needs=DECADES,
    ),
    Expression(
        "the late 19th century",
        r"{the}{early}{ordinal}(?:[- ]| and \w+ )(?P<unit>(?i:centur(?:y|ies)))(?: {era})?(?!\w)",
        dates.century,
        needs=("centur",),
    ),
    Expression(
        "44 BC",
        r"(?P<number>\d{{1,4}}) {era}(?!\w)|(?P<ad>AD) (?P<number2>\d{{1,4}})\b",
        dates.era,
        needs=("b.c.", "bc", "ad "),
    ),
    # Days by their names.
    Expression(
        "last Friday morning",
        rf"(?:{{which}} )?{{weekday}}(?:['’]s)?(?:,? {{part}})?(?! (?:{either(SMALL['weekly'])})\b)",
        relative.weekday,
    ),
    Expression("Wednesday last week", r"{weekday},? (?:of )?{which} week", relative.weekday_of_week, needs=(" week",)),
    Expression(
        "the day before yesterday",
        r"(?i:the day (?P<way>before yesterday|after tomorrow))",
        relative.two_days,
        needs=("the day ",),
    ),
    Expression(
        "yesterday morning", r"(?P<near>(?i:today|yesterday|tomorrow))(?:['’]s)?(?: {part})?\b", relative.near_day
    ),
    Expression("tonight", r"(?P<near>(?i:tonight|last night))\b", relative.near_night, needs=("night",)),
    Expression("this morning", r"(?i:this|that|the same) {part}", relative.this_part, needs=PARTS),
    Expression("Christmas Day 2023", rf"(?P<feast>{either(FEASTS)})(?:,? {{year}})?\b", relative.feast),
    Expression(
        "Ramadan 1445",
        rf"(?:{{day}} (?:of )?)?(?:(?P<islamic>{either(ISLAMIC)})|(?P<persian>{either(PERSIAN)}))"
        r"(?: (?P<number>\d\d?))?,? (?P<other_year>1[234]\d\d)(?: (?:AH|SH))?\b",
        dates.of_other_calendar,
        needs=(" 12", " 13", " 14"),
    ),
    # So far from now or from then.
    Expression(
        "in three days' time",
        r"(?i:in|within) {about}{number} {unit}['’]? (?:s )?time",
        relative.ahead,
        needs=("time",),
    ),
    Expression("last week", r"{early}(?:(?i:the|this) )?{which} {longunit}(?! of (?![$€£\d]|US))", relative.unit_away),
    Expression(
        "over the weekend",
        r"(?<=(?i:over|ring) )(?i:the weekend)\b(?! of\b)",
        relative.weekend,
        needs=("the weekend",),
    ),
    Expression(
        "the end of the year",
        rf"(?P<early>(?i:(?:the )?(?:{_EDGE}) of|early|later?|earlier|mid)) (?:in |on )?"
        r"(?P<which>(?i:the|this|that|next|last)) {longunit}",
        relative.unit_away,
    ),
    Expression("by year-end", r"(?<=(?i:by|at) )(?i:(?:the )?year[- ]end)\b", relative.year_end, needs=("year",)),
    Expression("ended the day", r"(?i:the day)\b", relative.day_ended, needs=("the day",)),
    Expression(
        "a year earlier",
        rf"(?i:the) {{longunit}} (?P<way>(?i:before|after|earlier|later|previous|prior))\b{_ALONE}",
        relative.away,
    ),
    Expression(
        "the day after the vote",
        r"(?i:the) (?P<unit>(?i:day|week|month|year))(?= (?P<way>(?i:after|before)){anchor})",
        relative.offset,
    ),
    Expression(
        "the following day",
        r"(?i:the) (?P<which>(?i:next|following|previous|same|preceding)) {longunit}",
        relative.unit_away,
    ),
    # How long, and how often.
    Expression(
        "the past five years",
        rf"(?i:the |these |this )?(?P<which>(?i:{either(SMALL['behind'] + SMALL['ahead'] + SMALL['some'])})) "
        r"{about}{number} (?:[a-z]{{4,}} )?{unit}",
        lengths.duration,
    ),
    Expression(
        "three days after the vote",
        r"{about}{number}[- ](?:(?!(?:this|last|next|each|every)\b)[a-z]{{4,}} )?{unit}(?P<more>(?i: and a half))?"
        rf"(?: (?P<way>(?i:{_WAYS}))\b(?!(?<=prior) to\b){_ALONE}"
        r"|(?= (?:(?i:after|before|since|following)){anchor})|[- ](?:old|long))?",
        lengths.counted,
    ),
    Expression(
        "decades",
        r"(?P<vague>(?i:(?:several |many )?(?:decades|centuries|years|months|weeks|days|hours)(?:-long)?))\b"
        r"(?: (?P<way>(?i:ago|earlier|later))\b)?",
        lengths.vague,
    ),
    Expression(
        "every Friday",
        r"(?P<set>(?i:every|each)) (?:(?:{number} )?{unit}|{weekday}|{month}|{season}|{part})",
        lengths.repeated,
        needs=("every", "each"),
    ),
    Expression(
        "annually",
        r"(?P<often>(?i:daily|weekly|monthly|quarterly|yearly|annually|nightly|hourly)|annual)\b",
        lengths.often,
    ),
    # Times of day.
    Expression(
        "3:30 p.m. GMT",
        r"{clock} ?(?P<half>(?i:[ap]\.?m\b\.?)){zone}"
        r"(?:,? (?:on )?(?P<then>(?:{weekday}(?!,? (?:\d|[A-Z]))|(?i:today|yesterday|tomorrow))))?",
        lengths.clock,
        needs=("m.", "am", "pm"),
    ),
    Expression("15:30 GMT", r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d){zone}", lengths.clock, needs=(":",)),
    Expression(
        "0800 GMT",
        rf"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?= \(?(?:{either(ZONES)})\b){{zone}}",
        lengths.clock,
    ),
    Expression(
        "noon",
        r"(?P<named>(?i:noon|midnight))(?:,? (?:on )?(?P<then>{weekday}))?\b",
        lengths.clock,
        needs=("noon", "midnight"),
    ),
    Expression(
        "Friday at noon", r"{weekday} (?:at )(?P<named>(?i:noon|midnight))\b", lengths.clock, needs=("noon", "midnight")
    ),
    # Now, before and after, without a day.
    Expression("recently", rf"(?P<words>(?i:{either(REFERENCES)}))\b", lengths.reference),
)
"""Every expression that is looked for."""


def compiled() -> list[re.Pattern[str]]:
    """The patterns, none of which begins or ends inside a word or a number."""
    return [
        re.compile(r"(?<![\w$£€.,/])(?<![A-Za-z]-)(?:" + e.pattern.format_map(_PARTS) + r")(?![\w%])")
        for e in EXPRESSIONS
    ]
