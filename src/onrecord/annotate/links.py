"""Which cue a source or content belongs to: a score for each pair, from the encoder's vectors and the pair's layout.

The score of a pair is the scaled dot product of two learned projections plus learned weights for what lies
between the two. A content then picks its cue, and a cue its source, by softmax with "none" among the choices.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

VIEWS = ("cue to source", "cue to content", "source", "content", "mention", "antecedent")
"""The projections of each word piece that the encoder gives, in this order."""

_GAP_EDGES = np.array([1, 2, 4, 8, 16, 32, 64])
_SIZES = {"cues between": 8, "rivals between": 8, "lines between": 6, "gap": 16, "stops between": 8}
BUCKETS = sum(_SIZES.values())


@dataclass(frozen=True, slots=True)
class Layout:
    """How the words of a text lie: running counts of line starts and of sentence ends, shape (w,) each."""

    lines: Ints
    stops: Ints


def layout(starts_line: NDArray[np.bool_], is_stop: NDArray[np.bool_]) -> Layout:
    """The layout of a text whose words start lines and end sentences at the given places."""
    return Layout(np.cumsum(starts_line), np.cumsum(is_stop))


def buckets(cues: Ints, spans: Ints, lay: Layout, all_cues: Ints | None = None, all_spans: Ints | None = None) -> Ints:
    """The layout of each pair as indices into the learned weights.

    Shapes: `cues` (c, 2) and `spans` (s, 2) in words, both in text order; gives (c, s, 5), values under BUCKETS.
    `all_cues` and `all_spans` are those that may lie between, where `cues` and `spans` are some of them only.
    """
    all_cues = cues if all_cues is None else all_cues
    all_spans = spans if all_spans is None else all_spans
    cue_start, cue_end = cues[:, :1], cues[:, 1:]
    start, end = spans[None, :, 0], spans[None, :, 1]
    after = (start >= cue_start).astype(np.int64)
    near, far = np.minimum(cue_end, end), np.maximum(cue_start, start)
    gap = np.maximum(far - near, 0)
    clip = len(lay.lines) - 1
    first, last = np.minimum(near - 1, clip), np.minimum(far, clip)
    lines = np.minimum(np.abs(lay.lines[last] - lay.lines[first]), 2)
    before_last = np.maximum(last - 1, first)
    stops = np.minimum(np.maximum(lay.stops[before_last] - lay.stops[first], 0), 3)
    columns = {
        "cues between": 4 * after + _between(near, far, all_cues),
        "rivals between": 4 * after + _between(near, far, all_spans),
        "lines between": 3 * after + lines,
        "gap": 8 * after + np.searchsorted(_GAP_EDGES, gap, side="right"),
        "stops between": 4 * after + stops,
    }
    offsets = np.cumsum([0, *list(_SIZES.values())[:-1]])
    return np.stack([columns[name] + offset for name, offset in zip(_SIZES, offsets, strict=True)], axis=2)


def _between(near: Ints, far: Ints, runs: Ints) -> Ints:
    """How many runs lie wholly between the two places, at most 3."""
    count = np.searchsorted(runs[:, 0], far) - np.searchsorted(runs[:, 0], near)
    return np.asarray(np.clip(count, 0, 3), np.int64)


def apart(cues: Ints, spans: Ints, lay: Layout, role: int, all_spans: Ints | None = None) -> NDArray[np.bool_]:
    """Which pairs stand in lines that no link joins; shape (cues, spans), `role` 0 for sources and 1 for contents.

    A source stands in the line of its cue: of 19 thousand gold ones ten do not. So does a content, but where its line
    has no cue at all: of 24 thousand gold ones ten pass over those of their own line. Such a content goes on with the
    last line before it that has a cue, or waits for the first cue after it: of 310 gold ones one passes over these.
    None passes over a line without a content: of 228 gold ones two do. `all_spans` are the contents that may lie
    between.
    """
    cue_lines, span_lines = lay.lines[cues[:, 0]], lay.lines[spans[:, 0]]
    own = cue_lines[:, None] == span_lines[None]
    if role == 0 or not len(cues):
        return np.asarray(~own)
    after = np.searchsorted(cue_lines, span_lines, side="right")
    line_before = cue_lines[np.maximum(np.searchsorted(cue_lines, span_lines) - 1, 0)]
    goes_on = cue_lines[:, None] == line_before[None]
    waits = np.arange(len(cues))[:, None] == after[None]
    joined = np.where(own.any(0)[None], own, goes_on | waits)
    return np.asarray(~joined | _pass_over(cue_lines, span_lines, lay, spans if all_spans is None else all_spans))


def _pass_over(cue_lines: Ints, span_lines: Ints, lay: Layout, contents: Ints) -> NDArray[np.bool_]:
    """Between which cues and contents a line lies that has no content; shape (cues, contents)."""
    bare = np.ones(int(lay.lines[-1]) + 1, np.int64)
    for start, end in contents:
        bare[lay.lines[start] : lay.lines[end - 1] + 1] = 0
    before = np.concatenate([[0], np.cumsum(bare)])
    low = np.minimum(cue_lines[:, None], span_lines[None])
    high = np.maximum(cue_lines[:, None], span_lines[None])
    return np.asarray(before[high] > before[np.minimum(low + 1, high)])


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """Learned numbers of the links, sources first, contents second: layout (2, BUCKETS), none (2, d), bias (2,)."""

    layout: Floats
    none_key: Floats
    none_bias: Floats


@dataclass(frozen=True, slots=True)
class Links:
    """For each cue the index of its source, for each content that of its cue, -1 for none, with probabilities."""

    source_of: list[tuple[int, float]]
    cue_of: list[tuple[int, float]]


_NEVER = np.float32(-1e4)

REACH = 16
"""How many spans to either side of its own place a link can reach; far beyond any that was seen in training."""

_AT_ONCE = 64
"""How many runs choose at one time; what they choose does not depend on it."""


def link(vectors: Floats, lay: Layout, sources: Ints, cues: Ints, contents: Ints, weights: LinkWeights) -> Links:
    """Choose a source for each cue and a cue for each content.

    Shapes: `vectors` (w, views, d) of the words of a text; the rest (n, 2) word ranges in text order.
    Time grows with the number of spans, since each looks at its neighbours only.
    """

    def none(runs: Ints, view: int, role: int) -> Floats:
        towards = _span(vectors, runs, view) @ weights.none_key[role] / _scale(vectors)
        return np.asarray(towards + weights.none_bias[role], np.float32)

    def of_cues(some: slice, near: slice) -> Floats:
        return _scores(vectors, cues[some], sources[near], cues, lay, weights, 0)

    def of_contents(some: slice, near: slice) -> Floats:
        return _scores(vectors, cues[near], contents[some], cues, lay, weights, 1, contents).T

    return Links(
        _choose(cues, sources, of_cues, none(cues, 0, 0)), _choose(contents, cues, of_contents, none(contents, 3, 1))
    )


def _choose(runs: Ints, others: Ints, score: Callable[[slice, slice], Floats], none: Floats) -> list[tuple[int, float]]:
    """For each run the index of the other that it picks, -1 for none, and how likely; `score` is of some and others."""
    chosen: list[tuple[int, float]] = []
    middles = np.searchsorted(others[:, 0], runs[:, 0])
    for at in range(0, len(runs), _AT_ONCE):
        some = slice(at, at + _AT_ONCE)
        middle = middles[some, None]
        near = slice(max(0, int(middle[0, 0]) - REACH), int(middle[-1, 0]) + REACH)
        place = np.arange(len(others))[near]
        scores = np.where((middle - REACH <= place) & (place < middle + REACH), score(some, near), _NEVER)
        choices = np.concatenate([scores, none[some, None]], axis=1)
        chances = np.exp(choices - choices.max(1, keepdims=True))
        chances /= chances.sum(1, keepdims=True)
        best = chances.argmax(1)
        picked = np.where(best < len(place), near.start + best, -1)
        chosen += zip(picked.tolist(), chances[np.arange(len(best)), best].tolist(), strict=True)
    return chosen


def _scale(vectors: Floats) -> float:
    return float(vectors.shape[2] ** 0.5)


def _span(vectors: Floats, runs: Ints, view: int) -> Floats:
    return np.asarray((vectors[runs[:, 0], view] + vectors[runs[:, 1] - 1, view]) / 2, np.float32)


def _scores(
    vectors: Floats,
    cues: Ints,
    spans: Ints,
    all_cues: Ints,
    lay: Layout,
    weights: LinkWeights,
    role: int,
    rivals: Ints | None = None,
) -> Floats:
    """The score of each pair, shape (cues, spans)."""
    if not len(cues) or not len(spans):
        return np.zeros((len(cues), len(spans)), np.float32)
    near = weights.layout[role][buckets(cues, spans, lay, all_cues, rivals)].sum(2)
    near = np.where(apart(cues, spans, lay, role, rivals), _NEVER, near)
    return np.asarray(
        _span(vectors, cues, role) @ _span(vectors, spans, 2 + role).T / _scale(vectors) + near, np.float32
    )
