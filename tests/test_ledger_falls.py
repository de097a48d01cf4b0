"""The facts of August 2021 through the ledger: the capitals of the committed table, told as the press told them."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING

from geo.files import reference_file, seeds_folder
from geo.ledger import Ledger, lagging, read_opening
from geo.vocab import Action, AssertionMode, ControlBasis, ControlState, Unit
from tests.ledger_events import NRF, TALIBAN, day, report

if TYPE_CHECKING:
    from geo.model import Event

GOLDEN = Path(__file__).parent / "golden" / "ledger" / "lagging.json"
TOTALS = {6: 1, 7: 2, 8: 5, 9: 6, 10: 8, 11: 9, 12: 12, 13: 18, 14: 25, 15: 33}
# Told only by the taker at first, and the day on which somebody else bore it out (None: nobody).
CLAIMED = {
    "AF-BDG": day(14),
    "AF-FYB": day(17),
    "AF-WAR": day(17),
    "AF-BAM": day(18),
    "AF-KAP": None,
    "AF-PAN": None,
}


def told() -> list[Event]:
    """One report for each capital, more where a claim was borne out or other days are given, and the denial."""
    found: list[Event] = []
    with reference_file("tables/capital_falls_2021.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            iso, fell = row["iso_3166_2"], dt.date.fromisoformat(row["date"])
            found.append(report(Action.SEIZED, iso, fell, by=TALIBAN if iso in CLAIMED else None))
            borne_out = CLAIMED.get(iso)
            if borne_out:
                found.append(report(Action.SEIZED, iso, fell, published=borne_out))
    found.append(report(Action.SEIZED, "AF-HER", day(13), published=day(17)))
    found.append(report(Action.SEIZED, "AF-BGL", day(11), published=day(17)))
    found.append(report(Action.SEIZED, "AF-PAN", None, by=NRF, published=day(6, 9), mode=AssertionMode.NEGATED))
    return found


def war() -> Ledger:
    """The ledger from the committed opening state on."""
    ledger = Ledger(read_opening(seeds_folder() / "opening.toml"))
    assert ledger.post(told()) == ()
    return ledger


def fallen(ledger: Ledger, on: dt.date, basis: ControlBasis, known_at: dt.date | None = None) -> int:
    """Count the capitals under the Taliban."""
    return sum(
        each.count
        for each in ledger.counts(on, on, known_at=known_at)
        if (each.side, each.state, each.unit, each.basis)
        == (TALIBAN, ControlState.CONTROLLED, Unit.PROVINCIAL_CAPITAL, basis)
    )


def test_the_reported_totals_are_those_of_the_press() -> None:
    """The totals of 6 to 15 August, 33 until September and 34 on the 6th; later dates for a fall change nothing."""
    ledger = war()
    assert {number: fallen(ledger, day(number), ControlBasis.REPORTED) for number in TOTALS} == TOTALS
    assert fallen(ledger, day(5, 9), ControlBasis.REPORTED) == 33
    assert fallen(ledger, day(6, 9), ControlBasis.REPORTED) == 34


def test_the_assessed_totals_follow_the_confirmations() -> None:
    """Assessed as known each evening lags by the open claims; looking back, only what nobody bore out is missing."""
    ledger = war()
    assert fallen(ledger, day(15), ControlBasis.ASSESSED, known_at=day(15)) == 29
    assert fallen(ledger, day(15), ControlBasis.ASSESSED) == 32
    assert fallen(ledger, day(6, 9), ControlBasis.ASSESSED) == 32


def test_every_lagging_capital_is_listed_with_its_rule() -> None:
    """The golden file lists, for each evening, which capitals lag and by which rule; Bazarak is claimed and denied."""
    ledger = war()
    found = {
        on.isoformat(): {lag.unit_id: lag.rule for lag in lagging(ledger, on, known_at=on)}
        for on in (day(11), day(12), day(14), day(15), day(17), day(18), day(6, 9))
    }
    assert found == json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert found["2021-09-06"]["AF-PAN"] == "claimed_and_denied"
