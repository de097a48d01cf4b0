"""Where the provinces stand on a day, and how that went day by day: what a still picture draws and counts.

Knows both layers of a scene, by the scene's own counting rule. Settles nothing. Days mean their end in Kabul.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.country import afghanistan
from geo.vocab import ClaimScope, ControlBasis, ControlState
from maps.symbols import SIDES, side_class

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.model import ClaimCheck, Control
    from geo.vocab import Unit
    from maps.scene import Scene

Held = tuple[str | None, ControlState]
"""Side and state; the side is None for contested and unknown units. A besieged unit counts for its holder."""
UNKNOWN: Held = (None, ControlState.UNKNOWN)
_HELD = frozenset({ControlState.CONTROLLED, ControlState.BESIEGED})


def held(row: Control | None) -> Held:
    """What a row counts as; no row is unknown.

    >>> held(None)
    (None, <ControlState.UNKNOWN: 'unknown'>)
    """
    if row is None or (row.side is None and row.state in _HELD):
        return UNKNOWN
    return (row.side if row.state in _HELD else None, row.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Both layers of every province on `day`: ISO 3166-2 code -> `Held`. `counted` is the unit that the rule counts."""

    day: date
    counted: Unit
    assessed: Mapping[str, Held]
    reported: Mapping[str, Held]

    @property
    def total(self) -> int:
        """How many provinces are counted."""
        return len(self.assessed)

    def only_reported(self, iso: str) -> Held | None:
        """What the reports say beyond the assessed layer, or None where both layers agree."""
        own, said = self.assessed[iso], self.reported[iso]
        return None if said == own or (said[0] is not None and said[0] == own[0]) else said

    def assessed_of(self, side: str) -> int:
        """How many provinces count for a side in the assessed layer."""
        return sum(holder == side for holder, _ in self.assessed.values())

    def more_of(self, side: str) -> int:
        """How many more the reports give to that side."""
        return sum((found := self.only_reported(iso)) is not None and found[0] == side for iso in self.reported)

    def open_in(self, state: ControlState) -> int:
        """How many are contested or unknown in the assessed layer."""
        return sum(each == (None, state) for each in self.assessed.values())

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides that hold something in either layer, in the fixed order of the page."""
        return in_order({side for side, _ in (*self.assessed.values(), *self.reported.values()) if side})


def in_order(sides: Iterable[str]) -> tuple[str, ...]:
    """Sides as the page orders them: the named ones first, then the others by name.

    >>> in_order({"other:B", "government", "taliban", "other:A"})
    ('taliban', 'government', 'other:A', 'other:B')
    """
    order = list(SIDES)
    return tuple(sorted(sides, key=lambda side: (order.index(side_class(side)), side)))


def standing_on(scene: Scene, day: date) -> Standing:
    """The standing of a day, by the scene's counting rule."""
    layers = {
        basis: {each.iso_3166_2: held(scene.counted_holder(each.iso_3166_2, day, basis)) for each in scene.provinces}
        for basis in ControlBasis
    }
    return Standing(
        day=day,
        counted=scene.counted,
        assessed=layers[ControlBasis.ASSESSED],
        reported=layers[ControlBasis.REPORTED],
    )


def change_days(rows: Iterable[Control], first: date, last: date) -> list[date]:
    """The days in `[first, last]` on which a row begins or ends, `first` among them: a span of years has few."""
    days = {first}
    for row in rows:
        days |= {day for day in (row.valid_from, row.valid_to) if day is not None and first < day <= last}
    return sorted(days)


def course_of(scene: Scene, first: date, last: date) -> tuple[Standing, ...]:
    """The standings at the end of `first` and of each day up to `last` on which one changes; each holds until the next.

    Both ends are inclusive.
    """
    rows = (
        row
        for province in scene.provinces
        for basis in ControlBasis
        for row in scene.counted_history(province.iso_3166_2, basis)
    )
    return tuple(standing_on(scene, day) for day in change_days(rows, first, last))


def governed_until(scene: Scene, side: str) -> date | None:
    """The last day on which a side governed, where that lies within the period and another one governs at its end."""
    if scene.first_day is None or scene.last_day is None:
        return None
    sides = afghanistan().sides
    if not sides.governs(side, scene.first_day) or sides.governs(side, scene.last_day):
        return None
    ends = [period.until for each, period in sides.regimes if each == side and period.until is not None]
    last = max((end for end in ends if end <= scene.last_day), default=None)
    return last - timedelta(days=1) if last else None


def stated_totals(scene: Scene, day: date) -> dict[str, ClaimCheck]:
    """Side -> its last stated total of what the rule counts up to `day`; of one day's, the highest.

    An ordinal ("the fifth capital") is no total, and counts over a period are none either.
    """
    latest: dict[str, ClaimCheck] = {}
    for check in scene.checks:
        claim = check.claim
        counts = claim.unit is scene.counted and claim.state is ControlState.CONTROLLED and not claim.ordinal
        if not counts or claim.scope is not ClaimScope.CUMULATIVE or claim.as_of is None or claim.as_of > day:
            continue
        known = latest.get(claim.side)
        if known is None or (known.claim.as_of or date.min, known.claim.count) < (claim.as_of, claim.count):
            latest[claim.side] = check
    return latest


__all__ = [
    "Held",
    "Standing",
    "change_days",
    "course_of",
    "governed_until",
    "held",
    "in_order",
    "standing_on",
    "stated_totals",
]
