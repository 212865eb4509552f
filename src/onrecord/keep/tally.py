"""What a search finds, counted: by outlet, by year, by speaker or kind, and how much of it is told again."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Connection, Select, and_, func, literal, select

from onrecord.keep.fulltext import Matches
from onrecord.keep.passing import of_statements, of_stories, outlooks_passing, statements_passing, tells, year_of
from onrecord.keep.query import Filters, wanted
from onrecord.keep.tables import actors, identity_map, identity_names, outlooks, statements, stories

Searched = Literal["stories", "statements", "outlooks"]


@dataclass(frozen=True, slots=True)
class Tally:
    """How much a search finds: `total`, of which `retold` repeats another story, or stands in one that does.

    The others count the total by outlet, by year of publication, by the name of who speaks a statement, and by the
    kind of an outlook, those with most first; null where the story has no outlet or year.
    """

    total: int = 0
    retold: int = 0
    outlets: dict[str | None, int] = field(default_factory=dict)
    years: dict[str | None, int] = field(default_factory=dict)
    speakers: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)


def tally(connection: Connection, findings: Searched, words: str | None, filters: Filters) -> Tally:
    """Count what a search finds; raises InputError where there is no word to search stories for."""
    those = _those(findings, words, filters)
    repeats = statements.c.repeats if findings == "statements" else stories.c.repeats
    parts = {
        "outlet": stories.c.outlet,
        "year": year_of(stories.c.published),
        "retold": repeats.is_not(None),
        "kind": outlooks.c.kind if findings == "outlooks" else literal(""),
    }
    labelled = [column.label(name) for name, column in parts.items()]
    query = those.with_only_columns(*labelled, func.count().label("many")).group_by(*labelled)
    counts: dict[str, Counter[Any]] = defaultdict(Counter)
    for row in connection.execute(query):
        for name in parts:
            counts[name][getattr(row, name)] += row.many
    return Tally(
        total=counts["outlet"].total(),
        retold=sum(many for retold, many in counts["retold"].items() if retold),
        outlets=_most_first(counts["outlet"]),
        years=dict(sorted(counts["year"].items(), key=lambda pair: pair[0] or "")),
        speakers=_speakers(connection, words, filters) if findings == "statements" else {},
        kinds=_most_first(counts["kind"]) if findings == "outlooks" else {},
    )


def _those(findings: Searched, words: str | None, filters: Filters) -> Select[Any]:
    """What is found, in no order."""
    if findings == "outlooks":
        return outlooks_passing(words, None, filters).order_by(None)
    if findings == "statements":
        return statements_passing(words, filters).order_by(None)
    if filters.source:
        said = statements_passing(words, filters).with_only_columns(statements.c.story).order_by(None)
        return select(stories.c.id).where(stories.c.id.in_(said))
    return select(stories.c.id).where(Matches("stories", wanted(words or "")), tells(filters))


_MOST_SPEAKERS = 12


def _speakers(connection: Connection, words: str | None, filters: Filters) -> dict[str, int]:
    """Who speaks most of the statements that are found, by the name that most of them use, or that people gave.

    Those who speak together count as the group that they are. The view of identities would be as right, and takes eight
    times as long over ten thousand stories.
    """
    here, everywhere = identity_map.alias("here"), identity_map.alias("everywhere")
    identity = func.coalesce(here.c.identity, everywhere.c.identity, actors.c.identity).label("identity")
    query = (
        select(identity, actors.c.name, identity_names.c.name.label("given"), func.count().label("many"))
        .select_from(statements)
        .join(actors, and_(actors.c.story == statements.c.story, actors.c.id == statements.c.speaker))
        .outerjoin(here, and_(here.c.automatic == actors.c.identity, here.c.story == actors.c.story))
        .outerjoin(everywhere, and_(everywhere.c.automatic == actors.c.identity, everywhere.c.story == ""))
        .outerjoin(identity_names, identity_names.c.identity == identity)
        .where(actors.c.named, *of_statements(words, filters))
        .group_by(identity, actors.c.name, identity_names.c.name)
    )
    if limits := of_stories(filters):
        query = query.join(stories, stories.c.id == statements.c.story).where(*limits)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for row in connection.execute(query):
        names[row.identity][row.given or row.name] += row.many
    most = sorted(names.values(), key=lambda called: (-called.total(), max(called)))[:_MOST_SPEAKERS]
    return {called.most_common(1)[0][0]: called.total() for called in most}


def _most_first(counts: Counter[Any]) -> dict[Any, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0] or "")))
