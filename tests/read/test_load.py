"""Bad input: a clear reason, in one line."""

import gzip
from pathlib import Path

import pytest

from onrecord.errors import PageError
from onrecord.read import load as module
from onrecord.read import load_bytes, load_file, page_to_story


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (gzip.compress(b"", mtime=0), "empty"),
        (gzip.compress(b"Rain. " * 999, mtime=0)[:40], "gzip that ends too early"),
        (b"\x1f\x8b\x08\x00nonsense at all", "gzip that is damaged"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture, not a page"),
        (bytes(range(256)) * 9, "binary, not a page"),
    ],
)
def test_what_is_no_page_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    with pytest.raises(PageError, match=f"^{reason}"):
        load_bytes(content)


def test_a_gzip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = gzip.compress(b"\0" * (module.LARGEST + 1))
    with pytest.raises(PageError, match="unpacks to more than 64 MB"):
        load_bytes(bomb)


def test_a_file_too_large_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(300 * 2**20)
    with pytest.raises(PageError, match="larger than 64 MB"):
        load_file(path)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(PageError, match="no such file"):
        load_file(tmp_path / "gone.html")


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"<!DOCTYPE html><p>Rain.", "text/html"),
        (b"\xef\xbb\xbf\n <!-- saved --><HTML>", "text/html"),
        (b"Rain <p>fell</p><p>all</p><p>night</p>", "text/html"),
        (b"The tag <p> makes a paragraph.", "text/plain"),
        (b"Rain fell on the valley.", "text/plain"),
    ],
)
def test_pages_are_told_apart_by_content(content: bytes, media_type: str) -> None:
    assert load_bytes(content).media_type == media_type
    assert load_bytes(gzip.compress(content)).media_type == media_type


def test_the_digest_is_of_the_bytes_as_found() -> None:
    content = gzip.compress(b"Rain fell.", mtime=0)
    assert load_bytes(content).content == content
    assert load_bytes(content).digest != load_bytes(b"Rain fell.").digest


def test_nul_bytes_are_left_out_before_any_offset_exists() -> None:
    story = page_to_story(load_bytes(b"Rain\0 fell on the valley,\0 the council said."))
    assert "\0" not in story.text
    assert story.text.startswith("Rain fell")
