"""Stories that come as data: JSON lines and JSON files, JSON feeds, ninjs; each becomes a page of one JSON object.

The object has the names of a story's facts (`text` or `html`, `headline`, `published`, ...); what a file calls them is
mapped, by the rules of its format or by the names that people use.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.errors import PageError
from onrecord.model.page import Page
from onrecord.model.story import PartKind, Story, lay_out, story_id
from onrecord.read.clipping import clipping_to_story
from onrecord.read.dates import timestamp
from onrecord.read.decode import clean
from onrecord.read.formats.columns import guessed
from onrecord.read.formats.containers import Found, Mapped, Mapping, opened_file, read_whole
from onrecord.read.language import language_of
from onrecord.read.metadata import outlet_of

ITEM = "application/json"
"""The media type of a page that is one object with the facts of a story."""


def json_pages(path: Path, mapping: Mapping | None = None) -> Iterator[Found]:
    """The stories of a JSON file: one object a line, a list of objects, a JSON feed, or ninjs."""
    with opened_file(path) as file:
        first = next((line for line in file if line.strip()), b"")
    if _is_object(first):
        yield from mapped(_lines(path), mapping)
        return
    try:
        whole = json.loads(read_whole(path, _LARGEST_FILE))
    except (ValueError, RecursionError) as error:
        raise PageError(f"no JSON: {error}") from None
    if isinstance(whole, dict) and str(whole.get("version", "")).startswith("https://jsonfeed.org/"):
        outlet = whole.get("title")
        yield from (item_page(_of_json_feed(item, outlet), f"{path}#{n}") for n, item in _objects(whole.get("items")))
    elif isinstance(whole, dict) and _is_ninjs(whole):
        yield item_page(_of_ninjs(whole), f"{path}#1")
    else:
        rows = _objects(whole) if isinstance(whole, list) else [(1, whole)]
        yield from mapped(((f"{path}#{n}", row) for n, row in rows), mapping)


def _is_object(line: bytes) -> bool:
    """Whether a line is an object with the facts of a story, and not a whole feed or news item on one line."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return False
    whole = isinstance(found, dict) and (_is_ninjs(found) or "jsonfeed.org" in str(found.get("version", "")))
    return isinstance(found, dict) and not whole


def _is_ninjs(found: dict[str, Any]) -> bool:
    return bool(found.get("representationType")) or "body_xhtml" in found or "bodies" in found


_LARGEST_FILE = 1 << 30


def _objects(items: Any) -> Iterator[tuple[int, Any]]:
    yield from enumerate(items if isinstance(items, list) else [], 1)


def _lines(path: Path) -> Iterator[tuple[str, Any]]:
    """The objects of a file, one a line, each with where it stands; in the place of a bad one why it is none."""
    with opened_file(path) as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    yield f"{path}#{number}", json.loads(line)
                except (ValueError, RecursionError) as error:
                    yield f"{path}#{number}", PageError(f"line {number}: no JSON: {error}")


def mapped(rows: Iterator[tuple[str, Any]], mapping: Mapping | None) -> Iterator[Found]:
    """The rows of a table as pages; where nobody says what is where, that is guessed from the first, and told."""
    for path, row in rows:
        if isinstance(row, PageError):
            yield row
            continue
        if not isinstance(row, dict):
            yield PageError(f"{_row(path)}: no object with the facts of a story")
            continue
        if mapping is None:
            mapping = guessed(row)
            if other := {name: column for name, column in mapping.items() if name != column}:
                yield Mapped(other)
        missing = [column for name, column in mapping.items() if name in ("text", "html") and column not in row]
        if missing or not {"text", "html"} & set(mapping):
            has = ", ".join(map(str, row)) or "nothing"
            yield PageError(f"{_row(path)}: no column {missing[0] if missing else 'text'}; it has {has[:200]}")
            continue
        yield item_page({name: row.get(column) for name, column in mapping.items()}, path)


def _row(path: str) -> str:
    return f"row {path.rpartition('#')[2]}"


