"""The gazetteer as a geopy geocoder: it works, offline, wherever geopy's services do.

Knows geopy's interface (`Location`, `exactly_one`, latitude first) and hands the question on: `geo.places.lookup` finds
and chooses, `geo.places.nearest` answers for points. Refuses to choose where they do not: an ambiguous name is None, or
the ranked list with `exactly_one=False`. Nothing here opens a connection.

geopy is loaded with this module, so nothing that must start at once imports it.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from geo.coords import check_lonlat
from geo.errors import CoordinateError, UsageError
from geo.gazetteer.table import default_gazetteer
from geo.places.answer import Query, source_of
from geo.places.lookup import geocode as look_up
from geo.places.nearest import DISTANCE_KM, find_nearest
from geo.places.written import address_of, pick_language
from geo.records import candidate_record, place_record, problem_record
from geo.vocab import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.gazetteer.table import Gazetteer as Table
    from geo.model import Candidate, Place
    from geo.places.answer import Answer
    from geo.places.lookup import NameReader
    from geo.places.nearest import Near
    from geo.records import Json

_STRUCTURED = ("city", "county", "state", "country")
_MOST_NEAR = 10


class PlaceGeocoder(Geocoder):  # type: ignore[misc] # geopy has no types
    """A geopy geocoder whose answers are this library's: a place with its precision, or None with the reason."""

    table: Table

    @abstractmethod
    def ask(self, query: Query) -> Answer:
        """Answer one query with all that is known about it."""

    def geocode(
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,  # noqa: ARG002 - part of geopy's interface
        country_codes: str | Sequence[str] | None = None,
        language: str | Literal[False] | None = None,
        limit: int | None = None,
        admin1: str | None = None,
        context: str | None = None,
    ) -> Location | list[Location] | None:
        """Place a name: geopy's `Location`, a list of them with `exactly_one=False`, or None.

        `query` is a name, an address ("Kunduz, Afghanistan") or parts as Nominatim's structured query has them: `city`,
        `county` (district), `state` (province), `country`. `country_codes` are ISO 3166-1 codes, `admin1` an Afghan
        province by code or name; a place elsewhere is never returned. `language` (en, fa, ps, or an Accept-Language
        list) is that of the address. `context` is text around the name. The point is (latitude, longitude), as geopy
        has it; `raw` is the full record with `place_precision`, `uncertainty_m`, `status` and `candidates`. An
        ambiguous name is None; its candidates, best first, come with `exactly_one=False`, at most `limit`.

        Raises:
            GeocoderQueryError: The query is neither text nor a mapping with one of those parts.
            ValueError: A limit below 1.
        """
        if limit is not None and limit < 1:
            raise UsageError("a limit of 1 or more", limit)
        asked = _read_query(query, country_codes, admin1, context)
        if not asked.name.strip():
            return None
        answer = self.ask(asked)
        if answer.unused:
            return None  # an unknown condition is not met by any place
        written = pick_language(language or None)
        if exactly_one:
            return None if answer.place is None else self._location(answer.place, answer, written)
        found = [self._candidate_location(each, answer, written) for each in answer.fitting]
        return found[:limit] or None

    def _location(self, place: Place, answer: Answer, language: str) -> Location:
        record = {**place_record(place), **answer_fields(answer)}
        return Location(address_of(place, self.table, language), place.lonlat.latlon, record)

    def _candidate_location(self, candidate: Candidate, answer: Answer, language: str) -> Location:
        location = self._location(candidate.place, answer, language)
        location.raw.update(score=candidate.score, reasons=list(candidate.reasons))
        return location


