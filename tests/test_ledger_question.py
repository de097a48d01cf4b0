"""A question to a ledger's file alone decodes what it needs, and its answer is that of a run over the whole file."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from conflictmap import control_command
from conflictmap.control_command import answer_control, answer_why
from conflictmap.options import ReadOptions
from conflictmap.question_options import Asked
from conflictmap.session import LedgerTerms, Session
from geo.decision import Decision
from geo.ledger import evidence
from geo.ledger.codec import decode
from geo.model import Document
from geo.vocab import Action, ControlBasis, DecisionAction, Unit
from tests.ledger_documents import document_of, made_document
from tests.ledger_events import day, report
from tests.test_ledger_orders import entry_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from geo.ledger.evidence import Entry

DAY = day(20)


def decision(number: int, action: DecisionAction, **told: Any) -> Decision:  # noqa: ANN401 - its fields
    """Decide something on the 19th."""
    entry = entry_of(2)
    return Decision(
        decision_id=f"d{number}",
        action=action,
        author="A. Editor",
        reason="checked",
        decided_at=entry.document.recorded_at,
        **told,
    )


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger's file with all that may stand in one: versions, denials, stated counts, districts, decisions."""
    path = tmp_path_factory.mktemp("asked") / "war.gpkg"
    entries: list[Entry] = [entry_of(number) for number in range(24)] + [entry_of(100, version_of=3)]
    with Session(LedgerTerms(path=path)) as session:
        for entry in entries:
            session.post(entry)
        district = report(Action.SEIZED, "district:AF-KDZ/chardara", day(9), unit=Unit.DISTRICT)
        store = session.store
        assert store is not None
        recorded = entry_of(5).document.recorded_at
        assert recorded is not None
        store.post(*document_of([district], "district 1", recorded))
        events = [entry_of(number).events[0].event_id for number in (1, 4, 6)]
        session.decide(
            decision(1, DecisionAction.REJECT, target_event_id=events[0]),
            decision(2, DecisionAction.CORRECT, target_event_id=events[1], field="unit", value="AF-HER"),
            decision(3, DecisionAction.CORRECT, target_event_id=events[2], field="day", value="2021-11-08"),
            decision(4, DecisionAction.ADD, value="action=seized; unit=AF-BAL; taker=taliban; day=2021-08-12"),
            decision(5, DecisionAction.SET_CONTROL, value="unit=AF-KDZ; side=government; from=2021-08-09"),
            decision(6, DecisionAction.REJECT, target_event_id="nothing"),
        )
    return path


def question(**told: Any) -> Asked:  # noqa: ANN401 - its fields
    """Ask for JSON Lines, by default of all days."""
    usual = {
        "as_of": None,
        "known_at": None,
        "unit": Unit.PROVINCIAL_CAPITAL,
        "is_unit_named": "unit" in told,
        "rule": "capital",
        "bases": tuple(ControlBasis),
        "form": "jsonl",
    }
    return Asked(**(usual | told))


@contextmanager
def nothing(_: ReadOptions) -> Iterator[None]:
    """Stand in for the short way: there is none."""
    yield None


QUESTIONS = [
    question(),
    question(as_of=DAY),
    question(as_of=DAY, known_at=day(18)),
    question(as_of=DAY, unit=Unit.PROVINCE, rule="districts-majority"),
    question(as_of=DAY, unit=Unit.DISTRICT),
    question(history="AF-KDZ"),
    question(history="Kunduz", unit=Unit.PROVINCE, known_at=DAY),
    question(between=(day(9), DAY)),
    question(between=(day(9), DAY), known_at=DAY),
]


@pytest.mark.parametrize("asked", QUESTIONS)
def test_control_answers_as_from_the_whole_file(
    ledger: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same words, the same status, and the decision that was not used is named."""
    read = ReadOptions(ledger=ledger, as_of=asked.as_of)
    found = (answer_control([], asked, read), capsys.readouterr())
    monkeypatch.setattr(control_command, "ask_ledger", nothing)
    assert found == (answer_control([], asked, read), capsys.readouterr())
    assert "d6" in found[1].err
    assert found[1].out


@pytest.mark.parametrize("days", [(None, None), (DAY, None), (DAY, day(16))])
@pytest.mark.parametrize("unit", ["AF-KDZ", "AF-BAL", "AF-HER", "AF-TAK", "district:AF-KDZ/chardara"])
def test_why_answers_as_from_the_whole_file(
    ledger: Path,
    unit: str,
    days: tuple[date | None, date | None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Stated counts, decisions and reports that were superseded included."""
    as_of, known_at = days
    asked, read = question(as_of=as_of, known_at=known_at), ReadOptions(ledger=ledger, as_of=as_of)
    found = (answer_why(unit, [], asked, read, "en"), capsys.readouterr())
    monkeypatch.setattr(control_command, "ask_ledger", nothing)
    assert found == (answer_why(unit, [], asked, read, "en"), capsys.readouterr())
    assert found[1].out


def test_a_question_decodes_the_documents_of_its_unit_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who holds what needs no document, why a unit is held those that speak of it."""
    path = tmp_path / "war.gpkg"
    terms = LedgerTerms(path=path)
    with Session(terms) as session:
        store = session.store
        assert store is not None
        for number in range(30):
            store.post(*made_document(number))
    decoded: list[str] = []

    def spy(kind: Any, text: str) -> Any:  # noqa: ANN401 - as decode
        if kind is Document:
            decoded.append(text)
        return decode(kind, text)

    monkeypatch.setattr(evidence, "decode", spy)
    read = ReadOptions(ledger=path, as_of=DAY)
    answer_control([], question(as_of=DAY), read)
    answer_control([], question(history="AF-KDZ", as_of=DAY), read)
    assert decoded == []
    answer_why("AF-KDZ", [], question(as_of=day(7)), read, "en")
    spoken = [
        document for document, events, _ in map(made_document, range(30)) if any(e.unit_id == "AF-KDZ" for e in events)
    ]
    assert 0 < len(spoken) < 30
    assert len(set(decoded)) <= len(spoken)


def test_tables_of_other_rules_are_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where what is derived was written by other code, the answer comes from the evidence."""
    path = tmp_path / "war.gpkg"
    with Session(LedgerTerms(path=path)) as session:
        session.post(entry_of(1))
    asked, read = question(history=entry_of(1).events[0].unit_id), ReadOptions(ledger=path)
    answer_control([], asked, read)
    usual = capsys.readouterr()
    monkeypatch.setattr("geo.ledger.derived.derivation_mark", lambda _=None: "other")
    answer_control([], asked, read)
    assert capsys.readouterr() == usual
