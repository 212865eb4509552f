"""Actors across the stories of a store: who is known, by what names, in how many statements, and who may be one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Text, and_, cast, func, select

from onrecord.errors import NotFound
from onrecord.keep.tables import (
    actor_identities,
    actors,
    identity_names,
    judgements,
    statement_speakers,
    stories,
    values_of,
)
from onrecord.model.as_json import from_values
from onrecord.model.judgement import Judgement
from onrecord.model.name import folded

_MOST_TOLD = 5
_LIKE_AT_MOST = 40
"""More actors than this that share a surname are no proposals, but a common surname."""


@dataclass(frozen=True, slots=True)
class Known:
    """An actor across stories: its name, what else it is called, and in how many statements and stories it is."""

    identity: str
    name: str
    kind: str
    statements: int
    stories: int
    names: tuple[str, ...] = ()
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two actors that may be one, and why; a person decides."""

    one: Known
    other: Known
    why: str


_OWN = actor_identities.c
_WITH_STATEMENTS = actor_identities.outerjoin(
    statement_speakers, and_(statement_speakers.c.story == _OWN.story, statement_speakers.c.actor == _OWN.id)
)


def known_actors(
    connection: Connection,
    words: str | None = None,
    kind: str | None = None,
    everybody: bool = False,
    limit: int | None = None,
) -> list[Known]:
    """The actors whose names hold the words, those who say most first; without a name only with `everybody`."""
    conditions: list[ColumnElement[bool]] = []
    if kind:
        conditions.append(_OWN.kind == kind)
    elif not everybody:
        conditions.append(_OWN.named)
    if words:
        conditions.append(_OWN.identity.in_(_named(words)))
    said = (
        select(_OWN.identity, _OWN.original, func.count(statement_speakers.c.counted).label("said"))
        .select_from(_WITH_STATEMENTS)
        .where(*conditions)
        .group_by(_OWN.identity, _OWN.original)
        .subquery()
    )
    total, among = func.sum(said.c.said), func.count()
    query = (
        select(said.c.identity, total.label("statements"), among.label("stories"))
        .group_by(said.c.identity)
        .order_by(total.desc(), among.desc(), said.c.identity)
        .limit(limit)
    )
    rows = connection.execute(query).all()
    facts = _facts(connection, [row.identity for row in rows])
    return [Known(row.identity, statements=row.statements, stories=row.stories, **facts[row.identity]) for row in rows]


def _named(words: str) -> Any:
    """The identities one of whose names holds the words, in a story or by a judgement."""
    like = "%" + words.casefold().replace("%", "") + "%"
    in_stories = select(_OWN.identity).where(
        func.lower(cast(_OWN.names, Text)).like(like) | func.lower(_OWN.name).like(like)
    )
    called = func.lower(identity_names.c.name).like(like) | func.lower(cast(identity_names.c.names, Text)).like(like)
    return in_stories.union(select(identity_names.c.identity).where(called))


_AT_ONCE = 5000
"""Identities that are asked for together: each asking goes through all actors, and SQLite takes 32,766 values."""

_OWN_NAME = 1_000_000
"""What an identity is called by itself counts before what those are called that were merged into it."""


def _facts(connection: Connection, identities: list[str]) -> dict[str, dict[str, Any]]:
    """Name, kind, other names and Wikidata id of each identity; the name is that which most stories use."""
    names: dict[str, Counter[str]] = {}
    kinds: dict[str, Counter[str]] = {}
    others: dict[str, dict[str, None]] = {}
    facts: dict[str, dict[str, Any]] = {}
    for at in range(0, len(identities), _AT_ONCE):
        some = identities[at : at + _AT_ONCE]
        for row in connection.execute(select(actor_identities).where(_OWN.identity.in_(some))):
            own = row.automatic == row.identity
            names.setdefault(row.identity, Counter())[row.name] += _OWN_NAME if own else 1
            kinds.setdefault(row.identity, Counter())[row.kind] += 1
            others.setdefault(row.identity, {}).update(dict.fromkeys(row.names))
        for row in connection.execute(select(identity_names).where(identity_names.c.identity.in_(some))):
            facts[row.identity] = {"name": row.name, "names": row.names, "wikidata": row.wikidata}
    for identity in identities:
        given = facts.get(identity, {"name": None, "names": [], "wikidata": None})
        usual = max(names[identity], key=lambda n: (names[identity][n], not n.isupper(), len(n), n))
        also = dict.fromkeys([*given["names"], *names[identity], *others[identity]])
        name = given["name"] or usual
        also.pop(name, None)
        facts[identity] = {
            "name": name,
            "kind": kinds[identity].most_common(1)[0][0],
            "names": tuple(also),
            "wikidata": given["wikidata"],
        }
    return facts


