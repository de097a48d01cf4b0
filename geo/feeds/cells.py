"""Cells as bytes become text, numbers and days, a whole column at a time; what does not is told by its position.

Knows how numbers, days and instants are written in the feeds. Refuses to mend: a number with a thousands mark, a day
that is in no calendar, a cell that is not UTF-8 are positions in the answer's `bad`, and null among the values. An
empty cell is null and not bad.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo.dates import KABUL
from geo.feeds.catalogue import CellType

_WHOLE = r"^[+-]?[0-9]{1,18}(\.0+)?$"
_NUMBER = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?$"
_DAY_FORMS = ("%Y%m%d", "%d %B %Y", "%d-%B-%Y")
_DAY_FIRST = "%d/%m/%Y"
_DAY_LENGTH = 10

Positions = NDArray[np.int64]
NONE = np.empty(0, dtype=np.int64)


class Cells(NamedTuple):
    """A column of values, and the positions of the cells that are none."""

    values: pa.Array
    bad: Positions


def to_text(raw: pa.Array) -> Cells:
    """Bytes as text, blanks around it cut off; empty cells are null. Bad is what is not UTF-8."""
    if not pa.types.is_binary(raw.type):
        return Cells(_trimmed(raw), NONE)
    try:
        return Cells(_trimmed(raw.cast(pa.string())), NONE)
    except pa.ArrowInvalid:
        found, bad = [], []
        for position, value in enumerate(raw.to_pylist()):
            try:
                found.append(value.decode("utf-8"))
            except UnicodeDecodeError:
                found.append(None)
                bad.append(position)
        return Cells(_trimmed(pa.array(found, pa.string())), np.array(bad, dtype=np.int64))


def _trimmed(text: pa.Array) -> pa.Array:
    trimmed = pc.utf8_trim_whitespace(text)
    empty = pc.equal(pc.binary_length(trimmed), 0)
    return pc.if_else(empty, pa.scalar(None, pa.string()), trimmed) if pc.any(empty).as_py() else trimmed


def to_type(text: pa.Array, kind: CellType) -> Cells:
    """Text as the type that the column declares.

    >>> to_type(pa.array(["3", "4.0", "1,234", None]), CellType.INTEGER)[0].to_pylist()
    [3, 4, None, None]
    >>> to_type(pa.array(["2021-08-06", "20210806", "2021-02-30", "06/08/2021"]), CellType.DAY).bad.tolist()
    [2, 3]
    >>> to_type(pa.array(["06/08/2021"]), CellType.DAY_FIRST).values.to_pylist()
    [datetime.date(2021, 8, 6)]
    """
    if kind is CellType.TEXT:
        return Cells(text, NONE)
    if kind is CellType.DAY:
        return _to_days(text, _DAY_FORMS)
    if kind is CellType.DAY_FIRST:
        return _to_days(text, (*_DAY_FORMS, _DAY_FIRST))
    if kind is CellType.REAL:
        return _to_real(text)
    whole = _to_whole(text)
    if kind is CellType.EPOCH:
        return Cells(whole.values.cast(pa.timestamp("s", "UTC")).cast(pa.timestamp("us", "UTC")), whole.bad)
    return whole


def _to_whole(text: pa.Array) -> Cells:
    is_hexadecimal = (pc.any(pc.match_substring(text, mark)).as_py() for mark in "xX")  # Arrow would read 0x1F as 31
    with suppress(pa.ArrowInvalid):
        if not any(is_hexadecimal):
            return Cells(text.cast(pa.int64()), NONE)
    kept, bad = _matching(text, _WHOLE)
    plain = pc.replace_substring_regex(kept, r"\.0+$", "")
    return Cells(pc.replace_substring_regex(plain, r"^\+", "").cast(pa.int64()), bad)


def _to_real(text: pa.Array) -> Cells:
    try:
        values = text.cast(pa.float64())
    except pa.ArrowInvalid:
        kept, bad = _matching(text, _NUMBER)
        return Cells(pc.replace_substring_regex(kept, r"^\+", "").cast(pa.float64()), bad)
    infinite = pc.invert(pc.fill_null(pc.is_finite(values), fill_value=True))
    return Cells(pc.if_else(infinite, pa.scalar(None, pa.float64()), values), _positions(infinite))


def _to_days(text: pa.Array, forms: tuple[str, ...]) -> Cells:
    """Days as `date32`: ISO 8601 (a time behind it is cut off), and as one of the forms."""
    try:
        return Cells(text.cast(pa.date32()), NONE)
    except pa.ArrowInvalid:
        pass
    unique = pc.unique(text)  # a feed of millions of rows has some thousand days
    known = {value: _day(value, forms) for value in unique.to_pylist()}
    days = pa.array([known[value] for value in unique.to_pylist()], pa.date32())
    found = days.take(pc.index_in(text, unique))
    return Cells(found, _positions(pc.and_(pc.is_null(found), pc.is_valid(text))))


def _day(text: str | None, forms: tuple[str, ...]) -> date | None:
    """One day as it may be written, or None."""
    if text is None:
        return None
    with suppress(ValueError):
        if len(text) == _DAY_LENGTH or text[_DAY_LENGTH : _DAY_LENGTH + 1] in {" ", "T"}:
            return date.fromisoformat(text[:_DAY_LENGTH])
    for form in forms:
        with suppress(ValueError):
            return datetime.strptime(text, form).replace(tzinfo=KABUL).date()
    return None


def _matching(text: pa.Array, pattern: str) -> tuple[pa.Array, Positions]:
    """The cells that match, the others null, and where those stand."""
    fits = pc.match_substring_regex(text, pattern)
    bad = _positions(pc.invert(pc.fill_null(fits, fill_value=True)))
    return pc.if_else(pc.fill_null(fits, fill_value=False), text, pa.scalar(None, pa.string())), bad


def _positions(mask: pa.Array) -> Positions:
    return np.flatnonzero(mask.to_numpy(zero_copy_only=False)).astype(np.int64)
