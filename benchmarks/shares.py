"""Where the time of `annotate` goes: in the encoder, and there in matrix products.

Reads stories as JSON lines on standard input; `make bench` gives it forty, and one thread.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import onnxruntime

from onrecord.annotate import story_to_record
from onrecord.encode import Encoder
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


def product_share(texts: list[str]) -> float:
    """The share of the encoder's own time that its matrix products take, by onnxruntime's profile."""
    with tempfile.TemporaryDirectory() as folder:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_profiling = True
        options.profile_file_prefix = str(Path(folder) / "profile")
        encoder = Encoder()
        profiled = onnxruntime.InferenceSession(
            str(encoder.folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
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


if __name__ == "__main__":
    main([json.loads(line)["text"] for line in sys.stdin])
