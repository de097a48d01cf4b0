"""Where each row is, a whole batch at a time: how precisely, in which country, in which province.

Knows the feed's own words for a province and asks the caller's join for points. Points (a site, a settlement, near one)
belong to the province that their coordinates lie in; what is known only as a district or a province belongs to the
province that the row names, and is never a point. Where the two differ, the row is named either way. A row is outside
Afghanistan where its country says so or, without a country, where its coordinates do. Refuses to mend: coordinates that
fit Afghanistan only when swapped, or that lie elsewhere while the row says Afghanistan, are faults, and the row is left
out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.errors import ProblemKind
from geo.feeds.names import UNKNOWN, province_indexes
from geo.vocab import POINT_PRECISIONS, PlacePrecision

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.feeds.checks import Checked
    from geo.feeds.description import Feed

    class Located(Protocol):
        """What a join answers in full: how near each point lies to a line."""

        @property
        def border_km(self) -> NDArray[np.float64]: ...  # noqa: D102 - told above

    class Join(Protocol):
        """Joins points to the provinces by P-code: `geo.places.provinces.Provinces` is one."""

        def codes_and_nearest(
            self, longitude: NDArray[np.float64], latitude: NDArray[np.float64], /
        ) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
            """Each point's province (-1: none), and whether it is only the nearest."""

        def locate(self, longitude: NDArray[np.float64], latitude: NDArray[np.float64], /) -> Located:
            """The same in full, which takes longer."""


WEST, SOUTH, EAST, NORTH = 60.0, 29.0, 75.2, 38.8
"""A box around Afghanistan, with a margin of half a degree."""
PRECISIONS = tuple(PlacePrecision)
_MAX_LONGITUDE, _MAX_LATITUDE = 180.0, 90.0
_DOUBT_KM = 5.0
_POINTS = np.array([each in POINT_PRECISIONS for each in PRECISIONS])
_NOWHERE = np.array([each in {PlacePrecision.COUNTRY, PlacePrecision.OTHER} for each in PRECISIONS])
_WIDE = _NOWHERE | np.array([each is PlacePrecision.REGION for each in PRECISIONS])
"""What is known so roughly that its coordinates say nothing of a province."""


@dataclass(frozen=True, slots=True)
class Spots:
    """What is known of each row's place. `precision` points into `PRECISIONS`, `province` into the provinces.

    Longitude and latitude are NaN where there are none. `is_named` says that
    the row's own word decided the province, `is_nearest` that the point lies just outside every province.
    """

    precision: NDArray[np.int8]
    uncertainty_m: NDArray[np.float64]
    is_afghan: NDArray[np.bool_]
    province: NDArray[np.int16]
    is_named: NDArray[np.bool_]
    is_nearest: NDArray[np.bool_]
    longitude: NDArray[np.float64]
    latitude: NDArray[np.float64]

    @property
    def is_point(self) -> NDArray[np.bool_]:
        """Whether each row may be drawn as a point."""
        return _POINTS[self.precision] & ~np.isnan(self.longitude)


def read_spots(feed: Feed, checked: Checked, join: Join) -> Spots:
    """The places of a batch; rows whose coordinates cannot be are faults of `checked`."""
    count = len(checked.rows)
    longitude, latitude = (_reals(checked.get(name), count) for name in ("longitude", "latitude"))
    says_country, says_afghan = _says_country(feed, checked)
    _check_coordinates(checked, longitude, latitude, says_country, says_afghan)
    precision, uncertainty_m = _precisions(feed, checked, longitude)
    names = checked.get("admin1")
    named = np.full(count, UNKNOWN, dtype=np.int16) if names is None else province_indexes(names)
    wanted = ~np.isnan(longitude) & checked.is_ok & (says_afghan | ~says_country)
    index, is_nearest = _joined(join, longitude, latitude, wanted)
    is_point = _POINTS[precision] & wanted & ~(feed.is_aggregate & (named != UNKNOWN))  # codes count in an aggregate
    province = np.where(is_point, index, np.where(named != UNKNOWN, named, index))
    province[_NOWHERE[precision] | (_WIDE[precision] & (named == UNKNOWN))] = UNKNOWN
    elsewhere = wanted & (index == UNKNOWN)
    is_afghan = np.where(says_country, says_afghan, ~elsewhere)
    reason = "the coordinates lie over 5 km outside Afghanistan, where the row says it is"
    outside = is_afghan & is_point & (index == UNKNOWN)
    checked.fault(ProblemKind.IMPOSSIBLE_COORDINATES, reason, outside, Coordinates(longitude, latitude))
    differs = checked.is_ok & wanted & ~_WIDE[precision] & (named != UNKNOWN) & (index != UNKNOWN) & (index != named)
    differs[differs] = join.locate(longitude[differs], latitude[differs]).border_km >= _DOUBT_KM
    for rows, which in ((differs & is_point, "coordinates count"), (differs & ~is_point, "name counts")):
        reason = f"the coordinates lie over 5 km inside another province than the one named; the {which}"
        checked.note(ProblemKind.PROVINCE_MISMATCH, reason, rows, names)
    _note_names(feed, checked, named, differs)
    return Spots(
        precision=precision,
        uncertainty_m=uncertainty_m,
        is_afghan=is_afghan,
        province=province.astype(np.int16),
        is_named=(named != UNKNOWN) & ~is_point,
        is_nearest=is_nearest & (province == index),
        longitude=longitude,
        latitude=latitude,
    )


