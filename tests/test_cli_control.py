"""The `control` and `why` commands on the seeds: what they print in each form, what they refuse, and their statuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import conflictmap
from conflictmap.cli import main
from conflictmap.control_records import CHANGE_COLUMNS, COUNT_COLUMNS, HOLDER_COLUMNS

SEEDS = str(Path(__file__).resolve().parents[1] / "seeds")
pytestmark = pytest.mark.usefixtures("seeds_once")


def printed(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    """Give what a command prints on standard output, once its status is the one expected."""
    assert main([*words]) == status
    return capsys.readouterr().out


def records(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("unit", ["capital", "province", "district"])
@pytest.mark.parametrize("rule", ["capital", "districts-majority"])
def test_counts_of_every_day_add_up(capsys: pytest.CaptureFixture[str], unit: str, rule: str) -> None:
    """For each day and layer the counts add up to the total, under each rule, and each record names its rule."""
    found = records(printed(capsys, "control", SEEDS, "--unit", unit, "--rule", rule))
    sums: dict[tuple[object, object], list[int]] = {}
    for each in found:
        assert each["rule"] == rule
        assert isinstance(each["count"], int)
        assert isinstance(each["total"], int)
        total = sums.setdefault((each["day"], each["basis"]), [0, each["total"]])
        total[0] += each["count"]
    assert len(sums) == 32 * 2
    assert all(counted == total for counted, total in sums.values())


def test_csv_has_the_named_columns(capsys: pytest.CaptureFixture[str]) -> None:
    """The days as counts, one day as holders, a difference as changes."""
    for options, columns, status in (
        ((), COUNT_COLUMNS, 0),
        (("--as-of", "2021-08-15"), HOLDER_COLUMNS, 0),
        (("--diff", "2021-08-14", "2021-08-15"), CHANGE_COLUMNS, 3),
    ):
        text = printed(capsys, "control", SEEDS, *options, "--format", "csv", status=status)
        rows = list(csv.DictReader(io.StringIO(text)))
        assert tuple(rows[0]) == columns
        assert all(None not in row and len(row) == len(columns) for row in rows)


def test_one_layer_can_be_asked_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """`--basis assessed` leaves the other layer out."""
    found = records(printed(capsys, "control", SEEDS, "--basis", "assessed"))
    assert {each["basis"] for each in found} == {"assessed"}


def test_a_difference_names_units_claims_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    """From 14 to 15 August: eight capitals reported, seven assessed, one claim new, two counts stated."""
    found = records(printed(capsys, "control", SEEDS, "--diff", "2021-08-14", "2021-08-15", status=3))
    kinds = [each["change"] for each in found]
    assert {kind: kinds.count(kind) for kind in kinds} == {"unit": 15, "new_claim": 1, "new_count": 2}
    bamyan = next(each for each in found if each["unit_id"] == "AF-BAM" and each["basis"] == "assessed")
    assert (bamyan["from_side"], bamyan["to_side"], bamyan["settling_rule"]) == (
        "government",
        "taliban",
        "claim_confirmed",
    )
    assert bamyan["sources"] == ["spokesman, in conflictmap-seed", "residents, in conflictmap-seed"]


def test_no_difference_is_status_0(capsys: pytest.CaptureFixture[str]) -> None:
    """Between two days on which nothing happened there is nothing to print."""
    assert printed(capsys, "control", SEEDS, "--diff", "2021-08-20", "2021-08-22") == ""
    assert "Nothing changed." in printed(
        capsys, "control", SEEDS, "--diff", "2021-08-20", "2021-08-22", "--format", "table"
    )


def test_claims_that_are_confirmed_are_no_longer_open(capsys: pytest.CaptureFixture[str]) -> None:
    """As known on the 18th nothing waits but Mahmud-i-Raqi; as known on the 15th four do."""
    for known, open_claims in (("2021-08-15", 4), ("2021-08-18", 1)):
        text = printed(*(capsys, "control", SEEDS, "--diff", "2021-08-13", "2021-08-15", "--known-at", known), status=3)
        assert [each["change"] for each in records(text)].count("new_claim") == open_claims


@pytest.mark.parametrize("width", [80, 120])
def test_tables_fit_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """No line is wider than the terminal but an address, which is never broken."""
    monkeypatch.setenv("COLUMNS", str(width))
    asked: tuple[tuple[str, ...], ...] = (
        ("control", SEEDS, "--format", "table"),
        ("control", SEEDS, "--format", "table", "--as-of", "2021-08-15"),
        ("control", SEEDS, "--format", "table", "--history", "AF-PAN"),
        ("why", "AF-PAN", "--as-of", "2021-09-06", SEEDS),
    )
    for words in asked:
        for line in printed(capsys, *words).splitlines():
            assert len(line) <= width or "://" in line, line


def test_the_history_of_a_unit_tells_what_was_known_when(capsys: pytest.CaptureFixture[str]) -> None:
    """Maymana: claimed on the 14th, assessed only when a lawmaker confirmed it on the 17th, from the 14th on."""
    rows = records(printed(capsys, "control", SEEDS, "--history", "Maymana", "--basis", "assessed"))
    assert [(row["side"], row["valid_from"], str(row["recorded_at"])[:10]) for row in rows] == [
        ("government", "2021-08-05", "2021-08-05"),
        ("government", "2021-08-05", "2021-08-17"),
        ("taliban", "2021-08-14", "2021-08-17"),
    ]
    assert rows[0]["superseded_at"] == rows[1]["recorded_at"]
    known = records(printed(capsys, "control", SEEDS, "--history", "Maymana", "--known-at", "2021-08-16"))
    assert [row["superseded_at"] for row in known if row["basis"] == "assessed"] == [None]


@pytest.mark.parametrize("unit", ["AF-KDZ", "af-kdz", "AF19", "Kunduz", "Konduz", "کندز", "Kunduz province"])
def test_a_unit_goes_by_many_names(capsys: pytest.CaptureFixture[str], unit: str) -> None:
    """Codes and spellings lead to one chain of evidence; options may stand between the unit and the sources."""
    text = printed(capsys, "why", unit, "--as-of", "2021-08-10", SEEDS)
    assert text.startswith("Kunduz (AF-KDZ) at the end of 10 August 2021.")
    assert "held by the Taliban since 8 August 2021" in text


def test_why_tells_who_said_what(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Bazarak: the claim, the denial, both quotes, the rule that holds it back and what would change it."""
    monkeypatch.setenv("COLUMNS", "400")
    text = printed(capsys, "why", "Bazarak", SEEDS, "--as-of", "2021-09-06")
    for words in (
        "Assessed: held by the government since 5 August 2021.",
        "Reported: contested since 6 September 2021; the last holder known is the government.",
        "The layers differ by the rule claimed_and_denied.",
        "What would change it: A report of the same change from residents",
        "assessed: a claim in its own cause, which waits; reported: this decided",
        "National Resistance Front (for the National Resistance Front), graded F4: denies that it was taken",
        "“The National Resistance Front denied the claim.”",
        "retold for demonstration after VOA, AFP, AP",
        "The Taliban 34 of 34 provincial capitals, says conflictmap-seed: evidence is short of it.",
    ):
        assert words in text


