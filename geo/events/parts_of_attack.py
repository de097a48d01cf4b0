"""Whether an event is a part of the attack told just before: "One of the attackers blew himself up at the gate".

Gunmen who storm a building after a bomb at its door, the bomber among them, and the gun battle that ensued are one
attack. What has a place or a day of its own, and what words set apart, is another.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from geo.events.place_and_day import is_same_spot, may_be_one_day, may_be_one_place, share_stated_day
from geo.language.word_lists import read_words
from geo.model import Figures
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
_BLASTS = frozenset({EventType.SUICIDE_BOMBING, EventType.BOMBING, EventType.GRENADE})
_SOUNDS = frozenset({EventType.ARMED_CLASH, EventType.BOMBING})
"""As what the fighting of an attack, or what was heard of it, may be read."""
_REACH = 3
"""So many sentences after an attack, or a part of it, the next part is told."""

_AHEAD = 40
"""So many letters behind a verb of fighting stands the noun for the fight."""


def is_part_of_attack(first: Event, last: int, event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether an event is a part of an attack; `last` is the sentence that told of that last."""
    if not {first.event_type, event.event_type} <= _ATTACKS or first.action is not None or event.action is not None:
        return False
    if first.assertion_mode is not event.assertion_mode or event.assertion_mode is not AssertionMode.ACTUAL:
        return False
    is_dated = event.date_basis is first.date_basis is DateBasis.STATED and not share_stated_day(first, event)
    if is_dated and ends_attack(first, last, event, annotated):
        return True
    if is_dated or not 0 <= event.sentence - last <= _REACH:
        return False
    is_placed = event.place is not None and event.place_basis is not PlaceBasis.INHERITED
    is_there = not is_placed or is_same_spot(first.place, event.place)
    if event.event_type in _SOUNDS and is_there and _is_its_fight(first, event, annotated):
        return True
    if not is_there:
        return False
    sentence = annotated.sentences[event.sentence]
    if event.sentence == last:  # "attacked the post, detonating a bomb at the gate"
        later = max(first, event, key=lambda each: each.trigger)
        is_blast = later.event_type in _BLASTS and first.event_type is not event.event_type
        return is_blast and _at_doors().search(annotated.folded, later.trigger[1], sentence.end) is not None
    words = _thens() if is_placed else _words()
    return words.search(annotated.folded, sentence.start, sentence.end) is not None


