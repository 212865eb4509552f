"""Which words the encoder labels as of the future, gathered into passages of one kind within a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import get_args

import numpy as np

from onrecord.annotate.sentences import Sentences, trimmed
from onrecord.encode import Encoding
from onrecord.model.outlook import OutlookKind
from onrecord.model.span import Span, Spans

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
        span = trimmed(text, int(bounds[first, 0]), int(bounds[last, 1]))
        start, end = whole_phrase(text, span, sentences.span(span[0]))
        sure = means[best] >= LEAST and ahead[first : last + 1].max() >= _SURE
        if sure and len(text[start:end].split()) >= _FEWEST:
            found.append(Passage(KINDS[best], ((start, end),), float(means[best])))
    return found


def whole_phrase(text: str, span: Span, sentence: Span) -> Span:
    """A span with the rest of a name, noun or compound that it begins in, and of a phrase that it breaks off.

    >>> text = "Tarn Foreign Minister Bo Oyela is likely to visit the town of Marn Bay."
    >>> text[slice(*whole_phrase(text, (13, 53), (0, len(text))))]
    'Tarn Foreign Minister Bo Oyela is likely to visit the town of Marn Bay'
    """
    start, end = span
    low = max(sentence[0], start - _LONGEST_NAME)
    if text.startswith("of ", start) and (noun := _NOUN_BEFORE.search(text, low, start)):
        start = noun.start()
    elif determiner := _DETERMINER_BEFORE.search(text, low, start):
        start = determiner.start()
    elif text[start].isupper() and (names := _NAMES_BEFORE.search(text, low, start)):
        start = names.start()
    elif compound := _COMPOUND_BEFORE.search(text, low, start):
        start = compound.start()
    pattern = _TO_PHRASE_END if _BREAKS_OFF.search(text, start, end) else _FEW_WORDS_MORE
    rest = pattern.match(text, end, sentence[1])
    return start, rest.end() if rest else end


_DETERMINERS = r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|[Yy]our)"
_NOUN_BEFORE = re.compile(rf"{_DETERMINERS} (?:[\w’'-]+ ){{1,3}}$")
_DETERMINER_BEFORE = re.compile(rf"{_DETERMINERS} $")
_LONGEST_NAME = 80
_NAMES_BEFORE = re.compile(r"(?:[A-Z][\w.’'-]* )+$")
_COMPOUND_BEFORE = re.compile(r"(?:[A-Z][\w’']* )*[\w’']+[-–]$")
_BREAKS_OFF = re.compile(
    r"\b(?:a|an|the|this|that|its|his|her|their|our|of|to|in|on|at|by|for|from|with|about|into|over|and|or|as|than|which"
    r"|who|be|is|are|was|were|will|would|can|could|may|might|must|should|has|have|had|not)$"
)
_OTHER = "while|but|because|although|which|when|if|says?|said"
_TO_PHRASE_END = re.compile(rf"(?: (?!(?:{_OTHER})\b)[\w’'/%$€£&.-]*[\w%])+")
_FEW_WORDS_MORE = re.compile(rf"(?: (?!(?:{_OTHER}|and|or|that|who|as)\b)[\w’'-]+){{1,3}}(?=[,.;:!?)”\"—\n]|\Z)")


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