def _note_names(feed: Feed, checked: Checked, named: NDArray[np.int16], told: NDArray[np.bool_]) -> None:
    """Name the rows of a feed of codes whose place lies elsewhere by its name, "Town, Province, Country"."""
    places = checked.get("place_name")
    if not feed.is_aggregate or places is None:
        return
    unique = pc.unique(places)
    parts = [each.split(",") if each else [] for each in unique.to_pylist()]
    written = pa.array([each[-2].strip() if len(each) > 1 else None for each in parts], pa.string())
    by_name = province_indexes(written.take(pc.index_in(places, unique)))
    differs = checked.is_ok & ~told & (named != UNKNOWN) & (by_name != UNKNOWN) & (by_name != named)
    reason = "the place's name says another province than its code; the code counts"
    checked.note(ProblemKind.PROVINCE_MISMATCH, reason, differs, places)


def _says_country(feed: Feed, checked: Checked) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which rows name a country, and which of them Afghanistan."""
    country = checked.get("country")
    if country is None:
        none = np.zeros(len(checked.rows), dtype=bool)
        return none, none
    known = pa.array(sorted({each.casefold() for each in feed.afghanistan}))
    found = pc.is_in(pc.utf8_lower(country.cast(pa.string())), value_set=known)
    return tuple(np.array(each.to_numpy(zero_copy_only=False), dtype=bool) for each in (pc.is_valid(country), found))  # type: ignore[return-value]


def _check_coordinates(
    checked: Checked,
    longitude: NDArray[np.float64],
    latitude: NDArray[np.float64],
    says_country: NDArray[np.bool_],
    says_afghan: NDArray[np.bool_],
) -> None:
    has = ~np.isnan(longitude) & ~np.isnan(latitude)
    may_be = says_afghan | ~says_country
    swapped = has & ~_in_box(longitude, latitude) & _in_box(latitude, longitude) & may_be
    shown = Coordinates(longitude, latitude)
    kind = ProblemKind.SWAPPED_COORDINATES
    checked.fault(kind, "longitude and latitude fit Afghanistan only when swapped", swapped, shown)
    beyond = (np.abs(longitude) > _MAX_LONGITUDE) | (np.abs(latitude) > _MAX_LATITUDE)
    kind = ProblemKind.IMPOSSIBLE_COORDINATES
    checked.fault(kind, "the coordinates lie outside the world", beyond, shown)
    far = has & says_afghan & ~_in_box(longitude, latitude)
    checked.fault(kind, "the coordinates lie far from Afghanistan, where the row says it is", far, shown)
    half = np.isnan(longitude) != np.isnan(latitude)
    checked.fault(kind, "one of the two coordinates is missing", half, shown)


def _in_box(longitude: NDArray[np.float64], latitude: NDArray[np.float64]) -> NDArray[np.bool_]:
    with np.errstate(invalid="ignore"):
        return (longitude >= WEST) & (longitude <= EAST) & (latitude >= SOUTH) & (latitude <= NORTH)


def _precisions(
    feed: Feed, checked: Checked, longitude: NDArray[np.float64]
) -> tuple[NDArray[np.int8], NDArray[np.float64]]:
    """The precision and radius of each row by the feed's code; a row with coordinates and without a code is near."""
    unsaid = np.where(np.isnan(longitude), PRECISIONS.index(PlacePrecision.ADMIN1), PRECISIONS.index(_UNSAID))
    precision, uncertainty_m = unsaid.astype(np.int8), np.full(len(checked.rows), np.nan)
    codes = checked.get("place_code")
    if codes is None:
        return precision, uncertainty_m
    unique = pc.unique(codes)
    place = pc.index_in(codes, unique).to_numpy(zero_copy_only=False)
    for number, code in enumerate(unique.to_pylist()):
        rule = feed.places.get(str(code))
        if rule is not None:
            precision[place == number] = PRECISIONS.index(rule.precision)
            if rule.uncertainty_m is not None:
                uncertainty_m[place == number] = rule.uncertainty_m
        elif code is not None:
            reason = f"{feed.column('place_code').name} is no code of a precision"  # type: ignore[union-attr]
            checked.fault(ProblemKind.IMPOSSIBLE_VALUE, reason, place == number, codes)
    lost = _POINTS[precision] & np.isnan(longitude)
    precision[lost] = PRECISIONS.index(PlacePrecision.ADMIN1)  # a town without coordinates is its province at most
    return precision, uncertainty_m


_UNSAID = PlacePrecision.NEAR
"""Coordinates of which the feed does not say how good they are."""


def _joined(
    join: Join, longitude: NDArray[np.float64], latitude: NDArray[np.float64], wanted: NDArray[np.bool_]
) -> tuple[NDArray[np.int16], NDArray[np.bool_]]:
    """The province of each row that is asked for, and whether it is only the nearest."""
    index = np.full(len(longitude), UNKNOWN, dtype=np.int16)
    is_nearest = np.zeros(len(longitude), dtype=bool)
    if wanted.any():
        index[wanted], is_nearest[wanted] = join.codes_and_nearest(longitude[wanted], latitude[wanted])
    return index, is_nearest


def _reals(values: pa.Array | None, count: int) -> NDArray[np.float64]:
    if values is None:
        return np.full(count, np.nan)
    return np.array(values.to_numpy(zero_copy_only=False), dtype=np.float64)


class Coordinates:
    """The two coordinates of a row as text, made only for the rows that are asked for."""

    def __init__(self, longitude: NDArray[np.float64], latitude: NDArray[np.float64]) -> None:
        """Keep the columns."""
        self._longitude, self._latitude = longitude, latitude

    def take(self, at: pa.Array) -> pa.Array:
        """The text of the rows at these positions."""
        rows = at.to_numpy()
        pairs = zip(self._longitude[rows], self._latitude[rows], strict=True)
        return pa.array([f"longitude {x:g}, latitude {y:g}" for x, y in pairs])
