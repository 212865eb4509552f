"""A store is copied into another, of the same database or the other one, row by row and without a difference."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Engine, Table, func, insert, select, text

from onrecord.errors import StoreError
from onrecord.keep.fulltext import index_words
from onrecord.keep.store import StoreName, open_engine, plain_errors, told
from onrecord.keep.tables import metadata, stories

_AT_ONCE = 200
"""Rows that are written together; pages may be large."""


def copy_store(source: StoreName, target: StoreName) -> Iterator[tuple[str, int]]:
    """Copy all rows of a store into one that is empty; gives each table with its number of rows as it is done.

    Raises StoreError where the source cannot be read, or the target has something in it. All or nothing is copied.
    """
    ours, theirs = open_engine(source, write=False), open_engine(target, write=True)
    with plain_errors(source), ours.connect() as reading, plain_errors(target), theirs.begin() as writing:
        for table in metadata.sorted_tables:
            if writing.execute(select(func.count()).select_from(table)).scalar_one():
                raise StoreError(f"the store {told(target)} is not empty")
        for table in metadata.sorted_tables:
            yield table.name, _copy(reading, writing, table)
        for story in reading.execute(select(stories.c.id).order_by(stories.c.number)).scalars():
            index_words(writing, story)
        _count_on(theirs, writing)


def _copy(reading: Connection, writing: Connection, table: Table) -> int:
    count = 0
    rows = select(table).order_by(*table.primary_key).execution_options(yield_per=_AT_ONCE)
    for some in reading.execute(rows).mappings().partitions():
        writing.execute(insert(table), [dict(row) for row in some])
        count += len(some)
    return count


def _count_on(engine: Engine, connection: Connection) -> None:
    """Let PostgreSQL number new rows after those that were copied; SQLite does so by itself."""
    if engine.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        if table.autoincrement_column is not None:
            sequence = f"pg_get_serial_sequence('{table.name}', '{table.autoincrement_column.name}')"
            last = f"(SELECT max({table.autoincrement_column.name}) FROM {table.name})"
            connection.execute(text(f"SELECT setval({sequence}, {last}) WHERE {sequence} IS NOT NULL AND {last} > 0"))
