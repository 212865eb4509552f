"""Who is in a story: the names found become actors, and each statement gets the one who speaks."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from onrecord.annotate.candidates import WEIGHTS_FILE, Likeness
from onrecord.annotate.entities import Entity, best_name, entities_of, shown_name
from onrecord.annotate.identity import country_named, key_of, main_country
from onrecord.annotate.links import VIEWS
from onrecord.annotate.names import find_names
from onrecord.annotate.places import speaks_for
from onrecord.annotate.roles import note_roles, note_sexes
from onrecord.annotate.speakers import Resolver
from onrecord.encode import Encoder, Encoding
from onrecord.model.actor import Actor
from onrecord.model.name import Name
from onrecord.model.span import Span
from onrecord.model.statement import Statement

_ARTICLE = re.compile(r"(?:the|an?) ", re.IGNORECASE)
_NONE = 2
"""The place of references among the learned numbers for "none"."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The names of a story, the actors that gather them, and the statements with their speakers and relays."""

    names: tuple[Name, ...]
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]


def find_actors(
    text: str, encoding: Encoding, encoder: Encoder, statements: Sequence[Statement], relays: Sequence[Span | None]
) -> Cast:
    """Everybody who is named in a story or speaks in it; `relays` has the span that names each statement's relay."""
    names = _with_outlets(text, find_names(text, encoding, encoder), relays)
    entities = entities_of(text, names)
    note_roles(text, entities)
    note_sexes(text, entities)
    resolver = Resolver(text, entities, statements, learned_weights(), likeness_of(encoding, encoder))
    speakers = resolver.run(relays)
    ids, actors = _numbered(resolver.entities)
    said = []
    for statement, relay in zip(statements, relays, strict=True):
        who = speakers[statement.id]
        relayed_by = resolver.relaying.get(relay) if relay else None
        said.append(
            replace(
                statement,
                speaker=ids[id(who.entity)] if who.entity else None,
                candidates=tuple(ids[id(entity)] for entity in who.candidates),
                relayed_by=ids[id(relayed_by)] if relayed_by else None,
                relay=(relay,) if relay else (),
            )
        )
    return Cast(names, actors, tuple(said))


def _with_outlets(text: str, names: tuple[Name, ...], relays: Sequence[Span | None]) -> tuple[Name, ...]:
    """The names, and the outlets that relay something under a name that was not found as one."""
    found = list(names)
    for start, end in {relay for relay in relays if relay}:
        bare = _ARTICLE.sub("", text[start:end])
        proper = any(word[:1].isupper() for word in bare.split())
        if proper and not any(name.span[0] < end and start < name.span[1] for name in found):
            shown = shown_name(text, (start, end))
            at = max(text.find(shown, start, end), start)
            found.append(Name((at, end), "organisation"))
    return tuple(sorted(found, key=lambda name: name.span))


@cache
def learned_weights() -> dict[str, float]:
    """What speaks for a candidate, as learned."""
    return {name: float(value) for name, value in tomllib.loads(WEIGHTS_FILE.read_text(encoding="utf-8")).items()}


def likeness_of(encoding: Encoding, encoder: Encoder) -> Likeness:
    """How alike the encoder finds a mention and earlier ones, in log odds against none."""
    bounds = encoding.tokens.word_spans
    heads, views = encoder.heads, encoding.links
    scale = float(views.shape[2] ** 0.5)
    mention, antecedent = VIEWS.index("mention"), VIEWS.index("antecedent")

    def vector(span: Span, view: int) -> np.ndarray:
        first = min(int(np.searchsorted(bounds[:, 1], span[0], side="right")), len(bounds) - 1)
        last = max(int(np.searchsorted(bounds[:, 0], span[1])) - 1, first)
        return np.asarray((views[first, view] + views[last, view]) / 2)

    def likeness(span: Span, before: list[Span]) -> list[float]:
        asked = vector(span, mention)
        none = float(asked @ heads.none_key[_NONE]) / scale + float(heads.none_bias[_NONE])
        return [float(asked @ vector(other, antecedent)) / scale - none for other in before]

    return likeness


def _numbered(entities: list[Entity]) -> tuple[dict[int, str], tuple[Actor, ...]]:
    """Actors in order of first mention, and the id of each entity's."""
    ordered = sorted((e for e in entities if e.mentions), key=lambda e: (min(e.mentions), len(e.members)))
    ids = {id(entity): f"a{number}" for number, entity in enumerate(ordered, 1)}
    country = main_country(ordered)
    return ids, tuple(_actor(entity, ids, country) for entity in ordered)


def _actor(entity: Entity, ids: dict[int, str], country: str | None) -> Actor:
    name = best_name(entity)
    return Actor(
        id=ids[id(entity)],
        name=name,
        kind=entity.kind,
        names=tuple(entity.names),
        roles=tuple(entity.roles),
        mentions=tuple(sorted(set(entity.mentions))),
        speaks_for=speaks_for(name) if entity.kind in ("place", "facility", "organisation") else None,
        members=tuple(ids[id(member)] for member in entity.members),
        key=key_of(entity, country),
        named=entity.named,
        country=country_named(entity),
    )
