"""The span: a half-open range `[start, end)` of Unicode code points into a story's text."""

from __future__ import annotations

Span = tuple[int, int]
Spans = tuple[Span, ...]


def words_of(text: str, spans: Spans) -> str:
    """The words that spans cover, with an ellipsis where they break off.

    >>> words_of("It will, he said, rain.", ((0, 7), (18, 22)))
    'It will … rain'
    """
    return " … ".join(text[start:end] for start, end in spans)
