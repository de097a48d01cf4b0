"""The `map`, `extract` and `control` commands: exit statuses, bad input, and what is printed where."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conflictmap import cli
from conflictmap.cli import main
from conflictmap.terminal import visible

ROOT = Path(__file__).resolve().parents[1]
GOOD = """---
title: Taliban take Zaranj
published: 2021-08-06
source: test
---

ZARANJ, Afghanistan -- The Taliban captured Zaranj, the capital of Nimroz province, on Friday, residents said.
"""
HOSTILE = "</script><img src=x onerror=alert(1)> `${alert(1)}` \x1b[31mred"
FATAL = {
    "binary.txt": (bytes(range(256)) * 8, "binary_file"),
    "broken-feed.xml": (b"<rss><channel><item><title>x", "broken_feed"),
    "broken-line.jsonl": (b'{"id": "a", "text": ', "broken_line"),
    "broken-utf8.txt": (b"The Taliban seized \xff\xfe\xfa Kunduz \x80\x81.", "broken_encoding"),
    "empty.txt": (b"", "empty_file"),
}


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder with one good dispatch."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "good.md").write_text(GOOD, encoding="utf-8")
    return folder


def written(out: Path, name: str) -> list[dict[str, Any]]:
    """Read an output of JSON Lines."""
    return [json.loads(line) for line in (out / name).read_text(encoding="utf-8").splitlines()]


def test_bad_sources_are_named_and_the_rest_is_done(
    sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each bad file is a named problem, in the file and on standard error; the good one is on the map; status 1."""
    for name, (content, _) in FATAL.items():
        (sources / name).write_bytes(content)
    (sources / "undated.txt").write_text("The Taliban captured Zaranj on Friday, residents said.\n", encoding="utf-8")
    out = tmp_path / "out"
    assert main(["map", str(sources), "-o", str(out)]) == 1
    captured = capsys.readouterr()
    kinds = {(problem["file"], problem["kind"]) for problem in written(out, "problems.jsonl")}
    for name, (_, kind) in FATAL.items():
        assert (name, kind) in kinds
        assert name in captured.err
    assert ("undated.txt", "no_date") in kinds
    assert "undated.txt" not in captured.err
    assert "Taliban 1 of 34" in captured.out
    assert "Traceback" not in captured.err


@pytest.mark.parametrize("name", FATAL)
def test_each_bad_source_alone(sources: Path, tmp_path: Path, name: str) -> None:
    """Every kind of bad source by itself gives status 1, never an internal error, and a whole set of files."""
    bad = sources / name
    bad.write_bytes(FATAL[name][0])
    assert main(["map", str(bad), "-o", str(tmp_path / "out")]) == 1
    fatal = [problem for problem in written(tmp_path / "out", "problems.jsonl") if problem["fatal"]]
    assert FATAL[name][1] in {problem["kind"] for problem in fatal}
    assert {problem["file"] for problem in fatal} == {name}
    assert (tmp_path / "out" / "map.html").is_file()


def test_what_cannot_be_placed_or_dated_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown place gets no pin and no holder: a problem names it and its file, the event counts as unplaced."""
    source = tmp_path / "unknown.txt"
    source.write_text("The Taliban seized the town of Xyzabad on Sunday, residents said.\n", encoding="utf-8")
    assert main(["map", str(source), "-o", str(tmp_path / "out"), "--published", "2021-08-10"]) == 0
    problems = written(tmp_path / "out", "problems.jsonl")
    assert "unknown_place" in {problem["kind"] for problem in problems}
    assert {problem["file"] for problem in problems} == {"unknown.txt"}
    out = capsys.readouterr().out
    assert "Unplaced events: 1 (" in out
    assert "Not known 34 of 34" in out


def test_a_huge_file_is_refused_at_once(sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A 50 MB article is a named problem and does not hold up the rest."""
    with (sources / "huge.txt").open("wb") as stream:
        stream.write(b"The Taliban seized Kunduz. ")
        stream.truncate(50_000_000)
    assert main(["map", str(sources), "-o", str(tmp_path / "out")]) == 1
    captured = capsys.readouterr()
    assert "huge.txt: too_large" in captured.err
    assert "Taliban 1 of 34" in captured.out


