"""What the ledger's file reaches for: its spatial index, the units that a document speaks of, the grades of the run."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest

from geo.dates import KABUL
from geo.ledger import Ledger, evidence, read_grades
from geo.ledger.codec import decode
from geo.ledger.spatial_index import extent_of_blob, give_functions
from geo.ledger.store import LedgerStore
from geo.vocab import Action, ControlBasis
from tests.ledger_documents import document_of, made_document
from tests.ledger_events import GOVERNMENT, TALIBAN, day, opening, report

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geo.ledger import GradeTable
    from tests.ledger_documents import Made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a place for a ledger."""
    return tmp_path / "war.gpkg"


def post_all(path: Path, made: Iterable[Made]) -> None:
    """Post documents in a session of their own."""
    with LedgerStore(path, opening()) as store:
        for each in made:
            store.post(*each)


def query(path: Path, statement: str) -> list[tuple[Any, ...]]:
    """Ask the file as any other program would."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()


def check_index(path: Path) -> None:
    """See that each layer's tree holds just its geometries, each with its extent."""
    for name in ("control", "provinces"):
        geometries = dict(query(path, f"SELECT fid, geom FROM {name} WHERE geom IS NOT NULL"))  # noqa: S608
        indexed = query(path, f"SELECT id, minx, maxx, miny, maxy FROM rtree_{name}_geom")  # noqa: S608
        assert sorted(fid for fid, *_ in indexed) == sorted(geometries)
        for fid, *box in indexed:
            assert box == pytest.approx(extent_of_blob(geometries[fid]), abs=1e-4)  # the tree keeps 32 bits
        assert query(path, f"SELECT rtreecheck('rtree_{name}_geom')") == [("ok",)]


def test_the_layers_have_a_spatial_index(path: Path) -> None:
    """It is listed, it follows posting and a rebuild, and GDAL finds provinces by it."""
    post_all(path, [made_document(number) for number in range(8)])
    check_index(path)
    with LedgerStore(path) as store:
        store.rebuild()
    post_all(path, [made_document(number) for number in range(8, 11)])
    check_index(path)
    listed = query(path, "SELECT table_name, column_name, extension_name, scope FROM gpkg_extensions ORDER BY 1")
    assert listed == [(name, "geom", "gpkg_rtree_index", "write-only") for name in ("control", "provinces")]
    frame = gpd.read_file(path, layer="provinces", bbox=(68.8, 36.7, 68.9, 36.8))
    assert "AF-KDZ" in set(frame["iso_3166_2"])
    assert len(frame) < 34


def test_the_index_follows_every_change_of_a_layer(path: Path) -> None:
    """A geometry that is set, moved, taken away, renumbered or deleted by another program is so in the tree as well."""
    post_all(path, [made_document(1)])
    other = query(path, "SELECT geom FROM control WHERE unit_id = 'AF-HER' LIMIT 1")[0][0]
    for change in (
        "UPDATE control SET geom = ? WHERE unit_id = 'AF-KDZ'",
        "UPDATE control SET geom = NULL WHERE geom = ?",
        "UPDATE control SET geom = ? WHERE unit_id = 'AF-HER'",
        "UPDATE control SET fid = fid + 1000 WHERE geom = ?",
        "DELETE FROM control WHERE geom = ?",
    ):
        with closing(sqlite3.connect(path)) as connection, connection:
            give_functions(connection)
            assert connection.execute(change, (other,)).rowcount > 0
        check_index(path)


def test_opening_reads_nothing_and_posting_the_units_spoken_of(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the history, no event is decoded where the tables keep how it was read; asking reads the rest."""
    made = [made_document(number) for number in range(31)]
    post_all(path, made[:30])
    decoded: list[str] = []

    def spy(kind: Any, text: str) -> Any:  # noqa: ANN401 - as decode
        decoded.append(text)
        return decode(kind, text)

    monkeypatch.setattr(evidence, "decode", spy)
    with LedgerStore(path, opening()) as store:
        assert all(document in store for document, *_ in made[:30])
        assert made[30][0] not in store
        assert decoded == []
        store.post(*made[30])
        assert decoded == []
        ledger = Ledger(opening())
        ledger.post(event for _, events, _ in made for event in events)
        assert store.ledger.rows() == ledger.rows()


def test_two_stores_take_in_what_the_other_adds(path: Path) -> None:
    """A unit that is at hand is kept up with another writer's documents before the next one is settled."""
    made = [made_document(number) for number in range(12)]
    with LedgerStore(path, opening()) as one, LedgerStore(path, opening()) as two:
        for number, each in enumerate(made):
            (one, two)[number % 2].post(*each)
        ledger = Ledger(opening())
        ledger.post(event for _, events, _ in made for event in events)
        assert one.ledger.rows() == two.ledger.rows() == ledger.rows()
    written = query(path, "SELECT control_id FROM control ORDER BY 1")
    assert written == sorted((row.control_id,) for row in ledger.rows())


def graded(folder: Path, best: str) -> GradeTable:
    """A table of grades that relies on one outlet and not on the other."""
    rows = [
        f'[[outlet]]\nnames = ["Outlet {name}"]\nreliability = "{"A" if name == best else "E"}"\n'
        'credibility = 2\nreason = "by hand"\n'
        for name in "AB"
    ]
    file = folder / f"sources-{best}.toml"
    file.write_text("\n".join(rows), encoding="utf-8")
    return read_grades(file)


def test_the_tables_follow_the_grades_of_the_run(path: Path, tmp_path: Path) -> None:
    """Two outlets contradict each other at one instant; the better graded one decides, in the derived tables too."""
    noon = dt.datetime.combine(day(8), dt.time(12), KABUL)
    tie = [
        document_of([report(Action.SEIZED, "AF-KDZ", day(8), taker=TALIBAN, published=noon)], "tie A", noon),
        document_of([report(Action.RETAKEN, "AF-KDZ", day(8), taker=GOVERNMENT, published=noon)], "tie B", noon),
    ]
    for best, side, number in (("A", TALIBAN, 1), ("B", GOVERNMENT, 2), ("A", TALIBAN, 3)):
        quiet = document_of([report(None, None, day(8))], f"quiet {number}", noon)
        with LedgerStore(path, opening(), grades=graded(tmp_path, best)) as store:
            for each in (*tie, quiet):
                store.post(*each)
            row = store.ledger.as_of(day(9), basis=ControlBasis.ASSESSED)["AF-KDZ"]
        assert (row.side, row.rule) == (side, "better_source")
        statement = "SELECT assessed_side, assessed_rule FROM provinces WHERE iso_3166_2 = 'AF-KDZ'"
        assert query(path, statement) == [(side, "better_source")]
