"""Options that limit what a search or an export looks at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from onrecord.errors import InputError
from onrecord.keep import Filters, check_day

_Command = TypeVar("_Command", bound=Callable[..., Any])


def filter_options(command: _Command) -> _Command:
    """--outlet, --since, --until and --source."""
    for option in (
        click.option("--source", metavar="NAME", help="Only what sources of this name say."),
        click.option(
            "--until", metavar="DAY", help="Published on or before 2024-03-18, or in or before 2024-03, 2024."
        ),
        click.option("--since", metavar="DAY", help="Published on or after this day, month or year."),
        click.option("--outlet", metavar="NAME", help="Only outlets whose name holds this."),
    ):
        command = option(command)
    return command


def filters(outlet: str | None, since: str | None, until: str | None, source: str | None) -> Filters:
    """The filters of a command line; raises a usage error on a day that is none."""
    try:
        return Filters(outlet, check_day(since), check_day(until), source)
    except InputError as error:
        raise click.UsageError(str(error)) from None
