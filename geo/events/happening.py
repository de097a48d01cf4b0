"""One happening that a document tells several times is one event.

A headline and its lead, a suicide bombing told again as a blast, an attack and its harm become one record
(`geo.events.joining`) where they are the same (`geo.events.same`). Fighting told with the ground that it is for belongs
to that. Tellings of one change of control are joined in `geo.events.retelling`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geo.events.again import (
    ANOTHER,
    Reference,
    is_about_another,
    is_claim_after,
    is_of_a_deed,
    is_superseded,
    is_what_it_came_after,
    reference_of,
)
from geo.events.again_words import again_words
from geo.events.claiming import claimed, deniers, doer_of, is_claimed_ahead, with_what_is_claimed
from geo.events.crowds import with_its_dead
from geo.events.event_words import event_words
from geo.events.joining import joined, latest, sharper, tellings_besides
from geo.events.later_tolls import LaterTolls, are_its_dead
from geo.events.place_and_day import may_be_one_day, may_be_one_place
from geo.events.same import BLASTS, REPEATED, Pair
from geo.events.scene import lies_somewhere
from geo.events.tolls import HARMFUL, does_harm
from geo.model import Figures
from geo.reading.frames import Trait, has_trait
from geo.text.toll_words import Harm
from geo.vocab import HAPPENED, Action, AssertionMode, DateBasis, EventType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Actor, Event, Sentence
    from geo.text import AnnotatedDocument
    from geo.text.tolls import Toll

_CLAIMED = BLASTS | {
    EventType.ATTACK_ON_CIVILIANS,
    EventType.ARMED_CLASH,
    EventType.OFFENSIVE,
    EventType.SHELLING,
    EventType.AIR_STRIKE,
    EventType.ABDUCTION,
}
_FAR = 8
"""So many sentences after an attack somebody claims it."""
_TOLD_AGAIN = HARMFUL | REPEATED
_FIGHTS = frozenset({EventType.ARMED_CLASH, EventType.OFFENSIVE})
_HARMING = tuple(event_words().taking.harming)
_GAINED = frozenset({Action.SEIZED, Action.RETAKEN})
_ENDED = _GAINED | {Action.REPELLED}
_NEAR = 2
"""So many sentences after fighting ground changes hands in it, and so many after a gain the fighting for it is told."""
_FOUGHT_FOR = frozenset({Action.SEIZED, Action.RETAKEN, Action.CONTESTED, Action.REPELLED, Action.BESIEGED})


@dataclass(slots=True)
class _Told:
    """What a happening was told as so far.

    `event` is its record, `last` the sentence that told of it last, `counted` whom its tolls count,
    `claims` say whose it is.
    """

    event: Event
    last: int
    in_headline: bool
    counted: dict[Harm, frozenset[str]]
    claims: list[tuple[Event, Actor]] = field(default_factory=list)


def once_a_document(events: Iterable[Event], annotated: AnnotatedDocument) -> list[Event]:
    """The events of a document without retellings of violence and disasters, by sentence; all others as they are.

    The dead and injured that a sentence without events counts go to the happening that was told last.
    """
    by_sentence: dict[int, list[Event]] = {}
    for event in events:
        by_sentence.setdefault(event.sentence, []).append(event)
    story = _Story(annotated)
    for sentence in annotated.sentences:
        story.read(sentence, by_sentence.get(sentence.index, ()))
    denied = deniers(each.event for each in story.told)
    return [claimed(each.event, each.claims, denied, annotated.country.sides) for each in story.told]


class _Story:
    """The happenings of a document, in the order of their first telling."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        self.annotated = annotated
        self.told: list[_Told] = []
        self.tolls = LaterTolls(annotated)
        self._listed: frozenset[tuple[int, int]] = frozenset()
        self._current: _Told | None = None
        self._deed: _Told | None = None
        self._claim_ahead: Event | None = None

    def read(self, sentence: Sentence, events: Iterable[Event]) -> None:
        """Take in a sentence with its events, in their order."""
        events = tuple(events)
        before = self._current or self._deed
        places = {(each.trigger, each.place.place_id) for each in events if each.place is not None}
        told_at = Counter(trigger for trigger, _ in places)
        self._listed = frozenset(trigger for trigger, several in told_at.items() if several > 1)
        touched = [self._take(event, sentence) for event in events]
        harmful = [each for each in touched if does_harm(each.event)]
        if harmful:
            actual = [each for each in harmful if each.event.assertion_mode is AssertionMode.ACTUAL]
            self._current = min(actual, key=lambda each: each.event.event_type not in HARMFUL) if actual else None
        elif (now := self._current) is not None and (apart := self.tolls.at_places(sentence)):
            self._count_apart(now, apart, sentence)
        elif now is not None:
            told = self.tolls.read(sentence, now.event, now.last, now.counted)
            if told != now.event:
                now.event, now.last = told, sentence.index
        deeds = [each for each in touched if each.event.event_type in _CLAIMED or does_harm(each.event)]
        self._deed = next((each for each in deeds if each.event.assertion_mode is AssertionMode.ACTUAL), self._deed)
        self._by_claim_ahead(events, touched)
        self._by_claims(events, touched, before)

    def _by_claim_ahead(self, events: Iterable[Event], touched: Iterable[_Told]) -> None:
        """Give a deed the claim, place and day of it that a text opens with: "IS claimed an attack in X. A bomber"."""
        claim = self._claim_ahead
        deeds = (each for each in touched if each.event.event_type in _CLAIMED and not each.claims)
        told = next((each for each in deeds if each.event.assertion_mode is AssertionMode.ACTUAL), None)
        if self._deed is None:
            said = (each for each in events if each.event_type is EventType.ATTRIBUTION)
            self._claim_ahead = next((each for each in said if each.assertion_mode is AssertionMode.ACTUAL), claim)
        if claim is None or told is None:
            return
        self._claim_ahead, doer = None, doer_of(claim, self.annotated.country.sides)
        if doer is not None and is_claimed_ahead(told.event, claim, self.annotated):
            told.claims.append((claim, doer))
            told.event = with_what_is_claimed(told.event, claim)

    def _count_apart(self, now: _Told, tolls: Iterable[tuple[Toll, str]], sentence: Sentence) -> None:
        """Give each toll of a sentence to what was told last of its kind in the toll's province."""
        kin = [each for each in self.told if each.event.event_type is now.event.event_type and each.last == now.last]
        for toll, code in tolls:
            for each in kin:
                if each.event.place is not None and each.event.place.admin1_pcode == code:
                    each.event = self.tolls.read_at(toll, each.event, sentence)
        now.last = sentence.index

    def _by_claims(self, events: Iterable[Event], touched: Iterable[_Told], before: _Told | None) -> None:
        """Give what a sentence claims the place of the claim, and keep whom it names: "IS claimed the bomb in X".

        `before` is what was told last before the sentence.
        """
        for claim in events:
            if claim.event_type is not EventType.ATTRIBUTION or claim.assertion_mode not in HAPPENED:
                continue
            beside = (each for each in touched if each.event.event_type in _CLAIMED)
            past = next((each for each in beside if each.event.assertion_mode is claim.assertion_mode), None)
            told = self._current or self._deed if claim.assertion_mode is AssertionMode.ACTUAL else past
            if told is not None and before is not None and self._is_claimed_after(claim, told.event, before.event):
                told = before  # not a deed that "the attack" came after
            if self._claim_both(claim):
                continue
            if past is None and is_about_another(claim, self.annotated):
                continue
            if has_trait(claim.rule_id, Trait.ACCUSES) and not is_of_a_deed(claim, self.annotated):
                continue
            if told is None or claim.sentence - told.last > _FAR or told.event.action is not None:
                continue
            first = told.event
            place = sharper(first.place, claim.place) if may_be_one_place(first.place, claim.place) else first.place
            basis = first.place_basis if place == first.place else claim.place_basis
            doer = doer_of(claim, self.annotated.country.sides)
            if first.event_type in _CLAIMED and doer is not None and not self._is_one_of_two(told, claim):
                told.claims.append((claim, doer))
            if place != first.place:
                told.event = replace(first, place=place, place_basis=basis, **tellings_besides(first, claim))

    def _is_claimed_after(self, claim: Event, deed: Event, before: Event) -> bool:
        """Whether a claim is of what was told before, which came after a deed of another day or place."""
        if deed.sentence != claim.sentence or not is_claim_after(claim, deed, self.annotated):
            return False
        return not may_be_one_place(deed.place, before.place) or not may_be_one_day(deed, before)

    def _claim_both(self, claim: Event) -> bool:
        """Keep whom a claim of the two deeds told last names, for both: "claimed responsibility for both attacks"."""
        doer = doer_of(claim, self.annotated.country.sides)
        sentence = self.annotated.sentences[claim.sentence]
        if again_words().both_deed_words.search(self.annotated.folded, sentence.start, sentence.end) is None:
            return False
        deeds = (each for each in reversed(self.told) if each.event.event_type in _CLAIMED)
        near = [each for each in deeds if each.event.assertion_mode in HAPPENED and claim.sentence - each.last <= _FAR]
        if doer is None or not near:
            return False
        for told in sorted(near, key=lambda each: each.last)[-2:]:
            told.claims.append((claim, doer))
        return True

    def _is_one_of_two(self, told: _Told, claim: Event) -> bool:
        """Whether the same sentence told of another deed at another place last: nobody knows which is claimed."""
        beside = (each.event for each in self.told if each is not told and each.last == told.last)
        return any(
            each.event_type in _CLAIMED
            and not may_be_one_place(each.place, told.event.place)
            and not self._is_claimed_after(claim, each, told.event)
            for each in beside
        )

    def _take(self, event: Event, sentence: Sentence) -> _Told:
        is_headline = event.trigger[0] < self.annotated.document.headline_end
        event = self._with_fights(event)
        twin = self._twin(event) if event.action is None and event.event_type in _TOLD_AGAIN else None
        if twin is None and event.event_type in _FIGHTS:
            twin = next((each for each in reversed(self.told) if self._is_for_ground(event, each.event)), None)
            if twin is not None:
                return self._fought(twin, event)
        if twin is None:
            event = self._of_total(event, sentence)
            counted = self.tolls.counted(sentence) if does_harm(event) else {}
            twin = _Told(event=event, last=sentence.index, in_headline=is_headline, counted=counted)
            self.told.append(twin)
            return twin
        is_more = self._are_other_dead(twin, event)
        if is_more or twin.event.fatalities == twin.event.injured == Figures():
            now = self.tolls.counted(sentence)
            twin.counted = {harm: twin.counted.get(harm, frozenset()) | now[harm] for harm in now} if is_more else now
        told = self.annotated.folded[sentence.start : sentence.end]
        is_old = twin.event.fatalities != Figures() and is_superseded(told) and not is_headline
        is_boast = self._is_boast(twin.event, event)
        pair = Pair(twin.event, twin.last, event, self.annotated)
        again = replace(pair.event, actor=None) if pair.is_part() and self._is_of_state(event) else pair.event
        again = replace(again, recipient=None) if pair.is_end else again  # the last of those who attacked
        again = with_its_dead(pair.first, again)
        twin.event = joined(pair.first, again, adds=is_more, keeps=is_boast, is_old=is_old, is_led=pair.is_led())
        twin.last = sentence.index
        twin.in_headline = twin.in_headline and is_headline
        return twin

    def _is_of_state(self, event: Event) -> bool:
        """Whether a state's forces did what is told: "Police killed the last attacker"."""
        side = event.actor.side if event.actor is not None else None
        return bool(self.annotated.country.sides.is_state_force(side, self.annotated.document.published))

    def _is_boast(self, first: Event, event: Event) -> bool:
        """Whether those who fight a state count what others counted before: "the Taliban said that 90 had died"."""
        side, known = event.source_side, Figures() not in {first.fatalities, event.fatalities}
        if side is None or side == first.source_side or not known:
            return False
        return self.annotated.country.sides.is_state_force(side, self.annotated.document.published) is False

    def _of_total(self, event: Event, sentence: Sentence) -> Event:
        """One of several happenings that were told together before, with who did them all, and when."""
        reach = {Reference.AGAIN: _FAR, Reference.OPEN: 1}.get(reference_of(event, self.annotated), 0)
        if event.trigger not in self._listed or not reach:
            return event
        totals = (each for each in reversed(self.told) if self._is_total(each, event))
        whole = next((each.event for each in totals if sentence.index - each.last <= reach), None)
        if whole is None or whole.event_type is not event.event_type or not may_be_one_day(whole, event):
            return event
        is_dated = event.date_basis is DateBasis.STATED or whole.date_basis is not DateBasis.STATED
        return replace(
            event,
            actor=event.actor or whole.actor,
            date=event.date if is_dated else whole.date,
            date_basis=event.date_basis if is_dated else whole.date_basis,
        )

    def _is_total(self, told: _Told, event: Event) -> bool:
        """Whether what was told at no place counts the dead of all places of a list: "eight died. They hit A and B"."""
        is_wide = not lies_somewhere(told.event) and told.event.fatalities != Figures()
        return is_wide and event.trigger in self._listed and told.last != event.sentence

    def _is_one(self, told: _Told, event: Event) -> bool:
        if self._is_total(told, event):
            return False
        other_dead = self._are_other_dead(told, event)
        pair = Pair(told.event, told.last, event, self.annotated, other_dead=other_dead)
        return pair.is_one(in_headline=told.in_headline)

    def _are_other_dead(self, told: _Told, event: Event) -> bool:
        """Whether an event counts dead of another party in the same: "ten of the Taliban were killed in the attack"."""
        if Figures() in {told.event.fatalities, event.fatalities}:
            return False
        if reference_of(event, self.annotated) is not Reference.AGAIN:
            return False
        sentence = self.annotated.sentences[event.sentence]
        known = told.counted.get(Harm.KILLED, frozenset())
        now = self.tolls.counted(sentence).get(Harm.KILLED, frozenset())
        also = (each for each in self.annotated.tolls_in(sentence) if each.is_also and each.harm is Harm.KILLED)
        is_also = next(also, None) is not None and told.event.fatalities != event.fatalities
        are_others = bool(known) and bool(now) and self.tolls.as_known(now, known).isdisjoint(known)
        return known.isdisjoint(now) and (are_others or is_also)

    def _with_fights(self, ground: Event) -> Event:
        """A gain of ground with the fighting for it that was told just before: "fighting raged in X; it fell"."""
        if ground.action not in _ENDED or ground.place is None:
            return ground
        for told in [each for each in self.told if self._led_to(each.event, ground)]:
            fight = told.event
            is_dated = ground.date is not None
            ground = replace(
                ground,
                date=ground.date if is_dated else fight.date,
                date_basis=ground.date_basis if is_dated else DateBasis.INHERITED,
                fatalities=latest(fight.fatalities, ground.fatalities),
                injured=latest(fight.injured, ground.injured),
                **tellings_besides(ground, fight),
            )
            if ground.action is Action.REPELLED and ground.actor is None:  # who attacked, not who was thrown back
                ground = replace(ground, actor=fight.actor, recipient=fight.recipient)
            self.told.remove(told)
        return ground

    def _led_to(self, fight: Event, ground: Event) -> bool:
        """Whether fighting told before was that in which ground changed hands: there, at one day, by who took it."""
        is_clash = fight.event_type is EventType.ARMED_CLASH and fight.action is None
        if not is_clash or fight.place is None or ground.place is None:
            return False
        if fight.assertion_mode is not ground.assertion_mode or ground.sentence - fight.sentence > _NEAR:
            return False
        is_there = fight.place.place_id == ground.place.place_id
        side = fight.actor.side if fight.actor is not None else None
        party = ground.taker
        if ground.action is Action.REPELLED:
            party = ground.recipient.side if ground.recipient is not None else side
        is_partys = side in {None, party}
        is_before = fight.trigger < ground.trigger
        if fight.sentence == ground.sentence:  # "attacked X on Saturday and took it on Sunday"
            is_partys = side == party and fight.event_type is EventType.ARMED_CLASH
            return is_there and is_partys and is_before and self._are_of_days(fight, ground)
        return is_there and is_partys and may_be_one_day(fight, ground)

    def _are_of_days(self, fight: Event, ground: Event) -> bool:
        """Whether ground fell on the day of an attack, or the one after it."""
        if fight.date is None or ground.date is None or fight.date.date_end is None or ground.date.date_start is None:
            return may_be_one_day(fight, ground)
        return 0 <= (ground.date.date_start - fight.date.date_end).days <= 1

    def _is_for_ground(self, fight: Event, ground: Event) -> bool:
        """Whether fighting is that for the ground which an event is about: "took the town after fighting there"."""
        if fight.action is not None or ground.action not in _FOUGHT_FOR or not may_be_one_day(ground, fight):
            return False
        if ground.assertion_mode is not fight.assertion_mode or ground.place is None:
            return False
        reference = reference_of(fight, self.annotated)
        is_there = fight.place is not None and fight.place.place_id == ground.place.place_id
        if fight.sentence == ground.sentence:
            return is_there or (fight.place is None and reference not in ANOTHER)
        is_clash = ground.event_type in _FIGHTS and reference not in ANOTHER
        is_told = self._is_told_of_gain(fight, ground) or are_its_dead(fight, ground)
        return is_there and (is_clash or reference is Reference.AGAIN or is_told)

    def _is_told_of_gain(self, fight: Event, ground: Event) -> bool:
        """Whether fighting by who took it is told right behind a gain as how it came: "had attacked at dawn"."""
        is_clash = fight.event_type is EventType.ARMED_CLASH and ground.action in _GAINED
        if not is_clash or fight.sentence - ground.sentence > _NEAR:
            return False
        if fight.actor is None or fight.actor.side != ground.taker or fight.date_basis is DateBasis.STATED:
            return False
        if self.annotated.folded[slice(*fight.trigger)].startswith(_HARMING):
            return False  # "overran X and killed its police chief"
        sentence = self.annotated.sentences[fight.sentence]
        words = self.annotated.folded[sentence.start : sentence.end].split()
        return again_words().going_on.isdisjoint(words)

    def _fought(self, ground: _Told, fight: Event) -> _Told:
        """The event about ground with the dead of the fighting for it."""
        event = ground.event
        ground.event = replace(
            event,
            fatalities=latest(event.fatalities, fight.fatalities),
            injured=latest(event.injured, fight.injured),
            **tellings_besides(event, fight),
        )
        ground.last = fight.sentence
        return ground

    def _twin(self, event: Event) -> _Told | None:
        """The happening that an event tells again: of several the one told last.

        For mere dead one with as many, for a bomb a bomb before a fight; what others came after, and harm that nobody
        says where, come behind what the text tells.
        """
        is_bare = has_trait(event.rule_id, Trait.CAUSE_UNSAID)
        is_blast = event.event_type in BLASTS

        def order(told: _Told) -> tuple[bool, bool, bool, int]:
            first = told.event
            is_fight = is_blast and first.event_type is EventType.ARMED_CLASH
            is_vague = first.event_type is EventType.CIVILIAN_HARM and first.place is None
            is_aside = is_vague or is_what_it_came_after(first, self.annotated)
            return is_bare and first.fatalities != event.fatalities, is_aside, is_fight, -told.last

        recent = sorted(self.told, key=order)
        fitting = (each for each in recent if each.event.action is None and each.event.event_type in _TOLD_AGAIN)
        return next((each for each in fitting if self._is_one(each, event)), None)
