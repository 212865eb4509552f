"""One shard: a file of pages is read, and what is found in it written as tables; the same file gives the same bytes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from onrecord.encode import Encoder
from onrecord.read import Mapping
from onrecord.version import __version__


@dataclass(frozen=True, slots=True)
class Shard:
    """An archive of the input, or pages of one of its folders, and the folder that its tables go to.

    `name` is the same for the same archive or folder.
    """

    name: str
    paths: tuple[str, ...]
    out: str
    mapping: Mapping | None = None


def shard_name(path: Path, root: Path) -> str:
    """What the tables of an archive or of a folder's pages are called: its name, and a hash of where it lies."""
    where = path.relative_to(root).as_posix() if path != root else path.name
    return f"{path.name.split('.')[0][:40]}-{sha256(where.encode()).hexdigest()[:12]}"


def share_of(page: Path) -> str:
    """Which of sixteen shards a page of a folder goes to, by its name, so that one more page moves no other."""
    return sha256(page.name.encode()).hexdigest()[0]


def mark_of(out: Path, name: str) -> Path:
    """The file that says that a shard is done."""
    return out / "done" / f"{name}.json"


def made_by() -> dict[str, str]:
    """The versions of code and weights that a mark is good for."""
    return {"onrecord": __version__, "weights": _encoder().version}


def _size(shard: Shard) -> int:
    return sum(Path(path).stat().st_size for path in shard.paths)


@cache
def _encoder() -> Encoder:
    """The encoder of this process, loaded once."""
    return Encoder()


def read_shard(shard: Shard) -> dict[str, Any]:
    """Read a shard and write its tables and then its mark; gives what the mark says.

    Raises PageError where an archive itself cannot be read, OSError where nothing can be written.
    """
    from onrecord.run.batch.tables import TableWriter
    from onrecord.run.pipeline import records_of

    out = Path(shard.out)
    counts = {"stories": 0, "statements": 0, "problems": 0}
    seen: set[str] = set()
    with TableWriter(out, shard.name) as tables:
        for found in chain.from_iterable(records_of(path, _encoder(), shard.mapping) for path in shard.paths):
            if found.problem:
                counts["problems"] += 1
                tables.add_problem(found.path, found.problem)
            if found.page and found.record and found.record.story.id not in seen:
                seen.add(found.record.story.id)
                tables.add(found.page, found.record)
                counts["stories"] += 1
                counts["statements"] += len(found.record.statements)
    mark = {"shard": shard.name, "bytes": _size(shard), **made_by(), **counts}
    place = mark_of(out, shard.name)
    place.parent.mkdir(parents=True, exist_ok=True)
    aside = place.with_name(f".{place.name}.part")
    aside.write_text(json.dumps(mark, sort_keys=True) + "\n")
    aside.replace(place)
    return mark


def is_done(shard: Shard) -> bool:
    """Whether a shard was read by this code and these weights, and its files have the same size still."""
    try:
        mark = json.loads(mark_of(Path(shard.out), shard.name).read_text())
    except (OSError, ValueError):
        return False
    same = {**made_by(), "bytes": _size(shard)}
    return all(mark.get(name) == value for name, value in same.items())
