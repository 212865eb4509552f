"""docs/hard-text.md, row by row."""

import re
from pathlib import Path

import pytest

from onrecord.encode import Encoder
from onrecord.testing import check

PAGE = Path(__file__).parent.parent.parent / "docs" / "hard-text.md"
MISSED = "Not found yet"


def rows() -> list[tuple[str, str, str]]:
    """(section, case, marked text) of each row of the page's tables."""
    found, section = [], ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            section = line[3:]
        match = re.fullmatch(r"\| (.+?) \| `(.*<content.*)` \|", line)
        if match:
            found.append((section, match[1], match[2].replace("⏎", "\n\n")))
    return found


def test_the_page_has_cases() -> None:
    assert len([row for row in rows() if row[0] != MISSED]) >= 40


@pytest.mark.parametrize(
    ("section", "case", "marked"),
    [
        pytest.param(*row, id=f"{row[0]}-{row[1]}", marks=[pytest.mark.xfail(strict=True)] if row[0] == MISSED else [])
        for row in rows()
    ],
)
def test_hard_text(section: str, case: str, marked: str, encoder: Encoder) -> None:
    check(marked, encoder)
