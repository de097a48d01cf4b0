"""Districts by the outlines that a user installed, with made shapes: on the page, in the picture, and without them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from shapely.geometry import shape

from geo.places import boundary_sets
from geo.vocab import ControlBasis, PlacePrecision, Side, Unit
from maps.payload import build_payload
from maps.picture import phrases
from maps.picture.ground import projected
from maps.picture.legend import legend_rows
from maps.picture.pins import Shown, arrange
from maps.picture.sheet import Sheet, draw_sheet
from maps.standing import course_of, standing_on
from maps.units import units_on
from tests.pages import open_scene
from tests.scenes import day, small_scene, unit_row

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from maps.scene import Scene

KANG, HISARAK = "district:AF3402", "district:AF0912"
BOX = (61.9, 31.0, 62.3, 31.3)
"""West, south, east, north of a made district; it is nothing like the true one."""


@pytest.fixture
def outlines(own_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A made outline of Kang alone, with a notch in its east, installed in a folder of the test's own."""
    monkeypatch.setattr("geo.places.district_files.FEWEST_DISTRICTS", 1)
    west, south, east, north = BOX
    notch = [(west + east) / 2, (south + north) / 2]
    ring = [[west, south], [east, south], notch, [east, north], [west, north], [west, south]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    path = tmp_path / "adm2.geojson"
    kang = {"type": "Feature", "properties": {"shapeName": "Kang"}, "geometry": geometry}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [kang]}), encoding="utf-8")
    boundary_sets.install(file=path, day=day(2))
    assert own_folder.is_dir()
    return geometry


def two_districts() -> Scene:
    """The small scene with two districts taken on 8 August; only one of them has an outline."""
    scene = small_scene()
    rows = [
        unit_row(Unit.DISTRICT, unit_id, basis, Side.TALIBAN, 8)
        for unit_id in (KANG, HISARAK)
        for basis in ControlBasis
    ]
    return replace(scene, controls=(*scene.controls, *rows))


def sheet(scene: Scene) -> Sheet:
    """Its sheet of 8 August, without reports."""
    assert scene.first_day is not None
    assert scene.last_day is not None
    course = course_of(scene, scene.first_day, scene.last_day)
    span = {"first": scene.first_day, "last": scene.last_day}
    return Sheet(
        scene=scene, title="Two districts", standing=standing_on(scene, day(8)), course=course, shown=Shown.NONE, **span
    )


def test_an_installed_outline_is_carried_whole(outlines: dict[str, Any]) -> None:
    """The district with an outline has it and no radius, the other one its circle."""
    units = {each["id"]: each for each in build_payload(two_districts())["units"]}
    assert shape(units[KANG]["outline"]).symmetric_difference(shape(outlines)).area < 1e-6
    assert "radius" not in units[KANG]
    assert "outline" not in units[HISARAK]
    assert units[HISARAK]["radius"] > 0


def test_without_an_installed_outline_both_are_circles(own_folder: Path) -> None:
    """Nothing is drawn from elsewhere."""
    assert not own_folder.exists()
    units = {each["id"]: each for each in build_payload(two_districts())["units"]}
    assert all("outline" not in each and each["radius"] > 0 for each in units.values())


@pytest.mark.usefixtures("outlines")
def test_the_picture_draws_the_outline_and_explains_it() -> None:
    """The shape on the paper is the installed one, dark on its day; the legend has outline and circle."""
    made = sheet(two_districts())
    figure = draw_sheet(made, 500)
    kang = next(each for each in units_on(made.scene, day(8), made.changes) if each.unit_id == KANG)
    ground = projected(kang.where["outline"])
    drawn = [each.get_path().get_extents().extents for each in figure.axes[0].patches]
    assert any(tuple(map(round, each)) == tuple(map(round, ground.bounds)) for each in drawn)
    rows = legend_rows(made.standing, made.course, (made.drawn, made.shown), made.changes, made.units)
    words = {row.words for row in rows}
    assert {"district, as its outline", "district, as a circle of its size"} <= words
    assert phrases.held_by(made.standing) in words


def test_a_report_of_a_district_lies_in_its_outline(outlines: dict[str, Any]) -> None:
    """A report that names only the district is drawn as the installed shape, not as a circle."""
    scene = small_scene()
    place = next(
        each.place for each in scene.events if each.place and each.place.place_precision is PlacePrecision.ADMIN2
    )
    report = next(each for each in scene.incidents if each.place == place)
    there = replace(place, place_id=KANG)
    moved = replace(scene, incidents=(replace(report, place=there),))
    (area,) = arrange(moved, day(10), Shown.SO_FAR).areas
    assert area.place_id == KANG
    figure = draw_sheet(replace(sheet(moved), shown=Shown.SO_FAR, standing=standing_on(moved, day(10))), 500)
    bounds = projected(outlines).bounds
    drawn = [each.get_path().get_extents().extents for each in figure.axes[0].patches if each.get_zorder() == 6]
    assert [tuple(map(round, each)) for each in drawn] == [tuple(map(round, bounds))]


@pytest.mark.browser
@pytest.mark.usefixtures("nothing_goes_wrong", "outlines")
def test_the_page_draws_an_outline_with_a_whole_line(page: Page, tmp_path: Path) -> None:
    """The district with an outline is no circle: a path with its corners, dark and named; it leads to its evidence."""
    open_scene(page, two_districts(), tmp_path, address="#day=2021-08-08")
    kang, other = (page.locator(f'path.unit[data-of="{each}"]') for each in (KANG, HISARAK))
    classes = str(kang.get_attribute("class")).split()
    assert {"deep", "deep-taliban"} <= set(classes)
    assert "round" not in classes
    assert "round" in str(other.get_attribute("class")).split()
    assert str(kang.get_attribute("d")).upper().count("L") >= 4
    assert "A" not in str(kang.get_attribute("d")).upper()
    page.locator("#legend > summary").click()
    expect(page.locator("#legend")).to_contain_text("district, as its outline")
    kang.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#details")).to_contain_text("Kang district")
