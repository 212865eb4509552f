"""Moments against gold time expressions: the definitions of TempEval-3, and whether two values mean the same days."""

from __future__ import annotations

import re
from typing import Any

from evaluation.statements import f1
from onrecord.annotate.moments.calendar import days_of
from onrecord.model.moment import Moment

_RANGE = re.compile(r"(.+?)(?:\.\.|/)(.+)")


def moment_scores(stories: list[dict[str, Any]], found: list[list[Moment]]) -> dict[str, float]:
    """F1 of identical spans (strict), of overlapping ones (relaxed), and of those with the right value and days.

    Value and interval F1 are relaxed F1 times the share of overlapping pairs that are right (UzZaman et al. 2013).
    """
    counts = dict.fromkeys(("gold", "found", "strict", "gold met", "found met", "value", "interval"), 0)
    for story, moments in zip(stories, found, strict=True):
        gold = story["times"]
        spans = {(g["start"], g["end"]) for g in gold}
        counts["gold"] += len(gold)
        counts["found"] += len(moments)
        counts["strict"] += len(spans & {m.span for m in moments})
        counts["found met"] += sum(any(_overlap(m, g) for g in gold) for m in moments)
        for g in gold:
            met = next((m for m in moments if _overlap(m, g)), None)
            if met is not None:
                counts["gold met"] += 1
                counts["value"] += met.timex == g["value"]
                counts["interval"] += met.timex == g["value"] or same_days(met, g["value"])
    relaxed = f1(counts["found met"] / max(counts["found"], 1), counts["gold met"] / max(counts["gold"], 1))
    return {
        "strict": f1(counts["strict"] / max(counts["found"], 1), counts["strict"] / max(counts["gold"], 1)),
        "relaxed": relaxed,
        "value": relaxed * counts["value"] / max(counts["gold met"], 1),
        "interval": relaxed * counts["interval"] / max(counts["gold met"], 1),
    }


def _overlap(moment: Moment, gold: dict[str, Any]) -> bool:
    return moment.span[0] < gold["end"] and gold["start"] < moment.span[1]


def same_days(moment: Moment, value: str | None) -> bool:
    """Whether a moment's days are those that a gold value means, a day or a range of them."""
    if value is None or moment.earliest is None or moment.latest is None:
        return False
    bounds = _RANGE.fullmatch(value)
    first, last = (days_of(bounds[1]), days_of(bounds[2])) if bounds else (days_of(value), days_of(value))
    return bool(first and last) and (moment.earliest, moment.latest) == (str(first.first), str(last.last))  # type: ignore[union-attr]


def is_date(moment: Moment) -> bool:
    """Whether a moment is a date of the calendar, of which kind alone some corpora mark."""
    return (
        moment.type == "DATE"
        and moment.earliest is not None
        and moment.latest is not None
        and "REF" not in moment.timex
    )
