"""What sets two tellings of a document apart, though place, day and kind allow that they are one happening."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.events.across_borders import is_told_across_border
from geo.events.again import Reference, is_gone_before
from geo.events.again_words import again_words
from geo.events.place_and_day import may_be_one_day
from geo.model import Figures
from geo.reading.frames import Trait, has_trait, is_mutual
from geo.vocab import STRIKES, DateBasis, EventType

if TYPE_CHECKING:
    from geo.model import Event
    from geo.text import AnnotatedDocument

_AT_ONCE = STRIKES | {EventType.SUICIDE_BOMBING, EventType.BOMBING}
"""What is done in a moment, though the text may say only in which month."""
_WEEK = 7
_DAY = 1
_OPENING = 6
"""So many words at the head of a sentence "meanwhile" stands in, and so many before a verb "also" does."""
_FEW = 2
"""So few dead may be those of two happenings by chance."""
_FEW_WORDS = 3
"""So many words behind a happening "came" stands."""
_WORD = re.compile(r"[a-z]+")
_CUT = re.compile(r"[,;:.]")
_SET_OFF = frozenset({EventType.SUICIDE_BOMBING, EventType.BOMBING, EventType.GRENADE})
_ANSWERS = frozenset({EventType.ARREST, EventType.ABDUCTION})
"""How a state answers a deed; a Taliban arrest counts as an abduction."""
_NEAR = 60
"""So many characters before a deed stands what says that somebody is held for it."""
_DEEDS = STRIKES | _SET_OFF | {EventType.ARMED_CLASH, EventType.ATTACK_ON_CIVILIANS}
"""What people do to others in a moment or a fight."""


def are_apart(first: Event, event: Event, reference: Reference, annotated: AnnotatedDocument) -> bool:
    """Whether an event of a later sentence is another than the first: by its time, its words, or its means."""
    if first.sentence == event.sentence:
        return False
    return (
        _is_of_weeks(first, event, annotated)
        or _goes_back(first, event, reference, annotated)
        or _is_added(event, reference, annotated)
        or is_told_across_border(event, first, annotated)
        or _came_later(first, event, reference, annotated)
        or _are_other_means(first, event, reference)
    )


def only_came_after(one: tuple[int, int], other: tuple[int, int], folded: str) -> bool:
    """Whether the first of two triggers is only said to have come after the other: "the attack came days after ..."."""
    words = again_words()
    between = _WORD.findall(folded[one[1] : other[0]])
    came = next((at for at, word in enumerate(between[:_FEW_WORDS]) if word in words.arriving), None)
    return came is not None and not words.apart.isdisjoint(between[came + 1 :])


def is_only_answered(one: Event, other: Event, annotated: AnnotatedDocument) -> bool:
    """Whether of two events of a sentence one only answers the other, elsewhere: "arrested in X over a bombing"."""
    answers = [each for each in (one, other) if each.event_type in _ANSWERS]
    if one.sentence != other.sentence or len(answers) != 1:
        return False
    deed = other if answers[0] is one else one
    start = max(annotated.sentences[deed.sentence].start, deed.trigger[0] - _NEAR)
    return again_words().answering_words.search(annotated.folded[start : deed.trigger[0]]) is not None


def was_taken_before(event: Event, other: Event) -> bool:
    """Whether an event frees who was seized in another, and so elsewhere; who is held or jailed is freed from there."""
    is_freed = event.event_type is EventType.PRISONERS_FREED
    return is_freed and other.event_type is EventType.ABDUCTION


def has_nothing_of(event: Event, other: Event, annotated: AnnotatedDocument) -> bool:
    """Whether the place of another tells nothing of where an event was: it was abroad, before, or on another day."""
    if is_told_across_border(event, other, annotated) or was_taken_before(event, other):
        return True
    if event.sentence != other.sentence:
        return False
    if only_came_after(event.trigger, other.trigger, annotated.folded) or is_only_answered(event, other, annotated):
        return True
    return not may_be_one_day(other, event) or is_gone_before(other, annotated)


def is_chance(first: Event, event: Event) -> bool:
    """Whether the same toll of two tellings says little: one dead, or two."""
    known = {each.best for each in (first.fatalities, first.injured) if each.best is not None}
    return first.fatalities == event.fatalities and bool(known) and max(known) <= _FEW


def _are_several(first: Event, event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether a plural tells of one of two: "strikes in the past month"."""
    return any(annotated.folded[slice(*each.trigger)].endswith("s") for each in (first, event))


