"""Bare text becomes a story whose text is exactly that text."""

from __future__ import annotations

import re

from onrecord.model.story import Part, PartKind, Story, story_id
from onrecord.read.dates import timestamp
from onrecord.read.language import language_of

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_SURE_OF_LANGUAGE = 200
"""Code points; below it a language is not guessed at, so that no short text is passed over by mistake."""


def text_to_story(
    text: str,
    *,
    id: str | None = None,
    headline: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    published: str | None = None,
    language: str | None = None,
) -> Story:
    """A story of a text that is kept as it came, with what is known of it.

    >>> [part.span for part in text_to_story("Rain fell.\\r\\n\\r\\nIt stopped.").parts]
    [(0, 10), (14, 25)]
    """
    parts: list[Part] = []
    for line in _LINE.finditer(text):
        words = line.group().rstrip()
        start = line.start() + len(words) - len(words.lstrip())
        kind: PartKind = "headline" if headline and not parts and words.strip() == headline.strip() else "paragraph"
        parts.append(Part(kind, (start, line.start() + len(words))))
    if language is None and len(text) >= _SURE_OF_LANGUAGE:
        language = language_of(text)
    return Story(
        id=id or story_id(text, url),
        text=text,
        parts=tuple(parts),
        headline=headline,
        outlet=outlet,
        url=url,
        published=timestamp(published),
        language=language,
    )
