"""The rows against the reports they stand on, and the log by itself: properties that hold for any set of reports."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from geo.ledger import Ledger, RuleId
from geo.vocab import ControlBasis, Unit
from maps.exports.control import ledger_jsonl
from maps.scene import build_scene
from tests.drawing import examples
from tests.ledger_events import day, opening
from tests.ledger_strategies import REPORTS, UNITS

if TYPE_CHECKING:
    from geo.ledger import Report
    from geo.model import Control, Event

CAPITAL = Unit.PROVINCIAL_CAPITAL
CONTESTED_DAYS = 14
LATER = {RuleId.DISPUTE_LAPSED}
"""The rules whose rows begin by themselves, some days behind the last report."""


def posted(events: list[Event], *, opened: bool, history: bool) -> Ledger:
    """A ledger with these events."""
    ledger = Ledger(opening() if opened else None, history=history, contested_days=CONTESTED_DAYS)
    ledger.post(events)
    return ledger


def spans(row: Control, reports: dict[str, Report]) -> list[tuple[dt.date, dt.date]]:
    """First and last day of each report that a row stands on, but not of what denies them; an open one has no first."""
    told = [reports[event_id] for event_id in row.evidence if event_id in reports]
    return [(each.first_day or dt.date.min, each.day) for each in told]


@examples(35, 100)
@given(REPORTS, st.booleans(), st.booleans())
def test_every_interval_lies_inside_its_claims(events: list[Event], opened: bool, history: bool) -> None:  # noqa: FBT001
    """A row begins inside the days that one of its reports gives; one of the past ends inside them, too.

    What is denied is contested from a day that a report of it gives, and lapses some days behind a report or a denial.
    """
    ledger = posted(events, opened=opened, history=history)
    for unit_id in UNITS:
        reports = {each.event_id: each for each in ledger.reports(CAPITAL, unit_id)}
        denials = {each.event_id: each.day for each in ledger.denials(CAPITAL, unit_id)}
        for row in ledger.rows_of(CAPITAL, unit_id):
            if row.rule == RuleId.OPENING:
                assert row.valid_from == day(5)
                continue
            claimed = spans(row, reports)
            denied = {event_id: denials[event_id] for event_id in row.evidence if event_id in denials}
            assert {*row.evidence} <= {*reports, *denied}
            assert not denied or row.rule in {RuleId.CLAIM_DENIED, *LATER}, row
            if row.rule in LATER:
                claimed += [(each, each) for each in denied.values()]
                ends = {end + dt.timedelta(days=CONTESTED_DAYS) for _, end in claimed}
                starts = {start + dt.timedelta(days=CONTESTED_DAYS) for start, _ in claimed if start > dt.date.min}
                assert min(starts | ends) <= row.valid_from <= max(ends)
                continue
            assert any(start <= row.valid_from <= end for start, end in claimed), row
            if row.rule == RuleId.HISTORICAL:
                assert row.valid_to is not None
                last = row.valid_to - dt.timedelta(days=1)
                assert any(start <= row.valid_from <= last <= end for start, end in claimed)


def said(log: list[dict[str, Any]], asked: tuple[str, str, dt.date, dt.datetime]) -> list[tuple[Any, ...]]:
    """Who held a unit on a day, as known at an instant, by the lines of `ledger.jsonl` and nothing else."""
    unit_id, basis, on, instant = asked
    found = []
    for line in log:
        if (line["unit"], line["unit_id"], line["basis"]) != (CAPITAL, unit_id, basis):
            continue
        known = dt.datetime.fromisoformat(line["recorded_at"]) <= instant
        passed = line["superseded_at"] is not None and dt.datetime.fromisoformat(line["superseded_at"]) <= instant
        begun = line["valid_from"] <= on.isoformat()
        over = line["valid_to"] is not None and line["valid_to"] <= on.isoformat()
        if known and not passed and begun and not over:
            found.append((line["control_id"], line["side"], line["state"], line["rule"]))
    return found


@examples(25, 60)
@given(REPORTS, st.booleans())
def test_the_log_alone_answers_every_question(events: list[Event], opened: bool) -> None:  # noqa: FBT001
    """Reading `ledger.jsonl` back gives the same holder for every day and instant, and never two."""
    ledger = posted(events, opened=opened, history=False)
    rows = ledger.rows()
    scene = build_scene(documents=(), events=(), controls=rows, counts=(), as_of=day(28), rule="capital")
    log = [json.loads(line) for line in ledger_jsonl(scene).splitlines()]
    assert len(log) == len(rows)
    instants = sorted({row.recorded_at for row in rows})[::3]
    for on, basis, instant in itertools.product((day(4), day(8), day(14), day(27)), ControlBasis, instants):
        answers = ledger.as_of(on, known_at=instant, basis=basis)
        for unit_id in UNITS:
            row = answers[unit_id]
            replayed = said(log, (unit_id, basis, on, instant))
            wanted = [] if row.rule == RuleId.NO_EVIDENCE else [(row.control_id, row.side, row.state, row.rule)]
            assert replayed == wanted
