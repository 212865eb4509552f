"""`onrecord corrections` as a person meets it."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "tarn-valley-dam.html"
STORY = "4410732"


@pytest.fixture
def run(onrecord: Run) -> Run:
    """The command line over a store with the example."""
    assert onrecord("read", EXAMPLE).returncode == 0
    return onrecord


def record(run: Run) -> dict[str, list[dict[str, object]]]:
    return json.loads(run("show", STORY, "--json").stdout)  # type: ignore[no-any-return]


def test_a_speaker_a_rejection_and_a_note_are_kept_listed_and_undone(run: Run) -> None:
    before = record(run)
    actors = {str(a["name"]): a["id"] for a in before["actors"]}
    assert run("corrections", "speaker", STORY, "1", "Tomas Brandt", "--by", "Ada").returncode == 0
    assert run("corrections", "reject", STORY, "2").returncode == 0
    assert run("corrections", "note", STORY, "ask them", "--on", "Critics were not convinced").returncode == 0
    after = record(run)
    assert after["statements"][0]["speaker"] == actors["Tomas Brandt"]
    assert len(after["statements"]) == len(before["statements"]) - 1
    shown = run("corrections").stdout.decode()
    assert "Ada: said by Tomas Brandt" in shown
    assert "“ask them”  on “Critics were not convinced”" in shown
    for number in ("1", "2", "3"):
        assert run("corrections", "undo", number).returncode == 0
    assert record(run) == before
    assert run("corrections").stdout.decode().count("(undone)") == 3


def test_somebody_who_was_not_found_speaks(run: Run) -> None:
    assert run("corrections", "speaker", STORY, "1", "Nils Abern", "--is-a", "person").returncode == 0
    assert b"Nils Abern" in run("actors", "abern").stdout
    assert b"Nils Abern" in run("said", "Nils Abern").stdout + run("actors", "Abern", "--json").stdout
    run("corrections", "undo", "1")
    assert b"Nils Abern" not in run("actors", "abern").stdout


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("speaker", STORY, "99", "Tomas Brandt"), b"no statement '99'"),
        (("speaker", STORY, "1", "Nobody Here"), b"nobody in this story"),
        (("note", STORY, "x", "--on", "no such words"), b"not in the story"),
        (("undo", "7"), b"no correction 7"),
    ],
)
def test_what_cannot_be_corrected_is_said_in_one_line(run: Run, options: tuple[str, ...], why: bytes) -> None:
    done = run("corrections", *options)
    assert (done.returncode, why in done.stderr, b"Traceback" in done.stderr) == (1, True, False)
