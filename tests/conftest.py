"""What tests share: the encoder, a way to run the command line, and the data where it is there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.encode import Encoder

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("ONRECORD_DATA", ROOT.parent / "shared" / "data"))


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return Encoder()


@pytest.fixture(scope="session")
def data() -> Path:
    if not DATA.is_dir():
        pytest.skip(f"no data at {DATA}")
    return DATA


@pytest.fixture
def onrecord(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run the command line in a process of its own, with a store of its own."""

    def run(*arguments: str | Path, stdin: bytes = b"", **options: object) -> subprocess.CompletedProcess[bytes]:
        environment = {
            **os.environ,
            "ONRECORD_STORE": str(tmp_path / "store.sqlite"),
            "NO_COLOR": "1",
            "COLUMNS": "100",
        }
        command = [sys.executable, "-c", "from onrecord.cli import main; main()", *map(str, arguments)]
        return subprocess.run(command, input=stdin, capture_output=True, env=environment, check=False, **options)  # type: ignore[call-overload]

    return run
