"""The clause around a place in a sentence, told by the words and marks that begin one, and by its verb."""

from __future__ import annotations

import re

from onrecord.annotate.moments.words import MONTHS, TENSES, WEEKDAYS, either
from onrecord.annotate.sentences import trimmed
from onrecord.model.span import Span

_TENSED = rf"{either(TENSES['past'] + TENSES['future'])}|[a-z]{{2,}}ed"
TENSED = re.compile(rf"(?<![\w-])(?:{_TENSED})(?![\w-])")
"""A verb of the past or the future."""

VERB = re.compile(
    rf"(?<![\w-])(?:is|are|am|be|being|can|could|may|might|must|{_TENSED}"
    r"|(?!(?:news|(?:second|minute|hour|day|night|week|month|year|decade|time)s)\b)"
    r"(?:[a-z]{2,}es|[a-z]+ing|[a-z]{2,}[^\Wsui]s))(?![\w-])"
)
"""What may be a verb: some plurals of nouns too."""

BEFORE = (
    r"before(?! (?:the |an? |its |his |her |their )?(?:[a-z]+ ){0,2}"
    r"(?:crowds?|audience|public|cameras|reporters|courts?|judges?|jury|magistrates?|tribunal"
    r"|parliament|assembly|congress|senate|council|committee|commission|panel|board)\b)"
)
"""The conjunction, not where somebody stands: `before a court`."""

_BORDER = re.compile(
    r";|:(?!\d)| [–—-] |—"
    r"|, (?=(?:and(?! \d)|but|while|which|who|whose|where|when|after|before|as|although|though|because|so|with) )"
    r"|, (?=according to )"
    r"| (?=(?:while|although|because|whereas|but) )"
)
_RELATIVE = re.compile(r" (?=(?:which|who|where|when|if) )")
_DAY = rf"\d|(?:last|this|next|then|now|today|yesterday|{either(MONTHS)}|{either(WEEKDAYS)})\b"
_CONJUNCTION = re.compile(rf" (?=(?:after|{BEFORE}|since|until) (?!(?:the )?(?:{_DAY})))")
"""These begin a clause where a verb follows, and else a phrase: `after it broke`, `after the flood`."""


_OPENING = re.compile(
    r"\W*(?:After|Before|Since|When|While|Although|Though|Because|Once)\b[^,;:\n]*(, )(?!\d|[A-Z]\w*,)"
)
"""A clause that opens a sentence, up to the comma: what comes behind it is another."""

_LEAD = re.compile(
    r"(?:(?i:and|but|because|although|though|while|whereas),? )?"
    r"(?:(?i:(?:so )?that) "
    r"(?=(?:the|an?|it|he|she|they|we|you|I|there|his|her|its|their|on|in|by|from|[A-Z][a-z]+)\b))?"
)
"""What joins a clause to another, and is no part of what happened."""


def clause_around(text: str, place: Span, within: Span) -> Span | None:
    """The clause around a place, within a stretch of its sentence; null where no verb is beside the place."""
    low, high = within
    starts = [low, *(m.end() for m in _BORDER.finditer(text, low, place[0]))]
    starts += [m.end() for m in _RELATIVE.finditer(text, low, place[0])]
    for match in _CONJUNCTION.finditer(text, low, place[0]):
        between = text[match.end() : place[0]]
        if "," not in between and VERB.search(between):
            starts.append(match.end())
    opening = _OPENING.match(text, low, high)
    if opening and opening.end() <= place[0]:
        starts.append(opening.end())
    ends = [opening.start(1)] if opening and place[1] <= opening.start(1) else []
    ends += [m.start() for border in (_BORDER, _RELATIVE) for m in border.finditer(text, place[1], high)]
    ends += [m.start() for m in _CONJUNCTION.finditer(text, place[1], high) if VERB.search(text, m.end(), high)]
    for start, end in ((max(starts), min(ends, default=high)), (low, high)):
        start, end = trimmed(text, start, end)
        if (lead := _LEAD.match(text, start, place[0])) and lead.end() <= place[0]:
            start = lead.end()
        if VERB.search(text, start, min(place[0], end)) or VERB.search(text, place[1], max(end, place[1])):
            return start, end
    return None
