"""Through whom a statement reached the page: `officials told the BBC`, `was quoted by Xinhua`, `wrote on Twitter`.

An outlet that tells what another said in a statement of its own ("Politico reported that officials said ...") needs
no rule: there one statement lies within the other. The rules here are for outlets that are named in passing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.annotate.outlets import OUTLET
from onrecord.model.span import Span
from onrecord.model.statement import Statement


@dataclass(frozen=True, slots=True)
class RelayRule:
    """What leads from a statement's cue to the name of who relayed it; `reason` says when it holds."""

    leads: str
    reason: str


RULES = (
    RelayRule(r"\b(?:told|tells?|telling|informed)", "said to an outlet, which prints it"),
    RelayRule(
        r"\b(?:speak|spoke|speaking|talk|talked|talking|stated|confirmed|explained|wrote|writing|said)(?: \w+)?"
        r" (?:to|with)",
        "said to an outlet",
    ),
    RelayRule(
        r"\b(?:interview|statement|conversation|remarks|comments|call|e-?mail|letter)s?"
        r"(?: (?!to\b|with\b|that\b)\w+){0,3}? (?:with|to|on|in)",
        "an occasion that an outlet made or was sent",
    ),
    RelayRule(
        r"\b(?:op-ed|article|column|commentary|essay|piece|opinion|letter)s?(?: \w+){0,3}? (?:in|for|by|on|to)",
        "written for an outlet",
    ),
    RelayRule(
        r"\b(?:quoted|cited|reported|carried|published|printed|broadcast|aired|released|run|seen|obtained|viewed"
        r"|reviewed|posted|shared|leaked|distributed|relayed)(?:,? [\w-]+){0,3}? (?:by|in|on|to)",
        "an outlet had it first",
    ),
    RelayRule(
        r"\b(?:wrote|writing|tweeted|posted|posting|said|speaking|appearing|appeared|interviewed|live|post|message"
        r"|video|tweet|account|denounced|announced|told [\w ]{1,40})(?: [\w-]+){0,3}? (?:on|in|via)",
        "said on a platform or programme",
    ),
    RelayRule(r"\b(?:according to|as (?:quoted|reported|cited|told) by)", "an outlet answers for the whole sentence"),
)
"""Each is followed by one or several outlets' names; what lies in the statement's content is not looked at."""

_DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_LEADS = "|".join(f"(?i:{rule.leads})" for rule in RULES)
_RELAY = re.compile(
    rf"(?:{_LEADS})(?: {_DAY})?(?: (?:his|her|its|their))? [\"“]?(?P<outlet>{OUTLET}(?: and {OUTLET})*)"
)
_SENTENCE_END = re.compile(r"[.!?][\"”’»)]* +(?=[\"“‘«(]?[A-Z])|\n")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Gov|Rep|Gen|Col|Lt|St|No|vs))\.$")
_REACH = 2000
"""How many characters to either side of a cue are looked at, where no end of a line comes before."""

_POSSESSIVE = re.compile(" ?['’]s$")
_HIDDEN = "\x00"


def relay_of(text: str, statement: Statement, outer: Statement | None = None) -> Span | None:
    """The words that name who relayed a statement, None where none is named.

    They are looked for in the sentence of the cue, outside the content, and are not the source itself; for a
    statement within an outer one in that one's content only.

    >>> said = Statement("s1", "indirect", ((0, 4),), ((5, 9),), ((18, 33),))
    >>> relay_of("Marn told the BBC that he would go.", said)
    (10, 17)
    """
    if not statement.cue:
        return None
    cue = statement.cue[0][0]
    start, end = _sentence(text, cue, statement.content)
    if outer is not None:
        low, high = next((span for span in outer.content if span[0] <= cue < span[1]), (start, end))
        start, end = max(start, low), min(end, high)
    seen = list(text[start:end])
    for low, high in statement.content:
        low, high = max(low, start), min(high, end)
        seen[low - start : high - start] = _HIDDEN * (high - low)
    for match in _RELAY.finditer("".join(seen)):
        begin = start + match.start("outlet")
        name = begin, begin + len(_POSSESSIVE.sub("", match["outlet"]))
        if not any(low == name[0] and name[1] <= high for low, high in statement.source):
            return name
    return None


def relays_of(text: str, statements: Sequence[Statement]) -> list[Span | None]:
    """The relay of each statement; those that share one source span, `told the BBC ..., adding ...`, share it too."""
    by_id = {statement.id: statement for statement in statements}
    relays = [relay_of(text, s, by_id.get(s.within or "")) for s in statements]
    by_source = {s.source: r for s, r in zip(statements, relays, strict=True) if r is not None and s.source}
    return [r or by_source.get(s.source) for s, r in zip(statements, relays, strict=True)]


def _sentence(text: str, at: int, quoted: Sequence[Span]) -> Span:
    """The sentence around a place; the ends of sentences inside quoted spans do not count."""

    def counts(end: int) -> bool:
        abbreviated = _ABBREVIATION.search(text[max(0, end - 6) : end])
        return not abbreviated and not any(low < end < high for low, high in quoted)

    first, last = max(0, at - _REACH), min(len(text), at + _REACH)
    line_start = max(text.rfind("\n", first, at) + 1, first)
    line_end = text.find("\n", at, last)
    line_end = last if line_end < 0 else line_end
    start, end = line_start, line_end
    for match in _SENTENCE_END.finditer(text, line_start, line_end):
        if not counts(match.start() + 1):
            continue
        if match.end() <= at:
            start = match.end()
        else:
            end = match.start() + 1
            break
    return start, end
