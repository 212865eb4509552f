"""The Writer puts records into a store; each story in one transaction."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from types import TracebackType
from typing import Literal, Self

from sqlalchemy import Connection, RootTransaction, insert, select, update
from sqlalchemy.exc import OperationalError

from onrecord.errors import InputError
from onrecord.keep import feeds, ledger, searches, users
from onrecord.keep.corrections import add_correction, apply_corrections, undo_correction
from onrecord.keep.fulltext import forget_words
from onrecord.keep.identities import add_judgement, write_actors
from onrecord.keep.inserts import insert_over
from onrecord.keep.rows import machine_record, story_row
from onrecord.keep.store import StoreName, is_database, open_engine, plain_errors
from onrecord.keep.tables import pages, stories, story_pages
from onrecord.keep.tellings import relate
from onrecord.model.correction import Correction
from onrecord.model.feed import Feed
from onrecord.model.judgement import Judgement
from onrecord.model.ledger import Resolution
from onrecord.model.outlook import TracedOutlook
from onrecord.model.page import Page
from onrecord.model.record import MadeBy, Record
from onrecord.model.saved import SavedSearch
from onrecord.model.user import Role

Outcome = Literal["kept", "kept before", "read anew"]


class Writer:
    """Writes to one store; several may write at once, also from several processes.

    Raises StoreError where the store cannot be opened or written.
    """

    def __init__(self, path: StoreName) -> None:
        self.path = path
        self._engine = open_engine(path, write=True)
        with plain_errors(path):
            self._connection = self._engine.connect()

    @contextmanager
    def _work(self) -> Iterator[None]:
        """One transaction; a connection that was lost since the last is made anew first."""
        with plain_errors(self.path), self._begun():
            yield

    def _begun(self) -> RootTransaction:
        for pause in _PAUSES if is_database(self.path) else ():
            try:
                return self._connection.begin()
            except OperationalError as error:
                if not error.connection_invalidated:
                    raise
                time.sleep(pause)
                self._connection.close()
                with suppress(OperationalError):  # then it is tried again
                    self._connection = self._engine.connect()
        return self._connection.begin()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._connection.close()
        self._engine.dispose()

    def story_of(self, digest: str, made_by: MadeBy) -> str | None:
        """The id of the story that was read from a page with this digest by the same code and weights."""
        query = (
            select(stories.c.id)
            .join(story_pages, story_pages.c.story == stories.c.id)
            .where(story_pages.c.page == digest, stories.c.onrecord == made_by.onrecord)
            .where(stories.c.weights == made_by.weights)
        )
        with self._work():
            found: str | None = self._connection.execute(query).scalar()
        return found

    def keep(self, page: Page, record: Record) -> Outcome:
        """Keep a page with its record; all of it, or on any error nothing.

        A story that is kept already is left as it is, unless other code or weights made its findings:
        those are replaced.
        """
        with self._work():
            return _keep(self._connection, page, record)

    def judge(self, judgement: Judgement) -> int:
        """Add a judgement about identities and give its number; it holds from now on, and can be undone.

        Raises NotFound where an identity or a judgement that it is about is not in the store.
        """
        with self._work():
            return add_judgement(self._connection, judgement, _now())

    def correct(self, correction: Correction) -> int:
        """Add a correction and give its number; it holds from now on, also when the story is read anew.

        Raises NotFound where the story is not in the store, InputError where it says nothing, or of nobody there.
        """
        with self._work():
            machine = machine_record(self._connection, correction.story)
            number = add_correction(self._connection, machine, correction, _now())
            apply_corrections(self._connection, machine)
        return number

    def undo_correction(self, number: int, who: str) -> None:
        """Take a correction back; raises NotFound where there is none of that number, or it was undone before."""
        with self._work():
            story = undo_correction(self._connection, number, who, _now())
            apply_corrections(self._connection, machine_record(self._connection, story))

    def keep_feed(self, feed: Feed) -> None:
        """Keep how it went with a feed that is followed."""
        with self._work():
            feeds.keep_feed(self._connection, feed)

    def note_link(self, link: str, read: bool) -> None:
        """Note that an address which a feed named was read, or could not be."""
        with self._work():
            feeds.note_link(self._connection, link, read)

    def save_search(self, search: SavedSearch) -> None:
        """Save a search; raises InputError where its name is taken, or there is no word to search for."""
        with self._work():
            searches.save_search(self._connection, search, _now())

    def forget_search(self, name: str) -> None:
        """Forget a saved search; raises NotFound where there is none of that name."""
        with self._work():
            searches.forget_search(self._connection, name)

    def look(self, name: str) -> None:
        """Note that all which a saved search finds now was seen; raises NotFound where there is none of that name."""
        with self._work():
            searches.look(self._connection, name)

    def add_user(self, name: str, role: Role, password: str) -> None:
        """Add a user of the reading room; raises InputError where the name is taken or the password too short."""
        with self._work():
            users.add_user(self._connection, name, role, password, _now())

    def change_user(self, name: str, role: Role | None = None, password: str | None = None) -> None:
        """Give a user another role or password; raises NotFound, and InputError where no admin would be left."""
        with self._work():
            users.change_user(self._connection, name, role, password)

    def remove_user(self, name: str) -> None:
        """Take a user away; raises NotFound, and InputError where no admin would be left."""
        with self._work():
            users.remove_user(self._connection, name)

    def sign_in(self, name: str) -> str:
        """The token of a new session of a user, whose password is right."""
        with self._work():
            return users.sign_in(self._connection, name)

    def sign_out(self, token: str) -> None:
        """End a session."""
        with self._work():
            users.sign_out(self._connection, token)

    def follow(self, outlook: TracedOutlook, who: str) -> int:
        """Begin to follow an outlook; gives the number of its entry in the ledger.

        Raises InputError where the same passage is followed already.
        """
        with self._work():
            begun = ledger.follow(self._connection, [outlook], who, _now())
            if not begun:
                raise InputError(
                    f"this passage is followed already, as entry {ledger.entry_of(self._connection, outlook)}"
                )
        return begun[0]

    def follow_all(self, outlooks: Iterable[TracedOutlook], who: str) -> list[int]:
        """Begin to follow outlooks, but for passages that are followed already; gives the numbers of the entries."""
        with self._work():
            return ledger.follow(self._connection, outlooks, who, _now())

    def amend(self, entry: int, changes: dict[str, str], who: str) -> int:
        """Put an entry's question, criterion, condition or day of check better; gives the row's number.

        Raises NotFound where there is no such entry, InputError where something else is to be changed.
        """
        with self._work():
            return ledger.amend(self._connection, entry, changes, who, _now())

    def resolve(self, entry: int, resolution: Resolution, who: str) -> int:
        """Say how an entry ended; a later resolution corrects an earlier one. Gives the row's number.

        Raises NotFound where there is no such entry, InputError where a verdict lacks the evidence it needs.
        """
        with self._work():
            return ledger.resolve(self._connection, entry, resolution, who, _now())


_PAUSES = (0.1, 0.5, 1, 2, 4, 8)
"""Seconds after which a lost connection is tried again."""


def _keep(connection: Connection, page: Page, record: Record) -> Outcome:
    now = _now()
    digest, story = page.digest, record.story
    connection.execute(
        insert_over(connection, pages)
        .values(digest=digest, path=page.path, media_type=page.media_type, content=page.content, kept_at=now)
        .on_conflict_do_nothing()
    )
    made_by = (record.made_by.onrecord, record.made_by.weights)
    made_before = connection.execute(
        select(stories.c.onrecord, stories.c.weights).where(stories.c.id == story.id)
    ).first()
    outcome: Outcome = "kept"
    if made_before is None:
        connection.execute(insert(stories).values(page=digest, kept_at=now, **story_row(record)))
    elif tuple(made_before) == made_by:
        outcome = "kept before"
    else:
        outcome = "read anew"
        forget_words(connection, story.id)
        connection.execute(update(stories).where(stories.c.id == story.id).values(**story_row(record)))
    if outcome != "kept before":
        write_actors(connection, record)
        apply_corrections(connection, record)
    if outcome == "kept":
        relate(connection, story.id)
    connection.execute(
        insert_over(connection, story_pages).values(story=story.id, page=digest).on_conflict_do_nothing()
    )
    return outcome


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
