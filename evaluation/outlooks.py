"""Outlooks against gold sentences about the future: kinds by the cues of found statements, and classes of certainty."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.annotate import find_statements
from onrecord.annotate.certainty import certainty_of
from onrecord.annotate.outlooks import kind_by_cue
from onrecord.encode import Encoder
from onrecord.model.span import place_of


def kept_aside(sentence: dict[str, Any]) -> bool:
    """Whether a sentence is of the tenth that rules and weights never saw, by a hash of its document's name."""
    return int(hashlib.sha256(sentence["doc"].encode()).hexdigest(), 16) % 10 == 0


def found_by_cue(sentences: Sequence[dict[str, Any]], texts: dict[str, str], encoder: Encoder) -> tuple[int, int, int]:
    """How many kinds the cues of statements found give to gold sentences, how many of these are right, and of how many.

    `texts` are the whole stories by the names of their documents. A statement gives a kind to the sentence that its cue
    stands in.
    """
    told = {name: find_statements(texts[name], encoder) for name in {s["doc"] for s in sentences}}
    given = right = gold = 0
    for s in sentences:
        here = [t for t in told[s["doc"]] if any(s["start"] <= start < s["end"] for start, _ in t.cue)]
        kinds = {kind for t in here if (kind := kind_by_cue(texts[s["doc"]], t))}
        given += len(kinds)
        right += s["label"] in kinds
        gold += s["label"] != "none"
    return given, right, gold


def certainty_accuracy(sentences: Iterable[dict[str, Any]]) -> tuple[float, int]:
    """The share of gold predictions whose class of certainty is right, and how many there are."""
    judged = [s for s in sentences if s["certainty"]]
    right = [certainty_of(s["text"], place_of(s["text"], s["span"]) or (0, len(s["text"])))[0] for s in judged]
    return sum(got == s["certainty"] for got, s in zip(right, judged, strict=True)) / len(judged), len(judged)
