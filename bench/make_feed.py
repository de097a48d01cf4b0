"""Made event feeds in the exact formats of ACLED, UCDP GED and GDELT 2: any number of rows, the same for the same seed.

    python bench/make_feed.py acled 1000000 acled.csv
    python bench/make_feed.py gdelt 1000000 gdelt.export.CSV --seed 7

Knows the column lists of the three feeds and draws places, days, actors and figures of its own into them; no row of a
real feed is in it. Rows are made in blocks of `BLOCK`, each from its own seed, so that a longer file begins with the
rows of a shorter one (but for the last block) and memory stays flat. Of the rows 94 % lie in Afghanistan, 4 % in
Pakistan and 2 % have no place; 1 % of an ACLED file change territory. Degrees are WGS 84, 4 decimals.
"""

from __future__ import annotations

import argparse
import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from geo.files import reference_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.random import Generator
    from numpy.typing import NDArray

SEED = 20210806
BLOCK = 100_000
FIRST_DAY = date(2018, 1, 1)
DAYS = 2_557
"""The rows spread over seven years from `FIRST_DAY`."""

Columns = dict[str, pa.Array]
_ABROAD, _NOWHERE, _HALF = 0.04, 0.02, 0.5
_STATE_CODE = 5
"""GDELT's ActionGeo_Type of a province."""


def _parted(names: str) -> tuple[str, ...]:
    return tuple(names.split(","))


ACLED_COLUMNS = _parted(
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
UCDP_COLUMNS = _parted(
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,"
    "dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,"
    "number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,"
    "where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,"
    "event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,"
    "gwnoa,gwnob"
)
_GDELT_ACTOR = _parted(
    "Code,Name,CountryCode,KnownGroupCode,EthnicCode,Religion1Code,Religion2Code,Type1Code,Type2Code,Type3Code"
)
_GDELT_GEO = _parted("Type,FullName,CountryCode,ADM1Code,ADM2Code,Lat,Long,FeatureID")
GDELT_COLUMNS = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{number}{part}" for number in "12" for part in _GDELT_ACTOR),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{whose}Geo_{part}" for whose in ("Actor1", "Actor2", "Action") for part in _GDELT_GEO),
    *("DATEADDED", "SOURCEURL"),
)

_ACLED_KINDS = (
    ("Battles", "Armed clash", 0.52),
    ("Explosions/Remote violence", "Remote explosive/landmine/IED", 0.17),
    ("Explosions/Remote violence", "Air/drone strike", 0.12),
    ("Violence against civilians", "Attack", 0.10),
    ("Strategic developments", "Arrests", 0.05),
    ("Protests", "Peaceful protest", 0.03),
    ("Battles", "Non-state actor overtakes territory", 0.006),
    ("Battles", "Government regains territory", 0.002),
    ("Strategic developments", "Non-violent transfer of territory", 0.002),
)
_TALIBAN, _STATE = "Taliban", "Military Forces of Afghanistan (2014-2021)"
_TALIBAN_STATE, _NRF = "Military Forces of Afghanistan (2021-)", "NRF: National Resistance Front"
_EPOCH_DAY = (FIRST_DAY - date(1970, 1, 1)).days
_DAY_S = 86_400
_CODED_AFTER = 20
"""Rows of ACLED are recorded so many days after the event."""
_TURN = (date(2021, 8, 15) - FIRST_DAY).days


class _Spots(NamedTuple):
    """Where rows can lie: districts of Afghanistan, then towns of Pakistan."""

    name: NDArray[np.object_]
    admin1: NDArray[np.object_]
    fips: NDArray[np.object_]
    longitude: NDArray[np.float64]
    latitude: NDArray[np.float64]
    country: NDArray[np.object_]


@cache
def _spots() -> _Spots:
    with reference_file("tables/provinces.csv").open(encoding="utf-8", newline="") as file:
        provinces = {row["iso_3166_2"]: row for row in csv.DictReader(file)}
    with reference_file("tables/districts.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            (
                row["name"],
                provinces[row["province_iso"]]["name"],
                f"AF{provinces[row['province_iso']]['geonames_admin1']}",
                float(row["longitude"]),
                float(row["latitude"]),
                "Afghanistan",
            )
            for row in csv.DictReader(file)
        ]
    rows += [
        ("Quetta", "Balochistan", "PK02", 66.997, 30.184, "Pakistan"),
        ("Peshawar", "Khyber Pakhtunkhwa", "PK03", 71.579, 34.008, "Pakistan"),
    ]
    columns = [np.array(column, dtype=object) for column in zip(*rows, strict=True)]
    name, admin1, fips, longitude, latitude, country = columns
    return _Spots(name, admin1, fips, longitude.astype(float), latitude.astype(float), country)