def test_hostile_headline_stays_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A headline that is markup is data: it ends no script of the page, and moves no cursor."""
    record = {
        "id": HOSTILE,
        "title": HOSTILE,
        "text": "The Taliban captured Zaranj on Friday.",
        "published": "2021-08-06",
    }
    source = tmp_path / "hostile.jsonl"
    source.write_text(json.dumps(record), encoding="utf-8")
    assert main(["map", str(source), "-o", str(tmp_path / "out"), "--title", HOSTILE]) == 0
    page = (tmp_path / "out" / "map.html").read_text(encoding="utf-8")
    assert "</script><img" not in page
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["map", "{sources}"], "-o"),
        (["map", "-o", "{out}"], "SOURCES"),
        (["map", "{sources}/nowhere.txt", "-o", "{out}"], "nowhere.txt"),
        (["map", "{sources}", "-o", "{sources}/good.md"], "good.md"),
        (["map", "{sources}", "-o", "{sources}/good.md/deeper"], "good.md"),
        (["map", "{sources}", "-o", "{out}", "--published", "10 August"], "10 August"),
        (["map", "{sources}", "-o", "{out}", "--as-of", "2021-13-01"], "2021-13-01"),
        (["map", "{sources}", "-o", "{out}", "--opening", "nowhere.toml"], "nowhere.toml"),
        (["map", "{sources}", "-o", "{out}", "--opening", "{sources}/good.md"], "TOML"),
        (["map", "-", "-", "-o", "{out}"], "standard input once"),
        (["extract", "{sources}/nowhere"], "nowhere"),
        (["extract", "{sources}", "--published", "soon"], "soon"),
        (["control", "{sources}", "--format", "xml"], "xml"),
        (["fly", "{sources}"], "fly"),
    ],
)
def test_wrong_usage_writes_nothing(
    sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    """Status 2, the reason in words, no traceback, no output."""
    out = tmp_path / "out"
    assert main([each.format(sources=sources, out=out) for each in arguments]) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert "Traceback" not in captured.err
    assert captured.out == ""
    assert not out.exists()
    assert (sources / "good.md").read_text(encoding="utf-8") == GOOD


def test_late_opening_writes_nothing(sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An opening state younger than the documents is wrong usage, found before anything is written."""
    late = '[source]\ntitle = "late"\n[holders]\n"AF-NIM" = "government"\n'
    (sources / "opening.toml").write_text(f'day = "2021-09-01"\n{late}', encoding="utf-8")
    assert main(["map", str(sources), "-o", str(tmp_path / "out")]) == 2
    assert "2021-09-01" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_internal_error_is_70_and_says_how_to_report(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault of ours is told in two lines; --debug, anywhere on the line, shows where."""

    def fail(*_: object, **__: object) -> None:
        message = "made for this test"
        raise RuntimeError(message)

    monkeypatch.setattr("conflictmap.map_command.run_by", fail)
    arguments = ["map", str(sources), "-o", str(tmp_path / "out")]
    assert main(arguments) == cli.INTERNAL == 70
    captured = capsys.readouterr()
    assert "made for this test" in captured.err
    assert "report" in captured.err
    with pytest.raises(RuntimeError, match="made for this test"):
        main([*arguments, "--debug"])


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    """The bare command helps, on standard error, and is no success."""
    assert main([]) == 2
    assert "geocode" in capsys.readouterr().err


def test_extract_prints_a_line_per_document_in_order(sources: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON Lines on standard output, the order of the sources kept, unread ones named on standard error."""
    lines = [
        {"id": "one", "text": "The Taliban seized the city of Kunduz on Sunday.", "published": "2021-08-08", "more": 1},
        {"id": "two", "text": "Nothing of note.", "published": "2021-08-09"},
    ]
    made = sources / "made.jsonl"
    made.write_text("\n".join([json.dumps(lines[0]), "{", json.dumps(lines[1])]), encoding="utf-8")
    assert main(["extract", str(made), str(sources / "good.md")]) == 1
    captured = capsys.readouterr()
    records = [json.loads(line) for line in captured.out.splitlines()]
    assert [record["document"]["id"] for record in records][:2] == ["one", "two"]
    assert len(records) == 3
    assert list(records[0]) == ["document", "focus", "mentions", "events", "claims", "problems"]
    seized = records[0]["events"][0]
    assert (seized["event_type"], seized["unit_id"], seized["date_start"]) == ("capital_seized", "AF-KDZ", "2021-08-08")
    assert records[1]["events"] == []
    assert records[1]["focus"] is None
    assert "made.jsonl:2" in captured.err


def test_extract_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A pipe of JSON Lines is a source like any other."""
    line = json.dumps({"id": "p", "text": "Fighting went on in Herat on Monday.", "published": "2021-08-09"})

    class Piped:
        buffer = io.BytesIO(line.encode())

    monkeypatch.setattr(sys, "stdin", Piped())
    assert main(["extract", "-"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["document"]["id"] == "p"
    assert record["mentions"][0]["surface"] == "Herat"


def test_a_reader_that_goes_away_is_no_error() -> None:
    """`extract | head -1` ends quietly."""
    script = f'"{sys.executable}" -m conflictmap extract seeds | head -c 10; echo "${{PIPESTATUS[0]}}"'
    run = subprocess.run(["bash", "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert run.stderr == ""
    assert run.stdout.endswith("0\n")


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("fa", "rtl"), ("ps", "rtl")])
def test_the_page_speaks_the_language_asked_for(sources: Path, tmp_path: Path, language: str, direction: str) -> None:
    """The page and the manifest name it; every other file has the same bytes in any language."""
    out, plain = tmp_path / "out", tmp_path / "plain"
    assert main(["map", str(sources), "-o", str(out), "--language", language]) == 0
    assert main(["map", str(sources), "-o", str(plain)]) == 0
    assert f'<html lang="{language}" dir="{direction}">' in (out / "map.html").read_text(encoding="utf-8")
    assert json.loads((out / "manifest.json").read_text(encoding="utf-8"))["settings"]["language"] == language
    for name in ("events.geojson", "control.csv", "ledger.jsonl", "claims.csv", "problems.jsonl"):
        assert (out / name).read_bytes() == (plain / name).read_bytes(), name


def test_a_language_without_words_is_wrong_usage(sources: Path, tmp_path: Path) -> None:
    """Nothing is written in a language that is not there."""
    assert main(["map", str(sources), "-o", str(tmp_path / "out"), "--language", "de"]) == 2
    assert not (tmp_path / "out").exists()


def test_control_prints_json_for_programs(sources: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Counts of both layers that add up, and the list of lagging capitals with their rules."""
    assert main(["control", str(sources), "--as-of", "2021-08-06"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["as_of"], record["rule"], record["unit"]) == ("2021-08-06", "capital", "provincial_capital")
    for basis in ("reported", "assessed"):
        assert sum(count["count"] for count in record["counts"] if count["basis"] == basis) == 34
    assert record["lagging"] == []


@pytest.mark.usefixtures("seeds_once")
def test_control_shows_a_table_for_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    """A claimed and denied capital stands there with the rule that holds it back."""
    assert main(["control", str(ROOT / "seeds"), "--format", "table"]) == 0
    out = capsys.readouterr().out
    assert "Bazarak (AF-PAN): reported contested (Government)" in out
    assert "claimed_and_denied" in out


def test_output_is_utf8_whatever_the_locale(sources: Path) -> None:
    """Names in Dari come out whole under a locale that has no such letters."""
    (sources / "dari.md").write_text("---\npublished: 2021-08-08\n---\n\nطالبان کندز را گرفتند.\n", encoding="utf-8")
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "conflictmap", "extract", str(sources / "dari.md")]
    run = subprocess.run(command, capture_output=True, env=environment, cwd=ROOT, check=True)
    assert json.loads(run.stdout.decode("utf-8"))["document"]["published"] == "2021-08-08"


def test_manifest_names_inputs_by_relative_names(sources: Path, tmp_path: Path) -> None:
    """The manifest tells what was read by name and sum, and nothing of where the user's files lie."""
    assert main(["map", str(sources), "-o", str(tmp_path / "out")]) == 0
    text = (tmp_path / "out" / "manifest.json").read_text(encoding="utf-8")
    assert list(json.loads(text)["inputs"]) == ["good.md"]
    assert str(tmp_path) not in text


@pytest.mark.parametrize(
    ("text", "shown"), [("a\tb", "a\\tb"), ("\u202eabc", "\\u202eabc"), ("می\u200cشود", "می\u200cشود")]
)
def test_control_characters_are_shown(text: str, shown: str) -> None:
    """What would move the cursor or turn the direction is shown as an escape; what belongs to a script stays."""
    assert visible(text) == shown


def test_short_quotes_are_the_pages_alone(sources: Path, tmp_path: Path) -> None:
    """`--quotes short` changes the page and the manifest's settings, and no other file; another word is wrong usage."""
    full, short = tmp_path / "full", tmp_path / "short"
    assert main(["map", str(sources), "-o", str(full)]) == 0
    assert main(["map", str(sources), "-o", str(short), "--quotes", "short"]) == 0
    assert main(["map", str(sources), "-o", str(tmp_path / "none"), "--quotes", "half"]) == 2
    differ = {each.name for each in full.iterdir() if each.read_bytes() != (short / each.name).read_bytes()}
    assert differ == {"map.html", "manifest.json"}
    assert json.loads((short / "manifest.json").read_text(encoding="utf-8"))["settings"]["quotes"] == "short"
