"""The proper names of a story: what the encoder finds, with one kind for each name and none of its mentions missed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import lru_cache

from onrecord.annotate.entities import SMALL, shown_name
from onrecord.annotate.lexicon import TITLES
from onrecord.annotate.places import speaks_for
from onrecord.encode import Encoder, Encoding
from onrecord.model.name import Name, NameKind
from onrecord.model.span import Span


def find_names(text: str, encoding: Encoding, encoder: Encoder) -> tuple[Name, ...]:
    """The names of a text in order, without the articles before and the possessive endings after them.

    A name has the kind that its mentions in the story speak for together, and is found wherever it stands.
    """
    words = encoding.tokens.word_spans
    found = []
    votes: dict[str, dict[NameKind, float]] = defaultdict(lambda: defaultdict(float))
    for run in encoder.label_names(encoding):
        span = _trimmed(text, (int(words[run.start, 0]), int(words[run.end - 1, 1])))
        if _is_no_name(text, span):
            continue
        kind: NameKind = run.role  # type: ignore[assignment]
        found.append(Name(span, kind))
        votes[text[slice(*span)]]["place" if kind == "person" and _is_in(text, span) else kind] += run.confidence
    for span in spelled_out(text):
        inside = [name for name in found if span[0] < name.span[1] and name.span[0] < span[1]]
        reaches_out = any(name.span[0] < span[0] or span[1] < name.span[1] for name in inside)
        if not inside or reaches_out or inside[0].span == span:
            continue
        kind = next((name.kind for name in inside if name.kind in _BODIES), "organisation")
        found = sorted([n for n in found if n not in inside] + [Name(span, kind)], key=lambda name: name.span)
        votes[text[slice(*span)]][kind] += 1
    kinds: dict[str, NameKind] = {name: max(some, key=lambda kind: some[kind]) for name, some in votes.items()}
    kinds |= {name: "place" for name in kinds if _is_capital(text, name, kinds)}
    settled = [Name(name.span, kinds[text[slice(*name.span)]]) for name in found]
    return tuple(sorted(settled + _missed(text, settled, kinds), key=lambda name: name.span))


def _is_in(text: str, span: Span) -> bool:
    """Whether something is in or near what a name names, and so in no person: `a school in Marn`.

    Of 2,234 names behind such a word in the worldwide training stories 42 are persons', most with an ending: `Ode's`.
    """
    owned = text.startswith(("'", "’"), span[1])
    return not owned and _IN.search(text[max(0, span[0] - _LONGEST_IN) : span[0]]) is not None


_LONGEST_IN = 12
_IN = re.compile(r"\b(?:in|near|across|around|outside|throughout) $")

_ACRONYM = re.compile(r" \((?P<letters>[A-Z]{3,8})\)")
_BODIES = ("organisation", "facility")


def spelled_out(text: str) -> list[Span]:
    """The capitalised words before each acronym in brackets whose first letters it has.

    >>> text = "The old Marn Valley Water Board (MVWB) met."
    >>> [text[slice(*span)] for span in spelled_out(text)]
    ['Marn Valley Water Board']
    """
    spans = []
    for match in _ACRONYM.finditer(text):
        left, start = match["letters"], match.start()
        for word in reversed(list(_WORD_OR_AND.finditer(text, max(0, match.start() - _LONGEST), match.start()))):
            if text[word.end() : start].strip(" -") or not left:
                break
            if word.group()[0] == left[-1]:
                left, start = left[:-1], word.start()
            elif word.group() in SMALL or word.group() == "&":
                start = word.start()
            else:
                break
        if not left:
            spans.append((start, match.start()))
    return spans


_WORD_OR_AND = re.compile(r"[^\W\d_][\w’']*|&")
_LONGEST = 100


def _is_capital(text: str, name: str, kinds: dict[str, NameKind]) -> bool:
    """Whether a name taken for a person's is a capital or building that speaks for a state: `Washington said`.

    It is a person's where the story has a longer name of a person with it, or puts a title before it.
    """
    if kinds[name] != "person" or speaks_for(name) is None:
        return False
    longer = any(name in other.split() for other, kind in kinds.items() if kind == "person" and other != name)
    before = re.finditer(rf"(\S+)\s+{re.escape(name)}(?!\w)", text)
    return not longer and not any(match[1].casefold() in TITLES for match in before)


def _is_no_name(text: str, span: Span) -> bool:
    """Whether small letters, here or elsewhere in the story, say that some words are no name.

    Here where the line has capitals; elsewhere where the line is one that capitalises whatever it says, a headline.
    """
    words = text[slice(*span)]
    start, end = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1])
    line = text[start : end if end >= 0 else len(text)]
    if words == words.lower():
        return line != line.lower()
    if not _is_capitalised(line):
        return False
    return all(re.search(rf"(?<![\w-]){re.escape(word.lower())}(?![\w-])", text) for word in _WORD.findall(words))


@lru_cache(maxsize=1)  # the names of a line are asked after each other
def _is_capitalised(line: str) -> bool:
    """Whether a line capitalises whatever it says."""
    words = [word for word in _WORD.findall(line) if len(word) > _SHORTEST]
    return bool(sum(word[0].isupper() for word in words) >= _MOST * len(words))


_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_MOST = 0.7
"""The share of longer words with a capital that makes a line a headline."""


def _trimmed(text: str, span: Span) -> Span:
    """A span without article, title and possessive ending, and with the bracket that closes one within it."""
    shown = shown_name(text, span).rstrip(",;:")
    at = text.find(shown, *span)
    if at < 0 or not any(character.isalnum() for character in shown):
        return span
    end = at + len(shown)
    if "(" in shown and ")" not in shown and text[end : end + 1] == ")":
        end += 1
    return at, end


def _missed(text: str, found: list[Name], kinds: dict[str, NameKind]) -> list[Name]:
    """The other places where a name of the story stands in the same letters, unless it may be another word there."""
    proper = [words for words in kinds if len(words) >= _SHORTEST and _PROPER.search(words)]
    if not proper:
        return []
    either = "|".join(re.escape(words) for words in sorted(proper, key=len, reverse=True))
    starts = [name.span[0] for name in found]
    missed = []
    for match in re.finditer(rf"(?<![\w-])(?:{either})(?![\w-])", text):
        start, end = match.span()
        near = bisect_left(starts, end)
        if near == 0 or found[near - 1].span[1] <= start:
            missed.append(Name((start, end), kinds[match.group()]))
    return missed


_SHORTEST = 3
_PROPER = re.compile(r"^[A-Z].*[ -][A-Z]|[A-Z].*[A-Z]")
"""Two capitals: one alone may begin a sentence."""
