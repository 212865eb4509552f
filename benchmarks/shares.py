"""Where the time of `annotate` goes: in the encoder, and there in matrix products.

Reads stories as JSON lines on standard input; `make bench` gives it forty, and one thread.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import onnxruntime

from onrecord.annotate import find_statements, story_to_record
from onrecord.annotate.actors import find_actors
from onrecord.annotate.events import find_events
from onrecord.annotate.moments import find_moments
from onrecord.annotate.relays import relays_of
from onrecord.encode import Encoder
from onrecord.encode.encoder import AS_IT_STANDS
from onrecord.read import text_to_story

PRODUCTS = ("MatMul", "Attention", "Gemm")
"""Operators whose names hold one of these multiply matrices; attention does little else."""


class Timed:
    """A session that keeps the time spent in it."""

    def __init__(self, session: Any) -> None:
        self.session, self.seconds = session, 0.0

    def run(self, *arguments: Any) -> Any:
        started = time.perf_counter()
        made = self.session.run(*arguments)
        self.seconds += time.perf_counter() - started
        return made


def encoder_share(texts: list[str]) -> tuple[float, float]:
    """(seconds a story, share of them inside the encoder's session), all parts loaded before."""
    encoder = Encoder()
    story_to_record(text_to_story(texts[0]), encoder)
    timed = encoder.__dict__["_session"] = Timed(encoder._session)
    started = time.perf_counter()
    for text in texts:
        story_to_record(text_to_story(text), encoder)
    spent = time.perf_counter() - started
    return spent / len(texts), timed.seconds / spent


def parts_share(texts: list[str]) -> dict[str, float]:
    """What each part that reads the encoding takes of the time of the encoding, all parts loaded before."""
    encoder = Encoder()
    spent: Counter[str] = Counter()

    @contextmanager
    def timed(part: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        spent[part] += time.perf_counter() - started

    story_to_record(text_to_story(texts[0]), encoder)
    for text in texts:
        with timed("encoder"):
            encoding = encoder.encode(text)
        with timed("statements"):
            statements = find_statements(text, encoder, encoding=encoding)
            relays = relays_of(text, statements)
        with timed("actors"):
            cast = find_actors(text, encoding, encoder, statements, relays)
        with timed("moments and events"):
            find_events(text, find_moments(text), cast.statements, cast.actors)
    encoding_took = spent.pop("encoder")
    return {part: took / encoding_took for part, took in spent.items()}


def product_share(texts: list[str]) -> float:
    """The share of the encoder's own time that its matrix products take, by onnxruntime's profile."""
    with tempfile.TemporaryDirectory() as folder:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_profiling = True
        options.profile_file_prefix = str(Path(folder) / "profile")
        encoder = Encoder()
        profiled = onnxruntime.InferenceSession(str(encoder.folder / "encoder.onnx"), options, **AS_IT_STANDS)
        encoder.__dict__["_session"] = profiled
        for text in texts:
            encoder.encode(text)
        events = json.loads(Path(profiled.end_profiling()).read_text())
    spent: Counter[str] = Counter()
    for event in events:
        if event.get("cat") == "Node" and event["name"].endswith("_kernel_time"):
            spent[event["args"]["op_name"]] += event["dur"]
    return sum(t for name, t in spent.items() if any(p in name for p in PRODUCTS)) / spent.total()


def main(texts: list[str]) -> None:
    seconds, share = encoder_share(texts)
    print(f"   encoder: {share:.0%} of the time, without start-up ({1 / seconds:.1f} stories a second)")
    print(f"  products: {product_share(texts):.0%} of the encoder's time is in matrix products and attention")
    parts = ", ".join(f"{part} {share:.0%}" for part, share in parts_share(texts).items())
    print(f"     parts: {parts}, of the encoder's time")


if __name__ == "__main__":
    main([json.loads(line)["text"] for line in sys.stdin])
