"""Web archives: WARC, plain or as gzip members, and WACZ; what is damaged costs one record, not the rest.

The readers of this format stop at damage in the middle of a file. So the file is first cut into records, by the magic
of gzip members or by the version line of a record, and each is parsed on its own.
"""

from __future__ import annotations

import io
import mmap
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from fastwarc.warc import ArchiveIterator

from onrecord.errors import PageError
from onrecord.model.page import Page
from onrecord.read.formats.containers import Found, Mapping, PassedOver
from onrecord.read.load import LARGEST
from onrecord.read.opened import RECORD

_MEMBER = b"\x1f\x8b\x08"
_VERSION = b"WARC/1."
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.I | re.M)
_HTML = ("text/html", "application/xhtml+xml")
_OK = 200


def warc_pages(path: Path, mapping: Mapping | None = None) -> Iterator[Found]:
    """The HTML pages of a web archive that were answered with 200."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        yield from _pages(content, str(path))


def wacz_pages(path: Path, mapping: Mapping | None = None) -> Iterator[Found]:
    """The HTML pages of all web archives in a WACZ."""
    try:
        with zipfile.ZipFile(path) as packed:
            inside = [info for info in packed.infolist() if re.search(r"\.warc(\.gz)?$", info.filename)]
            if not inside:
                raise PageError("a zip archive without a web archive in it")
            for info in inside:
                if info.file_size > _LARGEST_INSIDE:
                    yield PageError(f"{info.filename} in it is larger than {_LARGEST_INSIDE >> 30} GB")
                    continue
                yield from _pages(packed.read(info), f"{path}#{info.filename}")
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, zlib.error) as error:
        raise PageError(f"a zip archive that is damaged: {error}") from None


_LARGEST_INSIDE = 2 << 30


def _pages(content: bytes | mmap.mmap, path: str) -> Iterator[Found]:
    passed: Counter[str] = Counter()
    records = _members(content) if content[:3] == _MEMBER else _records(content)
    for at, record in records:
        if isinstance(record, PageError):
            yield record
            continue
        what = _what_it_is(record)
        if what is None:
            yield Page(f"{path}#{at}", record, record, RECORD)
        else:
            passed[what] += 1
    if passed:
        yield PassedOver(passed)


def _members(content: bytes | mmap.mmap) -> Iterator[tuple[int, bytes | PageError]]:
    """The gzip members of a file with their places; after a damaged one the next that can be read."""
    at = 0
    while 0 <= at < len(content):
        unpacker = zlib.decompressobj(wbits=31)
        try:
            unpacked, end = _unpacked(unpacker, content, at)
        except zlib.error:
            unpacked, end = None, None
        if end is None:
            yield at, PageError(f"a record at byte {at} that {'is damaged' if unpacked is None else 'ends too early'}")
            at = content.find(_MEMBER, at + 1)
        elif unpacked is None:
            yield at, PageError(f"a record at byte {at} that unpacks to more than {LARGEST >> 20} MB")
            at = end
        else:
            yield at, unpacked
            at = end


def _unpacked(unpacker: zlib._Decompress, content: bytes | mmap.mmap, at: int) -> tuple[bytes | None, int | None]:
    """What a member unpacks to, null where that is too much, and where it ends, null where it does not."""
    pieces: list[bytes] | None = []
    size = 0
    while not unpacker.eof and at < len(content):
        fed = content[at : at + _CHUNK]
        at += len(fed)
        while fed and not unpacker.eof:
            piece = unpacker.decompress(fed, _CHUNK)
            fed = unpacker.unconsumed_tail
            size += len(piece)
            if size > LARGEST:
                pieces = None
            if pieces is not None:
                pieces.append(piece)
    unpacked = None if pieces is None else b"".join(pieces)
    return (unpacked, at - len(unpacker.unused_data)) if unpacker.eof else (unpacked or b"", None)


_CHUNK = 1 << 20


def _records(content: bytes | mmap.mmap) -> Iterator[tuple[int, bytes | PageError]]:
    """The records of a plain web archive with their places; after a damaged one the next version line."""
    at = content.find(_VERSION)
    while at >= 0:
        head = content.find(b"\r\n\r\n", at)
        length = _LENGTH.search(content[at : head + 2]) if 0 <= head - at < _LONGEST_HEAD else None
        end = head + 4 + int(length[1]) if length else None
        if end is None or end > len(content):
            yield at, PageError(f"a record at byte {at} that {'is damaged' if end is None else 'ends too early'}")
            at = content.find(_VERSION, at + 1)
            continue
        after = end + len(content[end : end + 64]) - len(content[end : end + 64].lstrip(b"\r\n"))
        if after < len(content) and content[after : after + len(_VERSION)] != _VERSION:
            yield at, PageError(f"a record at byte {at} that is not as long as it says")
            end = at + 1
        elif end - at > LARGEST:
            yield at, PageError(f"a record at byte {at} that is larger than {LARGEST >> 20} MB")
        else:
            yield at, content[at:end]
        at = content.find(_VERSION, end)


_LONGEST_HEAD = 1 << 16


def _what_it_is(record: bytes) -> str | None:
    """Null for an HTML page that was answered, else what the record is."""
    head, _, block = record.partition(b"\r\n\r\n")
    kind = _field(head, b"WARC-Type")
    if kind != "response":
        return f"{kind or 'nameless'} records" if kind != "resource" or not _is_html(head) else None
    status = re.match(rb"HTTP/\d(?:\.\d)? (\d{3})", block)
    if not status or int(status[1]) != _OK:
        return f"answers with {status[1].decode() if status else 'no'} status"
    media_type = _field(block.partition(b"\r\n\r\n")[0], b"Content-Type").split(";")[0].strip().lower()
    return None if media_type in _HTML else media_type or "answers without a type"


def _is_html(head: bytes) -> bool:
    return _field(head, b"Content-Type").split(";")[0].strip().lower() in _HTML


def _field(head: bytes, name: bytes) -> str:
    match = re.search(rb"^" + name + rb":[ \t]*([^\r\n]*)", head, re.I | re.M)
    return match[1].decode("latin-1").strip() if match else ""


def opened_record(page: Page) -> tuple[Page, dict[str, str]]:
    """The HTML page that a record is, and its address; raises PageError where it cannot be parsed."""
    head, _, block = page.content.partition(b"\r\n\r\n")
    length = _LENGTH.search(head + b"\r\n")
    if length and int(length[1]) > len(block):
        raise PageError("a record that ends too early")
    try:
        for record in ArchiveIterator(io.BytesIO(page.content), parse_http=True, auto_decode="all"):
            body = record.reader.read(LARGEST + 1)
            if len(body) > LARGEST:
                raise PageError(f"unpacks to more than {LARGEST >> 20} MB")
            url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
            return replace(page, unpacked=body, media_type="text/html"), {"url": url} if url else {}
    except (ValueError, OSError, EOFError) as error:
        raise PageError(f"a record that is damaged: {error}") from None
    raise PageError("a record that is damaged")
