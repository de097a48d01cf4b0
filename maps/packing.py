"""Tables as compressed columns: what the page carries instead of one JSON object for each report.

Knows how to write rows of known members column by column (each distinct value once, whole numbers as narrow as they
go, long texts apart from the rest) and how to compress them to the same bytes on every run. Refuses to know what the
members mean; that stands in `maps.tables`. The reader is `web/src/columns.js`; both follow `docs/payload.md`.
"""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from maps.exports.files import compact, encode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

_LEVEL = 9
"""zlib's slowest level: a page is built once and opened often."""
_HEX = frozenset("0123456789abcdef")
_WIDTHS = (1, 2, 4)
_LARGEST = 2**32 - 1


class Kind(StrEnum):
    """How a column is written. Every kind but `TEXT` and `ID` can leave a row's member out."""

    NUMBER = "number"
    RISING = "rising"
    VALUE = "value"
    NUMBERS = "numbers"
    TEXT = "text"
    ID = "id"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of JSON members and the kind of each column, in the order in which they are written."""

    rows: Sequence[Mapping[str, Any]]
    kinds: Mapping[str, Kind]


@dataclass(slots=True)
class _Bytes:
    """Pieces of a block in a row, each known by where it begins."""

    parts: list[bytes] = field(default_factory=list)
    length: int = 0

    def add(self, part: bytes) -> int:
        at = self.length
        self.parts.append(part)
        self.length += len(part)
        return at


@dataclass(slots=True)
class _Texts:
    """Long texts, each distinct one once, in the order of their first use."""

    places: dict[str, int] = field(default_factory=dict)

    def number(self, text: str) -> int:
        return self.places.setdefault(text, len(self.places))


def pack_tables(tables: Mapping[str, Table]) -> tuple[str, str]:
    """The two blocks of the page, compressed and in base64: `columns`, read as the page opens, and `texts`, read later.

    The same tables give the same text with the same version of zlib.

    >>> columns, texts = pack_tables({"events": Table([{"tag": "a"}], {"tag": Kind.VALUE})})
    >>> unpack_tables(columns, texts)
    {'events': [{'tag': 'a'}]}
    """
    body, texts = _Bytes(), _Texts()
    header = {
        name: {
            "rows": len(table.rows),
            "columns": {member: _column(table, member, kind, body, texts) for member, kind in table.kinds.items()},
        }
        for name, table in tables.items()
    }
    return _block(header, body), _texts_block(texts)


def _column(table: Table, member: str, kind: Kind, body: _Bytes, texts: _Texts) -> dict[str, Any]:
    """Write one column; what a reader needs to find and to read it again."""
    values: list[Any] = [row.get(member) for row in table.rows]
    if kind in {Kind.NUMBER, Kind.RISING}:
        return {"kind": kind, **_whole(values, body, rising=kind is Kind.RISING)}
    if kind is Kind.TEXT:
        numbers = [None if value is None else texts.number(value) for value in values]
        return {"kind": kind, **_whole(numbers, body, rising=True)}
    if kind is Kind.NUMBERS:
        counts = [None if value is None else len(value) for value in values]
        flat = [number for value in values for number in value or ()]
        return {"kind": kind, "counts": _whole(counts, body), "flat": _whole(flat, body, rising=True)}
    if kind is Kind.ID and (digits := _same_hex(values)):
        return {"kind": kind, "digits": digits, "at": body.add(bytes.fromhex("".join(values)))}
    return {"kind": Kind.VALUE, **_dictionary(values, body)}


def _same_hex(values: list[Any]) -> int:
    """How many hexadecimal digits every value has; 0 where they are not all such."""
    length = len(values[0]) if values else 0
    alike = all(len(value) == length and _HEX.issuperset(value) for value in values)
    return length if alike and length % 2 == 0 else 0


def _dictionary(values: list[Any], body: _Bytes) -> dict[str, Any]:
    """Each distinct value once, as JSON, in the order of its first use, and the numbers of the rows' values."""
    places: dict[str, int] = {}
    distinct: list[Any] = []
    numbers: list[int | None] = []
    for value in values:
        if value is None:
            numbers.append(None)
            continue
        key = value if isinstance(value, str) else "\0" + json.dumps(value)
        number = places.setdefault(key, len(places))
        if number == len(distinct):
            distinct.append(value)
        numbers.append(number)
    words = encode(compact(distinct))
    return {**_whole(numbers, body), "words": body.add(words), "length": len(words)}


