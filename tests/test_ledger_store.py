"""The ledger's file: what it keeps, what it refuses, and that neither order nor sessions play a part."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

import conflictmap
from geo.errors import LedgerError
from geo.files import seeds_folder
from geo.ledger import Ledger
from geo.ledger.codec import decode, encode
from geo.ledger.derived import utc_text
from geo.ledger.geopackage import APPLICATION_ID, VERSION
from geo.ledger.spatial_index import give_functions
from geo.ledger.store import LedgerStore
from geo.model import Claim, Document, Event
from geo.vocab import ControlBasis, Unit
from tests.drawing import examples
from tests.ledger_documents import made_document
from tests.ledger_events import day, opening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.ledger_documents import Made

CAPITAL = Unit.PROVINCIAL_CAPITAL
EVIDENCE = ("documents", "events", "claims", "ledger_settings")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a place for a ledger."""
    return tmp_path / "war.gpkg"


def post_all(store: LedgerStore, made: Sequence[Made]) -> list[bool]:
    """Post documents; whether each was new."""
    return [store.post(*each) for each in made]


def in_memory(made: Sequence[Made]) -> Ledger:
    """Post the same documents to a ledger without a file."""
    ledger = Ledger(opening())
    ledger.post(event for _, events, _ in made for event in events)
    return ledger


def query(path: Path, statement: str) -> list[tuple[Any, ...]]:
    """Ask the file as any other program would."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()


def derived(path: Path) -> list[list[tuple[Any, ...]]]:
    """Read what the derived tables say, without the numbers of their rows."""
    return [
        query(
            path,
            "SELECT control_id, unit_id, basis, side, state, valid_from, valid_to, recorded_at, superseded_at, rule, "
            "evidence_count, explanation FROM control ORDER BY 1",
        ),
        query(path, "SELECT control_id, position, event_id FROM control_evidence ORDER BY 1, 2"),
        query(path, "SELECT event_id, unit_id, change, mover, day, footing, record FROM reports ORDER BY 1"),
        query(path, "SELECT event_id, unit_id, change, mover, day, denier, record FROM denials ORDER BY 1"),
        [row[1:] for row in query(path, "SELECT * FROM provinces ORDER BY iso_3166_2")],
    ]


@examples(8, 25)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=12, unique=True), st.data())
def test_neither_order_nor_sessions_play_a_part(numbers: list[int], data: st.DataObject) -> None:
    """Documents in any order, in sessions split anywhere, some posted twice, settle as they do in memory."""
    made = [made_document(number) for number in numbers]
    mixed = data.draw(st.permutations(made))
    if data.draw(st.booleans()):  # as news come: each is the last word, but for a few that are late
        mixed.sort(key=lambda each: (each[0].recorded_at, each[0].sha256) if each[0].recorded_at else ())
        late = data.draw(st.integers(0, len(mixed) - 1))
        mixed.append(mixed.pop(late))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(made)), max_size=3)))
    with TemporaryDirectory() as folder:
        path, plain = Path(folder) / "war.gpkg", Path(folder) / "plain.gpkg"
        for start, end in zip([0, *cuts], [*cuts, len(made)], strict=True):
            with LedgerStore(path, opening()) as store:
                assert all(post_all(store, mixed[start:end]))
                assert not any(post_all(store, mixed[:end]))
        with LedgerStore(plain, opening()) as store:
            post_all(store, made)
        wanted = in_memory(made).rows()
        with LedgerStore(path) as store:
            assert store.ledger.rows() == wanted
            assert [encode(each) for each in store.ledger.rows()] == [encode(each) for each in wanted]
        assert derived(path) == derived(plain)
        written = {(row.control_id, row.superseded_at and utc_text(row.superseded_at)) for row in wanted}
        assert set(query(path, "SELECT control_id, superseded_at FROM control")) == written


@examples(8, 25)
@given(st.lists(st.integers(0, 60), max_size=10, unique=True), st.integers(61, 90))
def test_posting_changes_no_earlier_answer(numbers: list[int], late: int) -> None:
    """What was known before a document's own instant stays known so in the file, after it and after a rebuild."""
    document, events, claims = made_document(late)
    assert document.recorded_at is not None
    instant = document.recorded_at - dt.timedelta(seconds=1)
    with TemporaryDirectory() as folder, LedgerStore(Path(folder) / "war.gpkg", opening()) as store:
        post_all(store, [made_document(number) for number in numbers])

        def known() -> list[Any]:
            days = (day(6), day(12), day(30), day(15, 9))
            return [store.ledger.as_of(each, known_at=instant, basis=basis) for each in days for basis in ControlBasis]

        before = known()
        store.post(document, events, claims)
        assert known() == before
        store.rebuild()
        assert known() == before


