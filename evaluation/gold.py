"""The gold data as it lies in shared/data."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

DATA = Path(os.environ.get("ONRECORD_DATA", Path(__file__).parent.parent.parent / "shared" / "data"))


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


def statement_sets(data: Path) -> dict[str, list[dict[str, Any]]]:
    """The dev sets of statements by name."""
    return {
        "PolNeAR dev": read_json_lines(data / "polnear-dev.jsonl.gz"),
        "Wikinews dev": read_json_lines(data / "wikinews-attributions-dev.jsonl"),
        "worldwide dev": worldwide(data)[1],
    }