class _Draw(NamedTuple):
    """What every feed draws for a row: its number, its day (from `FIRST_DAY`), and a spot with a shift in degrees."""

    number: NDArray[np.int64]
    day: NDArray[np.int64]
    spot: NDArray[np.int64]
    longitude: NDArray[np.float64]
    latitude: NDArray[np.float64]
    has_place: NDArray[np.bool_]
    precision: NDArray[np.int64]


def _draw(rng: Generator, start: int, rows: int) -> _Draw:
    spots = _spots()
    inside = len(spots.name) - 2
    spot = np.where(rng.random(rows) < _ABROAD, inside + rng.integers(0, 2, rows), rng.integers(0, inside, rows))
    return _Draw(
        number=np.arange(start + 1, start + rows + 1),
        day=rng.integers(0, DAYS, rows),
        spot=spot,
        longitude=np.round(spots.longitude[spot] + rng.normal(0, 0.05, rows), 4),
        latitude=np.round(spots.latitude[spot] + rng.normal(0, 0.05, rows), 4),
        has_place=rng.random(rows) >= _NOWHERE,
        precision=rng.choice([1, 2, 3], rows, p=[0.6, 0.3, 0.1]),
    )


def _text(values: object) -> pa.Array:
    return pa.array(values, pa.string())


def _numbered(prefix: str, numbers: NDArray[np.int64], suffix: str = "") -> pa.Array:
    return pc.binary_join_element_wise(prefix, pc.cast(pa.array(numbers), pa.string()), suffix, "")


def _days(days: NDArray[np.int64], form: str) -> pa.Array:
    return pc.strftime(
        pc.cast(pa.array((days + _EPOCH_DAY).astype(np.int32)).cast(pa.date32()), pa.timestamp("s")), form
    )


def acled_block(rng: Generator, start: int, rows: int) -> Columns:
    """Rows in the ACLED layout of 2023 and later (31 columns)."""
    spots, draw = _spots(), _draw(rng, start, rows)
    kind = rng.choice(len(_ACLED_KINDS), rows, p=[share for _, _, share in _ACLED_KINDS])
    event_type = np.array([each[0] for each in _ACLED_KINDS], dtype=object)[kind]
    sub_event_type = np.array([each[1] for each in _ACLED_KINDS], dtype=object)[kind]
    before = draw.day < _TURN
    state, rebel = np.where(before, _STATE, _TALIBAN_STATE), np.where(before, _TALIBAN, _NRF)
    first_is_state = rng.random(rows) < _HALF  # actor1 and actor2 imply no direction
    place = _text(spots.name[draw.spot])
    made = {
        "event_id_cnty": _numbered("AFG", draw.number),
        "event_date": _days(draw.day, "%Y-%m-%d"),
        "year": _days(draw.day, "%Y"),
        "time_precision": pa.array(rng.choice([1, 2, 3], rows, p=[0.9, 0.07, 0.03])),
        "disorder_type": _text(np.where(event_type == "Protests", "Demonstrations", "Political violence")),
        "event_type": _text(event_type),
        "sub_event_type": _text(sub_event_type),
        "actor1": _text(np.where(first_is_state, state, rebel)),
        "inter1": _text(np.where(first_is_state, "State forces", "Rebel group")),
        "actor2": _text(np.where(first_is_state, rebel, state)),
        "inter2": _text(np.where(first_is_state, "Rebel group", "State forces")),
        "interaction": _text(["State forces-Rebel group"] * rows),
        "iso": pa.array(np.where(spots.country[draw.spot] == "Afghanistan", 4, 586)),
        "region": _text(["South Asia"] * rows),
        "country": _text(spots.country[draw.spot]),
        "admin1": _text(spots.admin1[draw.spot]),
        "admin2": place,
        "location": place,
        "latitude": pa.array(draw.latitude, mask=~draw.has_place),
        "longitude": pa.array(draw.longitude, mask=~draw.has_place),
        "geo_precision": pa.array(draw.precision),
        "source": _text(["Made source"] * rows),
        "source_scale": _text(["National"] * rows),
        "notes": _numbered("A made row, number ", draw.number, "."),
        "fatalities": pa.array(rng.poisson(1.5, rows)),
        "timestamp": pa.array(_EPOCH_DAY * _DAY_S + (draw.day + _CODED_AFTER) * _DAY_S + draw.number % _DAY_S),
    }
    return _filled(made, ACLED_COLUMNS, rows)


