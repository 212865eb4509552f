"""Stories in feeds: RSS, Atom, and NewsML-G2; an entry is read from what the feed itself has of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser
from lxml import etree

from onrecord.errors import PageError
from onrecord.read.formats.containers import Found, Mapping, is_feed, read_whole
from onrecord.read.formats.items import item_page
from onrecord.read.load import LARGEST

_G2 = {"n": "http://iptc.org/std/nar/2006-10-01/"}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)


def feed_pages(path: Path, mapping: Mapping | None = None) -> Iterator[Found]:
    """The entries of a feed, or the items of a NewsML-G2 file; raises PageError where there are none."""
    content = read_whole(path, LARGEST)
    tree = etree.fromstring(content, _PARSER)
    name = etree.QName(tree).localname if tree is not None else ""
    if name in ("newsItem", "newsMessage"):
        items = [tree] if name == "newsItem" else tree.findall(".//n:newsItem", _G2)
        yield from (item_page(_of_newsml(item), f"{path}#{n}") for n, item in enumerate(items, 1))
    elif name == "urlset":
        raise PageError("a sitemap: it names pages and holds none")
    else:
        feed = feedparser.parse(content)
        if not feed.entries:
            raise PageError("a feed without entries")
        outlet = feed.feed.get("title")
        for number, entry in enumerate(feed.entries, 1):
            yield item_page(_of_entry(entry, outlet), f"{path}#{number}")


def links_in(content: bytes) -> list[str] | None:
    """The addresses that a feed or a sitemap names, in order; null where it is neither."""
    if not is_feed(content[:4096]):
        return None
    tree = etree.fromstring(content, _PARSER)
    if tree is not None and etree.QName(tree).localname == "urlset":
        found = [
            (node.text or "").strip()
            for node in tree.iter("{*}loc")
            if etree.QName(node.getparent()).localname == "url"
        ]
    else:
        found = [str(entry.get("link") or "") for entry in feedparser.parse(content).entries]
    return list(dict.fromkeys(link for link in found if link.startswith(("http://", "https://"))))


def _of_entry(entry: Any, outlet: str | None) -> dict[str, Any]:
    content = next((part.get("value") for part in entry.get("content", []) if part.get("value")), None)
    return {
        "html": content or entry.get("summary"),
        "headline": entry.get("title"),
        "published": entry.get("published") or entry.get("updated"),
        "updated": entry.get("updated"),
        "url": entry.get("link"),
        "byline": [author["name"] for author in entry.get("authors", []) if author.get("name")],
        "outlet": (entry.get("source") or {}).get("title") or outlet,
    }


def _of_newsml(item: Any) -> dict[str, Any]:
    """A news item (IPTC NewsML-G2)."""

    def told(path: str) -> str | None:
        found = item.find(path, _G2)
        return " ".join("".join(found.itertext()).split()) if found is not None else None

    body = item.find(".//n:inlineXML", _G2)
    plain = item.find(".//n:inlineData", _G2)
    markup = b"".join(etree.tostring(child, encoding="utf-8") for child in body).decode() if body is not None else None
    return {
        "html": markup,
        "text": "".join(plain.itertext()) if plain is not None and not markup else None,
        "headline": told(".//n:contentMeta/n:headline") or told(".//n:headline"),
        "byline": told(".//n:contentMeta/n:by") or told(".//n:contentMeta/n:creator/n:name"),
        "published": told(".//n:itemMeta/n:firstCreated") or told(".//n:itemMeta/n:versionCreated"),
        "updated": told(".//n:itemMeta/n:versionCreated"),
        "outlet": told(".//n:itemMeta/n:provider/n:name") or told(".//n:rightsInfo/n:copyrightHolder/n:name"),
        "code": told(".//n:itemMeta/n:altId"),
    }
