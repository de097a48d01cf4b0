"""What the derived tables keep of each event as the ledger reads it: a report or a denial as a line of JSON, and back.

Knows the members of both records and nothing of SQL. A unit that is settled from these lines is settled as from the
events themselves, and they are read ten times as fast; what has been written by other rules or code is never read
(`geo.ledger.derived.is_current`).
"""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geo.dates import KABUL
from geo.ledger.grades import Grade
from geo.ledger.reports import Change, Denial, Footing, Report, alike_of
from geo.vocab import Unit

if TYPE_CHECKING:
    from geo.ledger.reports import Order

_UNITS = {each.value: each for each in Unit}
_CHANGES = {each.value: each for each in Change}
_FOOTINGS = {each.value: each for each in Footing}


def pack(said: Report | Denial) -> str:
    """A report or a denial as one line; the reason of its grade is left out, as it decides nothing."""
    shared: list[Any] = [said.unit, said.unit_id, said.change, said.mover, said.day.isoformat()]
    shared += [_iso(said.order[0]), *said.order[1:], _iso(said.since), _iso(said.until), said.outlet]
    if isinstance(said, Denial):
        own: list[Any] = [said.denier, said.only]
    else:
        own = [said.loser, _iso(said.first_day), said.footing, int(said.historical), said.speaker_side]
        own += [said.grade.reliability, said.grade.credibility]
        own += [int(said.is_bound), int(said.is_rough), int(said.is_guess)]
    return json.dumps([*shared, *own], ensure_ascii=True, separators=(",", ":"))


def unpack_report(line: str) -> Report:
    """The report that `pack` wrote."""
    found = json.loads(line)
    unit, unit_id, change_word, mover, day, recorded, sha256, offset, event_id, since, until, outlet = found[:12]
    loser, first_day, footing, historical, speaker, reliability, credibility, bound, rough, guess = found[12:]
    change = _CHANGES[change_word]
    return Report(
        unit=_UNITS[unit],
        unit_id=unit_id,
        change=change,
        mover=mover,
        loser=loser,
        alike=alike_of(change, mover, loser),
        day=date.fromisoformat(day),
        first_day=date.fromisoformat(first_day) if first_day is not None else None,
        footing=_FOOTINGS[footing],
        order=_order(recorded, sha256, offset, event_id),
        event_id=event_id,
        historical=bool(historical),
        speaker_side=speaker,
        outlet=outlet,
        grade=_grade(reliability, credibility),
        is_bound=bool(bound),
        is_rough=bool(rough),
        is_guess=bool(guess),
        since=_instant(since),
        until=_instant(until),
    )


def unpack_denial(line: str) -> Denial:
    """The denial that `pack` wrote."""
    found = json.loads(line)
    unit, unit_id, change, mover, day, recorded, sha256, offset, event_id, since, until, outlet, denier, only = found
    return Denial(
        unit=_UNITS[unit],
        unit_id=unit_id,
        change=_CHANGES[change],
        mover=mover,
        denier=denier,
        day=date.fromisoformat(day),
        order=_order(recorded, sha256, offset, event_id),
        event_id=event_id,
        outlet=outlet,
        only=only,
        since=_instant(since),
        until=_instant(until),
    )


def _order(recorded_at: str, sha256: str, offset: int, event_id: str) -> Order:
    return (datetime.fromisoformat(recorded_at).astimezone(KABUL), sha256, offset, event_id)


@lru_cache(maxsize=64)
def _grade(reliability: str, credibility: int) -> Grade:
    return Grade(reliability=reliability, credibility=credibility, reason="")


def _iso(moment: date | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(KABUL) if text is not None else None
