"""Room on the map: boxes that are taken, and places for a name that collide with nothing.

Knows rectangles in points from the map's lower left corner; which of the places a name takes is
`maps.picture.placing`'s.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_BESIDE_PIN = 3.2
"""Points more that a name keeps away where a pin with its number stands."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, bottom, width, height."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Box) -> bool:
        """Whether two boxes share any area; touching edges do not."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def inside(self, other: Box) -> bool:
        """Whether no part sticks out of the other."""
        return (
            self.x >= other.x
            and self.y >= other.y
            and self.x + self.width <= other.x + other.width
            and self.y + self.height <= other.y + other.height
        )


def around(x: float, y: float, width: float, height: float, clear: float) -> Iterable[Box]:
    """Where a name may stand around a point, best first: right, left, above, below, then the corners; then wider."""
    for gap in (clear, clear + _BESIDE_PIN):
        middle = y - height / 2
        yield Box(x + gap, middle, width, height)
        yield Box(x - gap - width, middle, width, height)
        yield Box(x - width / 2, y + gap * 0.8, width, height)
        yield Box(x - width / 2, y - gap * 0.8 - height, width, height)
        for left in (x + gap * 0.5, x - gap * 0.5 - width):
            yield Box(left, y + gap * 0.6, width, height)
            yield Box(left, y - gap * 0.6 - height, width, height)


def centred(x: float, y: float, width: float, height: float) -> Box:
    """The box around its middle."""
    return Box(x - width / 2, y - height / 2, width, height)


class Room:
    """The map's area, and what of it is taken."""

    def __init__(self, width: float, height: float) -> None:
        """An empty map of that size in points."""
        self._whole = Box(0, 0, width, height)
        self.taken: list[Box] = []
        self.names: list[Box] = []

    def take(self, box: Box, *, is_name: bool = False) -> None:
        """Keep names off this box; those of names are kept apart, too."""
        self.taken.append(box)
        if is_name:
            self.names.append(box)

    def is_free(self, box: Box) -> bool:
        """Whether a box is whole on the map and collides with nothing."""
        return box.inside(self._whole) and not any(box.overlaps(other) for other in self.taken)

    def first_free(self, boxes: Iterable[Box], *, is_name: bool = False) -> Box | None:
        """Take the first box that is free; None if there is none."""
        for box in boxes:
            if self.is_free(box):
                self.take(box, is_name=is_name)
                return box
        return None
