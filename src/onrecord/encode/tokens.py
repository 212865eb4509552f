"""Text becomes tokens: word pieces with their code point spans and what letter case and quotation marks show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from onrecord.encode.quotation import ODD_MARK, QUOTATION, quotation_states

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SHAPES = ("other", "lower", "title", "upper", "mixed", "digit")
LINE = ("goes on", "starts a line")

_SURROGATE = re.compile("[\ud800-\udfff]")
_STOPS = (999, 1012, 1029)
"""The exclamation mark, full stop and question mark of the vocabulary."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The word pieces of one text.

    Shapes: `ids` (n,), `spans` (n, 2) in code points, `marks` (n, 3) with the token's shape, quotation
    state and whether it starts a line (indices into SHAPES, QUOTATION, LINE); `words` (w,) is the index
    of the first piece of each word.
    """

    ids: NDArray[np.int64]
    spans: NDArray[np.int64]
    marks: NDArray[np.int64]
    words: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def word_spans(self) -> NDArray[np.int64]:
        """The span of each word, shape (w, 2)."""
        if not len(self.words):
            return np.zeros((0, 2), np.int64)
        last = np.append(self.words[1:], len(self.ids)) - 1
        return np.stack([self.spans[self.words, 0], self.spans[last, 1]], axis=1)

    @property
    def is_stop(self) -> NDArray[np.bool_]:
        """Whether each word is a mark that ends a sentence, shape (w,)."""
        return np.isin(self.ids[self.words], _STOPS)

    @property
    def starts_line(self) -> NDArray[np.bool_]:
        """Whether each word is the first of its line, shape (w,)."""
        return np.asarray(self.marks[self.words, 2] == 1)


def tokenize(text: str, tokenizer: Tokenizer) -> Tokens:
    """Cut a text into word pieces; any string is taken, also one with lone surrogates."""
    states = quotation_states(text)
    # A lone surrogate cannot leave Python as UTF-8; one code point stands in for it, so that spans hold.
    encoding = tokenizer.encode(_SURROGATE.sub("\ufffd", _without_odd_marks(text, states)), add_special_tokens=False)
    spans = np.asarray(encoding.offsets, np.int64).reshape(-1, 2)
    word_of_piece = np.asarray(encoding.word_ids, np.int64)
    first = np.ones(len(spans), bool)
    first[1:] = word_of_piece[1:] != word_of_piece[:-1]
    words = np.flatnonzero(first)
    tokens = Tokens(np.asarray(encoding.ids, np.int64), spans, np.zeros((len(spans), 3), np.int64), words)
    lines = np.cumsum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32) == ord("\n"))
    shapes = [word_shape(text[start:end]) for start, end in tokens.word_spans.tolist()]
    tokens.marks[:, 0] = np.asarray(shapes, np.int64)[np.cumsum(first) - 1] if len(words) else 0
    tokens.marks[:, 1] = states[spans[:, 0]] if len(words) else 0
    if len(words):
        line = lines[spans[:, 0]]
        tokens.marks[0, 2] = 1
        tokens.marks[1:, 2] = line[1:] != line[:-1]
    return tokens


def _without_odd_marks(text: str, states: NDArray[np.int64]) -> str:
    """The text with a blank for each mark alone at the start of a line that neither opens nor closes a quotation.

    >>> _without_odd_marks("“ Rain fell.", quotation_states("“ Rain fell."))
    '  Rain fell.'
    """

    def blank(match: re.Match[str]) -> str:
        around = states[max(0, match.start() - 1)], states[min(len(text) - 1, match.end())]
        return match.group() if _INSIDE in around else " " * len(match.group())

    return ODD_MARK.sub(blank, text)


_INSIDE = QUOTATION.index("inside")


def word_shape(word: str) -> int:
    """The index into SHAPES of a word's letter case.

    >>> [SHAPES[word_shape(w)] for w in ("said", "Basra", "PMF", "iPhone", "2024", ",")]
    ['lower', 'title', 'upper', 'mixed', 'digit', 'other']
    """
    if word.islower():
        return 1
    if word.istitle():
        return 2
    if word.isupper():
        return 3
    if word.isalpha():
        return 4 if word.lower() != word else 0
    return 5 if any(c.isdigit() for c in word) else 0
