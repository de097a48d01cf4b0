"""Every format is read, every bad input is a named problem, and everything else is still done."""

from __future__ import annotations

import io
import json
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import geo.documents.jsonl as jsonl_reader
from geo.documents import bytes_in, files, read_sources, split_sentences
from geo.errors import FATAL_KINDS, ProblemKind, UsageError
from geo.quotes import make_quote
from geo.vocab import PublishedBasis

if TYPE_CHECKING:
    from geo.errors import Problem
    from geo.model import Document

GOLDEN = Path(__file__).parent / "golden" / "documents"
DAY = date(2021, 8, 10)


def read(
    *paths: Path | str, published: date | None = DAY, stdin: bytes | None = None
) -> tuple[list[Document], list[Problem]]:
    """All documents and all problems of the sources."""
    stream = io.BytesIO(stdin) if stdin is not None else None
    readings = list(read_sources(paths, published=published, stdin=stream))
    return [found for found, _ in readings if found], [problem for _, several in readings for problem in several]


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """A file of that content."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def kinds(problems: list[Problem]) -> list[ProblemKind]:
    """The kinds of the problems, in order."""
    return [problem.kind for problem in problems]


# --- formats


def test_plain_text_has_its_first_line_as_title(tmp_path: Path) -> None:
    """A short first line without a full stop is the headline; the file's name is the identifier."""
    path = write(tmp_path, "story.txt", "Two posts left\n\nThe army left. It went home.\n")
    [document], problems = read(path)
    assert (document.document_id, document.file, document.title) == ("story.txt", "story.txt", "Two posts left")
    assert document.text == "Two posts left\n\nThe army left. It went home."
    assert document.text[: document.headline_end] == "Two posts left"
    assert (document.published, document.published_basis) == (DAY, PublishedBasis.OPTION)
    assert problems == []


@pytest.mark.parametrize(
    "first",
    ["The army left the post on Friday.", "KABUL, Afghanistan (Aug. 6, 2012)", "One word:", "By Jane Roe", "Short"],
)
def test_a_first_line_that_is_no_headline_is_text(tmp_path: Path, first: str) -> None:
    """Sentences, datelines and bylines make no title."""
    [document], _ = read(write(tmp_path, "a.txt", f"{first}\n\nIt fell."))
    assert (document.title, document.headline_end) == (None, 0)


def test_markdown_brings_its_front_matter(tmp_path: Path) -> None:
    """Fields of the front matter become provenance; marks go, offsets point into the whole file."""
    source = (
        "---\nid: 7\ntitle: Posts left\npublished: 2021-08-08\nsource: made\nretold: true\n"
        "based_on: [https://example.org/a]\nreported_by: [AP, AFP]\nlanguage: en\n---\n"
        "# Posts left\n\nThe **army** left [the post](https://example.org).<!-- note -->\n\n> It went home.\n"
    )
    [document], problems = read(write(tmp_path, "a.md", source))
    assert document.text == "Posts left\n\nThe army left the post.\n\nIt went home."
    assert (document.document_id, document.title, document.source, document.retold) == ("7", "Posts left", "made", True)
    assert (document.based_on, document.reported_by) == (("https://example.org/a",), ("AP", "AFP"))
    assert (document.published, document.published_basis) == (date(2021, 8, 8), PublishedBasis.PUBLISHED)
    assert problems == []
    quote = make_quote(document, document.text.index("The army"), document.text.index("post.") + 5)
    assert source[slice(quote.start, quote.end)] == "The **army** left [the post](https://example.org)."


def test_a_title_from_the_front_matter_stands_before_the_text(tmp_path: Path) -> None:
    """A title that the body does not repeat is put first and has no offsets."""
    source = "---\ntitle: Posts left\npublished: 2021-08-08\n---\nThe army left.\n"
    [document], _ = read(write(tmp_path, "a.md", source))
    assert document.text == "Posts left\n\nThe army left."
    assert document.headline_end == len("Posts left")
    assert make_quote(document, 0, 5).start is None
    assert make_quote(document, 12, 26).start == source.index("The army")


