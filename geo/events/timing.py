"""When it happened: the days of a predication's own clause, of the clauses that it continues, else of the text around.

A date of its own is `stated`; one of the clause or paragraph that it continues is `inherited`; without any, what
happened in the present course of events takes the publication day, marked as approximate. What ended more than 180 days
before the publication is historical, what lies behind it is still to come.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from geo.dates import DateSpan
from geo.datewords import Bound, resolve_in_order
from geo.events.when import approximate, inherited, is_ahead, is_historical, lead_day
from geo.vocab import AssertionMode, DateBasis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.datewords import DateExpression, Direction
    from geo.model import Sentence
    from geo.reading.predication import Predication
    from geo.text import AnnotatedDocument

_LEAD_SENTENCES = 3


class Timing:
    """The days of one document."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        """Take the document with its layers."""
        self.annotated = annotated
        self.published = annotated.document.published
        self.unread: DateExpression | None = None
        self._told: tuple[int, DateSpan] | None = None
        self._lead: DateSpan | None = None
        self._lead_read = False

    def when(self, predication: Predication) -> tuple[AssertionMode, DateSpan | None, DateBasis | None]:
        """The mode, the span and what fixes it."""
        mode = predication.mode
        span, unread = self._stated(predication.days, mode, predication.sentence)
        basis: DateBasis | None = DateBasis.STATED if span is not None else None
        if span is None and unread is None:
            span, unread = self._stated(predication.days_around, mode, predication.sentence)
            basis = DateBasis.INHERITED if span is not None else None
        self.unread = unread
        if unread is not None:
            return mode, None, None
        if span is not None:
            if mode is AssertionMode.ACTUAL and is_historical(span, self.published):
                mode = AssertionMode.HISTORICAL
            elif mode is AssertionMode.ACTUAL and is_ahead(span, self.published):
                mode = AssertionMode.FUTURE
            if mode is AssertionMode.ACTUAL:
                self._told = (predication.sentence.paragraph, span)
            return mode, span, basis
        if mode is AssertionMode.ACTUAL and (old := self._long_ago(predication)) is not None:
            return AssertionMode.HISTORICAL, old, DateBasis.INHERITED
        if (
            mode is not AssertionMode.ACTUAL
            or (predication.is_noun and predication.frame.is_standing)
            or predication.bound is not None
        ):
            return mode, None, None
        told = self._before(predication.sentence)
        if told is not None:
            return mode, inherited(told), DateBasis.INHERITED
        return (mode, approximate(self.published), DateBasis.PUBLICATION) if self.published else (mode, None, None)

    @staticmethod
    def is_undated(basis: DateBasis | None) -> bool:
        """Whether the day is not told by the clauses themselves."""
        return basis != DateBasis.STATED

    def _stated(
        self, days: Sequence[DateExpression], mode: AssertionMode, sentence: Sentence
    ) -> tuple[DateSpan | None, DateExpression | None]:
        """The span of the first of the days that dates something, and the words of which none can be made."""
        direction: Direction = "future" if mode is AssertionMode.FUTURE else "past"
        spans = {
            day.start: span
            for day, span in resolve_in_order(
                self.annotated.days_in(sentence), self.published, direction, self._before(sentence)
            )
        }
        for day in days:
            old = day.bound is None and is_historical(spans.get(day.start), self.published)
            is_end = day.bound is Bound.UNTIL and mode is AssertionMode.FUTURE  # of what is planned: "up to Aug. 31"
            is_counted = day.is_period and not old and not is_end
            if is_counted or (day.is_deadline and mode is AssertionMode.ACTUAL):
                continue
            span = spans.get(day.start)
            if span is not None:
                return span, None
            if day.problem is not None:
                return None, day
        return None, None

    def _long_ago(self, predication: Predication) -> DateSpan | None:
        """A time long past that the sentence named before: "In 2015 ..., in 2016 ...; both times they were beaten"."""
        sentence = predication.sentence
        for day, span in resolve_in_order(self.annotated.days_in(sentence), self.published, "past", None):
            if day.end <= predication.trigger[0] and day.bound is None and is_historical(span, self.published):
                return span
        return None

    def _before(self, sentence: Sentence) -> DateSpan | None:
        """The date that the text named last before a sentence."""
        return self._told[1] if self._told and self._told[0] == sentence.paragraph else self.lead

    @property
    def lead(self) -> DateSpan | None:
        """The day that the head of the report is about."""
        if not self._lead_read:
            self._lead_read = True
            self._lead = lead_day(self._head(), self.published)
        return self._lead

    def _head(self) -> str:
        text, start = self.annotated.text, self.annotated.body_start
        prose = (
            each
            for each in self.annotated.sentences
            if not each.is_headline and each.end > start and self._is_prose(each)
        )
        return " ".join(text[max(start, each.start) : each.end] for each in islice(prose, _LEAD_SENTENCES))

    def _is_prose(self, sentence: Sentence) -> bool:
        return self.annotated.text[sentence.start : sentence.end].rstrip("\"”’')").endswith((".", "!", "?"))


def respective(predication: Predication, span: DateSpan | None, places: int) -> list[DateSpan] | None:
    """The day of each of some places where the text pairs them: "A and B fell on Saturday and Sunday respectively".

    None where it does not, or the span has not as many days as there are places.
    """
    if "respectively" not in predication.words or span is None or span.date_start is None or span.date_end is None:
        return None
    days = (span.date_end - span.date_start).days + 1
    if days != places:
        return None
    return [DateSpan.of(span.date_start + timedelta(days=number)) for number in range(days)]
