"""Which ground fills a role: a named unit, one that "the city" stands for, or one without a known name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language import default_language
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.ground_parts import is_nearly_all, is_side, is_spared, leaves_out, whole_around
from geo.reading.clauses.naming import proper_name
from geo.reading.clauses.nouns import place_in_order
from geo.reading.clauses.office_grounds import as_unit, in_charge_of, owned_by
from geo.reading.clauses.told_ground import ToldGround, counts_those, reference_noun
from geo.vocab import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.model import Resolution
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause
    from geo.reading.clauses.office_grounds import Charge
    from geo.reading.predication import Participant

_NOUNS = clause_words().nouns
_PREPOSITIONS = clause_words().prepositions
_PRONOUNS = clause_words().pronouns
_SOME = _PRONOUNS.one_of_many | _PRONOUNS.unnamed


_SHARED = frozenset({"district", "city", "town", "province", "village"})
"""Nouns that one member of a list may have for others."""


class GroundFillers(ToldGround):
    """Finds the ground."""

    def grounds(
        self,
        phrase: Phrase,
        clause: Clause | None = None,
        *,
        unit_noun: str | None = None,
        part: bool = False,
        depth: int = 0,
    ) -> Iterator[Participant]:
        """A filler for each piece of ground that a phrase names; none where it names none."""
        if depth > len("nested"):
            return
        if is_spared(phrase):
            whole = whole_around(phrase)
            if whole is not None:
                yield from self.grounds(whole, clause, part=not whole.is_plural, depth=depth + 1)
            return
        for member in phrase.members():
            shared = unit_noun or _shared_noun(phrase, member)
            if (told := self._told_in_order(member)) is not None:
                yield self._filler(member, resolution=told, unit_noun=unit_noun, anaphor=True, part=part)
                continue
            if unit_noun is None and self._is_of_those_in(member, phrase):
                yield self._those_in(member, part=part)
                continue
            own = (
                member.own
                and member.lemma in self.table.units
                and member.lemma != "capital"
                and shared != "provincial_capital"
            )
            yield from self._ground(member, clause, None if own else shared, part=part, depth=depth)

    def _ground(
        self, phrase: Phrase, clause: Clause | None, unit_noun: str | None, *, part: bool, depth: int
    ) -> Iterator[Participant]:
        head = phrase.head_token
        part = part or is_nearly_all(phrase) or is_side(phrase, self.memory.country)
        if phrase.pronoun or counts_those(phrase):
            yield from self._pronoun_ground(phrase, clause, part=part)
            return
        if head.kind == "actor" or _is_charge(phrase):
            return
        stands_for = self._stands_for(phrase)
        if stands_for is not None:
            others, noun, is_part = stands_for
            for other in others:
                inner = self.grounds(other, clause, unit_noun=noun, part=part or is_part, depth=depth + 1)
                yield from self._put_around(phrase, other, inner)
            return
        resolution = self._national_capital(phrase) or self._resolution(phrase)
        noun = unit_noun if unit_noun == "provincial_capital" else self._unit_noun(phrase) or unit_noun
        known = head.lemma in self.table.units or head.lemma in self.table.sites or head.lemma in self.table.ground
        known = known or noun == "border_crossing"  # "the border post", not any post
        if resolution is not None and (head.kind == "place" or known):
            yield self._named(phrase, resolution, noun, part=part)
            return
        if resolution is None and noun is None and head.lemma in self.table.offices:
            yield from self._office(phrase, clause)
            return
        if unit_noun is not None and head.tag == "NNP":
            yield self._filler(
                phrase, unit_noun=unit_noun, name=proper_name(phrase), within=self._within(phrase), part=part
            )
            return
        if not known and not self._is_site_name(phrase):
            if head.lemma in self.table.offices:
                yield from self._office(phrase, clause)
            return
        yield from self._unnamed(phrase, clause, noun, part=part)

    def _those_in(self, phrase: Phrase, *, part: bool) -> Participant:
        """Units without names in the place that stands before their noun."""
        around = self._resolution(phrase)
        within = (*((around,) if around is not None else ()), *self._within(phrase))
        return self._filler(phrase, unit_noun=self._unit_noun(phrase), unnamed=True, within=within, part=part)

    def _national_capital(self, phrase: Phrase) -> Resolution | None:
        """The country's capital, where a phrase says it without its name: "the Afghan capital"."""
        if phrase.lemma != "capital" or phrase.is_plural or not self._is_national(phrase):
            return None
        if not {"provincial", "regional"}.isdisjoint(token.low for token in phrase.own):
            return None  # "an Afghan provincial capital"
        found = self._resolution(phrase) or self.memory.capital
        return found if found is not None and found.place and found.place.kind is not PlaceKind.COUNTRY else None

    def _put_around(self, group: Phrase, named: Phrase, members: Iterable[Participant]) -> Iterator[Participant]:
        """The members of a group, those that nobody knows in the place that the group lies in."""
        around = self._within(group) if self._is_some_of(group, named) else self._around_group(group)
        for each in members:
            known = each.resolution is not None or bool(each.within)
            yield each if known or not around else replace(each, within=around)

    def _around_group(self, phrase: Phrase) -> tuple[Resolution, ...]:
        """Where a group of units lies whose members are told apart: "three districts of Baghlan, A, B and C"."""
        if phrase.of is None or phrase.of.items or not phrase.is_plural:
            return ()
        found = self._resolution(phrase.of)
        if found is not None and found.place is None:  # a group of units lies in the province of that name
            provinces = [each.place for each in found.candidates if each.place.kind is PlaceKind.PROVINCE]
            found = replace(found, place=provinces[0]) if len(provinces) == 1 else None
        return (found,) if found is not None else ()

    def _named(self, phrase: Phrase, resolution: Resolution, noun: str | None, *, part: bool) -> Participant:
        is_kind = phrase.lemma in self.table.units and resolution.mention.reading is PlaceKind.PROVINCE
        if self._only_lies_in(phrase) and not is_kind:  # "three districts of Farah" keep their kind
            return self._filler(phrase, unit_noun=noun, unnamed=True, within=(resolution,), part=part)
        own = [token for token in phrase.own if token.kind == "place"]
        is_site = phrase.lemma in self.table.sites and phrase.head_token.kind != "place"
        if is_site and self._site_place(resolution) is False:
            # "Farah airport", "the Balaweel base in Bala Murghab": a site by a place's name
            name = proper_name(phrase)
            return self._filler(
                phrase,
                unit_noun=noun or "base",
                name=name,
                unnamed=name is None,
                within=(resolution, *self._within(phrase)),
                part=part,
            )
        if (
            phrase.lemma in self.table.offices
            and phrase.head_token.kind != "place"
            and noun not in {"district_centre", "border_crossing", "provincial_capital"}
        ):
            return self._filler(phrase, resolution=resolution, unit_noun=None, part=True, within=self._within(phrase))
        return self._filler(
            phrase,
            resolution=resolution,
            unit_noun=noun,
            part=part or (phrase.head_token.lemma == "outskirts" and bool(own)) or leaves_out(phrase),
            within=self._within(phrase),
        )

    def _around(self, phrase: Phrase, clause: Clause | None) -> Phrase | None:
        """The phrase that the clause puts right behind a thing, or before its subject, for where the thing is.

        "Seized the governor's office in Kunduz"; "in Nad Ali, militants surrounded the police headquarters".
        """
        if clause is None:
            return None
        first = clause.subject.start if clause.subject is not None else 0
        for word, other in clause.phrases:
            is_behind = phrase.end <= other.start <= phrase.end + 1
            if (is_behind and word in _PREPOSITIONS.locative) or (word in _PREPOSITIONS.inside and other.end <= first):
                return other
        return None

    def _office(self, phrase: Phrase, clause: Clause | None) -> Iterator[Participant]:
        """An office in a town ("the governor's office in Lashkar Gah") is a part of it, offices one of each town."""
        around = self._around(phrase, clause)
        behind = self._resolution(around) if around is not None else None
        resolution = self._resolution(phrase) or next(iter(self._within(phrase)), None) or behind
        if phrase.is_plural and phrase.lemma in _NOUNS.public and around is not None:
            for each in self.grounds(around, clause):
                place = each.resolution.place if each.resolution is not None else None
                if place is not None and place.kind is not PlaceKind.PROVINCE:
                    yield self._filler(phrase, resolution=each.resolution, part=True)
        elif resolution is not None and not phrase.is_plural and phrase.determiner in {None, "the", "its"}:
            yield self._filler(phrase, resolution=resolution, part=True)
        elif phrase.lemma in self.table.sites or phrase.lemma in _NOUNS.posts:
            inside = (resolution,) if resolution is not None else ()
            yield self._filler(phrase, unnamed=True, unit_noun="base", within=(*inside, *self._within(phrase)))

    def _unnamed(self, phrase: Phrase, clause: Clause | None, noun: str | None, *, part: bool) -> Iterator[Participant]:
        """Ground without a known name: a name that nobody knows, "the city", or "five villages"."""
        name, within = _name_of(phrase), self._within(phrase)
        if name is not None and (noun is not None or self._is_site_name(phrase)):
            yield self._filler(phrase, unit_noun=noun or "base", name=name, within=within, part=part)
            return
        if phrase.lemma in _NOUNS.land and phrase.determiner is None and within:
            yield self._filler(phrase, unit_noun=noun, unnamed=True, within=within, part=part)
            return
        site = next((each for each in within if self._site_place(each)), None)
        if noun == "base" and site is not None:
            yield self._filler(phrase, resolution=site, unit_noun=noun, part=part, within=within)
            return
        is_several = phrase.is_plural and phrase.head_token.low != "headquarters"
        if is_several and not within and (those := self._those_told(phrase, clause)):
            yield from (
                self._filler(phrase, resolution=each, unit_noun=noun, anaphor=True, part=part) for each in those
            )
        elif (outer := _new_around(phrase)) is not None:
            found = self._one_of_many(phrase, clause, noun, part=part)
            yield from (replace(each, determiner=outer.determiner) for each in found)
        elif is_several or phrase.determiner in _SOME or (phrase.determiner is None and phrase.own[0].tag == "CD"):
            yield from self._one_of_many(phrase, clause, noun, part=part)
        else:
            yield from self._unnamed_one(phrase, clause, noun, part=part)

    def _unnamed_one(
        self, phrase: Phrase, clause: Clause | None, noun: str | None, *, part: bool
    ) -> Iterator[Participant]:
        """One piece of ground without a name: "the city", "their capital"; what was told of before, or nobody knows."""
        within, lemma = self._within(phrase), phrase.lemma
        definite = phrase.determiner in _PRONOUNS.definite
        is_seat = noun == "district_centre" and definite and bool(within) and _is_district(within[0])
        if within and (noun in {"border_crossing", "base"} or is_seat):  # "the border crossing at Spin Boldak"
            yield self._filler(phrase, resolution=within[0], unit_noun=noun, part=part, within=within)
            return
        charge = self._charge(phrase, clause) if definite and not within else None
        if charge is not None:
            is_one_of = any(place_in_order(token.low) is not None for token in phrase.own)  # "their third district"
            unit = charge.place if not is_one_of else None
            own = as_unit(unit, reference_noun(phrase, noun)) if unit is not None else None
            yield self._filler(phrase, resolution=own, unit_noun=noun, unnamed=own is None, anaphor=True, part=part)
            return
        found = (
            self._told_ground(phrase, clause, noun, definite=definite)
            if (definite or phrase.determiner is None) and _name_of(phrase) is None and not self._is_of_unknown(phrase)
            else None
        )
        is_own = phrase.determiner in _PRONOUNS.own and noun is not None
        is_meant = (definite or is_own) and not self._is_of_unknown(phrase)
        found = found or (self._implied(phrase, clause) if is_meant else None)
        if found is not None and not (within and not _agrees(found, within)):
            yield self._filler(phrase, resolution=found, unit_noun=noun, anaphor=True, part=part, within=within)
            return
        if definite and lemma not in _NOUNS.vague_ground and noun is not None:
            yield self._filler(phrase, unit_noun=noun, unnamed=True, within=within, anaphor=True, part=part)
        elif phrase.determiner is None and within and noun is not None and phrase.head_token.kind == "word":
            yield from self._one_of_many(phrase, clause, noun, part=part)  # a headline: "Taliban take district in X"

    def _charge(self, phrase: Phrase, clause: Clause | None) -> Charge | None:
        """Whose charge a piece of ground is by its possessive, or by who gives it up."""
        clauses = self.memory.clauses
        owned = owned_by(phrase, clauses, self._resolution)
        if owned is None and phrase.of is not None:  # "the capital of their province"
            owned = owned_by(phrase.of, clauses, self._resolution)
        return owned or in_charge_of(phrase, clause, clauses, self._resolution)

    def _one_of_many(
        self, phrase: Phrase, clause: Clause | None, noun: str | None, *, part: bool
    ) -> Iterator[Participant]:
        """Ground that is one of several, or several: what the next sentence says is its name, or where it lies."""
        within = self._within(phrase)
        is_one = not phrase.is_plural and (phrase.determiner is None or phrase.determiner in _PRONOUNS.one_of_many)
        coming = self.memory.ahead(phrase.lemma, within) if is_one else None
        if coming is not None:
            yield self._filler(phrase, resolution=coming, unit_noun=noun, anaphor=True, part=part, within=within)
        elif phrase.lemma not in _NOUNS.vague_ground:
            yield from self._somewhere(phrase, clause, noun, part=part)

    def _somewhere(
        self, phrase: Phrase, clause: Clause | None, noun: str | None, *, part: bool
    ) -> Iterator[Participant]:
        """Ground without a name in what its own words name, or refer to: "five villages in the district".

        Once in each of several places that they name: "districts in X and Y".
        """
        within = self._within(phrase)
        for places in _each_apart(within) if within else ():
            yield self._filler(phrase, unit_noun=noun, unnamed=True, within=places, part=part)
        if within:
            return
        behind = (other for word, other in phrase.attached if word in _PREPOSITIONS.locative)
        meant = (each.resolution for other in behind for each in self.grounds(other, clause) if each.anaphor)
        within = tuple(each for each in meant if each is not None)
        yield self._filler(phrase, unit_noun=noun, unnamed=True, within=within, anaphor=bool(within), part=part)

    def _is_of_unknown(self, phrase: Phrase) -> bool:
        """Whether a phrase names what it lies in, by a name that nobody knows: "the capital of Nowhere province"."""
        inside = [other for word, other in phrase.attached if word in _PREPOSITIONS.locative]
        outer = [each for each in (phrase.of, phrase.possessor, *inside) if each is not None]
        return any(proper_name(each) is not None and self._resolution(each) is None for each in outer)


