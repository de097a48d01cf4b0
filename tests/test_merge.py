"""Reports become incidents: the window, its bounds, and what reports of one thing disagree about."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import conflictmap
from geo.dates import DateSpan
from geo.events.incident import common_span, figure_text
from geo.events.merge import merge
from geo.events.spots import Window
from geo.files import seeds_folder
from geo.model import Actor, Figures
from geo.vocab import Action, AssertionMode, Dispute, EventType, PlacePrecision, Unit
from tests.reports import GOVERNMENT, TALIBAN, about, day, fall, report, spot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Event, Incident

GOLDEN = Path(__file__).parent / "golden" / "events" / "seeds_incidents.json"
ASSERTED = {AssertionMode.ACTUAL, AssertionMode.NEGATED}


def grouped(incidents: Iterable[Incident]) -> list[list[str]]:
    """Give the event ids of each incident."""
    return sorted(sorted(each.event_id for each in incident.reports) for incident in incidents)


def disputed(incident: Incident) -> dict[Dispute, list[str]]:
    """Give what an incident's reports disagree about, with the readings."""
    return {each.about: [reading.value for reading in each.readings] for each in incident.disagreements}


MODES = st.sampled_from([AssertionMode.ACTUAL, AssertionMode.NEGATED, AssertionMode.FUTURE])
SPANS = st.one_of(
    st.none(),
    st.integers(1, 12).map(lambda number: DateSpan.of(day(number))),
    st.integers(1, 12).map(about),
    st.tuples(st.integers(1, 12), st.integers(0, 20)).map(lambda pair: DateSpan.of(day(pair[0]), day(sum(pair)))),
    st.integers(1, 31).map(lambda number: DateSpan.until(day(number))),
)
PLACES = st.one_of(
    st.none(),
    st.builds(spot, st.sampled_from(["A", "B", "C"]), east_km=st.sampled_from([0.0, 1.5, 4.0, 9.0])),
    st.builds(spot, st.just("Area"), precision=st.sampled_from([PlacePrecision.ADMIN1, PlacePrecision.COUNTRY])),
)


