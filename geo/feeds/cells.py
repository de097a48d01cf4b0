"""Cells as bytes become text, numbers and days, a whole column at a time; what does not is told by its position.

Knows how numbers, days and instants are written in the feeds. Refuses to mend: a number with a thousands mark, a day
that is in no calendar, a cell that is not UTF-8 are positions in the answer's `bad`, and null among the values. An
empty cell is null and not bad, and so is what statistics programs, spreadsheets and databases write for one
(`MISSING`).
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo.dates import KABUL
from geo.feeds.description import CellType

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import tzinfo

_WHOLE = r"^[+-]?[0-9]{1,18}(\.0+)?$"
_NUMBER = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$"
_DAY_FORMS = (
    "%Y%m%d", "%Y/%m/%d", "%d %B %Y", "%d-%B-%Y", "%d %b %Y", "%d-%b-%Y", "%B %d, %Y", "%b %d, %Y",
)  # fmt: skip
_DAY_FIRST = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")
_TIME_BEHIND = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
MISSING = (
    "NA", "N/A", "n/a", "na", "#N/A", "<NA>", "NaN", "nan", "NaT", "NULL", "null", "None", "-", "--", "\u2013",
    "\u2014", ".", "..",
)  # fmt: skip
"""What stands for an empty cell: R's and Stata's NA and point, pandas' NaN, a database's NULL, a spreadsheet's #N/A,
a dash."""
_LONGEST_MISSING = max(map(len, MISSING)) + 2  # in bytes

Positions = NDArray[np.int64]
NONE = np.empty(0, dtype=np.int64)


class Cells(NamedTuple):
    """A column of values, and the positions of the cells that are none."""

    values: pa.Array
    bad: Positions


def to_text(raw: pa.Array, codes: Collection[str] = ()) -> Cells:
    """Bytes as text, blanks around it cut off; empty cells are null, and those that say `MISSING`. Bad is no UTF-8.

    `codes` are what the feed's own table gives a meaning: they are kept.

    >>> to_text(pa.array(["NA", " x ", "-", ""]), codes=["-"]).values.to_pylist()
    [None, 'x', '-', None]
    """
    if not pa.types.is_binary(raw.type):
        return Cells(_trimmed(raw, codes), NONE)
    try:
        return Cells(_trimmed(raw.cast(pa.string()), codes), NONE)
    except pa.ArrowInvalid:
        found, bad = [], []
        for position, value in enumerate(raw.to_pylist()):
            try:
                found.append(value.decode("utf-8"))
            except UnicodeDecodeError:
                found.append(None)
                bad.append(position)
        return Cells(_trimmed(pa.array(found, pa.string()), codes), np.array(bad, dtype=np.int64))


def _trimmed(text: pa.Array, codes: Collection[str]) -> pa.Array:
    trimmed = pc.utf8_trim_whitespace(text)
    length = pc.binary_length(trimmed)
    empty = pc.equal(length, 0)
    if pc.any(empty).as_py():
        trimmed = pc.if_else(empty, pa.scalar(None, pa.string()), trimmed)
    short = _positions(pc.fill_null(pc.less_equal(length, _LONGEST_MISSING), fill_value=False))
    if not len(short):
        return trimmed
    words = pa.array([each for each in MISSING if each not in codes])
    missing = short[_mask(pc.is_in(trimmed.take(pa.array(short)), value_set=words))]
    if not len(missing):
        return trimmed
    mask = np.zeros(len(trimmed), dtype=bool)
    mask[missing] = True
    return pc.if_else(pa.array(mask), pa.scalar(None, pa.string()), trimmed)


def to_type(text: pa.Array, kind: CellType, *, decimal_mark: str = ".", time_zone: tzinfo = KABUL) -> Cells:
    """Text as the type that the column declares.

    An instant with a zone becomes its day in Kabul, and so does a time without one where `time_zone` is not Kabul's; a
    day alone stays. With a comma as `decimal_mark` a point is a fault.

    >>> to_type(pa.array(["3", "4.0", "1,234", None]), CellType.INTEGER)[0].to_pylist()
    [3, 4, None, None]
    >>> to_type(pa.array(["2021-08-06", "20210806", "2021-02-30", "06/08/2021"]), CellType.DAY).bad.tolist()
    [2, 3]
    >>> to_type(pa.array(["06/08/2021"]), CellType.DAY_FIRST).values.to_pylist()
    [datetime.date(2021, 8, 6)]
    >>> to_type(pa.array(["2021-08-07T23:00:00Z"]), CellType.DAY).values.to_pylist()
    [datetime.date(2021, 8, 8)]
    >>> to_type(pa.array(["36,73", "36.73"]), CellType.REAL, decimal_mark=",")[0].to_pylist()
    [36.73, None]
    """
    if kind in {CellType.TEXT, CellType.FIGURE}:
        return Cells(text, NONE)
    if kind is CellType.DAY:
        return _to_days(text, _DAY_FORMS, time_zone)
    if kind is CellType.DAY_FIRST:
        return _to_days(text, (*_DAY_FORMS, *_DAY_FIRST), time_zone)
    if kind is CellType.REAL:
        return _to_real(text) if decimal_mark == "." else _with_comma(text)
    whole = _to_whole(text)
    if kind is CellType.EPOCH:
        return Cells(whole.values.cast(pa.timestamp("s", "UTC")).cast(pa.timestamp("us", "UTC")), whole.bad)
    return whole


def _with_comma(text: pa.Array) -> Cells:
    """Numbers whose fraction stands behind a comma."""
    pointed = pc.fill_null(pc.match_substring(text, "."), fill_value=False)
    plain = pc.if_else(pointed, pa.scalar("no number", pa.string()), pc.replace_substring(text, ",", "."))
    return _to_real(plain)


def _to_whole(text: pa.Array) -> Cells:
    is_hexadecimal = (pc.any(pc.match_substring(text, mark)).as_py() for mark in "xX")  # Arrow would read 0x1F as 31
    with suppress(pa.ArrowInvalid):
        if not any(is_hexadecimal):
            return Cells(text.cast(pa.int64()), NONE)
    kept, bad = _matching(text, _WHOLE)
    plain = pc.replace_substring_regex(kept, r"\.0+$", "")
    return Cells(pc.replace_substring_regex(plain, r"^\+", "").cast(pa.int64()), bad)


def _to_real(text: pa.Array) -> Cells:
    bad = NONE
    try:
        values = text.cast(pa.float64())
    except pa.ArrowInvalid:
        kept, bad = _matching(text, _NUMBER)
        values = pc.replace_substring_regex(kept, r"^\+", "").cast(pa.float64())
    infinite = pc.invert(pc.fill_null(pc.is_finite(values), fill_value=True))
    return Cells(pc.if_else(infinite, pa.scalar(None, pa.float64()), values), np.union1d(bad, _positions(infinite)))


def _to_days(text: pa.Array, forms: tuple[str, ...], time_zone: tzinfo) -> Cells:
    """Days as `date32`: ISO 8601, with a time behind it or without, and as one of the forms."""
    try:
        return Cells(text.cast(pa.date32()), NONE)
    except pa.ArrowInvalid:
        pass
    unique = pc.unique(text)  # a feed of millions of rows has some thousand days
    known = {value: _day(value, forms, time_zone) for value in unique.to_pylist()}
    days = pa.array([known[value] for value in unique.to_pylist()], pa.date32())
    found = days.take(pc.index_in(text, unique))
    return Cells(found, _positions(pc.and_(pc.is_null(found), pc.is_valid(text))))


def _day(text: str | None, forms: tuple[str, ...], time_zone: tzinfo) -> date | None:
    """One day as it may be written, or None."""
    if text is None:
        return None
    with suppress(ValueError):
        return _kabul_day(text, time_zone)
    plain = _TIME_BEHIND.sub("", text)
    for form in forms:
        with suppress(ValueError):
            return datetime.strptime(plain, form).replace(tzinfo=KABUL).date()
    return None


def _kabul_day(text: str, time_zone: tzinfo) -> date:
    """The day in Kabul of an ISO 8601 day or time.

    Raises:
        ValueError: It is none, or its day lies outside the calendar.
    """
    if len(text) == len("2021-08-06"):
        return date.fromisoformat(text)
    if text[4:5] != "-" or text[10:11] not in {" ", "T"}:
        raise ValueError
    found = datetime.fromisoformat(text.replace(" UTC", "Z").replace(" +", "+"))
    if found.tzinfo is None:
        found = found.replace(tzinfo=time_zone)
    try:
        return found.astimezone(KABUL).date()
    except OverflowError as error:
        raise ValueError from error


def _matching(text: pa.Array, pattern: str) -> tuple[pa.Array, Positions]:
    """The cells that match, the others null, and where those stand."""
    fits = pc.match_substring_regex(text, pattern)
    bad = _positions(pc.invert(pc.fill_null(fits, fill_value=True)))
    return pc.if_else(pc.fill_null(fits, fill_value=False), text, pa.scalar(None, pa.string())), bad


def _mask(values: pa.Array) -> NDArray[np.bool_]:
    return np.array(pc.fill_null(values, fill_value=False).to_numpy(zero_copy_only=False), dtype=bool)


def _positions(mask: pa.Array) -> Positions:
    return np.flatnonzero(mask.to_numpy(zero_copy_only=False)).astype(np.int64)
