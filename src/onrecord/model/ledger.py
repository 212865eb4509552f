"""The ledger: outlooks that people follow to their end; rows that are only ever added, each hashed onto the one before.

Nothing in a row is changed later. Who mends a question or corrects a resolution adds a row; what holds is what the rows
of an entry come to, the later before the earlier.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from onrecord.model.as_json import from_values, to_values
from onrecord.model.outlook import TracedOutlook
from onrecord.model.span import Span, only_place_of
from onrecord.model.story import Story

Act = Literal["follow", "amend", "resolve"]
Verdict = Literal["true", "partly", "false", "ambiguous", "void", "unresolvable", "withdrawn", "revised"]
State = Literal["open", "due"] | Verdict

NEEDS_EVIDENCE: tuple[Verdict, ...] = ("true", "partly", "false", "withdrawn", "revised")
"""Verdicts that say what happened, and so must show who says so."""

AMENDABLE = ("question", "criterion", "check_on", "condition")
"""What of an outlook a person may put better later; its words, its speaker and its day stay what the page says."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that show how an outlook ended: at `span` of a kept story, in the page of that digest, or at a URL."""

    words: str
    story: str | None = None
    span: Span | None = None
    page: str | None = None
    url: str | None = None


def evidence_in(story: Story, words: str) -> Evidence:
    """Words of a kept story as evidence; raises InputError where it has them nowhere, or more than once."""
    span = only_place_of(story.text, words)
    return Evidence(story.words(span), story.id, span, story.page.digest if story.page else None)


@dataclass(frozen=True, slots=True)
class Resolution:
    """How an outlook ended: its verdict, the evidence, and what is to be said of it."""

    verdict: Verdict
    evidence: Evidence | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A row: what `who` did to an entry at `made_at` (UTC).

    `entry` is the number of the row that began it. `digest` is the SHA-256 of all else in the row, `before` the digest
    of the row before, empty in the first.
    """

    number: int
    entry: int
    act: Act
    detail: dict[str, Any]
    who: str
    made_at: str
    before: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """An outlook that is followed, as it stands: `resolution` is null while it is open, or due to be judged."""

    number: int
    outlook: TracedOutlook
    state: State
    followed_by: str
    followed_at: str
    resolution: Resolution | None = None
    resolved_by: str | None = None
    resolved_at: str | None = None


def digest_of(row: LedgerRow) -> str:
    """The SHA-256, in hex, of a row without its own digest."""
    told = [row.number, row.entry, row.act, row.detail, row.who, row.made_at, row.before]
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=True).encode("ascii")).hexdigest()


def faults_of(rows: Iterable[LedgerRow]) -> list[str]:
    """What is wrong with a ledger's rows, in their order: one changed, one missing, one put in; nothing if all is well.

    That the last rows are missing shows only in the last digest: who wants to be safe from that writes it down.
    """
    faults, number, before = [], 0, ""
    for row in rows:
        if row.number != number + 1:
            faults.append(f"row {number + 1} is missing")
        elif row.before != before:
            faults.append(f"row {row.number} does not follow on the row before it")
        if row.digest != digest_of(row):
            faults.append(f"row {row.number} was changed")
        number, before = row.number, row.digest
    return faults


def entries_of(rows: Sequence[LedgerRow], today: str) -> list[LedgerEntry]:
    """What the rows come to on a day (`2024-03-18`), an entry each, in the order they were followed.

    Raises WrongValues where a row was changed so that it says nothing any more.
    """
    entries: dict[int, LedgerEntry] = {}
    for row in rows:
        if row.act != "follow" and row.entry not in entries:
            continue  # only where rows were taken out, which faults_of tells
        if row.act == "follow":
            outlook = from_values(row.detail, TracedOutlook)
            entries[row.number] = LedgerEntry(row.number, outlook, "open", row.who, row.made_at)
        elif row.act == "amend":
            here = entries[row.entry]
            amended = from_values({**to_values(here.outlook), **row.detail}, TracedOutlook)
            entries[row.entry] = replace(here, outlook=amended)
        else:
            ended = from_values(row.detail, Resolution)
            entries[row.entry] = replace(
                entries[row.entry],
                state=ended.verdict,
                resolution=ended,
                resolved_by=row.who,
                resolved_at=row.made_at,
            )
    return [_due(entry, today) for entry in entries.values()]


def _due(entry: LedgerEntry, today: str) -> LedgerEntry:
    check_on = entry.outlook.check_on
    return replace(entry, state="due") if entry.state == "open" and check_on and check_on <= today else entry
