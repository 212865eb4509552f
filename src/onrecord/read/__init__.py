"""Bytes become a Story: `load_file` or `load_bytes`, then `page_to_story`."""

from onrecord.model.page import Page
from onrecord.model.story import Story
from onrecord.read.bare import text_to_story
from onrecord.read.clipping import clipping_to_story
from onrecord.read.load import load_bytes, load_file

__all__ = ["load_bytes", "load_file", "page_to_story", "text_to_story"]


def page_to_story(page: Page) -> Story:
    """The story on a page, HTML or extracted text; raises PageError where there is none.

    >>> page = load_bytes(b"Dam plan shelved\\n\\nThe dam on the Tarn will not be built, the council said.")
    >>> page_to_story(page).headline
    'Dam plan shelved'
    """
    if page.media_type == "text/html":
        from onrecord.read.html import html_to_story  # trafilatura takes a third of a second to import

        return html_to_story(page)
    return clipping_to_story(page)
