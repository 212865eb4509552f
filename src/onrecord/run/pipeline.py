"""Pages to records to the store, one after another; whatever is wrong with one is said of that one."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from onrecord.annotate import story_to_record
from onrecord.encode import Encoder
from onrecord.errors import OnRecordError, StoreError
from onrecord.keep import Outcome, View, Writer
from onrecord.model.page import Page
from onrecord.model.record import MadeBy, Record
from onrecord.read import load_bytes, load_file, page_to_story
from onrecord.version import __version__

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one page: its record where it has one, what the store did, what there is to say about it."""

    path: str
    record: Record | None = None
    outcome: Outcome | None = None
    problem: str | None = None


def find_pages(paths: Iterable[str]) -> Iterator[str]:
    """Files as named, and all files in named folders in order of name; hidden ones only where named.

    A path that does not exist is passed on, so that reading it reports it.
    """
    for path in paths:
        if path == STDIN or not os.path.isdir(path):
            yield path
            continue
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                if not name.startswith("."):
                    yield os.path.join(folder, name)


def read_pages(paths: Iterable[str], encoder: Encoder, writer: Writer | None) -> Iterator[Reading]:
    """Read each page, find what is in it and keep it; a Reading is given once its story is in the store."""
    for path in paths:
        yield _safely(partial(_load, path), path, encoder, writer)


def read_content(content: bytes, name: str | None, encoder: Encoder, writer: Writer) -> Reading:
    """Read the bytes of a page that somebody hands in, of a file's name where it has one, and keep it."""
    return _safely(partial(load_bytes, content, name), name or STDIN, encoder, writer)


def _load(path: str) -> Page:
    return load_bytes(sys.stdin.buffer.read(), None) if path == STDIN else load_file(Path(path))


def _safely(load: Callable[[], Page], path: str, encoder: Encoder, writer: Writer | None) -> Reading:
    """Read a page; whatever is wrong with it is said in the Reading."""
    try:
        return _read(load(), path, encoder, writer)
    except OnRecordError as error:
        return Reading(path, problem=str(error))
    except (MemoryError, RecursionError) as error:
        return Reading(path, problem=f"too much for this machine: {type(error).__name__}")
    except Exception as error:  # a library broke over one page; the others must go on
        reason = next(iter(str(error).splitlines()), "")
        return Reading(path, problem=f"cannot be read: {type(error).__name__}: {reason}")


def _read(page: Page, path: str, encoder: Encoder, writer: Writer | None) -> Reading:
    made_by = MadeBy(__version__, encoder.version)
    if writer is not None and (known := writer.story_of(page.digest, made_by)):
        with View(writer.path) as view:
            record = view.record(known)
        return Reading(path, record, "kept before", _remark(page, record))
    record = story_to_record(page_to_story(page), encoder)
    problem = _remark(page, record)
    if writer is None:
        return Reading(path, record, None, problem)
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
    for finding, why in record.skipped.items():
        remarks.append(f"{finding} not attempted: {why}")
    return "; ".join(remarks) or None
