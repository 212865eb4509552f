"""Metadata of a page from its markup; what is not there is null, nothing is guessed.

Each kind of metadata has a list of places in order of trust. Measured on pages of 40 countries: JSON-LD
before meta tags before `<time>` before what is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from onrecord.model.story import Comment, Timestamp
from onrecord.read.dates import timestamp
from onrecord.read.markup import Markup, plain, resolve, shown, types_of

Place = Callable[[Markup], Iterator[str | None]]

_SEPARATOR = re.compile(r"\s+[-–—|·•»:]\s+|\s*[|ㅣ]\s*")


def _ld(key: str) -> Place:
    def place(markup: Markup) -> Iterator[str | None]:
        for value in resolve(markup, markup.article.get(key)):
            yield plain(value.get("name")) if isinstance(value, dict) else plain(value)

    return place


def _meta(*names: str) -> Place:
    def place(markup: Markup) -> Iterator[str | None]:
        for name in names:
            yield from markup.meta.get(name, ())

    return place


def _path(path: str) -> Place:
    def place(markup: Markup) -> Iterator[str | None]:
        for found in markup.tree.xpath(path):
            yield plain(found) if isinstance(found, str) else shown(found)

    return place


_VISIBLE_BY = re.compile(
    r"^(?:By|Von|von|Par|Por|Di)\s+((?:[A-Z][\w.'’-]*\s*|(?:and|und|et|y|e|de|van|al)\s+|,\s*){1,10})$"
)


def _visible_by(markup: Markup) -> Iterator[str | None]:
    """The first short line after the heading that reads "By" and names."""
    near = "//h1/following::*[self::p or self::span or self::div or self::address][string-length()<120]"
    for element in markup.tree.xpath(f"({near})[position()<40]"):
        if match := _VISIBLE_BY.match(shown(element) or ""):
            yield match.group(1).strip(" ,")
            return


def _first(markup: Markup, places: tuple[Place, ...]) -> str | None:
    return next((value for place in places for value in place(markup) if value), None)


OUTLET: tuple[Place, ...] = (
    _ld("publisher"),
    _meta("og:site_name", "application-name", "dc.publisher", "publisher"),
    _path("//*[@itemprop='publisher']//*[@itemprop='name']/@content"),
)
PUBLISHED: tuple[Place, ...] = (
    _ld("datePublished"),
    _meta(
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "date",
        "dc.date.issued",
        "dcterms.created",
        "dc.date",
        "parsely-pub-date",
        "sailthru.date",
        "pubdate",
        "publish-date",
        "publishdate",
        "cxenseparse:recs:publishtime",
        "article.published",
        "published-date",
        "last-published",
        "date.available",
    ),
    _path("//*[@itemprop='datePublished']/@datetime | //*[@itemprop='datePublished']/@content"),
    _path("//time[@pubdate]/@datetime"),
    _path("//article//header//time/@datetime | //header//time/@datetime"),
    _path("//article//time/@datetime"),
    _path("(//h1/following::time/@datetime)[1]"),
)
PRINTED_DATES: tuple[Place, ...] = (
    _path("//*[@itemprop='datePublished'][not(@datetime)][not(@content)]"),
    _path("//time[not(@datetime)]"),
    _path(
        "//*[self::span or self::div or self::p or self::li][contains(@class,'date') or contains(@class,'publish')"
        " or contains(@class,'timestamp') or contains(@id,'date')][string-length(normalize-space())<60]"
    ),
)
UPDATED: tuple[Place, ...] = (
    _ld("dateModified"),
    _meta("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified"),
    _path("//*[@itemprop='dateModified']/@datetime | //*[@itemprop='dateModified']/@content"),
)
AUTHORS: tuple[Place, ...] = (
    _ld("author"),
    _meta("author", "byl", "parsely-author", "sailthru.author", "dc.creator", "article:author"),
    _path("//*[@itemprop='author']//*[@itemprop='name'] | //*[@itemprop='author'][not(.//*[@itemprop='name'])]"),
    _path("//*[@rel='author']"),
    _path("//article//*[contains(@class,'author-name') or contains(@class,'author__name')]"),
    _path("//*[contains(@class,'byline') and string-length(normalize-space())<80]"),
    _visible_by,
)
SECTION: tuple[Place, ...] = (
    _ld("articleSection"),
    _meta("article:section", "section", "parsely-section", "cxenseparse:section"),
    _path("//*[@itemprop='articleSection']/@content | //*[@itemprop='articleSection']"),
)
LANGUAGE: tuple[Place, ...] = (_path("/html/@lang"), _ld("inLanguage"), _meta("og:locale", "language"))
KICKER: tuple[Place, ...] = (
    _path("//h1/preceding-sibling::*[1][contains(@class,'kicker') or contains(@class,'overline')]"),
    _path("//h1//*[contains(@class,'kicker') or contains(@class,'overline')]"),
)
STORY_CODE = re.compile(r"\b(?:story|news|article)\s*(?:code|id|number)\s*[:#]\s*([A-Za-z0-9-]{2,20})", re.I)
COMMENT_COUNT = re.compile(r"^\(?\s*(\d{1,6}|no)\s+comments?\s*\)?$|^comments?\s*[:(]\s*(\d{1,6})\s*\)?$", re.I)


def headline(markup: Markup) -> str | None:
    """What most of JSON-LD, OpenGraph and the first big heading say; JSON-LD where all differ."""
    structured = _first(markup, (_ld("headline"),))
    shared = _without_outlet(_first(markup, (_meta("og:title", "twitter:title"),)), markup)
    big = _big_heading(markup, structured, shared)
    structured = _without_outlet(structured, markup, big or shared)
    candidates = [c for c in (shared, structured, big) if c]
    if shared and any(label_before(shared, c) for c in candidates):
        return shared
    for candidate in candidates:
        if sum(_same(candidate, other) for other in candidates) > 1:
            return candidate
    title = markup.tree.find(".//title")
    return next(iter(candidates), None) or _without_outlet(shown(title) if title is not None else None, markup)


def label_before(headline: str, longer: str) -> str | None:
    """The label that a longer form of a headline has before it: its kicker.

    >>> label_before("Dam plan shelved", "Tarn Valley: Dam plan shelved")
    'Tarn Valley'
    """
    label = longer.removesuffix(headline)
    if label == longer or len(headline.split()) < 3:
        return None
    match = re.fullmatch(r"(.{2,80}?)\s*(?::|\||\s[-–—]|\s\+\+)\s+", label)
    return match.group(1) if match else None


def is_heading(text: str, headline: str) -> bool:
    """Whether a block of the body is the headline once more."""
    return _same(text, headline) or label_before(headline, text) is not None


def _big_heading(markup: Markup, *others: str | None) -> str | None:
    """The h1 that the markup's titles confirm, else the only one."""
    found = [text for text in (shown(h1) for h1 in markup.tree.iter("h1")) if text]
    confirmed = next((h1 for h1 in found if any(o and _same(h1, o) for o in others)), None)
    if confirmed or not found:
        return confirmed
    begun = next((h1 for h1 in found if any(o and len(h1) > 15 and o.startswith(h1) for o in others)), None)
    return begun or (found[0] if len(found) == 1 and len(found[0]) > 15 else None)


