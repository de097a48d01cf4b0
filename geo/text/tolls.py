"""How many were killed and how many injured, as the words of a sentence count them.

Reads the number that stands with a word for death or injury: as its subject ("33 people in two villages were killed"),
its object ("killing at least 33"), or in "the death toll rose to 46", "12 fatalities", "left five dead". Only the parts
of one list are added up ("two guards and a shopkeeper were killed"); "20, among them five children" are 20. Which event
a toll belongs to is asked elsewhere (`geo.events.tolls`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from geo.datewords import find_dates
from geo.datewords.finding import lowered
from geo.text.number_words import load_numbers
from geo.text.quantities import find_quantities
from geo.text.quantity import QuantityKind

if TYPE_CHECKING:
    from geo.text.quantity import Quantity


class Harm(StrEnum):
    """What was done to those counted."""

    KILLED = "killed"
    INJURED = "injured"


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A count of dead or injured, `[start, end)` of the text: the numbers with their nouns and the word for the harm.

    `low`, `best`, `high` are what the words allow, inclusive; None is open or unknown. `parts` are the numbers of which
    it is made: one, or those of a list, each with its own noun.
    """

    start: int
    end: int
    harm: Harm
    low: int | None
    best: int | None
    high: int | None
    parts: tuple[Quantity, ...]


_WORDS = {
    Harm.KILLED: ("killed|slain|shot dead|beheaded|executed|massacred|martyred|murdered", "died|dead|die|perished|lost their lives"),
    Harm.INJURED: ("wounded|injured|hurt|maimed", "wounded|injured|hurt"),
}  # fmt: skip
"""What is done to somebody (behind "were"), and what somebody is or does."""
_ACTIVE = {
    Harm.KILLED: r"kill(?:ed|s|ing)?|shot dead|murder(?:ed|ing|s)|massacr(?:ed|ing)|execut(?:ed|ing)|behead(?:ed|ing)|martyr(?:ed|ing)"
    r"|(?:claim|cost|tak|took)\w* the lives of|killings? of|deaths? of|bodies of|corpses of",
    Harm.INJURED: r"(?<!killed or )(?<!killed and )(?:wound(?:ed|s|ing)?|injur(?:ed|es|ing|e)|hurt(?:ing|s)?|maim(?:ed|ing))",
}
_COUNTED_AS = {
    Harm.KILLED: r"(?:death tolls?|tolls?|number of (?:the )?(?:dead|deaths|fatalities|victims|people killed))",
    Harm.INJURED: r"number of (?:the )?(?:wounded|injured|injuries)",
}
_NOUNS = {Harm.KILLED: frozenset({"bodies", "corpses", "deaths", "fatalities"}), Harm.INJURED: frozenset({"injuries"})}
_BEGINNING = re.compile(
    r"kill|slain|shot dead|behead|execut|massacr|martyr|murder|died|dead|die\b|perish|lives|bod(?:y|ies)|corpses|death|toll|fatalit|wound|injur|hurt|maim"
)
_WITH_NOUN = r"(?:\s+(?:more|others?))?(?:\s+and\s+(?:[a-z'’-]+\s?){1,3}?(?=\s))?"
_APPOSITION = r"(?:\s*(?:,\s[^,;]{1,80},|\([^()]{1,80}\)))?"
_PHRASE = r"(?:\s+(?:in|from|at|of|on|near|inside|aboard|across|with)\s+[^,;:()]{1,60}?)?"
_AUXILIARY = r"\s+(?:(?:have|has|had|who|reportedly|already|also|then|may have|is|are)\s+)*(?:was|were|been|being|are|is|got)\s+(?:(?:\w+ly|also|all|either|both|later)\s+)*"
_NOT_BOTH = (
    r"\b(?!\s+(?:or|and|and/or)\s+(?:wounded|injured|hurt|maimed)(?!\s+(?:at|in|when|as|during|by)?\s*(?:\d|least)))"
)
_REDUCED = r"(?=\s*(?:[.,;:)!?\"”—–-]|$)|\s+(?:in|by|when|on|at|during|after|as|near|since|so far|over|and|while|across|inside|outside|this|last|yesterday|today|overnight|from)\b)"
_BETWEEN = re.compile(
    r"\s*(?:,|,?\s+and|,?\s+as well as|,?\s+along with|,?\s+plus)\s+(?:at least\s+)?(?:a further\s+|another\s+)?"
)
_GOES_ON = re.compile(r"\s+(?:in|at|near)\s+[^.;,:]{1,50}(?:,|,?\s+and)\s+(?:another\s+|a further\s+)?")
_ELSEWHERE = re.compile(r"(?:\s+(?:more|others?))?\s+(?:in|at|near)\s")
_AMONG = re.compile(
    r"(?:\bincluding|\bamong them|\bamong whom|\bof them|\bof whom|\bincluded|\bno)\s+(?:at least\s+|up to\s+)?$"
)
_OF_THEM = re.compile(r"\s+of\s+(?:them|whom|those|the dead|the victims)\b")
_OBLIQUE = re.compile(r"\b(?:of|in|at|on|by|to|as|from|with|for|near|after|under|into)\s+$")
_BACK = 90
_MOST = 100
"""So many numbers of one sentence are read; a list of all provinces with their dead has 34."""


