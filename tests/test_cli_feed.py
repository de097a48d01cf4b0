"""The `feed` command and `map --feed`: what is written, posted and withheld, and the statuses."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import conflictmap
from conflictmap.cli import main
from geo.ledger.store import LedgerStore
from geo.vocab import ControlBasis, Unit
from maps.exports import EXPORTS, FEED_EXPORTS, MANIFEST_NAME, PAGE_NAME
from tests.feed_files import (
    GHAZNI,
    HANDED,
    KUNDUZ,
    RETAKEN,
    RUSTAQ,
    SEIZED,
    STATE,
    TALIBAN,
    acled,
    gdelt,
    text,
    ucdp,
    write,
)

if TYPE_CHECKING:
    from conflictmap.api import Result
    from tests.feed_files import (
        Cell,
    )

GOLDEN = Path(__file__).parent / "golden" / "feeds"
FAIZABAD: dict[str, Cell] = {
    "admin1": "Badakhshan",
    "admin2": "Faizabad",
    "location": "Faizabad",
    "latitude": 37.1174,
    "longitude": 70.5803,
}
ROWS = [
    acled(1, sub_event_type=SEIZED),
    acled(2, **GHAZNI),
    acled(3, sub_event_type=HANDED, event_type="Strategic developments", **FAIZABAD),
    acled(4, sub_event_type=SEIZED, geo_precision=2, **RUSTAQ),
    acled(5, sub_event_type=SEIZED, geo_precision=3, **GHAZNI),
    acled(6, sub_event_type=SEIZED, **(RUSTAQ | {"location": "Nowhere-e Made"})),
    acled(7, sub_event_type=SEIZED, **(KUNDUZ | {"location": "Kunduz - North"})),
]


def lines(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]


def holders(result: Result, day: date, known_at: date | None = None) -> dict[str, str | None]:
    """Who is reported to hold which capital."""
    rows = result.outcome.ledger.as_of(day, known_at=known_at, basis=ControlBasis.REPORTED)
    return {unit: row.side for unit, row in rows.items() if row.side}


def test_acled_rows_to_map_and_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rows that change territory post by precision and place, clashes post nothing, what is unclear is a problem."""
    path, out = write(tmp_path / "a.csv", "acled", ROWS), tmp_path / "out"
    assert main(["feed", "acled", str(path), "-o", str(out), "--i-may-redistribute"]) == 0
    assert {each.name for each in out.iterdir()} == {*EXPORTS, *FEED_EXPORTS, PAGE_NAME, MANIFEST_NAME}
    units = {(row["unit"], row["unit_id"], row["side"]) for row in lines(out, "ledger.jsonl")}
    assert units == {
        ("provincial_capital", "AF-KDZ", "taliban"),
        ("district", "district:AF1810", "taliban"),
        ("village", "acled:nowhere e made@AF-TAK", "taliban"),
    }
    problems = [(each["kind"], each["line"]) for each in lines(out, "problems.jsonl")]
    assert sorted(problems) == [("unclear_taker", 3), ("unplaced_event", 5), ("unplaced_event", 7)]
    printed = capsys.readouterr().out
    assert "Source: ACLED" in printed
    assert "7 rows, 7 kept" in printed


def test_evidence_is_told_as_a_feed_row(tmp_path: Path) -> None:
    """GeoJSON and ledger.jsonl say file, row and id, and that it is no quote."""
    out = tmp_path / "out"
    conflictmap.feed("acled", write(tmp_path / "a.csv", "acled", ROWS), i_may_redistribute=True).save(out)
    features = json.loads((out / "events.geojson").read_text(encoding="utf-8"))["features"]
    seized = next(each["properties"] for each in features if each["properties"]["unit_id"] == "AF-KDZ")
    assert seized["quote_exact"] == ""
    evidence = {name: seized[f"evidence_{name}"] for name in ("kind", "file", "row", "id", "notes")}
    assert evidence == {"kind": "feed_row", "file": "a.csv", "row": 1, "id": "AFG1", "notes": "Made note 1."}
    ledger = next(row for row in lines(out, "ledger.jsonl") if row["unit_id"] == "AF-KDZ")
    assert ledger["feed_rows"] == ["ACLED row 1 of a.csv, id AFG1 (feed row, not a quote)"]
    assert ledger["evidence"] == [seized["event_id"]]
    page = conflictmap.feed("acled", tmp_path / "a.csv", i_may_redistribute=True).geodataframe()
    assert set(page["source"]) == {"ACLED"}


