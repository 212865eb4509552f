"""Which shards there are, which are done, and who reads the rest: processes of this machine, or a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import InputError
from onrecord.read import Mapping, is_container
from onrecord.run.batch.shard import Shard, is_done, shard_name, share_of
from onrecord.run.pipeline import find_pages


@dataclass(frozen=True, slots=True)
class Done:
    """A shard that was read: what its mark says; `before` where it was read by an earlier run."""

    shard: Shard
    mark: dict[str, Any]
    before: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """A shard that could not be read, and why; its tables are not there."""

    shard: Shard
    why: str


Outcome = Done | Failed
Executor = Callable[[Iterable[Shard], int], Iterator[Outcome]]
"""Reads shards by so many workers, and gives what became of each as it is done."""


def plan_of(inputs: Iterable[str], out: Path, mapping: Mapping | None = None) -> list[Shard]:
    """The shards of files and folders: each archive one, the pages of each folder up to sixteen.

    Raises InputError where a file is not there.
    """
    shards = []
    for given in inputs:
        root = Path(given)
        if not root.exists():
            raise InputError(f"{given}: no such file or folder")
        pages: dict[str, list[str]] = {}
        for file in map(Path, find_pages([given])):
            if out.resolve() in file.resolve().parents:
                continue
            if is_container(file) or file == root:
                shards.append(Shard(shard_name(file, root), (str(file.resolve()),), str(out.resolve()), mapping))
            else:
                name = f"{shard_name(file.parent, root)}-{share_of(file)}"
                pages.setdefault(name, []).append(str(file.resolve()))
        shards += [Shard(name, tuple(paths), str(out.resolve()), mapping) for name, paths in pages.items()]
    return list({shard.name: shard for shard in shards}.values())


def run_batch(shards: Iterable[Shard], workers: int = 1, on: str | None = None) -> Iterator[Outcome]:
    """Read the shards that are not done; gives what became of each.

    `on` is the address of a Ray cluster (`ray://head:10001`, or `ray` for one on this machine); without it the workers
    are processes here. Raises InputError where there is no such engine.
    """
    left = []
    for shard in shards:
        if is_done(shard):
            yield Done(shard, {}, before=True)
        else:
            left.append(shard)
    yield from _executor(on)(left, workers)


def _executor(on: str | None) -> Executor:
    if on is None:
        from onrecord.run.batch.processes import read_in_processes

        return read_in_processes
    if on == "ray" or on.startswith("ray://"):
        from onrecord.run.batch.on_ray import on_ray

        return on_ray(on)
    raise InputError(f"no engine at {on!r}; there is ray, at ray://HOST:PORT, or the processes of this machine")
