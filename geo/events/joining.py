"""Two tellings of one happening as one record: the most specific tag, the sharpest place and day, the latest toll.

Which tellings are one is decided in `geo.events.same`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict

from geo.events.same import ends
from geo.events.tolls import HARMFUL, added
from geo.model import Figures
from geo.reading.frames import Trait, has_trait, is_mutual
from geo.vocab import DateBasis, EventType, PlaceBasis, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.model import Actor, Event, Place, Quote

_RANK = dict.fromkeys(HARMFUL, 3) | {
    EventType.SUICIDE_BOMBING: 4,
    EventType.GRENADE: 4,
    EventType.CHEMICAL_ATTACK: 4,
    EventType.ARMED_CLASH: 2,
    EventType.ATTACK_ON_CIVILIANS: 2,
    EventType.CIVILIAN_HARM: 1,
    EventType.PROTEST_INTERVENTION: 2,
    EventType.PROTEST_PEACEFUL: 1,
}
"""How specific a tag is; higher is more so."""
_LESS_TELLING = frozenset(
    {
        (EventType.BOMBING, EventType.AIR_STRIKE),
        (EventType.BOMBING, EventType.SHELLING),
        (EventType.RIOT, EventType.PROTEST_EXCESSIVE_FORCE),
    }
)
"""Two tags of one happening, the less telling first: "the bombing" that planes did."""
_SET = frozenset({EventType.BOMBING, EventType.SUICIDE_BOMBING, EventType.GRENADE})
_DAYS = {DateBasis.STATED: 3, DateBasis.INHERITED: 2, DateBasis.PUBLICATION: 1}


def joined(
    first: Event,
    again: Event,
    *,
    adds: bool = False,
    keeps: bool = False,
    is_old: bool = False,
    is_led: bool | None = None,
) -> Event:
    """One record of two tellings: the more specific, of equals the earlier, with what the other tells better.

    `adds` where the later one counts the dead of another party, which come on top; `keeps` where its dead are a
    boast, `is_old` where they and the injured are counted so no more. `is_led` says whether the later one leads, where
    its words decide that.
    """
    if is_led is None:  # who attacked is told by the first, not by the toll of his own dead
        is_led = leads(again, first) and not (adds and again.event_type is first.event_type)
    base, other = (again, first) if is_led else (first, again)
    place = sharper(_own_place(base), _own_place(other)) or base.place
    dated = max((base, other), key=_sharpness)
    return replace(
        base,
        place=place,
        place_basis=_place_basis(place, base, other),
        date=dated.date,
        date_basis=dated.date_basis,
        actor=base.actor or (None if adds and other is again else _doer_told_in(other, base)),
        recipient=base.recipient or (None if adds and other is again else other.recipient),
        fatalities=first.fatalities
        if keeps or is_old
        else (added if adds else latest)(first.fatalities, again.fatalities),
        injured=first.injured if is_old and first.injured != Figures() else latest(first.injured, again.injured),
        source_original=base.source_original or other.source_original,
        source_side=base.source_side if base.source_original else other.source_side,
        salience=max(base.salience, other.salience),
        **tellings_besides(base, other),
    )


def _doer_told_in(other: Event, base: Event) -> Actor | None:
    """Who did it by another telling: of a bomb that somebody set nobody by the toll, by a fight, or who shot its men.

    Nor do those who suffered it, who only killed some of the others.
    """
    if other.actor is None or base.event_type not in _SET:
        return other.actor
    if base.recipient is not None and (base.recipient.side or "") == other.actor.side:
        return None
    if other.event_type in _SET:
        return other.actor
    is_foe = other.recipient is not None and other.recipient.actor_class == "gunmen"  # "guards shot the attacker"
    is_toll = is_mutual(other.rule_id) or has_trait(other.rule_id, Trait.CAUSE_UNSAID)
    return None if is_toll or is_foe else other.actor


class Tellings(TypedDict):
    """The members of an event that say where its document tells of it again."""

    retellings: tuple[Quote, ...]
    retold_at: tuple[tuple[int, int], ...]


def tellings_besides(base: Event, other: Event) -> Tellings:
    """The sentences of two tellings without that of the first, each once, in the order of the text."""
    pairs = (*_again(base), *_again(other), (other.quote, other.trigger))
    told = {quote.start or 0: (quote, at) for quote, at in pairs}
    kept = [told[start] for start in sorted(told) if start != (base.quote.start or 0)]
    return Tellings(retellings=tuple(quote for quote, _ in kept), retold_at=tuple(at for _, at in kept))


def _again(event: Event) -> Iterator[tuple[Quote, tuple[int, int]]]:
    return zip(event.retellings, event.retold_at, strict=True)


def leads(again: Event, first: Event) -> bool:
    """Whether the later telling has the more specific tag, of equals the one that knows more."""
    kinds = (first.event_type, again.event_type)
    if kinds in _LESS_TELLING or kinds[::-1] in _LESS_TELLING:
        return kinds in _LESS_TELLING
    if _counts_soldiers(again, first) or _counts_soldiers(first, again):
        return _counts_soldiers(again, first)
    return _precedence(again) > _precedence(first)


def _counts_soldiers(clash: Event, attack: Event) -> bool:
    """Whether the dead of an attack on nobody named were of a party: "four soldiers were killed ...; the shooting"."""
    if clash.event_type is not EventType.ARMED_CLASH or attack.event_type is not EventType.ATTACK_ON_CIVILIANS:
        return False
    is_of_party = clash.recipient is not None and clash.recipient.side is not None
    return attack.recipient is None and is_of_party and clash.fatalities != Figures()


def _precedence(event: Event) -> tuple[int, bool, int]:
    return (
        _RANK.get(event.event_type, 0),
        event.place is not None,
        _DAYS.get(event.date_basis, 0) if event.date_basis else 0,
    )


def _sharpness(event: Event) -> tuple[int, int]:
    span = event.date
    if span is None or event.date_basis is None:
        return 0, 0
    days = (span.date_end - span.date_start).days if span.date_start and span.date_end else 10_000
    return _DAYS.get(event.date_basis, 0), -days


def _own_place(event: Event) -> Place | None:
    """The place that a telling names itself: what it only inherits moves no other telling."""
    return event.place if event.place_basis is not PlaceBasis.INHERITED else None


def _place_basis(place: Place | None, *tellings: Event) -> PlaceBasis | None:
    """The best that the tellings of a place have to say why it is that."""
    found = {each.place_basis for each in tellings if each.place is not None and each.place == place}
    return next((basis for basis in PlaceBasis if basis in found), None)


def sharper(first: Place | None, other: Place | None) -> Place | None:
    """The place that is told more exactly, a site in a town before the town, the first of equals."""
    if first is None or other is None:
        return first or other
    is_site = (first.place_precision, other.place_precision) == (PlacePrecision.SETTLEMENT, PlacePrecision.SITE)
    if is_site and first.where_prec == other.where_prec:
        return other
    return other if other.where_prec < first.where_prec else first


def latest(first: Figures, again: Figures) -> Figures:
    """The later count, unless it is the same less exactly, or a part of those counted before."""
    if again == Figures() or first == Figures():
        return first if again == Figures() else again
    if first.low is not None and first.low == again.low:
        return first if first.high is not None else again
    if first.low is first.best is None and first.high is not None and again.low is not None:
        return again if again.low <= first.high else first  # "at most 20", of two places together: now counted here
    least, more = ends(first)[0], ends(again)[0]
    return again if least is not None and more is not None and more > least else first