class Gazetteer(PlaceGeocoder):
    """The offline geocoder.

    >>> found = Gazetteer().geocode("Kunduz")
    >>> found.address, (round(found.latitude, 2), round(found.longitude, 2))
    ('Kunduz, Kunduz province, Afghanistan', (36.73, 68.87))
    >>> Gazetteer().reverse((36.73, 68.86)).address
    'Kunduz, Kunduz province, Afghanistan'
    """

    def __init__(
        self,
        gazetteer: Table | None = None,
        *,
        reader: NameReader | None = None,
        timeout: object = DEFAULT_SENTINEL,
        user_agent: str | None = None,
    ) -> None:
        """Stand on a gazetteer; without one, on the bundled one.

        `reader` reads phrases ("20 km south of Ghazni") and contexts: `conflictmap.geocoding.READER` does. `timeout`
        and `user_agent` are taken, so that services can be exchanged for this class, and have no use here.
        """
        super().__init__(timeout=timeout, user_agent=user_agent, adapter_factory=_NoNetwork)
        self.table = gazetteer or default_gazetteer()
        self.reader = reader

    def ask(self, query: Query) -> Answer:
        """Answer one query with all that is known about it."""
        return look_up(query, self.table, self.reader)

    def reverse(
        self,
        query: Point | str | tuple[float, float],
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,  # noqa: ARG002 - part of geopy's interface
        language: str | Literal[False] | None = None,
        distance_km: float | None = None,
    ) -> Location | list[Location] | None:
        """The nearest settlement within `distance_km` (default 25, the limit included) of a point, or None.

        `query` is geopy's: a `Point`, "latitude, longitude", or a pair of them, latitude first. The province is found
        by polygon, and only settlements of that province (outside Afghanistan: of other countries) answer; where none
        is near enough, the answer is the province itself, at the point asked. `raw` has `distance_km`, the `province`
        of the point with its basis and its distance from the line. With `exactly_one=False` up to ten, nearest first.

        Raises:
            ValueError: The query is no point on earth, or the distance is not positive.
        """
        reach = DISTANCE_KM if distance_km is None else distance_km
        if not reach > 0:
            raise UsageError("a distance in kilometres above 0", distance_km)
        near = find_nearest(self.table, *_read_point(query), reach, 1 if exactly_one else _MOST_NEAR)
        written = pick_language(language or None)
        found = [self._near_location(each, written) for each in near]
        if exactly_one:
            return found[0] if found else None
        return found or None

    def _near_location(self, near: Near, language: str) -> Location:
        record: Json = {**place_record(near.place), "distance_km": near.distance_km, "province": near.province}
        return Location(address_of(near.place, self.table, language), near.place.lonlat.latlon, record)


def answer_fields(answer: Answer) -> Json:
    """What an answer says beside its place, as JSON values."""
    return {
        "status": answer.status.value,
        "source": answer.source,
        "attribution": answer.attribution,
        "candidates": [{**candidate_record(each), "source": source_of(each)} for each in answer.candidates],
        "problems": [problem_record(each) for each in answer.problems],
    }


class _NoNetwork(BaseSyncAdapter):  # type: ignore[misc] # geopy has no types
    """Stands where a geopy geocoder keeps its connections; there are none."""

    def get_json(self, url: str, **_: object) -> NoReturn:
        """Refuse."""
        raise UsageError("no request from an offline geocoder", url)

    get_text = get_json


def _read_query(
    query: object, country_codes: str | Sequence[str] | None, admin1: str | None, context: str | None
) -> Query:
    codes = ",".join([country_codes] if isinstance(country_codes, str) else country_codes or ()) or None
    if isinstance(query, str):
        return Query(name=query, admin1=admin1, country=codes, context=context)
    if not isinstance(query, Mapping):
        message = f"Expected a name or its parts, got {query!r}."
        raise GeocoderQueryError(message)
    parts = {key: str(query[key]).strip() for key in _STRUCTURED if query.get(key)}
    if not any(parts.values()):
        message = f"Expected one of the parts {', '.join(_STRUCTURED)}, got {sorted(map(str, query))}."
        raise GeocoderQueryError(message)
    return _structured(parts, codes, admin1, context)


def _structured(parts: dict[str, str], codes: str | None, admin1: str | None, context: str | None) -> Query:
    """The smallest part is the name, the larger ones are conditions."""
    kinds: dict[str, PlaceKind] = dict(
        zip(_STRUCTURED, (PlaceKind.CITY, PlaceKind.DISTRICT, PlaceKind.PROVINCE, PlaceKind.COUNTRY), strict=True)
    )
    smallest = next(part for part in _STRUCTURED if parts.get(part))
    around: dict[str, Any] = {part: parts.get(part) for part in _STRUCTURED if part != smallest}
    return Query(
        name=parts[smallest],
        kind=kinds[smallest],
        district=around.get("county"),
        admin1=around.get("state") or admin1,
        country=codes or around.get("country"),
        context=context,
    )


def _read_point(query: object) -> tuple[float, float]:
    """Longitude and latitude of geopy's point, which has latitude first."""
    try:
        point = query if isinstance(query, Point) else Point(query)
    except (TypeError, ValueError) as error:
        raise CoordinateError("a point as latitude, longitude", repr(query), "Write it like (36.73, 68.87).") from error
    return check_lonlat(point.longitude, point.latitude)