def test_outputs_are_as_in_the_golden_files(tmp_path: Path) -> None:
    """The same made feeds give the same bytes as when the golden files were looked at."""
    files = {
        "acled": write(tmp_path / "a.csv", "acled", ROWS),
        "ucdp": write(tmp_path / "u.csv", "ucdp", [ucdp(1), ucdp(2, where_prec=4), ucdp(3, where_prec=6)]),
        "gdelt": write(tmp_path / "20210808.export.CSV", "gdelt", [gdelt(1), gdelt(2), gdelt(3, ActionGeo_Type=5)]),
    }
    for feed, path in files.items():
        out = tmp_path / feed
        conflictmap.feed(feed, path, i_may_redistribute=True).save(out)
        for name in ("events.geojson", "ledger.jsonl", "problems.jsonl", "feed_counts.csv"):
            golden = GOLDEN / feed / name
            assert (out / name).read_text(encoding="utf-8") == golden.read_text(encoding="utf-8"), golden


SECRETS = ("Made note", "Made Gazette", STATE, "68.8655", "36.7312", "Made-secret", "nowhere e", "Nowhere-e")


def test_rows_of_acled_stay_out_of_every_output(tmp_path: Path) -> None:
    """Without the user's word no output holds notes, sources, actors, coordinates or cells of a row: ids and sums."""
    rows = [*ROWS, acled(8, fatalities="Made-secret"), acled(9, latitude=68.8655, longitude=36.7312)]
    result = conflictmap.feed("acled", write(tmp_path / "a.csv", "acled", rows), ledger=tmp_path / "l.gpkg")
    out = tmp_path / "out"
    result.save(out)
    for path in out.iterdir():
        content = path.read_text(encoding="utf-8")
        assert not [each for each in SECRETS if each in content], path.name
    assert not [each for each in SECRETS if each.encode() in (tmp_path / "l.gpkg").read_bytes()]
    assert result.outcome.feeds[0].drawn == ()
    assert "rows_withheld" in {each.kind for each in result.problems}
    assert holders(result, date(2021, 8, 8)) == {"AF-KDZ": "taliban"}
    (event,) = (each for each in result.events if each.unit_id == "AF-KDZ")
    assert event.feed_row is not None
    assert (event.feed_row.row_id, event.feed_row.row, event.feed_row.notes, event.actor) == ("AFG1", 1, None, None)


def test_the_payload_withholds_too(tmp_path: Path) -> None:
    """What the page carries compressed holds no word of a row either."""
    from maps.payload import build_payload  # noqa: PLC0415 - folium is wanted by this test alone

    result = conflictmap.feed("acled", write(tmp_path / "a.csv", "acled", ROWS))
    told = json.dumps(build_payload(result.scene), ensure_ascii=False)
    assert not [each for each in SECRETS if each in told]
    assert "ACLED, a.csv" in told


def test_gdelt_to_a_page(tmp_path: Path) -> None:
    """A made GDELT file goes through the main job: counts, days, attribution, and neither an event nor a holder."""
    rows = [gdelt(n, SQLDATE=f"202108{n:02d}") for n in range(1, 6)]
    path = write(tmp_path / "20210808120000.export.CSV", "gdelt", rows)
    assert main(["feed", "gdelt", str(path), "-o", str(tmp_path / "out")]) == 0
    scene = conflictmap.feed("gdelt", path).scene
    assert (scene.first_day, scene.last_day) == (date(2021, 8, 1), date(2021, 8, 5))
    assert (scene.events, scene.controls) == ((), ())
    counts = (tmp_path / "out" / "feed_counts.csv").read_text(encoding="utf-8").splitlines()
    assert len(counts) == 6
    assert '"GDELT",2021-08-01,"AF-KDZ","Kunduz, Kunduz, Afghanistan",68.868,36.728,"19","Fight",,1,5,,,' in counts
    assert "The GDELT Project" in (tmp_path / "out" / "map.html").read_text(encoding="utf-8")


