"""onrecord annotate"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.cli.shared import FINISHED_WITH_REMARKS, printer, remark, with_progress
from onrecord.encode import Encoder
from onrecord.errors import InputError
from onrecord.run import annotate_lines


@click.command(short_help="JSON lines or plain text in, one record a line out.")
@click.argument("paths", nargs=-1, metavar="[FILE]...")
def annotate(paths: tuple[str, ...]) -> None:
    """Write one record a line for stories in JSON lines or plain text; no store, no network.

    FILE is a file or -, standard input, which is also read where none is named. A JSON line has "text", and
    may have "id", "headline", "outlet", "url", "published" and "language". The text is taken as it is, and
    offsets count its code points.
    """
    encoder = Encoder()
    remarks = 0
    out = sys.stdout.buffer
    for path in paths or ("-",):
        try:
            with sys.stdin.buffer if path == "-" else Path(path).open("rb") as stream:
                lines = annotate_lines(stream, encoder)
                for line in lines if out.isatty() else with_progress(lines, None, "Annotating", printer()):
                    if isinstance(line, InputError):
                        remark(path, str(line))
                        remarks += 1
                    else:
                        out.write(line.encode("utf-8") + b"\n")
                        out.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            remark(path, (error.strerror or str(error)).lower())
            remarks += 1
    if remarks:
        raise click.exceptions.Exit(FINISHED_WITH_REMARKS)
