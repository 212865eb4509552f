"""onrecord users: who may come into the reading room"""

from __future__ import annotations

from typing import get_args

import click

from onrecord.cli.shared import WordsOrCommand, store_option
from onrecord.keep import StoreName, View, Writer
from onrecord.model.as_json import to_json
from onrecord.model.user import Role

_role = click.option("--role", type=click.Choice(get_args(Role)), default="editor", show_default=True)
_password = click.password_option(help="At least ten characters. [default: asked for]")


@click.group(cls=WordsOrCommand, short_help="Who may come into the reading room.")
def users() -> None:
    """Who may come into the reading room: `onrecord users`.

    A store without users is open to everybody on this machine and to no other; from the first user on all sign in. A
    reader reads, an editor also works on the record, an admin also says who the users are.
    """


@users.command("list", short_help="The users and their roles.")
@click.option("--json", "as_json", is_flag=True, help="One user a line as JSON.")
@store_option
def list_users(as_json: bool, store: StoreName) -> None:
    """The users by name, with their roles."""
    with View(store) as view:
        known = view.users()
    for user in known:
        click.echo(to_json(user) if as_json else f"{user.name}  {user.role}  since {user.made_at[:10]}")
    if not known:
        click.echo("none: everybody on this machine may come in", err=True)


@users.command(short_help="Let somebody in.")
@click.argument("name")
@_role
@_password
@store_option
def add(name: str, role: Role, password: str, store: StoreName) -> None:
    """Let NAME in; the first is an admin."""
    with Writer(store) as writer:
        writer.add_user(name, role, password)
    click.echo(f"{name} may come in as {role}", err=True)


@users.command(short_help="Give somebody another role.")
@click.argument("name")
@click.argument("role", type=click.Choice(get_args(Role)))
@store_option
def role(name: str, role: Role, store: StoreName) -> None:
    """Make NAME a reader, an editor or an admin."""
    with Writer(store) as writer:
        writer.change_user(name, role)
    click.echo(f"{name} is {role}", err=True)


@users.command(short_help="Give somebody another password.")
@click.argument("name")
@_password
@store_option
def password(name: str, password: str, store: StoreName) -> None:
    """Give NAME another password, and sign them out everywhere."""
    with Writer(store) as writer:
        writer.change_user(name, password=password)
    click.echo(f"{name} has a new password", err=True)


@users.command(short_help="Let somebody in no more.")
@click.argument("name")
@store_option
def remove(name: str, store: StoreName) -> None:
    """Let NAME in no more; what they did stays under their name."""
    with Writer(store) as writer:
        writer.remove_user(name)
    click.echo(f"{name} may come in no more", err=True)
