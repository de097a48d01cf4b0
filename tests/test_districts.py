"""District polygons from elsewhere are read, matched by name, and joined by the rules of the provinces."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tomllib
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pyogrio
import pytest
import shapely

from conflictmap.cli import main
from conflictmap.pipeline import extract
from geo.archives import SourceError
from geo.errors import CoordinateError, ProblemKind, ReferenceDataError, UsageError
from geo.model import Document, OffsetMap
from geo.places import boundary_sets
from geo.places.districts import Districts, installed_districts
from geo.vocab import ProvinceBasis
from tests.geonames_files import write_zip

if TYPE_CHECKING:
    from pathlib import Path

SQUARES = {
    # name in the file: west, south, east, north; neighbours share a line, as real districts do
    "Chardara": (68.45, 36.55, 68.75, 36.80),
    "Kunduz District": (68.75, 36.55, 69.00, 36.80),
    "Imam Saheb": (68.60, 36.95, 69.05, 37.20),
    "Nowhereabad": (68.45, 36.80, 68.60, 36.95),
}


@pytest.fixture(autouse=True)
def small_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let sets of a few polygons pass; what the number is for has tests of its own."""
    monkeypatch.setattr("geo.places.district_files.FEWEST_DISTRICTS", 1)


def square(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(name: str | None, geometry: object, **more: str) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"shapeName": name, **more}, "geometry": geometry}


def collection(*more: dict[str, Any]) -> str:
    """A file as geoBoundaries has it, with further features behind the four squares."""
    features = [feature(name, square(*box), shapeType="ADM2") for name, box in SQUARES.items()]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    return json.dumps({"type": "FeatureCollection", "crs": crs, "features": [*features, *more]})


def install(tmp_path: Path, *more: dict[str, Any]) -> boundary_sets.InstalledBoundaries:
    path = tmp_path / "adm2.geojson"
    path.write_text(collection(*more), encoding="utf-8")
    return boundary_sets.install(file=path, day=date(2026, 1, 2))


@pytest.fixture
def districts(own_folder: Path, tmp_path: Path) -> Districts:
    install(tmp_path)
    assert own_folder.is_dir()
    return Districts.load()


def test_polygons_are_matched_by_name_within_their_province(own_folder: Path, tmp_path: Path) -> None:
    """Aliases and the word for district are known; what matches nothing is told and keeps its own name."""
    done = install(tmp_path)
    assert own_folder.is_dir()
    found = {each.name: each for each in Districts.load().table}
    assert set(found) == {"Chahar Dara", "Kunduz", "Imam Sahib", "Nowhereabad"}
    assert (found["Kunduz"].district_id, found["Kunduz"].pcode) == ("district:AF1901", "AF1901")
    assert {each.iso_3166_2 for each in found.values()} == {"AF-KDZ"}
    assert (found["Nowhereabad"].district_id, found["Nowhereabad"].pcode) == (None, None)
    (problem,) = done.problems
    assert problem.kind is ProblemKind.UNKNOWN_PLACE
    assert "Nowhereabad" in problem.message


def test_of_two_polygons_of_one_name_the_one_with_the_centre_counts(own_folder: Path, tmp_path: Path) -> None:
    """The second Chahar Dara of the province keeps its own name and is told."""
    done = install(tmp_path, feature("Chahar Dara", square(68.60, 36.82, 68.70, 36.90)))
    assert own_folder.is_dir()
    assert [each.name for each in Districts.load().table if each.district_id == "district:AF1902"] == ["Chahar Dara"]
    assert installed_districts() is not None
    assert Districts.load().at(68.6, 36.7) == next(e for e in Districts.load().table if e.pcode == "AF1902")
    assert len(done.problems) == 2


