"""Where and when something was, told in a clause of its own: "The attack took place in X on Sunday", "It was in X".

So with the day alone ("... when it happened late on Monday"). Such a clause tells of nothing new: its place and day are
those of what was told last, where that has none or a wider one. Its sentence is kept as another quote of the event.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.again import is_possessive
from geo.events.again_words import again_words
from geo.events.joining import sharper
from geo.events.namesakes import is_namesake
from geo.events.part_of import HARM
from geo.events.place_and_day import may_be_one_day
from geo.events.same import BLASTS
from geo.events.scene import SAID, WIDE
from geo.quotes import make_quote
from geo.reading.frames import Trait, default_frames
from geo.vocab import DISASTERS, AssertionMode, DateBasis, EventType, PlaceBasis, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.dates import DateSpan
    from geo.events.interpret import Finding
    from geo.model import Document, Event, Place
    from geo.reading.predication import Participant
    from geo.text import AnnotatedDocument

_REACH = 3
"""So many sentences before its scene an event may be told; with "it" it is told in the sentence before."""
_FAR = 6
"""The same for "the place", "the scene": those of what the text tells of."""
_COPULA = frozenset({"be"})
_UTTERED = SAID | {EventType.DIPLOMATIC_ACTION, EventType.GROUP_CHANGE}
"""What was only said, or said of what happened, is not what "it" or "the incident" is; nor who marched or joined."""
_BEFORE = {EventType.PRISONERS_FREED: (EventType.ABDUCTION, EventType.ARREST)}
"""What must have been done before what is told beside it, and so was not there: who is freed was taken earlier."""


def situated(scenes: Sequence[Finding], told: Sequence[Event], annotated: AnnotatedDocument) -> list[Event]:
    """The events with the place and the day that the scenes of a sentence give them; `told` is in the text's order."""
    events = list(told)
    for scene in scenes:
        for k in _meant(scene, events, annotated.document):
            events[k] = at_scene(scene, events[k], annotated)
    return events


def _meant(scene: Finding, told: Sequence[Event], document: Document) -> list[int]:
    """Which events a scene is that of: those of the last sentence that tells of something of its kind."""
    is_told = Trait.TOLD_BESIDE in scene.predication.frame.traits
    is_actual = scene.mode is AssertionMode.ACTUAL or (is_told and scene.mode is AssertionMode.NEGATED)
    if not is_actual or not (_spot(scene, document) or _is_dated(scene)):
        return []
    (thing, *_) = scene.predication.role("object")
    index = scene.predication.sentence.index
    is_known = thing.determiner in again_words().definite or _has_owner(thing, document)
    is_relative = thing.start < scene.predication.clause[0]  # "in an ambush that took place in X"
    if not (_is_pronoun(thing) or is_known or is_relative) or _is_cleft(scene, document):
        return []
    if is_told and (not is_known or _is_of_another(scene, document)):
        return []
    is_far = Trait.FAR_SCENE in scene.predication.frame.traits
    reach = (_FAR if is_far else _REACH) if is_known else 0
    if _is_pronoun(thing):
        reach = 1
    near = [k for k, each in enumerate(told) if index - reach <= each.sentence <= index and _is_like(each, thing.head)]
    if Trait.OF_PUNISHMENT in scene.predication.frame.traits:
        near = [k for k in near if told[k].event_type is EventType.ATTACK_ON_CIVILIANS]
    if not near:
        return []
    last = [k for k in near if told[k].sentence == told[near[-1]].sentence]
    if is_told and not all(_is_called(told[k], thing.head) and _are_alike(told[k], told[last[0]]) for k in near):
        return []
    before = {kind for k in last for kind in _BEFORE.get(told[k].event_type, ())}
    return [k for k in last if told[k].event_type not in before]


def _is_of_another(scene: Finding, document: Document) -> bool:
    """Whether words beside a happening say which it is, or that it is one more: "also behind the attack in X"."""
    told, words = scene.predication, again_words()
    before = document.text[told.sentence.start : told.trigger[0]].lower().split()
    end = max((each.end for each in told.role("place")), default=told.trigger[1])
    behind = document.text[end : told.sentence.end].lower().replace(",", " ").split()
    return not words.adding.isdisjoint(before) or not words.restricting.isdisjoint(behind[:1])


def _is_called(event: Event, noun: str) -> bool:
    """Whether a noun that may be only of some kinds is of the kind of an event."""
    kinds = {frame.event_type for frame in default_frames().by_noun.get(noun, ())} - {None}
    return noun in again_words().generic or event.event_type in kinds or ({event.event_type} | kinds) <= BLASTS


