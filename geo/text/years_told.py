"""The year of a day or month without one, where the text told it before: in a heading, or in a tale of long ago.

"1998" over the line "August 8: the Taliban take X" is its year, and so is that of "The offensive began in July 1998"
for "On August 8 X fell" behind it. A day of the last two months is one of the text's own time and keeps its year.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from geo.datewords import Anchor, DateKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from geo.datewords import DateExpression
    from geo.model import Sentence

_OWN_TIME = timedelta(days=60)
_REACH = 3
"""So many sentences on the year that was told last still counts."""
_HALF_YEAR = 6
_MONTHS = 12
_YEAR_ALONE = re.compile(r"\W*((?:19|20)\d\d)\W*")
_NAMING = frozenset({DateKind.DAY, DateKind.DAYS, DateKind.MONTH, DateKind.SEASON})
_NEWS = frozenset({DateKind.WEEKDAY, DateKind.RELATIVE_DAY})
_BULLETS = "•*-–— \t"  # noqa: RUF001
_OPENING = re.compile(r"(?:on|in|by)?\s*", re.IGNORECASE)
_LONGEST_LEAD = 2
"""So many words before a year, "in" among them, and it opens its sentence."""


def year_alone(text: str) -> int | None:
    """The year that is all of a line.

    >>> year_alone("1998:"), year_alone("1998 was a bad year")
    (1998, None)
    """
    found = _YEAR_ALONE.fullmatch(text.strip())
    return int(found[1]) if found is not None else None


class YearsTold:
    """The year that a text told last, sentence by sentence; the text is read from its beginning."""

    def __init__(self, text: str, published: date | None) -> None:
        """Take the text and its day."""
        self.text, self.published = text, published
        self._heading: int | None = None
        self._told: tuple[int, int | None, int] | None = None
        """The year, the month if one was named, and the number of the sentence."""
        self._paragraph = -1
        self._in_entry = False

    def completed(self, sentence: Sentence, days: Sequence[DateExpression]) -> tuple[DateExpression, ...]:
        """The expressions of the next sentence, in order; those without a year have the one that was told."""
        words = self.text[sentence.start : sentence.end]
        is_first = sentence.paragraph != self._paragraph
        self._paragraph = sentence.paragraph
        if (year := year_alone(words)) is not None and is_first:
            self._heading, self._told = year, (year, None, sentence.index)
            return tuple(days)
        if is_first:
            self._in_entry = bool(days) and not _OPENING.sub("", words[: days[0].start].strip(_BULLETS), count=1)
            self._heading = self._heading if self._in_entry else None
        return tuple(self._each(sentence, words, days))

    def _each(self, sentence: Sentence, words: str, days: Sequence[DateExpression]) -> Iterator[DateExpression]:
        told = self._told
        for day in days:
            given = day
            if day.kind in _NAMING and not day.has_year and day.anchor is not Anchor.TEXT and day.problem is None:
                is_label = self._in_entry and not words[: day.start].strip(_BULLETS)
                year = self._year(day, sentence, is_label=is_label)
                if year is not None:
                    given = replace(day, parts=replace(day.parts, year=year), anchor=None)
            told = self._tells(given, sentence, words, told)
            yield given
        self._told = told

    def _tells(
        self, day: DateExpression, sentence: Sentence, words: str, told: tuple[int, int | None, int] | None
    ) -> tuple[int, int | None, int] | None:
        """What is told last behind an expression: nothing behind a day of the text's own time."""
        if day.kind in _NEWS and day.anchor is not Anchor.TEXT:
            return None
        is_year = day.kind is DateKind.YEAR and day.parts.last_year is None
        if is_year and len(words[: day.start].split()) > _LONGEST_LEAD:
            return told
        if day.parts.step is not None or day.parts.solar_hijri or not (is_year or day.kind in _NAMING):
            return told
        span = replace(day, bound=None).resolve(self.published) if day.anchor is not Anchor.TEXT else None
        end = span.date_end if span is not None else None
        if end is None:
            return told
        if not day.has_year and self.published is not None and self.published - end <= _OWN_TIME:
            return None
        return end.year, None if is_year else end.month, sentence.index

    def _year(self, day: DateExpression, sentence: Sentence, *, is_label: bool) -> int | None:
        """The year that the words before give a day or month; None where its own reading stands."""
        month, published = day.parts.month, self.published
        if month is None or day.parts.step is not None or day.parts.solar_hijri or published is None:
            return None
        if self._heading is not None and self._in_entry:
            return self._heading if self._heading <= published.year else None
        plain = replace(day, bound=None).resolve(published)
        at = plain.date_end if plain is not None else None
        if self._told is None or at is None or sentence.index - self._told[2] > _REACH:
            return None
        if not is_label and (published - at <= _OWN_TIME or (day.is_deadline and _is_near(day, published))):
            return None
        told, month_told, _ = self._told
        is_back = month_told is not None and month < month_told
        if is_back and told == at.year - 1:
            return None  # as likely the year after
        is_next = is_back and month_told is not None and (month - month_told) % _MONTHS <= _HALF_YEAR
        year = told + is_next
        return year if year < at.year else None


def _is_near(deadline: DateExpression, published: date) -> bool:
    """Whether what a deadline names is soon to come."""
    span = deadline.resolve(published)
    return span is not None and span.date_end is not None and abs(span.date_end - published) <= _OWN_TIME