def find_tolls(text: str) -> tuple[Toll, ...]:
    """The tolls of a sentence, left to right.

    >>> [(each.harm.value, each.low, each.best) for each in find_tolls("The blast killed at least 33 people and wounded 50.")]
    [('killed', 33, None), ('injured', 50, 50)]
    >>> [each.best for each in find_tolls("Two guards and a shopkeeper were killed; the toll later rose to four.")]
    [3, 4]
    """
    lower = lowered(text)
    if _BEGINNING.search(lower) is None:
        return ()
    return tuple(_Finder(text, lower).all())


class _Finder:
    """A sentence with the numbers that may count people."""

    def __init__(self, text: str, lower: str) -> None:
        self.lower = lower
        skip = [(day.start, day.end) for day in find_dates(text)]
        found = [each for each in find_quantities(text, skip, articles=True) if each.kind is QuantityKind.CARDINAL]
        self.numbers = list(islice(filter(self._counts_people, found), _MOST))

    def all(self) -> list[Toll]:
        harms = [self._own(each) for each in self.numbers]
        tolls: list[Toll] = []
        for at, harm in enumerate(harms):
            if harm is None:
                continue
            kind, start, end = harm
            first = last = at
            if end > self._end(self.numbers[at]):  # the harm stands behind: what is listed before it belongs to it
                while first and harms[first - 1] is None and self._joined(first - 1):
                    first -= 1
            else:
                while last + 1 < len(harms) and harms[last + 1] is None and self._joined(last):
                    last += 1
            parts = tuple(map(self._latest, self.numbers[first : last + 1]))
            tolls.append(_toll(kind, min(start, parts[0].start), max(end, self._end(parts[-1])), parts))
            following = last + 1
            if following < len(harms) and harms[following] is None and self._is_gapped(tolls[-1].end, following):
                again = self.numbers[following]
                tolls.append(_toll(kind, again.start, self._end(again), (again,)))
        return tolls

    def _is_gapped(self, end: int, at: int) -> bool:
        """Whether a number goes on from a toll without its verb: "one was killed in Farkhar and two in Warsaj"."""
        number = self.numbers[at]
        between = _GOES_ON.fullmatch(self.lower, end, number.start)
        return between is not None and _ELSEWHERE.match(self.lower, self._end(number)) is not None

    def _latest(self, number: Quantity) -> Quantity:
        """Of "rose from 33 to 46" the second number, for it is no range."""
        if number.low is None or number.high is None or not self.lower.endswith("from ", 0, number.start):
            return number
        return replace(number, low=number.high, best=number.high)

    def _end(self, number: Quantity) -> int:
        return number.noun[1] if number.noun else number.end

    def _counts_people(self, number: Quantity) -> bool:
        words = re.findall(r"[^\W\d_]+", self.lower[slice(*number.noun)]) if number.noun else []
        nobody = load_numbers().lists["no_people"]
        before = self.lower[max(0, number.start - _BACK) : number.start]
        if number.is_article and _OBLIQUE.search(before):
            return False  # "in a village" counts nobody
        if words and (words[0] in nobody or words[-1] in nobody):
            return False
        return not _AMONG.search(before) and not _OF_THEM.match(self.lower, number.end)

    def _own(self, number: Quantity) -> tuple[Harm, int, int] | None:
        """The harm that a number counts by its own words, and where these begin and end."""
        at = self._end(number)
        for harm in Harm:
            match = _BEHIND[harm].match(self.lower, at)
            if match and not any(at <= each.start < match.end() for each in self.numbers):
                return harm, number.start, match.end()
            if match := _BEFORE[harm].search(self.lower, max(0, number.start - _BACK), number.start):
                return harm, match.start(), at
            if number.noun and self.lower[slice(*number.noun)].split()[-1] in _NOUNS[harm]:
                return harm, number.start, at
        return None

    def _joined(self, at: int) -> bool:
        """Whether a number and the next are parts of one list."""
        first, second = self.numbers[at], self.numbers[at + 1]
        return _BETWEEN.fullmatch(self.lower, self._end(first), second.start) is not None