def test_one_answer_per_point_by_the_rules_of_the_provinces(districts: Districts) -> None:
    """Inside, on a shared line, just outside, far outside, NaN; vectorised as one by one."""
    lon = [68.60, 68.75, 69.03, 69.30, np.nan, 68.5]
    lat = [36.70, 36.70, 36.70, 36.70, 36.7, 36.9]
    located = districts.locate(lon, lat)
    names = [districts.table[index].name if index >= 0 else None for index in located.index]
    assert names == ["Chahar Dara", "Kunduz", "Kunduz", None, None, "Nowhereabad"]
    covers, nearest = ProvinceBasis.COVERS, ProvinceBasis.NEAREST
    assert list(located.basis) == [covers, covers, nearest, None, None, covers]
    assert located.border_km[1] == pytest.approx(0, abs=0.001)
    assert 2 < located.border_km[2] < 3
    assert list(located.near_border) == [False, True, True, False, False, True]
    singles = [districts.at(x, y) for x, y in zip(lon, lat, strict=True)]
    assert [each and each.name for each in singles] == names
    with pytest.raises(CoordinateError):
        districts.locate([36.7], [168.8])


def test_many_points_have_the_districts_that_few_have(
    districts: Districts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sixty thousand points, asked through the table of cells, have the codes that they have by hundreds."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    rng = np.random.default_rng(4)
    lon, lat = rng.uniform(68.3, 69.2, 60_000), rng.uniform(36.4, 37.3, 60_000)
    few = [districts.codes(lon[at : at + 500], lat[at : at + 500]) for at in range(0, 20_000, 500)]
    many = districts.codes(lon, lat)
    assert np.array_equal(np.concatenate(few), many[:20_000])
    assert set(many.tolist()) == {-1, 0, 1, 2, 3}
    assert list((tmp_path / "cache" / "conflictmap" / "joins").iterdir())


def test_the_receipt_warns_and_names_the_source(own_folder: Path, tmp_path: Path) -> None:
    """What the file does not say of itself is not invented."""
    path = tmp_path / "adm2.geojson"
    path.write_text(collection(), encoding="utf-8")
    words = ["--file", str(path), "--licence", "CC BY 3.0 IGO", "--attribution", "A survey"]
    assert main(["boundaries", "install", "AFG", "admin2", *words]) == 0
    folder = own_folder / "boundaries" / "AFG_admin2"
    said = tomllib.loads((folder / "SOURCES.toml").read_text(encoding="utf-8"))
    assert (said["licence"], said["attribution"], said["source"]) == ("CC BY 3.0 IGO", "A survey", "adm2.geojson")
    assert "differ between sources" in said["notes"][0]
    install(tmp_path)
    said = tomllib.loads((folder / "SOURCES.toml").read_text(encoding="utf-8"))
    assert "not stated" in said["licence"]


def test_geoboundaries_is_asked_and_its_licence_kept(
    own_folder: Path, tmp_path: Path, server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The interface's answer names the file, its licence, its source and its year."""
    answer = {
        "boundaryID": "AFG-ADM2-1", "boundaryISO": "AFG", "boundaryYearRepresented": "2018", "boundaryType": "ADM2",
        "boundarySource": "A Statistics Office", "boundaryLicense": "CC BY 4.0",
        "gjDownloadURL": f"{server}/adm2.geojson",
    }  # fmt: skip
    (tmp_path / "served" / "AFG").write_text(json.dumps(answer), encoding="utf-8")
    (tmp_path / "served" / "adm2.geojson").write_text(collection(), encoding="utf-8")
    assert main(["boundaries", "install", "AFG", "admin2", "--url", f"{server}/{{country}}"]) == 0
    assert "A Statistics Office" in capsys.readouterr().out
    said = tomllib.loads((own_folder / "boundaries" / "AFG_admin2" / "SOURCES.toml").read_text(encoding="utf-8"))
    assert (said["licence"], said["year"], said["source"]) == ("CC BY 4.0", "2018", f"{server}/adm2.geojson")
    assert main(["boundaries", "list"]) == 0
    assert "A Statistics Office" in capsys.readouterr().out
    assert main(["boundaries", "remove", "AFG", "admin2"]) == 0
    assert main(["boundaries", "remove", "AFG", "admin2"]) == 2
    assert installed_districts() is None


@pytest.mark.parametrize("answer", ["{}", "[]", "no json", '{"gjDownloadURL": "file:///etc/passwd"}', "[" * 100_000])
def test_a_bad_answer_of_the_interface_is_an_error(own_folder: Path, tmp_path: Path, server: str, answer: str) -> None:
    """Nothing is installed, and no address outside the web is followed."""
    (tmp_path / "served" / "AFG").write_text(answer, encoding="utf-8")
    with pytest.raises(SourceError):
        boundary_sets.install(url=f"{server}/{{country}}")
    assert list((own_folder / "boundaries").iterdir()) == []


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (feature("Point", {"type": "Point", "coordinates": [68.8, 36.8]}), "no polygon"),
        (feature("Empty", None), "no polygon"),
        (feature("NaN", square(float("nan"), 36.5, 68.8, 36.9)), "no polygon"),
        (feature("Open", {"type": "Polygon", "coordinates": [[[68, 36], [69, 36]]]}), "no polygon"),
        (feature("Swapped", square(36.55, 68.45, 36.80, 68.75)), "swapped"),
        (feature("Paris", square(2.0, 48.0, 3.0, 49.0)), "far outside"),
        (feature("World", square(-300.0, 36.0, 300.0, 37.0)), "outside the world"),
        (feature(None, square(68.0, 36.0, 68.2, 36.2)), "no name"),
        (feature("Bell\x07", square(68.0, 36.0, 68.2, 36.2)), "control"),
    ],
)
def test_broken_features_are_told_and_the_rest_is_installed(
    own_folder: Path, tmp_path: Path, bad: dict[str, Any], words: str
) -> None:
    """Each is a problem with its number in the file."""
    done = install(tmp_path, bad)
    assert own_folder.is_dir()
    broken = [each for each in done.problems if each.kind is ProblemKind.BROKEN_ROW]
    assert len(broken) == 1
    assert words in broken[0].message
    assert (broken[0].file, broken[0].line) == ("adm2.geojson", 5)
    assert len(Districts.load().table) == 4


