"""Feeds in the Atom format (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

_NS = "{http://www.w3.org/2005/Atom}"
_UNWRITABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
"""Characters that XML cannot hold."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed; `updated` is a day or an instant (`2024-03-18T21:00`), taken for UTC."""

    id: str
    title: str
    link: str
    updated: str
    summary: str


def atom(id: str, title: str, link: str, updated: str, entries: Iterable[FeedEntry]) -> bytes:
    """A feed of entries, as bytes of XML; `link` is its own address."""
    feed = etree.Element(_NS + "feed", nsmap={None: _NS[1:-1]})  # type: ignore[dict-item]
    _text(feed, "id", id)
    _text(feed, "title", title)
    _text(feed, "updated", _instant(updated))
    etree.SubElement(feed, _NS + "link", rel="self", href=link)
    _text(etree.SubElement(feed, _NS + "author"), "name", "On Record")
    for entry in entries:
        one = etree.SubElement(feed, _NS + "entry")
        _text(one, "id", entry.id)
        _text(one, "title", entry.title)
        _text(one, "updated", _instant(entry.updated))
        etree.SubElement(one, _NS + "link", href=entry.link)
        _text(one, "summary", entry.summary)
    return bytes(etree.tostring(feed, encoding="utf-8", xml_declaration=True, pretty_print=True))


def _text(parent: etree._Element, name: str, words: str) -> None:
    etree.SubElement(parent, _NS + name).text = words.translate(_UNWRITABLE).encode("utf-8", "replace").decode()


def _instant(day: str) -> str:
    """A day or a local time as RFC 3339 wants it.

    >>> _instant("2024-03-18"), _instant("2024-03-18T21:00")
    ('2024-03-18T00:00:00Z', '2024-03-18T21:00:00Z')
    """
    return f"{day}T00:00:00Z" if len(day) == len("2024-03-18") else f"{day[:16]}:00Z"
