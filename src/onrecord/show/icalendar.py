"""Days as an iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Days:
    """What is in a calendar from a first day (`2024-03-18`) to a last, both in; `uid` is its name for ever."""

    uid: str
    first: str
    last: str
    summary: str
    description: str
    url: str | None = None


def calendar_of(entries: Iterable[Days]) -> bytes:
    """The entries as a calendar that any program reads."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//On Record//onrecord//EN")
    calendar.add("version", "2.0")
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.uid}@onrecord")
        event.add("dtstamp", datetime.now(UTC))
        event.add("dtstart", date.fromisoformat(entry.first))
        event.add("dtend", _day_after(date.fromisoformat(entry.last)))
        event.add("summary", entry.summary)
        event.add("description", entry.description)
        if entry.url:
            event.add("url", entry.url)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _day_after(day: date) -> date:
    return day if day == date.max else day + timedelta(1)
