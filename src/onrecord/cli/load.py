"""onrecord load"""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.shared import printer, store_option, with_progress
from onrecord.errors import InputError
from onrecord.keep import StoreName, Writer


@click.command(short_help="Tables of a batch into the store.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@store_option
def load(folder: Path, store: StoreName) -> None:
    """Put the tables that `onrecord batch` wrote to FOLDER into a store; what is there already is left as it is."""
    try:
        from onrecord.run.batch import records_in
    except ImportError as error:
        raise InputError(f"tables need pyarrow: pip install 'onrecord[parquet]' ({error})") from None
    counts: dict[str, int] = {}
    with Writer(store) as writer:
        for page, record in with_progress(records_in(folder), None, "Loading", printer()):
            outcome = writer.keep(page, record)
            counts[outcome] = counts.get(outcome, 0) + 1
    click.echo(", ".join(f"{number} {outcome}" for outcome, number in counts.items()) or "no stories", err=True)