def test_every_row_stands_on_reports_of_its_days(path: Path) -> None:
    """Each row begins no earlier than one of its reports allows, and no unit has two rows of a layer for one day."""
    made = [made_document(number) for number in range(40)]
    with LedgerStore(path, opening()) as store:
        post_all(store, made)
        ledger = store.ledger
    spans = {event.event_id: event.date for _, events, _ in made for event in events}
    for row in ledger.rows():
        begins = [span.date_start for each in row.evidence if (span := spans[each]) and span.date_start]
        if row.rule == "opening":
            assert row.valid_from == day(5)
        else:
            assert min(begins) <= row.valid_from
    for basis in ControlBasis:
        for asked in (day(10), day(25), day(9, 9)):
            counted = [each for each in ledger.counts(asked, asked) if each.basis is basis and each.unit is CAPITAL]
            assert sum(each.count for each in counted) == 34
    overlapping = """SELECT count(*) FROM control one JOIN control other USING (unit, unit_id, basis)
        WHERE one.fid < other.fid AND one.superseded_at IS NULL AND other.superseded_at IS NULL
        AND one.valid_from < ifnull(other.valid_to, '9999') AND other.valid_from < ifnull(one.valid_to, '9999')"""
    assert query(path, overlapping) == [(0,)]


def test_derived_tables_are_rebuilt_from_the_evidence(path: Path) -> None:
    """Whatever happened to the derived tables, a rebuild says again what the evidence says."""
    with LedgerStore(path, opening()) as store:
        post_all(store, [made_document(number) for number in range(12)])
        before = derived(path)
        with closing(sqlite3.connect(path)) as connection, connection:
            give_functions(connection)  # the spatial index's triggers call them; QGIS and GDAL have their own
            connection.execute("DELETE FROM control")
            connection.execute("UPDATE provinces SET assessed_side = 'nobody'")
            connection.execute("DELETE FROM derivation")
        assert derived(path) != before
        store.rebuild()
        assert derived(path) == before
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE derivation SET value = 'older rules'")
            connection.execute("DELETE FROM control_evidence")
        store.post(*made_document(50))
    with LedgerStore(path.with_name("plain.gpkg"), opening()) as store:
        post_all(store, [made_document(number) for number in (*range(12), 50)])
    assert derived(path) == derived(path.with_name("plain.gpkg"))


@pytest.mark.parametrize("table", EVIDENCE)
@pytest.mark.parametrize("change", ["UPDATE {} SET fid = fid + 100", "DELETE FROM {}"])
def test_evidence_can_only_grow(path: Path, table: str, change: str) -> None:
    """The file itself refuses to change or to remove evidence, whoever asks."""
    with LedgerStore(path, opening()) as store:
        store.post(*made_document(1))
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(change.format(table))


@pytest.mark.usefixtures("seeds_once")
def test_evidence_comes_back_without_loss(path: Path) -> None:
    """Documents, events, claims and problems are read back equal, in the order of publication, surrogates included."""
    result = conflictmap.run(seeds_folder())
    dated = [each for each in result.documents if each.recorded_at]
    odd = replace(dated[0], text=f"{dated[0].text}\ud800", document_id="odd", sha256="0" * 64)
    with LedgerStore(path) as store:
        for document in reversed([*dated, odd]):
            own = [each for each in result.events if each.document_id == document.document_id]
            said = [each for each in result.claims if each.document_id == document.document_id]
            store.post(
                document, own, said, [each for each in result.problems if each.document_id == document.document_id]
            )
        entries = list(store.entries())
    assert sorted(map(repr, [*dated, odd])) == sorted(repr(each.document) for each in entries)
    assert {each.document.text for each in entries} == {each.text for each in (*dated, odd)}
    moments = [each.document.recorded_at for each in entries if each.document.recorded_at]
    assert moments == sorted(moments)
    assert sorted(result.events, key=repr) == sorted((event for each in entries for event in each.events), key=repr)
    assert sorted(result.claims, key=repr) == sorted((claim for each in entries for claim in each.claims), key=repr)
    kept = {problem for each in entries for problem in each.problems}
    assert kept == {each for each in result.problems if each.document_id is not None}
    for record, kind in ((result.events[0], Event), (result.claims[0], Claim), (dated[0], Document)):
        assert decode(kind, encode(record)) == record


