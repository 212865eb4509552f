"""Events of training stories that were read one by one: which are still found, and how many of those are right.

The stories are worldwide ones, few of which tell their day of publication, and PolNeAR's, which have it beside them.

`events.jsonl` has places only: of a clause and its moment in the text that a story's digest names, and whether the
clause tells a happening, that moment is when, and the voice is whose words it is. Most of what it holds was seen by
whoever made the rules: it shows what a change does, and how good the rules are only by events that they had not seen
(training/EXPERIMENTS.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.gold import digest, read_json_lines
from onrecord.annotate import story_to_record
from onrecord.encode import Encoder
from onrecord.model import Story
from onrecord.read import load_bytes, page_to_story, text_to_story

JUDGED = Path(__file__).parent / "events.jsonl"


def event_scores(stories: list[dict[str, Any]], encoder: Encoder) -> dict[str, float]:
    """Of the events that were judged: how many, what share of those found is right, and of the right ones is found."""
    counts = {"judged": 0, "right": 0, "found": 0, "found right": 0}
    for story, rows in judged_stories(stories):
        record = story_to_record(story, encoder)
        found = {(*event.span, *record.moments[event.moment].span) for event in record.events}
        for *place, right in rows:
            counts["judged"] += 1
            counts["right"] += right
            counts["found"] += tuple(place) in found
            counts["found right"] += right and tuple(place) in found
    return {
        "judged": counts["judged"],
        "precision": counts["found right"] / max(counts["found"], 1),
        "recall": counts["found right"] / max(counts["right"], 1),
    }


def judged_stories(stories: list[dict[str, Any]]) -> Iterator[tuple[Story, list[list[int]]]]:
    """The stories of which clauses were judged, with these: where clause and moment begin and end, and 1 if right."""
    judged = {row["text"]: row["events"] for row in read_json_lines(JUDGED)}
    for story in stories:
        if rows := judged.get(digest(story["text"])):
            yield _story(story), rows


def _story(row: dict[str, Any]) -> Story:
    """A page's story; one that is text has its day of publication beside it."""
    if "published" in row:
        return text_to_story(row["text"], published=row["published"], language="en")
    return page_to_story(load_bytes(row["text"].encode()))
