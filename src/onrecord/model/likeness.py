"""How alike two texts are: by the word triples they share, told at a glance by MinHash (Broder 1997).

A text's triples are hashed by 192 functions, of each the least value kept; the values, three at a time, are the 64
bands under which it is looked up. Texts of which two in five triples are the same share a band in 98 of 100 cases,
unlike texts hardly ever; what shares a band is compared triple by triple.
"""

from __future__ import annotations

import re
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BANDS, _ROWS = 64, 3
_WORD = re.compile(r"\w+")
_FEWEST = 20
"""Word triples; shorter texts are like others by chance."""

_ALIKE = 0.4
"""How much of the shorter text has to be in the other."""

_chance = np.random.default_rng(1997)
_FACTORS, _OFFSETS = (_chance.integers(0, 1 << 63, BANDS * _ROWS, dtype=np.uint64) * 2 + 1 for _ in range(2))

Triples = NDArray[np.uint32]


def triples_of(text: str) -> Triples:
    """The word triples of a text as sorted hashes of 32 bits, each once; empty where the text is too short to compare.

    >>> len(triples_of("Rain fell on the valley.")), len(triples_of("a b c " * 50 + "d"))
    (0, 0)
    """
    words = [word.encode() for word in _WORD.findall(text.casefold())]
    joined = {crc32(b" ".join(three)) for three in zip(words, words[1:], words[2:], strict=False)}
    return np.array(sorted(joined) if len(joined) >= _FEWEST else [], dtype=np.uint32)


def bands_of(triples: Triples) -> list[int]:
    """The bands of a text's triples, as integers of 63 bits; none where there are no triples."""
    if not len(triples):
        return []
    # Products run over 64 bits on purpose; their upper half is as good as random (Dietzfelbinger et al. 1997).
    hashed = (np.outer(_FACTORS, triples.astype(np.uint64)) + _OFFSETS[:, None]) >> np.uint64(32)
    least = hashed.min(axis=1).reshape(BANDS, _ROWS)
    return [
        crc32(band.tobytes()) << 31 | crc32(bytes([number]) + band.tobytes()) >> 1 for number, band in enumerate(least)
    ]


def alike(one: Triples, other: Triples) -> bool:
    """Whether at least two fifths of the shorter of two texts are in the other, by word triples.

    >>> text = " ".join(f"word{n}" for n in range(60))
    >>> [alike(triples_of(text), triples_of(other)) for other in (f"{text} and more words after it", text[::-1])]
    [True, False]
    """
    shorter = min(len(one), len(other))
    return shorter > 0 and len(np.intersect1d(one, other, assume_unique=True)) >= _ALIKE * shorter
