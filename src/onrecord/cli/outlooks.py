"""onrecord outlooks"""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.annotate.outlooks import KINDS_BY_CUE, kind_by_cue, outlook_in
from onrecord.cli.filters import filters
from onrecord.cli.shared import printer, store_option
from onrecord.keep import View
from onrecord.model.as_json import to_json
from onrecord.model.outlook import OutlookKind
from onrecord.show import outlook_view


@click.command(short_help="Predictions, pledges and demands, by their cue.")
@click.argument("words", nargs=-1)
@click.option("--kind", type=click.Choice(KINDS_BY_CUE), help="Only this kind.")
@click.option("--since", metavar="DAY", help="Published on or after this day, month or year.")
@click.option("--until", metavar="DAY", help="Published on or before this day, month or year.")
@click.option("--outlet", metavar="NAME", help="Only outlets whose name holds this.")
@click.option("--json", "as_json", is_flag=True, help="One outlook a line as JSON.")
@store_option
def outlooks(
    words: tuple[str, ...],
    kind: OutlookKind | None,
    since: str | None,
    until: str | None,
    outlet: str | None,
    as_json: bool,
    store: Path,
) -> None:
    """Statements that their cue makes predictions, pledges or demands, by date: vowed, urged, warned that ... would.

    Most of what is listed is what it is listed as; of all that there is, most is not listed, since it is merely said.
    The last two words under each are what `onrecord ledger follow` takes.
    """
    out, count = printer(), 0
    with View(store) as view:
        for record, statement in view.statements(" ".join(words) or None, filters(outlet, since, until, None)):
            found = kind_by_cue(record.story.text, statement)
            if found is None or kind not in (None, found):
                continue
            count += 1
            outlook = outlook_in(record, statement.content, found)
            if as_json:
                click.echo(to_json(outlook))
            else:
                out.print(outlook_view(outlook))
    click.echo(f"{count} {'outlook' if count == 1 else 'outlooks'}" if count else "nothing found", err=True)
