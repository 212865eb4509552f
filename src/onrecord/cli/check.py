"""onrecord check"""

from __future__ import annotations

import click

from onrecord.cli.shared import store_option
from onrecord.keep import StoreName, View
from onrecord.model.ledger import faults_of


@click.command(short_help="Check that nothing kept was changed.")
@store_option
def check(store: StoreName) -> None:
    """Check that the pages are the bytes that were kept, and that no row of the ledger was changed or taken out.

    The digest of the ledger's last row stands for all before it: who keeps it elsewhere can show that none is missing.
    """
    with View(store) as view:
        rows, damaged = view.ledger_rows(), view.damaged_pages()
    faults = [f"page {digest} is not as it was kept" for digest in damaged]
    faults += [f"ledger: {fault}" for fault in faults_of(rows)]
    for fault in faults:
        click.echo(fault)
    if faults:
        raise click.exceptions.Exit(1)
    click.echo(f"all pages and {len(rows)} rows of the ledger are as they were kept", err=True)
    if rows:
        click.echo(rows[-1].digest)
