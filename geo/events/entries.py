"""The days of a text that tells its events day by day, each under a heading: a chronology, a casualty report.

"Aug. 4, Herat Province: two soldiers killed" heads the paragraphs up to the next such line. One line with a day alone
may be the date of the text itself, so there must be two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.dates import DateSpan
    from geo.model import Sentence
    from geo.text import AnnotatedDocument

_QUOTES = "\"'”’)"  # noqa: RUF001
_ENDS = (".", "!", "?")
_BULLETS = "•*-–— \t"  # noqa: RUF001
_FEWEST = 2
_WORDS = re.compile(r"[^\W\d_]+")
_JOINING = frozenset({"e", "i", "of", "and", "o"})
_LONGEST_LABEL = 4
"""Words in the name that an entry is about."""


def is_prose(sentence: Sentence, text: str) -> bool:
    """Whether a sentence ends as one does; headings do not."""
    return text[sentence.start : sentence.end].rstrip(_QUOTES).endswith(_ENDS)


def days_of_entries(annotated: AnnotatedDocument) -> dict[int, DateSpan]:
    """The day of each paragraph that stands under the heading of a day, by the paragraph's number.

    Under a heading stands prose: one dated line after another is a list of titles.
    """
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in annotated.sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    heads = {
        number: span
        for number, (first, *more) in paragraphs.items()
        if not more and (span := _headed(first, annotated)) is not None
        if any(is_prose(each, annotated.text) for each in paragraphs.get(number + 1, ()))
    }
    days: dict[int, DateSpan] = {}
    labels = {
        number: span
        for number, (first, *more) in paragraphs.items()
        if more and (span := _labelled(first, annotated)) is not None
    }
    if len(labels) >= _FEWEST:
        days.update(labels)
    if len(heads) < _FEWEST:
        return days
    last: DateSpan | None = None
    for number in sorted(paragraphs):
        last = heads.get(number, last)
        if last is not None and number not in heads:
            days[number] = last
    return days


def _headed(sentence: Sentence, annotated: AnnotatedDocument) -> DateSpan | None:
    """The day that opens a line which is no sentence; None for any other."""
    return None if is_prose(sentence, annotated.text) else _opening(sentence, annotated)


def _labelled(sentence: Sentence, annotated: AnnotatedDocument) -> DateSpan | None:
    """The day of an entry whose first words are that day and a name alone: "Aug. 6 - ZARANJ. The Taliban take ..."."""
    opening = next(iter(annotated.days_in(sentence)), None)
    if opening is None:
        return None
    label = annotated.text[opening.end : sentence.end].strip(_BULLETS + ".:")
    is_name = label[:1].isupper() and all(word[:1].isupper() or word in _JOINING for word in _WORDS.findall(label))
    return _opening(sentence, annotated) if is_name and len(label.split()) <= _LONGEST_LABEL else None


def _opening(sentence: Sentence, annotated: AnnotatedDocument) -> DateSpan | None:
    """The day that opens a line, behind nothing but bullets."""
    opening = next(iter(annotated.days_in(sentence)), None)
    if opening is None or not opening.names_day or opening.bound is not None:
        return None
    before = annotated.text[sentence.start : opening.start].strip(_BULLETS)
    span = opening.resolve(annotated.document.published) if not before else None
    return span if span is not None and span.day is not None else None