def ucdp_block(rng: Generator, start: int, rows: int) -> Columns:
    """Rows in the UCDP GED layout of version 20.1 and later (49 columns)."""
    spots, draw = _spots(), _draw(rng, start, rows)
    best = rng.poisson(3, rows)
    place = _text(spots.name[draw.spot])
    precision = rng.choice(4, rows, p=[0.8, 0.1, 0.06, 0.04]) + 1
    length = np.array([0, 2, 6, 27])[precision - 1]
    made = {
        "id": pa.array(draw.number + 100_000),
        "relid": _numbered("AFG-2021-1-322-", draw.number),
        "year": _days(draw.day, "%Y"),
        "active_year": pa.array(np.ones(rows, dtype=np.int8)),
        "code_status": _text(["Clear"] * rows),
        "type_of_violence": pa.array(rng.choice([1, 2, 3], rows, p=[0.8, 0.05, 0.15])),
        "conflict_new_id": pa.array(np.full(rows, 333)),
        "conflict_name": _text(["Afghanistan: Government"] * rows),
        "dyad_new_id": pa.array(np.full(rows, 735)),
        "dyad_name": _text(["Government of Afghanistan - Taleban"] * rows),
        "side_a_new_id": pa.array(np.full(rows, 130)),
        "side_a": _text(["Government of Afghanistan"] * rows),
        "side_b_new_id": pa.array(np.full(rows, 303)),
        "side_b": _text(["Taleban"] * rows),
        "number_of_sources": pa.array(rng.integers(1, 5, rows)),
        "source_article": _numbered("A made article, number ", draw.number),
        "where_prec": pa.array(rng.choice([1, 2, 3, 4, 5, 6], rows, p=[0.45, 0.2, 0.2, 0.1, 0.03, 0.02])),
        "where_coordinates": place,
        "where_description": place,
        "adm_1": pc.binary_join_element_wise(_text(spots.admin1[draw.spot]), " province", ""),
        "adm_2": pc.binary_join_element_wise(place, " district", ""),
        "latitude": pa.array(draw.latitude, mask=~draw.has_place),
        "longitude": pa.array(draw.longitude, mask=~draw.has_place),
        "country": _text(spots.country[draw.spot]),
        "country_id": pa.array(np.where(spots.country[draw.spot] == "Afghanistan", 700, 770)),
        "region": _text(["Asia"] * rows),
        "event_clarity": pa.array(rng.choice([1, 2], rows, p=[0.9, 0.1])),
        "date_prec": pa.array(precision),
        "date_start": _days(draw.day, "%Y-%m-%d 00:00:00.000"),
        "date_end": _days(draw.day + length, "%Y-%m-%d 00:00:00.000"),
        "deaths_a": pa.array(best),
        "best": pa.array(best),
        "high": pa.array(best + rng.poisson(1, rows)),
        "low": pa.array(best),
        "gwnoa": pa.array(np.full(rows, 700)),
    }
    return _filled(made, UCDP_COLUMNS, rows)


