"""onrecord store: what a store is, and copies of it"""

from __future__ import annotations

import click

from onrecord.cli.shared import STORE_NAME
from onrecord.keep import StoreName, copy_store


@click.group(short_help="Copy a store, also between SQLite and PostgreSQL.")
def store() -> None:
    """Work on a store as a whole."""


@store.command(short_help="All that is in one store into an empty one.")
@click.argument("source", type=STORE_NAME, metavar="FROM")
@click.argument("target", type=STORE_NAME, metavar="TO")
def copy(source: StoreName, target: StoreName) -> None:
    """Copy all rows of the store FROM into the empty store TO; each a file or postgresql://USER@HOST/NAME."""
    total = 0
    for table, count in copy_store(source, target):
        total += count
        if count:
            click.echo(f"{table}: {count}", err=True)
    click.echo(f"{total} rows copied", err=True)
