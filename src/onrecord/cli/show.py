"""onrecord show"""

from __future__ import annotations

import click

from onrecord.cli.shared import printer, store_option
from onrecord.keep import StoreName, View
from onrecord.model.as_json import to_json
from onrecord.show import reading_view, tellings_view


@click.command(short_help="Show the record of one story.")
@click.argument("story")
@click.option("--json", "as_json", is_flag=True, help="The record as one line of JSON.")
@store_option
def show(story: str, as_json: bool, store: StoreName) -> None:
    """Show the record of one story, by id, the beginning of an id, or story code."""
    with View(store) as view:
        record = view.record(story)
        tellings = view.tellings(record.story.id)
    if as_json:
        click.echo(to_json(record))
        return
    printer().print(reading_view(record))
    if tellings:
        printer().print(tellings_view(tellings))
