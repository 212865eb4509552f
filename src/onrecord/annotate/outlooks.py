"""Which passages are outlooks: contents of statements whose cue says so, and words that the encoder labels so.

The cues are lists: `outlooks.toml`, beside this file. Whose an outlook is, how sure, by when and on what condition is
read from the stretch of its sentence that the same voice answers for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.ahead import Passage, passages_ahead
from onrecord.annotate.certainty import certainty_of
from onrecord.annotate.clauses import VERB
from onrecord.annotate.headlines import headlines_ahead
from onrecord.annotate.moments.calendar import same_day_moved
from onrecord.annotate.sentences import Sentences
from onrecord.encode import Encoding
from onrecord.encode.quotation import is_quoted, quotation_states
from onrecord.model.event import OUTLET
from onrecord.model.moment import Moment
from onrecord.model.outlook import Certainty, Horizon, Outlook, OutlookKind
from onrecord.model.record import Record
from onrecord.model.span import Span, Spans, shared, words_of
from onrecord.model.statement import Statement

_CUES: list[tuple[OutlookKind, re.Pattern[str], bool]] = [
    (c["kind"], re.compile(rf"(?<!\w)(?:{'|'.join(c['words'])})(?!\w)", re.IGNORECASE), c.get("ahead", False))
    for c in tomllib.loads((files(__package__) / "outlooks.toml").read_text(encoding="utf-8"))["cues"]
]
_NEGATED = re.compile(r"\b(?:not|no|never)\b|n['’]t\b", re.IGNORECASE)
_LOOKS_AHEAD = re.compile(
    r"^to |(?<!\w)(?:will|would|could|may|might|won['’]t|wouldn['’]t|going to)(?!\w)|['’](?:ll|d)\b", re.IGNORECASE
)


def kind_by_cue(text: str, statement: Statement) -> OutlookKind | None:
    """The kind of outlook that the cue of a statement makes of it; null where the cue says of none.

    `vowed`, `urged` and `warned that ... would` do; what is merely `said` of the future, or not expected, does not.

    >>> text = "She vowed to rebuild the dam."
    >>> kind_by_cue(text, Statement("s1", "indirect", ((0, 3),), ((4, 9),), ((10, 28),)))
    'pledge'
    """
    cue, content = words_of(text, statement.cue), words_of(text, statement.content)
    if not content or _NEGATED.search(cue):
        return None
    for kind, pattern, ahead in _CUES:
        if pattern.search(cue) and (not ahead or _LOOKS_AHEAD.search(content)):
            return kind
    return None


BY_CUE = 0.82
"""How likely an outlook is what its cue tells, as `make evaluate` measures it on gold sentences."""


def find_outlooks(
    text: str,
    encoding: Encoding,
    statements: Sequence[Statement],
    moments: Sequence[Moment],
    published: str | None,
) -> tuple[Outlook, ...]:
    """The outlooks of a text in order; `published` is the day of its publication.

    What a cue says goes before what the words look like.
    """
    sentences = Sentences(text)
    told = [Passage(kind, _beside_cue(s, sentences), BY_CUE) for s in statements if (kind := kind_by_cue(text, s))]
    for span, passive in headlines_ahead(text):
        if not any(shared((span,), t.spans) for t in told):
            told.append(Passage("prediction" if passive else "pledge", (span,), BY_CUE))
    looks = [
        passage
        for passage in passages_ahead(
            text, encoding, sentences, _between_voices(text, statements), _who_tells_within(statements)
        )
        if not any(shared(passage.spans, t.spans) for t in told)
        and not _asked(text, sentences, passage)
        and not _was(text, sentences, passage)
        and not _merely_names(text, passage, moments)
        and not any(_lies_in(passage, span) for s in statements for span in s.source)
        and not _CLAUSE_OF_TIME.fullmatch(words_of(text, passage.spans))
    ]
    about = _Context(text, sentences, statements, moments, published, quotation_states(text))
    found = sorted(told + looks, key=lambda passage: passage.spans)
    return tuple(about.outlook(f"o{n}", p.kind, p.spans, p.confidence) for n, p in enumerate(found, 1))


def _beside_cue(statement: Statement, sentences: Sentences) -> Spans:
    """What of a statement's content stands in the sentence of its cue, or all of it where nothing does."""
    sentence = sentences.number(statement.cue[0][0])
    beside = tuple(span for span in statement.content if sentences.number(span[0]) == sentence)
    return beside or statement.content


