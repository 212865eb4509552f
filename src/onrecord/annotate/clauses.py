"""The clause around a place in a sentence, told by the words and marks that begin one, and by its verb."""

from __future__ import annotations

import re

from onrecord.annotate.datelines import end_of_dateline
from onrecord.annotate.moments.words import MONTHS, TENSES, WEEKDAYS, either
from onrecord.annotate.sentences import trimmed
from onrecord.model.span import Span

_TENSED = rf"{either(TENSES['past'] + TENSES['future'])}|[a-z]{{2,}}ed"
TENSED = re.compile(rf"(?<![\w-])(?:{_TENSED})(?![\w-])")
"""A verb of the past or the future."""

VERB = re.compile(
    rf"(?<![\w-])(?:is|are|am|be|being|can|could|may|might|must|begin|gather|meet|resume|{_TENSED}"
    r"|(?!(?:news|beginning|building|during|evening|king|meeting|morning|spring|thing"
    r"|(?:second|minute|hour|day|night|week|month|year|decade|time)s)\b)"
    r"(?:[a-z]{2,}es|[a-z]+ing|[a-z]{2,}[^\Wsui]s))(?![\w-])"
)
"""What may be a verb: some plurals of nouns too."""

BEFORE = (
    r"before(?! (?:the |an? |its |his |her |their )?(?:[a-z]+ ){0,2}"
    r"(?:crowds?|audience|public|cameras|reporters|courts?|judges?|jury|magistrates?|tribunal"
    r"|parliament|assembly|congress|senate|council|committee|commission|panel|board)\b)"
)
"""The conjunction, not where somebody stands: `before a court`."""

TELLER = r"(?:(?!(?:and|but|or|who|which|that|he|she|they|it|I|we)\b)[\w’'.-]+ ){1,5}(?:said|says)"
"""As a pattern: who says what stands before it, `the mill will close, | the union said`."""

_BORDER = re.compile(
    r";|:(?!\d)| [–—-] |—|\((?=who|which|where|when)"
    r"|, (?=(?:and(?! \d)|but|while|which|who|whose|where|when|after|before|as|although|though|because|so|with) )"
    r"|, (?=(?:according to|even though) )"
    rf"|, (?={TELLER}\b)"
    r"| (?=(?:while|although|because|whereas|but|and that) )"
)
_RELATIVE = re.compile(
    r"(?: (?:in|of|on|at|to|from|for|with|by|under|through|during))? (?=(?:which|who|where|when|if) )"
)
_THAT = re.compile(
    r"(?<!\bto)(?<!\bthan)(?<!\bof)(?<!\bas)(?<!\bin)(?<!\bon)(?<!\bat)(?<!\bwith)(?<!\bfrom)(?<!\bfor)"
    r" (?=that (?!\d|(?:day|night|morning|evening|week|weekend|month|year|time|period)\b))"
)
"""It begins a clause where a verb follows: `the state that fled in 1949`, `he said that on Friday they left`."""
_DAY = rf"\d|(?:last|this|next|then|now|today|yesterday|{either(MONTHS)}|{either(WEEKDAYS)})\b"
_CONJUNCTION = re.compile(rf" (?=(?:after|{BEFORE}|since|until) (?!(?:the )?(?:{_DAY})))")
"""These begin a clause where a verb follows, and else a phrase: `after it broke`, `after the flood`."""

_SO_LONG = re.compile(r"\b(?:year|month|week|day|hour|minute|moment)s?\Z")
"""Before a conjunction it tells how long after or before: `they came on Friday, two days | after it broke`."""

_SOMEBODY = re.compile(rf" (?=(?:I|he|she|they|we|you) (?:[a-z]+ly )?{TENSED.pattern})")
"""It begins a clause where it acts: `the house he bought in 2012`."""


def _acts_once(text: str, somebody: re.Match[str], place: int) -> bool:
    """Whether no word joins somebody to what is before, and one verb of the past or the future follows.

    A moment behind that verb is of it.
    """
    joined = _JOINING.search(text, max(0, somebody.start() - _LONGEST_JOINING), somebody.start())
    return joined is None and len(TENSED.findall(text, somebody.end(), place)) == 1


_LONGEST_JOINING = 8
_JOINING = re.compile(
    r"\b(?:and|but|or|that|which|who|whom|whose|when|where|while|if|as|because|since|after|before|until|than)$"
)
_DESCRIBES = re.compile(
    rf"(?:which|who|whose|where|when) |that (?:[a-z]+ly )?{TENSED.pattern}|(?:since|after|before|until) "
)
_COMMA = re.compile(r", (?!(?:and )?\d)")
"""What ends a clause that describes, and so does no other: `who left in 2019, was` tells who was what no more."""

PARTICIPLE = r"(?:[a-z]+ed|built|found|given|held|known|made|sent|shot|sold|taken|written)"
"""As a pattern: what may be the participle of the past of a verb, and is often its past too."""

_ASIDE = re.compile(
    rf", (?:which|who|whose|where) [^,;:\n]*, "
    rf"(?=(?:[a-z]+ly )?(?:is|are|{TENSED.pattern}|[a-z]{{3,}}[^\Wsui]s (?!(?:and|or|but)\b)))"
    r"|(?: – [^–;:\n]{1,120} – | — [^—;:\n]{1,120} — | - [^;:\n]{1,120}? - |—[^—;:\n]{1,120}—)"
    r"(?!(?:whose?|which|where|that)\b)"
)