def test_json_lines_keep_their_order_and_identifiers(tmp_path: Path) -> None:
    """Identifiers of any type become strings, unknown fields are ignored, U+2028 ends no line."""
    rows = [
        {"id": 4, "text": "The army left.\u2028\u2028It went home.", "published": "2021-08-07T22:00:00Z", "x": 1},
        {"id": "b", "text": "It fell.", "title": "A fall", "source": "S", "url": "https://e.org", "language": "en"},
        {"text": "No name."},
    ]
    content = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n\n"
    documents, problems = read(write(tmp_path, "rows.jsonl", content))
    assert [document.document_id for document in documents] == ["4", "b", "rows.jsonl#3"]
    assert documents[0].text == "The army left.\n\nIt went home."
    assert documents[0].published == date(2021, 8, 8)
    assert documents[1].text == "A fall\n\nIt fell."
    assert documents[1].offsets.to_original(8, 16) == (0, 8)
    assert problems == []


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        ('{"id": 1, "text": "It fell."}', ["1"]),
        ('[{"id": 1, "text": "It fell."}, {"text": "They left."}]', ["1", "a.json#2"]),
        ('{"id": 1, "text": "It fell."}\n{"id": 2, "text": "They left."}\n', ["1", "2"]),
    ],
)
def test_a_json_file_holds_one_record_or_several(tmp_path: Path, content: str, ids: list[str]) -> None:
    """An object, an array and lines under the wrong suffix are all read."""
    documents, problems = read(write(tmp_path, "a.json", content))
    assert [document.document_id for document in documents] == ids
    assert problems == []


def golden(documents: list[Document], problems: list[Problem]) -> dict[str, object]:
    """What a golden file keeps of a reading."""
    return {
        "documents": [
            {
                "id": document.document_id, "title": document.title, "text": document.text, "source": document.source,
                "published": str(document.published), "basis": document.published_basis, "url": document.url,
                "recorded_at": str(document.recorded_at), "language": document.language, "sha256": document.sha256,
                "pieces": [list(piece) for piece in document.offsets.pieces],
            }
            for document in documents
        ],
        "problems": [f"{problem.kind}: {problem.message}" for problem in problems],
    }  # fmt: skip


@pytest.mark.parametrize("name", ["page.html", "feed.xml", "feed.atom"])
def test_pages_and_feeds_read_as_their_golden_files(name: str) -> None:
    """The main text without navigation, the explicit metadata, the entries and the offsets stay what they were."""
    read_now = golden(*read(GOLDEN / name, published=None))
    expected = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    assert read_now == expected


def test_the_offsets_of_a_page_point_into_its_source() -> None:
    """Each sentence of the page is found in the source by its offsets, entities and tags aside."""
    source = (GOLDEN / "page.html").read_text(encoding="utf-8")
    [document], _ = read(GOLDEN / "page.html", published=None)
    for text_start, original_start, length in document.offsets.pieces:
        words = document.text[text_start : text_start + length]
        assert source[original_start : original_start + length] == words
    found, _ = split_sentences(document)
    quotes = [make_quote(document, one.start, one.end) for one in found if not one.is_headline]
    assert len(quotes) == 5
    assert all(quote.start is not None for quote in quotes)
    assert "Most read" not in document.text


def test_a_feed_is_never_taken_for_an_address(tmp_path: Path) -> None:
    """Bytes that look like an address or a file name are content, and nothing is opened."""
    _, problems = read(
        write(tmp_path, "a.xml", f"{GOLDEN}/feed.xml"), write(tmp_path, "b.xml", "http://localhost:9/feed")
    )
    assert kinds(problems) == [ProblemKind.BROKEN_FEED, ProblemKind.BROKEN_FEED]


# --- folders, sidecars, standard input


def test_a_folder_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    """Files are named relative to the folder; hidden files, pictures, read-me and the opening state are passed over."""
    for name in (
        "b.txt",
        "a/z.txt",
        "a.txt",
        ".hidden.txt",
        "~$b.docx",
        ".git/x.txt",
        "opening.toml",
        "SOURCES.toml",
        "p.png",
        "README.md",
    ):
        write(tmp_path, name, f"The army left {name} today.")
    documents, problems = read(tmp_path)
    assert [document.file for document in documents] == ["a.txt", "a/z.txt", "b.txt"]
    assert problems == []


@pytest.mark.parametrize("name", ["a.txt.meta.toml", "a.meta.toml"])
def test_a_sidecar_speaks_for_its_file(tmp_path: Path, name: str) -> None:
    """Its day goes before the option's, and it is no source itself."""
    write(tmp_path, "a.txt", "It fell.")
    write(
        tmp_path,
        name,
        'title = "A fall"\npublished = 2021-08-09\nsource = "S"\nurl = "https://e.org"\nlanguage = "en"\n',
    )
    [document], problems = read(tmp_path)
    assert (document.title, document.source, document.url, document.language) == ("A fall", "S", "https://e.org", "en")
    assert (document.published, document.published_basis) == (date(2021, 8, 9), PublishedBasis.OPTION)
    assert problems == []


