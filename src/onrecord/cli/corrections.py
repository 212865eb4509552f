"""onrecord corrections: what people say of statements and passages"""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.shared import WordsOrCommand, by_option, printer, store_option
from onrecord.errors import NotFound
from onrecord.keep import View, Writer
from onrecord.model.as_json import to_json
from onrecord.model.correction import Correction
from onrecord.model.record import Record
from onrecord.model.span import only_place_of
from onrecord.model.statement import Statement
from onrecord.show import correction_view


@click.group(cls=WordsOrCommand, short_help="Say who speaks, what is no statement; notes; undo.")
def corrections() -> None:
    """What people said of statements and passages: `onrecord corrections`.

    A correction lies beside what was found, with name and time, holds when the story is read anew, and can be undone.
    """


@corrections.command("list", short_help="All corrections, with who and when.")
@click.option("--json", "as_json", is_flag=True, help="One correction a line as JSON.")
@store_option
def list_corrections(as_json: bool, store: Path) -> None:
    """All corrections in the order made, those that were undone struck out."""
    with View(store) as view:
        made = view.corrections()
        for correction in made:
            if as_json:
                click.echo(to_json(correction))
            else:
                printer().print(correction_view(correction, view.record(correction.story).story))
    if not made:
        click.echo("none", err=True)


@corrections.command(short_help="Say who says a statement.")
@click.argument("story")
@click.argument("statement")
@click.argument("name", required=False)
@by_option
@store_option
def speaker(story: str, statement: str, name: str | None, by: str, store: Path) -> None:
    """Say that STATEMENT, by its number in `onrecord show STORY`, is said by NAME, an actor of the story.

    Without NAME it is said by nobody known.
    """
    with View(store) as view:
        record = view.record(story)
    found = _statement(record, statement)
    _correct(store, Correction("speaker", by, record.story.id, found.cue, found.content, name))


@corrections.command(short_help="Say that something is no statement.")
@click.argument("story")
@click.argument("statement")
@by_option
@store_option
def reject(story: str, statement: str, by: str, store: Path) -> None:
    """Say that STATEMENT, by its number in `onrecord show STORY`, is none."""
    with View(store) as view:
        record = view.record(story)
    found = _statement(record, statement)
    _correct(store, Correction("reject", by, record.story.id, found.cue, found.content))


@corrections.command(short_help="Note something on a passage.")
@click.argument("story")
@click.argument("words")
@click.option("--on", "passage", metavar="TEXT", required=True, help="The words of the story that the note is on.")
@by_option
@store_option
def note(story: str, words: str, passage: str, by: str, store: Path) -> None:
    """Note WORDS on a passage of STORY."""
    with View(store) as view:
        told = view.record(story).story
    _correct(store, Correction("note", by, told.id, content=(only_place_of(told.text, passage),), words=words))


@corrections.command(short_help="Take a correction back.")
@click.argument("number", type=int)
@by_option
@store_option
def undo(number: int, by: str, store: Path) -> None:
    """Take back the correction of that NUMBER."""
    with Writer(store) as writer:
        writer.undo_correction(number, by)
    click.echo(f"correction {number} holds no more", err=True)


def _statement(record: Record, name: str) -> Statement:
    found = next((s for s in record.statements if s.id in (name, f"s{name}")), None)
    if found is None:
        raise NotFound(f"no statement {name!r} in the story; `onrecord show` lists them")
    return found


def _correct(store: Path, correction: Correction) -> None:
    with Writer(store) as writer:
        number = writer.correct(correction)
    click.echo(f"kept as correction {number}", err=True)
