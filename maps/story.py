"""What changed on which day, found in the ledger's rows: the story that the page and the picture tell.

Knows standings, day by day, and the rows behind them. A change of hands is a change of the assessed layer that an event
stands behind; what only the reported layer says that day is a claim. `maps.headlines` puts it into words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from geo.vocab import ControlBasis, ControlState, Unit
from maps.base import MAJOR_CAPITALS
from maps.standing import UNKNOWN, course_of, held, standing_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from geo.model import Control
    from maps.scene import Scene
    from maps.standing import Held, Standing

_DAY = timedelta(days=1)
_COUNTED = frozenset({Unit.PROVINCIAL_CAPITAL, Unit.PROVINCE})


class Kind(StrEnum):
    """What happened to a unit on a day.

    From `CLAIMED` on it is what the reports alone say: a side's claim of its gain, and what waits for another source.
    """

    TAKEN = "taken"
    RETAKEN = "retaken"
    LOST = "lost"
    CONTESTED = "contested"
    BESIEGED = "besieged"
    CLAIMED = "claimed"
    SAID_CONTESTED = "said_contested"
    SAID_BESIEGED = "said_besieged"
    SAID_LOST = "said_lost"


CHANGES_HANDS = frozenset({Kind.TAKEN, Kind.RETAKEN, Kind.LOST})
ONLY_REPORTED = frozenset({Kind.CLAIMED, Kind.SAID_CONTESTED, Kind.SAID_BESIEGED, Kind.SAID_LOST})


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one unit: `side` has it now (None: nobody known), `row` is the ledger's row that says so.

    `unit_id` is an ISO 3166-2 code for a counted province or capital, else the unit's own id.
    """

    kind: Kind
    unit: Unit
    unit_id: str
    side: str | None
    before: str | None
    row: Control


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryDay:
    """A day on which something changed: the counted units first, then `others` (districts, bases, crossings)."""

    day: date
    standing: Standing
    changes: tuple[Change, ...]
    others: tuple[Change, ...]

    @property
    def hands(self) -> int:
        """How many counted units changed hands."""
        return sum(change.kind in CHANGES_HANDS for change in self.changes)

    @property
    def moved(self) -> bool:
        """Whether anything changed hands, a unit that no rule counts among it."""
        return any(change.kind in CHANGES_HANDS for change in (*self.changes, *self.others))


def story_of(scene: Scene) -> tuple[StoryDay, ...]:
    """The days of change of a scene in rising order; empty without a day or without control data."""
    if scene.first_day is None or scene.last_day is None or not scene.controls:
        return ()
    before = standing_on(scene, scene.first_day - _DAY)
    past: dict[str, list[str]] = {}
    _remember(past, before)
    others = _others(scene)
    found = []
    for standing in _each_day(scene, scene.first_day, scene.last_day, others):
        changes = tuple(sorted(_changes(scene, before, standing, past), key=_importance))
        small = tuple(others.get(standing.day, ()))
        if changes or small:
            found.append(StoryDay(day=standing.day, standing=standing, changes=changes, others=small))
        _remember(past, standing)
        before = standing
    return tuple(found)


def decisive_day(story: Iterable[StoryDay]) -> date | None:
    """The day with most changes of hands, the last such on a tie; None where nothing changed hands."""
    best = max(story, key=lambda each: (each.hands, each.day), default=None)
    return best.day if best is not None and best.hands else None


def _importance(change: Change) -> tuple[bool, int, str]:
    """What changed hands before what is only claimed, the larger capitals before the others."""
    place = MAJOR_CAPITALS.index(change.unit_id) if change.unit_id in MAJOR_CAPITALS else len(MAJOR_CAPITALS)
    return change.kind not in CHANGES_HANDS, place, change.unit_id


def _each_day(scene: Scene, first: date, last: date, others: dict[date, list[Change]]) -> Iterator[Standing]:
    """The standings of the days on which a counted unit may have changed, and of those of the other units."""
    course = {standing.day: standing for standing in course_of(scene, first, last)}
    for day in sorted({*course, *(day for day in others if first <= day <= last)}):
        yield course.get(day) or standing_on(scene, day)


def _remember(past: dict[str, list[str]], standing: Standing) -> None:
    """Note who held what, each holder once in a row."""
    for iso, (side, _) in standing.assessed.items():
        held = past.setdefault(iso, [])
        if side is not None and (not held or held[-1] != side):
            held.append(side)


