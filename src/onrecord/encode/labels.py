"""Word labels become spans: a linear-chain CRF whose chains are lines, decoded by Viterbi.

Method: Lafferty, McCallum and Pereira 2001. No span crosses the end of a line, so that each line is a
chain of its own and a result does not depend on where windows are cut.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from onrecord.model.outlook import OutlookKind

ROLES = ("source", "cue", "content")
LAYERS = ("outermost", "within")
"""Labels are decoded twice: over a line, and within each content that was found there."""
LABELS = ("O", *(f"{prefix}-{role}" for role in ROLES for prefix in "BI"))

NAMES = ("person", "organisation", "place", "people", "facility")
NAME_LABELS = ("O", *(f"{prefix}-{kind}" for kind in NAMES for prefix in "BI"))
"""Names are decoded over a line, by labels of their own."""

OUTLOOK_LABELS = ("none", *get_args(OutlookKind))
"""What a word is part of that is said of the future."""

Floats = NDArray[np.float32]
_NEVER = np.float32(-1e4)
_LEAST = np.float32(1e-30)
_CHAINS_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Labelled:
    """A run of words with one role: `start` and `end` are word indices, `confidence` the mean marginal."""

    role: str
    start: int
    end: int
    confidence: float


def allowed(labels: tuple[str, ...] = LABELS) -> NDArray[np.bool_]:
    """Which label may follow which: I-x only B-x or I-x; shape (labels, labels)."""
    return np.array([[not b.startswith("I-") or a[1:] == b[1:] for b in labels] for a in labels])


def decode(
    emissions: Floats, transitions: Floats, starts_line: NDArray[np.bool_], labels: tuple[str, ...] = LABELS
) -> list[Labelled]:
    """The best labelled runs of a text.

    Shapes: `emissions` (w, labels), `transitions` (labels, labels), `starts_line` (w,). `labels` are "O" and a "B-"
    and an "I-" for each role.
    """
    if not len(emissions):
        return []
    best = np.zeros(len(emissions), np.int64)
    marginals = np.zeros_like(emissions)
    firsts = np.flatnonzero(starts_line)
    lengths = np.diff(np.append(firsts, len(emissions)))
    order = np.argsort(-lengths, kind="stable")
    for at in range(0, len(order), _CHAINS_AT_ONCE):
        some = order[at : at + _CHAINS_AT_ONCE]
        inside = np.arange(lengths[some[0]])[:, None] < lengths[some]
        index = np.where(inside, firsts[some] + np.arange(len(inside))[:, None], 0)
        chains = _Chains(emissions[index], inside.sum(1).tolist(), lengths[some])
        best[index[inside]] = _viterbi(chains, transitions, labels)[inside]
        marginals[index[inside]] = _marginals(chains, transitions, labels)[inside]
    return _runs(best, marginals, starts_line, labels)


def decode_within(emissions: Floats, transitions: Floats, runs: list[Labelled]) -> list[Labelled]:
    """The best labelled runs within each of the given runs, which become chains of their own.

    Shapes: as for `decode`; the runs do not overlap.
    """
    if not runs:
        return []
    words = np.concatenate([np.arange(run.start, run.end) for run in runs])
    starts = np.zeros(len(words), bool)
    starts[np.cumsum([0, *(run.end - run.start for run in runs[:-1])])] = True
    found = decode(emissions[words], transitions, starts)
    return [replace(run, start=int(words[run.start]), end=int(words[run.end - 1]) + 1) for run in found]


@dataclass(frozen=True, slots=True)
class _Chains:
    """Some chains, the longest first: emissions (steps, c, labels), how many reach each step, lengths (c,)."""

    emissions: Floats
    reaching: list[int]
    lengths: NDArray[np.int64]

    def turned(self, values: Floats) -> Floats:
        """The values of each chain, shape (steps, c, labels), in its opposite order."""
        steps = np.arange(len(values))[:, None]
        within = np.where(steps < self.lengths, self.lengths - 1 - steps, steps)
        return np.asarray(values[within, np.arange(len(self.lengths))], np.float32)


def _opening(labels: tuple[str, ...]) -> Floats:
    return np.array([_NEVER if label.startswith("I-") else 0 for label in labels], np.float32)


def _viterbi(chains: _Chains, transitions: Floats, labels: tuple[str, ...]) -> NDArray[np.int64]:
    """The best label of each step of each chain, shape (steps, c)."""
    moves = np.ascontiguousarray(np.where(allowed(labels), transitions, _NEVER).T, np.float32)
    score = chains.emissions[0] + _opening(labels)
    back = np.zeros(chains.emissions.shape, np.int64)
    for step, reach in enumerate(chains.reaching[1:], 1):
        paths = score[:reach, None, :] + moves
        paths.argmax(2, out=back[step, :reach])
        np.add(np.maximum.reduce(paths, 2), chains.emissions[step, :reach], out=score[:reach])
    best = np.zeros(back.shape[:2], np.int64)
    label = score.argmax(1)
    each = np.arange(len(label))
    for step in range(len(back) - 1, -1, -1):
        reach = chains.reaching[step]
        best[step, :reach] = label[:reach]
        if step:
            label[:reach] = back[step, each[:reach], label[:reach]]
    return best


def _marginals(chains: _Chains, transitions: Floats, labels: tuple[str, ...]) -> Floats:
    """The probability of each label at each step, shape (steps, c, labels).

    Scaled forward and backward passes, side by side: the backward one goes forward over the turned chains.
    """
    moves = np.where(allowed(labels), np.exp(transitions), 0).astype(np.float32)
    both_ways = np.stack([moves, moves.T])
    local = np.exp(chains.emissions - chains.emissions.max(2, keepdims=True))
    locals_ = np.stack([local, chains.turned(local)], 1)
    reached = np.ones_like(locals_)
    reached[0, 0] = np.exp(_opening(labels))
    state = reached[0] * locals_[0]
    for step, reach in enumerate(chains.reaching[1:], 1):
        state = state[:, :reach] @ both_ways
        state /= np.maximum(np.add.reduce(state, 2, keepdims=True), _LEAST)
        reached[step, :, :reach] = state
        state *= locals_[step, :, :reach]
    return _normal(reached[:, 0] * local * chains.turned(reached[:, 1]))


def _normal(values: Floats) -> Floats:
    return np.asarray(values / np.maximum(values.sum(-1, keepdims=True), _LEAST), np.float32)


def _runs(
    best: NDArray[np.int64], marginals: Floats, starts_line: NDArray[np.bool_], labels: tuple[str, ...]
) -> list[Labelled]:
    names = [label[2:] for label in labels[1::2]]
    role_of = np.array([-1, *(i // 2 for i in range(len(labels) - 1))])
    begins = np.array([label.startswith("B-") for label in labels])
    roles = role_of[best]
    edge = np.ones(len(best), bool)
    edge[1:] = (roles[1:] != roles[:-1]) | begins[best][1:] | starts_line[1:]
    firsts = np.flatnonzero(edge)
    lengths = np.diff(np.append(firsts, len(best)))
    of_role = marginals[:, 1::2] + marginals[:, 2::2]
    sure = np.add.reduceat(of_role[np.arange(len(best)), np.maximum(roles, 0)], firsts) / lengths
    found = zip(roles[firsts].tolist(), firsts.tolist(), lengths.tolist(), sure.tolist(), strict=True)
    return [Labelled(names[role], start, start + length, mean) for role, start, length, mean in found if role >= 0]
