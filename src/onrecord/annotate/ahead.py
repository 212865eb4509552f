"""Which words the encoder labels as of the future, gathered into passages of one kind within a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import get_args

import numpy as np

from onrecord.annotate.sentences import Sentences, trimmed
from onrecord.encode import Encoding
from onrecord.model.outlook import OutlookKind
from onrecord.model.span import Spans

KINDS: tuple[OutlookKind, ...] = get_args(OutlookKind)

LEAST = 0.35
"""How likely a word of a passage has to be of the future, and a passage, on the mean of its words, of its kind."""

_SURE = 0.5
"""How likely the likeliest word of a passage has to be of the future."""

_GAP = 4
"""How many other words may stand inside of a passage."""

_FEWEST = 2
"""Words in a passage; single ones (`once`, `providing`) say of nothing that it will be."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words about the future, of what kind, and how likely they are of it."""

    kind: OutlookKind
    spans: Spans
    confidence: float


def passages_ahead(text: str, encoding: Encoding, sentences: Sentences) -> list[Passage]:
    """The passages in order; none reaches over the end of a sentence."""
    if not len(encoding.outlooks):
        return []
    likely = np.exp(encoding.outlooks - encoding.outlooks.max(1, keepdims=True))
    likely /= likely.sum(1, keepdims=True)
    bounds, ahead = encoding.tokens.word_spans, 1 - likely[:, 0]
    words = np.flatnonzero(ahead >= LEAST).tolist()
    found = []
    for first, last in _runs(words, [sentences.number(int(bounds[i, 0])) for i in words]):
        means = likely[first : last + 1].mean(0)[1:]
        best = int(means.argmax())
        start, end = trimmed(text, int(bounds[first, 0]), int(bounds[last, 1]))
        sure = means[best] >= LEAST and ahead[first : last + 1].max() >= _SURE
        if sure and len(text[start:end].split()) >= _FEWEST:
            found.append(Passage(KINDS[best], ((start, end),), float(means[best])))
    return found


def _runs(words: Sequence[int], sentences: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and last of words that stand near each other in one sentence."""
    if not words:
        return
    first = words[0]
    for (one, here), (other, there) in pairwise(zip(words, sentences, strict=True)):
        if other - one > _GAP + 1 or here != there:
            yield first, one
            first = other
    yield first, words[-1]
