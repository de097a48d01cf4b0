"""The provinces as the page paints them: filled by the assessed holder, striped where more is only reported.

Knows the patterns: a lattice for contested, dots for unknown, stripes in the claimant's colour for what the reports
give to a side that the assessed layer does not. The patterns have the same spacing on paper at every size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from geo.vocab import ControlState
from maps.picture.ground import neighbour_borders, province_grounds
from maps.picture.palette import colour, deep_colour, mark_colour, side_colour
from maps.picture.patterns import dots, lattice, stripes
from maps.standing import UNKNOWN
from maps.story import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

    from maps.picture.plot import Plot
    from maps.standing import Held, Standing
    from maps.story import Change

STRIPE_PT = 5.0
FINE_PT = 3.6
"""Between stripes, in points: on provinces, and on the small shapes of legend and chart."""
RETAKEN_DASHES = (0, (3.6, 1.6))
_STRIPE_SHARE = 0.44
_LATTICE_PT = 3.6
_DOTS_PT = 4.2
_DOT_PT = 0.9
_MARK_PT = 1.3


def draw_neighbours(plot: Plot) -> None:
    """The neighbours' outlines, without their names."""
    for borders in neighbour_borders():
        plot.lines(borders, colors=colour("land-line"), linewidths=0.8, zorder=1)


def draw_provinces(plot: Plot, standing: Standing, changed: Mapping[str, Change]) -> None:
    """Every province with its fill, what is only reported over it, its border, and whether it is besieged.

    `changed` are those that changed hands on the day shown: dark, with an outline, which is broken where they were
    retaken.
    """
    grounds = province_grounds()
    for iso, ground in grounds.items():
        fill(plot, ground, standing.assessed[iso], zorder=2)
        if iso in changed:
            darken(plot, ground, changed[iso], zorder=2.5)
        reported = standing.only_reported(iso)
        if reported is not None:
            cover(plot, ground, reported, zorder=3)
    border = {"facecolor": "none", "linewidth": 0.9, "joinstyle": "round"}
    for iso, ground in grounds.items():
        is_unknown = standing.assessed[iso] == UNKNOWN  # a light line would not show between two light provinces
        ink, order = ("unknown", 4) if is_unknown else ("border", 4.1)
        plot.area(ground, edgecolor=colour(ink), zorder=order, **border)
    for iso, change in changed.items():
        edge(plot, grounds[iso], is_retaken=change.kind is Kind.RETAKEN, zorder=4.3)
    country = shapely.union_all(list(grounds.values()))
    plot.area(country, edgecolor=colour("muted"), zorder=4.2, **border)
    for iso, (_, state) in standing.assessed.items():
        if state is ControlState.BESIEGED:
            plot.area(
                grounds[iso], facecolor="none", edgecolor=colour("ink"), linewidth=1.5, ls=(0, (1.2, 1.6)), zorder=5
            )


def darken(plot: Plot, ground: BaseGeometry, change: Change, *, zorder: float) -> None:
    """The fill of what changed hands on the day shown."""
    if change.side is not None:
        plot.area(ground, facecolor=deep_colour(change.side), edgecolor="none", linewidth=0, zorder=zorder)


def edge(plot: Plot, ground: BaseGeometry, *, is_retaken: bool, zorder: float, width: float = 1.5) -> None:
    """The outline of what changed hands on the day shown."""
    dashes = RETAKEN_DASHES if is_retaken else "-"
    look = {"edgecolor": colour("edge"), "linewidth": width, "joinstyle": "round", "ls": dashes}
    plot.area(ground, facecolor="none", zorder=zorder, **look)


def fill(plot: Plot, ground: BaseGeometry, held: Held, *, zorder: float) -> None:
    """The fill for who holds a shape."""
    side, state = held
    if side is not None:
        plot.area(ground, facecolor=side_colour(side), edgecolor="none", linewidth=0, zorder=zorder)
        ink = mark_colour(side)
        if ink is not None:
            points = dots(ground, _DOTS_PT * plot.unit)
            plot.marks(points, _MARK_PT, marker="o", color=ink, markeredgewidth=0, zorder=zorder)
        return
    plot.area(ground, facecolor=colour(f"{state}-back"), edgecolor="none", linewidth=0, zorder=zorder)
    _pattern(plot, ground, state, zorder=zorder)


def cover(plot: Plot, ground: BaseGeometry, held: Held, *, zorder: float, spacing: float = STRIPE_PT) -> None:
    """What is only reported, over the fill: stripes in the side's colour, or the lattice; unknown adds nothing."""
    side, state = held
    if side is not None:
        bands = stripes(ground, spacing * plot.unit, spacing * _STRIPE_SHARE * plot.unit)
        plot.area(bands, facecolor=mark_colour(side) or deep_colour(side), edgecolor="none", linewidth=0, zorder=zorder)
    elif state is ControlState.CONTESTED:
        _pattern(plot, ground, state, zorder=zorder)


def _pattern(plot: Plot, ground: BaseGeometry, state: ControlState, *, zorder: float) -> None:
    if state is ControlState.CONTESTED:
        lines = lattice(ground, _LATTICE_PT * plot.unit)
        plot.lines(lines, colors=colour("contested"), linewidths=0.5, capstyle="butt", zorder=zorder)
    else:
        points = dots(ground, _DOTS_PT * plot.unit)
        plot.marks(points, _DOT_PT, marker="o", color=colour("unknown"), markeredgewidth=0, zorder=zorder)
