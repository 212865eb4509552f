"""Workers of a Ray cluster: each shard a task, tried again where a worker or a node is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.errors import InputError
from onrecord.run.batch.plan import Done, Executor, Failed, Outcome
from onrecord.run.batch.processes import TRIES, reason_of
from onrecord.run.batch.shard import Shard, read_shard


def on_ray(address: str) -> Executor:
    """What reads shards on a cluster; raises InputError where Ray is not there, or the cluster is not reached."""
    try:
        import ray
    except ImportError:
        raise InputError("a cluster needs Ray: pip install 'onrecord[cluster]'") from None
    if not ray.is_initialized():
        try:
            ray.init(None if address == "ray" else address, log_to_driver=False, logging_level="error")
        except (ConnectionError, OSError, RuntimeError, ValueError) as error:
            raise InputError(f"no cluster at {address}: {reason_of(error)}") from None

    def executor(shards: Iterable[Shard], workers: int) -> Iterator[Outcome]:
        yield from _read(ray, list(shards), workers)

    return executor


def _read(ray: Any, shards: list[Shard], workers: int) -> Iterator[Outcome]:
    """Read shards, so many at a time; a task is started anew where its worker or node is lost."""
    task = ray.remote(max_retries=TRIES - 1, num_cpus=1)(read_shard)
    waiting, running = shards[::-1], dict[Any, Shard]()
    while waiting or running:
        while waiting and len(running) < workers:
            shard = waiting.pop()
            running[task.remote(shard)] = shard
        (ready,), _ = ray.wait(list(running), num_returns=1)
        shard = running.pop(ready)
        try:
            yield Done(shard, ray.get(ready))
        except ray.exceptions.RayTaskError as error:
            yield Failed(shard, reason_of(error.cause if error.cause is not None else error))
        except ray.exceptions.RayError as error:
            yield Failed(shard, f"its worker died {TRIES} times ({type(error).__name__})")
