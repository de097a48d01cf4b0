"""Dates in running text: which words are one, and which days they mean."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dates import KABUL, DateSpan, end_of_day, kabul_day, month_of, month_span, nearest_year, parse_published
from geo.datewords import find_dates
from geo.vocab import DatePrecision

TUESDAY = date(2021, 8, 10)


def edtf(text: str, anchor: date | None = TUESDAY) -> list[str | None]:
    """Give what each date of a text means, seen from a Tuesday."""
    spans = [mention.resolve(anchor) for mention in find_dates(text)]
    return [span.date_edtf if span else None for span in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # full dates, in each way of writing
        ("on 2021-08-08", ["2021-08-08"]),
        ("on Aug. 8, 2021", ["2021-08-08"]),
        ("on August 8, 2021,", ["2021-08-08"]),
        ("on August 8th", ["2021-08-08"]),
        ("on 8 August 2021", ["2021-08-08"]),
        ("on the 8th of August", ["2021-08-08"]),
        ("on Sept 1", ["2021-09-01"]),
        ("on Sept. 1", ["2021-09-01"]),
        ("on July 30", ["2021-07-30"]),
        ("on Dec. 30", ["2021-12-30"]),  # the nearest year, ahead or behind
        ("on March 1", ["2021-03-01"]),
        # ranges
        ("on Aug. 7-8", ["2021-08-07/2021-08-08"]),
        ("from Aug. 7 to 9", ["2021-08-07/2021-08-09"]),
        ("on 7 and 8 August", ["2021-08-07/2021-08-08"]),
        ("between Friday and Sunday", ["2021-08-06/2021-08-08"]),
        # weekdays: the last one up to and including the day of publication
        ("on Sunday", ["2021-08-08"]),
        ("on Tuesday", ["2021-08-10"]),
        ("on Wednesday", ["2021-08-04"]),
        ("on Sunday morning", ["2021-08-08"]),
        ("last Sunday", ["2021-08-08"]),
        ("last Tuesday", ["2021-08-03"]),
        ("next Friday", ["2021-08-13"]),
        ("next Tuesday", ["2021-08-17"]),
        # relative days
        ("today", ["2021-08-10"]),
        ("this morning", ["2021-08-10"]),
        ("yesterday", ["2021-08-09"]),
        ("tomorrow", ["2021-08-11"]),
        ("overnight", ["2021-08-09/2021-08-10"]),
        ("two days ago", ["2021-08-08"]),
        ("a week ago", ["2021-07-31/2021-08-06"]),
        ("last week", ["2021-08-02/2021-08-08"]),
        ("last month", ["2021-07"]),
        ("last year", ["2020"]),
        ("20 years ago", ["2001"]),
        # months and years
        ("in July", ["2021-07"]),
        ("in September", ["2020-09"]),  # looking back
        ("in July 2015", ["2015-07"]),
        ("in 2015", ["2015"]),
        ("by Aug. 31", ["../2021-08-31"]),
        ("since Friday", ["2021-08-06/.."]),
        # two in one sentence
        ("on Sunday, Aug. 8, and on Monday", ["2021-08-08", "2021-08-08", "2021-08-09"]),
    ],
)
def test_what_the_words_mean(text: str, expected: list[str]) -> None:
    """Each way of writing a day gives the day it means."""
    assert edtf(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The march went on.",
        "They may attack.",
        "The March of Dimes gave money.",
        "He said in april, no.",
        "The army has 2021 tanks.",
        "He was 31.",
        "It cost 8,000 afghanis.",
        "At 8:30 the shooting began.",
        "Mayor Augustine spoke.",
        "Sundance is a festival.",
        "The fight was long.",
        "",
    ],
)
def test_what_is_no_date(text: str) -> None:
    """Words and numbers that only look like dates are left alone."""
    assert edtf(text) == []


@pytest.mark.parametrize("text", ["on Feb. 31", "on 31 June", "on 2021-02-30", "on Aug. 0"])
def test_a_day_that_never_was_is_none(text: str) -> None:
    """An impossible date is no date; it is not moved to a real one."""
    assert [span for span in edtf(text) if span is not None] == []


@pytest.mark.parametrize(
    "text",
    [
        "on Sunday",
        "yesterday",
        "overnight",
        "last week",
        "two days ago",
        "on Aug. 8",
        "in July",
        "between Friday and Sunday",
    ],
)
def test_without_an_anchor_relative_dates_stay_open(text: str) -> None:
    """What needs a day to count from gives none without it."""
    assert edtf(text, None) == [None]


@pytest.mark.parametrize(
    ("text", "expected"), [("on Aug. 8, 2021", "2021-08-08"), ("in 2015", "2015"), ("2021-08-08", "2021-08-08")]
)
def test_a_full_date_needs_no_anchor(text: str, expected: str) -> None:
    """A date with its year means the same to every reader."""
    assert edtf(text, None) == [expected]


def test_future_direction_looks_ahead() -> None:
    """An announced weekday or month is the next one, the publication day included."""
    for text, day in (("on Friday", date(2021, 8, 13)), ("on Tuesday", TUESDAY)):
        (mention,) = find_dates(text)
        span = mention.resolve(TUESDAY, "future")
        assert span is not None
        assert span.day == day
    (month,) = find_dates("in January")
    span = month.resolve(TUESDAY, "future")
    assert span is not None
    assert span.date_start == date(2022, 1, 1)


def test_precision_follows_the_length() -> None:
    """UCDP's date_prec: day, two to six days, week, month, year."""
    start = date(2021, 8, 1)
    lengths = {1: 1, 2: 2, 6: 2, 7: 3, 8: 4, 31: 4, 32: 5, 365: 5}
    for days, precision in lengths.items():
        assert DateSpan.of(start, start + timedelta(days=days - 1)).date_prec == precision
    assert DateSpan.of(date(2021, 8, 9), date(2021, 8, 8)).date_start == date(2021, 8, 8)  # put in order


