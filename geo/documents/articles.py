"""Tables of articles, a row a document, its columns found by name: CSV, TSV, Excel (the first sheet), Parquet.

Knows the names of `geo.documents.fields` and those that the user gives with `--columns`. A table without a column of
texts and without one of titles is no table of articles: that is one problem, and no row is read. The original of a row
is the cell of its text. Rows count from 1, the header not counted.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from typing import TYPE_CHECKING

from geo.documents.bytes_in import MAX_BYTES, Undecodable, decode_noting
from geo.documents.fields import as_contract, column_for
from geo.documents.markup import read_fragment
from geo.documents.record import RawRecord, hash_text
from geo.errors import Problem, ProblemKind
from geo.model import OffsetMap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo.documents.formats import Origin

TABLE_BYTES = 512 * 1024 * 1024
"""The largest table."""
_DELIMITERS = (",", ";", "\t", "|")
_HEAD = 1 << 16
_SHOWN = 12
_MARKUP = re.compile(r"</(?:p|div|a|li|ul|em|strong|span|h[1-6]|b|i)>|<br ?/?>|<p[ >]", re.IGNORECASE)
"""A text that holds such is a fragment of a page."""


def read_delimited_articles(raw: bytes, origin: Origin) -> Iterator[RawRecord | Problem]:
    """The rows of a CSV or TSV file with a header; the delimiter is the one that stands most often in it."""
    text, note = decode_noting(raw)
    first = text.lstrip("\r\n")[:_HEAD].split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=lambda mark: (first.count(mark), -_DELIMITERS.index(mark)))
    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    if note:
        yield Problem(kind=ProblemKind.DECODED_OTHERWISE, message=note, file=origin.file)
    try:
        header = next((row for row in reader if any(cell.strip() for cell in row)), [])
    except csv.Error as error:
        raise Undecodable(
            ProblemKind.BROKEN_QUOTE, "A quote in its header is not closed where its cell ends."
        ) from error
    yield from _read_rows(header, _cells(reader, header, origin), origin)


def _cells(
    reader: Iterator[Sequence[str]], header: Sequence[str], origin: Origin
) -> Iterator[tuple[int, Sequence[object]] | Problem]:
    """The rows with their numbers; a row of another width, and one that is quoted wrongly, is a problem."""
    number = 0
    while True:
        number += 1
        try:
            row = next(reader, None)
        except csv.Error:
            message = f"Row {number}: a quote in it is not closed where its cell ends; its lines are not read."
            yield Problem(kind=ProblemKind.BROKEN_QUOTE, message=message, file=origin.file, line=number)
            continue
        if row is None:
            return
        if not row:
            number -= 1
        elif len(row) != len(header):
            message = f"Row {number}: expected {len(header)} cells, got {len(row)}."
            yield Problem(kind=ProblemKind.BROKEN_LINE, message=message, file=origin.file, line=number)
        else:
            yield number, row


def read_sheet_articles(raw: bytes, origin: Origin) -> Iterator[RawRecord | Problem]:
    """The rows of the first sheet of a workbook; the names of other sheets are told."""
    from geo.sheets import SheetError, read_sheet  # noqa: PLC0415 - only sheets need it

    try:
        parts = read_sheet(raw)
        names, first = next(parts)
        if len(names) > 1:
            message = f"Only the first sheet, {names[0]!r}, is read; not {', '.join(map(repr, names[1:]))}."
            yield Problem(kind=ProblemKind.SHEETS_NOT_READ, message=message, file=origin.file)
        header = [cell.strip() for cell in first[0]] if first else []
        rows = itertools.chain(first[1:], (row for _, part in parts for row in part))
        yield from _read_rows(header, enumerate(rows, 1), origin)
    except SheetError as error:
        kind = ProblemKind.TOO_LARGE if error.is_too_large else ProblemKind.UNREADABLE_FILE
        raise Undecodable(kind, str(error)) from error


def read_parquet_articles(raw: bytes, origin: Origin) -> Iterator[RawRecord | Problem]:
    """The rows of a Parquet file."""
    import pyarrow as pa  # noqa: PLC0415 - large, and only Parquet needs it
    from pyarrow import parquet  # noqa: PLC0415

    try:
        table = parquet.ParquetFile(pa.BufferReader(raw))
        header = table.schema_arrow.names
        rows = ((row[name] for name in header) for batch in table.iter_batches(1_000) for row in batch.to_pylist())
        yield from _read_rows(header, enumerate(map(tuple, rows), 1), origin)
    except (pa.ArrowInvalid, OSError) as error:
        raise Undecodable(ProblemKind.UNREADABLE_FILE, "It cannot be read as Parquet: it is damaged.") from error


def _read_rows(
    header: Sequence[str], rows: Iterable[tuple[int, Sequence[object]] | Problem], origin: Origin
) -> Iterator[RawRecord | Problem]:
    columns = origin.given.columns
    unknown = sorted(set(columns.values()) - set(header))
    if unknown or not (column_for("text", header) or column_for("title", header) or {"text", "title"} & set(columns)):
        shown = ", ".join(filter(None, header[:_SHOWN])) + (" ..." if len(header) > _SHOWN else "")
        lacks = f"the column {unknown[0]}" if unknown else "a column of texts or titles"
        message = (
            f"This table has not {lacks}; it has: {shown or 'none'}. Name one with --columns text=NAME; tables of "
            "events are read with conflictmap feed."
        )
        yield Problem(kind=ProblemKind.UNKNOWN_FORMAT, message=message, file=origin.file)
        return
    has_row = False
    for found in rows:
        has_row = True
        if isinstance(found, Problem):
            yield found
            continue
        number, cells = found
        fields = {name: _plain(cell) for name, cell in zip(header, cells, strict=False)}
        if any(value is not None for value in fields.values()):
            yield article_of(as_contract(fields, columns), origin, f"{origin.file}#{number}", number)
    if not has_row:
        yield Problem(kind=ProblemKind.EMPTY_FILE, message="The table holds no row.", file=origin.file)


def _plain(cell: object) -> object:
    """A cell without blanks around it; an empty one, and a number that is none, is None."""
    if isinstance(cell, str):
        return cell.strip() or None
    if isinstance(cell, float):
        return None if cell != cell else int(cell) if cell.is_integer() else cell  # noqa: PLR0124 - NaN
    return cell


def article_of(fields: Mapping[str, object], origin: Origin, fallback_id: str, line: int | None) -> RawRecord | Problem:
    """The record of an article from fields of the contract; a title alone is a text."""
    text = fields.get("text", "")
    if not isinstance(text, str):
        message = "The text field of the record is not a string."
        return Problem(kind=ProblemKind.NO_TEXT, message=message, file=origin.file, line=line)
    if len(text) > MAX_BYTES:
        message = f"The text is longer than the limit of {MAX_BYTES:,} characters."
        return Problem(kind=ProblemKind.TOO_LARGE, message=message, file=origin.file, line=line)
    if _MARKUP.search(text):
        read = read_fragment(text)
        words, offsets = read.text, read.offsets
    else:
        words, offsets = text, OffsetMap.identity(len(text))
    return RawRecord(
        text=words,
        offsets=offsets,
        sha256=hash_text(text or str(fields.get("title", ""))),
        fallback_id=fallback_id,
        file=origin.file,
        line=line,
        meta=fields,
        sidecar=origin.sidecar,
        given=origin.given,
    )
