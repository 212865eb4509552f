"""Saved searches: what is new since the last look, in a terminal, as a feed and as an e-mail."""

from __future__ import annotations

import json
from email import message_from_string
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from onrecord.cli import cli

STORY = "Dam {n}\n\nThe dam at gate {n} will hold, Governor Lena Varga said on Monday.\n"


def run(*words: str, store: Path) -> tuple[int, str]:
    result = CliRunner().invoke(cli, [*words, "--store", str(store)])
    return result.exit_code, result.output + str(result.exception or "")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    store = tmp_path / "store.sqlite"
    read(store, 1)
    assert run("watch", "add", "dams", "dam", "speaker:Varga", store=store)[0] == 0
    return store


def read(store: Path, n: int) -> None:
    page = store.parent / f"{n}.txt"
    page.write_text(STORY.format(n=n))
    assert run("read", str(page), store=store)[0] == 0


def test_what_was_looked_at_is_new_no_more(store: Path) -> None:
    assert "dams: 1 new" in run("watch", "--peek", store=store)[1]
    assert "Dam 1" in run("watch", store=store)[1]
    assert "nothing new" in run("watch", store=store)[1]
    read(store, 2)
    found = [json.loads(line) for line in run("watch", "dams", "--json", store=store)[1].splitlines() if line[0] == "{"]
    assert [one["story"]["headline"] for one in found] == ["Dam 2"]
    assert "(0 new" in run("watch", "searches", store=store)[1]


def test_what_is_new_is_a_feed_and_an_email(store: Path) -> None:
    feed = etree.fromstring(run("watch", "--atom", "--peek", store=store)[1].encode())
    assert [entry.findtext("{*}title") for entry in feed.iter("{*}entry")] == ["Dam 1"]
    mail = message_from_string(run("watch", "--mail", "--to", "ada@tarnherald.example", store=store)[1])
    assert (mail["Subject"], mail["To"]) == ("On Record: 1 new story", "ada@tarnherald.example")
    assert "dams (dam speaker:Varga)" in str(mail.get_payload())


def test_a_search_that_is_none_is_refused(store: Path) -> None:
    assert "already" in run("watch", "add", "dams", "dam", store=store)[1]
    assert "no word" in run("watch", "add", "other", "?!", store=store)[1]
    assert "no saved search 'other'; there are dams" in run("watch", "other", store=store)[1]
    assert run("watch", "remove", "dams", store=store)[0] == 0
    assert "no saved searches" in run("watch", store=store)[1]
