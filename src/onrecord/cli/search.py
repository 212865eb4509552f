"""onrecord search"""

from __future__ import annotations

import click

from onrecord.cli.filters import filter_options, filters
from onrecord.cli.shared import printer, store_option
from onrecord.keep import StoreName, View, read_query
from onrecord.model.as_json import to_json, to_values
from onrecord.show import hit_view

WORDS_MAY_START_WITH_MINUS = {"ignore_unknown_options": True, "help_option_names": ["--help"]}


@click.command(short_help="Find stories by their words.", context_settings=WORDS_MAY_START_WITH_MINUS)
@click.argument("words", nargs=-1, required=True)
@filter_options
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="The most stories to show.")
@click.option("--json", "as_json", is_flag=True, help="One hit a line as JSON.")
@store_option
def search(
    words: tuple[str, ...],
    outlet: str | None,
    since: str | None,
    until: str | None,
    source: str | None,
    limit: int,
    as_json: bool,
    store: StoreName,
) -> None:
    """Find stories by their words: all of them, "phrases", -without, this OR that.

    With --source, the words are looked for in what sources of that name say. speaker:NAME, outlet:NAME, after:DAY and
    before:DAY among the words do the same as --source, --outlet, --since and --until.
    """
    # A word with a blank in it was one argument in quotation marks: a phrase.
    line = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    asked, limits = read_query(line, filters(outlet, since, until, source))
    with View(store) as view:
        hits = view.search(asked, limits, limit)
    out = printer()
    for hit in hits:
        if as_json:
            click.echo(to_json(to_values(hit)))
        else:
            out.print(hit_view(hit))
    if not hits:
        click.echo("nothing found", err=True)
    elif len(hits) == limit:
        click.echo(f"the best {limit}; --limit shows more", err=True)
