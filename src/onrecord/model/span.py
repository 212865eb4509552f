"""The span: a half-open range `[start, end)` of Unicode code points into a story's text."""

from __future__ import annotations

import re

from onrecord.errors import InputError

Span = tuple[int, int]
Spans = tuple[Span, ...]


def words_of(text: str, spans: Spans) -> str:
    """The words that spans cover, with an ellipsis where they break off.

    >>> words_of("It will, he said, rain.", ((0, 7), (18, 22)))
    'It will … rain'
    """
    return " … ".join(text[start:end] for start, end in spans)


def line_of(text: str, spans: Spans) -> str:
    """The words that spans cover on one line.

    >>> line_of("It will\\nrain.", ((0, 12),))
    'It will rain'
    """
    return " ".join(words_of(text, spans).split())


def shared(some: Spans, others: Spans) -> int:
    """How many characters two lots of spans share.

    >>> shared(((0, 7), (9, 12)), ((5, 10),))
    3
    """
    return sum(max(0, min(end, high) - max(start, low)) for start, end in some for low, high in others)


def places_of(text: str, words: str) -> list[Span]:
    """Everywhere that some words stand in a text, in order, blanks and line breaks between them counting alike.

    >>> places_of("He said so, she\\nsaid  so.", "said so")
    [(3, 10), (16, 24)]
    """
    parts = words.split()
    return [match.span() for match in re.finditer(r"\s+".join(map(re.escape, parts)), text)] if parts else []


def place_of(text: str, words: str) -> Span | None:
    """Where some words stand first in a text; null where they stand nowhere.

    >>> place_of("It will\\nrain.", "will rain")
    (3, 12)
    """
    return next(iter(places_of(text, words)), None)


def only_place_of(text: str, words: str) -> Span:
    """Where some words stand in a text; raises InputError where they stand nowhere, or more than once.

    >>> only_place_of("It will rain.", "will rain")
    (3, 12)
    """
    places = places_of(text, words)
    if not places:
        raise InputError(f"these words are not in the story: {words!r}")
    if len(places) > 1:
        raise InputError(f"these words stand more than once in the story, give more of them: {words!r}")
    return places[0]
