"""The flat properties of an event: one level, as QGIS, pandas and a spreadsheet want them.

Knows the names of the columns and their order. Carries no coordinates: those stand in the geometry alone, so that a
province-level event cannot be drawn as a dot by mistake. Days are ISO 8601; codes of UCDP (`where_prec`,
`date_prec`) and ACLED (`geo_precision`, `time_precision`) stand side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.vocab import GEO_PRECISION, TIME_PRECISION

if TYPE_CHECKING:
    from datetime import date, datetime

    from geo.dates import DateSpan
    from geo.model import Actor, Document, Event, Figures, Incident, Place, Quote

Properties = dict[str, Any]


def event_properties(event: Event, document: Document | None, incident: Incident | None) -> Properties:
    """All properties of an event, always the same names in the same order; unknown is None.

    `incident` is the one that the event is a report of.
    """
    return {
        "event_id": event.event_id,
        "event_type": event.event_type.value,
        "assertion_mode": event.assertion_mode.value,
        "acled_event_type": event.acled_event_type,
        "acled_sub_event_type": event.acled_sub_event_type,
        "plover_event": event.plover_event,
        "plover_mode": event.plover_mode,
        "action": event.action.value if event.action else None,
        "unit": event.unit.value if event.unit else None,
        "unit_id": event.unit_id,
        "taker": event.taker,
        "loser": event.loser,
        "contested_by_force": event.contested_by_force,
        **_actor("actor", event.actor),
        **_actor("recipient", event.recipient),
        **_place(event.place),
        **_date(event.date),
        **_figures("fatalities", event.fatalities),
        **_figures("injured", event.injured),
        **quote_properties(event.quote),
        "rule_id": event.rule_id,
        "source": event.source,
        "source_original": event.source_original,
        "source_side": event.source_side,
        **_document(event, document),
        "incident_id": incident.incident_id if incident else None,
        "reports": len(incident.reports) if incident else None,
        "independent_sources": incident.independent if incident else None,
    }


def _actor(role: str, actor: Actor | None) -> Properties:
    return {
        role: actor.name if actor else None,
        f"{role}_side": actor.side if actor else None,
        f"{role}_class": actor.actor_class if actor else None,
    }


def _place(place: Place | None) -> Properties:
    return {
        "place_id": place.place_id if place else None,
        "place_name": place.name if place else None,
        "place_kind": place.kind.value if place else None,
        "place_precision": place.place_precision.value if place else None,
        "where_prec": place.where_prec if place else None,
        "geo_precision": GEO_PRECISION[place.place_precision] if place else None,
        "uncertainty_m": place.uncertainty_m if place else None,
        "iso_3166_2": place.iso_3166_2 if place else None,
        "admin1_pcode": place.admin1_pcode if place else None,
        "admin1_name": place.admin1_name if place else None,
        "admin2_pcode": place.admin2_pcode if place else None,
        "admin2_name": place.admin2_name if place else None,
        "country_code": place.country_code if place else None,
        "geonameid": place.geonameid if place else None,
        "province_basis": place.province_basis.value if place and place.province_basis else None,
        "border_km": round(place.border_km, 3) if place and place.border_km is not None else None,
        "near_border": place.near_border if place else None,
    }


def _date(span: DateSpan | None) -> Properties:
    return {
        "date_start": iso(span.date_start) if span else None,
        "date_end": iso(span.date_end) if span else None,
        "date_prec": int(span.date_prec) if span else None,
        "time_precision": TIME_PRECISION[span.date_prec] if span else None,
        "date_edtf": span.date_edtf if span else None,
    }


def _figures(name: str, figures: Figures) -> Properties:
    return {f"{name}_low": figures.low, f"{name}_best": figures.best, f"{name}_high": figures.high}


def quote_properties(quote: Quote) -> Properties:
    """The quote selector, flat; `quote_start` and `quote_end` count characters of the original."""
    return {
        "quote_exact": quote.exact,
        "quote_prefix": quote.prefix,
        "quote_suffix": quote.suffix,
        "quote_start": quote.start,
        "quote_end": quote.end,
    }


def _document(event: Event, document: Document | None) -> Properties:
    return {
        "url": document.url if document else None,
        "document_id": event.document_id,
        "document_sha256": event.document_sha256,
        "document_title": document.title if document else None,
        "published": iso(document.published) if document else None,
        "recorded_at": iso(event.recorded_at),
        "retold": event.retold,
        "reported_by": "; ".join(document.reported_by) or None if document else None,
    }


def iso(when: date | datetime | None) -> str | None:
    """ISO 8601, or None."""
    return when.isoformat() if when is not None else None
