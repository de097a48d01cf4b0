"""Which event a document is mainly about: headline, then lead, actual before imagined, conflict before comment.

Scores are for ordering only; ties keep the order of the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.vocab import TERRITORY_TYPES, AssertionMode, EventType

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
_COMMENT = frozenset(
    {
        EventType.WARNING,
        EventType.DEMAND,
        EventType.ATTRIBUTION,
        EventType.WITHDRAWAL_ANNOUNCED,
        EventType.CIVILIAN_HARM,
        EventType.DISPLACEMENT,
    }
)
_HEADLINE = 1.0
_DECAY = 0.06
_LOWEST_POSITION = -1.5


def salience(event_type: EventType, mode: AssertionMode, sentence: Sentence) -> float:
    """The score of an event; higher is more salient."""
    score = _MODE[mode] + max(_LOWEST_POSITION, -_DECAY * sentence.index)
    if sentence.is_headline:
        score += _HEADLINE
    if event_type in TERRITORY_TYPES:
        score += 0.5
    elif event_type not in _COMMENT:
        score += 0.3
    return round(score, 3)


def ordered(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events, most salient first."""
    return tuple(sorted(events, key=lambda event: -event.salience))
