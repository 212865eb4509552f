"""`onrecord outlooks`, `onrecord ledger` and `onrecord check` as a person meets them."""

import json
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "tarn-valley-dam.html"
STORY = "4410732"


@pytest.fixture
def run(onrecord: Run) -> Run:
    """The command line over a store with the example."""
    assert onrecord("read", EXAMPLE).returncode == 0
    return onrecord


def entries(run: Run, *options: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("ledger", *options, "--json").stdout.decode().splitlines()]


def number_of(run: Run, words: str) -> str:
    """The number of the statement whose content holds some words."""
    record = json.loads(run("show", STORY, "--json").stdout)
    text = record["story"]["text"]
    (found,) = (s["id"] for s in record["statements"] if any(words in text[a:b] for a, b in s["content"]))
    return str(found).removeprefix("s")


def test_a_pledge_is_followed_with_all_that_the_record_knows(run: Run) -> None:
    done = run("ledger", "follow", STORY, number_of(run, "publish the full report"), "--kind", "pledge", "--by", "Ada")
    assert done.returncode == 0, done.stderr
    (entry,) = entries(run)
    outlook = entry["outlook"]
    assert isinstance(outlook, dict)
    assert outlook["words"] == "that the government would publish the full report by the end of next year"
    assert (outlook["by"], outlook["said"], outlook["outlet"]) == ("Lena Varga", "2024-03-18", "The Tarn Herald")
    assert outlook["chain"] == ["Lena Varga", "The Tarn Herald"]
    assert (outlook["horizon"], outlook["check_on"]) == ("the end of next year", "2025-12-31")
    assert str(outlook["page"]).startswith("sha256:")
    assert (entry["state"], entry["followed_by"]) == ("due", "Ada")


def test_what_the_outlet_says_itself_is_followed_by_its_words(run: Run) -> None:
    words = "has shelved its plan for a second\ndam"
    assert run("ledger", "follow", STORY, "--words", words, "--kind", "pledge").returncode == 0
    (entry,) = entries(run)
    outlook = entry["outlook"]
    assert isinstance(outlook, dict)
    assert outlook["words"] == "has shelved its plan for a second dam"


def test_from_following_to_the_score(run: Run) -> None:
    run("ledger", "follow", STORY, "--words", "the dam will come all the same", "--kind", "prediction")
    run("ledger", "amend", "1", "--question", "Is there a second dam?", "--check-on", "2999-01-01")
    assert [e["state"] for e in entries(run)] == ["open"]
    assert b"Due in the ledger" in run("ledger", "--atom").stdout
    (day,) = Calendar.from_ical(run("ledger", "--ical").stdout).walk("VEVENT")
    assert (str(day["dtstart"].dt), day["summary"]) == ("2999-01-01", "Did it come true? Is there a second dam?")
    wrong = run("ledger", "resolve", "1", "false", "--words", "no such words", "--story", STORY)
    assert (wrong.returncode, entries(run, "--resolved")) == (1, [])
    evidence = ("--words", "has shelved its plan", "--story", STORY)
    assert run("ledger", "resolve", "1", "false", *evidence, "--by", "Bo").returncode == 0
    (entry,) = entries(run, "--resolved")
    resolution = entry["resolution"]
    assert isinstance(resolution, dict)
    assert resolution["evidence"]["words"] == "has shelved its plan"
    assert entries(run, "--due") == entries(run, "--open") == []
    assert b"false: " in run("ledger").stdout
    score = json.loads(run("ledger", "score", "--json").stdout)
    assert (score["by"], score["false"], score["rate"]) == ("Farmers along the lower Tarn", 1, None)
    assert b"under 10 judged" in run("ledger", "score").stdout
    history = run("ledger", "history", "1").stdout.decode()
    assert [w for w in ("follow 1", "amend 1", "resolve 1") if w in history] == ["follow 1", "amend 1", "resolve 1"]


def test_reading_anew_changes_nothing_that_is_followed(run: Run, tmp_path: Path) -> None:
    run("ledger", "follow", STORY, "--words", "the dam will come all the same", "--kind", "prediction")
    before = entries(run)
    connection = sqlite3.connect(tmp_path / "store.sqlite")
    connection.execute("UPDATE stories SET weights = 'older'")
    connection.commit()
    connection.close()
    assert b"read anew" in run("read", EXAMPLE).stdout
    assert entries(run) == before


