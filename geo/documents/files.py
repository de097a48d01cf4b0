"""Sources in, documents out: files, folders and standard input as one stream.

Knows which reader serves which suffix, and that a text counts once. Holds one document at a time (and a hash of each
that went before). Faults in the material are problems beside the documents; only a source that does not exist is an
error, raised before anything is read.
"""

from __future__ import annotations

import io
import itertools
import logging
import sys
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO

from geo.dates import end_of_day
from geo.documents.address import refuse_address
from geo.documents.articles import (
    TABLE_BYTES,
    read_delimited_articles,
    read_parquet_articles,
    read_sheet_articles,
)
from geo.documents.bytes_in import MAX_BYTES, MAX_FILE_BYTES, Undecodable
from geo.documents.extras import CONVERT
from geo.documents.feeds import read_feed
from geo.documents.folder import is_regular, is_source, is_there, shown_name, unreadable, walk_folder
from geo.documents.formats import Origin, read_html, read_markdown, read_text
from geo.documents.given import Given
from geo.documents.jsonl import bounded_lines, read_json, read_lines
from geo.documents.mail import read_mail, read_mbox, read_mhtml
from geo.documents.office import read_docx, read_odt, read_rtf
from geo.documents.packed import read_gzip, read_zip
from geo.documents.pdf import read_pdf
from geo.documents.record import build_document
from geo.documents.repeats import Seen, identity_of, judged
from geo.documents.sidecar import read_sidecar
from geo.errors import Problem, ProblemKind, UsageError
from geo.model import Document
from geo.seam import Piece, attempt, attempt_each

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from geo.documents.bytes_in import Readable
    from geo.documents.record import RawRecord
    from geo.documents.repeats import Reading

for _talkative in ("pypdf", "trafilatura", "htmldate"):  # what they say of a damaged file is said by a problem
    logging.getLogger(_talkative).addHandler(logging.NullHandler())

STDIN = "-"
STDIN_NAME = "stdin"
_BLANK = b"\xef\xbb\xbf \t\r\n"  # the byte order mark counts as blank
_ONE = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
}
_LARGE = {
    ".docx": read_docx,
    ".odt": read_odt,
    ".rtf": read_rtf,
    ".pdf": read_pdf,
    ".mhtml": read_mhtml,
    ".mht": read_mhtml,
}
_MANY = {".json": read_json, ".xml": read_feed, ".rss": read_feed, ".atom": read_feed}
_TABLES = {
    **dict.fromkeys((".csv", ".tsv", ".tab"), read_delimited_articles),
    **dict.fromkeys((".xlsx", ".xls", ".xlsb", ".ods"), read_sheet_articles),
    ".parquet": read_parquet_articles,
}
_MAIL = {".eml": read_mail, ".mbox": read_mbox}
_PACKED = {".gz": read_gzip, ".zip": read_zip}
LINES = frozenset({".jsonl", ".ndjson"})
"""The suffixes of files of lines, which can be read in parts."""
SUFFIXES = tuple(sorted({*_ONE, *_LARGE, *_MANY, *_TABLES, *_MAIL, *_PACKED, *LINES}))
"""The file suffixes that are read."""

_Days = tuple["date | None", "date | None"]
"""The publication day of texts that name none, and the day of the run."""


