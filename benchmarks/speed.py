"""`make bench`: stories a second and peak memory of annotate and read, one thread, on the 830 worldwide stories.

Each measure runs in a process of its own. Machines differ and are shared: beside each figure stands what this
machine multiplies in the same session, one thread, so that figures of different days can be compared.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
DATA = Path(os.environ.get("ONRECORD_DATA", HERE.parent.parent / "shared" / "data"))
ONE_THREAD = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}

MEASURED = """
import resource, sys, time
started = time.perf_counter()
from onrecord.cli import cli
cli.main(sys.argv[1:], standalone_mode=False)
sys.stderr.write(f"{time.perf_counter() - started} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}")
"""


def gigaflops() -> float:
    """Billions of multiplications and additions a second in a float32 product of the encoder's size, best of 20."""
    script = (
        "import numpy as np, time; a, b = np.ones((256, 384), 'f'), np.ones((384, 1536), 'f'); best = 9.0\n"
        "for _ in range(20):\n t = time.perf_counter(); a @ b; best = min(best, time.perf_counter() - t)\n"
        "print(2 * 256 * 384 * 1536 / best / 1e9)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env=ONE_THREAD)
    return float(done.stdout)


def measure(arguments: list[str]) -> tuple[float, float]:
    """(seconds, megabytes at the peak) of one command, its start included."""
    with open(os.devnull, "wb") as nowhere:
        command = [sys.executable, "-c", MEASURED, *arguments]
        done = subprocess.run(command, stdout=nowhere, stderr=subprocess.PIPE, check=False, env=ONE_THREAD)
    seconds, kilobytes = done.stderr.decode().splitlines()[-1].split()
    return float(seconds), float(kilobytes) / 1024


def one_story(stories: list[dict[str, str]], words: int) -> list[str]:
    """The texts of as many stories as make one of so many words."""
    texts, count = [], 0
    for story in stories:
        texts.append(story["text"])
        count += len(story["text"].split())
        if count >= words:
            break
    return texts


def main() -> int:
    """Measure and print a table; 0."""
    path = DATA / "worldwide-ner-train.jsonl.gz"
    if not path.exists():
        print(f"skipped: no data at {DATA}")
        return 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        stories = [json.loads(line) for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        lines_file, pages = Path(folder) / "stories.jsonl", Path(folder) / "pages"
        lines_file.write_text("".join(json.dumps({"id": s["id"], "text": s["text"]}) + "\n" for s in stories))
        pages.mkdir()
        for number, story in enumerate(stories):
            (pages / f"{number:03}.txt").write_text(story["text"], encoding="utf-8")
        print(f"{len(stories)} stories, {sum(len(s['text']) for s in stories) / 1e6:.2f} million characters")
        print(time.strftime("%Y-%m-%d"), f"this machine, one thread: {gigaflops():.0f} Gflop/s")
        commands = {
            "annotate": ["annotate", str(lines_file)],
            "read": ["read", str(pages), "--store", str(Path(folder) / "store.sqlite")],
            "read again": ["read", str(pages), "--store", str(Path(folder) / "store.sqlite")],
        }
        for name, arguments in commands.items():
            seconds, megabytes = measure(arguments)
            print(f"{name:>10}: {len(stories) / seconds:6.1f} stories a second, {megabytes:4.0f} MB at the peak")
        for words in (5_000, 20_000):
            long = Path(folder) / f"{words}.txt"
            long.write_text("\n\n".join(one_story(stories, words)), encoding="utf-8")
            seconds, megabytes = measure(["annotate", str(long)])
            print(f"a story of {words:6,} words: {seconds:5.1f} s, {megabytes:4.0f} MB at the peak")
        first = "".join(lines_file.read_text().splitlines(keepends=True)[:40]).encode()
        sys.stdout.flush()
        subprocess.run([sys.executable, str(HERE / "shares.py")], input=first, check=True, env=ONE_THREAD)
    return 0


if __name__ == "__main__":
    sys.exit(main())