def test_two_documents_of_one_name_are_told_apart(path: Path) -> None:
    """A second file of the same name gets an id of its own, and so do its events; the same file twice is one."""
    first, other = made_document(1), made_document(2)
    renamed = replace(other[0], document_id=first[0].document_id)
    with LedgerStore(path, opening()) as store:
        assert post_all(store, [first, first, (renamed, other[1], other[2])]) == [True, False, True]
        one, two = sorted(store.entries(), key=lambda each: each.document.document_id)
    assert one.document.document_id == first[0].document_id
    assert two.document.document_id.startswith(f"{first[0].document_id}#")
    assert {event.document_id for event in two.events} == {two.document.document_id}


def test_a_failed_post_leaves_nothing_behind(path: Path) -> None:
    """What fails half-way is neither in the file nor in memory, and the store can be used on."""
    document, events, claims = made_document(3)
    with LedgerStore(path, opening()) as store:
        store.post(*made_document(1))
        before = store.ledger.rows()
        with pytest.raises(LedgerError):
            store.post(document, (*events, events[0]), claims)
        assert store.ledger.rows() == before
        assert document not in store
        assert len(query(path, "SELECT 1 FROM documents")) == 1
        assert store.post(document, events, claims)
        assert store.ledger.rows() == in_memory([made_document(1), made_document(3)]).rows()


def test_an_undated_document_has_no_place(path: Path) -> None:
    """Without a date there is no instant at which it was known."""
    document, events, claims = made_document(3)
    with LedgerStore(path) as store, pytest.raises(LedgerError, match="a document with a date"):
        store.post(replace(document, recorded_at=None), events, claims)


def test_the_opening_is_kept_and_another_is_refused(path: Path) -> None:
    """A ledger keeps its opening state; the same one or no word is fine, another one, or none, is an error."""
    with LedgerStore(path, opening()) as store:
        rows = store.ledger.rows()
    for same in (None, opening(), replace(opening(), source_title="told otherwise")):
        with LedgerStore(path, same) as store:
            assert store.opening == opening()
            assert store.ledger.rows() == rows
    for other, keep in ((opening(on=day(4)), True), (opening({"AF-KDZ": "taliban"}), True), (None, False)):
        with pytest.raises(LedgerError, match=r"opening state that war\.gpkg was begun with"):
            LedgerStore(path, other, keep_opening=keep)
    bare = path.with_name("bare.gpkg")
    LedgerStore(bare).close()
    with pytest.raises(LedgerError, match="opening state"):
        LedgerStore(bare, opening())


def test_other_terms_are_refused(path: Path) -> None:
    """The days of a dispute and the posting of the past belong to the ledger."""
    LedgerStore(path).close()
    with pytest.raises(LedgerError, match="contested_days 14"):
        LedgerStore(path, contested_days=5)
    with pytest.raises(LedgerError, match="no --history"):
        LedgerStore(path, history=True)


def test_what_is_no_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    """Another name, another kind of file, another database, a missing folder: each named, none changed."""
    text = tmp_path / "text.gpkg"
    text.write_text("No database. " * 100, encoding="utf-8")
    other = tmp_path / "other.gpkg"
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("CREATE TABLE places (name TEXT)")
    before = {each: each.read_bytes() for each in (text, other)}
    for path, words in (
        (text, "not a database"),
        (other, "another kind"),
        (tmp_path / "war.sqlite", "war.gpkg"),
        (tmp_path / "nowhere" / "war.gpkg", "folder"),
    ):
        with pytest.raises(LedgerError, match=words):
            LedgerStore(path)
    assert {each: each.read_bytes() for each in (text, other)} == before
    assert not (tmp_path / "war.sqlite").exists()


