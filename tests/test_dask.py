"""Runs in parts on a real dask cluster of two worker processes: the same bytes, also when a worker is killed."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from bench.make_feed import write_feed
from conflictmap.cli import main
from conflictmap.engines import dask_cluster
from conflictmap.engines.build import build_of
from conflictmap.engines.dask_cluster import LOOPBACK, DaskEngine
from conflictmap.engines.engine import EngineError, Failure
from conflictmap.feeding import request_feed
from conflictmap.parts import extract_to, feed_to, open_engine
from conflictmap.parts_options import EngineOptions
from geo.errors import UsageError
from geo.files import seeds_folder
from tests.parts import contents, documents, write_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

distributed = pytest.importorskip("distributed", reason="needs the extra: pip install 'conflictmap[dask]'")
dask: Any = pytest.importorskip("dask")
psutil: Any = pytest.importorskip("psutil")  # comes with distributed
SMALL = 0.001


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Start two worker processes on the loopback address, each of which is started again when it dies.

    What two of them have died of is given up (dask's own number is four): a start takes seconds.
    """
    allowed = dask.config.set({"distributed.scheduler.allowed-failures": 1})
    with (
        allowed,
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            host=LOOPBACK,
            dashboard_address=f"{LOOPBACK}:0",
            worker_dashboard_address=f"{LOOPBACK}:0",
            silence_logs=50,
        ) as started,
    ):
        yield started


@pytest.fixture
def on_cluster(cluster: Any) -> EngineOptions:  # noqa: ANN401 - dask has no types
    """Name that cluster's scheduler, once both workers are there."""
    with distributed.Client(cluster.scheduler_address) as client:
        client.wait_for_workers(2, timeout=200)
    return EngineOptions(name="dask", scheduler=cluster.scheduler_address)


def worker_pids(scheduler: str) -> list[int]:
    """The processes that work now."""
    with distributed.Client(scheduler) as client:
        return sorted(client.run(os.getpid).values())


def test_a_cluster_writes_the_bytes_of_one_process(tmp_path: Path, on_cluster: EngineOptions) -> None:
    """One in three of the seeds in parts gives the same folder, ledger counts included, whichever engine reads them."""
    source = tmp_path / "in"
    source.mkdir()
    for path in (*sorted(seeds_folder().glob("*.md"))[::3], seeds_folder() / "opening.toml"):
        shutil.copy(path, source)
    settings: Any = {"partition_mb": 0.005}
    result = extract_to(source, tmp_path / "one", ledger=tmp_path / "one.gpkg", **settings)
    assert result.partitions > 2
    extract_to(source, tmp_path / "two", ledger=tmp_path / "two.gpkg", engine=on_cluster, **settings)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_cluster_reads_a_feed_as_one_process(tmp_path: Path, on_cluster: EngineOptions) -> None:
    """A made feed in parts gives the same folder whichever engine reads it."""
    path = tmp_path / "20210810.export.CSV"
    write_feed("gdelt", 2_000, path)
    feed = request_feed("gdelt", [path])
    feed_to(feed, tmp_path / "one", partition_mb=0.1)
    result = feed_to(feed, tmp_path / "two", partition_mb=0.1, engine=on_cluster)
    assert result.partitions > 2
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_worker_killed_half_way_costs_nothing(tmp_path: Path, on_cluster: EngineOptions) -> None:
    """With the first partition finished a worker dies by SIGKILL: no document is lost, none is there twice."""
    assert on_cluster.scheduler is not None
    before = worker_pids(on_cluster.scheduler)
    assert len(before) == 2
    source = write_lines(tmp_path / "a.jsonl", documents(60))
    victim = psutil.Process(before[0])

    def kill(label: str, done: int, _: int) -> None:
        if (label, done) == ("Reading", 1):
            victim.kill()

    result = extract_to(source, tmp_path / "out", partition_mb=SMALL, engine=on_cluster, progress=kill)
    assert psutil.wait_procs([victim], timeout=10)[1] == []
    assert (result.is_complete, result.totals["documents"]) == (True, 60)
    extract_to(source, tmp_path / "whole", partition_mb=SMALL)
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def _slow(number: int) -> int:
    time.sleep(0.02)
    return number


