"""The pipeline on small made stories: what it spans, what it starts from, and what it keeps of what went wrong."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import conflictmap
from conflictmap.opening import choose_opening
from conflictmap.period import event_days
from conflictmap.report import count_lines
from geo.errors import OpeningError, ProblemKind, UsageError
from geo.vocab import AssertionMode, ControlBasis, EventType, Unit
from maps.said import opening_note

if TYPE_CHECKING:
    from pathlib import Path

    from conflictmap.api import Result

FALL = """Taliban take Zaranj

ZARANJ, Afghanistan (Aug. 6) -- The Taliban captured Zaranj, the capital of Nimroz province, on Friday, residents said.
"""
SECOND = """Sheberghan falls

KABUL, Afghanistan (Aug. 9) -- The Taliban seized the city of Sheberghan on Saturday, a council member said.
"""
OPENING = """day = "2021-08-05"
[source]
title = "A list made for this test"
[holders]
"AF-NIM" = "government"
"AF-JOW" = "government"
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """Two dispatches in a folder, published on 6 and 9 August 2021, with no opening state."""
    folder = tmp_path / "story"
    folder.mkdir()
    for name, text, day in (("a.md", FALL, "2021-08-06"), ("b.md", SECOND, "2021-08-09")):
        (folder / name).write_text(f"---\npublished: {day}\nsource: test\n---\n\n{text}", encoding="utf-8")
    return folder


def held(result: Result, day: date) -> dict[str | None, int]:
    """Count the reported capitals of each side on a day."""
    return {
        each.side: each.count
        for each in result.counts
        if (each.day, each.basis, each.unit) == (day, ControlBasis.REPORTED, Unit.PROVINCIAL_CAPITAL)
    }


def test_without_an_opening_all_else_is_unknown(story: Path) -> None:
    """No evidence, no holder: every unit without a report is unknown."""
    result = conflictmap.run(story)
    assert held(result, date(2021, 8, 6)) == {"taliban": 1, None: 33}
    assert held(result, date(2021, 8, 7)) == {"taliban": 2, None: 32}
    assert result.outcome.as_of == date(2021, 8, 7)


def test_the_opening_of_the_folder_is_used_by_itself(story: Path) -> None:
    """An opening.toml beside the documents counts, is named in the scene, and can be switched off."""
    (story / "opening.toml").write_text(OPENING, encoding="utf-8")
    result = conflictmap.run(story)
    assert held(result, date(2021, 8, 6)) == {"government": 1, "taliban": 1, None: 32}
    assert "A list made for this test" in (opening_note(result.scene) or "")
    assert held(conflictmap.run(story, opening="none"), date(2021, 8, 6)) == {"taliban": 1, None: 33}


def test_an_opening_after_the_first_document_is_an_error(story: Path) -> None:
    """An opening state cannot be younger than what it opens."""
    late = story / "opening.toml"
    late.write_text(OPENING.replace("2021-08-05", "2021-08-07"), encoding="utf-8")
    with pytest.raises(OpeningError, match="2021-08-06"):
        conflictmap.run(story)


def test_two_openings_need_a_choice(story: Path, tmp_path: Path) -> None:
    """Two source folders with an opening each are refused until one is named; one folder twice is one."""
    other = tmp_path / "other"
    other.mkdir()
    for folder in (story, other):
        (folder / "opening.toml").write_text(OPENING, encoding="utf-8")
    with pytest.raises(UsageError, match=r"opening\.toml"):
        choose_opening([story, other], None)
    assert choose_opening([story, story], None).name == "opening.toml"
    assert choose_opening([story, other], other / "opening.toml").day == date(2021, 8, 5)
    assert choose_opening([story, other], "none").opening is None


def test_the_order_of_the_sources_decides_nothing(story: Path) -> None:
    """Later documents first: the same counts and the same rows."""
    forward = conflictmap.run([story / "a.md", story / "b.md"])
    backward = conflictmap.run([story / "b.md", story / "a.md"])
    assert forward.counts == backward.counts
    assert forward.controls == backward.controls
    assert [document.file for document in backward.documents] == ["b.md", "a.md"]