def _same(one: str, other: str) -> bool:
    return _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _without_outlet(title: str | None, markup: Markup, confirmed: str | None = None) -> str | None:
    """A title less the outlet or section that the page hangs on its end."""
    if not title:
        return None
    headings = [text for h1 in markup.tree.iter("h1") if (text := shown(h1))]
    headings += [confirmed] if confirmed else []
    outlet = _folded(_first(markup, OUTLET) or "")
    cuts = [(title[: s.start()], _folded(title[s.end() :])) for s in reversed(list(_SEPARATOR.finditer(title)))]
    for head, _ in cuts:
        if any(_same(head, h) for h in headings):
            return head
    for head, tail in cuts:
        if outlet and (tail == outlet or tail.startswith(outlet + " ")):
            return head
    if any(title.startswith(h + "-") for h in headings):
        return next(h for h in headings if title.startswith(h + "-"))
    return title


_BY = re.compile(r"^(?:by|von|par|por|de|di|door|av|text|texte|autor|författare|written by|story by)[:\s]\s*", re.I)
_AND = re.compile(r"\s*(?:,|;|\||\band\b|\bund\b|&|\bet\b|\by\b|\bog\b|\boch\b)\s*")
_FULL_NAME = re.compile(r"(?:[^\W\d][\w.'’-]* ){1,4}[^\W\d_][\w'’-]*$")
_NOT_A_NAME = re.compile(r"https?://|www\.|@|\d{3}|^(?:admin|null|undefined|editor|author)$", re.I)


