"""Whether two tellings of one document may be, and are, one happening: tags, places, days, numbers, and the words.

Two happenings stay two: other days, places that exclude each other, other dead, or words that say so ("another blast").
What a text tells as new ("a bomb went off") is the same as before only where its day or its dead say so, or where the
headline told it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.again import (
    ANOTHER,
    Reference,
    are_told_apart,
    is_by_pronoun,
    is_corrected,
    is_ranked,
    reference_of,
    tells_of_several,
)
from geo.events.again_words import again_words
from geo.events.apart import are_apart, is_chance
from geo.events.crowds import PROTESTS, UNREST, is_bombed_crowd, is_force_on_crowd, is_same_crowds_dead, is_same_escape
from geo.events.heard import is_heard_elsewhere
from geo.events.namesakes import without_namesake
from geo.events.part_of import HARM
from geo.events.parts_of_attack import ends_attack, is_one_of_blasts, is_part_of_attack
from geo.events.patients import are_same_people, is_about_others, opens_with_them
from geo.events.place_and_day import is_one_name, is_same_spot, may_be_one_day, may_be_one_place, share_stated_day
from geo.events.unknown_places import unknown_places
from geo.model import Figures
from geo.reading.frames import Trait, has_trait
from geo.vocab import DISASTERS, STRIKES, DateBasis, EventType, PlaceBasis, PlacePrecision

if TYPE_CHECKING:
    from geo.model import Event
    from geo.text import AnnotatedDocument

BLASTS = frozenset({EventType.SUICIDE_BOMBING, EventType.GRENADE, EventType.CHEMICAL_ATTACK, EventType.BOMBING})
_AGREED = frozenset({EventType.TALKS, EventType.DIPLOMATIC_VISIT, EventType.AGREEMENT, EventType.CEASEFIRE})
REPEATED = (
    PROTESTS
    | _AGREED
    | {
        EventType.ARREST,
        EventType.ABDUCTION,
        EventType.PRISONERS_FREED,
        EventType.EVACUATION,
        EventType.DISPLACEMENT,
        EventType.LOOTING_DESTRUCTION,
        EventType.WEAPONS_DISRUPTED,
        EventType.BASE_ESTABLISHED,
        EventType.GROUP_CHANGE,
        EventType.STATE_OF_EMERGENCY,
        EventType.RESTRICTION,
        EventType.OFFENSIVE,
        EventType.ORGANISED_CRIME,
    }
)
"""What is done by deeds and kills nobody, or not mainly: told again where its tag and place are the same."""
_ONE_AT_A_TIME = frozenset(
    {EventType.OFFENSIVE, EventType.PRISONERS_FREED, EventType.ORGANISED_CRIME, EventType.EVACUATION}
)
"""Of these a text mostly tells one, and says first of a whole area, or of none, what it then places."""
REACH = 3
"""So many sentences after an event what is told without a place of its own is still part of it."""
_FAR = 8
"""So many sentences after an event "the blast" still means it."""
_LEAD = 3
"""So many sentences behind the headline tell what it told."""
_BESIDE = 30
"""So many characters behind what tells of an event the noun stands in which it came about."""
_FIGURE = re.compile(r"\d+")

_BOASTED = BLASTS | {EventType.ARMED_CLASH, EventType.ATTACK_ON_CIVILIANS}


class Pair:
    """A happening and an event that may tell of it again."""

    def __init__(
        self, first: Event, last: int, event: Event, annotated: AnnotatedDocument, *, other_dead: bool = False
    ) -> None:
        """Take the record of the happening, and the sentence that told of it last.

        `other_dead` where the dead of the event are of another party than those counted so far.
        """
        self.first, self.last, self.event = first, last, event
        self.other_dead = other_dead
        self.annotated = annotated
        self.reference = reference_of(event, annotated, beside=first)
        self.is_end = ends_attack(first, last, event, annotated)
        self.is_one_blast = is_one_of_blasts(first, last, event, annotated)
        if self.is_one_blast or (self.reference is Reference.OPEN and self.is_end):
            self.reference = Reference.AGAIN
        if self.reference is Reference.OPEN and are_same_people(first, last, event, annotated):
            self.reference = Reference.AGAIN
        if self.reference is Reference.AGAIN or first.fatalities == event.fatalities != Figures():
            self.first, self.event = without_namesake(first, event, annotated)
        if is_ranked(event, annotated):
            self.event = replace(self.event, date=None, date_basis=None)
        is_lent = self.reference is Reference.AGAIN and event.place_basis is PlaceBasis.INHERITED
        is_lent = is_lent and not self._is_named_since()
        self.place = None if is_lent else self.event.place

    def _is_named_since(self) -> bool:
        """Whether the place that an event takes over was named after the happening, which was elsewhere."""
        first, event, sentences = self.first, self.event, self.annotated.sentences
        if event.place is None or may_be_one_place(first.place, event.place):
            return False
        since = (self.annotated.places_in(sentences[at]) for at in range(self.last + 1, event.sentence))
        return any(each.place == event.place for places in since for each in places)

    def is_one(self, *, in_headline: bool) -> bool:
        """Whether both are one happening; `in_headline` where only the headline told of it so far."""
        if not self._may_be_one(in_headline=in_headline):
            return False
        if self.is_part() or self._are_also_its_dead() or self._is_its_cause(in_headline=in_headline):
            return True
        if self._is_boasted_of():
            return True
        return self._are_kin() and self._is_like_part() and self._is_told(in_headline=in_headline)

    def _may_be_one(self, *, in_headline: bool) -> bool:
        """Whether neither words nor place nor time set the event apart."""
        first, event = self.first, self.event
        if first.assertion_mode is not event.assertion_mode:
            return False
        is_beside = self.reference is Reference.BESIDE and self._are_of_other_side()
        if self.reference in ANOTHER and not is_beside and not self._are_also_its_dead():
            return False
        if not in_headline and (self._is_at_unknown() or self._is_heard_elsewhere()):
            return False
        is_then = may_be_one_day(first, event) or self.is_end
        if not is_then or not may_be_one_place(first.place, self.place):
            return False
        return not self._are_told_apart()

    def _are_also_its_dead(self) -> bool:
        """Whether others, nobody says by what, "were also killed": in what was told just before."""
        event = self.event
        is_bare = has_trait(event.rule_id, Trait.CAUSE_UNSAID) or event.event_type is EventType.CIVILIAN_HARM
        is_unplaced = event.place is None or event.place_basis is PlaceBasis.INHERITED
        is_there = is_unplaced or is_same_spot(self.first.place, event.place)
        is_behind = 0 < event.sentence - self.last <= REACH and event.date_basis is not DateBasis.STATED
        is_attack = self.first.event_type in BLASTS | STRIKES | {EventType.ATTACK_ON_CIVILIANS}
        return is_attack and self.reference is Reference.BESIDE and is_bare and is_there and is_behind

    def _is_boasted_of(self) -> bool:
        """Whether those who fight a state tell right behind an attack how many they killed: "claimed to have killed 9".

        Of the same people, at no place or day of its own.
        """
        first, event, side = self.first, self.event, self.event.source_side
        if event.actor is None or side is None or event.actor.side != side:
            return False
        is_near = 0 < event.sentence - self.last <= REACH and event.place_basis in {None, PlaceBasis.INHERITED}
        is_counted = Figures() not in {first.fatalities, event.fatalities} and first.event_type in _BOASTED
        is_theirs = first.actor is None or first.actor.side in {None, side}
        whom = {each.name for each in (event.recipient, first.recipient) if each is not None}
        if not (is_near and is_counted and is_theirs) or len(whom) > 1 or event.date_basis is DateBasis.STATED:
            return False
        return self.annotated.country.sides.is_state_force(side, self.annotated.document.published) is False

    def _is_its_cause(self, *, in_headline: bool) -> bool:
        """Whether it tells of what those died of who were told of before: "a soldier was killed. He died in a blast".

        Where no words say that they are the same, as many must have died, right behind or behind the headline.
        """
        first, event = self.first, self.event
        is_cause = event.event_type in BLASTS | STRIKES | {EventType.INDUSTRIAL_DISASTER}
        if not is_cause or not has_trait(first.rule_id, Trait.CAUSE_UNSAID) or first.sentence == event.sentence:
            return False
        if event.sentence - self.last > (_LEAD if in_headline else REACH) or is_about_others(event, self.annotated):
            return False
        if opens_with_them(first, self.last, event, self.annotated):
            return not differ(first.fatalities, event.fatalities)
        is_near = in_headline or event.sentence - self.last == 1
        is_known = first.fatalities != Figures() or in_headline
        is_as_many = is_known and first.fatalities in {Figures(), event.fatalities} and event.fatalities != Figures()
        return is_near and is_as_many and not self._are_of_two_sides()

    def _are_of_two_sides(self) -> bool:
        """Whether the harmed are of different sides."""
        one, other = self.first.recipient, self.event.recipient
        return one is not None and other is not None and None not in {one.side, other.side} and one.side != other.side

    def _is_told(self, *, in_headline: bool) -> bool:
        """Whether the event tells of what may be the same again."""
        first, event = self.first, self.event
        is_lead = in_headline and event.sentence != first.sentence and event.sentence <= _LEAD + first.sentence
        if is_lead:
            return (not self._is_sharper() and not self._is_of_several()) or self._fits()
        if self._is_one_of_several():
            return False
        if self._is_disasters():
            return True
        return self._fits() and self._is_told_again()

    def is_part(self) -> bool:
        """Whether it is a part of the attack told just before."""
        return self.is_one_blast or is_part_of_attack(self.first, self.last, self.event, self.annotated)

    def _are_told_apart(self) -> bool:
        """Whether time, words or means set the event apart."""
        return are_apart(self.first, self.event, self.reference, self.annotated)

    def _is_at_unknown(self) -> bool:
        """Whether an event told as new, or a happening, is at a place that nobody knows and the other is not."""
        first, event, sentences = self.first, self.event, self.annotated.sentences
        if first.sentence == event.sentence or self.reference is Reference.AGAIN:
            return False
        one, other = (
            unknown_places(sentences[each.sentence], self.annotated)
            if each.place_basis in {None, PlaceBasis.INHERITED}
            else frozenset[str]()
            for each in (first, event)
        )
        if other:
            return one.isdisjoint(other)
        return bool(one) and event.place is not None and event.place.place_precision is not PlacePrecision.ADMIN1

    def _is_heard_elsewhere(self) -> bool:
        """Whether one has no place, and those who tell of it sit in another province; "the blast" may be told there."""
        first, event = self.first, self.event
        is_again = self.reference is Reference.AGAIN
        return is_heard_elsewhere(first, event, self.annotated) or (
            not is_again and is_heard_elsewhere(event, first, self.annotated)
        )

    def _are_kin(self) -> bool:
        one, other = self.first.event_type, self.event.event_type
        if EventType.CIVILIAN_HARM in {one, other} and not UNREST.isdisjoint({one, other}):
            return self.event.sentence == self.last
        if one in PROTESTS and other in {EventType.ARMED_CLASH, EventType.ATTACK_ON_CIVILIANS}:
            return is_force_on_crowd(self.first, self.last, self.event)
        if is_bombed_crowd(self.first, self.last, self.event):
            return True
        if other in REPEATED or one in REPEATED:
            return self._is_deed_again()
        return self._is_named_less() or self._are_alike(one, other)

    def _are_alike(self, one: EventType, other: EventType) -> bool:
        """Whether two tags may be of one attack: of kin, harm and what did it, a bomb and "the attack"."""
        if other is EventType.CIVILIAN_HARM and one in BLASTS | STRIKES and self._is_fighting():
            return False
        if one is other or {one, other} <= BLASTS or EventType.CIVILIAN_HARM in {one, other} or self._is_disasters():
            return True
        if EventType.ATTACK_ON_CIVILIANS in {one, other}:
            return DISASTERS.isdisjoint({one, other})
        if self._are_its_dead():
            return True
        is_blast = one is EventType.ARMED_CLASH and other in BLASTS and not self._is_fighting()
        is_toll = self.first.fatalities == self.event.fatalities != Figures() and not is_chance(self.first, self.event)
        if is_blast and is_toll:
            return True  # "12 die in an attack on X", then "a bomber killed 12 at X"
        is_bombers = one is EventType.ARMED_CLASH and other is EventType.SUICIDE_BOMBING
        is_attack = other is EventType.ARMED_CLASH and one in BLASTS | STRIKES and not self._is_fighting()
        reach = _FAR if is_bombers else REACH
        is_near = self.reference is Reference.AGAIN and self.event.sentence - self.last <= reach
        return (is_attack or is_bombers) and is_near

    def _is_fighting(self) -> bool:
        """Whether the event is told as what both sides do: "killed in the clash", "the fighting"."""
        start, end = self.event.trigger
        words = self.annotated.folded[start : min(end + _BESIDE, self.annotated.sentences[self.event.sentence].end)]
        return not again_words().fighting.isdisjoint(words.replace(",", " ").replace(".", " ").split())

    def _is_deed_again(self) -> bool:
        """Whether one of both is what is done by deeds, and the other is of its kind and party."""
        one, other = self.first.event_type, self.event.event_type
        if other is EventType.OFFENSIVE and one is EventType.ARMED_CLASH:
            return self._is_operation()
        if _are_others(self.first, self.event):
            return False
        is_like = one is other and self.first.plover_event == self.event.plover_event
        return (is_like or {one, other} <= PROTESTS) and self._are_of_one_party()

    def _is_operation(self) -> bool:
        """Whether "the operation" is that in which somebody was killed, told just before."""
        is_near = self.event.sentence - self.last <= REACH and self.event.place in {None, self.first.place}
        told = self.annotated.sentences[self.last]
        is_named = not again_words().operations.isdisjoint(self.annotated.folded[told.start : told.end].split())
        return is_near and is_named and self.reference is Reference.AGAIN

    def _is_named_less(self) -> bool:
        """Whether a noun calls it less than it was: "the bombardment" or "the bombing" by planes, a car's "blast"."""
        one, other = self.first.event_type, self.event.event_type
        if other in BLASTS and one is EventType.INDUSTRIAL_DISASTER:
            return self._is_of_vehicle()
        if self.reference is not Reference.AGAIN or one not in STRIKES:
            return False
        is_near = self.event.sentence - self.last <= REACH and self.event.place in {None, self.first.place}
        return (other in STRIKES and one is not other) or (other is EventType.BOMBING and is_near)

    def _is_of_vehicle(self) -> bool:
        """Whether a bomb, or "the blast", is that of a car of which nothing was told but that it exploded."""
        is_bare = self.event.place is None or self.event.place_basis is PlaceBasis.INHERITED
        is_near = self.event.sentence - self.last <= REACH and (is_bare or self.reference is Reference.AGAIN)
        return is_near and has_trait(self.first.rule_id, Trait.MERE_EXPLOSION)

    def is_led(self) -> bool | None:
        """Whether the event says more exactly what was done, where its words decide that; else None.

        A bomb does of a mere explosion, "the blast" does not; of an attack only the bomber who died in it does.
        """
        if self.is_part() and self.event.event_type is not EventType.SUICIDE_BOMBING:
            return False
        if self.event.event_type is not EventType.BOMBING or not has_trait(self.first.rule_id, Trait.MERE_EXPLOSION):
            return None
        words = self.annotated.folded[slice(*self.event.trigger)].split()
        return again_words().blasts.isdisjoint(words)

    def _are_its_dead(self) -> bool:
        """Whether the soldiers who died, nobody says of what, are those of a bomb or strike told just before."""
        first, event, distance = self.first, self.event, self.event.sentence - self.last
        is_bare = has_trait(event.rule_id, Trait.CAUSE_UNSAID) and first.event_type in BLASTS | STRIKES
        if not is_bare or event.fatalities == Figures():
            return False
        return (first.fatalities == event.fatalities and distance <= REACH) or self._are_first_dead()

    def _are_first_dead(self) -> bool:
        """Whether a sentence right behind says no more than who died of what had no dead yet: "Two soldiers died"."""
        first, event = self.first, self.event
        if not has_trait(event.rule_id, Trait.CAUSE_UNSAID) or first.fatalities != Figures():
            return False
        is_behind = event.sentence - self.last == 1 and self.reference is Reference.OPEN
        is_unplaced = event.place is None or event.place_basis is PlaceBasis.INHERITED
        return is_behind and is_unplaced and event.date_basis is not DateBasis.STATED

    def _is_disasters(self) -> bool:
        """Whether a mere pronoun does the harm that a disaster told just before does: "It has hit 12 villages"."""
        first, event = self.first, self.event
        if first.event_type not in DISASTERS or event.event_type not in HARM or event.actor is not None:
            return False
        return event.sentence - self.last <= REACH and is_by_pronoun(event, self.annotated)

    def _is_like_part(self) -> bool:
        """Whether a part, told with its place ("ten of them were in X"), is that of the same place, not the whole."""
        if not any(has_trait(each.rule_id, Trait.COUNTS_PART) for each in (self.event, self.first)):
            return True
        return self.first.place is not None and self.first.place == self.place

    def _is_of_several(self) -> bool:
        """Whether a vague count told before is that of several places: "dozens killed", then "12 in X and two in Y"."""
        least, most = self.first.fatalities.low, self.event.fatalities.high
        is_vague = self.first.fatalities.best is None and self.first.place is None
        return is_vague and self.event.place is not None and least is not None and most is not None and most < least

    def _is_one_of_several(self) -> bool:
        """Whether only one of both tells of several happenings together, and counts the dead of all of them."""
        first, event, sentences = self.first, self.event, self.annotated.sentences
        is_deed = not {first.event_type, event.event_type}.isdisjoint(REPEATED)
        if first.sentence == event.sentence or (first.fatalities == event.fatalities and not is_deed):
            return False
        are_all = any(tells_of_several(sentences[each], self.annotated) for each in {first.sentence, self.last})
        is_all = tells_of_several(sentences[event.sentence], self.annotated)
        is_counted = (first if are_all else event).fatalities != Figures()
        is_bare = event.fatalities == event.injured == Figures() and self.place is None and not is_deed
        if are_all and is_bare and self.reference is Reference.AGAIN:
            return False  # "killed in two blasts. The group said it had carried out the attack"
        return are_all is not is_all and (is_counted or is_deed)

    def _are_of_one_party(self) -> bool:
        """Whether those who act may be the same; of talks and agreements either party may be told as who acts."""
        one, other = self.first.actor, self.event.actor
        if one is None or other is None or one.side is None or other.side is None:
            return True
        return one.side == other.side or self.event.event_type in _AGREED

    def _fits(self) -> bool:
        """Whether the dead and the injured may be of one happening: of "the blast" a part may be counted."""
        if self.reference is Reference.AGAIN and (self.other_dead or not self._is_sharper()):
            return True
        if self._are_of_other_side():
            return True
        do_differ = differ(self.first.fatalities, self.event.fatalities) or differ(
            self.first.injured, self.event.injured
        )
        return not do_differ or self._is_counted_anew()

    def _are_of_other_side(self) -> bool:
        """Whether the next sentence only counts the dead of the other side of a fight: "30 rebels were also killed"."""
        first, event = self.first, self.event
        is_bare = has_trait(event.rule_id, Trait.CAUSE_UNSAID) and event.date_basis is not DateBasis.STATED
        is_unplaced = event.place is None or event.place_basis is PlaceBasis.INHERITED
        is_fight = {first.event_type, event.event_type} == {EventType.ARMED_CLASH} and event.sentence - self.last == 1
        return self.other_dead and is_bare and is_unplaced and is_fight

    def _is_counted_anew(self) -> bool:
        """Whether a bare count of the dead right behind is a later one, or another source's: "Officials later said"."""
        first, event = self.first, self.event
        sentence = self.annotated.sentences[event.sentence]
        is_bare = event.event_type is EventType.CIVILIAN_HARM or has_trait(event.rule_id, Trait.CAUSE_UNSAID)
        is_unplaced = event.place is None or event.place_basis is PlaceBasis.INHERITED
        is_by_other = event.source_original not in {None, first.source_original}
        is_near = 0 < event.sentence - self.last <= (REACH if is_by_other else 1)
        if not is_bare or not is_unplaced or event.date_basis is DateBasis.STATED or not is_near:
            return False
        if any(toll.is_more or toll.is_also for toll in self.annotated.tolls_in(sentence)):
            return False
        return is_by_other or is_corrected(self.annotated.folded[sentence.start : sentence.end])

    def _is_sharper(self) -> bool:
        """Whether the event names another place than the one told, in it or around it."""
        return self.first.place is not None and self.place not in {None, self.first.place}

    def _is_told_again(self) -> bool:
        """Whether something says that it is the same: the words, the day, the dead, or the nearness."""
        first, event = self.first, self.event
        if event.event_type in REPEATED and first.event_type is not EventType.CIVILIAN_HARM:
            is_there = is_one_name(first.place, event.place)
            is_again = self.reference is Reference.AGAIN and event.sentence - self.last <= REACH
            is_near = first.place is None or event.place is None or is_same_spot(first.place, self.place)
            is_there = is_there or (is_again and is_near) or self._is_crowds()
            is_there = is_there or self._is_placed_now() or is_same_crowds_dead(first, self.last, event)
            is_new = self.reference is Reference.NEW and not share_stated_day(first, event)
            return is_there and not is_new and event.sentence != first.sentence
        if first.sentence == event.sentence:  # one sentence tells of one thing in several words
            is_apart = are_told_apart(first.trigger, event.trigger, self.annotated.folded)
            is_one_spot = None in {first.place, event.place} or is_same_spot(first.place, event.place)
            return first.event_type is not event.event_type and is_one_spot and not is_apart
        if self._are_of_other_side():
            return True
        is_same_toll = first.fatalities == event.fatalities != Figures() or first.injured == event.injured != Figures()
        if is_same_toll and not (is_chance(first, event) and event.sentence - self.last > REACH):
            return True
        return self._is_same_by_words()

    def _is_crowds(self) -> bool:
        """Whether a crowd, told of without place and day, is the one just told of: "..., the crowd chanted".

        So are those who flee: "Residents left on foot".
        """
        event, kinds = self.event, {self.first.event_type, self.event.event_type}
        is_bare = event.place is None and event.date_basis is not DateBasis.STATED
        is_crowd = kinds <= PROTESTS or kinds == {EventType.DISPLACEMENT}
        return is_crowd and is_bare and event.sentence - self.last <= REACH and self.reference is not Reference.NEW

    def _is_placed_now(self) -> bool:
        """Whether the place of what was just told follows: "began an operation in X", "the operation in Y district".

        Prisoners who got out of a town, told right behind how they got out of its prison, are the same.
        """
        first, event = self.first, self.event
        if is_same_escape(first, self.last, event, self.reference):
            return True
        if event.event_type not in _ONE_AT_A_TIME or event.place is None or event.sentence - self.last > REACH:
            return False
        return first.place is None or (event.event_type is EventType.OFFENSIVE and first.actor is not None)

    def _is_same_by_words(self) -> bool:
        """By a definite phrase, by nearness, or by the same spot or day."""
        first, event = self.first, self.event
        distance = event.sentence - self.last
        if self.reference is Reference.AGAIN:
            return is_same_spot(first.place, self.place) or (distance <= _FAR and None in {first.place, self.place})
        is_unplaced = event.place is None or (
            event.place_basis is PlaceBasis.INHERITED and {first.event_type, event.event_type} <= BLASTS
        )
        if distance <= REACH and is_unplaced and event.date_basis is not DateBasis.STATED:
            is_bare = event.fatalities == event.injured == Figures()
            return is_bare or event.event_type is EventType.CIVILIAN_HARM or self._are_first_dead()
        if self.reference is Reference.NEW:
            return is_same_spot(first.place, event.place) and share_stated_day(first, event)
        return event.place is not None and is_same_spot(first.place, event.place)


def _are_others(first: Event, event: Event) -> bool:
    """Whether two displacements count other people: "2,100 families" and "700 families"."""
    if first.event_type is not EventType.DISPLACEMENT or first.recipient is None or event.recipient is None:
        return False
    one, other = (_FIGURE.findall(each.recipient.name) for each in (first, event) if each.recipient is not None)
    return bool(one) and bool(other) and one != other


def differ(first: Figures, second: Figures) -> bool:
    """Whether two counts cannot be of the same people; unknown is compatible with all, "at least 9" with 12.

    >>> differ(Figures(low=9, best=9), Figures(low=12, best=12, high=12)), differ(Figures(low=9), Figures(high=5))
    (False, True)
    """
    if Figures() in {first, second}:
        return False
    (low, high), (other_low, other_high) = ends(first), ends(second)
    above = low is not None and other_high is not None and low > other_high
    return above or (other_low is not None and high is not None and other_low > high)


def ends(figures: Figures) -> tuple[int | None, int | None]:
    """The least and the most that a count allows; of a mere estimate that itself."""
    if figures.low is None and figures.high is None and figures.best is not None:
        return figures.best, figures.best
    return figures.low, figures.high
