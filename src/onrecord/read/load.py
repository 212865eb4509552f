"""Bytes on disk become a page: unpacked within bounds, and told apart by content, not by name."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from pathlib import Path

from onrecord.errors import PageError
from onrecord.model.page import Page
from onrecord.read.formats.documents import MAIL, PDF, is_mail

LARGEST = 64 * 2**20
"""The most bytes of one page, packed or unpacked; a larger one is refused."""

_MAGIC = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a zip archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"WARC/", "a web archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"(\xb5/\xfd", "a Zstandard archive"),
)
_HTML_START = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|article|div|main|section|script|p|h1|table)\b",
    re.I | re.S,
)
_HTML_TAGS = re.compile(rb"</(?:p|div|body|html|article|h1|span|a)\s*>", re.I)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def load_file(path: Path) -> Page:
    """The page in a file; raises PageError, whose message says why there is none."""
    try:
        if path.stat().st_size > LARGEST:
            raise PageError(f"larger than {LARGEST >> 20} MB")
        content = path.read_bytes()
    except OSError as error:
        raise PageError((error.strerror or str(error)).lower()) from None
    return load_bytes(content, str(path))


def load_bytes(content: bytes, path: str | None = None) -> Page:
    """The page that some bytes are; raises PageError, whose message says why they are none.

    >>> load_bytes(b"<html><p>Rain.</p></html>").media_type
    'text/html'
    """
    if len(content) > LARGEST:
        raise PageError(f"larger than {LARGEST >> 20} MB")
    unpacked = _unpack(content) if content.startswith(b"\x1f\x8b") else content
    if not unpacked.strip():
        raise PageError("empty")
    for magic, what in _MAGIC:
        if unpacked.startswith(magic):
            raise PageError(f"{what}, not a page")
    wide = unpacked[:2] in (b"\xff\xfe", b"\xfe\xff")
    head = unpacked[:65536]
    if unpacked.startswith(b"%PDF"):
        return Page(path, content, unpacked, PDF)
    if not wide and len(_CONTROL.findall(head)) > len(head) * 0.02 + 8:
        raise PageError("binary, not a page")
    return Page(path, content, unpacked, MAIL if is_mail(head) else "text/html" if _is_html(head) else "text/plain")


def _unpack(content: bytes) -> bytes:
    try:
        with gzip.open(io.BytesIO(content)) as packed:
            unpacked = packed.read(LARGEST + 1)
    except (EOFError, zlib.error, OSError) as error:
        reason = "ends too early" if isinstance(error, EOFError) else "is damaged"
        raise PageError(f"gzip that {reason}") from None
    if len(unpacked) > LARGEST:
        raise PageError(f"gzip that unpacks to more than {LARGEST >> 20} MB")
    return unpacked


def _is_html(head: bytes) -> bool:
    return bool(_HTML_START.match(head)) or len(_HTML_TAGS.findall(head)) >= 3
