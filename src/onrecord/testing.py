"""Statements marked in a sentence, for tests that read as text.

check("<source>Politico</source> <cue>reported</cue> <content>that the talks failed</content>.", encoder)
"""

from __future__ import annotations

import re

from onrecord.annotate import find_statements
from onrecord.encode import Encoder
from onrecord.model.span import Span

ROLES = ("source", "cue", "content")
_TAG = re.compile(r"<(/?)(source|cue|content)(\d*)>")
_EDGES = " \t\n,.;:"

Marked = dict[str, dict[str, list[str]]]


def unmark(marked: str) -> tuple[str, dict[str, dict[str, list[Span]]]]:
    """The bare text of a marked one, and the spans of each statement by number and role.

    >>> unmark("<source>She</source> <cue>said</cue> <content>no</content>.")
    ('She said no.', {'': {'source': [(0, 3)], 'cue': [(4, 8)], 'content': [(9, 11)]}})
    """
    text, statements, opened = "", {}, {}  # type: ignore[var-annotated]
    at = 0
    for tag in _TAG.finditer(marked):
        text += marked[at : tag.start()]
        at = tag.end()
        slash, role, number = tag.groups()
        if slash:
            span = (opened.pop((role, number)), len(text))
            statements.setdefault(number, {r: [] for r in ROLES})[role].append(span)
        else:
            opened[role, number] = len(text)
    return text + marked[at:], statements


def check(marked: str, encoder: Encoder) -> None:
    """Assert that exactly the marked statements are found; `<source2>` belongs to another than `<source>`."""
    text, statements = unmark(marked)

    def words(spans: list[Span] | tuple[Span, ...]) -> list[str]:
        return [text[start:end].strip(_EDGES) for start, end in spans]

    wanted = [[words(spans[role]) for role in ROLES] for spans in statements.values()]
    found = [[words(getattr(s, role)) for role in ROLES] for s in find_statements(text, encoder)]
    assert sorted(found) == sorted(wanted), f"\n found {sorted(found)}\nwanted {sorted(wanted)}"
