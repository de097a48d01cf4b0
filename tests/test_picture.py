"""The still picture: counts, colours, ground and names as the page has them; the same bytes; nothing runs or loads."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.image import imread
from matplotlib.patches import PathPatch
from pyproj import Proj

import conflictmap
from conflictmap.cli import main
from geo.errors import UsageError
from geo.files import seeds_folder
from maps.language import catalogue, speaking
from maps.picture import phrases
from maps.picture.boxes import Box, Room
from maps.picture.files import picture_bytes
from maps.picture.ground import PROJECTION, project, province_grounds
from maps.picture.lettering import letters, wrapped
from maps.picture.palette import colour, pin_colour, side_colour
from maps.picture.pins import MARKERS, Shown, arrange
from maps.picture.sheet import Sheet, draw_sheet
from maps.reference import read_province_shapes
from maps.standing import course_of, standing_on, stated_totals
from maps.symbols import GROUPS, SIDES
from tests.scenes import FIRST, big_scene, day, hostile_scene, small_scene

if TYPE_CHECKING:
    from datetime import date

    from maps.scene import Scene

SVG = "{http://www.w3.org/2000/svg}"
ENVOY = str(seeds_folder() / "2021-08-10-envoy.md")
pytestmark = pytest.mark.usefixtures("seeds_once")


def sheet(scene: Scene, shown: Shown = Shown.SO_FAR, on: date | None = None, title: str | None = None) -> Sheet:
    """The sheet of a scene on a day."""
    assert scene.as_of is not None
    assert scene.first_day is not None
    assert scene.last_day is not None
    return Sheet(
        scene=scene,
        title=title or scene.title,
        standing=standing_on(scene, on or scene.as_of),
        course=course_of(scene, scene.first_day, scene.last_day),
        first=scene.first_day,
        last=scene.last_day,
        shown=shown,
    )


def test_counts_are_said_as_the_issue_says_them() -> None:
    """Assessed, what more is reported, who states which total; the assessed numbers add up to 34."""
    lines = sheet(small_scene()).counts
    assert lines[0] == "Taliban 4 of 34 capitals, 1 more reported; stated by AP: five"
    assert lines[1] == "Government 27 of 34 capitals, 1 of them reported lost"
    assert lines[-1] == "Contested 1 · Not known 1"
    assert sum(map(int, re.findall(r"^(?:\D+) (\d+) of 34", "\n".join(lines), re.MULTILINE))) + 2 == 34


def test_a_stated_total_waits_for_its_day() -> None:
    """A count stated for a later day is not shown, and an ordinal is no total."""
    scene = small_scene()
    assert stated_totals(scene, FIRST) == {}
    assert "stated" not in " ".join(sheet(scene, on=FIRST).counts)


def test_standing_agrees_with_the_scene_on_every_day() -> None:
    """Between two days of change nothing changes: each day's tally is that of the last standing before it."""
    scene = small_scene()
    course = course_of(scene, day(6), day(10))
    for number in range(6, 11):
        last = [each for each in course if each.day <= day(number)][-1]
        assert last.assessed == standing_on(scene, day(number)).assessed
        assert last.reported == standing_on(scene, day(number)).reported


def test_every_side_and_group_has_the_page_s_colour() -> None:
    """No colour is missing, sides differ from each other, and dark text has contrast on all grounds of text."""
    assert len({side_colour(side) for side in SIDES}) == len(SIDES)
    assert set(MARKERS) == set(GROUPS)
    assert len(set(MARKERS.values())) == len(MARKERS)
    assert all(re.fullmatch("#[0-9a-f]{6}", pin_colour(group)) for group in GROUPS)
    assert contrast("ink", "card") > 7
    assert contrast("muted", "card") > 4.5
    assert contrast("muted", "land") > 4.5


def contrast(ink: str, ground: str) -> float:
    """The contrast of two colours as WCAG 2.1 has it."""
    light = []
    for name in (ink, ground):
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour(name))]
        light.append(0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2])
    return (max(light) + 0.05) / (min(light) + 0.05)