def _asked(text: str, sentences: Sentences, passage: Passage) -> bool:
    """Whether a passage is part of a question, which says nothing of what will be."""
    return _QUESTION.search(text[slice(*sentences.span(passage.spans[0][0]))]) is not None


_QUESTION = re.compile(r"\?[\"”’')]*$")


_CLAUSE_OF_TIME = re.compile(r"(?:(?:no|not) )?(?:until|till|before|after|when|while|once)\b[^,]*", re.IGNORECASE)
"""It says when something will be, not what: `until the elections are over`. None of 695 that people marked is one."""


def _was(text: str, sentences: Sentences, passage: Passage) -> bool:
    """Whether a passage taken for a schedule stands in a sentence all of which is past: `The flight left at noon`."""
    return passage.kind == "schedule" and not _TO_COME.search(text[slice(*sentences.span(passage.spans[0][0]))])


_TO_COME = re.compile(
    r"\b(?:will|would|shall|can|could|should|may|going|is|are|be|being|(?:has|have) (?:yet )?to|set|due|scheduled"
    r"|slated|poised|plan\w*|expect\w*|next|upcoming|coming|ahead|until|begins?|starts?|opens?|ends?|closes?|runs?|airs?"
    r"|takes?|meets?|holds?|faces?|heads?|returns?|(?:it|he|she|that|there|here|who|what)[’']s)\b|[’'](?:ll|re)\b",
    re.IGNORECASE,
)
"""One of these has every sentence with a schedule but one of 41 that people marked in the training stories."""


def _merely_names(text: str, passage: Passage, moments: Sequence[Moment]) -> bool:
    """Whether a passage taken for a schedule has no verb and no time: `the Marn Culture Centre and Museum`."""
    start, end = passage.spans[0][0], passage.spans[-1][1]
    timed = any(start < moment.span[1] and moment.span[0] < end for moment in moments)
    return passage.kind == "schedule" and not timed and not VERB.search(text, start, end)


def _lies_in(passage: Passage, source: Span) -> bool:
    """Whether a passage is no more than who says it: `Strike to go on, says | pilots' union`."""
    return source[0] <= passage.spans[0][0] and passage.spans[-1][1] <= source[1]


def _between_voices(text: str, statements: Sequence[Statement]) -> list[int]:
    """The places where one statement's content ends before another's, and where a participle leads to that one.

    `stop all aid | , saying | the money could be used`.
    """
    contents = sorted((span, s.id) for s in statements if s.within is None and s.source for span in s.content)
    ends = [one[1] for (one, whose), (_, whom) in pairwise(contents) if whose != whom]
    cues = [s.cue[0] for s in statements if s.cue and s.source]
    return sorted(ends + [end for start, end in cues if _PARTICIPLE.fullmatch(text, start, end)])


_PARTICIPLE = re.compile(
    r"(?:add|announc|argu|assert|claim|explain|indicat|insist|maintain|not|point|reiterat|say|stat|stress|suggest|tell"
    r"|underlin|warn)ing(?: out)?"
)


def _who_tells_within(statements: Sequence[Statement]) -> Spans:
    """The words amid a statement's content that say who tells it: `The bridge, | the ministry said, | is to close`."""
    around = [(s, s.content[0][0], s.content[-1][1]) for s in statements if s.within is None]
    tellers = {t for s, low, high in around for t in (*s.source, *s.cue) if s.source and low < t[0] and t[1] < high}
    return tuple(sorted(tellers))


def outlook_at(record: Record, spans: Spans, kind: OutlookKind) -> Outlook:
    """The outlook that a passage of a record is which a person points at."""
    story = record.story
    text, states = story.text, quotation_states(story.text)
    about = _Context(text, Sentences(text), record.statements, record.moments, story.day, states)
    return about.outlook("", kind, spans, 1.0)


_HELD = 0.75
"""The share of a passage that a statement's content has to hold for the passage to be its speaker's."""

