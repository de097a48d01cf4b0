"""What is wrong with a row is told, never mended: cells, days, coordinates, countries, and thousands of them."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import ProblemKind
from geo.feeds.cells import to_text, to_type
from geo.feeds.description import CellType
from geo.feeds.faults import NAMED, Faults, row_ranges
from geo.feeds.scope import Scope
from tests.feed_files import GHAZNI, KUNDUZ, acled, columns, gdelt, text, ucdp, write
from tests.test_feeds_files import kinds, read

if TYPE_CHECKING:
    from pathlib import Path

    from tests.feed_files import Cell

_CELLS = st.one_of(
    st.none(),
    st.text(alphabet="0123456789.,+-eE ", min_size=1, max_size=12).map(str.strip).filter(bool),
    st.integers(-(10**12), 10**12).map(str),
    st.floats(allow_nan=True, allow_infinity=True).map(str),
    st.sampled_from(["1,234", "12.0", "+5", "nan", "inf", "0E0000", "1e9999", "0x1F", "٣", "1_000", "--1", "4."]),
)


def _number(text: str | None) -> float | None:
    """What a plain decimal number says, read in the simplest way."""
    if text is None or not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", text, re.ASCII):
        return None
    return float(text)


@given(st.lists(_CELLS, min_size=1, max_size=30))
def test_numbers_are_read_alone_and_in_company(cells: list[str | None]) -> None:
    """A column gives the same values as each cell alone: what is no plain number is bad, never mended."""
    found = to_type(pa.array(cells, pa.string()), CellType.REAL)
    wanted = [_number(cell) for cell in cells]
    for value, expected in zip(found.values.to_pylist(), wanted, strict=True):
        assert value == expected or (value is None and expected is not None and math.isinf(expected))
    missing = {place for place, value in enumerate(found.values.to_pylist()) if value is None and cells[place]}
    assert missing == set(found.bad.tolist())


@given(st.lists(_CELLS, min_size=1, max_size=30))
def test_whole_numbers_are_read_alone_and_in_company(cells: list[str | None]) -> None:
    """A whole number may have a fraction of zero, as spreadsheets write it, and nothing else."""
    found = to_type(pa.array(cells, pa.string()), CellType.INTEGER)
    for cell, value in zip(cells, found.values.to_pylist(), strict=True):
        if cell is not None and re.fullmatch(r"[+-]?\d{1,18}(\.0+)?", cell, re.ASCII):
            assert value == int(cell.split(".")[0])
        else:
            assert value is None


@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.sampled_from(["{:%Y-%m-%d}", "{:%Y%m%d}", "{:%d %B %Y}", "{:%d/%m/%Y}", "{:%Y-%m-%d} 00:00:00.000"]),
)
def test_days_are_read_in_every_form(day: date, form: str) -> None:
    """Each form of a day gives that day, beside a cell that is none."""
    found = to_type(pa.array([form.format(day), "31.12.", None]), CellType.DAY_FIRST)
    assert found.values.to_pylist() == [day, None, None]
    assert found.bad.tolist() == [1]


@pytest.mark.parametrize(
    "text", ["2021-02-30", "20211301", "31 February 2021", "2021-08", "08/25/2021", "yesterday", "2021-08-06x"]
)
def test_impossible_days(text: str) -> None:
    """A day that is in no calendar is bad, whatever its form."""
    assert to_type(pa.array([text]), CellType.DAY).bad.tolist() == [0]


def test_text_is_trimmed_and_empty_is_null() -> None:
    """Blanks around a cell do not count, and a cell of blanks is empty."""
    assert to_text(pa.array([b" a ", b"", b"  "])).values.to_pylist() == ["a", None, None]


@pytest.mark.parametrize(
    ("told", "kind", "words"),
    [
        ({"latitude": 68.8655, "longitude": 36.7312}, ProblemKind.SWAPPED_COORDINATES, "only when swapped"),
        ({"latitude": 91.5, "longitude": 68.0}, ProblemKind.IMPOSSIBLE_COORDINATES, "outside the world"),
        ({"latitude": 48.85, "longitude": 2.35}, ProblemKind.IMPOSSIBLE_COORDINATES, "far from Afghanistan"),
        ({"latitude": 34.01, "longitude": 71.98}, ProblemKind.IMPOSSIBLE_COORDINATES, "over 5 km outside"),
        ({"longitude": ""}, ProblemKind.MISSING_VALUE, "longitude is empty"),
        ({"longitude": "68,9"}, ProblemKind.IMPOSSIBLE_VALUE, "longitude is no number"),
        ({"fatalities": "1,000"}, ProblemKind.IMPOSSIBLE_VALUE, "no whole number"),
        ({"fatalities": -1}, ProblemKind.IMPOSSIBLE_VALUE, "between 0 and"),
        ({"geo_precision": 4}, ProblemKind.IMPOSSIBLE_VALUE, "between 1 and 3"),
        ({"event_type": "Battle"}, ProblemKind.IMPOSSIBLE_VALUE, "none of the known words"),
        ({"event_date": "2021-02-30"}, ProblemKind.IMPOSSIBLE_DATE, "no day of any calendar"),
        ({"event_date": "1921-08-08"}, ProblemKind.IMPOSSIBLE_DATE, "when ACLED begins"),
        ({"event_date": "2031-08-08"}, ProblemKind.IMPOSSIBLE_DATE, "after the one on which the row was recorded"),
        ({"event_id_cnty": ""}, ProblemKind.MISSING_VALUE, "event_id_cnty is empty"),
    ],
)
def test_a_faulty_row_is_rejected_by_name(tmp_path: Path, told: dict[str, Any], kind: ProblemKind, words: str) -> None:
    """The row is left out, its number and the reason are told, and its neighbours stand."""
    found = read(write(tmp_path / "a.csv", "acled", [acled(1), acled(2, **told), acled(3)]))
    (problem,) = found.problems
    assert (problem.kind, problem.line, problem.file) == (kind, 2, "a.csv")
    assert words in problem.message
    assert (found.files[0].kept, found.files[0].rejected) == (2, 1)


def test_ucdp_spans_must_not_end_before_they_begin(tmp_path: Path) -> None:
    """A row whose last day lies before its first is rejected."""
    rows = [ucdp(1, date_end="2021-08-11"), ucdp(2, date_end="2021-08-13")]
    found = read(write(tmp_path / "u.csv", "ucdp", rows), "ucdp")
    assert kinds(found) == [("impossible_date", 1)]


def test_spans_follow_the_time_precision(tmp_path: Path) -> None:
    """ACLED's code 1 is the day, 2 the week around it, 3 its month; UCDP's precision is that of the span it gives."""
    rows = [acled(n, time_precision=n, event_date="2021-02-10") for n in (1, 2, 3)]
    drawn = read(write(tmp_path / "a.csv", "acled", rows)).drawn
    assert drawn is not None
    found = {row["evidence_row"]: row for row in drawn.to_pylist()}
    spans = {n: (str(row["date_start"]), str(row["date_end"]), row["date_prec"]) for n, row in found.items()}
    assert spans == {
        1: ("2021-02-10", "2021-02-10", 1),
        2: ("2021-02-07", "2021-02-13", 3),
        3: ("2021-02-01", "2021-02-28", 4),
    }
    assert found[2]["date_edtf"] == "2021-02-07/2021-02-13"
    assert found[3]["time_precision"] == 3


def test_rows_outside_are_counted_and_left_out(tmp_path: Path) -> None:
    """Other countries and other days are counted; --all-countries keeps the first."""
    peshawar: dict[str, Cell] = {
        "country": "Pakistan",
        "admin1": "Khyber Pakhtunkhwa",
        "latitude": 34.008,
        "longitude": 71.579,
    }
    rows = [acled(1), acled(2, **peshawar), acled(3, event_date="2021-08-01")]
    path = write(tmp_path / "a.csv", "acled", rows)
    found = read(path, scope=Scope(first_day=date(2021, 8, 5)))
    assert (found.files[0].kept, found.files[0].outside_country, found.files[0].outside_period) == (1, 1, 1)
    assert {each.kind for each in found.problems} == {ProblemKind.OUTSIDE_COUNTRY, ProblemKind.OUTSIDE_PERIOD}
    every = read(path, scope=Scope(all_countries=True))
    assert every.kept == 3
    assert every.counts["iso_3166_2"].to_pylist().count(None) == 1


def test_a_row_that_is_known_to_its_province_is_no_point(tmp_path: Path) -> None:
    """geo_precision 3 is the province named, with no coordinates to draw, though the row stands on the capital."""
    rows = [acled(1, geo_precision=3), acled(2, geo_precision=2)]
    drawn = read(write(tmp_path / "a.csv", "acled", rows)).drawn
    assert drawn is not None
    found = {row["evidence_row"]: row for row in drawn.to_pylist()}
    assert (found[1]["place_precision"], found[1]["longitude"], found[1]["where_prec"]) == ("admin1", None, 4)
    assert (found[2]["place_precision"], found[2]["longitude"], found[2]["admin2_name"]) == ("admin2", None, "Kunduz")
    assert {row["iso_3166_2"] for row in found.values()} == {"AF-KDZ"}


def test_a_row_in_another_province_than_it_names(tmp_path: Path) -> None:
    """Coordinates deep inside another province count, and the contradiction is named; the row stands."""
    rows = [acled(1, **(GHAZNI | {"latitude": KUNDUZ["latitude"], "longitude": KUNDUZ["longitude"]}))]
    found = read(write(tmp_path / "a.csv", "acled", rows))
    assert kinds(found) == [("province_mismatch", 1)]
    assert found.drawn is not None
    assert found.drawn["iso_3166_2"].to_pylist() == ["AF-KDZ"]


def test_an_area_named_against_its_coordinates(tmp_path: Path) -> None:
    """What is known as a district or a province keeps the one it names, and the contradiction is named."""
    there = GHAZNI | {"latitude": KUNDUZ["latitude"], "longitude": KUNDUZ["longitude"]}
    rows = [acled(1, geo_precision=3, **there), acled(2, geo_precision=2, **there), acled(3, geo_precision=3)]
    found = read(write(tmp_path / "a.csv", "acled", rows))
    assert kinds(found) == [("province_mismatch", 1), ("province_mismatch", 2)]
    assert "the name counts" in found.problems[0].message
    assert found.drawn is not None
    assert sorted(found.drawn["iso_3166_2"].to_pylist()) == ["AF-GHA", "AF-GHA", "AF-KDZ"]


@pytest.mark.parametrize("kind", [4, 5])
def test_a_code_of_gdelt_against_its_coordinates(tmp_path: Path, kind: int) -> None:
    """The code counts, and the contradiction is named: a city's and a province's."""
    rows = [gdelt(1, ActionGeo_Type=kind, ActionGeo_Lat=31.61, ActionGeo_Long=65.7), gdelt(2, ActionGeo_Type=kind)]
    found = read(write(tmp_path / "g.export.CSV", "gdelt", rows), "gdelt")
    assert kinds(found) == [("province_mismatch", 1)]
    assert set(found.counts["iso_3166_2"].to_pylist()) == {"AF-KDZ"}


def test_a_code_of_gdelt_against_its_name(tmp_path: Path) -> None:
    """Without coordinates the name tells: another province in it is named, the same one and a mere town are not."""
    nowhere = {"ActionGeo_Lat": "", "ActionGeo_Long": ""}
    names = ("Kandahar, Kandahar, Afghanistan", "Kunduz, Kunduz, Afghanistan", "Made Town, Afghanistan", "Afghanistan")
    rows = [gdelt(n, ActionGeo_FullName=name, **nowhere) for n, name in enumerate(names, 1)]
    found = read(write(tmp_path / "g.export.CSV", "gdelt", rows), "gdelt")
    assert kinds(found) == [("province_mismatch", 1)]
    assert "the code counts" in found.problems[0].message


@pytest.mark.parametrize("word", ["NA", "NaN", "-", ".", "N/A", "NULL", "#N/A", "<NA>", "None", " nan "])
def test_what_stands_for_an_empty_cell_is_empty(tmp_path: Path, word: str) -> None:
    """In numbers and in texts alike; in a column that must not be empty the row is rejected as such."""
    rows = [ucdp(1, best=word, side_b=word, adm_2=word, source_office=word), ucdp(2, where_prec=word)]
    found = read(write(tmp_path / "u.csv", "ucdp", rows), "ucdp")
    assert kinds(found) == [("missing_value", 2)]
    assert found.drawn is not None
    (row,) = found.drawn.to_pylist()
    assert [row[name] for name in ("fatalities_best", "recipient", "admin2_name", "source_original")] == [None] * 4
    assert row["fatalities_low"] == 3


def test_the_deaths_of_older_layouts(tmp_path: Path) -> None:
    """Before version 17 GED called them best_est, high_est and low_est: they are read."""
    names = [f"{name}_est" if name in {"best", "high", "low"} else name for name in columns("ucdp", 1)]
    row = {f"{name}_est" if name in {"best", "high", "low"} else name: value for name, value in ucdp(1).items()}
    path = tmp_path / "u.csv"
    path.write_text(text(names, [row]), encoding="utf-8")
    drawn = read(path, "ucdp").drawn
    assert drawn is not None
    assert [drawn[f"fatalities_{name}"].to_pylist() for name in ("low", "best", "high")] == [[3], [4], [6]]


def test_a_message_shows_a_day_as_it_is_written(tmp_path: Path) -> None:
    """A year of two digits is told as the day that it is, not as a value of a program."""
    (problem,) = read(write(tmp_path / "u.csv", "ucdp", [ucdp(1, date_start="0021-08-06"), ucdp(2)]), "ucdp").problems
    assert problem.message.endswith("got 0021-08-06.")


def test_gdelt_rows_take_the_province_of_their_code(tmp_path: Path) -> None:
    """A city, a province and a country are counted as such, by the FIPS code; a row abroad is left out."""
    rows = [
        gdelt(1, ActionGeo_ADM1Code="AF40"),
        gdelt(2, ActionGeo_Type=5, ActionGeo_FullName="Herat, Afghanistan", ActionGeo_ADM1Code="AF11"),
        gdelt(3, ActionGeo_Type=1, ActionGeo_FullName="Afghanistan", ActionGeo_ADM1Code="AF"),
        gdelt(4, ActionGeo_CountryCode="US", ActionGeo_ADM1Code="USDC"),
        gdelt(5, ActionGeo_ADM1Code="AF40"),
    ]
    found = read(write(tmp_path / "g.export.CSV", "gdelt", rows), "gdelt")
    counts = [(row["iso_3166_2"], row["place_name"], row["rows"], row["mentions"]) for row in found.counts.to_pylist()]
    assert [line for kind, line in kinds(found) if kind == "province_mismatch"] == [1, 2, 5]
    assert counts == [("AF-HER", None, 1, 5), ("AF-PAR", "Kunduz, Kunduz, Afghanistan", 2, 10), (None, None, 1, 5)]
    assert (found.drawn, found.moves) == (None, None)
    assert found.files[0].outside_country == 1


@given(st.sets(st.integers(1, 400), min_size=1))
def test_row_ranges_name_every_row(rows: set[int]) -> None:
    """The ranges name each row once and no other."""
    named: list[int] = []
    for part in row_ranges(rows).split(", "):
        first, _, last = part.partition("-")
        named.extend(range(int(first), int(last or first) + 1))
    assert named == sorted(rows)


def test_thousands_of_faults_are_all_named() -> None:
    """The first are problems of their own, the rest stand in ranges: every row is named once."""
    faults = Faults()
    rows = np.arange(1, 3 * NAMED + 8_000)
    faults.add("a.csv", ProblemKind.BROKEN_ROW, "expected 31 cells", rows[:10])
    faults.add("a.csv", ProblemKind.BROKEN_ROW, "expected 31 cells", rows[10:])
    problems = faults.problems()
    assert len(problems) < NAMED + 10
    assert faults.count(ProblemKind.BROKEN_ROW) == len(rows)
    alone = [int(each.message.split()[1].rstrip(":")) for each in problems if each.message.startswith("Row ")]
    ranges = [each.message.rpartition("Rows ")[2].rstrip(".") for each in problems if "more rows" in each.message]
    named = alone + [
        row
        for text in ranges
        for part in text.split(", ")
        for row in range(int(part.split("-")[0]), int(part.split("-")[-1]) + 1)
    ]
    assert sorted(named) == rows.tolist()


def test_cells_of_rows_that_must_not_be_passed_on_are_not_told() -> None:
    """Without `shows_cells` a problem says which row and why, and nothing of what stands there."""
    faults = Faults(shows_cells=False)
    faults.add("a.csv", ProblemKind.IMPOSSIBLE_VALUE, "fatalities is no whole number", [7], ["SECRET"])
    assert [each.message for each in faults.problems()] == ["Row 7: fatalities is no whole number."]
