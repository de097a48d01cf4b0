"""What "the city", "it", "they" and "the group" stand for: the places and parties that were told before.

Remembers, sentence by sentence, the units that predications spoke of, the places and the parties in the order of the
text. The nearest fitting one wins; where two are equally near and differ, the unit that something happened to wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.country.classes import ARMED_CLASSES
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import RANKED
from geo.reading.clauses.number import is_band, is_institution, is_person, is_several
from geo.reading.clauses.places_told import KINDS, PLACE_REACH, PlacesTold, fits
from geo.reading.clauses.whereabouts import place_words
from geo.vocab import MentionRole, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from geo.country import ActorSpan, CountryPack
    from geo.model import Resolution
    from geo.reading.clauses.clause import Clause

SEAT_REACH = 6
"""So many sentences back the province is looked for whose capital is meant."""
PARTY_REACH = 2
"""So many sentences back a party is looked for."""
VOICE_REACH = 2
"""So many sentences behind its last word a voice may still be speaking."""

_CENTRES = place_words().centres
_OPENING = 4
"""A name that opens a sentence stands no more letters behind its beginning: a quotation mark, an article."""
_DESCRIBING = clause_words().describing
_WORD = re.compile(r"\w+|[^\w\s]")
_LIST_GAP = 24
"""So many letters at most stand between two names of a list: a unit's noun, a preposition, "and"."""


@dataclass(slots=True)
class Told:
    """What one sentence told of: the units of its predications, its other places, and its parties.

    `named` are all its places, in the order of its folded `text`, which begins at `start`.
    `thing` is the event noun that is the subject of its main clause, `deed` what harmed people or was done there
    ("two bombs went off"); `aside` is where its words only say what was
    before or beside what it tells ("days after the fall of X").
    `voices` are where those are named who say something, `refuges` where somebody only goes or is.
    `people` where a main clause tells of several people of no party ("the doctors were freed"); `counted` are the
    numbers of those of whom it tells ("two officers").
    `possible` are those units to which nothing happened: it is feared, planned or denied. `linked` are the subjects
    that stand side by side ("the police left and the Taliban came"), `listed` begin with the first of several;
    `actors` are all whom it names.
    """

    units: list[Resolution] = field(default_factory=list)
    possible: list[Resolution] = field(default_factory=list)
    places: list[Resolution] = field(default_factory=list)
    subjects: list[ActorSpan] = field(default_factory=list)
    linked: list[ActorSpan] = field(default_factory=list)
    listed: list[ActorSpan] = field(default_factory=list)
    actors: Sequence[ActorSpan] = ()
    named: Sequence[Resolution] = ()
    text: str = ""
    start: int = 0
    thing: str | None = None
    deed: str | None = None
    aside: Sequence[tuple[int, int]] = ()
    opens_aside: bool = False
    voices: Sequence[tuple[int, int]] = ()
    refuges: Sequence[tuple[int, int]] = ()
    people: bool = False
    counted: set[int] = field(default_factory=set)

    def lends(self, found: Iterable[Resolution]) -> list[Resolution]:
        """Those places that a later sentence may mean: none that was only named beside what the sentence tells."""
        return [each for each in found if not any(start <= each.mention.start < end for start, end in self.aside)]

    def is_voice(self, found: Resolution) -> bool:
        """Whether a place only says whose or where somebody is who is heard."""
        return self._is_heard(found.mention.start)

    def _is_heard(self, at: int) -> bool:
        return any(start <= at < end for start, end in self.voices)

    def told_of(self) -> Iterator[ActorSpan]:
        """Those whom it names, without whoever only speaks."""
        return (each for each in self.actors if not self._is_heard(each.start))

    def is_one(self, subject: ActorSpan) -> bool:
        """Whether a subject is a single person: "they" are others."""
        return is_person(subject) and subject not in self.listed


