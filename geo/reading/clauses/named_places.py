"""Which places a phrase names: by its own words, by what stands behind them, or by what it refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.distances import told_off
from geo.reading.clauses.grounds import GroundFillers
from geo.reading.clauses.needs import is_country, singular
from geo.reading.clauses.things_told import thing_told, unit_in_name
from geo.reading.clauses.whereabouts import as_province, goes_on, is_elsewhere, is_inside, lies_somewhere, place_words
from geo.vocab import MentionRole, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.model import Resolution
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.tokens import Token
    from geo.reading.predication import Participant

_WORDS = place_words()
_PARTIES = clause_words().parties
_OPENING = 1
"""A phrase that opens a sentence begins behind so many words: its preposition."""


class NamedPlaceFillers(GroundFillers):
    """Finds the places that phrases name."""

    def places(self, phrase: Phrase) -> tuple[Participant, ...]:
        """The places that a phrase names: "a Moscow hotel", "the district of Ghormach"."""
        return self._whole(phrase)

    def _places_by(self, phrases: Sequence[tuple[str, Phrase]]) -> tuple[Participant, ...]:
        """The places behind the first preposition that has some; where something comes from is asked last."""
        ends: tuple[Participant, ...] = ()
        phrases = list(self._with_behind_countries(phrases))
        for is_origin in (False, True):
            for at, (word, other) in enumerate(phrases):
                if word not in _WORDS.where or (word in _WORDS.origin) is not is_origin:
                    continue
                if is_elsewhere(phrases, at):
                    ends = ends or self._stretch(phrases, at)
                    continue
                found = tuple(told_off(each, other, self._before(other)) for each in self._whole(other))
                if found and all(is_country(each) for each in found):  # "in western Afghanistan, in X province, ..."
                    found = self._places_by([each for each in other.attached if each[0] in _WORDS.at]) or found
                if len(found) > 1 and word in _WORDS.between:
                    ends = ends or self._between(other, found)
                    continue
                if found:
                    inner = self._narrowed(found, other, phrases[at + 1 :])
                    return inner or (*found, *self._listed_after(word, other, phrases[at + 1 :]))
        return ends

    def _before(self, phrase: Phrase) -> str:
        """The folded words of the sentence before a phrase."""
        told = self.memory.told[-1]
        return told.text[: max(0, phrase.span()[0] - told.start)]

    def _between(self, phrase: Phrase, ends: Sequence[Participant]) -> tuple[Participant, ...]:
        """What lies between places, at none of them, which are kept as what it lies within."""
        within = tuple(each.resolution for each in ends if each.resolution is not None)
        return (self._filler(phrase, unnamed=True, within=within),)

    def _stretch(self, phrases: Sequence[tuple[str, Phrase]], at: int) -> tuple[Participant, ...]:
        """The road whose ends two phrases beside each other name: "on the road from X to Y"."""
        if at + 1 >= len(phrases):
            return ()
        (word, one), (again, other) = phrases[at : at + 2]
        if word not in _WORDS.origin or again not in _WORDS.ends or one.end != other.start - 1:
            return ()
        first, last = self._whole(one), self._whole(other)
        return self._between(one, (*first, *last)) if len(first) == len(last) == 1 else ()

    @staticmethod
    def _with_behind_countries(phrases: Sequence[tuple[str, Phrase]]) -> Iterator[tuple[str, Phrase]]:
        """Phrases with what stands behind a country that they only share or act with: "the border with Iran in X"."""
        for word, phrase in phrases:
            yield word, phrase
            for member in phrase.members() if word not in _WORDS.where or word in _WORDS.between else ():
                found = member.head_token.resolution
                if found is not None and found.place is not None and found.place.kind is PlaceKind.COUNTRY:
                    yield from (each for each in member.attached if each[0] in _WORDS.at)

    def _narrowed(
        self, found: tuple[Participant, ...], outer: Phrase, phrases: Sequence[tuple[str, Phrase]]
    ) -> tuple[Participant, ...]:
        """The place inside an area that the next phrase names: "in X province, in the district of Y".

        Or the one where a thing stands that only has the name of another: "at the X restaurant in Y".
        """
        if len(found) != 1 or not phrases:
            return ()
        word, other = phrases[0]
        if word == "in" and other.start == outer.end + 1 and _is_called_after(outer):
            return self._where_it_stands(found[0], other)
        between = [token.tag for token in other.tokens[outer.end : other.start - 1]]
        inner = self._whole(other) if word in _WORDS.at and between == [","] else ()
        is_inner = bool(inner) and all(is_inside(each, found[0]) for each in inner)
        is_put = _is_province(found[0], inner) or all(_is_put_into(found[0], each) for each in inner)
        return inner if is_inner and is_put else ()

    def _where_it_stands(self, named: Participant, other: Phrase) -> tuple[Participant, ...]:
        """The places of the phrase behind a thing, unless they are whole countries or hold what it is called after."""
        there = self._whole(other)
        return () if any(is_country(each) or is_inside(named, each) for each in there) else there

    def _listed_after(self, word: str, first: Phrase, phrases: Sequence[tuple[str, Phrase]]) -> tuple[Participant, ...]:
        """The places of the phrases that go on a list: "in A and in B", "killed two in A and three in B"."""
        found: list[Participant] = []
        last = first
        for again, other in phrases:
            between = other.tokens[last.end : other.start - 1]
            is_alike = again == word or ({again, word} <= _WORDS.at and any(token.tag == "CC" for token in between))
            if not is_alike or not between or not (goes_on(between) or _is_aside(between)):
                break
            found += self._whole(other)
            last = other
        return tuple(found)

    def _behind_of(self, phrase: Phrase) -> tuple[Participant, ...]:
        """In "the bombing of Kunduz", "the blast in a market of Kunduz", "Monday's Kunduz attack"."""
        own = self._own_place(phrase)
        if own or phrase.lemma in _WORDS.holding:
            return own
        for other in (phrase.of, phrase.possessor):
            if other is not None and other.lemma not in _WORDS.frameworks and (found := self._whole(other)):
                return found
        return ()

    def _own_place(self, phrase: Phrase) -> tuple[Participant, ...]:
        own = [token for token in phrase.own if token.kind == "place" and token.resolution is not None]
        if not own or phrase.lemma in _WORDS.frameworks:
            return ()
        found = self._filler(phrase, resolution=own[-1].resolution, within=self._within(phrase))
        return () if phrase.lemma in _WORDS.borders and is_country(found) else (found,)  # "near the Pakistan border"

    def _whole(self, phrase: Phrase) -> tuple[Participant, ...]:
        """The places that a phrase names, by its own words or by what stands behind them."""
        found: list[Participant] = []
        for member in phrase.members():
            if member.pronoun:
                continue
            if member.head_token.kind == "actor":  # "a compound of the intelligence service in Maidan Shahr"
                found += self._places_by([each for each in member.attached if each[0] in _WORDS.at])
                continue
            if (seat := self._seat(member)) is not None:
                found += seat
                continue
            grounds = tuple(each for each in self.grounds(member) if each.resolution is not None)
            found += (
                grounds
                or self._stands_in(member)
                or self._own_place(member)
                or self._inside_of(member)
                or self._behind_of(member)
                or self._by_description(member)
                or self._of_thing(member)
            )
        return tuple(found)

    def _stands_in(self, member: Phrase) -> tuple[Participant, ...]:
        """Where a thing stands that only has the name of a place: "the bombing of the X hotel in Y"."""
        held = [other for word, other in member.attached if word == "in"]
        own = self._own_place(member) if held and _is_called_after(member) else ()
        return self._where_it_stands(own[0], held[0]) if own else ()

    def _by_description(self, member: Phrase) -> tuple[Participant, ...]:
        """Where a description puts what has no place: "Hanbar, a village of X district", "a pass which lies in X"."""
        for other in member.apposition:
            known = self.table.units.keys() | self.table.ground | _WORDS.quarters
            if other.lemma in known:
                found = self._inside_of(other) or self._behind_of(other)
                if found:
                    return found
        for clause in self.memory.clauses:
            if clause.head is member and clause.kind == "relative" and clause.gap == "subject":
                near = clause.phrases[:1]
                if near and near[0][0] in _WORDS.at and not (clause.objects or clause.times) and lies_somewhere(clause):
                    return self._places_by(near)
        return ()

    def _of_thing(self, member: Phrase) -> tuple[Participant, ...]:
        """Where the thing is that was told of before: "inside the mosque", "outside the district hospital"."""
        found = thing_told(member, self.memory.told) or self._by_its_unit(member)
        return (self._filler(member, resolution=found, anaphor=True),) if found is not None else ()

    def _by_its_unit(self, member: Phrase) -> Resolution | None:
        """The unit told of before that a thing is called by: "the provincial governor's office"."""
        unit = unit_in_name(member)
        is_thing = member.lemma in _WORDS.things | self.table.offices or member.lemma in self.table.units
        return self.memory.place(unit, member.span()[0]) if unit is not None and is_thing else None

    def _inside_of(self, member: Phrase) -> tuple[Participant, ...]:
        """Where a thing lies: "in a market near Kunduz"; of a mere state ("in answer to the blast in X") nothing."""
        is_state = member.determiner is None and member.possessor is None and not member.is_plural
        words = _WORDS.at if is_state else _WORDS.where
        return self._places_by([each for each in self._beside_noun(member) if each[0] in words])

    def _beside_noun(self, member: Phrase) -> list[tuple[str, Phrase]]:
        """The phrases behind a noun without where it is bound for: "a convoy to X" is not at X, "the gate to X" is."""
        if member.lemma in self.memory.happenings or member.lemma in _WORDS.doors:
            return member.attached
        return [each for each in member.attached if each[0] not in _WORDS.ends]

    def _of_member(self, member: Phrase) -> tuple[Participant, ...]:
        """The places that one argument carries by itself."""
        found = self._own_place(member) if member.head_token.kind != "actor" else ()
        if not found and member.lemma in self.table.units and member.of is not None:
            found = self._whole(member.of)  # "the provinces of X and Y in the east of Afghanistan"
        if not found and member.lemma in self.table.units.keys() | _WORDS.centres:
            found = tuple(place for each in member.apposition for place in self._own_place(each))
        held = self._beside_noun(member)
        if not self._stretch(held, 0):
            held = [each for each in held if each[0] not in _WORDS.origin]  # "men from X" were not seized there
        found = found or self._places_by(held) or self._referred(member)
        if not found and member.possessor is not None and member.lemma in _WORDS.things:
            found = self._whole(member.possessor)  # "hit the city's main hospital"
        if not found and member.of is not None and singular(member.lemma) in _PARTIES.counting:
            return self._of_member(member.of)  # "hundreds of residents of X"
        if not found and member.of is not None and member.of.head_token.kind != "actor" and not _is_home(member):
            found = self._whole(member.of)
            if found and all(is_country(each) for each in found):
                found = self._beside_country(member) or found
            elif member.lemma in _WORDS.of_province:
                found = tuple(as_province(each, self.memory.capital) for each in found)
        return found

    def _beside_country(self, phrase: Phrase) -> tuple[Participant, ...]:
        """The place behind the country that something is of, which lies in no place: "the envoy of Iran in Kabul"."""
        attached = phrase.of.attached if phrase.of is not None else []
        return self._places_by([each for each in attached if each[0] in _WORDS.at])

    def _referred(self, member: Phrase) -> tuple[Participant, ...]:
        """The place told of before that a bare "the city" or "the area" stands for, or the country's capital."""
        if self._national_capital(member) is not None:
            return tuple(self.grounds(member))
        if (seat := self._seat(member)) is not None:
            return seat
        if _is_bare(member) and member.lemma in _WORDS.surroundings:
            around = self.memory.area(member.span()[0])
            return (self._filler(member, resolution=around, anaphor=True),) if around is not None else ()
        if member.lemma not in self.table.units or not (_is_bare(member) or member.is_plural):
            return ()
        return tuple(each for each in self.grounds(member) if each.resolution is not None and each.anaphor)

    def _seat(self, member: Phrase) -> tuple[Participant, ...] | None:
        """What a bare "the capital" is: the country's, where the text names it and no other place stands near.

        Behind a town it may be either, and is none. None for anything else, and behind a province, which decides. What
        a sentence opens with turns from what was told before: "In the capital, ...".
        """
        capital = self.memory.capital
        if member.lemma != "capital" or not _is_bare(member):
            return None
        if found := tuple(place for each in member.apposition for place in self._own_place(each)):
            return found  # "north of the capital, X"
        if capital is None:
            return None
        near = [each for each in self.memory.near(member.span()[0]) if each.place != capital.place]
        if member.start <= _OPENING and not any(_has_capital(each) for each in near):
            return (self._filler(member, resolution=capital, anaphor=True),)
        if any(each.place is not None and each.place.kind is PlaceKind.PROVINCE for each in near):
            return None
        is_alone = all(each.mention.role is MentionRole.DATELINE for each in near)
        return (self._filler(member, resolution=capital, anaphor=True),) if is_alone else ()


