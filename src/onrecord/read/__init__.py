"""Bytes become a Story: `pages_of` a file, or `load_file` or `load_bytes`, then `page_to_story`."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model.page import Page
from onrecord.model.story import Story
from onrecord.read.bare import text_to_story
from onrecord.read.clipping import clipping_to_story
from onrecord.read.dates import day_in_address
from onrecord.read.formats import Found, Mapped, Mapping, PassedOver, is_container, pages_of
from onrecord.read.formats.columns import NAMES
from onrecord.read.load import load_bytes, load_file
from onrecord.read.opened import opened, with_facts

FACTS = tuple(NAMES)
"""The facts of a story that a column of a table may have."""

__all__ = [
    "FACTS",
    "Found",
    "Mapped",
    "Mapping",
    "PassedOver",
    "is_container",
    "links_in",
    "load_bytes",
    "load_file",
    "page_to_story",
    "pages_of",
    "text_to_story",
]


def page_to_story(page: Page) -> Story:
    """The story on a page, whatever it is wrapped in; raises PageError where there is none.

    A page that does not say when it was published is of the day that its address tells, where that tells one.

    >>> page = load_bytes(b"Dam plan shelved\\n\\nThe dam on the Tarn will not be built, the council said.")
    >>> page_to_story(page).headline
    'Dam plan shelved'
    """
    story = _story_on(page)
    return story if story.published else replace(story, published=day_in_address(story.url))


def _story_on(page: Page) -> Story:
    inner, facts = opened(page)
    if inner.media_type == "application/json":
        from onrecord.read.formats.items import item_to_story

        return item_to_story(inner)
    if inner.media_type == "text/html":
        from onrecord.read.html import html_to_story  # trafilatura takes a third of a second to import

        story = html_to_story(inner)
    else:
        story = clipping_to_story(inner)
    return with_facts(story, facts, page.reference)


def links_in(content: bytes) -> list[str] | None:
    """The addresses that a feed or a sitemap names, in order; null where it is neither."""
    from onrecord.read.formats import feeds  # feedparser is needed for feeds alone

    return feeds.links_in(content)
