"""What the story says somebody is: words before a name (`Prime Minister`) or set after it (`, the mayor of Tarn,`)."""

from __future__ import annotations

import re

from onrecord.annotate.entities import Entity
from onrecord.annotate.lexicon import (
    DEFINITE,
    FIELDS,
    GROUPS,
    INDEFINITE,
    MODIFIERS,
    ORGANISATIONS,
    PLACES,
    SEXES,
    TITLES,
    noun_of_role,
    singular_role,
)
from onrecord.annotate.places import country_of
from onrecord.model.actor import Role
from onrecord.model.span import Span

_REACH = 110
_WORD = re.compile(r"[\w’'.-]+")
_BEFORE = re.compile(r"(?:[\w’'.&/-]+ ){1,8}$")
_SET_BEFORE = re.compile(
    r"(?:^|[.!?:;,“\"]\s+|\b(?:and|by|with|said|from|to) )((?:the |an? |his |her |its )?[\w’' -]{4,90}), $",
    re.IGNORECASE,
)
_DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SET_AFTER = re.compile(
    r"(?:, (?:\d\d, )?| \()"
    r"(?P<role>(?:(?:the|an?|his|her|its|their|who is|who was) )?[^,;:()\"“”—\n]{3,90}?)"
    r"(?=,|\)|;|—| [–-] | who |\. |\.$|$|\n"
    rf"| (?:said|says|told|added|and said|has|was|is|will|on {_DAY})\b)"
)
_OWNED = re.compile(r"['’]s?$")
_NO_ROLE = re.compile(
    r"(?:\w+ing|has|have|had|is|are|were|will|would|can|could|in|on|at|as|but|which|where|when|after|before|that|and|or"
    r"|if|because|while|said|told|according)\b",
    re.IGNORECASE,
)


def note_roles(text: str, entities: list[Entity]) -> None:
    """Give each entity its roles and the common nouns that it goes by, each once."""
    for entity in entities:
        for mention in entity.mentions:
            for span in _roles_at(text, mention, entity.kind == "person"):
                _note(entity, text, span)


_PRONOUN = re.compile(r"\b(?:(he|his|him|himself)|(she|her|hers|herself))\b", re.IGNORECASE)


def note_sexes(text: str, entities: list[Entity]) -> None:
    """Tell whether each person is a man or a woman by the pronouns that follow its mentions before another person's."""
    people = [entity for entity in entities if entity.kind == "person"]
    places = sorted((mention, entity) for entity in people for mention in entity.mentions)
    votes: dict[int, list[int]] = {id(entity): [0, 0] for entity in people}
    for i, ((_, end), entity) in enumerate(places):
        until = places[i + 1][0][0] if i + 1 < len(places) else len(text)
        match = _PRONOUN.search(text, end, min(until, end + _REACH))
        if match:
            votes[id(entity)][match[1] is None] += 1
    for entity in people:
        men, women = votes[id(entity)]
        if entity.sex is None and men != women and max(men, women) >= 3 * min(men, women):
            entity.sex = "man" if men > women else "woman"


def _note(entity: Entity, text: str, span: Span) -> None:
    words = text[slice(*span)]
    noun = noun_of_role(words) if entity.kind == "person" else _noun_of_body(words)
    if noun is None:
        return
    if entity.kind == "person":
        if words.casefold() not in {role.text.casefold() for role in entity.roles}:
            field = FIELDS[noun] if FIELDS[noun] not in ("people", "any") else None
            countries = [
                country
                for word in _WORD.findall(words)
                if word[0].isupper() and (country := country_of(_OWNED.sub("", word)))
            ]
            entity.roles.append(Role(words, span, field, tuple(dict.fromkeys(countries))))
        entity.sex = entity.sex or SEXES.get(noun)
    entity.nouns.add(noun)


def _noun_of_body(words: str) -> str | None:
    """The noun that says what sort of body or place some words are."""
    before = re.split(r"\b(?:of|for|at|in|to|from|on|that|which)\b|,", words, maxsplit=1)[0]
    nouns = [w for w in _WORD.findall(before.casefold()) if w in ORGANISATIONS or w in PLACES]
    return nouns[-1] if nouns else None


def _roles_at(text: str, mention: Span, person: bool) -> list[Span]:
    found = [_before(text, mention[0], person), _after(text, mention[1], person)]
    if person:
        found.append(_set_before(text, mention))
    return [span for span in found if span]


def _before(text: str, at: int, person: bool) -> Span | None:
    """The words that lead up to a name and end with a role: `Tarn's deputy mayor`."""
    line = text.rfind("\n", max(0, at - _REACH), at) + 1
    match = _BEFORE.search(text, max(line, at - _REACH), at)
    if match is None:
        return None
    words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text, match.start(), at)]
    last = words[-1][0].casefold().rstrip(".") if words else ""
    ends = last in TITLES or singular_role(last) in FIELDS if person else last in ORGANISATIONS or last in PLACES
    if not ends or last in GROUPS:
        return None
    if words[-1][0].endswith(".") and words[-1][0].casefold() not in TITLES:
        return None  # It ends the sentence before.
    start = words[-1][1]
    for word, begin, end in reversed(words[:-1]):
        small = word.casefold()
        if word[0].islower() and small not in MODIFIERS and small not in FIELDS and small not in ORGANISATIONS:
            break
        if (
            small in DEFINITE
            or small in INDEFINITE
            or (word.endswith((".", "!", "?")) and small.rstrip(".") not in TITLES)
        ):
            break
        if "," in text[end:start]:
            break
        start = begin
    return start, words[-1][2]


def _after(text: str, at: int, person: bool) -> Span | None:
    """The words set after a name that say what it is: `, the secretary general of the union,`."""
    match = _SET_AFTER.match(text, at, at + _REACH)
    if match is None or _NO_ROLE.match(match["role"]):
        return None
    role = match["role"]
    says = noun_of_role(role) if person else _noun_of_body(role)
    led = re.match(r"(?:the|an?|his|her|its|their|who)\b", role, re.IGNORECASE)
    if says is None or (not person and not led):
        return None
    return match.start("role"), match.end("role")


def _set_before(text: str, mention: Span) -> Span | None:
    """`The secretary general of the union, Qais Tarn, said`: a role with a comma before its name.

    One that is not of something has a comma after the name too: `The governor, Lena Varga, said`.
    """
    at, end = mention
    line = max(text.rfind("\n", max(0, at - _REACH), at) + 1, at - _REACH, 0)
    match = _SET_BEFORE.search(text[line:at])
    if match is None or noun_of_role(match[1]) is None or _NO_ROLE.match(match[1]):
        return None
    set_off = match[1].split()[0].casefold() in DEFINITE and text.startswith(",", end)
    return (line + match.start(1), line + match.end(1)) if set_off or _OF_SOMETHING.search(match[1]) else None


_OF_SOMETHING = re.compile(r"\b(?:of|for|at)\b|['’]s ")
