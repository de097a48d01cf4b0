"""The files beside the page: golden texts, RFC 7946, counts that add up, cells that stay inert."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.coords import LonLat, distance_km
from geo.errors import Problem, ProblemKind, UsageError
from geo.ledger_columns import CLAIM_COLUMNS, COUNT_COLUMNS
from geo.vocab import POINT_PRECISIONS, ControlBasis
from maps.exports import EXPORTS, write_outputs
from maps.exports.shapes import circle, right_handed, twice_area
from maps.exports.tables import csv_text
from tests.scenes import DOHA, HOSTILE, LAST, hostile_scene, small_events, small_scene

GOLDEN = Path(__file__).parent / "golden" / "maps"
SETTINGS = {"opening": None, "published": "2021-08-10"}
INPUTS = {"seeds/a.md": "00" * 32}


def features(name: str, **members: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - arguments of build_scene
    """The features of one export of the small scene."""
    found: list[dict[str, Any]] = json.loads(EXPORTS[name](small_scene(**members)))["features"]
    return found


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_export_is_as_in_the_golden_file(name: str) -> None:
    """Every export of the small scene is byte for byte what was looked at and kept; UPDATE_GOLDEN=1 writes it anew."""
    text = EXPORTS[name](small_scene())
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_bytes().decode("utf-8")
    assert "\r" not in text
    assert text.endswith("\n")


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_order_of_arrival_does_not_matter(name: str) -> None:
    """The same records in another order give the same bytes."""
    scene = small_scene()
    turned = small_scene(
        documents=scene.documents[::-1],
        events=scene.events[::-1],
        controls=scene.controls[::-1],
        counts=scene.counts[::-1],
        problems=scene.problems[::-1],
    )
    assert EXPORTS[name](turned) == EXPORTS[name](scene)


@pytest.mark.parametrize("name", [name for name in sorted(EXPORTS) if name.endswith(".geojson")])
def test_geojson_is_rfc_7946(name: str) -> None:
    """No crs, string ids, at most 6 decimals, closed rings with the outer one counter-clockwise."""
    collection = json.loads(EXPORTS[name](small_scene()))
    assert set(collection) == {"type", "features"}
    for feature in collection["features"]:
        assert isinstance(feature["id"], str)
        for ring in rings(feature["geometry"]):
            assert ring[0] == ring[-1]
            assert twice_area(ring) > 0
            assert all(round(number, 6) == number for position in ring for number in position)


def rings(geometry: dict[str, Any] | None) -> list[list[list[float]]]:
    """The outer rings of a polygon; none of a point or of nothing."""
    if geometry is None or geometry["type"] == "Point":
        return []
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [polygon[0] for polygon in polygons]


def test_geopandas_reads_events_back(tmp_path: Path) -> None:
    """QGIS's own reader sees every event, its flat properties, and a point only where the precision allows one."""
    write_outputs(small_scene(), tmp_path, inputs={}, settings={})
    frame = geopandas.read_file(tmp_path / "events.geojson")
    events = {event.event_id: event for event in small_events()}
    assert set(frame["event_id"]) == set(events)
    assert frame.crs.to_epsg() == 4326
    for row in frame.itertuples():
        place = events[row.event_id].place
        pointed = place is not None and place.place_precision in POINT_PRECISIONS
        assert (row.geometry is not None) == pointed
        if pointed and place is not None:
            assert (row.geometry.x, row.geometry.y) == pytest.approx((place.longitude, place.latitude), abs=1e-6)
    doha = frame[frame["place_name"] == "Doha"].iloc[0]
    assert (doha.geometry.x, doha.geometry.y) == (DOHA.longitude, DOHA.latitude)
    assert doha["country_code"] == "QA"


def test_events_have_flat_properties_without_coordinates() -> None:
    """Every feature has the same flat names, and none of them could be plotted as a dot by mistake."""
    found = features("events.geojson")
    names = list(found[0]["properties"])
    assert {"quote_exact", "where_prec", "geo_precision", "time_precision", "retold", "date_edtf"} <= set(names)
    assert not {"longitude", "latitude", "lon", "lat"} & set(names)
    for feature in found:
        assert list(feature["properties"]) == names
        assert not any(isinstance(value, (dict, list)) for value in feature["properties"].values())


