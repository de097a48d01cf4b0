"""Longitude and latitude: the only place where axis order is swapped, and where distances are measured.

Everything here is WGS 84 (EPSG:4326), longitude before latitude, degrees east and north. Libraries that want latitude
first (geopy, Leaflet) get their order from `LonLat.latlon` and nowhere else.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from geo.errors import CoordinateError

CRS = "EPSG:4326"
EARTH_RADIUS_KM = 6371.0088
BEARINGS = {
    "north": 0.0,
    "northeast": 45.0,
    "east": 90.0,
    "southeast": 135.0,
    "south": 180.0,
    "southwest": 225.0,
    "west": 270.0,
    "northwest": 315.0,
}
"""The eight compass words, in degrees clockwise from north."""


class LonLat(NamedTuple):
    """A point: degrees east, then degrees north.

    >>> LonLat(68.87, 36.73).latlon
    (36.73, 68.87)
    """

    longitude: float
    latitude: float

    @property
    def latlon(self) -> tuple[float, float]:
        """The same point for libraries that put latitude first."""
        return (self.latitude, self.longitude)


def check_lonlat(longitude: float, latitude: float) -> LonLat:
    """Return the point, or raise `CoordinateError` if it is not finite or lies outside the world.

    >>> check_lonlat(36.7, 168.9)
    Traceback (most recent call last):
    ...
    geo.errors.CoordinateError: Expected a latitude from -90 to 90, got 168.9. Is the order longitude, latitude?
    """
    if not (math.isfinite(longitude) and math.isfinite(latitude)):
        raise CoordinateError("finite degrees", (longitude, latitude), "Use None for an unknown position.")
    if not -90 <= latitude <= 90:  # noqa: PLR2004 - the poles
        raise CoordinateError("a latitude from -90 to 90", latitude, "Is the order longitude, latitude?")
    if not -180 <= longitude <= 180:  # noqa: PLR2004 - the date line
        raise CoordinateError("a longitude from -180 to 180", longitude, "Is the order longitude, latitude?")
    return LonLat(longitude, latitude)


def distance_km(a: LonLat, b: LonLat) -> float:
    """Great-circle distance in kilometres on the mean sphere (within 0.6 % of the ellipsoid's).

    >>> round(distance_km(LonLat(69.172, 34.528), LonLat(68.868, 36.728)))
    246
    """
    lat_a, lat_b = math.radians(a.latitude), math.radians(b.latitude)
    half_lon = math.radians(b.longitude - a.longitude) / 2
    chord = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))


def displaced(start: LonLat, bearing_deg: float, km: float) -> LonLat:
    """The point `km` kilometres from `start` in direction `bearing_deg` (clockwise from north), on the mean sphere.

    >>> point = displaced(LonLat(68.421, 33.554), BEARINGS["south"], 20)
    >>> (round(point.longitude, 3), round(point.latitude, 3))
    (68.421, 33.374)
    """
    lat, lon, bearing, arc = (
        math.radians(start.latitude),
        math.radians(start.longitude),
        math.radians(bearing_deg),
        km / EARTH_RADIUS_KM,
    )
    lat_to = math.asin(math.sin(lat) * math.cos(arc) + math.cos(lat) * math.sin(arc) * math.cos(bearing))
    lon_to = lon + math.atan2(
        math.sin(bearing) * math.sin(arc) * math.cos(lat), math.cos(arc) - math.sin(lat) * math.sin(lat_to)
    )
    return LonLat((math.degrees(lon_to) + 540) % 360 - 180, math.degrees(lat_to))


def degrees_or_none(text: str, limit: float) -> float | None:
    """The degrees that a text gives, from `-limit` to `limit`, both inclusive; None where it gives none of those.

    >>> degrees_or_none("34.5", 90), degrees_or_none("91", 90), degrees_or_none("nan", 90), degrees_or_none("N 34", 90)
    (34.5, None, None, None)
    """
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) <= limit else None
