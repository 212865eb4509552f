"""Workers that are processes of this machine: one that dies costs a try of its shard, not the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from onrecord.run.batch.plan import Done, Failed, Outcome
from onrecord.run.batch.shard import Shard, read_shard

TRIES = 3
"""How often a shard is given to a worker that dies over it."""


def read_in_processes(shards: Iterable[Shard], workers: int) -> Iterator[Outcome]:
    """Read shards by some processes, each with one shard at a time."""
    waiting, tries = list(shards)[::-1], dict[str, int]()
    pool: dict[Connection, tuple[BaseProcess, Shard | None]] = {}
    try:
        while waiting or any(shard for _, shard in pool.values()):
            for free in [connection for connection, (_, shard) in pool.items() if shard is None]:
                if waiting:
                    _give(pool, free, waiting.pop())
            while waiting and len(pool) < workers:
                _give(pool, _start(pool), waiting.pop())
            for ready in wait([connection for connection, (_, shard) in pool.items() if shard]):
                assert isinstance(ready, Connection)
                process, shard = pool[ready]
                assert shard is not None
                try:
                    mark, why = ready.recv()
                except (EOFError, OSError):
                    del pool[ready]
                    process.join()
                    tries[shard.name] = tries.get(shard.name, 0) + 1
                    if tries[shard.name] < TRIES:
                        waiting.append(shard)
                    else:
                        yield Failed(shard, f"its worker died {TRIES} times (exit status {process.exitcode})")
                    continue
                pool[ready] = process, None
                yield Failed(shard, why) if why else Done(shard, mark)
    finally:
        for connection, (process, shard) in pool.items():
            if shard is not None:
                process.terminate()
            connection.close()
            process.join()


def _start(pool: dict[Connection, tuple[BaseProcess, Shard | None]]) -> Connection:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    pool[ours] = process, None
    return ours


def _give(pool: dict[Connection, tuple[BaseProcess, Shard | None]], worker: Connection, shard: Shard) -> None:
    pool[worker] = pool[worker][0], shard
    with suppress(OSError):  # it died while it was idle; the wait for its answer ends at once and says so
        worker.send(shard)


def _work(connection: Any) -> None:
    """Read shards as they come, until there are no more."""
    while True:
        try:
            shard: Shard = connection.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            connection.send((read_shard(shard), None))
        except Exception as error:  # whatever it is, it is of this shard; the others go on
            connection.send((None, reason_of(error)))


def reason_of(error: BaseException) -> str:
    """What went wrong with a shard, in one line."""
    said = next(iter(str(error).splitlines()), "") or type(error).__name__
    return getattr(error, "strerror", None) or said
