"""Page reading against hand-made bodies and metadata: the definitions of METRICS.md."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime

_TOKEN = re.compile(r"\w+")


def shingles(text: str, n: int = 4) -> Counter[tuple[str, ...]]:
    """The n-grams of a text's words; a text of fewer words is one shingle."""
    words = _TOKEN.findall(text)
    if len(words) < n:
        return Counter([tuple(words)] if words else [])
    return Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))


def shingle_scores(gold: str, found: str) -> tuple[float, float]:
    """(precision, recall) of shingles of one page."""
    true, pred = shingles(gold), shingles(found)
    shared = sum((true & pred).values())
    precision = shared / sum(pred.values()) if pred else float(not true)
    recall = shared / sum(true.values()) if true else float(not pred)
    return precision, recall


def body_f1(pairs: list[tuple[str, str]]) -> float:
    """F1 of mean precision and mean recall over (gold, found) bodies, as in the Zyte benchmark."""
    scores = [shingle_scores(gold, found) for gold, found in pairs]
    precision = sum(p for p, _ in scores) / len(scores)
    recall = sum(r for _, r in scores) / len(scores)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def same_instant(gold: str, value: str | None, zone: str | None) -> bool:
    """Whether a found date with zone lies within 60 seconds of the gold one."""
    if value is None or zone is None or "T" not in value:
        return False
    found = datetime.fromisoformat(value + zone)
    return abs((datetime.fromisoformat(gold) - found).total_seconds()) <= 60


def same_title(gold: str, found: str | None) -> bool:
    """Equality with case and punctuation folded."""
    return _fold(gold) == _fold(found or "")


def same_authors(gold: list[str] | None, found: tuple[str, ...]) -> bool:
    """Equality as sets, with case and punctuation folded."""
    return {_fold(a) for a in gold or []} == {_fold(a) for a in found}


def _fold(text: str) -> str:
    return " ".join(_TOKEN.findall(text.casefold()))
