"""onrecord timeline"""

from __future__ import annotations

import json
import sys
from io import StringIO
from pathlib import Path
from typing import get_args

import click

from onrecord.cli.filters import filters
from onrecord.cli.shared import printer, store_option
from onrecord.keep import StoreName, View
from onrecord.model.as_json import to_json
from onrecord.model.timeline import Entry, Track
from onrecord.show import icalendar_of, timeline_js, timeline_svg, timeline_view, write_timeline_csv


@click.command(short_help="What happened, was said or was published, by date.")
@click.argument("words", nargs=-1)
@click.option("--track", type=click.Choice(get_args(Track)), default="happened", show_default=True)
@click.option("--actor", metavar="NAME", help="Only what this actor is in, or says.")
@click.option("--outlet", metavar="NAME", help="Only outlets whose name holds this.")
@click.option("--since", metavar="DAY", help="On or after this day, month or year.")
@click.option("--until", metavar="DAY", help="On or before this day, month or year.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "timelinejs", "ical", "svg"]),
    default="text",
    show_default=True,
)
@click.option("--json", "form", flag_value="json", help="One entry a line as JSON.")
@click.option("--csv", "form", flag_value="csv", help="An entry a row.")
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Into this file.")
@store_option
def timeline(
    words: tuple[str, ...],
    track: Track,
    actor: str | None,
    outlet: str | None,
    since: str | None,
    until: str | None,
    form: str,
    out: Path | None,
    store: StoreName,
) -> None:
    """Entries that hold all WORDS, in the order of their dates, those without a date last.

    happened: dated events with the voice that answers for each. said: statements, by the day the story says, else that
    of publication. published: stories.
    """
    limits = filters(outlet, since, until, None)
    with View(store) as view:
        identity = view.actor(actor).identity if actor else None
        entries = view.timeline(track, " ".join(words) or None, identity, limits)
    if form == "text" and out is None:
        if entries:
            printer().print(timeline_view(entries))
    else:
        if form == "text":
            raise click.UsageError("a file needs a --format")
        made = {
            "json": lambda: "".join(to_json(entry) + "\n" for entry in entries).encode("utf-8"),
            "csv": lambda: _as_csv(entries),
            "timelinejs": lambda: json.dumps(timeline_js(entries), ensure_ascii=False, indent=1).encode("utf-8"),
            "ical": lambda: icalendar_of(entries),
            "svg": lambda: timeline_svg(entries),
        }[form]()
        if out is None:
            sys.stdout.buffer.write(made)
        else:
            out.write_bytes(made)
    counted = "1 entry" if len(entries) == 1 else f"{len(entries)} entries"
    left_out = sum(not (entry.earliest and entry.latest) for entry in entries) if form in ("timelinejs", "ical") else 0
    if left_out:
        counted += f", of which {left_out} with an open or unknown date can be in no {form}"
    click.echo(counted if entries else "nothing found", err=True)


def _as_csv(entries: list[Entry]) -> bytes:
    table = StringIO()
    write_timeline_csv(entries, table)
    return table.getvalue().encode("utf-8")
