"""Which moments date no happening: those that name a thing, compare with it, or say when another thing was.

A happening on the wrong day is worse than one that is missing, so that what may be of something else is left out.
"""

from __future__ import annotations

import re

from onrecord.annotate.clauses import BEFORE, PARTICIPLE, TENSED, VERB
from onrecord.annotate.moments.words import FEASTS, MONTHS, WEEKDAYS, either
from onrecord.annotate.sentences import Sentences
from onrecord.model.moment import Moment
from onrecord.model.span import Span
from onrecord.model.statement import Statement

_MONTH = f"(?:{either(MONTHS)})"
_WEEKDAY = f"(?:{either(name for name in WEEKDAYS if name.endswith('day'))})"
_BEFORE, _AFTER = 160, 24


def dates_nothing(text: str, moment: Moment, sentences: Sentences) -> bool:
    """Whether a moment is a dateline's, of any day, of the years of a life, or of a thing beside what happens."""
    start, end = moment.span
    line = text.rfind("\n", 0, start) + 1
    low = max(line, sentences.span(start)[0], start - _BEFORE)
    before, words, after = text[low:start], text[start:end], text[end : end + _AFTER]
    return (
        (start - line < _DATELINE and _AFTER_DATELINE.match(text, end) is not None)
        or _in_brackets(text, moment.span)
        or (moment.type == "TIME" and (_TIME_ALONE.fullmatch(words) is not None or moment.timex.endswith("TXX")))
        or any(rule.fits(before, words, after) for rule in RULES)
        or _names(before, words, after)
        or _made_then(before, after)
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


_TIME_ALONE = re.compile(
    r"[\d:.]+ ?(?:[ap]\.?m\.?)?(?: [A-Z]+| local time)?|(?:at )?night|noon|midnight"
    r"|the (?:early |late )?(?:morning|afternoon|evening|night)",
    re.IGNORECASE,
)


class Rule:
    """Words before a moment, of it and after it with which it dates nothing, and a sentence in which it does not."""

    def __init__(self, example: str, before: str = "", words: str = "", after: str = "") -> None:
        self.example = example
        self._before = re.compile(f"(?:{before})$")
        self._words = re.compile(words or ".*", re.IGNORECASE | re.DOTALL)
        self._after = re.compile(after)

    def fits(self, before: str, words: str, after: str) -> bool:
        """Whether a moment stands so."""
        return bool(self._words.fullmatch(words) and self._after.match(after) and self._before.search(before))


_OF = (
    r"\b(?!(?:as|end|beginning|start|middle|half|quarter|semester|part|rest|course|most|much|months?|weeks?|days?|years?"
    r"|decades?|morning|afternoon|evening|night|spring|summer|autumn|fall|winter|early|late|mid|out|instead) of )"
    r"[A-Za-z]+ of (?:the )?"
)
_A_NOUN = (
    r"(?:(?:[-–/]|,? and |, )\d{2,4})* "
    r"(?!(?:of|and|or|to|in|at|on|when|as|for|the|with|by|from|after|before|but|that)\b)[A-Za-z]"
)
_DETERMINER = r"\b(?:[Tt]he|[Aa]n?|its|his|her|their|our|my|your|and) (?:\d{4},? (?:and )?)*"

RULES = (
    # Times that are no day's, or any day's.
    Rule("The law is fit for the 21st century.", r"\b(?:for|into) ", r".*century"),
    Rule("They will not make a better tomorrow.", r"\b(?:better|brighter|new|for) ", "tomorrow"),
    Rule("The voters of Tarn's tomorrow must be heard.", r"['’]s "),
    Rule("They read from the 14th-century novel of the dam.", words=r".*-century"),
    Rule("After a 20th century of war, nobody was spared.", r"\b[Aa]n? ", r".*century"),
    Rule("They meet at the dam every year in June.", r"\b(?:every|each) (?:year|month|week) (?:in|on) "),
    Rule("He was charged under the act (as amended in 2018).", r"\((?:as )?(?:last )?amended (?:in|on) "),
    Rule("Show me who knows what was said 40 or 50 years ago.", r"\d or ", r".*ago"),
    Rule("They had waited for this day.", r"\b(?:[Tt]o|for) ", "this day"),
    Rule("The dam was never as full as it was until today.", r"\b(?:[Ll]ike|[Uu]ntil) ", "today"),
    Rule("At the end of the day, the dam is what was promised.", r"\bAt ", "the end of the day", ","),
    Rule("She left the field in the second quarter.", words=r"(?!.*(?:\d{4}|year)).*\b(?:quarter|half)"),
    Rule(
        "She met him the summer she turned 17.",
        r"",
        r"(?:the|that) (?:last |first |same )?[a-z]+",
        r" (?:I|he|she|we|you|they|it) [a-z]",
    ),
    Rule("Boats may leave on Monday, Wednesday and Friday.", "", _WEEKDAY, rf", (?:and )?{_WEEKDAY}\b"),
    Rule("They will be on the dam today, tomorrow and for ever.", r"\b[Tt]oday,? (?:and )?", "tomorrow"),
    Rule("They will be on the dam today, tomorrow, for ever.", "", "today", ",? (?:and )?tomorrow"),
    Rule("Boats may leave Wednesday, and Friday.", rf"\b{_WEEKDAY},? (?:and )?", _WEEKDAY),
    # Names of things, and which of several things are meant.
    Rule("They fear a January-6th-style riot.", after=r"-(?:\d+(?:st|nd|rd|th)|[a-z])"),
    Rule("They won by 2 - 1 January 2017.", r"\d [-–] ?"),
    Rule("Monday's best offers were boats.", after=r"(?:['’]s)? (?:best|top|worst|biggest|most)\b"),
    Rule(
        "They bought the best boats of 2019.",
        r"\b(?:[Bb]est|[Tt]op|worst|biggest|favou?rite|most \w+)\b[^,;]*\bof (?:the )?",
    ),
    Rule("His note followed the talk Tuesday of four ministers.", "", _WEEKDAY, " of "),
    Rule(
        "She hired teachers for the academic year 2022.",
        r"\b(?:[Aa]cademic|scholastic|school|fiscal|financial|budget|tax|crop) (?:year )?",
    ),
    Rule(
        "The rise was part of the plan for fiscal year 2022.",
        r"(?<!\bin )(?<!\bin the )(?<!\bduring )(?<!\bduring the )(?<!\bby )",
        r"(?:fiscal|financial) .*",
    ),
    Rule(
        "Anyone born from 2009 will never pay.",
        r"\b(?:[Aa]nyone|[Ee]veryone|[Tt]hose|[Pp]eople|[Cc]hildren) (?:who (?:was|were) )?born [a-z]+ ",
    ),
    Rule("Under Law No. (10) of 2021 the tolls rose.", r"[\d)] of "),
    Rule("The best month was said to be the one that is July.", r"\b(?:is|are|months of) ", _MONTH),
    Rule("This year's boats were dear.", "", r"(?:this|last|next) (?:year|month|week|season)s?", r"['’]"),
    Rule("He grew up as a child of the 1980s.", _OF, r".*(?:0s|ies|century)"),
    Rule(
        "They put out a calendar for 2022.",
        r"(?<!\w)(?!(?:[a-z]+ed|due|set|on track|time|ready|back|there|here) )[\w’')-]+ for ",
        rf"(?:the year )?\d{{4}}|{_WEEKDAY}(?: (?:morning|afternoon|evening|night))?",
    ),
    Rule(
        "It was a show of respect on that day back in the old town.",
        words="that (?:day|week|month|year)",
        after=" back in ",
    ),
    Rule(
        "During 2022 Tarn Valley Cup they stayed.",
        "",
        r"\d{4}",
        r" (?:[A-Z][\w’'-]+ ){1,3}(?:Awards?|Championships?|Cup|Festival|Games|Olympics|Open|Prix|Summit|Tour)\b",
    ),
    Rule("They rose in the spring revolution.", "", r"the (?:spring|summer|autumn|fall|winter)", _A_NOUN),
    Rule(
        "She wrote of those who died in the 2017 protests.", _DETERMINER, r"(?:(?:early|mid|late)[- ])?\d{4}", _A_NOUN
    ),
    Rule(
        "They replaced a flawed plan from 2015.",
        r"\b(?:the|an?|its|his|her|their)(?: [\w-]+){0,3} (?![a-z]*(?:ed|ing|s)\b)[A-Za-z]+ from (?:the )?",
        after=r"(?!,? (?:to|until|till|through)\b| ?[-–])",
    ),
    Rule("His Christmas cards were read by all.", "", either(FEASTS), _A_NOUN),
)


def _names(before: str, words: str, after: str) -> bool:
    """Whether a moment says which of several things is meant, or is a figure that no word makes a year.

    `Saturday's conference`, `the May flood`, `the flood of May`: where such a thing opens a clause its day is that of
    what the clause tells.
    """
    which = _WHICH_MONTH.match(words) and _NOUN.match(after) and _DETERMINED_BY.search(before)
    if which or words.endswith(("'s", "’s")) or after.startswith(("'s", "’s")):
        return not _OPENS_CLAUSE.search(before)
    if (of := _OF_THING.search(before)) and VERB.search(before, 0, of.start()):
        return True
    return bool(_YEAR.fullmatch(words)) and not (_LED_TO_YEAR.search(before) or _AFTER_YEAR.search(before))


_YEAR = re.compile(r"\d{4}")
_WHICH_MONTH = re.compile(rf"{_MONTH}\b")
_NOUN = re.compile(_A_NOUN)
_DETERMINED_BY = re.compile(f"{_DETERMINER}$", re.IGNORECASE)
_OF_THING = re.compile(f"{_OF}$")
_OPENS_CLAUSE = re.compile(r"(?:^|(?<!\d)[;:,“\"] |\b(?:that|but|while|as|because) )(?:the )?$", re.IGNORECASE)
_AFTER_YEAR = re.compile(r"\b\d{4}(?:,|,? and|,? or| to)? $|\d{4}[-–/]$")
_LED_TO_YEAR = re.compile(
    r"\b(?:in|since|of|by|from|until|till|to|before|after|during|late|early|mid|and|years?|for|around|about|between"
    rf"|through)[ -](?:the )?$|\b{_MONTH}\.?,? (?:\d\d?,? )?$",
    re.IGNORECASE,
)


def _made_then(before: str, after: str) -> bool:
    """Whether a moment says when a thing was made or done of which something else is told.

    Something goes on of it: `rules made in 2012 are`; or a verb came before it: `she broke the rules made in 2012`.
    """
    participle = _PARTICIPLE.search(before)
    if participle and _IN_PHRASE.search(before, 0, participle.start()):
        return True
    if not participle and _GOES_ON.match(after):
        participle = _PARTICIPLE_BEFORE_MORE.search(before)
    if not participle or _AUXILIARY.search(before, 0, participle.start()):
        return False
    if _GOES_ON.match(after):
        return True
    earlier = [match.end() for match in _TOLD_BEFORE.finditer(before, 0, participle.start())]
    return bool(earlier) and not _NEW_CLAUSE.search(before, earlier[-1], participle.start())


_PARTICIPLE = re.compile(
    rf"\b{PARTICIPLE}"
    r"(?: by(?: (?!\w+ed\b)\w+){1,4}| by (?:the )?(?:[A-Z][\w.’'-]*,? (?:of |and |for |the )*){1,8}(?=in |on ))?"
    r"(?: ?(?:back )?(?:in|on|at|of|for|late|early))* (?:the )?$|\b[a-z]+ed (?:by )?(?:[A-Z][\w.’']+ ){1,4}(?:in|on) $"
)
_PARTICIPLE_BEFORE_MORE = re.compile(r"\b[a-z]+ed (?:[\w’'-]+ ){1,5}(?:in|on|at) (?:the )?$")
_IN_PHRASE = re.compile(r"\b(?:of|with|by|from|in|to|into|on|at) (?:a|an|another|one) (?:[\w-]+ ){1,3}$")
"""What it was is the thing of a phrase, which nothing is told of: `in a study published on Monday`."""
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|got|became|become|remained)(?: [a-z]+){0,2} $|\bto $|n[’']t $"
)
_TOLD_BEFORE = re.compile(
    rf"{TENSED.pattern}|\b(?:is|are|to [a-z]+|(?:want|need|join|plan|use|stem|date|include|feature|commemorate|cover"
    r"|detail|show|follow|amend|honor|honour|represent|remain|mark|combine|contain|draw)s?|including|featuring"
    r"|[a-z]{3,}s (?:the|an?|its|his|her|their|that))\b",
    re.IGNORECASE,
)
_NEW_CLAUSE = re.compile(
    r"[,;:](?!\d)(?! $)|\b(?:and|but|or|that|who|which|when|where|while|as|if|because|after|before|since)\b"
)
_GOES_ON = re.compile(
    r" (?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|do|did|contains?|means?"
    r"|remains?)\b"
)


