"""The outlook: a passage about the future, with who answers for it and by when it is to be so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.span import Span, Spans

OutlookKind = Literal["prediction", "pledge", "demand", "schedule"]
Certainty = Literal["certain", "likely", "possible", "unlikely", "impossible"]
Scale = Literal["survey", "icd203", "nato", "ipcc"]


@dataclass(frozen=True, slots=True)
class Chance:
    """What a scale of words of likelihood means by some of them, in per cent: a middle, and the range around it.

    `stated` is no scale: the speaker gave the number.
    """

    scale: Scale | Literal["stated"]
    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Horizon:
    """The words that say by when an outlook is to be so.

    `edtf` is when that is, `latest` the day (`2025-11-30`) from which it can be judged; both are null where the words
    name no date, as `beyond the life of the government` does not.
    """

    span: Span
    edtf: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """A passage about the future: what will be, what somebody will do, what is to be done, what is set down for a day.

    `statement` is the id of the innermost statement in whose content it stands. `by` is the id of the actor who answers
    for it, "outlet" where the story tells it itself, null where it stands in a statement whose speaker is unknown. A
    prediction has its `certainty`, and the `phrase` that carries it, null where it is a bare claim. `condition` is what
    it depends on. `confidence` is how likely it is what it is called.
    """

    id: str
    kind: OutlookKind
    spans: Spans
    confidence: float
    by: str | None = None
    statement: str | None = None
    certainty: Certainty | None = None
    phrase: Span | None = None
    horizon: Horizon | None = None
    condition: Span | None = None


@dataclass(frozen=True, slots=True)
class TracedOutlook:
    """An outlook in words, traced to who said it, through whom and on which page: all that is needed to judge it.

    `words` are those of the story at `spans`, in the page whose digest is `page`; `outlook` and `statement` are ids in
    its record, null where it is not in that, or in no statement. `by` names who answers for it,
    "outlet" where the story tells it itself, null where nobody is named, and `role` what the story calls them; `chain`
    are those who passed it on, the first to say it first. `said` is the day it was said (EDTF). `horizon` are the words
    that say by when, `check_on` the day from which it can be judged. It comes true as `criterion` says, where that is
    more than its `question`; where its `condition` is not met, it is void. A prediction has its `certainty`, the
    `phrase` that carries it, empty where it is a bare claim, and the number that this states, or what a
    scale means by it, its `chance`.
    """

    kind: OutlookKind
    question: str
    words: str
    story: str
    spans: Spans
    page: str | None = None
    outlook: str | None = None
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