def find_actor(connection: Connection, name: str) -> Known:
    """The actor who goes by a name or an identity's id: the one called so, else the only one whose names hold it.

    Raises NotFound where none does, or several do.
    """
    direct = _by_identity(connection, [name])
    if direct:
        return direct[0]
    named, found = (known_actors(connection, name, everybody=everybody) for everybody in (False, True))
    wanted = folded(name)
    for called in (
        [k for k in named if folded(k.name) == wanted],
        [k for k in named if wanted in map(folded, (k.name, *k.names))],
        named,
        found,
    ):
        if len(called) == 1 or (called and called[0].statements > 0 and all(not k.statements for k in called[1:])):
            return called[0]
        if called:
            told = "; ".join(f"{k.name} ({k.identity}, {k.statements} statements)" for k in called[:_MOST_TOLD])
            more = f"; and {len(called) - _MOST_TOLD} more" if len(called) > _MOST_TOLD else ""
            raise NotFound(f"several actors go by {name!r}: {told}{more}")
    raise NotFound(f"no actor goes by {name!r}")


def _by_identity(connection: Connection, identities: Iterable[str]) -> list[Known]:
    """The actors of some identities; those that are none are left out."""
    wanted = list(identities)
    counts: dict[str, tuple[int, int]] = {}
    for at in range(0, len(wanted), _AT_ONCE):
        query = (
            select(_OWN.identity, func.count(statement_speakers.c.counted), func.count(_OWN.original.distinct()))
            .select_from(_WITH_STATEMENTS)
            .where(_OWN.identity.in_(wanted[at : at + _AT_ONCE]))
            .group_by(_OWN.identity)
        )
        counts |= {identity: (said, stories) for identity, said, stories in connection.execute(query)}
    facts = _facts(connection, list(counts))
    return [Known(i, statements=said, stories=stories, **facts[i]) for i, (said, stories) in counts.items()]


def proposals(connection: Connection, limit: int = 20) -> list[Proposal]:
    """Pairs of actors that may be one: like names, or one acronym; none that a person said are apart."""
    names = cast(_OWN.names, Text).label("names")
    rows = connection.execute(
        select(_OWN.identity, _OWN.kind, _OWN.name, names, func.max(_OWN.key).label("key"))
        .where(_OWN.kind.in_(("person", "organisation")))
        .group_by(_OWN.identity, _OWN.kind, _OWN.name, names)
        .order_by(func.min(_OWN.number))
    ).all()
    blocks: dict[tuple[str, str], dict[str, tuple[str, bool]]] = {}
    for row in rows:
        words = folded(row.name).split()
        if row.kind == "person" and len(words) > 1:
            blocks.setdefault(("surname", words[-1]), {})[row.identity] = (folded(row.name), row.key is not None)
        for name in json.loads(row.names):
            if row.kind == "organisation" and name.isupper() and len(name) > 2 and " " not in name:
                blocks.setdefault(("acronym", name), {})[row.identity] = (folded(row.name), row.key is not None)
    apart = _apart(connection)
    pairs: dict[tuple[str, str], str] = {}
    for (sort, shared), members in blocks.items():
        if not 1 < len(members) <= _LIKE_AT_MOST:
            continue
        for (one, (name, known_one)), (other, (other_name, known_other)) in combinations(members.items(), 2):
            why = _like(sort, shared, name, other_name, known_one and known_other)
            if why and frozenset((one, other)) not in apart:
                pairs.setdefault((one, other), why)
    known = {k.identity: k for k in _by_identity(connection, dict.fromkeys(i for pair in pairs for i in pair))}
    made = [Proposal(known[one], known[other], why) for (one, other), why in pairs.items()]
    made.sort(key=lambda p: -min(p.one.statements, p.other.statements) - p.one.stories - p.other.stories)
    # Each is shown once, with the weightiest it may be one with; a judgement brings up the next.
    shown: list[Proposal] = []
    told: set[str] = set()
    for proposal in made:
        less = min(proposal.one, proposal.other, key=lambda k: (k.stories, k.statements)).identity
        if less not in told:
            shown.append(proposal)
        told.add(less)
    return shown[:limit]


