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
    for name, pattern in _CLASSES:
        if match := pattern.search(text, low, end):
            return name, match.span()
    return "certain", None


def chance_of(words: str, scale: Scale) -> Chance | None:
    """What a scale holds some words of likelihood to mean, in per cent; null where it does not have them.

    >>> chance_of("very likely", "icd203")
    Chance(scale='icd203', median=87.5, low=80, high=95)
    """
    found = SCALES[scale].get(_FILLING.sub("", " ".join(words.casefold().split())))
    return Chance(scale, *found) if found else None
