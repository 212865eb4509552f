"""Outlooks of stories that nobody labelled, as weights have them: `python -m training.teacher --weights FOLDER`.

What one network learned of few labels, another learns from many that it gives (Hinton, Vinyals and Dean 2015).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from evaluation.gold import DATA, read_json_lines
from evaluation.gold import worldwide as worldwide_stories
from evaluation.outlooks import kept_aside
from onrecord.annotate.ahead import passages_ahead
from onrecord.annotate.sentences import Sentences
from onrecord.encode import Encoder

TAUGHT = Path("build/taught.jsonl")
WEIGHT = 0.3
"""What a sentence counts that a network labelled, beside one that a person did."""


def outlooks_taught(text: str, encoder: Encoder) -> list[list[Any]]:
    """The outlooks of a text, as training/outlooks.py has them: every sentence, and the passages in some."""
    sentences, at = Sentences(text), 0
    marked: list[list[Any]] = []
    while at < len(text):
        start, end = sentences.span(at)
        if start < end:
            marked.append([start, end, None, [], WEIGHT])
        at = max(end, at) + 1
    for passage in passages_ahead(text, encoder.encode(text), sentences):
        ((start, end),) = passage.spans
        marked.append([start, end, passage.kind, [[start, end]], WEIGHT])
    return marked


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=DATA)
    args = parser.parse_args()
    encoder = Encoder(args.weights)
    aside = {s["doc"] for s in read_json_lines(args.data / "future-train.jsonl") if kept_aside(s)}
    stories = [s for s in read_json_lines(args.data / "polnear-train.jsonl.gz") if s["id"] not in aside]
    stories += worldwide_stories(args.data)[0]
    taught = {str(s["id"]): s["text"] for s in stories}
    with TAUGHT.open("w", encoding="utf-8") as out:
        for name, text in taught.items():
            out.write(json.dumps({"id": name, "outlooks": outlooks_taught(text, encoder)}) + "\n")


if __name__ == "__main__":
    main()
