"""A text longer than the encoder's reach is cut into windows, where its own words say, not its length before them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.encode.quotation import QUOTATION
from onrecord.encode.tokens import Tokens

REACH = 254
"""The most word pieces in one window; with the two that frame it, 256."""

_MARK = QUOTATION.index("mark")
_INSIDE = QUOTATION.index("inside")
_LOOK_AHEAD = 8
_PLACES = ("line", "line that opens with a quotation mark", "early line", "sentence", "word", "piece")
"""Where a window may end, the best first; an early line lies in the window's first half."""


def cut_windows(tokens: Tokens, salt: int = 0) -> list[slice]:
    """Cut a text into windows of at most REACH pieces.

    Of the places of the best kind in the second half of a window's reach, the cut is where the digest of the
    pieces that follow is least. Two texts that share a stretch so come to be cut alike within it, after a window
    or two, and what is found there does not depend on how much stands before. Another `salt` gives other cuts.
    Method: content-defined chunking by local minima (Bjorner, Blass and Gurevich 2010).
    """
    late, early = _kinds(tokens)
    digests = _digests(tokens.ids + salt)
    windows: list[slice] = []
    begin, n = 0, len(tokens)
    while n - begin > REACH:
        middle = begin + REACH // 2
        places = np.arange(begin + 1, begin + REACH + 1)
        kinds = np.where(places > middle, late[places], early[places])
        best = places[kinds == kinds.min()]
        cut = int(best[digests[best].argmin()])
        windows.append(slice(begin, cut))
        begin = cut
    return [*windows, slice(begin, n)] if n else []


def _kinds(tokens: Tokens) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The kind of place that each piece begins, as indices into _PLACES, late and early in a window."""
    never = len(_PLACES)
    late = np.full(len(tokens), _PLACES.index("piece"))
    late[tokens.words] = _PLACES.index("word")
    after_stop = np.zeros(len(tokens.words), bool)
    after_stop[1:] = tokens.is_stop[:-1]
    quoted = tokens.marks[tokens.words, 1] == _INSIDE
    late[tokens.words[after_stop & ~quoted]] = _PLACES.index("sentence")
    line = tokens.marks[:, 2] == 1
    late[line] = _PLACES.index("line")
    late[line & (tokens.marks[:, 1] == _MARK)] = _PLACES.index("line that opens with a quotation mark")
    return late, np.where(line, _PLACES.index("early line"), never)


def _digests(ids: NDArray[np.int64]) -> NDArray[np.uint64]:
    """A number for each place that mixes the pieces which follow it."""
    padded = np.append(ids, np.zeros(_LOOK_AHEAD, np.int64)).astype(np.uint64)
    mixed = np.zeros(len(ids), np.uint64)
    for ahead in range(_LOOK_AHEAD):
        mixed = (mixed ^ padded[ahead : ahead + len(ids)]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return mixed
