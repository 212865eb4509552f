"""Who is who across stories: what the machine takes for the same, and people's judgements over that.

The machine's part is a column of each actor's row, made when a record is kept: actors with one key are one identity,
unless what their roles say contradicts. People's judgements are rows that are only ever added; what they come to is
written anew, in the same transaction, each time one is added or undone. Reading a story anew changes neither.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select

from onrecord.errors import NotFound
from onrecord.keep.tables import actor_identities, actors, identity_map, identity_names, judgements, stories
from onrecord.model.actor import Actor
from onrecord.model.as_json import to_values
from onrecord.model.corrected import ADDED
from onrecord.model.judgement import Judgement
from onrecord.model.name import folded
from onrecord.model.record import Record

_OF_STORE = ("number", "made_at", "undone", "kind", "who", "undoes")


def _automatic_identities(connection: Connection, record: Record) -> list[str]:
    """The identity of each actor of a record: that of its key, or of the first of its name for whom more speaks.

    The key of a body, a people, a country or its capital says enough; of persons and smaller places
    there are several of one name.
    """
    company = {actor.key for actor in record.actors if actor.key and actor.kind in ("person", "organisation")}
    countries = {actor.key for actor in record.actors if actor.key and actor.country}
    identities: list[str] = []
    for actor in record.actors:
        if actor.key is None:
            identities.append(f"{actor.kind}:{folded(actor.name) or actor.id}@{record.story.id}")
        elif actor.kind in ("organisation", "people") or actor.country:
            identities.append(actor.key)
        else:
            around = company if actor.kind == "person" else company | countries
            identities.append(_identity_of(connection, actor, actor.key, record, around))
    return identities


def write_actors(connection: Connection, record: Record) -> None:
    """Write the actors of a record, with who each is across stories, in place of those that are there."""
    _write(connection, record, record.actors, actors.c.story == record.story.id)


def write_added(connection: Connection, record: Record) -> None:
    """Write the actors of a record whom people added, in place of those that are there."""
    added = [actor for actor in record.actors if actor.id.startswith(ADDED)]
    _write(connection, record, added, and_(actors.c.story == record.story.id, actors.c.id.startswith(ADDED)))


def _write(connection: Connection, record: Record, some: Sequence[Actor], before: ColumnElement[bool]) -> None:
    connection.execute(delete(actors).where(before))
    if some:
        identities = dict(zip(record.actors, _automatic_identities(connection, record), strict=True))
        rows = [{"story": record.story.id, "identity": identities[actor], **to_values(actor)} for actor in some]
        connection.execute(insert(actors), rows)


def _identity_of(connection: Connection, actor: Actor, key: str, record: Record, around: set[str]) -> str:
    query = (
        select(actors.c.identity, actors.c.roles, actors.c.story, stories.c.outlet)
        .join(stories, stories.c.id == actors.c.story)
        .where(actors.c.key == key, actors.c.story != record.story.id)
        .order_by(actors.c.number.desc())
        .limit(_MOST)
    )
    known: dict[str, _Told] = {}
    for identity, roles, story, outlet in reversed(connection.execute(query).all()):
        told = known.setdefault(identity, _Told())
        told.roles.extend(roles)
        told.stories.append(story)
        told.outlets.add(outlet)
    for identity, told in known.items():
        if not _contradicts(actor, told.roles) and _vouched_for(connection, actor, told, record, around):
            return identity
    return f"{key}#{len(known) + 1}" if known else key


_MOST = 500
"""How many of the last stories with a name are looked at."""


@dataclass(slots=True)
class _Told:
    """What is told of an identity so far."""

    roles: list[Any] = field(default_factory=list)
    stories: list[str] = field(default_factory=list)
    outlets: set[str | None] = field(default_factory=set)


_RECENT = 50
"""How many of its last stories stand for an identity."""


def _vouched_for(connection: Connection, actor: Actor, told: _Told, record: Record, around: set[str]) -> bool:
    """Whether more than a name says that two are one: outlet, a word of their roles, or others named around both."""
    if record.story.outlet is not None and record.story.outlet in told.outlets:
        return True
    ours = {word for role in actor.roles for word in folded(role.text).split() if len(word) > _LONGER}
    if ours & {word for role in told.roles for word in folded(role["text"]).split()}:
        return True
    query = select(actors.c.number).where(
        actors.c.story.in_(told.stories[-_RECENT:]), actors.c.key.in_(around - {actor.key or ""})
    )
    return connection.execute(query.limit(1)).first() is not None


_LONGER = 3
"""Letters in the words of a role that are too small to say anything."""


def _contradicts(actor: Actor, roles: list[Any]) -> bool:
    """Whether what a person is said to be is of another field or country than all that is said of another."""
    ours = {role.field for role in actor.roles if role.field}, {p for role in actor.roles for p in role.places}
    theirs = {r["field"] for r in roles if r.get("field")}, {p for r in roles for p in r.get("places", ())}
    return any(one and other and not one & other for one, other in zip(ours, theirs, strict=True))


def add_judgement(connection: Connection, judgement: Judgement, now: str) -> int:
    """Add a judgement's row and write anew what all of them come to; gives its number."""
    detail = {name: value for name, value in asdict(judgement).items() if name not in _OF_STORE and value}
    if judgement.kind == "undo":
        _check_undo(connection, judgement.undoes)
    else:
        for identity in filter(None, (judgement.identity, judgement.other)):
            if not connection.execute(
                select(actor_identities.c.number).where(actor_identities.c.identity == identity).limit(1)
            ).first():
                raise NotFound(f"no actor {identity!r} in the store")
    if judgement.kind == "split":
        detail |= _split(connection, judgement)
    values = {"kind": judgement.kind, "detail": detail, "who": judgement.who, "made_at": now}
    row = insert(judgements).values(undoes=judgement.undoes, **values).returning(judgements.c.number)
    number: int = connection.execute(row).scalar_one()
    rebuild(connection)
    return number


