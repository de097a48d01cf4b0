"""Days of a story that a view picks out: those named on its axis, the last change of each unit, the day it opens on.

Knows `maps.story`. The page carries what is chosen here, and the picture draws it, so that both name the same days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from maps.base import MAJOR_CAPITALS
from maps.language import number
from maps.names import unit_name
from maps.story import CHANGES_HANDS, Kind, decisive_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from maps.scene import Scene
    from maps.story import Change, StoryDay

_NATIONAL = MAJOR_CAPITALS[0]


def opens_on(scene: Scene, story: Iterable[StoryDay]) -> date | None:
    """The day on which a view opens: the one asked for, else the decisive one, else the last with a count."""
    return scene.opens_on or decisive_day(story) or scene.as_of


def named_days(story: Sequence[StoryDay]) -> list[StoryDay]:
    """The days named on an axis, the most telling first: where there is no room for all, the last ones go without.

    They are the fall of the national capital, the day with most changes of hands (of a tie the last), the first and the
    last day on which a counted unit changed. Each stands once.
    """
    counted = [each for each in story if each.changes]
    hands = [each for each in counted if each.hands]
    national = [each for each in hands if any(_is_its_fall(change) for change in each.changes)]
    most = max(hands, key=lambda each: (each.hands, each.day), default=None)
    found = [*national[:1], *([most] if most else []), *counted[:1], *counted[-1:]]
    return list({each.day: each for each in found}.values())


def name_of_day(day: StoryDay) -> str:
    """What stands beside a named day: the unit that changed, else how many changed hands."""
    national = next((change for change in day.changes if change.unit_id == _NATIONAL), None)
    if national is None and day.hands > 1:
        return number(day.hands)
    main = national or day.changes[0]
    return unit_name(main.unit, main.unit_id)


def last_changes(story: Iterable[StoryDay], day: date) -> dict[str, tuple[date, Change]]:
    """Counted unit -> its last change of hands up to `day`, inclusive, with the day of it."""
    return {
        change.unit_id: (each.day, change)
        for each in story
        if each.day <= day
        for change in each.changes
        if change.kind in CHANGES_HANDS
    }


def _is_its_fall(change: Change) -> bool:
    return change.unit_id == _NATIONAL and change.kind is Kind.TAKEN


__all__ = ["last_changes", "name_of_day", "named_days", "opens_on"]
