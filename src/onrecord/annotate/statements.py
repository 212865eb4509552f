"""Statements of a text: labelled runs joined into source, cue and content."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, field, replace

import numpy as np

from onrecord.annotate.citations import with_cited_speakers
from onrecord.annotate.forms import form_of, form_within
from onrecord.annotate.headlines import with_speaking_headlines
from onrecord.annotate.links import Ints, Layout, LinkWeights, layout, link
from onrecord.annotate.signed import with_signed_quotations
from onrecord.encode import Encoder, Encoding, Labelled
from onrecord.encode.labels import ROLES
from onrecord.encode.quotation import ODD_MARK, quotation_states
from onrecord.model.span import Span
from onrecord.model.statement import Statement, numbered

_ENDS = frozenset(".!?")
_BLANK = " \t\n\r\u00a0"
_TRIMMED = {"source": _BLANK + ",;:", "cue": _BLANK + ",;:", "content": _BLANK}
"""What no span begins or ends with; a content keeps its punctuation, which belongs to the words quoted."""


@dataclass(slots=True)
class _Draft:
    """A cue with what has been joined to it; word indices."""

    cue: Labelled
    source: Labelled | None
    contents: list[Labelled] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)
    outer: _Draft | None = None


@dataclass(slots=True)
class _Reading:
    """A text with what the encoder and the marks say of it."""

    text: str
    encoding: Encoding
    layout: Layout
    weights: LinkWeights
    states: list[int]
    words: Ints


LEAST_CONFIDENCE = 0.3
"""Statements less likely than this to be right are not put on record; chosen on Wikinews and worldwide dev."""


def find_statements(
    text: str, encoder: Encoder, least_confidence: float = LEAST_CONFIDENCE, encoding: Encoding | None = None
) -> tuple[Statement, ...]:
    """The statements of a text, outermost and nested, in order of their first character.

    `encoding` is what the encoder makes of the text, where that was asked already. A cue to which no content was
    joined is no statement; a statement without a source keeps an empty one.
    """
    encoding = encoding or encoder.encode(text)
    heads = encoder.heads
    reading = _Reading(
        text,
        encoding,
        layout(encoding.tokens.starts_line, encoding.tokens.is_stop),
        LinkWeights(heads.layout, heads.none_key, heads.none_bias),
        quotation_states(text).tolist(),
        encoding.tokens.word_spans,
    )
    outermost = _join(reading, encoder.label(encoding))
    drafts = outermost + _nested(reading, outermost, encoder)
    found = [(draft, _statement(reading, draft, encoder.calibration)) for draft in drafts]
    sure = [(draft, statement) for draft, statement in found if statement.confidence >= least_confidence]
    told = with_signed_quotations(text, with_cited_speakers(text, _held(sure)))
    return within_their_holders(with_speaking_headlines(text, told))


def _held(found: list[tuple[_Draft, Statement]]) -> tuple[Statement, ...]:
    """The statements, numbered, each nested one with the id of what it is within."""
    ids = {id(draft): f"s{i}" for i, (draft, _) in enumerate(found)}
    # One that holds another is at least as sure as it, and so is here too.
    return numbered(
        [replace(s, id=ids[id(draft)], within=ids[id(draft.outer)] if draft.outer else None) for draft, s in found]
    )


def within_their_holders(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The statements, none of them within one whose content was cut so that it holds the other's no more.

    >>> outer = Statement("s1", "direct", (), ((0, 4),), ((5, 20),))
    >>> inner = Statement("s2", "indirect", (), ((24, 28),), ((30, 40),), within="s1")
    >>> [s.within for s in within_their_holders((outer, inner))]
    [None, None]
    """
    by_id = {s.id: s for s in statements}

    def holds(holder: Statement, s: Statement) -> bool:
        return any(start <= s.content[0][0] < end for start, end in holder.content)

    held = [by_id[s.within] if s.within else None for s in statements]
    return tuple(
        s if holder is None or holds(holder, s) else replace(s, within=holder.within)
        for s, holder in zip(statements, held, strict=True)
    )


