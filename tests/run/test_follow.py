"""Feeds are read when they are due; what they name is read once; one that fails is left alone for longer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from onrecord.encode import Encoder
from onrecord.errors import InputError, PageError
from onrecord.keep import View, Writer
from onrecord.read.fetch import Fetched
from onrecord.run import read_pages
from onrecord.run.follow import Report, due, feeds_in, read_feeds

FEED = "https://tarnherald.example/feed.xml"
LINKS = [f"https://tarnherald.example/{n}" for n in range(3)]
PAGE = "<!doctype html><html><body><article><h1>Dam {n}</h1><p>The dam will hold, Lena Varga said of gate {n}.</p></article></body></html>"


class Web:
    """Answers for addresses, in the place of the network."""

    def __init__(self) -> None:
        items = "".join(f"<item><title>x</title><link>{link}</link></item>" for link in LINKS)
        self.pages: dict[str, bytes] = {FEED: f"<rss version='2.0'><channel>{items}</channel></rss>".encode()}
        self.pages |= {link: PAGE.format(n=n).encode() for n, link in enumerate(LINKS)}
        self.asked: list[str] = []

    def fetch(self, url: str, etag: str | None = None, modified: str | None = None) -> Fetched:
        self.asked.append(url)
        if url not in self.pages:
            raise PageError("answers with status 404")
        if etag == "1":
            return Fetched(url, None)
        return Fetched(url, self.pages[url], etag="1")


def read(web: Web, tmp_path: Path, encoder: Encoder) -> Report:
    listed = tmp_path / "feeds.toml"
    listed.write_text(f'[[feed]]\nurl = "{FEED}"\nevery = "30min"\n')
    with Writer(tmp_path / "store.sqlite") as writer:
        (report,) = read_feeds(feeds_in(listed), web, encoder, writer)  # type: ignore[arg-type]
    return report


def test_what_a_feed_names_is_read_once(tmp_path: Path, encoder: Encoder) -> None:
    web = Web()
    missing = web.pages.pop(LINKS[1])
    first = read(web, tmp_path, encoder)
    assert [(reading.path, reading.outcome, reading.problem) for reading in first.readings] == [
        (LINKS[0], "kept", None),
        (LINKS[1], None, "answers with status 404"),
        (LINKS[2], "kept", None),
    ]
    web.pages[LINKS[1]] = missing
    second = read(web, tmp_path, encoder)
    assert [(reading.path, reading.outcome) for reading in second.readings] == [(LINKS[1], "kept")]
    assert read(web, tmp_path, encoder).unchanged
    with View(tmp_path / "store.sqlite") as view:
        assert {record.story.url for record in view.records()} == set(LINKS)


def test_an_address_that_never_answers_is_given_up(tmp_path: Path, encoder: Encoder) -> None:
    web = Web()
    del web.pages[LINKS[0]]
    for _ in range(4):
        read(web, tmp_path, encoder)
    assert web.asked.count(LINKS[0]) == 3


def test_a_feed_that_fails_is_left_alone_for_longer_each_time(tmp_path: Path, encoder: Encoder) -> None:
    web = Web()
    web.pages[FEED] = b"<html><body><h1>502 Bad Gateway</h1></body></html>"
    pauses = []
    for _ in range(7):
        report = read(web, tmp_path, encoder)
        assert report.problem == "no feed there, but another page"
        pauses.append(datetime.fromisoformat(report.next_at or "") - datetime.now(UTC))
    assert [round(pause / timedelta(minutes=30)) for pause in pauses] == [2, 4, 8, 16, 32, 48, 48]
    with View(tmp_path / "store.sqlite") as view:
        (feed,) = view.feeds()
    assert (feed.failures, feed.problem) == (7, "no feed there, but another page")
    listed = feeds_in(tmp_path / "feeds.toml")
    now = datetime.now(UTC)
    assert due(listed, tmp_path / "store.sqlite", now) == []
    assert due(listed, tmp_path / "store.sqlite", now + timedelta(days=2)) == listed


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "no \\[\\[feed\\]\\]"),
        ("[[feed]]\n", "feed 1 has no url"),
        ('[[feed]]\nurl = "ftp://x"', "feed 1 has no url"),
        ('[[feed]]\nurl = "https://x.example"\nevery = "soon"', "write 30min"),
        ("[[feed", "feeds.toml: "),
    ],
)
def test_a_list_of_feeds_that_is_none_says_where(tmp_path: Path, content: str, why: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(content)
    with pytest.raises(InputError, match=why):
        feeds_in(path)
    with pytest.raises(InputError, match="no such file"):
        feeds_in(tmp_path / "nosuch.toml")


def test_the_pages_that_a_feed_names_are_read_at_once_too(encoder: Encoder) -> None:
    web = Web()
    del web.pages[LINKS[2]]
    readings = list(read_pages([FEED, LINKS[0], "https://tarnherald.example/gone"], encoder, None, fetcher=web))  # type: ignore[arg-type]
    assert [(reading.path, reading.problem) for reading in readings] == [
        (LINKS[0], None),
        (LINKS[1], None),
        (LINKS[2], "answers with status 404"),
        (LINKS[0], None),
        ("https://tarnherald.example/gone", "answers with status 404"),
    ]
