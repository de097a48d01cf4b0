"""Taking a scene elsewhere: each format holds every row and value, reads back, and is the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import xml.etree.ElementTree as ET
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import geopandas
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from geojson_pydantic import Feature, FeatureCollection

from conflictmap.export_options import FORMAT_NAMES, LAYER_NAMES
from geo.coords import CRS
from geo.errors import UsageError
from maps.exports.csv_file import HXL
from maps.exports.formats import FORMATS, export_layers
from maps.exports.geojson import write_geojson
from maps.exports.kml import write_kml
from maps.exports.layers import AREA, scene_layers
from maps.exports.qgis import layer_style
from maps.exports.rows import layer_rows
from tests.scenes import HOSTILE, hostile_scene, small_scene

if TYPE_CHECKING:
    from pathlib import Path

    from maps.exports.layers import Layer

SUFFIXES = {name: each.suffixes[0] for name, each in FORMATS.items()}
KML = "{http://www.opengis.net/kml/2.2}"


def small_layers(rows: int = 3) -> dict[str, Layer]:
    """The layers of the small scene, in batches of a few rows so that all writers see several."""
    return {each.name: each for each in scene_layers(small_scene(), rows=rows)}


def write(name: str, folder: Path, layer: str | None = None) -> Path:
    """Write one format of the small scene; return its file."""
    target = folder / f"x{SUFFIXES[name]}"
    export_layers(list(small_layers().values()), target, layer=layer)
    return target


def parsed(path: Path) -> ET.Element:
    """The root of an XML file of ours."""
    return ET.parse(path).getroot()  # noqa: S314 - our own file


def plain(value: Any) -> Any:  # noqa: ANN401 - a cell of any column
    """A cell as all readers agree on it: null is None, numbers are floats, times are ISO days or UTC instants."""
    if value is None or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return None
    if isinstance(value, bool | np.bool_):
        return float(value)
    if isinstance(value, int | float | np.integer | np.floating):
        return float(value)
    if isinstance(value, datetime):
        moment = pd.Timestamp(value)
        return moment.isoformat() if moment.tz is not None else moment.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value


def expected_rows(layer: Layer) -> list[dict[str, Any]]:
    """The rows of a layer as `plain` cells."""
    found = pa.Table.from_batches(list(layer.batches()), layer.schema).to_pylist()
    return [{column.name: plain(row[column.name]) for column in layer.columns} for row in found]


@pytest.mark.parametrize("name", LAYER_NAMES)
def test_a_layer_starts_anew_and_keeps_its_schema(name: str) -> None:
    """The batches of a layer can be read twice, hold at most the rows asked for, and have the layer's schema."""
    layer = small_layers()[name]
    first, again = (pa.Table.from_batches(list(layer.batches()), layer.schema) for _ in range(2))
    assert first.equals(again)
    assert first.num_rows
    rows = 3 if name != "provinces" else 34
    assert all(batch.num_rows <= rows for batch in layer.batches())


def test_options_name_what_there_is() -> None:
    """The command line offers the formats and layers that exist, in their order."""
    assert tuple(FORMATS) == FORMAT_NAMES
    assert tuple(small_layers()) == LAYER_NAMES
    suffixes = [suffix for each in FORMATS.values() for suffix in each.suffixes]
    assert len(suffixes) == len(set(suffixes))


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_same_rows_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    """Each format writes the same bytes twice, over its own old file too, and leaves nothing beside it."""
    first = write(name, tmp_path).read_bytes()
    again = write(name, tmp_path).read_bytes()
    assert first == again
    assert [each.name for each in tmp_path.iterdir()] == [f"x{SUFFIXES[name]}"]


