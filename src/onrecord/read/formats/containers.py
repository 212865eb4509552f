"""What holds several pages, told by its first bytes, and what is said of those that it holds."""

from __future__ import annotations

import gzip
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from onrecord.errors import PageError
from onrecord.model.page import Page


@dataclass(frozen=True, slots=True)
class PassedOver:
    """What else a file holds, counted by what it is: no pages, and no loss."""

    counts: Counter[str]


@dataclass(frozen=True, slots=True)
class Mapped:
    """How a table was read where nobody said how: `text` from `body`, and so on."""

    names: dict[str, str]


Found = Page | PageError | PassedOver | Mapped
Mapping = dict[str, str]
"""What of a story is in which column, by the name of the first."""

Container = Callable[[Path, Mapping | None], Iterator[Found]]

_XML = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE rss[^>]*>\s*)*<(?:\w+:)?(\w+)", re.S
)
_JSON = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:\{\s*[\"}]|\[\s*[\[{\]])")
_FEEDS = {b"rss", b"feed", b"RDF", b"newsItem", b"newsMessage", b"urlset"}
_TABLES = (".csv", ".tsv")


def container_of(head: bytes, name: str) -> Container | None:
    """What reads a file that begins with some bytes and is called so; null where it is one page."""
    start = _unpacked(head) if head.startswith(b"\x1f\x8b") else head
    found: tuple[str, str] | None = None
    if start.startswith(b"WARC/"):
        found = "warc", "warc_pages"
    elif start.startswith(b"PK\x03\x04"):
        found = "warc", "wacz_pages"
    elif start.startswith(b"PAR1"):
        found = "tables", "parquet_pages"
    elif _JSON.match(start):
        found = "items", "json_pages"
    elif is_feed(start):
        found = "feeds", "feed_pages"
    elif name.lower().removesuffix(".gz").endswith(_TABLES):
        found = "tables", "csv_pages"
    if found is None:
        return None
    container: Container = getattr(import_module(f"onrecord.read.formats.{found[0]}"), found[1])
    return container


def is_feed(head: bytes) -> bool:
    """Whether some bytes begin as a feed or a sitemap does."""
    root = _XML.match(head)
    return root is not None and root[1] in _FEEDS


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, len(head))
    except zlib.error:
        return b""


def read_whole(path: Path, largest: int) -> bytes:
    """All bytes of a file, unpacked; raises PageError where that is too much or damaged."""
    with opened_file(path) as file:
        content: bytes = file.read(largest + 1)
    if len(content) > largest:
        raise PageError(f"larger than {largest >> 20} MB")
    return content


@contextmanager
def opened_file(path: Path) -> Iterator[Any]:
    """A file to be read, unpacked as it is where it is packed; raises PageError where it is damaged."""
    try:
        with path.open("rb") as plain:
            packed = plain.read(2) == b"\x1f\x8b"
        with gzip.open(path) if packed else path.open("rb") as file:
            yield file
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise PageError("gzip that is damaged") from None
    except OSError as error:
        raise PageError((error.strerror or str(error)).lower()) from None
