"""What is exported from: documents, a ledger's file, an output folder, tables of events; and the command itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import conflictmap
from conflictmap.cli import main
from geo.column import schema_of
from geo.columns import EVENT_COLUMNS, event_schema
from geo.errors import UsageError
from geo.files import seeds_folder
from maps.exports import write_outputs
from maps.exports.event_tables import parquet_layers
from maps.exports.formats import export_layers
from maps.exports.layers import scene_layers
from maps.exports.reading import folder_layers, geojson_layers, is_output_folder
from tests.scenes import small_scene

if TYPE_CHECKING:
    from pathlib import Path

    from maps.exports.layers import Layer

ARTICLE = "Taliban fighters captured the city of Kunduz on Sunday, residents said. Kabul could fall next.\n"


def table(layer: Layer) -> pa.Table:
    """All rows of a layer, without the marks on its fields."""
    found = pa.Table.from_batches(list(layer.batches()), layer.schema)
    return found.replace_schema_metadata(None)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A document of two sentences."""
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.mark.parametrize("rows", [2, 1000])
def test_an_output_folder_gives_the_layers_of_its_run(rows: int, tmp_path: Path) -> None:
    """What `map` wrote is read back to the same tables, whatever the size of the batches."""
    scene = small_scene()
    write_outputs(scene, tmp_path, inputs={}, settings={})
    assert is_output_folder(tmp_path)
    found, made = folder_layers(tmp_path, rows=rows), scene_layers(scene)
    assert [each.name for each in found] == [each.name for each in made]
    for got, expected in zip(found, made, strict=True):
        left, right = table(got), table(expected)
        for name in right.column_names:
            if name in {"evidence_file", "longitude", "latitude"} or (name == "geometry" and got.name == "events"):
                continue
            assert left.column(name).to_pylist() == right.column(name).to_pylist(), (got.name, name)
        for name in ("longitude", "latitude"):
            if name in right.column_names and got.name == "events":
                pairs = zip(left.column(name).to_pylist(), right.column(name).to_pylist(), strict=True)
                assert all(a == pytest.approx(b, abs=1e-6) if b is not None else a is None for a, b in pairs)


def test_a_single_geojson_of_events_will_do(tmp_path: Path) -> None:
    """`events.geojson` alone gives the events, with their points, and the provinces."""
    write_outputs(small_scene(), tmp_path, inputs={}, settings={})
    points, provinces = geojson_layers(tmp_path / "events.geojson")
    assert (points.name, provinces.name) == ("events", "provinces")
    expected = scene_layers(small_scene())[0]
    assert table(points).column("geometry").to_pylist() == table(expected).column("geometry").to_pylist()


