"""onrecord follow"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import click

from onrecord.cli.read import private_option
from onrecord.cli.shared import FINISHED_WITH_REMARKS, remark, store_option
from onrecord.encode import Encoder
from onrecord.keep import StoreName, Writer
from onrecord.read.fetch import Bounds, Fetcher
from onrecord.run.follow import Report, due, feeds_in, read_feeds

_LOOK_EVERY = 60


@click.command(short_help="Read feeds on a schedule.")
@click.argument("feeds", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--stay", is_flag=True, help="Go on, and read each feed when it is due, until Ctrl-C.")
@click.option("--now", is_flag=True, help="Read all feeds, due or not.")
@private_option
@store_option
def follow(feeds: Path, stay: bool, now: bool, private: bool, store: StoreName) -> None:
    """Read the feeds and sitemaps of FEEDS that are due, and keep what they name that was not read yet.

    \b
    FEEDS is a TOML file:
        [[feed]]
        url = "https://tarnherald.example/feed.xml"
        every = "30min"

    Run it by a timer, or with --stay. A feed that fails is left alone for twice as long each time, for a day at most.
    """
    listed = feeds_in(feeds)
    fetcher, encoder = Fetcher(Bounds(private=private)), Encoder()
    failed = False
    with Writer(store) as writer:
        while True:
            waiting = listed if now else due(listed, store, datetime.now(UTC))
            for report in read_feeds(waiting, fetcher, encoder, writer):
                failed |= _tell(report)
            if not stay:
                break
            now = False
            time.sleep(_LOOK_EVERY)
    if failed:
        raise click.exceptions.Exit(FINISHED_WITH_REMARKS)


def _tell(report: Report) -> bool:
    """Print how it went with a feed; whether something went wrong."""
    for reading in report.readings:
        if reading.problem:
            remark(reading.path, reading.problem)
    if report.problem:
        remark(report.url, f"{report.problem}; tried again after {report.next_at}")
        return True
    kept = sum(reading.outcome == "kept" for reading in report.readings)
    told = "unchanged" if report.unchanged else f"{len(report.readings)} new, {kept} kept"
    click.echo(f"{report.url}: {told}; next after {report.next_at}")
    return any(reading.record is None for reading in report.readings)
