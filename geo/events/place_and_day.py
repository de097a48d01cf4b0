"""Whether two tellings may be of one place and one day: what excludes that, and what does not.

Unknown excludes nothing; of two places one may hold the other; a day that the text does not state may be off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.coords import distance_km
from geo.gazetteer.fold import fold_name
from geo.vocab import DateBasis, PlacePrecision

if TYPE_CHECKING:
    from datetime import date

    from geo.dates import DateSpan
    from geo.model import Event, Place

_UNSURE = frozenset({None, DateBasis.PUBLICATION, DateBasis.BOUND, DateBasis.INHERITED})
_ABOUT_DAYS = 14
"""So many days off may be a day that the text does not state itself."""
_LENT_DAYS = 3
"""So many days off may be a day that an event takes over from what was told before."""
_SAME_SPOT_KM = 10.0


def may_be_one_place(first: Place | None, other: Place | None) -> bool:
    """Whether two places exclude each other not: one unknown, the same, one that holds the other, or one spot."""
    if first is None or other is None or first.place_id == other.place_id:
        return True
    if PlacePrecision.COUNTRY in {first.place_precision, other.place_precision}:
        return first.country_code == other.country_code
    if first.admin1_pcode is None or first.admin1_pcode != other.admin1_pcode:
        return False
    if PlacePrecision.ADMIN1 in {first.place_precision, other.place_precision}:
        return True
    if PlacePrecision.ADMIN2 in {first.place_precision, other.place_precision}:
        if fold_name(first.name) == fold_name(other.name):
            return True  # a district and its town
        return first.admin2_pcode is not None and first.admin2_pcode == other.admin2_pcode
    kinds = {first.place_precision, other.place_precision}
    is_quarter = kinds == {PlacePrecision.SITE, PlacePrecision.SETTLEMENT}  # a part of a large town
    reach = _SAME_SPOT_KM + (max(first.uncertainty_m or 0, other.uncertainty_m or 0) / 1000 if is_quarter else 0)
    return distance_km(first.lonlat, other.lonlat) <= reach


def is_same_spot(first: Place | None, other: Place | None) -> bool:
    """Whether two places are known and do not exclude each other."""
    return first is not None and other is not None and may_be_one_place(first, other)


def is_one_name(first: Place | None, other: Place | None) -> bool:
    """Whether two places are known and are the same, or a district and the town that it is named for."""
    if first is None or other is None:
        return False
    is_named_alike = fold_name(first.name) == fold_name(other.name) and may_be_one_place(first, other)
    has_district = PlacePrecision.ADMIN2 in {first.place_precision, other.place_precision}
    return first == other or (is_named_alike and has_district)


def adds_up_days(event: Event, published: date | None) -> bool:
    """Whether an event adds up many days up to the text's own: "rebels have killed 1,300 since spring" has no spot."""
    span = event.date if event.date_basis is DateBasis.STATED else None
    if span is None or span.date_start is None or span.date_end is None or span.date_end != published:
        return False
    return (span.date_end - span.date_start).days >= _ABOUT_DAYS


def may_be_one_day(first: Event, other: Event) -> bool:
    """Whether two events may be of one day: their stated days meet, or one is dated only by when it was told."""
    if first.date is None or other.date is None:
        return True
    unsure = [each for each in (first, other) if each.date_basis in _UNSURE]
    if len(unsure) == 1 and unsure[0].date_basis is DateBasis.BOUND:
        return _meet(first.date, other.date)  # by September, it was not in November
    if len(unsure) == 1:
        sure = first if other in unsure else other
        if _is_long(sure.date):
            return _meet(first.date, other.date)  # what was "last month" was not this week
        is_lent = unsure[0].date_basis is DateBasis.INHERITED
        return _days_apart(first.date, other.date) <= (_LENT_DAYS if is_lent else _ABOUT_DAYS)
    return bool(unsure) or _meet(first.date, other.date)


def _is_long(span: DateSpan | None) -> bool:
    """Whether a span is some weeks long, as a month is."""
    if span is None or span.date_start is None or span.date_end is None:
        return False
    return (span.date_end - span.date_start).days > _ABOUT_DAYS


def _days_apart(one: DateSpan, other: DateSpan) -> int:
    """The days between two spans; 0 where they meet or one is open."""
    gaps = [
        (later.date_start - earlier.date_end).days
        for earlier, later in ((one, other), (other, one))
        if earlier.date_end is not None and later.date_start is not None
    ]
    return max(0, *gaps) if gaps else 0


def _meet(one: DateSpan, other: DateSpan) -> bool:
    if one.date_start is not None and other.date_end is not None and one.date_start > other.date_end:
        return False
    return not (other.date_start is not None and one.date_end is not None and other.date_start > one.date_end)


def share_stated_day(first: Event, other: Event) -> bool:
    """Whether the day of the one is stated and the other's, stated or taken over, is the same."""
    if first.date is None or other.date is None or not _meet(first.date, other.date):
        return False
    bases = {first.date_basis, other.date_basis}
    return DateBasis.STATED in bases and DateBasis.BOUND not in bases