def test_scale_is_true_everywhere_in_the_country() -> None:
    """At each corner of each province a metre on the map is a metre within 0.2 %, and angles are kept."""
    ring = [at for shape in read_province_shapes().values() for at in np.array(_first_ring(shape))[::25]]
    factors = Proj(PROJECTION).get_factors(*np.array(ring).T)
    assert np.abs(factors.parallel_scale - 1).max() < 0.002
    assert np.abs(factors.meridional_scale - factors.parallel_scale).max() < 1e-6


def _first_ring(shape: dict[str, Any]) -> list[list[float]]:
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    found: list[list[float]] = polygons[0][0]
    return found


def test_provinces_have_the_colour_of_who_holds_them() -> None:
    """Read from the pixels: the most frequent colour inside each plain province is its assessed holder's."""
    scene = small_scene()
    content = picture_bytes(sheet(scene, Shown.NONE), "png", dpi=100)
    figure = draw_sheet(sheet(scene, Shown.NONE), 18 / 2.54 * 72)
    picture = imread(io.BytesIO(content))
    figure.set_dpi(100)
    standing = standing_on(scene, day(10))
    checked = 0
    for iso, ground in province_grounds().items():
        side, _ = standing.assessed[iso]
        if side is None or standing.only_reported(iso) is not None:
            continue
        inner = ground.buffer(-6000)
        west, south, east, north = inner.bounds
        grid = [(x, y) for x in np.linspace(west, east, 15) for y in np.linspace(south, north, 15)]
        inside = [at for at in grid if inner.intersects(_point(at))]
        pixels = figure.axes[0].transData.transform(inside)
        colours = Counter(tuple(picture[-1 - int(y), int(x)][:3].round(2)) for x, y in pixels)
        assert colours.most_common(1)[0][0] == tuple(np.array(to_rgb(side_colour(side)), "float32").round(2)), iso
        checked += 1
    assert checked == 31


def _point(at: tuple[float, float]) -> Any:  # noqa: ANN401 - a shapely point
    from shapely import Point  # noqa: PLC0415

    return Point(at)


@pytest.mark.parametrize("width", [9.0, 18.0, 30.0])
@pytest.mark.parametrize("shown", [Shown.NONE, Shown.WEEK])
def test_no_name_lies_over_another(width: float, shown: Shown) -> None:
    """Measured on the drawn figure: no two names on the map overlap; a wide sheet names nearly all capitals."""
    scene = small_scene()
    figure = draw_sheet(sheet(scene, shown), width / 2.54 * 72)
    renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
    names = {province.capital for province in scene.provinces}
    texts = [each for each in figure.axes[0].texts if each.get_zorder() == 9]
    boxes = [each.get_window_extent(renderer) for each in texts]
    for number, first in enumerate(boxes):
        for second in boxes[number + 1 :]:
            across = min(first.x1, second.x1) - max(first.x0, second.x0)
            down = min(first.y1, second.y1) - max(first.y0, second.y0)
            assert min(across, down) < 1.5 * figure.dpi / 72, [each.get_text() for each in texts]
    named = names & {each.get_text() for each in texts}
    assert len(named) >= {9.0: 20, 18.0: 32, 30.0: 34}[width], names - named


@pytest.mark.parametrize("dpi", [50, 110])
def test_margins_stay_empty(dpi: int) -> None:
    """Letters are as wide as they were measured at every number of dots: nothing reaches into the margins."""
    picture = imread(io.BytesIO(picture_bytes(sheet(small_scene(), Shown.NONE), "png", dpi=dpi)))
    edge = int(10 / 72 * dpi)
    assert picture[:, :edge, :3].min() == 1
    assert picture[:, -edge:, :3].min() == 1


@given(st.lists(st.tuples(*(st.floats(0, 90) for _ in range(2)), *(st.floats(1, 30) for _ in range(2))), max_size=30))
def test_room_is_given_once(wanted: list[tuple[float, float, float, float]]) -> None:
    """Whatever is asked for, no two boxes that were given overlap, and none sticks out."""
    room = Room(100, 100)
    given_out = [box for each in wanted if (box := room.first_free([Box(*each)])) is not None]
    for number, box in enumerate(given_out):
        assert box.inside(Box(0, 0, 100, 100))
        assert not any(box.overlaps(other) for other in given_out[number + 1 :])