@pytest.mark.parametrize("layer", ["events", "events_areas", "control", "provinces"])
@pytest.mark.parametrize("name", ["geoparquet", "gpkg", "flatgeobuf", "geojson", "geojsonl", "geojsons"])
def test_geopandas_reads_back_every_row_and_value(name: str, layer: str, tmp_path: Path) -> None:
    """Columns, values, nulls, shapes and the reference system come back as they were written."""
    path, expected = write(name, tmp_path, layer), small_layers()[layer]
    frame = (
        geopandas.read_parquet(path) if name == "geoparquet" else geopandas.read_file(path, layer=_named(name, layer))
    )
    assert frame.crs.to_authority() == ("EPSG", "4326")
    assert [each for each in frame.columns if each not in {"id", "bbox", "geometry"}] == [
        column.name for column in expected.columns
    ]
    key = expected.columns[0].name
    rows = {row[key]: row for row in expected_rows(expected)}
    shapes = {row[key]: geometry for row, geometry in layer_rows(expected)}
    assert len(frame) == len(rows)
    if name != "flatgeobuf":  # its index puts neighbours together
        assert list(frame[key]) == list(rows)
    for _, got in frame.iterrows():
        row, shape = rows[got[key]], shapes[got[key]]
        for column, value in row.items():
            text = got[column]
            assert _comparable(text, value) == value, column
        assert (got.geometry is None) == (shape is None)
        if shape is not None:
            assert shapely.equals_exact(got.geometry, shapely.from_geojson(json.dumps(shape)), 1e-9)


def _named(name: str, layer: str) -> str | None:
    return layer if name == "gpkg" else None


def _comparable(got: Any, value: Any) -> Any:  # noqa: ANN401 - a cell of any column
    """What a reader gives, as `plain`; the time of a day is left out."""
    found = plain(got)
    if isinstance(value, str) and isinstance(found, str) and found != value and "T" in found:
        return pd.Timestamp(found).isoformat() if "T" in value else found[:10]
    return found


@pytest.mark.filterwarnings("error:CRS mismatch")
@pytest.mark.parametrize("name", ["geoparquet", "gpkg", "flatgeobuf", "geojson"])
def test_files_of_any_format_join_without_a_warning(name: str, tmp_path: Path) -> None:
    """Events of each format with provinces of each, and with a frame of Python: one reference system throughout."""
    events = _read(name, write(name, tmp_path, "events"), "events")
    for other in ("geoparquet", "gpkg", "geojson"):
        folder = tmp_path / other
        folder.mkdir()
        provinces = _read(other, write(other, folder, "provinces"), "provinces")
        assert len(geopandas.sjoin(events[["geometry"]], provinces[["geometry"]])) > 0
    frame = geopandas.GeoDataFrame(geometry=events.geometry.to_list(), crs=CRS)
    assert len(geopandas.sjoin(events[["geometry"]], frame)) > 0


def _read(name: str, path: Path, layer: str) -> geopandas.GeoDataFrame:
    if name == "geoparquet":
        return geopandas.read_parquet(path)
    return geopandas.read_file(path, layer=_named(name, layer))


def test_null_geometry_stays_null_and_areas_are_areas(tmp_path: Path) -> None:
    """A province-level event has no point in any format, and a MultiPolygon among the areas."""
    events = geopandas.read_file(write("gpkg", tmp_path), layer="events")
    areas = geopandas.read_file(tmp_path / "x.gpkg", layer="events_areas")
    province = events[events["place_precision"] == "admin1"]
    assert len(province)
    assert province.geometry.isna().all()
    assert set(areas.geom_type) == {AREA}
    assert set(province["event_id"]) <= set(areas["event_id"])


def test_geoparquet_keeps_the_rules_of_1_1(tmp_path: Path) -> None:
    """Version, primary column, WKB, WGS 84, geometry types, extent and the covering column are as the standard asks."""
    for layer in ("events", "control"):
        path = write("geoparquet", tmp_path, layer)
        meta = pq.read_metadata(path)
        geo = json.loads(meta.metadata[b"geo"])
        assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
        column = geo["columns"]["geometry"]
        assert column["encoding"] == "WKB"
        assert column["geometry_types"] == (["Point"] if layer == "events" else ["MultiPolygon"])
        assert column["crs"]["id"] == {"authority": "EPSG", "code": 4326}
        assert column.get("orientation") == (None if layer == "events" else "counterclockwise")
        assert column["covering"]["bbox"] == {side: ["bbox", side] for side in ("xmin", "ymin", "xmax", "ymax")}
        table = pq.read_table(path)
        shapes = shapely.from_wkb(np.asarray(table.column("geometry").to_pylist(), object))
        for shape, box in zip(shapes, table.column("bbox").to_pylist(), strict=True):
            assert box == (None if shape is None else dict(zip(box, shape.bounds, strict=True)))
        assert column["bbox"] == list(shapely.total_bounds(shapes))
        groups = [meta.row_group(index) for index in range(meta.num_row_groups)]
        assert len(groups) > 1
        assert {group.column(index).compression for group in groups for index in range(group.num_columns)} == {"ZSTD"}
        assert pa.types.is_struct(table.schema.field("bbox").type)


