"""What the text calls a piece of ground: a district, a centre, a base, a list of cities or a part of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.parties import PartyFillers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.reading.clauses.chunks import Phrase

_PREPOSITIONS = clause_words().prepositions


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
            and self._resolution(phrase.of.items[0]) is not None
            and phrase.lemma in self.table.units
        ):
            return phrase.of
        beside = [*phrase.apposition, *(phrase.of.apposition if phrase.of is not None else ())]
        return next((each for each in beside if any(self._is_member(member) for member in each.members())), None)

    def _is_member(self, phrase: Phrase) -> bool:
        """Whether a phrase names a place, not how far from one something lies: "the hills, 40 km north of X"."""
        found = self._resolution(phrase)
        return found is not None and found.mention.near_km is None

    def _is_part(self, phrase: Phrase) -> bool:
        head = phrase.head_token
        if head.lemma == "district" and any(token.low == "police" for token in phrase.own):
            return True  # "three police districts of Herat" are quarters of a city
        if head.kind != "word" or (head.lemma not in self.table.parts and head.low not in self.table.parts):
            return False
        if any(token.kind == "place" for token in phrase.own):
            return head.lemma in {"outskirts", "outskirt", "suburb", "neighbourhood", "neighborhood", "half"}
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
            if lemma in {"centre", "center", "headquarters", "seat", "hub", "compound", "bazaar", "hq"}:
                centre = self._centre_noun(each, apposed=each is not phrase)
                if centre == "base" and each is not phrase and phrase.head_token.kind == "place":
                    continue  # "Taloqan, the headquarters of the opposition", is a city
                return centre
            if lemma in {"crossing", "port"} or (
                lemma in {"post", "point", "checkpoint"} and {"border", "frontier", "customs"} & set(lows)
            ):
                return "border_crossing"
            if lemma in {"town", "city"} and "border" in lows:
                return "city"
            if lemma == "capital":
                return (
                    "provincial_capital"
                    if each is phrase
                    or {"provincial", "regional"} & set(lows)
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
        if "provincial" in lows or "province" in chain or (apposed and lemma in {"centre", "center", "seat", "hub"}):
            return "provincial_capital"
        if self._names_district(phrase):
            return "district_centre"
        if lemma in {"headquarters", "hq"} and "police" not in phrase.span_words() and self._is_military(phrase):
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
            or (token.capital and token.low in {"camp", "fort", "base", "airport"})
            for token in phrase.own
        )