def test_near_is_a_circle_of_true_metres() -> None:
    """Each circle is as wide and as high on the ground as twice its radius, to half a percent, around its place."""
    made = sheet(small_scene())
    figure = draw_sheet(made, 500)
    circles = [each for each in figure.axes[0].patches if isinstance(each, PathPatch) and each.get_linestyle() != "-"]
    sizes = [each.get_path().get_extents() for each in circles if each.get_zorder() == 6]
    assert len(sizes) == len(made.drawn.areas) == 2
    for size, place in zip(sizes, made.drawn.areas, strict=True):
        middle = project(place.longitude, place.latitude)
        assert ((size.x0 + size.x1) / 2, (size.y0 + size.y1) / 2) == pytest.approx(middle, abs=100)
        assert [size.width, size.height] == pytest.approx([2 * (place.uncertainty_m or 0)] * 2, rel=0.005)
    assert 10_000 in {place.uncertainty_m for place in made.drawn.areas}


def test_a_province_level_report_is_never_a_dot() -> None:
    """Helmand's clash marks the province; every sign stands on the place of a report that names one."""
    scene = small_scene()
    drawn = arrange(scene, day(10), Shown.SO_FAR)
    assert drawn.provinces == ("AF-HEL",)
    placed = {
        project(each.place.longitude, each.place.latitude)
        for each in scene.incidents
        if each.place is not None and each.place.uncertainty_m is not None and each.place.uncertainty_m <= 10_000
    }
    assert {pin.at for pin in drawn.pins} <= placed


def test_window_of_events_and_what_is_not_asserted() -> None:
    """A day shows its own reports, a week seven days, none none; a spot with fears and denials alone is hollow."""
    scene = small_scene()
    numbers = [sum(pin.number for pin in arrange(scene, day(10), shown).pins) for shown in Shown]
    by_name = dict(zip(Shown, numbers, strict=True))
    assert by_name[Shown.NONE] == 0
    assert 0 < by_name[Shown.DAY] < by_name[Shown.WEEK] == by_name[Shown.SO_FAR]
    assert arrange(scene, day(9), Shown.DAY) != arrange(scene, day(10), Shown.DAY)
    assert not all(pin.happened for pin in arrange(scene, day(10), Shown.DAY).pins)


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_same_scene_gives_the_same_bytes(form: str) -> None:
    """Two drawings are equal, whatever style matplotlib was set to in between, and no date stands in the file."""
    import matplotlib as mpl  # noqa: PLC0415

    first = picture_bytes(sheet(small_scene()), form, dpi=72)
    with mpl.rc_context({"font.size": 30, "savefig.facecolor": "red", "savefig.bbox": "tight"}):
        second = picture_bytes(sheet(small_scene()), form, dpi=72)
    assert first == second
    assert not re.search(rb"CreationDate|dc:date|tIME|Software", first)


def test_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    """The command line, run twice with other hash seeds, writes the same SVG."""
    written = []
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.svg"
        command = [sys.executable, "-m", "conflictmap", "picture", ENVOY, "-o", str(path), "--as-of", "2021-08-10"]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
        written.append(path.read_bytes())
    assert written[0] == written[1]


def test_svg_speaks_and_does_nothing() -> None:
    """It has a title and a description, is one image to a screen reader, has no script and no outside address."""
    root = ET.fromstring(picture_bytes(sheet(small_scene()), "svg"))  # noqa: S314 - our own
    assert root.get("role") == "img"
    assert [root[0].tag, root[1].tag] == [f"{SVG}title", f"{SVG}desc"]
    assert root[0].text == "Five days in August"
    assert "Taliban 4 of 34 capitals, 1 more reported; stated by AP: five." in str(root[1].text)
    assert not list(root.iter(f"{SVG}script"))
    assert not list(root.iter(f"{SVG}image"))
    for each in root.iter():
        for name, value in each.attrib.items():
            assert not name.lower().startswith("on")
            assert "href" not in name or value.startswith("#")


