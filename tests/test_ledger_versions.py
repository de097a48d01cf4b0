"""Documents have versions: what is one, which counts when, how older files are brought up, how texts are read again."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from conflictmap.session import LedgerTerms, Reader, Session
from geo.documents import read_sources
from geo.documents.given import Given
from geo.errors import ProblemKind
from geo.ledger.chains import is_version, stand
from geo.ledger.checking import find_damage
from geo.ledger.evidence import Entry
from geo.ledger.schema import SCHEMA_VERSION
from geo.ledger.store import LedgerStore
from geo.vocab import Action, ControlBasis
from tests.ledger_events import TALIBAN, day, report
from tests.test_decisions import document_of

if TYPE_CHECKING:
    from pathlib import Path

    from geo.model import Document, Event

FIRST = report(Action.SEIZED, "AF-KDZ", day(8))
SECOND = report(Action.SEIZED, "AF-TAK", day(8), published=day(9))
TEXT = "Kunduz fell. The governor fled. Roads are closed."


def version(event: Event, text: str, *, key: str = "wire/1", **more: object) -> Entry:
    """Make a document under a key with one event."""
    document = replace(document_of(event, text), key=key, **more)  # type: ignore[arg-type]
    return Entry(document=document, events=(event,))


OLD = version(FIRST, TEXT)
NEW = version(SECOND, TEXT.replace("Kunduz", "Taloqan"))


def holder(entries: list[Entry], unit_id: str, path: Path | None, known: int | None = None) -> str | None:
    """Tell who holds a capital on 9 August after adding documents in this order, as known on a day of August."""
    with Session(LedgerTerms(path=path)) as session:
        for entry in entries:
            session.post(entry)
        ledger = session.outcome().ledger
        known_at = day(known) if known is not None else None
        return ledger.as_of(day(9), basis=ControlBasis.REPORTED, known_at=known_at)[unit_id].side


@pytest.mark.parametrize("order", [[OLD, NEW], [NEW, OLD]])
@pytest.mark.parametrize("kept", [True, False])
def test_a_later_version_takes_the_place_of_an_earlier_one(order: list[Entry], kept: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """What only the earlier version says counts until the later one is out; the order of adding plays no part."""
    paths = [tmp_path / f"{number}.gpkg" if kept else None for number in range(3)]
    assert holder(order, "AF-KDZ", paths[0]) is None
    assert holder(order, "AF-TAK", paths[1]) == TALIBAN
    assert holder(order, "AF-KDZ", paths[2], known=8) == TALIBAN


def test_other_news_under_a_known_key_is_another_document(tmp_path: Path) -> None:
    """A file that is written over every day with other news is a document each day; a problem says so."""
    other = version(SECOND, "Talks went on in Doha. Nobody signed.")
    with Session(LedgerTerms(path=tmp_path / "war.gpkg")) as session:
        session.post(OLD)
        session.post(other)
        ledger = session.outcome().ledger
        assert [ledger.as_of(day(9), basis=ControlBasis.REPORTED)[each].side for each in ("AF-KDZ", "AF-TAK")] == [
            TALIBAN
        ] * 2
    in_memory = Session()
    in_memory.post(OLD)
    in_memory.post(other)
    assert ["another document" in each.message for each in in_memory.outcome().problems] == [True]


def test_a_stated_change_orders_versions_before_their_arrival() -> None:
    """Of one day's versions the one that says it was changed later counts; without a word, the one that came later."""
    at = OLD.document.recorded_at
    assert at is not None
    late = replace(OLD.document, modified=at + timedelta(hours=3))
    early = replace(OLD.document, modified=at + timedelta(hours=1))
    for order in permutations([late, early]):
        standings, others = stand(order)
        last = [document for document, each in zip(order, standings, strict=True) if each.until is None]
        assert (last, others) == ([late], [])
    standings, _ = stand([OLD.document, OLD.document])
    assert [each.by for each in standings] == [1, None]


