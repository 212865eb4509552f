"""By what an actor is known across stories: a key where its name says enough, and what would speak against it.

A full name of a person, a place, an organisation that no other goes by: those are taken for the same wherever they
stand. The Interior Ministry, the Assembly and most acronyms are one in each country, so that their key has the
country that the story is about. A surname, a description and an unnamed source are known in their own story only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.annotate.entities import Entity, best_name
from onrecord.annotate.lexicon import ABROAD, FIELDS, GENERIC, ORGANISATIONS, singular
from onrecord.annotate.outlets import is_outlet
from onrecord.annotate.places import country_of, usual_name
from onrecord.model.name import folded

_SPELT = {
    "organisation": "organization",
    "defence": "defense",
    "labour": "labor",
    "centre": "center",
    "programme": "program",
}
"""Words of names that are spelt in two ways."""

_LONGEST_ACRONYM = 6


def main_country(entities: Sequence[Entity]) -> str | None:
    """The country that a story says most of; null where it names none."""
    counts: Counter[str] = Counter()
    for entity in entities:
        if country := country_named(entity):
            counts[country] += len(entity.mentions)
    return counts.most_common(1)[0][0] if counts else None


def country_named(entity: Entity) -> str | None:
    """The country that a place or a people is of; null for others, and where no table knows it."""
    if entity.kind not in ("place", "people"):
        return None
    return next((country for name in entity.names if (country := country_of(name))), None)


def key_of(entity: Entity, country: str | None) -> str | None:
    """The key under which an actor is one across stories; null where it is known in its own story only.

    >>> key_of(Entity("person", ["Léna Varga", "Varga"]), None), key_of(Entity("person", ["Varga"]), None)
    ('person:lena varga', None)
    >>> key_of(Entity("organisation", ["Interior Ministry"]), "Egypt")
    'organisation:interior ministry@egypt'
    """
    if not entity.named:
        return None
    name = usual_name(best_name(entity))
    words = folded(name).split()
    if not words:
        return None
    if entity.kind == "person" and (len(words) < 2 or len(words[0]) < 2):
        return None
    key = f"{entity.kind}:{' '.join(_SPELT.get(word, word) for word in words)}"
    if entity.kind in ("organisation", "facility") and _one_in_each_country(name, words):
        return f"{key}@{folded(country)}" if country else None
    return key


def _one_in_each_country(name: str, words: list[str]) -> bool:
    if usual_name(name) != name:
        return False
    acronym = " " not in name and len(name) <= _LONGEST_ACRONYM and sum(c.isupper() for c in name) > 1
    if acronym:
        return not is_outlet(name)
    if not ABROAD.isdisjoint(words):
        return True
    return all(w in GENERIC or w in ORGANISATIONS or singular(w) in ORGANISATIONS or w in FIELDS for w in words)