def _changes(scene: Scene, before: Standing, now: Standing, past: dict[str, list[str]]) -> Iterator[Change]:
    for iso in now.assessed:
        assessed = scene.counted_holder(iso, now.day, ControlBasis.ASSESSED)
        kind = _kind(before.assessed[iso], now.assessed[iso], past.get(iso, []))
        if kind is not None and assessed is not None and assessed.evidence:
            yield _change(now, iso, kind, past, assessed)
            continue
        said = scene.counted_holder(iso, now.day, ControlBasis.REPORTED)
        kind = _reported_kind(before.reported[iso], now.reported[iso], now.assessed[iso])
        if kind is not None and said is not None and said.evidence:
            yield _change(now, iso, kind, past, said)


def _change(now: Standing, iso: str, kind: Kind, past: dict[str, list[str]], row: Control) -> Change:
    held = past.get(iso, [])
    return Change(kind=kind, unit=now.counted, unit_id=iso, side=row.side, before=held[-1] if held else None, row=row)


def _kind(before: Held, now: Held, holders: list[str]) -> Kind | None:
    """What a change of the assessed layer is; None where the unit is with its last holder as before."""
    side, state = now
    if before == now:
        return None
    if side is not None:
        if holders and holders[-1] == side:
            return Kind.BESIEGED if state is ControlState.BESIEGED else None
        return Kind.RETAKEN if side in holders else Kind.TAKEN
    if state is ControlState.CONTESTED:
        return Kind.CONTESTED
    return Kind.LOST if holders else None


def _reported_kind(before: Held, said: Held, assessed: Held) -> Kind | None:
    """What the reports alone say since a day; None where they say what they said, or what is assessed."""
    side, state = said
    if said in {before, assessed}:
        return None
    if side is not None and side != assessed[0]:
        return Kind.CLAIMED if side != before[0] else None
    if side is not None:
        return Kind.SAID_BESIEGED if state is ControlState.BESIEGED else None
    if state is ControlState.CONTESTED:
        return Kind.SAID_CONTESTED
    return Kind.SAID_LOST if before[0] is not None and before[0] == assessed[0] else None


def _others(scene: Scene) -> dict[date, list[Change]]:
    """Day -> the changes of units that the rule does not count: districts, bases, crossings, towns.

    What the assessed layer has changes hands or is contested; what only the reported one has is a claim.
    """
    units = {(row.unit, row.unit_id) for row in scene.controls if row.unit not in _COUNTED}
    found: dict[date, list[Change]] = {}
    for unit, unit_id in sorted(units):
        for day, change in (*_own_changes(scene, unit, unit_id), *_own_claims(scene, unit, unit_id)):
            found.setdefault(day, []).append(change)
    return {day: sorted(changes, key=_order_elsewhere) for day, changes in found.items()}


def _order_elsewhere(change: Change) -> tuple[bool, int, str, str]:
    return change.kind not in CHANGES_HANDS, list(Kind).index(change.kind), change.unit, change.unit_id


def _own_changes(scene: Scene, unit: Unit, unit_id: str) -> Iterator[tuple[date, Change]]:
    """The changes of one unit in the assessed layer, with their days."""
    holders: list[str] = []
    before = UNKNOWN
    for row in sorted(scene.history(unit, unit_id, ControlBasis.ASSESSED), key=_in_time):
        now = held(row)
        kind = _kind(before, now, holders)
        if kind is not None and row.evidence:
            last = holders[-1] if holders else None
            yield row.valid_from, Change(kind=kind, unit=unit, unit_id=unit_id, side=row.side, before=last, row=row)
        if now[0] is not None and (not holders or holders[-1] != now[0]):
            holders.append(now[0])
        before = now


def _own_claims(scene: Scene, unit: Unit, unit_id: str) -> Iterator[tuple[date, Change]]:
    """What the reports alone say of one unit, where the assessed layer does not follow on that day."""
    before = UNKNOWN
    for row in sorted(scene.history(unit, unit_id, ControlBasis.REPORTED), key=_in_time):
        assessed = held(scene.holder(unit, unit_id, row.valid_from, ControlBasis.ASSESSED))
        now = held(row)
        kind = _reported_kind(before, now, assessed)
        if kind is not None and row.evidence:
            last = assessed[0]
            yield row.valid_from, Change(kind=kind, unit=unit, unit_id=unit_id, side=row.side, before=last, row=row)
        before = now


def _in_time(row: Control) -> tuple[date, datetime, str]:
    return row.valid_from, row.recorded_at, row.control_id


__all__ = ["CHANGES_HANDS", "ONLY_REPORTED", "Change", "Kind", "StoryDay", "decisive_day", "story_of"]
