"""What the committed weights got right, statement by statement, so that a run shows what it gains and loses.

`last.json` holds for each dev story which of its gold statements were leniently right, as a string of 0 and 1; it
holds no text. `python -m evaluation --keep` writes it, together with new weights.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from evaluation.judged import Judged

LAST = Path(__file__).parent / "last.json"


def rightness(judged: dict[str, list[Judged]]) -> dict[str, dict[str, str]]:
    """For each set and story a 1 for each gold statement that is found, else a 0."""
    table: dict[str, dict[str, str]] = {}
    for name, stories in judged.items():
        table[name] = {}
        for story in stories:
            matched = {g for g, _ in story.matches}
            table[name][str(story.story["id"])] = "".join("01"[g in matched] for g in range(len(story.gold)))
    return table


def keep(judged: dict[str, list[Judged]], weights: str) -> None:
    """Write what is right now as the last."""
    LAST.write_text(json.dumps({"weights": weights, "right": rightness(judged)}, indent=0) + "\n")


def changes(judged: dict[str, list[Judged]]) -> tuple[str, list[str], list[str]]:
    """The last weights' version, and a line for each gold statement gained and lost against them."""
    last: dict[str, Any] = json.loads(LAST.read_text())
    gained, lost = [], []
    now = rightness(judged)
    for name, stories in judged.items():
        for story in stories:
            key = str(story.story["id"])
            before = last["right"].get(name, {}).get(key, "")
            for attribution, was, is_now in zip(story.gold, before, now[name][key], strict=False):
                if was != is_now:
                    (gained if is_now == "1" else lost).append(f"{name}: {_in_words(story.story['text'], attribution)}")
    return last["weights"], gained, lost


def _in_words(text: str, attribution: dict[str, Any]) -> str:
    def words(role: str) -> str:
        return " … ".join(" ".join(text[start:end].split()) for start, end in attribution[role]) or "-"

    return " | ".join((words("source"), words("cue"), words("content")[:100]))
