"""Other names in the stories that are marked for names alone, so that a name is known by what stands around it.

Anew each epoch, in most stories: each person is called as somebody of another story is, surname for surname, and some
places and organisations too.
"""

from __future__ import annotations

import random
from typing import Any

Story = dict[str, Any]

RENAMED = 0.85
"""The share of stories in which people are called otherwise."""

MOVED = 0.6
"""The share of places and organisations, in those stories, that are."""


def names_by_kind(stories: list[Story]) -> dict[str, list[list[str]]]:
    """Every name of the stories, in words, by kind."""
    pool: dict[str, dict[tuple[str, ...], None]] = {"person": {}, "place": {}, "organisation": {}}
    for story in stories:
        for start, end, kind in story["names"]:
            words = tuple(story["text"][start:end].split())
            if kind in pool and words and all(word[0].isupper() for word in words):
                pool[kind][words] = None
    return {kind: [list(words) for words in names] for kind, names in pool.items()}


def with_other_names(story: Story, pool: dict[str, list[list[str]]], chance: random.Random) -> Story:
    """A story with other names of the same kinds in the same places; the given one is not changed."""
    if chance.random() >= RENAMED:
        return story
    text, called = story["text"], _called(story, pool, chance)
    pieces: list[str] = []
    names: list[list[Any]] = []
    at = length = 0
    for start, end, kind in story["names"]:
        if start < at:
            continue
        words = text[start:end]
        new = called.get((kind, words), words)
        new = new.upper() if words.isupper() and len(words) > 4 else new
        pieces += [text[at:start], new]
        length += start - at
        names.append([length, length + len(new), kind])
        length += len(new)
        at = end
    return {**story, "text": "".join([*pieces, text[at:]]), "names": names}


def _called(story: Story, pool: dict[str, list[list[str]]], chance: random.Random) -> dict[tuple[str, str], str]:
    """What each name of a story becomes; a person's surname that of the person's new full name."""
    distinct = {(kind, story["text"][start:end]): None for start, end, kind in story["names"]}
    called: dict[tuple[str, str], str] = {}
    by_word: dict[str, str] = {}
    for kind, words in sorted(distinct, key=lambda name: -len(name[1].split())):
        parts = words.split()
        if kind == "person":
            if any(part in by_word for part in parts):
                called[kind, words] = " ".join(by_word.get(part, part) for part in parts)
                continue
            new = _other(pool["person"], len(parts), chance)
            by_word |= dict(zip(parts, new, strict=False))
            by_word[parts[-1]] = new[-1]
            called[kind, words] = " ".join(new)
        elif kind in pool and chance.random() < MOVED:
            called[kind, words] = " ".join(_other(pool[kind], len(parts), chance))
    return called


def _other(names: list[list[str]], words: int, chance: random.Random) -> list[str]:
    """A name of about as many words."""
    for _ in range(20):
        name = chance.choice(names)
        if len(name) == words or (words > 2 and len(name) > 2):
            return name
    return name
