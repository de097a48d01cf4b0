"""Reading a ledger again, the queue of what needs eyes, and results that behave in Python and in a terminal."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

import conflictmap
from conflictmap.cli import main
from conflictmap.rereading import reread
from conflictmap.session import LedgerTerms, Session
from geo.ledger.store import LedgerStore
from geo.review import read_decisions_file
from tests.test_ledger_versions import FIRST

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "KABUL, Aug. 8, 2021 - The Taliban seized the city of Kunduz on Sunday, residents said."


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """Write a folder with one story."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "kunduz.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def ledger(story: Path, tmp_path: Path) -> Path:
    """Make a ledger of the story as an older reader read it: another unit, and nothing of Kunduz."""
    path = tmp_path / "war.gpkg"
    with Session() as session:
        session.add([story])
        (entry,) = session.entries()
    with LedgerStore(path) as store:
        store.post(entry.document, (FIRST,), ())
    return path


def test_a_dry_run_shows_and_writes_nothing(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status 3, events gone and new with their sentences, the same bytes as before; then it is done."""
    before = ledger.read_bytes()
    assert main(["reread", "--ledger", str(ledger), "--dry-run"]) == 3
    out = capsys.readouterr().out
    assert "1 document read again: 1 would change (1 events gone, 1 new, 0 changed)." in out
    assert f"“{TEXT}”" in out
    assert ledger.read_bytes() == before
    assert main(["reread", "--ledger", str(ledger)]) == 0
    assert main(["reread", "--ledger", str(ledger), "--dry-run"]) == 0
    assert capsys.readouterr().out.endswith("nothing changes.\n")


def test_reading_again_supersedes(ledger: Path) -> None:
    """What the new reading says stands for every instant, by the reader of today."""
    with Session(LedgerTerms(path=ledger)) as session:
        assert len(reread(session).documents) == 1
        (entry,) = session.entries()
        assert [each.unit_id for each in entry.events] == ["AF-KDZ"]
        assert (entry.reading, entry.read_by.reader.name) == (2, "rules")


def test_the_queue_is_a_table_to_fill_in(story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The queue as CSV, one row decided and read back, leaves the queue shorter and the event out."""
    assert main(["review", str(story), "--format", "csv"]) == 0
    table = capsys.readouterr().out.splitlines()
    assert "moves the map alone" in table[1]
    cells = dict(zip(table[0].split(","), table[1].split(","), strict=False))
    decided = f"action,target_event_id,author,reason,decided_at\nreject,{cells['target_event_id']},A,no,2021-08-09\n"
    (tmp_path / "d.csv").write_text(decided, encoding="utf-8")
    assert main(["review", str(story), "--decisions", str(tmp_path / "d.csv")]) == 0
    assert capsys.readouterr().out == "0 to look at.\n"


def test_keys_decide_at_once_and_can_be_undone(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Reject, undo, correct the day: the file holds the last word; a value that means nothing is not taken."""
    out = tmp_path / "team.csv"
    keys = "r\nnot so\nu\nc\nday=soon\nwhy\nc\nday=2021-08-07\nthe bureau was there\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(keys))
    words = ["review", str(story), "--author", "A. Editor", "-o", str(out), "--format", "keys", "--limit", "1"]
    assert main(words) == 0
    (decision,) = read_decisions_file(out).decisions
    assert (decision.action, decision.field, decision.value) == ("correct", "day", "2021-08-07")
    assert (decision.author, decision.reason) == ("A. Editor", "the bureau was there")
    assert "not taken: 'soon' is no day" in capsys.readouterr().out
    result = conflictmap.run(story, decisions=out)
    assert {row.valid_from for row in result.controls if row.superseded_at is None} == {date(2021, 8, 7)}
    assert main(["why", "Kunduz", str(story), "--decisions", str(out), "--as-of", "2021-08-08"]) == 0
    assert "Corrected by A. Editor" in capsys.readouterr().out


def test_a_decisions_file_beside_the_sources_is_found(story: Path) -> None:
    """It counts without being named, and `none` leaves it out."""
    (event,) = conflictmap.run(story).events
    row = f"reject,{event.event_id},A,no,2021-08-09"
    (story / "decisions.csv").write_text(f"action,target_event_id,author,reason,decided_at\n{row}\n", encoding="utf-8")
    found = conflictmap.run(story)
    assert (found.events, len(found.decisions), found.settings["decisions"]) == ((), 1, "decisions.csv")
    assert found.decisions["events"].tolist() == [event.event_id]
    assert len(conflictmap.run(story, decisions="none").events) == 1


def test_split_and_merge_regroup_reports(story: Path, tmp_path: Path) -> None:
    """Two reports of one happening are put together, are parted by a decision, and are put together by another."""
    (story / "again.txt").write_text(f"{TEXT} Nobody was hurt.", encoding="utf-8")
    events = conflictmap.run(story).events
    assert len(conflictmap.run(story).incidents) == 1
    path = tmp_path / "d.csv"
    head = "decision_id,action,target_event_id,value,author,reason,decided_at\n"
    split = f"d1,split,{events[0].event_id},,A,two raids,2021-08-09\n"
    path.write_text(head + split, encoding="utf-8")
    assert len(conflictmap.run(story, decisions=path).incidents) == 2
    merge = f"d2,merge,{events[0].event_id},{events[1].event_id},A,one raid,2021-08-10\n"
    path.write_text(head + split + merge, encoding="utf-8")
    (incident,) = conflictmap.run(story, decisions=path).incidents
    assert {each.event_id for each in incident.reports} == {each.event_id for each in events}


def test_a_result_is_one_screen(story: Path) -> None:
    """Its representation is short, and a notebook gets the counts with the map."""
    result = conflictmap.run(story)
    assert len(repr(result).splitlines()) < 6
    assert "taliban 1" in repr(result)
    assert result._repr_html_().startswith("<pre>Result: 1 events of 1 documents")


@pytest.mark.parametrize(
    "value",
    [
        "2021-08-08",
        date(2021, 8, 8),
        datetime(2021, 8, 8, 9),  # noqa: DTZ001 - without a zone it is its own day
        datetime(2021, 8, 7, 20, tzinfo=UTC),
        pd.Timestamp("2021-08-08"),
        np.datetime64("2021-08-08"),
        np.datetime64("2021-08-08T12:00:00", "ns"),
    ],
)
def test_days_of_pandas_and_numpy_are_days(story: Path, value: object) -> None:
    """Whatever names a day names the same one."""
    result = conflictmap.run(story, as_of=value)  # type: ignore[arg-type]
    assert result.outcome.as_of == date(2021, 8, 8)
    assert result.who_holds(value) == result.who_holds("2021-08-08")  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [7, "soon", np.float64(1.5), pd.NaT, ["2021-08-08"]])
def test_what_is_no_day_is_named(story: Path, value: object) -> None:
    """Our own error, whatever it is."""
    with pytest.raises(conflictmap.UsageError, match="a day like"):
        conflictmap.run(story).who_holds(value)  # type: ignore[arg-type]


def test_the_time_series_is_tidy(story: Path) -> None:
    """A row for each day, capital and layer, with real dates."""
    frame = conflictmap.run(story).control_timeseries()
    assert list(frame.columns) == ["day", "unit", "unit_id", "name", "basis", "side", "state"]
    assert (len(frame), str(frame["day"].dtype).startswith("datetime64")) == (2 * 34, True)
    assert frame[frame["side"] == "taliban"]["unit_id"].unique().tolist() == ["AF-KDZ"]


def test_a_text_is_read_as_it_is() -> None:
    """A text in place of sources; the queue as a frame; both at once are misuse."""
    result = conflictmap.run(text=TEXT)
    assert [each.unit_id for each in result.events] == ["AF-KDZ"]
    assert result.review()["event_id"].tolist() == [result.events[0].event_id]
    with pytest.raises(conflictmap.UsageError, match="text alone"):
        conflictmap.run("a.txt", text=TEXT)
