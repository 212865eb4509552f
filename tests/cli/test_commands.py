"""The command line as a person or a script meets it."""

import csv
import gzip
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.keep import View, Writer
from onrecord.model import Correction
from onrecord.model.as_json import record_from_json

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
EXAMPLES = Path(__file__).parent.parent.parent / "examples"
DAM, FERRY = EXAMPLES / "tarn-valley-dam.html", EXAMPLES / "ferry-strike.txt"


def test_read_keeps_a_folder_and_says_what_it_found(onrecord: Run) -> None:
    done = onrecord("read", EXAMPLES)
    assert done.returncode == 0, done.stderr
    assert b"Dam plan shelved after flood warning" in done.stdout
    assert b"story code 4411968" in done.stdout
    assert b"2 read: 2 kept" in done.stderr


def test_reading_again_adds_nothing_and_says_so(onrecord: Run) -> None:
    onrecord("read", EXAMPLES)
    again = onrecord("read", EXAMPLES)
    assert again.returncode == 0
    assert b"2 read: 2 kept before" in again.stderr
    assert len(onrecord("export").stdout.splitlines()) == 2


def test_read_json_is_one_record_a_line_and_nothing_else(onrecord: Run) -> None:
    done = onrecord("read", "--json", "--no-keep", DAM, FERRY)
    records = [record_from_json(line) for line in done.stdout.decode().splitlines()]
    assert [r.story.code for r in records] == ["4410732", "4411968"]
    assert all(r.statements for r in records)
    assert onrecord("export").returncode == 1  # no store was made


def test_read_from_standard_input(onrecord: Run) -> None:
    done = onrecord("read", "--json", "-", stdin=gzip.compress(DAM.read_bytes()))
    assert json.loads(done.stdout)["story"]["page"]["path"] is None
    assert done.returncode == 0


