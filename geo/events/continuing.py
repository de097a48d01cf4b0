"""What only goes on from an event told before: the dead of a happening, place by place.

"An earthquake shook Faryab. Thirty people died in Belcheragh and seven in Garziwan" tells of the quake at two places,
though the second sentence names no quake. A frame that `continues` counts only there. One `of_any` tag goes on from
whatever people died of: "The army killed 90 fighters in several provinces. Of the dead, forty were in X".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.tolls import HARMFUL
from geo.reading.frames import Trait
from geo.vocab import HAPPENED, WIDE_KINDS, AssertionMode, EventType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.events.interpret import Finding
    from geo.model import Event
    from geo.text import AnnotatedDocument

_REACH = 4
"""So many sentences back the event was told that a finding goes on from."""
_AT_ONE_SPOT = frozenset(
    {
        EventType.SUICIDE_BOMBING,
        EventType.BOMBING,
        EventType.GRENADE,
        EventType.CHEMICAL_ATTACK,
        EventType.INDUSTRIAL_DISASTER,
        EventType.MOB_VIOLENCE,
    }
)
"""What happens at one spot: its dead elsewhere are another's."""


def continued(findings: Sequence[Finding], told: Sequence[Event], annotated: AnnotatedDocument) -> list[Finding]:
    """The findings of a sentence without those that go on from nothing that was `told` before.

    One that goes on takes the place of harm to civilians by the same words; where the sentence tells of other violence
    or of the disaster itself, none goes on.
    """
    kept = [each for each in findings if not each.predication.frame.continues]
    going_on = [each for each in findings if each.predication.frame.continues and not each.predication.frame.of_any]
    going_on = [each for each in going_on if _goes_on(each, told)]
    triggers = {each.predication.trigger for each in going_on}
    for each in findings:
        if each.predication.frame.of_any and each.predication.trigger not in triggers:
            going_on += [] if (part := _part(each, told, annotated)) is None else [part]
    triggers |= {each.predication.trigger for each in going_on}
    kept = [
        each
        for each in kept
        if each.event_type is not EventType.CIVILIAN_HARM or each.predication.trigger not in triggers
    ]
    return kept if any(each.event_type in HARMFUL for each in kept) else [*kept, *going_on]


def _last(told: Sequence[Event], index: int) -> Event | None:
    """The event that people died of which was told last, shortly before the sentence with this index."""
    harmful = [each for each in told if each.event_type in HARMFUL and each.assertion_mode is AssertionMode.ACTUAL]
    return harmful[-1] if harmful and index - harmful[-1].sentence <= _REACH else None


def _goes_on(finding: Finding, told: Sequence[Event]) -> bool:
    """Whether an event with the same tag was the last of its kind to be told, shortly before and of another place."""
    last = _last(told, finding.predication.sentence.index)
    if last is None or last.event_type is not finding.event_type or finding.mode not in HAPPENED:
        return False
    if finding.place is None:
        return False
    return last.place is None or last.place.place_id != finding.place.place_id


def _part(finding: Finding, told: Sequence[Event], annotated: AnnotatedDocument) -> Finding | None:
    """A finding as a part of what people died of elsewhere, with its tag and parties; None where it is none."""
    last = _last(told, finding.predication.sentence.index)
    if last is None or finding.place is None or finding.mode not in HAPPENED:
        return None
    is_wide = last.place is None or last.place.kind in WIDE_KINDS
    if not is_wide and (last.event_type in _AT_ONE_SPOT or last.place == finding.place):
        return None
    if not is_wide and Trait.SAYS_PART not in finding.predication.frame.traits and not _adds(finding, annotated):
        return None
    return replace(finding, event_type=last.event_type, actor=last.actor, recipient=last.recipient)


def _adds(finding: Finding, annotated: AnnotatedDocument) -> bool:
    """Whether those counted come on top of others: "another nine were killed in X"."""
    predication = finding.predication
    offset, (start, end) = predication.sentence.start, predication.clause
    tolls = annotated.tolls_in(predication.sentence)
    return any(each.is_more and start <= each.start + offset < end for each in tolls) or predication.gap is not None
