"""Speakers and names against gold: the definitions of METRICS.md."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from evaluation.gold import KIND_OF, region_of
from evaluation.statements import f1_of
from onrecord.annotate.lexicon import FIRST, THIRD, without_titles
from onrecord.model import Statement

_WORD = re.compile(r"[\w'’-]+")
_ARTICLE = re.compile(r"^(?:the|an?) ")


def same_name(one: str, other: str) -> bool:
    """Whether two names are equal, or one holds the other as whole words, in small letters and without titles."""
    short, long = sorted((_folded(one), _folded(other)), key=len)
    return bool(short) and any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))


def _folded(name: str) -> list[str]:
    return _WORD.findall(_ARTICLE.sub("", without_titles(name.strip()).casefold()))


def gold_statements(story: dict[str, Any]) -> list[Statement]:
    """The gold attributions of a story as statements of the model, without speakers."""

    def spans(values: list[list[int]]) -> tuple[tuple[int, int], ...]:
        return tuple((start, end) for start, end in values)

    return [
        Statement(a["id"], a["form"], spans(a["source"]), spans(a["cue"]), spans(a["content"]), within=a["within"])
        for a in story["annotators"][0]
    ]


def way_of(words: str, speaker: str | None) -> str:
    """How a source refers to its speaker: named, pronoun, description, or absent."""
    if not words:
        return "absent"
    if words.casefold() in THIRD or words.casefold() in FIRST:
        return "pronoun"
    return "named" if speaker is not None and same_name(words, speaker) else "description"


def right_speaker(found: str | None, gold: str | None) -> bool:
    """Whether the name found is the gold one; nobody is right where the gold has nobody."""
    if found is None or gold is None:
        return found is gold
    return same_name(found, gold)


def b_cubed(pairs: list[tuple[str, str]]) -> float:
    """B-cubed F1 of one story's statements, each with the speaker found and the gold one (Bagga and Baldwin 1998)."""
    if not pairs:
        return 1.0
    by_found: dict[str, list[int]] = {}
    by_gold: dict[str, list[int]] = {}
    for i, (found, gold) in enumerate(pairs):
        by_found.setdefault(found, []).append(i)
        by_gold.setdefault(gold, []).append(i)
    shared = [len(set(by_found[found]) & set(by_gold[gold])) for found, gold in pairs]
    precision = sum(n / len(by_found[found]) for n, (found, _) in zip(shared, pairs, strict=True)) / len(pairs)
    recall = sum(n / len(by_gold[gold]) for n, (_, gold) in zip(shared, pairs, strict=True)) / len(pairs)
    return 2 * precision * recall / (precision + recall)


def name_scores(stories: list[dict[str, Any]], found: list[list[tuple[int, int, str]]]) -> dict[str, float]:
    """Strict span and kind F1 per kind, over all kinds ("names"), and over all kinds per region."""
    counts: dict[str, Counter[str]] = {}

    def count(key: str, gold: set[tuple[int, int, str]], here: set[tuple[int, int, str]]) -> None:
        counts.setdefault(key, Counter()).update(shared=len(gold & here), found=len(here), gold=len(gold))

    for story, names in zip(stories, found, strict=True):
        gold = {(start, end, KIND_OF[kind]) for start, end, kind in story["entities"] if kind in KIND_OF}
        here = set(names)
        for kind in KIND_OF.values():
            count(kind, {n for n in gold if n[2] == kind}, {n for n in here if n[2] == kind})
        count("names", gold, here)
        count(f"region {region_of(story)}", gold, here)
    return {key: f1_of(c["shared"], c["found"], c["gold"]) for key, c in counts.items()}