def test_a_newer_schema_is_refused(path: Path) -> None:
    """A file that a newer version wrote is named as such, not read by guessing."""
    LedgerStore(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TRIGGER ledger_settings_refuses_update")
        connection.execute("UPDATE ledger_settings SET value = '99' WHERE name = 'schema_version'")
    with pytest.raises(LedgerError, match=r"version 99.*newer conflictmap"):
        LedgerStore(path)


def test_the_file_is_a_geopackage(path: Path) -> None:
    """The marks, the lists and the geometries are those of OGC GeoPackage 1.3."""
    with LedgerStore(path, opening()) as store:
        post_all(store, [made_document(number) for number in range(5)])
    assert path.read_bytes()[:16] == b"SQLite format 3\0"
    assert path.read_bytes()[68:72] == b"GPKG"
    assert query(path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert query(path, "PRAGMA user_version") == [(VERSION,)]
    assert query(path, "PRAGMA integrity_check") == [("ok",)]
    assert query(path, "PRAGMA foreign_key_check") == []
    assert query(path, "PRAGMA journal_mode") == [("delete",)]
    assert {each for (each,) in query(path, "SELECT srs_id FROM gpkg_spatial_ref_sys")} == {-1, 0, 4326}
    contents = query(path, "SELECT table_name, data_type, srs_id FROM gpkg_contents")
    tables = {name for (name,) in query(path, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {name for name, *_ in contents} == {
        each for each in tables if not each.startswith(("gpkg_", "sqlite_", "rtree_"))
    }
    layers = {name: srs for name, kind, srs in contents if kind == "features"}
    assert layers == {"control": 4326, "provinces": 4326}
    assert {kind for _, kind, _ in contents} == {"features", "attributes"}
    columns = "SELECT table_name, column_name, geometry_type_name, srs_id, z, m FROM gpkg_geometry_columns ORDER BY 1"
    assert query(path, columns) == [
        ("control", "geom", "POINT", 4326, 0, 0),
        ("provinces", "geom", "MULTIPOLYGON", 4326, 0, 0),
    ]
    for name, *_ in contents:
        keys = [row for row in query(path, f"PRAGMA table_info({name})") if row[5]]
        assert [(key[2], key[3]) for key in keys] == [("INTEGER", 1)]
    for layer in layers:
        for (blob,) in query(path, f"SELECT geom FROM {layer} WHERE geom IS NOT NULL"):  # noqa: S608
            assert blob[:4] in {b"GP\x00\x01", b"GP\x00\x03"}
            assert int.from_bytes(blob[4:8], "little") == 4326
            assert shapely.from_wkb(blob[8 if blob[3] == 1 else 40 :]).is_valid


def test_other_programs_read_it(path: Path) -> None:
    """GDAL, which QGIS and geopandas read with, finds the layers, their places and their values."""
    with LedgerStore(path, opening()) as store:
        post_all(store, [made_document(number) for number in range(5)])
        ledger = store.ledger
    kinds = dict(pyogrio.list_layers(path).tolist())
    assert (kinds["control"], kinds["provinces"], kinds["events"]) == ("Point", "MultiPolygon", None)
    control = gpd.read_file(path, layer="control")
    assert control.crs == "EPSG:4326"
    assert set(control["control_id"]) == {row.control_id for row in ledger.rows()}
    kunduz = control[control["unit_id"] == "AF-KDZ"].iloc[0]
    assert (kunduz["name"], round(kunduz.geometry.x), round(kunduz.geometry.y)) == ("Kunduz", 69, 37)
    provinces = gpd.read_file(path, layer="provinces").set_index("iso_3166_2")
    assert len(provinces) == 34
    assert provinces.geometry.is_valid.all()
    assert provinces.geometry.contains(shapely.Point(68.868, 36.728)).idxmax() == "AF-KDZ"
    row = ledger.history_of(CAPITAL, "AF-HER", ControlBasis.ASSESSED)[-1]
    assert provinces.loc["AF-HER", "assessed_side"] == row.side
    events = gpd.read_file(path, layer="events")
    assert len(events) == sum(len(made_document(number)[1]) for number in range(5))


@pytest.mark.usefixtures("seeds_once")
def test_the_wall_clock_is_kept_and_never_exported(path: Path, tmp_path: Path) -> None:
    """When a document was added stands in the file, within this test's time, and in none of the outputs."""
    before = utc_text(dt.datetime.now(dt.UTC))
    result = conflictmap.run(seeds_folder(), ledger=path)
    after = utc_text(dt.datetime.now(dt.UTC))
    stamps = [each for (each,) in query(path, "SELECT ingested_at FROM documents")]
    assert len(stamps) == len(result.documents)
    assert before <= min(stamps) <= max(stamps) <= after
    result.save(tmp_path / "out")
    for file in (tmp_path / "out").iterdir():
        assert before[:16] not in file.read_text(encoding="utf-8")
        assert "ingested_at" not in file.read_text(encoding="utf-8")
