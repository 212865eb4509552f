"""onrecord watch: searches that are saved, and what is new of them"""

from __future__ import annotations

import click

from onrecord.cli.search import WORDS_MAY_START_WITH_MINUS
from onrecord.cli.shared import WordsOrCommand, by_option, printer, store_option
from onrecord.errors import NotFound
from onrecord.keep import StoreName, View, Writer
from onrecord.model.as_json import to_json
from onrecord.model.saved import SavedSearch
from onrecord.show import hit_view, news_atom, news_mail


@click.group(cls=WordsOrCommand, short_help="Saved searches, and what is new of them.")
def watch() -> None:
    """What is new of saved searches since you last looked: `onrecord watch`."""


@watch.command("list", short_help="What is new since the last look.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "atom", "mail"]), default="text", show_default=True
)
@click.option("--json", "form", flag_value="json", help="The same as --format json: a hit a line.")
@click.option("--atom", "form", flag_value="atom", help="The same as --format atom.")
@click.option("--mail", "form", flag_value="mail", help="An e-mail of plain text, for a mailer such as sendmail -t.")
@click.option("--to", metavar="ADDRESS", help="Whom the e-mail is to.")
@click.option("--peek", is_flag=True, help="Look without having looked: the same is new the next time.")
@store_option
def list_news(names: tuple[str, ...], form: str, to: str | None, peek: bool, store: StoreName) -> None:
    """What the saved searches, or those of some NAMEs, find among the stories kept since the last look."""
    with View(store) as view:
        saved = {search.name: search for search in view.searches()}
        if missing := [name for name in names if name not in saved]:
            raise NotFound(f"no saved search {missing[0]!r}; there are {', '.join(saved) or 'none'}")
        news = [(saved[name], view.new_of(saved[name])) for name in names or saved]
    if form == "atom":
        click.echo(news_atom(news).decode())
    elif form == "mail":
        click.echo(news_mail(news, to).decode().replace("\r\n", "\n"), nl=False)
    for search, hits in news if form in ("text", "json") else []:
        if form == "text" and hits:
            click.echo(f"{search.name}: {len(hits)} new")
        for hit in hits:
            if form == "json":
                click.echo(to_json({"search": search.name, "story": hit.story, "spans": hit.spans}))
            else:
                printer().print(hit_view(hit))
    if not saved:
        click.echo("no saved searches; `onrecord watch add NAME WORDS` saves one", err=True)
    elif not any(hits for _, hits in news):
        click.echo("nothing new", err=True)
    if not peek:
        with Writer(store) as writer:
            for search, _ in news:
                writer.look(search.name)


@watch.command(short_help="Save a search.", context_settings=WORDS_MAY_START_WITH_MINUS)
@click.argument("name")
@click.argument("words", nargs=-1, required=True)
@by_option
@store_option
def add(name: str, words: tuple[str, ...], by: str, store: StoreName) -> None:
    """Save the search for WORDS under NAME; words as in `onrecord search`, with speaker:, outlet: and the like."""
    line = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    with Writer(store) as writer:
        writer.save_search(SavedSearch(name, line, by))
    click.echo(f"{name} is saved: {line}", err=True)


@watch.command("searches", short_help="The saved searches.")
@store_option
def list_searches(store: StoreName) -> None:
    """The saved searches by name, with how many new stories each has."""
    with View(store) as view:
        for search in view.searches():
            click.echo(f"{search.name}: {search.words}  ({len(view.new_of(search))} new, by {search.who})")


@watch.command(short_help="Forget a search.")
@click.argument("name")
@store_option
def remove(name: str, store: StoreName) -> None:
    """Forget the saved search NAME."""
    with Writer(store) as writer:
        writer.forget_search(name)
    click.echo(f"{name} is forgotten", err=True)