def test_news_and_feeds_share_one_ledger(tmp_path: Path) -> None:
    """A dispatch and a feed's row of the same fall are one change with two independent origins."""
    (tmp_path / "news.md").write_text(
        "---\npublished: 2021-08-09\nsource: AP\n---\n\nThe Taliban captured Kunduz on Sunday, residents said.\n",
        encoding="utf-8",
    )
    path, out = write(tmp_path / "a.csv", "acled", ROWS[:2]), tmp_path / "out"
    arguments = ["map", str(tmp_path / "news.md"), "--feed", f"acled:{path}", "-o", str(out), "--i-may-redistribute"]
    assert main(arguments) == 0
    rows = [row for row in lines(out, "ledger.jsonl") if row["unit_id"] == "AF-KDZ" and row["superseded_at"] is None]
    assert {len(row["evidence"]) for row in rows} == {2}
    features = json.loads((out / "events.geojson").read_text(encoding="utf-8"))["features"]
    merged = [each["properties"] for each in features if each["properties"]["unit_id"] == "AF-KDZ"]
    assert {(each["reports"], each["independent_sources"]) for each in merged} == {(2, 2)}


AMENDED = 1_700_000_000
"""14 November 2023."""


@pytest.mark.parametrize("steps", [("both",), ("old", "new")])
def test_a_later_version_supersedes_in_the_ledger(tmp_path: Path, steps: tuple[str, ...]) -> None:
    """A row that was changed is taken back at the instant of the change, in one run and in a ledger's file alike."""
    old = write(tmp_path / "old.csv", "acled", [acled(1, sub_event_type=SEIZED)])
    new = write(tmp_path / "new.csv", "acled", [acled(1, timestamp=AMENDED)])
    files = {"both": [old, new], "old": [old], "new": [new]}
    kept = tmp_path / "l.gpkg"
    for step in steps:
        result = conflictmap.feed("acled", files[step], ledger=kept)
    day = date(2021, 8, 20)
    assert holders(result, day) == {}
    assert holders(result, day, known_at=date(2023, 11, 1)) == {"AF-KDZ": "taliban"}
    with LedgerStore(kept) as store:
        assert store.ledger.as_of(day, basis=ControlBasis.REPORTED)["AF-KDZ"].side is None


def test_a_deleted_row_is_taken_back(tmp_path: Path) -> None:
    """The feed's list of deleted ids takes a change of territory back, and no other row's."""
    rows = [acled(1, sub_event_type=SEIZED), acled(2, sub_event_type=SEIZED, **GHAZNI)]
    path, gone = write(tmp_path / "a.csv", "acled", rows), tmp_path / "deleted.csv"
    deleted = [{"event_id_cnty": "AFG1", "deleted_timestamp": AMENDED}]
    gone.write_text(text(["event_id_cnty", "deleted_timestamp"], deleted), encoding="utf-8")
    result = conflictmap.feed("acled", [path, gone])
    assert holders(result, date(2021, 8, 20)) == {"AF-GHA": "taliban"}
    assert set(holders(result, date(2021, 8, 20), known_at=date(2023, 11, 1))) == {"AF-GHA", "AF-KDZ"}


