"""How many were killed and how many injured, as the words of a sentence count them.

Reads the number that stands with a word for death or injury: as its subject ("33 people in two villages were killed"),
its object ("killing at least 33"), or in "the death toll rose to 46", "12 fatalities", "left five dead". Only the parts
of one list are added up ("two guards and a shopkeeper were killed"); "20, among them five children" are 20, and so are
"20, 15 students and five teachers" (`geo.text.breakdown`). Which event a toll belongs to is asked elsewhere
(`geo.events.tolls`); the words stand in `data/languages/en/tolls.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from geo.datewords import find_dates
from geo.datewords.finding import lowered
from geo.language import default_language
from geo.text.ages import find_ages, without_spans
from geo.text.breakdown import is_broken_down
from geo.text.counted_once import counted_once
from geo.text.number_words import load_numbers
from geo.text.quantities import find_quantities
from geo.text.quantity import Hedge, QuantityKind
from geo.text.toll_words import Harm, toll_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.datewords import DateExpression
    from geo.text.quantity import Quantity

__all__ = ["Harm", "Toll", "find_tolls"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A count of dead or injured, `[start, end)` of the text: the numbers with their nouns and the word for the harm.

    `low`, `best`, `high` are what the words allow, inclusive; None is open or unknown. Of a number that is only bounded
    from below ("at least 33") the number itself is the best estimate. `parts` are the numbers
    of which it is made: one, or those of a list, each with its own noun. `is_total` where the words give a count so far
    ("the toll rose to 46"), which takes the place of an earlier one; `is_more` where they add to one ("another five"),
    `is_also` where they say only that those died too ("two guards were also killed"), `is_loss` where somebody who
    killed others lost them of his own ("killing nine and losing two men").
    """

    start: int
    end: int
    harm: Harm
    low: int | None
    best: int | None
    high: int | None
    parts: tuple[Quantity, ...]
    is_total: bool = False
    is_more: bool = False
    is_also: bool = False
    is_loss: bool = False


_BACK = 90
_MOST = 100
"""So many numbers of one sentence are read; a list of all provinces with their dead has 34."""


def find_tolls(text: str, days: Sequence[DateExpression] | None = None) -> tuple[Toll, ...]:
    """The tolls of a sentence, left to right; `days` are its date expressions where they are known already.

    >>> [(each.harm.value, each.low, each.best) for each in find_tolls("The blast killed at least 33 people and wounded 50.")]
    [('killed', 33, 33), ('injured', 50, 50)]
    >>> [each.best for each in find_tolls("Two guards and a shopkeeper were killed; the toll later rose to four.")]
    [3, 4]
    """
    lower = lowered(text)
    if toll_words().beginning.search(lower) is None:
        return ()
    found = list(_Finder(text, lower, find_dates(text) if days is None else days).all())
    return counted_once(found, lower)


@dataclass(frozen=True, slots=True)
class _Own:
    """The harm that a number counts by its own words, and the span of both."""

    harm: Harm
    start: int
    end: int
    is_total: bool = False
    is_loss: bool = False