def _nested(reading: _Reading, outermost: list[_Draft], encoder: Encoder) -> list[_Draft]:
    """The statements within the contents of others."""
    holders = sorted(((run, draft) for draft in outermost for run in draft.contents), key=lambda pair: pair[0].start)
    runs = encoder.label_within(reading.encoding, [run for run, _ in holders])
    starts = [run.start for run, _ in holders]
    by_draft: dict[int, list[Labelled]] = {}
    for run in runs:
        _, draft = holders[bisect_right(starts, run.start) - 1]
        by_draft.setdefault(id(draft), []).append(run)
    nested = []
    for outer in outermost:
        for draft in _join(reading, by_draft.get(id(outer), [])):
            draft.outer = outer
            nested.append(draft)
    return nested


def _join(reading: _Reading, runs: list[Labelled]) -> list[_Draft]:
    """Join the runs of one layer into statements; those without content are dropped."""
    by_role = {role: [run for run in runs if run.role == role] for role in ROLES}
    sources, cues, contents = (_ranges(by_role[role]) for role in ROLES)
    links = link(reading.encoding.links, reading.layout, sources, cues, contents, reading.weights)
    drafts = []
    for cue, (at, sure) in zip(by_role["cue"], links.source_of, strict=True):
        source = by_role["source"][at] if at >= 0 else None
        drafts.append(_Draft(cue, source, sure=[cue.confidence, sure, *([source.confidence] if source else [])]))
    for content, (at, sure) in zip(by_role["content"], links.cue_of, strict=True):
        if at >= 0:
            drafts[at].contents.append(content)
            drafts[at].sure += [content.confidence, sure]
    return [draft for draft in drafts if draft.contents]


def _ranges(runs: list[Labelled]) -> Ints:
    return np.array([(run.start, run.end) for run in runs], np.int64).reshape(-1, 2)


def _statement(reading: _Reading, draft: _Draft, calibration: tuple[float, float]) -> Statement:
    text, words = reading.text, reading.words

    def span(run: Labelled) -> Span:
        start, end = int(words[run.start, 0]), int(words[run.end - 1, 1])
        while start < end - 1 and text[start] in _TRIMMED[run.role]:
            start += 1
        while end > start + 1 and text[end - 1] in _TRIMMED[run.role]:
            end -= 1
        return start, end

    content = tuple(
        _to_end_of_quotation(text, _from_odd_mark(text, span(run)), reading.states) for run in draft.contents
    )
    # A nested statement can be right only where the one that holds it is.
    sure = draft.sure + (draft.outer.sure if draft.outer else [])
    return Statement(
        id="",
        form=form_within(text, content) if draft.outer else form_of(text, content, reading.states),
        source=(span(draft.source),) if draft.source else (),
        cue=(span(draft.cue),),
        content=content,
        confidence=_confidence(sure, calibration),
    )


def _from_odd_mark(text: str, span: Span) -> Span:
    """A span, with the mark alone before it at the start of its line, which the encoder is not shown."""
    line = text.rfind("\n", 0, span[0]) + 1
    return (line, span[1]) if ODD_MARK.fullmatch(text[line : span[0]].rstrip()) and line < span[0] else span


def _to_end_of_quotation(text: str, span: Span, states: list[int]) -> Span:
    """A span that opens with a quotation mark, cut where its quotation ends with a sentence: `"We will." That day`."""
    start, end = span
    if states[start] != 2:
        return span
    for at in range(start + 2, end - 1):
        if states[at] == 2 and states[at - 1] == 1 and text[at - 1] in _ENDS:
            following = text[at + 1 : end].lstrip()
            return (start, at + 1) if following[:1].isupper() else span
    return span


def log_odds(chance: float) -> float:
    """The logarithm of a probability's odds, within bounds.

    >>> log_odds(0.5)
    0.0
    """
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(chance / (1 - chance))


def _confidence(sure: list[float], calibration: tuple[float, float]) -> float:
    """How likely a statement is right, to three places: its parts' probabilities, multiplied and calibrated."""
    slope, shift = calibration
    return round(1 / (1 + math.exp(-(slope * log_odds(math.prod(sure)) + shift))), 3)
