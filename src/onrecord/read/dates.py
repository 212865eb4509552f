"""A date as a page prints or marks it becomes a value of its own precision; never a made-up midnight."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from onrecord.model.story import Timestamp

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b[.,]?\s*)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_TIME = (
    r"(?:\s*(?:[-–—|,@·•T/]|\bat\b)?\s*(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))(?::(?P<second>\d\d))?"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?)?|\s*(?:[-–—|,@·•]|\bat\b)?\s*(?P<hour2>\d{1,2})\s*(?P<half2>[ap]\.?\s?m\b\.?))?"
)
_ZONE = (
    r"(?:\s*\(?(?P<zone>Z|UTC|GMT(?:\s?[+-]\d{1,2}(?::?\d\d)?)?|BST|CES?T|IST|E[SD]T|C[SD]T|P[SD]T|SAST|WAT|EAT|JST|KST"
    r"|[+-]\d\d:?\d\d)\b\)?)?"
)

_TIME_FIRST = re.compile(
    r"\b(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?\s*(?P<half>[ap]\.?\s?m\b\.?)?"
    rf"{_ZONE}(?: E?T| [CMP]T)?,?\s*(?:on\s+)?$",
    re.I,
)
"""`7:07 PM EST Nov 19, 2024`: the time, and where, before the day."""

PATTERNS = tuple(
    re.compile(pattern + _TIME + _ZONE, re.I)
    for pattern in (
        rf"(?P<year>\d{{4}})-(?P<monthnumber>\d\d)-{_DAY}(?!\d)",
        rf"{_WEEKDAY}\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"{_WEEKDAY}\b{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"(?P<year>\d{{4}})/(?P<monthnumber>\d\d)/{_DAY}(?!\d)",
        rf"\b{_DAY}\.(?P<monthnumber>\d\d?)\.{_YEAR}",
    )
)
"""Printed dates whose order of day and month nobody can doubt; 03/04/2024 is not among them."""

# Abbreviations that mean one offset in news use; IST and CST are ambiguous and stay unknown.
ZONES = {
    "Z": "+00:00",
    "UTC": "+00:00",
    "GMT": "+00:00",
    "BST": "+01:00",
    "CET": "+01:00",
    "CEST": "+02:00",
    "SAST": "+02:00",
    "WAT": "+01:00",
    "EAT": "+03:00",
    "JST": "+09:00",
    "KST": "+09:00",
    "EST": "-05:00",
    "EDT": "-04:00",
    "CDT": "-05:00",
    "PST": "-08:00",
    "PDT": "-07:00",
}


def timestamp(text: str | None) -> Timestamp | None:
    """What a printed or marked date says; `value` is null where it was not understood, None where there is no text.

    >>> timestamp("Monday 18 March 2024 - 21:00")
    Timestamp(text='Monday 18 March 2024 - 21:00', value='2024-03-18T21:00', zone=None)
    >>> timestamp("2024-03-18T21:00:05Z").zone
    '+00:00'
    >>> timestamp("2 May 2023").value
    '2023-05-02'
    """
    text = (text or "").strip()
    if not text:
        return None
    if text.replace(" ", "T").startswith(_NEVER_SET):
        return Timestamp(text, None, None)
    value, zone = _iso(text) or _printed(text) or _epoch(text) or (None, None)
    return Timestamp(text, value, zone)


_ISO = re.compile(
    r"^(?P<date>\d{4}-\d\d-\d\d)"
    r"(?:[T ]\s?(?P<time>\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s?(?P<zone>Z|[+-]\d\d:?\d\d|[+-]\d\d)?)?$",
    re.I,
)


_NEVER_SET = ("0001-01-01", "1970-01-01T00:00:00")
"""What programs write where no date was given."""


def _iso(text: str) -> tuple[str, str | None] | None:
    match = _ISO.match(text)
    if not match:
        return None
    value = match["date"] + (f"T{match['time']}" if match["time"] else "")
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return None
    return value, _offset(match["zone"]) if match["time"] else None


def _printed(text: str) -> tuple[str, str | None] | None:
    for pattern in PATTERNS:
        match = pattern.search(text)
        if match is None:
            continue
        parts = match.groupdict()
        if not (parts["hour"] or parts["hour2"]) and (before := _TIME_FIRST.search(text, 0, match.start())):
            parts |= {name: value for name, value in before.groupdict().items() if value}
        if found := _value(parts):
            return found
    return None


def _value(found: dict[str, str | None]) -> tuple[str, str | None] | None:
    month = MONTHS[(found["month"] or "").lower()] if found.get("month") else int(found["monthnumber"] or 0)
    try:
        value = date(int(found["year"] or 0), month, int(found["day"] or 0)).isoformat()
    except ValueError:
        return None
    hour, half = found.get("hour") or found.get("hour2"), found.get("half") or found.get("half2")
    if hour is None:
        return value, None
    number, minute = int(hour), int(found.get("minute") or 0)
    if half:
        number = number % 12 + (12 if half.lower().startswith("p") else 0)
    if number > 23 or minute > 59:
        return value, None
    second = f":{found['second']}" if found.get("second") else ""
    return f"{value}T{number:02d}:{minute:02d}{second}", _offset(found.get("zone"))


def _epoch(text: str) -> tuple[str, str | None] | None:
    """Seconds or milliseconds since 1970, as some meta tags hold."""
    if not re.fullmatch(r"1[0-9]{9}(?:[0-9]{3})?", text):
        return None
    moment = datetime.fromtimestamp(int(text[:10]), UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S"), "+00:00"


_IN_ADDRESS = re.compile(
    r"/(?P<year>(?:19[89]|20\d)\d)"
    rf"(?:(?P<sign>[/-])(?:{_MONTH}|(?P<monthnumber>\d\d?))(?P=sign)(?P<day>\d\d?)|(?P<monthnumber2>\d\d)(?P<day2>\d\d))"
    r"(?=[/.-]|$)",
    re.I,
)
"""A date that a segment of an address is, begins with, or that three of them are."""


_AT_ITS_END = re.compile(r"-(?P<year>20\d\d)(?P<monthnumber>\d\d)(?P<day>\d\d)(?=/?$|\.html?$)")


def day_in_address(url: str | None) -> Timestamp | None:
    """The day of publication that an outlet's addresses tell, as most archives by day do; None where there is none.

    >>> day_in_address("https://tarnherald.example/2024/3/18/dam-plan-shelved").value
    '2024-03-18'
    >>> day_in_address("https://tarnherald.example/2024/dam-plan-shelved") is None
    True
    """
    for match in (*_IN_ADDRESS.finditer(url or ""), *_AT_ITS_END.finditer(url or "")):
        found = match.groupdict()
        found |= {name: found.get(name) or found.get(f"{name}2") for name in ("monthnumber", "day")}
        if value := _value(found):
            return Timestamp(match.group().strip("/-"), value[0], None)
    return None


def _offset(zone: str | None) -> str | None:
    if not zone:
        return None
    zone = zone.upper().replace(" ", "")
    if zone in ZONES:
        return ZONES[zone]
    match = re.fullmatch(r"(?:GMT|UTC)?([+-])(\d{1,2}):?(\d\d)?", zone)
    return f"{match[1]}{int(match[2]):02d}:{match[3] or '00'}" if match else None
