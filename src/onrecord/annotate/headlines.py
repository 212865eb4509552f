"""What only headlines write: a colon for a cue, `Varga: Dam will not be built`, and `to` for what is going to be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from onrecord.annotate.forms import form_of
from onrecord.annotate.sentences import trimmed
from onrecord.annotate.signed import NAME
from onrecord.encode.quotation import quotation_states
from onrecord.model.span import Span, words_of
from onrecord.model.statement import Statement, numbered

_SAID = r"[“\"‘'«]?\w[^\n:]{11,140}(?<!\.)"
_FIRST = re.compile(rf"(?P<source>{NAME})(?P<cue>:) (?P<content>{_SAID})")
_LAST = re.compile(rf"(?P<content>{_SAID})(?P<cue>:) (?P<source>{NAME}|[A-Za-z][\w’'-]*(?: [\w’'-]+){{0,3}})")
_SAYS = re.compile(
    r"(?P<content>[“\"‘'«]?\w[^\n:]{8,140}?), (?P<cue>says?|warns?|claims?|insists?|admits?|tells?)"
    r" (?P<source>(?!(?:so|no|yes|nothing|it|that|he|she|they|the truth)\b)[^\n,.:;!?“”\"]{3,50})"
)
"""`Strike to go on, says pilots' union`."""
_CREDIT = re.compile(r"\b(?:by|courtesy|credit|file|image|photo(?:graph)?|picture|source|video)$", re.IGNORECASE)
"""Before a colon: whose a picture is."""

_OF = frozenset(["of", "in", "from", "for", "at"])
"""Before what a speaker is of, and no speaker: `Marn` of `the mayor of Marn`."""

_WORD = re.compile(r"\w[\w’'-]*")
_LINE = re.compile(r"[^\n]+")
_HEAD = 3
"""Lines at the top of a text among which its headline is."""

_CONFIDENCE = 0.8


def with_speaking_headlines(text: str, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with that of a headline which names somebody, a colon, and what they say, in either order.

    It must be somebody who speaks in the story too: `Weather: Rain on Monday` is no statement of the weather's. Whoever
    `says` it at the end, behind a comma, need not.

    >>> said = Statement("s1", "indirect", ((30, 40),), ((41, 45),), ((46, 66),))
    >>> text = "Varga: Dam will not be built\\n\\nLena Varga said it was too expensive."
    >>> [s.source for s in with_speaking_headlines(text, [said])]
    [((0, 5),), ((30, 40),)]
    """
    speakers = [_WORD.findall(words_of(text, s.source).casefold()) for s in statements if s.source]
    added = []
    for line in islice(_LINE.finditer(text), _HEAD):
        said = _SAYS.fullmatch(text, line.start(), line.end())
        here = [s for s in statements if s.cue and said and line.start() <= s.cue[0][0] < line.end()]
        if said and not any(s.source for s in here):
            gone = {s.id for s in here}
            statements = [s for s in statements if s.id not in gone and s.within not in gone]
            added.append(_told_by(text, said))
            continue
        matches = (shape.fullmatch(text, line.start(), line.end()) for shape in (_FIRST, _LAST))
        match = next((m for m in matches if m and _speaks(m["source"], speakers)), None)
        if match and not _CREDIT.search(match["content"]) and not _told(statements, line.span()):
            added.append(_told_by(text, match))
    return numbered([*statements, *added]) if added else tuple(statements)


def _told_by(text: str, match: re.Match[str]) -> Statement:
    source, cue, content = ((match.span(role),) for role in ("source", "cue", "content"))
    form = form_of(text, content, quotation_states(text).tolist())
    return Statement("", form, source, cue, content, confidence=_CONFIDENCE)


def headlines_ahead(text: str) -> list[tuple[Span, bool]]:
    """The headlines that tell what somebody is to do, `Marn to close its mill`, and whether it is done to them.

    A single word before `to` must be a name, which the story writes with a capital elsewhere too.

    >>> headlines_ahead("Marn to close mill\\n\\nThe town of Marn said so. The mill is to be sold.")
    [((0, 18), False)]
    """
    found = []
    for line in islice(_LINE.finditer(text), _HEAD):
        match = _TO_DO.fullmatch(text, *trimmed(text, *line.span()))
        if match and (" " in match["who"] or _names(text, match["who"], line.end())):
            found.append((match.span("all"), match["verb"].startswith("be ")))
    return found


_NAME_WORD = r"[A-Z0-9][\w.’'&-]*"
_NO_VERB = "the|an?|his|her|its|their|all|some|no|our|my|your|this|that|these|those|it|go"
_TO_DO = re.compile(
    rf"(?P<all>(?P<who>{_NAME_WORD}(?: (?:{_NAME_WORD}|of|the|and|for|in))*)"
    rf" to (?P<verb>be [a-z]+|(?!(?:{_NO_VERB}|be)\b)[a-z]{{2,}})\b[^\n]{{3,110}}?)[.;]?"
)


def _names(text: str, word: str, after: int) -> bool:
    """Whether a word stands with its capital within a sentence after a place too."""
    return re.compile(rf"[a-z,] {re.escape(word)}(?!\w)").search(text, after) is not None


def _speaks(name: str, speakers: Sequence[Sequence[str]]) -> bool:
    """Whether a source in the story has somebody's words, or the last one of a name: `Varga` of `Lena Varga`."""
    words = _WORD.findall(name.casefold())
    wanted = words[-1:] if name[0].isupper() else words
    return any(
        list(source[at : at + len(wanted)]) == wanted and (at == 0 or source[at - 1] not in _OF)
        for source in speakers
        for at in range(len(source))
    )


def _told(statements: Sequence[Statement], line: Span) -> bool:
    """Whether a statement has words of a line already."""
    return any(line[0] <= low < line[1] for s in statements for low, _ in s.content)
