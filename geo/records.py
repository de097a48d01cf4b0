"""The JSON shape of the records: what `extract` prints and what other programs read.

Knows the names and the order of the members; pure functions from a record to JSON values. What a flat row has as well
is named in `geo.columns` alone. Decides nothing and reads nothing. Days are ISO 8601, unknown is null, offsets count
characters of the original text (null where the words do not stand there in one place). Longitude stands before
latitude. A float that is not finite has no JSON form and is refused.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geo.column import members
from geo.columns import (
    DATE_COLUMNS,
    FIGURE_COLUMNS,
    PARTY_COLUMNS,
    SOURCE_COLUMNS,
    SPAN_COLUMNS,
    TERRITORY_COLUMNS,
    WHAT_COLUMNS,
    WHERE_COLUMNS,
    EventRow,
    actor_columns,
)
from geo.ledger_columns import STATED_COLUMNS
from geo.vocab import GEO_PRECISION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from geo.dates import DateSpan
    from geo.errors import Problem
    from geo.model import Actor, Candidate, Claim, Document, Event, Place, Quote, Resolution, Spelling

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
    """A name in the text, the part it plays, its place and what else it could be.

    `unknown_there` marks a name that is not known in the area that the text names: its place is drawn as that area.
    """
    mention = resolution.mention
    span = document.offsets.to_original(mention.start, mention.end)
    return {
        "surface": mention.surface,
        "start": span[0] if span else None,
        "end": span[1] if span else None,
        "role": mention.role.value,
        "reading": mention.reading.value if mention.reading else None,
        "status": resolution.status.value,
        "unknown_there": resolution.is_unknown,
        "spelling": spelling_record(resolution.spelling),
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
        "spelling": spelling_record(candidate.spelling),
    }


def spelling_record(spelling: Spelling | None) -> Json | None:
    """By which known form an unknown spelling was found, and how alike their keys are, from 0 to 100."""
    if spelling is None:
        return None
    return {"written": spelling.written, "form": spelling.form, "ratio": spelling.ratio}


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
    row = EventRow(event, document)
    what, said = members(WHAT_COLUMNS, row), members(SOURCE_COLUMNS, row)
    mode = what.pop("assertion_mode")
    return {
        **what,
        "assertion_mode": mode,
        **members((*TERRITORY_COLUMNS, *PARTY_COLUMNS), row),
        "place": place_record(event.place) if event.place else None,
        **members((*WHERE_COLUMNS, *DATE_COLUMNS, *FIGURE_COLUMNS), row),
        "quote": quote_record(event.quote),
        "trigger": document.text[start:end],
        **{name: said[name] for name in ("source", "source_original", "source_side", "rule_id")},
        "salience": event.salience,
        "retold": event.retold,
        "retellings": [quote_record(each) for each in event.retellings],
    }


def claim_record(claim: Claim) -> Json:
    """A stated count as it was stated."""
    return {
        **members(STATED_COLUMNS, claim),
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
    return {each.name: each.json(actor) if actor else None for each in actor_columns(role)}


def date_members(span: DateSpan | None) -> Json:
    """A span of days as its members, all null where none is known."""
    return {each.name: each.json(span) if span else None for each in SPAN_COLUMNS}


def _iso(day: date | datetime | None) -> str | None:
    return day.isoformat() if day is not None else None
