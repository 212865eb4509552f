"""onrecord users, and a room that others may reach."""

from __future__ import annotations

from pathlib import Path

import pytest
import uvicorn
from click.testing import CliRunner

from onrecord.cli import cli


def run(*words: str, given: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(cli, words, input=given)
    return result.exit_code, result.output + str(result.exception or "")


def test_users_come_and_go(tmp_path: Path) -> None:
    store = str(tmp_path / "store.sqlite")
    twice = "a long enough password\n" * 2
    assert run("users", "add", "Ada", "--role", "admin", "--store", store, given=twice)[0] == 0
    assert run("users", "add", "Bo", "--store", store, given=twice)[0] == 0
    assert run("users", "role", "Bo", "reader", "--store", store)[0] == 0
    assert run("users", "password", "Bo", "--store", store, given=twice.replace("long", "new"))[0] == 0
    code, said = run("users", "--store", store)
    assert (code, said.splitlines()[1][:10]) == (0, "Bo  reader")
    assert run("users", "remove", "Bo", "--store", store)[0] == 0
    assert "no user 'Bo'" in run("users", "remove", "Bo", "--store", store)[1]


def test_no_other_machine_reaches_a_room_without_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = str(tmp_path / "store.sqlite")
    served: list[str] = []
    monkeypatch.setattr(uvicorn, "run", lambda app, host, **_: served.append(host))
    code, said = run("serve", "--host", "0.0.0.0", "--store", store)
    assert (code != 0, "onrecord users add" in said, served) == (True, True, [])
    run("users", "add", "Ada", "--role", "admin", "--store", store, given="a long enough password\n" * 2)
    assert run("serve", "--host", "0.0.0.0", "--store", store)[0] == 0
    assert served == ["0.0.0.0"]
