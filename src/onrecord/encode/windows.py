"""A text longer than the encoder's reach is cut into windows, at ends of lines where that can be."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

REACH = 254
"""The most word pieces in one window; with the two that frame it, 256."""


def cut_windows(starts_line: NDArray[np.bool_], starts_word: NDArray[np.bool_], reach: int = REACH) -> list[slice]:
    """Cut n pieces into as few windows as whole lines allow; a line over `reach` is cut between words.

    >>> cut_windows(np.array([1, 0, 0, 1, 0, 1], bool), np.ones(6, bool), reach=4)
    [slice(0, 3, None), slice(3, 6, None)]
    """
    windows: list[slice] = []
    begin, n = 0, len(starts_line)
    while begin < n:
        end = min(begin + reach, n)
        if end < n:
            end = _last(starts_line, begin, end) or _last(starts_word, begin, end) or end
        windows.append(slice(begin, end))
        begin = end
    return windows


def _last(where: NDArray[np.bool_], begin: int, end: int) -> int | None:
    """The last index in (begin, end] that is marked."""
    marked = np.flatnonzero(where[begin + 1 : end + 1])
    return begin + 1 + int(marked[-1]) if len(marked) else None
