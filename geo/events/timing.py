"""When it happened: the days of a predication's own clause, of the clauses that it continues, else of the text around.

A date of its own is `stated`; one of the clause or paragraph that it continues is `inherited`; without any, what
happened in the present course of events takes the publication day, marked as approximate. What ended more than 180 days
before the publication is historical, what lies behind it is still to come.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from geo.dates import DateSpan
from geo.datewords import Anchor, Bound, DateKind, find_dates, resolve_in_order
from geo.datewords.words import load_words
from geo.events.again_words import again_words
from geo.events.anchored import Anchored
from geo.events.course import Course, grounds_told
from geo.events.event_words import event_words
from geo.events.totals import begun_on, in_unnamed_stretch, lasting_over, total_mode, total_over
from geo.events.when import (
    approximate,
    at_time_of,
    ended_before,
    in_likening,
    in_relative,
    inherited,
    is_ahead,
    is_historical,
    is_of_gone,
    is_since_then,
)
from geo.events.years_of_deeds import year_of_deed
from geo.reading.frames import Trait
from geo.vocab import Action, AssertionMode, DateBasis, EventType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.datewords import DateExpression, Direction
    from geo.model import Sentence
    from geo.reading.predication import Predication
    from geo.text import AnnotatedDocument

_WORDS = event_words().taking
_BY = frozenset({Bound.BY, Bound.BEFORE})
_WORD = re.compile(r"\w+")
_LISTED = re.compile(r",\s*(?:and\s+)?|\s+and\s+")
"""What parts the days of a list."""


class Timing:
    """The days of one document."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        """Take the document with its layers."""
        self.annotated = annotated
        self.published = annotated.document.published
        self.anchored = Anchored(annotated)
        self.course = Course(annotated)
        self.unread: DateExpression | None = None

    def when(self, predication: Predication) -> tuple[AssertionMode, DateSpan | None, DateBasis | None]:
        """The mode, the span and what fixes it."""
        self.course.hear(predication.sentence)
        mode = predication.mode
        if (now := self._now(predication)) is not None:
            self.unread = None
            return mode, now, DateBasis.PUBLICATION
        total = total_over(
            predication,
            self.annotated,
            self.course.before(predication.sentence),
            self.course.spoken(predication.sentence),
        )
        if total is not None:
            self.unread = None
            return total_mode(total), total, DateBasis.STATED
        span, basis, self.unread = self._told_by_words(predication)
        if self.unread is not None:
            return mode, None, None
        if span is not None:
            mode = self._mode(mode, span)
            if Trait.OF_THING in predication.frame.traits:
                pass  # where somebody was at the time tells of no new day
            elif mode is AssertionMode.ACTUAL:
                is_aside = predication.depth > 0 and (predication.aspect == "perfect" or predication.bound is not None)
                is_counted = any(day.anchor is Anchor.TEXT for day in predication.days)
                is_own = predication.depth > 0 and basis is DateBasis.STATED
                ground = grounds_told(predication) if is_own else frozenset[str]()
                self.course.tell(predication.sentence, span, is_aside=is_aside, is_counted=is_counted, ground=ground)
            elif mode is AssertionMode.HISTORICAL and not predication.depth and is_historical(span, self.published):
                self.course.tell_past(predication.sentence, span)
            return mode, span, basis
        return self._told_around(predication)

    def _now(self, predication: Predication) -> DateSpan | None:
        """The day on which what is beside the point is told to be so: "captured X in May, which the army now holds"."""
        is_state = predication.frame.action is Action.HELD and predication.mode is AssertionMode.ACTUAL
        is_aside = predication.depth > 0 and predication.tense == "present" and not predication.days
        if not is_state or not is_aside or predication.frame.light or not _WORDS.at_present & predication.words:
            return None
        said = self.anchored.said(predication)
        day = said if said is not None and (self.published is None or said < self.published) else self.published
        return None if day is None else approximate(day)

    def _told_around(self, predication: Predication) -> tuple[AssertionMode, DateSpan | None, DateBasis | None]:
        """The same for what no words of the sentence date."""
        mode, sentence = predication.mode, predication.sentence
        if mode is not AssertionMode.ACTUAL:
            return mode, None, None
        if any(day.bound in _BY for day in predication.days):  # "..., and by 1998 they had taken X"
            return self._bounded(predication)
        if (old := self._long_ago(predication)) is not None:
            self.course.tell_past(sentence, old)
            return AssertionMode.HISTORICAL, old, DateBasis.INHERITED
        if (old := self._at_that_time(predication)) is not None:
            self.course.tell_past(sentence, old)
            return AssertionMode.HISTORICAL, inherited(old), DateBasis.INHERITED
        if (old := self._goes_on_from_past(predication)) is not None:
            return AssertionMode.HISTORICAL, inherited(old), DateBasis.INHERITED
        is_over = is_of_gone(predication, self.annotated.country.sides, self.published)
        if is_over or in_unnamed_stretch(predication, self.annotated):
            return AssertionMode.HISTORICAL, None, None
        return self._told_in_course(predication)

    def _told_in_course(self, predication: Predication) -> tuple[AssertionMode, DateSpan | None, DateBasis | None]:
        """The same for what belongs to the present course of events."""
        mode = predication.mode
        if predication.is_noun and predication.frame.is_standing and predication.bound is None:
            return mode, None, None
        if (ago := self.anchored.days_ago(predication)) is not None:
            return mode, ago, DateBasis.PUBLICATION
        if (since := self._since_that(predication)) is not None:
            return mode, since, DateBasis.BOUND
        if predication.bound is not None or any(day.bound in _BY for day in predication.days_around):
            return self._bounded(predication)
        if self.published is not None and is_since_then(predication):
            return mode, DateSpan.until(self.published), DateBasis.BOUND
        if (earlier := self._told_before(predication) or self._over_by_now(predication)) is not None:
            return mode, earlier, DateBasis.BOUND
        if (entry := self.course.entry(predication.sentence)) is not None:
            return self._mode(mode, entry), entry, DateBasis.INHERITED
        return mode, *self._around(predication)

    def _since_that(self, predication: Predication) -> DateSpan | None:
        """The days from the one told last up to now, of what was done "since then"."""
        told, start = self.course.before(predication.sentence), predication.sentence.start
        words = self.annotated.folded[start : predication.trigger[0]].lstrip()
        is_since = words.startswith(tuple(load_words().lists["since_that"]))
        if not is_since or told is None or told.date_end is None or self.published is None:
            return None
        return DateSpan.of(told.date_end, self.published) if told.date_end <= self.published else None

    def _told_before(self, predication: Predication) -> DateSpan | None:
        """The open span up to the day told last, of what a main clause tells as "earlier" or "already" done."""
        is_back = (
            predication.tense == "past" and predication.aspect == "perfect" and predication.mode is AssertionMode.ACTUAL
        )
        is_said = not _WORDS.before_that.isdisjoint(predication.adverbs) or _goes_back(predication)
        if not is_back or predication.depth or not is_said:
            return None
        told = self.course.before(predication.sentence)
        end = told.date_end if told is not None else self.published
        return DateSpan.until(end) if end is not None else None

    def _over_by_now(self, predication: Predication) -> DateSpan | None:
        """The open span up to now, of what is only told to say who or what is meant.

        An abduction told beside its end ("a nurse kidnapped in X has been freed"), a pact that is known ("under the
        agreement signed in X, troops would leave").
        """
        is_aside = predication.depth > 0 and not predication.is_noun
        if not is_aside or self.published is None:
            return None
        if predication.frame.event_type is EventType.AGREEMENT:
            pacts = predication.role("object")
            is_known = any(
                each.determiner in again_words().definite and each.end <= predication.trigger[0] for each in pacts
            )
            return DateSpan.until(self.published) if is_known else None
        if predication.frame.event_type is not EventType.ABDUCTION:
            return None
        sentence = predication.sentence
        told = _WORD.findall(self.annotated.folded[predication.trigger[1] : sentence.end])
        return DateSpan.until(self.published) if not _WORDS.freed.isdisjoint(told) else None

    def _told_by_words(
        self, predication: Predication
    ) -> tuple[DateSpan | None, DateBasis | None, DateExpression | None]:
        """The span that the words of a sentence give, and its basis; else the words that cannot be read."""
        sentence, mode = predication.sentence, predication.mode
        if (year := self.anchored.year_before(predication)) is not None:
            return year, DateBasis.STATED, None
        if (measured := self.anchored.measured(predication)) is not None:
            return measured, DateBasis.STATED, None
        for days, basis in (
            (self.anchored.own(predication), DateBasis.STATED),
            (self.anchored.possessive(predication), DateBasis.STATED),
        ):
            span, unread = self._stated(days, mode, sentence)
            if span is not None or unread is not None:
                return span, basis, unread
        if (year := year_of_deed(predication, self.annotated)) is not None:
            return year, DateBasis.STATED, None
        before, spoken = self.course.before(sentence), self.course.spoken(sentence)
        lasting = lasting_over(predication, spoken, before) or begun_on(predication, spoken, before)
        if lasting is not None:
            return lasting, DateBasis.STATED, None
        if mode is AssertionMode.ACTUAL:
            counted = self.anchored.counted(predication, self.course.counted_base(sentence))
            if counted is not None:
                return counted, DateBasis.INHERITED, None
        ended = any(day.bound in _BY for day in predication.days) or self._over_by_now(predication) is not None
        span, unread = self._stated(() if ended else predication.days_around, mode, sentence)
        if span is not None and predication.bound in _WORDS.ending:
            span = span.approximate()
        return span, DateBasis.INHERITED if span is not None else None, unread

    def _mode(self, mode: AssertionMode, span: DateSpan) -> AssertionMode:
        """The mode as the day makes it: long past, or still to come."""
        if mode is AssertionMode.ACTUAL and is_historical(span, self.published):
            return AssertionMode.HISTORICAL
        if mode is AssertionMode.ACTUAL and is_ahead(span, self.published):
            return AssertionMode.FUTURE
        return mode

    def _bounded(self, predication: Predication) -> tuple[AssertionMode, DateSpan | None, DateBasis | None]:
        """What a clause presupposes, or what was done by a day: no later than that; undated among things long past."""
        is_past = self.course.past(predication.sentence) is not None
        mode = AssertionMode.HISTORICAL if is_past and predication.bound is not None else AssertionMode.ACTUAL
        if predication.bound is None:
            last = self._ended(predication)
        elif predication.bound in _WORDS.presupposing and not is_past:
            last = self.anchored.bound(predication, self.course.before(predication.sentence))
        else:
            last = None
        if last is None:
            return (mode, None, None) if predication.bound is not None else (mode, *self._around(predication))
        return self._mode(mode, last), last, DateBasis.BOUND

    def _around(self, predication: Predication) -> tuple[DateSpan | None, DateBasis | None]:
        """The day of the text around, or of who says so if that is earlier; else the publication's."""
        if self.published is not None and predication.ranked and self._is_latest(predication):
            return approximate(self.published), DateBasis.PUBLICATION
        told, said = self._told_last(predication), self.anchored.said(predication)
        if predication.depth and (governing := self.anchored.governing(predication)) is not None:
            told = governing
        if self.course.is_of_other_ground(predication.sentence, grounds_told(predication)):
            told = None  # "the rebels who took X on Friday fled. The army said on Sunday it had taken Y"
        last = told.day if told is not None else self.published
        is_regained = predication.frame.action is Action.RETAKEN  # after what was told of it before
        if said is not None and last is not None and (said < last or is_regained):
            return approximate(said), DateBasis.PUBLICATION
        period = self.anchored.said_in(predication)
        if period is not None and last is not None and ended_before(period, last):
            return period.approximate(), DateBasis.PUBLICATION
        if told is not None:
            return inherited(told), DateBasis.PUBLICATION if self.course.is_said(told) else DateBasis.INHERITED
        return (approximate(self.published), DateBasis.PUBLICATION) if self.published else (None, None)

    def _told_last(self, predication: Predication) -> DateSpan | None:
        """The day that the text told last, but for one of a clause that only describes what stands beside the point."""
        sentence = predication.sentence
        told = self.course.before(sentence)
        spans = [day.resolve(self.published, "past", previous=None) for day in predication.days_beside]
        if told is None or not any(span is not None and span.date_end == told.date_end for span in spans):
            return told
        earlier = self.course.counted_base(sentence)
        return earlier if earlier is not None and earlier.date_end != told.date_end else None

    def _is_latest(self, predication: Predication) -> bool:
        """Whether it is the last of a series up to now: "the latest capital to fall", whatever day was told before."""
        before = self.annotated.folded[predication.sentence.start : predication.trigger[0]]
        return any(f" {word} " in f" {before} " for word in load_words().lists["latest"])

    @staticmethod
    def _days(predication: Predication) -> tuple[DateExpression, ...]:
        return (*predication.days, *predication.days_around)

    def _ended(self, predication: Predication) -> DateSpan | None:
        """The last day of what was done by then: "By Friday they had taken A"."""
        for day in self._days(predication):
            if day.bound in _BY:
                span = day.resolve(self.published, "past", previous=self.course.before(predication.sentence))
                end = span.date_end if span is not None else None
                if end is not None and (self.published is None or end <= self.published):
                    return DateSpan.until(end)
        return None

    def respective(self, predication: Predication, span: DateSpan | None, places: int) -> list[DateSpan] | None:
        """The day of each of some places where the text pairs them: "A and B fell on Saturday and Sunday respectively".

        None where it does not, or names not as many days as there are places.
        """
        if load_words().lists["pairing"].isdisjoint(predication.words):
            return None
        named = sorted((day for day in predication.days if day.bound is None), key=lambda day: day.start)
        listed = self.annotated.text[named[0].start : named[-1].end] if named else ""
        days = [day.resolve(self.published) for piece in _LISTED.split(listed) for day in find_dates(piece)]
        if len(days) == places and None not in days:
            return [day for day in days if day is not None]
        if span is None or span.date_start is None or span.date_end is None:
            return None
        if (span.date_end - span.date_start).days + 1 != places:
            return None
        return [DateSpan.of(span.date_start + timedelta(days=number)) for number in range(places)]

    def _through_list(self, span: DateSpan, day: DateExpression, sentence: Sentence) -> DateSpan:
        """The span from a day to the last of a list that it opens: "on Friday, Saturday and Sunday"."""
        end, last = day.end, span
        for other in self.annotated.days_in(sentence):
            is_next = other.start > day.start and _LISTED.fullmatch(self.annotated.text, end, other.start) is not None
            if not is_next or not (other.names_day or other.kind is DateKind.WEEKDAYS) or other.bound is not None:
                continue
            if self.annotated.text.startswith(("'", "’"), other.end):
                break
            end, last = other.end, other.resolve(self.published) or last
        if last is span or span.date_start is None or last.date_end is None or last.date_end <= span.date_start:
            return span
        return DateSpan.of(span.date_start, last.date_end)

    @staticmethod
    def is_undated(basis: DateBasis | None) -> bool:
        """Whether the day is not told by the clauses themselves."""
        return basis != DateBasis.STATED

    def _stated(
        self, days: Sequence[DateExpression], mode: AssertionMode, sentence: Sentence
    ) -> tuple[DateSpan | None, DateExpression | None]:
        """The span of the first of the days that dates something, and the words of which none can be made."""
        direction: Direction = "future" if mode is AssertionMode.FUTURE else "past"
        inside = self.annotated.days_in(sentence)
        bounded = {day.start for day in inside if day.bound is not None}
        before = self.course.counted_from(sentence, inside)
        speech = self.course.spoken(sentence)
        spans = {day.start: span for day, span in resolve_in_order(inside, speech, direction, before)}
        unread: DateExpression | None = None
        for day in _inmost(days, spans):
            old = day.bound is None and is_historical(spans.get(day.start), self.published)
            is_end = day.bound is Bound.UNTIL and mode is AssertionMode.FUTURE  # of what is planned: "up to Aug. 31"
            is_counted = day.is_period and not old and not is_end
            if is_counted or (day.is_deadline and mode is AssertionMode.ACTUAL):
                continue
            span = spans.get(day.start)
            if day.kind is DateKind.WEEKDAY and _is_outside(span, day, days, spans):
                continue
            if day.bound is None and day.start in bounded:  # "until Sunday, when they took it": the day itself
                span = day.resolve(self.published, direction, previous=before)
            if span is not None:
                return self._through_list(span, day, sentence) if day.names_day else span, None
            if (since := self._before_publication(day)) is not None:
                return since, None
            if day.problem is not None:
                unread = unread or day
        return None, unread

    def _before_publication(self, day: DateExpression) -> DateSpan | None:
        """What was so long "earlier" where the text named no day to count from: about so long before its own."""
        is_same = day.kind is DateKind.SAME and day.parts.unit == "day" and day.parts.step == -1
        if is_same and self.published is not None and day.problem is None:
            return DateSpan.of(self.published)  # "earlier in the day"
        is_back = day.anchor is Anchor.TEXT and day.kind is DateKind.SHIFT and (day.parts.high or 0) < 0
        if self.published is None or not is_back or day.problem is not None:
            return None
        span = day.resolve(self.published, "past", previous=DateSpan.of(self.published))
        return span.approximate() if span is not None else None

    def _long_ago(self, predication: Predication) -> DateSpan | None:
        """A time long past that the sentence named before: "In 2015 ..., in 2016 ...; both times they were beaten"."""
        sentence = predication.sentence
        for day, span in resolve_in_order(self.annotated.days_in(sentence), self.published, "past", None):
            folded = self.annotated.folded
            is_other = in_relative(day, folded, sentence.start) or in_likening(day, folded, sentence.start)
            is_before = day.end <= predication.trigger[0] and not is_other
            if is_before and day.bound is None and not day.is_period and is_historical(span, self.published):
                return span
        return None

    def _at_that_time(self, predication: Predication) -> DateSpan | None:
        """A time long past with which, or right after which, something was done to a place; never to somebody."""
        is_narrated = predication.tense == "past" and predication.aspect == "simple" and not predication.is_noun
        is_narrated = is_narrated and any(each.resolution is not None for each in predication.role("object"))
        is_dated = any(day.anchor is not Anchor.EVENT for day in predication.days)
        if not is_narrated or is_dated or predication.bound is not None:
            return None
        inside = self.annotated.days_in(predication.sentence)
        for day, span in resolve_in_order(inside, self.published, "past", None):
            is_behind = day.start > predication.trigger[1] and day.bound is None and is_historical(span, self.published)
            if is_behind and at_time_of(day, self.annotated.folded, predication.trigger[1]):
                return span
        return None

    def _goes_on_from_past(self, predication: Predication) -> DateSpan | None:
        """The time long past that the paragraph told of last, for a verb in the past that nobody is quoted for."""
        is_narrated = (predication.tense == "past" and predication.aspect == "simple") or predication.ranked
        if predication.is_noun or predication.sources or predication.bound is not None or not is_narrated:
            return None
        span = self.course.past(predication.sentence)
        if span is not None:
            self.course.tell_past(predication.sentence, span)
        return span


def _inmost(days: Sequence[DateExpression], spans: Mapping[int, DateSpan | None]) -> list[DateExpression]:
    """The days without the longer times around one of them: "the third attack this week killed two on Monday"."""
    named = [span for day in days if day.names_day and day.bound is None and (span := spans.get(day.start))]
    return [
        day
        for day in days
        if day.names_day or day.bound is not None or not any(_holds(spans.get(day.start), span) for span in named)
    ]


def _holds(outer: DateSpan | None, inner: DateSpan) -> bool:
    """Whether all days of a span lie in another."""
    if outer is None or outer.date_start is None or outer.date_end is None:
        return False
    if inner.date_start is None or inner.date_end is None:
        return False
    return outer.date_start <= inner.date_start and inner.date_end <= outer.date_end


def _is_outside(
    span: DateSpan | None,
    weekday: DateExpression,
    days: Sequence[DateExpression],
    spans: Mapping[int, DateSpan | None],
) -> bool:
    """Whether a weekday is one of a longer time told beside it: "in October 2020, during Friday prayers"."""
    if span is None or span.day is None or weekday.bound is not None:
        return False
    told = (spans.get(day.start) for day in days if day.bound is None and not (day.is_period or day.names_day))
    return any(each is not None and each.date_end is not None and each.date_end < span.day for each in told)


def _goes_back(predication: Predication) -> bool:
    """Whether the past perfect tells what those told of had done, or undergone, before: "They had been abducted"."""
    if predication.frame.is_territory or predication.sources:
        return False
    subjects = predication.role("object" if predication.voice == "passive" else "agent")
    return any(each.anaphor for each in subjects)
