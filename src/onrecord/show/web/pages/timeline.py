"""One of three tracks as a picture and as a list."""

from __future__ import annotations

from typing import get_args
from urllib.parse import urlencode

from onrecord.keep import Filters, check_day
from onrecord.model.timeline import Entry, Track
from onrecord.show.timeline import timeline_svg
from onrecord.show.web.pages.shared import MANY, SVG_POLICY, turns_of
from onrecord.show.web.visit import Answer, Raw, Visit, one_of


def timeline(visit: Visit) -> Answer:
    """One of three tracks: a picture, and the same as a list."""
    track, entries = _entries(visit)
    skip = visit.number("from")
    shown = entries[skip : skip + MANY]
    context = {"track": track, "tracks": get_args(Track), "entries": shown, "total": len(entries)}
    turns = turns_of(visit, "/timeline", skip, len(shown), len(entries))
    picture = "/timeline.svg?" + urlencode(visit.query)
    return Answer("timeline.html", shown, {**context, "turns": turns, "picture": picture})


def _entries(visit: Visit) -> tuple[Track, list[Entry]]:
    track: Track = one_of(get_args(Track), visit.asked("track") or "happened", "track")
    who = visit.asked("actor")
    identity = visit.view.actor(who).identity if who else None
    limits = Filters(visit.asked("outlet"), check_day(visit.asked("since")), check_day(visit.asked("until")))
    return track, visit.view.timeline(track, visit.asked("q"), identity, limits)


def timeline_picture(visit: Visit) -> Raw:
    """The entries of a page of the timeline as a picture."""
    skip = visit.number("from")
    return Raw(timeline_svg(_entries(visit)[1][skip : skip + MANY]), "image/svg+xml", SVG_POLICY)
