"""Dates in running text: which words are one, and which days they mean."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.columns import SPAN_COLUMNS
from geo.dates import KABUL, DateSpan, end_of_day, kabul_day, month_of, month_span, nearest_year, parse_published
from geo.datewords import Anchor, Bound, DateKind, find_dates, resolve_in_order
from geo.vocab import DatePrecision

if TYPE_CHECKING:
    from geo.datewords import Direction

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
        ("on Sept 1", ["2020-09-01"]),  # looking back: the last one
        ("on Sept. 1", ["2020-09-01"]),
        ("on July 30", ["2021-07-30"]),
        ("on Dec. 30", ["2020-12-30"]),
        ("on Aug. 11", ["2021-08-11"]),  # the writer's day may be one ahead of Kabul's
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
        ("a year ago today", ["2020-08-10"]),
        ("two years ago this week", ["2019"]),
        ("a year ago on Monday", ["2020"]),
        ("a week ago today", ["2021-08-03"]),
        ("two days ago on Sunday", ["2021-08-08"]),
        ("two summers ago", ["2019"]),
        # months and years
        ("in July", ["2021-07"]),
        ("in September", ["2020-09"]),  # looking back
        ("in July 2015", ["2015-07"]),
        ("in 2015", ["2015"]),
        ("by Aug. 31", ["../2021-08-31"]),
        ("since Friday", ["2021-08-06/.."]),
        ("until Aug. 31", ["../2021-08-31"]),  # a deadline may be to come
        ("since the nineties", ["1990-01-01/.."]),
        ("since 9/11", ["2001-09-11/.."]),
        ("no later than Sunday", ["../2021-08-08"]),
        ("after Sunday's attack", ["2021-08-08/.."]),
        ("before the end of the year", ["../2021-12-31"]),
        # two in one sentence
        ("on Sunday, Aug. 8, and on Monday", ["2021-08-08", "2021-08-09"]),
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
        "He said april, no.",
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # capitals and abbreviations
        ("ON SUNDAY", "2021-08-08"),
        ("on sunday", "2021-08-08"),
        ("on Sun.", "2021-08-08"),
        ("YESTERDAY", "2021-08-09"),
        ("on 06 AUG 2021", "2021-08-06"),
        ("on SEPTEMBER 28, 2015", "2015-09-28"),
        ("on 28 september 2015", "2015-09-28"),
        ("on May 5", "2021-05-05"),
        ("on may 5", "2021-05-05"),
        # figures alone
        ("on 28.09.2015", "2015-09-28"),
        ("on 28/09/2015,", "2015-09-28"),
        ("on 28-09-2015", "2015-09-28"),
        ("on 2015/09/28", "2015-09-28"),
        ("on 08/28/2015", "2015-08-28"),
        ("on 05.05.2021", "2021-05-05"),
        ("on 31/12/20", "2020-12-31"),
        ("at 2021-08-08T20:00:00Z", "2021-08-08"),
        # figures and a month
        ("on 28-Sep-2015", "2015-09-28"),
        ("on 28Sep15", "2015-09-28"),
        ("on 28 Sep '15", "2015-09-28"),
        ("on 28 Sep '98", "1998-09-28"),
        ("in Sept '15", "2015-09"),
        ("on September 28th", "2020-09-28"),
        ("on the 28th of September", "2020-09-28"),
        ("28 July to 3 August", "2021-07-28/2021-08-03"),
        ("from 28 December to 3 January 2021", "2020-12-28/2021-01-03"),
        ("8-10 August 2021", "2021-08-08/2021-08-10"),
        ("on the 8th,", "2021-08-08"),
        ("on the 12th.", "2021-07-12"),
        # a weekday with its date is one expression, and the date counts
        ("on Wednesday (13 August)", "2020-08-13"),
        ("on Sunday, August 8, 2021", "2021-08-08"),
        ("on Aug. 8 (Sunday)", "2021-08-08"),
        # weeks, months, years and their parts
        ("Friday last week", "2021-08-06"),
        ("over the weekend", "2021-08-07/2021-08-08"),
        ("this week", "2021-08-09/2021-08-10"),
        ("next week", "2021-08-16/2021-08-22"),
        ("last August", "2020-08"),
        ("last May", "2021-05"),
        ("in December of last year", "2020-12"),
        ("the May offensive", "2021-05"),
        ("May truck bomb kills ten", "2021-05"),
        ("between May and July", "2021-05/2021-07"),
        ("mid-August", "2021-08-11/2021-08-20"),
        ("the end of July 2015", "2015-07-21/2015-07-31"),
        ("during 2015", "2015"),
        ("in late 2015", "2015-09/2015-12"),
        ("in mid-1996", "1996-05/1996-08"),
        ("from 1996 to 2001", "1996/2001"),
        ("in 2015-16", "2015/2016"),
        ("this year", "2021"),
        ("early this year", "2021-01/2021-04"),
        ("in the nineties", "1990/1999"),
        ("in the late 1980s", "1987/1989"),
        ("the early 2000s", "2000/2003"),
        # seasons
        ("in autumn 2015", "2015-09/2015-11"),
        ("in the fall of 2015", "2015-09/2015-11"),
        ("in early summer 2015", "2015-06"),
        ("in winter 2015", "2014-12/2016-02"),
        ("last winter", "2020-12/2021-02"),
        ("in the summer", "2021-06/2021-08"),
        # counted from the day of the text
        ("several days ago", "2021-08-01/2021-08-07"),
        ("a couple of days ago", "2021-08-07/2021-08-08"),
        ("two weeks ago", "2021-07-24/2021-07-30"),
        ("48 hours ago", "2021-08-08"),
        ("three hours ago", "2021-08-10~"),
        ("in the past three days", "2021-08-07/2021-08-10"),
        ("in recent weeks", "2021-06-29/2021-08-10"),
        ("in a single day", "2021-08-09/2021-08-10"),
        ("within a week", "2021-08-03/2021-08-10"),
        ("the day before yesterday", "2021-08-08"),
        # the Solar Hijri calendar, and a lunar month with the year
        ("on 28 Asad 1400", "2021-08-19"),
        ("on Mizan 6, 1394", "2015-09-28"),
        ("on Mizan 6 1394", "2015-09-28"),
        ("on 18 Asad", "2021-08-09"),
        ("in Asad 1400", "2021-07-23/2021-08-22"),
        ("on 1400/05/18", "2021-08-09"),
        ("on ۱۴۰۰/۰۵/۱۸", "2021-08-09"),
        ("in 1375 (1996)", "1996"),
        ("in Ramadan 2015", "2015"),
    ],
)
def test_each_way_of_writing(text: str, expected: str) -> None:
    """Case, abbreviations, figures, parts of the calendar and another calendar: each gives the days that it means."""
    assert edtf(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "They may 11 times out of ten.",
        "It may be a year.",
        "The Sun reported it.",
        "He sat down.",
        "The Friday Times said so.",
        "On Good Friday, so called, they met.",
        "He is in his twenties.",
        "On the 8th floor.",
        "The fall of Kabul.",
        "It lasted for three days.",
        "Near Mar-a-Lago.",
        "Version 10.12.2.1 is out.",
        "In 2015,000 afghanis.",
        "Karim Khan (1957-1998) led them.",
        "It cost US$2015.",
        "Day after day they came.",
        "On Mizan the district is quiet.",
    ],
)
def test_what_only_looks_like_a_date(text: str) -> None:
    """The nearest words with another meaning are no dates."""
    assert edtf(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "on 06.08.2021",
        "on 6/8/2021",
        "on 31.02.2021",
        "on 45/13/2021",
        "on Feb. 31",
        "on 28 Septembre 2015",
        "on 12 Muharram 1443",
        "during Ramadan",
        "in 1400, they say",
        "on 31 Mizan 1394",
    ],
)
def test_a_date_that_cannot_be_read_is_found(text: str) -> None:
    """It is no day, and says why; it is not passed over, and no other day is put in its place."""
    (found,) = find_dates(text)
    assert found.kind is DateKind.UNREADABLE
    assert found.problem
    assert found.resolve(TUESDAY) is None


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("on Sunday", Anchor.SPEECH),
        ("yesterday", Anchor.SPEECH),
        ("two days ago", Anchor.SPEECH),
        ("next week", Anchor.SPEECH),
        ("on 2021-08-08", None),
        ("the next day", Anchor.TEXT),
        ("a day later", Anchor.TEXT),
        ("two days after,", Anchor.TEXT),
        ("hours later", Anchor.TEXT),
        ("the same day", Anchor.TEXT),
        ("that night", Anchor.TEXT),
        ("earlier that week", Anchor.TEXT),
        ("the following Sunday", Anchor.TEXT),
        ("the next week", Anchor.TEXT),
        ("two days after the fall of Kunduz", Anchor.EVENT),
        ("the week after the army left", Anchor.EVENT),
        ("the day before Zaranj fell", Anchor.EVENT),
    ],
)
def test_what_an_expression_is_counted_from(text: str, anchor: Anchor | None) -> None:
    """The day of the text, the date named before, or what stands behind the words."""
    (found,) = find_dates(text)
    assert found.anchor is anchor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the next day", "2015-09-29"),
        ("a day later", "2015-09-29"),
        ("three days earlier", "2015-09-25"),
        ("a week later", "2015-10-02/2015-10-08"),
        ("hours later", "2015-09-28~"),
        ("some hours later", "2015-09-28~"),
        ("the same day", "2015-09-28"),
        ("that night", "2015-09-28/2015-09-29"),
        ("earlier that week", "2015-09-28"),
        ("later that month", "2015-09-28/2015-09-30"),
        ("that year", "2015"),
        ("the following Sunday", "2015-10-04"),
        ("the next week", "2015-10-05/2015-10-11"),
        ("the previous month", "2015-08"),
        ("the next spring", "2016-03/2016-05"),
        ("in May of that year", "2015-05"),
    ],
)
def test_counted_from_the_date_before(text: str, expected: str) -> None:
    """In a text of 2021 that has named a Monday of 2015, such words count from that Monday."""
    named, later = resolve_in_order(find_dates(f"It fell on 28 September 2015; {text} it was retaken."), TUESDAY)
    assert named[1] is not None
    assert later[1] is not None
    assert later[1].date_edtf == expected


def test_an_event_is_counted_from_by_its_own_days() -> None:
    """ "Two days after the fall" counts from the days of that fall, an open one included, and from nothing else."""
    (found,) = find_dates("two days after the fall of Kunduz")
    assert found.resolve(TUESDAY) is None
    given = DateSpan.of(date(2015, 9, 28)), DateSpan.until(date(2015, 9, 28))
    assert [(span := found.resolve(TUESDAY, previous=each)) and span.date_edtf for each in given] == [
        "2015-09-30",
        "../2015-09-30",
    ]


@pytest.mark.parametrize(
    ("text", "bound", "words"),
    [
        ("It has been shut since May 5.", Bound.SINCE, "since May 5"),
        ("It will be over by the end of August.", Bound.BY, "by the end of August"),
        ("They left before Sunday.", Bound.BEFORE, "before Sunday"),
        ("They stayed until 2014.", Bound.UNTIL, "until 2014"),
        ("After Tuesday all was quiet.", Bound.AFTER, "After Tuesday"),
        ("It goes on from Friday.", Bound.FROM, "from Friday"),
        ("It fell on Friday.", None, "Friday"),
    ],
)
def test_what_bounds_an_expression(text: str, bound: Bound | None, words: str) -> None:
    """The word before an expression that opens one end of its span, and where it stands."""
    (found,) = find_dates(text)
    assert found.bound is bound
    assert text[found.bound_start : found.end] == words


@pytest.mark.parametrize(
    ("text", "is_period"),
    [
        ("the tenth in a week", True),
        ("six in a single day", True),
        ("in recent weeks", True),
        ("in the past month", False),  # a month of the calendar
        ("in the last ten days", True),
        ("this year", True),
        ("last year", False),
        ("since May", True),
        ("in the nineties", False),
        ("in the past two days", False),
        ("on Sunday", False),
        ("last week", False),
    ],
)
def test_what_counts_over_a_period(text: str, is_period: bool) -> None:  # noqa: FBT001 - a column of the table
    """A stretch over which things are counted dates no single one of them."""
    (found,) = find_dates(text)
    assert found.is_period is is_period


def test_a_day_without_its_year() -> None:
    """Looking back it is the last such day, looking ahead the next, for a dateline the nearest."""
    published = date(1999, 6, 1)
    (found,) = find_dates("fell on August 2")
    directions: tuple[Direction, ...] = ("past", "future", "nearest")
    years = [
        span.date_start.year for each in directions if (span := found.resolve(published, each)) and span.date_start
    ]
    assert years == [1998, 1999, 1999]


@pytest.mark.parametrize("speech", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_ends_of_the_calendar(speech: date) -> None:
    """No expression raises on the first or the last day there is, in any direction, and whatever was named before."""
    texts = (
        "on Sunday; on Monday; next Friday; last Friday; yesterday; tomorrow; overnight; two weeks ago; a day later"
        "; three days earlier; last week; next week; last month; next month; next year; over the weekend"
        "; in recent years; in the past 20 days; in May; on May 5; on 28 Asad; last winter; this summer; next spring"
        "; on the 31st; between Friday and Sunday; 20 years ago; several decades ago; the following month"
        "; in the nineties; Friday last week; that night; later that week; earlier that year; 28 July to 3 August"
        "; this weekend; on 29 February; in 5 decades"
    )
    directions: tuple[Direction, ...] = ("past", "future", "nearest")
    for direction in directions:
        found = list(resolve_in_order(find_dates(texts), speech, direction, DateSpan.of(speech)))
        assert len(found) == len(texts.split(";"))


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
    assert DateSpan.until(TUESDAY).is_open
    assert not DateSpan.of(TUESDAY).is_open


def test_a_bound_has_no_precision() -> None:
    """It does not say how closely the day is known, in the record, beside it or when it is only approximate."""
    for bound in (DateSpan.until(TUESDAY), DateSpan.since(TUESDAY), DateSpan.until(TUESDAY).approximate()):
        columns = {column.name: column.value(bound) for column in SPAN_COLUMNS}
        assert (columns["date_prec"], columns["time_precision"]) == (None, None)
    assert DateSpan.until(TUESDAY).date_edtf == "../2021-08-10"
    assert DateSpan.of(TUESDAY).approximate() == DateSpan.of(TUESDAY).approximate().approximate()
    assert DateSpan.of(TUESDAY).approximate().date_prec is DatePrecision.DAYS


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


@pytest.mark.parametrize(
    "text",
    [
        "fighting had gone on for a week before the district fell",
        "they held it for two days after the vote",
        "for the 12 days before the vote",
        "for more than two weeks before it fell",
        "held for several days earlier",
    ],
)
def test_how_long_something_lasted_is_no_day(text: str) -> None:
    """Behind "for" an amount of time counts from nothing."""
    assert find_dates(text) == ()


@pytest.mark.parametrize("text", ["fought a week before the vote", "arrested for a second time two days later"])
def test_how_long_before_is_one(text: str) -> None:
    """Without "for" it does, also where another "for" stands before it."""
    assert len(find_dates(text)) == 1
