"""Who did what names nobody, where the text told just before who does it: the parties of a fight, those who hold men.

"Fighting broke out between the army and the Taliban in X. The clashes went on in Y" has the same two parties; those
whom a party led away are let go by it: "The Taliban seized six drivers. Two were released later". Where the text tells
of two pairs of parties, or of two who hold people, nobody is taken.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.event_words import event_words
from geo.reading.frames import is_mutual
from geo.vocab import AssertionMode, EventType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.model import Actor, Event
    from geo.text import AnnotatedDocument

_TAKING_AWAY = frozenset({EventType.ARREST, EventType.ABDUCTION})


def with_doers_told(events: Sequence[Event], annotated: AnnotatedDocument) -> list[Event]:
    """The events of a document, with who did it where events told before say so."""
    told = [each for each in events if each.assertion_mode is AssertionMode.ACTUAL]
    return [_with_doer(each, [before for before in told if _is_before(before, each)], annotated) for each in events]


def _with_doer(event: Event, before: Sequence[Event], annotated: AnnotatedDocument) -> Event:
    if event.assertion_mode is not AssertionMode.ACTUAL or event.actor is not None:
        return event
    if event.event_type is EventType.ARMED_CLASH and is_mutual(event.rule_id) and event.recipient is None:
        pair = _only_pair(before)
        if pair is not None and _is_of(event, {each.side for each in pair}, annotated):
            return replace(event, actor=pair[0], recipient=pair[1])
    if event.event_type is EventType.PRISONERS_FREED and _lets_go(event, annotated):
        holder = _only_holder(before)
        if holder is not None and _is_of(event, {holder.side}, annotated):
            return replace(event, actor=holder)
    return event


def _is_before(first: Event, event: Event) -> bool:
    return first.trigger < event.trigger


def _is_of(event: Event, sides: set[str | None], annotated: AnnotatedDocument) -> bool:
    """Whether a sentence names nobody else of a side who could have done it; whoever tells it may be anybody."""
    spans = annotated.actors_in(annotated.sentences[event.sentence])
    others = {each.actor.side for each in spans if each.actor.side is not None} - sides - {event.source_side}
    is_held = event.recipient is not None and event.recipient.side in sides
    return not others and not (is_held and event.event_type is EventType.PRISONERS_FREED)


def _only_pair(before: Sequence[Event]) -> tuple[Actor, Actor] | None:
    """The two parties of all fights told before, where they are the same in each."""
    fights = [each for each in before if each.event_type is EventType.ARMED_CLASH]
    pairs = [(each.actor, each.recipient) for each in fights if each.actor is not None and each.recipient is not None]
    sides = {frozenset((one.side, other.side)) for one, other in pairs}
    is_one = len(sides) == 1 and None not in next(iter(sides)) and len(next(iter(sides))) > 1
    return pairs[-1] if is_one and _are_within(fights, next(iter(sides))) else None


def _are_within(fights: Iterable[Event], sides: frozenset[str | None]) -> bool:
    """Whether nobody else of a known side fights."""
    known = {each.side for fight in fights for each in (fight.actor, fight.recipient) if each is not None}
    return known - {None} <= sides


def _only_holder(before: Sequence[Event]) -> Actor | None:
    """Who took all those away of whom the text told before, where it is one party."""
    takers = [each.actor for each in before if each.event_type in _TAKING_AWAY]
    sides = {each.side if each is not None else None for each in takers}
    return takers[-1] if len(sides) == 1 and None not in sides else None


def _lets_go(event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether those who hold somebody let him go: nobody was rescued or bought."""
    words, (start, end), sentence = event_words().doing, event.trigger, annotated.sentences[event.sentence]
    if not words.by_force.isdisjoint(annotated.folded[sentence.start : sentence.end].split()):
        return False
    return not words.letting_go.isdisjoint(annotated.folded[start:end].split())
