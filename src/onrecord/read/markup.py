"""What a page's markup says of itself: JSON-LD, meta tags, microdata."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

ARTICLES = frozenset(
    """
    NewsArticle Article ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle
    ReviewNewsArticle AskPublicNewsArticle BlogPosting LiveBlogPosting SocialMediaPosting Report
    AdvertiserContentArticle SatiricalArticle ScholarlyArticle TechArticle
    """.split()  # noqa: SIM905 - a list of words reads better without its quotation marks
)
_CONTROL = re.compile(r"[\x00-\x1f]+")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_DEEPEST = 20


@dataclass(slots=True)
class Markup:
    """A parsed page. `article` is its JSON-LD article node, {} where none; `meta` maps lower-case names to values."""

    tree: HtmlElement
    article: dict[str, Any] = field(default_factory=dict)
    nodes: dict[str, dict[str, Any]] = field(default_factory=dict)
    meta: dict[str, list[str]] = field(default_factory=dict)


def read_markup(tree: HtmlElement) -> Markup:
    """Gather what the markup of a page says of itself."""
    markup = Markup(tree)
    for node in _json_ld(tree):
        identifier = node.get("@id")
        # A reference is a node of its id alone; the fullest node is the thing itself.
        if isinstance(identifier, str) and len(node) > len(markup.nodes.get(identifier, {})):
            markup.nodes[identifier] = node
        if not types_of(node).isdisjoint(ARTICLES) and _better(node, markup.article):
            markup.article = node
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        value = plain(element.get("content"))
        if name and value:
            markup.meta.setdefault(name.strip().lower(), []).append(value)
    return markup


def types_of(node: dict[str, Any]) -> frozenset[str]:
    """The schema.org types of a JSON-LD node."""
    found = node.get("@type")
    names = found if isinstance(found, list) else [found]
    return frozenset(str(name).rsplit("/", 1)[-1] for name in names if name)


def resolve(markup: Markup, value: Any) -> list[Any]:
    """A JSON-LD value as a list, with references by `@id` looked up."""
    values = value if isinstance(value, list) else [] if value is None else [value]
    return [
        markup.nodes.get(v["@id"], v) if isinstance(v, dict) and isinstance(v.get("@id"), str) else v for v in values
    ]


def plain(value: Any) -> str | None:
    """A string of the markup without entities, tags and extra blanks; None where nothing is left.

    >>> plain(" Rain &amp;amp; wind ")
    'Rain & wind'
    """
    if not isinstance(value, str):
        return None
    text = html.unescape(html.unescape(value)) if "&" in value else value
    text = re.sub(r"</?[a-zA-Z][^<>]{0,200}>", "", text)
    return " ".join(text.split()) or None


def shown(element: HtmlElement) -> str | None:
    """The text of an element as a reader sees it."""
    return " ".join("".join(element.itertext(with_tail=False)).split()) or None


def _better(node: dict[str, Any], than: dict[str, Any]) -> bool:
    """Pages list other stories too; their own node is the one that says most of itself."""
    told = ("headline", "datePublished", "author", "mainEntityOfPage", "articleBody", "publisher")
    return sum(key in node for key in told) > sum(key in than for key in told)


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            yield from _walk(_tolerant_json(script.text or ""), 0)


def _tolerant_json(source: str) -> Any:
    """JSON as pages write it: comment wrappers, raw line ends in strings, trailing commas."""
    stripped = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$", "", source).strip()
    for attempt in (stripped, _TRAILING_COMMA.sub(r"\1", _CONTROL.sub(" ", stripped)).rstrip("; ")):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _walk(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Every node of a JSON-LD value, outer ones first."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value or "@id" in value:
            yield value
        for key, item in value.items():
            # What a page recommends or is part of is not the page's own story.
            if key not in ("itemListElement", "isPartOf", "relatedLink", "citation") and isinstance(item, (dict, list)):
                yield from _walk(item, depth + 1)
