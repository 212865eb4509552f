"""Which moments date no happening: those that name a thing, compare with it, or say when another thing was.

A happening on the wrong day is worse than one that is missing, so that what may be of something else is left out.
"""

from __future__ import annotations

import re

from onrecord.annotate.clauses import BEFORE, TENSED, VERB
from onrecord.annotate.moments.words import FEASTS, MONTHS, WEEKDAYS, either
from onrecord.annotate.sentences import Sentences
from onrecord.model.moment import Moment
from onrecord.model.span import Span

_MONTH = either(MONTHS)
_WEEKDAY = either([name for name in WEEKDAYS if name.endswith("day")])
_BEFORE, _AFTER = 80, 24


def dates_nothing(text: str, moment: Moment, sentences: Sentences) -> bool:
    """Whether a moment is a dateline's, of any day, of the years of a life, or of a thing beside what happens."""
    start, end = moment.span
    line = text.rfind("\n", 0, start) + 1
    low = max(line, sentences.span(start)[0], start - _BEFORE)
    before, words, after = text[low:start], text[start:end], text[end : end + _AFTER]
    return (
        (start - line < _DATELINE and _AFTER_DATELINE.match(text, end) is not None)
        or _in_brackets(text, moment.span)
        or _of_any_day(moment, before, words, after)
        or _names(before, words, after)
        or _compares(before, words)
        or _of_another(before)
    )


_DATELINE = 40
_AFTER_DATELINE = re.compile(r"\s?(?:\([^)\n]{1,20}\))?\s?(?:[:–—]|--?)\s")


def _in_brackets(text: str, span: Span) -> bool:
    """Whether a moment is one of the years of somebody's office or life: `Marn (1990-1995)`."""
    before = text.rfind("(", max(0, span[0] - _IN_BRACKETS), span[0])
    after = text.find(")", span[1], span[1] + _IN_BRACKETS)
    return before >= 0 and after >= 0 and not any(c.isalpha() for c in text[before : span[0]] + text[span[1] : after])


_IN_BRACKETS = 14


def _of_any_day(moment: Moment, before: str, words: str, after: str) -> bool:
    """Whether a moment is a time with which no day is told, or a day of each week: `Monday, Wednesday and Friday`."""
    if re.search(r"\b(?:for|into) $", before) and words.endswith("century"):
        return True
    if _OF_A_GAME.search(words) or (words == "tomorrow" and re.search(r"\b(?:better|brighter|new|for) $", before)):
        return True
    if moment.type == "TIME" and (_TIME_ALONE.fullmatch(words) or moment.timex.endswith("TXX")):
        return True
    if (words == "this day" and re.search(r"\b(?:to|for) $", before)) or before.endswith(("'s ", "’s ")):
        return True
    listed = _WEEKDAY_AFTER.match(after) or _WEEKDAY_BEFORE.search(before)
    return bool(listed) and re.fullmatch(_WEEKDAY, words) is not None


_OF_A_GAME = re.compile(r"^(?!.*(?:\d{4}|year)).*\b(?:quarter|half)$", re.IGNORECASE)
"""A quarter of what is not told: of a year, or of a game."""
_TIME_ALONE = re.compile(
    r"[\d:.]+ ?(?:[ap]\.?m\.?)?(?: [A-Z]+| local time)?|(?:at )?night|noon|midnight"
    r"|the (?:early |late )?(?:morning|afternoon|evening|night)",
    re.IGNORECASE,
)
_WEEKDAY_AFTER = re.compile(rf", (?:and )?{_WEEKDAY}\b")
_WEEKDAY_BEFORE = re.compile(rf"\b{_WEEKDAY},? (?:and )?$")


def _names(before: str, words: str, after: str) -> bool:
    """Whether a moment is part of a name, or says which of several things is meant.

    `The Dams Act 1989`, `the 2017 protests`, `Saturday's conference`, `the flood of May`: where such a thing opens a
    clause, and so does something in it, its day is right all the same; a year seldom is (`the 2016 model`).
    """
    if _JOINED_ON.match(after):
        return True
    which = _CALENDAR.match(words) and _NAMED.match(after) and _DETERMINER.search(before)
    if (which and words[-4:].isdigit()) or _made_then(before, after):
        return True
    if which or words.endswith(("'s", "’s")) or after.startswith(("'s", "’s")):
        return not _OPENS_CLAUSE.search(before)
    if (of := _OF_THING.search(before)) and VERB.search(before, 0, of.start()):
        return True
    if _FROM_THEN.search(before) or (words in FEASTS and _NAMED.match(after)):
        return True
    return bool(_YEAR.fullmatch(words)) and not (_LED_TO_YEAR.search(before) or _AFTER_YEAR.search(before))


