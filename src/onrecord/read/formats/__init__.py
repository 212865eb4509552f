"""A file becomes pages: one, or as many as an archive, a feed or a table holds; told apart by content."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import PageError
from onrecord.read.formats.containers import Found, Mapped, Mapping, PassedOver, container_of

__all__ = ["Found", "Mapped", "Mapping", "PassedOver", "is_container", "pages_of"]


def is_container(path: Path) -> bool:
    """Whether a file holds several pages, or may; raises PageError where it cannot be read."""
    return container_of(_head(path), path.name) is not None


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(4096)
    except OSError as error:
        raise PageError((error.strerror or str(error)).lower()) from None


def pages_of(path: Path, mapping: Mapping | None = None) -> Iterator[Found]:
    """The pages in a file; in the place of one that cannot be had the PageError that says why.

    `mapping` says which columns of a table or names of a JSON object are what of a story; guessed where not given.

    Raises PageError where the file itself cannot be read.
    """
    from onrecord.read.load import load_file  # here, since it tells by what its pages are wrapped in

    container = container_of(_head(path), path.name)
    if container is None:
        yield load_file(path)
    else:
        yield from container(path, mapping)