def test_a_json_sidecar_never_overrules_the_record(tmp_path: Path) -> None:
    """What the record says of itself goes first."""
    write(tmp_path, "a.md", "---\ntitle: Own\npublished: 2021-08-07\n---\nIt fell.")
    write(tmp_path, "a.md.meta.json", '{"title": "Other", "published": "2021-08-09", "source": "S"}')
    [document], _ = read(tmp_path)
    assert (document.title, document.source, document.published) == ("Own", "S", date(2021, 8, 7))


def test_a_broken_sidecar_is_named_and_the_text_still_read(tmp_path: Path) -> None:
    """The fault carries the sidecar's own name."""
    write(tmp_path, "n/a.txt", "It fell.")
    write(tmp_path, "n/a.txt.meta.toml", "title = ")
    [document], [problem] = read(tmp_path)
    assert document.text == "It fell."
    assert (problem.kind, problem.file) == (ProblemKind.BROKEN_FRONT_MATTER, "n/a.txt.meta.toml")


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_standard_input_is_json_lines_or_one_text(bom: bytes) -> None:
    """The first character that is not blank decides."""
    documents, _ = read("-", stdin=bom + b'\n  {"id": 1, "text": "It fell."}\n{"id": 2, "text": "They left."}\n')
    assert [document.document_id for document in documents] == ["1", "2"]
    [document], _ = read("-", stdin=bom + b"\nTwo posts left\n\nThe army left.\n")
    assert (document.document_id, document.title) == ("stdin", "Two posts left")


def test_readings_are_a_stream(tmp_path: Path) -> None:
    """The first document is there before the second file is looked at."""
    first, second = write(tmp_path, "a.txt", "It fell."), write(tmp_path, "b.txt", "They left.")
    readings = iter(read_sources([first, second], published=DAY))
    assert next(readings)[0] is not None
    second.unlink()
    assert kinds(list(next(readings)[1])) == [ProblemKind.UNREADABLE_FILE]


@pytest.mark.parametrize("paths", [[], ["nowhere.txt"], "story.txt"])
def test_sources_that_cannot_be_are_misuse(paths: list[str] | str) -> None:
    """A missing path, an empty list or a bare string is refused before anything is read."""
    with pytest.raises(UsageError, match="Expected"):
        read_sources(paths)


# --- bad input


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", b"", ProblemKind.EMPTY_FILE),
        ("a.txt", b" \n\t\n", ProblemKind.EMPTY_FILE),
        ("a.jsonl", b"\n\n", ProblemKind.EMPTY_FILE),
        ("a.xml", b"", ProblemKind.EMPTY_FILE),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", ProblemKind.BINARY_FILE),
        ("a.txt", b"text\0text", ProblemKind.BINARY_FILE),
        ("a.md", b"%PDF-1.7 abc", ProblemKind.BINARY_FILE),
        ("a.jsonl", b"\0\1\2\3\n\0\n", ProblemKind.BINARY_FILE),
        ("a.txt", "Kābul fell.".encode() + b"\xff\xfe.", ProblemKind.BROKEN_ENCODING),
        ("a.html", "<p>Кундуз пал.</p>".encode("cp1251"), ProblemKind.BROKEN_ENCODING),
        ("a.jsonl", b'{"text": "Caf\xe9"}\n', ProblemKind.BROKEN_ENCODING),
        ("a.xml", b"<rss version='2.0'><channel><title>\xe9</title></channel></rss>", ProblemKind.BROKEN_ENCODING),
        ("a.xyz", b"text", ProblemKind.UNKNOWN_FORMAT),
        ("a", b"text", ProblemKind.UNKNOWN_FORMAT),
        ("a.jsonl", b'{"text": "It fell."\n', ProblemKind.BROKEN_LINE),
        ("a.jsonl", b'["text"]\n', ProblemKind.BROKEN_LINE),
        ("a.jsonl", b"[" * 100_000 + b"\n", ProblemKind.BROKEN_LINE),
        ("a.jsonl", b'{"text": ' + b"9" * 5_000 + b"}\n", ProblemKind.BROKEN_LINE),
        ("a.json", b'{"text": "It fell."', ProblemKind.BROKEN_LINE),
        ("a.jsonl", b'{"id": 1}\n', ProblemKind.NO_TEXT),
        ("a.jsonl", b'{"id": 1, "text": 5}\n', ProblemKind.NO_TEXT),
        ("a.jsonl", b'{"id": 1, "text": " \\n"}\n', ProblemKind.NO_TEXT),
        ("a.md", b"---\ntitle: A\n---\n", ProblemKind.NO_TEXT),
        ("a.html", b"<html><body><script>var a;</script></body></html>", ProblemKind.NO_TEXT),
        ("a.xml", b"<a><b/></a>", ProblemKind.BROKEN_FEED),
        ("a.rss", b"<rss version='2.0'><channel></channel></rss>", ProblemKind.BROKEN_FEED),
    ],
)  # fmt: skip
def test_bad_input_is_one_named_problem_and_the_rest_is_read(
    tmp_path: Path, name: str, content: bytes, kind: ProblemKind
) -> None:
    """Each fault is fatal for its source, carries its file, and leaves the neighbour alone."""
    write(tmp_path, name, content)
    write(tmp_path, "z.txt", "The army left the post.")
    documents, problems = read(tmp_path)
    assert [document.file for document in documents] == ["z.txt"]
    assert kinds(problems) == [kind]
    assert problems[0].file == name
    assert kind in FATAL_KINDS
    assert problems[0].message.endswith((".", ")"))


