from pathlib import Path

import pytest

from onrecord.encode import Encoder
from onrecord.keep import View, Writer
from onrecord.run import find_pages, pipeline, read_pages


def test_folders_are_walked_in_order_and_hidden_files_left(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", ".hidden", ".git/x"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Rain.")
    found = [str(Path(p).relative_to(tmp_path)) for p in find_pages([str(tmp_path)])]
    assert found == ["b.txt", "a/1.txt", "a/2.txt"]
    assert list(find_pages(["-", "gone.html"])) == ["-", "gone.html"]


def test_a_library_that_breaks_over_one_page_does_not_stop_the_others(
    tmp_path: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / name for name in ("a.txt", "b.txt")]
    for path in paths:
        path.write_text(f"Rain fell in {path.name}, the council said.")
    real = pipeline.page_to_story

    def brittle(page):  # type: ignore[no-untyped-def]
        if page.path.endswith("a.txt"):
            raise ZeroDivisionError("division by zero")
        return real(page)

    monkeypatch.setattr(pipeline, "page_to_story", brittle)
    first, second = read_pages(map(str, paths), encoder, None)
    assert first.problem == "cannot be read: ZeroDivisionError: division by zero"
    assert second.record is not None


def test_a_full_disk_is_named_and_the_rest_goes_on(tmp_path: Path, encoder: Encoder) -> None:
    small, big = tmp_path / "small.txt", tmp_path / "big.txt"
    small.write_text("Rain fell on the valley, the council said.")
    big.write_text("Der Streik geht weiter, sagte die Gewerkschaft am Montag.\n" * 5_000)
    with Writer(tmp_path / "store.sqlite") as writer:
        pages = writer._connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        writer._connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 20}")
        writer._connection.rollback()
        first, second = read_pages([str(big), str(small)], encoder, writer)
    assert first.problem is not None
    assert first.problem.startswith("not kept: the store")
    assert first.problem.endswith("cannot grow: the disk is full")
    assert first.record is not None
    assert (second.problem, second.outcome) == (None, "kept")
    with View(tmp_path / "store.sqlite") as view:
        assert view.count()[0] == 1
