"""Word labels become spans: a linear-chain CRF whose chains are lines, decoded by Viterbi.

Method: Lafferty, McCallum and Pereira 2001. No span crosses the end of a line, so that each line is a
chain of its own and a result does not depend on where windows are cut.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
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
    order = np.argsort(lengths, kind="stable")
    for at in range(0, len(order), _CHAINS_AT_ONCE):
        some = order[at : at + _CHAINS_AT_ONCE]
        steps = np.arange(lengths[some].max())
        inside = steps < lengths[some][:, None]
        index = np.where(inside, firsts[some][:, None] + steps, 0)
        chain = emissions[index]
        best[index[inside]] = _viterbi(chain, transitions, lengths[some], labels)[inside]
        marginals[index[inside]] = _marginals(chain, transitions, lengths[some], labels)[inside]
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


def _start(emissions: Floats, labels: tuple[str, ...]) -> Floats:
    opening = np.array([_NEVER if label.startswith("I-") else 0 for label in labels], np.float32)
    return np.asarray(emissions[:, 0] + opening, np.float32)


def _viterbi(
    emissions: Floats, transitions: Floats, lengths: NDArray[np.int64], labels: tuple[str, ...]
) -> NDArray[np.int64]:
    """The best label of each step of each chain; shapes (c, steps, labels) and (c,) to (c, steps)."""
    chains, steps, _ = emissions.shape
    moves = np.where(allowed(labels), transitions, _NEVER)
    score = _start(emissions, labels)
    back = np.zeros((chains, steps, len(labels)), np.int64)
    for step in range(1, steps):
        paths = score[:, :, None] + moves
        back[:, step] = paths.argmax(1)
        score = np.where((step < lengths)[:, None], paths.max(1) + emissions[:, step], score)
    best = np.zeros((chains, steps), np.int64)
    label = score.argmax(1)
    for step in range(steps - 1, -1, -1):
        best[:, step] = label
        label = np.where((step < lengths) & (step > 0), back[np.arange(chains), step, label], label)
    return best


def _marginals(emissions: Floats, transitions: Floats, lengths: NDArray[np.int64], labels: tuple[str, ...]) -> Floats:
    """The probability of each label at each step; scaled forward and backward passes."""
    steps = emissions.shape[1]
    moves = np.where(allowed(labels), np.exp(transitions), 0).astype(np.float32)
    local = np.exp(emissions - emissions.max(2, keepdims=True))
    forward = np.zeros_like(local)
    forward[:, 0] = _normal(np.exp(_start(emissions, labels) - emissions[:, 0].max(1, keepdims=True)))
    for step in range(1, steps):
        forward[:, step] = _normal((forward[:, step - 1] @ moves) * local[:, step])
    backward = np.ones_like(local)
    for step in range(steps - 2, -1, -1):
        onward = _normal((backward[:, step + 1] * local[:, step + 1]) @ moves.T)
        backward[:, step] = np.where((step + 1 < lengths)[:, None], onward, 1)
    return _normal(forward * backward)


def _normal(values: Floats) -> Floats:
    return np.asarray(values / np.maximum(values.sum(-1, keepdims=True), 1e-30), np.float32)


def _runs(
    best: NDArray[np.int64], marginals: Floats, starts_line: NDArray[np.bool_], labels: tuple[str, ...]
) -> list[Labelled]:
    runs: list[Labelled] = []
    names = [label[2:] for label in labels[1::2]]
    role_of = np.array([-1, *(i // 2 for i in range(len(labels) - 1))])
    begins = np.array([label.startswith("B-") for label in labels])
    roles = role_of[best]
    edge = np.ones(len(best), bool)
    edge[1:] = (roles[1:] != roles[:-1]) | begins[best][1:] | starts_line[1:]
    bounds = [*np.flatnonzero(edge).tolist(), len(best)]
    for start, end in pairwise(bounds):
        role = int(roles[start])
        if role >= 0:
            sure = marginals[start:end, 1 + 2 * role : 3 + 2 * role].sum(1).mean()
            runs.append(Labelled(names[role], start, end, float(sure)))
    return runs
