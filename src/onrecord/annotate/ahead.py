"""Which words the encoder labels as of the future, gathered into passages of one kind within a sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
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

_TOO_LITTLE = re.compile(r"(?:an?|the|in|on|at|of|for|by) \w+", re.IGNORECASE)
"""Two words that do not either: `a place`."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words about the future, of what kind, and how likely they are of it."""

    kind: OutlookKind
    spans: Spans
    confidence: float


def passages_ahead(
    text: str, encoding: Encoding, sentences: Sentences, borders: Sequence[int] = (), asides: Spans = ()
) -> list[Passage]:
    """The passages in order; none reaches over the end of a sentence or one of the borders, places in order.

    The asides, spans in order, are words that stand within passages and are no part of them: `, the ministry said,`.
    """
    if not len(encoding.outlooks):
        return []
    likely = np.exp(encoding.outlooks - encoding.outlooks.max(1, keepdims=True))
    likely /= likely.sum(1, keepdims=True)
    bounds, ahead = encoding.tokens.word_spans, 1 - likely[:, 0]
    own = np.ones(len(bounds), bool)
    for low, high in asides:
        own &= (bounds[:, 1] <= low) | (high <= bounds[:, 0])
    words = np.flatnonzero((ahead >= LEAST) & own)
    stretches = [sentences.number(at) + bisect_right(borders, at) for at in bounds[words, 0].tolist()]
    found = []
    for first, last in _runs(words.tolist(), stretches, np.cumsum(own).tolist()):
        within = np.arange(first, last + 1)[own[first : last + 1]]
        means = likely[within].mean(0)[1:]
        best = int(means.argmax())
        span = trimmed(text, int(bounds[first, 0]), int(bounds[last, 1]))
        start, end = whole_phrase(text, span, sentences.span(span[0]))
        sure = means[best] >= LEAST and ahead[within].max() >= _SURE
        if sure and len(text[start:end].split()) >= _FEWEST and not _TOO_LITTLE.fullmatch(text, start, end):
            found.append(Passage(KINDS[best], _without(text, (start, end), asides), float(means[best])))
    return found


def _without(text: str, span: Span, asides: Spans) -> Spans:
    """What remains of a span without the asides within it."""
    inside = [aside for aside in asides if span[0] < aside[0] and aside[1] < span[1]]
    edges = [span[0], *(edge for aside in inside for edge in aside), span[1]]
    parts = [trimmed(text, low, high) for low, high in zip(edges[::2], edges[1::2], strict=True)]
    return tuple((low, high) for low, high in parts if low < high)


def whole_phrase(text: str, span: Span, sentence: Span) -> Span:
    """A span with the rest of a name, noun or compound that it begins in, and of a phrase that it breaks off.

    >>> text = "Tarn Foreign Minister Bo Oyela is likely to visit the town of Marn Bay."
    >>> text[slice(*whole_phrase(text, (13, 53), (0, len(text))))]
    'Tarn Foreign Minister Bo Oyela is likely to visit the town of Marn Bay'
    """
    start, end = span
    if lead := _LEADS.match(text, start, end):
        start = lead.end()
    low = max(sentence[0], start - _LONGEST_NAME)
    for begins, before in _BEGINS_INSIDE:
        if begins.match(text, start) and (lead := before.search(text, low, start)):
            start = lead.start()
            break
    if _LACKS_SUBJECT.match(text, start) and (subject := _SUBJECT_BEFORE.search(text[low:start])):
        start = low + subject.start("subject")
    if within := _REST_OF_WORD.match(text, end, sentence[1]):
        end = within.end()
    pattern = _TO_PHRASE_END if _BREAKS_OFF.search(text, start, end) else _FEW_WORDS_MORE
    rest = pattern.match(text, end, sentence[1])
    return start, rest.end() if rest else end


_LONGEST_NAME = 80
_DETERMINERS = r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|[Yy]our)"
_MODAL = "will|would|wo|can|could|may|might|must|should|shall"
_BEGINS_INSIDE = tuple(
    (re.compile(begins), re.compile(before))
    for begins, before in (
        (r"of ", rf"{_DETERMINERS} (?:[\w’'-]+ ){{1,3}}$"),  # the memory | of her
        (r"", rf"{_DETERMINERS} $"),  # the | dam
        (r"[A-Z]", r"(?:[A-Z][\w.’'-]* )+$"),  # Foreign | Minister Bo Oyela
        (r"", r"(?:[A-Z][\w’']* )*[\w’']+[-–]$"),  # Tarn- | backed
        (r"[-–]\w", r"[\w’']+$"),  # half | -time
        (r"(?:it|them|him|us)\b", rf"\b(?:{_MODAL}|to) [a-z]+ $"),  # to make | it public
        (
            r"(?!(?:because|if|when|while|that|the|an?|and|but|or)\b)[a-z]",
            rf"(?i:\b(?:(?:{_MODAL})(?:n[’']t| not)?|I|he|she|we|they)(?: be)?) $",  # might | harm, he | planned
        ),
    )
)
"""How a passage goes on that begins inside of a phrase, and what stands before it then; the first holds."""

_LEADS = re.compile(
    r"\([A-Z]{2,8}\) (?=to )"
    r"|(?:and|but|or) (?:(?:says?|said|adds?|added|warns?|warned|claims?|claimed) (?:that )?)?(?=\w)"
    rf"|(?:the|its|his|her|their) [\w’'-]+ and (?=(?:{_MODAL}) )"
)
"""What is before a passage rather than of it: `and say | the mill may close`, `studies the plan and | might answer`."""

_LACKS_SUBJECT = re.compile(rf"(?:{_MODAL}|who|which|whose)\b", re.IGNORECASE)
_NO_SUBJECT = "that|who|which|what|and|or|but|if|when|while|as|because|said|says|say"
_SUBJECT_BEFORE = re.compile(
    r"(?:\A|[,;:(“\"‘—–] ?|\b(?:(?:said|says?|added|warned|believes?|thinks?|hopes?|expects?)(?: that)?"
    r"|but|because|while|if|when|as) )"
    rf"(?P<subject>(?:(?!(?:{_NO_SUBJECT})\b)[\w’'&-]+ |\([A-Z]{{2,8}}\) ){{1,7}})\Z",
    re.IGNORECASE,
)
"""A few words back to where a clause begins: `But the league's lawyers | will appeal`."""

_REST_OF_WORD = re.compile(r"(?<=[\w’'])[’']?\w+")
_BREAKS_OFF = re.compile(
    r"(?:[’']s|\b[a-z]+ly|\b(?:a|an|the|this|that|its|his|her|their|our|of|to|in|on|at|by|for|from|with|about|into|over"
    r"|and|or|as|than|which|who|be|is|are|was|were|will|would|can|could|may|might|must|should|has|have|had|not))$"
)
_OTHER = "while|but|because|although|which|when|if|says?|said"
_TO_PHRASE_END = re.compile(rf"(?: (?!(?:{_OTHER})\b)[\w’'/%$€£&.-]*[\w%])+")
_FEW_WORDS_MORE = re.compile(rf"(?: (?!(?:{_OTHER}|and|or|that|who|as)\b)[\w’'-]+){{1,3}}(?=[,.;:!?)”\"—\n]|\Z)")


def _runs(words: Sequence[int], stretches: Sequence[int], places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and last of words that stand near each other in one stretch, by the place of each word."""
    if not words:
        return
    first = words[0]
    for (one, here), (other, there) in pairwise(zip(words, stretches, strict=True)):
        if places[other] - places[one] > _GAP + 1 or here != there:
            yield first, one
            first = other
    yield first, words[-1]
