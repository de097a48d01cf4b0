"""Sources in parts: which files there are, how they are cut, and what stands in one stretch.

Knows which formats can be cut (those of lines) and that whoever reads all stretches in order meets the same records as
`read_sources`. Knows nothing of the stretches that others read, so whether a text was met before is told to it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geo.documents.bytes_in import MAX_BYTES
from geo.documents.files import LINES, built, read_opened
from geo.documents.folder import shown_name, walk_folder
from geo.documents.formats import Origin
from geo.documents.given import Given
from geo.documents.jsonl import is_binary
from geo.documents.repeats import judged
from geo.documents.sidecar import read_sidecar
from geo.errors import Problem, UsageError
from geo.seam import Piece, attempt_each
from geo.spans import Span, SpanReader, cut_lines, whole_span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from geo.documents.record import RawRecord
    from geo.documents.repeats import Reading, Verdict
    from geo.model import Document


def list_files(paths: Sequence[str | Path]) -> Iterator[tuple[Path, str] | Problem]:
    """The files of the sources with their names for people, in the order in which `read_sources` reads them.

    Raises:
        UsageError: A source is neither a file nor a folder: what streams cannot be cut or read twice.
    """
    for source in paths:
        path = Path(source)
        if path.is_dir():
            yield from walk_folder(path)
        elif path.is_file():
            yield path, shown_name(path.name)
        else:
            raise UsageError("files and folders, which can be read in parts", repr(str(source)), "Save it to a file.")


def cut_file(path: Path, file: str, length: int) -> list[Span]:
    """A file as stretches of about `length` bytes; one that must be read as a whole is one.

    A file that cannot be read is one stretch without a sum: reading it says why.
    """
    try:
        if path.suffix.lower() in LINES and not _opens_binary(path):
            return cut_lines(path, file, length)
        return [whole_span(path, file)]
    except OSError:
        return [Span(path=str(path), file=file)]


def _opens_binary(path: Path) -> bool:
    """Whether the first line is no text: reading stops there, so nothing may begin behind it."""
    with path.open("rb") as stream:
        line = stream.readline(MAX_BYTES + 1)
    return bool(line.strip()) and is_binary(line)


def read_spans(
    spans: Iterable[Span], judge: Callable[[Document], Verdict], *, given: Given | None = None
) -> Iterator[Reading]:
    """The documents of some stretches, one at a time, each with its problems; `judge` says what becomes of each.

    Raises:
        SourceChangedError: A stretch is no longer what the plan saw.
    """
    for span in spans:
        for record in _records(span, given or Given()):
            if isinstance(record, Problem):
                yield None, (record,)
                continue
            document, problems = built(record)
            yield (None, problems) if document is None else judged(document, problems, judge(document), record.line)


def _records(span: Span, given: Given) -> Iterator[RawRecord | Problem]:
    path = Path(span.path)
    sidecar, problems = read_sidecar(path, span.file)
    if span.start == 0:
        yield from problems
    readers: list[SpanReader] = []

    def opened() -> SpanReader:
        readers.append(SpanReader(span))
        return readers[-1]

    origin = Origin(span.file, sidecar, given)
    records = read_opened(path.suffix, opened, origin, first_line=span.first_line, is_part=span.is_part)
    yield from attempt_each(records, Piece(span.file))
    for reader in readers:
        reader.check()
