"""Days told by another: what a clause is counted from, what it is bounded by, and the day on which it was said.

"They took A on Saturday, a day after they took B": B fell on Friday. "Since they took Kabul" says only that it was not
later. "Said on Friday that A had fallen" fixes no day, but A fell no later than that.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from geo.dates import DateSpan
from geo.datewords import Anchor, DateKind, find_dates, resolve_in_order
from geo.datewords.expression import DAY_KINDS
from geo.datewords.words import alternation, load_words
from geo.events.again_words import again_words
from geo.events.event_words import event_words
from geo.events.tolls import HARMFUL
from geo.events.when import in_relative, is_ahead, is_historical
from geo.language import default_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.datewords import DateExpression
    from geo.reading.predication import Predication
    from geo.text import AnnotatedDocument

_POSSESSIVE = re.compile(r"['’]s?\s+(?:[\w'’-]+\s+){0,3}$")  # noqa: RUF001
_NOUN_PHRASE = re.compile(r"\s+(?:(?:the|a|an|its|their|his)\s+)?(?:[\w'’-]+\s+){0,3}")  # noqa: RUF001
_CUT = re.compile(r"[,;:()]")
_ATTRIBUTE = re.compile(r"(?P<owner>['’]s?)?\s+(?P<words>(?:[a-z-]+\s+){0,2}[a-z-]+)")  # noqa: RUF001
_ADJECTIVES = re.compile(r"\s+(?:[a-z-]+\s+){0,2}")
_DETERMINING = alternation(load_words().lists["determining"])
_DETERMINER = re.compile(rf"\b(?:{_DETERMINING})\s+$")
_IN_COURSE = re.compile(
    rf"\b(?:{alternation(load_words().lists['in_course'])})\s+(?:(?:{_DETERMINING})\s+)?(?:\w+\s+)?$"
)
_SINCE_THING = re.compile(
    rf"\b(?:{alternation(event_words().taking.lasting)})\s+(?:(?:{_DETERMINING})\s+)?(?:[a-z.'-]+\s+){{1,12}}$"
)
_SINCE = re.compile(rf"\s+(?:{alternation(load_words().lists['counted_since'])})\s+")
_YEAR = re.compile(rf"\b(?:{_DETERMINING})\s+((?:19|20)\d\d)\s+(?:[a-z-]+\s+){{0,2}}$")
_CLOSED = frozenset({"SC", "CC", "IN", "DT", "WP", "PRP$"})
_IN = "in "
_AMOUNTS = (2, 3)
"""So many words are an amount of time, which is one alone only behind "in": "ten days", "a few years"."""
_NEAR_CLAUSE = 12
_NEAR_SOURCE = 30
_OPENING = 3
"""So few words may stand before a day that opens its sentence: "Late on Friday, ..."."""


class Anchored:
    """The days of one document that stand beside the clauses which they date."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        """Take the document with its layers."""
        self.annotated = annotated
        self.published = annotated.document.published

    def possessive(self, predication: Predication) -> tuple[DateExpression, ...]:
        """The day that owns an event noun: "Friday's deadly bombing"."""
        if not predication.is_noun:
            return ()
        text, trigger = self.annotated.text, predication.trigger[0]
        days = self.annotated.days_in(predication.sentence)
        return tuple(day for day in days if day.end <= trigger and _POSSESSIVE.fullmatch(text, day.end, trigger))

    def _owning_bound(self, predication: Predication) -> tuple[DateExpression, ...]:
        """The day itself of "after Thursday's fall of X": what bounds is the fall, not the day."""
        return tuple(replace(day, bound=None) for day in self.possessive(predication) if day.bound is not None)

    def own(self, predication: Predication) -> tuple[DateExpression, ...]:
        """The days of the predication's clause, without those of another happening: "after the July 2 attack"."""
        if attributes := self._owning_bound(predication) or self._attributes(predication):
            return attributes
        if owners := tuple(day for day in self.possessive(predication) if day.kind in DAY_KINDS):
            return owners  # "killed on Monday the man behind Thursday's attack"
        counted = (self._counted_day(measure, predication) for measure in predication.days)
        others = {day.start for day in counted if day is not None}
        days = tuple(
            day for day in predication.days if day.start not in others and not self._is_of_another(day, predication)
        )
        named = tuple(day for day in days if day.anchor is not Anchor.EVENT)  # "In May, a week after the attack, ..."
        named = tuple(day for day in named if not day.is_time_of_day) or named  # "on Friday, before dawn"
        if any(day.names_day and not _is_of_hours(day) for day in named):  # "hours later, on Friday, ..."
            named = tuple(day for day in named if not _is_of_hours(day))
        if not any(day.names_day for day in named or days):  # "Friday's attack was the third this year"
            named = tuple(day for day in self.possessive(predication) if day.names_day) or named
        return named or days or self._of_deed(predication)

    def _of_deed(self, predication: Predication) -> tuple[DateExpression, ...]:
        """The day of the deed that somebody was harmed in: "four people were killed in last year's attack"."""
        is_harm = predication.frame.event_type in HARMFUL and not predication.frame.is_territory
        if predication.is_noun or not is_harm or predication.days_around:
            return ()
        folded, found = self.annotated.folded, []
        for day in self.annotated.days_in(predication.sentence):
            match = _ATTRIBUTE.match(folded, day.end)
            is_inside = predication.trigger[1] <= day.start < predication.clause[1]
            if match is None or not is_inside or not _IN_COURSE.search(folded, 0, day.start):
                continue
            words = match["words"].split()
            if any(word in again_words().happenings and not _opens_another(words[:k]) for k, word in enumerate(words)):
                found.append(replace(day, bound=None))
        return tuple(found[:1])

    def _attributes(self, predication: Predication) -> tuple[DateExpression, ...]:
        """The day inside the noun phrase that tells of it: "the May 5 capture", whatever else the clause dates."""
        if not predication.is_noun:
            return ()
        folded, trigger = self.annotated.folded, predication.trigger[0]
        return tuple(
            replace(day, bound=None)  # "after the May 5 capture": what bounds is the capture, not the day
            for day in self.annotated.days_in(predication.sentence)
            if (between := _ADJECTIVES.fullmatch(folded, day.end, trigger))
            and not _opens_another(between[0].split())
            and _DETERMINER.search(folded, 0, day.start)
        )

    def year_before(self, predication: Predication) -> DateSpan | None:
        """The bare year inside the noun phrase that tells of it: "the 2015 capture was avenged on Friday"."""
        if not predication.is_noun:
            return None
        match = _YEAR.search(self.annotated.folded, predication.sentence.start, predication.trigger[0])
        if match is None:
            return None
        return DateSpan.of(date(int(match[1]), 1, 1), date(int(match[1]), 12, 31), edtf=match[1])

    def _is_of_another(self, day: DateExpression, predication: Predication) -> bool:
        """Whether a day stands before a noun of a happening that is not what is told here."""
        if self._is_of_a_beginning(day, predication):
            return True
        if predication.is_noun and day.start > predication.trigger[1]:
            between = self.annotated.folded[predication.trigger[1] : day.start].split()
            again = again_words()
            if not again.apart.isdisjoint(between) and not again.happenings.isdisjoint(between):
                return True  # "the blast was the worst since the attack of May"
        match = _ATTRIBUTE.match(self.annotated.folded, day.end)
        if match is None:
            return False
        is_owned = match["owner"] is not None or _DETERMINER.search(self.annotated.folded, 0, day.start) is not None
        words = match["words"].split()
        nouns = [
            word for k, word in enumerate(words) if word in again_words().happenings and not _opens_another(words[:k])
        ]
        if not is_owned or not nouns:
            return False
        start, end = predication.trigger
        return not (day.end <= start and end <= match.end())

    def _is_of_a_beginning(self, day: DateExpression, predication: Predication) -> bool:
        """Whether a day is that of what has lasted since: "have taken X since the start of the pullout on May 1"."""
        end = predication.trigger[1]
        if day.bound is not None or day.start < end:
            return False
        return _SINCE_THING.search(self.annotated.folded, end, day.start) is not None

    def counted(self, predication: Predication, before: DateSpan | None) -> DateSpan | None:
        """The days of what another thing came so long after, or before; None where nothing is counted from it.

        `before` is the date that the text named last, for a sentence that names no other. Without any, what lies long
        before the publication counts from that ("two years after X fell, shops are open").
        """
        expression = self._measure(predication)
        if expression is None:
            return None
        main = self._beside(predication, expression) or before
        if main is None and self.published is not None:
            span = self._earlier(expression, DateSpan.of(self.published).approximate())
            is_lapsed = expression.parts.step == 0  # "ten days since": up to now
            return span if is_lapsed or is_historical(span, self.published) else None
        return self._earlier(expression, main) if main is not None else None

    def days_ago(self, predication: Predication) -> DateSpan | None:
        """The days of what came so many days before what the text, which dates nothing, tells as new."""
        expression = self._measure(predication)
        is_beside = predication.depth > 0 or predication.is_noun
        if expression is None or expression.parts.unit != "day" or not is_beside or self.published is None:
            return None
        return self._earlier(expression, DateSpan.of(self.published).approximate())

    def measured(self, predication: Predication) -> DateSpan | None:
        """The days of what came so long before or after a day named behind: "two days before Tuesday's talks"."""
        for measure in predication.days:
            counted = self._counted_day(measure, predication)
            if counted is None:
                continue
            if any(day.names_day and day.start != counted.start for day in predication.days):
                return None
            day = replace(counted, bound=None).resolve(self.published)
            span = measure.resolve(self.published, previous=day) if day is not None else None
            return None if is_ahead(span, self.published) else span
        return None

    def _counted_day(self, measure: DateExpression, predication: Predication) -> DateExpression | None:
        """The day named right behind "a day before", which counts from it, if what is told does not stand between."""
        if measure.anchor is not Anchor.EVENT:
            return None
        text, trigger = self.annotated.text, predication.trigger[0]
        for day in self.annotated.days_in(predication.sentence):
            is_behind = measure.end <= day.start and _CUT.search(text, measure.end, day.start) is None
            if day.names_day and is_behind:
                return None if measure.end <= trigger < day.end else day
        return None

    def _earlier(self, expression: DateExpression, main: DateSpan) -> DateSpan | None:
        """The days so long before another."""
        if expression.parts.low is None or expression.parts.high is None:
            return None
        parts = replace(expression.parts, low=-expression.parts.high, high=-expression.parts.low)
        span = replace(expression, parts=parts).resolve(self.published, previous=main)
        return span.approximate() if span is not None and main.date_edtf.endswith("~") else span

    def bound(self, predication: Predication, before: DateSpan | None) -> DateSpan | None:
        """The last day on which what a clause presupposes can have happened: that of what it bounds, or the text's."""
        main = self._beside(predication, None) or before
        end = main.date_end if main is not None and main.date_end is not None else self.published
        if end is None:
            return None
        return DateSpan.until(min(end, self.published) if self.published else end)

    def said(self, predication: Predication) -> date | None:
        """The day on which the sentence says that somebody told of it; None where it names none."""
        span = self.said_in(predication, day=True)
        return span.day if span is not None else None

    def said_in(self, predication: Predication, *, day: bool = False) -> DateSpan | None:
        """The month or year in which somebody told of it, or the `day`: "in May the army said it had killed two"."""
        own = {each.start for each in (*predication.days, *predication.days_around)}
        for source in predication.sources:
            for each, span in self._resolved(predication):
                is_behind = 0 <= each.start - source.end <= _NEAR_SOURCE
                is_before = 0 <= source.start - each.end <= _NEAR_SOURCE and self._opens(
                    each, source.start, predication
                )
                is_other = each.start in own or in_relative(each, self.annotated.folded, predication.sentence.start)
                if not is_other and each.names_day is day and each.bound is None and (is_behind or is_before):
                    return span
        return None

    def _opens(self, day: DateExpression, source: int, predication: Predication) -> bool:
        """Whether a day ahead of a source is its own: the comma of "..., taken on Friday, the army said" parts them."""
        text, start = self.annotated.text, predication.sentence.start
        return _CUT.search(text, day.end, source) is None or len(text[start : day.start].split()) <= _OPENING

    def _measure(self, predication: Predication) -> DateExpression | None:
        """The "two days after" that stands right before a clause or an event noun."""
        days = self.annotated.days_in(predication.sentence)
        found = [day for day in days if day.anchor is Anchor.EVENT and day.end <= predication.trigger[0]]
        if (lapsed := self._lapsed(predication)) is not None:
            return lapsed
        text = self.annotated.text
        near = [
            day
            for day in found
            if abs(day.end - predication.clause[0]) <= _NEAR_CLAUSE
            or (predication.is_noun and _NOUN_PHRASE.fullmatch(text, day.end, predication.trigger[0]))
            or (predication.depth and _CUT.search(text, day.end, predication.trigger[0]) is None)
        ]
        return near[-1] if near else None

    def _lapsed(self, predication: Predication) -> DateExpression | None:
        """The "ten days" that have passed since something, as a measure back from what is told around it."""
        folded, trigger = self.annotated.folded, predication.trigger[0]
        for since in _SINCE.finditer(folded, predication.sentence.start, trigger):
            opens = not predication.is_noun and abs(since.end() - predication.clause[0]) <= _NEAR_CLAUSE
            is_near = opens or (predication.is_noun and _NOUN_PHRASE.fullmatch(folded, since.end() - 1, trigger))
            if not is_near or _CUT.search(folded, since.end(), trigger):
                continue
            words = folded[predication.sentence.start : since.start()].split()
            for amount in (" ".join(words[-count:]) for count in _AMOUNTS):
                found = find_dates(f"{_IN}{amount}")
                if [each.kind for each in found] == [DateKind.PERIOD] and found[0].text == amount:
                    return replace(found[0], kind=DateKind.SHIFT, anchor=Anchor.EVENT, start=since.start())
        return None

    def _beside(self, predication: Predication, measure: DateExpression | None) -> DateSpan | None:
        """The day of the clause that governs this one, in the same sentence."""
        own = {day.start for day in predication.days}
        for day, span in self._resolved(predication):
            if day.start in own or (measure is not None and day.start == measure.start) or day.is_period:
                continue
            if _SINCE.search(self.annotated.folded, predication.trigger[1], day.start):
                continue  # "a day after X fell in their first gain since the defeat of 2001"
            if day.bound is None and span is not None and not self._is_said(predication, day):
                return span
        return None

    def governing(self, predication: Predication) -> DateSpan | None:
        """The day before a clause in its sentence: "on 8 March gunmen raged through a clinic, where two died"."""
        start = predication.clause[0]
        if self.annotated.text[start:].startswith("“") or predication.is_noun:
            return None
        found: DateSpan | None = None
        for day, span in self._resolved(predication):
            is_named = day.names_day and day.bound is None and not day.is_period and day.end <= start
            if is_named and not self._is_said(predication, day):
                found = span
        return None if is_ahead(found, self.published) or is_historical(found, self.published) else found

    def _is_said(self, predication: Predication, day: DateExpression) -> bool:
        return any(0 <= day.start - source.end <= _NEAR_SOURCE for source in predication.sources)

    def _resolved(self, predication: Predication) -> Iterable[tuple[DateExpression, DateSpan | None]]:
        return resolve_in_order(self.annotated.days_in(predication.sentence), self.published, "past", None)


def _is_of_hours(day: DateExpression) -> bool:
    """Whether a day is told as so many hours from another: "hours later"."""
    return day.kind is DateKind.SHIFT and day.parts.unit in {"minute", "hour"}


def _opens_another(words: Iterable[str]) -> bool:
    """Whether one of the words begins another phrase or clause: "in the first week of July while a flood"."""
    return any(default_language().tags(word) & _CLOSED for word in words)
