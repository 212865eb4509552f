"""What a person marks becomes spans and values: the words of a statement, and the value of a time expression."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import isinf
from time import struct_time

from edtf import EDTFParseException, parse_edtf

from onrecord.annotate.entities import Entity
from onrecord.annotate.forms import form_of
from onrecord.annotate.identity import key_of
from onrecord.annotate.moments.calendar import days_of
from onrecord.annotate.sentences import Sentences
from onrecord.encode.quotation import quotation_states
from onrecord.errors import InputError
from onrecord.model.actor import Actor, ActorKind
from onrecord.model.correction import Parts
from onrecord.model.moment import Moment
from onrecord.model.span import Span, Spans, places_of


def parts_marked(text: str, near: int, source: Sequence[str], cue: Sequence[str], content: Sequence[str]) -> Parts:
    """The parts of a statement whose words are given, a stretch at a time, each where it stands nearest to a place.

    Words of the same sentence go before others.

    Raises InputError where words are not in the text, or there is no content.

    >>> parts_marked("Varga said it leaks. Varga left.", 12, ["Varga"], ["said"], ["it leaks"]).source
    ((0, 5),)
    """
    if not any(words.strip() for words in content):
        raise InputError("a statement needs the words that are said")
    said = _spans(text, near, content)
    ours = said[0][0]
    form = form_of(text, said, quotation_states(text).tolist())
    return Parts(form, _spans(text, ours, source), _spans(text, ours, cue), said)


def _spans(text: str, near: int, stretches: Sequence[str]) -> Spans:
    """Where each stretch stands: in the sentence of a place before others, and there nearest to it."""
    low, high = Sentences(text).span(near)

    def far(span: Span) -> tuple[bool, int]:
        return not low <= span[0] <= high, abs(span[0] - near)

    found = []
    for words in filter(str.strip, stretches):
        places = places_of(text, words)
        if not places:
            raise InputError(f"these words are not in the story: {words!r}")
        found.append(min(places, key=far))
    return tuple(sorted(found))


def somebody(text: str, name: str, kind: ActorKind) -> Actor:
    """Who goes by a name in a story that has nobody of that name yet; its id is given where it is added.

    >>> somebody("Varga told Nils Abern so.", "Nils Abern", "person").mentions
    ((11, 21),)
    """
    name = " ".join(name.split())
    return Actor("", name, kind, (name,), mentions=tuple(places_of(text, name)), key=key_of(Entity(kind, [name]), None))


def moment_meant(moment: Moment, value: str) -> Moment:
    """A time expression with another value, in the Extended Date/Time Format; raises InputError where it is none.

    >>> meant = moment_meant(Moment((0, 6), "DATE", "2024-03-15", "2024-03-15"), "2024-03-08")
    >>> meant.timex, meant.earliest, meant.latest
    ('2024-03-08', '2024-03-08', '2024-03-08')
    """
    try:
        parsed = parse_edtf(value.strip())
    except EDTFParseException:
        raise InputError(f"{value!r} is no date; write 2024-03-18, 2024-03, 2024 or 2024-03/2024-05") from None
    first, last = _day(parsed.lower_strict()), _day(parsed.upper_strict())
    timex = value.strip() if days_of(value.strip()) else moment.timex
    return replace(moment, edtf=value.strip(), timex=timex, earliest=first, latest=last)


def _day(end: struct_time | float) -> str | None:
    """The day with which a value begins or ends; null where it is open, or before or after all calendars."""
    if isinstance(end, float) and isinf(end):
        return None
    try:
        return str(date(*end[:3]))  # type: ignore[index]
    except ValueError:
        return None