def is_one_of_blasts(first: Event, last: int, event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether a blast is one of several that were told together: "two bombings killed nine. The first bomb ...".

    Not where its dead are counted: those of the others may be none of them.
    """
    if not {first.event_type, event.event_type} <= _BLASTS or event.fatalities != Figures():
        return False
    is_actual = first.assertion_mode is event.assertion_mode is AssertionMode.ACTUAL
    if not is_actual or not 0 <= event.sentence - last <= _REACH or not may_be_one_day(first, event):
        return False
    is_placed = event.place is not None and event.place_basis is not PlaceBasis.INHERITED
    if is_placed and not may_be_one_place(first.place, event.place):
        return False
    sentence, told = annotated.sentences[event.sentence], annotated.sentences[first.sentence]
    if _ranked().search(annotated.folded, sentence.start, event.trigger[1]) is None:
        return False
    return _several().search(annotated.folded, told.start, told.end) is not None


def ends_attack(first: Event, last: int, event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether what is told of the day after is how an attack ended: "the siege was over when the last gunman fell"."""
    if not {first.event_type, event.event_type} <= _ATTACKS or not 0 < event.sentence - last <= _REACH:
        return False
    begun = first.date.date_end if first.date is not None else None
    ended = event.date.date_end if event.date is not None else None
    is_placed = event.place is not None and event.place_basis is not PlaceBasis.INHERITED
    is_there = not is_placed or is_same_spot(first.place, event.place)
    if not is_there or begun is None or ended is None or ended - begun != timedelta(days=1):
        return False
    sentence = annotated.sentences[event.sentence]
    return _ends().search(annotated.folded, sentence.start, sentence.end) is not None


def _is_its_fight(first: Event, event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether a noun tells of the fight that an attack came to: "a gun battle ensued", "triggering a firefight"."""
    sentence = annotated.sentences[event.sentence]
    for found in _fights().finditer(annotated.folded, sentence.start, sentence.end):
        if found.start() < event.trigger[1] and event.trigger[0] < found.end():
            return True
    if first.sentence != event.sentence or first.event_type is EventType.ARMED_CLASH:
        return False
    end = min(event.trigger[1] + _AHEAD, sentence.end)
    if first.trigger < event.trigger and _fights().search(annotated.folded, event.trigger[1], end) is not None:
        return True  # "stormed the school before engaging the police in an hours-long battle"
    beside = _fights_beside().finditer(annotated.folded, sentence.start, sentence.end)
    return any(first.trigger[1] <= each.start() < event.trigger[1] <= each.end() for each in beside)


@cache
def _lists(language: str = "en") -> dict[str, str]:
    """The lists of words, each as one regular expression."""
    return {name: "|".join(each) for name, each in read_words("retelling", language)["parts"].items()}


@cache
def _words() -> re.Pattern[str]:
    """What says of a deed that it was a part of an attack: who did it, or at what door."""
    lists = _lists()
    return re.compile(
        rf"\b(?:(?:{lists['known']}) (?:(?:{lists['which']}) )*(?:{lists['attackers']})"
        rf"|(?:{lists['some']}) of (?:them|the (?:(?:{lists['which']}) )*(?:{lists['attackers']}))"
        rf"|{_doors()}|(?:{lists['then']})|(?:{lists['entering']})|the (?:{lists['whole']}) (?:{lists['over']}))\b"
    )


def _doors() -> str:
    lists = _lists()
    whose = r"(?:\w+(?:['\u2019]s)? )?"
    return rf"(?:{lists['at']}) (?:the|its|their) {whose}(?:(?:{lists['side']}) )?(?:{lists['doors']})"


@cache
def _at_doors() -> re.Pattern[str]:
    """At what door something was done."""
    return re.compile(rf"\b{_doors()}\b")


@cache
def _thens() -> re.Pattern[str]:
    """What says that those who attack went on: "militants then opened fire"."""
    return re.compile(rf"\b(?:{_lists()['then']})\b")


@cache
def _ends() -> re.Pattern[str]:
    """What says that an attack was over, or who of those who made it was left."""
    lists = _lists()
    left = rf"(?:\w+ )?(?:{lists['last']}) (?:\w+ )?(?:{lists['attackers']})"
    return re.compile(rf"\bthe (?:(?:{lists['whole']}) (?:{lists['over']})|{left})\b")


@cache
def _several() -> re.Pattern[str]:
    """Several blasts told together."""
    return re.compile(rf"\b(?:{_lists()['several']})\b")


@cache
def _ranked() -> re.Pattern[str]:
    """One of several blasts: "the first bomb"."""
    return re.compile(rf"\b(?:{_lists()['ranked']})\b")


@cache
def _fights() -> re.Pattern[str]:
    """The noun for a fight with what says that an attack came to it."""
    lists = _lists()
    return re.compile(
        rf"\b(?:(?:{lists['ensuing']}) (?:\w+ )?(?:{lists['fights']}|{lists['battles']})"
        rf"|(?:{lists['fights']})(?:, \w+ (?:\w+ )*?\w+,)? (?:{lists['lasted']})"
        rf"|(?:{lists['fights']}|{lists['battles']}) (?:{lists['ensued']})"
        rf"|(?:{lists['fights']}|{lists['battles']}) with (?:the )?(?:(?:{lists['which']}) )*(?:{lists['attackers']})"
        rf"|(?:{lists['sounds']})(?: and \w+| from \w+)* (?:{lists['heard']})"
        rf"|(?:{lists['leading']}) (?:\w+ )?(?:\w+[- ])*?(?:{lists['fights']}|{lists['battles']}))\b"
    )


@cache
def _fights_beside() -> re.Pattern[str]:
    """The noun for a fight that the same words tell together with an attack: "bombings and a shootout killed 16"."""
    lists = _lists()
    return re.compile(rf"\b(?:{lists['beside']}) (?:an? |the )?(?:[\w-]+ ){{0,2}}(?:{lists['fights']})\b")