def test_a_bow_tie_is_mended(own_folder: Path, tmp_path: Path) -> None:
    """An invalid ring becomes valid parts and answers."""
    ring = [[68.2, 36.2], [68.4, 36.4], [68.4, 36.2], [68.2, 36.4], [68.2, 36.2]]
    install(tmp_path, feature("Bow Tie", {"type": "Polygon", "coordinates": [ring]}))
    assert own_folder.is_dir()
    found = Districts.load().at(68.39, 36.3)
    assert found is not None
    assert found.name == "Bow Tie"


@pytest.mark.parametrize("driver", ["GPKG", "ESRI Shapefile"])
def test_geopackages_and_zipped_shapefiles_in_metres_are_read(own_folder: Path, tmp_path: Path, driver: str) -> None:
    """Another reference system is brought to WGS 84, longitude first."""
    from pyproj import Transformer  # noqa: PLC0415

    turn = Transformer.from_crs("EPSG:4326", "EPSG:32642", always_xy=True)
    polygons = [
        shapely.transform(shapely.box(*box), lambda corners: np.column_stack(turn.transform(*corners.T)))
        for box in SQUARES.values()
    ]
    folder = tmp_path / "made"
    folder.mkdir()
    source = folder / ("adm2.gpkg" if driver == "GPKG" else "adm2.shp")
    pyogrio.raw.write(
        source, geometry=np.array(shapely.to_wkb(polygons)), field_data=[np.array(list(SQUARES), dtype=object)],
        fields=["ADM2_EN"], geometry_type="Polygon", crs="EPSG:32642", driver=driver,
    )  # fmt: skip
    if driver != "GPKG":
        import shutil  # noqa: PLC0415

        source = tmp_path / shutil.make_archive(str(tmp_path / "adm2"), "zip", folder)
    done = boundary_sets.install(file=source)
    assert done.receipt.counts["matched"] == 3
    found = Districts.load(own_folder / "boundaries" / "AFG_admin2").at(68.60, 36.70)
    assert found is not None
    assert found.pcode == "AF1902"


