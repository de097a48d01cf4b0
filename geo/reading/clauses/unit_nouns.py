"""What the text calls a piece of ground: a district, a centre, a base, a list of cities or a part of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.ground_parts import is_nearly_all, leaves_out
from geo.reading.clauses.naming import proper_name
from geo.reading.clauses.nouns import RANKED, names_place
from geo.reading.clauses.parties import PartyFillers
from geo.vocab import SETTLEMENT_KINDS, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.reading.clauses.chunks import Phrase

_COUNTING = clause_words().parties.counting
_NOUNS = clause_words().nouns
_PREPOSITIONS = clause_words().prepositions
_PRONOUNS = clause_words().pronouns
_WHOLES = clause_words().wholes


class UnitNouns(PartyFillers):
    """Reads the nouns of ground."""

    def _listed(self, phrase: Phrase) -> Phrase | None:
        """The list that a group is: "three districts: A, B and C", "the districts of A and B", "cities like X"."""
        counted = phrase.head_token.tag == "CD" and phrase.of is not None and phrase.of.is_plural
        if not (phrase.is_plural or counted) or phrase.items:
            return None
        if (
            phrase.of is not None
            and phrase.of.items
            and any(self._resolution(item) is not None for item in phrase.of.items)
            and phrase.lemma in self.table.units
        ):
            return phrase.of
        beside = [*phrase.apposition, *(phrase.of.apposition if phrase.of is not None else ())]
        return next((each for each in beside if any(self._is_member(member) for member in _named_in(each))), None)

    def _is_member(self, phrase: Phrase) -> bool:
        """Whether a phrase names a place, not how far from one something lies: "the hills, 40 km north of X"."""
        found = self._resolution(phrase)
        return found is not None and found.mention.near_km is None

    def _is_part(self, phrase: Phrase) -> bool:
        head = phrase.head_token
        if head.lemma == "district" and any(token.low == "police" for token in phrase.own):
            return True  # "three police districts of Herat" are quarters of a city
        if head.lemma == "district" and phrase.of is not None and phrase.of.lemma in _NOUNS.towns:
            return True  # "nine districts of the provincial capital"
        if head.lemma in self.table.ground and phrase.of is not None and proper_name(phrase) is not None:
            return names_place(phrase.of)  # "the Qala region of P district"
        if head.kind != "word" or (head.lemma not in self.table.parts and head.low not in self.table.parts):
            return False
        if any(token.kind == "place" for token in phrase.own):
            return head.lemma in self.table.edges
        if head.lemma == "area":
            return phrase.of is not None and (phrase.is_plural or phrase.determiner is None)
        return (
            phrase.of is not None
            or phrase.possessor is not None
            or any(word in _PREPOSITIONS.locative for word, _ in phrase.attached)
        )

    def _wholes(self, phrase: Phrase) -> Iterator[Phrase]:
        if phrase.of is not None:
            yield phrase.of
        elif phrase.possessor is not None:
            yield phrase.possessor
        else:
            yield from (other for word, other in phrase.attached[:1] if word in _PREPOSITIONS.locative)

    def _unit_noun(self, phrase: Phrase) -> str | None:
        """The unit that the text calls a phrase, by its own noun or that of its apposition."""
        for each in (phrase, *phrase.apposition):
            lows = [token.lemma for token in each.own]
            lemma = each.lemma
            if each.head_token.kind == "place" and each is not phrase:
                continue
            if lemma in self.table.seats.centres:
                centre = self._centre_noun(each, apposed=each is not phrase)
                if centre == "base" and each is not phrase and phrase.head_token.kind == "place":
                    continue  # "Taloqan, the headquarters of the opposition", is a city
                return centre
            words = {word for token in each.own for word in token.words}
            if each.head_token.low in self.table.crossings.nouns or (
                lemma in self.table.crossings.posts and words & self.table.crossings.border
            ):
                return "border_crossing"
            if lemma in {"town", "city"} and "border" in lows:
                return "city"
            if lemma == "capital" or (lemma == "city" and "capital" in lows):
                return (
                    "provincial_capital"
                    if each is phrase
                    or self.table.seats.provincial & set(lows)
                    or each.of is not None
                    or each.possessor is not None
                    else None
                )
            unit = self.table.units.get(lemma)
            if unit is not None and (each is phrase or each.determiner in {"a", "an", "the"}):
                return unit
            if lemma in self.table.sites and each.head_token.kind != "place" and each is phrase:
                return "base"
        return None

    def _centre_noun(self, phrase: Phrase, *, apposed: bool) -> str | None:
        """The unit whose centre, seat or headquarters a phrase names; None for a building of somebody's."""
        lemma = phrase.lemma
        lows = [token.lemma for token in phrase.own]
        chain = {*lows, *(token.lemma for other in phrase.inside() for token in other.own)}
        if "district" in chain:
            return "district_centre"
        if "provincial" in lows or "province" in chain or (apposed and lemma in self.table.seats.apposed):
            return "provincial_capital"
        if self._names_district(phrase):
            return "district_centre"
        if lemma in self.table.seats.quarters and "police" not in phrase.span_words() and self._is_military(phrase):
            return "base"
        return None

    def _names_district(self, phrase: Phrase) -> bool:
        found = self._resolution(phrase)
        return found is not None and found.place is not None and found.place.kind.value == "district"

    def _is_military(self, phrase: Phrase) -> bool:
        """Whether headquarters are an army's: they are its, or stand at a base."""
        if any(token.kind == "actor" for other in phrase.inside() for token in other.own):
            return True
        return any(self._site_place(each) for each in self._within(phrase))

    def _is_site_name(self, phrase: Phrase) -> bool:
        """Whether a name says that it is a site: "Camp Jannat", "Bagram Air Base"."""
        return any(
            (token.capital and token.lemma in self.table.sites)
            or (token.capital and token.low in self.table.named_sites)
            for token in phrase.own
        )

    def _is_of_those_in(self, phrase: Phrase, whole: Phrase) -> bool:
        """Whether a plural speaks of units without names by the place that they lie in: "two Kandahar districts".

        A later one of a list has its noun for all before it: "Sangin and Garmser districts (of X, and A in Y)".
        """
        if not phrase.is_plural or phrase.lemma not in self.table.units or phrase.head_token.kind != "word":
            return False
        is_later = any(phrase is each for each in whole.items[1:])
        shares = is_later and all(token.tag != "CD" for token in phrase.own)
        own = any(token.kind == "place" for token in phrase.own)
        return own and not shares and self._stands_for(phrase) is None

    def _only_lies_in(self, phrase: Phrase) -> bool:
        """Whether the name behind "of" only says where ground lies: "two hills of X", not "the city of X"."""
        if phrase.of is None or any(token.kind == "place" for token in phrase.own):
            return False
        if any(other.head_token.kind == "place" for other in phrase.apposition):
            return False
        is_some = phrase.determiner in _PRONOUNS.one_of_many or phrase.determiner == "some"
        is_many = phrase.is_plural and phrase.lemma not in self.table.single
        return is_some or is_many or phrase.lemma in _NOUNS.features

    def _is_some_of(self, phrase: Phrase, whole: Phrase) -> bool:
        """Whether a phrase says how many units without names are meant: "dozens of posts", "most of the villages"."""
        if whole.items or whole.apposition or whole.head_token.kind != "word":
            return False
        if any(token.kind == "place" for token in whole.own):
            return False
        if whole.lemma in _NOUNS.land and whole.determiner is None and whole.of is None:
            return phrase.lemma in self.table.parts or phrase.lemma in _COUNTING
        counts = phrase.lemma in _COUNTING or phrase.head_token.tag == "CD"
        unit = self.table.units.get(whole.lemma)
        is_unit = unit is not None and unit not in {"province", "provincial_capital"}  # those are counted by name
        known = is_unit or whole.lemma in self.table.sites or whole.lemma in _NOUNS.posts
        return counts and whole.is_plural and known

    def _stands_for(self, phrase: Phrase) -> tuple[Iterable[Phrase], str | None, bool] | None:
        """The phrases that a phrase stands for, the unit that it calls them, and whether it is only a part of them.

        "The sixth, Aybak", "the whole of X", "three districts: A, B and C", "parts of X". None where it is the ground.
        """
        head = phrase.head_token
        if head.low in RANKED and phrase.apposition:
            return phrase.apposition, None, False
        if (other := self._every_one(phrase) or self._town_named(phrase)) is not None:
            return (other,), None, False
        if head.low in _WHOLES.whole and phrase.of is not None:
            return (phrase.of,), None, leaves_out(phrase, {"but"})
        if phrase.of is not None and phrase.of.is_plural and _names_those(phrase, phrase.of):
            return (phrase.of,), None, False
        inner = self._listed(phrase)
        if inner is not None:
            noun = self._unit_noun(phrase)
            if noun is None and phrase.of is not None:  # "two of the province's districts"
                noun = self._unit_noun(phrase.of)
            return (inner,), noun, False
        if phrase.of is not None and self._is_some_of(phrase, phrase.of):
            return (phrase.of,), None, False
        if self._is_part(phrase):
            is_all = phrase.is_plural and phrase.own[0].low in _WHOLES.whole  # "all parts of X"
            return self._wholes(phrase), None, not is_all or is_nearly_all(phrase)
        return None

    @staticmethod
    def _every_one(phrase: Phrase) -> Phrase | None:
        """What "every one of them" is."""
        ahead = phrase.tokens[max(phrase.start - 1, 0)].low
        return phrase.of if phrase.head_token.low in _PRONOUNS.singled and ahead in _WHOLES.each else None

    def _town_named(self, phrase: Phrase) -> Phrase | None:
        """The town or district that a phrase calls somebody's stronghold: "their stronghold, X", "a rebel bastion, X".

        "The rebel bastion of X" is X; "the stronghold of X" may be a fort there.
        """
        if phrase.lemma not in _NOUNS.held or phrase.is_plural:
            return None
        is_of = phrase.of is not None and (phrase.possessor is not None or len(phrase.own) > len(("the", "bastion")))
        for each in (*phrase.apposition, *([phrase.of] if phrase.of is not None and is_of else [])):
            found = self._resolution(each)
            if found is not None and found.place is not None and found.mention.near_km is None:
                return each if found.place.kind in SETTLEMENT_KINDS | {PlaceKind.DISTRICT} else None
        return None

    def _is_national(self, phrase: Phrase) -> bool:
        if any(token.low in self.memory.home for token in phrase.own):
            return True
        for other in (phrase.possessor, phrase.of):
            if other is None:
                continue
            if other.lemma in {"country", "nation"} and other.determiner == "the":
                return True
            place = other.head_token.resolution.place if other.head_token.resolution else None
            if place is not None and place.kind is PlaceKind.COUNTRY and place.country_code == self.memory.country_code:
                return True
        return False


def _named_in(phrase: Phrase) -> Iterator[Phrase]:
    """The members of a list, those behind "of" where a plural of units opens it: "the cities of A and B"."""
    if phrase.of is not None and phrase.of.items and phrase.is_plural:
        yield from phrase.of.members()
    else:
        yield from phrase.members()


def _names_those(phrase: Phrase, units: Phrase) -> bool:
    """Whether a phrase only lists or counts units: "a list of cities", "a total of three: A, B and C"."""
    return phrase.lemma in _NOUNS.naming or (phrase.lemma in _COUNTING and bool(units.apposition))
