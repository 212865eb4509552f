"""What is known of feeds that are followed, and of the addresses that they named."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from onrecord.keep.inserts import insert_over
from onrecord.keep.tables import feed_links, feeds, values_of
from onrecord.model.as_json import from_values
from onrecord.model.feed import Feed

TRIES = 3
"""How often an address that cannot be read is tried, once in each reading of its feed."""


def feed_of(connection: Connection, url: str) -> Feed:
    """What is known of a feed; nothing yet where it was never read."""
    row = connection.execute(select(feeds).where(feeds.c.url == url)).first()
    return from_values(values_of(row), Feed) if row else Feed(url)


def all_feeds(connection: Connection) -> list[Feed]:
    """The feeds that were ever read, by address."""
    return [from_values(values_of(row), Feed) for row in connection.execute(select(feeds).order_by(feeds.c.url))]


def keep_feed(connection: Connection, feed: Feed) -> None:
    """Keep how it went with a feed."""
    values = {name: getattr(feed, name) for name in Feed.__slots__}
    connection.execute(
        insert_over(connection, feeds).values(values).on_conflict_do_update(index_elements=["url"], set_=values)
    )


def unread(connection: Connection, links: Iterable[str]) -> list[str]:
    """Those of some addresses that were not read yet, and did not fail too often."""
    wanted = list(links)
    done = set[str]()
    for at in range(0, len(wanted), 500):
        query = select(feed_links).where(feed_links.c.link.in_(wanted[at : at + 500]))
        done |= {row.link for row in connection.execute(query) if row.read or row.failures >= TRIES}
    return [link for link in wanted if link not in done]


def note_link(connection: Connection, link: str, read: bool) -> None:
    """Note that an address was read, or could not be."""
    values = {"link": link, "failures": int(not read), "read": read}
    changed = {"failures": feed_links.c.failures + int(not read), "read": read}
    connection.execute(
        insert_over(connection, feed_links).values(values).on_conflict_do_update(index_elements=["link"], set_=changed)
    )
