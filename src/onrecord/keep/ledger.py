"""The rows of the ledger in a store: added, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, insert, select

from onrecord.errors import InputError, NotFound, StoreError
from onrecord.keep.tables import ledger, values_of
from onrecord.model.as_json import WrongValues, from_values, to_values
from onrecord.model.ledger import AMENDABLE, NEEDS_EVIDENCE, Act, LedgerRow, Resolution, digest_of
from onrecord.model.outlook import Outlook


def ledger_rows(connection: Connection) -> list[LedgerRow]:
    """All rows in the order made; raises StoreError where one is no row at all."""
    try:
        return [from_values(values_of(row), LedgerRow) for row in connection.execute(select(ledger).order_by("number"))]
    except (ValueError, WrongValues) as error:
        raise StoreError(f"the ledger is damaged: {error}") from None


def follow(connection: Connection, outlook: Outlook, who: str, now: str) -> int:
    """Begin an entry and give its number; raises InputError where the same passage is followed already."""
    rows = ledger_rows(connection)
    for row in rows:
        if row.act == "follow" and (row.detail["story"], row.detail["words"]) == (outlook.story, outlook.words):
            raise InputError(f"this passage is followed already, as entry {row.number}")
    return _add(connection, rows, None, "follow", to_values(outlook), who, now)


def amend(connection: Connection, entry: int, changes: dict[str, str], who: str, now: str) -> int:
    """Put some of AMENDABLE better; gives the row's number."""
    if not changes or set(changes) - set(AMENDABLE):
        raise InputError(f"only these can be put better: {', '.join(AMENDABLE)}")
    return _add(connection, ledger_rows(connection), entry, "amend", changes, who, now)


def resolve(connection: Connection, entry: int, resolution: Resolution, who: str, now: str) -> int:
    """Say how an entry ended, also anew; raises InputError where a verdict that needs evidence has none."""
    if resolution.verdict in NEEDS_EVIDENCE and resolution.evidence is None:
        raise InputError(f"“{resolution.verdict}” needs evidence: words of a kept story, or of a page at a URL")
    if resolution.evidence is None and not resolution.why:
        raise InputError(f"“{resolution.verdict}” needs a reason, or evidence")
    return _add(connection, ledger_rows(connection), entry, "resolve", to_values(resolution), who, now)


def _add(
    connection: Connection,
    rows: Sequence[LedgerRow],
    entry: int | None,
    act: Act,
    detail: dict[str, Any],
    who: str,
    now: str,
) -> int:
    """Add a row after all that there are; without an entry it begins one."""
    if not who.strip():
        raise InputError("a row of the ledger needs to say whose it is")
    if entry is not None and not any(row.act == "follow" and row.number == entry for row in rows):
        raise NotFound(f"no entry {entry} in the ledger")
    number = rows[-1].number + 1 if rows else 1
    row = LedgerRow(number, entry or number, act, detail, who, now, rows[-1].digest if rows else "")
    connection.execute(insert(ledger).values(to_values(replace(row, digest=digest_of(row)))))
    return number
