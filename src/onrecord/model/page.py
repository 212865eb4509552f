"""The page: bytes as found, and where they came from; never changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


def page_digest(content: bytes) -> str:
    """`sha256:` and the hex digest of some bytes."""
    return "sha256:" + hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class PageReference:
    """Where a story came from: `digest` is `sha256:` and the hex digest of the page's bytes as found."""

    path: str | None
    digest: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of a page as found on disk or on standard input, compressed or not.

    `unpacked` is what `content` holds once decompressed; the same object where it was not compressed.

    >>> Page("-", b"Hello.", b"Hello.", "text/plain").reference.digest[:15]
    'sha256:2d8bd7d9'
    """

    path: str | None
    content: bytes
    unpacked: bytes
    media_type: str

    @property
    def digest(self) -> str:
        """`sha256:` and the hex digest of the bytes as found."""
        return page_digest(self.content)

    @property
    def reference(self) -> PageReference:
        """What a story keeps of its page."""
        return PageReference(self.path, self.digest, self.media_type)
