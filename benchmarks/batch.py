"""`make bench-batch`: stories a second of one worker and of two, and what a month of a large crawl would cost.

The shards are JSON lines made from the examples, with words exchanged; loading the weights is in the time.
"""

from __future__ import annotations

import json
import random
import tempfile
import time
from pathlib import Path

from benchmarks.room import ROOT, exchanged
from onrecord.read import load_file, page_to_story
from onrecord.run.batch import Done, plan_of, run_batch

SHARDS, STORIES = 8, 60
CRAWL = 40_000_000
"""Stories of a month."""


def main() -> None:
    """Measure and print."""
    chance = random.Random(1)
    texts = [page_to_story(load_file(page)).text for page in sorted((ROOT / "examples").iterdir())]
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive"
        archive.mkdir()
        for shard in range(SHARDS):
            rows = ({"text": exchanged(chance.choice(texts), chance)} for _ in range(STORIES))
            (archive / f"{shard}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        rates = []
        for workers in (1, 2):
            started = time.perf_counter()
            outcomes = list(run_batch(plan_of([str(archive)], Path(folder) / f"out{workers}"), workers))
            spent = time.perf_counter() - started
            stories = sum(outcome.mark["stories"] for outcome in outcomes if isinstance(outcome, Done))
            rates.append(stories / spent)
            print(f"{time.strftime('%Y-%m-%d')}, {workers} workers: {stories} stories, {rates[-1]:.1f} a second")
    hours = CRAWL / rates[0] / 3600
    print(f"two are {rates[1] / rates[0]:.2f} times one")
    print(f"{CRAWL:,} stories / {rates[0]:.1f} a second and core / 3600 = {hours:,.0f} core-hours")


if __name__ == "__main__":
    main()
