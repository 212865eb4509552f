"""Labelled runs joined into statements: each content to its cue, each cue to its source.

The learned links choose; quotation marks decide where they leave no choice.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from onrecord.annotate.datelines import end_of_dateline
from onrecord.annotate.links import Ints, Layout, LinkWeights, link
from onrecord.encode import Encoding, Labelled
from onrecord.encode.labels import ROLES
from onrecord.encode.quotation import QUOTATION

_OUTSIDE, _INSIDE, _MARK = (QUOTATION.index(state) for state in ("outside", "inside", "mark"))

_LED = 0.95
"""How likely a quotation is of the cue right before it, at least."""

_DOUBTFUL = 0.7
"""A content less likely its statement's than this is left out where the statement would be with it."""


@dataclass(slots=True)
class Draft:
    """A cue with what has been joined to it, word indices; each content with how likely it is one, and the cue's."""

    cue: Labelled
    source: Labelled | None
    told: float
    contents: list[tuple[Labelled, float]] = field(default_factory=list)
    outer: Draft | None = None

    @property
    def sure(self) -> float:
        """The product of its parts' probabilities; a nested one can be right only where its holder is."""
        return self.told * math.prod(sure for _, sure in self.contents) * (self.outer.sure if self.outer else 1.0)

    def leave_out_the_doubtful(self, lines: Ints) -> None:
        """Keep the likeliest content, of the cue's line where that has one, and of the others those that are likely."""
        beside = [pair for pair in self.contents if lines[pair[0].start] == lines[self.cue.start]]
        likeliest = max(beside or self.contents, key=lambda pair: pair[1])
        self.contents = [pair for pair in self.contents if pair is likeliest or pair[1] >= _DOUBTFUL]


@dataclass(slots=True)
class Reading:
    """A text with what the encoder and the marks say of it."""

    text: str
    encoding: Encoding
    layout: Layout
    weights: LinkWeights
    states: list[int]
    words: Ints


def join(reading: Reading, runs: list[Labelled]) -> list[Draft]:
    """Join the runs of one layer into statements; those without a content or a true cue are dropped."""
    if not runs:
        return []
    by_role = {role: [run for run in runs if run.role == role] for role in ROLES}
    sources, cues, contents = (_ranges(by_role[role]) for role in ROLES)
    links = link(reading.encoding.links, reading.layout, sources, cues, contents, reading.weights)
    drafts = []
    for cue, (at, sure) in zip(by_role["cue"], links.source_of, strict=True):
        source = by_role["source"][at] if at >= 0 else None
        drafts.append(Draft(cue, source, cue.confidence * sure * (source.confidence if source else 1.0)))
    with_cue = {int(reading.layout.lines[cue.start]) for cue in by_role["cue"]}
    headline = _words_of_headline(reading)
    leads = {cue.end: i for i, cue in enumerate(by_role["cue"])}
    before: Labelled | None = None
    last = -1
    for content, (at, sure) in zip(by_role["content"], links.cue_of, strict=True):
        if (led_by := leads.get(_end_of_lead(reading, content), -1)) >= 0:
            at, sure = led_by, max(sure, _LED)
        without_cue = int(reading.layout.lines[content.start]) not in with_cue
        goes_on = before and last >= 0 and without_cue and _goes_on(reading, before, content)
        before, last = content, last if goes_on else at
        if last >= 0 and not (content.end <= headline < drafts[last].cue.start):
            drafts[last].contents.append((content, 1.0 if goes_on else content.confidence * sure))
    return [draft for draft in drafts if draft.contents and not _is_no_cue(reading, draft.cue)]


def _words_of_headline(reading: Reading) -> int:
    """How many words the first line has, where it ends as headlines do; none of them is told by a cue below it.

    Of 98 contents in such lines of the training stories one is.
    """
    end = reading.text.find("\n", len(reading.text) - len(reading.text.lstrip()))
    line = reading.text[: max(end, 0)].rstrip()
    if not line or len(line) > _LONGEST_HEADLINE or line.endswith(_STOPS):
        return 0
    return int(np.searchsorted(reading.words[:, 0], end))


_LONGEST_HEADLINE = 160
_STOPS = (".", "!", "?", '"', "”", "’", ":")


def _end_of_lead(reading: Reading, content: Labelled) -> int:
    """The place behind the cue that leads to a quotation at once, `he said, "No."`; -1 for another content."""
    if reading.states[int(reading.words[content.start, 0])] != _MARK:
        return -1
    before = reading.text[slice(*reading.words[content.start - 1])] if content.start else ""
    return content.start - 1 if before in (",", ":") else content.start


def _goes_on(reading: Reading, before: Labelled, content: Labelled) -> bool:
    """Whether a content is of the quotation before it, which no mark closes at its line's end as this one opens."""
    if content.start != before.end or not reading.encoding.tokens.starts_line[content.start]:
        return False
    ends, opens = int(reading.words[before.end - 1, 1]) - 1, int(reading.words[content.start, 0])
    return reading.states[ends] == _INSIDE and reading.states[opens] == _MARK


def _ranges(runs: list[Labelled]) -> Ints:
    return np.array([(run.start, run.end) for run in runs], np.int64).reshape(-1, 2)


def _is_no_cue(reading: Reading, cue: Labelled) -> bool:
    """Whether a cue is the colon or dash of a dateline, or a name: `Lena Varga, Said Marn and others`."""
    text, start, end = reading.text, int(reading.words[cue.start, 0]), int(reading.words[cue.end - 1, 1])
    named = text[start:end] == "Said" and text[:start].endswith(", ") and reading.states[start - 3] == _OUTSIDE
    return named or end <= end_of_dateline(text, text.rfind("\n", 0, start) + 1)
