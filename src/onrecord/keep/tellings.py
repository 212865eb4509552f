"""The same story told again: reprints by other outlets or under other addresses, and versions of one page.

A story points at the one that it repeats, which repeats none: a reprint at the first published, an earlier version at
the last. Each statement of a reprint that stands in the original too points at that one, and each of a version at the
same one in the next version that has it, so that all that counts counts them once.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from sqlalchemy import Connection, Row, and_, func, insert, or_, select, update

from onrecord.keep.rows import STORIES, record_of
from onrecord.keep.tables import bands, statements, stories
from onrecord.model.likeness import alike, bands_of, triples_of
from onrecord.model.matching import difference, matched
from onrecord.model.record import Record
from onrecord.model.span import line_of

REPRINT, VERSION = "reprint", "version"


def relate(connection: Connection, story: str) -> None:
    """Find what a story that is new repeats, and what repeats it."""
    row = connection.execute(select(stories).where(stories.c.id == story)).one()
    found = dict.fromkeys(bands_of(triples_of(row.text)))
    repeating = _repeating(connection, row, list(found))
    if repeating != row.id and found:
        # Only what repeats nothing is looked up, so that a text that comes a thousand times costs no more than one.
        connection.execute(insert(bands), [{"band": band, "story": row.number} for band in found])
    if repeating is not None:
        _mark(connection, repeating)
        _mark_returned(connection, story)


def _repeating(connection: Connection, row: Row[Any], found: list[int]) -> str | None:
    """Point a new story at the one that it repeats, or that one at it; gives which now repeats the other."""
    before = _earlier_version(connection, row)
    if before is not None:
        _point(connection, before.id, row.id, VERSION)
        if before.relation == REPRINT:
            _point(connection, row.id, before.repeats, REPRINT)
            _mark(connection, row.id)
        return str(before.id)
    root = _reprinted(connection, row, found)
    if root is None:
        return None
    if row.published and root.published and row.published < root.published:
        return _point(connection, root.id, row.id, REPRINT)
    return _point(connection, row.id, root.id, REPRINT)


def _point(connection: Connection, repeating: str, root: str, relation: str) -> str:
    """Let a story repeat another, and all that repeated it; gives the story."""
    its = update(stories).where(stories.c.repeats == repeating)
    connection.execute(its.values(repeats=root))
    connection.execute(update(stories).where(stories.c.id == repeating).values(repeats=root, relation=relation))
    return repeating


def _earlier_version(connection: Connection, row: Row[Any]) -> Row[Any] | None:
    """The last version kept before of the page that a story is from, by its address, or its outlet and code."""
    same = []
    if row.url:
        same.append(stories.c.url == row.url)
    if row.outlet and row.code:
        same.append(and_(stories.c.outlet == row.outlet, stories.c.code == row.code))
    if not same:
        return None
    query = (
        select(stories)
        .where(
            or_(*same), stories.c.number < row.number, or_(stories.c.relation.is_(None), stories.c.relation != VERSION)
        )
        .order_by(stories.c.number.desc())
    )
    return connection.execute(query.limit(1)).first()


_MOST = 20
"""Candidates that are compared; those that share most bands go first."""


def _reprinted(connection: Connection, row: Row[Any], found: list[int]) -> Row[Any] | None:
    """The story that a story with some bands tells again, as the one that counts; null where there is none."""
    if not found:
        return None
    triples = triples_of(row.text)
    shared = (
        select(bands.c.story)
        .where(bands.c.band.in_(found), bands.c.story != row.number)
        .group_by(bands.c.story)
        .order_by(func.count().desc(), bands.c.story)
        .limit(_MOST)
    )
    for number in connection.execute(shared).scalars().all():
        candidate = connection.execute(select(stories).where(stories.c.number == number)).one()
        if alike(triples, triples_of(candidate.text)):
            root = candidate.repeats or candidate.id
            return connection.execute(select(stories).where(stories.c.id == root)).one()
    return None


def mark_repeats(connection: Connection, story: str) -> None:
    """Mark anew the statements of a story that changed, and of those that are marked by it."""
    row = connection.execute(select(stories).where(stories.c.id == story)).one()
    _mark(connection, story)
    if row.relation != REPRINT:
        root = row.repeats or row.id
        earlier = select(stories.c.id).where(stories.c.repeats == root, stories.c.relation == VERSION)
        before = earlier.where(stories.c.number < row.number).order_by(stories.c.number.desc()).limit(1)
        reprints = select(stories.c.id).where(stories.c.repeats == story, stories.c.relation == REPRINT)
        for query in (before, reprints):
            for other in connection.execute(query).scalars().all():
                _mark(connection, other)


def _mark(connection: Connection, story: str) -> None:
    """Point the statements of a story at the same ones in the original, or in the next version that has them."""
    row = connection.execute(STORIES.where(stories.c.id == story)).one()
    if row.repeats is None:
        return
    same = stories.c.id == row.repeats
    if row.relation == VERSION:
        versions = and_(stories.c.repeats == row.repeats, stories.c.relation == VERSION)
        same = and_(or_(same, versions), stories.c.number > row.number)
    record, found = record_of(connection, row), dict[str, str]()
    for other in connection.execute(STORIES.where(same).order_by(stories.c.number)):
        found = matched(record, record_of(connection, other)) | found
        if len(found) == len(record.statements):
            break
    _write(connection, story, found)


def _mark_returned(connection: Connection, last: str) -> None:
    """Point the statements of earlier versions that none after them had at the same ones in the last."""
    row = connection.execute(STORIES.where(stories.c.id == last)).one()
    earlier = STORIES.where(stories.c.repeats == last, stories.c.relation == VERSION)
    for other in connection.execute(earlier).all():
        theirs = select(statements.c.id, statements.c.repeats).where(statements.c.story == other.id)
        pointing = {statement.id: statement.repeats for statement in connection.execute(theirs)}
        if None in pointing.values():
            found = matched(record_of(connection, other), record_of(connection, row))
            _write(connection, other.id, found | {name: same for name, same in pointing.items() if same})


def _write(connection: Connection, story: str, same_ones: dict[str, str]) -> None:
    """Write which statements of a story repeat which, where that changed."""
    theirs = select(statements.c.number, statements.c.id, statements.c.repeats).where(statements.c.story == story)
    for statement in connection.execute(theirs).all():
        if statement.repeats != same_ones.get(statement.id):
            changed = update(statements).where(statements.c.number == statement.number)
            connection.execute(changed.values(repeats=same_ones.get(statement.id)))


def relate_all(connection: Connection) -> None:
    """Relate the stories of a store that was made before reprints were looked for."""
    if connection.execute(select(bands.c.band).limit(1)).first() is None:
        for story in connection.execute(select(stories.c.id).order_by(stories.c.number)).scalars().all():
            relate(connection, story)


@dataclass(frozen=True, slots=True)
class Telling:
    """A story that tells another again, or is told again by it: what it is to that, and where and when it stood.

    An earlier version was kept at `kept_at` and replaced at `until`; `added` and `gone` are what the version after it
    added and left out, in words. Of a reprint they are what it added to the original, and left out of it.
    """

    relation: Literal["original", "reprint", "version"]
    story: str
    outlet: str | None
    headline: str | None
    published: str | None
    kept_at: str
    until: str | None
    added: tuple[str, ...]
    gone: tuple[str, ...]


def tellings_of(connection: Connection, story: str) -> list[Telling]:
    """The other tellings of a story, in the order they were kept."""
    row = connection.execute(select(stories.c.id, stories.c.repeats).where(stories.c.id == story)).one()
    root = row.repeats or row.id
    query = STORIES.where(or_(stories.c.id == root, stories.c.repeats == root)).order_by(stories.c.number)
    group = connection.execute(query).all()
    if len(group) == 1:
        return []
    records = {one.id: record_of(connection, one) for one in group}
    versions = [one for one in group if one.relation == VERSION or one.id == root]
    after = {one.id: then for one, then in pairwise(versions)}
    told = []
    for one in group:
        then = after.get(one.id) if one.relation == VERSION else None
        if one.id != story:
            pair = (records[one.id], records[then.id]) if then else (records[root], records[one.id])
            told.append(_telling(one, then, *pair))
    return told


def _telling(row: Row[Any], then: Row[Any] | None, first: Record, later: Record) -> Telling:
    changed = difference(first, later)
    return Telling(
        row.relation or "original",
        row.id,
        row.outlet,
        row.headline,
        row.published,
        row.kept_at,
        then.kept_at if then else None,
        *(
            tuple(line_of(record.story.text, s.content or s.cue) for s in some)
            for record, some in ((later, changed.added), (first, changed.gone))
        ),
    )
