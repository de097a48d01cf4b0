"""What people write beside the sources, and days out of any time: taken, named, or refused with a sentence."""

from __future__ import annotations

import json
import time
import tomllib
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from conflictmap import geocode, run
from conflictmap.cli import DONE, USAGE, main
from conflictmap.options import parse_day
from geo.dates import FIRST_DAY, LAST_DAY
from geo.documents.published import find_publication
from geo.errors import OpeningError, ProblemKind, UsageError
from geo.ledger import read_grades, read_opening
from geo.review import read_decisions_file
from geo.toml_text import LONGEST, MOST_PARTS, parse_toml

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "The Taliban captured the city of Kunduz on Sunday, residents said."
SOUND = {"action": '"set_control"', "author": '"A"', "reason": '"r"', "decided_at": "2021-08-20"}
CONTROL = "unit=AF-KDZ; side=taliban; from=2021-08-08"


@pytest.fixture
def article(tmp_path: Path) -> str:
    """One document of one event."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    return str(path)


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 50_000,
        "a = " + "{a=" * 50_000,
        "a" + ".a" * MOST_PARTS + " = 1",
        "[" + "'a' . " * 100_000 + "a]",
        'x = {"a"' + '."b"' * MOST_PARTS + " = 1}",
        "a = " + "9" * 5_000,
        "a = 2021-02-31",
        "#" * (LONGEST + 1),
        "a = \x00",
    ],
)
def test_toml_out_of_bounds_is_refused_at_once(text: str) -> None:
    """Nesting, long keys and numbers of any length are faults of the text, and take neither memory nor time."""
    begun = time.process_time()
    with pytest.raises(tomllib.TOMLDecodeError):
        parse_toml(text)
    assert time.process_time() - begun < 5.0


def test_toml_within_bounds_is_read() -> None:
    """A key of as many parts as may be, and text with any number of points."""
    assert parse_toml("a" + ".a" * (MOST_PARTS - 1) + " = 1")
    assert parse_toml(f"a = '{'Yes. No. ' * 100}'")["a"].count(".") == 200


@pytest.mark.parametrize(
    "text",
    ["decision = 5", "decision = ['x']", "[decision]\na = 1", "[[decisions]]\naction = 'accept'", "x" + ".x" * 40_000],
)
def test_a_decisions_file_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    """A misspelt table is not taken for a file without decisions."""
    path = tmp_path / "decisions.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match="decision"):
        read_decisions_file(path)


@pytest.mark.parametrize(
    "decided_at",
    [
        "5",
        "[]",
        "{a = 1}",
        "10:00:00",
        "9999-12-31",
        "0001-01-01",
        "9999-12-31T23:59:59-12:00",
        "0001-01-01T00:00:00+14:00",
    ],
)
def test_a_decision_at_no_instant_is_named(tmp_path: Path, decided_at: str) -> None:
    """Of any type, and at the ends of the calendar."""
    path = tmp_path / "decisions.toml"
    row = SOUND | {"value": f"{CONTROL!r}", "decided_at": decided_at}
    path.write_text("[[decision]]\n" + "".join(f"{name} = {value}\n" for name, value in row.items()), "utf-8")
    found = read_decisions_file(path)
    assert (len(found.decisions), len(found.problems)) == (0, 1)
    assert "decided_at" in found.problems[0].message


@pytest.mark.parametrize(
    "row",
    [
        {"action": "'set_control'", "value": "'unit=AF-KDZ; side=taliban; from=2021-08-08; to=9999-12-31'"},
        {"action": "'set_control'", "value": "'unit=AF-KDZ; side=taliban; from=0001-01-01'"},
        {"action": "'prefer'", "value": "'unit=AF-KDZ; source=AP; to=9999-12-31'"},
        {"action": "'add'", "value": "'action=seized; unit=AF-TAK; taker=taliban; day=../9999-12-31'"},
        {"action": "'add'", "value": "'tag=armed_clash; day=2021-08-08; fatalities=99999999999999999999'"},
        {"action": "'correct'", "field": "'day'", "value": "'2021-08-08/9999-12-31'"},
        {"action": "'correct'", "field": "'injured'", "value": "'9-1'"},
        {"action": "'correct'", "field": "'fatalities'", "value": f"'{'9' * 5_000}'"},
    ],
)
def test_days_and_figures_of_decisions_are_bounded(tmp_path: Path, article: str, row: dict[str, str]) -> None:
    """What cannot be is named and not used; the run gives what it gives without it."""
    path = tmp_path / "team.toml"
    cells = SOUND | {"target_event_id": "'x'"} | row
    path.write_text("[[decision]]\n" + "".join(f"{name} = {value}\n" for name, value in cells.items()), "utf-8")
    found = read_decisions_file(path)
    assert (len(found.decisions), len(found.problems)) == (0, 1)
    result = run(article, published="2021-08-10", decisions=path)
    assert len(result.events) == 1
    assert any("decision" in each.message for each in result.problems)


@pytest.mark.parametrize("day", ["0001-01-01", "0999-12-31", "3000-01-01", "9999-12-31"])
def test_a_day_out_of_time_is_refused(
    tmp_path: Path, article: str, capsys: pytest.CaptureFixture[str], day: str
) -> None:
    """Wherever a day is given: on the line of each command, in an opening state, as a publication day."""
    dated = [article, "--published", "2021-08-10"]
    for asked in (
        ["control", *dated, "--as-of", day],
        ["control", *dated, "--known-at", day],
        ["control", *dated, "--diff", "2021-08-01", day],
        ["why", "AF-KDZ", *dated, "--as-of", day],
        ["map", *dated, "-o", str(tmp_path / "out"), "--as-of", day],
        ["map", article, "-o", str(tmp_path / "out"), "--published", day],
        ["extract", *dated, "--today", day],
        ["picture", *dated, "-o", str(tmp_path / "a.svg"), "--as-of", day],
    ):
        assert main(asked) == USAGE, asked
        assert f"a day from {FIRST_DAY} to {LAST_DAY}" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    opening = tmp_path / "opening.toml"
    opening.write_text(f'day = {day}\nsource = {{title = "t"}}\nholders = {{"AF-KDZ" = "government"}}\n', "utf-8")
    with pytest.raises(OpeningError, match="Correct `day`"):
        read_opening(opening)
    assert find_publication(day, None, "").day is None


@pytest.mark.parametrize("day", [FIRST_DAY, LAST_DAY])
def test_the_first_and_the_last_day_are_answered(article: str, capsys: pytest.CaptureFixture[str], day: date) -> None:
    """The bounds themselves are days like any other."""
    for asked in (["control"], ["why", "AF-KDZ"]):
        assert main([*asked, article, "--published", "2021-08-10", "--as-of", day.isoformat()]) == DONE
    assert capsys.readouterr().out
    assert find_publication(LAST_DAY, None, "").day == LAST_DAY


def test_an_instant_beyond_the_calendar_is_refused() -> None:
    """Its day in Kabul would lie in the year 10000."""
    with pytest.raises(UsageError):
        parse_day(datetime.max.replace(tzinfo=UTC), "as_of")
    with pytest.raises(UsageError):
        parse_day(date.min + timedelta(days=1), "as_of")


@pytest.mark.parametrize("days", [0, -1, 10**12, 1.5, "14", None])
def test_contested_days_are_a_number_that_can_be(article: str, days: object) -> None:
    """Anything else is misuse."""
    with pytest.raises(UsageError, match="contested days"):
        run(article, published="2021-08-10", contested_days=days)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["default = 5", "outlet = 5", "[outlet]\nnames = ['AP']", "speaker = [1]", "[default]"]
)
def test_grades_of_wrong_types_are_refused(tmp_path: Path, text: str) -> None:
    """Named, wherever the wrong value stands."""
    path = tmp_path / "sources.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=r"sources\.toml"):
        read_grades(path)


def test_a_name_that_no_encoding_can_write_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    """A terminal's bytes that are no UTF-8, and half a pair in JSON, are unknown names."""
    assert geocode("Kund\udcff") is not None
    assert main(["geocode", "Kund\udcff", "near \ud800 Ghazni", "--format", "jsonl"]) == DONE
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert answers[0]["status"] == "unresolved"