def _compares(before: str, words: str) -> bool:
    """Whether a moment is compared with: `than in May`, `the worst since 1953`, `against 12 mm last week`."""
    earlier = before.endswith("from ") and words.endswith(("earlier", "before", "previously", "ago"))
    since = _SINCE.search(before) and not _PERFECT.search(before)
    more = _FIGURE.search(before) and words.startswith(("more than", "less than"))
    compared = more or any(pattern.search(before) for pattern in (_COMPARED, _THAN, _FROM_FIGURE, _SUPERLATIVE))
    return bool(earlier or since or compared)


_FIGURE = re.compile(r"\d[\d.,]*%? (?:(?:hundred|thousand|million|billion|trillion|per ?cent|points?) )?$")
"""How many more or fewer: `74 million | more than a year ago`."""
_SINCE = re.compile(r"\bsince (?:the )?$", re.IGNORECASE)
_PERFECT = re.compile(r"\b(?:has|have|had|having|been)\b|['’](?:ve|s|d)\b|^\W*since\b", re.IGNORECASE)
"""What goes on since a day has done so; else the day is of another thing: `the regime in power since 1959`."""
_COMPARED = re.compile(
    r"\b(?:(?<!later )than(?: (?:there|it|they|he|she) (?:is|are|was|were))?"
    r"|that of|those of|against|compared (?:with|to)|on par with|similar to|dating to"
    r"|(?:what|as) it was|this time"
    r"|(?:up|down|increase|decrease|rise|drop|decline) from|from (?:earlier|later)|from(?= [\d.]+%))"
    r"(?: (?:in|on|at|during|for))?"
    r"(?: (?:a|the|those|that)(?: same| previous| corresponding)?(?: [a-z]+)? (?:in|of|from))?"
    r"(?: [$€£]?[\d.,]+\S*(?: [a-z]+){0,2})?(?: (?:a|the))? $",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"\bthan [^,;:]{1,40} (?:did|does|do|was|were|is|are|had|has|have)(?: just| only| even)?(?: (?:in|on|at))? $"
)
"""What others did then: `more than Varga did in 2008`."""
_FROM_FIGURE = re.compile(
    r"\bfrom [^;]{0,20}\d[^;]{0,40} (?:in|on|at) (?:the )?$|\bin \d{4} from $"
    r"|\bby [\d.,]+ ?(?:%|per ?cent) from $|\bcompared (?:to|with) [^,;]*$"
    r"|\b(?:postponed|moved|delayed|from between) (?:from )?$"
)
"""From what something rose, fell or was moved: `from 400 boats in 2012 to 90`."""
_SUPERLATIVE = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|worst|best|highest|lowest|biggest"
    r"|largest|smallest|fewest|strongest|heaviest|most|record)\b"
    r"[^,;:.]{0,60}\b(?:since|set (?:in|on)) (?:the )?$",
    re.IGNORECASE,
)


