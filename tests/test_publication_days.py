"""The publication day of a document: in which forms it is read, and which days cannot be one."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

import conflictmap
from geo.documents import read_sources
from geo.documents.published import find_publication
from geo.documents.stated_day import parse_stated
from geo.errors import ProblemKind

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2021, 8, 20)
TEXT = "Taliban fighters captured Kunduz city on Sunday, officials said."


@pytest.mark.parametrize(
    ("value", "day", "clock"),
    [
        ("August 9, 2021", date(2021, 8, 9), "23:59:59"),
        ("9 AUG 2021", date(2021, 8, 9), "23:59:59"),
        ("2021-8-9", date(2021, 8, 9), "23:59:59"),
        ("2021/08/09", date(2021, 8, 9), "23:59:59"),
        ("28.09.2015", date(2015, 9, 28), "23:59:59"),
        ("Monday, August 9, 2021 - 08:00", date(2021, 8, 9), "08:00:00"),
        ("Published: 9 Aug 2021, 10:15 pm", date(2021, 8, 9), "22:15:00"),
        ("12:05 is no day, August 9, 2021 is", None, ""),
        ("2021-08-09 13:52:51 UTC", date(2021, 8, 9), "18:22:51"),
        ("2021-08-09T13:52:51PDT", date(2021, 8, 10), "01:22:51"),  # the next day in Kabul
        ("2020-12-05T23:15:0Z", date(2020, 12, 6), "03:45:00"),
        ("Mon, 09 Aug 2021 23:00:00 +0000", date(2021, 8, 10), "03:30:00"),
        ("۱۴۰۰/۰۵/۱۸", date(2021, 8, 9), "23:59:59"),  # Solar Hijri, in its own figures
        ("06/08/2021", None, ""),  # two days
        ("2021-08-09T13:52:51 QZT", None, ""),  # no zone that is known
        ("2021-08-09 25:00", None, ""),
        ("August 9", None, ""),
        ("August 2021", None, ""),
        ("yesterday", None, ""),
        ("Updated August 9, 2021 by the desk", None, ""),
    ],
)
def test_a_stated_day_is_read_if_it_can_be_only_one(value: str, day: date | None, clock: str) -> None:
    """Written-out days, with a time and a zone or without, are read; what may be two days or is none is not."""
    found = parse_stated(value)
    if day is None:
        assert found is None
    else:
        assert found is not None
        assert (found[0], found[1].strftime("%H:%M:%S")) == (day, clock)


@pytest.mark.parametrize(
    ("stated", "says"),
    [
        ("1400-05-18", "2021-08-09"),  # the Solar Hijri day that is meant
        ("1899-12-31", "before 1900"),
        ("2021-08-22", "after 2021-08-20"),
        ("2031-08-08", "after 2021-08-20"),
    ],
)
def test_a_day_that_cannot_be_leaves_the_document_undated(stated: str, says: str) -> None:
    """It is refused with the reason, and neither the option nor the dateline takes its place."""
    found = find_publication(stated, date(2021, 8, 9), "KABUL, Aug. 8, 2021 (AP) — It fell.", TODAY)
    assert (found.day, found.recorded_at, found.basis) == (None, None, None)
    assert found.refused is not None
    assert says in found.refused


@pytest.mark.parametrize("stated", ["1900-01-01", "2021-08-20", "2021-08-21"])
def test_the_first_and_the_last_day_that_can_be(stated: str) -> None:
    """From 1900 to the day after the run: somewhere it is tomorrow already."""
    assert find_publication(stated, None, TEXT, TODAY).day == date.fromisoformat(stated)


def test_a_dateline_is_held_to_the_same_days() -> None:
    """A misprint in the dateline is no publication day either; without a day of the run only the past is checked."""
    text = "KABUL, Aug. 8, 2091 (AP) — It fell."
    assert find_publication(None, None, text, TODAY).day is None
    assert find_publication(None, None, text).day == date(2091, 8, 8)


def test_a_refused_day_is_a_problem_and_moves_nothing(tmp_path: Path) -> None:
    """The run names the document and its day, and the ledger has no row of it; the manifest says the day of the run."""
    lines = [{"id": "a", "published": "1400-05-18", "text": TEXT}, {"id": "b", "published": "2021-08-09", "text": TEXT}]
    source = tmp_path / "two.jsonl"
    source.write_text("".join(json.dumps(each) + "\n" for each in lines), encoding="utf-8")
    result = conflictmap.run(source, today=TODAY)
    assert [(each.kind, each.document_id) for each in result.problems if "calendar" in each.message] == [
        (ProblemKind.IMPOSSIBLE_DATE, "a")
    ]
    assert {row.valid_from for row in result.controls if row.side} == {date(2021, 8, 8)}
    assert result.settings["today"] == "2021-08-20"
    documents = [document for document, _ in read_sources([source], today=TODAY) if document is not None]
    assert [document.published for document in documents] == [None, date(2021, 8, 9)]
