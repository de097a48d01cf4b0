"""Which area a text puts a place into: "V village of D district of P province", "Kandahar's Zhari district".

What is linked here binds the resolver: where nothing of that name lies in the area, the name is unknown there. So the
words must leave no doubt: a unit word on either side, a name that can be nothing but an area, or a place that is known
to lie in it. A list ("Kunduz, Takhar and ...") and another end ("from X in Y") are no containment.

Knows gaps between neighbouring names and what kinds the names can be; which place is meant is not decided here.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.mentions import phrases
from geo.mentions.drafts import WINDOW, Surroundings
from geo.vocab import SETTLEMENT_KINDS, WIDE_KINDS, MentionRole, PlaceKind

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from geo.gazetteer.table import Gazetteer
    from geo.mentions.drafts import Draft

_OUTER_KINDS = frozenset({PlaceKind.PROVINCE, PlaceKind.COUNTRY, PlaceKind.DISTRICT, PlaceKind.REGION})
_LISTED = frozenset({PlaceKind.DISTRICT, PlaceKind.VILLAGE})
_UNITS = frozenset({PlaceKind.DISTRICT, PlaceKind.VILLAGE, PlaceKind.CITY, PlaceKind.TOWN})


class Linker(Surroundings):
    """Links the drafts of one document with the areas that the text puts them into."""

    def __init__(self, text: str, folded: str, gazetteer: Gazetteer, drafts: Sequence[Draft]) -> None:
        """Take the drafts in the order of the text; linking changes them."""
        super().__init__(text, folded, gazetteer)
        self.drafts = drafts
        self.starts = [draft.match.start for draft in drafts]

    def link_neighbours(self) -> None:
        """Link each place with the area that holds it, from right to left: "V of D district of P province"."""
        places = [draft for draft in self.drafts if draft.role is MentionRole.PLACE]
        for first, second in reversed(list(pairwise(places))):
            if first.sentence is not second.sentence:
                continue
            if second.left >= first.match.end or self._overlapping_capital(first, second):
                self._link(first, second)
        for first, second in pairwise(places):
            self._share_nearness(first, second)
        for draft in places:
            self._leave_unit(draft)

    def share_areas(self) -> None:
        """Put the units of a list into the area that is told behind its last one: "A and B districts of P".

        Not where a list of areas is told there ("A and B districts in P and Q provinces").
        """
        for first, second in reversed(list(pairwise(self.drafts))):
            is_list = first.sentence is second.sentence and first.reading is second.reading and second.plural
            is_open = first.within is None and second.within is not None and first.role is MentionRole.PLACE
            if not is_list or not is_open or first.reading not in _LISTED or self._is_listed(second):
                continue
            if phrases.LIST_GAP.fullmatch(self.folded, first.right, second.left):
                first.within, first.right = second.within, second.right

    def _leave_unit(self, draft: Draft) -> None:
        """Read a name as a province whose unit is that of a name that nobody knows: "the Logar village of X"."""
        if draft.within is not None or draft.part_of is not None or not self._is_the(draft):
            return
        kinds = self.kinds(draft)
        is_of_another = draft.reading in _UNITS and draft.reading not in kinds and PlaceKind.PROVINCE in kinds
        if is_of_another and phrases.OF_NAME_RIGHT.match(self.text, draft.right):
            draft.reading = PlaceKind.PROVINCE

    def _share_nearness(self, first: Draft, second: Draft) -> None:
        """Take a town that goes on a list of what something was near as one of those: "near X, Y and Z"."""
        is_bare = not second.near and second.reading is None and second.left == second.match.start
        if not is_bare or not first.near or first.near_km is not None or first.sentence is not second.sentence:
            return
        gap = self.folded[first.right : second.match.start]
        is_listed = phrases.LIST_GAP.fullmatch(gap) and phrases.LIST_GOES_ON_OR_ENDS.match(self.folded, second.right)
        if is_listed and self.kinds(second) & SETTLEMENT_KINDS and second.part_of is None:
            second.near = True  # not in "they are near X and Y has fallen"

    @staticmethod
    def _overlapping_capital(first: Draft, second: Draft) -> bool:
        """Whether the phrase of the second reaches back over the first ("Nimroz's provincial capital, Zaranj")."""
        return second.capital and second.left < first.match.end

    def _link(self, first: Draft, second: Draft) -> None:
        gap = self.folded[first.right : second.match.start]
        if len(gap) > WINDOW:
            return
        if self._is_unit_of_province(first, second, gap):
            unit = phrases.designated_kind(self.folded[first.match.end : first.right].strip())
            second.reading, first.reading = second.reading or unit, PlaceKind.PROVINCE
            self._contain(second, first)
            return
        if phrases.QUARTER_GAP.match(gap) and self._link_part(first, second):
            return
        if phrases.CAPITAL_OF_GAP.match(gap):
            first.capital, first.reading = True, PlaceKind.CITY
            second.capital = False  # the word stands for the first; the second is the province
            self._contain(first, second)
        elif phrases.OWN_CAPITAL_GAP.match(gap):
            second.capital, second.reading = True, PlaceKind.CITY
            self._contain(second, first)
        elif (
            first.capital and first.reading is PlaceKind.PROVINCE and gap.strip() == "," and self._holds(first, second)
        ):
            second.capital, second.reading = True, PlaceKind.CITY  # "the capital of Balkh province, Mazar-i-Sharif"
            first.capital = False
            self._contain(second, first)
        elif self._owns(first, second) or self._narrows(first, second, gap):
            self._contain(second, first)
        elif (within := phrases.WITHIN_GAP.match(gap)) and self._is_bound(first, second, within):
            if within["unit"] and first.reading is None:
                first.reading = phrases.designated_kind(within["unit"].replace("hamlet", "village"))
            self._contain(first, self._head_of(second))

    def _is_unit_of_province(self, first: Draft, second: Draft, gap: str) -> bool:
        """Whether a word behind a province is the unit of the name behind it: "the Helmand town of Musa Qala"."""
        word = self.folded[first.match.end : first.right].strip()
        if gap.strip() != "of" or word not in phrases.ONE_UNIT or second.reading is PlaceKind.PROVINCE:
            return False
        if (
            PlaceKind.PROVINCE not in self.kinds(first)
            or not self._is_the(first)
            or first.match.name_index == second.match.name_index
        ):
            return False
        provinces = {hit.entry.iso_3166_2 for hit in self.hits(first) if hit.entry.kind is PlaceKind.PROVINCE}
        inside = [hit.entry for hit in self.hits(second) if hit.entry.kind is not PlaceKind.PROVINCE]
        return any(entry.iso_3166_2 in provinces for entry in inside)

    def _is_the(self, draft: Draft) -> bool:
        """Whether "the" opens the phrase of a name."""
        return self.folded.startswith(phrases.THE, draft.left)

    def _link_part(self, first: Draft, second: Draft) -> bool:
        """Whether what the text calls a part of a town or province was linked as that."""
        if self._is_quarter(first, second):
            first.role = MentionRole.FEATURE  # a namesake of it elsewhere is not meant
            return True
        is_province = self._is_only_an_area(second) and not self._beyond(second)
        if not is_province or PlaceKind.COUNTRY in self.kinds(second) or first.reading is PlaceKind.PROVINCE:
            return False
        self._contain(first, second)
        return True

    def _is_quarter(self, first: Draft, second: Draft) -> bool:
        """Whether what lies in a town of another province by the words of the text is known only somewhere else."""
        is_town = bool(self.kinds(second) & SETTLEMENT_KINDS) and PlaceKind.COUNTRY not in self.kinds(second)
        return is_town and first.reading is None and bool(self.hits(first)) and not self._holds(second, first)

    def _head_of(self, draft: Draft) -> Draft:
        """In "a village in Kandahar's Zhari district" the district is what holds the village, not its owner."""
        if draft.part_of is None:
            return draft
        place = bisect_left(self.starts, draft.part_of)
        return self.drafts[place] if self.starts[place : place + 1] == [draft.part_of] else draft

    def _owns(self, first: Draft, second: Draft) -> bool:
        """Whether "Kandahar's Zhari district" puts the second into the first."""
        if not phrases.OWNER_GAP.match(self.folded[first.match.end : second.match.start]):
            return False
        return self._holds(first, second) or (
            self._is_area(first) and (second.reading in _UNITS or second.match.name_index is None)
        )

    def _narrows(self, first: Draft, second: Draft, gap: str) -> bool:
        """Whether a district behind a province says where in it: "in X, in the district of Y", "in X, Y district"."""
        if second.reading is not PlaceKind.DISTRICT or second.plural or first.reading in _UNITS:
            return False
        is_inside = phrases.INSIDE_LEFT.search(self.left(first)) is not None
        is_behind_comma = is_inside and gap.strip() == "," and not self._is_listed(second)
        provinces = [hit.entry for hit in self.hits(first) if hit.entry.kind is PlaceKind.PROVINCE]
        inside = {hit.entry.iso_3166_2 for hit in self.hits(second) if hit.entry.kind is PlaceKind.DISTRICT}
        narrows = is_behind_comma or phrases.NARROWING_GAP.match(gap) is not None
        return narrows and any(each.iso_3166_2 in inside for each in provinces)

    def _is_area(self, draft: Draft) -> bool:
        """Whether a name can be the area around others: a province, a country, a foreign region, a stated district."""
        if draft.reading is not None and draft.reading not in _OUTER_KINDS:
            return False
        wanted = {draft.reading} if draft.reading else _OUTER_KINDS - {PlaceKind.DISTRICT}
        unknown = draft.match.name_index is None and draft.reading is not None
        return unknown or bool(self.kinds(draft) & wanted)

    def _is_bound(self, first: Draft, second: Draft, gap: re.Match[str]) -> bool:
        """Whether the words put the first into the second, known there or not.

        Where a known place of the first lies in the second, any such wording does. Else the words must leave no doubt:
        a unit word on either side, or a name that is nothing but a province, a foreign region or a country; and no
        list, no "from X in Y".
        """
        if self._holds(second, first):
            return True
        is_of_list = first.plural or phrases.LIST_LEFT.search(self.left(first)) is not None
        if is_of_list and self._is_listed(second):
            return False  # "A and B districts in P and Q provinces", "the cities of A and B in P and Q"
        kinds = self.kinds(first)
        if not self._is_area(second) or first.reading is PlaceKind.PROVINCE or PlaceKind.COUNTRY in kinds:
            return False
        if gap["unit"]:
            return True
        beyond = self._beyond(second)
        if gap["preposition"] is None:
            return self._is_abroad(first, second, gap.group()) or (
                first.reading in _UNITS and not first.plural and not second.plural and not self._is_listed(second)
            )
        if phrases.ADJUNCT_LEFT.search(self.left(first)) and (beyond or first.reading is None):
            return False
        certain = first.reading in _UNITS or second.reading is not None or self._is_only_an_area(second)
        return certain and not (first.plural and second.plural)

    def _beyond(self, draft: Draft) -> bool:
        """Whether an area lies outside Afghanistan."""
        hits = self.hits(draft)
        return bool(hits) and not any(hit.entry.is_afghan for hit in hits)

    def _is_only_an_area(self, draft: Draft) -> bool:
        return bool(kinds := self.kinds(draft)) and kinds <= _OUTER_KINDS - {PlaceKind.DISTRICT}

    def _is_listed(self, draft: Draft) -> bool:
        """Whether a list goes on behind a name; a country behind a province is no list."""
        if not phrases.LISTED_RIGHT.match(self.text, draft.right):
            return False
        place = bisect_left(self.starts, draft.right)
        return place == len(self.drafts) or PlaceKind.COUNTRY not in self.kinds(self.drafts[place])

    def _is_abroad(self, first: Draft, second: Draft, gap: str) -> bool:
        """Whether "Jalalabad, Kyrgyzstan" puts a name into another country, known there or not; a list does not."""
        if (
            gap.strip() != ","
            or PlaceKind.COUNTRY in self.kinds(first)
            or phrases.LISTED_RIGHT.match(self.text, second.right)
        ):
            return False
        hits = self.hits(second)
        return bool(hits) and all(hit.entry.kind in WIDE_KINDS and not hit.entry.is_afghan for hit in hits)

    def _contain(self, inner: Draft, outer: Draft) -> None:
        inner.within = outer.match.name_index
        outer.part_of = inner.match.start
        inner.left, inner.right = min(inner.left, outer.left), max(inner.right, outer.right)
        is_local = inner.reading in {PlaceKind.DISTRICT, PlaceKind.VILLAGE} or self._is_a_district(inner)
        if is_local and outer.reading is None and PlaceKind.PROVINCE in self.kinds(outer):
            outer.reading = PlaceKind.PROVINCE  # "Anar Dara district in Farah": not in the city

    def _is_a_district(self, draft: Draft) -> bool:
        """Whether a name without a word beside it is that of a district, and of no capital."""
        hits = [hit.entry for hit in self.hits(draft)]
        is_open = draft.reading is None and not draft.capital
        return is_open and PlaceKind.DISTRICT in self.kinds(draft) and not any(entry.capital_of for entry in hits)

    def bind_to_fronted_areas(self) -> None:
        """In "In Helmand province, they took X on Sunday" X lies in Helmand, unless the words put it elsewhere."""
        area: Draft | None = None
        before: Draft | None = None
        for draft in self.drafts:
            if draft.role is not MentionRole.PLACE:
                continue
            if before is None or before.sentence is not draft.sentence:
                area = draft if self._is_fronted(draft) else None
            elif area is not None and draft.part_of is None and draft.within is None and self._is_bare(draft):
                if self._is_area(draft) and PlaceKind.PROVINCE in self.kinds(draft) and draft.reading is None:
                    pass
                elif self._holds(area, draft) or self._is_object(draft):
                    draft.within = area.match.name_index
            before = draft

    def _is_fronted(self, draft: Draft) -> bool:
        start = draft.sentence.start
        if draft.left - start > WINDOW:
            return False
        is_province = draft.reading is PlaceKind.PROVINCE or self._is_only_an_area(draft)
        opens = phrases.FRONTED_LEFT.fullmatch(self.folded[start : draft.left])
        return bool(is_province and opens and self.folded[draft.right : draft.right + 1] == ",")

    def _is_bare(self, draft: Draft) -> bool:
        is_single = not draft.plural or draft.reading in _LISTED
        return draft.reading not in {PlaceKind.PROVINCE, PlaceKind.COUNTRY} and not draft.near and is_single

    def _is_object(self, draft: Draft) -> bool:
        """Whether a place stands by itself behind a verb, and not as where somebody came from."""
        kinds = self.kinds(draft)
        if PlaceKind.COUNTRY in kinds or not any(hit.entry.is_afghan for hit in self.hits(draft)):
            return False
        return bool(phrases.OBJECT_RIGHT.match(self.right(draft))) and not phrases.ADJUNCT_LEFT.search(self.left(draft))

    def _holds(self, outer: Draft, inner: Draft) -> bool:
        """Whether some reading of `outer` is a province, country or district that holds some reading of `inner`."""
        for out in self.hits(outer):
            if out.entry.kind not in _OUTER_KINDS or (outer.reading and out.entry.kind is not outer.reading):
                continue
            if out.entry.kind is PlaceKind.DISTRICT and (outer.reading is None or outer.plural):
                continue  # "Murghab and Muqur districts" are neighbours
            for hit in self.hits(inner):
                if hit.entry.place_id == out.entry.place_id or hit.entry.kind is PlaceKind.COUNTRY:
                    continue
                if out.entry.kind is PlaceKind.COUNTRY and hit.entry.country_code == out.entry.country_code:
                    return True
                if (
                    out.entry.iso_3166_2
                    and hit.entry.iso_3166_2 == out.entry.iso_3166_2
                    and hit.entry.kind is not PlaceKind.PROVINCE
                ):
                    return True
        return False
