"""Very many reports of one unit on one day: each costs what the one before did, and the answers are the same."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

import pytest

from geo.dates import KABUL, DateSpan
from geo.ledger import Ledger, Timeline, told
from geo.ledger.settle import Layer
from geo.ledger.trail import Trail
from geo.vocab import Action, AssertionMode, ControlBasis, DateBasis, TakerBasis, Unit
from tests.ledger_events import GOVERNMENT, NRF, TALIBAN, day, opening, report

if TYPE_CHECKING:
    from geo.ledger import Report
    from geo.model import Event

SIDES = (TALIBAN, GOVERNMENT, NRF)


def told_on_a_day(number: int, luck: random.Random, sides: tuple[str, ...]) -> Event:
    """Tell anything of Kunduz and of the 8th, by anybody, on that day or the next."""
    published = dt.datetime.combine(day(8), dt.time(0), KABUL) + dt.timedelta(minutes=luck.randrange(2880) // 9 * 9)
    side = luck.choice(sides)
    action = luck.choice([Action.SEIZED, *Action])
    bound = DateSpan(date_start=None, date_end=day(8), date_prec=None, date_edtf="../2021-08-08")
    is_bound = luck.random() < 0.2
    event = report(
        action,
        "AF-KDZ",
        bound if is_bound else luck.choice([day(8), day(8), day(9)]),
        taker=side if action is not Action.VACATED else None,
        loser=luck.choice([None, None, *sides]),
        by=luck.choice([None, side, *sides]),
        published=published,
        offset=number,
    )
    return replace(
        event,
        date_basis=DateBasis.BOUND if is_bound else DateBasis.STATED,
        taker_basis=luck.choice([TakerBasis.NAMED, TakerBasis.DEFAULT]),
        source=f"Outlet {luck.randrange(9)}",
    )


def read(events: list[Event]) -> tuple[Report, ...]:
    """Read events as a ledger does, in the order of supersession."""
    ledger = Ledger()
    ledger.post(events)
    return ledger.reports(Unit.PROVINCIAL_CAPITAL, "AF-KDZ")


@pytest.mark.parametrize("basis", ControlBasis)
@pytest.mark.parametrize("seed", range(40))
def test_reports_that_come_one_by_one_settle_as_if_they_came_at_once(seed: int, basis: ControlBasis) -> None:
    """At every instant the day stands as its reports of until then give it, looked at anew."""
    luck = random.Random(seed)  # noqa: S311 - a test's dice
    sides = SIDES[: luck.choice([1, 2, 3])]
    reports = read([told_on_a_day(number, luck, sides) for number in range(40)])
    layer, state = Layer(basis=basis), opening()
    grown = Timeline(layer, holder=GOVERNMENT, opening_day=state.day)
    come: list[Report] = []
    for _, group in groupby(reports, key=lambda each: each.recorded_at):
        new = list(group)
        come += new
        grown.add(new)
        anew = Timeline(layer, holder=GOVERNMENT, opening_day=state.day)
        anew.add(come)
        assert grown.segments() == anew.segments()


@pytest.mark.parametrize("sides", [SIDES[:1], SIDES])
def test_the_work_of_a_day_grows_with_its_reports(monkeypatch: pytest.MonkeyPatch, sides: tuple[str, ...]) -> None:
    """Twice as many reports of a day take twice as many pieces of evidence to be put together, and looks at reports."""
    count = 0
    begin = Trail.__init__
    adding = told.Told.add

    def counting_trail(self, *given):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN002, ANN202
        nonlocal count
        count += 1
        begin(self, *given)

    def counting_told(self, given):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        nonlocal count
        count += 1
        adding(self, given)

    monkeypatch.setattr(Trail, "__init__", counting_trail)
    monkeypatch.setattr(told.Told, "add", counting_told)
    steps = []
    for size in (200, 400, 800):
        moment = dt.datetime.combine(day(8), dt.time(0), KABUL)
        events = [
            report(
                Action.SEIZED if number % 3 else Action.CONTESTED,
                "AF-KDZ",
                day(8),
                taker=sides[number // 3 % len(sides)] if number % 3 else TALIBAN,
                published=moment + dt.timedelta(minutes=number),
            )
            for number in range(size)
        ]
        ledger = Ledger(opening())
        ledger.post(events)
        count = 0
        ledger.settle()
        steps.append(count)
    assert steps[1] < 2.5 * steps[0]
    assert steps[2] < 2.5 * steps[1]


def test_a_denial_leaves_the_work_of_later_reports_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice as many reports behind a denial are put on their days twice as often: none of them is settled anew."""
    count = 0
    place = Timeline._place

    def counting(self: Timeline, given: Report) -> int:
        nonlocal count
        count += 1
        return place(self, given)

    monkeypatch.setattr(Timeline, "_place", counting)
    found = []
    for size in (40, 80):
        begin = day(1)
        events = [
            report(Action.SEIZED, "AF-KDZ", begin + dt.timedelta(days=number), taker=SIDES[number % 3])
            for number in range(size)
        ]
        events.append(report(Action.SEIZED, "AF-KDZ", day(3), mode=AssertionMode.NEGATED))
        ledger = Ledger()
        ledger.post(events)
        count = 0
        ledger.settle()
        found.append(count)
    assert 40 <= found[0] < found[1] < 2.5 * found[0]
