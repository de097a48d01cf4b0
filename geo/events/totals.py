"""Days of what is no single moment: what is counted over a stretch of time, what goes on, what has stood since a day.

"60 have been killed over the past month", "14 raids this year"; "clashes since Saturday"; "closed since Monday".

Such a stretch dates no single happening ("the third attack this year"), but what is told as a total happened in it. It
reaches up to the publication at most.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from geo.dates import DateSpan
from geo.datewords import Bound, DateKind
from geo.datewords.words import alternation, load_words
from geo.events.spots import LASTING
from geo.events.when import is_historical
from geo.reading.clauses.nouns import RANKED
from geo.text.number_words import load_numbers
from geo.vocab import Action, AssertionMode

if TYPE_CHECKING:
    from datetime import date

    from geo.datewords import DateExpression
    from geo.reading.predication import Predication
    from geo.text import AnnotatedDocument

_LONGEST = 366
_MONTH = 31
_SERIES = RANKED - {"one", "other"}
_COUNTED_ROLES = ("agent", "object", "recipient")


def total_over(
    predication: Predication, annotated: AnnotatedDocument, before: DateSpan | None, spoken: date | None
) -> DateSpan | None:
    """The stretch over which a predication is counted; None where it tells of one thing, or names another day.

    `before` is the date that the text named last, `spoken` the day that it speaks on. Changes of control are stated
    counts and have no such days.
    """
    days, published = predication.days, spoken
    if lasting_over(predication, published, before) is not None:
        return None
    if published is None or predication.frame.is_territory or predication.mode is not AssertionMode.ACTUAL:
        return None
    if not days or not all(_is_stretch(day, annotated) for day in days) or not _is_total(predication, annotated):
        return None
    if any(day.names_day and day.bound is None for day in predication.days_around):
        return None
    span = days[0].resolve(published, "past", previous=before)
    if span is None or span.date_start is None or span.date_start > published:
        return None
    return DateSpan.of(span.date_start, min(span.date_end or published, published))


def lasting_over(predication: Predication, published: date | None, before: DateSpan | None) -> DateSpan | None:
    """The days of what has gone on up to now: "for the past four days", "since Saturday"; at most a month."""
    if predication.mode is not AssertionMode.ACTUAL or predication.frame.event_type not in LASTING:
        return None
    for day in (*predication.days, *predication.days_around):
        if day.kind is not DateKind.PERIOD and day.bound is not Bound.SINCE:
            continue
        if day.bound is None and not predication.words.isdisjoint(load_numbers().ordinals):
            continue  # "the third clash in a week"
        span = day.resolve(published, "past", previous=before)
        start = span.date_start if span is not None else None
        end = (span.date_end if span is not None else None) or published
        if start is not None and end is not None and 0 <= (end - start).days <= _MONTH:
            return DateSpan.of(start, end)
    return None


def begun_on(predication: Predication, published: date | None, before: DateSpan | None) -> DateSpan | None:
    """The day since which something done has stood: "the gate has been closed since Monday" closed on Monday."""
    is_held = predication.frame.action is Action.HELD and predication.aspect == "perfect"
    is_state = predication.voice == "passive" and predication.aspect == "perfect" and not predication.frame.is_territory
    if predication.mode is not AssertionMode.ACTUAL or not (is_state or is_held):
        return None
    for day in predication.days:
        if day.bound is Bound.SINCE and predication.frame.event_type not in LASTING:
            begun = replace(day, bound=None).resolve(published, "past", previous=before)
            return None if is_held and is_historical(begun, published) else begun
    return None


def total_mode(span: DateSpan) -> AssertionMode:
    """A total of more than a year is background."""
    is_long = span.date_start and span.date_end and (span.date_end - span.date_start).days > _LONGEST
    return AssertionMode.HISTORICAL if is_long else AssertionMode.ACTUAL


def in_unnamed_stretch(predication: Predication, annotated: AnnotatedDocument) -> bool:
    """Whether its clause names a stretch that nobody can date: "in the first year of their rule"."""
    if predication.days:
        return False
    start, end = predication.clause
    return _unnamed().search(annotated.folded, start, end) is not None


@cache
def _unnamed() -> re.Pattern[str]:
    lists = load_words().lists
    within, units = alternation(lists["within_stretch"]), alternation(lists["stretches"])
    return re.compile(
        rf"\b(?:{within})\s+(?:the|his|her|their|its)\s+(?:[\w-]+\s+){{1,2}}(?:{units})\s+(?:of|in)\b(?!\s+\d)"
    )


def _is_stretch(day: DateExpression, annotated: AnnotatedDocument) -> bool:
    """Whether a day is a stretch up to now; "within a month" is how long somebody has for something."""
    if day.bound is Bound.SINCE:
        return True
    return day.bound is None and day.is_period and _deadline().search(annotated.folded, 0, day.start) is None


@cache
def _deadline() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(load_words().lists['within_deadline'])})\s+(?:a\s+)?$")


@cache
def _determined() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(load_words().lists['determining'])})\s+(?:[a-z-]+\s+){{0,2}}$")


def _is_total(predication: Predication, annotated: AnnotatedDocument) -> bool:
    """Whether it tells of several: those who are counted, a perfect, a noun in the plural that is none of a series.

    Without a number, what has stood since a day began on it: "women have been banned from parks since November".
    """
    if not predication.words.isdisjoint(_SERIES):
        return False  # "the second kidnapping in two weeks"
    is_since = any(day.bound is Bound.SINCE for day in predication.days)
    if predication.is_noun:
        start, end = predication.trigger
        is_bare = _determined().search(annotated.folded, predication.sentence.start, start) is None
        is_course = (
            predication.aspect == "perfect" and is_bare and not is_since
        )  # "fighting has killed dozens in recent months"
        return is_course or annotated.folded[start:end] != predication.lemma
    fillers = [filler for role in _COUNTED_ROLES for filler in predication.role(role)]
    if any(filler.number is not None for filler in fillers):
        return True
    return not is_since and (predication.aspect == "perfect" or any(filler.plural for filler in fillers))
