"""No document takes a run down: faults nobody thought of, numbers and days beyond bounds, odd folders."""

from __future__ import annotations

import csv
import io
import json
import logging
import os
import signal
import socket
import time
import zipfile
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from conflictmap import pipeline
from conflictmap.cli import main
from conflictmap.inputs import input_sums
from conflictmap.pipeline import extract_all
from geo import seam
from geo.documents import budget, read_sources
from geo.documents.bytes_in import Undecodable
from geo.documents.folder import file_named, shown_name
from geo.documents.formats import Origin
from geo.documents.front_matter import DEEPEST, LONGEST, read_front_matter
from geo.documents.office import read_docx, read_odt
from geo.documents.packed import read_zip
from geo.errors import Problem, ProblemKind, UsageError
from geo.events.bounds import MOST_PEOPLE
from geo.mentions import find_mentions
from geo.seam import OutOfTimeError, Piece, attempt, attempt_each, watched
from tests.input_files import write_docx
from tests.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from geo.documents.bytes_in import Readable
    from geo.documents.record import RawRecord

TEXT = "The Taliban captured the city of Kunduz on Sunday, residents said."


def problems_of(out: Path) -> list[dict[str, Any]]:
    """The problems that a run has written."""
    return [json.loads(line) for line in (out / "problems.jsonl").read_text("utf-8").splitlines()]


def run(folder: Path, out: Path) -> int:
    """The main job on a folder."""
    return main(["map", str(folder), "-o", str(out), "--published", "2021-08-10"])


# --- the seam


def test_whatever_is_raised_is_a_fatal_problem_that_names_the_piece(caplog: pytest.LogCaptureFixture) -> None:
    """The file, the line and the document stand in it, the traceback in the log alone, and no value in the message."""

    def work() -> int:
        raise OverflowError("secret 12345")

    with caplog.at_level(logging.ERROR, logger="conflictmap.faults"):
        found = attempt(work, Piece("a.txt", 3, "doc"))
    assert isinstance(found, Problem)
    assert (found.kind, found.file, found.line, found.document_id) == (
        ProblemKind.READING_FAILED, "a.txt", 3, "doc",
    )  # fmt: skip
    assert found.is_fatal
    assert "OverflowError" in found.message
    assert "secret" not in found.message
    assert "secret 12345" in caplog.text


def test_misuse_passes_through_the_seam() -> None:
    """A fault in use would meet every document alike: it ends the run as before."""

    def work() -> int:
        raise UsageError("a day", "none")

    with pytest.raises(UsageError):
        attempt(work, Piece("a.txt"))


def test_what_came_before_a_fault_is_kept() -> None:
    """The records of a file up to the one that fails are read."""

    def records() -> Iterator[int]:
        yield 1
        yield 2
        raise KeyError("x")

    first, second, fault = attempt_each(records(), Piece("a.jsonl"))
    assert (first, second) == (1, 2)
    assert isinstance(fault, Problem)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no interval timers here")
