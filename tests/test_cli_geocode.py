"""The `geocode` command and the function behind it: names to places, offline."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conflictmap.cli import main
from conflictmap.geocoding import Query, geocode, parse_query
from geo.vocab import ResolutionStatus

ROOT = Path(__file__).resolve().parents[1]


def answers(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    """Run `geocode` and read its JSON Lines."""
    assert main(["geocode", *arguments, "--format", "jsonl"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_answers_come_in_the_order_of_the_names(capsys: pytest.CaptureFixture[str]) -> None:
    """Each name has its line, with a place whose coordinates are finite, or null."""
    found = answers(capsys, "Kunduz", "Doha", "Nowhereville")
    assert [answer["name"] for answer in found] == ["Kunduz", "Doha", "Nowhereville"]
    assert list(found[0]) == ["id", "name", "place", "status", "candidates", "problems"]
    assert (found[0]["place"]["iso_3166_2"], found[0]["place"]["kind"]) == ("AF-KDZ", "city")
    assert (found[1]["place"]["country_code"], found[1]["status"]) == ("QA", "resolved")
    assert (found[2]["place"], found[2]["status"]) == (None, "unresolved")
    for answer in found[:2]:
        assert all(math.isfinite(answer["place"][axis]) for axis in ("longitude", "latitude"))


def test_a_near_miss_is_told_and_never_taken(capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt name has suggestions in its problem and no place: similar names are often other places."""
    [answer] = answers(capsys, "Kunduuz")
    assert answer["place"] is None
    assert answer["problems"][0]["kind"] == "unknown_place"
    assert "Kunduz" in answer["problems"][0]["message"]


@pytest.mark.parametrize("admin1", ["AF-BDS", "af-bds", "AF17", "Badakhshan", "Badakhshan province"])
def test_a_province_in_any_spelling_decides(admin1: str) -> None:
    """An ISO code, a P-code and a name say the same."""
    answer = geocode(Query(name="Faizabad", admin1=admin1))
    assert answer.place is not None
    assert answer.place.iso_3166_2 == "AF-BDS"


def test_a_place_outside_the_stated_province_is_never_chosen() -> None:
    """A wrong pin is worse than a missing one: Kandahar is not in Kunduz, and the answer says where it is."""
    answer = geocode(Query(name="Kandahar", admin1="AF-KDZ"))
    assert (answer.place, answer.status) == (None, ResolutionStatus.UNRESOLVED)
    assert "not known in AF-KDZ" in answer.problems[0].message
    assert "AF-KAN" in answer.problems[0].message
    assert answer.candidates


def test_country_decides_between_namesakes() -> None:
    """With the country of its larger namesake, a name of an Afghan city is the foreign one."""
    home, abroad = geocode("Jalalabad"), geocode(Query(name="Jalalabad", country="Kyrgyzstan"))
    assert home.place is not None
    assert home.place.iso_3166_2 == "AF-NAN"
    assert abroad.place is None or abroad.place.country_code == "KG"


def test_a_condition_that_is_not_known_is_named() -> None:
    """A province that nobody knows is not used, and the answer says so."""
    answer = geocode(Query(name="Kunduz", admin1="Ruritania"))
    assert answer.place is not None
    assert any("Ruritania" in problem.message for problem in answer.problems)


def test_a_phrase_is_read_as_in_a_text() -> None:
    """A distance moves the point and widens the circle; a district stays a district."""
    moved = geocode("20 km south of Ghazni").place
    ghazni = geocode("Ghazni").place
    assert moved is not None
    assert ghazni is not None
    assert moved.place_precision == "near"
    assert moved.uncertainty_m == 5000
    assert ghazni.latitude - 0.25 < moved.latitude < ghazni.latitude - 0.1
    district = geocode("Andar district, Ghazni").place
    assert district is not None
    assert (district.kind, district.iso_3166_2) == ("district", "AF-GHA")


def test_lines_of_a_file_are_objects_or_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Objects hand their id back, bare names need no braces, a broken line is named and the rest is answered."""
    lines = ['{"id": 7, "name": "Qalat", "extra": 1}', "", "Zaranj", '{"name": ', '{"id": "x"}', "\ufeffHerat"]
    source = tmp_path / "names.jsonl"
    source.write_text("\n".join(lines), encoding="utf-8")
    assert main(["geocode", "--from", str(source), "--format", "jsonl"]) == 1
    captured = capsys.readouterr()
    found = [json.loads(line) for line in captured.out.splitlines()]
    assert [(answer["id"], answer["name"]) for answer in found][:2] == [(7, "Qalat"), (None, "Zaranj")]
    assert [answer["status"] for answer in found] == ["resolved", "resolved", "unresolved", "unresolved", "resolved"]
    assert found[2]["problems"][0]["line"] == 4
    assert "names.jsonl:4" in captured.err
    assert "names.jsonl:5" in captured.err


def test_standard_input_and_utf8_whatever_the_locale() -> None:
    """A pipe is read and answered in UTF-8 under a locale that has none."""
    run = subprocess.run(
        [sys.executable, "-m", "conflictmap", "geocode", "--from", "-"],
        input='{"id": "ä", "name": "کندهار"}\n'.encode(),
        capture_output=True,
        env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "PATH": ""},
        cwd=ROOT,
        check=True,
    )
    answer = json.loads(run.stdout.decode("utf-8"))
    assert (answer["id"], answer["name"], answer["place"]["iso_3166_2"]) == ("ä", "کندهار", "AF-KAN")


def test_table_shows_scores_and_reasons_and_obeys_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    """A person sees why; a name that holds markup or an escape sequence is shown as it is."""
    assert main(["geocode", "Kunduz", "[red]x\x1b[31m", "--format", "table"]) == 0
    out = capsys.readouterr().out
    assert "0." in out
    assert "capital" in out
    assert "[red]x\\x1b[31m" in out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["geocode"],
        ["geocode", "Kunduz", "--from", "-"],
        ["geocode", "--from", "/nowhere"],
        ["geocode", "--format", "xml"],
    ],
)
def test_wrong_usage_is_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong usage is worded, without a traceback."""
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Traceback" not in captured.err
    assert captured.err.strip()


def test_queries_are_forgiving_in_what_they_ignore() -> None:
    """Unknown members and wrong types do not break a query; a missing name does."""
    assert parse_query({"name": "Kabul", "admin1": 5, "country": "", "more": [1]}) == Query(name="Kabul")
    assert parse_query({"name": "  "}) is None
    assert parse_query({"name": 3}) is None
