"""Which characters of a text stand inside quotation marks, whatever marks an outlet prints and however odd they are."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

QUOTATION = ("outside", "inside", "mark")
"""The states of a character; `quotation_states` gives indices into these."""

ODD_MARK = re.compile(r"(?m:^)(?:``|''|[\"“”„«»‘’'`])(?!\S)")
"""A mark alone at the start of a line, odd where no quotation is on either side of it."""

_CLOSED_BY = {
    "“": frozenset("”"),
    "„": frozenset("”“"),
    "«": frozenset("»"),
    "»": frozenset("«»"),
    "”": frozenset('”"'),
    '"': frozenset('"”'),
    "''": frozenset(["''"]),
    "``": frozenset(["''", "``"]),
}
"""The marks that open a quotation, each with those that close it; some outlets print a closing one at both ends."""

_ANY_CLOSING = frozenset("”»")
_ENDS = frozenset(",.?!")
"""After these a straight mark closes what a curly one opened; elsewhere it marks words inside the quotation."""

_OPENING = _CLOSED_BY.keys() - _ANY_CLOSING
_CURLY = frozenset("“„«")
_MARK = re.compile("``|''|[\"“”„«»\n]|(?<![^\\s(\\[—–-])[‘'](?=[^\\s'’0-9])")
_DOUBLE = re.compile("``|''|[\"“”„«»]")
_FARTHEST, _MOST_LINES = 2000, 8
"""How many characters and ends of lines on the mark is looked for that closes a quotation over several paragraphs."""

_OPENS_LINE = re.compile("\\s*(?:``|''|[\"“„«])")
_OPENS_LINE_SINGLE = re.compile("\\s*[‘'](?=\\w)")
_SINGLE_END = re.compile("[’'](?![^\\W_])")
_MORE = re.compile(" [a-z]")
_SHORTEST = 2
"""Fewer characters between single marks are letters left out, as in rock 'n' roll."""


def quotation_states(text: str) -> NDArray[np.int64]:
    """Whether each code point is outside, inside or itself a quotation mark; shape (len(text),).

    A double mark without its partner holds to the end of its line where a colon or comma leads to it, or where the
    next line opens with one, as in quotations over several paragraphs, and further where the next mark, in a later
    paragraph, is one that can only close; else it is an odd mark and holds nothing.
    A single mark opens a quotation only where its line has one to close it, or where it opens its line, or is led to
    by a colon or comma, and the next line opens with one too, since it is an apostrophe elsewhere.

    >>> "".join(" i'"[state] for state in quotation_states("He said: ''No.''"))
    "         ''iii''"
    """
    states = np.zeros(len(text), np.int64)
    opened, awaited = -1, frozenset[str]()
    after_single = none_closes_before = 0
    for match in _MARK.finditer(text):
        at, end, mark = match.start(), match.end(), match.group()
        if at < after_single:
            continue
        if mark == "\n":
            none_closes_before = 0
            if opened < 0 or _closes_later(text, at, awaited):
                continue
            if _led_to(text, opened) or _OPENS_LINE.match(text, at):
                _fill(states[opened:at])
            opened = -1
        elif mark in "‘'":
            if opened >= 0 or at < none_closes_before:
                continue
            close = _single_end(text, end)
            if close < 0:
                # Nor has any later mark of this line one to close it.
                none_closes_before = end + _FARTHEST
                stop = text.find("\n", end)
                if stop >= 0 and _opens_line(text, at) and _OPENS_LINE_SINGLE.match(text, stop):
                    states[at], states[end:stop] = 2, 1
                    after_single = stop
                continue
            states[at], states[end:close], states[close] = 2, 1, 2
            after_single = close + 1
        else:
            states[at:end] = 2
            closes = mark in awaited or mark in _ANY_CLOSING or (mark == '"' and text[at - 1 : at] in _ENDS)
            if opened >= 0 and closes:
                _fill(states[opened:at])
                opened = -1
            elif opened < 0 and _opens(text, at, mark):
                opened, awaited = at, _CLOSED_BY[mark]
    if opened >= 0 and _led_to(text, opened):
        _fill(states[opened:])
    return states


def is_quoted(states: NDArray[np.int64], start: int, end: int) -> bool:
    """Whether all of a stretch of a text stands inside quotation marks; `states` are those of `quotation_states`.

    >>> is_quoted(quotation_states('"The dam will break." So it did.'), 1, 19)
    True
    """
    return bool((states[start:end] != 0).all())


def _fill(states: NDArray[np.int64]) -> None:
    """Make inside what is outside; marks stay marks."""
    states[states == 0] = 1


def _opens_line(text: str, mark: int) -> bool:
    return not text[text.rfind("\n", 0, mark) + 1 : mark].strip() or _led_to(text, mark)


def _led_to(text: str, mark: int) -> bool:
    return text[max(0, mark - 2) : mark].rstrip().endswith((":", ","))


def _closes_later(text: str, line_end: int, awaited: frozenset[str]) -> bool:
    """Whether the next double mark, a few lines on at most, is one that ends a quotation begun before."""
    following = text[line_end : line_end + _FARTHEST]
    match = _DOUBLE.search(following)
    if match is None or match.group() not in awaited or following[: match.start()].count("\n") > _MOST_LINES:
        return False
    return following[match.start() - 1] in _ENDS and not following[match.end() : match.end() + 1].isalnum()


def _opens(text: str, at: int, mark: str) -> bool:
    """Whether a mark may open a quotation: one at the end of a word can not, a closing one only at a word's start."""
    before, after = text[max(0, at - 1) : at], text[at + len(mark) : at + len(mark) + 1]
    if mark in _OPENING:
        return mark in _CURLY or not (before.isalnum() and not after.isalnum())
    return (not before or before.isspace() or before in ":([") and after.isalnum()


def _single_end(text: str, start: int) -> int:
    """Where a single quotation that begins at `start` closes on its line, -1 where it does not."""
    stop = text.find("\n", start, start + _FARTHEST)
    end = -1
    for match in _SINGLE_END.finditer(text, start + _SHORTEST, stop if stop >= 0 else start + _FARTHEST):
        end = match.start()
        # "the states' rights": after a plural the next mark is the likelier end.
        if text[end - 1] != "s" or not _MORE.match(text, end + 1):
            break
    return end