def _like(sort: str, shared: str, one: str, other: str, known: bool) -> str | None:
    """Why two names may be of one; null where nothing speaks for it. `known`: both say enough by themselves."""
    if sort == "acronym":
        return f"both are {shared}"
    if one == other:
        return "one name, but nothing else says that it is one person" if known else "one name, with an initial"
    first, second = one.split(), other.split()
    initial = first[0][0] == second[0][0] and 1 in (len(first[0]), len(second[0]))
    if initial:
        return "an initial and the surname"
    if set(first) < set(second) or set(second) < set(first):
        return "one name is part of the other"
    return None


def _apart(connection: Connection) -> set[frozenset[str]]:
    return {frozenset((j.identity, j.other)) for j in all_judgements(connection) if j.kind == "apart" and not j.undone}


def actors_of(identity: str) -> Select[Any]:
    """The (story, id) of the actors that are an identity."""
    return select(actor_identities.c.story, actor_identities.c.id).where(actor_identities.c.identity == identity)


def quoted_by(connection: Connection, outlet: str, limit: int) -> list[Known]:
    """The actors with a name whom an outlet quotes most, with their statements and stories there."""
    said = func.count(statement_speakers.c.counted)
    query = (
        select(_OWN.identity, said.label("statements"), func.count(_OWN.original.distinct()).label("stories"))
        .select_from(_WITH_STATEMENTS.join(stories, stories.c.id == _OWN.story))
        .where(stories.c.outlet == outlet, _OWN.named, statement_speakers.c.statement.is_not(None))
        .group_by(_OWN.identity)
        .order_by(said.desc(), _OWN.identity)
        .limit(limit)
    )
    rows = connection.execute(query).all()
    facts = _facts(connection, [row.identity for row in rows])
    return [Known(row.identity, statements=row.statements, stories=row.stories, **facts[row.identity]) for row in rows]


def roles_of(connection: Connection, identity: str) -> list[tuple[str, str | None, str | None]]:
    """What stories call an actor, each role with the first and the last day of a story that does."""
    query = (
        select(actors.c.roles, func.substr(stories.c.published, 1, len("2024-03-18")).label("day"))
        .join(actor_identities, _OWN.number == actors.c.number)
        .join(stories, stories.c.id == actors.c.story)
        .where(_OWN.identity == identity)
        .order_by(stories.c.published.nulls_first(), actors.c.number)
    )
    days: dict[str, list[str]] = {}
    for row in connection.execute(query):
        for role in row.roles:
            days.setdefault(role["text"], []).extend([row.day] if row.day else [])
    return [(role, min(told, default=None), max(told, default=None)) for role, told in days.items()]


def statements_of(identity: str) -> Select[Any]:
    """The numbers of the statements that an identity speaks, alone or with others."""
    return _SPOKEN.where(_OWN.identity == identity)


def statements_of_those_named(words: str) -> Select[Any]:
    """The numbers of the statements of all identities one of whose names holds the words."""
    return _SPOKEN.where(_OWN.identity.in_(_named(words)))


_SPOKEN = select(statement_speakers.c.statement).join(
    actor_identities,
    and_(_OWN.story == statement_speakers.c.story, _OWN.id == statement_speakers.c.actor),
)


def all_judgements(connection: Connection) -> list[Judgement]:
    """Every judgement in the order made, those undone with the others."""
    rows = connection.execute(select(judgements).order_by(judgements.c.number)).all()
    undone = {row.undoes for row in rows}
    return [from_values({**values_of(row), **row.detail, "undone": row.number in undone}, Judgement) for row in rows]
