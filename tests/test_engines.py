"""Runs in parts on this machine: the records of one reader, whatever the partitions; resumed, never mixed."""

from __future__ import annotations

import itertools
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conflictmap.cli import main
from conflictmap.engines import build
from conflictmap.engines.engine import EngineError, Failure
from conflictmap.engines.local import LocalEngine
from conflictmap.parts import extract_to, open_engine
from conflictmap.parts_options import EngineOptions
from conflictmap.pipeline import extract_all
from geo.batches import event_batches
from geo.errors import UsageError
from geo.files import seeds_folder
from geo.records import encode_line, problem_record
from tests.parts import contents, documents, write_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Document, Event

ROOT = Path(__file__).resolve().parents[1]
SMALL = 0.001
"""Partitions of a thousand bytes: many from little."""


def read_once(sources: Sequence[Path]) -> tuple[list[dict[str, Any]], list[str]]:
    """The flat rows and the problems of one reader of all sources."""
    events: list[Event] = []
    problems: list[str] = []
    found: dict[str, Document] = {}
    for extraction, faults in extract_all(sources):
        problems += [encode_line(problem_record(each)) for each in faults]
        if extraction is not None:
            events += extraction.events
            found[extraction.document.document_id] = extraction.document
    rows = [row for batch in event_batches(events, document=found.get) for row in batch.to_pylist()]
    return rows, problems


def rows_of(folder: Path, kind: str = "events") -> list[dict[str, Any]]:
    """The rows of all partitions of a kind, in order, without geometry."""
    tables = [pq.read_table(path) for path in sorted((folder / kind).glob("part-*.parquet"))]
    found: list[dict[str, Any]] = pa.concat_tables(tables).to_pylist()
    return [{name: value for name, value in row.items() if name not in {"geometry", "bbox"}} for row in found]


