"""Datelines are found where they stand, and publication days come in the order of their bases."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dateline import find_dateline
from geo.documents.published import find_publication
from geo.documents.stated_day import parse_stated
from geo.vocab import PublishedBasis

Found = tuple[str, str | None, str | None, str]


def found(text: str) -> Found | None:
    """Place, date words, agency and the rest of the text."""
    dateline = find_dateline(text)
    if dateline is None:
        return None
    words = text[slice(*dateline.date)] if dateline.date else None
    return text[slice(*dateline.place)], words, dateline.agency, text[dateline.end :]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KABUL, Afghanistan (Sept. 1) - A force", ("KABUL, Afghanistan", "Sept. 1", None, "A force")),
        ("KABUL (Reuters) - The", ("KABUL", None, "Reuters", "The")),
        ("KUNDUZ, Afghanistan, Aug. 8 (AP) — The", ("KUNDUZ, Afghanistan", "Aug. 8", "AP", "The")),
        ("PAKTIKA PROVINCE, Afghanistan – The", ("PAKTIKA PROVINCE, Afghanistan", None, None, "The")),
        ("KABUL, Aug. 8 (Xinhua) -- The", ("KABUL", "Aug. 8", "Xinhua", "The")),
        ("KABUL/DOHA, Aug 8 (Reuters) - The", ("KABUL/DOHA", "Aug 8", "Reuters", "The")),
        ("Kabul, Aug 8 (IANS) The", ("Kabul", "Aug 8", "IANS", "The")),
        ("Kabul [Afghanistan], August 8: The", ("Kabul", "August 8", None, "The")),
        ("Kabul (AFP) – The", ("Kabul", None, "AFP", "The")),
        ("Kabul (BNA) Two men were hurt.", ("Kabul", None, "BNA", "Two men were hurt.")),
        ("Tashkent (Novosti/ITN) At least two", ("Tashkent", None, "Novosti/ITN", "At least two")),
        ("KABUL — The", ("KABUL", None, None, "The")),
        ("KABUL: The", ("KABUL", None, None, "The")),
        ("Kabul [Afghanistan], June 21 (ANI): The", ("Kabul", "June 21", "ANI", "The")),
        ("Two towns lost\n\nKabul: The army has left both of them in the night.",
         ("Kabul", None, None, "The army has left both of them in the night.")),
        ("MAZAR-I-SHARIF, Afghanistan (AP) — The", ("MAZAR-I-SHARIF, Afghanistan", None, "AP", "The")),
        ("WASHINGTON, D.C. - The", ("WASHINGTON, D.C.", None, None, "The")),
        ("KABUL (Reuters, 8 August 2021) - The", ("KABUL", "8 August 2021", "Reuters", "The")),
        ("KABUL (Some News / Agency - 09th July, 2020) The", ("KABUL", "09th July, 2020", "Some News / Agency", "The")),
        ("A headline here\n\nKABUL, Afghanistan (Aug. 6, 2012)\n\nIn",
         ("KABUL, Afghanistan", "Aug. 6, 2012", None, "In")),
        ("Joint Command 2010-09-CA-005 Download PDF KABUL, Afghanistan (Sept. 1) - A",
         ("KABUL, Afghanistan", "Sept. 1", None, "A")),
    ],
)  # fmt: skip
def test_a_dateline_is_taken_apart(text: str, expected: Found) -> None:
    """Place, date, agency and the start of the report are told apart in the forms that agencies use."""
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    ["UPDATE: The city", "NATO said on Tuesday", "US envoy in Doha", "A U.S. envoy - a diplomat",
     "Kunduz, Afghanistan — The", "Kunduz: army leaves the city in the night, say people there",
     "Lost\nKunduz: It fell on Sunday after a night of fighting.\nTaloqan: It fell on the same day.",
     "The army (AP) left", "Corps (CFC) The corps left", "Ministry of Works (AP) The ministry left",
     "Kabul (AP) police left", "Daesh (ISIS) fighters left",
     "I — we", "", "KABUL-based officials", "KABUL (pictured below)"],
)  # fmt: skip
def test_other_openings_are_no_datelines(text: str) -> None:
    """Acronyms, headlines and ordinary sentences are left alone."""
    assert find_dateline(text) is None


def test_a_dateline_deep_in_the_text_is_none() -> None:
    """Only the head of a text can carry one."""
    assert find_dateline("word " * 600 + "\n\nKABUL (AP) — The") is None


@given(st.text(alphabet="AB ab.,()-—\n’'1:2021Aug. ", max_size=400))
def test_spans_stay_within_the_text(text: str) -> None:
    """Any text is searched, and what is found lies in order within it."""
    dateline = find_dateline(text)
    if dateline:
        assert 0 <= dateline.start <= dateline.place[0] < dateline.place[1] <= dateline.end <= len(text)


@pytest.mark.parametrize("junk", ["AB ", "A, ", "AB-", "(", "AB, Ab ", "\n"])
def test_the_search_is_quick_on_junk(junk: str) -> None:
    """A text of megabytes costs no more than its head."""
    started = time.perf_counter()
    find_dateline(junk * 1_000_000)
    assert time.perf_counter() - started < 2


RELEASE = "Force finds weapons\n\nCommand 2010-12-CA-005\n\nKABUL, Afghanistan (Jan. 2) - It did."


def test_the_bases_of_a_publication_day_go_in_order() -> None:
    """The record's word, then the option, then a full dateline, then a dateline with a release number, then nothing."""
    full = "KABUL, Afghanistan (Aug. 6, 2012) - It fell."
    stated = find_publication("2021-08-10", date(2021, 8, 11), full)
    assert (stated.day, stated.basis) == (date(2021, 8, 10), PublishedBasis.PUBLISHED)
    option = find_publication(None, date(2021, 8, 11), full)
    assert (option.day, option.basis) == (date(2021, 8, 11), PublishedBasis.OPTION)
    dateline = find_publication(None, None, full)
    assert (dateline.day, dateline.basis) == (date(2012, 8, 6), PublishedBasis.DATELINE)
    release = find_publication(None, None, RELEASE)
    assert (release.day, release.basis) == (date(2011, 1, 2), PublishedBasis.RELEASE_NUMBER)
    assert find_publication(None, None, "KABUL (Sept. 1) - It fell.").day is None


