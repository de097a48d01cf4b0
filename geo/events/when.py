"""Days of events that their clause does not give: the lead's, the paragraph's, the publication's, each approximate.

And what old and coming days make of the mode: an event that ended more than 180 days before the publication is
historical, one that lies wholly behind it is still to come.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.dates import DateSpan
from geo.datewords import find_dates
from geo.datewords.words import alternation, load_words
from geo.events.event_words import event_words

if TYPE_CHECKING:
    from datetime import date

    from geo.country.sides import Sides
    from geo.datewords import DateExpression
    from geo.reading.predication import Predication


HISTORICAL_AFTER_DAYS = 180
_MONTH = 31
_RECENT_DAYS = 7
_OPENED = re.compile(r"[.!?][”\"’']?\s+(?:\w+\s+){0,2}$")
"""The end of a sentence, and the few words before a day that opens the next."""


def ended_before(period: DateSpan, day: date) -> bool:
    """Whether a span longer than a week, such as a month, was over before a day."""
    if period.date_start is None or period.date_end is None or period.date_end >= day:
        return False
    return (period.date_end - period.date_start).days > _RECENT_DAYS


def approximate(published: date) -> DateSpan:
    """The day of publication for a report that gives no day: EDTF `~`, date_prec 2, since it may be a few days off.

    >>> from datetime import date
    >>> approximate(date(2021, 8, 9)).date_edtf
    '2021-08-09~'
    """
    return DateSpan.of(published).approximate()


def inherited(span: DateSpan) -> DateSpan:
    """A day that the sentence itself does not give, but the text around it: approximate, EDTF `~`."""
    return span.approximate()


def lead_day(text: str, published: date | None) -> tuple[DateSpan | None, bool]:
    """The day that the head of a report is about, and whether it is only that on which somebody told of it.

    The first day named there, within the week before its publication; one on which something is said ("the ministry
    said on Tuesday") only where no other is. `text` is the headline and the lead without the dateline. Deadlines,
    months and years are no days, and the day of a relative clause in the past perfect is that of something before.
    """
    said: DateSpan | None = None
    if published is None:
        return None, False
    for mention in find_dates(text):
        possessive = text[mention.end : mention.end + 1] in {"'", "’"}  # "Tuesday's attack" is another story
        if mention.bound is not None or not mention.names_day or possessive:
            continue
        if _in_background().search(text, 0, mention.start) or _is_to_come(text, mention):
            continue
        if _tells_of_before(text, mention):
            continue
        span = mention.resolve(published)
        if span is not None and span.date_end is not None and 0 <= (published - span.date_end).days <= _RECENT_DAYS:
            if _is_of_saying().search(text, 0, mention.start) is None:
                return span, False
            said = said or span
    return said, said is not None


def _is_to_come(text: str, day: DateExpression) -> bool:
    """Whether the words before a day, or the one behind it, say that it is one to come: "will be buried on Friday"."""
    behind = text[day.end :].split(maxsplit=1)[:1]
    is_deadline = bool(behind) and behind[0].lower() in load_words().lists["deadlines"]
    return is_deadline or _coming().search(text, 0, day.start) is not None


def _tells_of_before(text: str, day: DateExpression) -> bool:
    """Whether a day opens a later sentence of what was said then of things before: "On Friday he said X had fallen"."""
    opened = _OPENED.search(text, 0, day.start)
    return opened is not None and _said_of_before().match(text, day.end) is not None


@cache
def _said_of_before() -> re.Pattern[str]:
    lists = load_words().lists
    said, before = alternation(lists["said_then"]), alternation(lists["before_that"])
    return re.compile(rf"[^;\n]*?\b(?:{said})\b[^.;\n]*\b(?:{before})\b", re.IGNORECASE)


@cache
def _is_of_saying() -> re.Pattern[str]:
    """What ends in a verb of saying and, before its day, whom it was said to or where: "told reporters in Kabul on"."""
    lists = load_words().lists
    said, to = alternation(lists["said_then"]), alternation(lists["said_to"])
    places = alternation(lists["said_in"])
    return re.compile(rf"\b(?:{said})\s+(?:(?:{to}|(?:{places})\s+\w+)\s+)*$", re.IGNORECASE)


@cache
def _coming() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(load_words().lists['to_come'])})\b[^.,;\n]*$", re.IGNORECASE)


@cache
def _in_background() -> re.Pattern[str]:
    """What ends in a relative clause that goes back before what the sentence tells."""
    lists = load_words().lists
    behind = alternation(lists["relative_behind"])
    opened = rf"(?:{alternation(lists['relative'])}|(?:{behind})\s+that)"
    return re.compile(rf"\b{opened}\b[^.;]*\b(?:{alternation(lists['before_that'])})\b[^.,;]*$", re.IGNORECASE)


def in_relative(day: DateExpression, folded: str, start: int) -> bool:
    """Whether a day stands in a relative clause between commas, of a sentence that begins at `start`.

    "X, who lost A in 2017, took B": what the sentence tells otherwise is not of that day.
    """
    opened, closed = folded.rfind(",", start, day.start), folded.find(",", day.end)
    words = folded[opened + 1 : day.start].split()
    is_closed = closed >= 0 and not any(mark in folded[day.end : closed] for mark in ".;\n")
    return opened >= start and is_closed and bool(words) and words[0] in load_words().lists["relative"]


def is_of_gone(predication: Predication, sides: Sides, day: date | None) -> bool:
    """Whether ground is told to have been taken or held by a party that holds none any more on a day."""
    takers = [each.actor for each in predication.role("agent") if each.actor is not None]
    are_gone = bool(takers) and all(sides.is_gone(each.side, day) for each in takers)
    return predication.frame.is_territory and predication.tense == "past" and are_gone


def in_likening(day: DateExpression, folded: str, start: int) -> bool:
    """Whether a day is only that of what is likened, at the head of a part of the sentence: "As in 2015, they took X"."""
    opened = max(folded.rfind(",", start, day.start) + 1, start)
    return folded[opened : day.start].lstrip().startswith(tuple(load_words().lists["likening"]))


def at_time_of(day: DateExpression, folded: str, start: int) -> bool:
    """Whether a deed whose words end at `start` was done at, or right after, what a day behind it dates.

    "Took X days after the army left in August 1988", not "took X, which had been lost in August 1988".
    """
    lists = load_words().lists
    words = f" {folded[start : day.start]} "
    at = max((words.rfind(f" {each} ") for each in lists["at_that_time"]), default=-1)
    is_plain = not any(mark in words[at:] for mark in ",.;:\n") and lists["of_other_time"].isdisjoint(words.split())
    return at >= 0 and is_plain


def is_historical(span: DateSpan | None, published: date | None) -> bool:
    """Whether the span ended more than 180 days before the publication; of more than a month ("last year"), its middle."""
    if span is None or published is None or span.day is None:
        return False
    day = span.day
    if span.date_start is not None and span.date_end is not None and (span.date_end - span.date_start).days > _MONTH:
        day = span.date_start + (span.date_end - span.date_start) / 2
    return (published - day).days > HISTORICAL_AFTER_DAYS


def is_ahead(span: DateSpan | None, published: date | None) -> bool:
    """Whether the span lies wholly behind the publication day."""
    return bool(span and published and span.date_start and span.date_start > published)


def is_since_then(predication: Predication) -> bool:
    """Whether something was done at some time up to now: "has since arrested dozens"; of ground it is news."""
    is_verb = not predication.is_noun and predication.aspect == "perfect" and not predication.frame.is_territory
    return is_verb and not event_words().taking.since_then.isdisjoint(predication.adverbs)
