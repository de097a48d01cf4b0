"""The flat row of an event: which columns it has, in which order, of which type, and what each means.

The one definition: the GeoJSON properties, the tables that are exported, the columns of a feed and of a database, the
comments there and the codebook all read it. Knows how a value is read from the records; knows no file format. A flat
row has one level, as QGIS, pandas and a spreadsheet want it; unknown is None.

`REPORT_COLUMNS` are what is said. `EVIDENCE_COLUMNS` say where: a quoted sentence, or the row of a feed. Both together
with `POSITION_COLUMNS` are `EVENT_COLUMNS`. The position is that of a point and null for what is known only as a
district, a province or less, so that nothing can be drawn as a dot by mistake. Codes of UCDP (`where_prec`,
`date_prec`) and ACLED (`geo_precision`, `time_precision`) stand side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from geo.column import DAY, FLAG, INSTANT, INTEGER, LONG, REAL, TEXT, Column, schema_of
from geo.vocab import GEO_PRECISION, POINT_PRECISIONS, TIME_PRECISION, EvidenceKind

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa

    from geo.column import ColumnType
    from geo.dates import DateSpan
    from geo.model import Actor, Document, Event, Figures, Incident, Place

Part = TypeVar("Part")
_KM_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event beside what it comes from: its document, and the incident that it is a report of, where known."""

    event: Event
    document: Document | None = None
    incident: Incident | None = None


EventColumn = Column[EventRow]


def _of(name: str, kind: ColumnType, meaning: str, read: Callable[[Event], object]) -> EventColumn:
    return EventColumn(name, kind, meaning, lambda row: read(row.event))


def actor_columns(role: str, meaning: str = "") -> tuple[Column[Actor], ...]:
    """The three columns of somebody in a role ("actor"): the name, the side, the class."""
    return (
        Column(role, TEXT, meaning, lambda who: who.name),
        Column(f"{role}_side", TEXT, "the side they stand for", lambda who: who.side),
        Column(f"{role}_class", TEXT, "class of actor (data/countries/)", lambda who: who.actor_class),
    )


def _in_event(column: Column[Part], choose: Callable[[Event], Part | None]) -> EventColumn:
    """The column of a part of an event; null where the event has no such part."""

    def read(event: Event) -> object:
        part = choose(event)
        return None if part is None else column.read(part)

    return _of(column.name, column.type, column.meaning, read)


def _place(name: str, kind: ColumnType, meaning: str, read: Callable[[Place], object]) -> EventColumn:
    return _of(name, kind, meaning, lambda event: read(event.place) if event.place else None)


def _figures(name: str, meaning: str, choose: Callable[[Event], Figures]) -> tuple[EventColumn, ...]:
    return (
        _of(f"{name}_low", INTEGER, f"{meaning}, least quoted figure", lambda event: choose(event).low),
        _of(f"{name}_best", INTEGER, f"{meaning}, as quoted", lambda event: choose(event).best),
        _of(f"{name}_high", INTEGER, f"{meaning}, highest quoted figure", lambda event: choose(event).high),
    )


def _document(name: str, kind: ColumnType, meaning: str, read: Callable[[Document], object]) -> EventColumn:
    return EventColumn(name, kind, meaning, lambda row: read(row.document) if row.document else None)


def _incident(name: str, kind: ColumnType, meaning: str, read: Callable[[Incident], object]) -> EventColumn:
    return EventColumn(name, kind, meaning, lambda row: read(row.incident) if row.incident else None)


def _km(value: float | None) -> float | None:
    return None if value is None else round(value, _KM_DECIMALS)


_ID = "hash of document, tag, position, place and rule: the same text gives the same id"
_INDEPENDENT = "how many independent origins tell it; copies, one agency, one outlet and one party's word count once"
_INCIDENT = "hash of the ids of the reports of one happening: reports with the same id tell of the same thing"

_DECIDED = "the decisions of people that made the event or changed it, parted by `; `"

_WHO, _TO_WHOM = "who acted, in the words of the text", "who was acted upon, in the words of the text"

