"""What people have is read: each format with its day, its source and their bases, or named with what is missing."""

from __future__ import annotations

import builtins
import gzip
import io
import json
import logging
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest

from conflictmap.cli import main
from geo.documents.agency import find_agency
from geo.documents.encodings import decode_without_doubt
from geo.documents.fields import as_contract
from geo.documents.files import read_sources
from geo.documents.given import Given, parse_columns
from geo.documents.pdf import join_lines
from geo.documents.published import day_of_name
from geo.errors import ProblemKind, UsageError
from tests.input_files import LONG, mail, write_docx, write_folder, write_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from geo.errors import Problem
    from geo.model import Document


def read(*paths: Path, **given: object) -> tuple[dict[str, Document], list[Problem]]:
    """The documents by their file and id, and all problems."""
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    wanted = Given(**given)  # type: ignore[arg-type] # as the fields
    for document, found in read_sources(paths, given=wanted):
        problems += found
        if document is not None:
            documents[document.document_id] = document
    return documents, problems


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    write_folder(tmp_path / "in")
    return tmp_path / "in"


EXPECTED = {
    "kunduz.docx": ("2021-08-08", "dateline", "Reuters"),
    "farah.odt": ("2021-08-10", "dateline", "AP"),
    "2021-08-12_ghazni.pdf": ("2021-08-12", "file_name", None),
    "taloqan.rtf": ("2021-08-08", "dateline", "AFP"),
    "<Kandahar@wire.example>": ("2021-08-13", "published", "The Desk"),
    "<Qala-e-Naw@wire.example>": ("2021-08-13", "published", "The Desk"),
    "<Pul-e-Alam@wire.example>": ("2021-08-13", "published", "The Desk"),
    "qalat.mhtml": ("2021-08-13", "page_date", "The Courier"),
    "https://wire.example/1": ("2021-08-13", "published", "The Wire"),
    "Made channel/5": ("2021-08-14", "published", "Made channel"),
    "answer.json#1": ("2021-08-13", "published", "The Courier"),
    "kabul.txt.gz": ("2021-08-15", "dateline", "AFP"),
    "more.zip/2021/2021-08-14_maymana.txt": ("2021-08-14", "file_name", None),
    "2021-08-11_faizabad.txt": ("2021-08-11", "file_name", None),
    "articles.csv#1": ("2021-08-14", "published", "The Courier"),
    "articles.xlsx#1": ("2021-08-06", "published", "The Courier"),
    "articles.parquet#1": ("2021-08-09", "published", "A"),
}
"""The id of each document of the folder, with its day, the basis of it, and its source."""


def test_a_folder_as_an_analyst_has_it(folder: Path) -> None:
    """Each document has the day and the source that it bears; a row without words is named, and an encoding."""
    documents, problems = read(folder)
    found = {
        name: (str(each.published), each.published_basis and each.published_basis.value, each.source)
        for name, each in documents.items()
    }
    assert found == EXPECTED
    assert [(each.kind.value, each.file, each.line) for each in problems if each.kind is not ProblemKind.NO_DATE] == [
        ("decoded_otherwise", "2021-08-11_faizabad.txt", None),
        ("no_text", "articles.csv", 2),
    ]
    assert all("captured" in each.text or "took" in each.text or "entered" in each.text for each in documents.values())