def gdelt_block(rng: Generator, start: int, rows: int) -> Columns:
    """Rows in the GDELT 2.0 event export layout (61 columns, tabs, no header)."""
    spots, draw = _spots(), _draw(rng, start, rows)
    code = rng.choice(["190", "193", "042", "111", "145", "183", "0841"], rows).astype(object)
    root = _text([each[:2] for each in code])
    kind = rng.choice([1, 4, 5], rows, p=[0.2, 0.6, 0.2])
    place, admin1, country = (_text(column[draw.spot]) for column in (spots.name, spots.admin1, spots.country))
    code_of_country = np.where(spots.country[draw.spot] == "Afghanistan", "AF", "PK")
    full = pc.binary_join_element_wise(place, admin1, country, ", ")
    full = pc.if_else(pa.array(kind == _STATE_CODE), pc.binary_join_element_wise(admin1, country, ", "), full)
    has = draw.has_place
    made = {
        "GLOBALEVENTID": pa.array(draw.number + 1_000_000_000),
        "SQLDATE": _days(draw.day, "%Y%m%d"),
        "MonthYear": _days(draw.day, "%Y%m"),
        "Year": _days(draw.day, "%Y"),
        "FractionDate": pa.array(np.round(2018 + draw.day / 365.25, 4)),
        "Actor1Code": _text(np.where(rng.random(rows) < _HALF, "AFGINSTAL", "AFGGOV")),
        "Actor1Name": _text(["TALIBAN"] * rows),
        "IsRootEvent": pa.array(rng.integers(0, 2, rows)),
        "EventCode": _text(code),
        "EventBaseCode": _text([each[:3] for each in code]),
        "EventRootCode": root,
        "QuadClass": pa.array(rng.integers(1, 5, rows)),
        "GoldsteinScale": pa.array(np.round(rng.uniform(-10, 10, rows), 1)),
        "NumMentions": pa.array(rng.integers(1, 30, rows)),
        "NumSources": pa.array(rng.integers(1, 5, rows)),
        "NumArticles": pa.array(rng.integers(1, 30, rows)),
        "AvgTone": pa.array(np.round(rng.normal(-3, 3, rows), 6)),
        "ActionGeo_Type": pa.array(np.where(has, kind, 0)),
        "ActionGeo_FullName": pc.if_else(pa.array(has), pc.if_else(pa.array(kind == 1), country, full), None),
        "ActionGeo_CountryCode": pc.if_else(pa.array(has), _text(code_of_country), None),
        "ActionGeo_ADM1Code": pc.if_else(
            pa.array(has), pc.if_else(pa.array(kind == 1), _text(code_of_country), _text(spots.fips[draw.spot])), None
        ),
        "ActionGeo_Lat": pa.array(spots.latitude[draw.spot], mask=~has),  # one place, one point
        "ActionGeo_Long": pa.array(spots.longitude[draw.spot], mask=~has),
        "DATEADDED": _days(draw.day, "%Y%m%d120000"),
        "SOURCEURL": _numbered("https://news.example/", draw.number, ".html"),
    }
    return _filled(made, GDELT_COLUMNS, rows)


def _filled(made: Columns, columns: tuple[str, ...], rows: int) -> Columns:
    """The columns in their order; those that were not made are empty."""
    empty = pa.nulls(rows, pa.string())
    return {name: made.get(name, empty) for name in columns}


MAKERS: dict[str, Callable[[Generator, int, int], Columns]] = {
    "acled": acled_block,
    "ucdp": ucdp_block,
    "gdelt": gdelt_block,
}


def made_blocks(feed: str, rows: int, seed: int = SEED) -> Iterator[pa.Table]:
    """The rows of a feed (`acled`, `ucdp` or `gdelt`) in tables of at most `BLOCK` rows."""
    for start in range(0, rows, BLOCK):
        rng = np.random.default_rng([seed, start])
        yield pa.table(MAKERS[feed](rng, start, min(BLOCK, rows - start)))


def write_feed(feed: str, rows: int, path: Path, seed: int = SEED) -> None:
    """Write a made file of `rows` rows: comma-separated with a header, or as GDELT writes it."""
    is_gdelt = feed == "gdelt"
    options = arrow_csv.WriteOptions(
        include_header=not is_gdelt,
        delimiter="\t" if is_gdelt else ",",
        quoting_style="none" if is_gdelt else "needed",
    )
    writer = None
    for block in made_blocks(feed, rows, seed):
        writer = writer or arrow_csv.CSVWriter(path, block.schema, write_options=options)
        writer.write_table(block)
    if writer is not None:
        writer.close()


def main() -> None:
    """Write the file that the command line names."""
    parser = argparse.ArgumentParser(description="Write a made event feed.")
    parser.add_argument("feed", choices=sorted(MAKERS))
    parser.add_argument("rows", type=int)
    parser.add_argument("path", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    write_feed(options.feed, options.rows, options.path, options.seed)


if __name__ == "__main__":
    main()
