"""A store in PostgreSQL: the tables of SQLite, with views, an index of words and the rules of the ledger of its own."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from onrecord.errors import StoreError
from onrecord.keep.tables import metadata, word_tables

_WRITERS = 8321
"""The lock that one writer holds until it is done, so that identities and the ledger see what others wrote."""

_WAIT = "60s"


@lru_cache(16)
def postgres_engine(name: str, *, write: bool) -> Engine:
    """An engine on a database, which is kept for the next one who opens it and holds no connection.

    Raises StoreError where the address is none, or psycopg is not there.
    """
    try:
        url = make_url(name).set(drivername="postgresql+psycopg")
        engine = create_engine(
            url,
            poolclass=NullPool,
            json_serializer=_as_json,
            json_deserializer=msgspec.json.decode,
            connect_args={"connect_timeout": 10, "application_name": "onrecord"},
        )
    except (ArgumentError, ValueError):
        raise StoreError(f"{name} is no address of a database; write postgresql://USER@HOST/NAME") from None
    except ModuleNotFoundError:
        raise StoreError("a store in PostgreSQL needs psycopg: pip install 'onrecord[postgres]'") from None

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        if write:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_WAIT}'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")
        else:
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")

    return engine


def _as_json(value: Any) -> str:
    """JSON that a person can search in; PostgreSQL holds no NUL."""
    return json.dumps(value, ensure_ascii=False).replace("\\u0000", "")


def has_tables(connection: Connection) -> bool:
    """Whether a database has a store in it."""
    return inspect(connection).has_table("alembic_version")


def make_tables(connection: Connection, version: str) -> None:
    """Make all tables, views, indexes and rules of a store, at a version."""
    metadata.create_all(connection)
    for table in word_tables.values():
        table.create(connection)
        of = table.name.strip("_").removesuffix("_words")
        connection.execute(text(f"CREATE INDEX ix_{of}_words ON {table.name} USING gin (words)"))
        connection.execute(
            text(f"ALTER TABLE {table.name} ADD FOREIGN KEY (number) REFERENCES {of} (number) ON DELETE CASCADE")
        )
    for statement in _RULES:
        connection.execute(text(statement))
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:version)").bindparams(version=version))


_RULES = (
    """
    CREATE VIEW actor_identities AS
    SELECT a.number, a.story, a.id, a.kind, a.name, a.names, a.key, a.named, a.identity AS automatic,
           COALESCE(here.identity, everywhere.identity, a.identity) AS identity,
           COALESCE(s.repeats, a.story) AS original
    FROM actors a
    JOIN stories s ON s.id = a.story
    LEFT JOIN _identity_map here ON here.automatic = a.identity AND here.story = a.story
    LEFT JOIN _identity_map everywhere ON everywhere.automatic = a.identity AND everywhere.story = ''
    """,
    """
    CREATE VIEW statement_speakers AS
    SELECT s.number AS statement, s.story, s.speaker AS actor,
           CASE WHEN s.repeats IS NULL THEN s.number END AS counted
    FROM statements s WHERE s.speaker IS NOT NULL
    UNION ALL
    SELECT s.number, s.story, member.value, CASE WHEN s.repeats IS NULL THEN s.number END
    FROM statements s JOIN actors a ON a.story = s.story AND a.id = s.speaker,
         json_array_elements_text(a.members) AS member(value)
    """,
    """
    CREATE FUNCTION _hits(words tsvector, phrase text[], head double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE AS $$
        SELECT coalesce(sum(CASE WHEN first.weight = 'A' THEN head ELSE 1 END), 0)
        FROM unnest(words) AS l CROSS JOIN LATERAL unnest(l.positions, l.weights) AS first(place, weight)
        WHERE l.lexeme = phrase[1] AND NOT EXISTS (
            SELECT 1 FROM generate_subscripts(phrase, 1) AS i
            WHERE i > 1 AND NOT EXISTS (
                SELECT 1 FROM unnest(words) AS o
                WHERE o.lexeme = phrase[i] AND (first.place + i - 1)::smallint = ANY (o.positions)
            )
        )
    $$
    """,
    """
    CREATE FUNCTION _ledger_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the ledger is only ever added to'; END $$
    """,
    """
    CREATE TRIGGER ledger_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger
    FOR EACH STATEMENT EXECUTE FUNCTION _ledger_stays()
    """,
)
