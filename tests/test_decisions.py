"""Decisions of people: read from files, matched, applied before settling, known from their own instant on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from conflictmap.session import LedgerTerms, Session
from geo.dates import end_of_day
from geo.errors import LedgerError, ProblemKind, UsageError
from geo.ledger import RuleId
from geo.ledger.evidence import Entry
from geo.ledger.store import LedgerStore
from geo.model import Document, OffsetMap
from geo.review import apply_decisions, read_decisions_file, write_decisions
from geo.vocab import Action, ControlBasis, EventType, Unit
from tests.ledger_events import TALIBAN, day, report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.decision import Decision
    from geo.model import Control, Event

HEAD = "decision_id,action,target_event_id,document,quote,field,value,author,reason,decided_at"
DECIDED = date(2021, 8, 20)
REPORTED = ControlBasis.REPORTED


def document_of(event: Event, text: str = "") -> Document:
    """Make the document of a hand-made event."""
    return Document(
        document_id=event.document_id,
        text=text or event.quote.exact,
        offsets=OffsetMap(()),
        sha256=event.document_sha256,
        published=event.recorded_at.date() if event.recorded_at else None,
        recorded_at=event.recorded_at,
        key=f"inbox/{event.document_id}",
    )


KUNDUZ = report(Action.SEIZED, "AF-KDZ", day(8))
ENTRY = Entry(document=document_of(KUNDUZ), events=(KUNDUZ,))


def decisions(tmp_path: Path, *rows: str) -> tuple[Decision, ...]:
    """Read decisions from a CSV file of these rows."""
    path = tmp_path / "team.csv"
    path.write_text("\n".join((HEAD, *rows)) + "\n", encoding="utf-8")
    found = read_decisions_file(path)
    assert not found.problems, found.problems
    return found.decisions


def row(action: str, field: str = "", value: str = "", *, own: str = "d1", at: date = DECIDED) -> str:
    """Write a decision about the report of Kunduz."""
    return f"{own},{action},{KUNDUZ.event_id},,,{field},{value},A. Editor,checked with the bureau,{at}"


def kunduz(session: Session, on: date = DECIDED, unit_id: str = "AF-KDZ", known_at: date | None = None) -> Control:
    """Tell how a capital stands in the reports."""
    ledger = session.outcome().ledger
    return ledger.as_of(on, basis=REPORTED, known_at=known_at)[unit_id]


@pytest.fixture(params=["memory", "file"])
def session(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Session]:
    """Give a session that holds the report, in memory and in a ledger's file."""
    path = tmp_path / "war.gpkg" if request.param == "file" else None
    made = Session(LedgerTerms(path=path))
    made.post(ENTRY)
    yield made
    made.close()


def test_a_rejected_event_counts_no_more_from_then_on(session: Session, tmp_path: Path) -> None:
    """Before the decision it is known, afterwards it is not; withdrawing the decision undoes it."""
    assert kunduz(session).side == TALIBAN
    session.decide(*decisions(tmp_path, row("reject")))
    assert kunduz(session).side is None
    assert kunduz(session, known_at=DECIDED - timedelta(days=1)).side == TALIBAN
    assert session.outcome().events == ()
    assert session.withdraw("d1")
    assert kunduz(session).side == TALIBAN
    assert not session.withdraw("d1")


def test_a_corrected_unit_moves_the_report(session: Session, tmp_path: Path) -> None:
    """The tag follows the unit, the row cites the decision, and the old state stays readable."""
    session.decide(*decisions(tmp_path, row("correct", "unit", "provincial_capital AF-TAK")))
    moved = kunduz(session, unit_id="AF-TAK")
    assert (moved.side, moved.decisions, kunduz(session).side) == (TALIBAN, ("d1",), None)
    assert kunduz(session, known_at=day(15)).side == TALIBAN
    (event,) = session.outcome().events
    assert (event.unit_id, event.decisions, event.event_id) == ("AF-TAK", ("d1",), KUNDUZ.event_id)


