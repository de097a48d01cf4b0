"""What one sentence tells several times is one event, with its most specific tag.

"A suicide bomber attacked a checkpoint, an explosion that killed six civilians" is a suicide bombing: the clash, the
explosion and the harm to civilians are the same happening in other words. Territory is left alone: each unit is its
own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.model import Figures
from geo.vocab import AssertionMode, DateBasis, EventType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.events.interpret import Finding
    from geo.model import Event

_BLASTS = frozenset({EventType.SUICIDE_BOMBING, EventType.GRENADE, EventType.CHEMICAL_ATTACK})
_VIOLENCE = _BLASTS | {
    EventType.BOMBING,
    EventType.AIR_STRIKE,
    EventType.SHELLING,
    EventType.ARMED_CLASH,
    EventType.ATTACK_ON_CIVILIANS,
    EventType.MOB_VIOLENCE,
    EventType.PROTEST_EXCESSIVE_FORCE,
}
_TOLD = _VIOLENCE | {EventType.CIVILIAN_HARM, EventType.NATURAL_DISASTER, EventType.INDUSTRIAL_DISASTER}
MORE_SPECIFIC = {
    EventType.CIVILIAN_HARM: (_VIOLENCE - {EventType.ARMED_CLASH})
    | {EventType.NATURAL_DISASTER, EventType.INDUSTRIAL_DISASTER},
    EventType.BOMBING: _BLASTS | {EventType.INDUSTRIAL_DISASTER},
    EventType.SHELLING: frozenset({EventType.CHEMICAL_ATTACK}),
    EventType.AIR_STRIKE: frozenset({EventType.CHEMICAL_ATTACK}),
    EventType.PROTEST_INTERVENTION: frozenset({EventType.PROTEST_EXCESSIVE_FORCE}),
    EventType.PROTEST_PEACEFUL: frozenset(
        {EventType.PROTEST_INTERVENTION, EventType.PROTEST_EXCESSIVE_FORCE, EventType.RIOT}
    ),
    EventType.OFFENSIVE: frozenset({EventType.AIR_STRIKE}),
    EventType.AGREEMENT: frozenset({EventType.CEASEFIRE}),
}
"""A tag, and the tags that say the same more precisely where they stand in the same sentence in the same mode."""


_HARM_REACH = 2
"""So many sentences after an event its dead and injured may still be counted."""
_OTHER = frozenset(
    {
        "another",
        "second",
        "third",
        "separate",
        "separately",
        "other",
        "more",
        "further",
        "also",
        "similar",
        "earlier",
        "previous",
    }
)
_LOOK_BACK = 6
_WORD = re.compile(r"[^\W\d_]+")


def once_a_sentence(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings of one sentence without repetitions, in their order: the first of a tag, place and mode stays.

    One without a place says the same as one with a place; what the first leaves open the later tells.
    """
    kept: list[Finding] = []
    for finding in findings:
        twin = next((k for k, each in enumerate(kept) if _same(each, finding)), None)
        if twin is None:
            kept.append(finding)
        else:
            kept[twin] = _completed(kept[twin], finding)
    yield from (each for each in kept if not any(_absorbs(other, each) for other in kept))


def _same(first: Finding, second: Finding) -> bool:
    if (
        first.action is not None
        or second.action is not None
        or first.event_type is not second.event_type
        or first.mode is not second.mode
    ):
        return False
    if first.predication.frame.plover is not second.predication.frame.plover:
        return False
    return first.place is None or second.place is None or first.place.place_id == second.place.place_id


def _completed(first: Finding, second: Finding) -> Finding:
    dated = first if (first.span is not None and not first.undated) or second.span is None or second.undated else second
    return replace(
        first,
        place=first.place or second.place,
        actor=first.actor or second.actor,
        recipient=first.recipient or second.recipient,
        span=dated.span,
        date_basis=dated.date_basis,
        undated=dated.undated,
    )


def _absorbs(other: Finding, finding: Finding) -> bool:
    tags = MORE_SPECIFIC.get(finding.event_type) if finding.event_type is not None else None
    if other.mode not in {finding.mode, AssertionMode.ACTUAL}:
        return False
    if finding.event_type is EventType.ATTACK_ON_CIVILIANS:  # "attacked a checkpoint, killing five people"
        deeper = finding.predication.depth > other.predication.depth and not finding.predication.is_noun
        return deeper and other.event_type in _VIOLENCE
    return tags is not None and other.event_type in tags


def once_a_document(events: Iterable[Event], folded: str) -> list[Event]:
    """The events of a document without what tells again of violence or a disaster that was told before.

    Told again is what has the tag, the place (or none) and the mode of an earlier event, and no other day, dead or
    injured; "another blast" is another. Civilians harmed in the sentences behind an event were harmed by it: it takes
    their number where it has none. Territory, and what is no violence, stays as it is.
    """
    kept: list[Event] = []
    for event in events:
        twin = next((k for k in range(len(kept) - 1, -1, -1) if _tells_again(kept[k], event, folded)), None)
        if twin is None:
            kept.append(event)
        else:
            kept[twin] = _with_more(kept[twin], event)
    return kept


def _tells_again(first: Event, event: Event, folded: str) -> bool:
    if first.action is not None or event.action is not None or first.assertion_mode is not event.assertion_mode:
        return False
    if first.event_type not in _TOLD or first.sentence == event.sentence:
        return False
    if event.place is not None and (first.place is None or first.place.place_id != event.place.place_id):
        return False
    if event.event_type is EventType.CIVILIAN_HARM and first.event_type is not EventType.CIVILIAN_HARM:
        if event.sentence - first.sentence > _HARM_REACH or event.place is not None:
            return False
    elif first.event_type is not event.event_type or event.place is None:
        return False
    if (
        _differ(first.fatalities, event.fatalities)
        or _differ(first.injured, event.injured)
        or not _same_day(first, event)
    ):
        return False
    before = _WORD.findall(folded[max(0, event.trigger[0] - 60) : event.trigger[0]])[-_LOOK_BACK:]
    return _OTHER.isdisjoint(before)


def _differ(first: Figures, second: Figures) -> bool:
    return Figures() not in {first, second} and first != second


def _same_day(first: Event, event: Event) -> bool:
    """Whether both may be of one day: equal, or one of them dated only by when it was told."""
    vague = {None, DateBasis.PUBLICATION, DateBasis.BOUND}
    if first.date is None or event.date is None or first.date_basis in vague or event.date_basis in vague:
        return True
    return first.date == event.date


def _with_more(first: Event, again: Event) -> Event:
    """The first telling with what it left open."""
    dated = again if again.date_basis is DateBasis.STATED and first.date_basis is not DateBasis.STATED else first
    return replace(
        first,
        actor=first.actor or again.actor,
        recipient=first.recipient or again.recipient,
        fatalities=again.fatalities if first.fatalities == Figures() else first.fatalities,
        injured=again.injured if first.injured == Figures() else first.injured,
        date=dated.date,
        date_basis=dated.date_basis,
    )