def test_poisoned_and_foreign_files_are_refused(own_folder: Path, tmp_path: Path) -> None:
    """A path out of the archive, no geodata, no names, another level: errors that change nothing."""
    with pytest.raises(SourceError, match="inside"):
        boundary_sets.install(file=write_zip(tmp_path / "evil.zip", {"../../adm2.shp": "x"}))
    (tmp_path / "text.gpkg").write_text("no geodata", encoding="utf-8")
    with pytest.raises(SourceError, match="GeoPackage"):
        boundary_sets.install(file=tmp_path / "text.gpkg")
    (tmp_path / "half.geojson").write_text('{"features": [', encoding="utf-8")
    with pytest.raises(SourceError, match="feature collection"):
        boundary_sets.install(file=tmp_path / "half.geojson")
    nameless = {"type": "Feature", "properties": {"id": "Chardara"}, "geometry": square(*SQUARES["Chardara"])}
    (tmp_path / "nameless.geojson").write_text(json.dumps({"features": [nameless]}), encoding="utf-8")
    with pytest.raises(UsageError, match="--name-column"):
        boundary_sets.install(file=tmp_path / "nameless.geojson")
    assert boundary_sets.install(file=tmp_path / "nameless.geojson", name_column="ID").receipt.counts["polygons"] == 1
    with pytest.raises(UsageError, match="AFG admin2"):
        boundary_sets.install("AFG", "admin3", file=tmp_path / "nameless.geojson")
    assert [each.name for each in (own_folder / "boundaries").iterdir()] == ["AFG_admin2"]


def _grid(level: str | None) -> str:
    """A hundred small squares within Kunduz, named by number, of a level or of none."""
    more = {} if level is None else {"shapeType": level}
    corners = [(68.5 + x / 50, 36.6 + y / 50) for x in range(10) for y in range(10)]
    found = [feature(f"Nowhere {at}", square(x, y, x + 0.015, y + 0.015), **more) for at, (x, y) in enumerate(corners)]
    return json.dumps({"type": "FeatureCollection", "features": found})


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (_grid("ADM3"), "say they are ADM3"),
        (_grid("ADM2"), "0 bear the name of a known district"),
        (
            json.dumps({"type": "FeatureCollection", "features": [feature("Afghanistan", square(61, 30, 71, 38))]}),
            "1 poly",
        ),
        (json.dumps({"type": "Topology", "objects": {}}), "TopoJSON"),
        ('{"type": "FeatureCollection"}', "without a list of features"),
    ],
)
def test_polygons_of_another_level_are_refused(
    own_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, words: str
) -> None:
    """Polygons of another level, one for a country, names of no district, another format: the installed set stays."""
    install(tmp_path)
    before = (own_folder / "boundaries" / "AFG_admin2" / "districts.geojson").read_bytes()
    monkeypatch.setattr("geo.places.district_files.FEWEST_DISTRICTS", 100)
    (tmp_path / "other.geojson").write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=words):
        boundary_sets.install(file=tmp_path / "other.geojson")
    assert (own_folder / "boundaries" / "AFG_admin2" / "districts.geojson").read_bytes() == before


def test_polygons_across_provinces_are_no_districts(own_folder: Path, tmp_path: Path) -> None:
    """Polygons of which a fifth and more lie in two provinces each are of another level, whatever they are called."""
    with pytest.raises(SourceError, match="2 of 6 polygons that lie across provinces"):
        install(tmp_path, *(feature(f"Chardara {x}", square(67 + x, 36, 69 + x, 37.2)) for x in (0, 1)))
    assert not (own_folder / "boundaries").exists() or not list((own_folder / "boundaries").iterdir())


@pytest.mark.parametrize(("names", "words"), [(["roads", "adm2"], None), (["north", "south"], "north, south")])
def test_of_several_layers_the_districts_are_read(
    own_folder: Path, tmp_path: Path, names: list[str], words: str | None
) -> None:
    """A GeoPackage of two layers is read by the one whose name says districts; without one it is refused by name."""
    assert not own_folder.exists()
    path = tmp_path / "two.gpkg"
    for at, name in enumerate(names):
        boxes = np.array(shapely.to_wkb([shapely.box(*box) for box in SQUARES.values()][at:]))
        labels = np.array(list(SQUARES)[at:], dtype=object)
        pyogrio.raw.write(
            path, layer=name, geometry=boxes, field_data=[labels], fields=["ADM2_EN"], geometry_type="Polygon",
            crs="EPSG:4326", driver="GPKG", append=at > 0,
        )  # fmt: skip
    if words is None:
        assert boundary_sets.install(file=path).receipt.counts["polygons"] == 3
    else:
        with pytest.raises(SourceError, match=words):
            boundary_sets.install(file=path)