def test_a_full_date_with_a_stray_mark_keeps_its_year() -> None:
    """ "July 13. 2012" and 29 February are read by their own year."""
    assert find_publication(None, None, "KABUL, Afghanistan (July 13. 2012) — It.").day == date(2012, 7, 13)
    assert find_publication(None, None, "KABUL, Afghanistan (Feb. 29, 2012) — It.").day == date(2012, 2, 29)
    assert find_publication(None, None, "KABUL, Afghanistan (Feb. 29, 2011) — It.").day is None


def test_recorded_at_is_the_instant_or_the_end_of_the_day() -> None:
    """A day alone counts to its end in Kabul; an instant with a zone is turned into Kabul's day."""
    assert str(find_publication("2021-08-10", None, "").recorded_at) == "2021-08-10 23:59:59+04:30"
    late = find_publication("2021-08-10T22:00:00Z", None, "")
    assert (late.day, str(late.recorded_at)) == (date(2021, 8, 11), "2021-08-11 02:30:00+04:30")


@pytest.mark.parametrize("value", ["soon", "", 20210810, None, [], True, "2021-13-01", "0001-01-01T00:00+23:00"])
def test_what_is_no_date_gives_none(value: object) -> None:
    """No value is bent into a day."""
    assert parse_stated(value) is None


def test_feed_dates_are_read_with_their_zone() -> None:
    """An RFC 822 instant falls on its Kabul day."""
    assert (parse_stated("Sat, 07 Aug 2021 22:15:00 GMT") or [None])[0] == date(2021, 8, 8)
