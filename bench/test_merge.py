"""Merging 100,000 reports into incidents: spread over a country and three years, and crowded into one town."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bench.conftest import PROCESSOR
from geo.dates import DateSpan, end_of_day
from geo.events.merge import merge
from geo.model import Event, Place, Quote
from geo.vocab import AssertionMode, EventType, PlaceKind, PlacePrecision

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

pytestmark = pytest.mark.benchmark(group="merge", **PROCESSOR)
REPORTS = 100_000
TYPES = (EventType.BOMBING, EventType.ARMED_CLASH, EventType.AIR_STRIKE)


def made(number: int, places: int, days: int) -> Event:
    """Lay a report out by arithmetic, every third day approximate, three reports to a document."""
    spot, day = number * 7919 % places, date(2018, 1, 1) + timedelta(days=number * 104_729 % days)
    place = Place(
        place_id=f"place-{spot}",
        name=f"Village {spot}",
        kind=PlaceKind.VILLAGE,
        longitude=61 + spot * 0.618 % 13,
        latitude=30 + spot * 0.414 % 8,
        place_precision=PlacePrecision.SETTLEMENT,
        uncertainty_m=2000,
    )
    return Event(
        event_id=f"event-{number}",
        event_type=TYPES[number % len(TYPES)],
        assertion_mode=AssertionMode.ACTUAL,
        place=place,
        date=DateSpan.of(day, edtf=None if number % 3 else f"{day.isoformat()}~"),
        quote=Quote(exact=f"Report {number % 5000} of {number % 977} men who fought at a village near the road."),
        trigger=(0, 6),
        rule_id="made",
        source=f"Outlet {number % 50}",
        sentence=0,
        document_id=f"document-{number // 3}",
        document_sha256=f"{number // 3:064x}",
        recorded_at=end_of_day(day),
    )


@pytest.mark.parametrize(("places", "days"), [(5000, 1200), (1, 20)], ids=["spread", "crowded"])
def test_merge(benchmark: BenchmarkFixture, places: int, days: int) -> None:
    """Every report is kept."""
    events = [made(number, places, days) for number in range(REPORTS)]
    incidents = benchmark.pedantic(merge, args=(events,), rounds=1)  # type: ignore[no-untyped-call]
    assert sum(len(each.reports) for each in incidents) == REPORTS
    benchmark.extra_info["incidents"] = len(incidents)
