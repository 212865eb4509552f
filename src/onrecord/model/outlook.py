"""The outlook: a passage about the future, with who answers for it, when it was said and when it can be judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.span import Spans

OutlookKind = Literal["prediction", "pledge", "demand", "schedule"]
Certainty = Literal["certain", "likely", "possible", "unlikely", "impossible"]
Scale = Literal["survey", "icd203", "nato", "ipcc"]


@dataclass(frozen=True, slots=True)
class Chance:
    """What a scale of words of likelihood means by some of them, in per cent: a middle, and the range around it."""

    scale: Scale
    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """A passage about the future, with all that is needed to judge it when its day has come.

    `words` are those of the story at `spans`, in the page whose digest is `page`. `by` names who answers for it,
    "outlet" where the story tells it itself, null where nobody is named, and `role` what the story calls them; `chain`
    are those who passed it on, the first to say it first. `said` is the day it was said (EDTF). `horizon` are the words
    that say by when, `check_on` the day from which it can be judged. It comes true as `criterion` says, where that is
    more than its `question`; where its `condition` is not met, it is void. A prediction has its `certainty`, the
    `phrase` that carries it, empty where it is a bare claim, and what a scale means by that phrase, its `chance`.
    """

    kind: OutlookKind
    question: str
    words: str
    story: str
    spans: Spans
    page: str | None = None
    statement: str | None = None
    by: str | None = None
    role: str | None = None
    chain: tuple[str, ...] = ()
    outlet: str | None = None
    said: str | None = None
    horizon: str | None = None
    check_on: str | None = None
    criterion: str | None = None
    condition: str | None = None
    certainty: Certainty | None = None
    phrase: str = ""
    chance: Chance | None = None