def item_page(facts: dict[str, Any], path: str) -> Page:
    """The page of a story that came as data."""
    kept = {name: value for name, value in facts.items() if value not in (None, "", [], ())}
    content = json.dumps(kept, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8", "replace")
    return Page(path, content, content, ITEM)


def item_to_story(page: Page) -> Story:
    """The story of a page that came as data; raises PageError where it has no text.

    A text without a headline of its own is read as a clipping is: its first lines may say what it lacks.
    """
    facts: dict[str, Any] = json.loads(page.content)

    def told(name: str) -> str | None:
        return " ".join(clean(str(facts[name])).split()) or None if name in facts else None

    byline = facts.get("byline", [])
    known: dict[str, Any] = {
        "outlet": told("outlet"),
        "url": told("url"),
        "code": told("code"),
        "byline": tuple(map(str, byline)) if isinstance(byline, list) else (str(byline),),
        "published": timestamp(told("published")),
        "updated": timestamp(told("updated")),
        "section": told("section"),
    }
    known = {name: value for name, value in known.items() if value}
    text = str(facts.get("text", ""))
    if text.strip() and told("headline") is None:
        plain = text.encode("utf-8", "replace")
        story = clipping_to_story(replace(page, unpacked=plain, media_type="text/plain"))
    else:
        story = _laid_out(told("headline"), told("kicker"), text or None, facts.get("html"))
    story = replace(story, **known, page=page.reference)
    language = story.language or told("language")
    return replace(
        story, id=story_id(story.text, story.url), outlet=story.outlet or outlet_of(story.url), language=language
    )


def _laid_out(headline: str | None, kicker: str | None, text: str | None, markup: Any) -> Story:
    """The story of a headline and a text, of lines or of HTML; raises PageError where there is no text."""
    lines = clean(text).split("\n") if text else html_paragraphs(str(markup or ""))
    paragraphs = [words for line in lines if (words := " ".join(line.split()))]
    if headline and paragraphs and paragraphs[0].casefold() == headline.casefold():
        paragraphs = paragraphs[1:]
    if not paragraphs:
        raise PageError("no text in it")
    head: list[tuple[PartKind, str | None]] = [("headline", headline), ("kicker", kicker)]
    pieces = [(kind, words) for kind, words in head if words]
    whole, parts = lay_out([*pieces, *(("paragraph", words) for words in paragraphs)])
    return Story("", whole, parts, headline=headline, kicker=kicker, language=language_of(" ".join(paragraphs)))


def html_paragraphs(markup: str) -> Iterator[str]:
    """The paragraphs of a piece of HTML, each on one line.

    >>> list(html_paragraphs("<p>Rain <b>fell</b>.</p>It stopped.<br>Then"))
    ['Rain fell.', 'It stopped.', 'Then']
    """
    from lxml import html
    from lxml.etree import ParserError

    try:
        tree = html.fragment_fromstring(clean(markup), create_parent="div")
    except ParserError:
        return
    for unwanted in tree.xpath("//script | //style | //figure | //iframe | //noscript"):
        unwanted.drop_tree()
    for block in tree.iter(*_BLOCKS):
        block.text = "\n" + (block.text or "")
        block.tail = "\n" + (block.tail or "")
    yield from (words for line in tree.text_content().split("\n") if (words := " ".join(line.split())))


_BLOCKS = ("p", "div", "br", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "section", "article")


def _of_json_feed(item: Any, outlet: Any) -> dict[str, Any]:
    """An entry of a JSON feed (JSON Feed 1.1)."""
    item = item if isinstance(item, dict) else {}
    authors = item.get("authors") or [item.get("author")]
    return {
        "text": item.get("content_text") or (None if item.get("content_html") else item.get("summary")),
        "html": item.get("content_html"),
        "headline": item.get("title"),
        "published": item.get("date_published"),
        "updated": item.get("date_modified"),
        "url": item.get("url") or item.get("external_url"),
        "outlet": outlet,
        "byline": [a["name"] for a in authors if isinstance(a, dict) and a.get("name")],
        "language": item.get("language"),
    }


def _of_ninjs(item: dict[str, Any]) -> dict[str, Any]:
    """A news item in JSON (IPTC ninjs 1.x to 3.x)."""
    bodies = {
        str(b.get("contentType") or b.get("contenttype") or b.get("role")): b.get("value")
        for b in _dicts(item.get("bodies"))
    }
    html_body = (
        item.get("body_xhtml") or item.get("body_html") or next((v for k, v in bodies.items() if "html" in k), None)
    )
    text_body = item.get("body_text") or next((v for k, v in bodies.items() if "html" not in k), None)
    headlines = _dicts(item.get("headlines"))
    names = [
        one.get("name")
        for one in (*_dicts(item.get("person")), *_dicts(item.get("people")))
        if "author" in str(one.get("rel", ""))
    ]
    return {
        "text": text_body if not html_body else None,
        "html": html_body,
        "headline": item.get("headline") or next((h.get("value") for h in headlines), None),
        "published": item.get("firstcreated")
        or item.get("firstCreated")
        or item.get("versioncreated")
        or item.get("versionCreated"),
        "updated": item.get("versioncreated") or item.get("versionCreated"),
        "byline": item.get("byline") or names,
        "outlet": item.get("copyrightholder") or item.get("copyrightHolder"),
        "url": item.get("uri") if str(item.get("uri", "")).startswith("http") else None,
        "code": item.get("altids", {}).get("id") if isinstance(item.get("altids"), dict) else None,
        "language": item.get("language"),
    }


def _dicts(values: Any) -> list[dict[str, Any]]:
    return [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []
