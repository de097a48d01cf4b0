"""The JSON shape of the records: what `extract` prints and what other programs read.

Knows the names and the order of the members; pure functions from a record to JSON values. Decides nothing and reads
nothing. Days are ISO 8601, unknown is null, offsets count characters of the original text (null where the words do not
stand there in one place). Longitude stands before latitude. A float that is not finite has no JSON form and is refused.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geo.vocab import GEO_PRECISION, TIME_PRECISION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from geo.dates import DateSpan
    from geo.errors import Problem
    from geo.model import Actor, Candidate, Claim, Document, Event, Figures, Place, Quote, Resolution

Json = dict[str, Any]


def encode_line(record: Mapping[str, Any]) -> str:
    r"""One record as one line of JSON, members in their order, without the line end.

    Raises:
        ValueError: A float in it is not finite.

    >>> encode_line({"name": "Kunduz", "longitude": 68.868})
    '{"name":"Kunduz","longitude":68.868}'
    """
    return json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def extraction_record(
    document: Document,
    *,
    focus: tuple[Place, str] | None,
    resolutions: Iterable[Resolution],
    events: Iterable[Event],
    claims: Iterable[Claim],
    problems: Iterable[Problem],
) -> Json:
    """One line of `conflictmap extract`.

    `focus` is the main place with the reason for it. Events come by salience, highest first; a tie keeps the order of
    the text (sentence, then event id).
    """
    ranked = sorted(events, key=lambda event: (-event.salience, event.sentence, event.event_id))
    return {
        "document": document_record(document),
        "focus": None if focus is None else {**place_record(focus[0]), "reason": focus[1]},
        "mentions": [mention_record(resolution, document) for resolution in resolutions],
        "events": [event_record(event, document) for event in ranked],
        "claims": [claim_record(claim) for claim in claims],
        "problems": [problem_record(problem) for problem in problems],
    }


def document_record(document: Document) -> Json:
    """Where a text comes from; never the text itself."""
    return {
        "id": document.document_id,
        "title": document.title,
        "published": _iso(document.published),
        "published_basis": document.published_basis.value if document.published_basis else None,
        "source": document.source,
        "url": document.url,
        "sha256": document.sha256,
    }


def mention_record(resolution: Resolution, document: Document) -> Json:
    """A name in the text, the part it plays, its place and what else it could be."""
    mention = resolution.mention
    span = document.offsets.to_original(mention.start, mention.end)
    return {
        "surface": mention.surface,
        "start": span[0] if span else None,
        "end": span[1] if span else None,
        "role": mention.role.value,
        "reading": mention.reading.value if mention.reading else None,
        "status": resolution.status.value,
        "place": place_record(resolution.place) if resolution.place else None,
        "candidates": [candidate_record(candidate) for candidate in resolution.candidates],
    }


def candidate_record(candidate: Candidate) -> Json:
    """One possible place: its score from 0 to 1 and the reasons that made it."""
    place = candidate.place
    return {
        "place_id": place.place_id,
        "name": place.name,
        "kind": place.kind.value,
        "iso_3166_2": place.iso_3166_2,
        "country_code": place.country_code,
        "score": candidate.score,
        "reasons": list(candidate.reasons),
    }


def place_record(place: Place) -> Json:
    """All that is known of a place; degrees WGS 84, metres and kilometres."""
    return {
        "place_id": place.place_id,
        "name": place.name,
        "kind": place.kind.value,
        "longitude": place.longitude,
        "latitude": place.latitude,
        "place_precision": place.place_precision.value,
        "where_prec": place.where_prec,
        "geo_precision": GEO_PRECISION[place.place_precision],
        "uncertainty_m": place.uncertainty_m,
        "admin1_pcode": place.admin1_pcode,
        "admin1_name": place.admin1_name,
        "iso_3166_2": place.iso_3166_2,
        "admin2_pcode": place.admin2_pcode,
        "admin2_name": place.admin2_name,
        "country_code": place.country_code,
        "geonameid": place.geonameid,
        "province_basis": place.province_basis.value if place.province_basis else None,
        "border_km": place.border_km,
        "near_border": place.near_border,
        "capital_of": place.capital_of,
        "population": place.population,
    }


def event_record(event: Event, document: Document) -> Json:
    """An event with its codes, its parties, its place, its day and its evidence.

    `trigger` holds the words that made the rule fire.
    """
    start, end = event.trigger
    return {
        "event_id": event.event_id,
        "event_type": event.event_type.value,
        "acled_event_type": event.acled_event_type,
        "acled_sub_event_type": event.acled_sub_event_type,
        "plover_event": event.plover_event,
        "plover_mode": event.plover_mode,
        "assertion_mode": event.assertion_mode.value,
        "action": event.action.value if event.action else None,
        "unit": event.unit.value if event.unit else None,
        "unit_id": event.unit_id,
        "taker": event.taker,
        "loser": event.loser,
        "contested_by_force": event.contested_by_force,
        **actor_members("actor", event.actor),
        **actor_members("recipient", event.recipient),
        "place": place_record(event.place) if event.place else None,
        **date_members(event.date),
        **_figures("fatalities", event.fatalities),
        **_figures("injured", event.injured),
        "quote": quote_record(event.quote),
        "trigger": document.text[start:end],
        "source": event.source,
        "source_original": event.source_original,
        "source_side": event.source_side,
        "rule_id": event.rule_id,
        "salience": event.salience,
        "retold": event.retold,
    }


def claim_record(claim: Claim) -> Json:
    """A stated count as it was stated."""
    return {
        "claim_id": claim.claim_id,
        "unit": claim.unit.value,
        "side": claim.side,
        "state": claim.state.value,
        "count": claim.count,
        "count_low": claim.count_low,
        "count_high": claim.count_high,
        "of": claim.of,
        "qualifier": claim.qualifier.value,
        "ordinal": claim.ordinal,
        "scope": claim.scope.value,
        "since": _iso(claim.since),
        "as_of": _iso(claim.as_of),
        "claimant": claim.claimant,
        "quote": quote_record(claim.quote),
        "source": claim.source,
        "rule_id": claim.rule_id,
    }


def problem_record(problem: Problem) -> Json:
    """One fault in the material; `fatal` says that (part of) a source could not be read."""
    return {
        "kind": problem.kind.value,
        "message": problem.message,
        "file": problem.file,
        "line": problem.line,
        "document_id": problem.document_id,
        "fatal": problem.is_fatal,
    }


def quote_record(quote: Quote) -> Json:
    """A W3C TextQuoteSelector with offsets into the original."""
    return {
        "exact": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
        "start": quote.start,
        "end": quote.end,
    }


def actor_members(role: str, actor: Actor | None) -> Json:
    """Somebody as three members: name, side and class, all null where nobody is known."""
    return {
        role: actor.name if actor else None,
        f"{role}_side": actor.side if actor else None,
        f"{role}_class": actor.actor_class if actor else None,
    }


def date_members(span: DateSpan | None) -> Json:
    """A span of days as its members, all null where none is known."""
    return {
        "date_start": _iso(span.date_start) if span else None,
        "date_end": _iso(span.date_end) if span else None,
        "date_prec": int(span.date_prec) if span else None,
        "time_precision": TIME_PRECISION[span.date_prec] if span else None,
        "date_edtf": span.date_edtf if span else None,
    }


def _figures(name: str, figures: Figures) -> Json:
    return {f"{name}_low": figures.low, f"{name}_best": figures.best, f"{name}_high": figures.high}


def _iso(day: date | datetime | None) -> str | None:
    return day.isoformat() if day is not None else None
