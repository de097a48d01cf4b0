"""The ledger over both times: rows, what was known when, counts, and properties that hold for any set of reports."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dates import DateSpan
from geo.errors import UsageError
from geo.ledger import Layer, Ledger, Timeline, counted_as, row_on, settle
from geo.ledger.trail import Trail
from geo.vocab import Action, ControlBasis, ControlState, Unit
from tests.drawing import examples
from tests.ledger_events import GOVERNMENT, TALIBAN, day, opening, report
from tests.ledger_strategies import REPORTS, UNITS, any_report

if TYPE_CHECKING:
    from geo.model import Control, Event

GOLDEN = Path(__file__).parent / "golden" / "ledger" / "kunduz.json"
CAPITAL = Unit.PROVINCIAL_CAPITAL
FIRST, LAST = day(1), day(30, 9)


def ledger_of(*events: Event, opened: bool = True) -> Ledger:
    """Post events in the order given."""
    ledger = Ledger(opening() if opened else None)
    ledger.post(events)
    return ledger


def known(ledger: Ledger, at: dt.datetime | None) -> list[dict[str, Control]]:
    """Everything that the ledger says about some days, as known at an instant."""
    days = [day(n) for n in (3, 6, 10, 15, 20, 28)] + [day(15, 9)]
    return [ledger.as_of(each, known_at=at, basis=basis) for each in days for basis in ControlBasis]


@examples(40, 120)
@given(REPORTS, st.randoms(use_true_random=False), st.booleans(), st.booleans())
def test_order_of_arrival_settles_nothing(events: list[Event], luck: Any, opened: bool, history: bool) -> None:  # noqa: ANN401, FBT001
    """The same reports in any order, one by one or together, twice or once, give the same rows."""
    start = opening() if opened else None
    together, shuffled = Ledger(start, history=history), Ledger(start, history=history)
    together.post(events)
    mixed = [*events, *events[:3]]
    luck.shuffle(mixed)
    for event in mixed:
        shuffled.post([event])
        shuffled.rows()
    assert together.rows() == shuffled.rows()


@examples(30, 80)
@given(REPORTS, any_report(), st.booleans())
def test_posting_never_changes_what_was_known_before(events: list[Event], late: Event, opened: bool) -> None:  # noqa: FBT001
    """News leaves every answer as known before its own instant as it was, evidence and explanation included."""
    assert late.recorded_at is not None
    before_it = late.recorded_at - dt.timedelta(seconds=1)
    ledger = ledger_of(*events, opened=opened)
    was, rows = known(ledger, before_it), ledger.rows()
    ledger.post([late])
    assert known(ledger, before_it) == was
    earlier = {row.control_id for row in rows if row.recorded_at < late.recorded_at}
    assert earlier <= {row.control_id for row in ledger.rows()}


@examples(30, 80)
@given(REPORTS, st.booleans(), st.booleans())
def test_rows_are_sound(events: list[Event], opened: bool, history: bool) -> None:  # noqa: FBT001
    """Intervals run forward in both times, ids are unique, and at any instant no unit has two rows for one day."""
    ledger = Ledger(opening() if opened else None, history=history)
    ledger.post(events)
    rows = ledger.rows()
    assert len({row.control_id for row in rows}) == len(rows)
    for row in rows:
        assert row.valid_to is None or row.valid_from < row.valid_to
        assert row.superseded_at is None or row.recorded_at < row.superseded_at
        assert (row.side is None) or row.state is not ControlState.UNKNOWN
    for instant in {row.recorded_at for row in rows}:
        for unit_id in UNITS:
            for basis in ControlBasis:
                standing = ledger.history_of(CAPITAL, unit_id, basis, known_at=instant)
                for former, following in itertools.pairwise(standing):
                    assert former.valid_to is not None
                    assert former.valid_to <= following.valid_from


@examples(25, 60)
@given(REPORTS, st.booleans())
def test_totals_add_up_on_every_day(events: list[Event], opened: bool) -> None:  # noqa: FBT001
    """For each day, layer and kind of unit the counts are positive, add up to 34 and agree with the rows."""
    ledger = ledger_of(*events, opened=opened)
    counts = ledger.counts(day(1), day(12))
    sums: dict[tuple[dt.date, ControlBasis, Unit], int] = {}
    for each in counts:
        assert each.count > 0
        assert (each.side is None) == (each.state in {ControlState.CONTESTED, ControlState.UNKNOWN})
        key = (each.day, each.basis, each.unit)
        sums[key] = sums.get(key, 0) + each.count
    assert set(sums.values()) == {34}
    assert len(sums) == 12 * 2 * 2
    assert counts == tuple(sorted(counts, key=lambda c: (c.day, list(ControlBasis).index(c.basis))))
    held = {counted_as(row) for row in ledger.as_of(day(9), basis=ControlBasis.ASSESSED).values()}
    mine = [c for c in counts if (c.day, c.basis, c.unit) == (day(9), ControlBasis.ASSESSED, CAPITAL)]
    assert {(c.side, c.state) for c in mine} == held


@examples(30, 80)
@given(REPORTS, st.integers(1, 20))
def test_settling_in_steps_is_settling_at_once(events: list[Event], contested_days: int) -> None:
    """A timeline kept up report by report, late ones included, equals the one settled from the whole set."""
    ledger = ledger_of(*events)
    for basis in ControlBasis:
        layer = Layer(basis=basis, contested_days=contested_days)
        for unit_id in UNITS:
            reports = ledger.reports(CAPITAL, unit_id)
            steps = Timeline(layer, holder=GOVERNMENT, opening_day=day(5))
            before = steps.segments()
            for each in reversed(reports):
                kept = steps.add([each])
                assert steps.segments()[:kept] == before[:kept]
                before = steps.segments()
            assert before == settle(reports, layer, holder=GOVERNMENT, opening_day=day(5))


@examples(30, 80)
@given(REPORTS)
def test_assessed_never_rests_on_a_word_in_its_own_cause(events: list[Event]) -> None:
    """Every assessed row that is no opening has at least one event that is not the mover's own word."""
    ledger = ledger_of(*events)
    for unit_id in UNITS:
        own = {each.event_id for each in ledger.reports(CAPITAL, unit_id) if each.footing == "own"}
        for row in ledger.history_of(CAPITAL, unit_id, ControlBasis.ASSESSED):
            assert not row.evidence or set(row.evidence) - own