def _is_of_weeks(first: Event, event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether the one is told of weeks or months and the other of a day: "in past weeks there was heavy fighting"."""
    lengths = [_days(each) for each in (first, event)]
    if None in lengths or DateBasis.STATED not in {first.date_basis, event.date_basis}:
        return False
    if {first.event_type, event.event_type} <= _AT_ONCE and not _are_several(first, event, annotated):
        return False  # "a strike last month"
    shorter, longer = sorted(each for each in lengths if each is not None)
    return shorter <= _DAY and longer > _WEEK


def _goes_back(first: Event, event: Event, reference: Reference, annotated: AnnotatedDocument) -> bool:
    """Whether a sentence goes back by weeks from what no day is told of: "Last week, the rebels took ten others"."""
    is_told_then = first.date_basis is DateBasis.STATED or event.date == first.date
    if reference is Reference.AGAIN or is_told_then or event.date_basis not in {DateBasis.STATED, DateBasis.INHERITED}:
        return False
    sentence = annotated.sentences[event.sentence]
    return again_words().back_then_words.match(annotated.folded, sentence.start) is not None


def _days(event: Event) -> int | None:
    """How many days an event spans beyond one; None where that is open or unknown."""
    if event.date is None or event.date.date_start is None or event.date.date_end is None:
        return None
    return (event.date.date_end - event.date.date_start).days


def _is_added(event: Event, reference: Reference, annotated: AnnotatedDocument) -> bool:
    """Whether a happening told as new comes on top: "there was also an explosion", "in the north, meanwhile, ..."."""
    words = again_words()
    sentence = annotated.sentences[event.sentence]
    before = _WORD.findall(annotated.folded[sentence.start : event.trigger[0]])
    if reference is Reference.NEW and not words.adding.isdisjoint(before[-_OPENING:]):
        return True
    return reference is not Reference.AGAIN and not words.aside.isdisjoint(before[:_OPENING])


def _came_later(first: Event, event: Event, reference: Reference, annotated: AnnotatedDocument) -> bool:
    """Whether other violence came after the first: "hours later a bomb exploded", "soon after, gunmen shot at a car".

    Hours part two deeds; a short while does where the later one is at somebody or something not told of before.
    """
    kinds = {first.event_type, event.event_type}
    if reference is Reference.AGAIN or not kinds <= _DEEDS:
        return False
    if has_trait(event.rule_id, Trait.CAUSE_UNSAID) or is_mutual(event.rule_id):
        return False  # "two of them died hours later"; "the fighting lasted until the next day"
    words, folded = again_words(), annotated.folded
    start, end = annotated.sentences[event.sentence].start, event.trigger[1]
    is_said_then = event.source_original is not None and event.source_original in annotated.text[start:end]
    if is_said_then or first.trigger[0] < annotated.document.headline_end:
        return False  # "police said hours later that a bomber had struck"
    behind = _CUT.split(folded[end : annotated.sentences[event.sentence].end])[0]
    target = next((word for word in _WORD.findall(behind) if word not in words.linking), "")
    is_known = target in words.definite | words.pronouns | words.patients
    if is_known and reference is not Reference.NEW:
        return False
    if words.long_after_words.search(folded, start, end) or words.long_after_words.search(behind):
        return True
    is_other = reference is Reference.NEW and not kinds <= _SET_OFF and len(kinds) > 1
    is_soon = words.soon_after_words.search(folded, start, end) is not None
    return is_soon and (is_other or target in words.indefinite)


def _are_other_means(first: Event, event: Event, reference: Reference) -> bool:
    """Whether one is a strike and the other an attack on people that nothing says is that strike."""
    kinds = {first.event_type, event.event_type}
    if EventType.ATTACK_ON_CIVILIANS not in kinds or kinds.isdisjoint(STRIKES) or reference is Reference.AGAIN:
        return False
    return not first.fatalities == event.fatalities != Figures()
