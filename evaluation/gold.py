"""The gold data as it lies in shared/data."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from pathlib import Path
from typing import Any

DATA = Path(os.environ.get("ONRECORD_DATA", Path(__file__).parent.parent.parent / "shared" / "data"))


def digest(text: str) -> str:
    """The name of a text among marks and judgements, which keep none of its words.

    >>> digest("Varga said so.")
    '57baa296693d5367'
    """
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_json_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON lines file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def outermost(story: dict[str, Any]) -> list[dict[str, Any]]:
    """The gold attributions of a story that lie in no other."""
    if "attributions" in story:
        return list(story["attributions"])
    return [a for a in story["annotators"][0] if a["within"] is None]


def all_layers(story: dict[str, Any]) -> list[dict[str, Any]]:
    """The gold attributions of a story, nested ones with them where they are marked."""
    return list(story["attributions"] if "attributions" in story else story["annotators"][0])


def marks_nesting(story: dict[str, Any]) -> bool:
    """Whether a story's gold goes below the outermost layer."""
    return "attributions" not in story


def worldwide(data: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(train, dev): of the worldwide stories in order of id, every fifth is dev."""
    ordered = sorted(read_json_lines(data / "worldwide-attributions-train.jsonl"), key=lambda s: str(s["id"]))
    return [s for i, s in enumerate(ordered) if i % 5], ordered[::5]


KIND_OF = {
    "Person": "person",
    "Organization": "organisation",
    "Location": "place",
    "NORP": "people",
    "Facility": "facility",
}
"""The kinds of the worldwide names in the record's words; dates, money and the like are no names of actors."""


def region_of(story: dict[str, Any]) -> str:
    """The country or region that a worldwide story's id begins with."""
    return str(story["id"]).split("_")[0]


def held_out_names(stories: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of the worldwide stories with names, those of every fifth country, the third first, are dev."""
    regions = sorted({region_of(story) for story in stories})[2::5]
    return [story for story in stories if region_of(story) in regions]


def statement_sets(data: Path) -> dict[str, list[dict[str, Any]]]:
    """The dev sets of statements by name."""
    return {
        "PolNeAR dev": read_json_lines(data / "polnear-dev.jsonl.gz"),
        "Wikinews dev": read_json_lines(data / "wikinews-attributions-dev.jsonl"),
        "worldwide dev": worldwide(data)[1],
    }
