"""The words by which actors are told apart, from actors.toml: titles, roles, nouns for what acts, borders."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

_LISTS = tomllib.loads((files(__package__) / "actors.toml").read_text(encoding="utf-8"))

TITLES: dict[str, str] = {title.casefold(): sex for sex, some in _LISTS["titles"].items() for title in some}
"""What each title says of the person: man, woman or either."""

FIELDS: dict[str, str] = {noun: field for field, nouns in _LISTS["roles"].items() for noun in nouns}
"""The field of each noun for what a person is."""

ALIKE: dict[str, frozenset[str]] = {noun: frozenset(others) for noun, others in _LISTS["alike"].items()}
"""Nouns that are used of those whom the story has called another."""

SEXES: dict[str, str] = {noun: sex for sex, nouns in _LISTS["sexes"].items() for noun in nouns}
ORGANISATIONS: dict[str, frozenset[str]] = {
    noun: frozenset(word.casefold() for word in words) for noun, words in _LISTS["organisations"].items()
}
"""Nouns for organisations, each with words of names that it may stand for."""

PLACES: dict[str, frozenset[str]] = {
    noun: frozenset(word.casefold() for word in words) for noun, words in _LISTS["places"].items()
}


def _list(name: str) -> frozenset[str]:
    return frozenset(_LISTS["lists"][name])


UTTERANCES = _list("utterances")
WORKS = _list("works")
INDEFINITE = _list("indefinite")
DEFINITE = _list("definite")
BORDERS = _list("borders")
PASSED_ON = _list("passed_on")
MANY = _list("many")
GROUPS = _list("groups")
EXACT = _list("exact")
GENERIC = _list("generic")
ABROAD = _list("abroad")
PARTS = _list("parts")
SPEAKS_FOR_BODY = _list("speaks_for_body")
MODIFIERS = _list("modifiers")

RELATIVE = frozenset(["who", "which", "that", "whose", "whom"])
FIRST = frozenset(["i", "me", "my", "myself", "we", "us", "our", "ourselves"])
"""Pronouns of whoever speaks."""

THIRD: dict[str, str] = {
    word: kind
    for kind, words in {
        "man": "he him his himself",
        "woman": "she her hers herself",
        "thing": "it its itself",
        "many": "they them their theirs themselves",
    }.items()
    for word in words.split()
}
"""Pronouns of those spoken of, by what they say of them."""

_PLURAL = re.compile(r"(?:[^aious'’]|[^s]e|ee|ie)s$|men$|people$|police$")
_TITLE = re.compile(
    r"(?:(?:" + "|".join(re.escape(title) for title in sorted(TITLES, key=len, reverse=True)) + r")\s+)+", re.IGNORECASE
)
_SINGULAR_IN_S = frozenset(["congress", "press", "news", "boss", "witness", "chess", "politics", "aids", "hostess"])


def is_plural(noun: str) -> bool:
    """Whether a noun is of several: officials, people, police.

    >>> is_plural("experts"), is_plural("congress")
    (True, False)
    """
    noun = noun.casefold()
    return noun in MANY or noun in GROUPS or (noun not in _SINGULAR_IN_S and bool(_PLURAL.search(noun)))


def singular(noun: str) -> str:
    """A noun without its plural ending.

    >>> singular("parties"), singular("officials"), singular("spokeswomen")
    ('party', 'official', 'spokeswoman')
    """
    noun = noun.casefold()
    if noun.endswith("men"):
        return noun[:-3] + "man"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def without_titles(name: str) -> str:
    """A person's name without what stands before it; a title alone stays.

    >>> without_titles("Prime Minister Lena Varga"), without_titles("Mr. Marn"), without_titles("Prince")
    ('Lena Varga', 'Marn', 'Prince')
    """
    match = _TITLE.match(name)
    return name[match.end() :] if match and match.end() < len(name) else name


def sex_of_titles(words: str) -> str | None:
    """What the titles that open or are some words say: man, woman or null."""
    match = _TITLE.match(words + " ")
    titles = match.group().split() if match else []
    return next((s for t in reversed(titles) if (s := TITLES.get(t.casefold())) in ("man", "woman")), None)


def noun_of_role(words: str) -> str | None:
    """The noun in some words that says what a person is, the last before any `of`; null where none does.

    >>> noun_of_role("the secretary general of the union of miners"), noun_of_role("Foreign Ministry spokesman")
    ('secretary', 'spokesman')
    """
    before = re.split(r"\b(?:of|for|at|in|to|from|on)\b|,", words, maxsplit=1)[0]
    nouns = [w for w in re.findall(r"[\w’'-]+", before.casefold()) if w in FIELDS or singular(w) in FIELDS]
    nouns = [w for w in nouns if w not in ("general", "major", "chief")] or nouns
    return singular_role(nouns[-1]) if nouns else None


def singular_role(noun: str) -> str:
    """A role's noun as the lists have it."""
    return noun if noun in FIELDS else singular(noun)
