"""The ledger: rows are added, never changed, and whatever is changed all the same is found."""

import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import InputError, NotFound, StoreError
from onrecord.keep import StoreName, View, Writer
from onrecord.model import Evidence, Resolution, TracedOutlook
from onrecord.model.ledger import digest_of, entries_of, faults_of

TODAY = "2024-03-18"
DAM = TracedOutlook(
    "pledge", "Will the dam be rebuilt?", "the dam would be rebuilt by May", "3c", ((4, 35),), by="Lena Varga"
)
REBUILT = Resolution("true", Evidence("The dam was opened", url="https://tarnherald.example/opened"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A store that can be tampered with."""
    return tmp_path / "store.sqlite"


@pytest.fixture
def path(empty: StoreName) -> StoreName:
    return empty


def test_what_is_followed_comes_back_as_it_went_in(path: StoreName) -> None:
    with Writer(path) as writer:
        assert writer.follow(DAM, "Ada") == 1
    with View(path) as view:
        (entry,) = view.ledger(TODAY)
    assert (entry.outlook, entry.state, entry.followed_by) == (DAM, "open", "Ada")


@pytest.mark.parametrize(
    ("check_on", "state"), [("2024-03-19", "open"), ("2024-03-18", "due"), ("2023-01-01", "due"), (None, "open")]
)
def test_an_entry_is_due_from_its_day_on(path: StoreName, check_on: str | None, state: str) -> None:
    with Writer(path) as writer:
        writer.follow(replace(DAM, check_on=check_on), "Ada")
    with View(path) as view:
        assert [entry.state for entry in view.ledger(TODAY)] == [state]


def test_a_later_resolution_corrects_an_earlier_one_and_both_stay(path: StoreName) -> None:
    with Writer(path) as writer:
        writer.follow(DAM, "Ada")
        writer.resolve(1, Resolution("unresolvable", why="nobody says"), "Ada")
        writer.resolve(1, REBUILT, "Bo")
    with View(path) as view:
        (entry,), rows = view.ledger(TODAY), view.ledger_rows()
    assert (entry.state, entry.resolution, entry.resolved_by) == ("true", REBUILT, "Bo")
    assert [row.act for row in rows] == ["follow", "resolve", "resolve"]
    assert faults_of(rows) == []


def test_a_question_can_be_put_better_and_words_cannot(path: StoreName) -> None:
    with Writer(path) as writer:
        writer.follow(DAM, "Ada")
        writer.amend(1, {"question": "Is it rebuilt?", "check_on": "2024-05-31"}, "Bo")
        with pytest.raises(InputError, match="only these"):
            writer.amend(1, {"words": "the dam would never be rebuilt"}, "Bo")
    with View(path) as view:
        (entry,) = view.ledger(TODAY)
    assert (entry.outlook.question, entry.outlook.check_on) == ("Is it rebuilt?", "2024-05-31")
    assert entry.outlook.words == DAM.words


def test_what_cannot_be_done_is_said_and_adds_no_row(path: StoreName) -> None:
    with Writer(path) as writer:
        writer.follow(DAM, "Ada")
        with pytest.raises(InputError, match="followed already, as entry 1"):
            writer.follow(DAM, "Bo")
        with pytest.raises(InputError, match="needs evidence"):
            writer.resolve(1, Resolution("false", why="I say so"), "Bo")
        with pytest.raises(InputError, match="no day like"):
            writer.amend(1, {"check_on": "soon"}, "Bo")
        with pytest.raises(InputError, match="no address"):
            writer.resolve(1, Resolution("false", Evidence("no", url="javascript:alert(1)")), "Bo")
        with pytest.raises(InputError, match="needs a reason"):
            writer.resolve(1, Resolution("void"), "Bo")
        with pytest.raises(NotFound, match="no entry 2"):
            writer.resolve(2, REBUILT, "Bo")
        with pytest.raises(InputError, match="whose"):
            writer.resolve(1, REBUILT, " ")
    with View(path) as view:
        assert len(view.ledger_rows()) == 1


def a_ledger(path: StoreName) -> None:
    with Writer(path) as writer:
        for number in range(3):
            writer.follow(replace(DAM, words=f"the dam would be rebuilt in {number} years"), "Ada")
        writer.resolve(2, REBUILT, "Bo")


def test_the_store_itself_refuses_to_change_a_row(file: Path) -> None:
    a_ledger(file)
    connection = sqlite3.connect(file)
    for change in ("UPDATE ledger SET who = 'Eve'", "DELETE FROM ledger"):
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            connection.execute(change)
    connection.close()


def forced(path: Path, change: str) -> None:
    connection = sqlite3.connect(path)
    for trigger in ("ledger_no_update", "ledger_no_delete"):
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute(change)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "change",
    [
        "entry = 3",
        "act = 'amend'",
        "detail = replace(detail, 'rebuilt', 'rebuild')",
        "who = 'ada'",
        "made_at = '2' || made_at",
        "before = ''",
        "digest = substr(digest, 2)",
    ],
)
def test_one_changed_byte_of_a_row_is_found(file: Path, change: str) -> None:
    a_ledger(file)
    forced(file, f"UPDATE ledger SET {change} WHERE number = 2")
    with View(file) as view:
        assert "row 2 was changed" in faults_of(view.ledger_rows())


@pytest.mark.parametrize("change", ["detail = '{}'", """detail = '{"kind": 7}'"""])
def test_a_row_that_says_nothing_any_more_is_one_plain_line(file: Path, change: str) -> None:
    a_ledger(file)
    forced(file, f"UPDATE ledger SET {change} WHERE number = 1")
    with View(file) as view, pytest.raises(StoreError, match="the ledger is damaged"):
        view.ledger(TODAY)


def test_a_row_taken_out_is_found_and_the_others_can_be_read(file: Path) -> None:
    a_ledger(file)
    forced(file, "DELETE FROM ledger WHERE number = 2")
    with View(file) as view:
        assert faults_of(view.ledger_rows()) == ["row 2 is missing"]
        assert [entry.number for entry in view.ledger(TODAY)] == [1, 3]


def test_a_changed_row_with_a_digest_to_fit_breaks_the_next(file: Path) -> None:
    a_ledger(file)
    with View(file) as view:
        row = replace(view.ledger_rows()[1], who="Eve")
    forced(file, f"UPDATE ledger SET who = 'Eve', digest = '{digest_of(row)}' WHERE number = 2")
    with View(file) as view:
        assert faults_of(view.ledger_rows()) == ["row 3 does not follow on the row before it"]


def test_a_row_that_is_none_is_one_plain_line(file: Path) -> None:
    a_ledger(file)
    forced(file, "UPDATE ledger SET detail = '{' WHERE number = 2")
    with View(file) as view, pytest.raises(StoreError, match="the ledger is damaged"):
        view.ledger_rows()


def test_a_page_whose_bytes_were_changed_is_found(file: Path) -> None:
    with Writer(file):
        pass
    connection = sqlite3.connect(file)
    connection.execute("INSERT INTO pages VALUES ('sha256:00', 'dam.txt', 'text/plain', X'00', '2024')")
    connection.commit()
    connection.close()
    with View(file) as view:
        assert view.damaged_pages() == ["sha256:00"]


def test_kill_9_in_the_middle_of_resolving_leaves_whole_rows(file: Path) -> None:
    script = """
import sys
from pathlib import Path
from pathlib import Path
from onrecord.keep import Writer
from onrecord.model import Evidence, TracedOutlook, Resolution
outlook = TracedOutlook("pledge", "?", "the dam would be rebuilt", "3c", ((0, 24),))
with Writer(Path(sys.argv[1])) as writer:
    writer.follow(outlook, "Ada")
    while True:
        print(writer.resolve(1, Resolution("true", Evidence("It was", url="https://a.example")), "Ada"), flush=True)
"""
    process = subprocess.Popen([sys.executable, "-c", script, str(file)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    reported = [process.stdout.readline() for _ in range(20)]
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    reported += process.stdout.readlines()
    last = max(int(line) for line in reported if line.strip())
    with View(file) as view:
        rows = view.ledger_rows()
    assert faults_of(rows) == []
    assert len(rows) >= last
    assert [entry.state for entry in entries_of(rows, TODAY)] == ["true"]
