"""Find every gazetteer name in a text: the longest at each spot, whole words only, offsets into the text.

Knows letters and names; refuses to know what a name means or what role it plays (`geo.mentions.context`). Linear in
the length of the text: one pass of an Aho-Corasick automaton over the folded text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from geo.gazetteer.fold import fold
from geo.gazetteer.scan_words import SCAN_WORDS
from geo.gazetteer.table import ScanRule, default_gazetteer
from geo.mentions.phrases import UNIT_LEFT, UNIT_RIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.gazetteer.table import Gazetteer

_LONGEST_NAME_WORDS = 8
_SHORTEST_SMALL = 5
_APOSTROPHES = "'’‘`´ʻʼʽʾʿ"
_MARK = re.compile(f"[{_APOSTROPHES}\u00ad\u0300-\u036f]")
_MARK_REACH = 30
_UNIT_REACH = 20
_ENDS_OF_UNIT_LEFT = ("of ", "ed ", "es ", "ok ", "an ", "un ")
"""How what `UNIT_LEFT` finds ends: looking at the end is quick."""
_LETTERS = re.compile(r"[^\W_]+")
_WORD_START = re.compile(r"(?<![^\W_])[^\W_]")


class NameMatch(NamedTuple):
    """A name where it stands: its row among the folded names (None: not in the gazetteer), and the span in the text."""

    name_index: int | None
    start: int
    end: int


class Scanner:
    """The compiled names of a gazetteer. Thread-safe: it is never changed after it is built."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Compile the names that may be looked for in running text (those that never may are left out)."""
        self.gazetteer = gazetteer
        folded_names = gazetteer.folded_names()
        self._rows = [i for i in range(len(folded_names)) if gazetteer.scan_rule(i) is not ScanRule.NEVER]
        names = [folded_names[i] for i in self._rows]
        self._row_of = dict(zip(names, self._rows, strict=True))
        self._automaton = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)

    def scan(self, text: str) -> list[NameMatch]:
        """All names in `text`, left to right, without overlap; the longest name wins, then the leftmost.

        A Latin name counts where its first letter is a capital ("march" and "bay" are words), and an Afghan one in
        small letters where a word beside it asks for a place.

        >>> scanner = default_scanner()
        >>> text = "Lashkar-Gah and Kunduzis"
        >>> [(text[m.start : m.end]) for m in scanner.scan(text)]
        ['Lashkar-Gah']
        """
        folded = fold(text)
        found: list[NameMatch] = []
        resume = 0
        for pattern, start, end in self._automaton.find_matches_as_indexes(folded):
            if start < resume:
                continue
            whole = NameMatch(self._rows[pattern], start, end) if _whole_words(folded, start, end) else None
            if whole is not None and self._counts(text, folded, whole):
                spans = [whole]
            else:  # "at Khwaja Ghar" is no "At Khwaja"
                first = max(start + (whole is not None), resume)
                spans = [match for match in self._shorter(folded, first, end) if self._counts(text, folded, match)]
            found += spans
            resume = spans[-1].end if spans else resume
        return _joined(found, self._marked(text, folded))

    def _counts(self, text: str, folded: str, match: NameMatch) -> bool:
        return _is_name_like(text, match.start) or self._is_asked_for(folded, match)

    def _marked(self, text: str, folded: str) -> list[NameMatch]:
        """The names that an apostrophe, a soft hyphen or a combining mark hides ("Nad 'Ali"): looked for without them."""
        found: list[NameMatch] = []
        for mark in _MARK.finditer(text):
            if not _hides(text, mark.start()) or (found and mark.start() < found[-1].end):
                continue
            first = max(0, mark.start() - _MARK_REACH)
            kept = [
                position
                for position in range(first, min(len(text), mark.end() + _MARK_REACH))
                if not _MARK.match(text[position])
            ]
            squeezed = "".join(folded[position] for position in kept)
            for pattern, start, end in self._automaton.find_matches_as_indexes(squeezed):
                begin, stop = kept[start], kept[end - 1] + 1
                if begin < mark.start() < stop and _whole_words(squeezed, start, end) and _is_name_like(text, begin):
                    found.append(NameMatch(self._rows[pattern], begin, stop))
                    break
        return found

    def _is_asked_for(self, folded: str, match: NameMatch) -> bool:
        """Whether a name in small letters stands where a place is asked for: "sheberghan city", "captured taloqan"."""
        name = folded[match.start : match.end]
        if len(name) < _SHORTEST_SMALL or name in SCAN_WORDS or match.name_index is None:
            return False
        left = folded[max(0, match.start - _UNIT_REACH) : match.start]
        before = left.endswith(_ENDS_OF_UNIT_LEFT) and UNIT_LEFT.search(left)
        if not (before or UNIT_RIGHT.match(folded, match.end)):
            return False
        free = self.gazetteer.scan_rule(match.name_index) is ScanRule.FREE
        return free and any(hit.entry.is_afghan for hit in self.gazetteer.hits(match.name_index))

    def name_index(self, folded: str) -> int | None:
        """The row of a folded name that running text is searched for, or None."""
        return self._row_of.get(folded)

    def _shorter(self, folded: str, start: int, end: int) -> Iterator[NameMatch]:
        """The names at word starts inside a longest match that broke off inside a word."""
        taken = start
        for word in _WORD_START.finditer(folded, start, end):
            if word.start() >= taken and (match := self._longest_at(folded, word.start())):
                yield match
                taken = match.end

    def _longest_at(self, folded: str, start: int) -> NameMatch | None:
        best: NameMatch | None = None
        end = start
        for _ in range(_LONGEST_NAME_WORDS):
            word = _LETTERS.match(folded, end)
            end = word.end() if word else end
            row = self._row_of.get(folded[start:end])
            if row is not None:
                best = NameMatch(row, start, end)
            if end >= len(folded) or folded[end] not in " '":
                break
            end += 1
        return best


