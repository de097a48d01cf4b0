"""A table of the user's own becomes a gazetteer beside the others, with its licence; broken rows are named."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from conflictmap.cli import main
from conflictmap.install_command import measure_spots
from geo.errors import UsageError
from geo.gazetteer import installed
from geo.gazetteer.installed_table import install_table
from geo.gazetteer.table import default_gazetteer
from tests.installing import own_folder

if TYPE_CHECKING:
    from pathlib import Path

    from geo.gazetteer.installed import Installed

__all__ = ["own_folder"]

CSV = """Village;alt_names;Lon;Lat;Province;District;Pop
Zorbagh Kala;Zor Bagh|Zarbagh;68.90;36.75;Kunduz;Kunduz;900
Tirgaran Payin;;65.72;31.62;AF-KAN;;
Lalma Now;;69.17;34.53;;;
Far Away;;10;50;Kunduz;;
No Point;;x;36;Kunduz;;
;;68.9;36.7;Kunduz;;
Wrong Province;;68.90;36.75;Atlantis;;
Other Side;;65.72;31.62;Kunduz;;
No District;;68.95;36.70;Kunduz;Andar;
"""


def install(path: Path, text: str, **more: object) -> Installed:
    """Write a table and install it."""
    path.write_text(text, encoding="utf-8")
    options: dict[str, object] = {"licence": "ODbL 1.0", "attribution": "Village makers", "day": date(2026, 1, 2)}
    return install_table("af", measure_spots, file=path, **{**options, **more})  # type: ignore[arg-type]


def test_a_csv_with_its_own_columns(own_folder: Path, tmp_path: Path) -> None:
    """Names, points, provinces by name, code or point, and districts are taken over; every bad row has its reason."""
    found = install(tmp_path / "villages.csv", CSV, columns={"name": "Village"})
    assert own_folder in found.folder.parents
    assert (found.country, found.receipt.licence, found.receipt.attribution) == (
        "AF-VILLAGES", "ODbL 1.0", "Village makers",
    )  # fmt: skip
    gazetteer = default_gazetteer()
    places = {
        name: gazetteer.lookup(name)[0].entry for name in ("Zor Bagh", "Tirgaran Payin", "Lalma Now", "No District")
    }
    assert {name: entry.iso_3166_2 for name, entry in places.items()} == {
        "Zor Bagh": "AF-KDZ", "Tirgaran Payin": "AF-KAN", "Lalma Now": "AF-KAB", "No District": "AF-KDZ",
    }  # fmt: skip
    assert (places["Zor Bagh"].admin2_pcode, places["No District"].admin2_pcode) == ("AF1901", None)
    assert (places["Zor Bagh"].name, places["Zor Bagh"].population, places["Zor Bagh"].geonameid) == (
        "Zorbagh Kala", 900, None,
    )  # fmt: skip
    told = {problem.line: problem.message for problem in found.problems}
    assert sorted(line for line in told if line) == [5, 6, 7, 8, 9, 10]
    assert "far outside" in told[5]
    assert "longitude" in told[6]
    assert "name" in told[7]
    assert "Atlantis" in told[8]
    assert "well inside AF-KAN" in told[9]
    assert "Andar" in told[10]


def test_a_geojson_of_points_beside_a_csv(own_folder: Path, tmp_path: Path) -> None:
    """Two sets answer together; lines and broken geometries are problems; removing one leaves the other."""
    features = [
        {"type": "Feature", "properties": {"name": "Sang Tuda", "kind": "town", "adm1_pcode": "AF19"},
         "geometry": {"type": "Point", "coordinates": [68.8, 36.8]}},
        {"type": "Feature", "properties": {"name": "A Road"},
         "geometry": {"type": "LineString", "coordinates": [[68.8, 36.8], [68.9, 36.9]]}},
        {"type": "Feature", "properties": None, "geometry": None},
    ]  # fmt: skip
    install(tmp_path / "first.csv", "name,lon,lat\nZorbagh Kala,68.9,36.75\n")
    made = install(tmp_path / "second.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    assert [problem.line for problem in made.problems] == [2, 3]
    town = default_gazetteer().lookup("Sang Tuda")[0].entry
    assert (town.kind.value, town.iso_3166_2, town.place_id.startswith("own:second:")) == ("town", "AF-KDZ", True)
    assert default_gazetteer().lookup("Zorbagh Kala")
    assert [each.country for each in installed.list_installed()] == ["AF-FIRST", "AF-SECOND"]
    assert installed.remove("af-first")
    assert not default_gazetteer().lookup("Zorbagh Kala")
    assert default_gazetteer().lookup("Sang Tuda")
    assert own_folder.exists()


@pytest.mark.parametrize(
    ("text", "more", "words"),
    [
        ("name,lon,lat\nX,68,36\n", {"licence": None}, "--licence and --attribution"),
        ("name,lon,lat\nX,68,36\n", {"attribution": " "}, "--licence and --attribution"),
        ("title,lon,lat\nX,68,36\n", {}, "a column for name"),
        ("name,lat\nX,36\n", {}, "a column for longitude"),
        ("name,lon,lat\nX,68,36\n", {"columns": {"name": "nope"}}, "a column 'nope'"),
        ("name,lon,lat\n", {}, "a table of places"),
        ("name,lon,lat\nX,68,36\n", {"name": "../up"}, "letters, digits and underscores"),
    ],
)
def test_wrong_use_installs_nothing(
    own_folder: Path, tmp_path: Path, text: str, more: dict[str, object], words: str
) -> None:
    """A licence, an attribution and the needed columns are asked for; what fails leaves nothing behind."""
    with pytest.raises(UsageError, match=words.replace("(", r"\(")):
        install(tmp_path / "made.csv", text, **more)
    assert not list((own_folder / "gazetteer").glob("*")) if own_folder.exists() else True


def test_the_command_shows_licence_and_attribution(
    own_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Installing and listing print whom to credit and the licence; a broken row is exit status 1."""
    path = tmp_path / "my villages.csv"
    path.write_text("title,lon,lat\nZorbagh Kala,68.9,36.75\nBad,a,b\n", encoding="utf-8")
    words = ["gazetteer", "install", "AF", "--file", str(path), "--column", "name=title"]
    assert main([*words, "--licence", "CC0", "--attribution", "Map club"]) == 1
    assert main(["gazetteer", "list"]) == 0
    printed = capsys.readouterr()
    assert "AF-MY_VILLAGES" in printed.out
    assert printed.out.count("Map club") == 2
    assert printed.out.count("CC0") == 2
    assert "expected a longitude" in printed.err
    assert own_folder.exists()
