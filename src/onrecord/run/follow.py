"""Feeds are read on a schedule: what they name anew is read and kept, and one that fails is left alone for longer."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from onrecord.encode import Encoder
from onrecord.errors import InputError, PageError
from onrecord.keep import StoreName, View, Writer
from onrecord.model.feed import Feed
from onrecord.read import links_in
from onrecord.read.fetch import Fetcher
from onrecord.run.pipeline import Reading, page_at, safely

_EVERY = re.compile(r"(\d{1,4})\s*(m|min|h|d)")
_UNITS = {"m": 1, "min": 1, "h": 60, "d": 60 * 24}
_LONGEST = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Followed:
    """A line of a list of feeds: the address, and how often it is read."""

    url: str
    every: timedelta


@dataclass(frozen=True, slots=True)
class Report:
    """How it went with a feed: what was read of what it named, or why nothing was."""

    url: str
    readings: tuple[Reading, ...] = ()
    unchanged: bool = False
    problem: str | None = None
    next_at: str | None = None


def feeds_in(path: Path) -> list[Followed]:
    """The feeds of a TOML file: `[[feed]]` with `url` and `every` (`30min`, `2h`, `1d`; an hour where not given).

    Raises InputError, which says where, for what is none.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: {(error.strerror or str(error)).lower()}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {error}") from None
    listed = told.get("feed")
    if not isinstance(listed, list) or not listed:
        raise InputError(f"{path}: no [[feed]] in it")
    return [_followed(path, number, one) for number, one in enumerate(listed, 1)]


def _followed(path: Path, number: int, told: object) -> Followed:
    url = told.get("url") if isinstance(told, dict) else None
    if not isinstance(told, dict) or not isinstance(url, str) or not url.startswith(("http://", "https://")):
        raise InputError(f"{path}: feed {number} has no url")
    every = _EVERY.fullmatch(str(told.get("every", "1h")))
    if every is None:
        raise InputError(f"{path}: feed {number}: every is {told['every']!r}; write 30min, 2h or 1d")
    return Followed(url, timedelta(minutes=int(every[1]) * _UNITS[every[2]]))


def due(feeds: list[Followed], store: StoreName, now: datetime) -> list[Followed]:
    """The feeds that are to be read now."""
    with View(store) as view:
        return [feed for feed in feeds if (view.feed(feed.url).next_at or "") <= _stamp(now)]


def read_feeds(feeds: list[Followed], fetcher: Fetcher, encoder: Encoder, writer: Writer) -> Iterator[Report]:
    """Read feeds, and what they name that was not read yet; a report is given as each is done."""
    for feed in feeds:
        with View(writer.path) as view:
            known = view.feed(feed.url)
        report, after = _read(feed, known, fetcher, encoder, writer)
        now = datetime.now(UTC)
        pause = min(feed.every * 2**after.failures, max(_LONGEST, feed.every))
        kept = replace(after, read_at=_stamp(now), next_at=_stamp(now + pause))
        writer.keep_feed(kept)
        yield replace(report, next_at=kept.next_at)


def _read(feed: Followed, known: Feed, fetcher: Fetcher, encoder: Encoder, writer: Writer) -> tuple[Report, Feed]:
    try:
        fetched = fetcher.fetch(feed.url, known.etag, known.modified)
        if fetched.content is None:
            return Report(feed.url, unchanged=True), replace(known, failures=0, problem=None)
        links = links_in(fetched.content)
        if links is None:
            raise PageError("no feed there, but another page")
    except PageError as error:
        failed = replace(known, failures=known.failures + 1, problem=str(error))
        return Report(feed.url, problem=str(error)), failed
    with View(writer.path) as view:
        new = view.unread(links)
    readings = []
    for link in new:
        reading = safely(partial(page_at, link, fetcher), link, encoder, writer)
        writer.note_link(link, reading.record is not None)
        readings.append(reading)
    again = any(reading.record is None for reading in readings)
    # What could not be read is tried again the next time, for which the feed has to be told anew.
    after = Feed(feed.url, None if again else fetched.etag, None if again else fetched.modified)
    return Report(feed.url, tuple(readings)), after


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
