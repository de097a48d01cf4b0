"""The sheet: title, counts, map, chart and credits laid out from top to bottom on one piece of paper.

Knows sizes in points and which part stands where; each part draws itself. The width is given, the height follows from
what has to stand on it. Text keeps its size at every width, so a narrow sheet names fewer capitals instead of showing
them too small to read.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import shapely
from matplotlib.figure import Figure

from maps.language import number, say
from maps.names import capital_name, neighbour_name, province_name
from maps.picture import phrases
from maps.picture.boxes import Box, Room
from maps.picture.chart import Span, draw_chart
from maps.picture.ground import EXTENT, project
from maps.picture.legend import draw_column, fitted, height_of, legend_rows, widest
from maps.picture.lettering import LEADING, balanced, directed, font, letters, wrapped
from maps.picture.names import (
    Mark,
    capital_marks,
    draw_days,
    draw_dots,
    draw_marked,
    draw_neighbour_names,
    draw_province_names,
    take_pins,
)
from maps.picture.palette import colour
from maps.picture.pins import arrange, draw_areas, draw_pins
from maps.picture.plot import Plot
from maps.picture.provinces import draw_neighbours, draw_provinces
from maps.picture.units import draw_units, drawn_units
from maps.quiet_days import headline_on, under_headline
from maps.reference import read_drawn_credits
from maps.story import Kind, story_of
from maps.units import units_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matplotlib.axes import Axes

    from maps.picture.legend import Row
    from maps.picture.pins import Drawn, Shown
    from maps.scene import Scene
    from maps.standing import Standing
    from maps.story import Change, StoryDay
    from maps.units import UnitOn

MARGIN = 14.0
TITLE, NARROW_TITLE, DAY, COUNTS, FOOT = 14.0, 11.0, 8.6, 8.6, 6.0
"""Sizes of the text in points."""
_WIDE = 400.0
"""From this width on, in points, the legend stands inside the map, where the neighbour to the south-east lies."""
_COLUMN = 118.0
_CHART = 112.0
_GAP = 8.0
_POINTS_PER_INCH = 72.0
_SCALE_KM = (200, 100, 50)
_MOST_OF_MAP = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands on the sheet. `course` covers `first` to `last`, both inclusive; `standing` is of the shown day."""

    scene: Scene
    title: str
    standing: Standing
    course: Sequence[Standing]
    first: date
    last: date
    shown: Shown
    story: tuple[StoryDay, ...] = field(init=False)
    drawn: Drawn = field(init=False)
    units: tuple[UnitOn, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Gather what of the ledger and of the events is drawn."""
        day = self.standing.day
        object.__setattr__(self, "story", story_of(self.scene))
        object.__setattr__(self, "drawn", arrange(self.scene, day, self.shown, self.changes))
        object.__setattr__(self, "units", tuple(drawn_units(units_on(self.scene, day, self.changes))))

    @property
    def headline(self) -> str:
        """The headline of the day shown, as the page has it."""
        return headline_on(self.story, self.standing)

    @property
    def changes(self) -> list[Change]:
        """What changed hands on the day shown and is with a side now, units that no rule counts among it."""
        today = [each for each in self.story if each.day == self.standing.day]
        changes = [change for each in today for change in (*each.changes, *each.others)]
        return [change for change in changes if change.side and change.kind in {Kind.TAKEN, Kind.RETAKEN}]

    @property
    def changed(self) -> dict[str, Change]:
        """The counted units that changed hands on the day shown."""
        return {change.unit_id: change for change in self.changes if change.unit is self.scene.counted}

    @property
    def counts(self) -> list[str]:
        """The counts in words, a line for each side."""
        return phrases.count_lines(self.scene, self.standing)

    def words(self) -> str:
        """The picture in words, for those who do not see it."""
        return letters(" ".join((phrases.day_line(self.standing), *(f"{line}." for line in self.counts))))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line of text with the space above it."""

    text: str
    size: float
    ink: str
    weight: str = "normal"
    above: float = 0.0

    @property
    def height(self) -> float:
        return self.above + self.size * LEADING


def draw_sheet(sheet: Sheet, width: float) -> Figure:
    """The figure of a sheet `width` points wide."""
    inner = width - 2 * MARGIN
    head, foot = _head(sheet, inner), _foot(sheet, inner)
    rows = legend_rows(sheet.standing, sheet.course, (sheet.drawn, sheet.shown), sheet.changes, sheet.units)
    map_height = inner * (EXTENT[3] - EXTENT[1]) / (EXTENT[2] - EXTENT[0])
    columns = [] if inner >= _WIDE else _columns(rows, inner)
    below = max((height_of(column) for column in columns), default=0.0) + (_GAP if columns else 0.0)
    parts = (_height(head), map_height, below, _CHART, _height(foot))
    height = sum(parts) + 2 * MARGIN + 3 * _GAP
    figure = Figure(figsize=(width / _POINTS_PER_INCH, height / _POINTS_PER_INCH), facecolor="#ffffff")
    top = height - MARGIN
    _write(figure, head, top)
    top -= parts[0] + _GAP
    ground = _map_plot(_axes(figure, MARGIN, top - map_height, inner, map_height), inner)
    _draw_map(sheet, ground, inner, map_height, rows if inner >= _WIDE else ())
    top -= map_height + _GAP
    if columns:
        plot = _paper(_axes(figure, MARGIN, top - below, inner, below), inner, below)
        for number, column in enumerate(columns):
            draw_column(plot, column, _column_start(number, len(columns), inner), below, inner / len(columns) - _GAP)
        top -= below
    plot = _paper(_axes(figure, MARGIN, top - _CHART, inner, _CHART), inner, _CHART)
    plot = replace(plot, mirror=inner if phrases.is_mirrored() else None)
    span = Span(sheet.first, sheet.last, sheet.standing.day)
    draw_chart(plot, sheet.course, span, (inner, _CHART), sheet.story)
    _write(figure, foot, top - _CHART - _GAP)
    return figure


def _head(sheet: Sheet, inner: float) -> list[_Line]:
    ink, muted = colour("ink"), colour("muted")
    size = TITLE if inner >= _WIDE else NARROW_TITLE
    title = balanced(sheet.headline or sheet.title, inner, size, weight="bold", most=3)
    lines = [_Line(text=each, size=size, ink=ink, weight="bold") for each in title]
    if sheet.headline:
        lines += [_Line(text=each, size=DAY, ink=muted) for each in wrapped(sheet.title, inner, DAY, most=2)]
    lines += [_Line(text=each, size=DAY, ink=muted) for each in wrapped(phrases.day_line(sheet.standing), inner, DAY)]
    told = wrapped(" ".join(under_headline(sheet.story, sheet.standing.day)), inner, COUNTS, weight="bold", most=3)
    lines += [_Line(text=each, size=COUNTS, ink=ink, weight="bold") for each in told]
    for count in sheet.counts:
        for place, each in enumerate(wrapped(count, inner, COUNTS, most=2)):
            lines.append(_Line(text=each, size=COUNTS, ink=ink, above=0 if place else 1.0))
    return lines


def _foot(sheet: Sheet, inner: float) -> list[_Line]:
    lines = phrases.foot_lines(sheet.scene, sheet.drawn)
    lines.append("; ".join(source.credit for source in read_drawn_credits()) + ".")
    return [
        _Line(text=text, size=FOOT, ink=colour("muted"), above=0 if place else 1.4)
        for line in lines
        for place, text in enumerate(wrapped(line, inner, FOOT, most=12))
    ]


def _height(lines: Sequence[_Line]) -> float:
    return sum(line.height for line in lines)


def _write(figure: Figure, lines: Sequence[_Line], top: float) -> None:
    height = figure.get_figheight() * _POINTS_PER_INCH
    width = figure.get_figwidth() * _POINTS_PER_INCH
    y = top
    for line in lines:
        y -= line.height
        base = (y + line.size * (LEADING - 1)) / height
        mirrored = phrases.is_mirrored()
        look: dict[str, Any] = {"fontproperties": font(line.size, line.weight), "color": line.ink, "va": "baseline"}
        edge = (width - MARGIN if mirrored else MARGIN) / width
        figure.text(edge, base, directed(line.text), ha="right" if mirrored else "left", **look)


def _axes(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Axes at a place in points, without frame and ticks."""
    whole = (figure.get_figwidth() * _POINTS_PER_INCH, figure.get_figheight() * _POINTS_PER_INCH)
    axes = figure.add_axes((left / whole[0], bottom / whole[1], width / whole[0], height / whole[1]))
    axes.set_axis_off()
    return axes


def _paper(axes: Axes, width: float, height: float) -> Plot:
    axes.set(xlim=(0, width), ylim=(0, height))
    return Plot(axes, 1.0, 0.0, 0.0)


def _map_plot(axes: Axes, width: float) -> Plot:
    west, south, east, north = EXTENT
    axes.set(xlim=(west, east), ylim=(south, north))
    return Plot(axes, (east - west) / width, west, south)


def _draw_map(sheet: Sheet, plot: Plot, width: float, height: float, rows: Sequence[Row]) -> None:
    """The map itself. What a name may not cover is drawn or kept free before the names are placed."""
    west, south, east, north = EXTENT
    plot.area(shapely.box(west, south, east, north), facecolor=colour("land"), edgecolor="none", linewidth=0, zorder=0)
    draw_neighbours(plot)
    draw_provinces(plot, sheet.standing, sheet.changed)
    draw_units(plot, sheet.units)
    draw_areas(plot, sheet.drawn)
    room = Room(width, height)
    if rows:
        _draw_legend(plot, room, rows, width)
    _draw_scale(plot, room)
    take_pins(plot, room, sheet.drawn.pins)
    provinces = sheet.scene.provinces
    names = {each.iso_3166_2: capital_name(each.iso_3166_2) for each in provinces}
    sides = {iso: change.side for iso, change in sheet.changed.items() if change.side}
    capitals = capital_marks(provinces, names, sides)
    draw_dots(plot, room, capitals)
    _draw_names(sheet, plot, room, capitals)
    draw_pins(plot, sheet.drawn.pins)
    draw_neighbour_names(plot, room, neighbour_name, (width, height))
    of_provinces = {each.iso_3166_2: province_name(each.iso_3166_2) or each.name for each in provinces}
    draw_province_names(plot, room, provinces, of_provinces, sides)
    plot.area(shapely.box(west, south, east, north), facecolor="none", edgecolor=colour("line"), linewidth=1, zorder=20)


def _draw_names(sheet: Sheet, plot: Plot, room: Room, capitals: Sequence[Mark]) -> None:
    """The names at marks and the days on provinces: what changed hands on the day shown before all others."""
    units = [
        Mark(name=each.name, at=project(*each.where["at"]), side=each.change.side, is_capital=False)
        for each in sheet.units
        if each.change is not None
    ]
    told = [mark for mark in capitals if mark.side is not None]
    major = [mark for mark in capitals if mark.side is None and mark.is_major]
    rest = [mark for mark in capitals if mark.side is None and not mark.is_major]
    marks, pins = [*capitals, *units], sheet.drawn.pins
    draw_marked(plot, room, [*told, *units, *major], marks, pins)
    draw_days(plot, room, phrases.earlier_days(sheet.story, sheet.standing.day))
    draw_marked(plot, room, rest, marks, pins)


def _draw_legend(plot: Plot, room: Room, rows: Sequence[Row], width: float) -> None:
    """In the south-east corner, on a card of its own."""
    pad, off = 6.0, 6.0
    column = min(_COLUMN, widest(rows))
    fit = fitted(rows, column)
    box = Box(width - column - 2 * pad - off, off, column + 2 * pad, height_of(fit) + 2 * pad)
    card = shapely.box(*plot.on_ground(box.x, box.y), *plot.on_ground(box.x + box.width, box.y + box.height))
    plot.area(card, facecolor=colour("card"), edgecolor=colour("line"), linewidth=0.7, zorder=10)
    draw_column(plot, fit, box.x + pad, box.y + box.height - pad, column)
    room.take(box)


def _column_start(number: int, columns: int, inner: float) -> float:
    """Where a column begins, counted from where the language begins."""
    place = columns - 1 - number if phrases.is_mirrored() else number
    return place * inner / columns + (_GAP if phrases.is_mirrored() else 0)


def _columns(rows: Sequence[Row], inner: float) -> list[list[tuple[Row, list[str]]]]:
    """The legend in columns of about equal height, for under the map."""
    number = max(1, int(inner // (_COLUMN * 0.9)))
    fit = fitted(rows, inner / number - _GAP)
    target = height_of(fit) / number
    columns: list[list[tuple[Row, list[str]]]] = [[]]
    for each in fit:
        is_full = height_of([*columns[-1], each]) > target * 1.15 or (
            each[0].is_head and height_of(columns[-1]) > target / 2
        )
        if columns[-1] and is_full and len(columns) < number:
            columns.append([])
        columns[-1].append(each)
    return columns


def _draw_scale(plot: Plot, room: Room) -> None:
    """A bar of round kilometres in the south-west corner, halved in two tones."""
    whole = EXTENT[2] - EXTENT[0]
    km = next((each for each in _SCALE_KM if each * 1000 <= whole * _MOST_OF_MAP), _SCALE_KM[-1])
    size, x, y = 6.2, 10.0, 10.0
    west, south = plot.on_ground(x, y)
    north = plot.on_ground(x, y + 3)[1]
    for part, ink in enumerate((colour("ink"), colour("card"))):
        start = west + part * km * 500
        box = shapely.box(start, south, start + km * 500, north)
        plot.area(box, facecolor=ink, edgecolor=colour("ink"), linewidth=0.5, zorder=12)
    for share in (0, 0.5, 1):
        value = number(f"{km * share:g}")
        words = say("place.km", n=value) if share == 1 else value
        at = (west + km * 1000 * share, plot.on_ground(x, y + 5)[1])
        plot.words(words, *at, size, ha="center" if share < 1 else "left", va="bottom", color=colour("ink"), zorder=12)
    room.take(Box(x - 6, y - 4, km * 1000 / plot.unit + 34, 24))