def test_one_run_maps_the_folder(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`map` reads all of it in one run, tells what was not read, and posts the falls; the manifest sums each file."""
    out = tmp_path / "out"
    assert main(["map", str(folder), "-o", str(out), "--today", "2021-12-31"]) == 1  # the row without words
    said = capsys.readouterr()
    assert "in 17 documents" in said.out
    assert "articles.csv:2: no_text" in said.err
    assert "no publication day" not in said.out
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert {"kunduz.docx", "more.zip", "box.mbox", "kabul.txt.gz"} <= set(manifest["inputs"])


def test_without_the_extra_each_file_names_what_installs_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Word, RTF and PDF are named with the one line that installs their readers; the rest is read."""
    real = builtins.__import__

    def without(name: str, *rest: object, **more: object) -> object:
        if name.partition(".")[0] in {"docx", "pypdf", "striprtf"}:
            raise ImportError(name)
        return real(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    documents, problems = read(folder)
    missing = {each.file: each.message for each in problems if each.kind is ProblemKind.READER_MISSING}
    assert set(missing) == {"kunduz.docx", "taloqan.rtf", "2021-08-12_ghazni.pdf"}
    assert all("pip install 'conflictmap[documents]'" in message for message in missing.values())
    assert len(documents) == len(EXPECTED) - 3


def test_the_words_of_office_documents(tmp_path: Path) -> None:
    """A title is the title, cells of a table are paragraphs, and a PDF's wrapped lines are joined."""
    write_docx(tmp_path / "a.docx")
    write_pdf(tmp_path / "b.pdf")
    documents, _ = read(tmp_path)
    assert documents["a.docx"].title == "Kunduz falls to the Taliban"
    assert documents["a.docx"].text.endswith("Killed: not known.\n\nWounded: not known.")
    paragraphs = documents["b.pdf"].text.split("\n\n")
    assert paragraphs == ["Ghazni falls to the Taliban", (LONG * 3).strip(), "Residents confirmed it."]


def test_deleted_words_of_a_document_are_not_read(tmp_path: Path) -> None:
    """Tracked changes: what was deleted is gone, what was inserted is there."""
    write_docx(tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    change = b"<w:del><w:r><w:delText>not </w:delText></w:r></w:del><w:ins><w:r><w:t>Two men. </w:t></w:r></w:ins>"
    body = held["word/document.xml"].replace(b"<w:r><w:t>Killed", change + b"<w:r><w:t>Killed")
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        for name, content in held.items():
            archive.writestr(name, body if name == "word/document.xml" else content)
    documents, _ = read(tmp_path)
    assert "Two men. Killed: not known." in documents["a.docx"].text


def test_what_is_attached_is_a_document_of_its_own(tmp_path: Path) -> None:
    """An attached Word document is read beside its mail and has the mail's source; a picture is passed over."""
    write_docx(tmp_path / "more.docx")
    made = mail("Kandahar", (tmp_path / "more.docx").read_bytes())
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    (tmp_path / "a.eml").write_bytes(made.as_bytes())
    documents, problems = read(tmp_path / "a.eml")
    assert set(documents) == {"<Kandahar@wire.example>", "a.eml/more.docx"}
    assert documents["a.eml/more.docx"].source == "The Desk"
    assert problems == []


@pytest.mark.parametrize(
    ("name", "content", "kind", "words"),
    [
        ("a.docx", b"no archive", ProblemKind.UNREADABLE_FILE, "office document"),
        ("a.odt", b"PK\x03\x04 broken", ProblemKind.UNREADABLE_FILE, "office document"),
        ("a.pdf", b"%PDF-1.4 broken", ProblemKind.UNREADABLE_FILE, "PDF"),
        ("a.rtf", b"no rtf", ProblemKind.UNREADABLE_FILE, "Rich Text"),
        ("a.zip", b"PK\x03\x04 broken", ProblemKind.UNREADABLE_FILE, "archive"),
        ("a.zip", b"PK\x05\x06" + bytes(18), ProblemKind.EMPTY_FILE, "no file"),
        ("a.txt.gz", b"\x1f\x8b\x08\x00 broken", ProblemKind.UNREADABLE_FILE, "unpacked"),
        ("a.tar.gz", gzip.compress(b"x", mtime=0), ProblemKind.UNKNOWN_FORMAT, "unpack it first"),
        ("a.xlsx", b"PK\x03\x04 broken", ProblemKind.UNREADABLE_FILE, "sheet cannot be read"),
        ("a.parquet", b"PAR1 broken", ProblemKind.UNREADABLE_FILE, "Parquet"),
        ("a.csv", b"place,killed\nKunduz,3\n", ProblemKind.UNKNOWN_FORMAT, "place, killed"),
        ("a.csv", b"title,text\n", ProblemKind.EMPTY_FILE, "no row"),
        ("a.csv", b'title,text\n"A,b\n', ProblemKind.BROKEN_QUOTE, "quote"),
        ("a.csv", b"title,text\nA,b,c\n", ProblemKind.BROKEN_LINE, "2 cells"),
        ("a.mbox", b"Subject: no box", ProblemKind.UNREADABLE_FILE, "No message"),
        ("a.mhtml", b"Subject: x\n\nno page", ProblemKind.NO_TEXT, "no page"),
        ("a.json", b'{"name": "C", "type": "t", "messages": []}', ProblemKind.EMPTY_FILE, "no record"),
        ("a.doc", b"\xd0\xcf\x11\xe0", ProblemKind.UNKNOWN_FORMAT, "Save it as .docx"),
        ("a.msg", b"\xd0\xcf\x11\xe0", ProblemKind.UNKNOWN_FORMAT, "Save it as .eml"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, content: bytes, kind: ProblemKind, words: str) -> None:
    """Each fault is one fatal problem with its file and what to do; the neighbour is read."""
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.txt").write_text("KABUL, Aug 15, 2021 - The army left the post.", encoding="utf-8")
    documents, problems = read(tmp_path)
    assert set(documents) == {"z.txt"}
    assert [(each.kind, each.file, each.is_fatal) for each in problems] == [(kind, name, True)]
    assert words in problems[0].message


def test_archives_within_archives_have_an_end(tmp_path: Path) -> None:
    """A text three archives deep is read; one deeper is named."""
    content = b"KABUL, Aug 15, 2021 - The army left the post."
    name = "a.txt"
    for depth in range(1, 5):
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            archive.writestr(name, content)
        name, content = f"{depth}.zip", held.getvalue()
        (tmp_path / name).write_bytes(content)
        documents, problems = read(tmp_path / name)
        assert len(documents) == (depth <= 3)
        assert [each.kind for each in problems] == ([] if depth <= 3 else [ProblemKind.UNREADABLE_FILE])


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("The governor\u2019s office fell \u2013 \u201cyesterday\u201d.", "Windows-1252"),
        ("Ghani met M\u00fcller in Kabul.", "Windows-1252"),
    ],
)
def test_windows_text_without_doubt(text: str, encoding: str) -> None:
    """Typographic marks, and letters within Latin words, have one reading."""
    assert decode_without_doubt(text.encode("cp1252")) == (text, encoding)


@pytest.mark.parametrize(
    "raw",
    [
        "\u041a\u0443\u043d\u0434\u0443\u0437 fell".encode("cp1251"),
        "\u06a9\u0627\u0628\u0644 fell".encode("cp1256"),
        "K\u0101bul fell".encode() + b"\xff.",
        b"It \xe9 fell",
        b"\x81 fell",
        b"\xff\xfe" * 9,
    ],
)
def test_doubtful_bytes_are_not_guessed(raw: bytes) -> None:
    """Other alphabets, damaged UTF-8, a letter alone and bytes that no table has are refused."""
    assert decode_without_doubt(raw) is None


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(tmp_path: Path, encoding: str) -> None:
    """Every second byte zero is UTF-16; it is read and said."""
    (tmp_path / "a.txt").write_bytes("KABUL, Aug 15, 2021 - The army left the post.".encode(encoding))
    documents, problems = read(tmp_path)
    assert documents["a.txt"].text == "KABUL, Aug 15, 2021 - The army left the post."
    assert [(each.kind, each.is_fatal) for each in problems] == [(ProblemKind.DECODED_OTHERWISE, False)]


@pytest.mark.parametrize(
    "name",
    ["date", "created_at", "publishedAt", "pubDate", "timestamp", "datetime", "Published At", "datePublished", "DATE"],
)
def test_a_day_under_each_of_its_names(tmp_path: Path, name: str) -> None:
    """In JSON Lines and in front matter, whatever the case and the marks between the words."""
    (tmp_path / "a.jsonl").write_text(json.dumps({name: "2021-08-12", "body": "It fell."}) + "\n", encoding="utf-8")
    (tmp_path / "b.md").write_text(f"---\n{name}: 2021-08-12\n---\nIt was lost.\n", encoding="utf-8")
    documents, problems = read(tmp_path)
    assert {each.published for each in documents.values()} == {date(2021, 8, 12)}
    assert problems == []


def test_the_contract_goes_before_other_names() -> None:
    """Of several names for one thing the contract's own counts, then those of the table in their order."""
    fields = {"date": "2021-08-01", "published": "2021-08-02", "body": "b", "text": "t", "summary": "s"}
    assert as_contract(fields) == {"text": "t", "published": "2021-08-02"}
    assert as_contract({"summary": "s", "content": "c"}) == {"text": "c"}


def test_columns_of_a_table_by_the_user(tmp_path: Path) -> None:
    """--columns names columns that no table of names has; a wrong name is told with those that are there."""
    (tmp_path / "a.csv").write_text("T,Stuff,When\nA,It fell.,2021-08-12\n", encoding="utf-8")
    documents, _ = read(tmp_path, columns=parse_columns("title=T,text=Stuff,published=When"))
    (document,) = documents.values()
    assert (document.title, document.published) == ("A", date(2021, 8, 12))
    _, [problem] = read(tmp_path, columns={"text": "Nothing"})
    assert "the column Nothing; it has: T, Stuff, When" in problem.message
    for written in ("text", "text=", "words=T"):
        with pytest.raises(UsageError, match="text=NAME"):
            parse_columns(written)


def test_the_source_and_the_address_by_the_user(tmp_path: Path) -> None:
    """They are those of a text that names none, and go before an agency in its dateline."""
    (tmp_path / "a.txt").write_text("KABUL, Aug 15, 2021 (AFP) - It fell.", encoding="utf-8")
    documents, _ = read(tmp_path, source="The Paper", url="https://paper.example/1")
    assert (documents["a.txt"].source, documents["a.txt"].url) == ("The Paper", "https://paper.example/1")


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("KABUL, Aug 12 (Reuters) - It fell.", "Reuters"),
        ("KABUL, Afghanistan (AP) \u2014 It fell.", "AP"),
        ("It falls\n\nBy AFP\n\nThe city fell.", "AFP"),
        ("It falls\n\nBy Jane Roe, Associated Press\n\nThe city fell.", "AP"),
        ("The city fell on Sunday.\n\n(Source: Xinhua)", "Xinhua"),
        ("The city fell on Sunday. \u2014 Pajhwok Afghan News", "Pajhwok"),
        ("The city fell on Sunday. (dpa)", "dpa"),
        ("The governor told AFP that it had not fallen.", None),
        ("Reuters could not confirm it.", None),
        ("They asked the AP\nand nobody else for help with the story.", None),
    ],
)
def test_an_agency_is_the_source_where_it_signs(text: str, agency: str | None) -> None:
    """In a dateline, a by-line or a credit line; an agency that is spoken to, or spoken of, is none."""
    assert find_agency(text) == agency


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2021-08-12_kunduz.txt", date(2021, 8, 12)), ("x/kunduz 20210812.pdf", date(2021, 8, 12)),
        ("kunduz_2021_08_12.md", date(2021, 8, 12)), ("2021-08-12/kunduz.txt", None), ("2021-02-30.txt", None),
        ("12-08-2021.txt", None), ("2021-08.txt", None), ("120210812.txt", None),
        ("2021-08-12 to 2021-08-14.txt", None),
    ],
)  # fmt: skip
def test_the_day_of_a_files_name(name: str, day: date | None) -> None:
    """Year, month and day in the name itself; not in its folder, not half of it, and not one of two."""
    assert day_of_name(name) == day


