"""`onrecord timeline` as a person or a script meets it."""

import csv
import io
import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from lxml import etree

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
PAGE = """<html><head><meta property="og:site_name" content="{outlet}"><title>{title}</title>
<meta property="article:published_time" content="{published}"></head><body><article><h1>{title}</h1>{body}</article>
</body></html>"""
STORIES = {
    "herald": (
        "Tarn Herald",
        "Dam opens",
        "2024-03-18T09:00:00+00:00",
        "Governor Lena Varga opened the Tarn dam on 15 March 2024 before a large crowd. The first stone was laid in 1998. "
        "The bridge has been shut since 2019. "
        "Lena Varga said on Sunday that the valley would be flooded in May 2024.",
    ),
    "post": (
        "Callow Post",
        "Varga opens dam",
        "2024-03-19T09:00:00+00:00",
        "Lena Varga, the governor, opened the Tarn dam before a crowd on 15 March 2024, a Friday. It cost nine million "
        "crowns. The union said it was unsafe.",
    ),
}


@pytest.fixture
def run(onrecord: Run, tmp_path: Path) -> Run:
    """The command line over a store with two stories of one happening."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, (outlet, title, published, body) in STORIES.items():
        paragraphs = f"<p>{body}</p>" + "<p>The river Tarn runs through the valley to the sea at Callow.</p>" * 3
        page = PAGE.format(outlet=outlet, title=title, published=published, body=paragraphs)
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    assert onrecord("read", folder).returncode == 0
    return onrecord


def entries(run: Run, *options: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("timeline", *options, "--json").stdout.decode().splitlines()]


def test_events_stand_in_the_order_of_their_days(run: Run) -> None:
    found = entries(run)
    assert [e["edtf"] for e in found] == sorted(str(e["edtf"]) for e in found)
    assert found[0]["edtf"] == "1998"
    assert "1998" in run("timeline").stdout.decode()


def test_one_happening_told_by_two_outlets_is_one_entry(run: Run) -> None:
    (opened,) = (e for e in entries(run, "opened") if e["earliest"] == "2024-03-15")
    assert [t["outlet"] for t in opened["tellings"]] == ["Callow Post"]  # type: ignore[attr-defined]
    assert b"told by 2 outlets in 2 stories" in run("timeline", "opened").stdout


def test_the_tracks_keep_three_times_apart(run: Run) -> None:
    said = {e["dated_by"]: e["edtf"] for e in entries(run, "--track", "said")}
    assert said["Sunday"] == "2024-03-17"
    assert said["published"] == "2024-03-19"
    assert [e["edtf"] for e in entries(run, "--track", "published")] == ["2024-03-18", "2024-03-19"]
    assert [e["edtf"] for e in entries(run, "flooded")] == ["2024-05"]


def test_what_goes_on_has_an_open_end(run: Run) -> None:
    (shut,) = entries(run, "bridge")
    assert (shut["edtf"], shut["earliest"], shut["latest"]) == ("2019/..", "2019-01-01", None)
    assert shut in entries(run, "--since", "2023")
    assert shut not in entries(run, "--until", "2018")
    done = run("timeline", "--format", "ical")
    assert b"shut since" not in done.stdout
    assert b"1 with an open or unknown date can be in no ical" in done.stderr


def test_limits_are_of_what_is_told(run: Run) -> None:
    assert [e["edtf"] for e in entries(run, "--until", "2000")] == ["1998"]
    assert all(e["latest"] is None or str(e["latest"]) >= "2024-04" for e in entries(run, "--since", "2024-04"))
    assert entries(run, "--actor", "Lena Varga")
    assert not entries(run, "--outlet", "Callow Post", "stone")


def test_other_programs_read_it(run: Run, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("timeline", "--csv").stdout.decode())))
    assert {row["track"] for row in rows} == {"happened"}
    knight = json.loads(run("timeline", "--format", "timelinejs").stdout)
    assert {"year": 2024, "month": 3, "day": 15} in [event["start_date"] for event in knight["events"]]
    calendar = Calendar.from_ical(run("timeline", "--format", "ical").stdout)
    days = [(event["dtstart"].dt, event["dtend"].dt) for event in calendar.walk("VEVENT")]
    assert (date(2024, 3, 15), date(2024, 3, 16)) in days
    picture = tmp_path / "timeline.svg"
    assert run("timeline", "--format", "svg", "-o", picture).returncode == 0
    tree = etree.parse(picture)
    assert len(tree.findall(".//{*}circle")) >= 2
    assert tree.findall(".//{*}rect[@class='band']")


def test_nothing_found_is_said(run: Run) -> None:
    done = run("timeline", "nosuchword")
    assert done.returncode == 0
    assert b"nothing found" in done.stderr
