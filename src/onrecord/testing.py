"""Statements marked in a sentence, for tests that read as text.

check("<source>Politico</source> <cue>reported</cue> <content>that the talks failed</content>.", encoder)
"""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.annotate import story_to_record
from onrecord.encode import Encoder
from onrecord.model.span import Span, Spans
from onrecord.model.statement import Statement
from onrecord.read import text_to_story

ROLES = ("source", "cue", "content", "relay")
_TAG = re.compile(r"<(/?)(source|cue|content|relay)(\d*)>")
_EDGES = " \t\n,.;:"

Marked = dict[str, dict[str, list[Span]]]


def unmark(marked: str) -> tuple[str, Marked]:
    """The bare text of a marked one, and the spans of each statement by number and role.

    >>> unmark("<source>She</source> <cue>said</cue> <content>no</content>.")
    ('She said no.', {'': {'source': [(0, 3)], 'cue': [(4, 8)], 'content': [(9, 11)], 'relay': []}})
    """
    text = ""
    statements: Marked = {}
    opened: dict[tuple[str, str], int] = {}
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
    """Assert that exactly the marked statements are found, each within the one whose content holds it.

    `<source2>` belongs to another statement than `<source>`, and may stand within it; `<relay>` marks through whom a
    statement came.
    """
    text, gold = unmark(marked)
    record = story_to_record(text_to_story(text, language="en"), encoder)
    by_id = {s.id: s for s in record.statements}

    def words(spans: list[Span] | Spans) -> str:
        return " / ".join(text[start:end].strip(_EDGES) for start, end in spans)

    def told(roles: list[str], holder: str) -> str:
        return " | ".join(roles) + (f" (within: {holder})" if holder else "")

    wanted = [told([words(gold[n][r]) for r in ROLES], _holder(n, gold, words)) for n in gold]
    found = [told(_roles(s, words), words(by_id[s.within].content) if s.within else "") for s in record.statements]
    report = ["", "found:", *sorted(found), "wanted:", *sorted(wanted)]
    assert sorted(found) == sorted(wanted), "\n  ".join(report)


def _roles(statement: Statement, words: Callable[[Spans], str]) -> list[str]:
    return [words(getattr(statement, role)) for role in ROLES]


def _holder(number: str, gold: Marked, words: Callable[[list[Span]], str]) -> str:
    """The words of the content, of a statement with a lower number, in which one's cue or whole content stands."""
    mine = gold[number]
    for other, theirs in gold.items():
        holds = [(a, b) for a, b in theirs["content"] if other < number]
        inside = [
            span for span in mine["cue"] + mine["content"] if any(a <= span[0] and span[1] <= b for a, b in holds)
        ]
        if inside:
            return words(theirs["content"])
    return ""
