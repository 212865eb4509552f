"""What we marked ourselves in the training stories, as places in them: none of their words is kept here.

Each row of `marks/` names a story by the digest of its text, so that a mark holds to those characters or not at all.
`statements.jsonl` has all statements of worldwide stories, `within.jsonl` the attributions within some contents of the
large corpus, `outlooks.jsonl` what sentences of it say of the future.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from evaluation.gold import digest, read_json_lines
from onrecord.annotate.forms import form_of, form_within
from onrecord.encode.quotation import quotation_states

MARKS = Path(__file__).parent / "marks"


def statements_marked(text: str) -> list[dict[str, Any]] | None:
    """All statements of a story as the gold has them, nested ones `within` others; null where none were marked.

    Their `speaker` is a name that the story has for whom a pronoun or a description means, or the description itself
    where the story names nobody; it lacks where the source names its speaker, or where we could not tell.
    """
    marked = marks_of_statements().get(digest(text))
    return marked and [_as_gold(attribution, text) for attribution in marked]


def _as_gold(attribution: dict[str, Any], text: str) -> dict[str, Any]:
    content = tuple((start, end) for start, end in attribution["content"])
    nested = attribution["within"] is not None
    form = form_within(text, content) if nested else form_of(text, content, quotation_states(text).tolist())
    speaker = {"speaker": text[slice(*attribution["speaker"])]} if "speaker" in attribution else {}
    return attribution | {"form": form} | speaker


@cache
def marks_of_statements() -> dict[str, list[dict[str, Any]]]:
    """The statements as they are kept, places only, by the digest of their story."""
    return {row["text"]: row["attributions"] for row in read_json_lines(MARKS / "statements.jsonl")}


def stories_marked(data: Path) -> list[dict[str, Any]]:
    """The worldwide stories whose statements we marked: `id`, `text` and `annotators`, as in those with gold ones."""
    stories = read_json_lines(data / "worldwide-ner-train.jsonl.gz")
    marked = ((story, statements_marked(story["text"])) for story in stories)
    return [{"id": s["id"], "text": s["text"], "annotators": [statements]} for s, statements in marked if statements]


def within_marked() -> dict[str, tuple[list[list[int]], list[dict[str, Any]]]]:
    """The contents of a story that were read, and the attributions within them, by its digest."""
    return {row["text"]: (row["read"], row["attributions"]) for row in read_json_lines(MARKS / "within.jsonl")}


def outlooks_marked() -> dict[str, list[list[Any]]]:
    """The outlooks of sentences as training/outlooks.py has them, by the digest of their story."""
    return {
        row["text"]: [[start, end, kind, [span] if kind else [], 1.0] for start, end, kind, span in row["sentences"]]
        for row in read_json_lines(MARKS / "outlooks.jsonl")
    }
