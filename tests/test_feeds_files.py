"""The forms of a feed's files: the same rows from each, each row under its number, and faults by name."""

from __future__ import annotations

import gzip
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from geo.errors import ProblemKind, UsageError
from geo.feeds.catalogue import known_feed
from geo.feeds.reading import gather
from geo.feeds.scope import Scope
from geo.places.provinces import default_provinces
from tests.feed_files import acled, columns, gdelt, text, ucdp, write

if TYPE_CHECKING:
    from pathlib import Path

    from geo.feeds.scope import Gathered


def read(path: Path, feed: str = "acled", scope: Scope | None = None) -> Gathered:
    return gather(known_feed(feed), [(path, path.name)], default_provinces(), scope)


def told(found: Gathered) -> list[tuple[Any, ...]]:
    """The rows that are drawn, as what they say."""
    rows = [] if found.drawn is None else found.drawn.to_pylist()
    names = ("evidence_row", "evidence_id", "event_type", "iso_3166_2", "date_start", "fatalities_best", "longitude")
    return sorted(tuple(row[name] for name in names) for row in rows)


def kinds(found: Gathered) -> list[tuple[str, int | None]]:
    return [(each.kind.value, each.line) for each in found.problems]


ROWS = [acled(1), acled(2, event_date="2021-08-09", notes='Two "words",\nand a line.'), acled(3, fatalities=0)]


@pytest.mark.parametrize("layout", range(3))
def test_each_layout_of_acled(tmp_path: Path, layout: int) -> None:
    """Files from before and after 2023, with and without population columns, give the same rows."""
    found = read(write(tmp_path / "a.csv", "acled", ROWS, layout))
    assert [each[:3] for each in told(found)] == [(n, f"AFG{n}", "armed_clash") for n in (1, 2, 3)]
    assert found.files[0].layout == known_feed("acled").layouts[layout].name
    assert found.problems == ()


def test_numeric_and_worded_inter_codes_and_old_dates(tmp_path: Path) -> None:
    """Before 2024 inter1 was a number, and older exports write the day in words; both are read."""
    rows = [acled(1, inter1=1, inter2=2, event_date="08 August 2021"), acled(2, event_date="08-August-2021")]
    found = told(read(write(tmp_path / "a.csv", "acled", rows, 2)))
    assert [str(each[4]) for each in found] == ["2021-08-08", "2021-08-08"]


@pytest.mark.parametrize("layout", range(2))
def test_each_layout_of_ucdp(tmp_path: Path, layout: int) -> None:
    """GED 19.1 and the later versions give the same rows."""
    found = read(write(tmp_path / "u.csv", "ucdp", [ucdp(1), ucdp(2, type_of_violence=3)], layout), "ucdp")
    assert [each[2:4] for each in told(found)] == [("armed_clash", "AF-GHA"), ("attack_on_civilians", "AF-GHA")]
    assert found.files[0].layout == known_feed("ucdp").layouts[layout].name


def test_candidate_without_a_header(tmp_path: Path) -> None:
    """UCDP Candidate 24.0.1 came without a header: 49 columns are taken in their order, the first row is a row."""
    path = tmp_path / "u.csv"
    path.write_text(text(columns("ucdp"), [ucdp(1), ucdp(2)], header=False), encoding="utf-8")
    assert [each[:2] for each in told(read(path, "ucdp"))] == [(1, "1"), (2, "2")]


def _forms(folder: Path) -> dict[str, Path]:
    """The same three rows in every form."""
    names = columns("acled")
    plain = text(names, ROWS)
    found = {
        name: folder / name for name in ("c.csv", "s.csv", "t.tsv", "b.csv", "x.csv.gz", "z.zip", "e.xlsx", "p.parquet")
    }
    found["c.csv"].write_text(plain, encoding="utf-8")
    found["s.csv"].write_text(text(names, ROWS, delimiter=";"), encoding="utf-8")
    found["t.tsv"].write_text(text(names, ROWS, delimiter="\t"), encoding="utf-8")
    found["b.csv"].write_text(plain, encoding="utf-8-sig")
    found["x.csv.gz"].write_bytes(gzip.compress(plain.encode()))
    with zipfile.ZipFile(found["z.zip"], "w") as archive:
        archive.writestr("inner.csv", plain)
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in [names, *([each.get(name) for name in names] for each in ROWS)]:
        book.active.append(row)
    book.save(found["e.xlsx"])
    options = arrow_csv.ParseOptions(newlines_in_values=True)
    parquet.write_table(arrow_csv.read_csv(pa.BufferReader(plain.encode()), parse_options=options), found["p.parquet"])
    return found


def test_every_form_gives_the_same_rows(tmp_path: Path) -> None:
    """CSV with commas or semicolons, TSV, a BOM, gzip, zip, Excel and Parquet: the same rows under the same numbers."""
    forms = _forms(tmp_path)
    wanted = told(read(forms["c.csv"]))
    assert len(wanted) == 3
    for name, path in forms.items():
        found = read(path)
        assert told(found) == wanted, name
        assert found.problems == (), name
    assert read(forms["z.zip"]).files[0].name == "z.zip/inner.csv"


def test_broken_rows_are_named_and_shift_no_other(tmp_path: Path) -> None:
    """A row with too few cells is a fault under its own number, and the rows behind it keep theirs."""
    lines = text(columns("acled"), [acled(n, notes="plain") for n in range(1, 6)]).splitlines()
    lines.insert(3, "only,three,cells")
    path = tmp_path / "a.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = read(path)
    assert kinds(found) == [("broken_row", 3)]
    assert [each[:2] for each in told(found)] == [(1, "AFG1"), (2, "AFG2"), (4, "AFG3"), (5, "AFG4"), (6, "AFG5")]
    assert (found.files[0].rows, found.files[0].kept, found.files[0].rejected) == (6, 5, 1)


