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
from geo.datewords.expression import DEADLINES
from geo.events.entries import days_of_entries, is_prose
from geo.events.when import in_relative, is_historical, lead_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geo.dates import DateSpan
    from geo.datewords import DateExpression
    from geo.model import Sentence
    from geo.reading.predication import Predication
    from geo.text import AnnotatedDocument

_LEAD_SENTENCES = 3
_PAST_REACH = 2
"""So many sentences on a tale of long ago is still told without saying so."""
_TOLD_REACH = 2
"""So many sentences on a day that was told in another paragraph is still the last one."""
_MONTH = timedelta(days=31)


class Course:
    """The days that a document tells, as far as it is read."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        """Take the document with its layers."""
        self.annotated = annotated
        self.published = annotated.document.published
        self._told: tuple[Sentence, DateSpan] | None = None
        self._ground: frozenset[str] = frozenset()
        self._told_earlier: tuple[Sentence, DateSpan] | None = None
        self._bases: list[tuple[Sentence, DateSpan, bool]] = []
        self._past: tuple[Sentence, DateSpan] | None = None
        self._past_deed: tuple[Sentence, DateSpan] | None = None
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

    def tell(
        self,
        sentence: Sentence,
        span: DateSpan,
        *,
        is_aside: bool = False,
        is_counted: bool = False,
        ground: frozenset[str] = frozenset(),
    ) -> None:
        """Note a day of the present course of events: beside the point, or itself counted from another.

        `ground` are the places of which alone a clause beside the point tells it.
        """
        if self._told is not None and self._told[0] is not sentence:
            self._told_earlier = self._told
        self._told, self._ground = (sentence, span), ground
        if not is_aside:
            self._bases.append((sentence, span, is_counted))
        self._past = None

    def tell_past(self, sentence: Sentence, span: DateSpan) -> None:
        """Note a time long past in which something was done."""
        self._past = self._past_deed = (sentence, span)

    def past(self, sentence: Sentence) -> DateSpan | None:
        """The time long past that the paragraph told of last, if a sentence still goes on from it."""
        if self._past is None:
            return None
        last, span = self._past
        is_near = last.paragraph == sentence.paragraph and sentence.index - last.index <= _PAST_REACH
        return span if is_near else None

    def entry(self, sentence: Sentence) -> DateSpan | None:
        """The day of the heading over a sentence, if its paragraph told no other."""
        is_told = self._told is not None and self._told[0].paragraph == sentence.paragraph
        return None if is_told else self._entries.get(sentence.paragraph)

    def spoken(self, sentence: Sentence) -> date | None:
        """The day that "overnight" counts from: that of the heading over a sentence, else the text's."""
        entry = self._entries.get(sentence.paragraph)
        is_day = entry is not None and entry.date_start == entry.date_end and entry.day is not None
        return entry.day if entry is not None and is_day else self.published

    def before(self, sentence: Sentence) -> DateSpan | None:
        """The date that the text named last before a sentence."""
        if self._told is not None and self._told[0].paragraph == sentence.paragraph:
            return self._told[1]
        return self._entries.get(sentence.paragraph, self.lead)

    def is_of_other_ground(self, sentence: Sentence, ground: frozenset[str]) -> bool:
        """Whether the day named last is that of other ground, of which a sentence before told beside the point."""
        is_before = self._told is not None and self._told[0] is not sentence
        return is_before and bool(self._ground) and bool(ground) and self._ground.isdisjoint(ground)

    def counted_base(self, sentence: Sentence) -> DateSpan | None:
        """The same of the sentences before: the words of one may tell twice of what came so long before."""
        if self._told is None or self._told[0] is not sentence:
            return self.before(sentence)
        told = self._told_earlier
        is_near = told is not None and told[0].paragraph == sentence.paragraph
        return told[1] if told is not None and is_near else self._entries.get(sentence.paragraph, self.lead)

    def _told_last(self, sentence: Sentence, days: Sequence[DateExpression]) -> DateSpan | None:
        """The day that "a day later" counts from: that of the sentences right before, in another paragraph too."""
        of_days = all(
            day.parts.unit == "day" and day.parts.word != "about" for day in days if day.anchor is Anchor.TEXT
        )
        told = (
            span for at, span, counted in reversed(self._bases) if self._may_count(sentence, at, is_counted=counted)
        )
        basis = next(told, None) if of_days and sentence.paragraph not in self._entries else None
        return basis or self.before(sentence) or self._named_before(sentence)

    def _named_before(self, sentence: Sentence) -> DateSpan | None:
        """The day that the sentence before only names as an end: "Until Saturday they held X. That day it fell"."""
        for each in self.annotated.sentences[max(0, sentence.index - 1) : sentence.index]:
            for day in reversed(self.annotated.days_in(each)):
                if day.names_day and day.bound in DEADLINES:
                    return replace(day, bound=None).resolve(self.published)
        return None

    @staticmethod
    def _may_count(sentence: Sentence, told: Sentence, *, is_counted: bool) -> bool:
        """Whether a sentence may count from a day told in one right before, or from one in it that counts from none."""
        back = sentence.index - told.index
        return not told.is_headline and (0 < back <= _TOLD_REACH or (back == 0 and not is_counted))

    def counted_from(self, sentence: Sentence, days: Sequence[DateExpression]) -> DateSpan | None:
        """What the days of a sentence are counted from: a time long past too, for "that year" even a year."""
        span = self.past(sentence) or self._done_before(sentence)
        if span is None:
            return self._told_last(sentence, days)
        start, end = span.date_start, span.date_end
        is_short = start is not None and end is not None and end - start <= _MONTH
        of_year = any(day.anchor is Anchor.TEXT and day.parts.unit == "year" for day in days)
        return span if is_short or of_year else self.before(sentence)

    def _done_before(self, sentence: Sentence) -> DateSpan | None:
        """The time long past of what the sentence right before told, in another paragraph too."""
        deed = self._past_deed
        return deed[1] if deed is not None and deed[0].index == sentence.index - 1 else None

    @property
    def lead(self) -> DateSpan | None:
        """The day that the head of the report is about."""
        return self._head[0]

    def is_said(self, day: DateSpan | None) -> bool:
        """Whether a day is that of the head, and only the one on which somebody told of it there."""
        return day is not None and day is self.lead and self._head[1]

    @cached_property
    def _head(self) -> tuple[DateSpan | None, bool]:
        text, start = self.annotated.text, self.annotated.body_start
        prose = (
            each
            for each in self.annotated.sentences
            if not each.is_headline and each.end > start and is_prose(each, text)
        )
        head = " ".join(text[max(start, each.start) : each.end] for each in islice(prose, _LEAD_SENTENCES))
        found, is_said = lead_day(head, self.published)
        if found is not None and not is_said:
            return found, False
        title = " ".join(text[each.start : each.end] for each in self.annotated.sentences if each.is_headline)
        titled, _ = lead_day(title, self.published)  # "Bomb kills two in X on Sunday"
        return (titled, False) if titled is not None else (found, is_said)


def grounds_told(predication: Predication) -> frozenset[str]:
    """The known places that are told to have changed hands, or to be held."""
    if not predication.frame.is_territory:
        return frozenset()
    places = (each.resolution.place for each in predication.role("object") if each.resolution is not None)
    return frozenset(place.place_id for place in places if place is not None)