def test_every_seizure_has_its_quote_and_unknown_stays_unknown(story: Path) -> None:
    """An event quotes its sentence; its province comes from the gazetteer."""
    taken = [event for event in conflictmap.run(story).events if event.event_type is EventType.CAPITAL_SEIZED]
    assert {event.unit_id for event in taken} == {"AF-NIM", "AF-JOW"}
    for event in taken:
        assert event.assertion_mode is AssertionMode.ACTUAL
        assert event.place is not None
        assert event.place.iso_3166_2 == event.unit_id
        assert event.place.name in event.quote.exact


def test_days_are_those_of_actual_exact_events(story: Path) -> None:
    """Neither months nor days up to the opening stretch the count; without events the publication days stand in."""
    result = conflictmap.run(story)
    assert event_days(result.events, result.documents, after=None) == [date(2021, 8, 6), date(2021, 8, 7)]
    assert event_days(result.events, result.documents, after=date(2021, 8, 6)) == [date(2021, 8, 7)]
    assert event_days((), result.documents, after=None) == [date(2021, 8, 6), date(2021, 8, 9)]
    assert event_days((), (), after=None) == []


def test_a_document_without_a_date_moves_nothing(tmp_path: Path) -> None:
    """Without a publication day "on Saturday" is no day: the ledger stays empty and a problem says so."""
    source = tmp_path / "undated.txt"
    source.write_text("The Taliban seized the city of Sheberghan on Saturday, residents said.\n", encoding="utf-8")
    result = conflictmap.run(source)
    assert [row for row in result.controls if row.side] == []
    assert ProblemKind.NO_DATE in {problem.kind for problem in result.problems}
    assert (result.counts, result.outcome.as_of) == ((), None)
    advice = "Give one with --published DAY, or in the document."
    assert count_lines(result.scene) == [f"No count: no document has a date. {advice}"]


def test_as_of_looks_at_any_day(story: Path) -> None:
    """The day shown may lie before, inside or after the material."""
    for day, count in (("2021-08-01", 0), ("2021-08-06", 1), ("2021-12-31", 2)):
        result = conflictmap.run(story, as_of=day, opening="none")
        assert result.scene.as_of == date.fromisoformat(day)
        lines = [line for line in count_lines(result.scene) if line.startswith("Taliban")]
        assert lines == ([f"Taliban {count} of 34"] if count else [])


def test_the_geodataframe_has_points_only_where_they_are_known(story: Path) -> None:
    """Longitude before latitude, EPSG:4326, None for what is no point."""
    frame = conflictmap.run(story).geodataframe()
    assert frame.crs.to_epsg() == 4326
    taken = frame[frame["unit_id"] == "AF-NIM"].iloc[0]
    assert taken.geometry.x == pytest.approx(61.86, abs=0.1)
    assert taken.geometry.y == pytest.approx(30.96, abs=0.1)
    unknown = frame[~frame["place_precision"].isin(["site", "settlement", "near"])]
    assert unknown.geometry.isna().all()


def test_the_geodataframe_has_real_dates(story: Path) -> None:
    """Days can be compared and counted with, instants have their zone, and the frame joins the exports' own."""
    frame = conflictmap.run(story).geodataframe()
    assert (frame["date_start"].dropna() <= pd.Timestamp("2021-08-31")).all()
    assert str(frame["published"].dtype) == "datetime64[s]"
    assert str(frame["recorded_at"].dt.tz) == "Asia/Kabul"
    assert frame["recorded_at"].dt.date.tolist() == frame["published"].dt.date.tolist()


def test_an_open_file_is_read(story: Path) -> None:
    """Of text or of bytes, it says what the file says."""
    file = next(each for each in sorted(story.iterdir()) if each.is_file())
    wanted = [each.event_type for each in conflictmap.run(file).events]
    with file.open("rb") as raw, file.open(encoding="utf-8") as text:
        for each in (raw, text):
            assert [event.event_type for event in conflictmap.run(each).events] == wanted


def test_progress_sees_each_document(story: Path) -> None:
    """A caller can show how far the reading is."""
    seen: list[str] = []
    conflictmap.run(story, progress=lambda document: seen.append(document.document_id))
    assert len(seen) == 2


@pytest.mark.parametrize("days", [0, -1])
def test_contested_days_must_be_positive(story: Path, days: int) -> None:
    """A dispute that ends before it begins means nothing."""
    with pytest.raises(UsageError, match="contested"):
        conflictmap.run(story, contested_days=days)
