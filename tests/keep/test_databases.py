"""What a store in PostgreSQL has to be beside the contract of the other tests: the same searches, many writers, copies."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import inspect

from onrecord.cli import cli
from onrecord.encode import Encoder
from onrecord.errors import StoreError
from onrecord.keep import Filters, StoreName, View, Writer, copy_store, told
from onrecord.keep.store import open_engine
from onrecord.keep.tables import metadata
from onrecord.model import Correction, Judgement, Record
from onrecord.model.story import story_id
from onrecord.run import read_pages
from tests.keep.conftest import Server

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
WORDS = ["dam", "Dam", "the dam", "\"flood warning\"", "dam -flood", "strike OR dam", "VARGA", "report", "of", "éngineers",
         "state-run OR second", "union talks", "\"said that\"", "2031", "nosuchword", "ferry -dam OR company"]  # fmt: skip


@pytest.fixture(scope="session")
def corpus(encoder: Encoder) -> list[Record]:
    """The examples, and parts of them, so that ranks differ and some are alike."""
    pages = sorted(str(page) for page in EXAMPLES.iterdir())
    records = [reading.record for reading in read_pages(pages, encoder, None) if reading.record]
    made = list(records)
    for record in records:
        ends = [part.span[1] for part in record.story.parts]
        for number, end in enumerate(ends[2:], 1):
            text = record.story.text[:end]
            story = replace(record.story, id=story_id(text), text=text, url=None, code=f"{record.story.code}-{number}")
            inside = tuple(s for s in record.statements if (s.content or s.cue)[-1][1] <= end)
            made.append(
                replace(record, story=story, statements=inside, outlooks=(), moments=(), events=(), question=None)
            )
    return made


def kept(store: StoreName, corpus: list[Record]) -> StoreName:
    from onrecord.model import Page

    with Writer(store) as writer:
        for record in corpus:
            content = record.story.text.encode()
            writer.keep(Page(None, content, content, "text/plain"), record)
    return store


def test_both_find_the_same_in_the_same_order(server: Server, tmp_path: Path, corpus: list[Record]) -> None:
    stores = [kept(tmp_path / "store.sqlite", corpus), kept(server.new_database(), corpus)]
    found = []
    for store in stores:
        with View(store) as view:
            here: list[object] = []
            for words in WORDS:
                here.append([(hit.story.id, hit.spans) for hit in view.search(words, limit=None)])
                said = view.search(words, Filters(source="varga"), limit=None)
                here.append([(hit.story.id, hit.statements) for hit in said])
                here.append([(r.story.id, s) for r, s in view.statements(words)])
                here.append([(r.story.id, o) for r, o in view.outlooks(words)])
                here.append([view.tally(look, words) for look in ("stories", "statements", "outlooks")])
            here += [view.actors(limit=None), view.actors("varga"), view.newest(), view.outlets(), view.proposals()]
            here += [view.timeline(track) for track in ("happened", "said", "published")]
            here.append(view.count())
            found.append(here)
    assert sum(bool(one) for one in found[0]) > len(WORDS)
    for ours, theirs in zip(*found, strict=True):
        assert ours == theirs


def test_several_write_at_once_and_nothing_is_lost(empty: StoreName, corpus: list[Record]) -> None:
    with Writer(empty):
        pass  # made before the others come
    writers = [threading.Thread(target=kept, args=(empty, corpus[n::3])) for n in range(3)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    with View(empty) as view:
        assert {record.story.id for record in view.records()} == {record.story.id for record in corpus}


def test_a_lost_connection_costs_what_was_under_way(server: Server, corpus: list[Record]) -> None:
    from onrecord.model import Page

    store = server.new_database()
    with Writer(store) as writer:
        for number, record in enumerate(corpus[:4]):
            content = record.story.text.encode()
            if number == 2:
                server.stop("immediate")
                server.start()
            writer.keep(Page(None, content, content, "text/plain"), record)
    with View(store) as view:
        assert len(list(view.records())) == 4


def rows(store: StoreName) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables."""
    with open_engine(store, write=False).connect() as connection:
        return {
            t.name: [tuple(r) for r in connection.execute(t.select().order_by(*t.primary_key))]
            for t in metadata.sorted_tables
        }


def test_a_copy_there_and_back_makes_no_difference(server: Server, tmp_path: Path, corpus: list[Record]) -> None:
    first, there, back = kept(tmp_path / "store.sqlite", corpus), server.new_database(), tmp_path / "back.sqlite"
    with Writer(first) as writer:
        record = corpus[0]
        statement = record.statements[0]
        writer.correct(Correction("reject", "Ada", record.story.id, statement.cue, statement.content))
        with View(first) as view:
            writer.judge(Judgement("rename", "Ada", view.actor("Lena Varga").identity, name="Governor Varga"))
    copied = CliRunner().invoke(cli, ["store", "copy", str(first), there])
    assert copied.exit_code == 0, copied.exception
    assert sum(many for _, many in copy_store(there, back)) > len(corpus)
    assert rows(first) == rows(there) == rows(back)
    with View(first) as one, View(there) as other, View(back) as third:
        assert one.search("dam") == other.search("dam") == third.search("dam") != []
    with Writer(there) as writer:  # new rows are numbered after those that were copied
        assert writer.correct(Correction("note", "Bo", record.story.id, content=((0, 5),), words="x")) == 2
    with pytest.raises(StoreError, match="not empty"):
        list(copy_store(first, back))


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("postgresql://nobody:secret@127.0.0.1:1/x", "no server answers there"),
        ("postgresql://x y z", "no address|not reached|no such"),
    ],
)
def test_a_database_that_is_not_reached_says_so_without_its_password(address: str, why: str) -> None:
    with pytest.raises(StoreError, match=why) as raised:
        Writer(address)
    assert "secret" not in str(raised.value)
    assert told(address).count("***") == address.count("secret")


def test_an_address_made_a_path_makes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError, match="made a path; give it as text"):
        Writer(Path("postgresql://postgres@/store"))
    assert list(tmp_path.iterdir()) == []


def test_a_database_without_a_store_is_not_read(server: Server) -> None:
    with pytest.raises(StoreError, match="no store at"):
        View(server.new_database())


def test_the_ledger_stays_as_it_is_in_postgresql_too(server: Server) -> None:
    store = server.new_database()
    with Writer(store):
        pass
    engine = open_engine(store, write=True)
    with pytest.raises(Exception, match="only ever added to"), engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM ledger")


def test_a_database_of_the_first_version_is_brought_up_to_date(server: Server, corpus: list[Record]) -> None:
    store = kept(server.new_database(), corpus)
    engine = open_engine(store, write=True)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX ix_actors_story")
        connection.exec_driver_sql("CREATE INDEX ix_actors_story ON actors (story)")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0015'")
    with pytest.raises(StoreError, match="of an older version"):
        View(store)
    with Writer(store):
        pass
    with View(store) as view:
        assert view.count()[0] > 0
    indexes = {index["name"]: index["column_names"] for index in inspect(engine).get_indexes("actors")}
    assert indexes["ix_actors_story"] == ["story", "id"]