def problems_of(folder: Path) -> list[str]:
    """The problems of all partitions, in order."""
    return [line for path in sorted((folder / "problems").glob("*")) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.usefixtures("seeds_once")
@pytest.mark.parametrize("size", [0.004, 0.02, 8])
def test_partitions_hold_what_one_reader_finds(tmp_path: Path, size: float) -> None:
    """However the seeds are parted, the rows are those of a reader of all of them, in their order."""
    result = extract_to(seeds_folder(), tmp_path / "out", partition_mb=size)
    rows, problems = read_once([seeds_folder()])
    assert rows_of(tmp_path / "out") == rows
    assert problems_of(tmp_path / "out") == problems
    assert result.totals["events"] == len(rows)
    assert (result.partitions > 1) == (size < 1)


@pytest.fixture
def repeated(tmp_path: Path) -> list[Path]:
    """Two files with texts met before, identifiers met before, and one that looks as if it was changed already."""
    first, *others = documents(14)
    again = {**first, "id": "other"}
    taken = [{**others[0], "id": "wire-0"}, {**others[1], "id": "wire-0#2"}, {**others[2], "id": "wire-0"}]
    return [
        write_lines(tmp_path / "a.jsonl", [first, *taken, *others[3:7]]),
        write_lines(tmp_path / "b.jsonl", [again, *others[3:], {**others[5], "published": "2021-08-30"}]),
    ]


def test_a_text_in_two_files_counts_once(tmp_path: Path, repeated: list[Path]) -> None:
    """Repetitions and taken identifiers across partitions come out as if one had read everything."""
    extract_to(repeated, tmp_path / "out", partition_mb=SMALL)
    rows, problems = read_once(repeated)
    assert rows_of(tmp_path / "out") == rows
    assert problems_of(tmp_path / "out") == problems
    assert len(rows) == len({(row["event_id"], row["published"]) for row in rows})
    given = [row["document_id"] for row in rows if row["document_id"].startswith("wire-0")]
    assert given == ["wire-0", "wire-0#2", "wire-0#2#2", "wire-0#3"]


def test_processes_write_what_one_writes(tmp_path: Path, repeated: list[Path]) -> None:
    """The number of processes does not show in any byte."""
    extract_to(repeated, tmp_path / "one", partition_mb=SMALL)
    extract_to(repeated, tmp_path / "two", partition_mb=SMALL, engine=EngineOptions(workers=2))
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


@pytest.mark.usefixtures("seeds_once")
def test_control_counts_are_those_of_the_map(tmp_path: Path) -> None:
    """The ledger that is fed from the partitions counts the provinces as the main job does."""
    assert main(["map", str(seeds_folder()), "-o", str(tmp_path / "map")]) == 0
    result = extract_to(seeds_folder(), tmp_path / "out", partition_mb=0.01, ledger=tmp_path / "a.gpkg")
    assert (tmp_path / "out" / "control.csv").read_bytes() == (tmp_path / "map" / "control.csv").read_bytes()
    assert result.posted == result.totals["moves"]
    again = extract_to(seeds_folder(), tmp_path / "out", partition_mb=0.01, ledger=tmp_path / "a.gpkg")
    assert again.posted == 0


@pytest.mark.usefixtures("seeds_once")
def test_events_are_geoparquet(tmp_path: Path) -> None:
    """geopandas reads a partition, finds points where a position is known, and can read a window of it."""
    extract_to(seeds_folder(), tmp_path / "out", partition_mb=8)
    path = tmp_path / "out" / "events" / "part-000000.parquet"
    table = gpd.read_parquet(path)
    assert table.crs.to_authority() == ("EPSG", "4326")
    assert (table.geometry.notna() == table["longitude"].notna()).all()
    drawn = table[table.geometry.notna()]
    assert (drawn.geometry.x == drawn["longitude"].round(6)).all()
    assert (drawn.geometry.y == drawn["latitude"].round(6)).all()
    window = gpd.read_parquet(path, bbox=(68.8, 36.7, 68.9, 36.8))
    inside = drawn.cx[68.8:68.9, 36.7:36.8]
    assert 0 < len(window) == len(inside) < len(drawn)


@pytest.mark.usefixtures("seeds_once")
def test_counts_add_up_to_the_events(tmp_path: Path) -> None:
    """The counts by day, province and tag hold each event once."""
    result = extract_to(seeds_folder(), tmp_path / "out", partition_mb=0.01)
    lines = (tmp_path / "out" / "counts.csv").read_text("utf-8").splitlines()
    assert lines[0] == "day,date_prec,iso_3166_2,event_type,assertion_mode,events"
    assert sum(int(line.rpartition(",")[2]) for line in lines[1:]) == result.totals["events"]
    assert len({line.rpartition(",")[0] for line in lines}) == len(lines)


def test_only_what_is_missing_or_damaged_is_done_again(tmp_path: Path) -> None:
    """A partition without its record, and one whose file has another sum, are done again; the others are not."""
    source, out = write_lines(tmp_path / "a.jsonl", documents(30)), tmp_path / "out"
    extract_to(source, out, partition_mb=SMALL)
    before = contents(out)
    stamps = {path: path.stat().st_mtime_ns for path in (out / "events").iterdir()}
    (out / "finished" / "part-000001.json").unlink()
    (out / "events" / "part-000002.parquet").write_bytes(b"PAR1 half a file")
    (out / "finished" / "part-000003.json").write_text("{", "utf-8")
    result = extract_to(source, out, partition_mb=SMALL)
    assert contents(out) == before
    assert result.partitions - result.done_before == 3
    redone = {path.name for path, stamp in stamps.items() if path.stat().st_mtime_ns != stamp}
    assert redone == {f"part-00000{number}.parquet" for number in (1, 2, 3)}


def test_another_run_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Changed inputs, settings or rules never end up beside the old results; nothing in the folder is touched."""
    source, out = write_lines(tmp_path / "a.jsonl", documents(9)), tmp_path / "out"
    extract_to(source, out, partition_mb=SMALL)
    before = contents(out)
    with pytest.raises(UsageError, match=r"settings \(published\)"):
        extract_to(source, out, partition_mb=SMALL, published="2021-08-20")
    with pytest.raises(UsageError, match=r"plan \(.*partition_bytes"):
        extract_to(source, out, partition_mb=2 * SMALL)
    with monkeypatch.context() as patched:
        patched.setattr(build, "__version__", "9.9")
        build.build_of.cache_clear()
        with pytest.raises(UsageError, match=r"program \(version\)"):
            extract_to(source, out, partition_mb=SMALL)
    build.build_of.cache_clear()
    source.write_text(source.read_text("utf-8").replace("Report 7", "Report 8"), "utf-8")
    with pytest.raises(UsageError, match=r"plan \(inputs_sha256\)"):
        extract_to(source, out, partition_mb=SMALL)
    assert contents(out) == before


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    """Results are never strewn among files of another kind."""
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="an empty folder"):
        extract_to(seeds_folder(), tmp_path)
    assert list(contents(tmp_path)) == ["notes.txt"]


def test_what_cannot_be_read_is_named_and_the_rest_is_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A binary file and a broken line are problems with exit status 1; every other document is there."""
    source = tmp_path / "in"
    source.mkdir()
    lines = write_lines(source / "a.jsonl", documents(12))
    lines.write_text(lines.read_text("utf-8") + "{broken\n", "utf-8")
    (source / "b.txt").write_bytes(b"%PDF-1.7 \x00\x01")
    (source / "c.jsonl").write_bytes(b"\x00\x01\x02\n" * 900)
    assert main(["extract", str(source), "-o", str(tmp_path / "out"), "--partition-size", str(SMALL)]) == 1
    out, err = capsys.readouterr()
    assert "12 documents, 12 events" in out
    assert "binary_file 2, broken_line 1" in out
    assert "b.txt: binary_file" in err
    rows, problems = read_once([source])
    assert rows_of(tmp_path / "out") == rows
    assert problems_of(tmp_path / "out") == problems


def test_a_source_that_changes_on_the_way_fails_its_partition(tmp_path: Path) -> None:
    """What is no longer what the plan saw is never written; the other partitions are done, and nothing is counted."""
    source, out = write_lines(tmp_path / "a.jsonl", documents(30)), tmp_path / "out"
    text = source.read_text("utf-8")

    def change(label: str, done: int, _: int) -> None:
        if (label, done) == ("Reading", 2):
            source.write_text(text.replace("Report 29", "Report 92"), "utf-8")

    result = extract_to(source, out, partition_mb=SMALL, progress=change)
    assert not result.is_complete
    (problem,) = result.unread
    assert problem.kind == "partition_failed"
    assert "as it was" in problem.message
    assert not (out / "counts.csv").exists()
    source.write_text(text, "utf-8")
    again = extract_to(source, out, partition_mb=SMALL)
    assert (again.is_complete, again.done_before) == (True, again.partitions - 1)
    extract_to(source, tmp_path / "whole", partition_mb=SMALL)
    assert contents(out) == contents(tmp_path / "whole")


DRIVER = """
import os, signal, sys
from conflictmap.parts import extract_to
def stop(label, done, total):
    if (label, done) == ("Reading", 2):
        os.kill(os.getpid(), signal.SIGKILL)
extract_to(sys.argv[1], sys.argv[2], partition_mb=float(sys.argv[3]), progress=stop)
"""


def test_a_driver_killed_half_way_goes_on_where_it_was(tmp_path: Path) -> None:
    """After a SIGKILL the same command does what is missing, and nothing shows that it happened."""
    source = write_lines(tmp_path / "a.jsonl", documents(30))
    arguments = [sys.executable, "-c", DRIVER, str(source), str(tmp_path / "out"), str(SMALL)]
    killed = subprocess.run(arguments, cwd=ROOT, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert killed.returncode == -signal.SIGKILL
    (tmp_path / "out" / "events" / ".part-000004.0f.parquet").write_bytes(b"half")
    result = extract_to(source, tmp_path / "out", partition_mb=SMALL)
    assert result.done_before == 2
    extract_to(source, tmp_path / "whole", partition_mb=SMALL)
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def _fails_at_three(number: int) -> int:
    if number == 3:
        message = "three\nlines"
        raise ValueError(message)
    return -number


@pytest.mark.parametrize("workers", [1, 2])
def test_work_that_fails_is_an_answer(workers: int) -> None:
    """One piece that raises does not stop the others, and every piece has one answer."""
    with LocalEngine(workers) as engine:
        found = dict(engine.run(_fails_at_three, range(6)))
    assert found == {0: 0, 1: -1, 2: -2, 3: Failure("ValueError: three lines"), 4: -4, 5: -5}


def test_a_process_that_dies_is_told(tmp_path: Path) -> None:
    """Want of memory kills a process; that ends the run with a word, and what is finished stays."""
    with LocalEngine(2) as engine, pytest.raises(EngineError, match="one that died"):
        list(engine.run(os._exit, [3]))
    assert list(tmp_path.iterdir()) == []


def test_options_that_mean_nothing_are_refused(tmp_path: Path) -> None:
    """An option goes with its engine, and with a folder."""
    with pytest.raises(UsageError, match="--scheduler"):
        open_engine(EngineOptions(scheduler="tcp://127.0.0.1:1"))
    with pytest.raises(UsageError, match="local, dask"):
        open_engine(EngineOptions(name="spark"))
    with pytest.raises(UsageError, match="standard input"):
        extract_to("-", tmp_path / "out")
    with pytest.raises(UsageError, match="above 0"):
        extract_to(seeds_folder(), tmp_path / "out", partition_mb=0)
    assert main(["extract", str(seeds_folder()), "--engine", "dask"]) == 2
    assert main(["extract", str(seeds_folder()), "-o", str(tmp_path / "out"), "--extractor", "x"]) == 2
    assert list(tmp_path.iterdir()) == []


def test_records_say_what_was_read_and_written(tmp_path: Path) -> None:
    """The manifest has a line for each partition, in order: its inputs with sums, its counts, its files with sums."""
    source, out = write_lines(tmp_path / "a.jsonl", documents(12)), tmp_path / "out"
    result = extract_to(source, out, partition_mb=SMALL)
    records = [json.loads(line) for line in (out / "manifest.jsonl").read_text("utf-8").splitlines()]
    assert [each["part"] for each in records] == [f"part-{number:06}" for number in range(result.partitions)]
    ranges = [(each["start"], each["end"]) for record in records for each in record["inputs"]]
    assert ranges[0][0] == 0
    assert ranges[-1][1] == source.stat().st_size
    assert all(end == start for (_, end), (start, _) in itertools.pairwise(ranges))
    assert sum(each["documents"] for each in records) == 12
    assert str(tmp_path) not in (out / "manifest.jsonl").read_text("utf-8")
