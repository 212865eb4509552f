"""What a store has to tell by date: events, statements and stories, and which events are one told several times."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from onrecord.keep.known import actors_of, statements_of
from onrecord.keep.tables import actor_identities, actors, events, moments, statements, stories
from onrecord.model.event import OUTLET, edtf_of
from onrecord.model.span import words_of
from onrecord.model.timeline import Entry, Track

_WORD = re.compile(r"\w{4,}")
_LIKE = 0.2
"""The least share of their words that two tellings of one happening have in common (Jaccard)."""


def timeline(
    connection: Connection,
    track: Track,
    words: str | None = None,
    identity: str | None = None,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> list[Entry]:
    """The entries of a track by their earliest day, those without one last; of an actor where an identity is given.

    `words` must all stand in an entry. `since` and `until` are days, months or years of what is told, not of
    publication.
    """
    read = {"happened": _events, "said": _statements, "published": _stories}[track]
    entries = [
        entry
        for entry in read(connection, identity, outlet)
        if _has(entry.words, words) and _within(entry, since, until)
    ]
    entries.sort(
        key=lambda e: (
            not (e.earliest or e.latest),
            e.earliest or e.latest or "",
            e.latest or "",
            e.published or "",
            e.story,
        )
    )
    return _told_together(entries) if track == "happened" else entries


def _has(text: str, words: str | None) -> bool:
    small = text.casefold()
    return all(word in small for word in (words or "").casefold().split())


def _within(entry: Entry, since: str | None, until: str | None) -> bool:
    """Whether the days of an entry meet those asked for; one without days is in only where none are asked for."""
    if entry.earliest is None and entry.latest is None:
        return since is None and until is None
    begins = until is None or entry.earliest is None or entry.earliest <= until + "~"
    return begins and (since is None or entry.latest is None or entry.latest >= since)


_FACTS = (
    stories.c.outlet,
    stories.c.published,
    stories.c.headline,
    stories.c.url,
    stories.c.repeats.label("original"),
)


def _facts(row: Any) -> dict[str, Any]:
    return {column.name: getattr(row, column.name) for column in _FACTS}


def _of(query: Select[Any], outlet: str | None) -> Select[Any]:
    if outlet:
        query = query.where(func.lower(stories.c.outlet).contains(outlet.lower(), autoescape=True))
    return query


_LAST = moments.alias("last")
"""The moment at which an event ends."""


def _events(connection: Connection, identity: str | None, outlet: str | None) -> list[Entry]:
    query = (
        select(
            events,
            moments.c.edtf,
            moments.c.earliest,
            func.coalesce(_LAST.c.latest, moments.c.latest).label("latest"),
            moments.c.words.label("dated_by"),
            _LAST.c.edtf.label("until_edtf"),
            *_FACTS,
        )
        .join(stories, stories.c.id == events.c.story)
        .join(moments, and_(moments.c.story == events.c.story, moments.c.place == events.c.moment))
        .outerjoin(_LAST, and_(_LAST.c.story == events.c.story, _LAST.c.place == events.c.until))
    )
    wanted: set[tuple[str, str]] | None = None
    if identity is not None:
        wanted = {(story, actor) for story, actor in connection.execute(actors_of(identity))}
        query = query.where(events.c.story.in_(actors_of(identity).with_only_columns(actor_identities.c.story)))
    query = _of(query, outlet)
    names = _names(connection, query)
    entries = []
    for row in connection.execute(query.order_by(events.c.number)):
        inside = [*row.actors, *([row.voice] if row.voice and row.voice != OUTLET else [])]
        if wanted is not None and not any((row.story, actor) in wanted for actor in inside):
            continue
        entries.append(
            Entry(
                "happened",
                row.words,
                edtf_of(row.edtf, row.until_edtf, row.open),
                None if row.open == "start" else row.earliest,
                None if row.open == "end" else row.latest,
                row.dated_by,
                None if row.voice == OUTLET else names.get((row.story, row.voice), ("", "somebody"))[1],
                row.story,
                (row.span[0], row.span[1]),
                actors=tuple(names[row.story, actor][0] for actor in row.actors if (row.story, actor) in names),
                **_facts(row),
            )
        )
    return entries


def _names(connection: Connection, found: Select[Any]) -> dict[tuple[str, str], tuple[str, str]]:
    """The identity and the name of each actor of the stories whose events are found."""
    query = select(
        actor_identities.c.story, actor_identities.c.id, actor_identities.c.identity, actor_identities.c.name
    ).where(actor_identities.c.story.in_(found.with_only_columns(events.c.story)))
    return {(row.story, row.id): (row.identity, row.name) for row in connection.execute(query)}


def _statements(connection: Connection, identity: str | None, outlet: str | None) -> list[Entry]:
    query = (
        select(
            statements,
            moments.c.edtf,
            moments.c.earliest,
            moments.c.latest,
            moments.c.words.label("dated_by"),
            actors.c.name.label("voice"),
            *_FACTS,
        )
        .join(stories, stories.c.id == statements.c.story)
        .outerjoin(moments, and_(moments.c.story == statements.c.story, moments.c.place == statements.c.said))
        .outerjoin(actors, and_(actors.c.story == statements.c.story, actors.c.id == statements.c.speaker))
    )
    if identity is not None:
        query = query.where(statements.c.number.in_(statements_of(identity)))
    entries = []
    for row in connection.execute(_of(query, outlet).order_by(statements.c.number)):
        day = (row.published or "")[:10] or None
        dated = row.earliest is not None
        entries.append(
            Entry(
                "said",
                " ".join(row.content.split()),
                row.edtf if dated else day,
                row.earliest if dated else day,
                row.latest if dated else day,
                row.dated_by if dated else "published",
                row.voice or row.source or "nobody named",
                row.story,
                (row.content_spans[0][0], row.content_spans[-1][1]),
                **_facts(row),
            )
        )
    return entries


def _stories(connection: Connection, identity: str | None, outlet: str | None) -> list[Entry]:
    query = _of(select(stories.c.id, stories.c.text, *_FACTS), outlet)
    if identity is not None:
        query = query.where(stories.c.id.in_(actors_of(identity).with_only_columns(actor_identities.c.story)))
    entries = []
    for row in connection.execute(query.order_by(stories.c.number)):
        day = (row.published or "")[:10] or None
        words = row.headline or words_of(row.text, ((0, 90),))
        entries.append(Entry("published", words, day, day, day, "published", None, row.id, **_facts(row)))
    return entries


def _told_together(entries: list[Entry]) -> list[Entry]:
    """Events with those of other stories that tell of the same: one day, one of the actors, and like words."""
    kept: list[Entry] = []
    by_day: dict[str, list[int]] = {}
    for entry in entries:
        if entry.earliest is None or entry.earliest != entry.latest:
            kept.append(entry)
            continue
        here = by_day.setdefault(entry.earliest, [])
        same = next((i for i in here if _one_happening(kept[i], entry)), None)
        if same is None:
            here.append(len(kept))
            kept.append(entry)
        else:
            kept[same] = replace(kept[same], tellings=(*kept[same].tellings, entry))
    return kept


def _one_happening(one: Entry, other: Entry) -> bool:
    if one.story == other.story or not set(one.actors) & set(other.actors):
        return False
    first, second = (
        set(_WORD.findall(entry.words.casefold())) - set(entry.dated_by.casefold().split()) for entry in (one, other)
    )
    return bool(first and second) and len(first & second) / len(first | second) >= _LIKE
