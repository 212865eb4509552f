"""Statements against gold attributions: the definitions of METRICS.md."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment

ROLES = ("source", "cue", "content")
Characters = frozenset[int]
Story = TypeVar("Story")
Triple = tuple[Characters, Characters, Characters]

_EDGES = " \t\n\r\u00a0,.;:"


def characters(text: str, spans: Iterable[Sequence[int]]) -> Characters:
    """The non-space characters of spans, blanks and `, . ; :` stripped at each span's edges."""
    found: set[int] = set()
    for start, end in spans:
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        found.update(i for i in range(start, end) if not text[i].isspace())
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Pair:
    """The gold and the found statements of one story, as characters per role."""

    gold: list[Triple]
    found: list[Triple]


def triples(text: str, statements: Iterable[dict]) -> list[Triple]:
    """The statements of a story as sets of characters."""
    return [tuple(characters(text, s[role]) for role in ROLES) for s in statements]  # type: ignore[misc]


def f1_of(shared: float, found: int, gold: int) -> float:
    """F1 of counts; 0 where nothing was found or nothing was there."""
    return f1(shared / found if found else 0, shared / gold if gold else 0)


def f1(precision: float, recall: float) -> float:
    """The harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _spans(items: list[Triple], role: int) -> set[Characters]:
    return {t[role] for t in items if t[role]}


def strict(pairs: list[Pair], role: int) -> float:
    """F1 of identical spans of a role; one shared by several statements counts once."""
    shared = found = gold = 0
    for pair in pairs:
        g, f = _spans(pair.gold, role), _spans(pair.found, role)
        shared, found, gold = shared + len(g & f), found + len(f), gold + len(g)
    return f1_of(shared, found, gold)


def soft(pairs: list[Pair], role: int) -> float:
    """F1 of covered shares of spans, each capped at 1."""
    precision: list[float] = []
    recall: list[float] = []
    for pair in pairs:
        g, f = _spans(pair.gold, role), _spans(pair.found, role)
        precision += [min(1.0, sum(len(p & o) for o in g) / len(p)) for p in f]
        recall += [min(1.0, sum(len(p & o) for o in f) / len(p)) for p in g]
    return f1(float(np.mean(precision or [0])), float(np.mean(recall or [0])))


def token(pairs: list[Pair], role: int) -> float:
    """F1 of the characters in the union of a role's spans."""
    shared = found = gold = 0
    for pair in pairs:
        g = frozenset().union(*_spans(pair.gold, role))
        f = frozenset().union(*_spans(pair.found, role))
        shared, found, gold = shared + len(g & f), found + len(f), gold + len(g)
    return f1_of(shared, found, gold)


def triple_strict(pairs: list[Pair]) -> float:
    """F1 of statements all of whose roles are identical."""
    shared = sum(len(set(p.gold) & set(p.found)) for p in pairs)
    found, gold = sum(len(set(p.found)) for p in pairs), sum(len(set(p.gold)) for p in pairs)
    return f1_of(shared, found, gold)


def dice(one: Characters, other: Characters) -> float:
    """Twice the shared part over the sum; two empty sets are equal."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def lenient_matches(pair: Pair) -> list[tuple[int, int]]:
    """(gold, found) indices, one to one by content overlap, where every role's Dice is at least .5."""
    if not pair.gold or not pair.found:
        return []
    overlap = np.array([[len(g[2] & f[2]) for f in pair.found] for g in pair.gold], float)
    # Equal overlaps are told apart by cue and source, which decide nothing else.
    overlap += 1e-3 * np.array([[dice(g[1], f[1]) + dice(g[0], f[0]) for f in pair.found] for g in pair.gold])
    rows, columns = linear_sum_assignment(-overlap)
    return [
        (int(g), int(f))
        for g, f in zip(rows, columns, strict=True)
        if all(dice(pair.gold[g][r], pair.found[f][r]) >= 0.5 for r in range(3))
    ]


def triple_lenient(pairs: list[Pair]) -> float:
    """F1 of leniently matched statements."""
    shared = sum(len(lenient_matches(p)) for p in pairs)
    found, gold = sum(len(p.found) for p in pairs), sum(len(p.gold) for p in pairs)
    return f1_of(shared, found, gold)


def calibration_error(confidences: list[float], right: list[bool], bins: int = 10) -> float:
    """Expected calibration error: the mean distance of confidence from share right, over equal bins, weighted."""
    sure, good = np.array(confidences), np.array(right, float)
    index = np.minimum((sure * bins).astype(int), bins - 1)
    parts = [(index == i) for i in range(bins)]
    return float(sum(abs(sure[p].mean() - good[p].mean()) * p.sum() for p in parts if p.any()) / len(sure))


def scores(pairs: list[Pair]) -> dict[str, float]:
    """Every score by name."""
    table = {}
    for i, role in enumerate(ROLES):
        table[f"{role} strict"] = strict(pairs, i)
        table[f"{role} soft"] = soft(pairs, i)
        table[f"{role} token"] = token(pairs, i)
    table["triple strict"] = triple_strict(pairs)
    table["triple lenient"] = triple_lenient(pairs)
    return table


def interval(stories: list[Story], score: Callable[[list[Story]], float], draws: int = 200) -> tuple[float, float]:
    """The 95% interval of a score by bootstrap over stories."""
    chance = random.Random(0)
    values = sorted(score(chance.choices(stories, k=len(stories))) for _ in range(draws))
    return values[int(draws * 0.025)], values[int(draws * 0.975) - 1]
