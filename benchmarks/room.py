"""`make bench-room`: how long the reading room takes for a story, a search and other pages, and under 50 readers.

The store holds 10,000 stories made from the examples, with words exchanged; the room runs in a process of its own. The
reading-in of a folder goes on while the readers ask.
"""

from __future__ import annotations

import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import httpx

from onrecord.encode import Encoder
from onrecord.keep import View, Writer
from onrecord.model import Page, Record
from onrecord.model.page import page_digest
from onrecord.model.story import PageReference, story_id
from onrecord.run import read_pages

ROOT = Path(__file__).parent.parent
PORT = 8399
HERE = f"http://127.0.0.1:{PORT}"
STORIES, READERS = 10_000, 50


def copies(records: list[Record], many: int, chance: random.Random) -> Iterator[tuple[Page, Record]]:
    """As many records as are wanted, some words of their texts exchanged, their actors those of a few hundred."""
    for number in range(many):
        record = chance.choice(records)
        text = exchanged(record.story.text, chance)
        content = f"{number}\n{text}".encode()
        page = Page(f"{number}.txt", content, content, "text/plain")
        reference = PageReference(page.path, page_digest(content), page.media_type)
        story = replace(
            record.story, id=story_id(text, str(number)), text=text, url=None, code=str(number), page=reference
        )
        actors = tuple(replace(a, key=a.key and f"{a.key} {number % 500}") for a in record.actors)
        yield page, replace(record, story=story, actors=actors)


def exchanged(text: str, chance: random.Random) -> str:
    """A text in which most words of four letters and more are others of its own and as long, so that all spans hold."""
    words = sorted(set(re.findall(r"\b[a-z]{4,}\b", text)), key=lambda word: (len(word), word))
    others: dict[str, str] = {}
    for _, alike in groupby(words, key=len):
        some = list(alike)
        others |= zip(some, chance.sample(some, len(some)), strict=True)
    return re.sub(r"\b[a-z]{4,}\b", lambda m: others[m.group()] if chance.random() < 0.9 else m.group(), text)


def seconds(client: httpx.Client, path: str, times: int = 20) -> list[float]:
    """How long an answer takes, each time."""
    spent = []
    for _ in range(times):
        started = time.perf_counter()
        assert client.get(path).status_code == 200, path
        spent.append(time.perf_counter() - started)
    return spent


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        store, single = Path(folder) / "store.sqlite", Path(folder) / "single.sqlite"
        pages = sorted(str(page) for page in (ROOT / "examples").iterdir())
        with Writer(single) as writer:
            list(read_pages(pages, Encoder(), writer))
        with View(single) as view:
            records = list(view.records())
        with Writer(store) as writer:
            for page, record in copies(records, STORIES, random.Random(1)):
                writer.keep(page, record)
        script = "from onrecord.cli import main; main()"
        serve = [sys.executable, "-c", script, "serve", "--port", str(PORT), "--store", str(store)]
        with subprocess.Popen(serve, stderr=subprocess.DEVNULL) as room:
            try:
                with httpx.Client(base_url=HERE) as client:
                    for _ in range(200):
                        try:
                            client.get("/index.json")
                            break
                        except httpx.ConnectError:
                            time.sleep(0.1)
                    print(f"{time.strftime('%Y-%m-%d')}, {STORIES} stories, milliseconds at the median of 20")
                    for path in (
                        "/story/17",
                        "/search?q=dam",
                        "/search?q=dam&in=statements",
                        "/",
                        "/outlooks",
                        "/actors",
                    ):
                        print(f"{path:32} {1000 * statistics.median(seconds(client, path)):8.1f}")
                reading = [sys.executable, "-c", script, "read", str(ROOT / "examples"), "--store", str(store)]
                with subprocess.Popen(reading, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
                    print(f"{READERS} readers at once while a folder is read in: {readers()}")
            finally:
                room.terminate()


def readers() -> str:
    """What became of the requests of many readers at once."""

    def read(number: int) -> list[int]:
        with httpx.Client(base_url=HERE, timeout=60) as client:
            return [client.get(f"/story/{number * 7 + i}").status_code for i in range(4)]

    started = time.perf_counter()
    with ThreadPoolExecutor(READERS) as pool:
        answers = [status for statuses in pool.map(read, range(READERS)) for status in statuses]
    spent = time.perf_counter() - started
    return f"{len(answers)} pages in {spent:.1f} s, {sum(a != 200 for a in answers)} of them not as they should be"


if __name__ == "__main__":
    main()
