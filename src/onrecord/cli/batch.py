"""onrecord batch"""

from __future__ import annotations

import os
import time
from pathlib import Path

import click

from onrecord.cli.read import mapping_option
from onrecord.cli.shared import FINISHED_WITH_REMARKS, printer, remark, with_progress
from onrecord.errors import InputError


def _told(paths: tuple[str, ...]) -> str:
    return paths[0] if len(paths) == 1 else f"{paths[0]} and {len(paths) - 1} more"


@click.command(short_help="Archives to a folder of Parquet tables.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder of tables.")
@click.option("--workers", type=click.IntRange(1), default=os.cpu_count() or 1, help="[default: one a processor]")
@click.option("--on", metavar="ENGINE", help="A Ray cluster, ray://HOST:PORT. [default: processes here]")
@mapping_option
def batch(inputs: tuple[str, ...], out: Path, workers: int, on: str | None, mapping: dict[str, str] | None) -> None:
    """Read archives (WARC, Parquet, JSON lines, anything that `onrecord read` takes) into a folder of Parquet tables.

    Each archive is a shard, read by one worker, and so are the pages of a folder, in up to sixteen; each has its own
    file in each of the tables stories, statements, actors, moments, events, outlooks, pages and problems. A shard that
    was read before is not read again, so that a run that was stopped goes on; a worker that dies costs one try of its
    shard. `onrecord load` puts the tables into a store.
    """
    try:
        from onrecord.run.batch import Done, plan_of, run_batch
    except ImportError as error:
        raise InputError(f"tables need pyarrow: pip install 'onrecord[parquet]' ({error})") from None
    shards = plan_of(inputs, out, mapping)
    counts = {"stories": 0, "statements": 0, "problems": 0}
    before = failed = 0
    started = time.monotonic()
    for outcome in with_progress(run_batch(shards, workers, on), len(shards), "Reading", printer()):
        if not isinstance(outcome, Done):
            failed += 1
            remark(_told(outcome.shard.paths), outcome.why)
        elif outcome.before:
            before += 1
        else:
            counts = {name: number + outcome.mark[name] for name, number in counts.items()}
            if outcome.mark["problems"]:
                remark(_told(outcome.shard.paths), f"{outcome.mark['problems']} problems, in the table problems")
    spent = time.monotonic() - started
    told = f"{len(shards)} shards: {len(shards) - before - failed} read, {before} read before, {failed} failed; "
    told += f"{counts['stories']} stories, {counts['statements']} statements"
    if counts["stories"]:
        told += f", {counts['stories'] / spent:.1f} stories a second"
    click.echo(told, err=True)
    if failed or counts["problems"]:
        raise click.exceptions.Exit(FINISHED_WITH_REMARKS)
