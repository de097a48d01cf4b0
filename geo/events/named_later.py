"""A unit whose name only a later sentence says: "a district in P fell on Sunday. X was lost at dawn, officials said".

So too what a headline and its lead tell without a name, "Rebels seize district in P" over "rebels have overrun a
district in P".

Both tell of one change of control, so they are one event: that which names the unit, for its sentence is the evidence
of what changed hands. It takes over the sharper day and the better known parties of the other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.again import Reference, reference_of
from geo.events.again_words import again_words
from geo.events.retelling import is_same_gain, joined_gain
from geo.text.number_words import number_of
from geo.vocab import Action, AssertionMode, PlaceKind, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.model import Event, Sentence
    from geo.reading.predication import Participant
    from geo.text import AnnotatedDocument

_GAINS = frozenset({Action.SEIZED, Action.SURRENDERED})
_REGAINS = frozenset({Action.RETAKEN, Action.SEIZED})
"""What one side is told to have retaken without a name, it may be told to have seized by its name."""
_NOT_NAMING = frozenset({Reference.OTHER, Reference.BESIDE, Reference.AGAIN})
"""What is said to be another, or only taken up as known: "the fall of X" may be an older one."""
_KNOWN = again_words().definite
"""A unit with one of these is known: "the capital of Nowhere province" is no other that is named later."""
_REACH = 3
"""So many sentences later at most stands the name of what lies nobody says where: "took a provincial capital"."""
_KINDS = {
    Unit.DISTRICT.value: frozenset({Unit.DISTRICT, Unit.DISTRICT_CENTRE}),
    Unit.DISTRICT_CENTRE.value: frozenset({Unit.DISTRICT, Unit.DISTRICT_CENTRE}),
    Unit.PROVINCIAL_CAPITAL.value: frozenset({Unit.PROVINCIAL_CAPITAL}),
    Unit.CITY.value: frozenset({Unit.PROVINCIAL_CAPITAL, Unit.CITY}),
}


def named_later(
    events: Sequence[Event], nameless: Mapping[str, Participant], annotated: AnnotatedDocument
) -> list[Event]:
    """The events, those of units without names joined to those that name them; all others as they are.

    `nameless` are such units, by the id of their event. Nothing is joined where the text counts them and names more or
    fewer of that kind in that province.
    """
    named: dict[str, Event] = {}
    told: set[str] = set()
    for event in events:
        units = nameless.get(event.event_id)
        if units is None or units.unit_noun not in _KINDS or units.determiner in _KNOWN:
            continue
        found = list(_namings(event, units.unit_noun, events, annotated))
        if found and _count(units) not in {None, len({each.unit_id for each in found})}:
            continue
        found = found or list(_below(event, units, events, nameless, annotated))[:1]
        if not found:
            continue
        told.add(event.event_id)
        first = named.get(found[0].event_id, found[0])
        gain = joined_gain(first, replace(event, date=None) if _is_long(event) else event)
        if event.action is Action.RETAKEN:
            gain = replace(gain, action=event.action, event_type=event.event_type)
        named[first.event_id] = gain
    return [named.get(each.event_id, each) for each in events if each.event_id not in told]


def with_name_told_next(filler: Participant, sentence: Sentence, annotated: AnnotatedDocument) -> Participant:
    """A unit without a name, as the one that heads one of the next sentences: "took a key city. The city of X was".

    Only the first such name within reach counts, and one that lies where the unit does, if that is told.
    """
    is_one = filler.unnamed and filler.resolution is None and not filler.plural and not filler.part
    if not is_one or filler.determiner in _KNOWN or filler.unit_noun not in _KINDS:
        return filler
    told = {each.place.admin1_pcode for each in filler.within if each.place is not None}
    around = told - {None, ""}
    for each in annotated.sentences[sentence.index + 1 : sentence.index + 1 + _REACH]:
        start = annotated.prose_start(each)
        for found in annotated.places_in(each):
            head = annotated.folded[start : found.mention.start].strip()
            if head not in {f"the {filler.head} of", f"the {filler.head},"}:
                continue
            is_there = not around or (found.place is not None and found.place.admin1_pcode in around)
            return replace(filler, resolution=found, unnamed=False, anaphor=True) if is_there else filler
    return filler


def _is_long(event: Event) -> bool:
    """Whether an event is dated by more than a day: "the third capital to fall in a week"."""
    span = event.date
    return span is not None and span.date_start != span.date_end


def _count(units: Participant) -> int | None:
    """How many units a phrase tells of; None where it does not say: "districts in P", "several districts"."""
    if not units.plural:
        return 1
    return number_of(units.number) if units.number is not None else None


def _namings(event: Event, noun: str, events: Sequence[Event], annotated: AnnotatedDocument) -> Iterator[Event]:
    """The later events of the document that may say which unit it was."""
    if event.action is None or event.assertion_mode is not AssertionMode.ACTUAL:
        return
    around = event.place
    for each in events:
        if each.sentence <= event.sentence or each.unit not in _KINDS[noun] or each.unit_id is None:
            continue
        is_like = each.action is event.action or {each.action, event.action} <= _GAINS
        is_regained = event.action is Action.RETAKEN and each.action in _REGAINS and each.taker == event.taker
        if (
            not (is_like or is_regained)
            or each.assertion_mode is not event.assertion_mode
            or not is_same_gain(event, each)
        ):
            continue
        if around is None:
            is_there = each.sentence - event.sentence <= _REACH
        else:
            is_there = each.place is not None and each.place.admin1_pcode == around.admin1_pcode
            is_there = is_there and around.kind in {PlaceKind.PROVINCE, each.place.kind if each.place else None}
        if is_there and reference_of(each, annotated) not in _NOT_NAMING:
            yield each


def _below(
    event: Event,
    units: Participant,
    events: Sequence[Event],
    nameless: Mapping[str, Participant],
    annotated: AnnotatedDocument,
) -> Iterator[Event]:
    """What a text tells below its headline of as many units of that kind, without their names either."""
    end = annotated.document.headline_end
    if event.trigger[0] >= end or event.assertion_mode is not AssertionMode.ACTUAL:
        return
    for each in events:
        other = nameless.get(each.event_id)
        if other is None or each.trigger[0] < end or other.unit_noun != units.unit_noun:
            continue
        is_like = each.action is event.action and each.assertion_mode is event.assertion_mode
        is_there = event.place is None or event.place == each.place
        if is_like and is_there and _count(other) == _count(units) and is_same_gain(event, each):
            yield each
