"""What stands right before and behind a name: the word for what it is, how far from it, which of several is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.coords import BEARINGS
from geo.mentions import phrases
from geo.mentions.drafts import Surroundings
from geo.mentions.mention_words import mention_words
from geo.mentions.scan import NameMatch
from geo.vocab import PlaceKind

if TYPE_CHECKING:
    import re

    from geo.mentions.drafts import Draft
    from geo.mentions.scan import Scanner

_WORDS = mention_words()


class Beside(Surroundings):
    """Reads the words beside the names of one document."""

    scanner: Scanner

    def _read_right(self, draft: Draft) -> None:
        right = self.right(draft)
        draft.foreign = bool(phrases.FOREIGN_RIGHT.match(right) or phrases.FOREIGN_LEFT.search(self.left(draft)))
        if same := phrases.SAME_NAME_RIGHT.match(right):
            draft.reading, draft.capital = PlaceKind.CITY, True
            draft.right += same.end()
        elif designated := phrases.DESIGNATED_RIGHT.match(right):
            word = designated["word"]
            if word == "provincial capital" and not designated["own"]:
                draft.capital, draft.reading = True, PlaceKind.CITY
            elif word == "provincial capital":
                return  # "Nimroz's provincial capital, Zaranj": see the neighbours
            else:
                draft.reading = phrases.designated_kind(word)
                draft.plural = word in {"provinces", "districts", "villages"}
                is_shared = word == "district" and PlaceKind.PROVINCE in self.kinds(draft)
                if is_shared and phrases.ADJECTIVE_LEFT.search(self.left(draft)):
                    draft.reading = PlaceKind.PROVINCE  # "a remote Kandahar district": one of the province
            draft.right += designated.end()
        elif site := phrases.SITE_RIGHT.match(right):
            draft.reading = PlaceKind.SITE
            draft.right += site.end()
            known = self.scanner.name_index(f"{self.folded[draft.match.start : draft.match.end]} {site['word']}")
            if known is not None:  # "Kabul's airport" is Kabul airport
                draft.match = NameMatch(known, draft.match.start, draft.right)
        elif phrases.VILLAGES_RIGHT.match(self.right(draft, self.text)):
            draft.reading = PlaceKind.VILLAGE
        else:
            self._read_apposition(draft, right)

    def _read_apposition(self, draft: Draft, right: str) -> None:
        """Read what a description behind a comma says that a name is: "Herat, a province in the west"."""
        if unit := phrases.UNIT_APPOSITION_RIGHT.match(right):
            kind = phrases.designated_kind(unit["word"])
            if draft.reading is None and kind in self.kinds(draft):
                draft.reading = kind
        elif PlaceKind.CITY in self.kinds(draft) and (city := phrases.CITY_APPOSITION_RIGHT.match(right)):
            draft.reading = PlaceKind.CITY
            draft.right += city.end()

    def _read_left(self, draft: Draft, taken: int) -> None:
        """Read what stands before a name.

        A word up to `taken` belongs to the name before: the district in "Imam Sahib district of Kunduz".
        """
        left = self.left(draft)
        if distance := phrases.DISTANCE_WORDS.search(left) and phrases.DISTANCE_LEFT.search(left):
            self._read_distance(draft, distance["number"], distance["unit"], distance["bearing"])
            draft.left -= distance.end() - distance.start()
            return
        if near := phrases.NEAR_WORDS.search(left) and phrases.NEAR_LEFT.search(left):
            self._read_near(draft, near)
            return
        if capital := phrases.CAPITAL_OF_LEFT.search(left):
            draft.capital, draft.reading = True, PlaceKind.PROVINCE
            draft.left -= len(left) - capital.start()
            return
        if designated := phrases.DESIGNATING_WORDS.search(left) and phrases.DESIGNATED_LEFT.search(left):
            word = designated["word"]
            if "capital" not in word and draft.left - len(left) + designated.start("word") < taken:
                return
            if "capital" in word or self._is_main_city(draft, designated):
                draft.capital = True
                draft.reading = draft.reading or (None if " of " in designated["link"] else PlaceKind.CITY)
            elif draft.reading is None:
                draft.reading = phrases.designated_kind(word)
            if self._is_one_of(draft, designated):
                draft.units, draft.reading = draft.reading, PlaceKind.PROVINCE
            draft.left -= len(left) - designated.start()
        else:
            self._read_site_left(draft, left)

    def _read_site_left(self, draft: Draft, left: str) -> None:
        """Read "the airport of", or no more than an article, before a name."""
        if (site := phrases.SITE_WORDS.search(left) and phrases.SITE_LEFT.search(left)) and self._is_site(draft):
            draft.reading = draft.reading or PlaceKind.SITE
            draft.left -= len(left) - site.start()
        elif plain := phrases.PLAIN_LEFT.search(left):
            draft.left -= len(left) - plain.start()

    @staticmethod
    def _read_near(draft: Draft, near: re.Match[str]) -> None:
        """Read "near the city of" before a name; "north of" it alone says how far nobody knows."""
        draft.near = True
        if near["away"] and not near["just"]:
            bearing = near["away"].removeprefix("to the ").removesuffix(" of")
            draft.bearing_deg = BEARINGS[bearing.replace(" ", "").replace("-", "")]
        draft.left -= near.end() - near.start()
        if near["of"] and draft.reading is None and "capital" not in near["word"]:
            draft.reading = phrases.designated_kind(near["word"])

    def _is_one_of(self, draft: Draft, designated: re.Match[str]) -> bool:
        """Whether "three districts of" stands before the name of a province: some of what lies in it, none by name."""
        if designated["link"].strip() != "of" or PlaceKind.PROVINCE not in self.kinds(draft):
            return False
        before = designated.string[: designated.start("word")]
        if designated["word"] in phrases.ONE_UNIT and _WORDS.definite.search(before):
            return False  # "parts of the city of Kunduz"
        return designated["word"] in phrases.LISTED_UNITS and _WORDS.some.search(before) is not None

    def _is_main_city(self, draft: Draft, designated: re.Match[str]) -> bool:
        """Whether "the main city of" stands before the name of a province that no city bears: its capital."""
        chief = phrases.CHIEF_LEFT.search(designated.string, designated.start(), designated.start("word"))
        of = designated["word"] == "city" and " of " in designated["link"]
        return of and chief is not None and self.kinds(draft) == {PlaceKind.PROVINCE}

    def _is_site(self, draft: Draft) -> bool:
        """Whether the name is that of a base or another spot: "the base of Kunduz" makes no spot of the town."""
        return self.kinds(draft) == {PlaceKind.SITE}

    def _read_distance(self, draft: Draft, number: str, unit: str, bearing: str | None) -> None:
        value = phrases.NUMBER_WORDS.get(number) or float(number.replace(",", "."))
        draft.near_km = value * (phrases.KM_PER_MILE if unit.startswith("mi") else 1.0)
        draft.near = True
        if bearing:
            draft.bearing_deg = BEARINGS[bearing.replace(" ", "")]