class Memory:
    """The sentences of one document as far as they were read."""

    def __init__(self, country: CountryPack, resolutions: Sequence[Resolution], day: date | None = None) -> None:
        """Remember nothing but the mentions of the country's capital and of the dateline, and the day of the text."""
        self.country = country
        self.sides = country.sides
        self.day = day
        self.country_code = country.code
        self.home = frozenset(word.lower() for word in country.demonyms)
        self.capital = next((each for each in resolutions if _is_capital_of(each, country)), None)
        self.dateline = next((each for each in resolutions if _is_filed_at(each)), None)
        self.places_told = PlacesTold(country.code, self.capital)
        self.told: list[Told] = []
        self.coming: list[Resolution] = []
        self.coming_start = 0
        self.coming_text = ""
        self.clauses: Sequence[Clause] = ()
        self.earlier: Sequence[Clause] = ()
        self.events: frozenset[str] = frozenset()
        self.happenings: frozenset[str] = frozenset()
        self.speaker: ActorSpan | None = None
        self.heard_at = 0
        self.known: dict[str, ActorSpan] = {}

    def begin(
        self,
        places: Sequence[Resolution],
        coming: Sequence[Resolution] = (),
        coming_start: int = 0,
        coming_text: str = "",
        *,
        text: str = "",
        start: int = 0,
        actors: Sequence[ActorSpan] = (),
    ) -> None:
        """Begin a sentence with its places, its actors and its folded text, which begins at `start`.

        `coming` are the places of the next one, whose folded text begins at `coming_start`.
        """
        self.coming = [each for each in coming if _is_unit(each) and each is not self.capital]
        self.coming_start = coming_start
        self.coming_text = coming_text
        units = [each for each in places if _is_unit(each)]
        self.told.append(Told(places=units, named=places, text=text, start=start, actors=actors))

    def unit(self, resolution: Resolution, *, happened: bool = True) -> None:
        """Something happened to a place, or is only feared, planned or denied."""
        if self.told and _is_unit(resolution):
            self.told[-1].units.append(resolution)
            if not happened:
                self.told[-1].possible.append(resolution)

    def subject(self, actor: ActorSpan, *, linked: bool = False, listed: bool = False) -> None:
        """Somebody is the subject of a clause; `linked` where it is no subordinate one, `listed` if of several."""
        if self.told:
            self.told[-1].subjects.append(actor)
            if listed:
                self.told[-1].listed.append(actor)
            if linked:
                self.told[-1].linked.append(actor)

    def set_aside(self, spans: Sequence[tuple[int, int]], start: int | None) -> None:
        """Say where the words of the sentence only tell what was before or beside what it tells.

        `start` is where the subject of its main clause begins.
        """
        if self.told:
            self.told[-1].aside = spans
            self.told[-1].opens_aside = start is not None and any(first < start for first, _ in spans)

    def set_voices(self, spans: Sequence[tuple[int, int]]) -> None:
        """Say where those are named who say something in the sentence."""
        if self.told:
            self.told[-1].voices = spans

    def set_refuges(self, spans: Sequence[tuple[int, int]]) -> None:
        """Say where those places are named in the sentence to which somebody goes, or where he only is."""
        if self.told:
            self.told[-1].refuges = spans

    def is_refuge(self, found: Resolution) -> bool:
        """Whether a place that was told of is only where somebody went or was."""
        at = found.mention.start
        return any(start <= at < end for told in self.told[-PLACE_REACH - 1 :] for start, end in told.refuges)

    def drop(self, spans: Sequence[tuple[int, int]]) -> None:
        """Forget the places of the sentence that stand for those who govern there."""
        if self.told and spans:
            told = self.told[-1]
            told.places = [
                each for each in told.places if not any(start <= each.mention.start < end for start, end in spans)
            ]

    def hear(self, speaker: ActorSpan | None) -> None:
        """Somebody speaks; None where nobody knows who it is."""
        self.speaker = speaker
        self.heard_at = len(self.told)

    def voice(self) -> ActorSpan | None:
        """Who was heard last, so few sentences before that he may still be speaking."""
        return self.speaker if len(self.told) - self.heard_at <= VOICE_REACH else None

    def tell(self, thing: str) -> None:
        """An event noun is the subject of a main clause."""
        if self.told:
            self.told[-1].thing = thing

    def told_of_people(self) -> bool:
        """Whether the sentence before told of several people of no party: they may be "they" who were taken."""
        return len(self.told) > 1 and self.told[-2].people

    def counts_people(self, number: int | None = None) -> bool:
        """Whether the sentence before, or this one, told of so many people: "the two" are they; None: of any number."""
        return any(each.counted and number in {None, *each.counted} for each in self.told[-2:])

    def deed(self) -> str | None:
        """What the sentence before told to be done, or to harm people, or that before it if it told of one more."""
        return self.told[-2].deed if len(self.told) > 1 else None

    def thing(self) -> str | None:
        """The event noun that the sentence before was about."""
        return self.told[-2].thing if len(self.told) > 1 else None

    def ground(self, noun: str, before: int, *, definite: bool = True) -> Resolution | None:
        """The ground that a noun stands for: no place to which somebody only went, "the governor fled to X"."""
        found = self.place(noun, before, definite=definite)
        if noun in place_words().surroundings and found is not None and not self._was_ground(found):
            return None  # "took the X valley in Y district ... took the area on Monday" is not the district
        if found is None or not self.is_refuge(found):
            return found
        kept = [
            replace(told, units=self._fought_for(told.units), places=self._fought_for(told.places))
            for told in self.told
        ]
        found = self.places_told.find(noun, before, kept)
        return None if found is None or self.is_refuge(found) else found

    def _was_ground(self, found: Resolution) -> bool:
        """Whether a place was itself fought for, and did not only say where something lies or happened."""
        return any(unit.place == found.place for told in self.told for unit in told.units)

    def _fought_for(self, places: Sequence[Resolution]) -> list[Resolution]:
        return [each for each in places if not self.is_refuge(each)]

    def place(self, noun: str, before: int, *, definite: bool = True) -> Resolution | None:
        """The place that a noun ("city", "it") stands for at a position of the text.

        Without an article ("Taliban take sixth capital") it is not where the text was filed.
        """
        if noun == "area":
            around = self.area(before)
            return around if around is not None and fits(around, KINDS[noun], noun) else None
        found = self.places_told.find(noun, before, self.told)
        return found or (self._filed(noun) if definite else None)

    def _filed(self, noun: str) -> Resolution | None:
        """The town of the dateline, where the text has named no other place before "the city"."""
        is_first = noun in _CENTRES and not any(told.named for told in self.told)
        found = self.dateline if is_first else None
        at_home = found is not None and found.place is not None and found.place.country_code == self.country_code
        return found if found is not None and at_home and fits(found, KINDS[noun], noun) else None

    def area(self, before: int) -> Resolution | None:
        """The one place that the nearest sentence names; of several "the area" may be that of any."""
        for told in reversed(self.told[-PLACE_REACH - 1 :]):
            found = [each for each in (*told.units, *told.places) if each.mention.start < before]
            outer = {each.mention.within for each in found}
            inner = [each for each in found if each.mention.part_of is None and each.mention.name_index not in outer]
            if inner:
                return inner[-1] if len({each.place for each in inner}) == 1 else None
        return None

    def seat_around(self, before: int) -> Resolution | None:
        """The capital of the one province in which the places of the nearest sentence lie; of several none.

        Where the text names none, that of whose voices are heard, or where it was filed.
        """
        heard: list[Resolution] = []
        for told in reversed(self.told[-SEAT_REACH - 1 :]):
            places = [each for each in told.places if each.mention.start < before]
            heard += [each for each in places if told.is_voice(each)]
            if found := [each for each in places if not told.is_voice(each)]:
                return self._seat_of(found)
        filed = self.dateline if self.dateline is not None and not _is_capital_of(self.dateline, self.country) else None
        return self._seat_of(heard) or (self._seat_of([filed]) if filed is not None else None)

    @staticmethod
    def _seat_of(places: Sequence[Resolution]) -> Resolution | None:
        """The capital of the one province in which places lie, in the words of the last."""
        seats = {each.seat.place_id: each for each in places if each.seat is not None}
        found = next(iter(seats.values()), None)
        return None if found is None or len(seats) > 1 else replace(found, place=found.seat, candidates=())

    def near(self, before: int) -> list[Resolution]:
        """The places of the country that the sentence so far, and the one before it, name."""
        return [
            each
            for told in self.told[-2:]
            for each in told.places
            if each.mention.start < before and each.place is not None and each.place.country_code == self.country_code
        ]

    def behind(self, noun: str, before: int, spans: Sequence[tuple[int, int]]) -> Resolution | None:
        """The one place of its kind that somebody is of who speaks: "..., said the mayor of Kunduz".

        None where the sentence names a place before.
        """
        kinds = KINDS.get(noun)
        if kinds is None or not self.told or any(each.mention.start < before for each in self.told[-1].places):
            return None
        found = [
            each
            for each in self.told[-1].places
            if any(start <= each.mention.start < end for start, end in spans) and fits(each, kinds, noun)
        ]
        return found[0] if len(found) == 1 else None

    def ahead(self, noun: str, within: Sequence[Resolution]) -> Resolution | None:
        """The name that the next sentence gives to what this one leaves unnamed: "a district in P fell. X lies ...".

        None where it goes on to tell what happened at the name, which may be another: "a district fell. X held out".
        """
        kinds = KINDS.get(noun)
        if kinds is None or not self.coming:
            return None
        first = self.coming[0]
        place = first.place
        if place is None or not fits(first, kinds, noun) or (bool(place.capital_of) is not (noun == "capital")):
            return None
        is_told_of = first.mention.start <= self.coming_start + _OPENING and self._is_described(first)
        if not (is_told_of or self._is_named(first)):
            return None
        stated = {each.place.admin1_pcode for each in within if each.place is not None and each.place.admin1_pcode}
        return first if not stated or place.admin1_pcode in stated else None

    def _is_named(self, named: Resolution) -> bool:
        """Whether the next sentence only says the name: "It was X.", "It was X, the home of ..."."""
        at, end = named.mention.start - self.coming_start, named.mention.end - self.coming_start
        ahead, behind = (_WORD.findall(part) for part in (self.coming_text[:at], self.coming_text[end:]))
        if behind and behind[0] in KINDS:
            behind = behind[1:]
        is_it = len(ahead) > 1 and ahead[0] in _DESCRIBING.it and ahead[1] in _DESCRIBING.being
        return is_it and set(ahead[2:]) <= _DESCRIBING.of_name and (not behind or not behind[0][0].isalnum())

    def _is_described(self, named: Resolution) -> bool:
        """Whether the next sentence says of a name what it is or where it lies: "X is a remote area", "X borders Y"."""
        behind = _WORD.findall(self.coming_text[named.mention.end - self.coming_start :])
        if behind and behind[0] in KINDS:
            behind = behind[1:]
        if not behind:
            return False
        if behind[:2] == ["had", "been"]:
            return not _DESCRIBING.before.isdisjoint(behind[2:3])
        is_noun = behind[0] in _DESCRIBING.being and len(behind) > 1
        if is_noun and behind[1] == "the":  # "X is the sixth they have taken"
            return behind[2:] != [] and behind[2] in RANKED
        return behind[0] in _DESCRIBING.lying or (
            is_noun and (behind[1] in _DESCRIBING.kinds or behind[1][0].isdigit())
        )

    def units(self) -> list[Resolution]:
        """The units of the nearest sentence that told of some: what "they" and "all three" stand for."""
        for told in reversed(self.told[-2:]):
            units = told.lends(told.units) if told is not self.told[-1] else told.units
            if units:
                return list(dict.fromkeys(units))
        for told in reversed(self.told[-2:-1]):
            inner = {each.mention.within for each in told.places}
            listed = [
                each
                for each in told.lends(told.places)
                if each.mention.part_of is None and each.mention.name_index not in inner
            ]
            if len(listed) > 1 and _are_side_by_side(listed):
                return listed
        return []

    def tells_of_people(self) -> bool:
        """Whether the sentence before names several people besides whom it is about: "... and took two soldiers"."""
        told = self.told[-2] if len(self.told) > 1 else Told()
        return any(is_several(each) and each not in told.subjects for each in told.told_of())

    def is_rebel(self, actor: ActorSpan) -> bool:
        """Whether an actor is of a side that is no state on the day of the text."""
        return self.sides.is_state_force(actor.actor.side, self.day) is False

    def are_enemies(self, one: ActorSpan, other: ActorSpan) -> bool:
        """Whether an armed actor is of a side that fights that of another."""
        sides = one.actor.side, other.actor.side
        armed = other.actor.actor_class in ARMED_CLASSES
        return armed and None not in sides and self.sides.are_opposed(str(sides[0]), str(sides[1]), self.day)

    def rivals(self, actor: ActorSpan) -> list[ActorSpan]:
        """The armed enemies of a party whom the sentence names beside it that told of it last."""
        before = reversed(self.told[-PARTY_REACH - 1 : -1])
        told = next((each for each in before if actor in each.subjects), None)
        return [] if told is None else [each for each in told.told_of() if self.are_enemies(actor, each)]

    def party(
        self, besides: ActorSpan | None = None, *, many: bool | None = None, regains: bool = False
    ) -> ActorSpan | None:
        """The party that a pronoun stands for where its own sentence names none before it; none of `besides`.

        Of two sides that are told of side by side it may be either. `many` is whether the pronoun is of several: those
        are no single person, and people told of before as well as an institution told of since, which wins
        ground back rather (`regains`).
        """
        institution = None
        for told in reversed(self.told[-PARTY_REACH - 1 : -1]):
            for subject in told.subjects:
                if (besides is not None and is_same_party(subject, besides)) or (many and told.is_one(subject)):
                    continue
                if many and institution is None and not regains and is_institution(subject):
                    institution = subject
                    continue
                others = (each for each in told.linked if besides is None or not is_same_party(each, besides))
                either = subject in told.linked and any(self.are_enemies(subject, each) for each in others)
                other = institution is not None and not is_same_party(subject, institution)
                return (
                    None
                    if either or other or (many is False and (is_several(subject) or is_band(subject)))
                    else subject
                )
        return institution