def test_the_order_of_days(tmp_path: Path) -> None:
    """Its own word, the sidecar, the option, the dateline, the name of the file: each where those before it are not."""
    path = tmp_path / "2021-08-05_a.md"
    dateline = "KABUL, Aug 4, 2021 (AFP) - It fell."
    beside = tmp_path / "2021-08-05_a.md.meta.toml"
    beside.write_text("published = 2021-08-02\n", encoding="utf-8")
    path.write_text(f"---\ndate: 2021-08-01\n---\n{dateline}", encoding="utf-8")
    found = []
    for step in range(5):
        if step == 1:
            path.write_text(dateline, encoding="utf-8")
        if step == 2:
            beside.unlink()
        if step == 4:
            path.write_text("It fell.", encoding="utf-8")
        (document,) = read(path, published=date(2021, 8, 3) if step < 3 else None)[0].values()
        found.append((str(document.published), document.published_basis and document.published_basis.value))
    assert found == [
        ("2021-08-01", "published"), ("2021-08-02", "option"), ("2021-08-03", "option"), ("2021-08-04", "dateline"),
        ("2021-08-05", "file_name"),
    ]  # fmt: skip


def test_a_headline_alone_is_a_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of records without a text the headline is read, and what it says is an event; two of them are two."""
    titles = ("Taliban fighters captured Kunduz city on Sunday, officials said", "Taliban captured Taloqan")
    lines = [json.dumps({"id": n, "published": "2021-08-09", "title": each}) for n, each in enumerate(titles)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert main(["extract", str(tmp_path)]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [event["unit_id"] for each in found for event in each["events"]][:1] == ["AF-KDZ"]
    assert [each["document"]["title"] for each in found] == list(titles)


def test_lines_of_a_page_are_joined_by_their_width() -> None:
    """A line goes on where the next word did not fit, without its hyphen; page numbers are dropped."""
    wrapped = ["The fighters entered the city at dawn on Sunday and the sol-", "diers left it."]
    assert join_lines(["Short title here", *wrapped, "Page 2 of 3"]) == [
        "Short title here", "The fighters entered the city at dawn on Sunday and the soldiers left it.",
    ]  # fmt: skip


def test_outputs_of_earlier_runs_are_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A run into a folder of its own sources reads them again and not what it wrote, and says so."""
    (tmp_path / "a.txt").write_text("KABUL, Aug 15, 2021 - Taliban fighters entered Kabul.", encoding="utf-8")
    out = tmp_path / "out"
    for _ in range(2):
        assert main(["map", str(tmp_path), "-o", str(out), "--today", "2021-12-31"]) == 0
        assert "in 1 document" in capsys.readouterr().out
    kinds = [json.loads(line)["kind"] for line in (out / "problems.jsonl").read_text(encoding="utf-8").splitlines()]
    assert kinds == ["own_output"]