def _toll(harm: Harm, start: int, end: int, parts: tuple[Quantity, ...]) -> Toll:
    """The toll of one number, or the sum of the exact numbers of a list; a vague one beside them leaves the most open."""
    low, best, high = parts[0].low, parts[0].best, parts[0].high
    exact = [each for each in parts if not each.is_vague]
    if len(parts) > 1 and exact:
        lows = [each.low if each.low is not None else each.best for each in exact]
        low = None if None in lows else sum(filter(None, lows))
        bests, highs = [each.best for each in parts], [each.high for each in exact]
        best = None if None in bests else sum(filter(None, bests))
        high = None if None in highs else sum(filter(None, highs))
    if len(exact) < len(parts):
        high = None  # "several" says no most
    return Toll(start=start, end=end, harm=harm, low=low, best=best, high=high, parts=parts)


def _pattern_behind(harm: Harm) -> re.Pattern[str]:
    done, being = _WORDS[harm]
    subject = rf"{_WITH_NOUN}{_APPOSITION}{_PHRASE}{_APPOSITION}"
    has = r"\s+(?:(?:have|has|had|who|also|already|reportedly)\s+)*"
    return re.compile(
        rf"{subject}{_AUXILIARY}(?:{done}){_NOT_BOTH}"
        rf"|{subject}{has}(?:{being}){_NOT_BOTH}(?!\s+(?:toll|bodies))"
        rf"|{_WITH_NOUN}\s+(?:{done}){_NOT_BOTH}{_REDUCED}"
    )


def _pattern_before(harm: Harm) -> re.Pattern[str]:
    done, being = _WORDS[harm]
    return re.compile(
        rf"(?:\b(?:{_ACTIVE[harm]})\s+(?:(?:reportedly|some|another|a further|as well as|the)\s+)*"
        rf"|\b{_COUNTED_AS[harm]}\b[^.;]{{0,60}}?\b(?:to|from|at|is|was|of|reached|hit|passed|exceeded|topped|reaching|now|stood)\s+"
        rf"|\b(?:{done}|{being})\b[^.;,]{{0,40}}\bwere\s+)$"
    )


_BEHIND = {harm: _pattern_behind(harm) for harm in Harm}
_BEFORE = {harm: _pattern_before(harm) for harm in Harm}