def _name_of(phrase: Phrase) -> str | None:
    """The name of ground that nobody knows, in a phrase or what says it in other words."""
    named = (proper_name(each) for each in (phrase, *phrase.apposition))
    return next((name for name in named if name), None)


def _new_around(phrase: Phrase) -> Phrase | None:
    """The unit told for the first time whose centre or base a phrase is: "the centre of a district in X"."""
    outer = phrase.of
    return outer if outer is not None and outer.determiner in _SOME and not phrase.is_plural else None


def _each_apart(within: tuple[Resolution, ...]) -> Iterator[tuple[Resolution, ...]]:
    """Several provinces each by itself; the parts of one, with what they lie in, together."""
    places = [each.place for each in within if each.place is not None]
    if len(places) > 1 and len(places) == len(within) and all(each.kind is PlaceKind.PROVINCE for each in places):
        yield from ((each,) for each in within)
    else:
        yield within


def _is_district(found: Resolution) -> bool:
    """Whether a place is a district, which has one seat: "the police headquarters in X district"."""
    return found.place is not None and found.place.kind is PlaceKind.DISTRICT


def _is_charge(phrase: Phrase) -> bool:
    """Whether a phrase is the office of one man: "the governor lost his seat"."""
    return phrase.lemma in _NOUNS.charges and phrase.determiner in default_language().one_person


def _shared_noun(phrase: Phrase, member: Phrase) -> str | None:
    """The unit noun that a later member of a list has for one before it: "A, B and C districts"."""
    at = next((k for k, each in enumerate(phrase.items) if each is member), len(phrase.items))
    for other in phrase.items[at:]:
        token = other.head_token
        is_plural_unit = token.kind == "word" and token.lemma != token.low and token.lemma in _SHARED
        if is_plural_unit and not any(each.tag == "PRP$" for each in other.own):  # "Ghazni and its districts"
            return token.lemma if token.lemma != "town" else "city"
    return None


def _agrees(found: Resolution, within: tuple[Resolution, ...]) -> bool:
    place = found.place
    for each in within:
        other = each.place
        if other is not None and place is not None and other.admin1_pcode and place.admin1_pcode:
            return other.admin1_pcode == place.admin1_pcode
    return True
