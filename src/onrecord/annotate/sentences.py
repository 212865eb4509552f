"""Where the sentences and paragraphs of a text begin and end."""

from __future__ import annotations

import re
from bisect import bisect_right

from onrecord.model.span import Span

_END = re.compile(r"[.!?][\"”’')]*[ \u00a0]+(?=[\"“‘«(]?[A-Z0-9])|\n+")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Gov|Rep|Gen|Col|Lt|Capt|Sgt|Rev|St|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec"
    r"|[ap]\.m))\.\Z"
)


class Sentences:
    """The sentences of one text, found once; `starts` is where each but the first begins."""

    def __init__(self, text: str) -> None:
        self._text = text
        ends = [
            (match.end(), "\n" in match.group())
            for match in _END.finditer(text)
            if not _ABBREVIATED.search(text[max(0, match.start() - 6) : match.start() + 1])
        ]
        self.starts = [end for end, _ in ends]
        self._paragraphs = [end for end, breaks in ends if breaks]

    def number(self, at: int) -> int:
        """Which sentence a place is in, from 0."""
        return bisect_right(self.starts, at)

    def between(self, one: int, other: int) -> int:
        """How many sentences begin between two places."""
        return self.number(other) - self.number(one)

    def paragraphs_between(self, one: int, other: int) -> int:
        """How many paragraphs begin between two places."""
        return bisect_right(self._paragraphs, other) - bisect_right(self._paragraphs, one)

    def span(self, at: int) -> Span:
        """The sentence at a place, with its mark and without the blanks after it."""
        i = bisect_right(self.starts, at)
        start = self.starts[i - 1] if i else 0
        end = self.starts[i] if i < len(self.starts) else len(self._text)
        return start, start + len(self._text[start:end].rstrip())

    def around(self, at: int) -> str:
        """The words of the sentence at a place, in small letters."""
        return self._text[slice(*self.span(at))].casefold()

    def begins(self, at: int, reach: int = 40) -> bool:
        """Whether a place lies near the beginning of its sentence."""
        return at - self.span(at)[0] <= reach


def trimmed(text: str, start: int, end: int) -> Span:
    """A stretch of a text without the marks and blanks at its edges, and quotation marks that have no other inside."""
    while start < end and (text[start] in _EDGES or (text[start] in _OPENING and not _CLOSES.search(text, start, end))):
        start += 1
    while end > start and (
        text[end - 1] in _EDGES or (text[end - 1] in _CLOSING and not _OPENS.search(text, start, end - 1))
    ):
        end -= 1
    return start, end


_EDGES = frozenset(" \t\n,.;:")
_OPENING, _CLOSING = frozenset('“"‘'), frozenset('”"’')
_CLOSES, _OPENS = re.compile('[”"’](?!\\w)'), re.compile('[“"‘]')
