"""Feeds in parts: the rows, row numbers, versions and counts of one reader of all files, whatever the partitions."""

from __future__ import annotations

import csv
import zipfile
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bench.make_feed import write_feed
from conflictmap import feed_to
from conflictmap.cli import main
from conflictmap.feeding import file_names, request_feed
from conflictmap.parts_options import EngineOptions
from geo.errors import UsageError
from geo.feeds.catalogue import known_feed
from geo.feeds.reading import gather, read_rows
from geo.feeds.scope import Scope
from geo.places.provinces import default_provinces
from tests.parts import contents

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SMALL = 0.2
"""Partitions of 200,000 bytes: several from a few hundred rows."""


def read_once(feed_id: str, files: Sequence[Path]) -> list[dict[str, Any]]:
    """The rows of one reader of all files."""
    named = list(zip(files, file_names(files), strict=True))
    found = read_rows(known_feed(feed_id), named, default_provinces(), Scope(drawn=0))
    rows: list[dict[str, Any]] = pa.concat_tables(found, promote_options="default").to_pylist()
    return rows


def rows_of(folder: Path) -> list[dict[str, Any]]:
    """The rows of all partitions, in order."""
    tables = [pq.read_table(path) for path in sorted((folder / "events").glob("*.parquet"))]
    rows: list[dict[str, Any]] = pa.concat_tables(tables).to_pylist()
    return rows


