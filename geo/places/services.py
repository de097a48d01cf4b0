"""The online geocoders that can be asked: how each is reached, what it is sent, and what its answers mean.

Knows geopy's classes for Nominatim, Photon and GeoNames and the shape of their raw answers. Sends a place name, a
province and a country, and nothing else. Chooses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from geo.coords import check_lonlat
from geo.errors import UsageError
from geo.gazetteer.fold import fold_name
from geo.places.osm_kinds import geonames_kind, osm_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.vocab import PlaceKind

_OSM = "© OpenStreetMap contributors, ODbL 1.0, openstreetmap.org/copyright"
_MOST_ANSWERS = 10
_NEEDED = {"user_agent": "'name of your project, and how to reach you'", "username": "with the name of your account"}
_OSM_IDS = {"N": "node", "W": "way", "R": "relation"}

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One place that a service named. Degrees, longitude first; `box` is west, south, east, north.

    `names` are folded; `weight` is how well known the service holds it to be, from 0 to 1; `kind` is None for what is
    no place of a report.
    """

    place_id: str
    name: str
    names: frozenset[str]
    kind: PlaceKind | None
    longitude: float
    latitude: float
    country_code: str | None
    weight: float = 0.0
    box: tuple[float, float, float, float] | None = None
    population: int | None = None
    geonameid: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service by its name. `endpoint` is the public one; `needs` the options that its policy asks for."""

    name: str
    label: str
    endpoint: str
    attribution: str
    needs: tuple[str, ...] = field(default=())


SERVICES = {
    service.name: service
    for service in (
        Service(
            name="nominatim",
            label="Nominatim",
            endpoint="https://nominatim.openstreetmap.org",
            attribution=_OSM,
            needs=("user_agent",),
        ),
        Service(name="photon", label="Photon", endpoint="https://photon.komoot.io", attribution=_OSM),
        Service(
            name="geonames",
            label="GeoNames",
            endpoint="https://secure.geonames.org",
            attribution="GeoNames, CC BY 4.0, geonames.org",
            needs=("username",),
        ),
    )
}


def connect(service: Service, endpoint: str, *, user_agent: str | None, username: str | None, timeout: float) -> Any:  # noqa: ANN401 - geopy has no types
    """The geopy geocoder of a service.

    Raises:
        UsageError: The endpoint is no address, or an option is missing that the service's policy asks for.
    """
    given = {"user_agent": user_agent, "username": username}
    for need in service.needs:
        if not given[need] or (need == "user_agent" and str(user_agent).startswith("geopy/")):
            option = need.replace("_", "-")
            hint = f"Its usage policy asks for it: --{option} {_NEEDED[need]}."
            expected = f"an own {option} for {service.label}"
            raise UsageError(expected, given[need], hint)
    scheme, domain = split_endpoint(endpoint)
    options: dict[str, Any] = {
        "scheme": scheme,
        "domain": domain,
        "timeout": timeout,
        "user_agent": user_agent or "conflictmap",
    }
    from geopy import geocoders  # noqa: PLC0415 - most questions are never sent

    from geo.places.careful_adapter import careful_adapter  # noqa: PLC0415

    # geopy's other adapter retries by itself, past our rate limit and for as long as Retry-After says, and it would
    # send what stands in a .netrc. A host that the user has named may lie in a private network.
    is_public = endpoint.rstrip("/") == service.endpoint
    options["adapter_factory"] = careful_adapter(longest_s=timeout, has_public_host=is_public)

    if service.name == "nominatim":
        return geocoders.Nominatim(**options)
    if service.name == "photon":
        return geocoders.Photon(**options)
    return geocoders.GeoNames(username, **options)


def split_endpoint(endpoint: str) -> tuple[str, str]:
    """Scheme and the rest of an address such as "https://nominatim.example.org/path".

    >>> split_endpoint("http://127.0.0.1:8080/")
    ('http', '127.0.0.1:8080')
    """
    try:
        parts = urlsplit(endpoint)
        sound = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        sound = False
    if not sound or parts.username or parts.query or parts.fragment:
        hint = "Write it like https://nominatim.example.org, without a user, a question mark or a hash."
        raise UsageError("the address of a service", repr(endpoint), hint)
    return parts.scheme, f"{parts.netloc}{parts.path.rstrip('/')}"


def wording(service: Service, name: str, province: str | None, country: str | None) -> str:
    """The words that are sent: the name, its province, and the country where the service has no parameter for it."""
    parts = (name, province, country if service.name == "photon" else None)
    return ", ".join(part for part in parts if part)


def parameters(service: Service, countries: Iterable[str]) -> dict[str, Any]:
    """What is sent beside the words."""
    if service.name == "nominatim":
        codes = [code.lower() for code in countries]
        return {
            "limit": _MOST_ANSWERS,
            "country_codes": codes,
            "namedetails": True,
            "addressdetails": True,
            "language": "en",
        }
    if service.name == "photon":
        return {"limit": _MOST_ANSWERS, "language": "en"}
    return {"country": list(countries)}


def read_found(service: Service, raw: Raw) -> Found:
    """One raw answer of a service.

    Raises:
        KeyError, TypeError, ValueError: It is not of the service's form.
    """
    reader = {"nominatim": _nominatim, "photon": _photon, "geonames": _geonames}[service.name]
    return reader(raw)


def _nominatim(raw: Raw) -> Found:
    details: Mapping[str, Any] = raw.get("namedetails") or {}
    name = str(raw.get("name") or str(raw["display_name"]).split(",")[0])
    key, value = str(raw.get("class") or raw.get("category")), str(raw.get("type"))
    rank = raw.get("place_rank")
    code = (raw.get("address") or {}).get("country_code")
    south, north, west, east = (float(side) for side in raw["boundingbox"]) if raw.get("boundingbox") else [0.0] * 4
    spot = check_lonlat(float(raw["lon"]), float(raw["lat"]))
    return Found(
        place_id=f"online:nominatim:{raw.get('osm_type')}/{raw.get('osm_id')}",
        name=name,
        names=_folded((name, *details.values())),
        kind=osm_kind(key, value, level=raw.get("addresstype"), rank=int(rank) if rank is not None else None),
        longitude=spot.longitude,
        latitude=spot.latitude,
        country_code=str(code).upper() if code else None,
        weight=min(1.0, max(0.0, float(raw.get("importance") or 0.0))),
        box=(west, south, east, north) if raw.get("boundingbox") else None,
    )


def _photon(raw: Raw) -> Found:
    facts: Mapping[str, Any] = raw["properties"]
    name = str(facts["name"])
    spot = check_lonlat(*(float(axis) for axis in raw["geometry"]["coordinates"][:2]))
    code, extent = facts.get("countrycode"), facts.get("extent")
    west, north, east, south = (float(side) for side in extent) if extent else [0.0] * 4
    return Found(
        place_id=f"online:photon:{_OSM_IDS.get(str(facts.get('osm_type')), 'object')}/{facts.get('osm_id')}",
        name=name,
        names=_folded((name,)),
        kind=osm_kind(str(facts.get("osm_key")), str(facts.get("osm_value")), level=_photon_level(facts)),
        longitude=spot.longitude,
        latitude=spot.latitude,
        country_code=str(code).upper() if code else None,
        box=(west, south, east, north) if extent else None,
    )


def _photon_level(facts: Mapping[str, Any]) -> str | None:
    """Photon calls its levels as OpenStreetMap's places are called, but for what it calls a locality."""
    level = facts.get("type")
    return str(level) if level in {"country", "state", "county", "city"} else None


def _geonames(raw: Raw) -> Found:
    name = str(raw["name"])
    code = raw.get("countryCode")
    population = int(raw.get("population") or 0) or None
    spot = check_lonlat(float(raw["lng"]), float(raw["lat"]))
    return Found(
        place_id=f"online:geonames:{raw['geonameId']}",
        name=name,
        names=_folded((name, raw.get("toponymName"))),
        kind=geonames_kind(str(raw.get("fcode")), population),
        longitude=spot.longitude,
        latitude=spot.latitude,
        country_code=str(code).upper() if code else None,
        population=population,
        geonameid=int(raw["geonameId"]),
    )


def _folded(names: Iterable[object]) -> frozenset[str]:
    return frozenset(fold_name(name) for name in names if isinstance(name, str) and name)
