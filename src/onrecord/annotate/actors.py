"""Who relays: the words that name an outlet in passing become an actor of the story."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.model.actor import Actor
from onrecord.model.span import Span

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


def relaying_actors(text: str, relays: Iterable[Span]) -> tuple[Actor, ...]:
    """One actor for each name that a relay goes by, in order of first mention; unnamed where no word is a name.

    >>> [actor.name for actor in relaying_actors("the BBC, a daily, BBC", [(0, 7), (9, 16), (18, 21)])]
    ['BBC', 'a daily']
    """
    by_name: dict[str, list[Span]] = {}
    for start, end in sorted(set(relays)):
        words = text[start:end]
        bare = _ARTICLE.sub("", words)
        by_name.setdefault(bare if _is_name(bare) else words, []).append((start, end))
    return tuple(
        Actor(
            id=f"a{number}",
            name=name,
            kind="organisation" if _is_name(_ARTICLE.sub("", name)) else "unnamed",
            names=tuple(dict.fromkeys(text[start:end] for start, end in spans)),
            mentions=tuple(spans),
        )
        for number, (name, spans) in enumerate(by_name.items(), 1)
    )


def _is_name(words: str) -> bool:
    return any(word[:1].isupper() for word in words.split())