def test_a_corrected_taker_replaces_the_earlier_one(tmp_path: Path) -> None:
    """The new version stands, the old one is taken back, another row's earlier change of the same unit stays."""
    first = acled(9, sub_event_type=RETAKEN, event_date="2021-07-01", timestamp=1_627_000_000)
    old = write(tmp_path / "old.csv", "acled", [first, acled(1, sub_event_type=SEIZED)])
    new = write(tmp_path / "new.csv", "acled", [acled(1, sub_event_type=RETAKEN, timestamp=AMENDED)])
    result = conflictmap.feed("acled", [old, new])
    assert holders(result, date(2021, 8, 20)) == {"AF-KDZ": "government"}
    assert holders(result, date(2021, 8, 20), known_at=date(2023, 11, 1)) == {"AF-KDZ": "taliban"}
    assert holders(result, date(2021, 7, 5)) == {"AF-KDZ": "government"}


def test_reading_a_feed_twice_adds_nothing(tmp_path: Path) -> None:
    """A file that the ledger has already moves nothing and says the same."""
    path, kept = write(tmp_path / "a.csv", "acled", ROWS), tmp_path / "l.gpkg"
    results = [conflictmap.feed("acled", path, ledger=kept, i_may_redistribute=True) for _ in range(2)]
    assert results[0].controls == results[1].controls
    assert sorted(each.event_id for each in results[0].events) == sorted(each.event_id for each in results[1].events)


def test_same_input_same_bytes(tmp_path: Path) -> None:
    """Two runs write the same files."""
    path = write(tmp_path / "a.csv", "acled", ROWS)
    for name in ("one", "two"):
        conflictmap.feed("acled", path, i_may_redistribute=True).save(tmp_path / name)
    for each in (tmp_path / "one").iterdir():
        assert each.read_bytes() == (tmp_path / "two" / each.name).read_bytes()


def test_more_rows_than_are_drawn(tmp_path: Path) -> None:
    """The most precise and newest are drawn up to the limit, all are counted, and a problem says how many are not."""
    from conflictmap.feeding import read_feed, request_feed  # noqa: PLC0415 - the seam below the command

    rows = [
        ucdp(n, where_prec=1 + n % 4, date_start=f"2021-08-{n:02d}", date_end=f"2021-08-{n:02d}") for n in range(1, 21)
    ]
    request = request_feed("ucdp", [write(tmp_path / "u.csv", "ucdp", rows)], drawn=4)
    reading = read_feed(request)
    found = [(each.feed_row.row, each.place.where_prec) for each in reading.drawn if each.feed_row and each.place]
    assert found == [(20, 1), (16, 1), (12, 1), (8, 1)]
    assert sum(reading.counts["rows"].to_pylist()) == 20
    assert ["16 rows of UCDP GED are counted and not drawn" in each.message for each in reading.problems] == [True]


OWN = """
label = "Incident log"
columns = [
  { name = "No", type = "text", field = "id", required = true },
  { name = "Date", type = "day_first", field = "date", required = true },
  { name = "What", type = "text", field = "event_code", required = true },
  { name = "Lon", type = "real", field = "longitude", required = true },
  { name = "Lat", type = "real", field = "latitude", required = true },
  { name = "Exact", type = "text", field = "place_code" },
  { name = "Remarks", type = "text", field = "notes" },
]
[tags]
IED = "bombing"
[places]
yes = { precision = "settlement" }
no = { precision = "admin1" }
"""


