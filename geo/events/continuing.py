"""What only goes on from an event told before: the dead of a disaster, place by place.

"An earthquake shook Faryab. Thirty people died in Belcheragh and seven in Garziwan" tells of the quake at two places,
though the second sentence names no quake. A frame that `continues` counts only there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.tolls import HARMFUL
from geo.vocab import HAPPENED, AssertionMode, EventType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.events.interpret import Finding
    from geo.model import Event

_REACH = 4
"""So many sentences back the event was told that a finding goes on from."""


def continued(findings: Sequence[Finding], told: Sequence[Event]) -> list[Finding]:
    """The findings of a sentence without those that go on from nothing that was `told` before.

    One that goes on takes the place of harm to civilians by the same words; where the sentence tells of other violence
    or of the disaster itself, none goes on.
    """
    kept = [each for each in findings if not each.predication.frame.continues]
    going_on = [each for each in findings if each.predication.frame.continues and _goes_on(each, told)]
    triggers = {each.predication.trigger for each in going_on}
    kept = [
        each
        for each in kept
        if each.event_type is not EventType.CIVILIAN_HARM or each.predication.trigger not in triggers
    ]
    return kept if any(each.event_type in HARMFUL for each in kept) else [*kept, *going_on]


def _goes_on(finding: Finding, told: Sequence[Event]) -> bool:
    """Whether an event with the same tag was the last of its kind to be told, shortly before and of another place."""
    harmful = [each for each in told if each.event_type in HARMFUL and each.assertion_mode is AssertionMode.ACTUAL]
    last = harmful[-1] if harmful else None
    if last is None or last.event_type is not finding.event_type or finding.mode not in HAPPENED:
        return False
    if finding.place is None or finding.predication.sentence.index - last.sentence > _REACH:
        return False
    return last.place is None or last.place.place_id != finding.place.place_id
