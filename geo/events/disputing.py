"""What a party claims and the text has another deny is no taking: "they said they took X, which the army denied".

Only a sentence speaks. One that tells a change of control and its denial is evidence of neither; what a party says it
took, after the text has said that others deny it, was told as disputed from the first. A claim that a later sentence
denies stands as that party's report, with the denial beside it (`geo.events.denial`): the ledger weighs the two.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from geo.events.retelling import ground_of, is_same_gain, kind_of_unit
from geo.language.word_lists import read_words, word_sets
from geo.vocab import Action, AssertionMode, DateBasis, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.model import Event
    from geo.reading.predication import Participant
    from geo.text import AnnotatedDocument

_GAINS = frozenset({Action.SEIZED, Action.SURRENDERED, Action.HELD, Action.RETAKEN})


def without_disputed(
    events: Iterable[Event], nameless: Mapping[str, Participant], annotated: AnnotatedDocument
) -> list[Event]:
    """The events of one document in their order, claims to what is denied there as hypothetical.

    `nameless` are units without names, by the id of their event: "denied that a district in P had been captured".
    """
    told = list(events)
    denials = [each for each in told if each.action in _GAINS and each.assertion_mode is AssertionMode.NEGATED]
    disputed = [
        each
        for each in told
        if any(_disputes(denial, each, nameless.get(denial.event_id), annotated) for denial in denials)
    ]
    disputed += _contradicted(told)
    if not disputed:
        return told
    numbers = {id(each) for each in disputed}
    stated = [each for each in told if each.assertion_mode is AssertionMode.ACTUAL and id(each) not in numbers]
    end = annotated.document.headline_end
    numbers |= {id(each) for each in stated if _is_over_disputed(each, stated, disputed, end)}
    return [replace(each, assertion_mode=AssertionMode.HYPOTHETICAL) if id(each) in numbers else each for each in told]


def _contradicted(told: Sequence[Event]) -> list[Event]:
    """Those gains of one sentence of which two sides tell each its own: "they took X, they said, but we hold it"."""
    stated = [each for each in told if each.assertion_mode is AssertionMode.ACTUAL and each.action in _GAINS]
    own = [each for each in stated if each.taker is not None and each.source_side == each.taker]
    return [
        each
        for one, other in combinations(own, 2)
        if one.sentence == other.sentence and one.taker != other.taker and _is_one_ground(one, other)
        if Action.HELD in {one.action, other.action}
        for each in (one, other)
    ]


def _is_over_disputed(event: Event, stated: Iterable[Event], disputed: Iterable[Event], headline_end: int) -> bool:
    """Whether a headline says in short what its text only tells as disputed."""
    if event.trigger[0] >= headline_end or event.action not in _GAINS:
        return False
    bodies = [each for each in stated if each.trigger[0] >= headline_end and _is_same(each, event)]
    return not bodies and any(_is_same(each, event) for each in disputed)


def _disputes(denial: Event, event: Event, unnamed: Participant | None, annotated: AnnotatedDocument) -> bool:
    """Whether a denial takes from an event that it happened."""
    if event.action not in _GAINS or event.assertion_mode is not AssertionMode.ACTUAL:
        return False
    if denial.taker not in {None, event.taker} or not (_is_same(denial, event) or _may_mean(unnamed, denial, event)):
        return False
    if denial.sentence == event.sentence:
        return _is_takers_word(event, annotated) or _is_answer(denial, event, annotated)
    if denial.sentence > event.sentence or denial.source_side == event.taker or _is_later(event, denial):
        return False
    return _is_takers_word(event, annotated)


def _is_answer(denial: Event, event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether a denial answers what its sentence tells: not "they took X after the army had denied that it fell"."""
    between = annotated.folded[event.trigger[1] : denial.trigger[0]].split()
    return event.trigger < denial.trigger and _came_before().isdisjoint(between)


@cache
def _came_before(language: str = "en") -> frozenset[str]:
    """Words behind which stands what came before; read once."""
    return word_sets(read_words("refuting", language)["words"])["before"]


def _is_takers_word(event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether those who are told to have taken something say so themselves: "the insurgents said that it fell"."""
    if event.source_side is not None or event.source_original is None:
        return event.source_side is not None and event.source_side == event.taker
    spans = annotated.actors_in(annotated.sentences[event.sentence])
    words = event.source_original.lower()
    return any(each.rebel and words in annotated.folded[each.start : each.end] for each in spans)


def _is_same(denial: Event, event: Event) -> bool:
    """Whether both are of one change of control of one unit."""
    return _is_one_ground(denial, event) and is_same_gain(denial, event)


def _is_one_ground(one: Event, other: Event) -> bool:
    ground = ground_of(one)
    return ground is not None and ground == ground_of(other) and kind_of_unit(one) == kind_of_unit(other)


def _may_mean(unnamed: Participant | None, denial: Event, event: Event) -> bool:
    """Whether a unit without a name that was not taken is the one named later: "denied that a district in P fell"."""
    if unnamed is None or denial.place is None or event.place is None or event.unit is None:
        return False
    is_kind = unnamed.unit_noun is not None and unnamed.unit_noun.startswith(kind_of_unit(event))
    is_there = denial.place.kind is PlaceKind.PROVINCE and denial.place.admin1_pcode == event.place.admin1_pcode
    return is_kind and is_there


def _is_later(event: Event, denial: Event) -> bool:
    """Whether what is claimed came about on a day after the one that the denial speaks of."""
    if {event.date_basis, denial.date_basis} != {DateBasis.STATED} or event.date is None or denial.date is None:
        return False
    first, last = event.date.date_start, denial.date.date_end or denial.date.date_start
    return first is not None and last is not None and first > last
