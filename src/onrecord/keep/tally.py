"""What a search finds, counted: by outlet, by year, by speaker or kind, and how much of it is told again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Boolean, Connection, Integer, Select, Text, and_, cast, func, literal, null, select

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
    if findings == "statements":
        return _of_statements(connection, words, filters)
    parts = {
        "outlet": stories.c.outlet,
        "year": year_of(stories.c.published),
        "retold": stories.c.repeats.is_not(None),
        "kind": outlooks.c.kind if findings == "outlooks" else literal(""),
    }
    labelled = [column.label(name) for name, column in parts.items()]
    query = _those(findings, words, filters).with_only_columns(*labelled, func.count().label("many"))
    return _tally(connection.execute(query.group_by(*labelled)).all())


def _tally(rows: Sequence[Any], speakers: dict[str, int] | None = None) -> Tally:
    """The counts of rows that have an outlet, a year, whether they repeat another, a kind, and how many they are."""
    counts: dict[str, Counter[Any]] = defaultdict(Counter)
    for row in rows:
        for name in ("outlet", "year", "retold", "kind"):
            counts[name][getattr(row, name)] += row.many
    return Tally(
        total=counts["outlet"].total(),
        retold=sum(many for retold, many in counts["retold"].items() if retold),
        outlets=_most_first(counts["outlet"]),
        years=dict(sorted(counts["year"].items(), key=lambda pair: pair[0] or "")),
        speakers=speakers or {},
        kinds={kind: many for kind, many in _most_first(counts["kind"]).items() if kind},
    )


def _those(findings: Searched, words: str | None, filters: Filters) -> Select[Any]:
    """The outlooks or the stories that are found, in no order."""
    if findings == "outlooks":
        return outlooks_passing(words, None, filters).order_by(None)
    if filters.source:
        said = statements_passing(words, filters).with_only_columns(statements.c.story).order_by(None)
        return select(stories.c.id).where(stories.c.id.in_(said))
    return select(stories.c.id).where(Matches("stories", wanted(words or "")), tells(filters))


def _of_statements(connection: Connection, words: str | None, filters: Filters) -> Tally:
    """The counts of statements and of who speaks them, for which those that are found are gone through once.

    Those who speak together count as the group that they are. The view of identities would be as right, and takes eight
    times as long over ten thousand stories.
    """
    repeats = statements.c.repeats.is_not(None).label("retold")
    found = select(statements.c.story, statements.c.speaker, repeats).where(*of_statements(words, filters))
    if limits := of_stories(filters):
        found = found.join(stories, stories.c.id == statements.c.story).where(*limits)
    hits = found.cte("hits")
    per_story = select(hits.c.story, hits.c.retold, func.count().label("many")).group_by(hits.c.story, hits.c.retold)
    told = per_story.subquery("told")
    where = (stories.c.outlet, year_of(stories.c.published).label("year"), told.c.retold)
    here, everywhere = identity_map.alias("here"), identity_map.alias("everywhere")
    identity = func.coalesce(here.c.identity, everywhere.c.identity, actors.c.identity).label("identity")
    who = (identity, actors.c.name, identity_names.c.name.label("given"))
    none, many = null(), func.count().label("many")
    in_stories = (
        select(
            *where,
            literal("").label("kind"),
            *(cast(none, Text).label(name) for name in _WHO),
            cast(func.sum(told.c.many), Integer).label("many"),
        )
        .join(told, stories.c.id == told.c.story)
        .group_by(*where)
    )
    by_speakers = (
        select(cast(none, Text), cast(none, Text), cast(none, Boolean), literal("speaker"), *who, many)
        .select_from(hits)
        .join(actors, and_(actors.c.story == hits.c.story, actors.c.id == hits.c.speaker))
        .outerjoin(here, and_(here.c.automatic == actors.c.identity, here.c.story == actors.c.story))
        .outerjoin(everywhere, and_(everywhere.c.automatic == actors.c.identity, everywhere.c.story == ""))
        .outerjoin(identity_names, identity_names.c.identity == identity)
        .where(actors.c.named)
        .group_by(*who)
    )
    rows = connection.execute(in_stories.union_all(by_speakers)).all()
    heard = [(row.identity, row.name, row.given, row.many) for row in rows if row.kind]
    return _tally([row for row in rows if not row.kind], _most_heard(heard))


def _most_heard(rows: Sequence[tuple[str, str, str | None, int]]) -> dict[str, int]:
    """Those who speak most, of (identity, name, name that people gave, how often), each by its commonest name."""
    totals: dict[str, int] = defaultdict(int)
    commonest: dict[str, tuple[int, str]] = {}
    for identity, name, given, many in rows:
        totals[identity] += many
        called = (many, given or name)
        if called > commonest.get(identity, (0, "")):
            commonest[identity] = called
    most = sorted(totals, key=lambda identity: (-totals[identity], commonest[identity][1]))[:_MOST_SPEAKERS]
    return {commonest[identity][1]: totals[identity] for identity in most}


_WHO = ("identity", "name", "given")
_MOST_SPEAKERS = 12


def _most_first(counts: Counter[Any]) -> dict[Any, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0] or "")))