def test_areas_are_the_province_or_a_circle_of_the_radius() -> None:
    """A province-level event is the province's outline; a district-level one a circle of its radius in metres."""
    by_basis = {each["properties"]["area_basis"]: each for each in features("events_areas.geojson")}
    assert set(by_basis) == {"province_outline", "circle"}
    event = next(each for each in small_events() if each.event_id == by_basis["circle"]["id"])
    assert event.place is not None
    for corner in by_basis["circle"]["geometry"]["coordinates"][0]:
        assert distance_km(event.place.lonlat, LonLat(*corner)) == pytest.approx(18, abs=0.001)
    helmand = next(each for each in features("control.geojson") if each["properties"]["iso_3166_2"] == "AF-HEL")
    assert by_basis["province_outline"]["geometry"] == helmand["geometry"]


@given(st.floats(60, 75), st.floats(29, 39), st.floats(100, 300_000))
def test_circle_is_right_handed_and_true(longitude: float, latitude: float, radius_m: float) -> None:
    """Any circle runs counter-clockwise and keeps its radius all round."""
    centre = LonLat(longitude, latitude)
    ring = circle(centre, radius_m)["coordinates"][0]
    assert twice_area(ring) > 0
    for corner in ring:
        assert distance_km(centre, LonLat(*corner)) * 1000 == pytest.approx(radius_m, abs=0.2)


def test_wrong_handed_rings_are_turned() -> None:
    """A clockwise outer ring and a counter-clockwise hole are both turned round."""
    outer = [[0.0, 0.0], [0.0, 4.0], [4.0, 4.0], [4.0, 0.0], [0.0, 0.0]]
    hole = [[1.0, 1.0], [2.0, 1.0], [2.0, 2.0], [1.0, 2.0], [1.0, 1.0]]
    turned = right_handed({"type": "Polygon", "coordinates": [outer, hole]})["coordinates"]
    assert turned == [outer[::-1], hole[::-1]]
    assert right_handed({"type": "Polygon", "coordinates": turned})["coordinates"] == turned


def test_control_is_34_provinces_in_both_layers() -> None:
    """control.geojson has each province once; a claim that nobody confirmed stands in the reported layer alone."""
    by_iso = {each["properties"]["iso_3166_2"]: each["properties"] for each in features("control.geojson")}
    assert len(by_iso) == 34
    claimed = by_iso["AF-JOW"]
    assert (claimed["reported_side"], claimed["assessed_side"]) == ("taliban", "government")
    assert claimed["reported_evidence"] == "ev-0004"
    assert (by_iso["AF-NUR"]["assessed_side"], by_iso["AF-NUR"]["assessed_state"]) == (None, "unknown")
    assert by_iso["AF-HEL"]["assessed_state"] == "besieged"


def test_control_is_as_of_the_day_asked() -> None:
    """With an earlier day the provinces are those of that day."""
    earlier = features("control.geojson", as_of=LAST.replace(day=7))
    by_iso = {each["properties"]["iso_3166_2"]: each["properties"] for each in earlier}
    assert by_iso["AF-KDZ"]["assessed_side"] == "government"
    assert by_iso["AF-NIM"]["assessed_since"] == "2021-08-06"


def test_counts_add_up() -> None:
    """control.csv: for each (day, rule, basis, unit) the counts add up to the total; open units have no side."""
    rows = list(csv.DictReader(io.StringIO(EXPORTS["control.csv"](small_scene()))))
    sums: dict[tuple[str, ...], int] = defaultdict(int)
    for row in rows:
        assert tuple(row) == tuple(column.name for column in COUNT_COLUMNS)
        assert (row["side"] == "") == (row["state"] in {"contested", "unknown"})
        sums[row["day"], row["rule"], row["basis"], row["unit"], row["total"]] += int(row["count"])
    assert len(sums) == 10
    assert all(total == int(key[-1]) for key, total in sums.items())


def test_tally_agrees_with_the_day_counts() -> None:
    """What the page counts from the rows is what control.csv says, day by day and layer by layer."""
    scene = small_scene()
    for day in {count.day for count in scene.counts}:
        for basis in ControlBasis:
            counted = {(c.side, c.state): c.count for c in scene.counts if (c.day, c.basis) == (day, basis)}
            assert scene.tally(day, basis) == counted


def test_a_superseded_row_is_exported_and_does_not_count() -> None:
    """The ledger file keeps what was once believed; the map shows what stands."""
    scene = small_scene()
    row = next(each for each in scene.controls if each.unit_id == "AF-KAB")
    wrong = replace(row, control_id="old", side="taliban", superseded_at=row.recorded_at)
    with_old = small_scene(controls=[*scene.controls, wrong])
    assert '"control_id":"old"' in EXPORTS["ledger.jsonl"](with_old)
    assert EXPORTS["control.geojson"](with_old) == EXPORTS["control.geojson"](scene)


