"""onrecord corrections: what people say of statements and passages"""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import click

from onrecord.annotate.by_hand import moment_meant, parts_marked, somebody
from onrecord.cli.shared import WordsOrCommand, by_option, printer, store_option
from onrecord.errors import NotFound
from onrecord.keep import StoreName, View, Writer
from onrecord.model.actor import ActorKind
from onrecord.model.as_json import to_json
from onrecord.model.correction import CHANGES, Correction
from onrecord.model.record import Record
from onrecord.model.span import line_of, only_place_of
from onrecord.model.statement import Statement
from onrecord.show import correction_view


@click.group(cls=WordsOrCommand, short_help="Correct speakers, words and dates; add, reject, note, undo.")
def corrections() -> None:
    """What people said of statements and passages: `onrecord corrections`.

    A correction lies beside what was found, with name and time, holds when the story is read anew, and can be undone.
    """


@corrections.command("list", short_help="All corrections, with who and when.")
@click.option("--json", "as_json", is_flag=True, help="One correction a line as JSON.")
@store_option
def list_corrections(as_json: bool, store: StoreName) -> None:
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


_kind_option = click.option(
    "--is-a",
    "kind",
    type=click.Choice(get_args(ActorKind)),
    help="What the speaker is, where nobody in the story goes by that name yet.",
)


@corrections.command(short_help="Say who says a statement.")
@click.argument("story")
@click.argument("statement")
@click.argument("name", required=False)
@_kind_option
@by_option
@store_option
def speaker(story: str, statement: str, name: str | None, kind: ActorKind | None, by: str, store: StoreName) -> None:
    """Say that STATEMENT, by its number in `onrecord show STORY`, is said by NAME, an actor of the story.

    Without NAME it is said by nobody known.
    """
    with View(store) as view:
        record = view.record(story)
    found = _statement(record, statement)
    actor = somebody(record.story.text, name, kind) if name and kind else None
    _correct(store, Correction("speaker", by, record.story.id, found.cue, found.content, name, actor=actor))


def _part_options(command: Callable[..., None]) -> Callable[..., None]:
    """Options for the words of a statement, each once for every stretch."""
    for part, what in (("content", "what is said"), ("cue", "the word that says so"), ("source", "who is named")):
        command = click.option(f"--{part}", multiple=True, metavar="TEXT", help=f"Its {part}: {what}.")(command)
    return command


@corrections.command(short_help="Say which words a statement is.")
@click.argument("story")
@click.argument("statement")
@_part_options
@by_option
@store_option
def words(
    story: str,
    statement: str,
    source: tuple[str, ...],
    cue: tuple[str, ...],
    content: tuple[str, ...],
    by: str,
    store: StoreName,
) -> None:
    """Say which words of STORY are source, cue and content of STATEMENT; what is not given stays.

    An option stands once for each stretch of words that belongs to it.
    """
    with View(store) as view:
        record = view.record(story)
    found, text = _statement(record, statement), record.story.text
    near = (found.content or found.cue or found.source)[0][0]
    given = ((source, found.source), (cue, found.cue), (content, found.content))
    parts = parts_marked(text, near, *(new or [text[start:end] for start, end in old] for new, old in given))
    _correct(store, Correction("words", by, record.story.id, found.cue, found.content, parts=parts))


@corrections.command(short_help="Add a statement that was missed.")
@click.argument("story")
@_part_options
@click.option("--speaker", "name", metavar="NAME", help="The actor of the story who says it.")
@_kind_option
@by_option
@store_option
def missed(
    story: str,
    source: tuple[str, ...],
    cue: tuple[str, ...],
    content: tuple[str, ...],
    name: str | None,
    kind: ActorKind | None,
    by: str,
    store: StoreName,
) -> None:
    """Add a statement of STORY that was not found, by its words.

    Words that stand in several places are taken where they stand nearest to those of --content.
    """
    with View(store) as view:
        told = view.record(story).story
    if not content:
        raise click.UsageError("give the words that are said, with --content")
    near = only_place_of(told.text, content[0])[0]
    parts = parts_marked(told.text, near, source, cue, content)
    actor = somebody(told.text, name, kind) if name and kind else None
    _correct(store, Correction("missed", by, told.id, parts.cue, parts.content, name, parts=parts, actor=actor))


@corrections.command(short_help="Say what a time expression means.")
@click.argument("story")
@click.argument("words")
@click.argument("value")
@by_option
@store_option
def date(story: str, words: str, value: str, by: str, store: StoreName) -> None:
    """Say that the time expression WORDS of STORY means VALUE: 2024-03-18, 2024-03, 2024 or 2024-03/2024-05."""
    with View(store) as view:
        record = view.record(story)
    moment = next((m for m in record.moments if line_of(record.story.text, (m.span,)) == words), None)
    if moment is None:
        raise NotFound(f"no time expression {words!r} in the story")
    meant = moment_meant(moment, value)
    _correct(store, Correction("date", by, record.story.id, content=(moment.span,), moment=meant))


@corrections.command(short_help="Say that something is no statement.")
@click.argument("story")
@click.argument("statement")
@by_option
@store_option
def reject(story: str, statement: str, by: str, store: StoreName) -> None:
    """Say that STATEMENT, by its number in `onrecord show STORY`, is none."""
    with View(store) as view:
        record = view.record(story)
    found = _statement(record, statement)
    _correct(store, Correction("reject", by, record.story.id, found.cue, found.content))


@corrections.command(short_help="Say what changed since the speaker said the same before.")
@click.argument("story")
@click.argument("statement")
@click.argument("change", type=click.Choice([*CHANGES, "nothing"]))
@by_option
@store_option
def change(story: str, statement: str, change: str, by: str, store: StoreName) -> None:
    """Say that STATEMENT is repeated, softened, hardened or reversed since it was said before, or nothing of the kind.

    `onrecord positions` proposes what changed; what is said so stands in its place.
    """
    with View(store) as view:
        record = view.record(story)
    found = _statement(record, statement)
    name = None if change == "nothing" else change
    _correct(store, Correction("change", by, record.story.id, found.cue, found.content, name))


@corrections.command(short_help="Note something on a passage.")
@click.argument("story")
@click.argument("words")
@click.option("--on", "passage", metavar="TEXT", required=True, help="The words of the story that the note is on.")
@by_option
@store_option
def note(story: str, words: str, passage: str, by: str, store: StoreName) -> None:
    """Note WORDS on a passage of STORY."""
    with View(store) as view:
        told = view.record(story).story
    _correct(store, Correction("note", by, told.id, content=(only_place_of(told.text, passage),), words=words))


@corrections.command(short_help="Take a correction back.")
@click.argument("number", type=int)
@by_option
@store_option
def undo(number: int, by: str, store: StoreName) -> None:
    """Take back the correction of that NUMBER."""
    with Writer(store) as writer:
        writer.undo_correction(number, by)
    click.echo(f"correction {number} holds no more", err=True)


def _statement(record: Record, name: str) -> Statement:
    found = next((s for s in record.statements if s.id in (name, f"s{name}")), None)
    if found is None:
        raise NotFound(f"no statement {name!r} in the story; `onrecord show` lists them")
    return found


def _correct(store: StoreName, correction: Correction) -> None:
    with Writer(store) as writer:
        number = writer.correct(correction)
    click.echo(f"kept as correction {number}", err=True)