@pytest.mark.parametrize(
    ("options", "code", "why"),
    [
        ((STORY, "99", "--kind", "pledge"), 1, b"no statement or outlook '99'"),
        ((STORY, "--words", "no such words", "--kind", "pledge"), 1, b"not in the story"),
        ((STORY, "--words", "the valley", "--kind", "pledge"), 1, b"more than once"),
        ((STORY, "--kind", "pledge"), 2, b"give a FINDING"),
        ((STORY, "13"), 2, b"--kind"),
        ((STORY, "5", "--kind", "pledge", "--check-on", "soon"), 2, b"no day like"),
        (("nosuchstory", "5", "--kind", "pledge"), 1, b"nosuchstory"),
    ],
)
def test_what_cannot_be_followed_is_said_in_one_line(run: Run, options: tuple[str, ...], code: int, why: bytes) -> None:
    done = run("ledger", "follow", *options)
    assert done.returncode == code
    assert why in done.stderr
    assert b"Traceback" not in done.stderr


def test_check_tells_what_was_changed(run: Run, tmp_path: Path) -> None:
    run("ledger", "follow", STORY, "--words", "the dam will come all the same", "--kind", "prediction")
    sound = run("check")
    assert (sound.returncode, len(sound.stdout.strip())) == (0, 64)
    connection = sqlite3.connect(tmp_path / "store.sqlite")
    connection.execute("DROP TRIGGER ledger_no_update")
    connection.execute("UPDATE ledger SET who = 'Eve'")
    connection.execute("UPDATE pages SET content = X'00'")
    connection.commit()
    connection.close()
    changed = run("check")
    assert changed.returncode == 1
    assert b"row 1 was changed" in changed.stdout
    assert b"is not as it was kept" in changed.stdout
    listed = run("ledger")
    assert (listed.returncode, b"not as it was written" in listed.stderr) == (3, True)


def test_outlooks_lead_to_the_ledger(run: Run) -> None:
    found = [json.loads(line) for line in run("outlooks", "--json").stdout.decode().splitlines()]
    assert ("prediction", "likely") in [(o["kind"], o["certainty"]) for o in found if "to vote on" in o["words"]]
    assert ("demand", "an inquiry") in [(o["kind"], o["words"]) for o in found]
    (pledge,) = [o for o in found if "publish the full report" in o["words"]]
    assert (pledge["by"], pledge["check_on"]) == ("Lena Varga", "2025-12-31")
    shown = run("outlooks", "inquiry").stdout.decode().splitlines()
    story, number = shown[-1].split()[-2:]
    assert run("ledger", "follow", story, number).returncode == 0
    (entry,) = entries(run)
    outlook = entry["outlook"]
    assert isinstance(outlook, dict)
    assert (outlook["kind"], outlook["words"]) == ("demand", "an inquiry")


def test_outlooks_can_be_limited(run: Run) -> None:
    assert run("outlooks", "--kind", "demand").stdout.startswith(b"demand by")
    assert b"nothing found" in run("outlooks", "--until", "2023").stderr
    assert b"demand by" not in run("outlooks", "--kind", "prediction").stdout


def test_all_that_is_listed_can_be_followed_by_one_rule_and_none_of_it_twice(run: Run) -> None:
    options = ("outlooks", "--min-confidence", "0.8", "--follow-all", "--by", "Ada", "--json")
    first = run(*options)
    listed = [json.loads(line)["words"] for line in first.stdout.decode().splitlines()]
    assert len(listed) > 1
    assert [entry["outlook"]["words"] for entry in entries(run)] == listed  # type: ignore[index]
    assert f"{len(listed)} entries begun".encode() in first.stderr
    assert f"0 entries begun, {len(listed)} followed before".encode() in run(*options).stderr
    assert len(entries(run)) == len(listed)
    assert b"nothing found" in run("outlooks", "--min-confidence", "1").stderr


def test_the_record_of_a_story_lists_its_outlooks(run: Run) -> None:
    record = json.loads(run("show", STORY, "--json").stdout)
    demand = next(o for o in record["outlooks"] if o["kind"] == "demand")
    ((start, end),) = demand["spans"]
    assert record["story"]["text"][start:end] == "an inquiry"
    assert demand["statement"] in {s["id"] for s in record["statements"]}
    assert f"{demand['id']} demand: an inquiry".encode() in run("show", STORY).stdout