@pytest.mark.parametrize(
    ("field", "value", "name", "expected"),
    [
        ("day", "2021-08-09", "date_edtf", "2021-08-09"),
        ("taker", "government", "taker", "government"),
        ("tag", "siege", "event_type", EventType.SIEGE),
        ("mode", "negated", "assertion_mode", "negated"),
        ("action", "vacated", "event_type", EventType.WITHDRAWAL),
        ("fatalities", "10-14", "fatalities", (10, None, 14)),
        ("place", "AF-TAK", "unit_id", "AF-TAK"),
    ],
)
def test_each_field_can_be_corrected(tmp_path: Path, field: str, value: str, name: str, expected: object) -> None:
    """A correction changes its field and what is derived from it."""
    found = decisions(tmp_path, row("correct", field, value))
    applied = apply_decisions(found, ENTRY.statements, {ENTRY.document.document_id: ENTRY.document})
    (last,) = [each.event for each in applied.statements if each.until is None]
    got = last.date.date_edtf if name == "date_edtf" and last.date else getattr(last, name, None)
    if name == "fatalities":
        got = (last.fatalities.low, last.fatalities.best, last.fatalities.high)
    assert got == expected
    assert applied.problems == ()


def test_an_event_is_added_with_its_words_or_its_witness(session: Session, tmp_path: Path) -> None:
    """What the reader missed is posted, known from the decision on."""
    value = "action=seized; unit=AF-TAK; taker=taliban; day=2021-08-09"
    seen = f"d1,add,,,,event,{value},A. Editor,on the phone with the hospital,{DECIDED}"
    session.decide(*decisions(tmp_path, seen))
    assert (kunduz(session, unit_id="AF-TAK").side, kunduz(session, unit_id="AF-TAK").decisions) == (TALIBAN, ("d1",))
    added = next(each for each in session.outcome().events if each.unit_id == "AF-TAK")
    assert added.event_type is EventType.CAPITAL_SEIZED
    assert "Seen by A. Editor" in added.quote.exact
    assert kunduz(session, unit_id="AF-TAK", known_at=day(15)).side is None


def test_control_is_set_for_a_span(session: Session, tmp_path: Path) -> None:
    """Exactly the days of the decision, by a rule of its own; what is reported stands around it."""
    value = "unit=AF-KDZ; state=contested; from=2021-08-10; to=2021-08-12"
    session.decide(*decisions(tmp_path, f"d1,set_control,,,,control,{value},A. Editor,bureau's call,{DECIDED}"))
    states = [kunduz(session, day(number)).state for number in (9, 10, 12, 13)]
    assert states == ["controlled", "contested", "contested", "controlled"]
    found = kunduz(session, day(11))
    assert (found.rule, found.decisions, found.evidence) == (RuleId.EDITORIAL, ("d1",), ())
    assert kunduz(session, day(11), known_at=day(15)).state == "controlled"


def test_a_preferred_source_goes_before_the_others(tmp_path: Path) -> None:
    """Where the preferred source speaks of the unit in those days no other counts."""
    late = replace(report(Action.SEIZED, "AF-KDZ", day(10)), source="AP")
    session = Session()
    session.post(ENTRY)
    session.post(Entry(document=document_of(late), events=(late,)))
    assert kunduz(session).valid_from == day(8)
    value = "unit=AF-KDZ; source=AP; from=2021-08-06; to=2021-08-12"
    session.decide(*decisions(tmp_path, f"d1,prefer,,,,source,{value},A. Editor,they were there,{DECIDED}"))
    assert kunduz(session).valid_from == day(10)


def test_a_decision_finds_its_event_by_the_quoted_words(tmp_path: Path) -> None:
    """Without an id: the document and the words, also with a typing error corrected; two that fit are a problem."""
    words = KUNDUZ.quote.exact.replace("taliban", "talibam")
    by_words = f'd1,reject,,{KUNDUZ.document_id},"{words}",,,A. Editor,wrong,{DECIDED}'
    documents = {ENTRY.document.document_id: ENTRY.document}
    applied = apply_decisions(decisions(tmp_path, by_words), ENTRY.statements, documents)
    assert applied.matched == {"d1": (KUNDUZ.event_id,)}
    twin = Entry(document=ENTRY.document, events=(KUNDUZ, replace(KUNDUZ, event_id="other")))
    (problem,) = apply_decisions(decisions(tmp_path, by_words), twin.statements, documents).problems
    assert problem.kind is ProblemKind.DECISION_NOT_APPLIED
    assert "fits 2 events" in problem.message


