"""The main job on real input: the project's own seeds, and the seed story where it lies beside the repository."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import conflictmap
from conflictmap.cli import main
from conflictmap.report import count_lines
from geo.ledger import lagging
from geo.vocab import TERRITORY_TYPES, AssertionMode, ControlBasis, EventType, Unit, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conflictmap.api import Result
    from geo.model import Event

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
STORY = ROOT.parent / "shared" / "seeds"
LAGGING = ROOT / "tests" / "golden" / "cli" / "seeds_lagging.json"
CUMULATIVE = {date(2021, 8, 6 + step): count for step, count in enumerate((1, 2, 5, 6, 8, 9, 12, 18, 25, 33))}
CUMULATIVE[date(2021, 9, 6)] = 33  # the claim on Bazarak is denied by those who hold it: contested
PUBLISHED = date(2021, 8, 10)
needs_story = pytest.mark.skipif(not STORY.is_dir(), reason=f"the seed story is not there: expected the folder {STORY}")


@cache
def seeds_result() -> Result:
    """Run the seeds once for all tests that only look."""
    return conflictmap.run(SEEDS)


@cache
def story_result() -> Result:
    """Run the seed story once, as the issue words the command."""
    return conflictmap.run(STORY, published="2021-08-10")


def held(result: Result, basis: ControlBasis) -> dict[date, int]:
    """Count the capitals under the Taliban on each day in one layer."""
    return {
        each.day: each.count
        for each in result.counts
        if each.basis is basis and each.unit is Unit.PROVINCIAL_CAPITAL and each.side == "taliban"
    }


def test_reported_capitals_add_up_day_by_day() -> None:
    """The reported layer tells the fall of the capitals as the table of facts has it."""
    counts = held(seeds_result(), ControlBasis.REPORTED)
    assert {day: counts.get(day) for day in CUMULATIVE} == CUMULATIVE


def test_every_day_is_counted_and_adds_up_to_34() -> None:
    """From the first to the last event there is no gap, and nothing is left out of a day."""
    result = seeds_result()
    sums: dict[tuple[date, ControlBasis, Unit], int] = {}
    for each in result.counts:
        key = (each.day, each.basis, each.unit)
        sums[key] = sums.get(key, 0) + each.count
    assert set(sums.values()) == {34}
    days = {day for day, _, _ in sums}
    assert (min(days), max(days)) == (date(2021, 8, 6), date(2021, 9, 6))
    assert len(days) == 32


def test_lagging_capitals_are_those_of_the_golden_file() -> None:
    """What is only claimed waits, by a named rule; `known_then` asks with what was known at the end of the day."""
    ledger = seeds_result().outcome.ledger
    found = {
        day: {
            "known_then": {
                lag.unit_id: lag.rule.value
                for lag in lagging(ledger, date.fromisoformat(day), known_at=date.fromisoformat(day))
            },
            "known_now": {lag.unit_id: lag.rule.value for lag in lagging(ledger, date.fromisoformat(day))},
        }
        for day in ("2021-08-15", "2021-08-20", "2021-09-06")
    }
    assert found == json.loads(LAGGING.read_text(encoding="utf-8"))


def test_no_row_and_no_pin_without_its_evidence() -> None:
    """Every change names events that are there, and every event quotes words that stand in its document."""
    result = seeds_result()
    known = {event.event_id for event in result.events}
    texts = {document.document_id: document for document in result.documents}
    for row in result.controls:
        assert set(row.evidence) <= known
        assert row.evidence or row.rule in {"opening", "no_evidence", "dispute_lapsed"}
    for event in result.events:
        quoted = " ".join(event.quote.exact.split())
        assert quoted
        assert quoted in " ".join(texts[event.document_id].text.split())
        assert event.retold


def test_nothing_lies_in_the_ocean_and_every_place_is_finite() -> None:
    """(0, 0) is a place in the ocean and stands for nothing here."""
    for event in (*seeds_result().events, *(story_result().events if STORY.is_dir() else ())):
        if event.place is not None:
            assert abs(event.place.longitude) + abs(event.place.latitude) > 1


def test_seeds_have_no_unread_source() -> None:
    """The project's own documents are all read, and none repeats another."""
    result = seeds_result()
    assert [problem for problem in result.problems if problem.is_fatal] == []
    assert len(result.documents) == len(list(SEEDS.glob("*.md")))


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    """The same input gives the same bytes in every file, the page included."""
    for name in ("one", "two"):
        conflictmap.run(SEEDS).save(tmp_path / name)
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    assert set(first) == {
        *("map.html", "events.geojson", "events_areas.geojson", "control.geojson", "control.csv"),
        *("ledger.jsonl", "claims.csv", "problems.jsonl", "manifest.json"),
    }


