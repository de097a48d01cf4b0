"""Where something happened whose own words do not say: where the text has just told of what it goes on with.

"A bomb went off in X. Two men were arrested" was in X. What was told before must have a place and a day that may be the
same, in the same sentence or in the one before a sentence that names no place; farther back in the paragraph for what
refers to it ("The driver was held"). Where all places that a text names lie in one, what happened in it happened there
(`geo.events.scene`). What is placed so says so (`place_basis` "inherited"); territory is left alone, since it never
borrows a place.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.across_borders import is_told_across_border
from geo.events.again import (
    Reference,
    are_told_apart,
    is_by_those,
    is_follow_up,
    is_gone_before,
    is_in_a_capital,
    is_nearby,
    is_of_many_deeds,
    reference_of,
    tells_of_several,
)
from geo.events.again_words import again_words
from geo.events.apart import has_nothing_of, is_only_answered, only_came_after, was_taken_before
from geo.events.crowds import PROTESTS
from geo.events.going_on import LastScene
from geo.events.leads import is_lead_of_one
from geo.events.place_and_day import adds_up_days, may_be_one_day
from geo.events.same import BLASTS, REPEATED
from geo.events.scene import (
    ELSEWHERE,
    WIDE,
    filed_at,
    is_beside_other,
    is_local,
    lies_somewhere,
    names_places,
    scene_of,
)
from geo.events.tolls import HARMFUL
from geo.events.unknown_places import opening_place, unknown_places
from geo.events.when import inherited
from geo.reading.frames import Trait, has_trait
from geo.vocab import DISASTERS, Action, AssertionMode, DateBasis, EventType, PlaceBasis, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from geo.model import Event, Place, Sentence
    from geo.text import AnnotatedDocument

_PARTS = HARMFUL | {
    EventType.ARMED_CLASH,
    EventType.ARREST,
    EventType.ABDUCTION,
    EventType.PRISONERS_FREED,
    EventType.PROTEST_INTERVENTION,
    EventType.PROTEST_EXCESSIVE_FORCE,
    EventType.LOOTING_DESTRUCTION,
}
"""What is told as a part of what happened, in other words than before."""
_FOUND = frozenset({EventType.WEAPONS_DISRUPTED, EventType.ORGANISED_CRIME})
"""What a search found is told with its place, unless its words go back to the search."""
_DONE = frozenset({EventType.ARMED_CLASH, EventType.WEAPONS_DISRUPTED, EventType.ORGANISED_CRIME})
_SPOTS = (HARMFUL | REPEATED | _DONE) - ELSEWHERE
_EVERYWHERE = frozenset({EventType.RESTRICTION, EventType.STATE_OF_EMERGENCY})
"""What holds for a whole country unless its words say where."""
_TAKEN = frozenset({Action.SEIZED, Action.RETAKEN})
_AREAS = frozenset({PlacePrecision.ADMIN1, PlacePrecision.ADMIN2})


def placed(
    events: Iterable[Event],
    annotated: AnnotatedDocument,
    aside: Sequence[tuple[int, int]] = (),
    voices: Sequence[tuple[int, int]] = (),
    backgrounds: Sequence[tuple[int, int]] = (),
) -> list[Event]:
    """The events, with the place of what they go on with for those that have none.

    `aside` is where the words only tell what was before or beside what their sentence tells: nothing goes on from that.
    `voices` are where those are named who say something: they need not be where it was. `backgrounds` are where it
    stands where somebody comes from or had been: a text that names no other place has no scene.
    """
    events = list(events)
    by_sentence: dict[int, list[Event]] = {}
    again: dict[int, list[str]] = {}
    for event in events:
        by_sentence.setdefault(event.sentence, []).append(event)
        for start, _ in event.retold_at:
            again.setdefault(annotated.sentence_at(start), []).append(event.event_id)
    unknown = {each.index for each in annotated.sentences if unknown_places(each, annotated)}
    scene = None if unknown else scene_of(annotated, backgrounds)  # the name that nobody knows may be anywhere
    filed = filed_at(annotated) if scene is None and not unknown else None
    there = [each for each in events if _has_spot(each)]
    naming = {each.index for each in annotated.sentences if names_places(each, annotated)}
    later = [each for each in events if each.sentence in naming]
    found: dict[str, Event] = {}
    last_scene = LastScene()
    for sentence in annotated.sentences:
        told = by_sentence.get(sentence.index, ())
        here = [each for each in told if _has_spot(each)]
        here += [found[each] for each in again.get(sentence.index, ()) if each in found and _has_spot(found[each])]
        main = [each for each in here if not _is_aside(each, aside)]
        is_unknown = sentence.index in unknown
        named = [each for each in annotated.places_in(sentence) if is_local(each)]
        is_only_heard = bool(named) and last_scene.may_be_heard(named, voices, annotated)
        is_elsewhere = bool(here) or is_unknown or (bool(named) and not is_only_heard)
        goes_on = False
        for event in told:
            found[event.event_id] = event
            if (
                is_unknown
                or adds_up_days(event, annotated.document.published)
                or _is_before_opening(event, sentence, annotated)
            ):
                continue
            beside = [each for each in main or here if not is_gone_before(each, annotated)]
            source = _beside(beside) if is_elsewhere else last_scene.source(event, annotated, is_heard=is_only_heard)
            located = event if source is None else _with_place_of(source, event, annotated)
            goes_on = goes_on or (located is not event and not is_elsewhere)
            if filed is not None and _may_be_where_filed(located, annotated):
                located = replace(located, place=filed, place_basis=PlaceBasis.INHERITED)
            if (
                scene is not None
                and not _is_told_ahead(located, later, naming, annotated)
                and not is_beside_other(event, scene, told)
            ):
                located = _within(scene, located, there, annotated)
            found[event.event_id] = located
        if is_elsewhere:
            main = main or [found[each.event_id] for each in told if not _is_aside(each, aside)]
            main = [each for each in main if _has_spot(each)]
            is_one = bool(main) and not (sentence.is_headline or is_unknown or _is_listed(main))
            last_scene.move(main[-1] if is_one else None, sentence)
        elif not goes_on:
            last_scene.next = None
    return [found[event.event_id] for event in events]


def _is_before_opening(event: Event, sentence: Sentence, annotated: AnnotatedDocument) -> bool:
    """Whether the first place of a sentence opens a clause behind a semicolon that an event stands before."""
    first = next((each.mention.start for each in annotated.places_in(sentence) if is_local(each)), None)
    if first is None or first < event.trigger[1]:
        return False
    return opening_place().search(annotated.folded, event.trigger[1], first) is not None


def _is_aside(event: Event, aside: Sequence[tuple[int, int]]) -> bool:
    return any(start <= event.trigger[0] < end for start, end in aside)


def _is_listed(here: Sequence[Event]) -> bool:
    """Whether a sentence tells of the same at several places last: what goes on with it may be at either."""
    last = here[-1]
    return any(each.trigger == last.trigger and each.place != last.place for each in here)


def _beside(here: Sequence[Event]) -> Event | None:
    """What the same sentence tells of at its one place; an operation's aim ("to catch a man who ...") is not there."""
    spots = {each.place.place_id for each in here if each.place is not None}
    fitting = (each for each in here if each.event_type is not EventType.OFFENSIVE)
    return next(fitting, None) if len(spots) == 1 else None


