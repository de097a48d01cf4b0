"""The still picture tells the page's story: units that changed hands, names at their own marks, the same named days."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.image import imread
from matplotlib.patches import PathPatch
from shapely.geometry import Point

import conflictmap
from geo.files import seeds_folder
from geo.vocab import ControlBasis, Side, Unit
from maps.days import last_changes, name_of_day, named_days, opens_on
from maps.picture import phrases
from maps.picture.boxes import Box, Room
from maps.picture.files import picture_bytes
from maps.picture.ground import project, province_grounds
from maps.picture.legend import legend_rows
from maps.picture.palette import colour, deep_colour, side_colour
from maps.picture.pins import Shown
from maps.picture.placing import Name, distance, place_name
from maps.picture.sheet import Sheet, draw_sheet
from maps.standing import course_of, standing_on
from maps.story import story_of
from maps.units import units_on
from tests.scenes import day, small_scene, unit_row

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from matplotlib.figure import Figure

    from maps.scene import Scene

KANG, HISARAK, TORKHAM = "district:AF3402", "district:AF0912", "site:torkham"
WIDTH = 18 / 2.54 * 72


def units_scene() -> Scene:
    """The small scene with a district and a crossing taken on 8 August, and a district that is only claimed."""
    scene = small_scene()
    rows = [
        *(unit_row(Unit.DISTRICT, KANG, basis, Side.TALIBAN, 8) for basis in ControlBasis),
        *(unit_row(Unit.BORDER_CROSSING, TORKHAM, basis, Side.TALIBAN, 8) for basis in ControlBasis),
        unit_row(Unit.DISTRICT, HISARAK, ControlBasis.REPORTED, Side.TALIBAN, 8),
    ]
    return replace(scene, controls=(*scene.controls, *rows))


def sheet(scene: Scene, on: date, shown: Shown = Shown.DAY) -> Sheet:
    """The sheet of a scene on a day."""
    assert scene.first_day is not None
    assert scene.last_day is not None
    return Sheet(
        scene=scene,
        title=scene.title,
        standing=standing_on(scene, on),
        course=course_of(scene, scene.first_day, scene.last_day),
        first=scene.first_day,
        last=scene.last_day,
        shown=shown,
    )


@cache
def with_units(number: int) -> Figure:
    """The figure of the scene with units on a day of August, without reports."""
    return draw_sheet(sheet(units_scene(), day(number), Shown.NONE), WIDTH)


def at_place(figure: Figure, at: tuple[float, float]) -> list[PathPatch]:
    """The patches that are centred within a kilometre of a place, those lying lowest first."""
    patches = [each for each in figure.axes[0].patches if isinstance(each, PathPatch)]
    found = []
    for each in patches:
        box = each.get_path().get_extents()
        if np.hypot((box.x0 + box.x1) / 2 - at[0], (box.y0 + box.y1) / 2 - at[1]) < 1000:
            found.append(each)
    return sorted(found, key=lambda each: each.get_zorder())


def spot(unit_id: str) -> tuple[float, float]:
    """Where a unit of the scene lies on the ground."""
    units = {each.unit_id: each for each in units_on(units_scene(), day(8), ())}
    return project(*units[unit_id].where["at"])


@pytest.mark.parametrize("unit_id", [KANG, TORKHAM])
def test_what_changed_hands_is_dark_on_its_day_and_mid_later(unit_id: str) -> None:
    """A district's circle and a crossing's diamond: the deep colour of the side on the day, its own colour after it."""
    today = at_place(with_units(8), spot(unit_id))
    assert to_hex(today[0].get_facecolor()) == deep_colour(Side.TALIBAN)
    later = at_place(with_units(9), spot(unit_id))
    assert to_hex(later[0].get_facecolor()) == side_colour(Side.TALIBAN)
    assert (later[-1].get_linestyle() != "-") == (unit_id == KANG)
    before = at_place(with_units(7), spot(unit_id))
    assert before == []


def test_what_is_only_claimed_is_striped() -> None:
    """The claimed district has no fill: a broken circle with stripes in the claimant's colour."""
    units = {each.unit_id: each for each in units_on(units_scene(), day(9), ())}
    assert units[HISARAK].is_only_reported
    assert not units[KANG].is_only_reported
    patches = at_place(with_units(9), spot(HISARAK))
    assert not patches[-1].get_facecolor()[-1]
    assert to_hex(patches[0].get_facecolor()) == deep_colour(Side.TALIBAN)
    assert np.asarray(patches[0].get_path().vertices).shape[0] > 12


def test_what_changed_hands_is_named_in_bold() -> None:
    """The capitals that fell and the units beside them, and nothing else on the map but the day of an earlier fall."""
    figure = with_units(8)
    names = [each for each in figure.axes[0].texts if each.get_zorder() == 9]
    bold = {each.get_text() for each in names if each.get_fontproperties().get_weight() == "bold"}
    assert bold == {"Kunduz", "Sar-e Pol", "Taloqan", "Kang", "Torkham", "6"}
    inks = {each.get_text(): to_hex(str(each.get_color())) for each in names}
    assert inks["Kunduz"] == inks["Torkham"] == colour("card")
    assert inks["6"] == inks["Kabul"] == colour("name")


