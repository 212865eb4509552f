"""Statements of a text: labelled runs joined into source, cue and content."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from onrecord.annotate.forms import form_of
from onrecord.annotate.links import Ints, LinkWeights, layout, link
from onrecord.encode import Encoder, Encoding, Labelled
from onrecord.encode.tokens import quotation_states
from onrecord.model.span import Span
from onrecord.model.statement import Statement

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


LEAST_CONFIDENCE = 0.3
"""Statements less likely than this to be right are not put on record; chosen on Wikinews and worldwide dev."""


def find_statements(text: str, encoder: Encoder, least_confidence: float = LEAST_CONFIDENCE) -> tuple[Statement, ...]:
    """The outermost statements of a text, in order of their first character.

    A cue to which no content was joined is no statement; a statement without a source keeps an empty one.
    """
    encoding = encoder.encode(text)
    runs = encoder.label(encoding)
    by_role = {role: [run for run in runs if run.role == role] for role in ("source", "cue", "content")}
    drafts = _join(encoding, text, by_role, encoder)
    states = quotation_states(text).tolist()
    found = [_statement(d, text, encoding, states, encoder.calibration) for d in drafts if d.contents]
    found = [s for s in found if s.confidence >= least_confidence]
    found.sort(key=lambda s: min(s.source + s.cue + s.content))
    return tuple(
        Statement(f"s{i}", s.form, s.source, s.cue, s.content, confidence=s.confidence) for i, s in enumerate(found, 1)
    )


def _join(encoding: Encoding, text: str, by_role: dict[str, list[Labelled]], encoder: Encoder) -> list[_Draft]:
    tokens = encoding.tokens
    stops = np.array([text[start:end] in _ENDS for start, end in tokens.word_spans.tolist()], bool)
    weights = LinkWeights(encoder.heads.layout, encoder.heads.none_key, encoder.heads.none_bias)
    sources, cues, contents = (_ranges(by_role[role]) for role in ("source", "cue", "content"))
    links = link(encoding.links, layout(tokens.starts_line, stops), sources, cues, contents, weights)
    drafts = []
    for cue, (at, sure) in zip(by_role["cue"], links.source_of, strict=True):
        source = by_role["source"][at] if at >= 0 else None
        drafts.append(_Draft(cue, source, sure=[cue.confidence, sure, *([source.confidence] if source else [])]))
    for content, (at, sure) in zip(by_role["content"], links.cue_of, strict=True):
        if at >= 0:
            drafts[at].contents.append(content)
            drafts[at].sure += [content.confidence, sure]
    return drafts


def _ranges(runs: list[Labelled]) -> Ints:
    return np.array([(run.start, run.end) for run in runs], np.int64).reshape(-1, 2)


def _statement(
    draft: _Draft, text: str, encoding: Encoding, states: list[int], calibration: tuple[float, float]
) -> Statement:
    words = encoding.tokens.word_spans

    def span(run: Labelled) -> Span:
        start, end = int(words[run.start, 0]), int(words[run.end - 1, 1])
        while start < end - 1 and text[start] in _TRIMMED[run.role]:
            start += 1
        while end > start + 1 and text[end - 1] in _TRIMMED[run.role]:
            end -= 1
        return start, end

    content = tuple(_to_end_of_quotation(text, span(run), states) for run in draft.contents)
    return Statement(
        id="",
        form=form_of(text, content, states),
        source=(span(draft.source),) if draft.source else (),
        cue=(span(draft.cue),),
        content=content,
        confidence=_confidence(draft.sure, calibration),
    )


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