def test_bad_pages_are_named_and_the_rest_goes_on(onrecord: Run, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a-empty.html").write_bytes(b"")
    (folder / "b-binary.html").write_bytes(bytes(range(256)) * 9)
    (folder / "c-cut.html.gz").write_bytes(gzip.compress(DAM.read_bytes())[:200])
    (folder / "d-deep.html").write_bytes(b"<html>" + b"<div>" * 100_000)
    (folder / "e-no-article.html").write_bytes(b"<html><body><script>x</script></body></html>")
    (folder / "f-german.txt").write_text("Die Ministerin sagte, die Brücke bleibe bis zum Frühjahr geschlossen. " * 5)
    (folder / "g-nul.txt").write_bytes(b"Rain\0 fell on the valley, the council said on Monday.")
    (folder / "h-good.html").write_bytes(DAM.read_bytes())
    done = onrecord("read", folder, tmp_path / "gone.html")
    assert done.returncode == 3
    lines = done.stderr.decode().splitlines()
    expected = [
        ("a-empty.html", "empty"),
        ("b-binary.html", "binary"),
        ("c-cut.html.gz", "gzip that ends too early"),
        ("d-deep.html", "nested more than 250 deep"),
        ("e-no-article.html", "without an article"),
        ("f-german.txt", "another language (de)"),
        ("g-nul.txt", "1 NUL byte left out"),
        ("gone.html", "no such file"),
    ]
    for line, (name, reason) in zip(lines, expected, strict=False):
        assert name in line
        assert reason in line
    assert lines[len(expected)] == "9 read: 3 kept"
    assert b"Dam plan shelved" in done.stdout
    assert b"Traceback" not in done.stderr


def test_a_store_that_cannot_be_written_is_named_and_reading_goes_on(onrecord: Run, tmp_path: Path) -> None:
    onrecord("read", FERRY)
    store = tmp_path / "store.sqlite"
    store.chmod(0o444)
    done = onrecord("read", DAM)
    assert done.returncode == 3
    assert f"the store {store} is read-only".encode() in done.stderr
    assert b"Dam plan shelved" in done.stdout
    assert len(onrecord("export").stdout.splitlines()) == 1


def test_show_by_id_prefix_and_code(onrecord: Run) -> None:
    onrecord("read", DAM)
    by_code = onrecord("show", "4410732")
    assert by_code.returncode == 0
    assert "Governor Lena Varga · told" in by_code.stdout.decode()
    story = json.loads(onrecord("show", "4410732", "--json").stdout)["story"]
    assert onrecord("show", story["id"][:7]).stdout == by_code.stdout
    missing = onrecord("show", "nothing")
    assert missing.returncode == 1
    assert missing.stderr.decode().startswith("onrecord: no story 'nothing'")


def test_search_shows_hits_in_their_place(onrecord: Run) -> None:
    onrecord("read", EXAMPLES)
    found = onrecord("search", "hydrologists").stdout.decode()
    assert "‹hydrologists›" in found
    assert "Ferry" not in found
    assert onrecord("search", "Tarn", "--outlet", "herald", "--since", "2024-03", "--until", "2024-03-18").stdout
    assert not onrecord("search", "Tarn", "--since", "2025").stdout
    assert not onrecord("search", "Tarn", "-hydrologists", "-herald", "-ferry").stdout
    said = onrecord("search", "strike", "--source", "economists").stdout.decode()
    assert "Economists · expect" in said
    assert onrecord("search", "Tarn", "--since", "soon").returncode == 2


def test_export_as_csv_and_json_lines(onrecord: Run, tmp_path: Path) -> None:
    onrecord("read", EXAMPLES)
    rows = list(csv.DictReader(io.StringIO(onrecord("export", "--csv").stdout.decode())))
    records = [record_from_json(line) for line in onrecord("export").stdout.decode().splitlines()]
    assert len(rows) == sum(len(r.statements) for r in records)
    texts = {r.story.id: r.story.text for r in records}
    for row in rows:
        start, end = map(int, row["cue_spans"].split()[0].split("-"))
        assert texts[row["story"]][start:end].startswith(row["cue"].split(" … ")[0].lstrip("'"))
    out = tmp_path / "out.csv"
    assert onrecord("export", "--csv", "-o", out, "--source", "Prewitt").returncode == 0
    assert "Hanno Prewitt" in out.read_text()


def test_annotate_keeps_ids_order_and_text(onrecord: Run) -> None:
    texts = [
        "“Ça va 🌧,” she said.\r\n\r\nHe said no.",
        "a\u2028b said it rained",
        "e\u0301\u00a0said so",
        "a\ud83db said no",
        "",
    ]
    lines = "\n".join(json.dumps({"id": f"n{i}", "text": text}) for i, text in enumerate(texts))
    done = onrecord("annotate", "-", stdin=lines.encode())
    assert done.returncode == 0, done.stderr
    stories = [json.loads(line)["story"] for line in done.stdout.split(b"\n") if line]
    assert [s["id"] for s in stories] == [f"n{i}" for i in range(len(texts))]
    assert [s["text"] for s in stories] == texts


def test_annotate_takes_plain_text_to_the_character(onrecord: Run) -> None:
    text = "\r\n \n“We won’t,” she said.\r\nThe end\u2028."
    done = onrecord("annotate", stdin=text.encode())
    assert json.loads(done.stdout)["story"]["text"] == text


def test_annotate_names_bad_lines_and_goes_on(onrecord: Run) -> None:
    lines = b'{"id": "a", "text": "She said no."}\nnonsense\n{"id": "b"}\n\n{"id": "c", "text": "He said yes."}\n'
    done = onrecord("annotate", stdin=lines)
    assert done.returncode == 3
    assert [json.loads(line)["story"]["id"] for line in done.stdout.splitlines()] == ["a", "c"]
    assert [line.split(b":")[1].strip() for line in done.stderr.splitlines()] == [b"line 2", b"line 3"]


@pytest.mark.parametrize("stdin", [b"", b"  \n "])
def test_annotate_of_nothing_says_so(onrecord: Run, stdin: bytes) -> None:
    done = onrecord("annotate", stdin=stdin)
    assert (done.returncode, done.stdout, done.stderr) == (3, b"", b"standard input: empty\n")


def test_annotate_from_files(onrecord: Run, tmp_path: Path) -> None:
    done = onrecord("annotate", FERRY, tmp_path / "gone.txt")
    assert done.returncode == 3
    assert json.loads(done.stdout)["story"]["text"] == FERRY.read_bytes().decode()
    assert b"gone.txt: no such file" in done.stderr


def test_wrong_usage_is_one_line_and_2(onrecord: Run) -> None:
    done = onrecord("read")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert onrecord("nonsense").returncode == 2


def test_killed_in_the_middle_of_a_folder_then_run_again(onrecord: Run, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    text = FERRY.read_text()
    for number in range(40):
        (folder / f"{number:02}.txt").write_text(
            text.replace("4411968", f"77{number:02}").replace("some 2", f"some {number}")
        )
    store = tmp_path / "store.sqlite"
    command = [
        sys.executable,
        "-c",
        "from onrecord.cli import main; main()",
        "read",
        "--json",
        "--store",
        store,
        folder,
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    reported = [json.loads(process.stdout.readline())["story"]["code"] for _ in range(5)]
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    kept = {json.loads(line)["story"]["code"] for line in onrecord("export", "--store", store).stdout.splitlines()}
    assert set(reported) <= kept
    again = onrecord("read", "--store", store, folder)
    assert again.returncode == 0
    assert f"{len(kept)} kept before".encode() in again.stderr
    assert len(onrecord("export", "--store", store).stdout.splitlines()) == 40


def test_corrections_are_exported_with_the_text_they_are_of(onrecord: Run, tmp_path: Path) -> None:
    onrecord("read", DAM)
    with View(tmp_path / "store.sqlite") as view:
        record = view.record("4410732")
    statement = record.statements[0]
    with Writer(tmp_path / "store.sqlite") as writer:
        writer.correct(Correction("speaker", "Ada", record.story.id, statement.cue, statement.content, "Tomas Brandt"))
        number = writer.correct(Correction("note", "Ada", record.story.id, content=((0, 3),), words="?"))
        writer.undo_correction(number, "Ada")
    (line,) = onrecord("export", "--corrections").stdout.decode().splitlines()
    told = json.loads(line)
    assert (told["correction"]["kind"], told["correction"]["name"]) == ("speaker", "Tomas Brandt")
    assert told["text"] == record.story.text
    assert told["statement"]["cue"] == told["correction"]["cue"]
    assert onrecord("export", "--corrections", "--csv").returncode == 2
