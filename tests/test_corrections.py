"""Decisions on what names mean override the gazetteer, are cited, and are never used where they are in doubt."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

import conflictmap
from conflictmap.cli import main
from conflictmap.geocoding import Query, geocode
from conflictmap.parts import extract_to
from conflictmap.pipeline import extract
from conflictmap.session import LedgerTerms, Session
from geo.decision import Decision
from geo.errors import ProblemKind, UsageError
from geo.model import Document, OffsetMap
from geo.review import corrections_of, read_decisions_file
from geo.vocab import DecisionAction, MentionRole, PlacePrecision, ProvinceBasis, ResolutionStatus

if TYPE_CHECKING:
    from pathlib import Path

    from geo.model import Resolution
    from geo.places.corrections import Corrections
    from geo.review import DecisionFile

HEADER = "name,context,place_id,lon,lat,reason,author"


def load_file(tmp_path: Path, *rows: str, header: str = HEADER) -> DecisionFile:
    path = tmp_path / "corrections.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return read_decisions_file(path)


def load(tmp_path: Path, *rows: str, header: str = HEADER) -> Corrections:
    found = corrections_of(load_file(tmp_path, *rows, header=header).decisions)
    assert found is not None
    return found


def read(text: str, corrections: Corrections | None) -> dict[str, Resolution]:
    document = Document(document_id="a", text=text, offsets=OffsetMap.identity(len(text)), sha256="")
    return {each.mention.surface: each for each in extract(document, corrections).resolutions}


def test_a_place_id_overrides_and_is_cited(tmp_path: Path) -> None:
    """The corrected place comes first with score 1 and the author's reason; the gazetteer stays its basis."""
    rows = load(tmp_path, "Kunduz,,AF-KDZ,,,the province is meant.,A. Analyst")
    found = read("The Taliban seized Kunduz on Sunday.", rows)["Kunduz"]
    assert found.place is not None
    assert (found.place.place_id, found.place.province_basis) == ("AF-KDZ", ProvinceBasis.GAZETTEER)
    assert found.candidates[0].reasons == ("corrected by A. Analyst: the province is meant",)
    assert found.candidates[0].score == 1.0
    assert len({each.place.place_id for each in found.candidates}) == len(found.candidates) > 1


def test_a_point_gets_its_province_by_polygon(tmp_path: Path) -> None:
    """lon,lat make a site with the covering province, or the nearest one; abroad there is none."""
    rows = load(
        tmp_path,
        "Zormat Bazaar,,,69.03,33.43,visited,B",
        "Torkham Gate,,,71.091,34.124,just outside,B",
        "Green Hotel,,,51.53,25.29,in Doha,B",
    )
    found = read("Clashes at Zormat Bazaar, at Torkham Gate and talks in Green Hotel.", rows)
    bazaar, gate, hotel = (found[name].place for name in ("Zormat Bazaar", "Torkham Gate", "Green Hotel"))
    assert bazaar is not None
    assert (bazaar.iso_3166_2, bazaar.province_basis) == ("AF-PIA", ProvinceBasis.COVERS)
    assert (bazaar.longitude, bazaar.latitude, bazaar.place_precision) == (69.03, 33.43, PlacePrecision.SITE)
    assert gate is not None
    assert (gate.iso_3166_2, gate.province_basis) == ("AF-NAN", ProvinceBasis.NEAREST)
    assert hotel is not None
    assert (hotel.iso_3166_2, hotel.country_code, hotel.province_basis) == (None, None, None)


def test_near_a_corrected_place_is_near_it(tmp_path: Path) -> None:
    """What the words around say of the name still holds."""
    rows = load(tmp_path, "Zormat Bazaar,,,69.03,33.43,visited,B")
    found = read("Fighting went on near Zormat Bazaar.", rows)["Zormat Bazaar"]
    assert found.place is not None
    assert found.place.place_precision is PlacePrecision.NEAR


def test_none_says_that_a_name_is_no_place(tmp_path: Path) -> None:
    """The mention loses its place, keeps its candidates with the citation, and makes no ambiguity problem."""
    rows = load(tmp_path, "Farah,,none,,,Farah is a person here,A")
    found = read("Fighting in Farah went on.", rows)["Farah"]
    assert (found.place, found.status, found.mention.role) == (None, ResolutionStatus.UNRESOLVED, MentionRole.PERSON)
    assert all(each.reasons[-1] == "no place: corrected by A: Farah is a person here" for each in found.candidates)
    assert found.candidates
    answer = geocode("Farah", corrections=rows)
    assert answer.place is None
    assert "corrected by A" in answer.problems[0].message


