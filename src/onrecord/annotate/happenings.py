"""How likely a clause tells what happens on the day of its moment, by numbers learned from clauses that were judged.

What the words of a clause and around its moment are like speaks for or against it, each by a weight of
`happenings.toml` (logistic regression, fitted by training/events.py).
"""

from __future__ import annotations

import math
import re
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

from onrecord.annotate.clauses import TENSED, VERB
from onrecord.annotate.moments.words import MONTHS, SEASONS, WEEKDAYS, either
from onrecord.model.moment import Moment
from onrecord.model.span import Span
from onrecord.model.statement import Statement

WEIGHTS_FILE = Path(str(files(__package__) / "happenings.toml"))

Features = dict[str, float]

_MONTH = f"(?:{either(MONTHS)})"


def _table(**patterns: str) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in patterns.items()}


_MOMENTS = _table(
    weekday=either(WEEKDAYS),
    day=rf"{_MONTH}\.? \d|\d (?:of )?{_MONTH}|\d{{4}}-\d\d-\d\d",
    month=_MONTH,
    season=f"(?i:{either(SEASONS)})",
    year=r"^(?i:late |early |mid-?)?\d{4}$",
    decade=r"\d0['’]?s|(?i:centur|decade)",
    today=r"(?i:today|tonight|this (?:morning|afternoon|evening))",
    yesterday=r"(?i:yesterday|last night)",
    tomorrow=r"(?i:tomorrow)",
    counted=r"(?i:ago|earlier|later)",
    this=r"(?i:\bthis\b)",
    last=r"(?i:\b(?:last|past|previous)\b)",
    next=r"(?i:\b(?:next|coming|following)\b)",
    edge=r"(?i:\b(?:end|start|beginning)\b)",
)
"""What words for a time are, the first that fits."""

_LEADS = frozenset(
    {"after", "and", "as", "at", "before", "between", "by", "during", "early", "for", "from", "in", "late", "of", "on"}
    | {"over", "since", "through", "to", "until"}
)
"""Words that lead to a moment."""

_WORDS = _table(
    figure=r"\d.*",
    be=r"(?i:is|are|was|were|be|been|being)",
    past=r"(?:[a-z]{2,}ed|had|did|went|came|said|made|took|won|lost|held|began|became|left|found|gave|got|sent|met|told"
    r"|led|fell|rose|broke|built|shot|sold|set|put|struck|wrote|spoke|died|grew|drew|brought|ran)",
    preposition=f"(?i:{either(_LEADS | {'with', 'about', 'into', 'against', 'under', 'the'})})",
    relative=r"(?i:that|who|which|when|where|whose)",
    adverb=r".*ly",
    ing=r".*ing",
    name=r"[A-Z].*",
    pronoun=r"(?:it|he|she|they|we|you|him|her|them|us|me)",
    act=r".*(?:tion|sion|ment|ance|ence|ship|ure|ity|war|visit|attack|death|deal|summit|meeting|crisis|poll|survey|race"
    r"|primary|contest|vote|debate)s?",
    plural=r".*s",
)
"""What a word is like, the first that fits the whole of it."""

_FIRST = _table(
    that=r"(?i:that)",
    relative=r"(?i:who|which|where|when|whose)",
    infinitive=r"(?i:to|not)",
    conjunction=r"(?i:after|before|since|as|while|because|although|but|and|so)",
    preposition=r"(?i:in|on|at|by|from|for|with|of|during)",
    determiner=r"(?i:the|an?|its|his|her|their|this|these|those|some|two|three)",
    pronoun=r"(?i:it|he|she|they|we|i|you|there)",
    question=r"(?i:how|what|why|whether)",
    ing=r".*ing",
    past=r"[a-z]{2,}ed",
    name=r"[A-Z].*",
)
"""What the first word of a clause is like."""

_VERBS = _table(
    will=r"will|shall|['’]ll",
    would=r"would|should|may be|could be",
    was=r"was|were",
    been=r"been",
    had=r"had",
    has=r"has|have",
    past=r".*ed",
)
"""What the last verb of the past or future before a moment is."""

_FLAGS = _table(
    present=r"\b(?:is|are)\b(?! (?:to|due|set|expected|scheduled|planned|slated|[a-z]+ing)\b)",
    modal=r"\b(?:can|could|may|might|must|should)\b",
    will=r"\bwill\b|['’]ll\b",
    would=r"\bwould\b",
    has=r"\b(?:has|have)\b",
    had=r"\bhad\b",
    denied=r"\b(?:not|never|no)\b|n['’]t\b",
    passive=r"\b(?:was|were|been|be|is|are)\s+(?:[a-z]+ly\s+)?[a-z]{2,}(?:ed|en)\b",
    due=r"\b(?:expected|scheduled|set|due|planned|slated)\b",
    saying=r"\b(?:said|says|told|asked|called|announced|added|tweeted|wrote)\b",
    compared=r"\bthan\b|\bcompared\b",
    condition=r"\b(?:if|unless)\b",
    question=r"\b(?:how|what|why|whether)\b",
    quotation=r"[“”\"]",
    pause=r" [–—-] |\(|;|:",
)
"""What is somewhere in a clause."""