def test_geoparquet_is_read_by_place(tmp_path: Path) -> None:
    """A reader that asks for a box gets what lies in it, by the covering column."""
    path = write("geoparquet", tmp_path)
    box = (68.0, 36.0, 69.5, 37.5)
    inside = geopandas.read_parquet(path, bbox=box)
    everything = geopandas.read_parquet(path)
    assert 0 < len(inside) < len(everything)
    assert set(inside["event_id"]) == set(everything[everything.intersects(shapely.box(*box))]["event_id"])


def test_a_layer_without_any_shape_is_still_geoparquet(tmp_path: Path) -> None:
    """No rows, or rows without places, give a readable file; stated counts are plain Parquet."""
    nothing = small_scene(documents=[], events=[], controls=[], counts=[], checks=[], problems=[])
    layers = scene_layers(nothing)
    for form in ("geoparquet", "gpkg", "geojson", "geojsonl", "kml", "csv", "flatgeobuf"):
        written = export_layers(layers, tmp_path / f"none{SUFFIXES[form]}")
        assert written[0].rows == (34 if FORMATS[form].write_all else 0)
    frame = geopandas.read_parquet(tmp_path / "none.parquet")
    assert len(frame) == 0
    assert "bbox" not in json.loads(pq.read_metadata(tmp_path / "none.parquet").metadata[b"geo"])["columns"]["geometry"]
    claims = write("geoparquet", tmp_path, "claims")
    assert b"geo" not in pq.read_metadata(claims).metadata
    assert pq.read_table(claims).num_rows == len(small_scene().checks)


def test_geopackage_is_styled_timed_indexed_and_explained(tmp_path: Path) -> None:
    """QGIS finds a default style with a time, a spatial index, and the meaning of each column; the clock is nowhere."""
    path = write("gpkg", tmp_path)
    assert [name for name, _ in pyogrio.list_layers(path)][:2] == ["events", "events_areas"]
    layers = small_layers()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        styles = dict(connection.execute("SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault"))
        assert set(styles) == {"events", "events_areas", "control", "provinces"}
        indexed = {
            row[0]
            for row in connection.execute("SELECT table_name FROM gpkg_extensions WHERE extension_name LIKE '%rtree%'")
        }
        assert indexed == set(styles)
        meanings = dict(
            connection.execute("SELECT column_name, description FROM gpkg_data_columns WHERE table_name = 'events'")
        )
        assert meanings == {column.name: column.meaning for column in layers["events"].columns}
        last = max(event.recorded_at for event in small_scene().events if event.recorded_at)
        changes = {row[0] for row in connection.execute("SELECT last_change FROM gpkg_contents")}
        assert len(changes) == 1
        assert datetime.fromisoformat(changes.pop()) >= last
        described = dict(connection.execute("SELECT identifier, description FROM gpkg_contents"))
        assert described["events"] == layers["events"].description


@pytest.mark.parametrize("name", ["events", "events_areas", "control", "provinces"])
def test_styles_are_sound(name: str) -> None:
    """A style is well-formed, each rule has its symbol, its columns exist, and time is on where the layer has one."""
    layer = small_layers()[name]
    style = layer_style(layer)
    assert style is not None
    root = ET.fromstring(style)  # noqa: S314 - our own file
    rules, symbols = root.findall(".//rule"), root.findall("./renderer-v2/symbols/symbol")
    assert [rule.get("symbol") for rule in rules] == [symbol.get("name") for symbol in symbols]
    kind = "marker" if name == "events" else "fill"
    assert {symbol.get("type") for symbol in symbols} == {kind}
    columns = {column.name for column in layer.columns}
    asked = " ".join(rule.get("filter", "") for rule in rules)
    temporal = root.find("temporal")
    assert (temporal is not None) == (layer.start is not None)
    if temporal is not None:
        assert temporal.get("enabled") == "1"
        asked += temporal.get("startExpression", "") + temporal.get("endExpression", "")
        assert f'"{layer.start}"' in asked
        assert f'"{layer.end}"' in asked
    assert set(re.findall(r'"(\w+)"', asked)) <= columns


