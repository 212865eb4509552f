"""onrecord export"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.cli.filters import filter_options, filters
from onrecord.cli.shared import store_option
from onrecord.keep import View
from onrecord.show import write_csv, write_json_lines


@click.command(short_help="The store as JSON lines or CSV.")
@click.option("--format", "form", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@click.option("--csv", "form", flag_value="csv", help="The same as --format csv.")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="[default: standard output]"
)
@filter_options
@store_option
def export(
    form: str,
    out: Path | None,
    outlet: str | None,
    since: str | None,
    until: str | None,
    source: str | None,
    store: Path,
) -> None:
    """Write the store's records: JSON lines (a record a line) or CSV (a statement a row)."""
    write = write_csv if form == "csv" else write_json_lines
    with View(store) as view:
        records = view.records(filters(outlet, since, until, source))
        if out is None:
            write(records, sys.stdout)
        else:
            with out.open("w", encoding="utf-8", newline="") as file:
                count = write(records, file)
            click.echo(f"{count} {'statements' if form == 'csv' else 'records'} to {out}", err=True)