def is_same_party(one: ActorSpan, other: ActorSpan) -> bool:
    """Whether two actors are of one side, or are the same by name."""
    sides = {one.actor.side, other.actor.side}
    return one.actor.name == other.actor.name or (len(sides) == 1 and None not in sides)


def _is_capital_of(resolution: Resolution, country: CountryPack) -> bool:
    place = resolution.place
    return (
        place is not None
        and place.country_code == country.code
        and place.name == country.capital
        and bool(place.capital_of)
        and place.place_precision is PlacePrecision.SETTLEMENT
    )


def _is_filed_at(resolution: Resolution) -> bool:
    """Whether a name is the town of the dateline."""
    place = resolution.place
    is_town = place is not None and place.place_precision is PlacePrecision.SETTLEMENT
    return resolution.mention.role is MentionRole.DATELINE and is_town


def _are_side_by_side(listed: Sequence[Resolution]) -> bool:
    """Whether names stand in one list, with no more than a unit's noun between: not "shot in A and drowned in B"."""
    return all(later.mention.start - first.mention.end <= _LIST_GAP for first, later in pairwise(listed))


def _is_unit(resolution: Resolution) -> bool:
    place = resolution.place
    return (
        place is not None
        and resolution.mention.role is MentionRole.PLACE
        and place.country_code == "AF"
        and place.place_precision not in {PlacePrecision.NEAR, PlacePrecision.REGION, PlacePrecision.COUNTRY}
    )
