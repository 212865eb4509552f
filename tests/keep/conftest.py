"""A store of each kind for the tests of the contract: a new SQLite file, and a new database of a real server."""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from onrecord.keep import StoreName

_NUMBERS = count(1)


@dataclass(frozen=True)
class Server:
    """A throw-away PostgreSQL, reached by a socket in its folder."""

    folder: Path
    commands: Path

    def run(self, command: str, *arguments: str) -> None:
        """Run one of the server's commands as a user that it takes orders from."""
        line = [str(self.commands / command), *arguments]
        line = ["runuser", "-u", "postgres", "--", *line] if os.geteuid() == 0 else line
        subprocess.run(line, check=True, capture_output=True, cwd=self.folder)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off"
        self.run(
            "pg_ctl", "-w", "-D", str(self.folder / "data"), "-l", str(self.folder / "log"), "-o", options, "start"
        )

    def stop(self, mode: str = "fast") -> None:
        """Stop it."""
        self.run("pg_ctl", "-w", "-D", str(self.folder / "data"), "-m", mode, "stop")

    def new_database(self) -> str:
        """The address of a new database."""
        name = f"store{next(_NUMBERS)}"
        self.run("createdb", "-h", str(self.folder), name)
        user = "postgres@" if os.geteuid() == 0 else ""
        return f"postgresql://{user}/{name}?host={self.folder}"


def _commands() -> Path | None:
    found = shutil.which("initdb")
    places = [str(Path(found).resolve())] if found else sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    return Path(places[-1]).parent if places else None


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server of PostgreSQL, where there is one to be started."""
    commands = _commands()
    if commands is None:
        pytest.skip("no PostgreSQL here")
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        made = Server(Path(folder), commands)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        made.run("initdb", "-A", "trust", "--no-sync", "-E", "UTF8", "-D", str(made.folder / "data"))
        made.start()
        yield made
        made.stop("immediate")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> StoreName:
    """Where a store may be made, in each of the databases."""
    if request.param == "sqlite":
        return tmp_path / "store.sqlite"
    server: Server = request.getfixturevalue("server")
    return server.new_database()
