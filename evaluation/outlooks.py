"""Outlooks against gold sentences about the future, and against mentions of future events."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.annotate import story_to_record
from onrecord.annotate.ahead import KINDS
from onrecord.annotate.certainty import certainty_of
from onrecord.annotate.outlooks import BY_CUE
from onrecord.encode import Encoder
from onrecord.model.outlook import Outlook
from onrecord.model.span import Spans, place_of, shared
from onrecord.read import text_to_story


def kept_aside(sentence: dict[str, Any]) -> bool:
    """Whether a sentence is of the tenth that rules and weights never saw, by a hash of its document's name."""
    return int(hashlib.sha256(sentence["doc"].encode()).hexdigest(), 16) % 10 == 0


def found_in(sentences: Sequence[dict[str, Any]], texts: dict[str, str], encoder: Encoder) -> list[Outlook | None]:
    """The likeliest outlook that begins in each gold sentence, of those of its whole story.

    `texts` are the stories by the names of their documents.
    """
    outlooks = {name: outlooks_of(texts[name], encoder) for name in {s["doc"] for s in sentences}}
    here = ([o for o in outlooks[s["doc"]] if s["start"] <= o.spans[0][0] < s["end"]] for s in sentences)
    return [max(some, key=lambda o: o.confidence, default=None) for some in here]


def precision_by_cue(sentences: Sequence[dict[str, Any]], found: Sequence[Outlook | None]) -> float:
    """The share of the outlooks that a cue tells whose kind is the gold one."""
    told = [o.kind == s["label"] for s, o in zip(sentences, found, strict=True) if o and o.confidence == BY_CUE]
    return sum(told) / len(told)


def outlooks_of(text: str, encoder: Encoder) -> tuple[Outlook, ...]:
    """The outlooks of a bare text."""
    return story_to_record(text_to_story(text, language="en"), encoder).outlooks


def outlook_scores(sentences: Sequence[dict[str, Any]], found: Sequence[Outlook | None]) -> dict[str, float]:
    """F1 of each kind and their mean, and soft F1 of the spans, over gold sentences."""
    pairs = [(s["label"], f.kind if f else "none") for s, f in zip(sentences, found, strict=True)]
    scores = {}
    for kind in KINDS:
        right = sum(gold == got == kind for gold, got in pairs)
        told = sum(kind == gold for gold, _ in pairs) + sum(kind == got for _, got in pairs)
        scores[kind] = 2 * right / told if told else 0.0
    scores["mean"] = sum(scores[kind] for kind in KINDS) / len(KINDS)
    gold_spans = [_span_of(s) for s in sentences]
    precision = _covered([(f.spans if f else (), g) for f, g in zip(found, gold_spans, strict=True)])
    recall = _covered([(g, f.spans if f else ()) for f, g in zip(found, gold_spans, strict=True)])
    scores["span"] = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return scores


def _span_of(sentence: dict[str, Any]) -> Spans:
    """Where the words of a gold outlook stand in its story."""
    place = place_of(sentence["text"], sentence["span"]) if sentence["span"] else None
    return ((sentence["start"] + place[0], sentence["start"] + place[1]),) if place else ()


def _covered(pairs: Sequence[tuple[Spans, Spans]]) -> float:
    """The mean share of the first spans that the second cover, over all first ones that there are."""
    shares = []
    for some, others in pairs:
        if some:
            shares.append(shared(some, others) / shared(some, some))
    return sum(shares) / len(shares) if shares else 0.0


def future_events(documents: Iterable[dict[str, Any]], encoder: Encoder) -> tuple[float, float]:
    """Precision and recall of mentions of future events: those that stand in an outlook."""
    right = told = gold = 0
    for document in documents:
        spans = [span for o in outlooks_of(document["text"], encoder) for span in o.spans]
        for event in document["events"]:
            inside = any(start <= event["start"] and event["end"] <= end for start, end in spans)
            told += inside
            gold += event["future"]
            right += inside and event["future"]
    return right / max(1, told), right / max(1, gold)


def certainty_accuracy(sentences: Iterable[dict[str, Any]]) -> tuple[float, int]:
    """The share of gold predictions whose class of certainty is right, and how many there are."""
    judged = [s for s in sentences if s["certainty"]]
    right = [certainty_of(s["text"], place_of(s["text"], s["span"]) or (0, len(s["text"])))[0] for s in judged]
    return sum(got == s["certainty"] for got, s in zip(right, judged, strict=True)) / len(judged), len(judged)
