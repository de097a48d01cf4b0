"""Feeds taken elsewhere: every row that stands, with its evidence; the licence guard; feeds in a database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import psycopg
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest

import conflictmap
from bench.make_feed import write_feed
from conflictmap.cli import main
from conflictmap.feed_database import local_files
from geo.errors import UsageError
from maps.exports.reading import folder_layers

if TYPE_CHECKING:
    from pathlib import Path

ROWS = 400


@pytest.fixture
def feeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a made file of each feed, which is the current one."""
    for name in ("ucdp", "acled", "gdelt"):
        write_feed(name, ROWS, tmp_path / f"{name}.csv")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["ucdp", "gdelt"])
def test_every_row_that_stands_is_exported(name: str, feeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A feed alone goes row by row: the row is the evidence, its codes are kept, nothing is drawn too sharply."""
    assert main(["export", "--feed", f"{name}:{name}.csv", "-o", "x.parquet"]) in {0, 1}
    counted = conflictmap.feed(name, feeds / f"{name}.csv").outcome.feeds[0].files[0]
    rows = pq.read_table("x.parquet").to_pylist()
    assert f"x.parquet: {counted.kept} rows (events)" in capsys.readouterr().out
    assert 0 < len(rows) == counted.kept < ROWS + 1
    assert {row["evidence_kind"] for row in rows} == {"feed_row"}
    assert {row["evidence_file"] for row in rows} == {f"{name}.csv"}
    assert all(row["evidence_row"] and row["evidence_id"] and not row["quote_exact"] for row in rows)
    assert any(row["event_code"] for row in rows)
    for row in rows:
        assert (row["geometry"] is None) == (row["longitude"] is None)
        assert row["geometry"] is None or row["place_precision"] in {"site", "settlement", "near"}
    pointed = {row["geometry"] is None for row in rows}
    assert pointed == {True, False}


def test_a_feed_goes_through_parquet_unchanged(feeds: Path) -> None:
    """What was exported is a source again, with the feed's own codes, and gives the same bytes."""
    assert main(["export", "--feed", "gdelt:gdelt.csv", "-o", "a.parquet"]) in {0, 1}
    assert main(["export", "a.parquet", "-o", "b.parquet"]) == 0
    assert (feeds / "a.parquet").read_bytes() == (feeds / "b.parquet").read_bytes()


def test_rows_that_may_not_be_passed_on_are_refused(feeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """ACLED's rows are exported only where the user says that they may be; the file names whose they are."""
    assert main(["export", "--feed", "acled:acled.csv", "-o", "x.gpkg"]) == 2
    assert "--i-may-redistribute" in capsys.readouterr().err
    assert not (feeds / "x.gpkg").exists()
    assert main(["export", "--feed", "acled:acled.csv", "-o", "x.kml", "--i-may-redistribute"]) in {0, 1}
    assert "ACLED" in (feeds / "x.kml").read_text(encoding="utf-8").split("<Placemark>")[0]


def test_feed_rows_are_shown_as_such_in_geojson(feeds: Path) -> None:
    """`events.geojson` of a feed says which row stands behind each event, and an export of that folder keeps it."""
    result = conflictmap.feed("ucdp", feeds / "ucdp.csv")
    result.save(feeds / "out")
    found = json.loads((feeds / "out" / "events.geojson").read_text(encoding="utf-8"))["features"]
    rows = {each["id"]: each["properties"] for each in found}
    assert rows
    assert all(row["evidence_kind"] == "feed_row" and row["evidence_row"] for row in rows.values())
    layer = folder_layers(feeds / "out")[0]
    again = {row["event_id"]: row for batch in layer.batches() for row in batch.to_pylist()}
    for event_id, row in rows.items():
        assert again[event_id]["evidence_kind"] == "feed_row"
        assert again[event_id]["evidence_row"] == row["evidence_row"]
    assert set(result.geodataframe()["evidence_kind"]) == {"feed_row"}


@pytest.mark.postgis
def test_a_feed_in_a_database_is_read_as_from_its_file(feeds: Path, database: str) -> None:
    """A table and a query give the events of the file; only the name of the file differs. The address is nowhere."""
    table = pa_csv.read_csv(feeds / "ucdp.csv", convert_options=pa_csv.ConvertOptions(strings_can_be_null=True))
    columns = ", ".join(f'"{name}" text' for name in table.column_names)
    with psycopg.connect(database) as connection:
        connection.execute(f"CREATE TABLE ged ({columns})".encode())
        with connection.cursor() as cursor, cursor.copy("COPY ged FROM STDIN (FORMAT csv, HEADER)") as copy:
            copy.write((feeds / "ucdp.csv").read_bytes())
    plain = conflictmap.feed("ucdp", feeds / "ucdp.csv")
    by_table = conflictmap.feed("ucdp", database, table="ged")
    by_query = conflictmap.feed("ucdp", database, query="SELECT * FROM ged ORDER BY ctid")
    for got in (by_table, by_query):
        assert {each.event_id for each in got.events} == {each.event_id for each in plain.events}
        assert {each.place for each in got.events} == {each.place for each in plain.events}
    assert main(["feed", "ucdp", database, "--table", "ged", "-o", "out"]) in {0, 1}
    written = "".join(path.read_text(encoding="utf-8") for path in (feeds / "out").iterdir())
    assert "ged.parquet" in written
    assert database not in written
    assert "postgresql://" not in written


def test_a_database_needs_a_table_or_a_query() -> None:
    """Neither, both, or either without a database is misuse; files alone pass as they are."""
    url = "postgresql://localhost/x"
    for words, table, query in (
        ([url], None, None),
        ([url], "t", "SELECT 1"),
        (["a.csv"], "t", None),
        (["a.csv"], None, "q"),
    ):
        with pytest.raises(UsageError), local_files(words, table=table, query=query):
            pass
    with local_files(["a.csv"], table=None, query=None) as found:
        assert found == ["a.csv"]
