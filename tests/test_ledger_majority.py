"""The counting rule `districts-majority`: all districts of the table are the whole, a tie is no holder."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import UsageError
from geo.files import reference_file
from geo.ledger import COUNTING_RULES, Ledger
from geo.ledger.districts import districts, districts_by_province
from geo.vocab import Action, ControlBasis, ControlState, Unit
from tests.drawing import examples
from tests.ledger_events import GOVERNMENT, TALIBAN, day, opening, report

if TYPE_CHECKING:
    from datetime import date

    from geo.model import Event

RULE = "districts-majority"
PANJSHIR = districts_by_province()["AF-PAN"]


def took(unit_id: str, on: date, side: str = TALIBAN, by: str | None = None) -> Event:
    """Say that a side took a district."""
    return report(Action.SEIZED, unit_id, on, taker=side, by=by, unit=Unit.DISTRICT)


def ledger_of(*events: Event) -> Ledger:
    ledger = Ledger(opening())
    assert ledger.post(events) == ()
    return ledger


def panjshir(ledger: Ledger, on: date, basis: ControlBasis = ControlBasis.REPORTED) -> tuple[str | None, str]:
    """Who holds the province on a day, by the rule."""
    row = ledger.as_of(on, basis=basis, unit=Unit.PROVINCE, rule=RULE)["AF-PAN"]
    assert row.rule == "districts_majority"
    return row.side, row.state


def test_the_ids_are_those_of_the_gazetteer() -> None:
    """Events carry the gazetteer's place ids; the table's ids must be the same, one for each row of the table."""
    with reference_file("gazetteer/places.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        known = {row["place_id"]: row["iso_3166_2"] for row in rows if row["kind"] == "district"}
    assert {each.unit_id: each.province for each in districts().values()} == known
    assert len(districts()) == sum(map(len, districts_by_province().values())) == len(known)


def test_more_than_half_of_all_districts_is_a_majority() -> None:
    """Four of Panjshir's seven; three are not enough, whatever is unknown of the others."""
    assert len(PANJSHIR) == 7
    ledger = ledger_of(*(took(each, day(8 + index)) for index, each in enumerate(PANJSHIR[:4])))
    assert panjshir(ledger, day(7)) == (None, ControlState.UNKNOWN)
    assert panjshir(ledger, day(10)) == (None, ControlState.UNKNOWN)
    assert panjshir(ledger, day(11)) == (TALIBAN, ControlState.CONTROLLED)


def test_what_can_no_longer_be_won_is_contested() -> None:
    """Three to three and one disputed: nobody can have four."""
    sides = [TALIBAN] * 3 + [GOVERNMENT] * 3
    events = [took(each, day(8), side) for each, side in zip(PANJSHIR, sides, strict=False)]
    disputed = report(Action.CONTESTED, PANJSHIR[6], day(8), unit=Unit.DISTRICT)
    assert panjshir(ledger_of(*events), day(8)) == (None, ControlState.UNKNOWN)
    assert panjshir(ledger_of(*events, disputed), day(8)) == (None, ControlState.CONTESTED)


def test_the_layers_are_counted_apart() -> None:
    """A party's own claims make a reported majority and no assessed one."""
    ledger = ledger_of(*(took(each, day(8), by=TALIBAN) for each in PANJSHIR))
    assert panjshir(ledger, day(8)) == (TALIBAN, ControlState.CONTROLLED)
    assert panjshir(ledger, day(8), ControlBasis.ASSESSED) == (None, ControlState.UNKNOWN)


def test_a_capital_and_a_province_report_move_no_district() -> None:
    """Neither the capital taken nor a report about the whole province counts under this rule."""
    ledger = ledger_of(
        report(Action.SEIZED, "AF-PAN", day(8)),
        report(Action.SEIZED, "AF-PAN", day(8), unit=Unit.PROVINCE),
    )
    assert panjshir(ledger, day(8)) == (None, ControlState.UNKNOWN)
    assert ledger.as_of(day(8), unit=Unit.PROVINCE)["AF-PAN"].side == TALIBAN


def test_the_row_states_its_whole_and_its_evidence() -> None:
    """The explanation names the total and the tally; the evidence is that of the districts."""
    event = took(PANJSHIR[0], day(8))
    row = ledger_of(event).as_of(day(8), unit=Unit.PROVINCE, rule=RULE)["AF-PAN"]
    assert "has 7 districts in the table; on 2021-08-08 the Taliban 1, not known 6." in row.explanation
    assert "more than half of 7 is 4" in row.explanation
    assert row.evidence == (event.event_id,)


@examples(15, 40)
@given(
    st.lists(
        st.tuples(st.sampled_from(PANJSHIR), st.integers(6, 20), st.sampled_from([TALIBAN, GOVERNMENT])), max_size=20
    ),
    st.sampled_from(COUNTING_RULES),
)
def test_every_day_adds_up_under_every_rule(moves: list[tuple[str, int, str]], rule: str) -> None:
    """34 capitals and 34 provinces on each day in each layer, and the counts name their rule."""
    ledger = ledger_of(*(took(unit_id, day(number), side) for unit_id, number, side in moves))
    sums: dict[tuple[date, ControlBasis, Unit], int] = {}
    for each in ledger.counts(day(5), day(22), rule):
        assert (each.rule, each.total) == (rule, 34)
        key = (each.day, each.basis, each.unit)
        sums[key] = sums.get(key, 0) + each.count
    assert set(sums.values()) == {34}
    assert len(sums) == 18 * 2 * 2


def test_an_unknown_rule_is_misuse() -> None:
    """The error names the rules that there are."""
    with pytest.raises(UsageError, match="capital, districts-majority"):
        ledger_of().as_of(day(8), rule="population")