def test_the_context_decides_where_a_row_counts(tmp_path: Path) -> None:
    """A province named in the text, words that stand in it, or everywhere; the most particular row wins."""
    rows = load(
        tmp_path,
        "Zargaran Kala,,,68.8,36.8,everywhere,A",
        "Zargaran Kala,AF-BDS,,70.5,37.0,in Badakhshan,A",
        "Zargaran Kala,brick kilns,,65.7,31.6,the one with the kilns,A",
    )
    for text, code in (
        ("Fighting in Zargaran Kala.", "AF-KDZ"),
        ("Fighting in Zargaran Kala, in Badakhshan province.", "AF-BDS"),
        ("Fighting in Zargaran Kala near the Brick-Kilns.", "AF-KAN"),
        ("Fighting in Zargaran Kala near the brick kilnsmen.", "AF-KDZ"),
    ):
        place = read(text, rows)["Zargaran Kala"].place
        assert place is not None
        assert place.iso_3166_2 == code, text
    for query, code in (
        (Query(name="Zargaran Kala"), "AF-KDZ"),
        (Query(name="zargaran  kala", admin1="Badakhshan"), "AF-BDS"),
        (Query(name="Zargaran Kala", context="By the brick kilns."), "AF-KAN"),
        (Query(name="Zargaran Kala", context="A story from Badakhshan."), "AF-BDS"),
    ):
        answered = geocode(query, corrections=rows).place
        assert answered is not None
        assert answered.iso_3166_2 == code, query
    assert geocode(Query(name="Zargaran Kala", admin1="AF-KAB"), corrections=rows).place is None


def test_words_that_demand_a_province_keep_it(tmp_path: Path) -> None:
    """A row that makes Kunduz the city does not touch "Kunduz province"."""
    rows = load(tmp_path, "Kunduz,,geonames:1135689,,,the city,A")
    place = read("Fighting in Kunduz province went on.", rows)["Kunduz"].place
    assert place is not None
    assert place.place_id == "AF-KDZ"


def test_persons_and_other_roles_are_not_made_places(tmp_path: Path) -> None:
    """A row does not turn Mohammad Farah into a town."""
    rows = load(tmp_path, "Farah,,geonames:1142264,,,the city,A")
    found = read("Gen. Farah met elders.", rows)
    assert all(each.place is None for each in found.values())


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Herat,,geonames:99,,,unknown,A", "place_id"),
        ("Baghlan,,,36.0,68.7,swapped,A", "swapped"),
        ("Baghlan,,,nan,36.0,broken,A", "lon from -180"),
        ("Baghlan,,,68.7,inf,broken,A", "lat from -90"),
        ("Baghlan,,,68.7,136,broken,A", "lat from -90"),
        ("Baghlan,,,68.7,,half,A", "lat from -90"),
        ("Baghlan,,AF-BGL,68.7,36.1,both,A", "both"),
        ("Baghlan,,,,,neither,A", "neither"),
        (",,AF-BGL,,,no name,A", "name is missing"),
        ("Baghlan,,AF-BGL,,,,A", "reason is missing"),
        ("Baghlan,,AF-BGL,,,because,", "author is missing"),
        ("Baghlan,,AF-BGL,,,because", "the author is missing"),
        ("Baghlan,,AF-BGL,,,because, as seen,A", "more cells"),
        ("Bagh;lan,,AF-BGL,,,because,A", "semicolon"),
        ("Baghlan,,AF-BGL,,,bell\x07,A", "control"),
        ("KUNDUZ,,AF-KDZ,,,again,B", "line 2"),
    ],
)
def test_rows_in_doubt_are_problems_with_their_line(tmp_path: Path, row: str, words: str) -> None:
    """Each is told and not used; the rows around it are."""
    file = load_file(tmp_path, "Kunduz,,AF-KDZ,,,the province,A", "", row, "Taloqan,,none,,,a horse,A")
    rows = corrections_of(file.decisions)
    assert rows is not None
    assert {each.name for each in rows.rows} == {"Kunduz", "Taloqan"}
    (problem,) = file.problems
    assert words in problem.message
    assert (problem.kind, problem.file, problem.line) == (ProblemKind.DECISION_NOT_APPLIED, "corrections.csv", 4)