def read_sources(
    paths: Sequence[str | Path | Document],
    *,
    published: date | None = None,
    today: date | None = None,
    given: Given | None = None,
    stdin: BinaryIO | None = None,
    repeats: bool = False,
) -> Iterator[Reading]:
    """Read all sources, one document at a time, each with its problems; None stands for a record that gave no document.

    `paths` are files, folders (walked recursively, sorted by relative path) or "-" for `stdin` (default: the
    process's), which is JSON Lines if its first character that is not blank is `{`, else one plain text. `published` is
    the publication day of texts that name none; one that names a day before 1900, or later than the day after `today`
    (None: not known), has none. `given` says that and more. File names in documents and problems are relative to the
    folder named, or bare. A text met again with the same day and source is skipped (with `repeats` it is kept), an
    identifier met again gets the suffix `#2`; both are problems. A `Document` among the paths is taken as it is. Raises
    `UsageError` at once for a path that does not exist.
    """
    if isinstance(paths, str | Path) or not paths:
        raise UsageError("a list of files, folders or '-'", repr(paths), "Name at least one source.")
    for path in paths:
        if isinstance(path, Document):
            continue
        refuse_address(path)
        if str(path) != STDIN and not is_there(Path(path)):
            raise UsageError("sources that exist", f"no file or folder {str(path)!r}", "Check the path.")
    return _unique(_records(paths, given or Given(published=published, today=today), stdin), repeats=repeats)


def _records(
    paths: Sequence[str | Path | Document], given: Given, stdin: BinaryIO | None
) -> Iterator[RawRecord | Problem | Document]:
    for path in paths:
        if isinstance(path, Document):
            yield path
        elif str(path) == STDIN:
            yield from _read_stream(stdin or sys.stdin.buffer, Origin(STDIN_NAME, {}, given))
        elif Path(path).is_dir():
            has_any = False
            name = shown_name(Path(path).resolve().name)
            for found in walk_folder(Path(path)):
                has_any = has_any or not isinstance(found, Problem) or found.is_fatal
                if isinstance(found, Problem):
                    yield found
                else:
                    yield from _below(name, attempt_each(_read_file(*found, given), Piece(found[1])))
            if not has_any:
                yield no_sources(Path(path))
        else:
            name = shown_name(Path(path).name)
            above = shown_name(Path(path).resolve().parent.name)
            yield from _below(above, attempt_each(_read_file(Path(path), name, given), Piece(name)))


def _below(folder: str, records: Iterable[RawRecord | Problem]) -> Iterator[RawRecord | Problem]:
    """The records with the name of the folder that their file is named relative to."""
    return (each if isinstance(each, Problem) else replace(each, folder=folder) for each in records)


def no_sources(folder: Path) -> Problem:
    """The problem of a folder in which nothing can be read, with what was looked for."""
    message = f"No file to read in this folder: looked for {' '.join(SUFFIXES)}, in its folders too."
    return Problem(kind=ProblemKind.NO_SOURCES, message=message, file=shown_name(folder.name) or ".")


def _read_file(path: Path, file: str, given: Given) -> Iterator[RawRecord | Problem]:
    """The records of one file; whatever is wrong with it as a whole is one problem."""
    sidecar, problems = read_sidecar(path, file)
    yield from problems
    origin = Origin(file, sidecar, given)
    if not is_regular(path) and is_there(path):
        try:
            with path.open("rb") as stream:  # a pipe, as from the shell's <(...)
                yield from _read_stream(stream, origin)
        except OSError as error:
            yield unreadable(file, error)
    else:
        yield from read_opened(path.suffix, lambda: path.open("rb"), origin)


def read_opened(
    suffix: str, opened: Callable[[], Readable], origin: Origin, *, first_line: int = 1, is_part: bool = False
) -> Iterator[RawRecord | Problem]:
    """The records of what `opened` gives, by the file's suffix; whatever is wrong with it as a whole is one problem.

    `first_line` is the number of the first line, and `is_part` says that more of the file lies elsewhere.
    """
    suffix, file = suffix.lower(), origin.file
    try:
        if suffix in LINES:
            with opened() as stream:
                yield from read_lines(bounded_lines(stream), origin, first=first_line, is_part=is_part)
        elif suffix in _ONE:
            yield _ONE[suffix](_bounded_bytes(opened, MAX_BYTES), origin)
        elif suffix in _LARGE:
            yield _LARGE[suffix](_bounded_bytes(opened, MAX_FILE_BYTES), origin)
        elif suffix in _MANY:
            yield from _MANY[suffix](_bounded_bytes(opened, MAX_FILE_BYTES), origin)
        elif suffix in _TABLES:
            yield from _TABLES[suffix](_bounded_bytes(opened, TABLE_BYTES), origin)
        elif suffix in _MAIL:
            yield from _MAIL[suffix](_bounded_bytes(opened, TABLE_BYTES), origin, _read_attached)
        elif suffix in _PACKED:
            yield from _PACKED[suffix](opened, origin, read_opened)
        else:
            hint = CONVERT.get(suffix, "")
            message = f"Expected one of {', '.join(SUFFIXES)}, got {suffix or 'no suffix'}. {hint}".rstrip()
            yield Problem(kind=ProblemKind.UNKNOWN_FORMAT, message=message, file=file)
    except OSError as error:
        yield unreadable(file, error)
    except Undecodable as error:
        yield Problem(kind=error.kind, message=error.message, file=file)


