"""Statements of a text: what is labelled and joined, as spans with a form and a confidence."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from dataclasses import replace

from onrecord.annotate.citations import with_cited_speakers
from onrecord.annotate.datelines import end_of_dateline
from onrecord.annotate.forms import form_of, form_within
from onrecord.annotate.headlines import with_speaking_headlines
from onrecord.annotate.joining import Draft, Reading, join
from onrecord.annotate.links import LinkWeights, layout
from onrecord.annotate.quotations import make_quotations_whole
from onrecord.annotate.signed import with_signed_quotations
from onrecord.encode import Encoder, Encoding, Labelled
from onrecord.encode.quotation import ODD_MARK, quotation_states
from onrecord.model.span import Span
from onrecord.model.statement import Statement, numbered

_ENDS = frozenset(".!?")
_BLANK = " \t\n\r\u00a0"
_TRIMMED = {"source": _BLANK + ",;:", "cue": _BLANK + ",;:", "content": _BLANK}
"""What no span begins or ends with; a content keeps its punctuation, which belongs to the words quoted."""


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
    reading = Reading(
        text,
        encoding,
        layout(encoding.tokens.starts_line, encoding.tokens.is_stop),
        LinkWeights(heads.layout, heads.none_key, heads.none_bias),
        quotation_states(text).tolist(),
        encoding.tokens.word_spans,
    )
    outermost = join(reading, encoder.label(encoding))
    make_quotations_whole(reading, outermost)
    for draft in outermost:
        # A caption far below that is hardly its content takes no statement with it.
        if _confidence(draft.sure, encoder.calibration) < least_confidence:
            draft.leave_out_the_doubtful(reading.layout.lines)
    drafts = outermost + _nested(reading, outermost, encoder)
    found = [(draft, _statement(reading, draft, encoder.calibration)) for draft in drafts]
    sure = [(draft, statement) for draft, statement in found if statement.confidence >= least_confidence]
    told = with_signed_quotations(text, with_cited_speakers(text, _held(sure)))
    return within_their_holders(with_speaking_headlines(text, told))


def _held(found: list[tuple[Draft, Statement]]) -> tuple[Statement, ...]:
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


def _nested(reading: Reading, outermost: list[Draft], encoder: Encoder) -> list[Draft]:
    """The statements within the contents of others."""
    holders = sorted(((run, draft) for draft in outermost for run, _ in draft.contents), key=lambda pair: pair[0].start)
    runs = encoder.label_within(reading.encoding, [run for run, _ in holders])
    starts = [run.start for run, _ in holders]
    by_draft: dict[int, list[Labelled]] = {}
    for run in runs:
        _, draft = holders[bisect_right(starts, run.start) - 1]
        by_draft.setdefault(id(draft), []).append(run)
    nested = []
    for outer in outermost:
        for draft in join(reading, by_draft.get(id(outer), [])):
            draft.outer = outer
            nested.append(draft)
    return nested


def _statement(reading: Reading, draft: Draft, calibration: tuple[float, float]) -> Statement:
    text, words = reading.text, reading.words

    def span(run: Labelled) -> Span:
        start, end = int(words[run.start, 0]), int(words[run.end - 1, 1])
        while start < end - 1 and text[start] in _TRIMMED[run.role]:
            start += 1
        while end > start + 1 and text[end - 1] in _TRIMMED[run.role]:
            end -= 1
        return _with_its_bracket(text, (start, end))

    content = tuple(
        _to_end_of_quotation(text, _from_odd_mark(text, _behind_dateline(text, span(run))), reading.states)
        for run, _ in draft.contents
    )
    cue = _without_terms(text, span(draft.cue))
    source = _pronoun_alone(text, span(draft.source)) if draft.source else None
    if source and source < cue and _PASSIVE.search(text, *cue):
        source = None
    source = source or _owner(text, cue) or _relative(text, cue)
    return Statement(
        id="",
        form=form_within(text, content) if draft.outer else form_of(text, content, reading.states),
        source=(source,) if source else (),
        cue=(cue,),
        content=content,
        confidence=_confidence(draft.sure, calibration),
    )


def _behind_dateline(text: str, span: Span) -> Span:
    """A span without the dateline with which it opens a line."""
    end = end_of_dateline(text, span[0])
    return (end, span[1]) if end < span[1] else span


_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)(?: \w+)? (?:accused|advised|alleged|announced|approved|argued|asked|assumed"
    r"|attacked|attributed|backed|believed|billed|blamed|called|challenged|charged|claimed|condemned|confirmed"
    r"|considered|critici[sz]ed|debated|declared|deemed|denounced|described|directed|disclosed|discussed|dismissed"
    r"|dubbed|echoed|endorsed|estimated|expected|feared|granted|hailed|hoped|identified|informed|instructed|invited"
    r"|known|lambasted|learn(?:t|ed)|listed|made|mentioned|named|nominated|notified|ordered|portrayed|praised|presented"
    r"|projected|questioned|raised|recogni[sz]ed|recommended|regarded|reminded|reported|requested|revealed|rumou?red"
    r"|said|seen|shared|supported|suspected|thought|tipped|told|touted|understood|urged|viewed)\b(?! as saying)",
    re.IGNORECASE,
)
"""Cues before which stands whom it is said to or of, or an `it` that is nobody: `Residents are told to leave`."""


def _without_terms(text: str, cue: Span) -> Span:
    """A cue without the terms on which somebody speaks: `said | on condition of anonymity`."""
    terms = _TERMS.search(text, *cue)
    return (cue[0], terms.start()) if terms and terms.start() > cue[0] else cue


_TERMS = re.compile(r",? (?:on|under) (?:the )?condition of anonymity\b")


def _owner(text: str, cue: Span) -> Span | None:
    """Whose a noun is that is a cue: `Varga's | promise`, `their | fear`.

    Of 386 cues behind an owner in PolNeAR's training stories 346 have the owner for a source, and ten have none.
    """
    low = max(0, cue[0] - _LONGEST_OWNER)
    owner = _OWNER.search(text[low : cue[0]])
    return (low + owner.start(1), low + owner.end(1)) if owner else None


_LONGEST_OWNER = 80
_OWNER = re.compile(
    r"\b((?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|[Yy]our)"
    r"|(?:[Tt]he |[Aa]n? )?(?:[A-Z][\w.-]* ){0,4}"
    r"(?!(?:[Ii]t|[Tt]hat|[Tt]here|[Hh]ere|[Hh]e|[Ss]he|[Ww]hat|[Ww]ho|[Ll]et)['’])[\w-]+(?:['’]s|s['’]))"
    r"(?: \([A-Z]+\))? $"
)


def _relative(text: str, cue: Span) -> Span | None:
    """The `who` or `which` right before a cue: `the league, who | say`.

    Of 484 cues behind one in PolNeAR's training stories 428 have it for a source, and 41 have none.
    """
    if _PASSIVE.search(text, *cue):
        return None
    low = max(0, cue[0] - _LONGEST_RELATIVE)
    relative = _RELATIVE.search(text[low : cue[0]])
    return (low + relative.start(1), low + relative.end(1)) if relative else None


def _pronoun_alone(text: str, source: Span) -> Span:
    """A source without those whom its pronoun at the end is about: `Bo Ode, | who`."""
    about = _ABOUT.match(text, *source)
    return (about.end(), source[1]) if about else source


_ABOUT = re.compile(r"[^\n]+ (?=(?:who|which)\Z)")
_LONGEST_RELATIVE = 24
_RELATIVE = re.compile(r"\b(who|which)(?: [a-z]+ly| also| ha[ds]| have| then| now)? $")


def _with_its_bracket(text: str, span: Span) -> Span:
    """A span with the bracket beside it that belongs to one within: `Tarn Water Board (TWB|)`."""
    start, end = span
    open_ones = text.count("(", start, end) - text.count(")", start, end)
    if open_ones == 1 and text[end : end + 1] == ")":
        return start, end + 1
    if open_ones == -1 and text[start - 1 : start] == "(":
        return start - 1, end
    return span


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


def _confidence(sure: float, calibration: tuple[float, float]) -> float:
    """How likely a statement is right, to three places: the product of its parts' probabilities, calibrated."""
    slope, shift = calibration
    return round(1 / (1 + math.exp(-(slope * log_odds(sure) + shift))), 3)
