"""onrecord ledger: outlooks that are followed until it shows whether they came true"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar, get_args

import click

from onrecord.annotate.outlooks import outlook_at
from onrecord.annotate.tracing import traced
from onrecord.cli.shared import FINISHED_WITH_REMARKS, WordsOrCommand, by_option, printer, store_option
from onrecord.errors import NotFound
from onrecord.keep import StoreName, View, Writer
from onrecord.model.as_json import to_json
from onrecord.model.ledger import Evidence, Resolution, Verdict, evidence_in, faults_of
from onrecord.model.outlook import OutlookKind, Scale
from onrecord.model.record import Record
from onrecord.model.score import Per, scores_of
from onrecord.model.span import Spans, only_place_of
from onrecord.show import history_view, ledger_atom, ledger_calendar, ledger_view, score_table

_Command = TypeVar("_Command", bound=Callable[..., Any])


@click.group(cls=WordsOrCommand, short_help="Follow predictions and promises until they are resolved.")
def ledger() -> None:
    """Predictions, pledges, demands and schedules that you follow: `onrecord ledger [--due]`.

    Each has the exact words, whose they are, when they were said and when they can be judged. Who follows, mends or
    resolves one adds a row with name and time; no row is ever changed, and `onrecord check` shows that none was.
    """


def _day(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    try:
        return str(date.fromisoformat(value)) if value else None
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day like 2024-03-18") from None


def _amends(command: _Command) -> _Command:
    """An option for each of AMENDABLE."""
    for option in (
        click.option("--condition", metavar="TEXT", help="What must be so for it to count; else it is void."),
        click.option("--check-on", metavar="DAY", callback=_day, help="The day from which it can be judged."),
        click.option("--criterion", metavar="TEXT", help="What exactly makes it true."),
        click.option("--question", metavar="TEXT", help="The outlook as a question with an answer."),
    ):
        command = option(command)
    return command


def _given(options: dict[str, str | None]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value}


@ledger.command("list", short_help="What is followed.")
@click.option("--due", "which", flag_value="due", help="Only those whose day has come.")
@click.option("--open", "which", flag_value="open", help="Only those not resolved, due or not.")
@click.option("--resolved", "which", flag_value="resolved", help="Only those resolved.")
@click.option("--json", "form", flag_value="json", help="One entry a line as JSON.")
@click.option("--ical", "form", flag_value="ical", help="The days to check open ones, as an iCalendar.")
@click.option("--atom", "form", flag_value="atom", help="What is due, as an Atom feed.")
@store_option
def list_entries(which: str | None, form: str | None, store: StoreName) -> None:
    """What is followed, in the order it was begun."""
    with View(store) as view:
        entries, faults = view.ledger(str(date.today())), faults_of(view.ledger_rows())
    wanted = {"due": ("due",), "open": ("open", "due"), "resolved": get_args(Verdict)}.get(which or "")
    entries = [entry for entry in entries if wanted is None or entry.state in wanted]
    if form == "ical":
        sys.stdout.buffer.write(ledger_calendar(entries))
    elif form == "atom":
        sys.stdout.buffer.write(ledger_atom(entries))
    elif form == "json":
        for entry in entries:
            click.echo(to_json(entry))
    elif entries:
        printer().print(ledger_view(entries))
    click.echo(f"{len(entries)} {'entry' if len(entries) == 1 else 'entries'}" if entries else "none", err=True)
    if faults:
        click.echo(f"the ledger is not as it was written: {'; '.join(faults)}", err=True)
        raise click.exceptions.Exit(FINISHED_WITH_REMARKS)


@ledger.command(short_help="Follow an outlook, a statement or other words.")
@click.argument("story")
@click.argument("finding", required=False)
@click.option("--words", metavar="TEXT", help="The words of the story to follow, in place of a finding.")
@click.option("--kind", type=click.Choice(get_args(OutlookKind)), help="What it is. [default: as the record has it]")
@click.option(
    "--scale",
    type=click.Choice(get_args(Scale)),
    default="survey",
    show_default=True,
    help="What words of likelihood mean in numbers: as readers told in surveys, or as a standard has it.",
)
@_amends
@by_option
@store_option
def follow(
    story: str,
    finding: str | None,
    words: str | None,
    kind: OutlookKind | None,
    scale: Scale,
    by: str,
    store: StoreName,
    **amended: str | None,
) -> None:
    """Follow FINDING, or other --words of STORY, until it shows what came of it.

    FINDING is an outlook (o3), as `onrecord outlooks` lists them, or a statement (5) by its number in `onrecord show
    STORY`. Who said it, through whom, when, and by when it is to be so are taken from the record.
    """
    if (finding is None) == (words is None):
        raise click.UsageError("give a FINDING, or --words of the story")
    with View(store) as view:
        record = view.record(story)
    spans = _spans_of(record, finding, words)
    outlook = next((o for o in record.outlooks if o.spans == spans), None)
    if outlook is None or kind not in (None, outlook.kind):
        if kind is None:
            raise click.UsageError("say what it is: --kind")
        outlook = outlook_at(record, spans, kind)
    with Writer(store) as writer:
        number = writer.follow(replace(traced(record, outlook, scale), **_given(amended)), by)
    with View(store) as view:
        printer().print(ledger_view([e for e in view.ledger(str(date.today())) if e.number == number]))


def _spans_of(record: Record, finding: str | None, words: str | None) -> Spans:
    """Where some words stand, or an outlook, or a statement's content; raises NotFound, InputError."""
    if words is not None:
        return (only_place_of(record.story.text, words),)
    spans = {o.id: o.spans for o in record.outlooks} | {s.id: s.content for s in record.statements}
    found = spans.get(finding or "") or spans.get(f"s{finding}")
    if found is None:
        raise NotFound(f"no statement or outlook {finding!r} in the story; `onrecord show` lists them")
    return found