class _Finder:
    """A sentence with the numbers that may count people."""

    def __init__(self, text: str, lower: str, days: Sequence[DateExpression]) -> None:
        ages = find_ages(text, lower)
        self.lower = without_spans(lower, ages)
        self.words = toll_words()
        skip = [*((day.start, day.end) for day in days), *ages]
        skip += [match.span() for match in self.words.formation.finditer(text)]
        skip += [match.span() for match in self.words.doer.finditer(lower)]
        self.asides = [match.span() for match in self.words.aside.finditer(lower)]
        found = [each for each in find_quantities(text, skip, articles=True) if each.kind is QuantityKind.CARDINAL]
        self.numbers = self._without_wholes(list(islice(self._of_people(found), _MOST)))

    def _of_people(self, found: Sequence[Quantity]) -> Iterator[Quantity]:
        """The numbers that count people, but for parts of those counted: "20, including four women and five children"."""
        part: Quantity | None = None
        whole: Quantity | None = None
        opened = False
        for number in found:
            before = self.lower[max(0, number.start - _BACK) : number.start]
            is_first = self.words.among.search(before) is not None
            if is_first or (part is not None and self._is_among(part, number, whole, opened=opened)):
                part, opened = number, is_first
            else:
                part = None
                if self._counts_people(number):
                    whole = number
                    yield number

    def _is_among(self, part: Quantity, number: Quantity, whole: Quantity | None, *, opened: bool) -> bool:
        """Whether a number goes on from a part of those counted: "among them two officers and three civilians".

        Behind the comma that ends a single part others are told of whom the whole is none: "five soldiers, among them
        two officers, and three civilians".
        """
        between = self.words.between.fullmatch(self.lower, self._end(part), number.start)
        if between is None:
            return False
        noun = self.lower[slice(*whole.noun)].split()[-1] if whole is not None and whole.noun else ""
        is_closed = opened and between[0].lstrip().startswith(",") and between[0].strip() != ","
        return not (is_closed and noun and noun not in self.words.anybody)

    def _without_wholes(self, numbers: list[Quantity]) -> list[Quantity]:
        """The numbers without those of a whole: "eleven of the 20 passengers" are eleven; "two of the 20 dead" are 20."""
        kept: list[Quantity] = []
        for number in numbers:
            part = kept[-1] if kept and not kept[-1].is_article else None
            is_noun = (
                part is not None and part.noun is not None and part.noun[0] == number.start
            )  # "two of the nine men"
            end = 0 if part is None else part.end if is_noun else self._end(part)
            if part is None or self.words.part_of.fullmatch(self.lower, end, number.start) is None:
                kept.append(number)
            elif part.hedge is Hedge.ALL_BUT:
                kept[-1] = _but_for(number, part)
            elif self.words.harmed.match(self.lower, number.end) and not self._died_later(part):
                kept[-1] = number
            else:
                first = part.noun[0] if part.noun else number.noun[0] if number.noun else number.start
                kept[-1] = replace(part, noun=(first, self._end(number)))
        return [each for each in kept if each.hedge is not Hedge.ALL_BUT]  # "all but two were killed": of whom?

    def all(self) -> list[Toll]:
        """The tolls, left to right."""
        harms = [self._own(each) for each in self.numbers]
        for at, number in enumerate(self.numbers):
            if harms[at] is None and not (at and self._joined(at - 1)):
                harms[at] = self._beside(number)
        tolls: list[Toll] = []
        for at, own in enumerate(harms):
            if own is None:
                continue
            first = last = at
            if own.end > self._end(self.numbers[at]):  # the harm stands behind: what is listed before it belongs to it
                while first and harms[first - 1] is None and self._joined(first - 1):
                    first -= 1
            else:
                while last + 1 < len(harms) and harms[last + 1] is None and self._joined(last):
                    last += 1
            parts = tuple(map(self._latest, self.numbers[first : last + 1]))
            counted = self._of_figure(own, tolls, parts[0])
            tolls.append(self._toll(counted, parts, besides=self._besides(parts[0])))
            following = last + 1
            while following < len(harms) and harms[following] is None and self._is_gapped(tolls[-1].end, following):
                again = self.numbers[following]
                tolls.append(self._toll(_Own(counted.harm, again.start, self._end(again)), (again,)))
                following += 1
        return tolls

    def _of_figure(self, own: _Own, told: Sequence[Toll], number: Quantity) -> _Own:
        """What a new figure counts: those hurt, where a sentence told of no dead: "40 were hurt; he put the figure at 54"."""
        is_figure = own.is_total and self.words.figure.search(self.lower, own.start, number.start) is not None
        is_of_hurt = is_figure and bool(told) and all(each.harm is Harm.INJURED for each in told)
        return replace(own, harm=Harm.INJURED) if is_of_hurt else own

    def _is_gapped(self, end: int, at: int) -> bool:
        """Whether a number goes on from a toll without its verb: "one was killed in Farkhar and two in Warsaj"."""
        number = self.numbers[at]
        between = self.words.goes_on.fullmatch(self.lower, end, number.start)
        return between is not None and self.words.elsewhere.match(self.lower, self._end(number)) is not None

    def _latest(self, number: Quantity) -> Quantity:
        """Of "rose from 33 to 46" the second number, for it is no range."""
        if number.low is None or number.high is None or not self.lower.endswith("from ", 0, number.start):
            return number
        return replace(number, low=number.high, best=number.high)

    def _end(self, number: Quantity) -> int:
        return number.hedged_until or (number.noun[1] if number.noun else number.end)

    def _counts_people(self, number: Quantity) -> bool:
        words = re.findall(r"[^\W\d_]+", self.lower[slice(*number.noun)]) if number.noun else []
        nobody = load_numbers().lists["no_people"]
        before = self.lower[max(0, number.start - _BACK) : number.start]
        if self.words.none_of.search(before) or (number.best == 1 and self.words.denying.search(before)):
            return False  # "none of the 12 soldiers was killed", "not one"
        if not words and self.words.aged.search(before):
            return False  # "a boy of six died"
        if number.is_article and (
            self.words.oblique.search(before) or self.words.collective.fullmatch(" ".join(words))
        ):
            return False  # "in a village", "a family of nine": not one person
        if words and (words[-1] in nobody or (words[0] in nobody and not number.is_article)):
            return False
        if words and number.is_article and (f"{words[-1]}s" in nobody or words[-1] in self.words.no_single):
            return False  # "a shell killed eight", "killed a number of them": not one dead
        if any(start <= number.start < end for start, end in self.asides):
            return False  # "six people, among them a nurse and a driver, were killed"
        died = self.words.then_died.match(self.lower, number.end) or self.words.fatally.match(self.lower, number.end)
        is_part = self.words.of_them.match(self.lower, number.end) and not died
        if is_part and any(each.search(before) for each in self.words.before.values()):
            is_part = None  # "killed a dozen of them"
        is_among = self.words.among_them.search(self.lower, number.end, self._end(number))
        return not (is_part or is_among or self.words.among_them.match(self.lower, self._end(number)))

    def _own(self, number: Quantity) -> _Own | None:
        """The harm that a number counts by its own words."""
        at, start = self._end(number), max(0, number.start - _BACK)
        if match := self.words.fatally.match(self.lower, number.end) or self._died_later(number):
            return _Own(Harm.KILLED, number.start, match.end())
        for harm in Harm:
            match = self.words.behind[harm].match(self.lower, at)
            if match and not any(at <= each.start < match.end() for each in self.numbers) and not self._is_verb(match):
                return None if self._is_of_one(number, match) else _Own(harm, number.start, match.end())
            if match := self.words.before[harm].search(self.lower, start, number.start):
                return None if match["both"] else _Own(harm, match.start(), at)
            match = self.words.total[harm].search(self.lower, start, number.start)
            if match and any(
                each.match(self.lower, at) for other, each in self.words.behind.items() if other is not harm
            ):
                continue  # "the toll rose to 24 injured"
            if match and not any(match.start() <= each.start < number.start for each in self.numbers):
                return _Own(harm, match.start(), at, is_total=True)
            noun = self.lower[slice(*number.noun)].split()[-1] if number.noun else ""
            if noun in self.words.nouns[harm]:
                return _Own(harm, number.start, at)
        return self._lives(number, at, start)

    def _is_verb(self, match: re.Match[str]) -> bool:
        """Whether a word for the harm behind a number is done to the next: "a man in uniform shot dead two guards"."""
        end = match.end()
        behind = next((each for each in self.numbers if each.start >= end), None)
        return behind is not None and self.lower[end : behind.start].isspace()

    def _is_of_one(self, number: Quantity, match: re.Match[str]) -> bool:
        """Whether the harm behind several was done to one who has them: "a commander of 200 men was killed"."""
        if number.low is None or number.low <= 1 or not self.words.of_one.search(match[0]):
            return False
        before = self.lower[max(0, number.start - _BACK) : number.start]
        return not self.words.of_many.search(match[0]) and not self.words.body_of.search(before)

    def _lives(self, number: Quantity, at: int, start: int) -> _Own | None:
        """The dead of "claimed 22 lives", "cost ten people their lives", "ten lives were lost"."""
        if self.words.losing.search(self.lower, start, number.start) and self.words.lost_men.match(
            self.lower, number.end
        ):
            return _Own(Harm.KILLED, number.start, at, is_loss=True)
        is_lives = number.noun is not None and self.lower[slice(*number.noun)].split()[-1] in self.words.lives
        claimed = self.words.claiming.search(self.lower, start, number.start)
        behind = (
            self.words.lives_lost.match(self.lower, at) if is_lives else self.words.their_lives.match(self.lower, at)
        )
        if claimed and (is_lives or behind or self.words.life_of.search(claimed[0])):
            return _Own(Harm.KILLED, claimed.start(), behind.end() if behind else at)
        return _Own(Harm.KILLED, number.start, behind.end()) if behind and is_lives else None

    def _beside(self, number: Quantity) -> _Own | None:
        """The harm of those who are counted beside somebody: "killed the governor and two of his guards"."""
        if self.words.of_somebody.match(self.lower, number.end) is None:
            return None
        for harm in Harm:
            if match := self.words.beside[harm].search(self.lower, max(0, number.start - _BACK), number.start):
                return _Own(harm, match.start(), self._end(number))
        return None

    def _besides(self, number: Quantity) -> int:
        """How many persons stand uncounted before a number of theirs: one in "the governor and two of his guards"."""
        if self.words.of_somebody.match(self.lower, number.end) is None:
            return 0
        before = self.lower[max(0, number.start - _BACK) : number.start]
        subject = self.words.subject_beside.search(before)
        is_subject = subject is not None and not any(map(_may_be_verb, subject["who"].split()))
        return int(is_subject or any(self.words.beside[harm].search(before) for harm in Harm))

    def _adds(self, number: Quantity) -> bool:
        """Whether a number comes on top of those counted before: "another five", "five others", not "more than five"."""
        before = self.lower[max(0, number.start - _BACK) : number.start]
        return bool(self.words.further.search(before) or self.words.others.match(self.lower, number.end))

    def _were_hurt(self, number: Quantity) -> bool:
        """Whether a number counts some of the wounded, who were not among the dead: "four of the wounded"."""
        return self.words.of_hurt.match(self.lower, number.end) is not None or self._died_later(number) is not None

    def _died_later(self, number: Quantity) -> re.Match[str] | None:
        """What says that those whom a number counts died of all who were hurt: "four of the 20 wounded later died"."""
        return self.words.hurt_died.match(self.lower, number.end)

    def _kin(self, number: Quantity) -> tuple[int, bool]:
        """How many of somebody's kin stand uncounted behind a number, and whether they are several: "and her brother"."""
        match = self.words.kin.match(self.lower, self._end(number))
        if match is None or match["who"] in load_numbers().lists["no_people"] or _may_be_verb(match["next"] or ""):
            return 0, False
        is_plural = match["who"].endswith("s") and not match["who"].endswith("ss")
        return (1, is_plural)

    def _joined(self, at: int) -> bool:
        """Whether a number and the next are parts of one list."""
        first, second = self.numbers[at], self.numbers[at + 1]
        between = self.words.between.fullmatch(self._without_aside(self._end(first), second.start))
        if between is None or (between[0].strip() == "," and (self._is_whole(first) or self._is_of_both(first))):
            return False
        is_part = first.noun is not None and second.noun is None and not second.is_article
        if between[0].strip() == "," and is_part and self.words.elsewhere.match(self.lower, second.end):
            return False  # "killed 12 people, four in a mosque"
        is_last = at + 2 == len(self.numbers) or not self._joined(at + 1)
        return not (second.is_article and is_last and between[0].strip() == ",")  # "46, a doctor said"

    def _without_aside(self, start: int, end: int) -> str:
        """The words of a stretch without what lists a part there: "five soldiers, among them a major, and a guard"."""
        inside = next(((first, last) for first, last in self.asides if start < first and last < end), (start, start))
        return self.lower[start : max(start, inside[0] - 1)] + self.lower[inside[1] : end]

    def _is_of_both(self, number: Quantity) -> bool:
        """Whether a number is that of the dead and the injured together: "20 casualties, nine dead and 11 wounded"."""
        return number.noun is not None and self.lower[slice(*number.noun)].split()[-1] in self.words.together

    def _is_whole(self, number: Quantity) -> bool:
        """Whether a number opens its stretch as the whole of which parts are counted: "Of the 14 victims, nine ..."."""
        begin = max(self.lower.rfind(mark, 0, number.start) for mark in ",.;:") + 1
        return self.words.opening_whole.fullmatch(self.lower, begin, number.start) is not None

    def _toll(self, own: _Own, parts: tuple[Quantity, ...], besides: int = 0) -> Toll:
        """The toll of one number, or the sum of a list; a vague number beside exact ones leaves the most open."""
        is_whole = is_broken_down(parts, self.lower)  # "24 people, 15 students and nine teachers"
        counted = parts[:1] if is_whole else parts
        exact = [each for each in counted if not each.is_vague] or list(counted[:1])
        kin, is_many = (0, False) if is_whole else self._kin(parts[-1])
        besides += kin
        is_open = is_many or any(each.is_vague for each in counted)  # "several" says no most
        low = _sum([each.low if each.low is not None or len(counted) == 1 else each.best for each in exact], besides)
        best = None if is_open else _sum([_estimate(each) for each in exact], besides)
        high = None if is_open else _sum([each.high for each in exact], besides)
        start, end = min(own.start, parts[0].start), max(own.end, self._end(parts[-1]))
        return Toll(
            start=start,
            end=end,
            harm=own.harm,
            low=low,
            best=best,
            high=high,
            parts=parts,
            is_total=own.is_total,
            is_more=self._adds(parts[0]) or (own.harm is Harm.KILLED and self._were_hurt(parts[0])),
            is_also=self._is_also(start, end),
            is_loss=own.is_loss,
        )

    def _is_also(self, start: int, end: int) -> bool:
        """Whether the words of a toll, or those beside them, say that somebody died besides: "also killed a guard"."""
        before = self.lower.rfind(" ", 0, max(0, start - 1)) + 1
        return bool(self.words.also.search(self.lower, before, end) or self.words.too.match(self.lower, end))


def _but_for(whole: Quantity, part: Quantity) -> Quantity:
    """A number without some of it: "all but two of the 12"."""
    if whole.best is None or part.low is None or part.low > whole.best:
        return replace(whole, start=part.start, low=None, best=None, high=whole.high)
    left = whole.best - part.low
    return replace(whole, start=part.start, low=left, best=left, high=left)


def _may_be_verb(word: str) -> bool:
    tags = default_language().tags(word)
    return not tags.isdisjoint({"VBD", "VBZ", "MD"}) and "NN" not in tags


def _estimate(number: Quantity) -> int | None:
    """The best estimate of a number: itself, and of "at least 33" the 33 that are counted; None for a vague one."""
    bounded = number.best is None and number.high is None and not number.is_vague
    return number.low if bounded else number.best


def _sum(numbers: list[int | None], besides: int) -> int | None:
    return None if None in numbers else sum(filter(None, numbers)) + besides