def _whole(values: Sequence[int | None], body: _Bytes, *, rising: bool = False) -> dict[str, Any]:
    """Whole numbers, the smallest as 1 and none as 0, in bytes of one, two or four; `rising` ones as differences.

    The bytes stand in planes, all low bytes first: there they repeat, which is what compresses.

    Raises:
        OverflowError: the numbers span more than 32 bits.
    """
    known = [value for value in values if value is not None]
    low = min(known, default=0)
    stored = np.fromiter((0 if value is None else value - low + 1 for value in values), np.int64, len(values))
    if rising:
        steps = np.diff(stored, prepend=0)
        stored = (steps << 1) ^ (steps >> 63)
    highest = int(stored.max(initial=0))
    if highest > _LARGEST:
        msg = f"Expected whole numbers within 32 bits, got a span of {highest}"
        raise OverflowError(msg)
    width = next(each for each in _WIDTHS if highest < 1 << (8 * each))
    return {"at": body.add(_planes(stored, width)), "width": width, "low": low, "rising": rising, "count": len(values)}


def _planes(stored: NDArray[np.int64], width: int) -> bytes:
    return stored.astype("<u8").view(np.uint8).reshape(-1, 8)[:, :width].T.tobytes()


def _block(header: Mapping[str, Any], body: _Bytes) -> str:
    """Length of the header (four bytes, the low one first), the header as JSON, and the pieces; compressed, base64."""
    words = encode(compact(header))
    raw = b"".join((len(words).to_bytes(4, "little"), words, *body.parts))
    return base64.b64encode(zlib.compress(raw, _LEVEL)).decode("ascii")


def _texts_block(texts: _Texts) -> str:
    encoded = [encode(text) for text in texts.places]
    body = _Bytes()
    lengths = _whole([len(each) for each in encoded], body)
    return _block({"lengths": lengths, "texts": body.add(b"".join(encoded))}, body)


def unpack_tables(columns: str, texts: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of both blocks, as `web/src/columns.js` reads them; a member that a row has not is left out."""
    header, body = _opened(columns)
    text_header, text_body = _opened(texts)
    ends = np.cumsum([length or 0 for length in _numbers(text_header["lengths"], text_body)], dtype=np.int64)
    start = text_header["texts"]
    pool = [
        text_body[start + int(end - length) : start + int(end)].decode("utf-8")
        for end, length in zip(ends, np.diff(ends, prepend=0), strict=True)
    ]
    found: dict[str, list[dict[str, Any]]] = {}
    for name, table in header.items():
        rows: list[dict[str, Any]] = [{} for _ in range(table["rows"])]
        for member, spec in table["columns"].items():
            for row, value in zip(rows, _values(spec, body, pool, len(rows)), strict=True):
                if value is not None:
                    row[member] = value
        found[name] = rows
    return found


def _opened(block: str) -> tuple[dict[str, Any], bytes]:
    raw = zlib.decompress(base64.b64decode(block))
    end = 4 + int.from_bytes(raw[:4], "little")
    return json.loads(raw[4:end]), raw[end:]


def _values(spec: Mapping[str, Any], body: bytes, pool: list[str], rows: int) -> list[Any]:
    kind = spec["kind"]
    if kind == Kind.ID:
        size = spec["digits"] // 2
        return [body[at : at + size].hex() for at in range(spec["at"], spec["at"] + rows * size, size or 1)]
    if kind == Kind.NUMBERS:
        flat = iter(_numbers(spec["flat"], body))
        counts = _numbers(spec["counts"], body)
        return [None if count is None else [next(flat) for _ in range(count)] for count in counts]
    numbers = _numbers(spec, body)
    if kind == Kind.TEXT:
        return [None if number is None else pool[number] for number in numbers]
    if kind == Kind.VALUE:
        words = json.loads(body[spec["words"] : spec["words"] + spec["length"]])
        return [None if number is None else words[number] for number in numbers]
    return list(numbers)


def _numbers(spec: Mapping[str, Any], body: bytes) -> list[int | None]:
    count, width = spec["count"], spec["width"]
    planes = np.frombuffer(body, np.uint8, count * width, spec["at"]).reshape(width, count).astype(np.int64)
    stored = sum((planes[place] << (8 * place) for place in range(width)), np.zeros(count, np.int64))
    if spec["rising"]:
        stored = np.cumsum((stored >> 1) ^ -(stored & 1))
    return [None if number == 0 else int(number) - 1 + spec["low"] for number in stored]