def test_the_watch_ends_what_takes_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work beyond its time is dropped, also where it swallows every exception, and the old handler is back after it."""
    timer, handler = signal.setitimer(signal.ITIMER_REAL, 0), signal.getsignal(signal.SIGALRM)
    try:
        monkeypatch.setattr(seam, "WATCH_S", 0.05)

        def work() -> int:
            while True:
                with suppress(Exception):  # the worst there is
                    time.sleep(0.001)

        found = attempt(work, Piece("a.txt"))
        assert isinstance(found, Problem)
        assert "took longer" in found.message
        assert signal.getsignal(signal.SIGALRM) is handler
        with pytest.raises(OutOfTimeError), watched(0.01):
            time.sleep(1)
    finally:
        signal.setitimer(signal.ITIMER_REAL, *timer)  # pytest's own watch


@pytest.mark.parametrize("command", ["map", "extract", "parts", "workers"])
def test_a_document_that_fails_is_left_out_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """By every way of reading: exit 1, the other document is done, and the bad one is named once."""
    sources, out = tmp_path / "in", tmp_path / "out"
    sources.mkdir()
    (sources / "bad.txt").write_text(TEXT.replace("Kunduz", "Herat"), "utf-8")
    (sources / "good.txt").write_text(TEXT, "utf-8")
    honest = find_mentions

    def failing(document: Any, *rest: Any) -> Any:  # noqa: ANN401
        if document.file == "bad.txt":
            raise ZeroDivisionError
        return honest(document, *rest)

    monkeypatch.setattr(pipeline, "find_mentions", failing)
    common = [str(sources), "--published", "2021-08-10"]
    asked = {
        "map": ["map", *common, "-o", str(out)],
        "extract": ["extract", *common],
        "parts": ["extract", *common, "-o", str(out)],
        "workers": ["extract", *common, "--workers", "2"],
    }[command]
    assert main(asked) == 1
    captured = capsys.readouterr()
    assert captured.err.count("bad.txt: reading_failed") == 1
    assert "good.txt" not in captured.err
    if command in {"extract", "workers"}:
        [line] = captured.out.splitlines()
        assert json.loads(line)["events"]


# --- front matter


@pytest.mark.parametrize(
    "value", ["!!bool foo", "!!int ''", "!!timestamp foo", "!!python/object:os.system x", "2021-02-31"]
)
def test_a_value_that_is_not_of_its_kind_costs_the_front_matter_alone(tmp_path: Path, value: str) -> None:
    """The body is read, the fault is named, and it is not fatal."""
    (tmp_path / "a.md").write_text(f"---\nx: {value}\n---\n{TEXT}\n", "utf-8")
    [(document, problems)] = read_sources([tmp_path], published=date(2021, 8, 10))
    assert document is not None
    assert document.text == TEXT
    assert [each.kind for each in problems] == [ProblemKind.BROKEN_FRONT_MATTER]


def test_aliases_depth_and_length_are_refused() -> None:
    """A few hundred bytes never stand for gigabytes, and no mapping holds itself; a merge key is a name like others."""
    assert read_front_matter("a: {<<: {b: c}}") == ({"a": {"<<": {"b": "c"}}}, None)
    for bad in (
        "a: &a [x]\nb: *a",
        "a: &a [*a]",
        "a: " + "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1),
        "a: " + "x" * LONGEST,
    ):
        fields, fault = read_front_matter(bad)
        assert fields == {}
        assert fault is not None


def test_numbers_stay_as_they_are_written() -> None:
    """An id of digits keeps its zeros; yes, no and days are what YAML says."""
    fields, fault = read_front_matter("id: 007\nretold: true\npublished: 2021-08-10\nn: 1e3")
    assert fault is None
    assert fields == {"id": "007", "retold": True, "published": date(2021, 8, 10), "n": "1e3"}


# --- bounds


@pytest.mark.parametrize("digits", [9, 12, 20, 1000])
def test_numbers_beyond_all_bounds_are_never_told(digits: int) -> None:
    """The event stands without its figure, and there is no count; what is still a number is named as impossible."""
    number = "9" * digits
    found = read(f"The Taliban killed {number} soldiers in Kunduz on Sunday.")
    assert found.events
    assert all(each.fatalities.best is None or each.fatalities.best <= MOST_PEOPLE for each in found.events)
    stated = read(f"The Taliban hold {number} of 34 provincial capitals, AP said on Sunday.")
    assert not stated.claims
    for each in (found, stated):
        assert {problem.kind for problem in each.problems} == ({ProblemKind.IMPOSSIBLE_VALUE} if digits < 15 else set())


def test_numbers_within_the_bounds_stay() -> None:
    """A large toll that can be is kept."""
    found = read("The Taliban killed 12000 soldiers in Kunduz on Sunday.")
    assert [each.fatalities.best for each in found.events] == [12000]


# --- folders


def test_pipes_sockets_devices_and_the_systems_folders_are_named_not_opened(tmp_path: Path) -> None:
    """Nothing in a folder can make the run wait: each is a problem, and so are links to them."""
    sources, out = tmp_path / "in", tmp_path / "out"
    sources.mkdir()
    (sources / "good.txt").write_text(TEXT, "utf-8")
    os.mkfifo(sources / "pipe.txt")
    (sources / "link.txt").symlink_to(sources / "pipe.txt")
    (sources / "null.txt").symlink_to("/dev/zero")
    if os.path.isdir("/proc/self"):  # noqa: PTH112 - no path of ours
        (sources / "proc.txt").symlink_to("/proc/self/environ")
        (sources / "procs").symlink_to("/proc")
    with socket.socket(socket.AF_UNIX) as plug:
        here = os.open(".", os.O_RDONLY)
        try:  # the name of a socket has room for some hundred letters
            os.chdir(sources)
            plug.bind("plug.txt")
        finally:
            os.fchdir(here)
            os.close(here)
        assert run(sources, out) == 1
    fatal = {each["file"]: each["kind"] for each in problems_of(out) if each["fatal"]}
    assert set(fatal) == {each.name for each in sources.iterdir()} - {"good.txt"}
    assert set(fatal.values()) == {"unreadable_file"}


def test_a_pipe_that_is_named_is_read(tmp_path: Path) -> None:
    """What the user names is opened, as `<(...)` of a shell needs."""
    os.mkfifo(tmp_path / "pipe.txt")
    if os.fork() == 0:  # pragma: no cover - the child
        (tmp_path / "pipe.txt").write_text(TEXT, "utf-8")
        os._exit(0)
    [(document, _)] = read_sources([tmp_path / "pipe.txt"], published=date(2021, 8, 10))
    os.wait()
    assert document is not None
    assert document.text == TEXT


@pytest.mark.parametrize("length", [245, 246, 255])
def test_the_longest_names_are_read(tmp_path: Path, length: int) -> None:
    """A name that leaves no room for that of a sidecar is read without one."""
    (tmp_path / ("n" * (length - 4) + ".txt")).write_text(TEXT, "utf-8")
    [(document, problems)] = read_sources([tmp_path], published=date(2021, 8, 10))
    assert document is not None
    assert not problems


def test_a_name_that_is_no_utf8_is_escaped_and_in_the_manifest(tmp_path: Path) -> None:
    """Two such names stay apart, in the documents and in the sums of what was read."""
    for byte in (b"\xff", b"\xfe"):
        with open(os.path.join(os.fsencode(tmp_path), b"a" + byte + b".txt"), "wb") as stream:  # noqa: PTH118, PTH123
            stream.write(TEXT.encode() + byte.hex().encode())
    names = [str(document.file) for document, _ in read_sources([tmp_path]) if document is not None]
    assert names == ["a\\xfe.txt", "a\\xff.txt"]
    sums = input_sums([tmp_path], names)
    assert list(sums) == names
    assert len(set(sums.values())) == 2
    assert os.fsencode(file_named(tmp_path, names[0])).endswith(b"a\xfe.txt")
    assert shown_name("plain.txt") == "plain.txt"


def test_a_file_that_cannot_be_opened_has_no_sum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run names it and goes on: the manifest does without it."""
    sources, out = tmp_path / "in", tmp_path / "out"
    sources.mkdir()
    (sources / "good.txt").write_text(TEXT, "utf-8")
    (sources / "shut.txt").write_text(TEXT, "utf-8")
    honest = type(sources).open

    def refusing(self: Path, *rest: Any, **options: Any) -> Any:  # noqa: ANN401
        if self.name == "shut.txt":
            raise PermissionError(13, "Permission denied")
        return honest(self, *rest, **options)

    monkeypatch.setattr(type(sources), "open", refusing)
    assert run(sources, out) == 1
    assert list(json.loads((out / "manifest.json").read_text("utf-8"))["inputs"]) == ["good.txt"]