_WORD = re.compile(r"[\w’'-]+")
_PREPOSITION = re.compile(r"\b(?:in|on|at|for|with|from|by|to|of|about|into)\b")
_BETWEEN = _table(
    infinitive=r"\bto [a-z]+\b", relative=r"\b(?:that|which|who|when|where)\b", ing=r"\b[a-z]+ing\b", act=r"\bof\b"
)
"""What stands between a verb and a moment behind it."""


def chance_of(features: Features) -> float:
    """How likely a clause with some features tells a happening on its day."""
    score = sum(weight * features.get(name, 0.0) for name, weight in _weights().items())
    return 1 / (1 + math.exp(-score))


@cache
def _weights() -> dict[str, float]:
    return tomllib.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))


def features_of(text: str, clause: Span, moment: Moment, sentence: Span, holder: Statement | None) -> Features:
    """What speaks for or against a clause in its sentence; `holder` is the statement in whose content it stands."""
    start, end = clause
    before, after = text[start : moment.span[0]], text[moment.span[1] : end]
    found = dict.fromkeys(
        [
            "clause",
            "moment: " + (_first(_MOMENTS, text[slice(*moment.span)], whole=False) or "other"),
            *(["moment: of a day"] if moment.type == "TIME" else []),
            *(f"holds: {name}" for name, flag in _FLAGS.items() if flag.search(text, start, end)),
            *_beside(before, after),
            *_edges(text, clause, sentence),
            *_voice(holder),
        ],
        1.0,
    )
    words = len(_WORD.findall(text, start, end))
    found["words"] = math.log1p(words)
    found["words before"] = math.log1p(len(_WORD.findall(before)))
    found["words after"] = math.log1p(len(_WORD.findall(after)))
    found["commas"] = min(text.count(",", start, end), 4)
    found["ands"] = min(len(re.findall(r"\band\b", text[start:end])), 3)
    found["verbs"] = math.log1p(sum(1 for _ in VERB.finditer(text, start, end)))
    return found | _verb(text, clause, moment.span)


def _first(table: dict[str, re.Pattern[str]], word: str, whole: bool = True) -> str | None:
    return next((name for name, like in table.items() if (like.fullmatch if whole else like.search)(word)), None)


def _like(word: str | None) -> str:
    return "nothing" if word is None else _first(_WORDS, word) or "other"


def _beside(before: str, after: str) -> list[str]:
    """What leads to a moment, what that belongs to, and what comes behind."""
    words = _WORD.findall(before)
    lead = words.pop() if words and words[-1].casefold() in _LEADS | {"the"} else None
    if lead == "the" and words and words[-1].casefold() in _LEADS:
        lead = words.pop()
    last = words[-1] if words else None
    behind = re.match(r"\s*([\w’'-]+|\S)", after)
    following = behind[1] if behind else None
    mark = following is not None and not following[0].isalnum()
    return [
        f"led to by: {(lead or 'nothing').casefold()}",
        f"behind: {_like(last)}",
        f"then: {'comma' if following == ',' else 'mark' if mark else _like(following)}",
        *(["behind a comma"] if re.search(r",\s*(?:\w+\s+)?(?:the\s+)?$", before) else []),
    ]


def _edges(text: str, clause: Span, sentence: Span) -> list[str]:
    """How a clause begins, and whether its sentence does and ends with it."""
    start, end = clause
    word = _WORD.search(text, start, end)
    return [
        f"begins: {(word and _first(_FIRST, word.group())) or 'other'}",
        *(["begins its sentence"] if start <= sentence[0] + 1 else ["cut before"] if text[start - 1] == " " else []),
        *(["ends its sentence"] if end >= sentence[1] - 2 else ["cut behind"] if text[end : end + 1] == " " else []),
    ]


def _voice(holder: Statement | None) -> list[str]:
    if holder is None:
        return []
    return [
        f"held: {holder.form}",
        *(["held within another"] if holder.within else []),
        *(["held by nobody"] if not holder.source else []),
    ]


def _verb(text: str, clause: Span, moment: Span) -> Features:
    """The last verb of the past or future before a moment, else the first behind it, and how far it is."""
    tensed = [match for match in TENSED.finditer(text, *clause) if not moment[0] <= match.start() < moment[1]]
    found = {"tensed verbs": math.log1p(len(tensed))}
    ahead = [match for match in tensed if match.end() <= moment[0]]
    if not tensed:
        return found | {"verb: none": 1.0}
    if not ahead:
        return found | {"verb: behind": 1.0, "far behind": math.log1p(len(text[moment[1] : tensed[0].start()].split()))}
    verb, between = ahead[-1], text[ahead[-1].end() : moment[0]]
    found[f"verb: {_first(_VERBS, verb.group()) or 'other'}"] = 1.0
    found["far"] = math.log1p(len(between.split()))
    found["commas between"] = min(between.count(","), 3)
    found["prepositions between"] = min(len(_PREPOSITION.findall(between)), 4)
    return found | {f"between: {name}": 1.0 for name, flag in _BETWEEN.items() if flag.search(between)}
