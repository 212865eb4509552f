"""The words of time, from words.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files

LISTS = tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))
MONTHS: dict[str, int] = LISTS["months"]
WEEKDAYS: dict[str, int] = LISTS["weekdays"]
NUMBERS: dict[str, int] = LISTS["numbers"]
ORDINALS: dict[str, int] = LISTS["ordinals"]
UNITS: dict[str, str] = LISTS["units"]
SEASONS: dict[str, str] = LISTS["seasons"]
PARTS: dict[str, str] = LISTS["parts"]
DECADES: dict[str, int] = LISTS["decades"]
FEASTS: dict[str, tuple[int, int]] = {name: (month, day) for name, (month, day) in LISTS["feasts"].items()}
REFERENCES: dict[str, str] = {word: value for value, words in LISTS["references"].items() for word in words}
TENSES: dict[str, list[str]] = LISTS["tenses"]
SMALL: dict[str, list[str]] = LISTS["small"]
ZONES: dict[str, str] = LISTS["zones"]
ISLAMIC: dict[str, int] = LISTS["islamic"]
PERSIAN: dict[str, int] = LISTS["persian"]
NO_YEAR: dict[str, list[str]] = LISTS["no_year"]


def either(words: Iterable[str]) -> str:
    """Some words as alternatives of a pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
