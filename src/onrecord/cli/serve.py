"""onrecord serve"""

from __future__ import annotations

import webbrowser
from threading import Timer

import click
import uvicorn

from onrecord.cli.shared import by_option, store_option
from onrecord.encode import Encoder
from onrecord.errors import InputError, PageError
from onrecord.keep import StoreName, View, Writer
from onrecord.run import read_content
from onrecord.show.web import Reader, make_app

HOST = "127.0.0.1"
_EVERYWHERE = ("0.0.0.0", "::")


@click.command(short_help="Open the archive in a browser.")
@click.option("--port", type=click.IntRange(1, 65535), default=8321, show_default=True, help="The port of the address.")
@click.option("--host", default=HOST, show_default=True, help="The address to listen at; another needs users.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A name by which other machines reach it.")
@click.option("--open", "show", is_flag=True, help="Open a browser at it.")
@by_option
@store_option
def serve(port: int, host: str, names: tuple[str, ...], show: bool, by: str, store: StoreName) -> None:
    """Open the store as a reading room in a browser of this machine, until it is stopped with Ctrl-C.

    Only this machine reaches it, and what is followed, resolved or judged there is kept under --by, unless the store
    has users (`onrecord users add`): then all sign in, their work is kept under their names, and --host may open it to
    other machines. Put a proxy with TLS in front of it there.
    """
    with Writer(store):
        pass  # made or brought up to date before anybody reads from it
    with View(store) as view:
        if host not in (HOST, "localhost", "::1") and not view.users():
            raise InputError(f"other machines may reach {host}: say first who may come in, with `onrecord users add`")
    address = f"http://{names[0] if names else host}:{port}/"
    click.echo(f"The reading room is at {address}; Ctrl-C closes it.", err=True)
    if show:
        Timer(1, webbrowser.open, [address]).start()
    hosts = (host, *names) if names or host not in _EVERYWHERE else ("*",)
    app = make_app(store, reader_of(store, Encoder()), by, hosts)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)


def reader_of(store: StoreName, encoder: Encoder) -> Reader:
    """What reads a page that is handed in, keeps it and gives its story's id; raises PageError where it is none."""

    def reader(content: bytes, name: str | None) -> str:
        with Writer(store) as writer:
            reading = read_content(content, name, encoder, writer)
        if reading.record is None or reading.outcome is None:
            raise PageError(f"{name or 'this text'}: {reading.problem}")
        return reading.record.story.id

    return reader
