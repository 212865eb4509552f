"""A quotation is one content: what the encoder found of it is made whole, and what it missed goes to whoever spoke.

Of 5,523 quotations of eight words and more in PolNeAR's training stories, 5,275 are one content whole and 173 are
marked as several; of 1,101 that stand behind a sentence of a statement, in its line, 1,000 are that statement's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.annotate.joining import Draft, Reading
from onrecord.encode import Labelled
from onrecord.encode.quotation import QUOTATION

_INSIDE, _MARK = QUOTATION.index("inside"), QUOTATION.index("mark")

_FEWEST = 6
"""Words; shorter ones are titles and terms as well."""

_BEHIND = 0.9
"""How likely a quotation that the encoder missed is of the statement before it."""

_SENTENCE_END = re.compile(r"[.!?][”\"’')]*\s*$")
_LONGEST_END = 8
_LEADS = (",", ":", "")
_MANY = 100
"""Labelled runs before a part that are looked at; more than a line has."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What of a quotation stands in one line, in words; `goes_on` from the line before, where no mark closed it."""

    start: int
    end: int
    goes_on: bool


def make_quotations_whole(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Let each quotation be one content of the statement that has any of it, or of the one that it follows."""
    owners = _Owners(reading, drafts)
    last: Draft | None = None
    for part in _parts(reading):
        within = owners.within(part)
        having = {id(draft): draft for _, draft in within}
        if len(having) > 1 or any(run.role != "content" for run, _ in within):
            last = None
        elif having:
            (last,) = having.values()
            _widen(last, part)
        else:
            last = last if part.goes_on else owners.before(part)
            if last is not None:
                run = Labelled("content", part.start, part.end, _BEHIND)
                last.contents = sorted([*last.contents, (run, _BEHIND)], key=lambda pair: pair[0].start)


def _widen(draft: Draft, part: _Part) -> None:
    """Make what a statement has of a quotation one content, that has all of it."""
    touching = [pair for pair in draft.contents if pair[0].start < part.end and part.start < pair[0].end]
    start = min(part.start, *(run.start for run, _ in touching))
    end = max(part.end, *(run.end for run, _ in touching))
    run, sure = max(touching, key=lambda pair: pair[1])
    rest = [pair for pair in draft.contents if pair not in touching]
    whole = (replace(run, start=start, end=end), sure)
    draft.contents = sorted([*rest, whole], key=lambda pair: pair[0].start)


class _Owners:
    """Who has the words of a text: its labelled runs in order, each with the statement that it is of."""

    def __init__(self, reading: Reading, drafts: Sequence[Draft]) -> None:
        self._reading = reading
        held = [(run, d) for d in drafts for run in (d.source, d.cue, *(run for run, _ in d.contents)) if run]
        self._held = sorted(held, key=lambda pair: pair[0].start)
        self._starts = [run.start for run, _ in self._held]

    def within(self, part: _Part) -> list[tuple[Labelled, Draft]]:
        """The runs that have some of a part."""
        first = max(0, bisect_left(self._starts, part.start) - 1)
        near = self._held[first : bisect_left(self._starts, part.end)]
        return [(run, draft) for run, draft in near if run.end > part.start]

    def before(self, part: _Part) -> Draft | None:
        """The statement that a part is of whose words stand before it in its line.

        The one that leads to it, `Ode said, | “...”`; where a sentence ends, the last, a quoted one if there is any.
        """
        reading, at = self._reading, bisect_left(self._starts, part.start)
        line = reading.layout.lines[part.start]
        nearby = [pair for pair in self._held[max(0, at - _MANY) : at] if reading.layout.lines[pair[0].start] == line]
        if not nearby:
            return None
        start, (run, nearest) = int(reading.words[part.start, 0]), nearby[-1]
        if run.role != "content" and reading.text[int(reading.words[run.end - 1, 1]) : start].strip() in _LEADS:
            return nearest
        if not _SENTENCE_END.search(reading.text[max(0, start - _LONGEST_END) : start]):
            return None
        quoted = [
            d for r, d in nearby if r.role == "content" and reading.states[int(reading.words[r.start, 0])] == _MARK
        ]
        return quoted[-1] if quoted else nearest


def _parts(reading: Reading) -> Iterator[_Part]:
    """The longer quotations of a text, line by line."""
    states, words, starts = reading.states, reading.words, reading.encoding.tokens.starts_line
    count = len(words)
    at, open_before = 0, False
    while at < count:
        goes_on = open_before and bool(starts[at])
        opens = states[int(words[at, 0])] == _MARK
        if not (opens or (goes_on and states[int(words[at, 0])] == _INSIDE)):
            open_before = open_before and not starts[at]
            at += 1
            continue
        end = at + 1
        while end < count and not starts[end] and states[int(words[end, 0])] == _INSIDE:
            end += 1
        closed = end < count and not starts[end] and states[int(words[end, 0])] == _MARK
        end += closed
        if end - at >= _FEWEST:
            yield _Part(at, end, goes_on)
        open_before = not closed and (end == count or bool(starts[end]))
        at = end
