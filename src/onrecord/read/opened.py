"""What a page is wrapped in is taken off: a web archive's record, an e-mail, MHTML, PDF."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model.page import Page, PageReference
from onrecord.model.story import PartKind, Story, lay_out, story_id
from onrecord.read.dates import timestamp
from onrecord.read.formats.documents import MAIL, PDF, opened_mail, opened_pdf

RECORD = "application/warc"
"""The media type of a page that is one record of a web archive."""


def opened(page: Page) -> tuple[Page, dict[str, str]]:
    """The page inside, of HTML, text or data, and what the wrapping tells of the story.

    Raises PageError where the wrapping is damaged, or there is nothing in it.
    """
    if page.media_type == RECORD:
        from onrecord.read.formats.warc import opened_record

        return opened_record(page)
    if page.media_type == MAIL:
        return opened_mail(page)
    facts = {"url": page.path} if page.path and page.path.startswith(("http://", "https://")) else {}
    return (opened_pdf(page), facts) if page.media_type == PDF else (page, facts)


def with_facts(story: Story, facts: dict[str, str], page: PageReference) -> Story:
    """A story with what its wrapping tells of it where the page does not, and with the page as it was found."""
    story = replace(story, page=page)
    if not facts:
        return story
    headline = story.headline or facts.get("headline")
    text, parts = story.text, story.parts
    if headline != story.headline and headline:
        pieces: list[tuple[PartKind, str]] = [("headline", headline)]
        text, parts = lay_out([*pieces, *((part.kind, story.words(part.span)) for part in story.parts)])
    url = story.url or facts.get("url")
    return replace(
        story,
        id=story_id(text, url),
        text=text,
        parts=parts,
        headline=headline,
        url=url,
        outlet=story.outlet or facts.get("outlet"),
        published=story.published or timestamp(facts.get("published")),
    )
