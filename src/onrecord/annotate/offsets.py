"""`Three days after the vote`: dated where the story tells of one vote, and on what day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from onrecord.annotate.lexicon import BORDERS, THIRD
from onrecord.annotate.moments.calendar import same_day_moved
from onrecord.model.event import Event
from onrecord.model.moment import Moment

_PERIOD = re.compile(r"P(\d+)([DWMY])")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_WORD = re.compile(r"[^\W\d_]{4,}")


def with_anchored_days(text: str, moments: Sequence[Moment], events: Sequence[Event]) -> tuple[Moment, ...]:
    """The moments, those that hang on a happening with its days where one event alone, of one day, says its words.

    Their type and value stay those of the offset; where no event or several may be meant they keep no days.
    """
    dated = [(event, moments[event.moment]) for event in events if event.until is None and event.open is None]
    days = [
        (set(_WORD.findall(text[slice(*e.span)].casefold())), m.earliest) for e, m in dated if m.earliest == m.latest
    ]
    return tuple(_anchored(text, moment, days) if moment.anchor else moment for moment in moments)


def _anchored(text: str, moment: Moment, days: list[tuple[set[str], str | None]]) -> Moment:
    period = _PERIOD.fullmatch(moment.timex)
    words = _named(text[slice(*moment.anchor)]) if moment.anchor else set()
    meant = {day for told, day in days if day and words and words <= told}
    if period is None or len(meant) != 1:
        return moment
    between = text[moment.span[1] : moment.anchor[0] if moment.anchor else moment.span[1]]
    way = -1 if "before" in between.casefold() else 1
    day = same_day_moved(date.fromisoformat(meant.pop()), _UNITS[period[2]], way * int(period[1]))
    if day is None:
        return moment
    return Moment(moment.span, moment.type, moment.timex, str(day), str(day), str(day), moment.mod, moment.anchor)


def _named(anchor: str) -> set[str]:
    """The words that name a happening: those before the first that says of what or where it was, or goes on."""
    parts = anchor.casefold().split()
    end = next((i for i, word in enumerate(parts) if i and (word in BORDERS or word in THIRD)), len(parts))
    return set(_WORD.findall(" ".join(parts[:end])))
