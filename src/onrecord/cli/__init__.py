"""The command line: one file a command; errors become exit codes here.

Exit status: 0 all well, 1 failed, 2 wrong usage, 3 finished, but something is to be said of some inputs.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from onrecord.errors import OnRecordError
from onrecord.version import __version__

COMMANDS = (
    "actors",
    "annotate",
    "batch",
    "check",
    "corrections",
    "export",
    "follow",
    "ledger",
    "load",
    "outlooks",
    "positions",
    "read",
    "said",
    "search",
    "serve",
    "show",
    "store",
    "timeline",
    "users",
    "watch",
)


class Commands(click.Group):
    """The commands, each imported when it is run, so that none waits for the libraries of another."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Their names."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of that name."""
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"onrecord.cli.{name}"), name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="onrecord")
def cli() -> None:
    """Read news stories and put on record who said what, each finding tied to the exact characters that say it."""


def main() -> None:
    """Run a command; whatever goes wrong is one line on standard error."""
    try:
        sys.exit(cli.main(standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        sys.exit(130)
    except OnRecordError as error:
        click.echo(f"onrecord: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output went away; nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        click.echo(f"onrecord: {error.strerror or error}", err=True)
        sys.exit(1)
