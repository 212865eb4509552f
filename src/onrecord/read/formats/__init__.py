"""A file becomes pages: one, or as many as an archive, a feed or a table holds; told apart by content."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import PageError
from onrecord.read.formats.containers import Found, Mapped, Mapping, PassedOver, container_of

__all__ = ["Found", "Mapped", "Mapping", "PassedOver", "pages_of"]


def pages_of(path: Path, mapping: Mapping | None = None) -> Iterator[Found]:
    """The pages in a file; in the place of one that cannot be had the PageError that says why.

    `mapping` says which columns of a table or names of a JSON object are what of a story; guessed where not given.

    Raises PageError where the file itself cannot be read.
    """
    from onrecord.read.load import load_file  # here, since it tells by what its pages are wrapped in

    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise PageError((error.strerror or str(error)).lower()) from None
    container = container_of(head, path.name)
    if container is None:
        yield load_file(path)
    else:
        yield from container(path, mapping)
