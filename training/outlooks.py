"""What sentences of a story say of the future, human and by gold cues, for the head that finds outlooks.

`outlooks` of a story are [start, end, kind, spans, weight]: between start and end all is known, and that is of the
kind what lies in the spans, nothing where the kind is null.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from evaluation.gold import read_json_lines
from evaluation.outlooks import kept_aside
from onrecord.annotate.outlooks import kind_by_cue
from onrecord.model.span import place_of
from onrecord.model.statement import Statement

WEAK = 0.3
"""What an outlook that the cue of a gold statement tells counts beside one that a person marked."""


def outlook_sentences(data: Path) -> dict[str, list[list[Any]]]:
    """The outlooks of labelled sentences by the ids of their stories, but for the tenth kept aside."""
    marked = defaultdict(list)
    for s in read_json_lines(data / "future-train.jsonl"):
        if kept_aside(s):
            continue
        low, high = place_of(s["text"], s["span"] or s["text"]) or (0, len(s["text"]))
        kind = None if s["label"] == "none" else s["label"]
        spans = [[s["start"] + low, s["start"] + high]] if kind else []
        marked[s["doc"]].append([s["start"], s["end"], kind, spans, 1.0])
    return dict(marked)


def outlooks_by_cue(text: str, attributions: list[dict[str, Any]], human: list[list[Any]]) -> list[list[Any]]:
    """The contents of gold statements whose cue makes outlooks of them, outside the sentences that a person marked."""
    found = []
    for a in attributions:
        parts = [tuple((start, end) for start, end in a[role]) for role in ("source", "cue", "content")]
        kind = kind_by_cue(text, Statement("", "indirect", *parts))
        spans = [span for role in ("source", "cue", "content") for span in a[role]]
        low, high = min(start for start, _ in spans), max(end for _, end in spans)
        if kind and all(high <= start or low >= end for start, end, *_ in human):
            found.append([low, high, kind, a["content"], WEAK])
    return found