def test_open_spans_have_one_end() -> None:
    """ "By" has no start, "since" no end."""
    assert (DateSpan.until(TUESDAY).date_start, DateSpan.until(TUESDAY).date_end) == (None, TUESDAY)
    assert (DateSpan.since(TUESDAY).date_start, DateSpan.since(TUESDAY).date_end) == (TUESDAY, None)


@given(st.dates(date(1990, 1, 1), date(2050, 12, 31)), st.integers(0, 6))
def test_a_weekday_lies_within_the_last_seven_days(anchor: date, index: int) -> None:
    """A weekday is the last one up to and including the anchor, for every day of every year."""
    names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    (mention,) = find_dates(f"on {names[index]}")
    span = mention.resolve(anchor)
    assert span is not None
    assert span.day is not None
    assert span.day.weekday() == index
    assert 0 <= (anchor - span.day).days < 7


@given(st.dates(date(1990, 1, 1), date(2050, 12, 31)))
def test_an_iso_day_means_itself(day: date) -> None:
    """Written and read back, a day is the same day, with the precision of a day."""
    (mention,) = find_dates(f"on {day.isoformat()}")
    span = mention.resolve(None)
    assert span == DateSpan.of(day)
    assert span.date_prec is DatePrecision.DAY


@given(st.text(max_size=300))
def test_any_text_is_searched(text: str) -> None:
    """No text makes the search fail; spans are ordered, without overlap, and hold the words they say."""
    found = list(find_dates(text))
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    for mention in found:
        mention.resolve(TUESDAY)
        mention.resolve(None)


@pytest.mark.parametrize(
    ("word", "number"),
    [("Jan", 1), ("February", 2), ("Mar.", 3), ("May", 5), ("june", 6), ("Sept.", 9), ("DECEMBER", 12)],
)
def test_month_names(word: str, number: int) -> None:
    """Names and abbreviations, with or without a stop, in any case."""
    assert month_of(word) == number


def test_month_spans_know_february() -> None:
    """A month has all its days, in leap years too."""
    assert month_span(2020, 2).date_end == date(2020, 2, 29)
    assert month_span(2021, 2).date_end == date(2021, 2, 28)
    assert month_span(2021, 12).date_end == date(2021, 12, 31)


def test_the_nearest_year() -> None:
    """A day and month without a year take the nearest year; 29 February only where there is one."""
    assert nearest_year(12, 30, date(2021, 1, 2)) == date(2020, 12, 30)
    assert nearest_year(1, 2, date(2020, 12, 30)) == date(2021, 1, 2)
    assert nearest_year(2, 29, date(2021, 3, 1)) == date(2020, 2, 29)
    assert nearest_year(2, 29, date(2022, 7, 1)) is None
    assert nearest_year(8, 8, None) is None


def test_kabul_days() -> None:
    """Instants with a zone are converted to UTC+04:30: late evening in London is the next day in Kabul."""
    late = datetime(2021, 8, 8, 20, 0, tzinfo=UTC)
    assert kabul_day(late) == date(2021, 8, 9)
    assert kabul_day(late - timedelta(minutes=31)) == date(2021, 8, 8)
    assert end_of_day(TUESDAY).utcoffset() == timedelta(hours=4, minutes=30)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2021-08-08", date(2021, 8, 8)),
        (" 2021-08-08 ", date(2021, 8, 8)),
        ("2021-08-08T20:00:00+00:00", date(2021, 8, 9)),
        ("2021-08-08T20:00:00Z", date(2021, 8, 9)),
        ("2021-08-08T23:00:00", date(2021, 8, 8)),
        (date(2021, 8, 8), date(2021, 8, 8)),
        (datetime(2021, 8, 8, 23, tzinfo=KABUL), date(2021, 8, 8)),
    ],
)
def test_a_written_publication_date(value: str | date | datetime, day: date) -> None:
    """A date counts to the end of its day; a time without a zone is Kabul's."""
    found = parse_published(value)
    assert found is not None
    assert found[0] == day
    assert found[1].utcoffset() is not None
    assert kabul_day(found[1]) == day


@pytest.mark.parametrize("value", ["", "soon", "2021-13-01", "2021-02-30", "08/09/2021", "20210808T", "-"])
def test_what_is_no_publication_date(value: str) -> None:
    """Anything that is not ISO 8601 is None, never a guess."""
    assert parse_published(value) is None