def assert_same(found: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> None:
    """The rows are the same in every column of an exported row."""
    assert len(found) == len(wanted)
    names = [name for name in wanted[0] if name not in {"at_longitude", "at_latitude"}]
    left, right = ([{name: row[name] for name in names} for row in rows] for rows in (found, wanted))
    assert left == right


@pytest.fixture(scope="module")
def acled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made ACLED file of 2,000 rows, 0.7 MB."""
    path = tmp_path_factory.mktemp("feed") / "acled.csv"
    write_feed("acled", 2_000, path)
    return path


@pytest.fixture(scope="module")
def revised(acled: Path) -> list[Path]:
    """That file, and a later one in which 300 rows return: some the same, some recorded later and told otherwise."""
    with acled.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    territory = [row for row in rows if "overtakes" in row["sub_event_type"] or "regains" in row["sub_event_type"]]
    again = [*rows[100:300], *territory]
    for number, row in enumerate(again):
        if number % 3:
            row["timestamp"] = str(int(row["timestamp"]) + 86_400 * number)
            row["sub_event_type"], row["event_type"] = "Armed clash", "Battles"
    later = acled.with_name("later.csv")
    with later.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(again)
    assert len(territory) > 5
    return [acled, later]


def acled_request(files: Sequence[Path]) -> Any:  # noqa: ANN401 - as `feed_to` takes it
    return request_feed("acled", files, i_may_redistribute=True)


@pytest.mark.parametrize("size", [0.05, SMALL, 8])
def test_partitions_hold_the_rows_of_one_reader(tmp_path: Path, acled: Path, size: float) -> None:
    """However a file is cut, each row is there once with its number in the file."""
    result = feed_to(acled_request([acled]), tmp_path / "out", partition_mb=size)
    assert_same(rows_of(tmp_path / "out"), read_once("acled", [acled]))
    assert result.totals["rows"] == 2_000
    assert (result.partitions > 1) == (size < 1)


def test_a_file_without_a_header_is_cut_as_well(tmp_path: Path) -> None:
    """GDELT's 61 columns have no names in the file: a stretch is read by their number."""
    path = tmp_path / "20210810.export.CSV"
    write_feed("gdelt", 1_000, path)
    feed_to(request_feed("gdelt", [path]), tmp_path / "out", partition_mb=0.05)
    assert_same(rows_of(tmp_path / "out"), read_once("gdelt", [path]))


def test_line_ends_in_cells_and_broken_rows_keep_their_numbers(tmp_path: Path, acled: Path) -> None:
    """A note of several lines is never torn, and rows behind a broken one have their own numbers, in every stretch."""
    with acled.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    at = rows[0].index("notes")
    path = tmp_path / "lines.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(rows[0])
        for number, row in enumerate(rows[1:], 1):
            row[at] = f'Said:\n"{number}",\nand more\n' if number % 7 == 0 else row[at]
            writer.writerow(row[:5] if number % 111 == 0 else row)
    feed_to(acled_request([path]), tmp_path / "out", partition_mb=SMALL)
    wanted = read_once("acled", [path])
    assert_same(rows_of(tmp_path / "out"), wanted)
    assert any("\n" in (row["evidence_notes"] or "") for row in wanted)
    told = "".join(each.read_text("utf-8") for each in sorted((tmp_path / "out" / "problems").iterdir()))
    broken = gather(known_feed("acled"), [(path, path.name)], default_provinces()).problems
    numbers = [each.line for each in broken if each.kind == "broken_row"]
    assert numbers == [111 * each for each in range(1, 19)]
    assert all(f'"line":{number},' in told for number in numbers)


def test_versions_across_files_count_once(tmp_path: Path, revised: list[Path]) -> None:
    """Of each id the latest version stands, and what the ledger and the counts say is what the main job says."""
    words = ["feed", "acled", *map(str, revised), "--i-may-redistribute"]
    assert main([*words, "-o", str(tmp_path / "map"), "--ledger", str(tmp_path / "map.gpkg")]) == 0
    parts = ["--engine", "local", "--partition-size", str(SMALL)]
    assert main([*words, "-o", str(tmp_path / "out"), "--ledger", str(tmp_path / "out.gpkg"), *parts]) == 0
    for name in ("control.csv", "feed_counts.csv"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "map" / name).read_bytes()
    rows = rows_of(tmp_path / "out")
    assert_same(rows, read_once("acled", revised))
    assert len({row["evidence_id"] for row in rows}) == len(rows)
    fallen = sum(each.fallen for each in gather(known_feed("acled"), _named(revised), default_provinces()).files)
    assert fallen > 100


def _named(files: Sequence[Path]) -> list[tuple[Path, str]]:
    return list(zip(files, file_names(files), strict=True))


def test_a_packed_file_is_read_as_a_whole(tmp_path: Path, acled: Path) -> None:
    """A zip is one partition; the rows are those of the file in it."""
    packed = tmp_path / "acled.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(acled, "acled.csv")
    result = feed_to(acled_request([packed]), tmp_path / "out", partition_mb=0.01)
    assert result.partitions == 1
    assert_same(rows_of(tmp_path / "out"), read_once("acled", [packed]))


def test_members_of_an_archive_keep_their_rows(tmp_path: Path, revised: list[Path]) -> None:
    """A row that falls in one member of a zip hides no row of another that has the same number."""
    packed = tmp_path / "both.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in revised:
            archive.write(path, path.name)
    feed_to(acled_request([packed]), tmp_path / "out")
    rows = rows_of(tmp_path / "out")
    assert_same(rows, read_once("acled", [packed]))
    ids = {row["evidence_id"] for row in read_once("acled", revised)}
    assert sorted(row["evidence_id"] for row in rows) == sorted(ids)


def test_processes_write_what_one_writes(tmp_path: Path, revised: list[Path]) -> None:
    """The number of processes does not show in any byte, nor does doing a partition again."""
    feed_to(acled_request(revised), tmp_path / "one", partition_mb=SMALL)
    feed_to(acled_request(revised), tmp_path / "two", partition_mb=SMALL, engine=EngineOptions(workers=2))
    (tmp_path / "two" / "finished" / "part-000001.json").unlink()
    again = feed_to(acled_request(revised), tmp_path / "two", partition_mb=SMALL)
    assert again.partitions - again.done_before == 1
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_rows_that_may_not_be_passed_on_are_refused(tmp_path: Path, acled: Path) -> None:
    """ACLED's rows are written nowhere unless the user says that they may be."""
    assert main(["feed", "acled", str(acled), "-o", str(tmp_path / "out"), "--engine", "local"]) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_named_and_the_rest_is_done(tmp_path: Path, acled: Path) -> None:
    """An archive that breaks off is a problem with exit status 1; the rows of the other file are all there."""
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04" + b"\x00" * 60)
    words = ["feed", "acled", str(broken), str(acled), "--i-may-redistribute", "--engine", "local"]
    assert main([*words, "-o", str(tmp_path / "out"), "--partition-size", str(SMALL)]) == 1
    assert_same(rows_of(tmp_path / "out"), read_once("acled", [broken, acled]))


def test_options_that_do_not_go_together_are_refused(tmp_path: Path, acled: Path) -> None:
    """A page's options mean nothing with an engine, nor an engine's without one."""
    words = ["feed", "acled", str(acled), "-o", str(tmp_path / "out"), "--i-may-redistribute"]
    assert main([*words, "--engine", "local", "--title", "x"]) == 2
    assert main([*words, "--partition-size", "1"]) == 2
    with pytest.raises(UsageError, match="--memory-limit"):
        feed_to(acled_request([acled]), tmp_path / "out", engine=EngineOptions(memory_limit="1GiB"))
    assert list(tmp_path.iterdir()) == []