def _check_undo(connection: Connection, number: int | None) -> None:
    row = connection.execute(select(judgements.c.kind).where(judgements.c.number == number)).first()
    undone = connection.execute(select(judgements.c.number).where(judgements.c.undoes == number)).first()
    if row is None or row.kind == "undo":
        raise NotFound(f"no judgement {number} to undo")
    if undone is not None:
        raise NotFound(f"judgement {number} was undone before")


def _split(connection: Connection, judgement: Judgement) -> dict[str, Any]:
    """The rows that a split moves, as they are known to the machine, and the new identity's name for itself."""
    query = (
        select(actors.c.story, actors.c.identity)
        .join(actor_identities, actor_identities.c.number == actors.c.number)
        .where(actor_identities.c.identity == judgement.identity, actors.c.story.in_(judgement.stories))
    )
    moved = [[row.story, row.identity] for row in connection.execute(query)]
    if len({story for story, _ in moved}) < len(judgement.stories):
        raise NotFound(f"{judgement.identity!r} is not in every one of these stories")
    taken = set(connection.execute(select(identity_map.c.identity)).scalars())
    number = 2
    while f"{judgement.identity}~{number}" in taken:
        number += 1
    return {"moved": moved, "becomes": f"{judgement.identity}~{number}"}


def rebuild(connection: Connection) -> None:
    """Write what all judgements that hold come to."""
    rows = connection.execute(select(judgements).order_by(judgements.c.number)).all()
    undone = {row.undoes for row in rows}
    stands_for: dict[str, str] = {}
    moved: dict[tuple[str, str], str] = {}
    called: dict[str, dict[str, Any]] = {}

    def last(identity: str) -> str:
        while identity in stands_for:
            identity = stands_for[identity]
        return identity

    for row in rows:
        if row.number in undone or row.kind in ("undo", "apart"):
            continue
        detail = row.detail
        identity = last(detail["identity"])
        if row.kind == "merge" and last(detail["other"]) != identity:
            stands_for[identity] = last(detail["other"])
        elif row.kind == "split":
            moved |= {(automatic, story): detail["becomes"] for story, automatic in detail["moved"]}
            identity = detail["becomes"]
        if row.kind != "merge":
            facts = called.setdefault(identity, {"name": None, "names": [], "wikidata": None})
            facts["name"] = detail.get("name") or facts["name"]
            facts["wikidata"] = detail.get("wikidata") or facts["wikidata"]
            for name in detail.get("names", ()):
                facts["names"].append(name)
                key = f"{identity.split(':', 1)[0]}:{folded(name)}"
                if last(key) != identity:
                    stands_for[last(key)] = identity
    for table in (identity_map, identity_names):
        connection.execute(delete(table))
    mapped = [{"automatic": a, "story": "", "identity": last(a)} for a in stands_for]
    mapped += [{"automatic": a, "story": s, "identity": last(i)} for (a, s), i in moved.items()]
    named = [{"identity": identity, **facts} for identity, facts in _gathered(called, last).items()]
    for table, made in ((identity_map, mapped), (identity_names, named)):
        if made:
            connection.execute(insert(table), made)


def _gathered(called: dict[str, dict[str, Any]], last: Callable[[str], str]) -> dict[str, dict[str, Any]]:
    """What people say of each identity that is left: its own word first; of those merged into it, what it lacks."""
    gathered: dict[str, dict[str, Any]] = {}
    for identity in sorted(called, key=lambda identity: last(identity) != identity):
        facts = gathered.setdefault(last(identity), {"name": None, "names": [], "wikidata": None})
        told = called[identity]
        facts["name"] = facts["name"] or told["name"]
        facts["wikidata"] = facts["wikidata"] or told["wikidata"]
        facts["names"] = [*facts["names"], *told["names"]]
    return gathered
