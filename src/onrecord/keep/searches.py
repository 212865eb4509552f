"""Searches that are saved, and how far each was looked at."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, insert, select, update

from onrecord.errors import InputError, NotFound
from onrecord.keep.query import Filters, read_query, wanted
from onrecord.keep.tables import searches, stories, values_of
from onrecord.model.as_json import from_values
from onrecord.model.saved import SavedSearch


def all_searches(connection: Connection) -> list[SavedSearch]:
    """The saved searches by name."""
    rows = connection.execute(select(searches).order_by(searches.c.name))
    return [from_values(values_of(row), SavedSearch) for row in rows]


def save_search(connection: Connection, search: SavedSearch, now: str) -> None:
    """Save a search, from whose first look on all that is there is new.

    Raises InputError where the name is taken or blank, or there is no word to search for.
    """
    name = search.name.strip()
    if not name or not name.isprintable():
        raise InputError("a saved search needs a name")
    if connection.execute(select(searches.c.name).where(searches.c.name == name)).first():
        raise InputError(f"there is a search {name!r} already")
    words, limits = read_query(search.words)
    if words or limits == Filters():
        wanted(words)
    values = {"name": name, "words": search.words, "who": search.who, "made_at": now, "seen": 0}
    connection.execute(insert(searches).values(values))


def forget_search(connection: Connection, name: str) -> None:
    """Forget a saved search; raises NotFound where there is none of that name."""
    if not connection.execute(delete(searches).where(searches.c.name == name)).rowcount:
        raise NotFound(f"no saved search {name!r}")


def look(connection: Connection, name: str) -> None:
    """Note that all which a search finds now was seen; raises NotFound where there is none of that name."""
    last = connection.execute(select(func.coalesce(func.max(stories.c.number), 0))).scalar_one()
    if not connection.execute(update(searches).where(searches.c.name == name).values(seen=last)).rowcount:
        raise NotFound(f"no saved search {name!r}")
