"""Opening a store: one SQLite file, or a database of PostgreSQL, brought to the newest version by migrations."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from onrecord.errors import StoreError
from onrecord.keep.corrections import apply_all
from onrecord.keep.postgres import has_tables, make_tables, postgres_engine
from onrecord.keep.tellings import relate_all

VERSION = "0016"
"""The newest migration."""

WAIT_SECONDS = 60
"""How long one writer waits for another."""

_MAPPED = 1 << 30
"""How many bytes of a file a reader has the system map into memory, so that pages read before are not copied anew."""

_ENGINES = 16
"""How many engines are kept at once."""

logging.getLogger("alembic").setLevel(logging.ERROR)


StoreName = Path | str
"""A file of SQLite, or the address of a database, `postgresql://USER@HOST/NAME`."""


def is_database(name: StoreName) -> bool:
    """Whether a store is a database of PostgreSQL."""
    return str(name).startswith(("postgresql://", "postgres://"))


def told(name: StoreName) -> str:
    """A store's name to be shown to a person, without its password."""
    return re.sub(r"(//[^:/@]*):[^@]*@", r"\1:***@", str(name))


def open_engine(name: StoreName, *, write: bool) -> Engine:
    """An engine on a store; made and migrated when opened to write.

    Raises StoreError where it is missing, read-only, damaged or of a newer version.
    """
    if is_database(name):
        engine = postgres_engine(re.sub("^postgres:", "postgresql:", str(name)), write=write)
        with plain_errors(name):
            _bring_up_to_date(engine, name, write)
        return engine
    path = Path(name)
    if path.parts[:1] in (("postgresql:",), ("postgres:",)):
        raise StoreError(f"{name} is the address of a database made a path; give it as text")
    if write:
        _check_writable(path)
    elif not path.exists():
        raise StoreError(f"no store at {path}")
    mode = "rwc" if write else "ro"
    engine = _engine(path.resolve(), mode)
    with plain_errors(path):
        try:
            _bring_up_to_date(engine, path, write)
        except DBAPIError as error:
            # Write-ahead logging needs a companion file; where none can be made the store is read as it lies.
            if write or "unable to open" not in str(error.orig):
                raise
            engine = _engine(path.resolve(), "ro&immutable=1")
            _bring_up_to_date(engine, path, write)
    return engine


@lru_cache(_ENGINES)
def _engine(path: Path, mode: str) -> Engine:
    """An engine on a file, kept for the next one who opens it: it holds no connection, and knows its queries' SQL."""
    engine = create_engine(
        f"sqlite:///file:{_quoted(path)}?mode={mode}&uri=true",
        poolclass=NullPool,
        connect_args={"timeout": WAIT_SECONDS},
        json_serializer=lambda value: json.dumps(value, ensure_ascii=False),
        json_deserializer=msgspec.json.decode,
    )

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        if mode != "rwc":
            connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
        else:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if mode == "rwc" else "BEGIN")

    return engine


def _quoted(path: Path) -> str:
    from urllib.parse import quote

    return quote(str(path))


def _check_writable(path: Path) -> None:
    """Take a missing write permission for a wish, also where this user could write all the same."""
    if path.exists():
        if path.is_dir():
            raise StoreError(f"the store {path} is a folder")
        if not path.stat().st_mode & 0o222:
            raise StoreError(f"the store {path} is read-only")
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"the store {path} cannot be made: {(error.strerror or str(error)).lower()}") from None


def _bring_up_to_date(engine: Engine, path: StoreName, write: bool) -> None:
    with engine.begin() as connection:
        if _version(connection) == VERSION:
            return
        if is_database(path) and not has_tables(connection):
            if not write:
                raise StoreError(f"no store at {told(path)}")
            make_tables(connection, VERSION)
            return
        from alembic import command  # here, since it is needed once in a store's life and slow to import
        from alembic.config import Config
        from alembic.script import ScriptDirectory

        config = Config()
        config.set_main_option("script_location", "onrecord.keep:migrations")
        known = {revision.revision for revision in ScriptDirectory.from_config(config).walk_revisions()}
        current = _version(connection)
        if current is not None and current not in known:
            raise StoreError(
                f"the store {told(path)} was written by a newer version of On Record (its version: {current})"
            )
        if not write:
            raise StoreError(f"the store {told(path)} is of an older version; reading a page into it updates it")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        apply_all(connection)
        relate_all(connection)


def _version(connection: Connection) -> str | None:
    """The migration that a store is at; None where it has had none."""
    has_any = inspect(connection).has_table("alembic_version")
    version: str | None = (
        None if not has_any else connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    )
    return version


@contextmanager
def plain_errors(path: StoreName) -> Iterator[None]:
    """Turn what a database raises into a StoreError of one plain line."""
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig).lower()
        reasons = {
            "readonly": "is read-only",
            "read-only": "is read-only",
            "is full": "cannot grow: the disk is full",
            "disk i/o": "cannot be written: the disk is full or failing",
            "locked": f"is busy: another process has been writing to it for {WAIT_SECONDS} seconds",
            "not a database": "is no SQLite file",
            "malformed": "is damaged",
            "unable to open": "cannot be opened",
            "lock timeout": f"is busy: another process has been writing to it for {WAIT_SECONDS} seconds",
            "no space left": "cannot grow: the disk is full",
            "password authentication": "lets nobody in under this name and password",
            "does not exist": "has no such database or user",
            "connection refused": "is not reached: no server answers there",
            "is the server running": "is not reached: no server answers there",
            "could not translate": "is not reached: there is no such host",
            "failed to resolve": "is not reached: there is no such host",
            "timeout expired": "is not reached: no server answers there",
            "terminating connection": "lost its connection",
            "terminated": "lost its connection",
            "closed the connection": "lost its connection",
            "connection is lost": "lost its connection",
            "connection is closed": "lost its connection",
        }
        why = next((reason for sign, reason in reasons.items() if sign in said), f"failed: {said}")
        raise StoreError(f"the store {told(path)} {' '.join(why.split())}") from None
