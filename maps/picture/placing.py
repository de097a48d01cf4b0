"""Where names may stand on the picture, by the rules of the page (`web/src/placing.js`).

A name belongs to the mark that it is nearest to, so one stands close only where its own mark is the nearest; else
farther off with a line to its mark; else not at all. Everything is in points from the map's lower left corner.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, pi, sin
from typing import TYPE_CHECKING, NamedTuple

from maps.picture.boxes import Box, around, centred

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maps.picture.boxes import Room

Point = tuple[float, float]
_LEADERS = (14.0, 21.0, 29.0, 38.0)
"""From the mark to the name, in points."""
_LONG_LEADERS = (*_LEADERS, 49.0, 61.0, 75.0, 91.0)
"""For what changed hands on the day: it is named wherever there is room."""
_ANGLES = 16
_SIDE = 0.4
_BESIDE = 1.2
_NEARER = 1.2
"""By so much the own mark must be nearer than any other."""
_APART = 5.0
"""So far a name with a line keeps from every other mark."""
_CLEAR = 14.0
"""At this distance from every other mark a name cannot be taken for theirs."""
_OFF_MARKS = 3.5
_STEP = 2.4
_SAME = 0.3
"""Marks nearer than this, in points, are one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name that wants a place at the mark at `at`; one that `is_told` may have a long line."""

    at: Point
    width: float
    height: float
    clear: float
    is_told: bool = False


class Placed(NamedTuple):
    """The box of a name, and the end of the line to its mark where it has one."""

    box: Box
    end: Point | None = None


class _Farther(NamedTuple):
    box: Box
    end: Point
    reach: float


def place_name(room: Room, name: Name, marks: Sequence[Point]) -> Placed | None:
    """Take the best place for a name; `marks` are all marks, its own among them. None where there is no place."""
    others = [mark for mark in marks if _between(mark, name.at) > _SAME]
    close = (
        box
        for box in around(*name.at, name.width, name.height, name.clear)
        if all(distance(box, mark) > distance(box, name.at) + _NEARER for mark in others)
    )
    if (box := room.first_free(close, is_name=True)) is not None:
        return Placed(box)
    crossed = room.names if name.is_told else room.taken
    found = [
        each
        for each in _farther(name, _LONG_LEADERS if name.is_told else _LEADERS)
        if room.is_free(each.box)
        and all(distance(each.box, mark) > _APART for mark in others)
        and _is_clear(name.at, each.end, others, crossed)
    ]
    if not found:
        return None
    best = max(found, key=lambda each: _worth(each, others)) if name.is_told else found[0]
    room.take(best.box, is_name=True)
    return Placed(best.box, best.end)


def distance(box: Box, at: Point) -> float:
    """How far a point is from a box; 0 inside.

    >>> distance(Box(0, 0, 10, 5), (13, 9))
    5.0
    """
    right = max(box.x - at[0], 0.0, at[0] - box.x - box.width)
    up = max(box.y - at[1], 0.0, at[1] - box.y - box.height)
    return hypot(right, up)


def _between(first: Point, second: Point) -> float:
    return hypot(first[0] - second[0], first[1] - second[1])


def _farther(name: Name, reaches: Sequence[float]) -> Iterator[_Farther]:
    """The places farther off, the nearest first, with the end of the line that leads to each."""
    for reach in reaches:
        for number in range(_ANGLES):
            right, up = cos(2 * pi * number / _ANGLES), sin(2 * pi * number / _ANGLES)
            end = name.at[0] + reach * right, name.at[1] + reach * up
            middle = centred(*end, name.width, name.height)
            x = middle.x if abs(right) <= _SIDE else end[0] + (_BESIDE if right > 0 else -name.width - _BESIDE)
            y = middle.y if abs(up) <= _SIDE else end[1] - (0 if up > 0 else name.height)
            box = Box(x, y, name.width, name.height)
            yield _Farther(box, end, reach)


def _worth(place: _Farther, others: Sequence[Point]) -> float:
    """The farther from other marks and the shorter its line, the better."""
    return min((distance(place.box, mark) for mark in others), default=_CLEAR) - place.reach / 3


def _is_clear(start: Point, end: Point, marks: Sequence[Point], boxes: Sequence[Box]) -> bool:
    """Whether a line keeps away from all marks but its own and from all boxes but those around its start."""
    steps = max(1, int(_between(start, end) / _STEP))
    for step in range(2, steps + 1):
        at = start[0] + (end[0] - start[0]) * step / steps, start[1] + (end[1] - start[1]) * step / steps
        if any(_between(mark, at) < _OFF_MARKS for mark in marks):
            return False
        if any(distance(box, at) == 0 < distance(box, start) for box in boxes):
            return False
    return True


__all__ = ["Name", "Placed", "distance", "place_name"]