def test_without_an_installed_set_there_are_no_districts(own_folder: Path) -> None:
    """Nothing is guessed; the error says how to install them."""
    assert not own_folder.exists()
    assert installed_districts() is None
    with pytest.raises(UsageError, match="boundaries install AFG admin2"):
        Districts.load()


def test_a_damaged_set_is_named(districts: Districts, own_folder: Path) -> None:
    """A broken file is an error that says how to mend it."""
    assert districts.table
    (own_folder / "boundaries" / "AFG_admin2" / "districts.geojson").write_text("{}", encoding="utf-8")
    with pytest.raises(ReferenceDataError, match="Install them again"):
        Districts.load()


def test_locate_adds_district_columns(districts: Districts, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`locate` writes three further columns where lines are installed, and none where they are shut off."""
    assert districts.table
    points = tmp_path / "points.csv"
    points.write_text("lon,lat\n68.6,36.7\n69.03,36.7\n10,10\n", encoding="utf-8")
    assert main(["locate", str(points), "-o", str(tmp_path / "with.csv")]) == 0
    with (tmp_path / "with.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [(row["admin2_pcode"], row["admin2_name"], row["admin2_basis"]) for row in rows] == [
        ("AF1902", "Chahar Dara", "covers"), ("AF1901", "Kunduz", "nearest"), ("", "", ""),
    ]  # fmt: skip
    assert main(["locate", str(points), "-o", str(tmp_path / "without.csv"), "--no-installed"]) == 0
    assert "admin2" not in (tmp_path / "without.csv").read_text(encoding="utf-8")
    assert "2 of 3 points" in capsys.readouterr().out


def test_the_codes_of_district_and_province_never_contradict(own_folder: Path, tmp_path: Path) -> None:
    """Where an installed polygon reaches over the bundled line, its district's own code decides the province."""
    install(tmp_path, feature("Bangi", square(69.0, 36.55, 69.4, 36.8), ADM2_PCODE="AF1804"))
    assert own_folder.is_dir()
    points = tmp_path / "points.csv"
    points.write_text("lon,lat\n" + "".join(f"{69.02 + step / 50:.2f},36.65\n" for step in range(19)), encoding="utf-8")
    assert main(["locate", str(points), "-o", str(tmp_path / "with.csv")]) == 0
    with (tmp_path / "with.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {(row["iso_3166_2"], row["admin1_pcode"], row["admin2_pcode"]) for row in rows} == {
        ("AF-TAK", "AF18", "AF1804")
    }
    assert {row["province_basis"] for row in rows} == {"covers", "district"}


def test_a_moved_point_gets_its_district(districts: Districts) -> None:
    """ "15 km west of Kunduz" lies in Chahar Dara, by polygon."""
    assert districts.table
    text = "Fighting 15 km west of Kunduz city went on."
    document = Document(document_id="a", text=text, offsets=OffsetMap.identity(len(text)), sha256="")
    place = extract(document).resolutions[0].place
    assert place is not None
    assert (place.admin2_pcode, place.admin2_name, place.iso_3166_2) == ("AF1902", "Chahar Dara", "AF-KDZ")


def test_a_district_event_is_drawn_by_its_polygon(districts: Districts, tmp_path: Path) -> None:
    """`events_areas` has the outline instead of the circle."""
    assert districts.table
    story = tmp_path / "story.md"
    story.write_text("KABUL, Aug. 8, 2021 - The Taliban seized Chahar Dara district on Sunday.", encoding="utf-8")
    bases = {}
    for name, more in (("with", []), ("without", ["--no-installed"])):
        assert main(["map", str(story), "-o", str(tmp_path / name), *more]) == 0
        areas = json.loads((tmp_path / name / "events_areas.geojson").read_text(encoding="utf-8"))["features"]
        bases[name] = [(each["properties"]["area_basis"], len(each["geometry"]["coordinates"][0])) for each in areas]
    assert bases == {"with": [("district_outline", 5)], "without": [("circle", 65)]}


def test_geocode_without_districts_loads_no_shapes() -> None:
    """The question whether lines are installed costs no shapely."""
    code = (
        "import sys; from conflictmap.geocoding import geocode; assert geocode('Kunduz').place;"
        "assert not {'shapely', 'pyogrio', 'pandas'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
