"""Longitude before latitude, distances and displaced points."""

from __future__ import annotations

import math

import pytest
from geopy.distance import great_circle
from hypothesis import given
from hypothesis import strategies as st

from geo.coords import BEARINGS, LonLat, check_lonlat, displaced, distance_km
from geo.errors import CoordinateError

KABUL, GHAZNI = LonLat(69.172, 34.528), LonLat(68.421, 33.554)
POINTS = st.builds(LonLat, st.floats(-179, 179), st.floats(-85, 85))


def test_axis_order() -> None:
    """Longitude comes first, and latitude first only where it is asked for."""
    assert (KABUL.longitude, KABUL.latitude) == (69.172, 34.528)
    assert KABUL.latlon == (34.528, 69.172)
    assert tuple(KABUL) == (69.172, 34.528)


@pytest.mark.parametrize(
    ("longitude", "latitude", "clue"),
    [
        (36.7, 168.9, "Is the order longitude, latitude"),
        (200.0, 36.7, "Is the order longitude, latitude"),
        (math.nan, 36.7, "None for an unknown position"),
        (68.9, math.inf, "None for an unknown position"),
    ],
)
def test_points_outside_the_world_are_refused(longitude: float, latitude: float, clue: str) -> None:
    """A point that cannot be is an error with a hint, never a point."""
    with pytest.raises(CoordinateError, match=clue):
        check_lonlat(longitude, latitude)


@pytest.mark.parametrize(("longitude", "latitude"), [(180.0, 90.0), (-180.0, -90.0), (0.0, 0.0), (68.87, 36.73)])
def test_the_edges_belong_to_the_world(longitude: float, latitude: float) -> None:
    """Both poles and both sides of the date line are allowed."""
    assert check_lonlat(longitude, latitude) == LonLat(longitude, latitude)


@given(POINTS, POINTS)
def test_distance_agrees_with_geopy(a: LonLat, b: LonLat) -> None:
    """The same sphere gives the same distance as geopy's."""
    assert distance_km(a, b) == pytest.approx(great_circle(a.latlon, b.latlon).km, rel=1e-4, abs=1e-3)
    assert distance_km(a, b) == pytest.approx(distance_km(b, a))


@given(POINTS, st.floats(0, 359.9), st.floats(0.1, 500))
def test_a_displaced_point_lies_as_far_as_it_was_moved(start: LonLat, bearing: float, km: float) -> None:
    """Moved by so many kilometres, a point is that far away and still in the world."""
    moved = displaced(start, bearing, km)
    check_lonlat(*moved)
    assert distance_km(start, moved) == pytest.approx(km, rel=1e-3, abs=1e-3)


@pytest.mark.parametrize(
    ("word", "east", "north"),
    [
        ("north", 0, 1),
        ("northeast", 1, 1),
        ("east", 1, 0),
        ("southeast", 1, -1),
        ("south", 0, -1),
        ("southwest", -1, -1),
        ("west", -1, 0),
        ("northwest", -1, 1),
    ],
)
def test_compass_words(word: str, east: int, north: int) -> None:
    """Each of the eight words moves a point to its side."""
    moved = displaced(GHAZNI, BEARINGS[word], 20)
    assert round((moved.longitude - GHAZNI.longitude) * 10) * east >= 0
    assert (
        math.copysign(1, moved.longitude - GHAZNI.longitude) == east or abs(moved.longitude - GHAZNI.longitude) < 1e-3
    )
    assert math.copysign(1, moved.latitude - GHAZNI.latitude) == north or abs(moved.latitude - GHAZNI.latitude) < 1e-3


def test_moving_across_the_date_line_stays_in_the_world() -> None:
    """Longitudes wrap at 180 degrees."""
    moved = displaced(LonLat(179.9, 0), BEARINGS["east"], 50)
    assert -180 <= moved.longitude < -179
