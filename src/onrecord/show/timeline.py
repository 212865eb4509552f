"""A timeline for people and for other programs: text, CSV, TimelineJS, iCalendar, and a picture."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, TextIO

from lxml import etree
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.model.timeline import Entry
from onrecord.show.days import in_words
from onrecord.show.export import safe
from onrecord.show.icalendar import Days, calendar_of
from onrecord.show.svg import NS, new_picture, written
from onrecord.show.terminal import SHORT_ID

COLUMNS = (
    "track",
    "edtf",
    "earliest",
    "latest",
    "dated_by",
    "words",
    "voice",
    "outlet",
    "published",
    "headline",
    "url",
)
UNDATED = "when is not known"


def timeline_view(entries: Sequence[Entry]) -> RenderableType:
    """Entries under their dates; those without one at the end."""
    pieces: list[RenderableType] = []
    before = ""
    for entry in entries:
        when = _when(entry) or UNDATED
        if when != before:
            pieces.append(Text(when, style="bold"))
            before = when
        line = Text(" ".join(entry.words.split()))
        told = [f"by {entry.voice}" if entry.voice else None, entry.outlet, entry.headline, entry.story[:SHORT_ID]]
        if entry.tellings:
            told.append(f"told by {entry.outlets} outlets in {len(entry.tellings) + 1} stories")
        line.append("\n" + " · ".join(fact for fact in told if fact), style="dim")
        pieces.append(Padding(line, (0, 0, 0, 2), expand=False))
    return Group(*pieces)


def _when(entry: Entry) -> str:
    """The date of an entry for people; nothing where it has none."""
    return in_words(entry.edtf or entry.earliest or "")


def write_timeline_csv(entries: Iterable[Entry], out: TextIO) -> None:
    """An entry a row, each telling of one happening one of its own."""
    table = csv.writer(out, lineterminator="\n")
    table.writerow([*COLUMNS, "story", "start", "end"])
    for entry in _each(entries):
        span = entry.span or ("", "")
        values = [" ".join(str(getattr(entry, column) or "").split()) for column in COLUMNS]
        table.writerow([*map(safe, values), entry.story, *span])


def _each(entries: Iterable[Entry]) -> Iterable[Entry]:
    for entry in entries:
        yield entry
        yield from entry.tellings


def timeline_js(entries: Iterable[Entry]) -> dict[str, Any]:
    """The dated entries as TimelineJS reads them (Knight Lab); those whose days are not both known are left out."""
    return {
        "events": [
            {
                "start_date": _date_parts(entry.earliest),
                "end_date": _date_parts(entry.latest),
                "display_date": _when(entry),
                "group": entry.track,
                "text": {"headline": _shortened(entry.words), "text": _told(entry)},
                "unique_id": _uid(entry),
            }
            for entry in entries
            if entry.earliest and entry.latest
        ]
    }


def _date_parts(day: str) -> dict[str, int]:
    year, month, number = map(int, day.split("-"))
    return {"year": year, "month": month, "day": number}


def _told(entry: Entry) -> str:
    facts = [entry.voice and f"by {entry.voice}", entry.outlet, entry.headline, entry.url]
    return " · ".join(fact for fact in facts if fact)


_SHORT, _LABEL = 120, 90
"""Characters of what is shown of an entry's words, in lists and in the picture."""


def _shortened(words: str, most: int = _SHORT) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"


def _uid(entry: Entry) -> str:
    return sha256(f"{entry.track} {entry.story} {entry.span} {entry.words}".encode("utf-8", "replace")).hexdigest()[:24]


def icalendar_of(entries: Iterable[Entry]) -> bytes:
    """The entries whose days are both known as days of an iCalendar."""
    return calendar_of(
        Days(_uid(entry), entry.earliest, entry.latest, _shortened(entry.words), _told(entry), entry.url)
        for entry in entries
        if entry.earliest and entry.latest
    )


_WIDE, _LEFT, _ROW, _TOP = 960, 40, 34, 56
_LETTER = 7.3
"""How wide a letter of a label is on the average, so that none goes over the picture's edge."""