def test_a_broken_line_is_told_by_the_column_where_it_breaks_off(tmp_path: Path) -> None:
    """The end of the line is no line of its own: what breaks off there breaks off behind its last letter."""
    content = b'{"text": "It fell."}\n{"text": "It \n{"title": "x", \r\n'
    problems = read(write(tmp_path, "a.jsonl", content))[1]
    assert [each.message.rpartition(" at ")[2] for each in problems] == ["column 10.", "column 16."]
    assert not any(" at at " in each.message for each in problems)


def test_a_broken_line_is_named_by_its_number_and_the_others_are_read(tmp_path: Path) -> None:
    """One bad line costs one record."""
    content = b'{"id": 1, "text": "It fell."}\n{oops\n\n{"id": 3, "text": "Caf\xe9"}\n{"id": 4, "text": "They left."}'
    documents, problems = read(write(tmp_path, "a.jsonl", content))
    assert [document.document_id for document in documents] == ["1", "4"]
    assert [(problem.kind, problem.line) for problem in problems] == [
        (ProblemKind.BROKEN_LINE, 2), (ProblemKind.BROKEN_ENCODING, 4),
    ]  # fmt: skip


def test_broken_encoding_says_at_which_byte(tmp_path: Path) -> None:
    """The offset counts bytes of the file; nothing is guessed."""
    [problem] = read(write(tmp_path, "a.txt", "Kābul".encode() + b"\xff"))[1]
    assert "byte 6" in problem.message


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed(tmp_path: Path, encoding: str) -> None:
    """Texts of other programs are read where they say what they are."""
    [document], problems = read(write(tmp_path, "a.txt", "کابل سقوط کرد.".encode(encoding)))
    assert document.text == "کابل سقوط کرد."
    assert problems == []


def test_a_declared_encoding_is_believed(tmp_path: Path) -> None:
    """A page that names its encoding is read by it."""
    paragraph = "The mayor of Café Town left the town hall on Friday and did not come back, people there said."
    page = f'<html><head><meta charset="iso-8859-1"></head><body><article><p>{paragraph}</p></article></body></html>'
    [document], _ = read(write(tmp_path, "a.html", page.encode("latin-1")))
    assert document.text == paragraph


def test_an_article_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    """A 50 MB file is refused at once; a long line of JSON costs only itself."""
    big = tmp_path / "a.txt"
    with big.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    row = b'{"id": 1, "text": "' + b"a" * (bytes_in.MAX_BYTES + 1) + b'"}\n{"id": 2, "text": "It fell."}\n'
    write(tmp_path, "b.jsonl", row)
    documents, problems = read(tmp_path)
    assert [document.document_id for document in documents] == ["2"]
    assert [(problem.kind, problem.file, problem.line) for problem in problems] == [
        (ProblemKind.TOO_LARGE, "a.txt", None), (ProblemKind.TOO_LARGE, "b.jsonl", 1),
    ]  # fmt: skip