def _has_spot(event: Event) -> bool:
    """Whether an event lends its place: it happened, at a place no wider than a province."""
    is_spot = event.action is not None or event.event_type in _SPOTS
    return is_spot and lies_somewhere(event) and event.assertion_mode is AssertionMode.ACTUAL


def _with_place_of(source: Event, event: Event, annotated: AnnotatedDocument) -> Event:
    """The event at the place of another, if it is a part of what happened there."""
    if event.place is not None or event.action is not None or event.assertion_mode is not AssertionMode.ACTUAL:
        return event
    if event.event_type in _SPOTS and is_nearby(event, annotated):
        return _at_place_of(source, event)
    if source.sentence != event.sentence and is_in_a_capital(event, annotated):
        return event
    if _are_parted(source, event, annotated):
        return event
    if _is_of_whole(source, event) or _is_in_other_part(source, event, annotated):
        return event
    if _is_set_apart(source, event, annotated):
        return event
    reference = reference_of(event, annotated, beside=source)
    if reference is Reference.OTHER and _follows_at_once(source, event, annotated):
        reference = Reference.NEW
    is_from_there = event.event_type is EventType.DISPLACEMENT and reference is Reference.AGAIN  # "fled the fighting"
    is_found = event.event_type in _FOUND and (reference is Reference.AGAIN or is_by_those(event, annotated))
    is_part = event.event_type in _PARTS or is_from_there or is_found or _is_of_losers(source, event, annotated)
    if reference is Reference.OTHER or not is_part:
        return event
    return _at_place_of(source, event) if _is_part(event, source) else event


