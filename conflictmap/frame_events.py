"""Events read back from a table: a GeoDataFrame with the columns of `events.geojson`.

Knows which columns an event cannot do without (what happened, how precisely the place is known, and the words it
stands on, or the feed's row that the evidence columns name) and takes the rest where it is there. Refuses to guess: a
row that lacks one of them, or has a value outside its vocabulary, is a problem and no event; a table without such a
column is misuse.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.coords import CRS, check_lonlat
from geo.dates import DateSpan, parse_published
from geo.errors import CoordinateError, Problem, ProblemKind, UsageError
from geo.gazetteer.table import default_gazetteer
from geo.model import Actor, Document, Event, FeedRow, Figures, OffsetMap, Place, Quote
from geo.vocab import (
    POINT_PRECISIONS,
    Action,
    AssertionMode,
    DateBasis,
    EventType,
    PlaceBasis,
    PlaceKind,
    PlacePrecision,
    TakerBasis,
    Unit,
)
from maps.base import province_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

NEEDED = ("event_type", "place_precision", "quote_exact")
_FLAT = ("acled_event_type", "acled_sub_event_type", "plover_event", "plover_mode", "unit_id", "taker", "loser")
_SAID = ("source", "source_original", "source_side")
_PLACE = ("admin1_pcode", "admin1_name", "iso_3166_2", "admin2_pcode", "admin2_name", "country_code")


@dataclass(frozen=True, slots=True)
class FrameEvents:
    """What a table holds: events and their documents, in the order of the rows, and what was wrong with rows."""

    events: tuple[Event, ...]
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


def is_frame(material: object) -> bool:
    """Whether something is a GeoDataFrame; geopandas is not loaded for the question."""
    return type(material).__name__ == "GeoDataFrame" and hasattr(material, "to_crs")


def read_frame(frame: gpd.GeoDataFrame) -> FrameEvents:
    """The events of a GeoDataFrame with the columns of `events.geojson` (see the codebook), in any CRS that it names.

    `event_type`, `place_precision` and `quote_exact` are needed; the others are taken where they are there. A point is
    used for a site, a settlement and a place near one, and for nothing less precise.

    Raises:
        UsageError: A needed column is missing, or the frame has no CRS.
    """
    missing = [name for name in NEEDED if name not in frame.columns]
    if missing:
        hint = "Columns are named as in events.geojson; docs/codebook.md explains them."
        msg = f"the column {missing[0]}"
        raise UsageError(msg, ", ".join(map(str, frame.columns)) or "no column", hint)
    if frame.crs is None:
        raise UsageError(
            "a GeoDataFrame with a CRS", "none", f"Set it: frame.set_crs({CRS!r}) for longitude, latitude."
        )
    found = _Found()
    geometry = frame.geometry.to_crs(CRS)
    for number, (values, shape) in enumerate(zip(frame.to_dict("records"), geometry, strict=True), 1):
        row = {name: None if _is_missing(value) else value for name, value in values.items()}
        try:
            found.add(_event(row, shape, number), row)
        except (ValueError, CoordinateError) as error:
            found.problems.append(Problem(kind=ProblemKind.BROKEN_ROW, message=str(error), line=number))
    return FrameEvents(tuple(found.events), tuple(found.documents.values()), tuple(found.problems))


@dataclass(slots=True)
class _Found:
    events: list[Event] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, event: Event, row: Mapping[str, Any]) -> None:
        """Take in an event of a row, and the document that it names, once."""
        self.events.append(event)
        if event.document_id not in self.documents:
            self.documents[event.document_id] = _document(event, row)


def _is_missing(value: object) -> bool:
    """None, NaN and NaT alike: the latter two are not equal to themselves."""
    return value is None or (not isinstance(value, (str, bytes)) and bool(value != value))  # noqa: PLR0124


def _event(row: Mapping[str, Any], shape: Any, number: int) -> Event:  # noqa: ANN401 - a shapely geometry or None
    quote = str(row.get("quote_exact") or "").strip()
    behind = None if quote else _feed_row(row)
    if not quote and behind is None:
        msg = f"row {number} has neither a quote nor a feed's row behind it: an event needs its evidence"
        raise ValueError(msg)
    kind = EventType(str(row["event_type"]))
    own = str(row.get("event_id") or hashlib.sha256(f"{number}|{kind}|{quote}".encode()).hexdigest()[:16])
    document_id = str(row.get("document_id") or f"row-{number}")
    published = parse_published(str(row["recorded_at"])) if row.get("recorded_at") else None
    return Event(
        event_id=own,
        event_type=kind,
        assertion_mode=AssertionMode(str(row.get("assertion_mode") or AssertionMode.ACTUAL)),
        action=Action(str(row["action"])) if row.get("action") else None,
        unit=Unit(str(row["unit"])) if row.get("unit") else None,
        date_basis=DateBasis(str(row["date_basis"])) if row.get("date_basis") else None,
        place_basis=PlaceBasis(str(row["place_basis"])) if row.get("place_basis") else None,
        taker_basis=TakerBasis(str(row["taker_basis"])) if row.get("taker_basis") else None,
        decisions=tuple(filter(None, (_text(row, "decision_id") or "").split("; "))),
        contested_by_force=bool(row["contested_by_force"]) if row.get("contested_by_force") is not None else None,
        actor=_actor(row, "actor"),
        recipient=_actor(row, "recipient"),
        place=_place(row, shape),
        date=_date(row),
        fatalities=_figures(row, "fatalities"),
        injured=_figures(row, "injured"),
        quote=Quote(exact=quote, prefix=_text(row, "quote_prefix") or "", suffix=_text(row, "quote_suffix") or ""),
        feed_row=behind,
        trigger=(0, 0),
        rule_id=_text(row, "rule_id") or "table",
        sentence=0,
        document_id=document_id,
        document_sha256=_text(row, "document_sha256") or "",
        recorded_at=published[1] if published else None,
        retold=bool(row.get("retold")),
        **{name: _text(row, name) for name in (*_FLAT, *_SAID)},  # type: ignore[arg-type]
    )


def _feed_row(row: Mapping[str, Any]) -> FeedRow | None:
    """The row of a feed that the evidence columns name, if they do."""
    number, own = _number(row, "evidence_row"), _text(row, "evidence_id")
    if number is None or own is None:
        return None
    return FeedRow(
        feed=_text(row, "source") or "feed",
        file=_text(row, "evidence_file") or "file not named",
        row=number,
        row_id=own,
        notes=_text(row, "evidence_notes"),
    )


def _document(event: Event, row: Mapping[str, Any]) -> Document:
    published = parse_published(str(row["published"])) if row.get("published") else None
    return Document(
        document_id=event.document_id,
        text="",
        offsets=OffsetMap(()),
        sha256=event.document_sha256,
        title=_text(row, "document_title"),
        published=published[0] if published else None,
        recorded_at=event.recorded_at,
        source=event.source,
        url=_text(row, "url"),
        retold=event.retold,
        reported_by=tuple(filter(None, (_text(row, "reported_by") or "").split("; "))),
    )


def _text(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    return None if value is None else str(value)


def _number(row: Mapping[str, Any], name: str) -> int | None:
    value = row.get(name)
    return None if value is None else int(value)


def _actor(row: Mapping[str, Any], role: str) -> Actor | None:
    name = _text(row, role)
    return Actor(name=name, side=_text(row, f"{role}_side"), actor_class=_text(row, f"{role}_class")) if name else None


def _figures(row: Mapping[str, Any], name: str) -> Figures:
    return Figures(
        low=_number(row, f"{name}_low"), best=_number(row, f"{name}_best"), high=_number(row, f"{name}_high")
    )


def _date(row: Mapping[str, Any]) -> DateSpan | None:
    """The span from `date_start` to `date_end`; open where one is missing; None without either."""
    days = [_day(row.get(name)) for name in ("date_start", "date_end")]
    start, end = days
    if start is None:
        return DateSpan.until(end) if end is not None else None
    if end is None:
        return DateSpan.since(start) if "date_end" in row else DateSpan.of(start)
    return DateSpan.of(start, end, edtf=_text(row, "date_edtf"))


def _day(value: object) -> date | None:
    if value is None or value != value:  # noqa: PLR0124 - pandas' missing day is not equal to itself
        return None
    if isinstance(value, date) and not hasattr(value, "hour"):
        return value
    return date.fromisoformat(str(value)[:10])


def _place(row: Mapping[str, Any], shape: Any) -> Place | None:  # noqa: ANN401 - a shapely geometry or None
    """The place of a row: its point where its precision allows one, else the gazetteer's or the province's own."""
    precision = PlacePrecision(str(row.get("place_precision") or PlacePrecision.OTHER))
    known = {name: _text(row, name) for name in _PLACE}
    if shape is not None and not shape.is_empty and precision in POINT_PRECISIONS:
        at = check_lonlat(shape.centroid.x, shape.centroid.y)
    elif known["iso_3166_2"] and precision is PlacePrecision.ADMIN1:
        at = check_lonlat(*province_label(known["iso_3166_2"]))
    elif (entry := default_gazetteer().entry(_text(row, "place_id") or "")) is not None:
        at = check_lonlat(entry.longitude, entry.latitude)
    else:
        return None
    return Place(
        place_id=_text(row, "place_id") or f"{at.longitude:.4f},{at.latitude:.4f}",
        name=_text(row, "place_name") or "place not named",
        kind=PlaceKind(_text(row, "place_kind") or PlaceKind.REGION),
        longitude=at.longitude,
        latitude=at.latitude,
        place_precision=precision,
        uncertainty_m=_number(row, "uncertainty_m"),
        near_border=bool(row["near_border"]) if row.get("near_border") is not None else None,
        **known,  # type: ignore[arg-type]
    )
