"""Sources that disagree, on the seeds: what both layers say day by day, and what was known when about which day."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import conflictmap
from geo.dates import KABUL
from geo.ledger import Ledger, find_disagreements, lagging
from geo.vocab import Action, ControlBasis, Unit
from tests.ledger_events import report

if TYPE_CHECKING:
    from conflictmap.api import Result
    from geo.model import Control

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
GOLDEN = Path(__file__).parent / "golden" / "ledger" / "known_then.json"
REPORTED, ASSESSED = ControlBasis.REPORTED, ControlBasis.ASSESSED


@cache
def seeds() -> Result:
    """Run the seeds once."""
    return conflictmap.run(SEEDS)


def row(unit_id: str, on: date, basis: ControlBasis, known_at: date | None = None) -> Control:
    return seeds().outcome.ledger.as_of(on, known_at=known_at, basis=basis)[unit_id]


def august(number: int) -> date:
    return date(2021, 8, number)


@pytest.mark.parametrize("number", [7, 8])
@pytest.mark.parametrize("basis", list(ControlBasis))
def test_sheberghan_fell_and_the_ministry_denies_it(number: int, basis: ControlBasis) -> None:
    """An official's admission settles it in both layers; the ministry's denial a day later is kept beside it."""
    found = row("AF-JOW", august(number), basis, known_at=august(number))
    assert (found.side, found.valid_from) == ("taliban", august(7))
    kinds = {each.kind for each in find_disagreements(seeds().outcome.ledger, only=(Unit.PROVINCIAL_CAPITAL, "AF-JOW"))}
    assert kinds == {"denied"}
    assert lagging(seeds().outcome.ledger, august(8), known_at=august(8)) == ()


@pytest.mark.parametrize("number", range(8, 13))
def test_kunduz_is_taken_though_its_airport_holds_out(number: int) -> None:
    """The city counts from the 8th; the corps base at the airport, held to the 11th, is another unit, moves nothing."""
    for basis in ControlBasis:
        found = row("AF-KDZ", august(number), basis, known_at=august(number))
        assert (found.side, found.state, found.valid_from) == ("taliban", "controlled", august(8))


def test_bazarak_is_claimed_and_denied() -> None:
    """Entered on the 5th, claimed on the 6th and denied: contested in the reports, assessed as before."""
    sixth = date(2021, 9, 6)
    assert row("AF-PAN", date(2021, 9, 5), REPORTED).state == "contested"
    claimed = row("AF-PAN", sixth, REPORTED)
    assert (claimed.state, claimed.rule) == ("contested", "claim_denied")
    assert row("AF-PAN", sixth, ASSESSED).side == "government"
    (lag,) = [each for each in lagging(seeds().outcome.ledger, sixth) if each.unit_id == "AF-PAN"]
    assert lag.rule == "claimed_and_denied"
    why = seeds().why("Bazarak", sixth)
    quotes = {each.event.event_id: each.event.quote.exact for each in why.testimonies}
    (denied,) = why.disagreements
    assert ["captured Bazarak" in quotes[denied.events[0]], "denied the claim" in quotes[denied.events[1]]] == [
        True
    ] * 2


def test_two_dates_for_herat_are_kept() -> None:
    """The earlier day stands, and the contradiction names both."""
    found = find_disagreements(seeds().outcome.ledger, only=(Unit.PROVINCIAL_CAPITAL, "AF-HER"))
    assert [each.kind for each in found] == ["dates"]
    assert "2021-08-12, 2021-08-13" in found[0].explanation
    assert row("AF-HER", august(12), REPORTED).side == "taliban"


@pytest.mark.parametrize("number", [1, 3, 6, 8, 9, 20])
def test_a_lone_outlier_is_listed_and_does_not_stand(number: int) -> None:
    """One report of an earlier or a later day beside four of the 7th: those stand, and both days are told."""
    ledger = Ledger()
    published = [datetime(2021, 8, 21, hour, tzinfo=KABUL) for hour in range(5)]
    lone = report(Action.SEIZED, "AF-JOW", august(number), published=published[0])
    ledger.post([lone, *(report(Action.SEIZED, "AF-JOW", august(7), published=each) for each in published[1:])])
    assert ledger.as_of(august(21), basis=REPORTED)["AF-JOW"].valid_from == august(7)
    (found,) = find_disagreements(ledger)
    assert (found.kind, lone.event_id in found.events) == ("dates", True)
    assert "2021-08-07 stands" in found.explanation


def test_what_was_known_about_the_day_before() -> None:
    """The golden file: which capitals a later day's news changed, and what each evening's own answer had been."""
    found: dict[str, dict[str, list[str | None]]] = {}
    ledger = seeds().outcome.ledger
    for step in range(32):
        day = august(6) + timedelta(days=step)
        for basis in ControlBasis:
            then = ledger.as_of(day, known_at=day, basis=basis)
            now = ledger.as_of(day, basis=basis)
            for unit_id in then:
                if (then[unit_id].side, then[unit_id].state) != (now[unit_id].side, now[unit_id].state):
                    key = f"{day} {basis}"
                    found.setdefault(key, {})[unit_id] = [then[unit_id].side, now[unit_id].side]
    assert found == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_late_news_changes_no_earlier_answer() -> None:
    """News of the 16th tells of the 14th: unknown then, known after, and the old answer stays as it was."""
    for known, side in ((august(15), "government"), (august(16), "taliban")):
        assert row("AF-LAG", august(14), REPORTED, known_at=known).side == side
    before = [row("AF-LAG", august(14), basis, known_at=august(15)) for basis in ControlBasis]
    assert all(each.rule == "opening" and each.superseded_at is None for each in before)
