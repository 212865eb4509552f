"""The View reads a store: stories by name, search, everything for export. It changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Row, Select, Subquery, and_, func, or_, select

from onrecord.errors import NotFound, StoreError
from onrecord.keep.browse import Brief, OutletCount, newest, outlets
from onrecord.keep.corrections import corrections_of
from onrecord.keep.feeds import all_feeds, feed_of, unread
from onrecord.keep.fulltext import hits_in, ranked
from onrecord.keep.known import (
    Known,
    Proposal,
    actors_of,
    all_judgements,
    find_actor,
    known_actors,
    proposals,
    quoted_by,
    roles_of,
    statements_of,
)
from onrecord.keep.ledger import ledger_rows
from onrecord.keep.passing import outlooks_passing, spoken_by, statements_passing, tells
from onrecord.keep.query import Filters, Wanted, read_query, wanted
from onrecord.keep.rows import STORIES, records_of, statement_of, story_of
from onrecord.keep.searches import all_searches
from onrecord.keep.store import StoreName, open_engine, plain_errors, told
from onrecord.keep.tables import (
    actor_identities,
    pages,
    statements,
    stories,
)
from onrecord.keep.tally import Searched, Tally, tally
from onrecord.keep.tellings import VERSION, Telling, tellings_of
from onrecord.keep.timeline import timeline
from onrecord.keep.users import all_users, password_is, signed_in
from onrecord.model.as_json import WrongValues
from onrecord.model.correction import Correction
from onrecord.model.feed import Feed
from onrecord.model.judgement import Judgement
from onrecord.model.ledger import LedgerEntry, LedgerRow, entries_of
from onrecord.model.outlook import Outlook, OutlookKind
from onrecord.model.page import page_digest
from onrecord.model.record import Record
from onrecord.model.saved import SavedSearch
from onrecord.model.span import Span
from onrecord.model.statement import Statement
from onrecord.model.story import Story
from onrecord.model.timeline import Entry, Track
from onrecord.model.user import User

_SHORTEST_PREFIX = 4
_AT_A_TIME = 50
"""How many records are read at once."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A story that a search found; `spans` are the places of the words in its text."""

    story: Story
    spans: tuple[Span, ...]
    statements: tuple[Statement, ...] = ()