def _hides(text: str, place: int) -> bool:
    """Whether a mark stands before or inside a word of a name: the apostrophe of "Kunduz's" does not."""
    if text[place] not in _APOSTROPHES:
        return True
    before, behind = text[place - 1 : place], text[place + 1 : place + 3]
    if not behind[:1].isalpha():
        return False
    if not before or before.isspace() or before == "-":
        return True
    return before.isalpha() and not (behind[0] == "s" and not behind[1:].isalpha())


def _joined(found: list[NameMatch], marked: list[NameMatch]) -> list[NameMatch]:
    """All matches in the order of the text; one with marks takes over the shorter ones that it meets."""
    if not marked:
        return found
    kept = [
        match
        for match in found
        if not any(match.start < other.end and other.start < match.end and other != match for other in marked)
    ]
    met = {match for match in found if match not in kept}
    fresh = [
        other
        for other in marked
        if all(
            match.end - match.start < other.end - other.start
            for match in met
            if match.start < other.end and other.start < match.end
        )
    ]
    back = [match for match in met if not any(match.start < other.end and other.start < match.end for other in fresh)]
    return sorted({*kept, *back, *fresh}, key=lambda match: match.start)


def _whole_words(folded: str, start: int, end: int) -> bool:
    return not ((start and folded[start - 1].isalnum()) or (end < len(folded) and folded[end].isalnum()))


def _is_name_like(text: str, start: int) -> bool:
    """Whether the first letter is a capital, or of a script that has none."""
    first = text[start]
    return first.isupper() or first.lower() == first.upper()


def default_scanner() -> Scanner:
    """The scanner of the default gazetteer, built once for each."""
    return _scanner_of(default_gazetteer())


@cache
def _scanner_of(gazetteer: Gazetteer) -> Scanner:
    return Scanner(gazetteer)