def test_half_of_the_sentences_make_a_version() -> None:
    """Of another day: at least half of the new text's sentences stand in the old one."""
    known = OLD.document
    assert known.published is not None
    later = replace(known, published=known.published + timedelta(days=3))
    half = "Kunduz fell! The governor  fled. Talks began. Schools reopened."
    assert is_version(replace(later, text=half), known)
    assert not is_version(replace(later, text=half + " Prices rose."), known)


def test_the_same_bytes_change_nothing_under_another_date(tmp_path: Path) -> None:
    """A second run with another day, or with none, adds no twin."""
    twin = replace(OLD.document, published=day(12), recorded_at=SECOND.recorded_at)
    undated = replace(OLD.document, published=None, recorded_at=None, key="elsewhere/1.txt")
    with LedgerStore(tmp_path / "war.gpkg") as store:
        assert store.post(OLD.document, OLD.events)
        assert not store.post(twin, OLD.events)
        assert (OLD.document in store, twin in store, undated in store) == (True, True, True)


def read(*folders: Path) -> list[Document]:
    """Read folders as a run does."""
    return [each for each, _ in read_sources(list(folders)) if each is not None]


def test_known_bytes_with_another_day_are_noted(tmp_path: Path) -> None:
    """The day of the ledger stands, and a note says that the one given now was not taken; the same day says nothing."""
    story = tmp_path / "kunduz.txt"
    story.write_text("The Taliban seized the city of Kunduz on Sunday, residents said.", "utf-8")
    notes = []
    for published in (day(9), day(9), day(16)):
        with Session(LedgerTerms(path=tmp_path / "war.gpkg"), Reader(given=Given(published=published))) as session:
            session.add([story])
            outcome = session.outcome()
        notes.append([each.message for each in outcome.problems if each.kind is ProblemKind.DOCUMENT_VERSION])
        assert [each.published for each in outcome.documents] == [day(9)]
    assert notes[:2] == [[], []]
    assert len(notes[2]) == 1
    assert "2021-08-16, is not taken" in notes[2][0]


