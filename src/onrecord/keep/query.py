"""What a person types into a search becomes a query of the full-text index."""

from __future__ import annotations

import re

from onrecord.errors import InputError

_TERM = re.compile(r'(-?)"([^"]*)"?|(\S+)')
_WORD = re.compile(r"\w")


def to_match(words: str) -> str:
    """An FTS5 expression: all words, "phrases" together, `-word` left out, OR between alternatives.

    Anything else is taken as words, so that no input is a syntax error. Raises InputError where no word is
    left to search for.

    >>> to_match('dam "Tarn Valley" -flood')
    '("dam" AND "Tarn Valley") NOT "flood"'
    >>> to_match("dam OR bridge")
    '("dam" OR "bridge")'
    """
    groups: list[list[str]] = [[]]
    unwanted: list[str] = []
    for minus, phrase, word in _TERM.findall(words):
        if word == "OR":
            groups.append([])
            continue
        minus, term = (minus, phrase) if phrase else (("-", word[1:]) if word.startswith("-") else ("", word))
        if not _WORD.search(term):
            continue
        quoted = '"' + term.replace('"', '""') + '"'
        if minus:
            unwanted.append(quoted)
        else:
            groups[-1].append(quoted)
    wanted = [" AND ".join(group) for group in groups if group]
    if not wanted:
        raise InputError(f"no word to search for in {words!r}")
    # OR binds looser than AND, so that the groups need no brackets of their own.
    match = "(" + " OR ".join(wanted) + ")"
    return " NOT ".join([match, *unwanted])
