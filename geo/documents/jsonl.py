"""JSON Lines, and JSON that holds one record, a list of them somewhere within it, or the export of a Telegram channel.

Knows the contract `{"id", "text", "title"?, "published"?, "source"?, "url"?, "language"?}` and the other names of
`geo.documents.fields`; unknown fields are ignored. Lines end at a newline byte only (a text may hold other separators)
and are read one at a time, so a file may be of any size.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from geo.documents import telegram
from geo.documents.articles import article_of
from geo.documents.bytes_in import MAX_BYTES, Undecodable, decode, refuse_binary
from geo.documents.fields import as_contract
from geo.errors import Problem, ProblemKind
from geo.seam import Piece, attempt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.documents.bytes_in import Readable
    from geo.documents.formats import Origin
    from geo.documents.record import RawRecord

_NO_LINE = 1 << 30
_LOOKED_AT, _DEEPEST = 20, 3
"""So many records of a list are looked at, and so many objects deep a list is sought."""
_UTF8_BOM = b"\xef\xbb\xbf"


def read_lines(
    lines: Iterable[bytes | None], origin: Origin, *, first: int = 1, is_part: bool = False
) -> Iterator[RawRecord | Problem]:
    """The records of JSON Lines, in order; blank lines are passed over. None stands for a line beyond the limit.

    `first` is the number of the first line. Of a file that is read in parts, one may well be empty.
    """
    found = is_part
    for number, line in enumerate(lines, first):
        if line is None:
            found = True
            message = f"The line is longer than the limit of {MAX_BYTES:,} bytes."
            yield Problem(kind=ProblemKind.TOO_LARGE, message=message, file=origin.file, line=number)
            continue
        line = line.removeprefix(_UTF8_BOM) if number == 1 else line  # noqa: PLW2901 - the mark is no part of the line
        if line.strip():
            found = True
            yield attempt(partial(_read_line, line, number, origin), Piece(origin.file, number))
            if number == 1 and is_binary(line):
                return
    if not found:
        yield Problem(kind=ProblemKind.EMPTY_FILE, message="The file is empty.", file=origin.file)


def bounded_lines(stream: Readable) -> Iterator[bytes | None]:
    """The lines of a stream; None for one beyond the limit, which is passed over without being held.

    A line that does not end within `_NO_LINE` bytes is none of text (a device, say), and nothing behind it is read.
    """
    while line := stream.readline(MAX_BYTES + 1):
        if len(line) <= MAX_BYTES:
            yield line
            continue
        passed = 0
        while line and not line.endswith(b"\n") and passed < _NO_LINE:
            line = stream.readline(MAX_BYTES)
            passed += len(line)
        yield None
        if passed >= _NO_LINE:
            return


def read_json(raw: bytes, origin: Origin) -> Iterator[RawRecord | Problem]:
    """The record of a JSON file, or those of its array; a file that turns out to be JSON Lines is read as such."""
    text = decode(raw)
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError) as error:
        if isinstance(error, json.JSONDecodeError) and error.msg == "Extra data":
            yield from read_lines(raw.split(b"\n"), origin)
        else:
            yield _broken(error, origin, getattr(error, "lineno", None))
        return
    if telegram.is_export(loaded):
        loaded = list(telegram.messages(loaded))
    elif isinstance(loaded, dict) and not isinstance(as_contract(loaded, origin.given.columns).get("text"), str):
        loaded = _list_within(loaded, origin.given.columns) or loaded
    if isinstance(loaded, list):
        if not loaded:
            yield Problem(kind=ProblemKind.EMPTY_FILE, message="The file holds no record.", file=origin.file)
        for number, fields in enumerate(loaded, 1):
            yield _record(fields, origin, f"{origin.file}#{number}", None)
    else:
        yield _record(loaded, origin, origin.file, None)


def _list_within(loaded: object, columns: Mapping[str, str], depth: int = 0) -> list[object] | None:
    """The first list of records within an object (`articles`, `response.docs` ...): objects with a text or a title."""
    if isinstance(loaded, list):
        held = [as_contract(each, columns) for each in loaded[:_LOOKED_AT] if isinstance(each, dict)]
        return loaded if any("text" in each or "title" in each for each in held) else None
    if not isinstance(loaded, dict) or depth > _DEEPEST:
        return None
    found = (_list_within(each, columns, depth + 1) for each in loaded.values())
    return next((each for each in found if each), None)


def _read_line(line: bytes, number: int, origin: Origin) -> RawRecord | Problem:
    try:
        refuse_binary(line)
        fields = json.loads(line.decode("utf-8").rstrip("\r\n"))
    except Undecodable as error:
        return Problem(kind=error.kind, message=error.message, file=origin.file, line=number)
    except UnicodeDecodeError as error:
        message = f"Not valid UTF-8 at byte {error.start:,} of the line. Nothing is guessed: JSON Lines are UTF-8."
        return Problem(kind=ProblemKind.BROKEN_ENCODING, message=message, file=origin.file, line=number)
    except (ValueError, RecursionError) as error:
        return _broken(error, origin, number)
    return _record(fields, origin, f"{origin.file}#{number}", number)


def is_binary(line: bytes) -> bool:
    """Whether a first line is none of text: then the file is not read on."""
    try:
        refuse_binary(line)
    except Undecodable:
        return True
    return False


def _broken(error: Exception, origin: Origin, line: int | None) -> Problem:
    reason = type(error).__name__
    if isinstance(error, json.JSONDecodeError):
        reason = f"{error.msg.removesuffix(' at')} at column {error.colno}"
    return Problem(kind=ProblemKind.BROKEN_LINE, message=f"Not JSON: {reason}.", file=origin.file, line=line)


def _record(fields: object, origin: Origin, fallback_id: str, line: int | None) -> RawRecord | Problem:
    """The raw record of one JSON value; its original is the string under `text`."""
    if not isinstance(fields, dict):
        message = f"Expected an object with a text, got {type(fields).__name__}."
        return Problem(kind=ProblemKind.BROKEN_LINE, message=message, file=origin.file, line=line)
    named = as_contract(fields, origin.given.columns)
    if "text" not in named and "title" not in named:
        message = "The record has no text field."
        return Problem(kind=ProblemKind.NO_TEXT, message=message, file=origin.file, line=line)
    return article_of(named, origin, fallback_id, line)
