"""The score: how many of somebody's outlooks came true, told only where that is fair."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from statistics import fmean
from typing import Literal

from onrecord.model.ledger import LedgerEntry, Verdict
from onrecord.model.outlook import Chance, OutlookKind

Per = Literal["speaker", "outlet", "words"]
Basis = Literal["words", "numbers"]

LEAST = 10
"""Under so many resolved outlooks nobody has a rate."""

_Z = 1.96
_ENDED: tuple[Verdict, ...] = ("true", "partly", "false")


@dataclass(frozen=True, slots=True)
class Score:
    """What came of the outlooks of one kind by one speaker, in one outlet, or in one word of certainty: `by`.

    `true`, `partly` and `false` are counts; `unresolvable` counts those that can never be judged, `others` all other
    endings, `open` those without one. `rate` is the share of true among true, partly and false, with `low` and `high`,
    its 95 % interval (Wilson 1927). `brier` is the mean squared error (Brier 1950) of the numbers that words of
    likelihood stand for, over the `mapped` ones that were true or false; `brier_stated` that of the numbers which
    speakers stated themselves, over the `stated` ones. All null where of fewer than LEAST.
    """

    kind: OutlookKind
    by: str | None
    true: int
    partly: int
    false: int
    unresolvable: int
    others: int
    open: int
    rate: float | None = None
    low: float | None = None
    high: float | None = None
    mapped: int = 0
    brier: float | None = None
    stated: int = 0
    brier_stated: float | None = None


def scores_of(entries: Iterable[LedgerEntry], per: Per = "speaker") -> list[Score]:
    """The scores by kind and speaker, outlet or words of certainty, most resolved first.

    The same words of one speaker in several stories count once for them, and once for each outlet that has them.

    Kinds are never put together: to keep a pledge is another thing than to foresee.
    """
    groups: dict[tuple[OutlookKind, str | None], dict[tuple[str | None, str], LedgerEntry]] = {}
    for entry in entries:
        outlook = entry.outlook
        same = outlook.by, " ".join(outlook.words.casefold().split())
        by = {"speaker": outlook.by, "outlet": outlook.outlet, "words": outlook.phrase.casefold() or "unhedged"}[per]
        here = groups.setdefault((outlook.kind, by), {})
        if same not in here or here[same].resolution is None:
            here[same] = entry
    scores = [_score(kind, by, list(some.values())) for (kind, by), some in groups.items()]
    return sorted(scores, key=lambda s: (-(s.true + s.partly + s.false), s.kind, s.by or ""))


def _score(kind: OutlookKind, by: str | None, entries: list[LedgerEntry]) -> Score:
    states: list[str] = [entry.state for entry in entries]
    true, partly, false = (states.count(verdict) for verdict in _ENDED)
    unresolvable, still = states.count("unresolvable"), states.count("open") + states.count("due")
    others = len(states) - true - partly - false - unresolvable - still
    counts = true, partly, false, unresolvable, others, still
    judged = true + partly + false
    rate, (low, high) = (true / judged, wilson(true, judged)) if judged >= LEAST else (None, (None, None))
    return Score(kind, by, *counts, rate, low, high, *_brier(entries, "words"), *_brier(entries, "numbers"))


def _brier(entries: Iterable[LedgerEntry], basis: Basis) -> tuple[int, float | None]:
    """How many entries had a chance of some basis and were true or false, and the mean squared error over them."""
    errors = [
        (entry.outlook.chance.median / 100 - (entry.state == "true")) ** 2
        for entry in entries
        if entry.outlook.chance and basis_of(entry.outlook.chance) == basis and entry.state in ("true", "false")
    ]
    return len(errors), fmean(errors) if len(errors) >= LEAST else None


def basis_of(chance: Chance) -> Basis:
    """Whether a chance is a number that somebody stated, or what words of likelihood stand for."""
    return "numbers" if chance.scale == "stated" else "words"


@dataclass(frozen=True, slots=True)
class Calibrated:
    """Outlooks of one kind whose chances lie between two bounds: the mean chance, and the share that came true.

    The chances are `numbers` that were stated, or what `words` of likelihood stand for.

    `low` and `high` are the 95 % interval of the share; all but `many`, a count, lie between 0 and 1.
    """

    kind: OutlookKind
    basis: Basis
    chance: float
    share: float
    low: float
    high: float
    many: int


_BANDS = 5


def calibration_of(entries: Iterable[LedgerEntry]) -> list[Calibrated]:
    """How often outlooks came true by their chances, in fifths.

    Of each kind on its own, numbers stated and words apart, and only where LEAST or more of it were true or false;
    copies of one count once.
    """
    kinds: dict[tuple[OutlookKind, Basis], dict[tuple[str | None, str], tuple[float, bool]]] = {}
    for entry in entries:
        outlook = entry.outlook
        if outlook.chance is not None and entry.state in ("true", "false"):
            same = outlook.by, " ".join(outlook.words.casefold().split())
            kinds.setdefault((outlook.kind, basis_of(outlook.chance)), {})[same] = (
                outlook.chance.median / 100,
                entry.state == "true",
            )
    made = []
    for (kind, basis), found in kinds.items():
        bands: dict[int, list[tuple[float, bool]]] = {}
        for chance, came in found.values():
            bands.setdefault(min(int(chance * _BANDS), _BANDS - 1), []).append((chance, came))
        if len(found) >= LEAST:
            made += [_calibrated(kind, basis, band) for _, band in sorted(bands.items())]
    return made


def _calibrated(kind: OutlookKind, basis: Basis, band: list[tuple[float, bool]]) -> Calibrated:
    many, came = len(band), sum(true for _, true in band)
    return Calibrated(kind, basis, fmean(chance for chance, _ in band), came / many, *wilson(came, many), many)


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson, Probable Inference, 1927).

    >>> [round(bound, 3) for bound in wilson(8, 10)]
    [0.49, 0.943]
    """
    share, spread = hits / of, _Z**2 / of
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return middle - half, middle + half
