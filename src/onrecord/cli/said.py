"""onrecord said"""

from __future__ import annotations

import sys

import click

from onrecord.cli.filters import filters
from onrecord.cli.shared import printer, store_option
from onrecord.keep import StoreName, View
from onrecord.model.as_json import to_json
from onrecord.show import said_values, said_view, write_said


@click.command(short_help="What somebody said, across stories.")
@click.argument("actor", nargs=-1, required=True)
@click.option("--about", metavar="WORDS", help="Only statements whose content holds these words.")
@click.option("--since", metavar="DAY", help="Published on or after this day, month or year.")
@click.option("--until", metavar="DAY", help="Published on or before this day, month or year.")
@click.option("--outlet", metavar="NAME", help="Only outlets whose name holds this.")
@click.option("--json", "form", flag_value="json", help="One statement a line as JSON.")
@click.option("--csv", "form", flag_value="csv", help="A statement a row.")
@store_option
def said(
    actor: tuple[str, ...],
    about: str | None,
    since: str | None,
    until: str | None,
    outlet: str | None,
    form: str | None,
    store: StoreName,
) -> None:
    """The statements of ACTOR by date, with outlet, story and the chain of those who passed them on.

    ACTOR is a name, or an id as `onrecord actors --json` gives it.
    """
    with View(store) as view:
        known = view.actor(" ".join(actor))
        found = view.said(known.identity, about, filters(outlet, since, until, None))
        if form == "csv":
            write_said(found, sys.stdout)
            return
        out, count = printer(), 0
        for record, statement in found:
            count += 1
            if form == "json":
                click.echo(to_json(said_values(record, statement)))
            else:
                out.print(said_view(record, statement))
    click.echo(f"{known.name}: {count} {'statement' if count == 1 else 'statements'}", err=True)
