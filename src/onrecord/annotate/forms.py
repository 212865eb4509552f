"""The form of a statement, from the quotation marks of its content."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.encode.quotation import QUOTATION, quotation_states
from onrecord.model.span import Spans
from onrecord.model.statement import Form

_INSIDE, _MARK = QUOTATION.index("inside"), QUOTATION.index("mark")
_SKIPPED = frozenset(" \t\n\u00a0.,;:!?…'’‘")


def form_of(text: str, content: Spans, states: list[int]) -> Form:
    """Direct when all words of the content are quoted, indirect when none are, else mixed.

    `states` are the quotation states of the whole text's characters.

    >>> text = 'It was "a mess", she said.'
    >>> form_of(text, ((0, 15),), quotation_states(text).tolist())
    'mixed'
    """
    return _form((text[at], states[at]) for start, end in content for at in range(start, end))


def form_within(text: str, content: Spans) -> Form:
    """The form of a statement within another: only marks of its own count, not those around the one that holds it.

    >>> form_within('"I believe the dam will fail," he said.', ((11, 28),))
    'indirect'
    """
    parts = (text[start:end] for start, end in content)
    return _form(pair for part in parts for pair in zip(part, quotation_states(part).tolist(), strict=True))


def _form(characters: Iterable[tuple[str, int]]) -> Form:
    """The form of characters with their quotation states; marks, blanks and punctuation do not count."""
    quoted = unquoted = 0
    for character, state in characters:
        if state == _MARK or character in _SKIPPED:
            continue
        if state == _INSIDE:
            quoted += 1
        else:
            unquoted += 1
    if not quoted:
        return "indirect"
    return "mixed" if unquoted else "direct"
