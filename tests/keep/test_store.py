"""The store: what is reported as kept is there, all of it, and nothing else."""

import contextlib
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from onrecord.errors import InputError, NotFound, StoreError
from onrecord.keep import Filters, StoreName, View, Writer
from onrecord.model import Actor, MadeBy, Page, Part, Record, Statement, Story, Timestamp
from onrecord.model.story import story_id


def a_record(
    text: str = "Dam shelved\n\nIlse Maren said the dam was lost.", code: str = "1", **facts: object
) -> Record:
    at = text.index("Ilse Maren")
    end = at + len("Ilse Maren")
    statement = Statement(
        "s1", "indirect", ((at, end),), ((end + 1, end + 5),), ((end + 6, len(text) - 1),), confidence=0.9
    )
    story = Story(
        id=story_id(text),
        text=text,
        code=code,
        headline="Dam shelved",
        parts=(Part("headline", (0, 11)), Part("paragraph", (13, len(text)))),
        **facts,  # type: ignore[arg-type]
    )
    return Record(story, (statement,), MadeBy("0.1.0", "w1"), {})


def a_page(record: Record) -> Page:
    content = record.story.text.encode()
    return Page("dam.txt", content, content, "text/plain")


def a_chain() -> Record:
    """A record with a statement within another, and a relay."""
    record = a_record("Dam shelved\n\nIlse Maren said Ode told the Herald no.")
    (outer,) = record.statements
    inner = Statement(
        "s2", "indirect", ((29, 32),), ((33, 37),), ((49, 51),), within="s1", relayed_by="a1", relay=((38, 48),)
    )
    herald = Actor("a1", "Herald", "organisation", ("the Herald",), (), ((38, 48),))
    return Record(record.story, (outer, inner), record.made_by, {}, (herald,))