def test_folders_without_end_are_named(tmp_path: Path) -> None:
    """Beyond a hundred folders inside each other nothing is opened, and the rest is read."""
    deep = tmp_path
    for _ in range(120):
        deep = deep / "d"
        deep.mkdir()
    (deep / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    found = list(read_sources([tmp_path], published=date(2021, 8, 10)))
    assert [document.file for document, _ in found if document] == ["b.txt"]
    assert sum(problem.is_fatal for _, problems in found for problem in problems) == 1


# --- bounded work


def test_a_document_without_end_is_read_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """The part before the cut is read as it would be alone, and the rest is named: a count decides, never a clock."""
    cities = ("Kunduz", "Ghazni", "Taloqan", "Zaranj", "Farah")
    paragraphs = [f"The Taliban captured the city of {city} on Sunday, residents said." for city in cities]
    monkeypatch.setattr(budget, "MOST_CHARACTERS", 200)
    found, alone = read("\n\n".join(paragraphs)), read("\n\n".join(paragraphs[:2]))
    assert [event.quote.exact for event in found.events] == [event.quote.exact for event in alone.events]
    assert [(each.kind, each.is_fatal) for each in found.problems] == [(ProblemKind.WORK_BOUNDED, True)]
    assert found.document.text == alone.document.text
    [problem] = found.problems
    assert f"{len(alone.document.text):,} of " in problem.message


def test_counts_of_a_long_time_are_those_of_its_changes(tmp_path: Path) -> None:
    """One document of 1902 beside one of 2021 makes a few rows, not 120 years of them; days between change nothing."""
    sources, out = tmp_path / "in", tmp_path / "out"
    sources.mkdir()
    for name, city, day in (("a", "Kunduz", "1902-08-10"), ("b", "Herat", "2021-08-10")):
        (sources / f"{name}.md").write_text(f"---\npublished: {day}\n---\n{TEXT.replace('Kunduz', city)}", "utf-8")
    assert main(["map", str(sources), "-o", str(out)]) == 0
    rows = list(csv.DictReader((out / "control.csv").open(encoding="utf-8")))
    days = sorted({row["day"] for row in rows})
    assert len(days) < 10
    assert (days[0], days[-1]) == ("1902-08-10", "2021-08-08")
    for day in days:
        for basis in ("reported", "assessed"):
            group = [
                row for row in rows if (row["day"], row["basis"], row["unit"]) == (day, basis, "provincial_capital")
            ]
            assert sum(int(row["count"]) for row in group) == int(group[0]["total"]) == 34


def _zipped() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", "<a/>" * 3)
        archive.writestr("a.txt", "The Taliban captured Kunduz.")
    return held.getvalue()


@pytest.mark.parametrize("value", [0, 0x7F, 0xFF])
def test_whatever_byte_of_an_archive_is_damaged_it_is_named(value: int) -> None:
    """Versions, flags, methods, sums, sizes, places and names of members: nothing fails otherwise."""
    sound = _zipped()
    origin = Origin("a.zip", {})
    for at in range(len(sound)):
        damaged = sound[:at] + bytes([value]) + sound[at + 1 :]
        for reader in (read_docx, read_odt):
            with suppress(Undecodable):
                reader(damaged, origin)
        with suppress(Undecodable):
            list(read_zip(lambda raw=damaged: io.BytesIO(raw), origin, _nothing))  # type: ignore[misc]


@pytest.mark.parametrize(
    "member", ["[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml"]
)
@pytest.mark.parametrize(
    "content",
    [None, b"", b"<x/>", b"<Types><Override/></Types>", b"<Relationships><Relationship/></Relationships>"],
)
def test_a_part_of_a_word_file_that_is_another_is_no_fault_of_ours(
    tmp_path: Path, member: str, content: bytes | None
) -> None:
    """Whatever stands in the lists by which Word finds a document's parts, or is missing there."""
    write_docx(tmp_path / "a.docx")
    held = io.BytesIO()
    with zipfile.ZipFile(tmp_path / "a.docx") as sound, zipfile.ZipFile(held, "w") as archive:
        for name in sound.namelist():
            if name != member:
                archive.writestr(name, sound.read(name))
            elif content is not None:
                archive.writestr(name, content)
    with suppress(Undecodable):
        read_docx(held.getvalue(), Origin("a.docx", {}))


@pytest.mark.parametrize("name", ["Date", "From", "Subject", "Message-ID", "Content-Type", "Content-Disposition"])
@pytest.mark.parametrize(
    "value",
    [
        "Tue, 10 Aug 99999999999999999999 10:00:00 GMT",
        "9" * 5_000,
        '"',
        "<",
        "=?utf-8?b?/w==?=",
        "x; y*0*=''%",
        ";=",
        "[:@",
    ],
)
def test_a_header_of_a_mail_that_cannot_be_read_costs_no_more_than_itself(
    tmp_path: Path, name: str, value: str
) -> None:
    """A year beyond any, a number without end, half an address: the text is read all the same, or named."""
    (tmp_path / "a.eml").write_text(f"{name}: {value}\nMIME-Version: 1.0\n\nThe Taliban captured Kunduz.\n", "utf-8")
    found = list(extract_all([tmp_path / "a.eml"]))
    kinds = {problem.kind for _, problems in found for problem in problems}
    assert ProblemKind.READING_FAILED not in kinds
    assert kinds or any(extraction is not None for extraction, _ in found)


def _nothing(_: str, opened: Callable[[], Readable], __: Origin) -> Iterator[RawRecord | Problem]:
    with opened() as stream:
        stream.read()
    return iter(())
