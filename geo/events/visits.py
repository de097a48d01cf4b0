"""Where a visitor's talks were that say no place: "flew to X on Monday. He met the president" was in X.

The visit must be told before, in the same sentence or a few sentences back, with one place, and nothing in between may
name another. Who meets must be the visitor, or what is told must go back to the visit right before it ("he", "the two
sides", "the meeting"); a stated day of the talks must be one of the days after the arrival.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from geo.events.again_words import again_words
from geo.events.place_and_day import may_be_one_day
from geo.events.scene import is_local, lies_somewhere
from geo.events.unknown_places import unknown_places
from geo.vocab import AssertionMode, DateBasis, EventType, PlaceBasis

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.model import Actor, Event
    from geo.text import AnnotatedDocument

_REACH = 3
"""So many sentences before the talks a visit may be told."""
_STAY = timedelta(days=2)
"""So long after the day of the arrival a visitor may still be there."""


def with_talks_of_visits(events: Iterable[Event], annotated: AnnotatedDocument) -> list[Event]:
    """The events of one document, in the order of the text, talks without a place being where their visitor is."""
    events = list(events)
    visits = [each for each in events if _is(EventType.DIPLOMATIC_VISIT, each)]
    return [_at_visit(each, visits, annotated) for each in events]


def _is(kind: EventType, event: Event) -> bool:
    return event.event_type is kind and event.assertion_mode is AssertionMode.ACTUAL


def _at_visit(event: Event, visits: Sequence[Event], annotated: AnnotatedDocument) -> Event:
    if event.place is not None or not _is(EventType.TALKS, event) or event.date_basis is DateBasis.BOUND:
        return event
    near = [each for each in visits if 0 <= event.sentence - each.sentence <= _REACH]
    near = [each for each in near if each.trigger < event.trigger]
    last = [each for each in near if each.sentence == near[-1].sentence]
    if len({each.place for each in last}) != 1 or not lies_somewhere(last[0]):
        return event
    visit = last[-1]
    if not (_is_visitors(event, visit, annotated) and _is_of_stay(event, visit) and _stays(event, visit, annotated)):
        return event
    return replace(event, place=visit.place, place_basis=PlaceBasis.INHERITED)


def _is_visitors(talks: Event, visit: Event, annotated: AnnotatedDocument) -> bool:
    """Whether the visitor is one of those who meet."""
    if talks.actor is None:
        sentence = annotated.sentences[talks.sentence]
        before = annotated.folded[sentence.start : talks.trigger[0]].split()
        words = again_words()
        referring = words.persons | words.plural_pronouns | words.sides
        is_known = not words.definite.isdisjoint(before[-1:])  # "during the meeting"
        is_theirs = is_known or not referring.isdisjoint(before)
        return talks.sentence - visit.sentence <= 1 and is_theirs
    return visit.actor is not None and any(_are_same(visit.actor, each) for each in (talks.actor, talks.recipient))


def _are_same(visitor: Actor, other: Actor | None) -> bool:
    """Whether two names may be those of one party: of one side, or the one is a part of the other."""
    if other is None:
        return False
    if visitor.side is not None and other.side is not None:
        return visitor.side == other.side
    words, others = set(visitor.name.lower().split()), set(other.name.lower().split())
    return words <= others or others <= words


def _is_of_stay(talks: Event, visit: Event) -> bool:
    """Whether the day of the talks may be one of the visit."""
    if talks.date_basis is not DateBasis.STATED or visit.date_basis is not DateBasis.STATED:
        return may_be_one_day(talks, visit)
    day, arrival = talks.date, visit.date
    if day is None or arrival is None or day.day is None or arrival.day is None:
        return may_be_one_day(talks, visit)
    return arrival.day <= day.day <= arrival.day + _STAY


def _stays(talks: Event, visit: Event, annotated: AnnotatedDocument) -> bool:
    """Whether nothing from the visit to the end of the talks' sentence names another place."""
    between = annotated.sentences[visit.sentence : talks.sentence + 1]
    if any(unknown_places(each, annotated) for each in between):
        return False
    named = [each for sentence in between for each in annotated.places_in(sentence) if is_local(each)]
    return all(each.place == visit.place or each.mention.start < visit.trigger[0] for each in named)