def _are_parted(source: Event, event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether a semicolon in a headline parts two events: "Gunmen kill 24 in X; bomber kills 32 at funeral"."""
    if source.sentence != event.sentence or event.trigger[0] >= annotated.document.headline_end:
        return False
    start, end = sorted((source.trigger[1], event.trigger[0]))
    return ";" in annotated.text[start:end]


def _at_place_of(source: Event, event: Event) -> Event:
    """The event where another was, and when that was: on its day, if the text gives the event none of its own."""
    there = replace(event, place=source.place, place_basis=PlaceBasis.INHERITED)
    is_loose = event.date is not None and event.date == event.date.approximate()
    is_told = source.date is not None and source.date_basis is DateBasis.STATED and event.sentence >= source.sentence
    is_other = source.event_type in PROTESTS and event.event_type not in PROTESTS
    # "hanged a man who was arrested on Monday": the sentence has a day, and not for this
    is_apart = source.sentence == event.sentence and event.date_basis is DateBasis.PUBLICATION
    if not is_loose or not is_told or is_other or is_apart or event.event_type is EventType.PRISONERS_FREED:
        return there
    assert source.date is not None
    return replace(there, date=inherited(source.date), date_basis=DateBasis.INHERITED)


def _is_of_losers(source: Event, event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether those leave who lost the ground of which was told: "the group took X. Government forces retreated"."""
    if event.event_type is not EventType.WITHDRAWAL or source.action not in _TAKEN:
        return False
    taker, leaver = source.taker, event.actor.side if event.actor is not None else None
    day = source.date.day if source.date is not None else None
    return taker is not None and leaver is not None and annotated.country.sides.are_opposed(taker, leaver, day)


def _is_set_apart(source: Event, event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether words part an event from another: "the blast came a week after the bombing in X", "killed in raids"."""
    if is_told_across_border(event, source, annotated) or was_taken_before(event, source):
        return True
    if source.sentence != event.sentence:
        return is_of_many_deeds(event, annotated) or tells_of_several(annotated.sentences[event.sentence], annotated)
    is_answer = source.event_type in PROTESTS and event.event_type not in PROTESTS  # people protest far from a strike
    is_alike = source.event_type is event.event_type
    if only_came_after(event.trigger, source.trigger, annotated.folded) or is_only_answered(event, source, annotated):
        return True
    return (is_alike or is_answer) and are_told_apart(source.trigger, event.trigger, annotated.folded)


def _follows_at_once(source: Event, event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether a blast is the next one of the same attack: "A bomb killed two in X. A second bomb killed rescuers"."""
    is_next = event.sentence == source.sentence + 1 and {source.event_type, event.event_type} <= BLASTS
    return is_next and event.date_basis is not DateBasis.STATED and is_follow_up(event, annotated)


def _is_part(event: Event, source: Event) -> bool:
    """Whether an event may be a part of another by its day and its kind: no disaster is one of what people do."""
    is_disaster = event.event_type in DISASTERS and source.event_type not in DISASTERS
    return may_be_one_day(source, event) and not is_disaster


def _is_of_whole(part: Event, whole: Event) -> bool:
    """Whether an event tells of a part of another: the rest of that was elsewhere."""
    if part.trigger == whole.trigger and part.place is not None:
        return True  # "killed 600 people, 12 in X"
    return (
        has_trait(part.rule_id, Trait.COUNTS_PART)
        and part.event_type is whole.event_type
        and part.sentence >= whole.sentence
    )


def _within(scene: Place, event: Event, there: Sequence[Event], annotated: AnnotatedDocument) -> Event:
    """The event at the scene of its text, if it may be one of the things that happened there.

    At a point only if it may be a part of what the text tells of `there`. A lead may say only "in the south".
    """
    is_area = scene.place_precision in _AREAS
    kinds = _SPOTS - _EVERYWHERE if is_area else _PARTS
    if event.action is not None or event.event_type not in kinds or event.assertion_mode is not AssertionMode.ACTUAL:
        return event
    is_elsewhere = not is_area and event.place is None and is_in_a_capital(event, annotated)
    if is_elsewhere or any(_is_of_whole(each, event) for each in there):
        return event
    if there and all(each is event or has_nothing_of(event, each, annotated) for each in there):
        return event
    if scene.place_precision is not PlacePrecision.ADMIN1 and tells_of_several(
        annotated.sentences[event.sentence], annotated
    ):
        return event
    if _is_of_part(event, annotated):
        is_here = _leads_to(scene, event, annotated)
    else:
        is_part = is_area or any(_is_part(event, each) for each in there)
        is_here = event.place is None and is_part and reference_of(event, annotated) is not Reference.OTHER
    return replace(event, place=scene, place_basis=PlaceBasis.INHERITED) if is_here else event


def _may_be_where_filed(event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether an event without any place may have been where the text was filed: not in some part of the country."""
    if event.place is not None or event.action is not None or event.assertion_mode is not AssertionMode.ACTUAL:
        return False
    is_here = event.event_type in _PARTS and reference_of(event, annotated) is not Reference.OTHER
    return is_here and not _is_of_part(event, annotated) and not is_of_many_deeds(event, annotated)


def _is_told_ahead(event: Event, later: Sequence[Event], naming: Collection[int], annotated: AnnotatedDocument) -> bool:
    """Whether an event is told before the text names a place, and is none of those that it tells where it names one."""
    return event.sentence < min(naming, default=0) and not is_lead_of_one(event, later, annotated)


def _is_of_part(event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether an event without a narrower place is told of a part of the country: "in southern Afghanistan"."""
    sentence = annotated.sentences[event.sentence]
    is_wide = event.place is None or event.place.place_precision in WIDE
    return is_wide and again_words().part_words.search(annotated.folded, sentence.start, sentence.end) is not None


def _is_in_other_part(source: Event, event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether the sentence of an event puts it into a part of the country in which the place of another is not."""
    sentence = annotated.sentences[event.sentence]
    part = again_words().part_words.search(annotated.folded, sentence.start, sentence.end)
    place = source.place
    if part is None or place is None or place.country_code != annotated.country.code:
        return False
    return not annotated.country.is_in_part(part.group(), place.longitude, place.latitude)


def _leads_to(scene: Place, event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether an event told of a part of the country, before the text names a place, may have been at its scene."""
    if any(names_places(each, annotated) for each in annotated.sentences[: event.sentence + 1]):
        return False
    sentence = annotated.sentences[event.sentence]
    part = again_words().part_words.search(annotated.folded, sentence.start, sentence.end)
    if part is None or scene.country_code != annotated.country.code:
        return False
    return annotated.country.is_in_part(part.group(), scene.longitude, scene.latitude)