def test_a_broken_output_folder_is_named(tmp_path: Path) -> None:
    """A file that is not what `map` wrote stops the export by name."""
    write_outputs(small_scene(), tmp_path, inputs={}, settings={})
    (tmp_path / "ledger.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(UsageError, match=r"ledger\.jsonl"):
        folder_layers(tmp_path)


def test_geoparquet_is_a_source_again(tmp_path: Path) -> None:
    """An exported table of events gives the same events, and its provinces' events their outlines."""
    layers = scene_layers(small_scene(), rows=3)
    path = tmp_path / "events.parquet"
    export_layers(layers, path)
    found, ignored = parquet_layers(path, rows=2)
    assert ignored == []
    assert table(found[0]).equals(table(layers[0]))
    areas = {row["event_id"]: row for row in table(found[1]).to_pylist()}
    expected = {row["event_id"]: row for row in table(layers[1]).to_pylist()}
    assert set(areas) == set(expected)
    for event_id, row in expected.items():
        if row["area_basis"] == "province_outline":
            assert areas[event_id] == row
        else:
            assert (areas[event_id]["area_basis"], areas[event_id]["geometry"]) == (None, None)


def test_a_partitioned_folder_is_one_table(tmp_path: Path) -> None:
    """Files in `year=` folders are one table in the order of their names; the partition is no column of events."""
    events = table(scene_layers(small_scene())[0]).drop_columns(["geometry"])
    half = events.num_rows // 2
    for year, part in ((2020, events.slice(0, half)), (2021, events.slice(half))):
        folder = tmp_path / f"year={year}"
        folder.mkdir()
        pq.write_table(part, folder / "part-0.parquet")
    found, ignored = parquet_layers(tmp_path)
    assert ignored == ["year"]
    assert table(found[0]).column("event_id").to_pylist() == events.column("event_id").to_pylist()


def test_a_feed_of_few_columns_is_enough(tmp_path: Path) -> None:
    """Missing columns are null, points come from coordinates or WKB, other columns are named, evidence is a row."""
    few = pa.table(
        {
            "event_id": ["a", "b"],
            "longitude": [68.868, None],
            "latitude": [36.728, None],
            "fatalities_best": pa.array([3, None], pa.int64()),
            "colour": ["red", "blue"],
        }
    )
    pq.write_table(few, tmp_path / "few.parquet")
    found, ignored = parquet_layers(tmp_path / "few.parquet")
    assert ignored == ["colour"]
    rows = table(found[0]).to_pylist()
    assert table(found[0]).schema.names[:-1] == event_schema().names
    assert [(row["event_id"], row["fatalities_best"], row["evidence_kind"]) for row in rows] == [
        ("a", 3, "feed_row"),
        ("b", None, "feed_row"),
    ]
    assert [row["geometry"] is None for row in rows] == [False, True]
    shapes = table(found[0]).select(["event_id", "geometry"])
    pq.write_table(shapes, tmp_path / "wkb.parquet")
    again = table(parquet_layers(tmp_path / "wkb.parquet")[0][0]).to_pylist()
    assert [(row["longitude"], row["geometry"]) for row in again] == [
        (68.868, rows[0]["geometry"]),
        (None, None),
    ]


def test_a_folder_written_in_parts_is_exported(tmp_path: Path) -> None:
    """What `extract_to` wrote in parts gives the events of the same run, with their points."""
    source = seeds_folder() / "2021-08-10-envoy.md"
    conflictmap.extract_to(source, tmp_path / "parts")
    assert main(["export", str(tmp_path / "parts"), "-o", str(tmp_path / "parts.parquet")]) == 0
    conflictmap.run(source).export(tmp_path / "run.parquet")
    names = ["event_id", "event_type", "place_id", "date_start", "quote_exact", "evidence_kind", "geometry"]
    parts, whole = (pq.read_table(tmp_path / name).select(names) for name in ("parts.parquet", "run.parquet"))
    key = [("event_id", "ascending")]
    assert parts.sort_by(key).to_pylist() == whole.sort_by(key).to_pylist()
    assert parts.num_rows


def test_documents_beside_a_table_stay_documents(article: Path, tmp_path: Path) -> None:
    """A folder of documents that holds a Parquet file is read as documents."""
    pq.write_table(pa.table({"name": ["x"]}), tmp_path / "other.parquet")
    target = tmp_path / "x.csv"
    assert main(["export", str(article.parent), "-o", str(target), "--published", "2021-08-10"]) in {0, 1}
    assert "Kunduz" in target.read_text(encoding="utf-8")


def test_other_tables_are_refused(tmp_path: Path) -> None:
    """A table without event ids, one with a column of another type, and a text named .parquet are misuse."""
    pq.write_table(pa.table({"name": ["x"]}), tmp_path / "a.parquet")
    with pytest.raises(UsageError, match="event_id"):
        parquet_layers(tmp_path / "a.parquet")
    pq.write_table(pa.table({"event_id": ["x"], "date_start": ["soon"]}), tmp_path / "b.parquet")
    with pytest.raises(UsageError, match="date_start"):
        table(parquet_layers(tmp_path / "b.parquet")[0][0])
    (tmp_path / "c.parquet").write_text("no", encoding="utf-8")
    with pytest.raises(UsageError, match="Parquet"):
        parquet_layers(tmp_path / "c.parquet")


def test_the_command_exports_documents(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`export FILE -o x.parquet` writes the events of the text and says what is not in that file."""
    target = tmp_path / "x.parquet"
    assert main(["export", str(article), "-o", str(target), "--published", "2021-08-10"]) == 0
    said = capsys.readouterr().out
    assert "x.parquet: 2 rows (events)" in said
    assert "Not in it: events_areas, control, claims, provinces" in said
    found = pq.read_table(target)
    assert set(found.column("place_name").to_pylist()) == {"Kunduz", "Kabul"}
    assert found.select([column.name for column in EVENT_COLUMNS]).schema.equals(schema_of(EVENT_COLUMNS))


def test_the_command_exports_what_map_wrote(article: Path, tmp_path: Path) -> None:
    """An output folder, a ledger's file and the documents give the same table of who holds what."""
    day = ["--published", "2021-08-10"]
    out, ledger = tmp_path / "out", tmp_path / "war.gpkg"
    assert main(["map", str(article), "-o", str(out), "--ledger", str(ledger), *day]) == 0
    texts = []
    for number, sources in enumerate(([str(article), *day], [str(out)], ["--ledger", str(ledger)])):
        target = tmp_path / f"{number}.csv"
        assert main(["export", *sources, "-o", str(target), "--layer", "control"]) == 0
        texts.append(target.read_text(encoding="utf-8"))
    assert texts[0] == texts[1] == texts[2]
    assert "AF-KDZ" in texts[0]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["out", "article.txt", "-o", "x.gpkg"], "one table, database or output folder alone"),
        (["article.txt", "-o", "x.shp"], "ends in"),
        (["article.txt", "-o", "folder"], "a format for a folder"),
        (["-o", "x.gpkg"], "at least one source"),
        (["article.txt"], "-o"),
    ],
)
def test_the_command_refuses_what_cannot_mean_anything(
    words: list[str], expected: str, article: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wrong words end with status 2 and a reason, and nothing is written."""
    monkeypatch.chdir(article.parent)
    write_outputs(small_scene(), article.parent / "out", inputs={}, settings={})
    before = sorted(each.name for each in article.parent.iterdir())
    assert main(["export", *words]) == 2
    assert expected in capsys.readouterr().err
    assert sorted(each.name for each in article.parent.iterdir()) == before


def test_columns_left_out_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A column of a table that no event has is told on standard error."""
    pq.write_table(pa.table({"event_id": ["x"], "mood": ["bad"]}), tmp_path / "t.parquet")
    assert main(["export", str(tmp_path / "t.parquet"), "-o", str(tmp_path / "t.geojson")]) == 0
    assert "left out: mood" in capsys.readouterr().err
    feature = json.loads((tmp_path / "t.geojson").read_text(encoding="utf-8"))["features"][0]
    assert (feature["id"], feature["geometry"]) == ("x", None)


def test_a_result_exports_itself(tmp_path: Path) -> None:
    """`Result.export` writes a file by its suffix, or a folder in a named format, and returns the paths."""
    result = conflictmap.run(seeds_folder() / "2021-08-10-envoy.md")
    assert result.export(tmp_path / "x.geojsonl", layer="provinces") == [tmp_path / "x.geojsonl"]
    assert len((tmp_path / "x.geojsonl").read_text(encoding="utf-8").splitlines()) == 34
    names = [path.name for path in result.export(tmp_path / "all", "flatgeobuf")]
    assert names == ["events.fgb", "events_areas.fgb", "control.fgb", "provinces.fgb"]


def test_options_of_the_run_reach_the_export(article: Path, tmp_path: Path) -> None:
    """The publication day and the opening state decide what is exported, as they do for `map`."""
    rows: dict[str, Any] = {}
    for name, day in (("dated", ["--published", "2021-08-10"]), ("undated", [])):
        target = tmp_path / f"{name}.parquet"
        main(["export", str(article), "-o", str(target), *day])
        rows[name] = pq.read_table(target).column("date_start").to_pylist()
    assert any(rows["dated"])
    assert not any(rows["undated"])
