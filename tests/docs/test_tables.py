"""The examples of docs/tables.md run over the tables that a batch writes."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from onrecord.run.batch import Done, plan_of, run_batch

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "tables.md").read_text()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tables of the examples in `tables`."""
    folder = tmp_path_factory.mktemp("batch")
    outcomes = list(run_batch(plan_of([str(ROOT / "examples")], folder / "tables")))
    assert all(isinstance(outcome, Done) for outcome in outcomes)
    return folder


def test_the_queries_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    queries = re.findall(r"```sql\n(.*?)```", PAGE, re.S)
    assert len(queries) == 2
    found = [duckdb.sql(query).fetchall() for query in queries]
    assert ("Lena Varga", 1) in [(name, outlets) for name, _, outlets in found[0]]


def test_the_python_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    names: dict[str, object] = {}
    exec(example, names)
    assert sorted(set(names["by_month"]["month"])) == ["2024-03", "2024-04"]  # type: ignore[index]
