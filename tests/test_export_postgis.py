"""A real PostgreSQL with PostGIS: keys, shapes, times; the same run twice; who held what, as known when."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pyarrow as pa
import pytest
import shapely

import conflictmap
from conflictmap.cli import main
from conflictmap.export_options import export_target
from geo.columns import EVENT_COLUMNS
from geo.errors import DatabaseError, UsageError
from geo.files import seeds_folder
from geo.ledger_columns import CLAIM_COLUMNS
from geo.postgres import connected, query_batches, select_all
from geo.vocab import ControlBasis, Unit
from maps.exports.event_tables import database_layers
from maps.exports.layers import HELD_COLUMNS, scene_layers
from maps.exports.postgis import write_database
from tests.postgis import GUEST, GUEST_PASSWORD
from tests.scenes import HOSTILE, small_scene

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conflictmap.api import Result
    from maps.exports.layers import Layer
    from tests.postgis import Server

pytestmark = pytest.mark.postgis


@pytest.fixture(scope="module")
def seeds() -> Result:
    """The run on the bundled dispatches."""
    return conflictmap.run(seeds_folder())


def ask(url: str, query: str, values: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    with psycopg.connect(url) as connection:
        return connection.execute(query.encode(), values).fetchall()


def test_every_row_arrives_and_a_second_run_changes_nothing(database: str, seeds: Result) -> None:
    """All layers stand in their tables value by value; the same run again adds, changes and removes nothing."""
    layers = scene_layers(seeds.scene, rows=50)
    first = write_database(layers, database)
    assert [(each.table, each.new) for each in first] == [
        ("provinces", 34),
        ("events", len(seeds.events)),
        ("claims", len(seeds.checks)),
        ("control", len(seeds.controls)),
    ]
    versions = "SELECT event_id, xmin::text, ctid::text FROM conflictmap.events ORDER BY 1"
    before = ask(database, versions)
    again = write_database(layers, database)
    assert [(each.new, each.changed, each.removed, each.rows) for each in again] == [
        (0, 0, 0, each.rows) for each in first
    ]
    assert ask(database, versions) == before
    for layer in layers:
        if layer.name != "events_areas":
            _check_rows(database, layer)


def _check_rows(database: str, layer: Layer) -> None:
    """Hold a table against its layer, column by column; a shape by what it is."""
    expected = pa.Table.from_batches(list(layer.batches()), layer.schema).to_pylist()
    names = [column.name for column in layer.columns]
    shape = ", encode(ST_AsBinary(geom), 'hex'), ST_SRID(geom)" if layer.geometry else ""
    quoted = ", ".join(f'"{name}"' for name in names)
    found = {row[0]: row for row in ask(database, f"SELECT {quoted}{shape} FROM conflictmap.{layer.name}")}  # noqa: S608 - our own names
    assert len(found) == len(expected)
    for row in expected:
        got = found[row[names[0]]]
        assert list(got[: len(names)]) == [row[name] for name in names]
        if layer.geometry:
            wkb = row["geometry"]
            assert got[len(names) :] == ((wkb.hex(), 4326) if wkb else (None, None))


def test_tables_have_keys_indexes_and_comments(database: str, seeds: Result) -> None:
    """Primary and foreign keys, spatial and time indexes, and the meaning of every column are there, once each."""
    for _ in range(2):
        write_database(scene_layers(seeds.scene), database)
    keys = ask(
        database,
        "SELECT conrelid::regclass::text, contype::text, count(*) FROM pg_constraint "
        "WHERE connamespace = 'conflictmap'::regnamespace AND contype IN ('p', 'f') GROUP BY 1, 2",
    )
    counted = {(table.removeprefix("conflictmap."), kind): number for table, kind, number in keys}
    for table, foreign in {
        "provinces": 0,
        "events": 1,
        "claims": 0,
        "control": 1,
        "control_evidence": 2,
        "claim_provinces": 2,
        "district_areas": 1,
    }.items():
        assert counted[table, "p"] == 1
        assert counted.get((table, "f"), 0) == foreign
    gist = {
        row[0]
        for row in ask(
            database,
            "SELECT indexname FROM pg_indexes WHERE schemaname = 'conflictmap' AND indexdef LIKE '%USING gist%'",
        )
    }
    assert gist >= {
        "events_geom",
        "events_happened",
        "control_geom",
        "control_valid",
        "control_known",
        "provinces_geom",
    }
    for table, columns in (("events", EVENT_COLUMNS), ("claims", CLAIM_COLUMNS), ("control", HELD_COLUMNS)):
        said = dict(
            ask(
                database,
                "SELECT a.attname, col_description(a.attrelid, a.attnum) FROM pg_attribute a "
                "WHERE a.attrelid = %s::regclass AND a.attnum > 0",
                [f"conflictmap.{table}"],
            )
        )
        assert all(said[column.name] == column.meaning for column in columns)
        assert all(said.values())
    shapes = ask(database, "SELECT f_table_name, srid, type FROM geometry_columns WHERE f_table_schema = 'conflictmap'")
    assert {("events", 4326, "POINT"), ("control", 4326, "MULTIPOLYGON"), ("provinces", 4326, "MULTIPOLYGON")} <= set(
        shapes
    )


def test_foreign_keys_hold_evidence_together(database: str, seeds: Result) -> None:
    """Each row of the ledger is linked to its events in order, each stated count to the provinces that it names."""
    write_database(scene_layers(seeds.scene), database)
    linked = ask(
        database,
        "SELECT control_id, array_agg(event_id ORDER BY position) FROM conflictmap.control_evidence GROUP BY 1",
    )
    assert dict(linked) == {row.control_id: list(row.evidence) for row in seeds.controls if row.evidence}
    named = ask(database, "SELECT claim_id, iso_3166_2 FROM conflictmap.claim_provinces WHERE role = 'named'")
    assert set(named) == {
        (check.claim.claim_id, unit)
        for check in seeds.checks
        if check.claim.unit in {Unit.PROVINCIAL_CAPITAL, Unit.PROVINCE}
        for unit in check.named
    }
    assert named


@pytest.mark.parametrize("basis", list(ControlBasis))
def test_control_as_of_is_the_ledger_s_own_answer(database: str, seeds: Result, basis: ControlBasis) -> None:
    """For days and instants through the whole period the database answers as the ledger does, evidence included."""
    write_database(scene_layers(seeds.scene), database)
    ledger = seeds.outcome.ledger
    first = date(2021, 8, 1)
    instants = [None, *(datetime(2021, 8, day, hour, tzinfo=UTC) for day in (7, 9, 12, 16, 30) for hour in (3, 19))]
    asked = "SELECT unit_id, side, state, rule, evidence FROM conflictmap.control_as_of(%s, %s, %s) WHERE unit = %s"
    with psycopg.connect(database) as connection:
        for day in (first + timedelta(days=3 * step) for step in range(13)):
            for known_at in instants:
                expected = ledger.as_of(day, known_at=known_at, basis=basis)
                got = connection.execute(asked, (day, known_at, basis.value, Unit.PROVINCIAL_CAPITAL.value)).fetchall()
                assert len(got) == 34
                assert {row[0]: row[1:4] for row in got} == {
                    unit: (row.side, row.state.value, str(row.rule)) for unit, row in expected.items()
                }
                assert {row[0]: row[4] for row in got} == {unit: list(row.evidence) for unit, row in expected.items()}


def test_control_as_of_has_short_forms(database: str, seeds: Result) -> None:
    """A day is enough: the assessed layer as known now; names of the parameters can be used."""
    write_database(scene_layers(seeds.scene), database)
    short = ask(
        database, "SELECT unit_id, side FROM conflictmap.control_as_of('2021-08-15') WHERE unit = 'provincial_capital'"
    )
    held = seeds.outcome.ledger.as_of(date(2021, 8, 15), basis=ControlBasis.ASSESSED)
    assert dict(short) == {unit: row.side for unit, row in held.items()}
    ask(
        database, "SELECT * FROM conflictmap.control_as_of(day => '2021-08-15', known_at => now(), layer => 'reported')"
    )


def test_the_queries_of_the_documentation_run(database: str, seeds: Result) -> None:
    """What `docs/exports.md` asks in SQL can be asked, and answers."""
    write_database(scene_layers(seeds.scene), database)
    page = (Path(__file__).parent.parent / "docs" / "exports.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
    queries = [each for each in block.split(";") if each.strip()]
    assert len(queries) == 3
    assert all(ask(database, each) for each in queries)


def test_changed_rows_are_updated_and_gone_rows_removed(database: str) -> None:
    """What a run says otherwise is changed; what its documents no longer say goes; other documents stay."""
    scene = small_scene()
    write_database(scene_layers(scene), database)
    changed = replace(scene.events[0], source="another outlet")
    evidence = {each for row in scene.controls for each in row.evidence}
    gone = next(
        each
        for each in scene.events[1:]
        if each.event_id not in evidence
        and each.document_id in {other.document_id for other in scene.events if other is not each}
    )
    fewer = [changed, *(each for each in scene.events[1:] if each is not gone)]
    result = {
        each.table: each
        for each in write_database(scene_layers(small_scene(events=fewer, controls=scene.controls[1:])), database)
    }
    assert (result["events"].new, result["events"].changed, result["events"].removed) == (0, 1, 1)
    assert (result["control"].changed, result["control"].removed) == (0, 1)
    assert ask(database, "SELECT source FROM conflictmap.events WHERE event_id = %s", [changed.event_id]) == [
        ("another outlet",)
    ]
    feed = small_scene(events=[], documents=[], checks=[], controls=[])
    assert {each.table: each.removed for each in write_database(scene_layers(feed), database)}["events"] == 0
    assert len(ask(database, "SELECT FROM conflictmap.events")) == len(fewer)


def test_events_alone_leave_the_ledger_alone(database: str) -> None:
    """A table of events adds events; nothing is removed, and who holds what stays."""
    layers = {each.name: each for each in scene_layers(small_scene())}
    write_database(layers.values(), database)
    held = ask(database, "SELECT control_id FROM conflictmap.control ORDER BY 1")
    one = replace(layers["events"], batches=lambda: (batch.slice(0, 1) for batch in layers["events"].batches()))
    changes = write_database([one, layers["provinces"]], database)
    assert [(each.table, each.new, each.removed) for each in changes] == [("provinces", 0, 0), ("events", 0, 0)]
    assert ask(database, "SELECT control_id FROM conflictmap.control ORDER BY 1") == held
    assert len(ask(database, "SELECT FROM conflictmap.events")) == len(small_scene().events)


def test_repeated_keys_are_counted_and_the_last_counts(database: str) -> None:
    """Of two rows with one id the later is kept, and the number of others is told."""
    layers = {each.name: each for each in scene_layers(small_scene())}
    batch = next(layers["events"].batches())
    column = batch.schema.get_field_index("source")
    later = batch.set_column(column, batch.schema.field(column), pa.array(["later"] * batch.num_rows))
    twice = replace(layers["events"], batches=lambda: iter((batch, later)))
    changes = {each.table: each for each in write_database([layers["provinces"], twice], database)}
    assert changes["events"].repeated == batch.num_rows
    assert set(ask(database, "SELECT source FROM conflictmap.events")) == {("later",)}


def test_areas_are_a_view(database: str, seeds: Result) -> None:
    """A province's event has its province's outline, a district's its circle; none is a point."""
    layers = {each.name: each for each in scene_layers(seeds.scene)}
    write_database(layers.values(), database)
    expected = pa.Table.from_batches(list(layers["events_areas"].batches())).to_pylist()
    got = {
        row[0]: row[1:]
        for row in ask(
            database, "SELECT event_id, area_basis, encode(ST_AsBinary(geom), 'hex') FROM conflictmap.events_areas"
        )
    }
    assert got == {row["event_id"]: (row["area_basis"], row["geometry"].hex()) for row in expected if row["geometry"]}
    assert {basis for basis, _ in got.values()} == {"province_outline", "circle"}


