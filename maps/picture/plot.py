"""The map's drawing board: metres on the ground, points on paper, and the few marks that everything is made of.

Knows matplotlib's axes. Refuses to know what is drawn. Each mark is added by one call, in the order of the calls, so
that the same input gives the same file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from matplotlib.collections import LineCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import withStroke

from maps.picture.lettering import directed, font
from maps.picture.patterns import line_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry


_OTHER_SIDE = {"left": "right", "center": "center", "right": "left"}


@dataclass(frozen=True, slots=True)
class Plot:
    """Axes in which `unit` data units are a point on paper, with the lower left corner at `west`, `south`.

    With a `mirror` everything is drawn from the right: at `mirror` less what it was, words with it.
    """

    axes: Axes
    unit: float
    west: float
    south: float
    mirror: float | None = None

    def on_paper(self, x: float, y: float) -> tuple[float, float]:
        """Points from the lower left corner."""
        return (x - self.west) / self.unit, (y - self.south) / self.unit

    def on_ground(self, x: float, y: float) -> tuple[float, float]:
        """The inverse of `on_paper`."""
        return self.west + x * self.unit, self.south + y * self.unit

    def area(self, ground: BaseGeometry, **look: Any) -> None:  # noqa: ANN401 - matplotlib's own names
        """Fill and outline a shape; `look` are those of a patch."""
        path = outline(self._turned(ground))
        if path is not None:
            self.axes.add_patch(PathPatch(path, **look))

    def lines(self, lines: BaseGeometry, **look: Any) -> None:  # noqa: ANN401 - as above
        """Draw lines; `look` are those of a line collection."""
        parts = line_parts(self._turned(lines))
        if parts:
            self.axes.add_collection(LineCollection(parts, **look), autolim=False)

    def marks(self, positions: Sequence[tuple[float, float]] | NDArray[np.float64], size: float, **look: Any) -> None:  # noqa: ANN401
        """Draw markers of a diameter in points."""
        if len(positions):
            x, y = np.asarray(positions).T
            x = x if self.mirror is None else self.mirror - x
            self.axes.plot(x, y, linestyle="none", markersize=size, scalex=False, scaley=False, **look)

    def words(self, text: str, x: float, y: float, size: float, *, halo: str | None = None, **look: Any) -> None:  # noqa: ANN401
        """Write a line; `weight` and the rest of `look` are those of a text."""
        effects = [withStroke(linewidth=size * 0.28, foreground=halo)] if halo else None
        properties = font(size, look.pop("weight", "normal"))
        side = look.pop("ha", "left")
        if self.mirror is not None:
            x, side = self.mirror - x, _OTHER_SIDE[side]
        look |= {"fontproperties": properties, "path_effects": effects, "ha": side, "clip_on": False}
        self.axes.text(x, y, directed(text), **look)

    def _turned(self, ground: BaseGeometry) -> BaseGeometry:
        if self.mirror is None:
            return ground
        edge = self.mirror
        return shapely.transform(ground, lambda at: np.column_stack((edge - at[:, 0], at[:, 1])))


def outline(ground: BaseGeometry) -> Path | None:
    """The rings of a shape's polygons as one path; None without any."""
    codes: list[Any] = []
    rings: list[Any] = []
    for polygon in shapely.get_parts(ground):
        if polygon.geom_type != "Polygon":
            continue  # what an intersection left as a line or a point
        for ring in (polygon.exterior, *polygon.interiors):
            positions = shapely.get_coordinates(ring)
            rings.append(positions)
            codes += [Path.MOVETO, *[Path.LINETO] * (len(positions) - 2), Path.CLOSEPOLY]
    return Path(np.concatenate(rings), codes) if rings else None
