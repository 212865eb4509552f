"""What names an outlet: one pattern, made of the lists in outlets.toml, for the rules of relays."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

_LISTS: dict[str, list[str]] = tomllib.loads((files(__package__) / "outlets.toml").read_text(encoding="utf-8"))


def _either(name: str) -> str:
    """The words of a list as alternatives, the longest first."""
    return "|".join(re.escape(word) for word in sorted(_LISTS[name], key=len, reverse=True))


_NO_DAY = r"(?!\w+day\b)"
_CAPITALISED = rf"{_NO_DAY}[A-Z](?:[\w’'&.-]*\w)?"
_END = rf"(?![\w-])(?! (?:{_either('no_outlet_before')})\b)"
_HEADS = _either("heads")
_WORD = r"(?!(?:in|on|by|that|to|with|as|for|and|when|who|which)\b)[\w’'-]+"
_TITLE = rf"(?: ['‘“\"]{_CAPITALISED}['’”\"])?"

OUTLET = (
    "(?:"
    rf"(?:[Tt]he |state |local )?(?:(?!(?:his|her|its|their|our|my|your)\b)\w+ )?(?:{_either('platforms')})(?![\w-])"
    rf"(?: platforms?,? (?:{_either('platforms')})(?![\w-]))?"
    rf"|(?:[Tt]he )?(?:[\w-]+ ){{0,2}}?(?:{_either('names')}){_END}(?:'s| 's|’s)?(?: (?:{_CAPITALISED}|[0-9]))*"
    rf"{_TITLE}(?: (?:{_HEADS}|program|programme)\b)?"
    rf"|(?:[Tt]he )?(?:[\w-]+ ){{0,2}}?(?:{_CAPITALISED} (?:(?:of|and|&) )?){{1,5}}(?:{_either('last_words')}){_END}"
    rf"(?:(?: {_CAPITALISED})*(?: (?:{_HEADS})\b))?"
    rf"|(?:{_either('first_words')})(?: {_CAPITALISED}){{1,3}}(?: (?:{_HEADS})\b)?"
    rf"(?! (?:{_either('no_outlet_before')})\b)"
    rf"|{_NO_DAY}(?:(?:[Tt]he|an?|[Ss]tate|[Ll]ocal|[Ii]nternational|[Ss]everal|[A-Z]\w+) )(?:{_WORD} ){{0,4}}?"
    rf"(?:{_HEADS})\b{_END}"
    ")"
)
"""A regular expression for the words that name an outlet, its article and its kind with it."""

HEADS = frozenset(head.split()[-1] for head in _LISTS["heads"])
"""The last words of the common nouns for outlets."""

_WHOLE = re.compile(OUTLET)


def is_outlet(name: str) -> bool:
    """Whether a name is an outlet's, as far as the lists go.

    >>> is_outlet("Al Jazeera"), is_outlet("The Tarn Herald"), is_outlet("Tarn Water Board")
    (True, True, False)
    """
    return _WHOLE.fullmatch(name) is not None
