"""On Record reads news stories and puts on record who said what, each finding tied to the exact characters.

>>> import onrecord
>>> record = onrecord.record_text("The bridge will stay closed, the mayor said on Monday.")
>>> [record.story.words(span) for span in record.statements[0].source]
['the mayor']
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.encode import Encoder
    from onrecord.model import Record

__all__ = ["record_page", "record_text"]


def record_page(path: str | Path) -> Record:
    """The record of a page on disk: HTML, gzipped or not, or extracted text; raises PageError."""
    from onrecord.annotate import story_to_record
    from onrecord.read import load_file, page_to_story

    return story_to_record(page_to_story(load_file(Path(path))), _encoder())


def record_text(text: str) -> Record:
    """The record of a bare text, which is kept to the character; spans count its code points."""
    from onrecord.annotate import story_to_record
    from onrecord.read import text_to_story

    return story_to_record(text_to_story(text), _encoder())


@cache
def _encoder() -> Encoder:
    """The one encoder of this process."""
    from onrecord.encode import Encoder

    return Encoder()
