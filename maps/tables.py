"""The payload in the form in which the page carries it: a head to read at once, and two blocks of columns.

Knows which members of the payload grow with the material and what kind of column each is. Refuses to lose a member
that it does not know. `maps.packing` knows how columns are written, `docs/payload.md` tells what the members mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from maps.escape import json_for_script
from maps.packing import Kind, Table, pack_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Json = dict[str, Any]
DEGREES = 10_000
"""Positions are whole ten-thousandths of a degree: four decimals, about ten metres."""
_EPOCH = date(1970, 1, 1).toordinal()
_LAYERS = ("assessed", "reported", "province")
_PLACE = ("place", "how", "precision", "at", "radius", "province", "also")
_QUOTE = {"exact": Kind.TEXT, "markStart": Kind.NUMBER, "markLength": Kind.NUMBER}
_EVENT = {
    "id": Kind.ID,
    **dict.fromkeys(("tag", "group", "type", "rule", "when", "mode", "modeWords"), Kind.VALUE),
    **dict.fromkeys(("first", "last", "document"), Kind.RISING),
    **dict.fromkeys(("who", "sides", "code", "saidBy", "source", "retold", "dead"), Kind.VALUE),
    "spot": Kind.NUMBER,
    **_QUOTE,
    "prefix": Kind.TEXT,
    "suffix": Kind.TEXT,
    "again": Kind.TEXT,
    "body": Kind.NUMBERS,
    "row": Kind.TEXT,
    "decided": Kind.VALUE,
}
_SPOT = {
    **dict.fromkeys(("place", "how", "precision", "province"), Kind.VALUE),
    **dict.fromkeys(("longitude", "latitude", "radius"), Kind.NUMBER),
    "also": Kind.TEXT,
}
_INCIDENT = {
    "events": Kind.NUMBERS,
    **dict.fromkeys(("first", "last"), Kind.RISING),
    "spot": Kind.NUMBER,
    **dict.fromkeys(("when", "who", "dead", "told", "differ"), Kind.VALUE),
}
_DOCUMENT = {
    **dict.fromkeys(("title", "url", "addressNotLinked"), Kind.TEXT),
    **dict.fromkeys(("source", "published", "language", "retold", "reportedBy", "basedOn"), Kind.VALUE),
}
_CLAIM = {
    **dict.fromkeys(("words", "side", "claimant", "asOf", "asOfWords", "verdict", "verdictWords"), Kind.VALUE),
    **dict.fromkeys(("count", "named", "notNamed", "document"), Kind.NUMBER),
    **dict.fromkeys(("why", "rule", "stated", "namedWords", "candidateWords"), Kind.VALUE),
    "quote": Kind.TEXT,
}
_PROBLEM = {"kind": Kind.VALUE, "message": Kind.TEXT, "material": Kind.TEXT, "where": Kind.TEXT}
_FEED_DAY = {"feed": Kind.NUMBER, "day": Kind.RISING, "unit": Kind.NUMBER, "rows": Kind.NUMBER}
_FEED_DEATHS = {"feed": Kind.NUMBER, "day": Kind.RISING, **dict.fromkeys(("low", "best", "high"), Kind.NUMBER)}
_ROW = {
    **dict.fromkeys(("unit", "from", "to"), Kind.NUMBER),
    **dict.fromkeys(("layer", "state", "side", "since", "rule", "why"), Kind.VALUE),
    "evidence": Kind.NUMBERS,
    "decided": Kind.VALUE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedPayload:
    """The three texts of the page: `head` is JSON, `columns` and `texts` are base64; none can end a script element."""

    head: str
    columns: str
    texts: str


def pack_payload(payload: Mapping[str, Any]) -> PackedPayload:
    """Put what `build_payload` gives into a head and two blocks.

    Raises:
        LookupError: a row has a member that no column is made for.
    """
    numbers = {event["id"]: number for number, event in enumerate(payload["events"])}
    spots = _Spots()
    events = [_event(event, spots) for event in payload["events"]]
    tables = {
        "events": (events, _EVENT),
        "incidents": ([_incident(each, payload["events"], spots) for each in payload["incidents"]], _INCIDENT),
        "spots": (spots.rows, _SPOT),
        "documents": (payload["documents"], _DOCUMENT),
        "rows": (list(_rows(payload["provinces"], numbers)), _ROW),
        "claims": (payload["claims"], _CLAIM),
        "problems": (payload["problems"], _PROBLEM),
        "feedDays": (payload["feedDays"], _FEED_DAY),
        "feedDeaths": (payload["feedDeaths"], _FEED_DEATHS),
    }
    columns, texts = pack_tables({name: _table(name, rows, kinds) for name, (rows, kinds) in tables.items()})
    head = {name: value for name, value in payload.items() if name not in tables}
    head["provinces"] = [
        {name: value for name, value in each.items() if name not in _LAYERS} for each in head["provinces"]
    ]
    return PackedPayload(head=json_for_script(head), columns=columns, texts=texts)


def _table(name: str, rows: list[Json], kinds: Mapping[str, Kind]) -> Table:
    unknown = set().union(*rows).difference(kinds) if rows else set()
    if unknown:
        msg = f"Expected columns for the members of {name}, got none for {', '.join(sorted(unknown))}"
        raise LookupError(msg)
    return Table(rows, kinds)


class _Spots:
    """The places of the reports, each distinct one once: many reports share a place, its words and its radius."""

    def __init__(self) -> None:
        self.rows: list[Json] = []
        self._numbers: dict[tuple[Any, ...], int] = {}

    def number(self, members: Mapping[str, Any]) -> int:
        """The number of the place that has these members."""
        at = members.get("at")
        key = (*(members.get(name) for name in _PLACE if name != "at"), *(at or ()))
        number = self._numbers.setdefault(key, len(self._numbers))
        if number == len(self.rows):
            row = {name: members[name] for name in _PLACE if name != "at" and members.get(name) is not None}
            if at:
                row |= {"longitude": round(at[0] * DEGREES), "latitude": round(at[1] * DEGREES)}
            self.rows.append(row)
        return number


def _event(event: Json, spots: _Spots) -> Json:
    """A report with its days as numbers, its place as a number and its quote as one text with the marks beside it."""
    found = {name: value for name, value in event.items() if name not in _PLACE and name != "quote"}
    before, marked, after = event["quote"]
    found["exact"] = before + marked + after
    if marked:
        found |= {"markStart": len(before), "markLength": len(marked)}
    if "place" in event:
        found["spot"] = spots.number(event)
    return _with_days(found)


def _incident(own: Json, events: list[Json], spots: _Spots) -> Json:
    """An incident; the place, where it differs from the lead report's, as a whole."""
    found = {name: value for name, value in own.items() if name not in _PLACE}
    if any(name in own for name in _PLACE):
        lead = events[own["events"][0]]
        found["spot"] = spots.number({name: own.get(name, lead.get(name)) for name in _PLACE} | _nulls(own))
    return _with_days(found)


def _nulls(own: Json) -> Json:
    return {name: None for name in _PLACE if name in own and own[name] is None}


def _with_days(found: Json) -> Json:
    for name in ("first", "last"):
        if name in found:
            found[name] = day_number(found[name])
    return found


@lru_cache(maxsize=20_000)
def day_number(iso: str) -> int:
    """Days since 1970-01-01.

    >>> day_number("2001-09-09")
    11574
    """
    return date.fromisoformat(iso).toordinal() - _EPOCH


def _rows(provinces: Iterable[Json], numbers: Mapping[str, int]) -> Iterable[Json]:
    """The rows of all provinces and layers; evidence that the page does not hold is left out, as it was never there."""
    for unit, province in enumerate(provinces):
        for layer in _LAYERS:
            for row in province.get(layer) or ():
                found = {name: value for name, value in row.items() if name not in {"from", "to", "evidence"}}
                found |= {"unit": unit, "layer": layer, "from": day_number(row["from"])}
                if "to" in row:
                    found["to"] = day_number(row["to"])
                known = [numbers[event] for event in row.get("evidence", ()) if event in numbers]
                if known:
                    found["evidence"] = known
                yield found
