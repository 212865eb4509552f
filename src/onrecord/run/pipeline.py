"""Pages to records to the store, one after another; whatever is wrong with one is said of that one."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.annotate import story_to_record
from onrecord.encode import Encoder
from onrecord.errors import OnRecordError, PageError, StoreError
from onrecord.keep import Outcome, View, Writer
from onrecord.model.page import Page
from onrecord.model.record import MadeBy, Record
from onrecord.read import Mapping, PassedOver, is_container, links_in, load_bytes, page_to_story, pages_of
from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.read.fetch import Fetcher

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one page: its record where it has one, what the store did, what there is to say about it.

    A `note` is no problem: how a table was read, or what else an archive holds.
    """

    path: str
    record: Record | None = None
    outcome: Outcome | None = None
    problem: str | None = None
    note: str | None = None
    page: Page | None = None


def find_pages(paths: Iterable[str]) -> Iterator[str]:
    """Files as named, and all files in named folders in order of name; hidden ones only where named.

    A path that does not exist is passed on, so that reading it reports it.
    """
    for path in paths:
        if path == STDIN or is_address(path) or not os.path.isdir(path):
            yield path
            continue
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(n for n in folders if not n.startswith(".") and not _goes_with_a_page(n, files))
            for name in sorted(files):
                if not name.startswith("."):
                    yield os.path.join(folder, name)


_SAVED_WITH = re.compile(r"(.+)(?:_files|\.files|-Dateien|_fichiers|_archivos)")
"""What browsers call the folder with the pictures and scripts of a page that they save whole."""


def _goes_with_a_page(name: str, files: list[str]) -> bool:
    """Whether a folder holds what belongs to a saved page beside it."""
    match = _SAVED_WITH.fullmatch(name)
    return match is not None and any(f"{match[1]}{end}" in files for end in (".html", ".htm", ".xhtml"))


def read_pages(
    paths: Iterable[str],
    encoder: Encoder,
    writer: Writer | None,
    mapping: Mapping | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Reading]:
    """Read each page, also those within archives, feeds and tables, find what is in it and keep it.

    A Reading is given once its story is in the store. `mapping` says what is in which column of a table. With a
    `fetcher` addresses are fetched, and the pages that a feed or a sitemap names.
    """
    for path in paths:
        if path == STDIN:
            yield safely(lambda: load_bytes(sys.stdin.buffer.read(), None), path, encoder, writer)
            continue
        here = _fetched(path, fetcher) if fetcher and is_address(path) else _found(path, mapping)
        for found in here:
            yield found if isinstance(found, Reading) else _kept(found, path, encoder, writer)


def is_address(path: str) -> bool:
    """Whether a path is an address of the network."""
    return path.startswith(("http://", "https://"))


def _fetched(address: str, fetcher: Fetcher) -> Iterator[Page | Reading]:
    """The page at an address, or those that a feed or a sitemap there names."""
    try:
        fetched = fetcher.fetch(address)
        content = fetched.content or b""
        links = links_in(content)
        if links is None:
            yield load_bytes(content, fetched.url)
            return
    except OnRecordError as error:
        yield Reading(address, problem=str(error))
        return
    if not links:
        yield Reading(address, problem="it names no pages")
    for link in links:
        try:
            yield page_at(link, fetcher)
        except OnRecordError as error:
            yield Reading(link, problem=str(error))


def page_at(address: str, fetcher: Fetcher) -> Page:
    """The page at an address; raises PageError where there is none."""
    fetched = fetcher.fetch(address)
    return load_bytes(fetched.content or b"", fetched.url)


def records_of(path: str, encoder: Encoder, mapping: Mapping | None = None) -> Iterator[Reading]:
    """Read the pages of one file with no store; each Reading has its page.

    Raises PageError where an archive itself cannot be read.
    """
    for found in _found(path, mapping, whole=is_container(Path(path))):
        yield found if isinstance(found, Reading) else _kept(found, path, encoder, None)


def _found(path: str, mapping: Mapping | None, whole: bool = False) -> Iterator[Page | Reading]:
    """The pages in a file, and what there is to say of it; with `whole`, it raises where the file cannot be read."""
    try:
        for found in pages_of(Path(path), mapping):
            if isinstance(found, Page):
                yield found
            elif isinstance(found, PageError):
                yield Reading(path, problem=str(found))
            elif isinstance(found, PassedOver):
                told = ", ".join(f"{many} {what}" for what, many in found.counts.most_common())
                yield Reading(path, note=f"passed over: {told}")
            else:
                told = ", ".join(f"{name} from {column}" for name, column in found.names.items())
                yield Reading(path, note=f"read as a table: {told}")
    except OnRecordError as error:
        if whole:
            raise
        yield Reading(path, problem=str(error))
    except Exception as error:  # a library broke over one file; the others must go on
        yield Reading(path, problem=_broken(error))


def _kept(page: Page, path: str, encoder: Encoder, writer: Writer | None) -> Reading:
    return safely(lambda: page, page.path or path, encoder, writer)


def read_content(content: bytes, name: str | None, encoder: Encoder, writer: Writer) -> Reading:
    """Read the bytes of a page that somebody hands in, of a file's name where it has one, and keep it."""
    return safely(partial(load_bytes, content, name), name or STDIN, encoder, writer)


def safely(load: Callable[[], Page], path: str, encoder: Encoder, writer: Writer | None) -> Reading:
    """Read a page; whatever is wrong with it is said in the Reading."""
    try:
        return _read(load(), path, encoder, writer)
    except OnRecordError as error:
        return Reading(path, problem=str(error))
    except Exception as error:  # a library broke over one page; the others must go on
        return Reading(path, problem=_broken(error))


def _broken(error: Exception) -> str:
    if isinstance(error, MemoryError | RecursionError):
        return f"too much for this machine: {type(error).__name__}"
    return f"cannot be read: {type(error).__name__}: {next(iter(str(error).splitlines()), '')}"


def _read(page: Page, path: str, encoder: Encoder, writer: Writer | None) -> Reading:
    made_by = MadeBy(__version__, encoder.version)
    if writer is not None and (known := writer.story_of(page.digest, made_by)):
        with View(writer.path) as view:
            record = view.record(known)
        return Reading(path, record, "kept before", _remark(page, record))
    record = story_to_record(page_to_story(page), encoder)
    problem = _remark(page, record)
    if writer is None:
        return Reading(path, record, None, problem, page=page)
    try:
        return Reading(path, record, writer.keep(page, record), problem)
    except StoreError as error:
        return Reading(path, record, None, f"not kept: {error}")


def _remark(page: Page, record: Record) -> str | None:
    """What a person should know of a page that was read all the same."""
    remarks = []
    nuls = page.unpacked.count(b"\0") if page.unpacked[:2] not in (b"\xff\xfe", b"\xfe\xff") else 0
    if nuls:
        remarks.append(f"{nuls} NUL {'byte' if nuls == 1 else 'bytes'} left out")
    for why in dict.fromkeys(record.skipped.values()):
        skipped = ", ".join(finding for finding, reason in record.skipped.items() if reason == why)
        remarks.append(f"{skipped} not attempted: {why}")
    return "; ".join(remarks) or None