def test_hostile_names_and_texts_stay_names_and_texts(database: str) -> None:
    """A schema's name with quotes and SQL, and texts with quotes, commas, NUL and line ends, are what they are."""
    schema = 'x"; DROP SCHEMA public CASCADE; --'
    scene = small_scene()
    texts = ["a,b\"c'\n\r\\N\t;--", "", HOSTILE, "nul\0end", "=1+1", "%s {} $1"]
    events = [replace(event, source=text, rule_id=text) for event, text in zip(scene.events, texts, strict=False)]
    write_database(scene_layers(small_scene(events=events, controls=[], checks=[])), database, schema=schema)
    with psycopg.connect(database) as connection:
        target = psycopg.sql.Identifier(schema, "events")
        rows: dict[str, str] = dict(
            connection.execute(psycopg.sql.SQL("SELECT event_id, source FROM {}").format(target)).fetchall()
        )
        assert connection.execute("SELECT count(*) FROM pg_namespace WHERE nspname = 'public'").fetchone() == (1,)
    assert rows == {event.event_id: (event.source or "").replace("\0", "\ufffd") for event in events}


def test_a_refused_row_undoes_everything(database: str) -> None:
    """A province that is none of the 34 is refused by the key, and nothing of the run stays."""
    layers = {each.name: each for each in scene_layers(small_scene())}

    def wrong() -> Any:  # noqa: ANN401 - batches of Arrow, which has no types
        for batch in layers["events"].batches():
            index = batch.schema.get_field_index("iso_3166_2")
            yield batch.set_column(index, batch.schema.field(index), pa.array(["XX-YYY"] * batch.num_rows))

    with pytest.raises(DatabaseError, match="XX-YYY"):
        write_database([layers["provinces"], replace(layers["events"], batches=wrong)], database)
    assert ask(database, "SELECT count(*) FROM pg_namespace WHERE nspname = 'conflictmap'") == [(0,)]