def _has_capital(found: Resolution) -> bool:
    """Whether a name is that of a provincial capital, or of a province that no place was put into."""
    place = found.place
    is_province = place is not None and place.kind is PlaceKind.PROVINCE and found.mention.part_of is None
    return place is not None and (is_province or bool(place.capital_of))


def _is_called_after(phrase: Phrase) -> bool:
    """Whether a house or yard has the name of a place before it: "the X restaurant"."""
    return phrase.head_token.kind == "word" and (phrase.lemma in _WORDS.things or phrase.lemma in _WORDS.quarters)


def _is_bare(member: Phrase) -> bool:
    """Whether a phrase is a noun with "the" and no more: "the capital"."""
    return [token.low for token in member.own] == ["the", member.lemma] and member.of is None


def _is_province(outer: Participant, inner: Sequence[Participant]) -> bool:
    """Whether a name is that of the province in which others lie; a capital's name is before several districts."""
    place = outer.resolution.place if outer.resolution is not None else None
    kinds = {each.resolution.place.kind for each in inner if each.resolution is not None and each.resolution.place}
    are_districts = len(inner) > 1 and kinds == {PlaceKind.DISTRICT}
    return place is not None and (place.kind is PlaceKind.PROVINCE or (bool(place.capital_of) and are_districts))


def _is_aside(between: Sequence[Token]) -> bool:
    """Whether only what is told of the place before stands between two of a list: "in X, where two died, and in Y"."""
    tags = [token.tag for token in between]
    ends = tags[-1] == "," or tags[-2:] == [",", "CC"]
    return len(tags) > len(",w,") and tags[0] == "," and tags[1] == "WP" and ends and not {";", ":"} & {*tags}


def _is_put_into(outer: Participant, inner: Participant) -> bool:
    """Whether the text puts one name into the other."""
    if outer.resolution is None or inner.resolution is None:
        return False
    return outer.resolution.mention.part_of == inner.resolution.mention.start


def _is_home(member: Phrase) -> bool:
    """Whether "of" says where a man of rank is from: "Cpl. Peter Hall, 24, of X"."""
    words = [token.low for token in member.own]
    return len(words) > 1 and words[0] in _PARTIES.ranks and member.head_token.actor is None