def _read_attached(name: str, content: bytes, origin: Origin) -> Iterator[RawRecord | Problem]:
    """The records of what is attached to a mail, where its suffix is one that is read."""
    suffix = PurePath(name).suffix.lower()
    if suffix in SUFFIXES and is_source(name):
        yield from read_opened(suffix, lambda: io.BytesIO(content), origin)


def _bounded_bytes(opened: Callable[[], Readable], limit: int) -> bytes:
    with opened() as stream:
        raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise Undecodable(ProblemKind.TOO_LARGE, f"The file is larger than the limit of {limit:,} bytes.")
    return raw


def _read_stream(stream: BinaryIO, origin: Origin) -> Iterator[RawRecord | Problem]:
    """JSON Lines or one text, by the first character that is not blank."""
    lines = bounded_lines(stream)
    blank: list[bytes] = []
    for line in lines:
        if line is not None and not line.strip(_BLANK) and sum(map(len, blank)) < MAX_BYTES:
            blank.append(line)
            continue
        if line is not None and line.lstrip(_BLANK).startswith(b"{"):
            yield from read_lines(itertools.chain(blank, [line], lines), origin)
        else:
            yield _read_whole(itertools.chain(blank, [line], lines), origin)
        return
    yield Problem(kind=ProblemKind.EMPTY_FILE, message="The input is empty.", file=origin.file)


def _read_whole(lines: Iterator[bytes | None], origin: Origin) -> RawRecord | Problem:
    held = io.BytesIO()
    for line in lines:
        if line is None or held.tell() + len(line) > MAX_BYTES:
            message = f"The text is larger than the limit of {MAX_BYTES:,} bytes."
            return Problem(kind=ProblemKind.TOO_LARGE, message=message, file=origin.file)
        held.write(line)
    try:
        return read_text(held.getvalue(), origin)
    except Undecodable as error:
        return Problem(kind=error.kind, message=error.message, file=origin.file)


def built(record: RawRecord) -> tuple[Document | None, tuple[Problem, ...]]:
    """The document of a record as `build_document` makes it, or None and what stopped it."""
    made = attempt(lambda: build_document(record), Piece(record.file, record.line))
    return (None, (made,)) if isinstance(made, Problem) else made


def _unique(records: Iterator[RawRecord | Problem | Document], *, repeats: bool) -> Iterator[Reading]:
    """Build the documents; no two share an identifier, and without `repeats` the same text twice counts once."""
    seen = Seen(keep=repeats)
    for record in records:
        if isinstance(record, Problem):
            yield None, (record,)
            continue
        document, problems = (_timed(record), ()) if isinstance(record, Document) else built(record)
        if document is None:
            yield None, problems
        else:
            line = None if isinstance(record, Document) else record.line
            yield judged(document, problems, seen.judge(identity_of(document), document.document_id), line)


def _timed(document: Document) -> Document:
    """A document that was handed in; with a day alone it counts from the end of that day on, as one that was read."""
    if document.recorded_at is not None or document.published is None:
        return document
    return replace(document, recorded_at=end_of_day(document.published))
