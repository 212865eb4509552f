"""onrecord actors: the list, and people's judgements of who is who"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TextIO, TypeVar, get_args

import click

from onrecord.cli.shared import FINISHED_WITH_REMARKS, WordsOrCommand, by_option, printer, remark, store_option
from onrecord.errors import InputError, NotFound
from onrecord.keep import Known, StoreName, View, Writer
from onrecord.model.actor import ActorKind
from onrecord.model.as_json import to_json
from onrecord.model.judgement import Judgement
from onrecord.show import actor_table, counted, judgement_line, proposal_view, read_names, write_actors

_Command = TypeVar("_Command", bound=Callable[..., Any])


@click.group(cls=WordsOrCommand, short_help="Who is in the store; merge, split, rename, undo.")
def actors() -> None:
    """Who is in the store, those who say most first: `onrecord actors [WORDS]`.

    Actors of several stories are taken for one where their full names are the same and nothing that is said of them
    contradicts. What a person judges beyond that is kept with name and time, is never undone by reading a story
    anew, and can be taken back.
    """


def _judges(command: _Command) -> _Command:
    """--by and --preview."""
    preview = click.option("--preview", is_flag=True, help="Say what would change, and change nothing.")
    return by_option(preview(command))


@actors.command("list", short_help="Actors whose names hold WORDS.")
@click.argument("words", nargs=-1)
@click.option("--kind", type=click.Choice(get_args(ActorKind)), help="Only actors of this kind.")
@click.option("--all", "everybody", is_flag=True, help="Those without a name too.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="The most actors to list.")
@click.option("--json", "form", flag_value="json", help="One actor a line as JSON.")
@click.option("--csv", "form", flag_value="csv", help="An actor a row; `onrecord actors import` reads it back.")
@store_option
def list_actors(
    words: tuple[str, ...], kind: str | None, everybody: bool, limit: int, form: str | None, store: StoreName
) -> None:
    """Actors whose names hold WORDS, with their kind and the number of their statements and stories."""
    with View(store) as view:
        found = view.actors(" ".join(words) or None, kind, everybody, limit)
    if form == "csv":
        write_actors(found, sys.stdout)
    elif form == "json":
        for actor in found:
            click.echo(to_json(actor))
    elif found:
        printer().print(actor_table(found))
    if not found:
        click.echo("nobody found", err=True)
    elif len(found) == limit:
        click.echo(f"the first {limit}; --limit shows more", err=True)


@actors.command(short_help="Say that one actor is another.")
@click.argument("actor")
@click.argument("into")
@_judges
@store_option
def merge(actor: str, into: str, by: str, preview: bool, store: StoreName) -> None:
    """Say that ACTOR is INTO; both keep their names, and INTO's is shown."""
    with View(store) as view:
        one, other = view.actor(actor), view.actor(into)
    if one.identity == other.identity:
        raise NotFound(f"{actor!r} and {into!r} are one already: {one.name}")
    says = f"{_counted(one)} {'would join' if preview else 'joined'} {_counted(other)}"
    _judge(store, Judgement("merge", by, one.identity, other.identity), says, preview)


@actors.command(short_help="Say that in some stories it is another.")
@click.argument("actor")
@click.argument("stories", nargs=-1, required=True, metavar="STORY...")
@click.option("--name", metavar="NAME", help="What the other is called. [default: as the stories do]")
@_judges
@store_option
def split(actor: str, stories: tuple[str, ...], name: str | None, by: str, preview: bool, store: StoreName) -> None:
    """Say that ACTOR in each STORY is somebody else of that name."""
    with View(store) as view:
        known = view.actor(actor)
        ids = tuple(view.record(story).story.id for story in stories)
        among = {story.id for story in view.stories_of(known.identity)}
    if missing := [story for story, full in zip(stories, ids, strict=True) if full not in among]:
        raise NotFound(f"{known.name} is not in {', '.join(missing)}")
    says = f"{known.name} of {len(ids)} of {known.stories} stories {'would be' if preview else 'is'} another"
    _judge(store, Judgement("split", by, known.identity, name=name, stories=ids), says, preview)


@actors.command(short_help="Say what an actor is called.")
@click.argument("actor")
@click.argument("name")
@_judges
@store_option
def rename(actor: str, name: str, by: str, preview: bool, store: StoreName) -> None:
    """Say that ACTOR is called NAME; its other names still find it."""
    with View(store) as view:
        known = view.actor(actor)
    says = f"{_counted(known)} {'would be' if preview else 'is'} called {name}"
    _judge(store, Judgement("rename", by, known.identity, name=name), says, preview)