@st.composite
def many_events(draw: st.DrawFn) -> list[Event]:
    """Draw up to a dozen events of every kind, some of one document."""
    events = []
    for number in range(draw(st.integers(0, 12))):
        members: dict[str, Any] = {"number": number // 2, "sentence": number, "assertion_mode": draw(MODES)}
        if draw(st.booleans()):
            taker = draw(st.sampled_from([TALIBAN, GOVERNMENT, None]))
            events.append(fall(draw(SPANS), taker, **members))
        else:
            kind = draw(st.sampled_from([EventType.BOMBING, EventType.ARMED_CLASH, EventType.WARNING]))
            events.append(report(draw(SPANS), event_type=kind, place=draw(PLACES), **members))
    return events


@given(many_events(), st.randoms())
def test_order_of_arrival_does_not_matter(events: list[Event], chance: Any) -> None:  # noqa: ANN401 - random.Random
    """Shuffled events give the same incidents in the same order."""
    shuffled = list(events)
    chance.shuffle(shuffled)
    assert merge(shuffled) == merge(events)


@given(many_events())
def test_every_event_is_in_exactly_one_incident(events: list[Event]) -> None:
    """Nothing is dropped, nothing counted twice, also where all events are given twice."""
    incidents = merge(events)
    told = sorted(each.event_id for incident in incidents for each in incident.reports)
    assert told == sorted(each.event_id for each in events)
    assert merge(events * 2) == incidents
    assert len({incident.incident_id for incident in incidents}) == len(incidents)


@given(many_events())
def test_what_never_merges(events: list[Event]) -> None:
    """No incident holds two takers, or what is expected beside what happened, or is wider than its bound."""
    for incident in merge(events):
        assert len({each.taker for each in incident.reports} - {None}) <= 1
        assert len({each.assertion_mode in ASSERTED for each in incident.reports}) == 1
        exact = [each.date.date_start for each in incident.reports if each.date and each.date.date_prec == 1]
        days = [each for each in exact if each is not None]
        if days:
            assert (max(days) - min(days)).days <= 2 * Window().days + 7


def test_merging_the_reports_of_an_incident_gives_it_again() -> None:
    """Merging is idempotent: the reports of an incident alone make the same incident."""
    (incident,) = merge([fall(8), fall(9), fall(8)])
    assert merge(incident.reports) == (incident,)


def test_one_fall_in_three_sentences_and_two_documents_is_one_incident() -> None:
    """Headline, lead and a later mention of one document and another outlet's report are one, the headline leading."""
    headline = fall(8, number=901, sentence=0, salience=3.9)
    lead = fall(8, number=901, sentence=1, salience=2.9)
    later = fall(about(8), number=901, sentence=9, salience=2.5)
    other = fall(8, number=902, salience=3.0)
    (incident,) = merge([later, other, lead, headline])
    assert [each.event_id for each in incident.reports] == [each.event_id for each in (headline, lead, later, other)]
    assert (incident.independent, incident.sources) == (2, ("Outlet 901", "Outlet 902"))
    assert (incident.unit_id, incident.taker, incident.date) == ("AF-KDZ", TALIBAN, DateSpan.of(day(8)))


def test_seized_and_surrendered_are_one_gain() -> None:
    """Whether a city was taken or handed over, it changed hands once."""
    (incident,) = merge([fall(8), fall(8, action=Action.SURRENDERED)])
    assert len(incident.reports) == 2


@pytest.mark.parametrize(
    ("first", "second", "incidents"),
    [
        (8, 9, 1),
        (8, 10, 2),
        (8, about(11), 1),
        (8, about(12), 2),
        (8, DateSpan.of(day(6), day(7)), 1),
        (8, DateSpan.of(day(1), day(31)), 2),
        (DateSpan.of(day(1), day(31)), DateSpan.of(day(1), day(31)), 1),
        (DateSpan.until(day(31)), DateSpan.until(day(31)), 1),
        (DateSpan.until(day(31)), 31, 2),
        (8, None, 2),
    ],
)
def test_days_of_the_window(first: int | DateSpan, second: int | DateSpan | None, incidents: int) -> None:
    """A day apart merges, two do not; approximate days reach three; a month merges with the same month alone."""
    assert len(merge([fall(first), fall(second)])) == incidents


@pytest.mark.parametrize(("second", "incidents"), [(8, 1), (9, 2), (about(9), 1), (about(10), 2)])
def test_fighting_of_the_next_day_is_another_fight(second: int | DateSpan, incidents: int) -> None:
    """What lasts from day to day merges on the day itself, and a day that is not given may be one off."""
    clashes = [report(when, event_type=EventType.ARMED_CLASH, place=spot()) for when in (8, second)]
    assert len(merge(clashes)) == incidents


def test_a_document_that_dates_two_bombs_tells_of_two() -> None:
    """Two outlets may differ by a day; one that gives both days does not contradict itself."""
    assert len(merge([report(8, place=spot()), report(9, place=spot())])) == 1
    one = [report(8, place=spot(), number=903, sentence=0), report(9, place=spot(), number=903, sentence=1)]
    assert len(merge(one)) == 2


@pytest.mark.parametrize(
    ("east_km", "radius", "incidents"), [(1.5, 2000, 1), (3.0, 2000, 2), (4.5, 10_000, 1), (6.0, 10_000, 2)]
)
def test_places_of_the_window(east_km: float, radius: int, incidents: int) -> None:
    """Points within the larger radius are one spot, up to five kilometres; the more precise place is kept."""
    first = report(8, place=spot("A", radius=1000))
    second = report(8, place=spot("B", east_km=east_km, radius=radius))
    merged = merge([first, second])
    assert len(merged) == incidents
    assert merged[0].place == first.place


@pytest.mark.parametrize("precision", [PlacePrecision.COUNTRY, PlacePrecision.REGION, None])
def test_without_a_place_reports_merge_inside_a_document_and_a_day(precision: PlacePrecision | None) -> None:
    """A country is no place to meet at: only one document's reports of one day are taken for one thing."""
    place = spot("Afghanistan", precision=precision) if precision else None
    inside = [report(8, place=place, number=904, sentence=1), report(8, place=place, number=904, sentence=2)]
    next_day = report(9, place=place, number=904, sentence=3)
    elsewhere = report(8, place=place)
    assert sorted(len(each.reports) for each in merge([*inside, next_day, elsewhere])) == [1, 1, 2]


def test_a_province_is_not_its_capital() -> None:
    """The same name as another unit stays another incident."""
    assert len(merge([fall(8), fall(8, unit=Unit.PROVINCE, event_type=EventType.TERRITORY_SEIZED)])) == 2


def test_another_speaker_makes_another_warning() -> None:
    """Words are events by who says them."""
    un, us = Actor(name="the U.N."), Actor(name="Washington", side="other:United States")
    warnings = [report(8, event_type=EventType.WARNING, place=spot(), actor=who) for who in (un, us, un)]
    assert sorted(len(each.reports) for each in merge(warnings)) == [1, 2]


def test_air_strikes_of_two_sides_are_two() -> None:
    """What one side does to another differs by who does it; who names nobody joins no side where two are named."""
    sides = [Actor(name="jets", side=GOVERNMENT), Actor(name="drones", side="other:United States"), None]
    strikes = [report(8, event_type=EventType.AIR_STRIKE, place=spot(), actor=who) for who in sides]
    assert len(merge(strikes)) == 3
    assert len(merge([strikes[0], strikes[2]])) == 1


def test_chains_do_not_grow() -> None:
    """A bomb each day for a month is not one bomb of a month: nothing lies beyond a day of its anchor."""
    incidents = merge([report(number, place=spot()) for number in range(1, 31)])
    assert max(len(each.reports) for each in incidents) <= 3
    assert len(incidents) >= 10


def test_the_day_that_most_give_draws_the_others() -> None:
    """Between two neighbours a stray report goes to the day that more documents give."""
    events = [fall(8), fall(9), fall(10), fall(10), fall(10)]
    assert grouped(merge(events)) == sorted([sorted(each.event_id for each in events[1:]), [events[0].event_id]])


def test_chains_in_space_do_not_grow() -> None:
    """A row of villages, each near the next, is not one place."""
    row = [report(8, place=spot(f"Village {step}", east_km=1.8 * step)) for step in range(20)]
    assert max(len(each.reports) for each in merge(row)) <= 3


def test_a_denial_stands_beside_the_claim() -> None:
    """The incident is asserted, says so, names both reports, and the denial is no source of it."""
    claimed, denial = fall(7), fall(None, assertion_mode=AssertionMode.NEGATED, published=8)
    (incident,) = merge([claimed, denial])
    assert incident.assertion_mode is AssertionMode.ACTUAL
    assert incident.independent == 1
    (found,) = incident.disagreements
    assert found.about is Dispute.MODE
    assert [(each.value, each.event_ids) for each in found.readings] == [
        ("actual", (claimed.event_id,)),
        ("negated", (denial.event_id,)),
    ]


@pytest.mark.parametrize("mode", [AssertionMode.FUTURE, AssertionMode.HYPOTHETICAL, AssertionMode.HISTORICAL])
def test_what_is_only_expected_stays_apart(mode: AssertionMode) -> None:
    """A feared fall is never a report of the fall, nor is a fall of old."""
    assert len(merge([fall(8), fall(8, assertion_mode=mode)])) == 2


def test_differing_dates_are_said_and_the_span_holds_both() -> None:
    """One origin each: nobody is preferred. Two against one: the majority's day, and the other still named."""
    (even,) = merge([fall(12), fall(13)])
    assert even.date == DateSpan.of(day(12), day(13))
    assert disputed(even) == {Dispute.DATE: ["2021-08-12", "2021-08-13"]}
    (uneven,) = merge([fall(12), fall(13), fall(12)])
    assert uneven.date == DateSpan.of(day(12))
    assert disputed(uneven) == {Dispute.DATE: ["2021-08-12", "2021-08-13"]}


def test_a_night_and_its_morning_do_not_disagree() -> None:
    """Spans that share a day agree on that day."""
    (incident,) = merge([fall(13), fall(DateSpan.of(day(12), day(13)))])
    assert incident.date == DateSpan.of(day(13))
    assert incident.disagreements == ()


def test_copies_do_not_outvote() -> None:
    """Three copies of one report weigh as much as the one that they copy."""
    words = "The insurgents overran the northern city before dawn on the thirteenth, officials there said."
    (incident,) = merge([fall(12), *(fall(13, words=words) for _ in range(3))])
    assert incident.independent == 2
    assert incident.date == DateSpan.of(day(12), day(13))


def test_common_span_of_approximate_days_stays_approximate() -> None:
    """Where no report gives an exact day, the answer says that it is not exact either."""
    found = common_span([(about(8), 0), (about(9), 1)])
    assert found is not None
    assert (found.date_edtf, found.date_prec) == ("2021-08-08/2021-08-09~", 2)
    assert common_span([(about(8), 0), (DateSpan.of(day(7)), 1)]) == DateSpan.of(day(7))
    assert common_span([]) is None


def test_figures_are_a_range_and_never_a_sum() -> None:
    """Each figure is kept with its report; the incident gives the least and the highest."""
    twelve, fifteen = Figures(low=12), Figures(low=15, best=15, high=15)
    (incident,) = merge([report(8, place=spot(), fatalities=each) for each in (twelve, fifteen, Figures())])
    assert incident.fatalities == Figures(low=12, best=None, high=15)
    assert disputed(incident) == {Dispute.FATALITIES: ["15", "at least 12"]}
    assert [figure_text(each) for each in (Figures(), Figures(best=30), Figures(high=9))] == ["", "about 30", "up to 9"]


def test_two_takers_stay_apart_and_are_marked() -> None:
    """Who took it is not averaged: two incidents, each naming the reports of both sides; a day later it is news."""
    back = {"action": Action.RETAKEN, "event_type": EventType.TERRITORY_RETAKEN}
    taken, retaken = fall(8), fall(8, GOVERNMENT, **back)
    incidents = merge([taken, retaken])
    assert [disputed(each) for each in incidents] == [{Dispute.TAKER: [GOVERNMENT, TALIBAN]}] * 2
    named = {event_id for each in incidents[0].disagreements[0].readings for event_id in each.event_ids}
    assert named == {taken.event_id, retaken.event_id}
    assert [disputed(each) for each in merge([taken, fall(9, GOVERNMENT, **back)])] == [{}, {}]


def test_a_report_without_a_taker_joins_where_there_is_no_doubt() -> None:
    """'Zaranj was lost' goes with the one side that took it, and with neither where two did."""
    lost = fall(8, None)
    (incident,) = merge([lost, fall(8)])
    assert incident.taker == TALIBAN
    assert len(merge([lost, fall(8), fall(8, GOVERNMENT)])) == 3


@cache
@pytest.mark.usefixtures("seeds_once")
def capitals() -> dict[str, list[Incident]]:
    """Give the incidents of the seeds in which a capital is said to have fallen, by province."""
    found: dict[str, list[Incident]] = {}
    for each in conflictmap.run(seeds_folder()).incidents:
        if each.event_type is EventType.CAPITAL_SEIZED and each.assertion_mode is AssertionMode.ACTUAL:
            found.setdefault(each.unit_id or "", []).append(each)
    return found


def test_each_capital_falls_once_in_the_seeds() -> None:
    """34 capitals, 34 incidents; Herat's dates differ, Sheberghan and Bazarak are denied."""
    falls = capitals()
    assert {iso: len(each) for iso, each in falls.items()} == dict.fromkeys(falls, 1)
    assert len(falls) == 34
    assert disputed(falls["AF-HER"][0]) == {Dispute.DATE: ["2021-08-12", "2021-08-13"]}
    for iso in ("AF-JOW", "AF-PAN"):
        assert disputed(falls[iso][0]) == {Dispute.MODE: ["actual", "negated"]}


def test_falls_of_the_seeds_are_those_of_the_golden_file() -> None:
    """Reports, independent origins, span and disputes of each fall are what was looked at; UPDATE_GOLDEN=1 renews."""
    rows = {
        iso: {
            "date": each.date.date_edtf if each.date else None,
            "reports": len(each.reports),
            "independent": each.independent,
            "disputed": [found.about.value for found in each.disagreements],
        }
        for iso, (each, *_) in sorted(capitals().items())
    }
    text = "{\n" + ",\n".join(f'"{iso}": {json.dumps(row)}' for iso, row in rows.items()) + "\n}\n"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8", newline="\n")
    assert text == GOLDEN.read_text(encoding="utf-8")
