"""Small feeds in the exact formats, made of our own rows: no row of a real feed is here."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from geo.feeds.catalogue import known_feed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

Cell = str | int | float
Row = dict[str, Any]
STATE, NEW_STATE = "Military Forces of Afghanistan (2014-2021)", "Military Forces of Afghanistan (2021-)"
TALIBAN, NRF = "Taliban", "NRF: National Resistance Front"
SEIZED, RETAKEN = "Non-state actor overtakes territory", "Government regains territory"
HANDED = "Non-violent transfer of territory"

KUNDUZ: dict[str, Cell] = {
    "admin1": "Kunduz",
    "admin2": "Kunduz",
    "location": "Kunduz",
    "latitude": 36.7312,
    "longitude": 68.8655,
}
GHAZNI: dict[str, Cell] = {
    "admin1": "Ghazni",
    "admin2": "Ghazni",
    "location": "Ghazni",
    "latitude": 33.5536,
    "longitude": 68.4269,
}
RUSTAQ: dict[str, Cell] = {
    "admin1": "Takhar",
    "admin2": "Rostaq",
    "location": "Rostaq",
    "latitude": 37.1304,
    "longitude": 69.8272,
}


def columns(feed: str, layout: int = 0) -> tuple[str, ...]:
    """The columns of a layout of a feed."""
    return known_feed(feed).layouts[layout].columns


def acled(number: int, **told: Cell) -> Row:
    """A clash in Kunduz on 8 August 2021, recorded a week later, but for what is told otherwise."""
    return {
        "event_id_cnty": f"AFG{number}",
        "data_id": number,
        "event_date": "2021-08-08",
        "year": 2021,
        "time_precision": 1,
        "disorder_type": "Political violence",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "actor1": STATE,
        "inter1": "State forces",
        "actor2": TALIBAN,
        "inter2": "Rebel group",
        "iso": 4,
        "country": "Afghanistan",
        **KUNDUZ,
        "geo_precision": 1,
        "source": "Made Gazette",
        "notes": f"Made note {number}.",
        "fatalities": 3,
        "timestamp": 1_629_000_000,
    } | told


def ucdp(number: int, **told: Cell) -> Row:
    """A fight in Ghazni on 12 August 2021, but for what is told otherwise."""
    return {
        "id": number,
        "year": 2021,
        "type_of_violence": 1,
        "side_a": "Government of Afghanistan",
        "side_b": "Taleban",
        "source_article": f"Made article {number}",
        "where_prec": 1,
        "where_coordinates": "Ghazni town",
        "adm_1": "Ghazni province",
        "adm_2": "Ghazni district",
        "latitude": 33.5536,
        "longitude": 68.4269,
        "country": "Afghanistan",
        "country_id": 700,
        "event_clarity": 1,
        "date_prec": 1,
        "date_start": "2021-08-12 00:00:00.000",
        "date_end": "2021-08-12 00:00:00.000",
        "best": 4,
        "high": 6,
        "low": 3,
    } | told


def gdelt(number: int, **told: Cell) -> Row:
    """A report of a fight in Kunduz on 8 August 2021, but for what is told otherwise."""
    return {
        "GLOBALEVENTID": 1_000_000 + number,
        "SQLDATE": "20210808",
        "EventCode": "190",
        "EventRootCode": "19",
        "NumMentions": 5,
        "ActionGeo_Type": 4,
        "ActionGeo_FullName": "Kunduz, Kunduz, Afghanistan",
        "ActionGeo_CountryCode": "AF",
        "ActionGeo_ADM1Code": "AF24",
        "ActionGeo_Lat": 36.728,
        "ActionGeo_Long": 68.868,
        "DATEADDED": "20210808120000",
        "SOURCEURL": f"https://news.example/{number}",
    } | told


def text(names: Sequence[str], rows: Iterable[Mapping[str, Any]], *, delimiter: str = ",", header: bool = True) -> str:
    """Rows as delimited text; columns that a row does not have are empty."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    if header:
        writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return out.getvalue()


def write(path: Path, feed: str, rows: Iterable[Mapping[str, Any]], layout: int = 0) -> Path:
    """Write a feed's file as its publisher does, and return its path."""
    is_gdelt = feed == "gdelt"
    content = text(columns(feed, layout), rows, delimiter="\t" if is_gdelt else ",", header=not is_gdelt)
    path.write_text(content, encoding="utf-8")
    return path