def keep(writer: Writer, record: Record) -> str:
    return writer.keep(a_page(record), record)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A store that is a file, for what only a file can be or suffer."""
    return tmp_path / "store.sqlite"


@pytest.fixture
def file_writer(file: Path) -> Iterator[Writer]:
    with Writer(file) as writer:
        yield writer


@pytest.fixture
def path(empty: StoreName) -> StoreName:
    return empty


@pytest.fixture
def writer(path: StoreName) -> Iterator[Writer]:
    with Writer(path) as writer:
        yield writer


def test_a_chain_comes_back_as_it_went_in(writer: Writer, path: StoreName) -> None:
    record = a_chain()
    keep(writer, record)
    with View(path) as view:
        back = view.record(record.story.id)
    assert (back.statements, back.actors) == (record.statements, record.actors)


def test_newer_weights_replace_statements_and_actors(writer: Writer, path: StoreName) -> None:
    record = a_chain()
    keep(writer, record)
    newer = Record(record.story, record.statements[:1], MadeBy("0.1.0", "w2"), {})
    assert keep(writer, newer) == "read anew"
    with View(path) as view:
        back = view.record(record.story.id)
    assert (len(back.statements), back.actors) == (1, ())


def test_a_record_comes_back_as_it_went_in(writer: Writer, path: StoreName) -> None:
    record = a_record(
        byline=("Odo Kessim",),
        published=Timestamp("18 March 2024", "2024-03-18"),
        outlet="The Tarn Herald",
        comment_count=0,
    )
    page = a_page(record)
    assert writer.keep(page, record) == "kept"
    with View(path) as view:
        back = view.record(record.story.id)
        assert view.page(page.digest) == page.content
    assert back.story.page == page.reference
    assert back.statements == record.statements
    assert back.made_by == record.made_by
    same = ("id", "text", "parts", "byline", "published", "outlet", "comment_count", "code", "headline")
    assert all(getattr(back.story, name) == getattr(record.story, name) for name in same)


def test_keeping_again_adds_nothing(writer: Writer, path: StoreName) -> None:
    record = a_record()
    assert keep(writer, record) == "kept"
    assert keep(writer, record) == "kept before"
    with View(path) as view:
        assert view.count() == (1, 1)


def test_new_weights_replace_the_findings_of_old_ones(writer: Writer, path: StoreName) -> None:
    record = a_record()
    keep(writer, record)
    newer = Record(record.story, (), MadeBy("0.1.0", "w2"), {})
    assert keep(writer, newer) == "read anew"
    with View(path) as view:
        assert view.record(record.story.id).statements == ()
        assert view.search("lost")
        assert not view.search("lost", Filters(source="Maren"))


def test_a_page_read_by_this_code_is_known(writer: Writer) -> None:
    record = a_record()
    keep(writer, record)
    assert writer.story_of(a_page(record).digest, record.made_by) == record.story.id
    assert writer.story_of(a_page(record).digest, MadeBy("0.1.0", "w2")) is None


def test_a_story_goes_by_id_prefix_and_code(writer: Writer, path: StoreName) -> None:
    one, other = a_record(), a_record("Dam rising\n\nIlse Maren said the dam was back.", code="2")
    keep(writer, one)
    keep(writer, other)
    with View(path) as view:
        for name in (one.story.id, one.story.id[:6], "1"):
            assert view.record(name).story.id == one.story.id
        with pytest.raises(NotFound, match="no story 'nothing'"):
            view.record("nothing")
        with pytest.raises(NotFound):
            view.record("%")


def test_a_code_that_two_stories_share_is_said_to_be_shared(writer: Writer, path: StoreName) -> None:
    keep(writer, a_record())
    keep(writer, a_record("Dam rising\n\nIlse Maren said the dam was back.", code="1"))
    with View(path) as view, pytest.raises(NotFound, match="several stories"):
        view.record("1")


def test_search_finds_words_in_their_place(writer: Writer, path: StoreName) -> None:
    record = a_record("Dam shelved\n\nIlse Maren said 🌧 the café was lost.")
    keep(writer, record)
    with View(path) as view:
        (hit,) = view.search("cafe")  # without the accent
        assert [hit.story.text[a:b] for a, b in hit.spans] == ["café"]
        assert not view.search("cafe -lost")
        assert view.search('"was lost" OR nothing')
        assert not view.search("nothing")
        with pytest.raises(InputError, match="no word"):
            view.search('"" - OR')


@pytest.mark.parametrize(
    "words", ['"', "a* AND (", "NEAR(a b)", "text:lost", "lost'); DROP TABLE stories; --", "{[", "-", "OR OR x"]
)
def test_no_search_is_a_syntax_error(writer: Writer, path: StoreName, words: str) -> None:
    keep(writer, a_record())
    with View(path) as view:
        with contextlib.suppress(InputError):
            view.search(words)
        assert view.count() == (1, 1)


def test_search_within_what_a_source_says(writer: Writer, path: StoreName) -> None:
    record = a_record()
    keep(writer, record)
    with View(path) as view:
        (hit,) = view.search("dam", Filters(source="maren"))
        assert hit.statements == record.statements
        assert not view.search("dam", Filters(source="kessim"))
        assert not view.search("maren", Filters(source="maren"))  # she does not say her name


def test_filters_on_days_take_whole_months_and_years(writer: Writer, path: StoreName) -> None:
    for number, (value, words) in enumerate([("2023-12-31", "old"), ("2024-03-18T21:00", "mid"), ("2024-04", "new")]):
        text = f"Dam {words} day\n\nIlse Maren said the dam was {words}."
        keep(writer, a_record(text, code=f"c{number}", published=Timestamp(value, value), outlet=f"Paper {words}"))
    with View(path) as view:

        def found(**limits: str) -> list[str | None]:
            return sorted(str(r.story.code) for r in view.records(Filters(**limits)))

        assert found(since="2024") == ["c1", "c2"]
        assert found(until="2024-03") == ["c0", "c1"]
        assert found(until="2024-03-18") == ["c0", "c1"]
        assert found(until="2024-03-17") == ["c0"]
        assert found(outlet="paper m") == ["c1"]
        assert found(source="Maren", since="2024-04") == ["c2"]


def test_many_records_come_one_by_one_in_order(writer: Writer, path: StoreName) -> None:
    days = [f"2024-{1 + n % 3:02}-{1 + n // 3:02}" for n in range(3 * 20)]
    for number, day in enumerate(days):
        text = f"Dam shelved\n\nIlse Maren said dam {number} was lost."
        keep(writer, a_record(text, str(number), published=Timestamp(day, day)))
    with View(path) as view:
        assert [record.story.code for record in view.records()] == [str(n) for n in range(len(days))]
        said = list(view.statements("dam"))
        assert [record.story.day for record, _ in said] == sorted(days)
        assert all(record.statements == (s,) for record, s in said)


def test_words_are_looked_up_and_no_table_is_gone_through(file_writer: Writer, file: Path) -> None:
    keep(file_writer, a_record())
    with View(file) as view, contextlib.closing(sqlite3.connect(file)) as plain:
        asked: list[tuple[str, object]] = []
        event.listen(view._engine, "before_cursor_execute", lambda *at: asked.append((at[2], at[3])))
        list(view.statements("dam"))
        list(view.outlooks("dam"))
        view.tally("statements", "dam")
        plans = [row[3] for sql, values in asked for row in plain.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    assert any("SEARCH actors USING COVERING INDEX" in step for step in plans)
    assert not [step for step in plans if re.match("SCAN (?!hits$|told$|.* VIRTUAL TABLE)", step)]


def test_an_engine_is_kept_with_its_sql_for_the_next_who_reads_the_same_file(
    file_writer: Writer, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(file_writer, a_record())
    monkeypatch.chdir(file.parent)
    with View(file) as one, View(Path(file.name)) as other:
        assert one._engine is other._engine
        assert one._connection is not other._connection
    monkeypatch.chdir(file.parent.parent)
    with pytest.raises(StoreError, match="no store"):
        View(Path(file.name))


def test_the_file_is_plain_sqlite_with_foreign_keys(file_writer: Writer, file: Path) -> None:
    keep(file_writer, a_record())
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA foreign_keys = ON")
    assert connection.execute("SELECT source, cue FROM statements").fetchall() == [("Ilse Maren", "said")]
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("DELETE FROM pages")
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_a_story_is_kept_whole_or_not_at_all(writer: Writer, path: StoreName, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.keep import rows as module

    def broken(record: Record) -> list[dict[str, object]]:
        raise RuntimeError("power cut")

    monkeypatch.setattr(module, "_statement_rows", broken)
    with pytest.raises(RuntimeError):
        keep(writer, a_record())
    monkeypatch.undo()
    with View(path) as view:
        assert view.count() == (0, 0)
    assert keep(writer, a_record()) == "kept"


def test_a_read_only_store_says_so_and_can_be_read(file: Path) -> None:
    with Writer(file) as writer:
        keep(writer, a_record())
    file.chmod(0o444)
    with pytest.raises(StoreError, match="is read-only"):
        Writer(file)
    with View(file) as view:
        assert view.count() == (1, 1)


def test_a_store_of_a_newer_version_is_left_alone(file: Path) -> None:
    Writer(file).__exit__(None, None, None)
    connection = sqlite3.connect(file)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    before = file.read_bytes()
    for kind in (Writer, View):
        with pytest.raises(StoreError, match="newer version"):
            kind(file)
    assert file.read_bytes() == before


def test_what_is_no_store_is_refused(file: Path, tmp_path: StoreName) -> None:
    with pytest.raises(StoreError, match="no store at"):
        View(file)
    file.write_text("Dear diary, " * 100)
    with pytest.raises(StoreError, match="no SQLite file"):
        Writer(file)
    assert file.read_text().startswith("Dear diary")
    with pytest.raises(StoreError, match="is a folder"):
        Writer(tmp_path)


def test_a_full_disk_harms_nothing_that_was_kept(file: Path) -> None:
    script = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests_store import a_record, keep
from onrecord.errors import StoreError
from onrecord.keep import Writer
with Writer(Path(sys.argv[1])) as writer:
    keep(writer, a_record())
    size = 300_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    kept = 1
    try:
        for number in range(10_000):
            keep(writer, a_record(f"Dam {number}\\n\\nIlse Maren said it was {'lost ' * 500}.", code=str(number)))
            kept += 1
    except StoreError as error:
        print(kept, error)
"""
    run = _run_with_this_module(script, file)
    kept, why = run.stdout.split(" ", 1)
    assert "disk is full" in why, run.stderr
    with View(file) as view:
        assert view.count() == (int(kept), int(kept))


