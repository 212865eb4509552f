"""onrecord serve"""

from __future__ import annotations

import webbrowser
from pathlib import Path
from threading import Timer

import click
import uvicorn

from onrecord.cli.shared import by_option, store_option
from onrecord.encode import Encoder
from onrecord.errors import PageError
from onrecord.keep import Writer
from onrecord.run import read_content
from onrecord.show.web import Reader, make_app

HOST = "127.0.0.1"


@click.command(short_help="Open the archive in a browser.")
@click.option("--port", type=click.IntRange(1, 65535), default=8321, show_default=True, help="The port of the address.")
@click.option("--open", "show", is_flag=True, help="Open a browser at it.")
@by_option
@store_option
def serve(port: int, show: bool, by: str, store: Path) -> None:
    """Open the store as a reading room in a browser of this machine, until it is stopped with Ctrl-C.

    Only this machine reaches it. What is followed, resolved or judged there is kept under --by.
    """
    with Writer(store):
        pass  # made or brought up to date before anybody reads from it
    address = f"http://{HOST}:{port}/"
    click.echo(f"The reading room is at {address}; Ctrl-C closes it.", err=True)
    if show:
        Timer(1, webbrowser.open, [address]).start()
    app = make_app(store, reader_of(store, Encoder()), by)
    uvicorn.run(app, host=HOST, port=port, log_level="warning", server_header=False)


def reader_of(store: Path, encoder: Encoder) -> Reader:
    """What reads a page that is handed in, keeps it and gives its story's id; raises PageError where it is none."""

    def reader(content: bytes, name: str | None) -> str:
        with Writer(store) as writer:
            reading = read_content(content, name, encoder, writer)
        if reading.record is None or reading.outcome is None:
            raise PageError(f"{name or 'this text'}: {reading.problem}")
        return reading.record.story.id

    return reader
