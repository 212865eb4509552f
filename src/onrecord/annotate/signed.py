"""`“We will not build.” – Lena Varga`: a quotation in a paragraph of its own, signed after a dash, which is its cue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.annotate.outlets import is_outlet
from onrecord.model.span import Span
from onrecord.model.statement import Statement, numbered

NAME = r"[A-Z][\w’'.-]*(?:[ ](?:[A-Z][\w’'.-]*|al|bin|da|de|del|der|di|la|van|von)){0,5}(?<!\.)"
_SIGNED = re.compile(
    rf"^[ \t]*(?P<content>[“\"«„][^“”\"«»„\n]{{8,}}[”\"»“])[ \t]*(?:\n[ \t]*){{0,2}}"
    rf"(?P<cue>--?|[–—―])[ \t]*(?P<source>{NAME})\.?(?:,[^\n]{{1,80}})?[ \t]*$",
    re.MULTILINE,
)

_CONFIDENCE = 0.9
"""All eight lines of this shape in the training stories name a speaker, so that one in ten may not (Laplace's rule)."""


def with_signed_quotations(text: str, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with those that quotations signed by a name are.

    A statement whose cue is such a dash takes the name and the quotation; elsewhere one is added, where none has the
    words already.

    >>> (signed,) = with_signed_quotations("“We will not build.” – Lena Varga, governor", ())
    >>> signed.source, signed.cue, signed.content
    (((23, 33),), ((21, 22),), ((0, 20),))
    """
    found = list(statements)
    for match in _SIGNED.finditer(text):
        if not is_outlet(match["source"]):
            _sign(found, *(match.span(role) for role in ("source", "cue", "content")))
    return numbered(found)


def _sign(found: list[Statement], source: Span, cue: Span, content: Span) -> None:
    """Mend the statement of a dash, or add one."""
    at = next((n for n, s in enumerate(found) if s.cue == (cue,)), None)
    if at is not None:
        sure = max(found[at].confidence, _CONFIDENCE)
        found[at] = replace(found[at], form="direct", source=(source,), content=(content,), confidence=sure)
    elif not any(start < content[1] and content[0] < end for s in found for start, end in s.content):
        found.append(Statement("", "direct", (source,), (cue,), (content,), confidence=_CONFIDENCE))
