"""`onrecord actors` and `onrecord said` as a person or a script meets them."""

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
STORIES = {
    "one.txt": "Dam shelved\n\nTarn's mayor, Lena Varga, said the dam was lost. She said that the valley would flood.",
    "two.txt": "Mayor resigns\n\nMayor Lena Varga told the Tarn Herald that she would leave in May. “I am tired,” Varga said.",
    "three.txt": "Union speaks\n\nL. Varga said the union would strike. Ode Marn said he would not.",
}


@pytest.fixture
def run(onrecord: Run, tmp_path: Path) -> Run:
    """The command line over a store with three stories."""
    folder = tmp_path / "stories"
    folder.mkdir()
    for name, text in STORIES.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert onrecord("read", folder).returncode == 0
    return onrecord


def actors(run: Run, *words: str) -> dict[str, tuple[int, int]]:
    lines = run("actors", *words, "--json").stdout.decode().splitlines()
    return {k["name"]: (k["statements"], k["stories"]) for k in map(json.loads, lines)}


def test_actors_are_listed_with_their_statements_and_stories(run: Run) -> None:
    found = actors(run)
    assert found["Lena Varga"][1] == 2
    assert found["Ode Marn"][1] == 1
    assert list(actors(run, "marn")) == ["Ode Marn"]
    assert b"Lena Varga" in run("actors").stdout


def test_said_gives_statements_with_their_chains(run: Run) -> None:
    done = run("said", "Lena Varga")
    assert b"the valley would flood" in done.stdout
    assert "Lena Varga → Tarn Herald".encode() in done.stdout
    count, _ = actors(run)["Lena Varga"]
    assert f"Lena Varga: {count} statements".encode() in done.stderr
    (only,) = run("said", "Lena", "Varga", "--about", "valley", "--json").stdout.decode().splitlines()
    assert json.loads(only)["content"] == "that the valley would flood"
    rows = list(csv.DictReader(io.StringIO(run("said", "Lena Varga", "--csv").stdout.decode())))
    assert len(rows) == count
    assert all(row["chain"].startswith("Lena Varga") for row in rows)


def test_a_merge_is_previewed_made_and_undone(run: Run) -> None:
    count, _ = actors(run)["Lena Varga"]
    preview = run("actors", "merge", "L. Varga", "Lena Varga", "--preview")
    says = f"L. Varga (1 statement, 1 story) would join Lena Varga ({count} statements, 2 stories)"
    assert says.encode() in preview.stdout
    assert "L. Varga" in actors(run)
    run("actors", "merge", "L. Varga", "Lena Varga", "--by", "ode")
    assert actors(run)["Lena Varga"] == (count + 1, 3)
    assert b"ode: person:l varga@" in run("actors", "history").stdout
    run("actors", "undo", "--by", "ode")
    assert actors(run)["Lena Varga"] == (count, 2)


def test_a_split_and_a_rename(run: Run) -> None:
    first = json.loads(run("said", "Lena Varga", "--json").stdout.decode().splitlines()[0])["story"]
    assert run("actors", "split", "Lena Varga", first[:8], "--name", "The other Varga").returncode == 0
    assert set(actors(run, "varga")) == {"Lena Varga", "The other Varga", "L. Varga"}
    run("actors", "rename", "Ode Marn", "Ode Marn senior")
    assert "Ode Marn senior" in actors(run)


def test_review_proposes_and_takes_a_no(run: Run) -> None:
    assert b"an initial and the surname" in b" ".join(run("actors", "review").stdout.split())
    run("actors", "review", "--apart", "L. Varga", "Lena Varga")
    assert b"nothing to review" in run("actors", "review").stderr


def test_a_list_of_names_goes_out_and_comes_back(run: Run, tmp_path: Path) -> None:
    out = run("actors", "--csv").stdout.decode()
    assert out.startswith("name,kind,other names,wikidata,statements,stories")
    names = tmp_path / "names.csv"
    names.write_text(
        "name,kind,other names,wikidata\nLena Varga,person,Madame Dam;LV,Q0\nNobody Here,person,,\nOde Marn,place,,\n"
    )
    done = run("actors", "import", names)
    assert done.returncode == 3
    assert b"line 3: no actor goes by 'Nobody Here'" in done.stderr
    assert b"line 4: Ode Marn is a person in the store, not a place" in done.stderr
    assert json.loads(run("actors", "Madame", "--json").stdout)["wikidata"] == "Q0"
    again = run("actors", "import", names)
    assert again.stdout == b""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("said", "Nobody Here"), b"onrecord: no actor goes by 'Nobody Here'"),
        (("actors", "merge", "Lena Varga", "varga lena"), b"onrecord: no actor goes by 'varga lena'"),
        (("actors", "merge", "Lena Varga", "Lena Varga"), b"are one already"),
        (("actors", "undo"), b"onrecord: no judgement to undo"),
        (("actors", "undo", "9"), b"onrecord: no judgement 9 that holds"),
        (("actors", "rename", "Lena Varga", "X", "--by", " "), b"needs to say whose it is"),
    ],
)
def test_what_cannot_be_done_is_one_line(run: Run, arguments: tuple[str, ...], says: bytes) -> None:
    done = run(*arguments)
    assert done.returncode == 1
    assert says in done.stderr
    assert b"Traceback" not in done.stderr


def test_positions_are_listed_with_what_changed_since_another_story(onrecord: Run, tmp_path: Path) -> None:
    for day, words in (
        ("3 March", "will rebuild the valley dam by May"),
        ("9 June", "might rebuild the valley dam one day"),
    ):
        page = tmp_path / f"{day}.txt"
        page.write_text(f"{day} 2024\n\nDam in the valley\n\nGovernor Lena Varga said the region {words}.\n")
        assert onrecord("read", page).returncode == 0
    done = onrecord("positions", "Lena Varga", "--about", "dam", "--json")
    found = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [(f["change"], f["since"]) for f in found] == [(None, None), ("softened", 1)]
    assert b"softened? since 1" in onrecord("positions", "Lena Varga", "--about", "dam").stdout
    assert b"0 statements" in onrecord("positions", "Lena Varga", "--about", "ferry").stderr
