"""Where something happened by where the thing or the people are that it was done to, told in a sentence of its own.

"A bomb hit a bus. The bus was passing through X"; "gunmen stormed a clinic. The clinic stands in X"; "a mine killed
three children. They were playing in X". Such a sentence tells of nothing new. What it speaks of must be told of in the
sentence of the event, and that event must have no place. The sentence is kept as another quote of the event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.again_words import again_words
from geo.events.event_words import event_words
from geo.events.scene import SAID, WIDE, lies_somewhere
from geo.events.situating import at_scene
from geo.reading.clauses.needs import singular
from geo.reading.frames import Trait
from geo.vocab import AssertionMode, EventType, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.events.interpret import Finding
    from geo.model import Event
    from geo.reading.predication import Participant, Predication
    from geo.text import AnnotatedDocument

_REACH = 2
"""So many sentences before its scene an event may be told; where only a pronoun stands for those, one, unless it says
that they were harmed: "Sources confirmed the killing. He was shot in X"."""
_STEM = 5
"""A noun of so many letters is also told of by what is made of it: "villagers", "schoolboys"."""
_BEEN = "been"
_HARMING = event_words().taking.harming
_NEVER = SAID | {EventType.DIPLOMATIC_ACTION, EventType.TALKS, EventType.RESTRICTION, EventType.STATE_OF_EMERGENCY}
"""What is not done to a thing or to people at one spot."""
_ASPECTS = {Trait.MEANWHILE: frozenset({"progressive"}), Trait.GATHERED: frozenset({"progressive", "perfect"})}
"""In which aspects a verb says where people were then."""


def at_things(scenes: Sequence[Finding], told: Sequence[Event], annotated: AnnotatedDocument) -> list[Event]:
    """The events with the place that the scenes of a sentence give the things they were done to."""
    events = list(told)
    for scene in scenes:
        for k in _meant(scene, events, annotated):
            events[k] = at_scene(scene, events[k], annotated)
    return events


def is_of_thing(scene: Finding) -> bool:
    """Whether a scene is that of a thing or of people, and not of a happening."""
    return Trait.OF_THING in scene.predication.frame.traits


def _meant(scene: Finding, events: Sequence[Event], annotated: AnnotatedDocument) -> list[int]:
    """The events without a place of the nearest sentence that tells of the thing of a scene."""
    things, index = scene.predication.role("object"), scene.predication.sentence.index
    thing = things[0] if len(things) == 1 else None
    is_identified = thing is not None and thing.name is not None and _identifies(scene, annotated)
    if thing is None or not _is_spot(scene) or not (is_identified or _is_told_before(thing)):
        return []
    is_pronoun = is_identified or thing.head in _pronouns()
    is_harmed = scene.predication.lemma in _HARMING
    told: list[int] = []
    for back in range(1, 1 + (1 if is_pronoun and not (is_identified or is_harmed) else _REACH)):
        there = [k for k, each in enumerate(events) if each.sentence == index - back]
        if any(_is_fixed(events[k], scene) for k in there):
            break
        told = [*(k for k in there if _may_be_done(events[k])), *told]
        if told and (is_pronoun or _is_named(thing, events[told[0]], annotated)):
            is_other = (_is_of_bodies(thing) or is_harmed) and any(_leads_away(events[k]) for k in told)
            return [] if is_other or (is_harmed and any(_is_doer(thing, events[k]) for k in told)) else told
    return told if thing.head in again_words().sufferers else []


def _is_doer(thing: Participant, event: Event) -> bool:
    """Whether those of a scene did what an event tells, and did not suffer it: "fighters killed nine soldiers"."""
    names = {thing.head, singular(thing.head)}
    did, suffered = (
        each is not None
        and not names.isdisjoint((*each.name.lower().split(), *map(singular, each.name.lower().split())))
        for each in (event.actor, event.recipient)
    )
    return did and not suffered


def _is_fixed(event: Event, scene: Finding) -> bool:
    """Whether an event has a place already, and not only the province in which the scene lies."""
    if not lies_somewhere(event) or event.place is None or scene.place is None:
        return lies_somewhere(event)
    is_wider = event.place.place_precision is PlacePrecision.ADMIN1 and scene.place.where_prec < event.place.where_prec
    return not is_wider or event.place.admin1_pcode != scene.place.admin1_pcode


def _is_spot(scene: Finding) -> bool:
    """Whether a scene is a place no wider than a province, where those were in the course of things."""
    told = scene.predication
    is_then = all(_is_in_aspect(told, _ASPECTS[each]) for each in told.frame.traits & _ASPECTS.keys())
    is_place = scene.place is not None and scene.place.place_precision not in WIDE
    return is_then and is_place and scene.mode is AssertionMode.ACTUAL


def _is_in_aspect(told: Predication, aspects: frozenset[str]) -> bool:
    """Whether a verb in the past has one of some aspects; "had been tending sheep" is progressive too."""
    return told.tense == "past" and (told.aspect in aspects or (told.aspect == "perfect" and _BEEN in told.words))


def _is_told_before(thing: Participant) -> bool:
    """Whether a noun phrase speaks of what was told of before: "the bus", "their car", "they"."""
    return thing.determiner in again_words().definite or thing.head in _pronouns()


def _identifies(scene: Finding, annotated: AnnotatedDocument) -> bool:
    """Whether the sentence of a scene says who somebody told of was: "identified him as X, who was killed in Y"."""
    told = scene.predication
    before = annotated.folded[told.sentence.start : told.trigger[0]].replace(",", " ").split()
    return not again_words().identifying.isdisjoint(before)


def _pronouns() -> frozenset[str]:
    words = again_words()
    return words.plural_pronouns | words.persons


def _may_be_done(event: Event) -> bool:
    return event.assertion_mode is AssertionMode.ACTUAL and event.action is None and event.event_type not in _NEVER


def _is_of_bodies(thing: Participant) -> bool:
    """Whether a scene is where the dead were found."""
    return thing.head in again_words().bodies


def _leads_away(event: Event) -> bool:
    """Whether somebody was taken away, and so died elsewhere."""
    return event.event_type in {EventType.ABDUCTION, EventType.ARREST}


def _is_named(thing: Participant, event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether the sentence of an event names the thing, or whether the thing is those whom it was done to."""
    sentence = annotated.sentences[event.sentence]
    words = annotated.folded[sentence.start : sentence.end].replace(",", " ").replace(".", " ").split()
    names = {thing.head, singular(thing.head)}
    if _is_of_bodies(thing):
        return True
    is_long = len(thing.head) >= _STEM
    return any(word in names or singular(word) in names or (is_long and word.startswith(thing.head)) for word in words)
