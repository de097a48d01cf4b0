"""Which unit of territory a piece of ground is: what the text calls it decides among the candidates of its name.

What the text calls a district is not its city, and the other way round; what it calls a village is no capital. Where
no candidate is of the kind that the text says, the unit has no id and the place is the district or province around it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.crossings import is_crossing
from geo.events.scene import WIDE
from geo.events.territory import unit_of
from geo.vocab import SETTLEMENT_KINDS, PlaceKind, PlacePrecision, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo.model import Place, Resolution
    from geo.reading.predication import Participant


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A unit with its place. `unit_id` is an ISO 3166-2 code for capitals and provinces, else a place id, else None."""

    unit: Unit | None
    unit_id: str | None
    place: Place | None


_KINDS = {
    "district": frozenset({PlaceKind.DISTRICT}),
    "district_centre": frozenset({PlaceKind.DISTRICT}),
    "province": frozenset({PlaceKind.PROVINCE}),
}
_PARTS = frozenset({"district", "district_centre", "city", "village"})
_NO_UNIT = frozenset({PlacePrecision.NEAR, PlacePrecision.COUNTRY, PlacePrecision.REGION})


def ground_of(filler: Participant, province: Place | None = None) -> Ground:
    """The unit that a filler of a territory role is.

    `province` is the one that the text speaks of, for a district that no gazetteer knows. A bare name is the provincial
    capital of that name, else the district, where a town shares its name with a district.
    """
    if filler.unnamed and filler.resolution is None:
        return Ground(unit=None, unit_id=None, place=_around(filler))  # what has no name is no unit that changed hands
    if filler.resolution is None:
        return _site(filler, province)
    if filler.resolution.place is None:
        return _by_kind(filler, province)
    candidates = list(_places(filler.resolution, filler.within))
    if not candidates:
        return Ground(unit=None, unit_id=None, place=None)
    if candidates[0].place_precision in _NO_UNIT or candidates[0].country_code != "AF":
        return Ground(unit=None, unit_id=None, place=candidates[0])
    if filler.unit_noun in _PARTS and filler.resolution.mention.reading is PlaceKind.PROVINCE:
        return Ground(unit=Unit(filler.unit_noun), unit_id=None, place=candidates[0])  # "a district of Farah"
    called = _CALLED.get(filler.unit_noun or "")
    ground = _bare(candidates) if called is None else called(candidates, filler)
    return replace(ground, unit_id=None) if filler.resolution.is_unknown else ground


def _around(filler: Participant) -> Place | None:
    """Where units without names lie by their own words: "five villages in X".

    A bare name that a town shares with its district or province is the area there: no village lies in the town.
    """
    known = [(each, each.place) for each in filler.within if each.place is not None]
    if not known or len({place.admin1_pcode for _, place in known}) > 1:
        return None  # "four districts in X and Y" lie in both
    found, place = known[0]
    if place.country_code != "AF" or place.place_precision in WIDE:
        return None
    is_district = filler.unit_noun in {"district", "district_centre", "provincial_capital"}
    if is_district or (found.mention.reading is None and place.kind in SETTLEMENT_KINDS):
        kinds = (PlaceKind.PROVINCE,) if is_district or place.capital_of else (PlaceKind.DISTRICT,)
        areas = (each.place for each in found.candidates)
        same = (each for each in areas if each.kind in kinds and each.admin1_pcode == place.admin1_pcode)
        return next(same, None if is_district and place.kind is not PlaceKind.PROVINCE else place)
    return place


def _by_kind(filler: Participant, province: Place | None) -> Ground:
    """A name whose neighbours hid what it is ("Faryab province, Qaysar and ..."): the kind that its own phrase says."""
    assert filler.resolution is not None
    kinds = _KINDS.get(filler.unit_noun or "", frozenset())
    stated = {each.place.admin1_pcode for each in filler.within if each.place is not None}
    fitting = [
        each
        for each in filler.resolution.candidates
        if each.place.kind in kinds
        and each.place.country_code == "AF"
        and (not stated or each.place.admin1_pcode in stated)
    ]
    if len({each.place.admin1_pcode for each in fitting}) != 1:
        return _site(filler, province)  # of two namesakes nobody knows which is meant
    resolved = replace(filler.resolution, place=fitting[0].place)
    return ground_of(replace(filler, resolution=resolved), province)


def _places(resolution: Resolution, within: tuple[Resolution, ...]) -> Iterator[Place]:
    """The chosen place first, then the other candidates in the same province, or in the one that the text names."""
    if resolution.place is None:
        return
    chosen = resolution.place
    stated = next(
        (
            each.place.admin1_pcode
            for each in within
            if each.place is not None and each.place.admin1_pcode and each is not resolution
        ),
        None,
    )
    province = stated or chosen.admin1_pcode
    if chosen.admin1_pcode == province:
        yield chosen
    for candidate in resolution.candidates:
        if candidate.place is not chosen and candidate.place.admin1_pcode == province:
            yield candidate.place
    if chosen.admin1_pcode != province:
        yield chosen


def _first(candidates: list[Place], test: Callable[[Place], bool]) -> Place | None:
    return next((place for place in candidates if test(place)), None)


