"""What we marked ourselves in the training stories, as places in them: none of their words is kept here.

Each row of `marks/` names a story by the digest of its text, so that a mark holds to those characters or not at all.
`statements.jsonl` has all statements of worldwide stories, `within.jsonl` the attributions within some contents of the
large corpus, `outlooks.jsonl` what sentences of it say of the future.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from evaluation.gold import read_json_lines

MARKS = Path(__file__).parent / "marks"


def digest(text: str) -> str:
    """The name of a text among the marks.

    >>> digest("Varga said so.")
    '57baa296693d5367'
    """
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def statements_marked() -> dict[str, list[dict[str, Any]]]:
    """All statements of a story, by its digest, nested ones with the `id` of what they are `within`."""
    return {row["text"]: row["attributions"] for row in read_json_lines(MARKS / "statements.jsonl")}


def within_marked() -> dict[str, tuple[list[list[int]], list[dict[str, Any]]]]:
    """The contents of a story that were read, and the attributions within them, by its digest."""
    return {row["text"]: (row["read"], row["attributions"]) for row in read_json_lines(MARKS / "within.jsonl")}


def outlooks_marked() -> dict[str, list[list[Any]]]:
    """The outlooks of sentences as training/outlooks.py has them, by the digest of their story."""
    return {
        row["text"]: [[start, end, kind, [span] if kind else [], 1.0] for start, end, kind, span in row["sentences"]]
        for row in read_json_lines(MARKS / "outlooks.jsonl")
    }