def test_two_processes_write_at_once(file: Path) -> None:
    script = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests_store import a_record, keep
from onrecord.keep import Writer
with Writer(Path(sys.argv[1])) as writer:
    for number in range(40):
        keep(writer, a_record(f"Dam {number}\\n\\nIlse Maren said it was {sys.argv[3]}.", code=f"{sys.argv[3]}{number}"))
"""
    first, second = (_start_with_this_module(script, file, name) for name in ("lost", "back"))
    assert (first.wait(), second.wait()) == (0, 0)
    with View(file) as view:
        assert view.count() == (80, 80)


def test_kill_9_loses_nothing_that_was_reported(file: Path) -> None:
    script = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests_store import a_record, keep
from onrecord.keep import Writer
with Writer(Path(sys.argv[1])) as writer:
    for number in range(100_000):
        keep(writer, a_record(f"Dam {number}\\n\\nIlse Maren said it was lost.", code=str(number)))
        print(number, flush=True)
"""
    process = _start_with_this_module(script, file)
    assert process.stdout is not None
    reported = [process.stdout.readline() for _ in range(25)]
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    reported += process.stdout.readlines()
    numbers = [int(line) for line in reported if line.strip()]
    with View(file) as view:
        codes = {r.story.code for r in view.records()}
    assert {str(n) for n in numbers} <= codes
    with Writer(file) as writer:
        assert keep(writer, a_record(f"Dam {numbers[-1]}\n\nIlse Maren said it was lost.")) == "kept before"


def _start_with_this_module(script: str, path: StoreName, *more: str) -> subprocess.Popen[str]:
    folder = path.parent / "modules"
    folder.mkdir(exist_ok=True)
    (folder / "tests_store.py").write_text(Path(__file__).read_text())
    command = [sys.executable, "-c", script, str(path), str(folder), *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _run_with_this_module(script: str, path: StoreName) -> subprocess.CompletedProcess[str]:
    process = _start_with_this_module(script, path)
    out, err = process.communicate(timeout=120)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def test_a_writer_waits_for_another(file: Path, file_writer: Writer) -> None:
    script = """
import sys, time, sqlite3
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("writing", flush=True)
time.sleep(1)
connection.execute("COMMIT")
"""
    process = _start_with_this_module(script, file)
    assert process.stdout is not None
    process.stdout.readline()
    started = time.monotonic()
    assert keep(file_writer, a_record()) == "kept"
    assert time.monotonic() > started
    process.wait()
