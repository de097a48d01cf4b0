"""From name matches to mentions: the role and the reading that the words around each name give it.

Knows noun phrases, datelines, persons, organisations, features and governments named by their capital; refuses to
choose between places (`geo.places.resolve`). Each decision looks at a bounded window of the sentence, so the work is
linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.crossings import is_crossing_called
from geo.dateline import find_dateline
from geo.datewords.words import load_words
from geo.gazetteer.fold import fold
from geo.gazetteer.table import ScanRule
from geo.mentions import phrases
from geo.mentions.alone import in_it, is_capital_alone, is_unit_alone
from geo.mentions.beside import Beside
from geo.mentions.drafts import Draft
from geo.mentions.linking import Linker
from geo.mentions.longer import Span, is_headline_case, stands_before_places, whole_name
from geo.mentions.mention_words import mention_words
from geo.mentions.scan import NameMatch, default_scanner
from geo.mentions.story import NamedSpot, has_afghan_word, plays_elsewhere
from geo.model import Mention
from geo.vocab import SETTLEMENT_KINDS, MentionRole, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from geo.mentions.scan import Scanner
    from geo.model import Document, Sentence

_TITLE_WINDOW = 30
_NEAR_WINDOW = 60
_WORDS = mention_words()
_SCENE_ROLES = frozenset({MentionRole.PLACE, MentionRole.DATELINE, MentionRole.DEMONYM})
"""The roles in which a name says where a text plays."""


def find_mentions(
    document: Document, sentences: Sequence[Sentence], scanner: Scanner | None = None
) -> tuple[Mention, ...]:
    """All gazetteer names in a document, in the order of the text, each with its role and reading.

    `sentences` are the document's own, ascending. Offsets count characters of `document.text`. A name that runs across
    two sentences is none.
    """
    reader = _Reader(document, sentences, scanner or default_scanner())
    return reader.mentions()


class _Reader(Beside):
    """Reads the surroundings of every match of one document."""

    def __init__(self, document: Document, sentences: Sequence[Sentence], scanner: Scanner) -> None:
        super().__init__(document.text, fold(document.text), scanner.gazetteer)
        self.scanner = scanner
        self.headlines: dict[int, bool] = {}
        self.people: set[str] = set()
        self.sentences = sentences
        dateline = find_dateline(document.text)
        self.dateline = (dateline.start, dateline.end) if dateline else (0, 0)
        self.has_afghan_word = has_afghan_word(self.folded)
        known = [match for match in scanner.scan(document.text) if not self._is_foreign_alias(match)]
        self.drafts = self._drafts(sorted([*known, *self._unknown(known)], key=lambda match: match.start))

    def _is_foreign_alias(self, match: NameMatch) -> bool:
        """Whether a name is nothing but a lesser name of cities abroad (Dakah: Dhaka), in a text on Afghanistan."""
        if not self.has_afghan_word or match.name_index is None:
            return False
        return all(
            hit.is_alias and not hit.entry.is_afghan and hit.entry.kind in SETTLEMENT_KINDS
            for hit in self.gazetteer.hits(match.name_index)
        )

    def _unknown(self, known: Sequence[NameMatch]) -> list[NameMatch]:
        """Names that the gazetteer lacks, where a word such as "district" says that they are places."""
        found = []
        taken = sorted((match.start, match.end) for match in known)  # they do not overlap
        for sentence in self._sentences_with(phrases.UNKNOWN_WORDS):
            for match in phrases.UNKNOWN.finditer(self.text, sentence.start, sentence.end):
                start, end = match.span("before") if match["before"] else match.span("after")
                start = self._first_name_word(start, end)
                before = bisect_left(taken, (end, 0)) - 1
                if start < end and (before < 0 or taken[before][1] <= start):
                    found.append(NameMatch(None, start, end))
        return found

    def _first_name_word(self, start: int, end: int) -> int:
        """Where a name begins behind the words that only stand before names ("In", "The", "Nearby")."""
        while start < end:
            word = re.match(r"[^\s-]+", self.text[start:end])
            if word is None or self.folded[start : start + word.end()] not in stands_before_places():
                break
            start += word.end() + 1
        return start

    def _sentences_with(self, pattern: re.Pattern[str]) -> list[Sentence]:
        starts = [match.start() for match in pattern.finditer(self.text)]
        indexes = {bisect_right(self.sentences, start, key=lambda sentence: sentence.start) - 1 for start in starts}
        return [self.sentences[index] for index in sorted(indexes) if index >= 0]

    def _drafts(self, matches: Sequence[NameMatch]) -> list[Draft]:
        drafts = []
        for match in matches:
            index = bisect_right(self.sentences, match.start, key=lambda sentence: sentence.start) - 1
            if index >= 0 and match.end <= self.sentences[index].end:
                plain = self._without_city(match)
                drafts.append(Draft(plain, self.sentences[index], plain.start, plain.end))
        return drafts

    def _without_city(self, match: NameMatch) -> NameMatch:
        """For "Herat city", also the name of a district, the name that is left: the word says what kind is meant."""
        name = self.folded[match.start : match.end]
        if match.name_index is None or not name.endswith(" city"):
            return match
        stem = self.scanner.name_index(name.removesuffix(" city"))
        if stem is None or any(
            hit.entry.kind is not PlaceKind.DISTRICT for hit in self.gazetteer.hits(match.name_index)
        ):
            return match
        return NameMatch(stem, match.start, match.end - len(" city"))

    def mentions(self) -> tuple[Mention, ...]:
        before: Draft | None = None
        for place, draft in enumerate(self.drafts):
            self._read_role(draft)
            if draft.role is MentionRole.PLACE:
                behind = self.drafts[place + 1] if place + 1 < len(self.drafts) else None
                self._read_whole(draft, before.right if before else 0, behind)
                self._read_right(draft)
                self._read_left(draft, before.right if before else 0)
            before = draft
        linker = Linker(self.text, self.folded, self.gazetteer, self.drafts)
        linker.link_neighbours()
        self._read_own_capitals()
        self._spread_plurals()
        linker.bind_to_fronted_areas()
        linker.share_areas()
        standing = self._standing()
        abroad = not self.has_afghan_word and self._plays_elsewhere(standing)
        return tuple(self._finished(draft, abroad=abroad) for draft in standing)

    def _read_whole(self, draft: Draft, taken: int, behind: Draft | None) -> None:
        """Take the longer name that a known one is part of; the gazetteer does not know it, or it would be found."""
        if draft.match.name_index is None or self._is_headline(draft.sentence):
            return
        abroad = self.has_afghan_word and not any(hit.entry.is_afghan for hit in self.hits(draft))
        whole = whole_name(self.text, draft.sentence, draft.match.start, draft.match.end, abroad=abroad)
        if whole is not None and whole.start < taken:  # the part before is a name of its own: "Kushk-e Rabat Sangi"
            whole = Span(draft.match.start, whole.end) if whole.end > draft.match.end else None
        if whole is None or self._ends_crossing(draft) or (behind is not None and behind.match.start < whole.end):
            return
        draft.match = NameMatch(self.scanner.name_index(self.folded[whole.start : whole.end]), *whole)
        draft.left, draft.right, draft.is_part = whole.start, whole.end, draft.match.name_index is None

    def _ends_crossing(self, draft: Draft) -> bool:
        """Whether a hyphen puts the name of a border crossing behind that of the town beyond: "Landi Kotal-Torkham"."""
        is_behind = self.text[draft.match.start - 1 : draft.match.start] == "-"
        return is_behind and any(is_crossing_called(hit.entry.place_id, hit.entry.name) for hit in self.hits(draft))

    def _is_headline(self, sentence: Sentence) -> bool:
        """Whether capitals say nothing in a sentence; asked once for each."""
        known = self.headlines.get(sentence.start)
        if known is None:
            known = self.headlines[sentence.start] = is_headline_case(self.text[sentence.start : sentence.end])
        return known

    def _plays_elsewhere(self, drafts: Sequence[Draft]) -> bool:
        """Whether the text has one single Afghan name, and no ground to place it in Afghanistan."""
        named = [draft for draft in drafts if draft.role in _SCENE_ROLES]
        own = {
            self.folded[draft.match.start : draft.match.end].replace(" ", "")
            for draft in named
            if any(hit.entry.is_afghan for hit in self.hits(draft))
        }
        return len(own) == 1 and plays_elsewhere(list(self._spots(named)), self.folded)

    def _spots(self, drafts: Iterable[Draft]) -> Iterator[NamedSpot]:
        """What the rule on stories abroad asks of the names."""
        own_end = 0
        for draft in drafts:
            hits, name = self.hits(draft), self.folded[draft.match.start : draft.match.end]
            if hits:
                is_held = in_it(self.folded[own_end : draft.match.start])
                own_end = draft.match.end if any(hit.entry.is_afghan for hit in hits) else own_end
                yield NamedSpot(
                    name=name,
                    sentence=draft.sentence.index,
                    is_afghan=any(hit.entry.is_afghan for hit in hits),
                    has_word=draft.reading is not None
                    or draft.capital
                    or bool(_WORDS.unit_before.search(self.left(draft)[-_NEAR_WINDOW:])),
                    is_capital=is_capital_alone(hits),
                    is_unit=(draft.near or phrases.PLACE_LEFT.search(self.left(draft)) is not None)
                    and is_unit_alone(name, hits, self.gazetteer),
                    is_far_country=all(hit.entry.kind is PlaceKind.COUNTRY for hit in hits) and not is_held,
                )

    def _standing(self) -> list[Draft]:
        """The names that count: those that may stand alone, and those that the text has told to be places before."""
        told = {draft.match.name_index for draft in self.drafts if draft.reading is not None and not draft.is_part}
        stands = [self._may_stand(draft) or self._is_told_again(draft, told) for draft in self.drafts]
        ahead = range(1, len(self.drafts))
        for at, beside in (*((at, at - 1) for at in ahead), *((at - 1, at) for at in reversed(ahead))):
            stands[at] = stands[at] or (stands[beside] and self._is_listed_with(self.drafts[at], self.drafts[beside]))
        return [draft for draft, is_standing in zip(self.drafts, stands, strict=True) if is_standing]

    def _is_listed_with(self, draft: Draft, beside: Draft) -> bool:
        """Whether a common word is a place in a list with another of its province: "took Andar, Giro and Qarabagh".

        Not where it goes on as somebody's name ("Herat and Farsi Khan").
        """
        first, second = (draft, beside) if draft.match.start < beside.match.start else (beside, draft)
        is_side_by_side = draft.sentence is beside.sentence and draft.role is beside.role is MentionRole.PLACE
        if not is_side_by_side or draft.is_part or beside.is_part:
            return False
        if not phrases.LIST_GAP.fullmatch(self.folded, first.right, second.left):
            return False
        goes_on = self.text[draft.match.end : draft.match.end + 2].strip(" ")[:1].isupper()
        ours, theirs = (
            {hit.entry.iso_3166_2 for hit in self.hits(each) if hit.entry.is_afghan} for each in (draft, beside)
        )
        return not (ours - {None}).isdisjoint(theirs) and not goes_on and self.text[draft.match.start].isupper()

    def _is_told_again(self, draft: Draft, told: Container[int | None]) -> bool:
        """Whether a common word is a place that the text has named with its unit: "Nawa district ... a raid in Nawa"."""
        index = draft.match.name_index
        if index is None or index not in told or draft.is_part or draft.role is not MentionRole.PLACE:
            return False
        name = self.folded[draft.match.start : draft.match.end]
        return name not in load_words().months and phrases.TOLD_LEFT.search(self.left(draft)) is not None

    def _may_stand(self, draft: Draft) -> bool:
        """A name that is also a common word counts only beside a word such as "district", or as ground that is taken."""
        index = draft.match.name_index
        if draft.is_part:
            return draft.reading is not None or draft.capital or draft.within is not None
        if draft.reading is not None or index is None or self.gazetteer.scan_rule(index) is ScanRule.FREE:
            return True
        return self._is_taken(draft)

    def _is_taken(self, draft: Draft) -> bool:
        """Whether an Afghan name stands alone where only ground can be taken or fall: "overran Burka on Sunday"."""
        if not any(hit.entry.is_afghan for hit in self.hits(draft)):
            return False
        left, right = self.left(draft), self.right(draft)
        return bool(phrases.TAKEN_LEFT.search(left) and phrases.OBJECT_RIGHT.match(right)) or bool(
            phrases.FELL_RIGHT.match(right)
        )

    def _is_capital_or_country(self, draft: Draft) -> bool:
        return any(
            hit.entry.kind is PlaceKind.COUNTRY
            or (hit.entry.capital_of and (len(hit.entry.capital_of) == 2 or hit.entry.capital_of == "AF-KAB"))  # noqa: PLR2004 - a country code
            for hit in self.hits(draft)
            if not hit.is_alias
        )

    def _read_role(self, draft: Draft) -> None:
        left, right = self.left(draft), self.right(draft)
        start, end = self.dateline
        if start <= draft.match.start < end:
            draft.role = MentionRole.DATELINE
        elif self._names_an_outlet(draft, left) or (
            phrases.ORGANISATION_RIGHT.match(right) and not self._names_a_house(draft, left)
        ):
            draft.role = MentionRole.ORGANISATION
        elif phrases.FEATURE_RIGHT.match(right) or self._on_a_route(draft, right):
            draft.role = MentionRole.FEATURE
        elif self._is_somebody(draft, left) or self._is_speaker(draft, left, right):
            draft.role = MentionRole.PERSON
            self.people.add(self.folded[draft.match.start : draft.match.end])
        elif self._is_attributive(draft, left, right):
            draft.role = MentionRole.DEMONYM
        elif self._acts(left, right) and self._is_capital_or_country(draft):
            draft.role = MentionRole.GOVERNMENT

    @staticmethod
    def _acts(left: str, right: str) -> bool:
        """Whether the words around a capital say what its government does, or that it stands against a party."""
        if (
            phrases.SPEECH_RIGHT.match(right) and not phrases.LOCATED_LEFT.search(left)
        ) or phrases.AGAINST_SIDE_LEFT.search(left):
            return True
        return phrases.BETWEEN_LEFT.search(left) is not None and phrases.AND_SIDE_RIGHT.match(right) is not None

    def _names_an_outlet(self, draft: Draft, left: str) -> bool:
        """Whether a place is a part of the name of a paper or channel; where each word is in capitals nobody knows."""
        if self._is_headline(draft.sentence):
            return False
        behind = phrases.OUTLET_RIGHT.match(self.right(draft, self.text))
        return behind is not None or phrases.OUTLET_LEFT.search(left) is not None

    def _names_a_house(self, draft: Draft, left: str) -> bool:
        """Whether a town only says where some house stands: "a blast at a Kabul school"."""
        if phrases.HOUSE_RIGHT.match(self.right(draft, self.text)):
            return phrases.HOUSE_LEFT.search(left) is not None
        if not phrases.HOUSE_RIGHT.match(self.right(draft)):
            return False
        return bool(phrases.NAMED_HOUSE_LEFT.search(left) or _WORDS.attacked.search(left[-_NEAR_WINDOW:]))

    def _is_somebody(self, draft: Draft, left: str) -> bool:
        if self._has_title(draft, left) or self._is_given_name(draft, left) or self._is_surname(draft):
            return True
        return self._follows_first_name(draft) and _WORDS.office.match(self.right(draft, self.text)) is not None

    def _is_speaker(self, draft: Draft, left: str, right: str) -> bool:
        """Whether the name alone of somebody who was named in full before speaks: "said Hafiz X. ..., X said."."""
        if self.folded[draft.match.start : draft.match.end] not in self.people or phrases.LOCATED_LEFT.search(left):
            return False
        if _WORDS.speaks.match(right):
            return True
        return bool(phrases.SPEECH_RIGHT.match(right) or phrases.SPEECH_LEFT.search(left))

    def _has_title(self, draft: Draft, left: str) -> bool:
        """Behind a title or a given name; these are written with a capital, but "president" and its kin need none."""
        left = left[-_TITLE_WINDOW:]
        title = phrases.PERSON_LEFT.search(left)
        if title is None:
            return False
        word = self.text[draft.left - len(left) + title.start() :][: len(title.group())].rstrip(" .")
        return word[:1].isupper() or word in _WORDS.titles

    def _is_surname(self, draft: Draft) -> bool:
        """In "Deborah Lyons" a name from abroad right behind another capitalised word is somebody's."""
        if not self._follows_first_name(draft):
            return False
        return not any(hit.entry.is_afghan or hit.entry.kind is PlaceKind.COUNTRY for hit in self.hits(draft))

    def _follows_first_name(self, draft: Draft) -> bool:
        """Whether a capitalised word that may be a first name stands right before a name."""
        start = draft.match.start
        before = self.text[max(draft.sentence.start, start - 30) : start]
        word = before[:-1].rpartition(" ")[2] if before.endswith(" ") else ""
        return word.isalpha() and word[0].isupper() and word.lower() not in _WORDS.no_first_name and not word.isupper()

    def _is_attributive(self, draft: Draft, left: str, right: str) -> bool:
        """In "U.S. envoy" and "Germany's minister" the country qualifies somebody and is no scene.

        Nor is a people's name behind an article ("an Afghan village in X"), though a village somewhere bears it.
        """
        is_people = self.folded[draft.match.start : draft.match.end] in _WORDS.before_places
        if is_people and left.endswith((" a ", " an ", " another ", " one ")):
            return True
        if draft.match.start >= draft.sentence.end or PlaceKind.COUNTRY not in self.kinds(draft):
            return False
        if self.folded[draft.match.start : draft.match.end] in _WORDS.abbreviations and not phrases.LOCATED_LEFT.search(
            left
        ):
            return True
        if left.endswith("the ") and _WORDS.unit_behind.match(right):
            return True  # "the Afghanistan provinces of X and Y"
        return (
            right.startswith("'s ")
            and not phrases.OWN_CAPITAL_GAP.match(right)
            and not phrases.DESIGNATED_RIGHT.match(right)
        )

    def _on_a_route(self, draft: Draft, right: str) -> bool:
        """In "the Kabul-Kandahar highway" both names belong to the road."""
        hyphen = self.text[draft.right : draft.right + 1] in {"-", "–"}
        to_a_name = right.startswith(" to ") and self.text[draft.right + len(" to ") :][:1].isupper()
        return (hyphen or to_a_name) and bool(phrases.ROUTE_RIGHT.match(right))

    def _is_given_name(self, draft: Draft, left: str) -> bool:
        if self.folded[draft.match.start : draft.match.end] not in phrases.GIVEN_NAMES:
            return False
        follows_name = phrases.PERSON_RIGHT.match(self.right(draft, self.text))
        designated = phrases.DESIGNATED_RIGHT.match(self.right(draft)) or phrases.SITE_RIGHT.match(self.right(draft))
        after_preposition = left.endswith((" in ", " of ", " from ", " to ", " at ", " near ", " and "))
        return bool(follows_name) and not designated and not after_preposition

    def _read_own_capitals(self) -> None:
        """In "Nimroz's capital fell" the capital of the province is meant, where no name of its own is given."""
        for draft in self.drafts:
            if draft.role is not MentionRole.PLACE or draft.part_of is not None or draft.capital:
                continue
            if PlaceKind.PROVINCE not in self.kinds(draft):
                continue
            text = self.text[draft.match.end : draft.sentence.end].replace("’", "'")
            if own := phrases.OWN_CAPITAL_RIGHT.match(text):
                draft.capital, draft.right = True, draft.match.end + own.end()

    def _spread_plurals(self) -> None:
        """In "Kunduz, Takhar and Badakhshan provinces" the plural word reads every name of the list, from either side."""
        for step in (-1, 1):
            order = self.drafts[::step]
            for known, other in pairwise(order):
                if known.sentence is not other.sentence or other.role is not MentionRole.PLACE:
                    continue
                early, late = (other, known) if step == -1 else (known, other)
                gap = self.folded[early.right : late.left]
                shares = known.plural if step == -1 else self._plural_before(known)
                kind = known.units or known.reading
                if shares and other.reading in {None, kind} and phrases.LIST_GAP.match(gap):
                    other.reading, other.capital, other.plural = kind, other.capital or known.capital, True

    def _plural_before(self, draft: Draft) -> bool:
        words = self.folded[draft.left : draft.match.start]
        return draft.plural or any(
            word in words for word in ("cities", "towns", "villages", "provinces", "districts", "capitals")
        )

    def _finished(self, draft: Draft, *, abroad: bool) -> Mention:
        match = draft.match
        return Mention(
            start=match.start,
            end=match.end,
            surface=self.text[match.start : match.end],
            name=self.folded[match.start : match.end],
            name_index=match.name_index,
            sentence=draft.sentence.index,
            role=draft.role,
            phrase_start=draft.left,
            phrase_end=draft.right,
            reading=draft.reading,
            capital=draft.capital,
            within=draft.within,
            part_of=draft.part_of,
            near=draft.near,
            near_km=draft.near_km,
            bearing_deg=draft.bearing_deg,
            abroad=abroad or draft.foreign,
        )