def test_a_history_keeps_its_days_whole(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """In 80 columns no day is cut; a time has the zone of the heading, and a day without a time is a day."""
    monkeypatch.setenv("COLUMNS", "80")
    told = printed(capsys, "control", SEEDS, "--history", "AF-PAN", "--format", "table")
    assert "Times are" in told
    assert "…" not in told
    assert "2021-09-05 22:00" in told
    assert "23:59" not in told


def test_why_as_a_record(capsys: pytest.CaptureFixture[str]) -> None:
    """The same for programs: the parts that each report plays, the grades in two fields, the verdicts."""
    (found,) = records(printed(capsys, "why", "Maymana", SEEDS, "--as-of", "2021-08-20", "--format", "jsonl"))
    testimonies = found["testimonies"]
    assert isinstance(testimonies, list)
    assert [each["parts"] for each in testimonies] == [
        {"reported": "decides", "assessed": "waits"},
        {"reported": "confirms", "assessed": "decides"},
    ]
    assert {(each["reliability"], each["credibility"]) for each in testimonies} == {("F", 4), ("F", 2)}


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("why", "Kundus", SEEDS), "Did you mean 'kunduz'"),
        (("control", SEEDS, "--history", "Shiberghann"), "Did you mean"),
        (("why", "Atlantis", SEEDS), "Write it like AF-KDZ"),
        (("control", SEEDS, "--diff", "2021-08-15", "2021-08-14"), "Swap the two days"),
        (("control", SEEDS, "--diff", "2021-08-15", "tomorrow"), "a day like"),
        (("control", SEEDS, "--sources", "nowhere.toml"), "Expected a table of grades"),
        (("control", SEEDS, "--rule", "population"), "districts-majority"),
    ],
)
def test_misuse_is_told_with_a_hint(capsys: pytest.CaptureFixture[str], words: tuple[str, ...], hint: str) -> None:
    """Status 2, nothing on standard output, and what to write instead."""
    assert main([*words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert hint in err


def test_a_district_name_of_two_provinces_is_not_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    """Qarabagh lies in Kabul and in Ghazni: it is refused with the ids of both, and an id is understood."""
    assert main(["why", "Qarabagh", SEEDS]) == 2
    assert "AF0114" in (told := capsys.readouterr().err)
    assert "AF1111" in told
    assert "No report of this unit is known by then." in printed(capsys, "why", "AF0114", SEEDS)


def test_grades_beside_the_documents_are_taken(tmp_path: Path) -> None:
    """A sources.toml in the folder decides a tie, the option overrides it, and the manifest names it."""
    texts = {
        "Reuters": "The Taliban captured the city of Kunduz on Sunday, residents said.",
        "Xinhua": "Government forces recaptured the city of Kunduz on Sunday, residents said.",
    }
    lines = [
        json.dumps({"id": source, "text": text, "published": "2021-08-08T12:00:00+04:30", "source": source})
        for source, text in texts.items()
    ]
    (tmp_path / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    first = conflictmap.run(tmp_path)
    (tmp_path / "sources.toml").write_text(
        '[[outlet]]\nnames = ["Xinhua"]\nreliability = "A"\ncredibility = 1\nreason = "ours"\n', encoding="utf-8"
    )
    second = conflictmap.run(tmp_path)
    sides = [
        {each.side for each in result.who_holds("2021-08-08") if each.row.unit_id == "AF-KDZ"}
        for result in (first, second)
    ]
    assert sides == [{"taliban"}, {"government"}]
    assert second.settings["grades"] == "sources.toml"
    second.save(tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert "sources.toml" in manifest["inputs"]


def test_python_gives_a_geodataframe() -> None:
    """34 provinces with their holders in both layers, in EPSG:4326."""
    frame = conflictmap.run(SEEDS).control_geodataframe("2021-08-15")
    assert len(frame) == 34
    assert frame.crs.to_epsg() == 4326
    assert (frame["reported_side"] == "taliban").sum() == 33
    assert set(frame["rule"]) == {"capital"}


@pytest.mark.parametrize("words", [("why", "AF-KDZ"), ("control",), ("map",)])
def test_a_ledger_that_is_not_there_is_named(
    words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Asked of a ledger alone, a missing file is named and not made; sources are not what is missing."""
    missing = tmp_path / "none.gpkg"
    out = ("-o", str(tmp_path / "out")) if words == ("map",) else ()
    assert main([*words, *out, "--ledger", str(missing)]) == 2
    told = capsys.readouterr().err
    assert "none.gpkg" in told
    assert "at least one source" not in told
    assert not missing.exists()
