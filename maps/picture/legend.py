"""The legend: one row for each fill, pattern and sign that this picture really holds.

Knows its own size before it is drawn, so that the sheet can make room for it: inside the map where the sheet is wide,
in columns under it where it is narrow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely

from geo.vocab import ControlState
from maps.language import say
from maps.picture import phrases
from maps.picture.lettering import LEADING, width_of, wrapped
from maps.picture.palette import colour
from maps.picture.pins import sign
from maps.picture.provinces import FINE_PT, cover, darken, edge, fill
from maps.picture.units import DASHES, diamond
from maps.standing import UNKNOWN, in_order
from maps.story import Kind
from maps.symbols import GROUPS, side_class, side_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maps.picture.pins import Drawn, Shown
    from maps.picture.plot import Plot
    from maps.standing import Held, Standing
    from maps.story import Change
    from maps.units import UnitOn

SIZE = 6.6
HEAD_SIZE = 6.8
_SWATCH = (13.0, 8.5)
_GAP = 4.5
_ABOVE_HEAD = 3.5
_ROW = SIZE * LEADING + 1.6
_OUTLINE = ((-0.9, 0.7), (0.2, 1.0), (1.1, 0.3), (0.7, -0.9), (-0.7, -0.8))
"""A shape that is neither circle nor rectangle, for the outline of a district."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the legend: `held` fills its swatch, `over` is striped over it, `change` darkens it.

    Or it has a sign, or a line style.
    """

    words: str
    is_head: bool = False
    held: Held | None = None
    over: Held | None = None
    change: Change | None = None
    group: str | None = None
    hollow: bool = False
    line: str | None = None


def legend_rows(
    standing: Standing,
    course: Sequence[Standing],
    reports: tuple[Drawn, Shown],
    changes: Sequence[Change] = (),
    units: Sequence[UnitOn] = (),
) -> list[Row]:
    """What needs explaining, in the order of the page's legend. Fills that only the chart shows are among it.

    `reports` are those drawn, and which of them they are; `changes` the day's changes of hands, `units` what is drawn
    beside the provinces.
    """
    ordered = in_order({side for each in (standing, *course) for side in each.sides})
    rows = [Row(words=phrases.held_by(standing), is_head=True), *_change_rows(changes)]
    rows += [Row(words=side_label(side), held=(side, ControlState.CONTROLLED)) for side in ordered]
    claimants = [side for each in (standing, *course) for side in each.sides if each.more_of(side)]
    if claimants:
        over = (claimants[0], ControlState.CONTROLLED)
        rows.append(Row(words=say("script.only_reported"), held=UNKNOWN, over=over))
    for state in (ControlState.CONTESTED, ControlState.UNKNOWN):
        if any(each.open_in(state) for each in (standing, *course)):
            rows.append(Row(words=phrases.state_words(state), held=(None, state)))
    if any(state is ControlState.BESIEGED for _, state in standing.assessed.values()):
        rows.append(Row(words=phrases.state_words(ControlState.BESIEGED), line="besieged"))
    return [*rows, *_unit_rows(units), *_event_rows(*reports)]


def _change_rows(changes: Sequence[Change]) -> list[Row]:
    """A row for each way in which something changed hands on the day, with the colour of the side that has it."""
    found: dict[tuple[Kind, str | None], Row] = {}
    for each in changes:
        words = say("script.retaken_today" if each.kind is Kind.RETAKEN else "script.fell_today")
        look = side_class(each.side) if each.side else None
        found.setdefault((each.kind, look), Row(words=words, change=each))
    return list(found.values())


def _unit_rows(units: Sequence[UnitOn]) -> list[Row]:
    kinds = {"outline" if "outline" in each.where else "radius" if "radius" in each.where else "site" for each in units}
    said = {"outline": "district_outline", "radius": "district_circle", "site": "unit_site"}
    rows = [Row(words=say(f"script.{words}"), line=kind) for kind, words in said.items() if kind in kinds]
    return [Row(words=say("page.units"), is_head=True), *rows] if rows else []


def _event_rows(drawn: Drawn, shown: Shown) -> list[Row]:
    if not (drawn.pins or drawn.areas or drawn.provinces):
        return []
    used = {pin.group for pin in drawn.pins}
    rows = [Row(words=phrases.shown_words(shown), is_head=True)]
    rows += [Row(words=label, group=group) for group, label in GROUPS.items() if group in used]
    hollow = [pin.group for pin in drawn.pins if not pin.happened]
    if hollow:
        rows.append(Row(words=say("script.hollow"), group=hollow[0], hollow=True))
    if drawn.areas:
        rows.append(Row(words=say("picture.circle"), line="circle"))
    if drawn.provinces:
        rows.append(Row(words=say("picture.province_only"), line="province"))
    return rows


def fitted(rows: Sequence[Row], width: float) -> list[tuple[Row, list[str]]]:
    """Each row with its words in lines that fit a column of `width` points."""
    room = width - _SWATCH[0] - _GAP
    return [(row, wrapped(row.words, width if row.is_head else room, _size(row), weight=_weight(row))) for row in rows]


def height_of(fit: Sequence[tuple[Row, list[str]]]) -> float:
    """The height of a column in points."""
    heads = sum(row.is_head for row, _ in fit[1:])
    return sum(_height(lines) for _, lines in fit) + heads * _ABOVE_HEAD


def widest(rows: Sequence[Row]) -> float:
    """The width in points in which no row needs a second line."""
    return max(
        width_of(row.words, _size(row), _weight(row)) + (0 if row.is_head else _SWATCH[0] + _GAP) for row in rows
    )


def draw_column(plot: Plot, fit: Sequence[tuple[Row, list[str]]], x: float, top: float, width: float) -> None:
    """Draw a column downwards from `top`; positions in points on the plot.

    Marks stand where the language begins, at `x` or `width` further.
    """
    mirrored = phrases.is_mirrored()
    y = top
    for place, (row, lines) in enumerate(fit):
        y -= _ABOVE_HEAD if row.is_head and place else 0
        indent = 0 if row.is_head else _SWATCH[0] + _GAP
        if not row.is_head:
            _draw_mark(plot, row, x + width - _SWATCH[0] if mirrored else x, y - _ROW / 2)
        ink = colour("muted") if row.is_head else colour("ink")
        look: dict[str, Any] = {
            "weight": _weight(row),
            "color": ink,
            "ha": "right" if mirrored else "left",
            "zorder": 12,
        }
        for number, line in enumerate(lines):
            edge = x + width - indent if mirrored else x + indent
            at = plot.on_ground(edge, y - _ROW / 2 - number * SIZE * LEADING)
            plot.words(line, *at, _size(row), va="center_baseline", **look)
        y -= _height(lines)


def _draw_mark(plot: Plot, row: Row, x: float, y: float) -> None:
    width, height = _SWATCH
    west, south = plot.on_ground(x, y - height / 2)
    east, north = plot.on_ground(x + width, y + height / 2)
    box = shapely.box(west, south, east, north)
    if row.group is not None:
        sign(plot, ((west + east) / 2, (south + north) / 2), row.group, hollow=row.hollow, zorder=11)
        return
    if row.held is not None:
        fill(plot, box, row.held, zorder=11)
    if row.over is not None:
        cover(plot, box, row.over, spacing=FINE_PT, zorder=11.1)
    if row.change is not None:
        darken(plot, box, row.change, zorder=11)
        edge(plot, box, is_retaken=row.change.kind is Kind.RETAKEN, zorder=11.2, width=1.2)
        return
    _frame(plot, box, row.line)


def _frame(plot: Plot, box: shapely.Polygon, line: str | None) -> None:
    if line == "circle":
        middle = box.centroid.buffer((box.bounds[3] - box.bounds[1]) / 2)
        look = {"linewidth": 0.7, "ls": (0, (3, 2)), "facecolor": f"{colour('ink')}14"}
        plot.area(middle, edgecolor=colour("ink"), zorder=11.2, **look)
    elif line in {"radius", "outline", "site"}:
        spot = box.centroid
        half = (box.bounds[3] - box.bounds[1]) / 2
        shapes = {
            "radius": spot.buffer(half),
            "outline": shapely.Polygon([(spot.x + half * x, spot.y + half * y) for x, y in _OUTLINE]),
            "site": diamond(plot, (spot.x, spot.y)),
        }
        dashes = DASHES if line == "radius" else "-"
        plot.area(shapes[line], facecolor="none", edgecolor=colour("ink"), linewidth=0.8, ls=dashes, zorder=11.2)
    elif line == "besieged":
        plot.area(box, facecolor="none", edgecolor=colour("ink"), linewidth=1.5, ls=(0, (1.2, 1.6)), zorder=11.2)
    elif line == "province":
        plot.area(box, facecolor="none", edgecolor=colour("ink"), linewidth=1.2, zorder=11.2)
    else:
        plot.area(box, facecolor="none", edgecolor=colour("muted"), linewidth=0.5, zorder=11.2)


def _height(lines: Sequence[str]) -> float:
    return _ROW + (len(lines) - 1) * SIZE * LEADING


def _size(row: Row) -> float:
    return HEAD_SIZE if row.is_head else SIZE


def _weight(row: Row) -> str:
    return "bold" if row.is_head else "normal"