def test_a_row_that_breaks_in_a_later_block(tmp_path: Path) -> None:
    """Numbers stay right where the broken row comes after megabytes of good ones: nothing is lost or read twice."""
    rows = [acled(n, notes="x" * 700) for n in range(1, 20_001)]
    path = write(tmp_path / "a.csv", "acled", rows)
    with path.open("a", encoding="utf-8") as stream:
        stream.write("broken\n" + text(columns("acled"), [acled(30_000)], header=False))
    found = read(path)
    assert kinds(found) == [("broken_row", 20_001)]
    assert found.files[0].kept == 20_001
    assert told(found)[-1][:2] == (20_002, "AFG30000")


def test_text_that_is_not_utf_8_rejects_its_row_alone(tmp_path: Path) -> None:
    """A cell in another encoding is no guess: its row is named, the others stand."""
    content = text(columns("acled"), [acled(1), acled(2, notes="Café"), acled(3)])
    path = tmp_path / "a.csv"
    path.write_bytes(content.encode("latin-1"))
    found = read(path)
    assert kinds(found) == [("broken_row", 2)]
    assert "notes is not UTF-8" in found.problems[0].message
    assert [each[0] for each in told(found)] == [1, 3]


@pytest.mark.parametrize(
    ("feed", "content", "words"),
    [
        ("acled", text(columns("ucdp"), [ucdp(1)]), "feed ucdp"),
        ("ucdp", text(columns("acled"), [acled(1)]), "feed acled"),
        ("gdelt", text(columns("acled"), [acled(1)]), "feed acled"),
        ("acled", text([name for name in columns("acled") if name != "longitude"], [acled(1)]), "none named longitude"),
        ("acled", "a,b\n1,2\n", "feed csv --map"),
        ("gdelt", text(columns("gdelt", 1), [gdelt(1)], delimiter="\t", header=False), "GDELT 1.0"),
        ("gdelt", "1\t2\t3\n", "3 columns"),
    ],
)
def test_wrong_columns_are_wrong_usage(tmp_path: Path, feed: str, content: str, words: str) -> None:
    """A file without the feed's columns is refused with what is missing and what it looks like."""
    path = tmp_path / "f.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=words):
        read(path, feed)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.csv", b"", ProblemKind.EMPTY_FILE),
        ("a.csv", b"\n\n", ProblemKind.EMPTY_FILE),
        ("a.csv", b"\x00\x01\x02", ProblemKind.BINARY_FILE),
        ("a.csv", "event_date".encode("utf-32"), ProblemKind.BINARY_FILE),
        ("a.zip", b"PK\x05\x06" + bytes(18), ProblemKind.EMPTY_FILE),
        ("a.docx", b"words", ProblemKind.UNKNOWN_FORMAT),
        ("a.xlsx", b"PK\x03\x04 no sheet", ProblemKind.UNREADABLE_FILE),
        ("a.parquet", b"PAR1 no table", ProblemKind.UNREADABLE_FILE),
        ("a.zip", b"PK\x03\x04 no archive", ProblemKind.UNREADABLE_FILE),
        ("a.csv.gz", b"\x1f\x8b\x08\x00 no gzip", ProblemKind.UNREADABLE_FILE),
    ],
)
def test_unreadable_files_are_problems(tmp_path: Path, name: str, content: bytes, kind: ProblemKind) -> None:
    """A file that cannot be read is a fatal problem by name, and the other files are read."""
    bad, good = tmp_path / name, write(tmp_path / "good.csv", "acled", ROWS)
    bad.write_bytes(content)
    found = gather(known_feed("acled"), [(bad, bad.name), (good, good.name)], default_provinces(), Scope())
    assert [(each.kind, each.file, each.is_fatal) for each in found.problems] == [(kind, name, True)]
    assert found.kept == 3


def test_upper_case_header_and_extra_columns(tmp_path: Path) -> None:
    """Older exports write the header in capitals, and a user may have added columns: neither matters."""
    names = [*columns("acled"), "my_column"]
    path = tmp_path / "a.csv"
    path.write_text(text([n.upper() for n in names], [{k.upper(): v for k, v in acled(1).items()}]), encoding="utf-8")
    assert [each[:2] for each in told(read(path))] == [(1, "AFG1")]


def test_other_sheets_are_named(tmp_path: Path) -> None:
    """Only the first sheet is read; what else the workbook holds is named, and nothing of it is taken."""
    path, names = tmp_path / "two.xlsx", columns("acled")
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in [names, [acled(1).get(name) for name in names]]:
        book.active.append(row)
    book.create_sheet("More").append(["x"])
    book.save(path)
    found = read(path)
    assert found.kept == 1
    assert [(each.kind, each.file) for each in found.problems] == [(ProblemKind.SHEETS_NOT_READ, "two.xlsx")]
    assert "'More'" in found.problems[0].message


@pytest.mark.parametrize("name", ["bomb.xlsx", "bomb.zip"])
def test_what_is_held_whole_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A workbook or a packed Parquet file that unpacks to more than the limit is not unpacked."""
    monkeypatch.setattr("geo.feeds.files.HELD_LIMIT", 100_000)
    with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.parquet", bytes(200_000))
    found = read(tmp_path / name)
    assert [each.kind for each in found.problems] == [ProblemKind.TOO_LARGE]


def test_a_day_that_may_be_two_is_refused(tmp_path: Path) -> None:
    """06/08/2021 is the sixth of August or the eighth of June: the row is named, and left out."""
    found = read(write(tmp_path / "a.csv", "acled", [acled(1, event_date="06/08/2021"), acled(2)]))
    assert kinds(found) == [("impossible_date", 1)]
    assert found.kept == 1
