"""Events that were judged: found ones that are right, and right ones that are found."""

from pathlib import Path

import pytest

from evaluation import events
from evaluation.events import event_scores
from evaluation.gold import digest
from onrecord.encode import Encoder

TEXT = "The dam broke in May 2023. The valley was rebuilt in 2024, and it was shut again in 2025.\n"


def test_judged_events_are_found_by_their_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broke, rebuilt = (TEXT.index(words) for words in ("The dam", "The valley"))
    rows = [
        [broke, TEXT.index(". The"), TEXT.index("May"), TEXT.index(". The"), 1],
        [rebuilt, TEXT.index(", and"), TEXT.index("2024"), TEXT.index(", and"), 0],
        [rebuilt, TEXT.index(" was rebuilt"), TEXT.index("2024"), TEXT.index(", and"), 1],
    ]
    judged = tmp_path / "events.jsonl"
    judged.write_text(f'{{"text": "{digest(TEXT)}", "events": {rows}}}\n')
    monkeypatch.setattr(events, "JUDGED", judged)
    assert event_scores([{"text": TEXT}, {"text": "Nothing was judged here."}], Encoder()) == {
        "judged": 3,
        "precision": 0.5,
        "recall": 0.5,
    }
