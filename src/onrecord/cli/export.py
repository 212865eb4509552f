"""onrecord export"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.cli.filters import filter_options, filters
from onrecord.cli.shared import store_option
from onrecord.keep import StoreName, View
from onrecord.show import write_corrections, write_csv, write_json_lines


@click.command(short_help="The store as JSON lines or CSV.")
@click.option("--format", "form", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@click.option("--csv", "form", flag_value="csv", help="The same as --format csv.")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="[default: standard output]"
)
@click.option("--corrections", is_flag=True, help="What people corrected, one a line with its text, to train on.")
@filter_options
@store_option
def export(
    form: str,
    out: Path | None,
    corrections: bool,
    outlet: str | None,
    since: str | None,
    until: str | None,
    source: str | None,
    store: StoreName,
) -> None:
    """Write the store's records: JSON lines (a record a line) or CSV (a statement a row).

    With --corrections, JSON lines of what people said of statements and passages, those undone left out.
    """
    if corrections and form == "csv":
        raise click.UsageError("corrections are JSON lines")
    write = write_corrections if corrections else write_csv if form == "csv" else write_json_lines
    with View(store) as view:
        records = view.records(filters(outlet, since, until, source))
        if out is None:
            write(records, sys.stdout)
        else:
            what = "corrections" if corrections else "statements" if form == "csv" else "records"
            with out.open("w", encoding="utf-8", newline="") as file:
                count = write(records, file)
            click.echo(f"{count} {what} to {out}", err=True)
