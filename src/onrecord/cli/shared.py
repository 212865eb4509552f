"""Options and consoles that several commands share."""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from onrecord.settings import store_name

if TYPE_CHECKING:
    from onrecord.keep import StoreName

FINISHED_WITH_REMARKS = 3

_Item = TypeVar("_Item")


class _StoreName(click.ParamType):  # type: ignore[type-arg]
    """A file of SQLite, or the address of a database of PostgreSQL."""

    name = "store"

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> StoreName:
        """The name of a store as it is given."""
        if isinstance(value, Path) or str(value).startswith(("postgresql://", "postgres://")):
            return value  # type: ignore[no-any-return]
        path: Path = click.Path(path_type=Path, dir_okay=False).convert(value, param, context)
        return path


STORE_NAME = _StoreName()

store_option = click.option(
    "--store",
    type=STORE_NAME,
    default=store_name,
    metavar="STORE",
    help="The store: a file, or postgresql://USER@HOST/NAME. [default: a file in your data folder, or $ONRECORD_STORE]",
)


class WordsOrCommand(click.Group):
    """A group whose first word may be no command: then all words go to its command `list`."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """`onrecord actors Varga` is `onrecord actors list Varga`."""
        if not args or (args[0] not in self.commands and args[0] not in ("-h", "--help")):
            args = ["list", *args]
        return super().parse_args(context, args)


by_option = click.option("--by", default=getpass.getuser, metavar="NAME", help="Who says so. [default: your user name]")


def printer() -> Console:
    """Standard output, for data; styled where it is a terminal and NO_COLOR is not set."""
    return Console(highlight=False, markup=False, emoji=False)


def remark(path: str, what: str) -> None:
    """One line about one input, on standard error."""
    click.echo(f"{'standard input' if path == '-' else path}: {what}", err=True)


def with_progress(items: Iterable[_Item], total: int | None, doing: str, out: Console) -> Iterator[_Item]:
    """The items, with a bar while somebody watches: under the data in a terminal, else on standard error."""
    console = out if out.is_terminal else Console(stderr=True)
    if not console.is_terminal or total == 1:
        yield from items
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(doing, total=total)
        for item in items:
            progress.advance(task)
            yield item
