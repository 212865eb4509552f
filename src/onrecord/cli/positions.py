"""onrecord positions"""

from __future__ import annotations

import click

from onrecord.annotate.positions import positions as positions_of
from onrecord.cli.filters import filters
from onrecord.cli.shared import printer, store_option
from onrecord.keep import StoreName, View
from onrecord.model.as_json import to_json
from onrecord.show import position_values, position_view


@click.command(short_help="What somebody said on one thing, and what changed.")
@click.argument("actor", nargs=-1, required=True)
@click.option("--about", metavar="WORDS", required=True, help="Words that the content holds.")
@click.option("--since", metavar="DAY", help="Published on or after this day, month or year.")
@click.option("--until", metavar="DAY", help="Published on or before this day, month or year.")
@click.option("--json", "as_json", is_flag=True, help="One position a line as JSON.")
@store_option
def positions(
    actor: tuple[str, ...], about: str, since: str | None, until: str | None, as_json: bool, store: StoreName
) -> None:
    """The statements of ACTOR that hold some words, by date, each with what changed since an earlier one.

    repeated, softened, hardened, reversed: proposed by the words alone, for you to judge. What you judge so of a pledge
    that you follow is said with `onrecord ledger resolve ENTRY revised` or `withdrawn`.
    """
    out = printer()
    with View(store) as view:
        known = view.actor(" ".join(actor))
        found = list(positions_of(view.said(known.identity, about, filters(None, since, until, None))))
    for number, position in enumerate(found, 1):
        if as_json:
            click.echo(to_json(position_values(position)))
        else:
            out.print(position_view(number, position))
    click.echo(f"{known.name}: {len(found)} {'statement' if len(found) == 1 else 'statements'}", err=True)
