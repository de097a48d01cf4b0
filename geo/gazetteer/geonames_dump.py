"""GeoNames' own files, read line by line: a country dump and its alternate names.

Knows the 19 columns of `AF.txt` and the 10 of `alternateNamesV2.txt`, and which features are wanted: populated places,
district areas (for their names), and airports, bases, passes and dams. Rivers and mountains are left out: they are no
place where a town could be taken. Refuses to mend a row: what is broken is a `Problem` with its line, and the rest
goes on. Which province or district a row belongs to is decided by `geo.gazetteer.extra`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.coords import degrees_or_none
from geo.errors import Problem, ProblemKind
from geo.vocab import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

DUMP_COLUMNS = 19
ALTERNATE_COLUMNS = 10
LONGEST_NAME = 200
"""GeoNames' own limit for a name, in characters."""

_DISTRICT_CODES = frozenset({"ADM2", "ADM3"})
_GONE_PLACES = frozenset({"PPLCH", "PPLH", "PPLQ", "PPLW", "PPLX"})
_SITE_CODES = frozenset(
    {"S.AIRB", "S.AIRF", "S.AIRH", "S.AIRP", "S.CSTM", "S.CSTP", "S.DAM", "S.FT", "L.MILB", "T.PASS"}
)
SEAT_CODES = frozenset({"PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLC"})
_NO_LANGUAGES = frozenset(
    {"abbr", "faac", "iata", "icao", "link", "phon", "piny", "post", "tcid", "unlc", "wkdt"}
)  # fmt: skip
_MAX_LATITUDE, _MAX_LONGITUDE = 90.0, 180.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DumpRow:
    """One row of a country dump that is wanted. Degrees on WGS 84.

    `kind` is village for every populated place (its size is judged later), district or site. `admin1`, `admin2` are
    GeoNames' own codes. `population` is None where none is on record (GeoNames writes 0). `line` counts from 1.
    A row of another table (`geo.gazetteer.own_table`) has a `place_id` of its own and no geonameid; its `admin1` is
    empty where the point decides, its `admin2` the name or P-code of a district.
    """

    geonameid: int
    name: str
    other_names: tuple[str, ...]
    longitude: float
    latitude: float
    kind: PlaceKind
    feature_code: str
    admin1: str
    admin2: str
    population: int | None
    line: int
    place_id: str | None = None

    @property
    def id(self) -> str:
        """The place id."""
        return self.place_id or f"geonames:{self.geonameid}"


@dataclass(slots=True)
class Tally:
    """How many rows of a dump were left out because their feature is not wanted."""

    left_out: int = 0


def parse_dump(
    lines: Iterable[bytes], country: str, file: str, tally: Tally | None = None
) -> Iterator[DumpRow | Problem]:
    """Yield the wanted rows of a country dump, and a problem for each broken one, in file order.

    `country` is the ISO 3166-1 code that every row must bear. Blank lines and lines that begin with # are passed over.
    """
    counted = tally or Tally()
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith(b"#"):
            continue
        try:
            row = _parse_row(_fields(line, DUMP_COLUMNS), country, number)
        except ValueError as error:
            yield _broken(str(error), file, number)
            continue
        if row is None:
            counted.left_out += 1
        else:
            yield row


def parse_alternate_names(
    lines: Iterable[bytes], wanted: Collection[int], file: str
) -> Iterator[tuple[int, str] | Problem]:
    """Yield (geonameid, name) for the wanted places, and a problem for each broken row of theirs, in file order.

    Codes, links and postal codes are no names; historic names (marked so, or with an end) are left out, since a text
    of today that writes one means another place as often as not.
    """
    for number, line in enumerate(lines, start=1):
        fields = line.split(b"\t")
        if len(fields) > 1 and not (fields[1].isdigit() and int(fields[1][:12]) in wanted):
            continue
        if not line.strip() or line.startswith(b"#"):
            continue
        try:
            _, geonameid, language, name, _, _, _, historic, _, until = _fields(line, ALTERNATE_COLUMNS)
            _check_name(name)
        except ValueError as error:
            yield _broken(str(error), file, number)
            continue
        if language not in _NO_LANGUAGES and historic != "1" and not until.strip():
            yield int(geonameid), name


def _fields(line: bytes, width: int) -> list[str]:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        message = "The line is not UTF-8."
        raise ValueError(message) from error
    fields = text.removeprefix("\ufeff").split("\t")
    if len(fields) != width:
        message = f"Expected {width} columns, got {len(fields)}."
        raise ValueError(message)
    if any(unicodedata.category(letter) == "Cc" for field in fields for letter in field if not letter.isprintable()):
        message = "The line holds control characters."
        raise ValueError(message)
    return fields


def _parse_row(fields: list[str], country: str, line: int) -> DumpRow | None:
    (geonameid, name, ascii_name, others, lat, lon, feature_class, code, country_code, _, admin1, admin2, _, _,
     population, _, _, _, _) = fields  # fmt: skip
    if not geonameid.isdecimal():
        message = f"Expected a geonameid, got {geonameid[:40]!r}."
        raise ValueError(message)
    _check_name(name)
    if country_code != country:
        message = f"Expected a row of {country}, got one of {country_code[:8]!r}."
        raise ValueError(message)
    longitude, latitude = _degrees(lon, _MAX_LONGITUDE, "longitude"), _degrees(lat, _MAX_LATITUDE, "latitude")
    kind = _kind(feature_class, code)
    if kind is None:
        return None
    names = (each.strip() for each in [ascii_name, *others.split(",")])
    return DumpRow(
        geonameid=int(geonameid),
        name=name.strip(),
        other_names=tuple(dict.fromkeys(each for each in names if each and each != name and len(each) <= LONGEST_NAME)),
        longitude=longitude,
        latitude=latitude,
        kind=kind,
        feature_code=code,
        admin1=admin1,
        admin2=admin2,
        population=_population(population),
        line=line,
    )


def _kind(feature_class: str, code: str) -> PlaceKind | None:
    if feature_class == "P" and code not in _GONE_PLACES:
        return PlaceKind.VILLAGE
    if feature_class == "A" and code in _DISTRICT_CODES:
        return PlaceKind.DISTRICT
    return PlaceKind.SITE if f"{feature_class}.{code}" in _SITE_CODES else None


def _degrees(value: str, limit: float, what: str) -> float:
    number = degrees_or_none(value, limit)
    if number is None:
        message = f"Expected a {what} from -{limit:g} to {limit:g}, got {value[:40]!r}."
        raise ValueError(message)
    return number


def _population(value: str) -> int | None:
    if not value or not value.isdecimal():
        if value:
            message = f"Expected a population, got {value[:40]!r}."
            raise ValueError(message)
        return None
    return int(value[:12]) or None


def _check_name(name: str) -> None:
    if not name.strip():
        message = "The place has no name."
        raise ValueError(message)
    if len(name) > LONGEST_NAME:
        message = f"Expected a name of at most {LONGEST_NAME} characters, got {len(name)}."
        raise ValueError(message)


def _broken(message: str, file: str, line: int) -> Problem:
    return Problem(kind=ProblemKind.BROKEN_ROW, message=message, file=file, line=line)