def byline(markup: Markup) -> tuple[str, ...]:
    """The names of those who wrote the story, in order, from the first place that names any.

    A place that names only the outlet itself stands back for one that names somebody.
    """
    own = _folded(_first(markup, OUTLET) or "")
    only_outlet: tuple[str, ...] = ()
    for place in AUTHORS:
        names: dict[str, str] = {}
        for value in place(markup):
            for name in _names(value):
                names.setdefault(name.casefold(), name)
        if only_outlet and not all(_FULL_NAME.match(name) for name in names.values()):
            continue
        if any(_folded(name) != own for name in names.values()):
            return tuple(names.values())
        only_outlet = only_outlet or tuple(names.values())
    return only_outlet


def _names(value: str | None) -> list[str]:
    if not value or len(value) > 300:
        return []
    value = _BY.sub("", value.strip())
    several = [piece.strip(" .|") for piece in _AND.split(value)]
    # "Smith, John" is one name; a list has full names on both sides.
    if len(several) > 1 and all(1 < len(piece.split()) <= 5 for piece in several):
        names = several
    else:
        names = [value]
    return [name for name in names if name and len(name) < 80 and not _NOT_A_NAME.search(name)]


def outlet(markup: Markup, url: str | None) -> str | None:
    """The outlet's name, else its host."""
    return _first(markup, OUTLET) or outlet_of(url)


def outlet_of(url: str | None) -> str | None:
    """The host of a story's address, the name an outlet has when nothing else is known.

    >>> outlet_of("https://www.tarnherald.example/2024/rain")
    'www.tarnherald.example'
    """
    try:
        return urlsplit(url or "").hostname or None
    except ValueError:
        return None


def canonical_url(markup: Markup) -> str | None:
    """The address that the page calls its own."""
    places = (
        _path("//link[@rel='canonical']/@href"),
        _meta("og:url"),
        _ld("url"),
        _ld("mainEntityOfPage"),
        _path("//*[@itemprop='mainEntityOfPage']/@itemid"),
    )
    base = _first(markup, (_meta("og:url"), _path("//base/@href"))) or ""
    for place in places:
        for value in place(markup):
            if value:
                try:
                    url = urljoin(base, value)
                    if urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname:
                        return url
                except ValueError:
                    continue
    return None


def published(markup: Markup) -> Timestamp | None:
    """When the story says it was published: the first place whose date is understood, an instant before a day."""
    return _dated(markup, PUBLISHED + PRINTED_DATES)


def updated(markup: Markup) -> Timestamp | None:
    """When the story says it was last changed; None where that is when it was published."""
    found, first = _dated(markup, UPDATED), published(markup)
    same = found and first and (found.value, found.zone) == (first.value, first.zone)
    return None if same else found


def _dated(markup: Markup, places: tuple[Place, ...]) -> Timestamp | None:
    best: Timestamp | None = None
    for place in places:
        for text in place(markup):
            stamp = timestamp(text)
            if stamp and stamp.value and (best is None or _finer(stamp, best)):
                best = stamp
    return best


def _finer(stamp: Timestamp, than: Timestamp) -> bool:
    """The same day told with more precision: a time where there was none."""
    day, finer = than.value or "", stamp.value or ""
    return "T" not in day and "T" in finer and finer[:10] == day