def test_columns_may_stand_in_any_order_and_some_be_left_out(tmp_path: Path) -> None:
    """place_id alone, or longitude and latitude alone, are enough."""
    by_id = load(tmp_path, "A,me,Kunduz,,AF-KDZ", header="\ufeffreason,author,Name,context,place_id")
    assert by_id.rows[0].citation == "corrected by me: A"
    by_point = load(tmp_path, "Kunduz,,68.8,36.8,A,me", header="name,context,longitude,latitude,reason,author")
    assert by_point.rows[0].place is not None
    assert by_point.rows[0].place.iso_3166_2 == "AF-KDZ"


@pytest.mark.parametrize(
    "header", ["", "name,place_id,reason", "name,context,lon,reason,author", HEADER + ",name", "Kunduz,,AF-KDZ,,,x,A"]
)
def test_a_missing_header_is_misuse(tmp_path: Path, header: str) -> None:
    """Without its header the table is not read at all, and the hint shows one."""
    with pytest.raises(UsageError, match="name,context,place_id,lon,lat,reason,author"):
        load(tmp_path, "Kunduz,,AF-KDZ,,,x,A", header=header)


def test_a_missing_or_binary_file_is_exit_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No silent run without the corrections that were asked for."""
    (tmp_path / "bad.csv").write_bytes(b"\xff\xfe\x00name")
    for path in (tmp_path / "none.csv", tmp_path / "bad.csv"):
        assert main(["geocode", "Kunduz", "--corrections", str(path)]) == 2
        assert capsys.readouterr().err.startswith("conflictmap: Expected")


def test_the_run_lists_the_table_and_its_problems(tmp_path: Path) -> None:
    """The manifest names the file with its sum; rows in doubt are among the run's problems."""
    (tmp_path / "story.md").write_text("KABUL, Aug. 8, 2021 - Fighting in Zargaran Kala on Sunday.", encoding="utf-8")
    table = tmp_path / "fixes.csv"
    table.write_text(f"{HEADER}\nZargaran Kala,,,68.8,36.8,seen,A\nBaghlan,,,36,68.7,x,A\n", encoding="utf-8")
    result = conflictmap.run(tmp_path / "story.md", corrections=table)
    assert any(each.file == "fixes.csv" and each.line == 3 for each in result.problems)
    assert not any("matched nothing" in each.message for each in result.problems)
    result.save(tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["settings"]["corrections"] == "fixes.csv"
    assert "decisions/fixes.csv" in manifest["inputs"]


def test_rows_under_which_nothing_falls_are_named(tmp_path: Path) -> None:
    """A row for a name that no document has is a problem with its line; one that was used is none."""
    (tmp_path / "story.md").write_text("KABUL, Aug. 8, 2021 - Fighting in Zargaran Kala on Sunday.", encoding="utf-8")
    table = tmp_path / "fixes.csv"
    table.write_text(f"{HEADER}\nZargaran Kala,,,68.8,36.8,seen,A\nNew Bridge,,,69,34.5,seen,A\n", encoding="utf-8")
    unused = [
        each
        for each in conflictmap.run(tmp_path / "story.md", corrections=table).problems
        if each.kind is ProblemKind.DECISION_NOT_APPLIED
    ]
    assert [(each.file, each.line) for each in unused] == [("fixes.csv", 3)]
    assert "New Bridge" in unused[0].message


def test_commands_take_corrections(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """extract, geocode and control run with a table; the citation stands in the output."""
    (tmp_path / "story.md").write_text("KABUL, Aug. 8, 2021 - Fighting in Zargaran Kala on Sunday.", encoding="utf-8")
    table = tmp_path / "fixes.csv"
    table.write_text(f"{HEADER}\nZargaran Kala,,,68.8,36.8,seen,A\n", encoding="utf-8")
    for words in (["extract", str(tmp_path / "story.md")], ["geocode", "Zargaran Kala"]):
        assert main([*words, "--corrections", str(table)]) == 0
        assert "corrected by A: seen" in capsys.readouterr().out
    assert main(["control", str(tmp_path / "story.md"), "--corrections", str(table), "--format", "jsonl"]) == 0


STORY = "KABUL, Aug. 8, 2021 - The Taliban seized Zargaran Kala on Sunday."
UNUSED = "New Bridge,,,69,34.5,seen,A"
TOML = """
[[decision]]
decision_id = "kilns"
action = "set_place"
field = "name"
value = "name=Zargaran Kala; place=68.8, 36.8"
author = "A"
reason = "seen"
decided_at = 2021-08-09
"""


def sources(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "story.md").write_text(STORY, encoding="utf-8")
    table = tmp_path / "fixes.csv"
    table.write_text(f"{HEADER}\nZargaran Kala,,,68.8,36.8,seen,A\n{UNUSED}\n", encoding="utf-8")
    return tmp_path / "news", table


def test_a_name_in_the_decisions_file_is_the_same_thing(tmp_path: Path) -> None:
    """A set_place row does what the table does, and both are cited by the event and listed among the decisions."""
    news, table = sources(tmp_path)
    (tmp_path / "team.toml").write_text(TOML, encoding="utf-8")
    by_table = conflictmap.run(news, corrections=table)
    by_file = conflictmap.run(news, decisions=tmp_path / "team.toml")
    for result in (by_table, by_file):
        event = next(each for each in result.events if each.action == "seized")
        assert event.place is not None
        assert event.place.place_id == "point:68.80000,36.80000"
        (decision_id,) = event.decisions
        row = result.decisions.set_index("decision_id").loc[decision_id]
        assert (row["action"], row["events"]) == ("set_place", event.event_id)
    assert "kilns" in {each for event in by_file.events for each in event.decisions}
    assert not any(each.decisions for each in conflictmap.run(news).events)


def test_only_events_at_the_place_cite_the_decision(tmp_path: Path) -> None:
    """Of two events of a text that which lies elsewhere is not the decision's."""
    rows = load(tmp_path, "Zargaran Kala,,,68.8,36.8,seen,A")
    text = "The Taliban seized Zargaran Kala on Sunday. The Taliban seized Taloqan on Sunday."
    document = Document(document_id="a", text=text, offsets=OffsetMap.identity(len(text)), sha256="")
    cited = {each.quote.exact[:26]: bool(each.decisions) for each in extract(document, rows).events}
    assert cited == {"The Taliban seized Zargara": True, "The Taliban seized Taloqan": False}


def test_the_later_decision_on_a_name_counts() -> None:
    """Of two decisions on one name in one context the later one is used, and the earlier is no problem."""
    found = [
        Decision(
            decision_id=name,
            action=DecisionAction.SET_PLACE,
            value=f"name=Zargaran Kala; place={place}",
            author="A",
            reason="seen",
            decided_at=datetime(2021, 8, day, tzinfo=UTC),
        )
        for name, place, day in (("a", "68.8, 36.8", 12), ("b", "none", 10))
    ]
    rows = corrections_of(found)
    assert rows is not None
    assert [each.decision_id for each in rows.rows] == ["a"]


def test_a_ledger_keeps_dated_names_and_goes_by_them(tmp_path: Path) -> None:
    """A row with a time stays in the ledger's file and counts for the next run; one without a time is the run's own."""
    news, table = sources(tmp_path)
    (tmp_path / "team.toml").write_text(TOML, encoding="utf-8")
    ledger = tmp_path / "war.gpkg"
    with Session(LedgerTerms(path=ledger)) as session:
        session.decide_by(read_decisions_file(tmp_path / "team.toml"))
        session.decide_by(read_decisions_file(table))
    result = conflictmap.run(news, ledger=ledger)
    assert [each.decisions for each in result.events if each.action == "seized"] == [("kilns",)]
    assert not any("New Bridge" in each.message for each in result.problems)
    again = conflictmap.run(news, ledger=ledger)
    assert not any("matched nothing" in each.message for each in again.problems), "the ledger's events cite it"


def test_a_name_that_is_about_an_event_is_in_doubt(tmp_path: Path) -> None:
    """A set_place row names no event and no document, and needs a name and a place."""
    path = tmp_path / "decisions.csv"
    header = "decision_id,action,document,value,author,reason,decided_at\n"
    rows = (
        "a,set_place,story.md,name=X; place=none,A,r,",
        "b,set_place,,name=X,A,r,",
        "c,set_place,,place=none,A,r,",
        "d,set_place,,name=X; place=none; day=2021-08-08,A,r,",
        "e,reject,story.md,,A,r,",
        "f,set_place,,name=X; place=none,A,r,yesterday",
    )
    path.write_text(header + "\n".join(rows) + "\n", encoding="utf-8")
    file = read_decisions_file(path)
    assert file.decisions == ()
    assert [each.line for each in file.problems] == [2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("words", [["extract"], ["extract", "--workers", "2"], ["control", "--format", "csv"]])
def test_unused_rows_are_named_by_each_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    """On standard error, with file and line; the row that was used is not."""
    news, table = sources(tmp_path)
    assert main([words[0], str(news), "--corrections", str(table), *words[1:]]) == 0
    told = capsys.readouterr().err
    assert "fixes.csv" in told
    assert "New Bridge" in told
    assert "Zargaran" not in told


def test_a_run_in_parts_uses_the_table_and_names_unused_rows(tmp_path: Path) -> None:
    """With a ledger, and again from what is finished; rows that cannot be used are among the problems, too."""
    news, table = sources(tmp_path)
    with table.open("a", encoding="utf-8") as rows:
        rows.write("Baghlan,,,36,68.7,swapped,A\n")
    for _ in range(2):
        result = extract_to(news, tmp_path / "out", corrections=table, ledger=tmp_path / "war.gpkg")
        assert result.problems["decision_not_applied"] == 2
    lines = [json.loads(each) for each in (tmp_path / "out" / "problems.jsonl").read_text("utf-8").splitlines()]
    assert sorted((each["file"], each["line"]) for each in lines) == [("fixes.csv", 3), ("fixes.csv", 4)]
    entries = conflictmap.run((), ledger=tmp_path / "war.gpkg").events
    assert [each.place.place_id for each in entries if each.place] == ["point:68.80000,36.80000"]


def test_commands_that_settle_nothing_say_what_they_leave_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """extract reads names from a decisions file and says that its other decisions are not used."""
    news, _ = sources(tmp_path)
    more = """
[[decision]]
action = "reject"
target_event_id = "x"
author = "A"
reason = "r"
decided_at = 2021-08-09
"""
    (tmp_path / "team.toml").write_text(TOML + more, encoding="utf-8")
    assert main(["extract", str(news), "--corrections", str(tmp_path / "team.toml")]) == 0
    out, err = capsys.readouterr()
    assert "corrected by A: seen" in out
    assert "1 decision on events not used" in err


def test_reread_goes_by_names_and_says_which_matched_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Naming a place after the fact changes what the ledger reads, once."""
    news, table = sources(tmp_path)
    ledger = ["--ledger", str(tmp_path / "war.gpkg")]
    assert main(["map", str(news), *ledger, "-o", str(tmp_path / "out")]) == 0
    assert main(["reread", *ledger, "--corrections", str(table)]) == 0
    assert "New Bridge" in capsys.readouterr().err
    assert main(["reread", *ledger, "--corrections", str(table), "--dry-run"]) == 0


def test_two_files_of_one_name_are_misuse(tmp_path: Path) -> None:
    """Decisions are known by the name of their file."""
    news, table = sources(tmp_path)
    (tmp_path / "more").mkdir()
    other = tmp_path / "more" / "fixes.csv"
    other.write_bytes(table.read_bytes())
    with pytest.raises(UsageError, match="two names"):
        conflictmap.run(news, corrections=table, decisions=other)


def test_review_reads_by_the_names_of_its_own_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The decisions file that is added to says what names mean before the texts are read."""
    news, _ = sources(tmp_path)
    header = "decision_id,action,target_event_id,document,quote,field,value,author,reason,decided_at\n"
    row = 'n1,set_place,,,,name,"name=Zargaran Kala; place=68.8, 36.8",A,seen,\n'
    (tmp_path / "team.csv").write_text(header + row, encoding="utf-8")
    assert main(["review", str(news), "-o", str(tmp_path / "team.csv"), "--format", "table"]) == 0
    out, err = capsys.readouterr()
    assert "point:68.80000,36.80000" in out
    assert "matched nothing" not in err