def _aside(text: str, start: int, high: int) -> Span | None:
    """What describes somebody before their verb, between commas or dashes: `Ode, who had come from Marn, spoke`."""
    aside = _ASIDE.search(text, start, high)
    return aside.span() if aside and not TENSED.search(text, start, aside.start()) else None


def _closing_bracket(text: str, start: int, after: int, high: int) -> int | None:
    """The bracket behind a place that closes one from before the start: `(who left in 2019) for talks in May`."""
    open_ones = text.count("(", start, after) - text.count(")", start, after)
    for at in range(after, high):
        open_ones += (text[at] == "(") - (text[at] == ")")
        if open_ones < 0:
            return at
    return None


_MADE = re.compile(rf", (?:[a-z]+ly |first )?{PARTICIPLE} [^,;]*$")


def _made_before(text: str, start: int, place: int) -> bool:
    """Whether a clause has told so far only how something was made or done: `The depot, built in`."""
    made = _MADE.search(text, start, place)
    if made is None or TENSED.search(text, start, made.start()):
        return False
    return "," not in text[start : made.start()]  # Behind an apposition it acts: `Varga, the governor, opened`.


_OPENING = re.compile(
    r"\W*(?:After|Before|Since|When|While|Although|Though|Because|Once)\b[^,;:\n]*(, )(?!\d|[A-Z]\w*,)"
)
"""A clause that opens a sentence, up to the comma: what comes behind it is another."""

_LEAD = re.compile(
    r"(?:(?i:and|but|because|although|(?:even )?though|while|whereas),? )?"
    r"(?:(?i:(?:so )?that) "
    r"(?=(?:the|an?|it|he|she|they|we|you|I|there|his|her|its|their|on|in|by|from|[A-Z][a-z]+)\b))?"
)
"""What joins a clause to another, and is no part of what happened."""

_LEFT_OVER = re.compile(
    r"(?:,| [–—-])? (?:because|although|(?<! of )(?<! to )(?<! for )that|and|or|but)\Z"
    r"|(?:,| [–—-]) (?:even|immediately|just|long|only|right|shortly|soon)\Z"
)
"""What joins a clause to one that is cut off."""

_FARTHEST = 1000
"""How many characters a clause reaches on either side of the place; what is longer is no sentence."""


def clause_around(text: str, place: Span, within: Span) -> Span | None:
    """The clause around a place, within a stretch of its sentence; null where no verb is beside the place."""
    low, high = within
    if place[0] - low > _FARTHEST:
        low = text.find(" ", place[0] - _FARTHEST, place[0]) + 1 or place[0]
    high = min(high, text.find(" ", place[1] + _FARTHEST, high) + 1 or high)
    starts = [low, *(m.end() for m in _BORDER.finditer(text, low, place[0]))]
    starts += [m.end() for m in _RELATIVE.finditer(text, low, place[0])]
    starts += [m.end() for m in _THAT.finditer(text, low, place[0]) if VERB.search(text, m.end(), place[0])]
    starts += [m.end() for m in _SOMEBODY.finditer(text, low, place[0]) if _acts_once(text, m, place[0])]
    for match in _CONJUNCTION.finditer(text, low, place[0]):
        between = text[match.end() : place[0]]
        if "," not in between and VERB.search(between):
            starts.append(match.end())
    opening = _OPENING.match(text, low, high)
    if opening and opening.end() <= place[0]:
        starts.append(opening.end())
    ends = [opening.start(1)] if opening and place[1] <= opening.start(1) else []
    ends += [m.start() for border in (_BORDER, _RELATIVE) for m in border.finditer(text, place[1], high)]
    conjunctions = [m for m in _CONJUNCTION.finditer(text, place[1], high) if VERB.search(text, m.end(), high)]
    ends += [m.start() for m in conjunctions if not _SO_LONG.search(text, place[1], m.start())]
    starts = [low, *(start for start in starts if _closing_bracket(text, start, start, place[0]) is None)]
    if (closed := _closing_bracket(text, max(starts), place[1], high)) is not None:
        ends.append(closed)
    asides = [aside for start in starts if (aside := _aside(text, start, high))]
    starts = [start for start in starts if not any(a[0] < start <= a[1] <= place[0] for a in asides)]
    ends = [end for end in ends if not any(place[1] <= a[0] <= end < a[1] for a in asides)]
    if _DESCRIBES.match(text, max(starts)) or _made_before(text, max(starts), place[0]):
        ends += [m.start() for m in _COMMA.finditer(text, place[1], high)]
    for start, end in ((max(starts), min(ends, default=high)), (low, high)):
        start, end = trimmed(text, end_of_dateline(text, start), end)
        if text[start:end].count(")") > text[start:end].count("(") and text[end - 1] == ")":
            end -= 1
        if (joining := _LEFT_OVER.search(text, place[1], end)) is not None:
            end = joining.start()
        if (lead := _LEAD.match(text, start, place[0])) and lead.end() <= place[0]:
            start = lead.end()
        if VERB.search(text, start, min(place[0], end)) or VERB.search(text, place[1], max(end, place[1])):
            return start, end
    return None
