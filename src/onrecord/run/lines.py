"""The pipe for other programs: stories as JSON lines or plain text in, one record a line out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from onrecord.annotate import story_to_record
from onrecord.encode import Encoder
from onrecord.errors import InputError
from onrecord.model.as_json import to_json
from onrecord.model.story import Story
from onrecord.read import text_to_story

_FACTS = ("id", "headline", "outlet", "url", "published", "language")


def annotate_lines(stream: BinaryIO, encoder: Encoder) -> Iterator[str | InputError]:
    """One line of JSON for each story of a stream, in the same order; an InputError in the place of a bad one."""
    for story in stories_in(stream):
        yield story if isinstance(story, InputError) else to_json(story_to_record(story, encoder))


def stories_in(stream: BinaryIO) -> Iterator[Story | InputError]:
    """The stories of a stream: JSON lines where the first line is a JSON object, else one plain text.

    A story's text is kept to the character. Lines end with `\\n` alone, since JSON strings may hold U+2028.
    """
    number = 0
    blank = first = b""
    for first in stream:
        number += 1
        if first.strip():
            break
        blank += first
    if not first.strip():
        yield InputError("empty")
        return
    if not _is_object(first):
        yield _plain(blank + first + stream.read())
        return
    yield _parsed(first, number)
    for line in stream:
        number += 1
        if line.strip():
            yield _parsed(line, number)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _plain(content: bytes) -> Story | InputError:
    try:
        return text_to_story(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        return InputError(f"not UTF-8 at byte {error.start}")


def _parsed(line: bytes, number: int) -> Story | InputError:
    try:
        values: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        return InputError(f"line {number}: no JSON: {error}")
    if not isinstance(values, dict) or not isinstance(values.get("text"), str):
        return InputError(f'line {number}: no object with a "text"')
    facts = {name: str(values[name]) for name in _FACTS if values.get(name) is not None}
    return text_to_story(values["text"], **facts)