def test_a_decision_whose_target_is_gone_says_what_came_in_its_place(tmp_path: Path) -> None:
    """The problem names the decision and quotes the nearest event of the document."""
    gone = f'd7,reject,gone,{KUNDUZ.document_id},"The town of Ghazni fell.",,,A. Editor,wrong,{DECIDED}'
    documents = {ENTRY.document.document_id: ENTRY.document}
    (problem,) = apply_decisions(decisions(tmp_path, gone), ENTRY.statements, documents).problems
    assert "d7" in problem.message
    assert KUNDUZ.event_id in problem.message


def test_a_spreadsheet_comes_back(tmp_path: Path) -> None:
    """Byte order mark, semicolons and rows that nobody filled in are accepted; written out, the rows read the same."""
    path = tmp_path / "excel.csv"
    rows = [HEAD.replace(",", ";"), row("reject").replace(",", ";"), ";;e2;;;;;;;"]
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(rows).encode())
    found = read_decisions_file(path)
    assert ([each.decision_id for each in found.decisions], found.problems) == (["d1"], ())
    again = tmp_path / "excel2.csv"
    again.write_text(write_decisions(found.decisions), encoding="utf-8")
    assert write_decisions(read_decisions_file(again).decisions) == write_decisions(found.decisions)


def test_toml_has_the_same_keys(tmp_path: Path) -> None:
    """A decision in TOML is the one in CSV."""
    path = tmp_path / "decisions.toml"
    path.write_text(
        "[[decision]]\n"
        f'decision_id = "d1"\naction = "reject"\ntarget_event_id = "{KUNDUZ.event_id}"\n'
        'author = "A. Editor"\nreason = "checked with the bureau"\ndecided_at = 2021-08-20\n',
        encoding="utf-8",
    )
    assert write_decisions(read_decisions_file(path).decisions) == write_decisions(decisions(tmp_path, row("reject")))


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (row("burn"), "is no action"),
        (row("correct", "weather", "fine"), "is no field"),
        (row("correct", "unit", "Atlantis"), "Atlantis"),
        (row("correct", "day", "soon"), "no day"),
        (row("correct", "unit"), "the value is missing"),
        ("d1,reject,,,,,,A. Editor,wrong,2021-08-20", "which event"),
        ("d1,reject,e1,,,,,,wrong,2021-08-20", "the author is missing"),
        ("d1,reject,e1,,,,,A. Editor,wrong,soon", "decided_at"),
    ],
)
def test_a_row_that_means_nothing_is_a_problem(tmp_path: Path, made: str, reason: str) -> None:
    """It is named with its line and left out; the other rows count."""
    path = tmp_path / "team.csv"
    path.write_text("\n".join((HEAD, made, row("accept", own="d2"))) + "\n", encoding="utf-8")
    found = read_decisions_file(path)
    assert [each.decision_id for each in found.decisions] == ["d2"]
    (problem,) = found.problems
    assert (reason in problem.message, problem.line) == (True, 2)


def test_what_is_no_table_of_decisions_is_refused(tmp_path: Path) -> None:
    """A missing file and a table of something else are misuse."""
    with pytest.raises(UsageError, match="a file of decisions"):
        read_decisions_file(tmp_path / "none.csv")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UsageError, match="the columns name, context"):
        read_decisions_file(tmp_path / "other.csv")


