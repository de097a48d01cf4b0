"""What days a document told before a sentence: the last day of its paragraph, that of its heading, a time long past.

A sentence without a day of its own goes on from there, and "the next day" or "that year" counts from there.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from geo.datewords import Anchor, Bound, resolve_in_order
from geo.events.entries import days_of_entries, is_prose
from geo.events.when import in_relative, is_historical, lead_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.dates import DateSpan
    from geo.datewords import DateExpression
    from geo.model import Sentence
    from geo.text import AnnotatedDocument

_LEAD_SENTENCES = 3
_PAST_REACH = 2
"""So many sentences on a tale of long ago is still told without saying so."""
_MONTH = timedelta(days=31)


class Course:
    """The days that a document tells, as far as it is read."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        """Take the document with its layers."""
        self.annotated = annotated
        self.published = annotated.document.published
        self._told: tuple[int, DateSpan] | None = None
        self._past: tuple[Sentence, DateSpan] | None = None
        self._heard = 0
        self._entries = days_of_entries(annotated)

    def hear(self, sentence: Sentence) -> None:
        """Take in the days of the sentences before one: whether the paragraph told of a time long past last."""
        for each in self.annotated.sentences[self._heard : sentence.index]:
            days = resolve_in_order(self.annotated.days_in(each), self.published, "past", None)
            folded = self.annotated.folded
            spans = [(day, span) for day, span in days if span and not in_relative(day, folded, each.start)]
            if spans:
                (day, span), is_old = spans[-1], all(is_historical(span, self.published) for _, span in spans)
                if day.bound is Bound.BY:  # "by 1996 they held X": what comes next counts from 1996
                    span = replace(day, bound=None).resolve(self.published) or span
                is_time = day.bound in {None, Bound.BY} and not day.is_period
                self._past = (each, span) if is_old and is_time else None
        self._heard = max(self._heard, sentence.index)

    def tell(self, sentence: Sentence, span: DateSpan) -> None:
        """Note a day of the present course of events."""
        self._told = (sentence.paragraph, span)
        self._past = None

    def tell_past(self, sentence: Sentence, span: DateSpan) -> None:
        """Note a time long past."""
        self._past = (sentence, span)

    def past(self, sentence: Sentence) -> DateSpan | None:
        """The time long past that the paragraph told of last, if a sentence still goes on from it."""
        if self._past is None:
            return None
        last, span = self._past
        is_near = last.paragraph == sentence.paragraph and sentence.index - last.index <= _PAST_REACH
        return span if is_near else None

    def entry(self, sentence: Sentence) -> DateSpan | None:
        """The day of the heading over a sentence, if its paragraph told no other."""
        is_told = self._told is not None and self._told[0] == sentence.paragraph
        return None if is_told else self._entries.get(sentence.paragraph)

    def before(self, sentence: Sentence) -> DateSpan | None:
        """The date that the text named last before a sentence."""
        if self._told is not None and self._told[0] == sentence.paragraph:
            return self._told[1]
        return self._entries.get(sentence.paragraph, self.lead)

    def counted_from(self, sentence: Sentence, days: Sequence[DateExpression]) -> DateSpan | None:
        """What the days of a sentence are counted from: a time long past too, for "that year" even a year."""
        span = self.past(sentence)
        if span is None:
            return self.before(sentence)
        start, end = span.date_start, span.date_end
        is_short = start is not None and end is not None and end - start <= _MONTH
        of_year = any(day.anchor is Anchor.TEXT and day.parts.unit == "year" for day in days)
        return span if is_short or of_year else self.before(sentence)

    @cached_property
    def lead(self) -> DateSpan | None:
        """The day that the head of the report is about."""
        text, start = self.annotated.text, self.annotated.body_start
        prose = (
            each
            for each in self.annotated.sentences
            if not each.is_headline and each.end > start and is_prose(each, text)
        )
        head = " ".join(text[max(start, each.start) : each.end] for each in islice(prose, _LEAD_SENTENCES))
        return lead_day(head, self.published)