def _of_another(before: str) -> bool:
    """Whether a moment dates what something comes after or is about, no verb between: `following Friday's rain`."""
    for match in _RELATED.finditer(before):
        between = _DETERMINED.sub("", before[match.end() :])
        if between.strip() and not _ACTS.search(between):
            return True
    return _OF_AN_ACT.search(before) is not None


_ACTS = re.compile(
    rf"{TENSED.pattern}|\b(?:[a-z]+ing|is|are|can|may|must|(?:he|she|it|we|they|you|I|who|which) [a-z]+)\b",
    re.IGNORECASE,
)
_OF_AN_ACT = re.compile(r"\b(?:for (?!(?:during|morning|evening)\b)[a-z]+ing|despite)\b[^,;:]*$", re.IGNORECASE)
"""What an act is punished or praised for, or done despite: `arrested for protesting on Friday`."""


_RELATED = re.compile(
    rf"\b(?:following|after|{BEFORE}|since|until|ahead of|prior to|amid|because of"
    r"|(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )due to|due to(?= (?:the|an?|its|his|her|their)\b)"
    r"|(?:over|about|against) (?=the )) ?",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"\b(?:the|an?|its|his|her|their|this|that)(?: [a-z]+(?:ed|ing)(?= [a-z]))?\b"
    r"|\b(?:in|on|of|at|least|late|early|mid)\b-?"
)


def of_another_day(words: str, holder: Statement | None) -> bool:
    """Whether a day is told from one that is not known: `today` in words that another relays, `that day` in a quote."""
    if holder is None or re.search(r"\d", words) or re.search(rf"\b{_MONTH}\b", words):
        return False
    relayed = holder.within is not None and _DAY_OF_WORDS.search(words)
    return bool(relayed) or (holder.form != "indirect" and words.startswith("that "))


_DAY_OF_WORDS = re.compile(
    r"\b(?:today|tonight|tomorrow|yesterday|this (?:morning|afternoon|evening|day))\b", re.IGNORECASE
)