def test_rows_that_left_a_file_are_withdrawn(tmp_path: Path) -> None:
    """A team's file is the whole truth about its own rows; those of another file stay."""
    with LedgerStore(tmp_path / "war.gpkg", reviewer=apply_decisions) as store:
        store.post(ENTRY.document, ENTRY.events)
        both = decisions(tmp_path, row("accept"), row("reject", own="d2"))
        assert store.decide(both, origin="team.csv") == 2
        assert store.decide(both, origin="team.csv") == 0
        store.decide(both[:1], origin="team.csv")
        assert [each.decision_id for each in store.decisions] == ["d1"]
        store.decide((), origin="other.csv")
        assert [each.decision_id for each in store.decisions] == ["d1"]
        assert store.ledger.as_of(DECIDED, basis=REPORTED)["AF-KDZ"].side == TALIBAN


def test_the_file_of_a_ledger_shows_what_was_decided(tmp_path: Path) -> None:
    """The derived tables are those of a ledger that was made of the same evidence and decisions at once."""
    import sqlite3  # noqa: PLC0415 - here alone

    made = decisions(tmp_path, row("correct", "unit", "AF-TAK"))
    other = report(Action.SEIZED, "AF-BAL", day(14))
    tables: list[list[tuple[object, ...]]] = []
    for number, early in enumerate((True, False)):
        path = tmp_path / f"{number}.gpkg"
        with LedgerStore(path, reviewer=apply_decisions) as store:
            if early:
                store.decide(made)
            store.post(ENTRY.document, ENTRY.events)
            store.post(document_of(other), (other,))
            if not early:
                store.decide(made)
        with sqlite3.connect(path) as connection:
            columns = "control_id, unit_id, basis, side, valid_from, recorded_at, superseded_at"
            tables.append(connection.execute(f"SELECT {columns} FROM control ORDER BY 1").fetchall())  # noqa: S608
    assert tables[0] == tables[1]
    assert {unit for _, unit, *_ in tables[0]} == {"AF-KDZ", "AF-TAK", "AF-BAL"}


def test_a_ledger_with_decisions_needs_who_applies_them(tmp_path: Path) -> None:
    """Opened without a reviewer a file with decisions answers nothing, rather than something wrong."""
    path = tmp_path / "war.gpkg"
    with LedgerStore(path, reviewer=apply_decisions) as store:
        store.post(ENTRY.document, ENTRY.events)
        store.decide(decisions(tmp_path, row("reject")))
    with LedgerStore(path) as store, pytest.raises(LedgerError, match="somebody who applies"):
        store.ledger  # noqa: B018 - asking is what fails


def test_why_cites_who_decided_what(session: Session, tmp_path: Path) -> None:
    """The explanation holds the decisions that its row rests on."""
    from conflictmap.api import Result  # noqa: PLC0415 - loads the views

    session.decide(*decisions(tmp_path, row("correct", "day", "2021-08-07")))
    result = Result(outcome=session.outcome(), sources=(), settings={"title": None, "language": "en", "extractor": ""})
    why = result.why("Kunduz", DECIDED)
    assert [(each.author, each.reason) for each in why.decisions] == [("A. Editor", "checked with the bureau")]
    assert why.rows[REPORTED].valid_from == day(7)
    assert Unit.PROVINCIAL_CAPITAL is why.unit
    assert end_of_day(DECIDED) == why.decisions[0].decided_at


def test_a_ledger_finds_a_document_that_is_named_by_its_file(tmp_path: Path) -> None:
    """A decision that knows the file alone reaches the rows in the ledger's file, before or after the document came."""
    words = f'd1,reject,,news/monday.txt,"{KUNDUZ.quote.exact}",,,A. Editor,wrong,{DECIDED}'
    entry = replace(ENTRY, document=replace(ENTRY.document, file="news/monday.txt"))
    for first, second in (("post", "decide"), ("decide", "post")):
        path = tmp_path / f"{first}.gpkg"
        with Session(LedgerTerms(path=path)) as session:
            for step in (first, second):
                if step == "post":
                    session.post(entry)
                else:
                    session.decide(*decisions(tmp_path, words))
        with closing(sqlite3.connect(path)) as connection:
            standing = connection.execute("SELECT count(*) FROM control WHERE superseded_at IS NULL").fetchone()
        assert standing == (0,), first
