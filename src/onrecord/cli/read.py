"""onrecord read"""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.shared import FINISHED_WITH_REMARKS, printer, remark, store_option, with_progress
from onrecord.encode import Encoder
from onrecord.errors import StoreError
from onrecord.keep import Writer
from onrecord.model.as_json import to_json
from onrecord.run import find_pages, read_pages
from onrecord.show import card, reading_view


@click.command(short_help="Read pages and keep their records.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="One record a line as JSON.")
@click.option("--full", is_flag=True, help="The whole record of each story, not a card.")
@click.option("--no-keep", is_flag=True, help="Leave the store alone.")
@store_option
def read(paths: tuple[str, ...], as_json: bool, full: bool, no_keep: bool, store: Path) -> None:
    """Read news pages (HTML, also gzipped, or extracted text) and keep their records.

    PATH is a file, a folder, or - for standard input. A page that cannot be read is named with its reason on
    standard error; the others go on, and the exit status is 3.
    """
    remarks = 0
    found = list(dict.fromkeys(find_pages(paths)))
    writer: Writer | None = None
    if not no_keep:
        try:
            writer = Writer(store)
        except StoreError as error:
            # Reading goes on without keeping: what is read may have been asked for on standard output.
            click.echo(f"onrecord: nothing is kept: {error}", err=True)
            remarks += 1
    out = printer()
    counts: dict[str, int] = {}
    readings = read_pages(found, Encoder(), writer)
    if not (as_json and out.is_terminal):
        readings = with_progress(readings, len(found), "Reading", out)
    try:
        for reading in readings:
            if reading.problem:
                remarks += 1
                remark(reading.path, reading.problem)
            if reading.record is None:
                continue
            if reading.outcome:
                counts[reading.outcome] = counts.get(reading.outcome, 0) + 1
            if as_json:
                click.echo(to_json(reading.record))
            else:
                out.print(reading_view(reading.record) if full else card(reading.record, reading.outcome))
    finally:
        if writer is not None:
            writer.__exit__(None, None, None)
    if len(found) > 1 or counts.get("kept before"):
        total = ", ".join(f"{number} {outcome}" for outcome, number in counts.items())
        click.echo(f"{len(found)} read{': ' + total if total else ''}", err=True)
    if not found:
        click.echo("no files there", err=True)
    if remarks:
        raise click.exceptions.Exit(FINISHED_WITH_REMARKS)