class View:
    """Reads one store. Raises StoreError where it cannot be opened."""

    def __init__(self, path: StoreName) -> None:
        self.path = path
        self._engine = open_engine(path, write=False)
        with plain_errors(path):
            self._connection = self._engine.connect()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._connection.close()
        self._engine.dispose()

    def record(self, name: str) -> Record:
        """The record of a story, by id, by unique beginning of an id, or by story code.

        Raises NotFound where none or several go by that name.
        """
        # A code stands for the last version; an earlier one goes by its id.
        last = or_(stories.c.relation.is_(None), stories.c.relation != VERSION)
        exact = or_(stories.c.id == name, and_(stories.c.code == name, last))
        found = self._rows(STORIES.where(exact).limit(2))
        if not found and len(name) >= _SHORTEST_PREFIX and name.isalnum():
            found = self._rows(STORIES.where(stories.c.id.startswith(name, autoescape=True)).limit(2))
        if not found:
            raise NotFound(f"no story {name!r} in the store {told(self.path)}")
        if len(found) > 1:
            raise NotFound(f"several stories go by {name!r}; more of the id tells them apart")
        return next(self._records([found[0].id]))

    def records(self, filters: Filters | None = None) -> Iterator[Record]:
        """Every record, or those that pass the filters, in the order they were kept."""
        query = select(stories.c.id).where(tells(filters or Filters())).order_by(stories.c.number)
        yield from self._records([row.id for row in self._rows(query)])

    def search(self, words: str, filters: Filters | None = None, limit: int | None = 20, skip: int = 0) -> list[Hit]:
        """The stories that hold the words, best first; with a source, those where it says them.

        Raises InputError where there is no word to search for.
        """
        filters = filters or Filters()
        asked = wanted(words)
        if filters.source:
            return self._said(asked, filters, limit, skip)
        found = self._ranked("stories", asked)
        query = (
            STORIES.join(found, found.c.number == stories.c.number)
            .where(tells(filters))
            .order_by(found.c.rank, stories.c.number)
            .limit(limit)
            .offset(skip)
        )
        return [Hit(story_of(row), hits_in(row.text, asked)) for row in self._rows(query)]

    def _ranked(self, table: str, asked: Wanted) -> Subquery:
        """The numbers of the rows of a table that hold the words, and how well."""
        with plain_errors(self.path):
            return ranked(self._connection, table, asked).subquery("found")

    def _said(self, asked: Wanted, filters: Filters, limit: int | None, skip: int) -> list[Hit]:
        """Hits inside what a source says."""
        found = self._ranked("statements", asked)
        query = (
            select(statements)
            .join(stories, stories.c.id == statements.c.story)
            .join(found, found.c.number == statements.c.number)
            .where(tells(filters), spoken_by(filters.source or ""))
            .order_by(found.c.rank, statements.c.number)
        )
        rows = self._rows(query)
        by_story: dict[str, list[Statement]] = {}
        for row in rows:
            by_story.setdefault(row.story, []).append(statement_of(row))
        hits = []
        for story_id, said in list(by_story.items())[skip : None if limit is None else skip + limit]:
            (row,) = self._rows(STORIES.where(stories.c.id == story_id))
            said.sort(key=lambda s: s.content)
            spans = tuple(span for s in said for span in s.content)
            hits.append(Hit(story_of(row), spans, tuple(said)))
        return hits

    def tally(self, findings: Searched, words: str | None, filters: Filters | None = None) -> Tally:
        """How many stories, statements or outlooks a search finds, by outlet, year, speaker and kind.

        Raises InputError where there is no word to search for.
        """
        with plain_errors(self.path):
            return tally(self._connection, findings, words, filters or Filters())

    def actors(
        self, words: str | None = None, kind: str | None = None, everybody: bool = False, limit: int | None = None
    ) -> list[Known]:
        """The actors whose names hold the words, those who say most first; without a name only with `everybody`."""
        with plain_errors(self.path):
            return known_actors(self._connection, words, kind, everybody, limit)

    def actor(self, name: str) -> Known:
        """The actor who goes by a name or an identity's id; raises NotFound where none does, or several do."""
        with plain_errors(self.path):
            return find_actor(self._connection, name)

    def said(
        self, identity: str, about: str | None = None, filters: Filters | None = None
    ) -> Iterator[tuple[Record, Statement]]:
        """The statements of an actor by date, each with its record; `about` are words that the content holds.

        Raises InputError where `about` has no word to search for.
        """
        theirs = statements.c.number.in_(statements_of(identity))
        yield from self._with_records(statements_passing(about, filters).where(theirs))

    def statements(
        self, about: str | None = None, filters: Filters | None = None, limit: int | None = None, skip: int = 0
    ) -> Iterator[tuple[Record, Statement]]:
        """All statements by date, each with its record; `about` are words that the content holds.

        Raises InputError where `about` has no word to search for.
        """
        yield from self._with_records(statements_passing(about, filters).limit(limit).offset(skip))

    def outlooks(
        self,
        about: str | None = None,
        kind: OutlookKind | None = None,
        filters: Filters | None = None,
        limit: int | None = None,
        skip: int = 0,
    ) -> Iterator[tuple[Record, Outlook]]:
        """The outlooks by date of their story, each with its record; `about` are words that the outlook holds.

        Raises InputError where `about` has no word to search for.
        """
        query = outlooks_passing(about, kind, filters).limit(limit).offset(skip)
        for record, name in self._by_record(query):
            yield record, next(o for o in record.outlooks if o.id == name)

    def _with_records(self, query: Select[Any]) -> Iterator[tuple[Record, Statement]]:
        for record, name in self._by_record(query):
            yield record, next(s for s in record.statements if s.id == name)

    def _by_record(self, query: Select[Any]) -> Iterator[tuple[Record, str]]:
        """The ids of findings that a query gives with their stories, each with its record."""
        rows = self._rows(query)
        records = self._records(list(dict.fromkeys(row.story for row in rows)))
        for _, found in groupby(rows, key=lambda row: row.story):
            record = next(records)
            yield from ((record, row.id) for row in found)

    def stories_of(self, identity: str) -> list[Story]:
        """The stories that an actor is in, by date."""
        among = actors_of(identity).with_only_columns(actor_identities.c.story)
        rows = self._rows(
            STORIES.where(stories.c.id.in_(among)).order_by(stories.c.published.nulls_first(), stories.c.number)
        )
        return [story_of(row) for row in rows]

    def roles(self, identity: str) -> list[tuple[str, str | None, str | None]]:
        """What stories call an actor, each role with the first and the last day of a story that does."""
        with plain_errors(self.path):
            return roles_of(self._connection, identity)

    def timeline(
        self, track: Track, words: str | None = None, identity: str | None = None, filters: Filters | None = None
    ) -> list[Entry]:
        """The entries of a track by date, those without one last; since and until are days of what is told."""
        limits = filters or Filters()
        with plain_errors(self.path):
            return timeline(self._connection, track, words, identity, limits.outlet, limits.since, limits.until)

    def identities(self, story: str) -> dict[str, str]:
        """The identities of a story's actors by their ids in its record."""
        own = actor_identities.c
        rows = self._rows(select(own.id, own.identity).where(own.story == story))
        return {row.id: row.identity for row in rows}

    def tellings(self, story: str) -> list[Telling]:
        """The other tellings of a story: reprints, versions, the original of a reprint."""
        with plain_errors(self.path):
            return tellings_of(self._connection, story)

    def proposals(self, limit: int = 20) -> list[Proposal]:
        """Pairs of actors that may be one, for a person to decide; the weightiest first."""
        with plain_errors(self.path):
            return proposals(self._connection, limit)

    def judgements(self) -> list[Judgement]:
        """What people said of identities, in the order said, those undone with the others."""
        with plain_errors(self.path):
            return all_judgements(self._connection)

    def corrections(self) -> list[Correction]:
        """What people corrected in records, in the order made, those undone with the others."""
        with plain_errors(self.path):
            return corrections_of(self._connection)

    def feed(self, url: str) -> Feed:
        """What is known of a feed that is followed."""
        with plain_errors(self.path):
            return feed_of(self._connection, url)

    def feeds(self) -> list[Feed]:
        """The feeds that are followed, by address."""
        with plain_errors(self.path):
            return all_feeds(self._connection)

    def unread(self, links: Iterable[str]) -> list[str]:
        """Those of the addresses which a feed names that were not read yet, and did not fail too often."""
        with plain_errors(self.path):
            return unread(self._connection, links)

    def searches(self) -> list[SavedSearch]:
        """The saved searches by name."""
        with plain_errors(self.path):
            return all_searches(self._connection)

    def new_of(self, search: SavedSearch) -> list[Hit]:
        """What a saved search finds among the stories that were kept since it was last looked at, the newest first."""
        words, limits = read_query(search.words, Filters(after=search.seen))
        if words:
            hits = self.search(words, limits, limit=None)
        else:
            hits = [Hit(record.story, ()) for record in self.records(limits)]
        return sorted(hits, key=lambda hit: hit.story.day or "", reverse=True)

    def users(self) -> list[User]:
        """The users of the reading room by name."""
        with plain_errors(self.path):
            return all_users(self._connection)

    def password_is(self, name: str, password: str) -> bool:
        """Whether a user has this password; it takes as long where there is no such user."""
        with plain_errors(self.path):
            return password_is(self._connection, name, password)

    def signed_in(self, token: str) -> User | None:
        """Whose session a token is; null where it is none, or ran out."""
        with plain_errors(self.path):
            return signed_in(self._connection, token)

    def ledger(self, today: str) -> list[LedgerEntry]:
        """The outlooks that are followed, as they stand on a day (`2024-03-18`), in the order they were followed.

        Raises StoreError where a row was changed so that it says nothing any more.
        """
        try:
            return entries_of(self.ledger_rows(), today)
        except WrongValues as error:
            raise StoreError(f"the ledger is damaged, `onrecord check` says where: {error}") from None

    def ledger_rows(self) -> list[LedgerRow]:
        """All rows of the ledger in the order made."""
        with plain_errors(self.path):
            return ledger_rows(self._connection)

    def damaged_pages(self) -> list[str]:
        """The digests of pages whose bytes are no longer those that were kept."""
        with plain_errors(self.path):
            kept = self._connection.execute(select(pages.c.digest, pages.c.content))
            return [row.digest for row in kept if page_digest(bytes(row.content)) != row.digest]

    def newest(self, limit: int = 20, skip: int = 0, outlet: str | None = None) -> list[Brief]:
        """Stories by date of publication, the newest first, those without a date last; all, or those of an outlet."""
        with plain_errors(self.path):
            return newest(self._connection, limit, skip, outlet)

    def outlets(self, words: str | None = None) -> list[OutletCount]:
        """All outlets that have a name, those with most stories first; with words, over the stories that hold them."""
        with plain_errors(self.path):
            return outlets(self._connection, words)

    def quoted_by(self, outlet: str, limit: int = 30) -> list[Known]:
        """The actors with a name whom an outlet quotes most."""
        with plain_errors(self.path):
            return quoted_by(self._connection, outlet, limit)

    def count(self) -> tuple[int, int]:
        """(stories, statements) in the store; what is told again counts once."""
        with plain_errors(self.path):
            told, said = (
                self._connection.execute(select(func.count()).where(table.c.repeats.is_(None))).scalar_one()
                for table in (stories, statements)
            )
        return told, said

    def page(self, digest: str) -> bytes:
        """The bytes of a page as found; raises NotFound."""
        with plain_errors(self.path):
            content = self._connection.execute(select(pages.c.content).where(pages.c.digest == digest)).scalar()
        if content is None:
            raise NotFound(f"no page {digest!r} in the store {told(self.path)}")
        return bytes(content)

    def _rows(self, query: Select[Any]) -> list[Row[Any]]:
        with plain_errors(self.path):
            return list(self._connection.execute(query))

    def _records(self, ids: Sequence[str]) -> Iterator[Record]:
        """The records of stories in the order of their ids, read some at a time."""
        for at in range(0, len(ids), _AT_A_TIME):
            some = ids[at : at + _AT_A_TIME]
            rows = {row.id: row for row in self._rows(STORIES.where(stories.c.id.in_(some)))}
            with plain_errors(self.path):
                records = records_of(self._connection, [rows[one] for one in some])
                made = corrections_of(self._connection, some)
            for record in records:
                own = tuple(c for c in made if c.story == record.story.id and not c.undone)
                yield replace(record, corrections=own)
