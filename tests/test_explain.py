"""The `explain` command: it says how each sentence was read, and never otherwise than `extract` finds."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conflictmap.cli import main
from conflictmap.explain_command import ListeningExtractor, sentence_records
from conflictmap.pipeline import extract, extract_all
from geo.documents import read_sources
from geo.events.denial import RULE_ID
from geo.files import seeds_folder
from geo.records import claim_record, event_record

if TYPE_CHECKING:
    from conflictmap.pipeline import Extraction

GOLDEN = Path(__file__).parent / "golden" / "explain" / "made.json"
MADE = """Taliban take Kunduz

KUNDUZ, Afghanistan -- Taliban fighters captured the city of Kunduz on Sunday, residents said. They could capture \
Taloqan, officials warned. In 2015 the insurgents briefly seized Kunduz. The president captured the mood in Kunduz. \
Mr Karim took Herat for a day. The mayor took Herat with 60 percent of the vote. Ghazni will fall to the Taliban by \
Friday. The Taliban denied that they had seized Zaranj. The Taliban captured Aybak, and Aybak fell without a fight. \
The sky was sunny in Ghazni. The Taliban now hold three provincial capitals, a spokesman said.
"""


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Write the small made text."""
    path = tmp_path / "made.txt"
    path.write_text(MADE, "utf-8")
    return path