def timeline_svg(entries: Sequence[Entry]) -> bytes:
    """A picture: a row an entry, a dot for a day and a band for longer or uncertain times, open ends fading.

    Each row says in words what its mark shows; those without a date are listed under the others.
    """
    dated = [entry for entry in entries if entry.earliest or entry.latest]
    undated = [entry for entry in entries if not (entry.earliest or entry.latest)]
    days = [_number(day) for entry in dated for day in (entry.earliest, entry.latest) if day]
    first, last = (min(days), max(days)) if days else (0, 1)
    high = _TOP + _ROW * (len(entries) + bool(undated)) + 20
    svg = new_picture(f"Timeline of {len(entries)} entries", _WIDE, high)
    _fades(svg)
    wide = _WIDE - 2 * _LEFT

    def place(day: int) -> float:
        return _LEFT + wide * (day - first) / max(1, last - first)

    etree.SubElement(svg, NS + "line", {"class": "axis"}, x1=str(_LEFT), x2=str(_WIDE - _LEFT), y1="34", y2="34")
    if dated:
        for day, anchor in ((first, "start"), (last, "end")):
            label = etree.SubElement(svg, NS + "text", {"text-anchor": anchor}, x=f"{place(day):.1f}", y="24")
            label.text = in_words(str(date.fromordinal(day)))
    for i, entry in enumerate(dated):
        _draw(svg, entry, _TOP + _ROW * i, place, (first, last))
    if undated:
        at = _TOP + _ROW * len(dated)
        etree.SubElement(svg, NS + "text", {"class": "when"}, x=str(_LEFT), y=str(at + 14)).text = UNDATED
        for i, entry in enumerate(undated, 1):
            etree.SubElement(svg, NS + "text", x=str(_LEFT), y=str(at + _ROW * i + 14)).text = _shortened(entry.words)
    return written(svg)


def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _fades(svg: Any) -> None:
    """The fillings of bands whose beginning or end is open."""
    definitions = etree.SubElement(svg, NS + "defs")
    for name, near, far in (("opens", "0", ".45"), ("goes-on", ".45", "0")):
        gradient = etree.SubElement(definitions, NS + "linearGradient", id=name)
        for offset, opacity in (("0", near), ("1", far)):
            stop = {"offset": offset, "stop-color": "#3b6ea5", "stop-opacity": opacity}
            etree.SubElement(gradient, NS + "stop", stop)


def _draw(svg: Any, entry: Entry, top: int, place: Any, bounds: tuple[int, int]) -> None:
    start = place(_number(entry.earliest)) if entry.earliest else place(bounds[0])
    end = place(_number(entry.latest)) if entry.latest else place(bounds[1])
    row = etree.SubElement(svg, NS + "g")
    etree.SubElement(row, NS + "title").text = f"{_when(entry)}: {' '.join(entry.words.split())}"
    if entry.earliest == entry.latest:
        for i in range(min(entry.outlets, 6)):
            etree.SubElement(row, NS + "circle", {"class": "day"}, cx=f"{start + 5 * i:.1f}", cy=str(top + 4), r="4")
    else:
        band = {"x": f"{start:.1f}", "y": str(top), "width": f"{max(3.0, end - start):.1f}", "height": "8", "rx": "3"}
        if entry.earliest and entry.latest:
            etree.SubElement(row, NS + "rect", {"class": "band"} | band)
        else:
            etree.SubElement(row, NS + "rect", {"fill": f"url(#{'goes-on' if entry.earliest else 'opens'})"} | band)
    on_right = start > _WIDE / 2
    words = etree.SubElement(
        row,
        NS + "text",
        {"text-anchor": "end" if on_right else "start"},
        x=f"{end if on_right else start:.1f}",
        y=str(top + 24),
    )
    etree.SubElement(words, NS + "tspan", {"class": "when"}).text = f"{_when(entry)}  "
    said = etree.SubElement(words, NS + "tspan")
    outlets = f" · {entry.outlets} outlets" if entry.tellings else ""
    room = (end if on_right else _WIDE - start) / _LETTER - len(f"{_when(entry)}  {outlets}")
    said.text = _shortened(entry.words, min(_LABEL, int(room))) + outlets
