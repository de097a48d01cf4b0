"""What a decision's `field` and `value` mean: the corrected event, the added one, the control that is set.

Knows how each value is written. Places and units are looked up in the gazetteer; what fits nothing, or two, is a
`FieldError`, which becomes a problem.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.coords import check_lonlat
from geo.country import afghanistan
from geo.dates import FIRST_DAY, LAST_DAY, DateSpan, is_reckoned
from geo.decision import Editorial, Preference
from geo.errors import CoordinateError, UsageError
from geo.events.bounds import MOST_PEOPLE
from geo.events.crosswalk import retagged
from geo.events.territory import tag_of, unit_of
from geo.gazetteer.table import default_gazetteer
from geo.ledger.lookup import find_unit
from geo.ledger.units import province_ids
from geo.model import Actor, Event, Figures, Place, Quote
from geo.places.placing import joined, place_of
from geo.vocab import (
    Action,
    AssertionMode,
    ControlBasis,
    ControlState,
    DateBasis,
    DecisionAction,
    EventType,
    PlaceBasis,
    PlaceKind,
    PlacePrecision,
    TakerBasis,
    Unit,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geo.decision import Decision
    from geo.ledger.units import UnitKey
    from geo.model import Document

RULE_ID = "decision"
"""The rule of an event that somebody added."""
_POINT = re.compile(r"\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)\s*")
_ID_LENGTH = 16


class FieldError(ValueError):
    """A value that means nothing; the message says why, without a full stop."""


def corrected(event: Event, field: str, value: str) -> Event:
    """The event with one field as somebody corrected it; tag and codes follow where they are derived.

    Raises:
        FieldError: The value means nothing.
    """
    return _recoded(replace(event, **_FIELDS[field](value)), field)


def check_value(decision: Decision) -> None:
    """See that the value of a decision on events means something, before anything is applied.

    Raises:
        FieldError: It does not.
    """
    if decision.action is DecisionAction.CORRECT and decision.field and decision.value:
        _FIELDS[decision.field](decision.value)
    elif decision.action is DecisionAction.ADD:
        added(decision, None)
    elif decision.action is DecisionAction.SET_CONTROL:
        editorial(decision)
    elif decision.action is DecisionAction.PREFER:
        preference(decision)


def added(decision: Decision, document: Document | None) -> Event:
    """The event that a decision adds, with the words of its document, else with who saw it.

    Raises:
        FieldError: The value means nothing.
    """
    told = members(decision.value or "")
    changes: dict[str, Any] = {}
    for name, value in told.items():
        if name not in _FIELDS:
            message = f"{name!r} is no part of an added event; they are {', '.join(FIELDS)}"
            raise FieldError(message)
        changes |= _FIELDS[name](value)
    if "event_type" not in changes and "action" not in changes:
        message = "what happened is missing: give action=... or tag=..."
        raise FieldError(message)
    made = Event(
        event_id=hashlib.sha256(f"{RULE_ID} {decision.decision_id} {decision.origin}".encode()).hexdigest()[
            :_ID_LENGTH
        ],
        event_type=changes.pop("event_type", EventType.ARMED_CLASH),
        assertion_mode=changes.pop("assertion_mode", AssertionMode.ACTUAL),
        quote=Quote(exact=decision.quote or f"Seen by {decision.author}: {decision.reason}"),
        trigger=(0, 0),
        rule_id=RULE_ID,
        source=document.source if document else decision.author,
        sentence=0,
        document_id=document.document_id if document else f"decision:{decision.decision_id}",
        document_sha256=document.sha256 if document else "",
        recorded_at=document.recorded_at if document else decision.since,
        decisions=(decision.decision_id,),
        **changes,
    )
    return _recoded(made, "action") if made.action is not None else made


def editorial(decision: Decision) -> Editorial:
    """The control that a decision sets.

    Raises:
        FieldError: The value means nothing.
    """
    told = members(decision.value or "")
    unit, unit_id = _unit_key(told.get("unit", ""))
    state = _one_of(ControlState, told.get("state", ControlState.CONTROLLED))
    side = told.get("side")
    if state is ControlState.CONTROLLED and not side:
        message = "the side is missing, which a controlled unit needs"
        raise FieldError(message)
    layer = told.get("layer", "both")
    bases = tuple(ControlBasis) if layer == "both" else (_one_of(ControlBasis, layer),)
    first = _day(told.get("from", ""))
    last = _day(told["to"]) if told.get("to") else None
    if last is not None and last < first:
        message = f"the last day {last} lies before the first, {first}"
        raise FieldError(message)
    return Editorial(unit, unit_id, side, state, first, last, bases, decision.since, decision.decision_id)


def preference(decision: Decision) -> Preference:
    """The source that a decision prefers for a unit.

    Raises:
        FieldError: The value means nothing.
    """
    told = members(decision.value or "")
    unit, unit_id = _unit_key(told.get("unit", ""))
    if not told.get("source"):
        message = "the source is missing: give source=..."
        raise FieldError(message)
    first, last = (_day(told[name]) if told.get(name) else None for name in ("from", "to"))
    return Preference(unit, unit_id, told["source"], first, last, decision.since, decision.decision_id)


def members(value: str) -> dict[str, str]:
    """A value of several parts: `unit=AF-KDZ; side=taliban; from=2021-08-08`."""
    found: dict[str, str] = {}
    for part in filter(None, (each.strip() for each in value.split(";"))):
        name, equals, told = part.partition("=")
        if not equals or not told.strip():
            message = f"{part!r} is not written as name=value"
            raise FieldError(message)
        found[name.strip().lower()] = told.strip()
    return found


def _one_of(kind: Any, value: str) -> Any:  # noqa: ANN401 - an enumeration and its member
    try:
        return kind(value.strip().lower())
    except ValueError:
        message = f"{value!r} is none of {', '.join(kind)}"
        raise FieldError(message) from None


def _day(value: str) -> date:
    try:
        day = date.fromisoformat(value.strip())
    except ValueError:
        message = f"{value!r} is no day like 2021-08-08"
        raise FieldError(message) from None
    if not is_reckoned(day):
        message = f"{value!r} is no day from {FIRST_DAY} to {LAST_DAY}"
        raise FieldError(message)
    return day


def _span(value: str) -> dict[str, Any]:
    """A day, or two with a stroke between them, or `../DAY` for a last day alone."""
    first, stroke, last = value.strip().partition("/")
    if not stroke:
        return {"date": DateSpan.of(_day(first)), "date_basis": DateBasis.STATED}
    if first == "..":
        return {"date": DateSpan.until(_day(last)), "date_basis": DateBasis.BOUND}
    return {"date": DateSpan.of(_day(first), _day(last)), "date_basis": DateBasis.STATED}


def _place(value: str) -> dict[str, Any]:
    """A place id, a code of a province, a name of a unit, or longitude and latitude."""
    gazetteer = default_gazetteer()
    point = _POINT.fullmatch(value)
    if point is not None:
        try:
            at = check_lonlat(float(point[1]), float(point[2]))
        except (CoordinateError, ValueError) as error:
            raise FieldError(str(error)) from None
        made = Place(
            place_id=f"{at.longitude:.4f},{at.latitude:.4f}",
            name=f"{at.longitude:.4f}, {at.latitude:.4f}",
            kind=PlaceKind.SITE,
            longitude=at.longitude,
            latitude=at.latitude,
            place_precision=PlacePrecision.SITE,
            uncertainty_m=1000,
        )
        return {"place": joined(made), "place_basis": PlaceBasis.STATED}
    entry = gazetteer.entry(value.strip())
    if entry is None:
        unit, unit_id = _unit_key(value)
        entry = gazetteer.entry(unit_id)
        if unit is Unit.PROVINCIAL_CAPITAL:
            entry = gazetteer.capital(unit_id)
        elif unit is Unit.PROVINCE:
            entry = gazetteer.province(unit_id)
    if entry is None:
        message = f"{value!r} is no place of the gazetteer"
        raise FieldError(message)
    return {"place": place_of(entry, gazetteer), "place_basis": PlaceBasis.STATED}


def _unit_key(value: str) -> UnitKey:
    """A unit as `provincial_capital AF-KDZ`, a code alone (of a capital), a place id or a name."""
    words = value.strip()
    if words.upper() in province_ids():
        return Unit.PROVINCIAL_CAPITAL, words.upper()
    kind, _, rest = words.partition(" ")
    try:
        unit = Unit(kind.lower()) if rest else None
    except ValueError:
        unit = None
    named = rest if unit is not None else words
    entry = default_gazetteer().entry(named)
    if entry is not None and unit is None:
        found = unit_of(place_of(entry, default_gazetteer()))
        if found is not None and found.unit_id is not None:
            return found.unit, found.unit_id
    if entry is not None and unit is not None:
        return unit, named
    try:
        return find_unit(named, unit=unit)
    except UsageError as error:
        raise FieldError(str(error).rstrip(".")) from None


def _unit(value: str) -> dict[str, Any]:
    unit, unit_id = _unit_key(value)
    return {"unit": unit, "unit_id": unit_id}


def _figures(name: str) -> Callable[[str], dict[str, Any]]:
    def read(value: str) -> dict[str, Any]:
        low, dash, high = value.strip().partition("-")
        try:
            first, last = int(low), int(high) if dash else int(low)
        except ValueError:
            first, last = 1, 0
        if not 0 <= first <= last <= MOST_PEOPLE:
            message = f"{value!r} is no figure like 14 or 10-14, of at most {MOST_PEOPLE:,} people"
            raise FieldError(message)
        return {name: Figures(low=first, best=None if dash else first, high=last)}

    return read


def _nullable(value: str) -> str | None:
    return None if value.strip().lower() in {"none", "-"} else value.strip()


_FIELDS: Mapping[str, Callable[[str], dict[str, Any]]] = {
    "place": _place,
    "unit": _unit,
    "day": _span,
    "tag": lambda value: {"event_type": _one_of(EventType, value)},
    "mode": lambda value: {"assertion_mode": _one_of(AssertionMode, value)},
    "action": lambda value: {"action": _one_of(Action, value)},
    "actor": lambda value: {"actor": Actor(name=value.strip())},
    "taker": lambda value: {"taker": _nullable(value), "taker_basis": TakerBasis.NAMED},
    "loser": lambda value: {"loser": _nullable(value)},
    "fatalities": _figures("fatalities"),
    "injured": _figures("injured"),
}
FIELDS = tuple(_FIELDS)
"""What can be corrected of an event."""


def _recoded(event: Event, field: str) -> Event:
    """The event with the unit, the tag and the codes that follow from what was changed."""
    if field == "place" and event.action is not None and event.place is not None:
        found = unit_of(event.place)
        event = replace(event, unit=found.unit if found else None, unit_id=found.unit_id if found else None)
    if field in {"place", "unit", "action", "taker"} and event.action is not None:
        tag = tag_of(event.action, event.unit)
    elif field == "tag":
        tag = event.event_type
    else:
        return event
    day = event.date.day if event.date else None
    state_taker = None
    if event.taker is not None and day is not None:
        state_taker = afghanistan().sides.is_state_force(event.taker, day)
    return retagged(event, tag, state_taker=state_taker)