def _are_alike(one: Event, other: Event) -> bool:
    """Whether two events may be tellings of one, by their tags."""
    tags = {one.event_type, other.event_type}
    return len(tags) == 1 or tags <= BLASTS | HARM


def _has_owner(thing: Participant, document: Document) -> bool:
    """Whether a day or a party before it says which it is: "Monday's raid"."""
    return any(is_possessive(each) for each in document.text[thing.start : thing.end].split()[:-1])


def _spot(scene: Finding, document: Document) -> Place | None:
    """The place that a scene names itself, unless that is a whole country or wider, or that of what it came after."""
    told = scene.predication
    first = next(iter(told.role("place")), None)
    between = document.text[told.trigger[1] : first.start].lower().split() if first is not None else []
    words = again_words()
    if not words.apart.isdisjoint(between) and not words.happenings.isdisjoint(between):
        return None  # "it came two days after a similar attack in X"
    if first is not None and first.anaphor and first.unit_noun is None:
        return None  # "happened in Hanbar, while the governor was in X to see his men there"
    return scene.place if scene.place is not None and scene.place.place_precision not in WIDE else None


def _is_dated(scene: Finding) -> bool:
    """Whether a scene says the day itself."""
    return scene.date_basis is DateBasis.STATED and scene.span is not None and scene.span.day is not None


def _is_pronoun(thing: Participant) -> bool:
    """Whether what was somewhere is only referred to: "it was in X"."""
    return thing.head in again_words().references


def _is_cleft(scene: Finding, document: Document) -> bool:
    """Whether a clause behind says what was there: "It was in X that the governor spoke"."""
    told = scene.predication
    if told.frame.verbs.isdisjoint(_COPULA) or not _is_pronoun(told.role("object")[0]):
        return False
    behind = document.text[told.trigger[1] : told.sentence.end].lower().split()
    return not again_words().cleft.isdisjoint(behind)


def _is_like(event: Event, noun: str) -> bool:
    """Whether an event may be what a noun calls it: a disaster, or what people do; "the incident" may be either."""
    if event.assertion_mode is not AssertionMode.ACTUAL or event.action is not None or event.event_type in _UTTERED:
        return False
    frames = (frame for frame in default_frames().by_noun.get(noun, ()) if not frame.modified)
    kinds = {frame.event_type for frame in frames} - {None}
    fitting = kinds & DISASTERS if event.event_type in DISASTERS else kinds - DISASTERS
    return not kinds or bool(fitting)


def at_scene(scene: Finding, event: Event, annotated: AnnotatedDocument) -> Event:
    """The event with the place and the day of a scene, where these are the first or lie in what is known of it."""
    document = annotated.document
    dated = replace(event, date=scene.span, date_basis=scene.date_basis)
    if not may_be_one_day(event, dated):
        return event
    place = _better(_spot(scene, document), event.place, annotated)
    is_dated = _is_dated(scene) and event.date_basis is not DateBasis.STATED and _is_within(scene.span, event)
    if place is None and not is_dated:
        return event
    if place is not None:
        event = replace(event, place=place, place_basis=PlaceBasis.STATED)
    if is_dated:
        event = replace(event, date=dated.date, date_basis=dated.date_basis)
    sentence = scene.predication.sentence
    if sentence.start == event.quote.start:
        return event
    return replace(
        event,
        retellings=(*event.retellings, make_quote(document, sentence.start, sentence.end)),
        retold_at=(*event.retold_at, scene.predication.trigger),
    )


def _is_within(day: DateSpan | None, event: Event) -> bool:
    """Whether a day is none after that by which an event is known to have happened."""
    last = event.date.date_end if event.date is not None and event.date_basis is DateBasis.BOUND else None
    return last is None or (day is not None and day.date_end is not None and day.date_end <= last)


def _better(place: Place | None, known: Place | None, annotated: AnnotatedDocument) -> Place | None:
    """The place of a scene, where it is the first that is known, or lies in what is known."""
    if place is None or known is None or known.place_precision in WIDE:
        return place
    is_inside = known.admin1_pcode is not None and known.admin1_pcode == place.admin1_pcode
    is_finer = is_inside and sharper(known, place) != known
    is_province = is_inside and place.place_precision is not PlacePrecision.ADMIN1 and is_namesake(known, annotated)
    return place if is_finer or is_province else None
