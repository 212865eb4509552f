"""Whom a pronoun or a description may refer to, and what speaks for each: where it stood last, and what is said of it.

The weights of what speaks for a candidate are learned (training/speakers.py) from the worldwide stories' gold
speakers, by conditional logit; the encoder's own view of the pair is one of the features.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from onrecord.annotate.entities import Entity
from onrecord.annotate.lexicon import (
    ALIKE,
    DEFINITE,
    EXACT,
    FIELDS,
    ORGANISATIONS,
    PLACES,
    SEXES,
    TITLES,
    UTTERANCES,
    WORKS,
)
from onrecord.annotate.outlets import HEADS, is_outlet
from onrecord.annotate.places import country_of
from onrecord.annotate.references import Reference
from onrecord.annotate.sentences import Sentences
from onrecord.model.span import Span

Features = dict[str, float]
Likeness = Callable[[Span, list[Span]], list[float]]
"""How alike a mention and each of some earlier mentions are to the encoder, less how alike it finds none."""

WEIGHTS_FILE = Path(__file__).parent / "candidates.toml"
"""What speaks for a candidate, as learned."""

_RECENT = 8
"""How many of its last mentions stand for a candidate."""

FARTHEST_LIKE = 6.0
_FARTHEST = 40
"""Sentences after which nobody is referred to by a pronoun."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is known where a reference stands: who spoke last, and in whose statement it lies."""

    last: Entity | None = None
    before_last: Entity | None = None
    holder: Entity | None = None
    holder_quoted: bool = False


def may_be(reference: Reference, entity: Entity) -> bool:
    """Whether a reference can be to an entity by number, sex and kind."""
    if entity.kind == "people" and reference.pronoun != "many":
        return False
    if reference.sex and entity.sex and reference.sex != entity.sex:
        return False
    if reference.way == "description" and _of_another_country(reference, entity):
        return False
    nameless = entity.kind == "unnamed" and not entity.several and not entity.nouns & (UTTERANCES | WORKS)
    person = entity.kind == "person" or nameless
    if reference.pronoun in ("man", "woman"):
        return person
    if reference.pronoun == "thing":
        return not person and not entity.several and entity.kind != "people"
    if reference.pronoun == "many":
        return entity.several or entity.kind in ("organisation", "people", "group")
    if reference.utterance:
        return entity.kind in ("person", "organisation", "place", "group", "unnamed")
    if reference.several:
        return entity.several and (reference.noun in entity.nouns or not entity.members)
    if reference.tells_age:
        return person
    if reference.noun in PLACES:
        return entity.kind == "place"
    if reference.noun in ORGANISATIONS and reference.noun not in FIELDS:
        fits = reference.noun in entity.nouns or _named_for(reference.noun, entity)
        return fits or (entity.named and entity.kind in ("organisation", "facility") and reference.noun not in EXACT)
    if reference.noun in FIELDS or reference.noun in SEXES or reference.noun in TITLES:
        return person
    return reference.noun in entity.nouns


def _of_another_country(reference: Reference, entity: Entity) -> bool:
    """Whether a description says one country, and what is known of an entity others: `the Finnish` and a Swedish."""
    said = _countries(reference.modifiers)
    if not said:
        return False
    names = entity.names if entity.kind != "person" else ()  # Jordan may be anybody.
    known = _countries(word for words in (*names, *(role.text for role in entity.roles)) for word in words.split())
    return bool(known) and not said & known


def _countries(words: Iterable[str]) -> set[str]:
    return {country for word in words if (country := country_of(_POSSESSIVE.sub("", word)))}


_POSSESSIVE = re.compile(r"['’]s$|[.,]$")


def _named_for(noun: str, entity: Entity) -> bool:
    """Whether a word of an entity's names is a noun for organisations, or what that noun may stand for."""
    words = {word for name in entity.names for word in name.casefold().split()}
    return noun in words or bool(ORGANISATIONS.get(noun, PLACES.get(noun, frozenset())) & words)


