"""The decoder finds what trying every path finds."""

from itertools import pairwise, product

import numpy as np
import pytest

from onrecord.encode.labels import LABELS, Labelled, allowed, decode, decode_within


def best_by_trying(emissions: np.ndarray, transitions: np.ndarray) -> tuple[int, ...]:
    moves = allowed()
    paths = [
        path
        for path in product(range(len(LABELS)), repeat=len(emissions))
        if not LABELS[path[0]].startswith("I-") and all(moves[a, b] for a, b in pairwise(path))
    ]
    return max(
        paths,
        key=lambda p: (
            sum(emissions[i, label] for i, label in enumerate(p)) + sum(transitions[a, b] for a, b in pairwise(p))
        ),
    )


@pytest.mark.parametrize("seed", range(8))
def test_the_best_path_is_the_best_of_all_paths(seed: int) -> None:
    chance = np.random.default_rng(seed)
    emissions = chance.normal(size=(5, len(LABELS))).astype(np.float32) * 2
    transitions = chance.normal(size=(len(LABELS), len(LABELS))).astype(np.float32)
    path = best_by_trying(emissions, transitions)
    labels = ["O"] * 5
    for run in decode(emissions, transitions, np.array([True, False, False, False, False])):
        labels[run.start : run.end] = [f"I-{run.role}"] * (run.end - run.start)
        labels[run.start] = f"B-{run.role}"
        assert 0 < run.confidence <= 1.0001
    assert labels == [LABELS[i] for i in path]


def test_no_run_reaches_over_a_line() -> None:
    emissions = np.zeros((4, len(LABELS)), np.float32)
    emissions[:, LABELS.index("I-content")] = 9
    emissions[:, LABELS.index("B-content")] = 8
    runs = decode(emissions, np.zeros((7, 7), np.float32), np.array([True, False, True, False]))
    assert [(run.start, run.end) for run in runs] == [(0, 2), (2, 4)]


def test_lines_are_decoded_alike_alone_and_together() -> None:
    chance = np.random.default_rng(1)
    lines = [chance.normal(size=(n, len(LABELS))).astype(np.float32) * 2 for n in chance.integers(1, 30, size=150)]
    transitions = chance.normal(size=(len(LABELS), len(LABELS))).astype(np.float32)
    starts = np.concatenate([np.arange(len(line)) == 0 for line in lines])
    together = decode(np.concatenate(lines), transitions, starts)
    alone, at = [], 0
    for line in lines:
        alone += [
            (r.role, r.start + at, r.end + at, round(r.confidence, 2))
            for r in decode(line, transitions, np.arange(len(line)) == 0)
        ]
        at += len(line)
    assert [(r.role, r.start, r.end, round(r.confidence, 2)) for r in together] == alone


def test_nothing_is_decoded_to_nothing() -> None:
    assert decode(np.zeros((0, 7), np.float32), np.zeros((7, 7), np.float32), np.zeros(0, bool)) == []


def test_within_runs_each_run_is_a_chain_of_its_own() -> None:
    emissions = np.zeros((9, len(LABELS)), np.float32)
    emissions[:, LABELS.index("I-content")] = 9
    emissions[:, LABELS.index("B-content")] = 8
    outer = [Labelled("content", 1, 3, 0.9), Labelled("content", 5, 9, 0.9)]
    runs = decode_within(emissions, np.zeros((7, 7), np.float32), outer)
    assert [(run.start, run.end) for run in runs] == [(1, 3), (5, 9)]
    assert decode_within(emissions, np.zeros((7, 7), np.float32), []) == []
