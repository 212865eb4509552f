"""The form of a statement, from the quotation marks of its content."""

from __future__ import annotations

from onrecord.model.span import Spans
from onrecord.model.statement import Form

MARKS = frozenset('"“”„«»‟＂')
_SKIPPED = frozenset(" \t\n\u00a0.,;:!?…'’‘")


def form_of(text: str, content: Spans, states: list[int]) -> Form:
    """Direct when all words of the content are quoted, indirect when none are, else mixed.

    `states` says of each code point whether it is outside (0), inside (1) or itself (2) a quotation mark.

    >>> from onrecord.encode.tokens import quotation_states
    >>> text = 'It was "a mess", she said.'
    >>> form_of(text, ((0, 15),), quotation_states(text).tolist())
    'mixed'
    """
    quoted = unquoted = 0
    for start, end in content:
        for at in range(start, end):
            if states[at] == 2 or text[at] in _SKIPPED:
                continue
            if states[at] == 1:
                quoted += 1
            else:
                unquoted += 1
    if not quoted:
        return "indirect"
    return "mixed" if unquoted else "direct"