@actors.command(short_help="Say by what other names an actor goes.")
@click.argument("actor")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@_judges
@store_option
def names(actor: str, names: tuple[str, ...], by: str, preview: bool, store: StoreName) -> None:
    """Say that ACTOR goes by each NAME too; who is called so in any story is it from now on."""
    with View(store) as view:
        known = view.actor(actor)
    says = f"{_counted(known)} {'would go' if preview else 'goes'} by {', '.join(names)} too"
    _judge(store, Judgement("names", by, known.identity, names=names), says, preview)


@actors.command(short_help="Take a judgement back.")
@click.argument("number", type=int, required=False)
@_judges
@store_option
def undo(number: int | None, by: str, preview: bool, store: StoreName) -> None:
    """Take back the judgement of that NUMBER, or the last one that holds."""
    with View(store) as view:
        holding = [j for j in view.judgements() if not j.undone and j.kind != "undo"]
    chosen = next((j for j in reversed(holding) if number in (None, j.number)), None)
    if chosen is None:
        raise NotFound("no judgement to undo" if number is None else f"no judgement {number} that holds")
    printer().print(judgement_line(chosen))
    says = f"judgement {chosen.number} {'would hold' if preview else 'holds'} no more"
    _judge(store, Judgement("undo", by, undoes=chosen.number), says, preview)


@actors.command(short_help="Pairs that may be one.")
@click.option("--apart", nargs=2, metavar="ACTOR OTHER", help="Say that these two are not one.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="The most pairs to show.")
@_judges
@store_option
def review(apart: tuple[str, str] | None, limit: int, by: str, preview: bool, store: StoreName) -> None:
    """Pairs of actors whose names are alike but not enough to be merged without a person.

    `onrecord actors merge` says that two are one, --apart that they are not.
    """
    with View(store) as view:
        if apart is None:
            found = view.proposals(limit)
            printer().print(proposal_view(found))
            click.echo(
                f"{len(found)} {'pair' if len(found) == 1 else 'pairs'} to review" if found else "nothing to review",
                err=True,
            )
            return
        one, other = (view.actor(name) for name in apart)
    says = f"{_counted(one)} and {_counted(other)} {'would be' if preview else 'are'} apart"
    _judge(store, Judgement("apart", by, one.identity, other.identity), says, preview)


@actors.command(short_help="All judgements, with who and when.")
@store_option
def history(store: StoreName) -> None:
    """All judgements in the order made, those that were undone struck out."""
    with View(store) as view:
        for judgement in view.judgements():
            printer().print(judgement_line(judgement))


@actors.command("import", short_help="Take names from a CSV list.")
@click.argument("file", type=click.File(encoding="utf-8-sig"))
@_judges
@store_option
def import_names(file: TextIO, by: str, preview: bool, store: StoreName) -> None:
    """Take names from a CSV list: name, kind, other names (between semicolons), wikidata.

    Who goes by a listed name in the store is called so from now on, goes by the other names too, and has the
    Wikidata id. A line that fits nobody, or several, is named, and the exit status is 3.
    """
    remarks = 0
    for listed in list(read_names(file)):
        try:
            with View(store) as view:
                known = view.actor(listed.name)
            if known.kind != listed.kind:
                raise NotFound(f"{listed.name} is a {known.kind} in the store, not a {listed.kind}")
        except NotFound as error:
            remark(file.name, f"line {listed.line}: {error}")
            remarks += 1
            continue
        name = listed.name if known.name != listed.name else None
        judgement = Judgement("names", by, known.identity, name=name, names=listed.names, wikidata=listed.wikidata)
        if name or set(listed.names) - set(known.names) or listed.wikidata != known.wikidata:
            says = f"{_counted(known)} {'would be' if preview else 'is'} {listed.name}"
            _judge(store, judgement, says, preview)
    if remarks:
        raise click.exceptions.Exit(FINISHED_WITH_REMARKS)


def _judge(store: StoreName, judgement: Judgement, says: str, preview: bool) -> None:
    """Add a judgement, unless it is a preview, and say what it does."""
    if not judgement.who.strip():
        raise InputError("a judgement needs to say whose it is: --by NAME")
    if preview:
        click.echo(says)
        return
    with Writer(store) as writer:
        number = writer.judge(judgement)
    click.echo(f"{number}: {says}")


def _counted(known: Known) -> str:
    return f"{known.name} ({counted(known)})"
