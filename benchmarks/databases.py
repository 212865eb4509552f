"""`make bench-databases POSTGRES=postgresql://...`: the same searches in SQLite and in its copy in PostgreSQL.

The address is that of an empty database. The stories are made as in bench-room; what is told is how long keeping them
in SQLite and copying them takes, and the median of each search, of both in turn.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.room import ROOT, copies
from onrecord.encode import Encoder
from onrecord.keep import StoreName, View, Writer, copy_store
from onrecord.run import read_pages

TIMES = 11

SEARCHES: dict[str, Callable[[View], object]] = {
    "a story": lambda view: view.record("17"),
    "stories, dam": lambda view: list(view.search("dam", None, 20)),
    "stories, two words": lambda view: list(view.search("council flood", None, 20)),
    "statements, dam": lambda view: list(view.statements("dam", None, 20)),
    "outlooks, dam": lambda view: list(view.outlooks("dam", None, None, 20)),
    "statements, dam, counted": lambda view: view.tally("statements", "dam"),
    "actors": lambda view: list(view.actors()),
}


def main() -> None:
    """Measure and print."""
    address, many = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        store, single = Path(folder) / "store.sqlite", Path(folder) / "single.sqlite"
        with Writer(single) as writer:
            list(read_pages(sorted(map(str, (ROOT / "examples").iterdir())), Encoder(), writer))
        with View(single) as view:
            records = list(view.records())
        started = time.perf_counter()
        with Writer(store) as writer:
            for page, record in copies(records, many, random.Random(1)):
                writer.keep(page, record)
        kept = time.perf_counter()
        for _ in copy_store(store, address):
            pass
        print(f"{many} stories kept in {kept - started:.0f} s, copied in {time.perf_counter() - kept:.0f} s")
        print(f"{'milliseconds at the median':28} {'SQLite':>8} {'PostgreSQL':>11}")
        for name, search in SEARCHES.items():
            here, there = (milliseconds(at, search) for at in (store, address))
            print(f"{name:28} {here:8.1f} {there:11.1f}")


def milliseconds(store: StoreName, search: Callable[[View], object]) -> float:
    """The median of some searches."""
    spent = []
    with View(store) as view:
        for _ in range(TIMES):
            started = time.perf_counter()
            search(view)
            spent.append(1000 * (time.perf_counter() - started))
    return statistics.median(spent)


if __name__ == "__main__":
    main()