WHAT_COLUMNS: tuple[EventColumn, ...] = (
    EventColumn("event_id", TEXT, _ID, lambda row: row.event.event_id, is_required=True),
    _of("event_type", TEXT, "event tag", lambda event: event.event_type),
    _of("assertion_mode", TEXT, "whether the text says that it happened", lambda event: event.assertion_mode),
    _of("acled_event_type", TEXT, "ACLED's event type", lambda event: event.acled_event_type),
    _of("acled_sub_event_type", TEXT, "ACLED's sub-event type", lambda event: event.acled_sub_event_type),
    _of("plover_event", TEXT, "PLOVER's event", lambda event: event.plover_event),
    _of("plover_mode", TEXT, "PLOVER's mode", lambda event: event.plover_mode),
)
TERRITORY_COLUMNS: tuple[EventColumn, ...] = (
    _of("action", TEXT, "what was done to the unit (territory events)", lambda event: event.action),
    _of("unit", TEXT, "kind of territory", lambda event: event.unit),
    _of(
        "unit_id",
        TEXT,
        "which: an ISO 3166-2 code for capitals and provinces, else a place id",
        lambda event: event.unit_id,
    ),
    _of("taker", TEXT, "side that took it", lambda event: event.taker),
    _of("taker_basis", TEXT, "how the taker is known", lambda event: event.taker_basis),
    _of("loser", TEXT, "side that lost it", lambda event: event.loser),
    _of(
        "contested_by_force",
        FLAG,
        "whether it was fought for, as far as the sentence says",
        lambda event: event.contested_by_force,
    ),
)
PARTY_COLUMNS: tuple[EventColumn, ...] = (
    *(_in_event(each, lambda event: event.actor) for each in actor_columns("actor", _WHO)),
    *(_in_event(each, lambda event: event.recipient) for each in actor_columns("recipient", _TO_WHOM)),
)
PLACE_COLUMNS: tuple[EventColumn, ...] = (
    _place("place_id", TEXT, "gazetteer id", lambda place: place.place_id),
    _place("place_name", TEXT, "name of the place in the gazetteer", lambda place: place.name),
    _place("place_kind", TEXT, "what the place is", lambda place: place.kind),
    _place("place_precision", TEXT, "how precisely the place is known", lambda place: place.place_precision),
    _place("where_prec", INTEGER, "UCDP's integer for it", lambda place: place.where_prec),
    _place("geo_precision", INTEGER, "ACLED's integer for it", lambda place: GEO_PRECISION[place.place_precision]),
    _place("uncertainty_m", INTEGER, "radius in metres that holds the true spot", lambda place: place.uncertainty_m),
    _place("iso_3166_2", TEXT, "province, ISO 3166-2 code", lambda place: place.iso_3166_2),
    _place("admin1_pcode", TEXT, "province, OCHA P-code", lambda place: place.admin1_pcode),
    _place("admin1_name", TEXT, "province, name", lambda place: place.admin1_name),
    _place("admin2_pcode", TEXT, "district, OCHA P-code where known", lambda place: place.admin2_pcode),
    _place("admin2_name", TEXT, "district, name", lambda place: place.admin2_name),
    _place("country_code", TEXT, "country, ISO 3166-1 alpha-2", lambda place: place.country_code),
    _place("geonameid", INTEGER, "GeoNames id", lambda place: place.geonameid),
    _place("province_basis", TEXT, "why the place belongs to its province", lambda place: place.province_basis),
    _place(
        "border_km",
        REAL,
        "distance to the nearest bundled province line, km",
        lambda place: _km(place.border_km),
    ),
    _place("near_border", FLAG, "whether that is under 5 km: then doubt the province", lambda place: place.near_border),
)
WHERE_COLUMNS: tuple[EventColumn, ...] = (
    _of("place_basis", TEXT, "what says where; empty for a feed's row", lambda event: event.place_basis),
)
SPAN_COLUMNS: tuple[Column[DateSpan], ...] = (
    Column("date_start", DAY, "first day on which it may have happened, inclusive", lambda span: span.date_start),
    Column("date_end", DAY, "last day, inclusive", lambda span: span.date_end),
    Column(
        "date_prec",
        INTEGER,
        "UCDP's integer for the length of that span; none for a bound",
        lambda span: span.date_prec,
    ),
    Column(
        "time_precision",
        INTEGER,
        "ACLED's integer for it",
        lambda span: span.date_prec and TIME_PRECISION[span.date_prec],
    ),
    Column("date_edtf", TEXT, "the date as EDTF; `~` is approximate", lambda span: span.date_edtf),
)
DATE_COLUMNS: tuple[EventColumn, ...] = (
    *(_in_event(each, lambda event: event.date) for each in SPAN_COLUMNS),
    _of("date_basis", TEXT, "what fixes the day", lambda event: event.date_basis),
)
FIGURE_COLUMNS: tuple[EventColumn, ...] = (
    *_figures("fatalities", "dead", lambda event: event.fatalities),
    *_figures("injured", "injured", lambda event: event.injured),
)
QUOTE_COLUMNS: tuple[EventColumn, ...] = (
    _of("quote_exact", TEXT, "the sentence that says so, as in the original", lambda event: event.quote.exact),
    _of("quote_prefix", TEXT, "up to 32 characters before it", lambda event: event.quote.prefix),
    _of("quote_suffix", TEXT, "up to 32 characters behind it", lambda event: event.quote.suffix),
    _of("quote_start", INTEGER, "offset in the original, characters, inclusive", lambda event: event.quote.start),
    _of("quote_end", INTEGER, "offset in the original, exclusive", lambda event: event.quote.end),
)
SOURCE_COLUMNS: tuple[EventColumn, ...] = (
    _of("rule_id", TEXT, "rule that found it", lambda event: event.rule_id),
    _of("source", TEXT, "outlet", lambda event: event.source),
    _of(
        "source_original",
        TEXT,
        "who said it, in the words of the text; empty is the outlet's own voice",
        lambda event: event.source_original,
    ),
    _of("source_side", TEXT, "the side of who said it", lambda event: event.source_side),
    _document("url", TEXT, "address of the document", lambda document: document.url),
    _of("document_id", TEXT, "id of the document", lambda event: event.document_id),
    _of("document_sha256", TEXT, "sum of the document's bytes", lambda event: event.document_sha256),
    _document("document_title", TEXT, "headline", lambda document: document.title),
    _document("published", DAY, "publication day in Kabul", lambda document: document.published),
    _of(
        "recorded_at",
        INSTANT,
        "instant by which the ledger orders: publication, else the end of that Kabul day",
        lambda event: event.recorded_at,
    ),
    _of("retold", FLAG, "whether the document retells others for demonstration", lambda event: event.retold),
    _document("reported_by", TEXT, "outlets that it retells", lambda document: "; ".join(document.reported_by) or None),
    _incident("incident_id", TEXT, _INCIDENT, lambda incident: incident.incident_id),
    _incident(
        "reports",
        INTEGER,
        "how many reports tell of it, this one included; denials too",
        lambda incident: len(incident.reports),
    ),
    _incident("independent_sources", INTEGER, _INDEPENDENT, lambda incident: incident.independent),
    _of("decision_id", TEXT, _DECIDED, lambda event: "; ".join(event.decisions) or None),
)
EVIDENCE_COLUMNS: tuple[EventColumn, ...] = (
    EventColumn(
        "evidence_kind",
        TEXT,
        "what stands behind the row: a quoted sentence, the row of a feed, or one of a table of who holds what",
        lambda row: row.event.feed_row.kind if row.event.feed_row else EvidenceKind.QUOTE,
        is_required=True,
    ),
    _document("evidence_file", TEXT, "file that it stands in, relative to the source", lambda document: document.file),
    _of(
        "evidence_row",
        LONG,
        "row of a feed, from 1, the header not counted",
        lambda event: event.feed_row.row if event.feed_row else None,
    ),
    _of(
        "evidence_id",
        TEXT,
        "its id there: the document's, or the feed's own id",
        lambda event: event.feed_row.row_id if event.feed_row else event.document_id,
    ),
    _of(
        "evidence_notes",
        TEXT,
        "what the feed's row says in words; never a quote",
        lambda event: event.feed_row.notes if event.feed_row else None,
    ),
)
POSITION_COLUMNS: tuple[EventColumn, ...] = (
    _place(
        "longitude",
        REAL,
        "degrees WGS 84, of a point; null for a district, a province or less",
        lambda place: place.longitude if place.place_precision in POINT_PRECISIONS else None,
    ),
    _place(
        "latitude",
        REAL,
        "degrees WGS 84, of a point; null for a district, a province or less",
        lambda place: place.latitude if place.place_precision in POINT_PRECISIONS else None,
    ),
)
REPORT_COLUMNS: tuple[EventColumn, ...] = (
    *WHAT_COLUMNS,
    *TERRITORY_COLUMNS,
    *PARTY_COLUMNS,
    *PLACE_COLUMNS,
    *WHERE_COLUMNS,
    *DATE_COLUMNS,
    *FIGURE_COLUMNS,
    *QUOTE_COLUMNS,
    *SOURCE_COLUMNS,
)
EVENT_COLUMNS: tuple[EventColumn, ...] = (*REPORT_COLUMNS, *EVIDENCE_COLUMNS, *POSITION_COLUMNS)


def event_schema() -> pa.Schema:
    """The Arrow schema of an event's flat row: `EVENT_COLUMNS`, each field with its meaning as metadata."""
    return schema_of(EVENT_COLUMNS)