def test_only_so_many_pieces_are_under_way(on_cluster: EngineOptions) -> None:
    """Pieces are drawn as others are done, so a plan of any length lies on the driver and not in the scheduler."""
    drawn = given = most = 0

    def pieces() -> Iterator[int]:
        nonlocal drawn
        for number in range(40):
            drawn += 1
            yield number

    with open_engine(on_cluster) as engine:
        for _ in engine.run(_slow, pieces()):
            given += 1
            most = max(most, drawn - given)
    assert given == 40
    assert most <= 4


def test_another_program_on_the_workers_is_refused(
    tmp_path: Path, on_cluster: EngineOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workers with other rules would find other events: nothing is begun, and the folder is not made."""
    own = build_of()
    monkeypatch.setattr(dask_cluster, "build_of", lambda: {**own, "code": "0"})
    with pytest.raises(EngineError, match=r"another code at tcp://127\.0\.0\.1"):
        extract_to(seeds_folder(), tmp_path / "out", engine=on_cluster)
    assert list(tmp_path.iterdir()) == []


def test_workers_that_see_too_little_say_so(tmp_path: Path) -> None:
    """A worker names the folder or the input that it does not see."""
    own = build_of()
    token = tmp_path / "seen"
    assert dask_cluster._complaint(own, str(token), []) == (
        f"workers that see the output folder {str(tmp_path)!r}",
        "none",
    )
    token.touch()
    assert dask_cluster._complaint(own, str(token), [str(token)]) is None
    gone = str(tmp_path / "gone")
    assert dask_cluster._complaint(own, str(token), [str(token), gone]) == (f"workers that see {gone!r}", "none")
    assert list(tmp_path.iterdir()) == [token]


def test_a_cluster_started_here_listens_to_nobody_else() -> None:
    """Every open port of the cluster is on the loopback address, and its processes end with it."""
    others = set(psutil.Process().children(recursive=True))
    with DaskEngine(workers=1, memory_limit="1GiB") as engine:
        assert list(engine.run(abs, [-1])) == [(-1, 1)]
        started = set(psutil.Process().children(recursive=True)) - others
        ports = [each for one in (psutil.Process(), *started) for each in one.net_connections("inet")]
        listening = [each.laddr.ip for each in ports if each.status == psutil.CONN_LISTEN]
    assert len(listening) > 1
    assert set(listening) == {LOOPBACK}
    _, alive = psutil.wait_procs(started, timeout=10)
    assert alive == []


def test_nobody_at_the_address_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address without a scheduler is wrong usage, said in a sentence, and nothing is written."""
    monkeypatch.setattr(dask_cluster, "_TIMEOUT_S", 1)
    with pytest.raises(EngineError, match=r"a dask scheduler with workers at tcp://127\.0\.0\.1:9"):
        extract_to(seeds_folder(), tmp_path / "out", engine=EngineOptions(name="dask", scheduler="tcp://127.0.0.1:9"))
    assert list(tmp_path.iterdir()) == []


def test_without_dask_its_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who has not installed dask learns how to, with exit status 2."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["extract", str(seeds_folder()), "-o", str(tmp_path / "out"), "--engine", "dask"]) == 2
    assert "conflictmap[dask]" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_size_of_a_named_cluster_is_its_own() -> None:
    """A scheduler has its workers; their number and memory are not for this program to say."""
    with pytest.raises(UsageError, match="--scheduler"):
        DaskEngine("tcp://127.0.0.1:9", workers=2)
    with pytest.raises(UsageError, match="1 worker"):
        DaskEngine(workers=0)


def _fails_or_dies(number: int) -> int:
    if number == 1:
        message = "one"
        raise ValueError(message)
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_a_piece_that_fails_or_kills_is_an_answer(on_cluster: EngineOptions) -> None:
    """What fails by itself is told at once; what kills every worker that tries it is given up, and the rest is done."""
    with open_engine(on_cluster) as engine:
        found = dict(engine.run(_fails_or_dies, range(6)))
    fatal = found.pop(2)
    assert found == {0: 0, 1: Failure("ValueError: one"), 3: 3, 4: 4, 5: 5}
    assert isinstance(fatal, Failure)
    assert "died" in fatal.reason
