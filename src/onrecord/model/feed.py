"""The feed: an address that is read on a schedule, and how it went the last time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is followed. Times are UTC, as `2024-03-18T14:05:00Z`.

    `etag` and `modified` are what it said of its last answer, `next_at` when it is to be read again, `failures` how
    often in a row it could not be, `problem` why.
    """

    url: str
    etag: str | None = None
    modified: str | None = None
    read_at: str | None = None
    next_at: str | None = None
    failures: int = 0
    problem: str | None = None