def test_a_table_of_ones_own(tmp_path: Path) -> None:
    """Columns that a TOML file names become events; an unknown code of the precision rejects its row."""
    (tmp_path / "log.toml").write_text(OWN, encoding="utf-8")
    log = tmp_path / "log.csv"
    log.write_text(
        "No;Date;What;Lon;Lat;Exact;Remarks\n"
        "a;06/08/2021;IED;68.87;36.73;yes;near the bridge\n"
        "b;07/08/2021;IED;68.87;36.73;no;\n"
        "c;07/08/2021;IED;68.87;36.73;perhaps;\n",
        encoding="utf-8",
    )
    out = tmp_path / "out"
    assert main(["feed", "csv", str(log), "--map", str(tmp_path / "log.toml"), "-o", str(out)]) == 0
    features = json.loads((out / "events.geojson").read_text(encoding="utf-8"))["features"]
    told = {each["properties"]["place_precision"]: each["geometry"] for each in features}
    assert told["settlement"]["coordinates"] == [68.87, 36.73]
    assert told["admin1"] is None
    assert [(each["kind"], each["line"]) for each in lines(out, "problems.jsonl")] == [("impossible_value", 3)]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["feed", "acled", "-o", "{out}"], "FILE"),
        (["feed", "icews", "{a}", "-o", "{out}"], "icews"),
        (["feed", "acled", "{a}"], "-o"),
        (["feed", "acled", "{a}.gone", "-o", "{out}"], "a.csv.gone"),
        (["feed", "ucdp", "{a}", "-o", "{out}"], "feed acled"),
        (["feed", "csv", "{a}", "-o", "{out}"], "--map FILE.toml"),
        (["feed", "acled", "{a}", "--map", "{a}", "-o", "{out}"], "--map FILE.toml"),
        (["feed", "acled", "{a}", "-o", "{out}", "--from", "soon"], "soon"),
        (["feed", "acled", "{a}", "-o", "{out}", "--from", "2021-08-09", "--to", "2021-08-01"], "--to"),
        (["map", "--feed", "{a}", "-o", "{out}"], "ucdp:FILE"),
        (["map", "--feed", "icews:{a}", "-o", "{out}"], "icews"),
    ],
)
def test_wrong_usage_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    """Status 2, the reason in words, no output."""
    path, out = write(tmp_path / "a.csv", "acled", ROWS), tmp_path / "out"
    assert main([each.format(a=path, out=out) for each in arguments]) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert "Traceback" not in captured.err
    assert not out.exists()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('label = "Incident log"', "label = 3", "label"),
        ('label = "Incident log"', 'label = "x"\ntags = 3', "log.toml"),
        ('  { name = "Lat", type = "real", field = "latitude", required = true },\n', "", "longitude and latitude"),
        ('"day_first"', '"month_first"', "month_first"),
        ("columns = [", "columns = [ 3,", "log.toml"),
    ],
)
def test_a_table_that_cannot_be_meant_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, words: str
) -> None:
    """Status 2 and the reason, never an error of ours."""
    content = OWN.replace("[tags]\nIED", "[labels]\nIED") if "tags" in new else OWN
    assert old in content
    (tmp_path / "log.toml").write_text(content.replace(old, new), encoding="utf-8")
    (tmp_path / "log.csv").write_text("No;Date;What;Lon;Lat\na;06/08/2021;IED;68.87;36.73\n", encoding="utf-8")
    arguments = ["feed", "csv", str(tmp_path / "log.csv"), "--map", str(tmp_path / "log.toml")]
    assert main([*arguments, "-o", str(tmp_path / "out")]) == 2
    assert words in capsys.readouterr().err


def test_an_unreadable_file_is_status_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The bad file is named, the good one is on the map."""
    good, bad = write(tmp_path / "a.csv", "acled", ROWS), tmp_path / "b.csv"
    bad.write_bytes(b"")
    assert main(["feed", "acled", str(good), str(bad), "-o", str(tmp_path / "out")]) == 1
    captured = capsys.readouterr()
    assert "b.csv: empty_file" in captured.err
    assert "Taliban 1 of 34" in captured.out


def test_a_file_of_actors_that_nobody_knows(tmp_path: Path) -> None:
    """Actors without a side are told by their names and give no side; they move nothing."""
    rows = [
        acled(1, actor1="Unknown one", actor2="Unknown two", sub_event_type=SEIZED),
        acled(2, actor1=TALIBAN, actor2=""),
    ]
    result = conflictmap.feed("acled", write(tmp_path / "a.csv", "acled", rows), i_may_redistribute=True)
    assert holders(result, date(2021, 8, 20)) == {}
    actors = {each.feed_row.row: each.actor for each in result.events if each.feed_row}
    assert actors[1] is not None
    assert (actors[1].name, actors[1].side) == ("Unknown one", None)
    assert result.outcome.ledger.rows_of(Unit.PROVINCIAL_CAPITAL, "AF-KDZ") == ()
