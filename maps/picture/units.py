"""Districts, bases, crossings and towns on the picture, as the page draws them: who holds each, what changed hands.

A district is its installed outline, else a circle of its extent with a broken line; anything else is a diamond. What
changed hands on the day shown is dark, what is only reported is striped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from geo.coords import check_lonlat
from maps.picture.ground import circle_ground, is_drawn, project, projected
from maps.picture.palette import colour
from maps.picture.provinces import FINE_PT, cover, darken, edge, fill
from maps.standing import UNKNOWN
from maps.story import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from maps.picture.plot import Plot
    from maps.units import UnitOn

SITE_PT = 8.0
"""A diamond from corner to corner."""
DASHES = (0, (3, 2))
_EDGE_PT = 0.8
_AREA_ORDER, _SITE_ORDER = 4.5, 7.2
"""Areas lie over the provinces, diamonds over the dots of capitals; signs of reports lie over both."""


def drawn_units(units: Iterable[UnitOn]) -> list[UnitOn]:
    """Those that stand somewhere on the drawn part."""
    return [each for each in units if each.where and is_drawn(*each.where["at"])]


def draw_units(plot: Plot, units: Iterable[UnitOn]) -> None:
    """Draw each unit, the larger first, so that none hides a smaller one."""
    grounds = [(each, ground_of(plot, each)) for each in units]
    for each, ground in sorted(grounds, key=lambda pair: -pair[1].area):
        _draw(plot, each, ground)


def ground_of(plot: Plot, unit: UnitOn) -> BaseGeometry:
    """The shape of a unit on the ground."""
    longitude, latitude = unit.where["at"]
    if "outline" in unit.where:
        return projected(unit.where["outline"])
    if "radius" in unit.where:
        return circle_ground(check_lonlat(longitude, latitude), unit.where["radius"])
    return diamond(plot, project(longitude, latitude))


def diamond(plot: Plot, at: tuple[float, float]) -> BaseGeometry:
    """The sign of a unit without an extent, of the same size at every scale."""
    x, y = at
    half = SITE_PT / 2 * plot.unit
    return shapely.Polygon([(x, y + half), (x + half, y), (x, y - half), (x - half, y)])


def _draw(plot: Plot, unit: UnitOn, ground: BaseGeometry) -> None:
    order = _AREA_ORDER if unit.where.keys() & {"outline", "radius"} else _SITE_ORDER
    look = {"facecolor": "none", "edgecolor": colour("edge"), "linewidth": _EDGE_PT, "joinstyle": "round"}
    dashes = DASHES if "radius" in unit.where else "-"
    if unit.change is not None:
        darken(plot, ground, unit.change, zorder=order)
        edge(plot, ground, is_retaken=unit.change.kind is Kind.RETAKEN, zorder=order + 0.1, width=1.3)
        return
    if unit.is_only_reported:
        cover(plot, ground, unit.reported, spacing=FINE_PT, zorder=order)
    elif unit.assessed != UNKNOWN:
        fill(plot, ground, unit.assessed, zorder=order)
    plot.area(ground, ls=dashes, zorder=order + 0.1, **look)


__all__ = ["draw_units", "drawn_units", "ground_of"]
