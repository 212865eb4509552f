"""onrecord read"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from onrecord.cli.shared import FINISHED_WITH_REMARKS, printer, remark, store_option, with_progress
from onrecord.encode import Encoder
from onrecord.errors import StoreError
from onrecord.keep import StoreName, Writer
from onrecord.model.as_json import to_json
from onrecord.read import FACTS
from onrecord.run import find_pages, is_address, read_pages
from onrecord.show import card, reading_view

if TYPE_CHECKING:
    from onrecord.read.fetch import Fetcher

private_option = click.option(
    "--private-network", "private", is_flag=True, help="Fetch from addresses of a private network too."
)


def _fetcher(paths: list[str], private: bool) -> Fetcher | None:
    """What fetches, where there is an address among the paths."""
    if not any(map(is_address, paths)):
        return None
    from onrecord.read.fetch import Bounds, Fetcher  # the network is for those who ask for it

    return Fetcher(Bounds(private=private))


_SINGLE = (".html", ".htm", ".txt", ".pdf", ".eml", ".mhtml", ".mht", "-")
"""How the names of files end that hold one page."""


def _mapping(value: str | None) -> dict[str, str] | None:
    """What is in which column, as it is told by an option."""
    if value is None:
        return None
    pairs = [pair.partition("=")[::2] for pair in value.split(",")]
    unknown = [name for name, column in pairs if name.strip() not in FACTS or not column.strip()]
    if unknown:
        raise click.BadParameter(f"{unknown[0]!r} is no fact of a story; there are {', '.join(FACTS)}")
    return {name.strip(): column.strip() for name, column in pairs}


mapping_option = click.option(
    "--map",
    "mapping",
    metavar="NAME=COLUMN,...",
    callback=lambda _, __, value: _mapping(value),
    help="What is in which column of a table, as text=body,published=date. [default: guessed, and told]",
)


@click.command(short_help="Read pages and keep their records.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="One record a line as JSON.")
@click.option("--full", is_flag=True, help="The whole record of each story, not a card.")
@click.option("--no-keep", is_flag=True, help="Leave the store alone.")
@mapping_option
@private_option
@store_option
def read(
    paths: tuple[str, ...],
    as_json: bool,
    full: bool,
    no_keep: bool,
    mapping: dict[str, str] | None,
    private: bool,
    store: StoreName,
) -> None:
    """Read news pages and keep their records.

    PATH is a file, a folder, or - for standard input: HTML pages, also gzipped or saved with their pictures, MHTML,
    e-mail newsletters, PDF, extracted text; and what holds many: web archives (WARC, WACZ), RSS, Atom and JSON feeds,
    NewsML-G2 and ninjs, JSON lines, CSV and Parquet. An address (https://...) is fetched, with the pages that a feed or
    a sitemap there names, as its robots.txt allows, and one a second of each host. A page that cannot be read is named
    with its reason on standard error; the others go on, and the exit status is 3.
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
    fetcher = _fetcher(found, private)
    readings = read_pages(found, Encoder(), writer, mapping, fetcher)
    if not (as_json and out.is_terminal):
        single = all(name.lower().endswith(_SINGLE) for name in found)
        readings = with_progress(readings, len(found) if single else None, "Reading", out)
    pages = 0
    try:
        for reading in readings:
            if reading.note:
                remark(reading.path, reading.note)
                continue
            pages += 1
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
    if pages > 1 or counts.get("kept before"):
        total = ", ".join(f"{number} {outcome}" for outcome, number in counts.items())
        click.echo(f"{pages} read{': ' + total if total else ''}", err=True)
    if not found:
        click.echo("no files there", err=True)
    if remarks:
        raise click.exceptions.Exit(FINISHED_WITH_REMARKS)