def test_the_limit_holds_for_standard_input_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither one long line nor many short ones pass."""
    monkeypatch.setattr(files, "MAX_BYTES", 100)
    monkeypatch.setattr(jsonl_reader, "MAX_BYTES", 100)
    for stdin in (b"a" * 500, b"It fell.\n" * 50):
        assert kinds(read("-", stdin=stdin)[1]) == [ProblemKind.TOO_LARGE]
    assert kinds(read("-", stdin=b" \n")[1]) == [ProblemKind.EMPTY_FILE]


@pytest.mark.parametrize(
    "front",
    ["---\ntitle: [\n---\n", "---\n- a\n---\n", "---\ntitle: !!python/object:os.system x\n---\n", "---\ntitle: open\n"],
)
def test_broken_front_matter_is_named_and_the_body_read(tmp_path: Path, front: str) -> None:
    """The text is worth more than its header."""
    [document], problems = read(write(tmp_path, "a.md", front + "\nThe army left the post."))
    assert document.text.endswith("The army left the post.")
    assert kinds(problems) == [ProblemKind.BROKEN_FRONT_MATTER]


def test_a_broken_feed_gives_the_entries_it_still_has(tmp_path: Path) -> None:
    """The fault has its line, and what could be made out is read."""
    broken = (GOLDEN / "feed.atom").read_text(encoding="utf-8").replace("</feed>", "<entry><title>A</feed>")
    documents, problems = read(write(tmp_path, "a.atom", broken), published=None)
    assert "urn:example:courier:1" in [document.document_id for document in documents]
    assert problems[0].kind is ProblemKind.BROKEN_FEED
    assert problems[0].line is not None


def test_a_document_without_a_date_is_a_problem_but_is_read(tmp_path: Path) -> None:
    """Not fatal; a stated day that is none is named as such and the next basis is used."""
    [document], [problem] = read(write(tmp_path, "a.txt", "It fell."), published=None)
    assert (document.published, document.published_basis, document.recorded_at) == (None, None, None)
    assert (problem.kind, problem.is_fatal, problem.document_id) == (ProblemKind.NO_DATE, False, "a.txt")
    [document], [problem] = read(write(tmp_path, "b.jsonl", '{"text": "It fell.", "published": "soon"}'))
    assert document.published_basis is PublishedBasis.OPTION
    assert "soon" in problem.message


def test_the_same_text_counts_once_and_identifiers_stay_distinct(tmp_path: Path) -> None:
    """A copy is skipped; another text under the same identifier is read under a new one."""
    rows = ['{"id": 1, "text": "It fell."}', '{"id": 2, "text": "It fell."}', '{"id": 1, "text": "They left."}']
    rows += ['{"id": "1#2", "text": "All came."}', '{"id": 5, "text": "It fell.", "published": "2021-08-01"}']
    documents, problems = read(write(tmp_path, "a.jsonl", "\n".join(rows)))
    assert [document.document_id for document in documents] == ["1", "1#2", "1#2#2", "5"]
    assert kinds(problems) == [ProblemKind.DUPLICATE_DOCUMENT] * 3
    assert [problem.line for problem in problems] == [2, 3, 4]
    assert not any(problem.is_fatal for problem in problems)


def test_links_that_lead_in_circles_are_named(tmp_path: Path) -> None:
    """A link to a folder above, and one to itself, end as problems."""
    write(tmp_path, "n/a.txt", "The army left the post.")
    (tmp_path / "n" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    documents, problems = read(tmp_path)
    assert [document.file for document in documents] == ["n/a.txt"]
    assert [(problem.kind, problem.file) for problem in problems] == [
        (ProblemKind.UNREADABLE_FILE, "n/up"), (ProblemKind.UNREADABLE_FILE, "self.txt"),
    ]  # fmt: skip


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    """The system's reason stands in the message."""
    write(tmp_path, "a.txt", "It fell.").chmod(0)
    assert kinds(read(tmp_path)[1]) == [ProblemKind.UNREADABLE_FILE]


def test_a_file_that_the_system_refuses_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for everybody, root included: the refusal is simulated."""
    path = write(tmp_path, "a.txt", "It fell.")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    [problem] = read(path)[1]
    assert problem.kind is ProblemKind.UNREADABLE_FILE
    assert "Permission denied" in problem.message


def test_a_lone_surrogate_in_json_can_still_be_written(tmp_path: Path) -> None:
    """Texts, titles and identifiers that no encoding has are made writable."""
    row = '{"id": "\\ud800", "title": "A \\udfff fall", "text": "It fell \\ud83d."}'
    [document], _ = read(write(tmp_path, "a.jsonl", row))
    (document.text + document.document_id + str(document.title)).encode("utf-8")


def test_removed_debris_is_named_with_its_document(tmp_path: Path) -> None:
    """What cleaning leaves out is listed, not fatal."""
    [document], [problem] = read(write(tmp_path, "a.txt", "Two posts left\n© Agency\n\nThe army left."))
    assert document.text == "Two posts left\n\nThe army left."
    assert (problem.kind, problem.document_id, problem.is_fatal) == (ProblemKind.DEBRIS_REMOVED, "a.txt", False)
    assert "© Agency" in problem.message
