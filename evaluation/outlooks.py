"""Outlooks against gold sentences about the future: the class of certainty of predictions whose words are given."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from onrecord.annotate.certainty import certainty_of
from onrecord.model.span import place_of


def kept_aside(sentence: dict[str, Any]) -> bool:
    """Whether a sentence is of the tenth that rules and weights never saw, by a hash of its document's name."""
    return int(hashlib.sha256(sentence["doc"].encode()).hexdigest(), 16) % 10 == 0


def certainty_accuracy(sentences: Iterable[dict[str, Any]]) -> tuple[float, int]:
    """The share of gold predictions whose class of certainty is right, and how many there are."""
    judged = [s for s in sentences if s["certainty"]]
    right = [certainty_of(s["text"], place_of(s["text"], s["span"]) or (0, len(s["text"])))[0] for s in judged]
    return sum(got == s["certainty"] for got, s in zip(right, judged, strict=True)) / len(judged), len(judged)