@pytest.mark.usefixtures("seeds_once")
def test_map_prints_the_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command says where the page is and who holds what; the claimed and denied capital is contested."""
    assert main(["map", str(SEEDS), "-o", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"file://{tmp_path.as_posix()}/map.html")
    assert "Taliban 33 named, 34 stated, 1 not named" in out
    assert "Contested 0 assessed, 1 reported" in out
    assert "Unplaced events:" in out
    assert "Problems:" in out


def story_events(event_type: EventType) -> Iterator[Event]:
    """Give the story's events of one tag."""
    return (event for event in story_result().events if event.event_type is event_type)


@needs_story
def test_story_places_doha_in_qatar_with_the_visit() -> None:
    """The envoy's visit or talks are in Doha, in Qatar, on the Tuesday of the publication."""
    kinds = {EventType.DIPLOMATIC_VISIT, EventType.TALKS}
    met = [event for event in story_result().events if event.event_type in kinds and event.place is not None]
    doha = [event for event in met if event.place is not None and event.place.name == "Doha"]
    assert doha
    for event in doha:
        assert event.place is not None
        assert (event.place.country_code, event.place.iso_3166_2) == ("QA", None)
        assert event.date is not None
        assert event.date.date_start == event.date.date_end == PUBLISHED


@needs_story
def test_story_has_kunduz_seized_on_sunday() -> None:
    """The city, not the province; seized by the Taliban; actual; on the Sunday before."""
    actual = [e for e in story_events(EventType.CAPITAL_SEIZED) if e.assertion_mode is AssertionMode.ACTUAL]
    assert len(actual) == 1
    event = actual[0]
    assert event.place is not None
    assert (event.place.name, event.place.kind, event.place.iso_3166_2) == ("Kunduz", "city", "AF-KDZ")
    assert (event.unit, event.unit_id, event.taker) == (Unit.PROVINCIAL_CAPITAL, "AF-KDZ", "taliban")
    assert event.date is not None
    assert event.date.date_start == event.date.date_end == date(2021, 8, 8)


@needs_story
def test_story_moves_nothing_by_fear_or_warning() -> None:
    """The takeover of Kabul and the "pariah" sentences are hypothetical or a warning: the ledger has Kunduz alone."""
    result = story_result()
    for event in result.events:
        if "pariah" in event.quote.exact or "takeover" in event.quote.exact:
            feared = event.assertion_mode is not AssertionMode.ACTUAL
            assert feared or event.event_type not in TERRITORY_TYPES
    assert {row.unit_id for row in result.controls if row.side == "taliban"} == {"AF-KDZ"}


@needs_story
def test_story_has_the_withdrawal_in_the_future() -> None:
    """The withdrawal by 31 August has not happened on 10 August."""
    announced = list(story_events(EventType.WITHDRAWAL_ANNOUNCED))
    ends = {event.date.date_end for event in announced if event.date is not None}
    assert date(2021, 8, 31) in ends
    assert {event.assertion_mode for event in announced} == {AssertionMode.FUTURE}


@needs_story
def test_story_has_two_stated_counts() -> None:
    """ "third provincial capital" is an ordinal; "five out of 34" is the AP's; four of them are not named."""
    claims = sorted(story_result().claims, key=lambda claim: claim.count)
    assert [(claim.count, claim.ordinal, claim.side) for claim in claims] == [
        (3, True, "taliban"),
        (5, False, "taliban"),
    ]
    assert (claims[1].of, claims[1].claimant) == (34, "AP")
    check = next(check for check in story_result().checks if check.claim.count == 5)
    assert (check.verdict, check.named, check.not_named) == (Verdict.SHORT, ("AF-KDZ",), 4)


@needs_story
def test_story_counts_as_worded() -> None:
    """The count for 2021-08-10: one named, 33 unknown, five stated, four not named."""
    result = story_result()
    assert result.scene.as_of == PUBLISHED
    assert "Taliban 1 named, 33 unknown, 5 stated, 4 not named" in count_lines(result.scene)
    assert held(result, ControlBasis.REPORTED)[PUBLISHED] == 1


@needs_story
def test_story_by_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The very command of the issue ends with 0, prints the count and writes the page."""
    assert main(["map", str(STORY), "-o", str(tmp_path / "out"), "--published", "2021-08-10"]) == 0
    assert "Taliban 1 named, 33 unknown, 5 stated, 4 not named" in capsys.readouterr().out
    assert (tmp_path / "out" / "map.html").stat().st_size > 100_000
