"""Sheets of workbooks, read by a process of their own, whose memory is bounded.

A sheet is a rectangle to its reader: two cells that lie far apart ask for as much memory as all the cells between
them, and a reader in another language ends the whole process where there is none. So a child reads it, and what ends
the child is a problem of that file. Cells come back as text, some rows at a time.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MEMORY_LIMIT = 4 << 30
"""So many bytes the child may take beyond what it begins with."""
BATCH_ROWS = 16_384
TOO_FAR = "The sheet spans more cells than can be held: is there a cell far away from the others?"

_FAULT, _NAMES = b"fault", b"names"
_CODE = "from geo.sheets import serve; serve()"


class SheetError(ValueError):
    """A workbook that cannot be read; `is_too_large` where it is only too much of it."""

    def __init__(self, message: str, *, is_too_large: bool = False) -> None:
        """Keep the sentence for the user."""
        self.is_too_large = is_too_large
        super().__init__(message)


def read_sheet(content: bytes) -> Iterator[tuple[tuple[str, ...], list[list[str]]]]:
    """Yield the names of all sheets, and some rows of the first one as text, until it ends.

    A workbook without a cell yields one empty list of rows.

    Raises:
        SheetError: It is no workbook, or holds more than can be held.
    """
    paths = os.pathsep.join(each for each in sys.path if each)
    command = [sys.executable, "-c", _CODE]
    with subprocess.Popen(  # noqa: S603 - our own code
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths, "RUST_BACKTRACE": "0"},
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        with suppress(BrokenPipeError):  # it died; its answer tells
            child.stdin.write(content)
            child.stdin.close()
        try:
            yield from _answer(child.stdout)
        except (pa.ArrowInvalid, OSError) as error:
            raise SheetError(TOO_FAR, is_too_large=True) from error
        finally:
            child.kill()


def _answer(stream: Any) -> Iterator[tuple[tuple[str, ...], list[list[str]]]]:  # noqa: ANN401 - a pipe
    with pa.ipc.open_stream(stream) as reader:
        told = reader.schema.metadata or {}
        if _FAULT in told:
            message = told[_FAULT].decode("utf-8")
            raise SheetError(message, is_too_large=message == TOO_FAR)
        names = tuple(json.loads(told[_NAMES]))
        is_empty = True
        for batch in reader:
            is_empty = False
            yield names, [list(row) for row in zip(*(column.to_pylist() for column in batch.columns), strict=True)]
        if is_empty:
            yield names, []


def serve() -> None:
    """Read a workbook from standard input; write the rows of its first sheet to standard output. The child's side."""
    content = sys.stdin.buffer.read()
    try:
        _bound_memory()
        names, rows = _read(content)
    except MemoryError:
        _write({_FAULT: TOO_FAR.encode()}, [])
    except Exception as error:  # noqa: BLE001 - whatever the reader makes of a damaged file
        _write({_FAULT: f"The sheet cannot be read: {error}".encode("utf-8", "backslashreplace")}, [])
    else:
        _write({_NAMES: json.dumps(names).encode()}, rows)


def _read(content: bytes) -> tuple[list[str], list[list[Any]]]:
    import python_calamine as calamine  # noqa: PLC0415 - wanted by the child alone

    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return list(book.sheet_names), book.get_sheet_by_index(0).to_python()


def _write(told: dict[bytes, bytes], rows: Sequence[Sequence[Any]]) -> None:
    width = len(rows[0]) if rows else 0
    schema = pa.schema([pa.field(f"c{at}", pa.string()) for at in range(width)], metadata=told)
    with pa.ipc.new_stream(sys.stdout.buffer, schema) as writer:
        for start in range(0, len(rows) if width else 0, BATCH_ROWS):
            part = rows[start : start + BATCH_ROWS]
            columns = [pa.array([cell_text(row[at]) for row in part], pa.string()) for at in range(width)]
            writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=schema))


def cell_text(value: object) -> str:
    """A cell as a CSV of the same sheet would have it: whole numbers without a fraction, days in ISO 8601.

    >>> cell_text(3.0), cell_text(None), cell_text(2.5)
    ('3', '', '2.5')
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _bound_memory() -> None:
    """Take no more memory than the limit, where the system can see to it."""
    try:
        import resource  # noqa: PLC0415 - not on all systems

        with open("/proc/self/statm", encoding="ascii") as stream:  # noqa: PTH123 - no file of ours
            begun = int(stream.read().split()[0]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = begun + MEMORY_LIMIT
        resource.setrlimit(resource.RLIMIT_AS, (wanted if hard < 0 else min(wanted, hard), hard))
    except (ImportError, OSError, ValueError):
        return  # then the machine's own memory is the limit
