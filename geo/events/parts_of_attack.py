"""Whether an event is a part of the attack told just before: "One of the attackers blew himself up at the gate".

Gunmen who storm a building after a bomb at its door, and the bomber among them, are one attack. What has a place or a
day of its own, and what words set apart, is another.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.events.place_and_day import share_stated_day
from geo.language.word_lists import read_words
from geo.vocab import AssertionMode, DateBasis, EventType, PlaceBasis

if TYPE_CHECKING:
    from geo.model import Event
    from geo.text import AnnotatedDocument

_ATTACKS = frozenset(
    {
        EventType.ARMED_CLASH,
        EventType.ATTACK_ON_CIVILIANS,
        EventType.SUICIDE_BOMBING,
        EventType.BOMBING,
        EventType.GRENADE,
    }
)
_REACH = 3
"""So many sentences after an attack, or a part of it, the next part is told."""


def is_part_of_attack(first: Event, last: int, event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether an event is a part of an attack; `last` is the sentence that told of that last."""
    if not {first.event_type, event.event_type} <= _ATTACKS or first.action is not None or event.action is not None:
        return False
    if first.assertion_mode is not event.assertion_mode or event.assertion_mode is not AssertionMode.ACTUAL:
        return False
    is_placed = event.place is not None and event.place_basis is not PlaceBasis.INHERITED
    is_dated = event.date_basis is DateBasis.STATED and not share_stated_day(first, event)
    if is_placed or is_dated or not 0 < event.sentence - last <= _REACH:
        return False
    sentence = annotated.sentences[event.sentence]
    return _words().search(annotated.folded, sentence.start, sentence.end) is not None


@cache
def _words(language: str = "en") -> re.Pattern[str]:
    """What says of a deed that it was a part of an attack: who did it, or at what door."""
    words = read_words("retelling", language)["parts"]
    lists = {name: "|".join(each) for name, each in words.items()}
    return re.compile(
        rf"\b(?:(?:{lists['known']}) (?:(?:{lists['which']}) )*(?:{lists['attackers']})"
        rf"|(?:{lists['some']}) of (?:them|the (?:(?:{lists['which']}) )*(?:{lists['attackers']}))"
        rf"|(?:{lists['at']}) (?:the|its|their) (?:{lists['side']} )?(?:{lists['doors']})"
        rf"|(?:{lists['entering']}))\b"
    )
