"""Whose a deed is by what the text says of it elsewhere: who claims it, whose work it was, who is blamed for it.

A party's own claim goes before what others say of it. Who is only accused, and denies it, did nothing; where two are
accused nobody knows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.joining import tellings_besides
from geo.events.patients import is_about_others
from geo.events.place_and_day import may_be_one_day, may_be_one_place
from geo.model import Actor
from geo.reading.frames import Trait, has_trait
from geo.vocab import AssertionMode, DateBasis, EventType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.country import Sides
    from geo.model import Event
    from geo.text import AnnotatedDocument

_NEXT = 3
"""So many sentences after the claim at most the deed is told."""
_ANYBODY = frozenset({None, "gunmen", "civilians", "rebel"})
"""Classes of those who may be of any party where no side is known: "gunmen", "a man on a motorcycle"."""


def doer_of(claim: Event, sides: Sides) -> Actor | None:
    """The party that an actual claim names as who did it; None where it names none of a known side.

    Rebels who say that "a bomber" did it speak of their own.
    """
    if has_trait(claim.rule_id, Trait.OWNS_UP) or has_trait(claim.rule_id, Trait.POINTS_AT):
        found = claim.actor
    elif has_trait(claim.rule_id, Trait.ACCUSES):
        found = claim.recipient
    else:
        found = None
    if found is not None:
        return found if found.side is not None else None
    day = claim.date.day if claim.date is not None else None
    is_own = has_trait(claim.rule_id, Trait.OWNS_UP) and claim.source_original is not None
    if not is_own or claim.source_side is None or sides.is_state_force(claim.source_side, day) is not False:
        return None
    return Actor(name=str(claim.source_original), side=claim.source_side, actor_class="rebel")


def deniers(events: Iterable[Event]) -> frozenset[str]:
    """The sides that deny a deed in a text, or are said not to have done it."""
    return frozenset(
        each.actor.side
        for each in events
        if each.event_type is EventType.ATTRIBUTION
        and _is_denial(each)
        and each.actor is not None
        and each.actor.side is not None
    )


def _is_denial(event: Event) -> bool:
    """Whether somebody denies a deed, or "denied it was behind" it."""
    if has_trait(event.rule_id, Trait.DENIES):
        return event.assertion_mode is AssertionMode.ACTUAL
    is_his = has_trait(event.rule_id, Trait.OWNS_UP) or has_trait(event.rule_id, Trait.POINTS_AT)
    return is_his and event.assertion_mode is AssertionMode.NEGATED


def claimed(event: Event, claims: Sequence[tuple[Event, Actor]], denied: frozenset[str], sides: Sides) -> Event:
    """A deed with the party whose it is said to be, where its own words name nobody of a known side."""
    if event.actor is not None and (event.actor.side is not None or event.actor.actor_class not in _ANYBODY):
        return event
    own = [each for each in claims if has_trait(each[0].rule_id, Trait.OWNS_UP)]
    said = own or [each for each in claims if each[1].side not in denied]
    heard = own or [each for each in said if not _is_by_enemy(*each, sides)]
    if not heard or len({actor.side for _, actor in said}) != 1:
        return event
    claim, actor = heard[0]
    day = event.date.day if event.date is not None else None
    if event.event_type is EventType.AIR_STRIKE and not sides.has_aircraft(actor.side, day):
        return event
    return replace(event, actor=actor, **tellings_besides(event, claim))


def is_claimed_ahead(deed: Event, claim: Event, annotated: AnnotatedDocument) -> bool:
    """Whether a claim with which a text opens is of the deed that it tells of next, of no other."""
    if not 0 < deed.sentence - claim.sentence <= _NEXT or is_about_others(deed, annotated):
        return False
    span = claim.date if claim.date_basis is DateBasis.STATED else None
    is_dated = span is not None and span.date_start == span.date_end
    if claim.place is None and not is_dated:
        return False  # "has claimed several attacks"
    return may_be_one_place(deed.place, claim.place) and may_be_one_day(deed, claim)


def with_what_is_claimed(deed: Event, claim: Event) -> Event:
    """A deed with the place and day that the claim of it before says, where its own words say none."""
    if deed.place is None and claim.place is not None:
        deed = replace(deed, place=claim.place, place_basis=claim.place_basis)
    if deed.date_basis is not DateBasis.STATED and claim.date_basis is DateBasis.STATED:
        deed = replace(deed, date=claim.date, date_basis=claim.date_basis)
    return deed


def _is_by_enemy(claim: Event, accused: Actor, sides: Sides) -> bool:
    """Whether a party accuses one that it fights, a word in its own cause."""
    accuser = claim.source_side
    if has_trait(claim.rule_id, Trait.ACCUSES) and claim.actor is not None:
        accuser = claim.actor.side
    day = claim.date.day if claim.date is not None else None
    return accuser is not None and accused.side is not None and sides.are_opposed(accuser, accused.side, day)
