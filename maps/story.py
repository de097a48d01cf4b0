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
from maps.standing import course_of, standing_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from geo.model import Control
    from maps.scene import Scene
    from maps.standing import Held, Standing

_DAY = timedelta(days=1)


class Kind(StrEnum):
    """What happened to a unit on a day."""

    TAKEN = "taken"
    RETAKEN = "retaken"
    LOST = "lost"
    CONTESTED = "contested"
    CLAIMED = "claimed"


CHANGES_HANDS = frozenset({Kind.TAKEN, Kind.RETAKEN, Kind.LOST})


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
        claimed = scene.counted_holder(iso, now.day, ControlBasis.REPORTED)
        said = now.only_reported(iso)
        if said and said[0] and before.reported[iso][0] != said[0] and claimed is not None and claimed.evidence:
            yield _change(now, iso, Kind.CLAIMED, past, claimed)


def _change(now: Standing, iso: str, kind: Kind, past: dict[str, list[str]], row: Control) -> Change:
    held = past.get(iso, [])
    return Change(kind=kind, unit=now.counted, unit_id=iso, side=row.side, before=held[-1] if held else None, row=row)


def _kind(before: Held, now: Held, held: list[str]) -> Kind | None:
    """What a change of the assessed layer is; None where the unit is with its last holder as before."""
    side, state = now
    if before == now:
        return None
    if side is not None:
        if held and held[-1] == side:
            return None
        return Kind.RETAKEN if side in held else Kind.TAKEN
    if state is ControlState.CONTESTED:
        return Kind.CONTESTED
    return Kind.LOST if held else None


def _others(scene: Scene) -> dict[date, list[Change]]:
    """Day -> the changes of units that the rule does not count: districts, bases, crossings, towns."""
    latest: dict[tuple[Unit, str], Control] = {}
    found: dict[date, list[Change]] = {}
    counted = {Unit.PROVINCIAL_CAPITAL, Unit.PROVINCE}
    rows = [
        row
        for row in scene.controls
        if row.unit not in counted and row.basis is ControlBasis.ASSESSED and row.superseded_at is None
    ]
    for row in sorted(rows, key=lambda row: (row.valid_from, row.recorded_at, row.control_id)):
        earlier = latest.get((row.unit, row.unit_id))
        latest[row.unit, row.unit_id] = row
        before = earlier.side if earlier else None
        if row.evidence and row.state is ControlState.CONTROLLED and row.side and row.side != before:
            change = Change(kind=Kind.TAKEN, unit=row.unit, unit_id=row.unit_id, side=row.side, before=before, row=row)
            found.setdefault(row.valid_from, []).append(change)
    return found


__all__ = ["CHANGES_HANDS", "Change", "Kind", "StoryDay", "decisive_day", "story_of"]