def explained(path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[dict[str, Any]]:
    """Run the command and read its lines."""
    assert main(["explain", str(path), "--published", "2021-08-10", "--format", "jsonl", *options]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def short(line: dict[str, Any]) -> dict[str, Any]:
    """Keep what a reader would look at: no identities, no scores, which change with every table."""
    return {
        "text": line["text"],
        "parsed": line["parsed"],
        "places": [
            [each["surface"], each["role"], each["place"] and each["place"]["name"]] for each in line["mentions"]
        ],
        "actors": [[each["text"], each["actor"], each["actor_side"], each["actor_class"]] for each in line["actors"]],
        "dates": [[each["text"], each["date_edtf"]] for each in line["dates"]],
        "clauses": line["clauses"],
        "predications": [
            [
                each["frame_id"],
                each["trigger"]["text"],
                each["assertion_mode"],
                each["cue"],
                {role: [filler["text"] for filler in fillers] for role, fillers in each["roles"].items()},
                each["sources"],
            ]
            for each in line["predications"]
        ],
        "not_events": [[each["frame_id"], each["trigger"]["text"], each["reason"]] for each in line["not_events"]],
        "events": [
            [each["event_type"], each["assertion_mode"], each["unit_id"], each["ledger"]] for each in line["events"]
        ],
        "claims": [[each["side"], each["count"], each["unit"]] for each in line["claims"]],
    }


def test_made_text_reads_as_the_golden_file_says(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Places, actors, dates, clauses, predications with their cues, events and reasons, sentence by sentence."""
    found = [short(line) for line in explained(made, capsys)]
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(GOLDEN.read_text("utf-8"))


def test_each_way_of_being_no_event_is_told(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An object that is no territory, a vote, a retelling, a mode that moves nothing, no word that tells anything."""
    lines = explained(made, capsys)
    feared = next(line for line in lines if line["text"].startswith("They could"))
    told = feared["predications"][0]
    assert (told["assertion_mode"], told["cue"]) == ("hypothetical", "could")
    assert feared["events"][0]["ledger"] == "nothing: it is hypothetical, not actual"
    mood = next(line for line in lines if "mood" in line["text"])
    assert mood["events"] == []
    assert ("seize", "no territory is its object") in {
        (each["frame_id"], each["reason"]) for each in mood["not_events"]
    }
    vote = next(line for line in lines if "percent of the vote" in line["text"])
    assert vote["events"] == []
    assert "a word of the clause speaks against it" in {each["reason"] for each in vote["not_events"]}
    retold = next(line for line in lines if line["text"].startswith("The Taliban captured Aybak"))
    assert len(retold["events"]) == 1
    assert len(retold["predications"]) == 2
    rain = next(line for line in lines if "sunny" in line["text"])
    assert not rain["parsed"]
    assert rain["predications"] == []


def test_place_that_is_not_known_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """ "The city" without a city before it, and a place that no gazetteer has, move nothing, and that is said."""
    path = tmp_path / "made.txt"
    path.write_text(
        "The Taliban captured the city on Sunday. The Taliban captured Nowherabad district on Sunday.", "utf-8"
    )
    for line in explained(path, capsys):
        assert [event["ledger"] for event in line["events"]] == ["nothing: which unit changed hands is not clear"]
        assert [event["place"] for event in line["events"]] == [None]


def test_offsets_point_into_the_file(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Sentence, actor, date and trigger stand where the record says."""
    for line in explained(made, capsys):
        for each in (line, *line["actors"], *line["dates"], *(told["trigger"] for told in line["predications"])):
            assert MADE[each["start"] : each["end"]] == each["text"]


def seed_readings() -> list[tuple[Extraction, list[dict[str, Any]]]]:
    """Read the seeds without a trace, and explain each."""
    listener = ListeningExtractor()
    explained_again = {
        extraction.document.document_id: list(sentence_records(extraction, listener.trace))
        for extraction, _ in extract_all([seeds_folder()], extractor=listener)
        if extraction is not None
    }
    plain = [extract(document) for document, _ in read_sources([seeds_folder()]) if document is not None]
    return [(each, explained_again[each.document.document_id]) for each in plain]


def test_explain_never_disagrees_with_extract() -> None:
    """On every seed: the same sentences, events and counts, each event with the frame that it came of."""
    readings = seed_readings()
    assert len(readings) > 20
    for extraction, lines in readings:
        document = extraction.document
        assert [line["text"] for line in lines] == [
            document.text[each.start : each.end] for each in extraction.sentences
        ]
        told = {
            event["event_id"]: {k: v for k, v in event.items() if k != "ledger"}
            for line in lines
            for event in line["events"]
        }
        assert told == {event.event_id: event_record(event, document) for event in extraction.events}
        claims = [claim for line in lines for claim in line["claims"]]
        assert claims == [claim_record(claim) for claim in extraction.claims]
        assert {event.rule_id for event in extraction.events} <= {
            told["frame_id"] for line in lines for told in line["predications"]
        } | {RULE_ID}


def test_every_word_that_is_no_event_has_a_reason() -> None:
    """What was dropped says why in words; a mode other than actual names its cue."""
    for _, lines in seed_readings():
        for line in lines:
            assert all(each["reason"] for each in line["not_events"])
            assert all(told["cue"] for told in line["predications"] if told["assertion_mode"] != "actual")


def test_table_shows_the_same_to_people(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The panels hold the cue, the reason and what becomes of the ledger; control characters are shown, not obeyed."""
    made.write_text(MADE + "\x1b[31mThe Taliban seized Zaranj.\n", "utf-8")
    assert main(["explain", str(made), "--published", "2021-08-10", "--format", "table"]) == 0
    out = capsys.readouterr().out
    words = " ".join(out.replace("│", " ").split())
    assert "hypothetical (by “could”)" in words
    assert "a report of gain for provincial capital AF-KDZ" in words
    assert "no territory is its object" in words
    assert "\x1b[31m" not in out


def test_standard_input_and_faults(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """`-` reads standard input; an empty file is named with status 1, a missing one is wrong usage."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(MADE.encode()), "utf-8"))
    assert main(["explain", "-", "--format", "jsonl", "--published", "2021-08-10"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(MADE.split(". ")) + 1
    (tmp_path / "empty.txt").write_bytes(b"")
    assert main(["explain", str(tmp_path / "empty.txt"), "--format", "jsonl"]) == 1
    assert "empty.txt" in capsys.readouterr().err
    assert main(["explain", str(tmp_path / "none.txt")]) == 2
