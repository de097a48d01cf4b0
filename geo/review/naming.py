"""What a name means, as people decided it: the decision's value and the older table of corrections, read into rows.

Knows `name=...; context=...; place=...` and the columns `name, context, place_id or lon and lat, reason, author`, which
say the same. Refuses a row in doubt: an unknown place, swapped coordinates, a name without letters. Which row a name in
a text falls under is `geo.places.corrections`'s.

Longitude before latitude, degrees, WGS 84.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geo.coords import degrees_or_none
from geo.errors import Problem, ProblemKind, UsageError
from geo.gazetteer.fold import fold_name
from geo.gazetteer.table import default_gazetteer
from geo.model import Place
from geo.places.conditions import find_province
from geo.places.correcting import Correction
from geo.places.corrections import Corrections, words_of
from geo.places.placing import SITE_M, joined, place_of
from geo.review.fields import FieldError, members
from geo.vocab import DecisionAction, PlaceKind, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.decision import Decision

NO_PLACE = "none"
NAMES_HEADER = "name,context,place_id,lon,lat,reason,author"
_PARTS = ("name", "context", "place")
_REQUIRED = ("name", "context", "reason", "author")
_ALIASES = {"longitude": "lon", "latitude": "lat"}
_MAX_LONGITUDE, _MAX_LATITUDE = 180.0, 90.0


def correction_of(decision: Decision) -> Correction:
    """What a name means by a decision.

    Raises:
        FieldError: The value means nothing.
    """
    told = members(decision.value or "")
    for part in told:
        if part not in _PARTS:
            message = f"{part!r} is no part of what a name means; they are {', '.join(_PARTS)}"
            raise FieldError(message)
    name, context, place = (told.get(part, "") for part in _PARTS)
    if not fold_name(name):
        message = "the name is missing"
        raise FieldError(message)
    if not all(each.replace("\u200c", "").isprintable() for each in (*told.values(), decision.reason, decision.author)):
        message = "the row holds control characters"
        raise FieldError(message)
    province = find_province(context, default_gazetteer()) if context else None
    return Correction(
        name=name,
        place=_place(name, place),
        reason=decision.reason.rstrip("."),
        author=decision.author,
        decision_id=decision.decision_id,
        province=province.iso_3166_2 if province else None,
        words=words_of(context) or None if context and province is None else None,
    )


def corrections_of(decisions: Iterable[Decision], used: Iterable[str] = ()) -> Corrections | None:
    """The decisions on names among some, the later ones over the earlier; None where there are none.

    One whose value means nothing is passed over here; `apply_decisions` tells of it.

    >>> corrections_of(()) is None
    True
    """
    ordered = sorted(decisions, key=lambda each: each.order)
    rows = []
    for each in ordered:
        if each.action is DecisionAction.SET_PLACE:
            with suppress(FieldError):
                rows.append(correction_of(each))
    return Corrections(rows, used) if rows else None


def unused_names(unused: Iterable[Decision], lines: Mapping[tuple[str, str], int]) -> tuple[Problem, ...]:
    """A problem for each decision on a name under which no name has fallen, by file and line.

    `lines` are those of decisions in their files, by file and id. Decisions of other kinds are passed over.
    """
    found = [each for each in unused if each.action is DecisionAction.SET_PLACE]
    problems = (
        Problem(
            kind=ProblemKind.DECISION_NOT_APPLIED,
            message=(
                f"The decision {each.decision_id} ({each.action}, by {each.author}) matched nothing: no name that was "
                f"read falls under {correction_of(each).name}."
            ),
            file=each.origin or None,
            line=lines.get((each.origin, each.decision_id)),
        )
        for each in found
    )
    return tuple(sorted(problems, key=lambda each: (each.file or "", each.line or 0, each.message)))


def check_names_header(header: Sequence[str]) -> None:
    """See that the columns are those of a table of corrections, each once.

    Raises:
        UsageError: They are not.
    """
    names = [_ALIASES.get(name, name) for name in header]
    missing = [name for name in _REQUIRED if name not in names]
    if "place_id" not in names and not {"lon", "lat"} <= set(names):
        missing.append("place_id (or lon and lat)")
    if missing or len(set(names)) != len(names):
        expected = f"the columns {', '.join(missing)}" if missing else "each column once"
        hint = f"The header of corrections is: {NAMES_HEADER}; that of decisions stands in docs/decisions_file.md."
        raise UsageError(expected, ", ".join(header)[:200] or "an empty file", hint)


def named_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of a table of corrections as the row of a decision.

    Raises:
        FieldError: It has both a place id and a point, or neither.
    """
    told = {_ALIASES.get(name, name): (value or "").strip() for name, value in row.items()}
    point = [told.get(name, "") for name in ("lon", "lat")]
    if bool(told.get("place_id")) == any(point):
        message = "expected a place_id or lon and lat, got " + ("both" if any(point) else "neither")
        raise FieldError(message)
    if ";" in told["name"]:
        message = "a name holds no semicolon"
        raise FieldError(message)
    if any(point):
        _degrees(point[0], _MAX_LONGITUDE, "lon")
        _degrees(point[1], _MAX_LATITUDE, "lat")
    parts = {"name": told["name"], "context": told["context"].replace(";", " ").strip()}
    parts["place"] = told.get("place_id") or ", ".join(point)
    value = "; ".join(f"{part}={words}" for part, words in parts.items() if words)
    decided = {name: told.get(name) for name in ("decision_id", "author", "reason", "decided_at")}
    return decided | {"action": DecisionAction.SET_PLACE.value, "field": "name", "value": value}


def _place(name: str, value: str) -> Place | None:
    """The place of an id or a point; None where the name is no place."""
    if value.lower() == NO_PLACE:
        return None
    lon, comma, lat = value.partition(",")
    if comma:
        return _point(name, _degrees(lon, _MAX_LONGITUDE, "lon"), _degrees(lat, _MAX_LATITUDE, "lat"))
    if not value:
        message = "the place is missing: give place=..., a place_id, a point (lon, lat) or none"
        raise FieldError(message)
    gazetteer = default_gazetteer()
    entry = gazetteer.entry(value)
    if entry is None:
        message = f'no place has the place_id "{value[:60]}"; conflictmap geocode NAME shows them'
        raise FieldError(message)
    return place_of(entry, gazetteer)


def _point(name: str, longitude: float, latitude: float) -> Place:
    """The place of a point: a site, with the province that the polygons give it."""
    place = joined(
        Place(
            place_id=f"point:{longitude:.5f},{latitude:.5f}",
            name=name,
            kind=PlaceKind.SITE,
            longitude=longitude,
            latitude=latitude,
            place_precision=PlacePrecision.SITE,
            uncertainty_m=SITE_M,
            country_code="AF",
        )
    )
    if place.iso_3166_2 is not None:
        return place
    if abs(longitude) <= _MAX_LATITUDE and joined(replace(place, longitude=latitude, latitude=longitude)).iso_3166_2:
        message = f"lon {longitude:g} and lat {latitude:g} look swapped: the other way round they lie in Afghanistan"
        raise FieldError(message)
    return replace(place, country_code=None)


def _degrees(cell: str, limit: float, name: str) -> float:
    number = degrees_or_none(cell, limit)
    if number is None:
        message = f"expected {name} from -{limit:g} to {limit:g} degrees, got {cell.strip()[:40]!r}"
        raise FieldError(message)
    return number