def test_two_writers_take_turns(database: str, seeds: Result) -> None:
    """Two exports at once end as one after the other: all rows once, and no error."""
    layers = scene_layers(seeds.scene)
    faults: list[BaseException] = []

    def work() -> None:
        try:
            write_database(layers, database)
        except BaseException as error:  # noqa: BLE001 - told to the test
            faults.append(error)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert not faults
    assert ask(database, "SELECT count(*) FROM conflictmap.events") == [(len(seeds.events),)]


def test_passwords_are_never_shown(postgres: Server, database: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong, a right and an unreadable password are in no message, whatever the database says."""
    name = database.split("/")[3].partition("?")[0]
    encoded = "tulip-%26%25%2Fsecret"
    right = f"postgresql://{GUEST}:{encoded}@/{name}?host={postgres.socket}"
    wrong = right.replace("tulip", "daisy")
    broken = f"postgresql://{GUEST}:100%secret@/{name}"
    for url in (right, wrong, broken):
        assert main(["export", str(seeds_folder() / "2021-08-10-envoy.md"), "-o", url]) == 2
        said = "".join(capsys.readouterr())
        assert "conflictmap: Expected" in said
        for part in (GUEST_PASSWORD, encoded, "tulip", "daisy", "secret"):
            assert part not in said
    assert main(["export", wrong, "-o", "x.gpkg"]) == 2
    assert "secret" not in "".join(capsys.readouterr())
    assert main(["export", wrong, "seeds", "-o", "x.gpkg"]) == 2
    assert "secret" not in "".join(capsys.readouterr())


def test_a_database_without_postgis_gets_it_or_says_so(postgres: Server) -> None:
    """Who may, makes the extension; who may not is told what to ask for. Nobody listening is told as well."""
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE bare")
    try:
        guest = f"postgresql://{GUEST}:tulip-%26%25%2Fsecret@/bare?host={postgres.socket}"
        with pytest.raises(DatabaseError, match="CREATE EXTENSION postgis"):
            write_database(scene_layers(small_scene()), guest)
        assert write_database(scene_layers(small_scene()), postgres.url("bare"))[0].new == 34
    finally:
        with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
            connection.execute("DROP DATABASE bare WITH (FORCE)")
    with pytest.raises(DatabaseError, match="PostgreSQL database"):
        write_database(scene_layers(small_scene()), f"postgresql://@/x?host={postgres.socket}/nowhere")


def test_postgis_may_live_in_another_schema(postgres: Server) -> None:
    """Where the extension was put into a schema of its own, its types are found there."""
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE elsewhere")
    try:
        with psycopg.connect(postgres.url("elsewhere")) as connection:
            connection.execute("CREATE SCHEMA extensions")
            connection.execute("CREATE EXTENSION postgis SCHEMA extensions")
        url = postgres.url("elsewhere")
        write_database(scene_layers(small_scene()), url)
        assert write_database(scene_layers(small_scene()), url)[1].changed == 0
        assert len(ask(url, "SELECT * FROM conflictmap.control_as_of('2021-08-10')")) >= 34
    finally:
        with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
            connection.execute("DROP DATABASE elsewhere WITH (FORCE)")


@pytest.mark.parametrize("schema", ["", "x" * 64, "a\0b"])
def test_a_schema_needs_a_name(schema: str, database: str) -> None:
    """No name, one that PostgreSQL would cut, and one with NUL are misuse."""
    with pytest.raises(UsageError, match="schema"):
        write_database(scene_layers(small_scene()), database, schema=schema)


def test_events_come_back_from_a_table_or_a_query(database: str) -> None:
    """What was written is read back to the same events, in batches; a query of one's own may name its columns."""
    layers = scene_layers(small_scene())
    write_database(layers, database)
    found, ignored = database_layers(database, select_all("conflictmap.events"))
    assert ignored == []
    key = [("event_id", "ascending")]
    got, expected = (
        pa.Table.from_batches(list(each.batches()), each.schema).sort_by(key) for each in (found[0], layers[0])
    )
    assert got.to_pylist() == expected.to_pylist()
    query = (
        "SELECT 'f-' || n AS event_id, date '2021-08-08' AS date_start, 68.868 AS longitude, "
        "36.728::real AS latitude, 'x' AS mood FROM generate_series(1, 5) n"
    )
    found, ignored = database_layers(database, query)
    assert ignored == ["mood"]
    rows = [row for batch in found[0].batches() for row in batch.to_pylist()]
    assert [row["event_id"] for row in rows] == [f"f-{number}" for number in range(1, 6)]
    assert {(row["date_start"], row["evidence_kind"]) for row in rows} == {(date(2021, 8, 8), "feed_row")}
    assert shapely.from_wkb(rows[0]["geometry"]).x == pytest.approx(68.868)
    assert [batch.num_rows for batch in query_batches(database, query, rows=2)] == [2, 2, 1]


def test_reading_changes_nothing(database: str) -> None:
    """A query that would write is refused, and so is a second statement behind the first."""
    write_database(scene_layers(small_scene()), database)
    for query in (
        "DELETE FROM conflictmap.events RETURNING *",
        "SELECT 1; DROP TABLE conflictmap.events",
        "WITH gone AS (DELETE FROM conflictmap.events RETURNING *) SELECT * FROM gone",
    ):
        with pytest.raises(DatabaseError):
            list(query_batches(database, query))
    assert len(ask(database, "SELECT FROM conflictmap.events")) == len(small_scene().events)
    for name in ("", "a.b.c", "a."):
        with pytest.raises(UsageError, match="table"):
            select_all(name)


def test_the_command_writes_and_reads_a_database(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both grammars write the same; the second says that nothing is new; the events go on to a file."""
    article = tmp_path / "article.txt"
    article.write_text("Taliban fighters captured the city of Kunduz on Sunday, residents said.\n", encoding="utf-8")
    words = [str(article), "--published", "2021-08-10"]
    assert main(["export", *words, "-o", database]) == 0
    said = capsys.readouterr().out
    assert "conflictmap.provinces: 34 new, 0 changed, 0 removed, 34 rows in all" in said
    assert main(["export", database, *words, "--schema", "conflictmap"]) == 0
    assert "conflictmap.events: 0 new, 0 changed, 0 removed, 1 row in all" in capsys.readouterr().out
    target = tmp_path / "x.geojson"
    assert main(["export", database, "-o", str(target)]) == 0
    assert '"place_name":"Kunduz"' in target.read_text(encoding="utf-8")
    query = "SELECT * FROM conflictmap.events WHERE place_name = 'Nowhere'"
    assert main(["export", database, "-o", str(target), "--query", query]) == 0
    assert target.read_text(encoding="utf-8").count("Feature") == 1
    result = conflictmap.run(article, published="2021-08-10")
    assert result.export(database) == []
    for wrong in (
        ["export", *words, "-o", database, "--format", "csv"],
        ["export", *words, "-o", "x.csv", "--table", "t"],
        ["export", database, database],
        ["export", database, "-o", str(target), "--table", "t", "--query", query],
        ["export", database, str(article), "-o", str(target)],
    ):
        assert main(wrong) == 2
        assert database not in capsys.readouterr().err


def test_a_feed_goes_from_one_schema_to_another(database: str) -> None:
    """Events of a database are exported to a database: another schema, the same rows."""
    write_database(scene_layers(small_scene()), database)
    assert main(["export", database, "-o", database, "--schema", "copy"]) == 0
    difference = (
        "SELECT event_id, quote_exact FROM conflictmap.events EXCEPT SELECT event_id, quote_exact FROM copy.events"
    )
    assert ask(database, difference) == []
    assert ask(database, "SELECT count(*) FROM copy.control") == [(0,)]


def test_without_psycopg_the_extra_is_named() -> None:
    """Where psycopg is missing, the error says which extra brings it."""
    code = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from conflictmap.cli import main\n"
        "sys.exit(main(['export', 'seeds', '-o', 'postgresql://localhost/x']))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert "conflictmap[postgis]" in ran.stderr


def test_targets_are_told_apart() -> None:
    """A database is the target where no other is named, and a source where one is."""
    url = "postgres://localhost/war"
    assert export_target([url, "a.txt"], None) == (["a.txt"], url)
    assert export_target([url], "x.gpkg") == ([url], "x.gpkg")
    assert export_target(["a.txt"], url) == (["a.txt"], url)
    for words in (["a.txt"], [url, url]):
        with pytest.raises(UsageError, match="target"):
            export_target(words, None)


def test_a_connection_undoes_what_fails(database: str) -> None:
    """An error inside undoes the work and is told as ours."""

    def work() -> None:
        with connected(database) as connection:
            connection.execute("CREATE TABLE kept (x int)")
            connection.execute("SELECT 1 / 0")

    with pytest.raises(DatabaseError, match="division by zero"):
        work()
    assert ask(database, "SELECT to_regclass('kept')") == [(None,)]
