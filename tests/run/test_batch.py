"""A batch gives the same bytes however it is run, and what goes wrong with a shard costs that shard."""

from __future__ import annotations

import json
import os
import signal
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyarrow import parquet

from onrecord.cli import cli
from onrecord.keep import View
from onrecord.run.batch import Done, Failed, plan_of, processes, records_in, run_batch
from onrecord.run.batch.shard import Shard, read_shard

LINE = "The dam at gate {n} will hold, Governor Lena Varga said on Monday. Tomas Brandt warned that it leaks."


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Four shards of two stories each, one of them with a line that is none."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for shard in range(4):
        rows = [{"body": LINE.format(n=2 * shard + n), "date": "2024-03-18"} for n in range(2)]
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{shard}.jsonl").write_text(lines + "nonsense\n" * (shard == 3))
    return folder


def digests(out: Path) -> dict[str, str]:
    """The content of every file of a folder of tables."""
    return {str(p.relative_to(out)): sha256(p.read_bytes()).hexdigest() for p in sorted(out.rglob("*")) if p.is_file()}


@pytest.fixture
def alone(archive: Path, tmp_path: Path) -> dict[str, str]:
    """What a run in this very process writes."""
    out = tmp_path / "alone"
    for shard in plan_of([str(archive)], out):
        read_shard(shard)
    return digests(out)


def test_a_run_resumes_and_writes_the_same_bytes(archive: Path, tmp_path: Path, alone: dict[str, str]) -> None:
    out = tmp_path / "out"
    shards = plan_of([str(archive)], out)
    first = list(run_batch(shards[:2], workers=2))
    assert [type(outcome) for outcome in first] == [Done, Done]
    (out / "done" / f"{shards[1].name}.json").unlink()
    again = list(run_batch(shards, workers=2))
    assert [outcome.before for outcome in again if isinstance(outcome, Done)].count(True) == 1
    assert digests(out) == alone
    assert sum(len(parquet.read_table(path)) for path in (out / "stories").iterdir()) == 8
    problems = [row for path in (out / "problems").iterdir() for row in parquet.read_table(path).to_pylist()]
    assert [row["problem"][:15] for row in problems] == ["line 3: no JSON"]


def test_a_worker_that_is_killed_costs_a_try(
    archive: Path, tmp_path: Path, alone: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    killed = tmp_path / "killed"
    monkeypatch.setattr(processes, "_work", _DiesOnce(str(killed)))
    outcomes = list(run_batch(plan_of([str(archive)], out), workers=2))
    assert killed.exists()
    assert [type(outcome) for outcome in outcomes] == [Done] * 4
    assert digests(out) == alone


def test_a_shard_that_kills_every_worker_is_given_up_and_the_others_are_read(
    archive: Path, tmp_path: Path, alone: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    monkeypatch.setattr(processes, "_work", _DiesOver("2.jsonl"))
    outcomes = list(run_batch(plan_of([str(archive)], out), workers=2))
    (failed,) = (outcome for outcome in outcomes if isinstance(outcome, Failed))
    assert (Path(failed.shard.paths[0]).name, "died 3 times" in failed.why) == ("2.jsonl", True)
    assert digests(out) == {name: digest for name, digest in alone.items() if failed.shard.name not in name}


class _DiesOnce:
    """A worker that is killed in the middle of a shard, once."""

    def __init__(self, mark: str) -> None:
        self.mark = mark

    def __call__(self, connection: object) -> None:
        if not os.path.exists(self.mark):
            Path(self.mark).touch()
            connection.recv()  # type: ignore[attr-defined]
            os.kill(os.getpid(), signal.SIGKILL)
        processes._work(connection)


class _DiesOver:
    """A worker that is killed by one shard, each time."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, connection: object) -> None:
        while True:
            try:
                shard: Shard = connection.recv()  # type: ignore[attr-defined]
            except EOFError:
                return
            if shard.paths[0].endswith(self.name):
                os.kill(os.getpid(), signal.SIGKILL)
            connection.send((read_shard(shard), None))  # type: ignore[attr-defined]


def test_what_cannot_be_written_is_not_half_written(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    shard = plan_of([str(archive)], out)[0]

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(parquet.ParquetWriter, "write_table", full)
    with pytest.raises(OSError, match="No space"):
        read_shard(shard)
    assert [path for path in out.rglob("*") if path.is_file()] == []


def test_the_pages_of_a_folder_share_shards_that_one_more_page_does_not_move(tmp_path: Path) -> None:
    for n in range(40):
        (tmp_path / f"{n}.txt").write_text(LINE.format(n=n))
    before = {path: shard.name for shard in plan_of([str(tmp_path)], tmp_path / "out") for path in shard.paths}
    (tmp_path / "more.txt").write_text(LINE.format(n=41))
    (tmp_path / "empty.txt").write_text("")
    shards = plan_of([str(tmp_path)], tmp_path / "out")
    after = {path: shard.name for shard in shards for path in shard.paths}
    assert len(shards) <= 16
    assert before.items() <= after.items()
    (shard,) = (shard for shard in shards if any(path.endswith("empty.txt") for path in shard.paths))
    assert read_shard(shard)["problems"] == 1


def test_a_damaged_shard_says_why(tmp_path: Path) -> None:
    bad = tmp_path / "bad.parquet"
    bad.write_bytes(b"PAR1 nonsense PAR1")
    (outcome,) = run_batch(plan_of([str(bad)], tmp_path / "out"))
    assert isinstance(outcome, Failed)
    assert "a Parquet file that is damaged" in outcome.why


def test_the_tables_go_into_a_store(archive: Path, tmp_path: Path) -> None:
    out, store = str(tmp_path / "out"), tmp_path / "store.sqlite"
    run = CliRunner()
    done = run.invoke(cli, ["batch", str(archive), "--out", out, "--workers", "1"])
    assert (done.exit_code, "4 shards: 4 read, 0 read before, 0 failed; 8 stories" in done.output) == (3, True)
    assert run.invoke(cli, ["load", out, "--store", str(store)]).exit_code == 0
    again = run.invoke(cli, ["load", out, "--store", str(store)])
    assert "8 kept before" in again.output
    with View(store) as view:
        assert {record.story.id for record in view.records()} == {r.story.id for _, r in records_in(Path(out))}
        assert view.actor("Lena Varga").statements > 0
    assert "no tables of a batch" in str(run.invoke(cli, ["load", str(archive), "--store", str(store)]).exception)


def test_a_cluster_writes_the_same_bytes_also_when_a_node_is_lost(
    archive: Path, tmp_path: Path, alone: dict[str, str]
) -> None:
    ray = pytest.importorskip("ray", reason="no Ray here")
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    try:
        node = cluster.add_node(num_cpus=1)
        ray.init(address=cluster.address, logging_level="error", log_to_driver=False)
        out = tmp_path / "out"
        outcomes = run_batch(plan_of([str(archive)], out), workers=2, on="ray")
        first = next(iter(outcomes))
        cluster.remove_node(node, allow_graceful=False)
        assert [type(outcome) for outcome in [first, *outcomes]] == [Done] * 4
        assert digests(out) == alone
    finally:
        ray.shutdown()
        cluster.shutdown()