@pytest.mark.parametrize("option", ["-o", "--ledger", "--corrections", "--grades"])
def test_an_empty_path_is_wrong_usage(
    tmp_path: Path, article: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    """What a shell makes of a variable that is not set is not the folder that the run stands in."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    asked = ["control", article] if option == "--grades" else ["map", article, "-o", "out"]
    assert main([*asked, option, ""]) == USAGE
    assert main(["map", "", "-o", "out"]) == USAGE
    assert "empty" in capsys.readouterr().err
    with pytest.raises(UsageError, match="empty"):
        run("")
    assert list((tmp_path / "here").iterdir()) == []


def test_a_sidecar_out_of_bounds_is_named(tmp_path: Path, article: str) -> None:
    """It stands beside the material, where anybody may have put it; the text is read without it."""
    (tmp_path / "a.txt.meta.toml").write_text("x" + ".x" * 400_000 + " = 1", "utf-8")
    result = run(article, published="2021-08-10")
    assert [each.kind for each in result.problems] == [ProblemKind.BROKEN_FRONT_MATTER]
    assert len(result.events) == 1


@pytest.mark.parametrize("asked", [["control"], ["control", "--format", "csv"], ["why", "AF-KDZ"]])
def test_no_answer_says_why(article: str, capsys: pytest.CaptureFixture[str], asked: list[str]) -> None:
    """Nothing printed is not taken for nothing known: the documents have no date."""
    assert main([*asked, article]) == DONE
    assert "no document has a date" in capsys.readouterr().err
