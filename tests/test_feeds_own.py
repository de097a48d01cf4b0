"""Tables of a user's own: what a mapping may say, how days, numbers and figures are written, HXL, and the counts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from conflictmap.cli import main
from geo.errors import ProblemKind, UsageError
from geo.feeds.catalogue import own_feed
from geo.feeds.description import CellType
from geo.feeds.figures import Figure, read_figure
from geo.feeds.reading import gather
from geo.places.provinces import default_provinces

if TYPE_CHECKING:
    from pathlib import Path

    from geo.feeds.scope import Gathered

HEAD = 'label = "Log"\n'
POINT = """
  { name = "Lon", type = "real", field = "longitude" },
  { name = "Lat", type = "real", field = "latitude" },
"""


def mapping(date_column: str, more: str = "", top: str = "", tables: str = "") -> str:
    """A mapping with an id, the column of what happened, a point, and what else is wanted."""
    return f"""{HEAD}{top}
columns = [
  {{ name = "No", type = "text", field = "id", required = true }},
  {{ name = "What", type = "text", field = "event_code", required = true }},
  {date_column}
  {POINT}
  {more}
]
[tags]
"IED" = "bombing"
{tables}
"""


DAY = '{ name = "Date", type = "day", field = "date", required = true },'


def gathered(folder: Path, described: str, content: str) -> Gathered:
    (folder / "log.toml").write_text(described, encoding="utf-8")
    (folder / "log.csv").write_text(content, encoding="utf-8")
    return gather(own_feed(folder / "log.toml"), [(folder / "log.csv", "log.csv")], default_provinces())


def drawn(found: Gathered) -> list[dict[str, Any]]:
    rows = [] if found.drawn is None else found.drawn.to_pylist()
    return sorted(rows, key=lambda row: row["evidence_row"])


def spans(found: Gathered) -> list[tuple[str, str]]:
    return [(str(row["date_start"]), str(row["date_end"])) for row in drawn(found)]


@pytest.mark.parametrize("field", ["date", "date_end"])
@pytest.mark.parametrize("kind", ["integer", "real", "text"])
def test_a_date_must_be_declared_as_one(tmp_path: Path, field: str, kind: str) -> None:
    """A year or 20210808 declared as a number would be days since 1970: the mapping is refused before a row is read."""
    day = f'{{ name = "Date", type = "{kind}", field = "{field}" }},'
    described = mapping(day if field == "date" else DAY + day.replace('"Date"', '"End"'))
    with pytest.raises(UsageError, match="day or day_first or epoch"):
        gathered(tmp_path, described, "")


@pytest.mark.parametrize(
    ("described", "words"),
    [
        (mapping(DAY).replace('"bombing"', '"explosion"'), "tags.IED one of .*bombing.*got 'explosion'"),
        (mapping(DAY, tables='[places]\n"a" = { precision = "exact" }'), "precision of places.a one of site, settl"),
        (mapping(DAY, tables='[places]\n"a" = "settlement"'), "for places.a, in log.toml, got 'settlement'"),
        (mapping(DAY, tables='[dates]\n"a" = "year"'), "dates.a one of day, week, month, span"),
        (mapping(DAY.replace('"day"', '"moment"')), "type of column Date one of text, integer.*got 'moment'"),
        (mapping('{ name = "Lon2", type = "real", field = "date" },'), "column Lon2 to be of type day"),
        (mapping(DAY, top='time_zone = "Asia/Kabool"'), "time_zone as UTC"),
        (mapping(DAY, top='decimal = ";"'), "a point or a comma"),
        (mapping(DAY, top='first_day = "2001"'), "first_day as a day"),
        (mapping(DAY, top='delimiters = [[["a"]]]'), "a list of texts for delimiters"),
        (mapping(DAY, top='delimiters = [""]'), "a list of texts for delimiters"),
        (mapping(DAY, top='ledger = "yes"'), "true or false for ledger.* got 'yes'"),
        (mapping(DAY, top="licence = 4"), "words for licence"),
        (mapping(DAY, tables="[[layout]]\nname = 'a'"), "columns of a layout.* got nothing"),
        (mapping(DAY, '{ name = "Dead", type = "real", field = "best" },'), "type figure or integer"),
        (HEAD + "columns = 5", "a list of columns"),
        (HEAD + 'columns = [{ type = "text" }]', "a name for each of the columns, in log.toml, got nothing"),
        (HEAD + "columns = [", "no TOML"),
        (mapping(""), "none for date"),
        (mapping(DAY + '{ name = "Y", type = "integer", field = "year" },'), "got both"),
    ],
)
def test_messages_on_a_mapping_are_words(tmp_path: Path, described: str, words: str) -> None:
    """What cannot be meant is named by its entry, with what may stand there; no name of a Python type or error is."""
    with pytest.raises(UsageError, match=words) as told:
        gathered(tmp_path, described, "")
    assert not any(word in str(told.value) for word in ("Error", "EventType", "datetime", "Traceback", "NoneType"))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2021-08-07T23:00:00Z", "2021-08-08"),
        ("2021-08-07 23:00:00+00:00", "2021-08-08"),
        ("2021-08-07 23:00 UTC", "2021-08-08"),
        ("2021-08-07T23:00:00.000+0430", "2021-08-07"),
        ("2021-08-08T02:00:00+09:00", "2021-08-07"),
        ("2021-08-07 23:00:00", "2021-08-07"),
        ("2021-08-07", "2021-08-07"),
        ("7 Aug 2021", "2021-08-07"),
        ("August 7, 2021", "2021-08-07"),
    ],
)
def test_instants_become_days_in_kabul(tmp_path: Path, written: str, day: str) -> None:
    """23:00 UTC is half past three of the next day in Kabul; a day, and a time without a zone, stay."""
    found = gathered(tmp_path, mapping(DAY), f'No,What,Date,Lon,Lat\n1,IED,"{written}",68.868,36.728\n')
    assert spans(found) == [(day, day)]


def test_seconds_and_a_zone_become_days_in_kabul(tmp_path: Path) -> None:
    """Seconds since 1970 are UTC; a time without a zone is one of the zone that the mapping names."""
    epoch = mapping(DAY.replace('"day"', '"epoch"'))
    assert (
        spans(gathered(tmp_path, epoch, "No,What,Date,Lon,Lat\n1,IED,1628377200,68.868,36.728\n"))[0][0] == "2021-08-08"
    )
    zone = mapping(DAY, top='time_zone = "UTC"')
    rows = "1,IED,2021-08-07 23:00,68.868,36.728\n2,IED,2021-08-07,68.868,36.728\n"
    found = spans(gathered(tmp_path, zone, "No,What,Date,Lon,Lat\n" + rows))
    assert [start for start, _ in found] == ["2021-08-08", "2021-08-07"]


PARTS = """{ name = "Y", type = "integer", field = "year", required = true },
  { name = "M", type = "text", field = "month" },
  { name = "D", type = "integer", field = "day" },"""


def test_days_in_three_columns(tmp_path: Path) -> None:
    """Year, month and day make a day; without a day the month, without a month the year; Feb 30 is a fault."""
    rows = ["2021,8,7", "2020,Feb,", "2021,,", "2021,2,30", "2021,,5", "2021,13,1", "2024,February,29"]
    content = "No,What,Y,M,D,Lon,Lat\n" + "".join(f"{n},IED,{row},68.868,36.728\n" for n, row in enumerate(rows, 1))
    found = gathered(tmp_path, mapping(PARTS), content)
    assert spans(found) == [
        ("2021-08-07", "2021-08-07"),
        ("2020-02-01", "2020-02-29"),
        ("2021-01-01", "2021-12-31"),
        ("2024-02-29", "2024-02-29"),
    ]
    assert [row["date_prec"] for row in drawn(found)] == [1, 4, 5, 1]
    assert [(each.kind, each.line) for each in found.problems] == [(ProblemKind.IMPOSSIBLE_DATE, n) for n in (4, 5, 6)]


def test_the_precision_of_a_day_by_words(tmp_path: Path) -> None:
    """A column of words says how long the span is; an empty one is the day, an unknown one a fault."""
    more = '{ name = "How", type = "text", field = "date_code" },'
    described = mapping(DAY, more, tables='[dates]\n"exact" = "day"\n"week of" = "week"\n"month" = "month"')
    rows = "".join(
        f"{n},IED,2021-08-10,{how},68.868,36.728\n" for n, how in enumerate(("exact", "week of", "month", "", "so"), 1)
    )
    found = gathered(tmp_path, described, "No,What,Date,How,Lon,Lat\n" + rows)
    day = ("2021-08-10", "2021-08-10")
    assert spans(found) == [day, ("2021-08-07", "2021-08-13"), ("2021-08-01", "2021-08-31"), day]
    assert [(each.line, each.kind) for each in found.problems] == [(5, ProblemKind.IMPOSSIBLE_VALUE)]


EXACT = '{ name = "Exact", type = "text", field = "place_code" },'
PLACES = (
    '[places]\n"yes" = { precision = "settlement" }\n"area" = { precision = "region" }\n"-" = { precision = "admin1" }'
)


def test_a_row_without_a_code_of_precision_stands(tmp_path: Path) -> None:
    """It is near its coordinates, as without the column; one known to a region is no row outside Afghanistan either."""
    rows = "1,IED,2021-08-08,68.868,36.728,yes\n2,IED,2021-08-08,68.868,36.728,\n3,IED,2021-08-08,65.7,31.61,NA\n"
    rows += "4,IED,2021-08-08,65.7,31.61,area\n5,IED,2021-08-08,65.7,31.61,-\n6,IED,2021-08-08,50.0,31.61,\n"
    found = gathered(tmp_path, mapping(DAY, EXACT, tables=PLACES), "No,What,Date,Lon,Lat,Exact\n" + rows)
    assert [row["place_precision"] for row in drawn(found)] == ["settlement", "near", "near", "admin1"]
    counted = found.files[0]
    assert (counted.rows, counted.kept, counted.outside_country) == (6, 5, 1)  # row 6 lies in Iraq


@pytest.mark.parametrize("word", ["Afghanistan", "AFGHANISTAN", "AFG", "AF", "af", "700", "004", ""])
def test_the_country_by_each_of_its_names(tmp_path: Path, word: str) -> None:
    """Names and codes of the country are the country, in any case; an empty cell leaves it to the coordinates."""
    more = '{ name = "Country", type = "text", field = "country" },'
    rows = f"1,IED,2021-08-08,68.868,36.728,{word}\n2,IED,2021-08-08,68.868,36.728,Tajikistan\n"
    found = gathered(tmp_path, mapping(DAY, more), "No,What,Date,Lon,Lat,Country\n" + rows)
    assert [row["evidence_id"] for row in drawn(found)] == ["1"]
    assert found.files[0].outside_country == 1


def test_numbers_with_a_decimal_comma(tmp_path: Path) -> None:
    """Of a table with decimal commas the coordinates are read; a point in it is a fault and no thousand."""
    rows = "1;IED;2021-08-08;68,868;36,728\n2;IED;2021-08-08;68.868;36,728\n"
    found = gathered(tmp_path, mapping(DAY, top='decimal = ","'), "No;What;Date;Lon;Lat\n" + rows)
    assert [(row["longitude"], row["latitude"]) for row in drawn(found)] == [(68.868, 36.728)]
    assert [each.line for each in found.problems] == [2]


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("3", (3, 3, 3)), ("3-5", (3, 3, 5)), ("3 to 5 killed", (3, 3, 5)), ("at least 12", (12, 12, None)),
        ("more than 1,200", (1201, 1201, None)), ("up to 7", (None, None, 7)), ("fewer than 7", (None, None, 6)),
        ("10+", (10, 10, None)), ("about 10", (None, 10, None)), ("none", (0, 0, 0)), ("unknown", (None, None, None)),
        ("3 killed, 5 wounded", (3, 3, 3)),
    ],
)  # fmt: skip
def test_figures_in_words(words: str, figure: tuple[int | None, ...]) -> None:
    """Ranges and bounds stay ranges and bounds; the best of a range is its lower end."""
    assert read_figure(words) == Figure(*figure)


@pytest.mark.parametrize("words", ["several", "3, 5", "5-3", "2021-08-08", "3.5", "12345678901"])
def test_no_figure(words: str) -> None:
    """What states no one figure is none; nothing is chosen."""
    assert read_figure(words) is None


def test_a_row_keeps_standing_without_its_figure(tmp_path: Path) -> None:
    """Words that are no figure are named, and the row stands without one."""
    more = '{ name = "Dead", type = "figure", field = "best" },'
    rows = "1,IED,2021-08-08,68.868,36.728,3-5\n2,IED,2021-08-08,68.868,36.728,several\n"
    found = gathered(tmp_path, mapping(DAY, more), "No,What,Date,Lon,Lat,Dead\n" + rows)
    dead = [tuple(row[f"fatalities_{name}"] for name in ("low", "best", "high")) for row in drawn(found)]
    assert dead == [(3, 3, 5), (None, None, None)]
    assert [(each.line, each.is_fatal) for each in found.problems] == [(2, False)]


TAGGED = f"""{HEAD}
columns = [
  {{ name = "#event+type", field = "event_code", required = true }},
  {{ name = "#date+occurred", type = "day", field = "date", required = true }},
  {{ name = "#geo+lon", type = "real", field = "longitude" }},
  {{ name = "#geo+lat", type = "real", field = "latitude" }},
  {{ name = "#affected+killed", type = "integer", field = "best" }},
]
[tags]
"IED" = "bombing"
"""


@pytest.mark.parametrize("tags", ["#event+type,#date +occurred,#geo+lat,#GEO+lon,,#affected +killed"])
def test_a_row_of_hxl_tags_names_columns(tmp_path: Path, tags: str) -> None:
    """The row under the header is no row of the table; it names columns whatever the header calls them."""
    content = (
        f"Art,Datum,Breite,Länge,Notiz,Tote\n{tags}\nIED,2021-08-08,36.728,68.868,x,4\nIED,2021-08-09,31.61,65.7,y,\n"
    )
    found = gathered(tmp_path, TAGGED, content)
    assert found.problems == ()
    assert [(row["evidence_row"], row["iso_3166_2"], row["fatalities_best"]) for row in drawn(found)] == [
        (1, "AF-KDZ", 4),
        (2, "AF-KAN", None),
    ]
    assert [row["evidence_id"] for row in drawn(found)] == ["log.csv:1", "log.csv:2"]  # no column of ids


def test_a_mapping_by_header_passes_over_tags(tmp_path: Path) -> None:
    """A mapping by the header's names reads an HXL file as well, and its tags are no broken row."""
    content = "No,What,Date,Lon,Lat\n#event+id,#event,#date,#geo+lon,#geo+lat\n1,IED,2021-08-08,68.868,36.728\n"
    found = gathered(tmp_path, mapping(DAY), content)
    assert (found.problems, found.files[0].rows, found.kept) == ((), 1, 1)


