"""How sure an outlook is: the words that carry it, their class, and what people mean by them in per cent.

All of it is lists: `certainty.toml`, beside this file.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

from onrecord.model.outlook import Certainty, Chance, Scale
from onrecord.model.span import Span

_LISTS = tomllib.loads((files(__package__) / "certainty.toml").read_text(encoding="utf-8"))
_CLASSES: list[tuple[Certainty, re.Pattern[str]]] = [
    (c["name"], re.compile(rf"(?<![\w’'])(?:{'|'.join(c['words'])})(?!\w)", re.IGNORECASE)) for c in _LISTS["classes"]
]
SCALES: dict[Scale, dict[str, tuple[float, float, float]]] = _LISTS["scales"]

_PERCENT = (
    r"(?P<low>\d{1,3}(?:\.\d)?)(?:\s?(?:%|per ?cent)?\s?(?:to|-|–)\s?(?P<high>\d{1,3}(?:\.\d)?))?\s?(?:%|per ?cent)"
)
_COUNT = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_NUMBER = rf"(?:{'|'.join(_COUNT)}|\d{{1,3}})"
_IN = rf"(?P<hits>{_NUMBER})(?: |-)(?:in|out of)(?: |-)(?P<of>{_NUMBER})"
_LIKELIHOOD = r"(?:chances?|probability|likelihood|odds|possibility|risk)"
_STATED = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_PERCENT}\s(?:{_LIKELIHOOD}|likely|certain|sure)\b",
        rf"\b{_LIKELIHOOD}(?: \w+){{0,6}} (?:is|are|at|of|to be)(?: about| around| roughly)? {_PERCENT}(?!\w)",
        rf"\b{_IN}(?: {_LIKELIHOOD}| odds)\b",
        rf"\b{_LIKELIHOOD}(?: \w+){{0,4}} (?:is|are|at|of) {_IN}\b",
        r"\b(?P<even>50[-–/]50|fifty-fifty)\b",
    )
]
"""How people say a chance as a number: `a 70 percent chance`, `one-in-three odds`, `fifty-fifty`."""

_CLASS_OF_NUMBER: tuple[tuple[float, Certainty], ...] = (
    (100, "certain"),
    (55, "likely"),
    (25, "possible"),
    (0.1, "unlikely"),
    (0, "impossible"),
)
"""The least chance in per cent of each class."""

_LEAD = 60
"""How many characters before an outlook, in its part of the sentence, the words may stand that say how sure it is."""

_BORDER = re.compile(r"[.!?;]\s|\n|[,–—] ")
_FILLING = re.compile(r" (?:well|also|still|yet)$")


def certainty_of(text: str, span: Span) -> tuple[Certainty, Span | None]:
    """The class of an outlook's certainty, and the words that carry it; `certain` without any is an unhedged claim.

    >>> text = "The dam is unlikely to hold."
    >>> certainty, (start, end) = certainty_of(text, (0, 27))
    >>> certainty, text[start:end]
    ('unlikely', 'unlikely')
    """
    start, end = span
    reach = max(0, start - _LEAD)
    low = max((border.end() for border in _BORDER.finditer(text, reach, start)), default=reach)
    if stated := _stated(text, low, end):
        where, number, _ = stated
        return next(name for least, name in _CLASS_OF_NUMBER if number >= least), where.span()
    for name, pattern in _CLASSES:
        if match := pattern.search(text, low, end):
            return name, match.span()
    return "certain", None


def _stated(text: str, low: int, end: int) -> tuple[re.Match[str], float, tuple[float, float]] | None:
    """The first chance that is stated as a number: where, its middle and its range, in per cent."""
    for pattern in _STATED:
        for match in pattern.finditer(text, low, end):
            told = match.groupdict()
            if told.get("even"):
                return match, 50.0, (50.0, 50.0)
            if told.get("hits"):
                hits, of = (
                    float(_COUNT.index(n.lower()) + 1 if n.lower() in _COUNT else n) for n in (told["hits"], told["of"])
                )
                first = last = round(100 * hits / of, 1) if hits <= of and of else 101.0
            else:
                first = float(told["low"])
                last = float(told["high"] or first)
            if first <= last <= _ALL:
                return match, (first + last) / 2, (first, last)
    return None


_ALL = 100.0


def chance_of(words: str, scale: Scale) -> Chance | None:
    """The number that some words state, or what a scale holds them to mean, in per cent; null where neither says.

    >>> chance_of("very likely", "icd203")
    Chance(scale='icd203', median=87.5, low=80, high=95)
    >>> chance_of("a 60 to 70 percent chance", "survey")
    Chance(scale='stated', median=65.0, low=60.0, high=70.0)
    """
    if stated := _stated(words, 0, len(words)):
        return Chance("stated", stated[1], *stated[2])
    found = SCALES[scale].get(_FILLING.sub("", " ".join(words.casefold().split())))
    return Chance(scale, *found) if found else None
