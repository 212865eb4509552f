"""The story: what was published, cleaned, as one fixed text with its metadata."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from onrecord.model.page import PageReference
from onrecord.model.span import Span

PartKind = Literal["headline", "kicker", "paragraph", "caption", "quotation"]

BETWEEN_PARTS = "\n\n"


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A date of publication or update, as printed and as a value.

    `text` is what the page shows or its markup holds. `value` is ISO 8601 at the precision found
    (`2024-03-18`, `2024-03-18T21:00`), in local time of `zone`; null where it was not understood.
    `zone` is an offset such as `+02:00`, null where the page gives none.
    """

    text: str | None
    value: str | None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """A reader's comment, as published with the story."""

    text: str
    author: str | None = None
    published: Timestamp | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the story's text and what it is."""

    kind: PartKind
    span: Span


@dataclass(frozen=True, slots=True)
class Story:
    """What was published, cleaned; metadata that the page does not give is null.

    `text` is headline, kicker and paragraphs joined by a blank line, and never changes; every span of a
    record counts code points of it. `comment_count` is null where unknown, which is not 0.
    """

    id: str
    text: str
    parts: tuple[Part, ...] = ()
    outlet: str | None = None
    url: str | None = None
    code: str | None = None
    headline: str | None = None
    kicker: str | None = None
    byline: tuple[str, ...] = ()
    published: Timestamp | None = None
    updated: Timestamp | None = None
    section: str | None = None
    language: str | None = None
    comment_count: int | None = None
    comments: tuple[Comment, ...] = ()
    page: PageReference | None = None

    @property
    def day(self) -> str | None:
        """The day of publication, or the month or year where no more is told; null where it is not understood."""
        return self.published.value[:10] if self.published and self.published.value else None

    def words(self, span: Span) -> str:
        """The exact characters of a span."""
        return self.text[span[0] : span[1]]


def story_id(text: str, url: str | None = None) -> str:
    """The id of a story, a hash of its content: 24 hex digits.

    >>> story_id("Rain fell on Tarn Valley.")
    '2809b50e359e3921b3da074f'
    """
    content = f"{url or ''}\0{text}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(content).hexdigest()[:24]


def lay_out(pieces: list[tuple[PartKind, str]]) -> tuple[str, tuple[Part, ...]]:
    """Join pieces by a blank line and name their spans.

    >>> lay_out([("headline", "Rain"), ("paragraph", "It fell.")])[1][1]
    Part(kind='paragraph', span=(6, 14))
    """
    parts: list[Part] = []
    at = 0
    for kind, words in pieces:
        parts.append(Part(kind, (at, at + len(words))))
        at += len(words) + len(BETWEEN_PARTS)
    return BETWEEN_PARTS.join(words for _, words in pieces), tuple(parts)
