"""The ledger is a function of what was added: documents in any order, versions and decisions each in their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from conflictmap.session import LedgerTerms, Session
from geo.dates import end_of_day
from geo.decision import Decision
from geo.ledger.checking import find_damage
from geo.ledger.codec import encode
from geo.ledger.evidence import Entry
from geo.review import apply_decisions
from geo.vocab import DecisionAction
from tests.ledger_changes import killed_and_run_again
from tests.ledger_documents import made_document
from tests.ledger_events import day

if TYPE_CHECKING:
    from collections.abc import Sequence

FILES = ("desk.csv", "bureau.csv")


def entry_of(number: int, *, version_of: int | None = None) -> Entry:
    """Make a document; as a version it has the key and the day of publication of another, and comes later that day."""
    document, events, claims = made_document(number)
    if version_of is not None:
        first = made_document(version_of)[0]
        assert first.recorded_at is not None
        later = first.recorded_at.replace(minute=number % 60, second=1)
        document = replace(document, key=f"wire/{version_of}", published=first.published, recorded_at=later)
        events = tuple(replace(each, recorded_at=later) for each in events)
    else:
        document = replace(document, key=f"wire/{number}")
    return Entry(document=document, events=events, claims=claims)


def decision_of(number: int, draw: st.DataObject, origin: str) -> Decision:
    """Make a decision about an event of some document, or about a unit."""
    target = draw.draw(st.sampled_from(made_document(number)[1])).event_id
    told: dict[str, Any] = draw.draw(
        st.sampled_from(
            [
                {"action": DecisionAction.REJECT, "target_event_id": target},
                {"action": DecisionAction.ACCEPT, "target_event_id": target},
                {"action": DecisionAction.CORRECT, "target_event_id": target, "field": "taker", "value": "nrf"},
                {"action": DecisionAction.CORRECT, "target_event_id": target, "field": "unit", "value": "AF-HER"},
                {"action": DecisionAction.CORRECT, "target_event_id": target, "field": "day", "value": "2021-08-08"},
                {
                    "action": DecisionAction.ADD,
                    "value": "action=seized; unit=AF-BAL; taker=taliban; day=2021-08-12",
                },
                {
                    "action": DecisionAction.SET_CONTROL,
                    "value": "unit=AF-KDZ; side=government; from=2021-08-09; to=2021-08-14",
                },
                {"action": DecisionAction.PREFER, "value": "unit=AF-PAN; source=Outlet 3"},
            ]
        )
    )
    return Decision(
        decision_id=f"{origin}-{number}",
        author="A. Editor",
        reason="checked",
        decided_at=end_of_day(day(draw.draw(st.integers(8, 30)))),
        origin=origin,
        **told,
    )


def merged(streams: Sequence[Sequence[Any]], draw: st.DataObject) -> list[Any]:
    """Put the items of all streams into one row, each stream in its own order."""
    turns = draw.draw(st.permutations([number for number, stream in enumerate(streams) for _ in stream]))
    left = [iter(stream) for stream in streams]
    return [next(left[number]) for number in turns]


@settings(max_examples=6, deadline=None, phases=(Phase.generate, Phase.reuse))
@given(st.lists(st.integers(0, 40), min_size=2, max_size=6, unique=True), st.data())
def test_order_of_adding_plays_no_part(numbers: list[int], draw: st.DataObject) -> None:
    """Documents, later versions of two of them and two teams' decisions come in mixed, over several sessions.

    The ledger is that of one clean run, and every table of its file is what the evidence gives.
    """
    versions = {numbers[0]: [entry_of(100, version_of=numbers[0])], numbers[1]: [entry_of(101, version_of=numbers[1])]}
    documents = [[entry_of(number), *versions.get(number, [])] for number in numbers]
    decided = [[decision_of(number, draw, name) for number in numbers[:3]] for name in FILES]
    steps = merged([*documents, *decided], draw)
    cut = draw.draw(st.integers(0, len(steps)))
    with TemporaryDirectory() as folder, Session() as clean:
        path = Path(folder) / "war.gpkg"
        for part in (steps[:cut], steps[cut:]):
            with Session(LedgerTerms(path=path)) as session:
                for step in part:
                    assert session.post(step) if isinstance(step, Entry) else session.decide(step)
                found = session.settle()
        for entry in (each for stream in documents for each in stream):
            clean.post(entry)
        clean.decide(*(each for stream in decided for each in stream))
        once = clean.settle()
        assert [encode(each) for each in found.ledger.rows()] == [encode(each) for each in once.ledger.rows()]
        assert sorted(each.event_id for each in found.events) == sorted(each.event_id for each in once.events)
        assert list(find_damage(path, reviewer=apply_decisions)) == []


def test_a_decision_reaches_where_another_had_put_its_event(tmp_path: Path) -> None:
    """A report that one decision moves to another unit, and one rejects, leaves no row there; nor none, taken back."""
    event_id = made_document(2)[1][0].event_id
    moved: dict[str, Any] = {
        "action": DecisionAction.CORRECT,
        "target_event_id": event_id,
        "field": "unit",
        "value": "AF-HER",
    }
    rejected: dict[str, Any] = {"action": DecisionAction.REJECT, "target_event_id": event_id}
    moving, rejecting = (
        Decision(decision_id=name, author="A. Editor", reason="checked", decided_at=end_of_day(day(number)), **told)
        for name, number, told in (("moved", 22, moved), ("rejected", 12, rejected))
    )
    path = tmp_path / "war.gpkg"
    with Session(LedgerTerms(path=path)) as session:
        session.decide(moving)
        session.post(entry_of(2))
        session.settle()
        session.decide(rejecting)
        assert list(find_damage(path, reviewer=apply_decisions)) == []
        session.withdraw("rejected")
        assert list(find_damage(path, reviewer=apply_decisions)) == []
        session.withdraw("moved")
        assert list(find_damage(path, reviewer=apply_decisions)) == []


@pytest.mark.parametrize("seed", range(1))
def test_a_killed_rereading_and_killed_decisions_leave_the_ledger_whole(tmp_path: Path, seed: int) -> None:
    """Killed between or within its transactions, nothing that was done is lost; run again, nothing is there twice."""
    killed_and_run_again(tmp_path / "war.gpkg", seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 201))
def test_two_hundred_killed_changes_leave_the_ledger_whole(tmp_path: Path, seed: int) -> None:
    """The same, 200 times."""
    killed_and_run_again(tmp_path / "war.gpkg", seed)
