"""Which event a document is mainly about: headline, then lead, actual before imagined, conflict before comment.

Scores are for ordering only; ties keep the order of the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.vocab import AssertionMode, EventType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Event, Sentence

_MODE = {
    AssertionMode.ACTUAL: 2.0,
    AssertionMode.FUTURE: 0.8,
    AssertionMode.HYPOTHETICAL: 0.5,
    AssertionMode.NEGATED: 0.4,
    AssertionMode.HISTORICAL: 0.2,
}
_WEIGHT = {
    # What is rarer and more precise tells more of what a report is about than what comes with most of them.
    EventType.CHEMICAL_ATTACK: 1.3,
    EventType.SUICIDE_BOMBING: 1.2,
    EventType.GRENADE: 1.1,
    EventType.SEXUAL_VIOLENCE: 1.1,
    EventType.MOB_VIOLENCE: 1.1,
    EventType.ABDUCTION: 1.0,
    EventType.PROTEST_EXCESSIVE_FORCE: 1.05,
    EventType.PROTEST_INTERVENTION: 1.0,
    EventType.BASE_ESTABLISHED: 0.9,
    EventType.CAPITAL_SEIZED: 1.0,
    EventType.DISTRICT_SEIZED: 0.95,
    EventType.TERRITORY_SEIZED: 0.9,
    EventType.TERRITORY_RETAKEN: 0.9,
    EventType.WITHDRAWAL: 0.85,
    EventType.NATURAL_DISASTER: 0.9,
    EventType.BOMBING: 0.9,
    EventType.AIR_STRIKE: 0.9,
    EventType.SHELLING: 0.85,
    EventType.RIOT: 1.03,
    EventType.WEAPONS_DISRUPTED: 0.8,
    EventType.LOOTING_DESTRUCTION: 0.75,
    EventType.ARREST: 0.7,
    EventType.ATTACK_ON_CIVILIANS: 0.8,
    EventType.CEASEFIRE: 0.7,
    EventType.AGREEMENT: 0.65,
    EventType.ATTRIBUTION: 0.8,
    EventType.INDUSTRIAL_DISASTER: 0.95,
    EventType.ORGANISED_CRIME: 0.6,
    EventType.SIEGE: 0.6,
    EventType.GROUP_CHANGE: 0.6,
    EventType.PRISONERS_FREED: 0.6,
    EventType.STATE_OF_EMERGENCY: 0.6,
    EventType.RESTRICTION: 0.6,
    EventType.PROTEST_PEACEFUL: 0.6,
    EventType.ARMED_CLASH: 0.6,
    EventType.DIPLOMATIC_ACTION: 0.55,
    EventType.EVACUATION: 0.5,
    EventType.OFFENSIVE: 0.45,
    EventType.DIPLOMATIC_VISIT: 0.5,
    EventType.CONTROL_REPORTED: 0.5,
    EventType.TALKS: 0.4,
    EventType.DISPLACEMENT: 0.4,
    EventType.WITHDRAWAL_ANNOUNCED: 0.2,
    EventType.WARNING: 0.2,
    EventType.DEMAND: 0.1,
    EventType.CIVILIAN_HARM: 0.0,
}
_HEADLINE = 1.0
_DECAY = 0.06
_LOWEST_POSITION = -1.5
_BEHIND = 0.12
_DEEPEST = 3


def salience(event_type: EventType, mode: AssertionMode, sentence: Sentence, depth: int = 0) -> float:
    """The score of an event; higher is more salient. `depth` is that of its predication: background tells of less."""
    score = _MODE[mode] + max(_LOWEST_POSITION, -_DECAY * sentence.index)
    if sentence.is_headline:
        score += _HEADLINE
    score += _WEIGHT[event_type]
    score -= _BEHIND * min(depth, _DEEPEST)
    return round(score, 3)


def ordered(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events, most salient first."""
    return tuple(sorted(events, key=lambda event: -event.salience))
