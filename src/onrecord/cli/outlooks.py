"""onrecord outlooks"""

from __future__ import annotations

from typing import get_args

import click

from onrecord.annotate.tracing import traced
from onrecord.cli.filters import filters
from onrecord.cli.shared import by_option, printer, store_option
from onrecord.keep import StoreName, View, Writer
from onrecord.model.as_json import to_json
from onrecord.model.outlook import OutlookKind, TracedOutlook
from onrecord.show import outlook_view


@click.command(short_help="Predictions, pledges, demands and schedules.")
@click.argument("words", nargs=-1)
@click.option("--kind", type=click.Choice(get_args(OutlookKind)), help="Only this kind.")
@click.option("--since", metavar="DAY", help="Published on or after this day, month or year.")
@click.option("--until", metavar="DAY", help="Published on or before this day, month or year.")
@click.option("--outlet", metavar="NAME", help="Only outlets whose name holds this.")
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Only those that are so likely what they are."
)
@click.option("--follow-all", is_flag=True, help="Follow all that are listed, in the ledger.")
@by_option
@click.option("--json", "as_json", is_flag=True, help="One outlook a line as JSON.")
@store_option
def outlooks(
    words: tuple[str, ...],
    kind: OutlookKind | None,
    since: str | None,
    until: str | None,
    outlet: str | None,
    min_confidence: float,
    follow_all: bool,
    by: str,
    as_json: bool,
    store: StoreName,
) -> None:
    """What will be, what somebody will do, what is to be done and what is set down for a day, by date.

    WORDS are those that an outlook holds. The last two words under each are what `onrecord ledger follow` takes.
    """
    out, listed = printer(), list[TracedOutlook]()
    with View(store) as view:
        for record, outlook in view.outlooks(" ".join(words) or None, kind, filters(outlet, since, until, None)):
            if outlook.confidence < min_confidence:
                continue
            listed.append(traced(record, outlook))
            if as_json:
                click.echo(to_json(listed[-1]))
            else:
                out.print(outlook_view(listed[-1]))
    click.echo(_count(len(listed), "outlook") if listed else "nothing found", err=True)
    if follow_all and listed:
        with Writer(store) as writer:
            begun = writer.follow_all(listed, by)
        before = len(listed) - len(begun)
        click.echo(
            f"{_count(len(begun), 'entry', 'entries')} begun" + (f", {before} followed before" * bool(before)), err=True
        )


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
