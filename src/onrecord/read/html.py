"""An HTML page becomes a story: the body by trafilatura, the metadata by our own reader."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace

import trafilatura
from lxml.etree import SubElement, _Element

from onrecord.errors import PageError
from onrecord.model.page import Page
from onrecord.model.story import PartKind, Story, lay_out, story_id
from onrecord.read import metadata
from onrecord.read.decode import clean, decode
from onrecord.read.language import language_of
from onrecord.read.markup import read_markup

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

DEEPEST = 250
"""Elements within elements that the parser follows; what lies deeper was made to break readers and is not read."""

_LONG, _TOO_LITTLE = 80, 0.3
"""Where the fast extraction keeps less than this share of the page's paragraphs of so many characters, the thorough
one is asked too: it falls back on other ways to find the body, which elsewhere do more harm than good."""

_BLOCKS: dict[str, PartKind] = {
    "p": "paragraph",
    "head": "paragraph",
    "item": "paragraph",
    "quote": "quotation",
    "code": "paragraph",
}


def html_to_story(page: Page) -> Story:
    """Read a story from an HTML page; raises PageError where the page has no article."""
    tree = trafilatura.load_html(clean(decode(page.unpacked)))
    if tree is None:
        raise PageError("no HTML document in it")
    _mend_breaks(tree)
    markup = read_markup(tree)
    url, headline = metadata.canonical_url(markup), metadata.headline(markup)
    story = Story(
        id="",
        text="",
        outlet=metadata.outlet(markup, url),
        url=url,
        code=metadata.story_code(markup),
        headline=headline,
        kicker=metadata.kicker(markup, headline),
        byline=metadata.byline(markup),
        published=metadata.published(markup),
        updated=metadata.updated(markup),
        section=metadata.section(markup),
        language=metadata.language(markup),
        comment_count=metadata.comment_count(markup),
        comments=metadata.comments(markup),
        page=page.reference,
    )
    return _with_text(story, _body(tree, headline))


def _mend_breaks(tree: _Element) -> None:
    """Make paragraphs of what only breaks divide: `first<br><br>second`, or `<span class="br"></span>` as a break."""
    for element in tree.iter("span"):
        if "br" in element.get("class", "").split() and not len(element) and not element.text:
            element.tag = "br"
    for element in list(tree.iter("div", "section", "article")):
        own = len(element.text or "") + sum(len(child.tail or "") for child in element)
        if own > _OWN_WORDS and sum(child.tag == "br" for child in element) > _FEW_BREAKS:
            _divide(element)


_OWN_WORDS, _FEW_BREAKS = 1000, 4
"""Characters and breaks right in an element, from which on it is a body without paragraphs of its own."""
_IN_LINE = frozenset(["a", "abbr", "b", "cite", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "sub"])


def _divide(element: _Element) -> None:
    """Put each run of words and inline elements between breaks and blocks into a paragraph."""
    pieces: list[str | _Element] = [element.text or ""]
    for child in list(element):
        pieces += [child, child.tail or ""]
        child.tail = None
        element.remove(child)
    element.text = None
    paragraph: _Element | None = None
    for piece in pieces:
        if not isinstance(piece, str) and not isinstance(piece.tag, str):
            continue  # A comment.
        if isinstance(piece, str) or piece.tag in _IN_LINE:
            if paragraph is None:
                paragraph = SubElement(element, "p")
            _append(paragraph, piece)
        else:
            paragraph = None
            if piece.tag != "br":
                element.append(piece)


def _append(paragraph: _Element, piece: str | _Element) -> None:
    if not isinstance(piece, str):
        paragraph.append(piece)
    elif len(paragraph):
        paragraph[-1].tail = (paragraph[-1].tail or "") + piece
    else:
        paragraph.text = (paragraph.text or "") + piece


def _with_text(story: Story, body: list[tuple[PartKind, str]]) -> Story:
    """The story with its text laid out, its id, and the language that it is written in."""
    head: list[tuple[PartKind, str | None]] = [("headline", story.headline), ("kicker", story.kicker)]
    text, parts = lay_out([(kind, words) for kind, words in head if words] + body)
    language = language_of(" ".join(words for _, words in body)) or story.language
    return replace(story, id=story_id(text, story.url), text=text, parts=parts, language=language)


def _body(tree: _Element, headline: str | None) -> list[tuple[PartKind, str]]:
    """The blocks of the article; raises PageError where the page has none."""
    found = _extract(deepcopy(tree), fast=True)
    long = sum(len(words) for p in tree.iter("p") if len(words := _text(p)) > _LONG)
    if sum(len(words) for _, words in found) < _TOO_LITTLE * long:
        found = max(found, _extract(deepcopy(tree), fast=False), key=lambda blocks: sum(len(w) for _, w in blocks))
    # The heading stands at the head of the story already, with or without the label before it.
    if found and headline and metadata.is_heading(found[0][1], headline):
        found = found[1:]
    if not found:
        raise PageError(f"tags nested more than {DEEPEST} deep" if _is_deep(tree) else "a page without an article")
    return found


def _extract(tree: _Element, fast: bool) -> list[tuple[PartKind, str]]:
    # Comments are read from the markup; asked for here they leak into the body (.955 against .964 shingle F1).
    try:
        document = trafilatura.bare_extraction(tree, fast=fast, include_comments=False)
    except (RecursionError, ValueError, TypeError, AttributeError) as error:
        raise PageError(f"its body could not be read: {error}") from None
    if document is None or isinstance(document, dict) or document.body is None:
        return []
    return [(kind, words) for kind, text in _blocks(document.body) if (words := " ".join(text.split()))]


def _is_deep(tree: _Element) -> bool:
    return any(sum(1 for _ in leaf.iterancestors()) > DEEPEST for leaf in tree.iter() if not len(leaf))


def _blocks(body: _Element) -> Iterator[tuple[PartKind, str]]:
    """The blocks of trafilatura's tree in order, each element's text once."""
    pending: list[str] = []
    for element in body:
        if not isinstance(element.tag, str):
            continue
        if element.tag in ("list", "table", "div", "row", "cell") or (
            element.tag == "quote" and element.find("p") is not None
        ):
            yield from _flush(pending)
            yield from _nested(element)
        elif element.tag in _BLOCKS:
            yield from _flush(pending)
            for piece in _lines(element):
                yield _BLOCKS[element.tag], piece
        else:
            pending.append(_text(element))
        if element.tail and element.tail.strip():
            pending.append(element.tail)
    yield from _flush(pending)


def _nested(element: _Element) -> Iterator[tuple[PartKind, str]]:
    if element.tag == "row":
        cells = [" ".join(_text(cell).split()) for cell in element]
        yield "paragraph", " | ".join(cell for cell in cells if cell)
        return
    if element.text and element.text.strip():
        yield "paragraph", element.text
    yield from _blocks(element)


def _flush(pending: list[str]) -> Iterator[tuple[PartKind, str]]:
    if pending:
        yield "paragraph", " ".join(pending)
        pending.clear()


def _lines(element: _Element) -> Iterator[str]:
    """The text of a block, cut where `<lb/>` breaks it."""
    words: list[str] = [element.text or ""]
    for child in element.iterdescendants():
        if child.tag == "lb":
            yield "".join(words)
            words = [child.tail or ""]
        else:
            words += [child.text or "", child.tail or ""] if isinstance(child.tag, str) else [child.tail or ""]
    yield "".join(words)


def _text(element: _Element) -> str:
    return "".join(str(piece) for piece in element.itertext(with_tail=False))