def _is_capital(place: Place) -> bool:
    return bool(place.capital_of and place.iso_3166_2 and place.kind in SETTLEMENT_KINDS)


def _capital(place: Place) -> Ground:
    return Ground(unit=Unit.PROVINCIAL_CAPITAL, unit_id=place.iso_3166_2, place=place)


def _bare(candidates: list[Place]) -> Ground:
    """A name without a word for what it is."""
    chosen = candidates[0]
    if chosen.kind in SETTLEMENT_KINDS and not _is_capital(chosen):
        district = _first(candidates, lambda place: place.kind is PlaceKind.DISTRICT)
        chosen = district or chosen
    unit = unit_of(chosen)
    return Ground(unit=unit.unit if unit else None, unit_id=unit.unit_id if unit else None, place=chosen)


def _called_capital(candidates: list[Place], filler: Participant) -> Ground:
    capital = _first(candidates, _is_capital)
    if capital is not None:
        return _capital(capital)
    province = _first(candidates, lambda place: place.kind is PlaceKind.PROVINCE)
    if province is not None:  # "the capitals of Paktika and Kunar"
        return Ground(unit=Unit.PROVINCIAL_CAPITAL, unit_id=province.iso_3166_2, place=province)
    return _called_city(candidates, filler)


def _called_city(candidates: list[Place], filler: Participant) -> Ground:
    del filler
    capital = _first(candidates, _is_capital)
    if capital is not None:
        return _capital(capital)
    town = _first(candidates, lambda place: place.kind in SETTLEMENT_KINDS)
    if town is not None:
        return Ground(unit=Unit.CITY, unit_id=town.place_id, place=town)
    return Ground(unit=Unit.CITY, unit_id=None, place=candidates[0])


def _called_district(candidates: list[Place], filler: Participant) -> Ground:
    district = _first(candidates, lambda place: place.kind is PlaceKind.DISTRICT)
    unit = Unit.DISTRICT_CENTRE if filler.unit_noun == "district_centre" else Unit.DISTRICT
    if district is not None:
        return Ground(unit=unit, unit_id=district.place_id, place=district)
    return Ground(unit=unit, unit_id=None, place=candidates[0])


def _called_province(candidates: list[Place], filler: Participant) -> Ground:
    del filler
    province = _first(candidates, lambda place: place.kind is PlaceKind.PROVINCE)
    if province is not None and province.iso_3166_2:
        return Ground(unit=Unit.PROVINCE, unit_id=province.iso_3166_2, place=province)
    return Ground(unit=Unit.PROVINCE, unit_id=candidates[0].iso_3166_2, place=candidates[0])


def _called_village(candidates: list[Place], filler: Participant) -> Ground:
    village = _first(candidates, lambda place: place.kind in SETTLEMENT_KINDS and not place.capital_of)
    if village is not None:
        return Ground(unit=Unit.VILLAGE, unit_id=village.place_id, place=village)
    around = next((each.place for each in filler.within if each.place is not None), None)
    return Ground(unit=Unit.VILLAGE, unit_id=None, place=around or candidates[0])


def _called_crossing(candidates: list[Place], filler: Participant) -> Ground:
    del filler
    site = _first(candidates, lambda place: place.kind is PlaceKind.SITE)
    if site is not None:
        return Ground(unit=Unit.BORDER_CROSSING, unit_id=site.place_id, place=site)
    return Ground(unit=Unit.BORDER_CROSSING, unit_id=None, place=candidates[0])


def _called_base(candidates: list[Place], filler: Participant) -> Ground:
    del filler
    site = _first(candidates, lambda place: place.kind is PlaceKind.SITE)
    if site is not None:
        unit = Unit.BORDER_CROSSING if is_crossing(site) else Unit.BASE
        return Ground(unit=unit, unit_id=site.place_id, place=site)
    return Ground(unit=Unit.BASE, unit_id=None, place=candidates[0])


def _site(filler: Participant, province: Place | None) -> Ground:
    """A name that no gazetteer knows, in the place that the text puts it in."""
    around = next((each.place for each in filler.within if each.place is not None), None)
    unit = Unit(filler.unit_noun) if filler.unit_noun else None
    if filler.unit_noun in _PARTS and around is not None and around.capital_of:
        around = _around(filler) or around  # "a town called X in Kandahar" is not in the city
    if around is None and unit in {Unit.DISTRICT, Unit.DISTRICT_CENTRE, Unit.VILLAGE}:
        around = province
    if unit is Unit.PROVINCIAL_CAPITAL and around is not None and around.iso_3166_2:
        return Ground(unit=unit, unit_id=around.iso_3166_2, place=around)
    if around is None or around.country_code != "AF" or around.place_precision is PlacePrecision.COUNTRY:
        return Ground(unit=None, unit_id=None, place=None)
    return Ground(unit=unit, unit_id=None, place=around)


_CALLED: dict[str, Callable[[list[Place], Participant], Ground]] = {
    "provincial_capital": _called_capital,
    "city": _called_city,
    "district": _called_district,
    "district_centre": _called_district,
    "province": _called_province,
    "village": _called_village,
    "border_crossing": _called_crossing,
    "base": _called_base,
}
