"""An automatic parse as a side task: a network that must tell a clause's head draws the borders of contents better.

The corpus carries parts of speech, entity kinds and dependencies of its own; the heads that learn them are dropped
when the weights are exported.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

UNKNOWN = -100
"""What the losses pass over."""

COLUMNS = ("part of speech", "entity", "relation")


class Names(dict[str, int]):
    """Numbers given to names as they come."""

    def __missing__(self, name: str) -> int:
        self[name] = len(self)
        return self[name]


NAMES = {column: Names() for column in COLUMNS}
LARGEST = 64
"""More names than any column has."""


@dataclass(slots=True)
class Parse:
    """Of w words: `kinds` (w, 3) as numbers of NAMES, and `heads` (w,), the word each hangs on, itself at a root."""

    kinds: np.ndarray
    heads: np.ndarray

    def between(self, low: int, high: int) -> Parse:
        """The parse of a stretch of words; heads outside are unknown."""
        heads = self.heads[low:high] - low
        return Parse(self.kinds[low:high], np.where((heads >= 0) & (heads < high - low), heads, UNKNOWN))


def parse_of(sentences: list[list[list[Any]]], words: np.ndarray) -> Parse:
    """Lay the parse of a corpus, [start, end, POS, entity, head, relation] a token, upon words with spans (w, 2)."""
    parse = Parse(np.full((len(words), len(COLUMNS)), UNKNOWN), np.full(len(words), UNKNOWN))
    word_at = {int(start): i for i, start in enumerate(words[:, 0])}
    for tokens in sentences:
        places = [word_at.get(token[0], -1) for token in tokens]
        for place, (_, _, tag, entity, head, relation) in zip(places, tokens, strict=True):
            if place < 0 or head is None or head > len(tokens):
                continue
            values = (tag, entity, relation)
            parse.kinds[place] = [NAMES[column][value] for column, value in zip(COLUMNS, values, strict=True)]
            on = place if head == 0 else places[head - 1]
            parse.heads[place] = on if on >= 0 else UNKNOWN
    return parse
