"""The rows of the ledger in a store: added, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select

from onrecord.errors import InputError, NotFound, StoreError
from onrecord.keep.tables import ledger, values_of
from onrecord.model.as_json import WrongValues, from_values, to_values
from onrecord.model.ledger import AMENDABLE, NEEDS_EVIDENCE, Act, LedgerRow, Resolution, digest_of
from onrecord.model.outlook import TracedOutlook


def ledger_rows(connection: Connection) -> list[LedgerRow]:
    """All rows in the order made; raises StoreError where one is no row at all."""
    try:
        return [from_values(values_of(row), LedgerRow) for row in connection.execute(select(ledger).order_by("number"))]
    except (ValueError, WrongValues) as error:
        raise StoreError(f"the ledger is damaged: {error}") from None


def follow(connection: Connection, outlooks: Iterable[TracedOutlook], who: str, now: str) -> list[int]:
    """Begin an entry for each outlook whose passage is not followed already, and give their numbers."""
    rows = ledger_rows(connection)
    followed = set(_followed(rows))
    begun = []
    for outlook in outlooks:
        if (outlook.story, outlook.words) not in followed:
            followed.add((outlook.story, outlook.words))
            rows.append(_add(connection, rows, None, "follow", to_values(outlook), who, now))
            begun.append(rows[-1].number)
    return begun


def entry_of(connection: Connection, outlook: TracedOutlook) -> int:
    """The number of the entry that follows the passage of an outlook."""
    return _followed(ledger_rows(connection))[outlook.story, outlook.words]


def _followed(rows: Iterable[LedgerRow]) -> dict[tuple[str, str], int]:
    """The entries by the passages that they follow, a story and words of it each."""
    return {(row.detail["story"], row.detail["words"]): row.number for row in rows if row.act == "follow"}


def amend(connection: Connection, entry: int, changes: dict[str, str], who: str, now: str) -> int:
    """Put some of AMENDABLE better; gives the row's number."""
    if not changes or set(changes) - set(AMENDABLE):
        raise InputError(f"only these can be put better: {', '.join(AMENDABLE)}")
    if not _is_day(changes.get("check_on")):
        raise InputError(f"{changes['check_on']!r} is no day like 2024-03-18")
    return _add(connection, ledger_rows(connection), entry, "amend", changes, who, now).number


def resolve(connection: Connection, entry: int, resolution: Resolution, who: str, now: str) -> int:
    """Say how an entry ended, also anew; raises InputError where a verdict that needs evidence has none."""
    if resolution.verdict in NEEDS_EVIDENCE and resolution.evidence is None:
        raise InputError(f"“{resolution.verdict}” needs evidence: words of a kept story, or of a page at a URL")
    if resolution.evidence is None and not resolution.why:
        raise InputError(f"“{resolution.verdict}” needs a reason, or evidence")
    url = resolution.evidence.url if resolution.evidence else None
    if url and not url.startswith(("https://", "http://")):
        raise InputError(f"{url!r} is no address of a page: it begins with https://")
    return _add(connection, ledger_rows(connection), entry, "resolve", to_values(resolution), who, now).number


def _is_day(day: str | None) -> bool:
    try:
        return day is None or str(date.fromisoformat(day)) == day
    except ValueError:
        return False


def _add(
    connection: Connection,
    rows: Sequence[LedgerRow],
    entry: int | None,
    act: Act,
    detail: dict[str, Any],
    who: str,
    now: str,
) -> LedgerRow:
    """Add a row after all that there are, and give it; without an entry it begins one."""
    if not who.strip():
        raise InputError("a row of the ledger needs to say whose it is")
    if entry is not None and not any(row.act == "follow" and row.number == entry for row in rows):
        raise NotFound(f"no entry {entry} in the ledger")
    number = rows[-1].number + 1 if rows else 1
    row = LedgerRow(number, entry or number, act, detail, who, now, rows[-1].digest if rows else "")
    row = replace(row, digest=digest_of(row))
    connection.execute(insert(ledger).values(to_values(row)))
    return row
