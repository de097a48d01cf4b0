"""The days of a text that tells its events day by day, each under a heading: a chronology, a casualty report.

"Aug. 4, Herat Province: two soldiers killed" heads the paragraphs up to the next such line. One line with a day alone
may be the date of the text itself, so there must be two. Where three paragraphs open with a date, each is an entry.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.datewords import DateKind
from geo.datewords.words import alternation, load_words

if TYPE_CHECKING:
    from geo.dates import DateSpan
    from geo.model import Sentence
    from geo.text import AnnotatedDocument

_QUOTES = "\"'”’)"  # noqa: RUF001
_ENDS = (".", "!", "?")
_BULLETS = "•*-–— \t"  # noqa: RUF001
_ITEMS = frozenset(_BULLETS.split(maxsplit=1)[0])
_FEWEST = 2
_FEWEST_DATED = 3
"""So many paragraphs that open with a date make a chronology; two may chance to."""
_CALENDAR = frozenset({DateKind.DAY, DateKind.DAYS, DateKind.MONTH, DateKind.YEAR})
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
    days = _days_of_items(paragraphs, annotated)
    labels = {
        number: span
        for number, (first, *more) in paragraphs.items()
        if more and (span := _labelled(first, annotated)) is not None
    }
    if len(labels) >= _FEWEST:
        days.update(labels)
    dated = {number: span for number, (first, *_) in paragraphs.items() if (span := _dated(first, annotated))}
    if len(dated) >= _FEWEST_DATED:
        days.update(dated)
    if len(heads) < _FEWEST:
        return days
    last: DateSpan | None = None
    for number in sorted(paragraphs):
        last = heads.get(number, last)
        if last is not None and number not in heads:
            days[number] = last
    return days


def _days_of_items(paragraphs: dict[int, list[Sentence]], annotated: AnnotatedDocument) -> dict[int, DateSpan]:
    """The day of each item of a list under a line that ends in a colon and names one: "In operations yesterday:".

    Plain paragraphs are items too, up to the next such line, unless somebody says them: "He said on Monday:".
    """
    days: dict[int, DateSpan] = {}
    last: DateSpan | None = None
    is_plain = False
    for number in sorted(paragraphs):
        first, *more = paragraphs[number]
        line = annotated.text[first.start : first.end]
        is_item = _is_item(first, annotated.text)
        if is_item or (is_plain and not _is_over_list(line)):
            is_plain = is_plain and not is_item
            if last is not None:
                days[number] = last
        else:
            last = None if more else _over_list(first, annotated)
            is_plain = last is not None and _said().search(line) is None
    return days


def _is_over_list(line: str) -> bool:
    """Whether a line ends as one over a list does."""
    return line.rstrip().endswith(":")


@cache
def _said() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(load_words().lists['said_then'])})\b", re.IGNORECASE)


def _is_item(sentence: Sentence, text: str) -> bool:
    """Whether a bullet or a dash opens a paragraph."""
    opening = text[text.rfind("\n", 0, sentence.start) + 1 : sentence.start + 1].strip()
    return opening[:1] in _ITEMS if opening else False


def _over_list(sentence: Sentence, annotated: AnnotatedDocument) -> DateSpan | None:
    """The only day of a line that ends in a colon."""
    found = annotated.days_in(sentence)
    if not _is_over_list(annotated.text[sentence.start : sentence.end]) or len(found) != 1:
        return None
    span = found[0].resolve(annotated.document.published) if found[0].bound is None else None
    is_day = span is not None and span.date_start is not None and span.date_start == span.date_end
    return span if is_day else None


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


def _dated(sentence: Sentence, annotated: AnnotatedDocument) -> DateSpan | None:
    """The day, month or year that opens an entry of a chronology, without a preposition: "June 3: troops took X"."""
    opening = next(iter(annotated.days_in(sentence)), None)
    if opening is None or opening.kind not in _CALENDAR or opening.bound is not None:
        return None
    if annotated.text[sentence.start : opening.start].strip(_BULLETS):
        return None
    return opening.resolve(annotated.document.published)


def _opening(sentence: Sentence, annotated: AnnotatedDocument) -> DateSpan | None:
    """The day that opens a line, behind nothing but bullets."""
    opening = next(iter(annotated.days_in(sentence)), None)
    if opening is None or not opening.names_day or opening.bound is not None:
        return None
    before = annotated.text[sentence.start : opening.start].strip(_BULLETS)
    span = opening.resolve(annotated.document.published) if not before else None
    return span if span is not None and span.day is not None else None