def test_two_folders_with_a_file_of_one_name_are_two_documents(tmp_path: Path) -> None:
    """A key has the name of the folder; an address, or a source with an id, goes before it."""
    for name in ("morning", "evening"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.txt").write_text(f"News of the {name}.", encoding="utf-8")
    lines = tmp_path / "wire.jsonl"
    lines.write_text(
        '{"id": "7", "source": "AP", "text": "It rained."}\n{"url": "https://example.org/a", "text": "It snowed."}\n'
        '{"text": "It hailed."}\n',
        encoding="utf-8",
    )
    keys = [each.key for each in read(tmp_path / "morning", tmp_path / "evening", lines)]
    assert keys[:4] == ["morning/1.txt", "evening/1.txt", "AP#7", "https://example.org/a"]
    assert keys[4] is not None
    assert keys[4].startswith(f"{tmp_path.name}/wire.jsonl#")
    assert read(tmp_path / "morning" / "1.txt")[0].key == "morning/1.txt"


def test_the_ledger_keeps_by_what_a_document_was_read(tmp_path: Path) -> None:
    """Reader, language pack and country pack, each with a version and a sum."""
    (tmp_path / "a.txt").write_text("KABUL, Aug. 8, 2021 - The Taliban seized Kunduz on Sunday.", encoding="utf-8")
    path = tmp_path / "war.gpkg"
    with Session(LedgerTerms(path=path)) as session:
        session.add([tmp_path / "a.txt"])
        (entry,) = session.entries()
    assert (entry.read_by.reader.name, entry.read_by.country.name, entry.read_by.language.name) == (
        "rules",
        "afg",
        "en",
    )
    with sqlite3.connect(path) as connection:
        (sums,) = connection.execute(
            "SELECT reader_sha256, language_pack_sha256, country_pack_sha256 FROM readings"
        ).fetchall()
    assert [len(each) for each in sums] == [64, 64, 64]


def test_a_reading_takes_the_place_of_the_last_for_every_instant(tmp_path: Path) -> None:
    """What a better reader says was known all along; the earlier reading stays on file."""
    path = tmp_path / "war.gpkg"
    better = report(Action.SEIZED, "AF-BAL", day(8))
    with LedgerStore(path) as store:
        store.post(OLD.document, OLD.events)
        store.reread(OLD.document, replace(OLD, events=(better,)))
        then = store.ledger.as_of(day(9), basis=ControlBasis.REPORTED, known_at=day(8))
        assert (then["AF-KDZ"].side, then["AF-BAL"].side) == (None, TALIBAN)
        (entry,) = store.entries()
        assert (entry.reading, entry.events) == (2, (better,))
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT reading, count(*) FROM events GROUP BY 1").fetchall() == [(1, 1), (2, 1)]
        units = {unit for (unit,) in connection.execute("SELECT unit_id FROM control")}
        assert units == {"AF-BAL"}


def test_an_older_file_is_brought_up_after_a_copy(tmp_path: Path) -> None:
    """The tables of version 3 are added in one transaction; the copy is the file as it was."""
    path = tmp_path / "war.gpkg"
    with LedgerStore(path) as store:
        store.post(OLD.document, OLD.events)
    with sqlite3.connect(path) as connection:
        for table in ("readings", "decisions", "withdrawals", "versions"):
            connection.execute(f"DROP TABLE {table}")
            connection.execute("DELETE FROM gpkg_contents WHERE table_name = ?", (table,))
        connection.execute("DROP INDEX documents_by_key")
        connection.execute("DROP TRIGGER ledger_settings_refuses_update")
        connection.execute("UPDATE ledger_settings SET value = '2' WHERE name = 'schema_version'")
    before = path.read_bytes()
    with LedgerStore(path) as store:
        (entry,) = store.entries()
        assert (entry.document.document_id, entry.read_by.reader.name) == (OLD.document.document_id, "not recorded")
        assert store.post(NEW.document, NEW.events)
    copy = tmp_path / "war.gpkg.bak"
    with sqlite3.connect(copy) as old, sqlite3.connect(path) as new:
        versions = [
            each.execute("SELECT value FROM ledger_settings WHERE name = 'schema_version'").fetchone()[0]
            for each in (old, new)
        ]
        assert versions == ["2", str(SCHEMA_VERSION)]
        assert new.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            new.execute("UPDATE documents SET title = 'x'")
    assert len(before) == len(copy.read_bytes())


def test_a_file_of_version_4_gets_its_marks(tmp_path: Path) -> None:
    """The first document that is added settles all units as a whole; from the second on they are taken up."""
    path = tmp_path / "war.gpkg"
    with LedgerStore(path) as store:
        store.post(OLD.document, OLD.events)
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE settling_marks")
        connection.execute("DELETE FROM gpkg_contents WHERE table_name = 'settling_marks'")
        connection.execute("DROP INDEX reports_by_instant")
        connection.execute("DROP TRIGGER ledger_settings_refuses_update")
        connection.execute("UPDATE ledger_settings SET value = '4' WHERE name = 'schema_version'")
    with LedgerStore(path) as store:
        assert store.post(replace(NEW.document, key=None), NEW.events)
    assert (tmp_path / "war.gpkg.bak").exists()
    assert list(find_damage(path)) == []
    with sqlite3.connect(path) as connection:
        units = {unit for (unit,) in connection.execute("SELECT unit_id FROM settling_marks")}
    assert units == {each.unit_id for each in (*OLD.events, *NEW.events)}


def test_a_file_of_version_3_is_brought_up_whole(tmp_path: Path) -> None:
    """Its readings stay as they were, the evidence is sealed, and what is added later follows from all of it."""
    path = tmp_path / "war.gpkg"
    with LedgerStore(path) as store:
        store.post(OLD.document, OLD.events)
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE evidence_chain")
        connection.execute("DELETE FROM gpkg_contents WHERE table_name = 'evidence_chain'")
        for table in ("reports", "denials"):
            connection.execute(f"ALTER TABLE {table} DROP COLUMN record")
        connection.execute("DROP TRIGGER ledger_settings_refuses_update")
        connection.execute("UPDATE ledger_settings SET value = '3' WHERE name = 'schema_version'")
    with LedgerStore(path) as store:
        assert [each.reading for each in store.entries()] == [1]
        assert store.post(NEW.document, NEW.events)
    assert list(find_damage(path)) == []