def test_an_empty_folder_is_a_failure_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 1, with what was looked for; a folder of assets alone is as empty."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.png").write_bytes(b"x")
    assert main(["extract", str(tmp_path / "in")]) == 1
    assert "in: no_sources" in (said := capsys.readouterr().err)
    assert ".docx" in said


@pytest.mark.parametrize("address", ["https://paper.example/a?b=1", "http://paper.example", "www.paper.example/a"])
def test_an_address_is_refused_with_the_line_that_fetches_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    """Nothing is fetched; the line to fetch it by hand is told, status 2."""
    assert main(["map", address, "-o", str(tmp_path / "out")]) == 2
    full = address if address.startswith("http") else f"https://{address}"
    assert f"curl -L -o page.html '{full}'" in capsys.readouterr().err


def test_a_name_like_a_drive_is_a_name(tmp_path: Path) -> None:
    """A file called 9:30 update.txt is read and stands in the manifest."""
    (tmp_path / "in").mkdir()
    name = "9:30 update.txt"
    (tmp_path / "in" / name).write_text("KABUL, Aug 15, 2021 - Taliban fighters entered Kabul.", encoding="utf-8")
    assert main(["map", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--today", "2021-12-31"]) == 0
    assert name in json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))["inputs"]


def test_documents_without_a_day_are_counted_with_the_way_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`map` and `extract` say at their end how many have none, and how to give one."""
    (tmp_path / "a.txt").write_text("Taliban fighters entered Kabul.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("KABUL, Aug 15, 2021 - Taliban fighters entered it.", encoding="utf-8")
    assert main(["map", str(tmp_path), "-o", str(tmp_path / "out")]) == 0
    assert "1 of 2 documents have no publication day" in (said := capsys.readouterr().out)
    assert "--published DAY" in said
    assert main(["extract", str(tmp_path)]) == 0
    assert "1 of 2 documents have no publication day" in capsys.readouterr().err


def test_readers_say_nothing_by_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a reader of pages or PDFs logs of a damaged file does not reach the terminal; the problem does."""
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\nno more")
    (tmp_path / "b.html").write_text("<html><body></body></html>", "utf-8")
    assert main(["extract", str(tmp_path)]) == 1
    said = capsys.readouterr().err.splitlines()
    assert {line.split(": ")[1].split("/")[-1] for line in said} == {"a.pdf", "b.html"}, said