_YEAR = re.compile(r"\d{4}")
_CALENDAR = re.compile(rf"(?:(?:early|mid|late)[- ])?\d{{4}}|(?:{_MONTH})\b")
_JOINED_ON = re.compile(r"-(?:\d+(?:st|nd|rd|th)|[a-z])")
_DETERMINER = re.compile(r"\b(?:the|an?|its|his|her|their|and) (?:\d{4},? (?:and )?)*$", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:(?:[-–/]|,? and |, )\d{2,4})* "
    r"(?!(?:of|and|or|to|in|at|on|when|as|for|the|with|by|from|after|before|but|that)\b)[A-Za-z]"
)
_OPENS_CLAUSE = re.compile(r"(?:^|(?<!\d)[;:,“\"] |\b(?:that|but|while|as|because) )(?:the )?$", re.IGNORECASE)
_OF_THING = re.compile(
    r"\b(?!(?:as|end|beginning|start|middle|half|quarter|semester|part|rest|course|months?|weeks?|days?|years?"
    r"|decades?|morning|afternoon|evening|night|spring|summer|autumn|fall|winter|early|late|mid|out|instead)\b)"
    r"[A-Za-z]+ of (?:the )?$"
)
_FROM_THEN = re.compile(
    r"\b(?:the|an?|its|his|her|their)(?: [A-Za-z-]+){0,3} (?![a-z]*(?:ed|ing|s)\b)[A-Za-z]+ from (?:the )?$"
)
"""A thing of then: `a design from 2015`."""
_AFTER_YEAR = re.compile(r"\b\d{4}(?:,|,? and|,? or| to)? $|\d{4}[-–/]$")
_LED_TO_YEAR = re.compile(
    r"\b(?:in|since|of|by|from|until|till|to|before|after|during|late|early|mid|and|years?|for|around|about|between"
    rf"|through)[ -](?:the )?$|\b(?:{_MONTH})\.?,? (?:\d\d?,? )?$",
    re.IGNORECASE,
)


def _made_then(before: str, after: str) -> bool:
    """Whether a moment says when a thing was made or done of which something else is told.

    Something goes on of it: `rules made in 2012 are`; or a verb came before it: `she broke the rules made in 2012`.
    """
    participle = _PARTICIPLE.search(before)
    if not participle or _AUXILIARY.search(before, 0, participle.start()):
        return False
    if _GOES_ON.match(after):
        return True
    earlier = [match.end() for match in _TOLD_BEFORE.finditer(before, 0, participle.start())]
    return bool(earlier) and not _NEW_CLAUSE.search(before, earlier[-1], participle.start())


_PARTICIPLE = re.compile(
    r"\b(?:[a-z]+ed|made|held|built|written|sent|taken|given|found|known)(?: by(?: (?!\w+ed\b)\w+){1,4})?"
    r"(?: ?(?:back )?(?:in|on|at|of|late|early))* (?:the )?$|\b[a-z]+ed (?:by )?(?:[A-Z][\w.’']+ ){1,4}(?:in|on) $"
)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|got|became|become|remained)(?: [a-z]+){0,2} $|\bto $|n[’']t $"
)
_TOLD_BEFORE = re.compile(
    rf"{TENSED.pattern}|\b(?:is|are|to [a-z]+|wants?|needs?|joins?|plans?|uses?)\b", re.IGNORECASE
)
_NEW_CLAUSE = re.compile(r"[,;:]|\b(?:and|but|or|that|who|which|when|where|while|as|if|because|after|before|since)\b")
_GOES_ON = re.compile(
    r" (?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|do|did|contains?|means?"
    r"|remains?)\b"
)


def _compares(before: str, words: str) -> bool:
    """Whether a moment is compared with: `than in May`, `the worst since 1953`, `against 12 mm last week`."""
    earlier = before.endswith("from ") and words.endswith(("earlier", "before", "previously"))
    since = _SINCE.search(before) and not _PERFECT.search(before)
    return bool(earlier or since or _COMPARED.search(before) or _SUPERLATIVE.search(before))


_SINCE = re.compile(r"\bsince (?:the )?$", re.IGNORECASE)
_PERFECT = re.compile(r"\b(?:has|have|had|having|been)\b|['’](?:ve|s|d)\b|^\W*since\b", re.IGNORECASE)
"""What goes on since a day has done so; else the day is of another thing: `the regime in power since 1959`."""
_COMPARED = re.compile(
    r"\b(?:(?<!later )than|that of|those of|against|compared (?:with|to)|from (?:earlier|later)|from(?= [\d.]+%))"
    r"(?: (?:in|on|at|during|for))?"
    r"(?: (?:a|the|those|that)(?: same| previous| corresponding)?(?: [a-z]+)? (?:in|of|from))?"
    r"(?: [\d.,]+\S*(?: [a-z]+){0,2})?(?: (?:a|the))? $",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    r"\b(?:first|last|worst|best|highest|lowest|biggest|largest|smallest|fewest|strongest|heaviest|most|record)\b"
    r"[^,;:.]{0,60}\b(?:since|set (?:in|on)) (?:the )?$",
    re.IGNORECASE,
)


def _of_another(before: str) -> bool:
    """Whether a moment dates what something comes after or is about, no verb between: `following Friday's rain`."""
    for match in _RELATED.finditer(before):
        between = _DETERMINED.sub("", before[match.end() :])
        if between.strip() and not VERB.search(between):
            return True
    return False


_RELATED = re.compile(
    rf"\b(?:following|after|{BEFORE}|since|until|ahead of|prior to|amid|due to|because of"
    r"|(?:over|about|against) (?=the )) ?",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"\b(?:the|an?|its|his|her|their|this|that)(?: [a-z]+(?:ed|ing)(?= [a-z]))?\b|\b(?:in|on|of|at|late|early|mid)\b-?"
)


def is_no_event(text: str, clause: Span, moment: Span) -> bool:
    """Whether a clause tells what is usual, or now and always (`today`), or a moment is of the source that it names."""
    source = _SOURCE_FIRST.match(text, *clause)
    if (source and moment[0] < source.end()) or _USUALLY.search(text, *clause):
        return True
    return text[slice(*moment)].casefold() == "today" and not TENSED.search(text, *clause)


_USUALLY = re.compile(r"\b(?:usually|normally|typically|generally|often|always)\b", re.IGNORECASE)
_SOURCE_FIRST = re.compile(r"\W*according to\b[^,;]*", re.IGNORECASE)