@pytest.mark.parametrize("engine", [[], ["--engine", "local", "--partition-size", "0.001"]])
def test_a_file_of_which_no_row_survives_is_a_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], engine: list[str]
) -> None:
    """Status 1, with the file named; nobody is told to give a publication day."""
    (tmp_path / "log.toml").write_text(mapping(DAY), encoding="utf-8")
    rows = "1,IED,never,68.868,36.728\n" * 40
    (tmp_path / "log.csv").write_text("No,What,Date,Lon,Lat\n" + rows, encoding="utf-8")
    words = ["feed", "csv", str(tmp_path / "log.csv"), "--map", str(tmp_path / "log.toml"), "-o", str(tmp_path / "o")]
    assert main([*words, *engine]) == 1
    said = capsys.readouterr()
    assert "None of its 40 rows could be read" in said.err
    assert "--published" not in said.out


def test_counts_are_those_of_a_group_by(tmp_path: Path) -> None:
    """Rows by province and day, and their dead, are what pandas counts in the file by itself."""
    towns = {"AF-KDZ": (68.868, 36.728), "AF-KAN": (65.7, 31.61), "AF-HER": (62.2, 34.35), "AF-GHA": (68.43, 33.55)}
    rows = [
        {"No": n, "What": "IED", "Date": f"2021-08-{1 + n % 9:02}", "Code": code, "Lon": lon, "Lat": lat, "Dead": n % 4}
        for n, (code, (lon, lat)) in enumerate(list(towns.items()) * 50, 1)
    ]
    table = pd.DataFrame(rows)
    more = '{ name = "Dead", type = "integer", field = "best" },'
    found = gathered(tmp_path, mapping(DAY, more), table.drop(columns="Code").to_csv(index=False))
    counts = found.counts.to_pandas().groupby(["iso_3166_2", "day"])[["rows", "fatalities_best"]].sum()
    expected = table.groupby(["Code", "Date"]).agg(rows=("No", "size"), dead=("Dead", "sum"))
    got = {(code, str(day)): (row["rows"], row["fatalities_best"]) for (code, day), row in counts.iterrows()}
    assert got == {key: (row["rows"], row["dead"]) for key, row in expected.iterrows()}
    assert min(day for _, day in got) == str(date(2021, 8, 1))
    assert CellType("figure") is CellType.FIGURE
