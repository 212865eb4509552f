"""How a source refers to somebody: by name, pronoun or description, together with others, or by its own words.

Each source is a phrase without clauses, read here without a parser: its names are known, its borders are words
(`of`, `in`, `who`) and commas, and its noun is the last word before them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from onrecord.annotate.entities import Entity
from onrecord.annotate.lexicon import (
    BORDERS,
    DEFINITE,
    FIELDS,
    FIRST,
    GENERIC,
    MANY,
    ORGANISATIONS,
    PARTS,
    PASSED_ON,
    PLACES,
    RELATIVE,
    SEXES,
    THIRD,
    TITLES,
    UTTERANCES,
    WORKS,
    is_plural,
    singular,
    singular_role,
)
from onrecord.model.span import Span

Way = Literal["name", "joint", "first", "third", "relative", "description"]


_AGE = re.compile(r"\d+-year-old")


@dataclass(frozen=True, slots=True)
class Reference:
    """How some words refer to somebody.

    `words` are all of them, `noun` is the one that says what it is, in the singular, `pronoun` what a pronoun says
    (man, woman, thing, many, or speaker). `parts` are the spans of those who speak together. `owner` says whose
    letter or statement it is. `modifiers` are the other words of a description, `proper` those of them that are
    names'.
    """

    way: Way
    span: Span
    words: str
    entity: Entity | None = None
    pronoun: str = ""
    noun: str = ""
    several: bool = False
    definite: bool = False
    utterance: bool = False
    owner: Span | None = None
    parts: tuple[Span, ...] = ()
    modifiers: frozenset[str] = frozenset()
    proper: frozenset[str] = frozenset()

    @property
    def tells_age(self) -> bool:
        """Whether the words are of a person by an age: `the 27-year-old striker`."""
        return any(_AGE.fullmatch(word) for word in (self.noun, *self.modifiers))

    @property
    def sex(self) -> str | None:
        """What the words say of a person: man, woman or null."""
        return self.pronoun if self.pronoun in ("man", "woman") else SEXES.get(self.noun)


@dataclass(frozen=True, slots=True)
class _Unit:
    span: Span
    words: str
    entity: Entity | None = None

    @property
    def small(self) -> str:
        return self.words.casefold()


_UNIT = re.compile(r"[’']s\b|[’'](?!\w)|\w(?:(?:[\w.&/-]|['’](?!s\b))*\w)?|[,;:()\"“”—–]")
_OWNS = frozenset(["'s", "’s", "'", "’"])
_PARTICIPLE = re.compile(r"(?:[^e]ed|made|sent|given|written|seen|put|held)$")
_FIRST_FEW = 3
_COMMAS = frozenset(",;:()—–")
_QUOTES = frozenset('"“”')
_LED_BY = frozenset(["by", "from", "of", "at"])


def read_reference(text: str, span: Span, names: Mapping[int, tuple[Span, Entity]]) -> Reference:
    """How the words of a span refer to somebody; `names` has each mention of an entity by its first character."""
    units = [u for u in _units(text, span, names) if u.words not in _QUOTES]
    words = " ".join(text[slice(*span)].split())
    while (
        len(units) > 1
        and units[0].entity is None
        and units[0].small in ("both", "even", "also", "only", "then", "but", "and", "meanwhile")
    ):
        units = units[1:]
    parts = [
        i for i, u in enumerate(units[:-2]) if u.small in PARTS and units[i + 1].small == "of" and u.entity is None
    ]
    units = units[parts[-1] + 2 :] if parts and parts[-1] < _FIRST_FEW else units
    while len(units) > 1 and units[-1].words in _OWNS:
        units = units[:-1]
    if not units:
        return Reference("description", span, words)
    if len(units) == 1 and units[0].entity is None:
        small = units[0].small
        if small in FIRST:
            return Reference("first", span, words, pronoun="speaker", several=small.startswith(("w", "o", "u")))
        if small in RELATIVE:
            return Reference("relative", span, words)
        if small in THIRD:
            return Reference("third", span, words, pronoun=THIRD[small], several=THIRD[small] == "many")
    person = _person_in(units)
    base = _base(units)
    joint = _joint(units) or _joint(base)
    if joint:
        return Reference("joint", span, words, parts=joint, several=True)
    if person is not None and _with_others(units, person):
        return Reference("description", span, words, several=True)
    last = base[-1]
    if last.entity is not None and last.entity.kind != "people" and not (person and _is_body(last.entity)):
        return Reference("name", span, words, entity=last.entity)
    if last.entity is not None and last.entity.kind == "people" and len(base) <= 2 and not person:
        return Reference("name", span, words, entity=last.entity, several=True)
    if person is not None:
        return Reference("name", span, words, entity=person.entity)
    return _description(span, words, units, base)


def _units(text: str, span: Span, names: Mapping[int, tuple[Span, Entity]]) -> list[_Unit]:
    units: list[_Unit] = []
    at = span[0]
    while match := _UNIT.search(text, at, span[1]):
        at = match.end()
        known = names.get(match.start())
        if known is not None and known[0][1] <= span[1]:
            (start, at), entity = known
            units.append(_Unit((start, at), text[start:at], entity))
        else:
            units.append(_Unit(match.span(), match.group()))
    return units


def _base(units: list[_Unit]) -> list[_Unit]:
    """The units before the first comma or border, without a participle that leads to it; all where none stands there.

    `a statement released by the ministry` is a statement.
    """
    for i, unit in enumerate(units):
        if unit.entity is None and i and (unit.words in _COMMAS or unit.small in BORDERS):
            last = units[i - 1]
            led = last.entity is None and i > 1 and _PARTICIPLE.search(last.small) and unit.words not in _COMMAS
            return units[: i - 1] if led else units[:i]
    return units


def _person_in(units: list[_Unit]) -> _Unit | None:
    """The person whom the whole phrase names: not owned, not led to by a preposition, not before a noun."""
    led = False
    for i, unit in enumerate(units):
        before = units[i - 1] if i else None
        if unit.words in _COMMAS:
            led = False
        elif unit.entity is None:
            led = led or (unit.small in BORDERS and i > 0 and unit.small != "as")
        elif unit.entity.kind == "person" and not _goes_on(units[i + 1 :]):
            # `the head of the Tarn League Lena Varga`, `minister of health Lena Varga`; not `the nephew of Lena Varga`.
            after_body = before is not None and (
                (before.entity is not None and before.entity.kind != "person")
                or before.small in ORGANISATIONS
                or (before.small in PLACES and before.words[0].isupper())
                or (before.small in GENERIC and before.small not in FIELDS and units[0].small in TITLES)
            )
            if (not led or after_body) and not (before is not None and before.small in ("and", "or")):
                return unit
    return None


_MAY_FOLLOW = frozenset(["and", "or", "himself", "herself", "jr", "sr", "then", "also", "who"])


def _goes_on(after: list[_Unit]) -> bool:
    """Whether what follows a name makes it another's: `Marn's wife`, `Marn supporters`."""
    if not after or after[0].entity is not None or after[0].words in _COMMAS:
        return False
    small = after[0].small
    return small in _OWNS or not (small in BORDERS or small in _MAY_FOLLOW or small[0].isdigit())


def _with_others(units: list[_Unit], person: _Unit) -> bool:
    """Whether a person is named together with others who are not: `Lena Varga and her mother`, `Ode and two aides`."""
    after = units[units.index(person) + 1 :]
    return len(after) > 1 and after[0].small == "and" and after[1].small in _OTHERS


_OTHERS = frozenset(
    ["her", "his", "their", "the", "two", "three", "four", "five", "six", "several", "some", "other", "others"]
)


def _is_body(entity: Entity) -> bool:
    return entity.kind in ("organisation", "place", "facility")


def _joint(units: list[_Unit]) -> tuple[Span, ...]:
    """`Washington and Baghdad`, `he, Marn and Varga`: the spans of those who speak together; none where one speaks."""
    parts: list[list[_Unit]] = [[]]
    joined = 0
    for unit in units:
        if unit.entity is None and unit.small in ("and", "&", ","):
            joined += unit.small != ","
            if parts[-1]:
                parts.append([])
        else:
            parts[-1].append(unit)
    if joined != 1 or len(parts) < 2 or not all(part and _acts(part[-1]) for part in parts):
        return ()
    if any(unit.entity is None and unit.small in BORDERS for part in parts for unit in part):
        return ()
    return tuple((part[0].span[0], part[-1].span[1]) for part in parts)


def _acts(unit: _Unit) -> bool:
    if unit.entity is not None:
        return unit.entity.kind in ("person", "organisation", "place", "facility")
    return unit.small in THIRD or unit.small in FIRST


def _description(span: Span, words: str, units: list[_Unit], base: list[_Unit]) -> Reference:
    noun = next((u.small for u in reversed(base) if u.entity is None and u.words not in _OWNS), "")
    said = noun in UTTERANCES or noun in WORKS
    owner = _owner(units, base) if said else None
    plain = [u.small for u in units if u.entity is None and u.words not in _OWNS and u.words not in _COMMAS]
    first = plain[0] if plain and units[0].entity is None else ""
    owned = any(u.words in _OWNS for u in base)
    named = " ".join(u.small for u in units if u.entity is not None)
    return Reference(
        "description",
        span,
        words,
        noun=_singular(noun),
        several=is_plural(noun)
        or (" and " in f" {words} " and singular_role(noun) in FIELDS and first not in DEFINITE),
        definite=first in DEFINITE or owned or (units[0].entity is None and first in TITLES and len(base) == 1),
        utterance=noun in UTTERANCES or (said and owner is not None),
        owner=owner,
        modifiers=frozenset(
            w for w in [*plain, *named.split()] if w not in DEFINITE and w != noun and w not in BORDERS
        ),
        proper=frozenset(named.split()),
    )


def _singular(noun: str) -> str:
    if noun in ORGANISATIONS or noun in FIELDS or noun in PLACES or noun in MANY:
        return noun
    return singular(noun)


def _owner(units: list[_Unit], base: list[_Unit]) -> Span | None:
    """Whose it is: `the Home Office letter`, `the minister's statements`, `a letter from two of its officials`."""
    for i, unit in enumerate(base):
        if unit.words in _OWNS and i:
            return units[0].span[0], units[i - 1].span[1]
    named = next((unit for unit in base if unit.entity is not None), None)
    if named is not None:
        return named.span
    for i, unit in enumerate(units[:-1]):
        if unit.small in _LED_BY and unit.entity is None and i and units[i - 1].small not in PASSED_ON:
            return units[i + 1].span[0], units[-1].span[1]
    return None