_CONDITION = re.compile(
    r"\b(?:(?:as|so) long as|unless|provided(?: that)?|on condition that|only if|(?<!as )(?<!even )if) [^,.;:“”\"]{4,}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Context:
    """What is known of a text when its outlooks are read."""

    text: str
    sentences: Sentences
    statements: Sequence[Statement]
    moments: Sequence[Moment]
    published: str | None
    states: NDArray[np.int64]

    def outlook(self, name: str, kind: OutlookKind, spans: Spans, confidence: float) -> Outlook:
        """The outlook that a passage is: who answers for it, how sure, by when and on what condition."""
        holder = self._holder(spans)
        whole = spans[0][0], spans[-1][1]
        reach = self._same_voice(whole, holder)
        certainty: Certainty | None = None
        phrase: Span | None = None
        if kind == "prediction":
            certainty, phrase = certainty_of(self.text, whole)
        condition = _CONDITION.search(self.text, *whole) or _CONDITION.search(self.text, *reach)
        said = self.moments[holder.said] if holder and holder.said is not None else None
        since = (said and said.latest) or self.published
        return Outlook(
            id=name,
            kind=kind,
            spans=spans,
            confidence=round(confidence, 3),
            by=holder.speaker if holder else None if is_quoted(self.states, *whole) else OUTLET,
            statement=holder.id if holder else None,
            certainty=certainty,
            phrase=phrase,
            horizon=self._horizon(whole, since) or self._horizon(reach, since) if since else self._last_day(whole),
            condition=condition.span() if condition else None,
        )

    def _holder(self, spans: Spans) -> Statement | None:
        """The innermost statement that holds most of a passage."""
        wide = shared(spans, spans)
        holding = [s for s in self.statements if shared(spans, s.content) > _HELD * wide]
        return min(holding, key=lambda s: sum(end - start for start, end in s.content), default=None)

    def _same_voice(self, whole: Span, holder: Statement | None) -> Span:
        """What stands in the sentences of a passage and is told by the same."""
        low, high = self.sentences.span(whole[0])[0], self.sentences.span(whole[1] - 1)[1]
        if holder:
            return max(low, min(holder.content[0][0], whole[0])), min(high, max(holder.content[-1][1], whole[1]))
        beside = [span for s in self.statements for span in (*s.source, *s.cue, *s.content)]
        low = max([low, *(end for _, end in beside if end <= whole[0])])
        return low, min([high, *(start for start, _ in beside if start >= whole[1])])

    def _horizon(self, within: Span, since: str) -> Horizon | None:
        """The first words within a stretch that say by when, of a time that ends after a day."""
        for moment in self.moments:
            if within[0] <= moment.span[0] and moment.span[1] <= within[1]:
                runs_out = _runs_out(self.text, moment, since)
                last = runs_out or moment.latest
                if last and last > since and not moment.timex.endswith("_REF"):
                    return Horizon(moment.span, f"../{last}" if runs_out else moment.edtf, last)
        return None

    def _last_day(self, within: Span) -> Horizon | None:
        """The latest time that a passage names: where no day of publication is known, the rest may be long past."""
        dated = [m for m in self.moments if within[0] <= m.span[0] and m.span[1] <= within[1] and m.latest]
        last = max(dated, key=lambda moment: moment.latest or "", default=None)
        return Horizon(last.span, last.edtf, last.latest) if last else None


def _runs_out(text: str, moment: Moment, said: str) -> str | None:
    """The day on which a time told ahead has passed: `within a decade`, `in the next two weeks`."""
    long = _PERIOD.fullmatch(moment.timex) if moment.type == "DURATION" else None
    words = text[slice(*moment.span)]
    before = text[max(0, moment.span[0] - _LEAD) : moment.span[0]]
    ahead = _AHEAD.match(words) or (_LEADS_AHEAD.search(before) and not _RECORD.search(before))
    if long is None or not ahead or _ENDLESS.fullmatch(words):
        return None
    day = same_day_moved(date.fromisoformat(said), _UNITS[long[2]], int(long[1]))
    return str(day) if day else None


_PERIOD = re.compile(r"P(\d+)([DWMY])")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_LEAD = 50
_RECORD = re.compile(r"\b(?:first|last|only|most|best|worst|\w{3,}est)\b(?: [\w’'-]+){0,4} in $", re.IGNORECASE)
"""What leads to a time that was: `the longest drought in 1,000 years`."""
_LEADS_AHEAD = re.compile(r"\b(?:within|in) (?:about |some )?$", re.IGNORECASE)
_AHEAD = re.compile(r"(?:the )?(?:next|coming) ", re.IGNORECASE)
_ENDLESS = re.compile(r"(?:the )?(?:next|coming) (?:days|weeks|months|years)", re.IGNORECASE)
"""Without a number a time to come has no last day."""