def test_claims_have_no_style() -> None:
    """Stated counts are a table and not drawn."""
    assert layer_style(small_layers()["claims"]) is None


def features(path: Path) -> list[dict[str, Any]]:
    """The features of a GeoJSON file, whichever dress it has."""
    text = path.read_text(encoding="utf-8")
    if text.startswith('{"type":"FeatureCollection"'):
        found: list[dict[str, Any]] = json.loads(text)["features"]
        return found
    return [json.loads(line.removeprefix("\x1e")) for line in text.split("\n") if line]


def test_geojson_is_valid_in_three_dresses(tmp_path: Path) -> None:
    """A validator takes them, rings are right-handed, and the three hold the same features."""
    collection = write("geojson", tmp_path)
    FeatureCollection.model_validate_json(collection.read_text(encoding="utf-8"))
    lines, sequence = write("geojsonl", tmp_path), write("geojsons", tmp_path)
    assert features(collection) == features(lines) == features(sequence)
    assert all(line.startswith("\x1e{") for line in sequence.read_text(encoding="utf-8").split("\n") if line)
    assert "crs" not in json.loads(collection.read_text(encoding="utf-8"))
    for layer in ("control", "events_areas", "provinces"):
        for feature in features(write("geojsonl", tmp_path, layer)):
            Feature.model_validate(feature)
            assert isinstance(feature["id"], str)
            for polygon in (feature["geometry"] or {"coordinates": []})["coordinates"]:
                assert shapely.is_ccw(shapely.linearrings(polygon[0]))
                assert not any(shapely.is_ccw(shapely.linearrings(hole)) for hole in polygon[1:])


def test_flatgeobuf_has_an_index_where_it_can(tmp_path: Path) -> None:
    """Provinces can be sought by place; a layer with null geometry keeps all its rows and goes without an index."""
    provinces, events = write("flatgeobuf", tmp_path, "provinces"), tmp_path / "events.fgb"
    export_layers(list(small_layers().values()), events)
    assert pyogrio.read_info(provinces)["capabilities"]["fast_spatial_filter"]
    assert not pyogrio.read_info(events)["capabilities"]["fast_spatial_filter"]
    assert len(pyogrio.read_dataframe(events)) == len(small_scene().events)
    with pytest.raises(UsageError, match="a layer with a geometry"):
        write("flatgeobuf", tmp_path, "claims")


def test_kml_has_time_and_reads_back(tmp_path: Path) -> None:
    """GDAL reads each layer back; a day is a TimeStamp, a span a TimeSpan with inclusive ends, an open end left out."""
    path = write("kml", tmp_path)
    layers = small_layers()
    for layer in layers.values():
        assert len(pyogrio.read_dataframe(path, layer=layer.name)) == len(expected_rows(layer))
    folders = {each.findtext(f"{KML}name"): each for each in parsed(path).iter(f"{KML}Folder")}
    for name in ("events", "control"):
        marks = list(folders[name].iter(f"{KML}Placemark"))
        for mark, row in zip(marks, expected_rows(layers[name]), strict=True):
            _check_time(mark, layers[name], row)
            members = {each.get("name"): each.findtext(f"{KML}value") for each in mark.iter(f"{KML}Data")}
            assert set(members) == {column for column, value in row.items() if value is not None}
    shown = [mark.findtext(f"{KML}visibility") for mark in folders["control"].iter(f"{KML}Placemark")]
    assert {"0", None} == set(shown)