@ledger.command(short_help="Put an entry's question or day better.")
@click.argument("entry", type=int)
@_amends
@by_option
@store_option
def amend(entry: int, by: str, store: StoreName, **amended: str | None) -> None:
    """Put the question, criterion, condition or day of check of ENTRY better; what it was before stays on record."""
    with Writer(store) as writer:
        writer.amend(entry, _given(amended), by)
    click.echo(f"entry {entry} is amended", err=True)


@ledger.command(short_help="Say what came of an entry.")
@click.argument("entry", type=int)
@click.argument("verdict", type=click.Choice(get_args(Verdict)))
@click.option("--words", metavar="TEXT", help="The words that show it.")
@click.option("--story", metavar="STORY", help="The kept story that has these words.")
@click.option("--url", metavar="URL", help="The page that has these words, where it is not kept.")
@click.option("--why", metavar="TEXT", help="What is to be said of it.")
@by_option
@store_option
def resolve(
    entry: int,
    verdict: Verdict,
    words: str | None,
    story: str | None,
    url: str | None,
    why: str | None,
    by: str,
    store: StoreName,
) -> None:
    """Say what came of ENTRY; a later verdict corrects an earlier one.

    true, partly, false: it came so, or not. withdrawn, revised: the speaker took it back, or said it otherwise. These
    need evidence: --words, with the --story or --url that has them. ambiguous, void (its condition was not met) and
    unresolvable need a reason: --why.
    """
    resolution = Resolution(verdict, _evidence(words, story, url, store), why)
    with Writer(store) as writer:
        writer.resolve(entry, resolution, by)
    click.echo(f"entry {entry}: {verdict}", err=True)


def _evidence(words: str | None, story: str | None, url: str | None, store: StoreName) -> Evidence | None:
    if words is None and story is None and url is None:
        return None
    if words is None or (story is None) == (url is None):
        raise click.UsageError("evidence is --words, and either the --story or the --url that has them")
    if story is None:
        return Evidence(words, url=url)
    with View(store) as view:
        return evidence_in(view.record(story).story, words)


@ledger.command(short_help="All that was done, with who and when.")
@click.argument("entry", type=int, required=False)
@click.option("--json", "as_json", is_flag=True, help="One row a line as JSON.")
@store_option
def history(entry: int | None, as_json: bool, store: StoreName) -> None:
    """The rows of the ledger, or of ENTRY, in the order made."""
    with View(store) as view:
        rows = [row for row in view.ledger_rows() if entry is None or row.entry == entry]
    if not rows and entry is not None:
        raise NotFound(f"no entry {entry} in the ledger")
    if as_json:
        for row in rows:
            click.echo(to_json(row))
    else:
        printer().print(history_view(rows))


@ledger.command(short_help="How many came true, where that can be told.")
@click.option("--per", type=click.Choice(get_args(Per)), default="speaker", show_default=True, help="Whose scores.")
@click.option("--json", "as_json", is_flag=True, help="One score a line as JSON.")
@store_option
def score(per: Per, as_json: bool, store: StoreName) -> None:
    """How many of each speaker's outlooks came true, each kind for itself; or of an outlet's, or of those so worded.

    A rate is told only of those of whom ten or more were judged; one told in several stories counts once.
    """
    with View(store) as view:
        scores = scores_of(view.ledger(str(date.today())), per)
    if as_json:
        for one in scores:
            click.echo(to_json(one))
    elif scores:
        printer().print(score_table(scores))
    else:
        click.echo("nothing is followed", err=True)
