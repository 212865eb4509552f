"""What the documents show is what happens: their commands are run and their lines looked for."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text()
SESSIONS = re.findall(r"```console\n(.*?)```", README, re.S)
SNIPPETS = re.findall(r"```python\n(.*?)```", README, re.S)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


def _settled(line: str) -> str:
    """A line without its confidence, whose last digits differ from processor to processor."""
    return re.sub(r"\b[01]\.\d\d$", "", line.rstrip())


def test_the_readme_has_sessions_and_snippets() -> None:
    assert SESSIONS
    assert SNIPPETS


def test_the_sessions_of_the_readme_go_as_shown(place: Path) -> None:
    environment = {
        **os.environ,
        "ONRECORD_STORE": str(place / "store.sqlite"),
        "NO_COLOR": "1",
        "COLUMNS": "96",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    for session in SESSIONS:
        for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", session, re.M):
            done = subprocess.run(
                command, shell=True, cwd=place, env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{command}: {done.stderr}"
            printed = [_settled(line) for line in (done.stdout + done.stderr).splitlines()]
            for line in shown.splitlines():
                if line.strip() and line.strip() != "…":
                    assert _settled(line) in printed, f"{command} does not print {line!r}, but {printed}"


def test_the_snippets_of_the_readme_run(place: Path) -> None:
    for snippet in SNIPPETS:
        done = subprocess.run(
            [sys.executable, "-c", snippet], cwd=place, capture_output=True, text=True, check=False, env={**os.environ}
        )
        assert done.returncode == 0, done.stderr
        shown = re.findall(r"# (.*)$", snippet, re.M)
        assert [line for line in shown if line in done.stdout.splitlines()] == shown, done.stdout


def test_the_commands_of_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"make (\w+)", README + (ROOT / "CONTRIBUTING.md").read_text()):
        assert re.search(rf"^{target}:", makefile, re.M), target
    for command in set(re.findall(r"`onrecord (\w+)", README)):
        done = subprocess.run(
            [sys.executable, "-c", "from onrecord.cli import main; main()", *shlex.split(command), "--help"],
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, command