def section(markup: Markup) -> str | None:
    """The section of the outlet that the story stands in."""
    return _first(markup, SECTION)


def language(markup: Markup) -> str | None:
    """The language that the page declares, as a two-letter code."""
    declared = _first(markup, LANGUAGE)
    match = re.match(r"[a-zA-Z]{2,3}(?![a-zA-Z])", declared or "")
    return match.group().lower() if match else None


def kicker(markup: Markup, headline: str | None) -> str | None:
    """The short line above the headline, or the label before it in the page's big heading."""
    found = (_first(markup, KICKER) or "").rstrip(" :|")
    # A label that the headline begins with is part of it.
    if headline and found and _folded(headline).startswith(_folded(found)):
        return None
    if found and len(found) < 120:
        return found
    headings = [text for h1 in markup.tree.iter("h1") if (text := shown(h1))]
    return next((label for text in headings if headline and (label := label_before(headline, text))), None)


def story_code(markup: Markup) -> str | None:
    """The number an outlet prints with a story, where it is labelled as such."""
    for text in markup.tree.xpath("//body//text()[contains(., ':') or contains(., '#')]"):
        if len(text) < 80 and (match := STORY_CODE.search(text)):
            return match.group(1)
    return None


def comment_count(markup: Markup) -> int | None:
    """How many comments the page says it has; None where it does not say."""
    value = markup.article.get("commentCount")
    if isinstance(value, (int, str)) and str(value).strip().isdigit():
        return int(value)
    marked = _first(markup, (_path("//*[@itemprop='commentCount']/@content | //*[@itemprop='commentCount']"),))
    if marked and marked.isdigit():
        return int(marked)
    for element in markup.tree.xpath("//*[contains(@class,'comment') or contains(@id,'comment')]"):
        text = shown(element) if len(element) < 4 else None
        if text and (match := COMMENT_COUNT.match(text)):
            number = match.group(1) or match.group(2)
            return 0 if number.lower() == "no" else int(number)
    return None


def comments(markup: Markup) -> tuple[Comment, ...]:
    """The readers' comments that the page carries: JSON-LD, microdata, or a list marked up as comments."""
    found = [c for node in resolve(markup, markup.article.get("comment")) if (c := _ld_comment(markup, node))]
    if not found:
        items = markup.tree.xpath("//*[contains(@itemtype,'schema.org/') and contains(@itemtype,'Comment')]")
        items = items or markup.tree.xpath(
            "//*[self::ol or self::ul or self::div][contains(@class,'commentlist') or contains(@class,'comment-list')]"
            "//*[self::li or self::article or self::div][contains(concat(' ',@class,' '),' comment ')]"
        )
        found = [c for item in items if (c := _marked_comment(item))]
    return tuple(dict.fromkeys(found))


def _ld_comment(markup: Markup, node: Any) -> Comment | None:
    text = plain(node.get("text")) if isinstance(node, dict) and "Comment" in types_of(node) else None
    if not text:
        return None
    author = next((plain(a.get("name")) for a in resolve(markup, node.get("author")) if isinstance(a, dict)), None)
    return Comment(text, author, timestamp(plain(node.get("dateCreated") or node.get("datePublished"))))


def _marked_comment(item: HtmlElement) -> Comment | None:
    def inside(path: str) -> str | None:
        for found in item.xpath(path):
            if text := plain(found) if isinstance(found, str) else shown(found):
                return text
        return None

    text = inside(
        ".//*[@itemprop='text' or @itemprop='commentText' or contains(@class,'comment-content')"
        " or contains(@class,'comment-body') or contains(@class,'comment-text')]"
    )
    if not text:
        return None
    author = inside(
        ".//*[@itemprop='author' or @itemprop='creator']//*[@itemprop='name'] | .//*[@itemprop='author']"
        " | .//*[contains(concat(' ',@class,' '),' fn ') or contains(@class,'comment-author')]"
    )
    when = inside(".//time/@datetime | .//*[@itemprop='dateCreated']/@content | .//time")
    return Comment(text, author, timestamp(when))
