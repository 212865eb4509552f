"""Dates as people say them: `2019/..` is "from 2019 on", `199X` "the 1990s", `2024-24` "winter 2024"."""

from __future__ import annotations

import re
from datetime import date, datetime

_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_PARTS = {33: "first quarter of", 34: "second quarter of", 35: "third quarter of", 36: "last quarter of"}
_PARTS |= {40: "first half of", 41: "second half of"}
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}


def in_words(edtf: str) -> str:
    """A value in EDTF in words, at its own precision; what is none of those that records have stays as it is.

    >>> in_words("2024-03-18"), in_words("2024-12-05/2024-12-09"), in_words("2019/.."), in_words("../2027-03")
    ('18 March 2024', '5 to 9 December 2024', 'from 2019 on', 'until March 2027')
    >>> in_words("199X"), in_words("18XX"), in_words("2024-24"), in_words("2022-06~"), in_words("-0043")
    ('the 1990s', 'the 19th century', 'winter 2024', 'about June 2022', '44 BC')
    """
    first, _, last = edtf.partition("/")
    if not last:
        return _point(first)
    if ".." in (first, last):
        return f"until {_point(last)}" if first == ".." else f"from {_point(first)} on"
    return _range(_point(first), _point(last))


def _range(first: str, last: str) -> str:
    """From one to the other, what both have at their ends said once: `5 to 9 December 2024`."""
    begins, ends = first.split(" "), last.split(" ")
    while len(begins) > 1 and begins[-1:] == ends[-1:]:
        begins.pop()
        ends.pop()
    return f"{' '.join(begins)} to {last}"


def _point(value: str) -> str:
    if value.endswith("~"):
        return f"about {_point(value[:-1])}"
    if match := re.fullmatch(r"-(\d{4})", value):
        return f"{int(match[1]) + 1} BC"
    if match := re.fullmatch(r"(\d{3})X", value):
        return f"the {match[1]}0s"
    if match := re.fullmatch(r"(\d\d)XX", value):
        return f"the {_ordinal(int(match[1]) + 1)} century"
    if match := re.fullmatch(r"(\d{4})-([234]\d)", value):
        number = int(match[2])
        if number in _SEASONS:
            return f"{_SEASONS[number]} {match[1]}"
        return f"{_PARTS[number]} {match[1]}" if number in _PARTS else value
    if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return f"{date(2000, int(match[2]), 1):%B} {match[1]}" if 1 <= int(match[2]) <= 12 else value
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    day = f"{moment.day} {moment:%B} {moment.year}"
    return f"{day}, {moment:%H:%M}" if "T" in value else day


def _ordinal(number: int) -> str:
    suffix = "th" if 11 <= number % 100 <= 13 else _ORDINALS.get(number % 10, "th")
    return f"{number}{suffix}"