def _check_time(mark: ET.Element, layer: Layer, row: dict[str, Any]) -> None:
    start, end = row[str(layer.start)], row[str(layer.end)]
    if end and not layer.is_end_inclusive:
        end = (date.fromisoformat(end) - pd.Timedelta(days=1)).isoformat()
    stamp, span = mark.findtext(f"{KML}TimeStamp/{KML}when"), mark.find(f"{KML}TimeSpan")
    if start == end:
        assert stamp == start
        assert span is None
        return
    assert stamp is None
    assert span is not None
    assert (span.findtext(f"{KML}begin"), span.findtext(f"{KML}end")) == (start, end)


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """Markup, quotes and control characters of a document come back as text from KML, GeoJSON and GeoPackage."""
    scene = hostile_scene()
    event = replace(
        scene.events[0],
        actor=replace(scene.events[0].actor, name="a\x00\x1b<b>&'\"]]>") if scene.events[0].actor else None,
    )
    layers = scene_layers(replace(scene, events=(event, *scene.events[1:])))
    write_kml(layers, tmp_path / "h.kml")
    names = [each.text for each in parsed(tmp_path / "h.kml").iter(f"{KML}name")]
    assert HOSTILE in [name.replace("\ufffd", "") if name else None for name in names] or any(
        name and "<" in name for name in names
    )
    write_geojson(layers[0], tmp_path / "h.geojson")
    assert features(tmp_path / "h.geojson")[0]["properties"]["place_name"] == HOSTILE
    export_layers(layers, tmp_path / "h.gpkg")
    assert geopandas.read_file(tmp_path / "h.gpkg", layer="events")["place_name"][0] == HOSTILE


def test_csv_is_inert_and_has_pcodes_and_hashtags(tmp_path: Path) -> None:
    """Formulas cannot run, points have coordinates, provinces P-codes, and the second row is HXL where asked for."""
    scene = small_scene()
    check = replace(scene.checks[0], explanation="=1+1")
    layers = scene_layers(small_scene(checks=[check]))
    target = tmp_path / "csv"
    written = export_layers(layers, target, form="csv", has_hxl=True)
    assert [each.path.name for each in written] == [f"{name}.csv" for name in LAYER_NAMES]
    for each, layer in zip(written, layers, strict=True):
        header, tags, *rows = csv.reader(io.StringIO(each.path.read_text(encoding="utf-8"), newline=""))
        assert header == [column.name for column in layer.columns]
        assert len(rows) == each.rows
        assert all(re.fullmatch(r"(#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*)?", tag) for tag in tags)
        assert len([tag for tag in tags if tag]) == len({tag for tag in tags if tag})
        assert "#adm1+code" in tags or layer.name == "claims"
    claims = list(csv.DictReader(io.StringIO((target / "claims.csv").read_text(encoding="utf-8"))))
    assert claims[1]["explanation"] == "'=1+1"
    events = list(csv.DictReader(io.StringIO((target / "events.csv").read_text(encoding="utf-8"))))[1:]
    assert [bool(row["longitude"]) for row in events] == [g is not None for _, g in layer_rows(layers[0])]


def test_hashtags_name_columns_that_exist() -> None:
    """Every hashtag stands for a column of some layer."""
    assert set(HXL) <= {column.name for layer in small_layers().values() for column in layer.columns}


def test_wrong_targets_are_named(tmp_path: Path) -> None:
    """An unknown suffix, layer or format, a missing folder, and HXL outside CSV are misuse; nothing is written."""
    layers = list(small_layers().values())
    for target, options, words in (
        (tmp_path / "x.shp", {}, "ends in"),
        (tmp_path, {}, "a format for a folder"),
        (tmp_path / "x.csv", {"form": "shapefile"}, "a format: "),
        (tmp_path / "no" / "x.csv", {}, "Make the folder first"),
        (tmp_path / "x.csv", {"layer": "roads"}, "a layer: events"),
        (tmp_path / "x.fgb", {"has_hxl": True}, "csv for a row of HXL"),
    ):
        with pytest.raises(UsageError, match=re.escape(words)):
            export_layers(layers, target, **options)
    assert not list(tmp_path.iterdir())


def test_an_interrupted_file_is_no_file(tmp_path: Path) -> None:
    """Where the rows break off, the old file stays as it was and no part is left."""
    layer = small_layers()["events"]

    def broken() -> Any:  # noqa: ANN401 - batches of Arrow, which has no types
        yield next(layer.batches())
        raise RuntimeError

    for name in FORMATS:
        target = tmp_path / f"x{SUFFIXES[name]}"
        target.write_text("old")
        with pytest.raises(
            (RuntimeError, pa.ArrowInvalid, pyogrio.errors.DataLayerError, pyogrio.errors.DataSourceError)
        ):
            export_layers([replace(layer, batches=broken)], target)
        assert target.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == len(FORMATS)