def test_late_news_shows_when_it_became_known() -> None:
    """What was known on 9 August about 8 August stays readable after the news of the 10th."""
    fallen = report(Action.SEIZED, "AF-KDZ", day(8), published=day(10))
    ledger = ledger_of(fallen)
    assert ledger.as_of(day(8), known_at=day(9))["AF-KDZ"].side == GOVERNMENT
    assert ledger.as_of(day(8), known_at=day(10))["AF-KDZ"].side == TALIBAN
    assert ledger.as_of(day(8), known_at=day(10)) == ledger.as_of(day(8))
    superseded = [row for row in ledger.rows() if row.superseded_at and row.basis is ControlBasis.REPORTED]
    assert [(row.side, row.valid_to, row.superseded_at) for row in superseded] == [
        (GOVERNMENT, None, fallen.recorded_at)
    ]
    counts = ledger.counts(day(8), day(8), known_at=day(9))
    assert {each.side for each in counts if each.state is ControlState.CONTROLLED} == {GOVERNMENT}


def test_a_second_report_is_more_evidence_of_the_same_row() -> None:
    """A confirmation begins no new row: it is part of the row's evidence from its own publication on."""
    first, second = report(Action.SEIZED, "AF-KDZ", day(8)), report(Action.SEIZED, "AF-KDZ", day(8), published=day(9))
    ledger = ledger_of(first, second)
    (row,) = [row for row in ledger.rows() if row.side == TALIBAN and row.basis is ControlBasis.REPORTED]
    assert (row.evidence, row.recorded_at) == ((first.event_id, second.event_id), first.recorded_at)
    assert row.superseded_at is None
    assert ledger.as_of(day(8), known_at=day(8))["AF-KDZ"] == replace(row, evidence=(first.event_id,))
    assert ledger.as_of(day(8), known_at=day(9))["AF-KDZ"] == row


@examples(30, 80)
@given(REPORTS, st.booleans())
def test_what_evidence_was_known_follows_from_its_publication(events: list[Event], opened: bool) -> None:  # noqa: FBT001
    """A row as known at an instant has that part of its evidence that was published by then, in the same order."""
    ledger = ledger_of(*events, opened=opened)
    published = {event.event_id: event.recorded_at for event in events}
    rows = {row.control_id: row for row in ledger.rows()}
    for instant in {row.recorded_at for row in rows.values()} | {each for each in published.values() if each}:
        for unit_id, basis in itertools.product(UNITS, ControlBasis):
            for then in ledger.history_of(CAPITAL, unit_id, basis, known_at=instant):
                known = [e for e in rows[then.control_id].evidence if (at := published[e]) and at <= instant]
                assert then.evidence == tuple(known)
                assert then == replace(rows[then.control_id], evidence=then.evidence, superseded_at=None)