def test_the_legend_explains_what_is_drawn() -> None:
    """What changed on the day, circles of districts and diamonds; nothing of them where none is."""
    made = sheet(units_scene(), day(8))
    rows = legend_rows(made.standing, made.course, (made.drawn, made.shown), made.changes, made.units)
    words = [row.words for row in rows]
    assert words.count("changed hands on this day") == 1
    assert {"district, as a circle of its size", "base, crossing, town"} <= set(words)
    assert "district, as its outline" not in words
    plain = sheet(small_scene(), day(9))
    rows = legend_rows(plain.standing, plain.course, (plain.drawn, plain.shown), plain.changes, plain.units)
    assert not {"changed hands on this day", "base, crossing, town"} & {row.words for row in rows}


def test_a_fallen_capital_has_its_disc_and_not_the_sign_of_a_report() -> None:
    """Where the report that set the fill stands, the spot is marked as fallen; on the next day it is no more."""
    fallen = {pin.at for pin in sheet(small_scene(), day(8), Shown.SO_FAR).drawn.pins if pin.fell}
    assert len(fallen) == 3
    assert not any(pin.fell for pin in sheet(small_scene(), day(9), Shown.SO_FAR).drawn.pins)


@given(
    st.lists(st.tuples(st.integers(5, 195), st.integers(5, 145)), min_size=1, max_size=12, unique=True),
    st.booleans(),
)
def test_a_name_stands_at_its_own_mark_or_has_a_line(marks: list[tuple[int, int]], is_told: bool) -> None:  # noqa: FBT001
    """Close by only where no other mark is nearer; else with a line, off every other mark; and never over another."""
    places = [(float(x), float(y)) for x, y in marks]
    room = Room(200, 150)
    boxes: list[Box] = []
    for at in places:
        placed = place_name(room, Name(at=at, width=24, height=7, clear=3.4, is_told=is_told), places)
        if placed is None:
            continue
        others = [distance(placed.box, other) for other in places if other != at]
        if placed.end is None:
            assert all(distance(placed.box, at) < other for other in others)
        else:
            assert all(other > 5 for other in others)
            assert distance(placed.box, placed.end) < 2.5
        assert not any(placed.box.overlaps(other) for other in boxes)
        assert placed.box.inside(Box(0, 0, 200, 150))
        boxes.append(placed.box)


def test_the_same_days_are_named_on_the_page_and_in_the_picture() -> None:
    """The day with most changes before the first; a day of one change by its unit, of several by number."""
    story = story_of(small_scene())
    assert [(each.day.day, name_of_day(each)) for each in named_days(story)] == [(8, "3"), (6, "Zaranj")]
    changes = last_changes(story, day(8))
    assert changes["AF-NIM"][0] == day(6)
    assert phrases.earlier_days(story, day(8)) == {"AF-NIM": "6"}
    figure = draw_sheet(sheet(small_scene(), day(9), Shown.NONE), WIDTH)
    said = {each.get_text() for each in figure.axes[-1].texts}
    assert {"6 Aug · Zaranj", "8 Aug · 3", "0", "17", "34"} <= said


def test_the_fall_of_the_national_capital_is_named_first() -> None:
    """Also where another day has more changes."""
    scene = conflictmap.run(seeds_folder()).scene
    first, *rest = named_days(story_of(scene))
    assert name_of_day(first) == "Kabul"
    assert len({each.day for each in (first, *rest)}) == len(rest) + 1


def test_the_picture_opens_on_the_day_of_the_page(tmp_path: Path) -> None:
    """Without a day it is the decisive one; a day that was asked for is that one."""
    result = conflictmap.run(seeds_folder())
    assert opens_on(result.scene, story_of(result.scene)) == day(15)
    text = result.picture(tmp_path / "map.svg").read_text("utf-8")
    assert "At the end of 15 August 2021" in text
    assert "conflictmap-seed" not in text
    asked = result.picture(tmp_path / "asked.svg", as_of="2021-08-21").read_text("utf-8")
    assert "Government (former), last holder 2 of 34 capitals" in asked
    assert "Last change: 15 August 2021" in asked


def test_sides_of_the_picture_stay_apart_in_greyscale() -> None:
    """Read from the pixels without colour: dark for today's change, mid for what is held, light for the other side."""
    pixels = imread(io.BytesIO(picture_bytes(sheet(small_scene(), day(8), Shown.NONE), "png", dpi=60)))
    grey = pixels[..., :3] @ np.array([0.2126, 0.7152, 0.0722])
    light: dict[str, Any] = {}
    for name in ("taliban-deep", "taliban", "government"):
        red, green, blue = (int(colour(name)[place : place + 2], 16) / 255 for place in (1, 3, 5))
        light[name] = 0.2126 * red + 0.7152 * green + 0.0722 * blue
        assert (np.abs(grey - light[name]) < 0.02).mean() > 0.001, name
    assert light["taliban-deep"] + 0.15 < light["taliban"] < light["government"] - 0.15


def test_every_earlier_fall_has_its_day_inside_its_province() -> None:
    """Of the twelve capitals that fell before 13 August each has its number, with its middle in its own province."""
    scene = conflictmap.run(seeds_folder()).scene
    figure = draw_sheet(sheet(scene, day(13), Shown.NONE), WIDTH)
    renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
    axes = figure.axes[0]
    wanted = phrases.earlier_days(story_of(scene), day(13))
    assert len(wanted) == 12
    bold = [each for each in axes.texts if each.get_fontproperties().get_weight() == "bold"]
    found = []
    for each in bold:
        box = each.get_window_extent(renderer)
        x, y = axes.transData.inverted().transform(((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2))
        if each.get_text().isdigit():
            (iso,) = [iso for iso, ground in province_grounds().items() if ground.contains(Point(x, y))]
            found.append((iso, each.get_text()))
    assert dict(found) == wanted