def test_formula_cells_are_inert() -> None:
    """No text cell of a CSV can run in a spreadsheet, and numbers stay numbers."""
    scene = small_scene()
    check = scene.checks[0]
    attack = '=HYPERLINK("http://evil.example")'
    claim = replace(check.claim, claimant=attack, count_low=-1)
    text = EXPORTS["claims.csv"](small_scene(checks=[replace(check, claim=claim, explanation="@SUM(A1)")]))
    row = next(csv.DictReader(io.StringIO(text)))
    assert tuple(row) == tuple(column.name for column in CLAIM_COLUMNS)
    assert row["claimant"] == f"'{attack}"
    assert row["explanation"] == "'@SUM(A1)"
    assert row["count_low"] == "-1"


@given(st.lists(st.text(alphabet=st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")), min_size=1))
def test_csv_text_survives_a_reader(cells: list[str]) -> None:
    """Any text comes back from a CSV reader as it was, but for the apostrophe before a formula."""
    columns = [f"c{index}" for index in range(len(cells))]
    row = list(csv.reader(io.StringIO(csv_text(columns, [cells]), newline="")))[1]
    starts = tuple("=+-@|%\t\r\n\u2212\uff1d\uff0b\uff0d\uff20\uff5c\uff05")
    expected = [f"'{cell}" if cell.startswith(starts) else cell for cell in cells]
    assert row == expected


def test_lines_hold_one_object_each_whatever_they_say() -> None:
    """A message with line ends and separators stays one line of JSON Lines."""
    problem = Problem(kind=ProblemKind.BROKEN_LINE, message=f"a\nb\r{HOSTILE}", file="x")
    lines = EXPORTS["problems.jsonl"](small_scene(problems=[problem])).split("\n")
    assert len(lines) == 2
    assert json.loads(lines[0])["message"] == problem.message


def test_manifest_names_every_output(tmp_path: Path) -> None:
    """The manifest has the true sha256 of every other file, relative names, and not itself."""
    paths = write_outputs(small_scene(), tmp_path, inputs=INPUTS, settings=SETTINGS, page="<!DOCTYPE html>")
    assert sorted(path.name for path in paths) == sorted([*EXPORTS, "map.html", "manifest.json"])
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in paths)
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["outputs"]) == {path.name for path in paths} - {"manifest.json"}
    for name, described in manifest["outputs"].items():
        assert described["sha256"] == hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
    assert (manifest["inputs"], manifest["settings"]) == (INPUTS, SETTINGS)
    assert str(tmp_path) not in json.dumps(manifest)


def test_the_same_run_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    """Writing again over the old files changes nothing and leaves nothing behind."""
    first = {path.name: path.read_bytes() for path in write_outputs(small_scene(), tmp_path, inputs={}, settings={})}
    again = {path.name: path.read_bytes() for path in write_outputs(small_scene(), tmp_path, inputs={}, settings={})}
    assert first == again


def test_manifest_refuses_an_absolute_name(tmp_path: Path) -> None:
    """An absolute input name is misuse: it would tell where the user's files lie. Nothing is written."""
    with pytest.raises(UsageError, match="relative"):
        write_outputs(small_scene(), tmp_path, inputs={"/home/someone/a.md": "00"}, settings={})
    assert not list(tmp_path.iterdir())


def test_a_broken_character_costs_no_output(tmp_path: Path) -> None:
    """A lone surrogate from a broken source is written as its escape and every file is still read back."""
    problem = Problem(kind=ProblemKind.BROKEN_ENCODING, message="bad \udc80 byte", file="x")
    write_outputs(small_scene(problems=[problem]), tmp_path, inputs={}, settings={})
    line = (tmp_path / "problems.jsonl").read_text(encoding="utf-8")
    assert json.loads(line)["message"] == problem.message


def test_nothing_at_all_still_gives_every_file(tmp_path: Path) -> None:
    """Without a single document there are no rows, but valid files."""
    nothing: dict[str, Any] = {
        "documents": [],
        "events": [],
        "controls": [],
        "counts": [],
        "checks": [],
        "problems": [],
    }
    scene = small_scene(**nothing)
    assert scene.as_of is None
    write_outputs(scene, tmp_path, inputs={}, settings={})
    assert len(geopandas.read_file(tmp_path / "control.geojson")) == 34
    assert json.loads((tmp_path / "events.geojson").read_text(encoding="utf-8"))["features"] == []


def test_hostile_text_comes_back_unchanged() -> None:
    """GeoJSON keeps hostile text exactly; it is the reader's part to show it as text."""
    feature = json.loads(EXPORTS["events.geojson"](hostile_scene()))["features"][0]
    assert feature["properties"]["place_name"] == HOSTILE