@pytest.mark.parametrize("many", [500, pytest.param(3000, marks=pytest.mark.slow)])
def test_many_confirmations_are_one_row(many: int) -> None:
    """Any number of reports of one fall is one row in each layer, and each earlier state of it can be asked for."""
    moment = dt.datetime(2021, 8, 8, 12, tzinfo=dt.UTC)
    events = [
        report(Action.SEIZED, "AF-KDZ", day(8), published=moment + dt.timedelta(minutes=number), offset=number)
        for number in range(many)
    ]
    ledger = Ledger()
    ledger.post(reversed(events))
    rows = ledger.rows()
    assert [len(row.evidence) for row in rows] == [many, many]
    for number in (0, 1, many // 2, many - 1):
        known = ledger.as_of(day(8), known_at=moment + dt.timedelta(minutes=number))["AF-KDZ"]
        assert known.evidence == tuple(event.event_id for event in events[: number + 1])


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")), st.integers(0, 12))
def test_a_trail_is_the_list_of_its_items(first: list[str], more: list[str], cut: int) -> None:
    """Growing, cutting and comparing trails is growing, cutting and comparing lists."""
    trail, grown = Trail.of(first), Trail.of(first).plus(more)
    assert (list(grown), len(grown)) == ([*first, *more], len(first) + len(more))
    assert grown.since(trail) == more
    assert list(grown.upto(cut)) == [*first, *more][:cut]
    assert (trail == Trail.of(more)) == (first == more)
    assert trail != first
    assert hash(grown) == hash(Trail.of([*first, *more]))
    other = Trail.of([*first, "d"])
    assert other.plus(more).since(trail.plus(["e"])) is None


def test_a_report_published_on_the_opening_day_counts_from_its_end() -> None:
    """Nothing is known before the opening state is; a row never ends before it begins."""
    morning = dt.datetime(2021, 8, 5, 3, 0, tzinfo=dt.UTC)
    ledger = ledger_of(report(Action.SEIZED, "AF-KDZ", day(4), published=morning))
    assert ledger.as_of(day(4))["AF-KDZ"].side == TALIBAN
    assert ledger.as_of(day(5))["AF-KDZ"].side == GOVERNMENT
    assert {row.recorded_at for row in ledger.rows()} == {opening().recorded_at}


def test_besieged_counts_for_its_holder_under_its_own_state() -> None:
    """A siege is a row of its own in the counts, with the holder's name; a dispute has none."""
    ledger = ledger_of(report(Action.BESIEGED, "AF-KDZ", day(8)), report(Action.CONTESTED, "AF-PAN", day(8)))
    found = {
        (each.side, each.state): each.count
        for each in ledger.counts(day(8), day(8))
        if each.unit is CAPITAL and each.basis is ControlBasis.REPORTED
    }
    assert found == {
        (GOVERNMENT, ControlState.CONTROLLED): 1,
        (GOVERNMENT, ControlState.BESIEGED): 1,
        (None, ControlState.CONTESTED): 1,
        (None, ControlState.UNKNOWN): 31,
    }


@pytest.mark.parametrize(("first", "last", "rule"), [(day(8), day(7), "capital"), (day(7), day(8), "majority")])
def test_misuse_is_named(first: dt.date, last: dt.date, rule: str) -> None:
    """Days in the wrong order and unknown counting rules are errors with a hint."""
    with pytest.raises(UsageError, match="Expected"):
        Ledger().counts(first, last, rule)


def test_a_row_is_found_by_its_day() -> None:
    """`valid_from` is inside, `valid_to` is not, and a gap is nothing."""
    rows = ledger_of(report(Action.SEIZED, "AF-KDZ", day(8))).history_of(CAPITAL, "AF-KDZ", ControlBasis.REPORTED)
    answers = [row_on(rows, each) for each in (day(4), day(5), day(7), day(8))]
    assert [row.side if row else None for row in answers] == [None, GOVERNMENT, GOVERNMENT, TALIBAN]


def story() -> list[Event]:
    """Kunduz: besieged, entered, claimed, admitted, claimed back, confirmed, and taken again, with late news."""
    return [
        report(Action.BESIEGED, "AF-KDZ", day(6)),
        report(Action.CONTESTED, "AF-KDZ", day(7), by=GOVERNMENT, loser=GOVERNMENT),
        report(Action.SEIZED, "AF-KDZ", day(8), by=TALIBAN),
        report(Action.SEIZED, "AF-KDZ", day(8), by=GOVERNMENT, published=day(9)),
        report(Action.SEIZED, "AF-KDZ", day(9), published=day(10)),
        report(Action.RETAKEN, "AF-KDZ", day(11), taker=GOVERNMENT, by=GOVERNMENT),
        report(Action.RETAKEN, "AF-KDZ", day(11), taker=GOVERNMENT, published=day(12)),
        report(Action.VACATED, "AF-KDZ", day(14), taker=None, loser=GOVERNMENT),
        report(Action.SURRENDERED, "AF-KDZ", DateSpan.of(day(14), day(15))),
    ]


def plain(rows: tuple[Control, ...]) -> list[dict[str, Any]]:
    """Rows as JSON would have them, without the parts of their explanation, which stands there in English."""
    found: list[dict[str, Any]] = json.loads(json.dumps([asdict(row) for row in rows], default=str))
    return [{name: value for name, value in row.items() if name != "told"} for row in found]


def test_the_rows_of_a_small_story() -> None:
    """The whole ledger of the story is the golden file, row for row and field for field."""
    rows = plain(ledger_of(*reversed(story())).rows())
    kunduz = [row for row in rows if row["unit_id"] == "AF-KDZ"]
    assert kunduz == json.loads(GOLDEN.read_text(encoding="utf-8"))