def features_of(
    reference: Reference, entity: Entity, told: Told, sentences: Sentences, likeness: Likeness | None
) -> Features | None:
    """What speaks for and against a candidate; null where it was not mentioned before, or too long ago."""
    at = reference.span[0]
    known = bisect_left(entity.mentions, (at, 0))
    before = entity.mentions[max(0, known - _RECENT) : known]
    before = [mention for mention in before if mention[1] <= at]
    if not before:
        return _named_later(reference, entity)
    last = before[-1]
    away = sentences.between(last[0], at)
    if away > _FARTHEST and reference.way == "third":
        return None
    lines = sentences.paragraphs_between(last[0], at)
    features: Features = {
        "same sentence": float(away == 0),
        "sentence before": float(away == 1),
        "two or three before": float(away in (2, 3)),
        "sentences away": math.log1p(away),
        "paragraph before": float(lines == 1),
        "paragraphs away": math.log1p(lines),
        "opens its sentence": float(sentences.begins(last[0])),
        "mentions": math.log1p(known),
        "spoke last": float(entity is told.last),
        "spoke last and here": float(entity is told.last and lines <= 1),
        "spoke before": float(entity is told.before_last and entity is not told.last),
        "speaks around it": float(entity is told.holder),
        "speaks around it in quotation marks": float(entity is told.holder and told.holder_quoted),
        "sex known": float(bool(reference.sex) and entity.sex == reference.sex),
        "no name": float(not entity.named),
        "several": float(entity.several),
        "a person": float(entity.kind == "person"),
    }
    if likeness is not None:
        # One far from all windows' vectors that it was learned from says little; bounds keep it from saying all.
        features["likeness"] = float(np.clip(max(likeness(reference.span, before)), -FARTHEST_LIKE, FARTHEST_LIKE))
    if reference.utterance:
        features["said with the noun"] = float(any(reference.noun in sentences.around(start) for start, _ in before))
    elif reference.way == "description":
        features |= _described(reference, entity)
    group = _group_of(reference)
    return {f"{group}: {name}": value for name, value in features.items() if value}


def _group_of(reference: Reference) -> str:
    """The references that have weights of their own."""
    if reference.way == "description":
        return "utterance" if reference.utterance else "description"
    return "person" if reference.pronoun in ("man", "woman") else reference.pronoun


def _named_later(reference: Reference, entity: Entity) -> Features | None:
    """What speaks for one who is named only after a description that says the same as its role; null for others."""
    if reference.way != "description" or reference.several or not entity.roles or not reference.modifiers:
        return None
    said = _described(reference, entity)
    if reference.noun not in entity.nouns or said["words not shared"]:
        return None
    return {"description: named later": 1.0}


def _described(reference: Reference, entity: Entity) -> Features:
    names = _with_countries({word for name in entity.names for word in name.casefold().split()})
    roles = _with_countries({w.strip("'s") for r in entity.roles for w in r.text.casefold().replace("’", "'").split()})
    modifiers, proper = (frozenset(map(_country_or_word, some)) for some in (reference.modifiers, reference.proper))
    wanted = ORGANISATIONS.get(reference.noun, PLACES.get(reference.noun, frozenset()))
    shared = modifiers & (names | roles)
    known = reference.noun in entity.nouns
    alike = bool(ALIKE.get(reference.noun, frozenset()) & entity.nouns)
    return {
        "known by the noun": float(known),
        "known by a noun alike": float(not known and alike),
        "known by another noun": float(bool(entity.nouns) and not known and not alike),
        "noun in name": float(reference.noun in names),
        "noun for name": float(bool(wanted & names) and reference.noun not in names),
        "an age": float(reference.tells_age),
        "shares words": float(len(shared)),
        "words not shared": float(len(modifiers - shared)),
        "names not shared": float(len(proper - names - roles)),
        "an outlet": float(reference.noun in HEADS and any(map(is_outlet, entity.names))),
        "no outlet": float(reference.noun in HEADS and not any(map(is_outlet, entity.names))),
    }


def _country_or_word(word: str) -> str:
    """A word of a description, or the country that it is of: `Peruvian` says Peru."""
    return (country_of(word) or word).casefold()


def _with_countries(words: set[str]) -> set[str]:
    return words | set(map(_country_or_word, words))


def is_outlet_again(reference: Reference, told: Told, entities: Sequence[Entity | None]) -> bool:
    """Whether a word for an outlet, `the website`, comes where an outlet spoke last, which it then means."""
    last = told.last
    return last is not None and last in entities and bool(_described(reference, last)["an outlet"])


NONE = "none of them"
"""The feature of an own actor for a description, beside the candidates."""


def none_of(reference: Reference) -> Features:
    """What speaks for a description's being of nobody who was mentioned before."""
    return {f"{_group_of(reference)}: {NONE}": 1.0}


def chances(candidates: Sequence[Features], weights: dict[str, float]) -> list[float]:
    """The probability of each candidate, by softmax of the sum of its features' weights."""
    scores = np.array([sum(weights.get(name, 0.0) * value for name, value in some.items()) for some in candidates])
    if not len(scores):
        return []
    likely = np.exp(scores - scores.max())
    return [float(chance) for chance in likely / likely.sum()]


def bare(words: str) -> str:
    """The words of a description without what leads them.

    >>> bare("The local sources")
    'local sources'
    """
    parts = words.casefold().split()
    return " ".join(parts[1:] if len(parts) > 1 and (parts[0] in DEFINITE or parts[0] in ("a", "an")) else parts)