TITLES = ["a $x^2$ b $", "\x00\x07 a \ud800 b", "--> <!-- ]]>", "ولایت کابل \u202ecba", "x" * 4000]


@pytest.mark.parametrize("title", TITLES)
def test_any_title_is_drawn_as_letters(title: str) -> None:
    """Formula signs, controls, lone surrogates, comment ends, Arabic script and endless words make a whole file."""
    content = picture_bytes(sheet(small_scene(), Shown.NONE, title=title), "svg", width_cm=9)
    assert ET.fromstring(content)[0].text == letters(title)  # noqa: S314 - our own


@pytest.mark.parametrize(("form", "start"), [("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_such_titles_do_no_harm_in_other_forms(form: str, start: bytes) -> None:
    """All of them at once make a whole file."""
    made = sheet(small_scene(), Shown.NONE, title=" ".join(TITLES))
    assert picture_bytes(made, form, width_cm=9, dpi=60).startswith(start)


def test_hostile_strings_are_inert_in_svg() -> None:
    """Markup in a side's name or a source makes no element: those of the picture are those of any other."""
    kinds = [
        {each.tag for each in ET.fromstring(picture_bytes(sheet(scene), "svg")).iter()}  # noqa: S314 - our own
        for scene in (small_scene(), hostile_scene())
    ]
    assert kinds[1] <= kinds[0]


def test_many_events_are_drawn() -> None:
    """2,000 events in one picture: as many signs as spots, and the file is whole."""
    drawn = arrange(big_scene(), day(10), Shown.SO_FAR)
    assert 50 < len(drawn.pins) < 500
    assert sum(pin.number for pin in drawn.pins) > 100
    assert picture_bytes(sheet(big_scene()), "png", dpi=50).startswith(b"\x89PNG")


def test_lines_break_and_end() -> None:
    """Every line fits, nothing is lost but what the ellipsis marks."""
    text = "one two three four five six seven " * 4
    lines = wrapped(text, 90, 9, most=40)
    assert " ".join(lines) == letters(text)
    assert wrapped(text, 90, 9, most=2)[-1].endswith("…")


def test_result_draws_any_day_by_either_rule(tmp_path: Path) -> None:
    """A day before the material has nobody known but the opening; the districts' rule says what it counts."""
    result = conflictmap.run(ENVOY)
    path = result.picture(tmp_path / "early.svg", as_of="2021-07-01", events="none")
    assert "Not known 34" in path.read_text("utf-8")
    by_districts = conflictmap.run(ENVOY, rule="districts-majority").picture(tmp_path / "d.svg").read_text("utf-8")
    assert ">Provinces held, day by day</text>" in by_districts
    assert "stated" not in by_districts.partition("</desc>")[0]


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("map.jpg", {}, r"ends in \.png, \.svg or \.pdf"),
        ("map", {}, r"ends in \.png, \.svg or \.pdf"),
        ("map.png", {"dpi": 5}, "from 50 to 1200"),
        ("map.png", {"width_cm": 500}, "a width from 7 to 120 cm"),
        ("map.png", {"width_cm": 120, "dpi": 600}, "million pixels"),
        ("map.png", {"events": "all"}, "events of day"),
        ("none/map.png", {}, "a folder that exists"),
    ],
)
def test_misuse_is_told_and_writes_nothing(tmp_path: Path, name: str, options: dict[str, Any], message: str) -> None:
    """Each wrong option is named with what was expected."""
    result = conflictmap.run(ENVOY)
    with pytest.raises(UsageError, match=message):
        result.picture(tmp_path / name, **options)
    assert list(tmp_path.iterdir()) == []


def test_without_matplotlib_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 2, before anything is read."""
    monkeypatch.setattr("maps.picture.find_spec", lambda _: None)
    assert main(["picture", ENVOY, "-o", str(tmp_path / "map.png")]) == 2
    said = capsys.readouterr().err
    assert "Expected matplotlib for a picture, got none. Install conflictmap[picture]." in said


def test_material_without_a_day_has_no_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is no day to show, and the way out is named."""
    source = tmp_path / "undated.txt"
    source.write_text("The Taliban captured the northern city of Kunduz.", "utf-8")
    assert main(["picture", str(source), "-o", str(tmp_path / "map.png")]) == 2
    assert "material with a date" in capsys.readouterr().err
    assert not (tmp_path / "map.png").exists()


def test_command_draws_from_a_ledger_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was posted before is drawn without its sources, byte for byte as with them."""
    ledger = tmp_path / "kept.gpkg"
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    asked = ["--as-of", "2021-08-10", "--events", "day", "--title", "Kept"]
    assert main(["map", ENVOY, "--ledger", str(ledger), "-o", str(tmp_path / "out")]) == 0
    assert main(["picture", ENVOY, "--ledger", str(ledger), "-o", str(first), *asked]) == 0
    assert main(["picture", "--ledger", str(ledger), "-o", str(second), *asked]) == 0
    assert first.read_bytes() == second.read_bytes()
    assert second.resolve().as_uri() in capsys.readouterr().out


def test_words_of_the_foot_name_rule_sources_and_projection() -> None:
    """Counting rule, documents with their outlets, what is not drawn, and how it is projected."""
    made = sheet(small_scene())
    lines = phrases.foot_lines(made.scene, made.drawn)
    assert lines[0].startswith("Counting rule: A province counts for who holds its capital.")
    assert lines[1] == "5 documents. Sources: AFP, AP, Example News, Wire Example."
    assert lines[2] == made.scene.opening_note
    assert lines[3].startswith("2 further reports of these days cannot be drawn")
    assert lines[-1].startswith("Projection: Lambert conformal conic")


@pytest.mark.parametrize("language", ["fa", "ps"])
def test_picture_speaks_dari_and_pashto(tmp_path: Path, language: str) -> None:
    """Counts, capitals and digits are the language's, lines begin at the right, and the time runs leftwards."""
    result = conflictmap.run(ENVOY, language=language)
    svg = result.picture(tmp_path / "map.svg", as_of="2021-08-10").read_text("utf-8")
    told = re.search("<desc>(.*?)</desc>", svg)
    assert told is not None
    assert "۳۴" in told[1]
    assert not re.search("[0-9]", told[1])
    assert not re.search("Taliban|Government|held|reports? ", told[1])
    with speaking(language):
        figure = draw_sheet(sheet(small_scene()), 18 / 2.54 * 72)
    assert all(each.get_horizontalalignment() == "right" and each.get_position()[0] > 0.9 for each in figure.texts)
    chart = figure.axes[-1]
    numbers = [each for each in chart.texts if each.get_horizontalalignment() == "left"]
    assert numbers
    assert min(each.get_position()[0] for each in numbers) > 400
    names = {each.get_text().lstrip("\u200f") for each in figure.axes[0].texts}
    assert {"کابل", "کندز"} <= names


def test_pictures_use_every_message_of_their_table() -> None:
    """No message stands in the catalogue for nothing."""
    code = "".join(path.read_text("utf-8") for path in Path(phrases.__file__).parent.glob("*.py"))
    made = {f"side_{each}" for each in ("capitals", "provinces")} | {
        f"shown_{each.replace('-', '_')}" for each in Shown
    }
    for name in catalogue("en")["picture"]:
        assert f"picture.{name}" in code or name in made | {"contested", "unknown"}, name


def test_arabic_script_needs_a_matplotlib_that_joins_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With an older one a picture in Dari is refused rather than drawn in loose letters."""
    monkeypatch.setattr("matplotlib.__version_info__", (3, 10, 0))
    with pytest.raises(UsageError, match=r"matplotlib 3\.11 for Arabic script"):
        conflictmap.run(ENVOY, language="fa").picture(tmp_path / "map.png")
    assert list(tmp_path.iterdir()) == []
