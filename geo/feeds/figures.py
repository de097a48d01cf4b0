r"""Figures in words, as a table made by hand has them: "3", "3-5", "at least 3", "about 10", "12 killed".

Knows digits, ranges and the words around them. Refuses to choose among several figures: "3 killed, 5 wounded" is 3,
as its words say, and "3, 5" is none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_NUMBER = r"\d{1,3}(?:[, \u00a0\u202f]\d{3})+|\d{1,7}"
_FIGURE = re.compile(
    rf"""(?P<before>at\ least|no\ fewer\ than|not\ less\ than|min\.?|minimum|more\ than|over|above|exceeding|>=|≥|>
        |up\ to|at\ most|no\ more\ than|max\.?|maximum|<=|≤|fewer\ than|less\ than|under|below|<
        |about|around|approx\.?|approximately|some|nearly|almost|circa|ca\.?|c\.|~|≈)?\s*
        (?<![\d.,])(?P<low>{_NUMBER})(?![\d.]|,\d)
        (?:\s*(?:[-\u2013\u2014]|to|or)\s*(?P<high>{_NUMBER})(?![\d.]|,\d))?
        \s*(?P<plus>\+|or\ more|and\ more|at\ least)?""",
    re.IGNORECASE | re.VERBOSE,
)
_DEAD = re.compile(
    r"\A[^,;.\d]{0,40}\b(?:killed|dead|deaths?|died|fatalit(?:y|ies)|casualt(?:y|ies)|martyred|slain)\b", re.IGNORECASE
)
_NONE = frozenset({"none", "no", "zero", "nil", "no fatalities", "no deaths", "no casualties", "0"})
_UNKNOWN = frozenset({"unknown", "unk", "not known", "not reported", "?", "unclear", "tbd", "tbc"})
_ABOVE = frozenset({"more than", "over", "above", "exceeding", ">"})
_AT_LEAST = frozenset({"at least", "no fewer than", "not less than", "min", "min.", "minimum", ">=", "≥"})
_BELOW = frozenset({"fewer than", "less than", "under", "below", "<"})
_AT_MOST = frozenset({"up to", "at most", "no more than", "max", "max.", "maximum", "<=", "≤"})


class Figure(NamedTuple):
    """The lowest, the best and the highest number that the words allow; None is open, or not said."""

    low: int | None
    best: int | None
    high: int | None


def read_figure(words: str) -> Figure | None:
    """The figure that words state: of a range the best is its lower end; None where they state no one figure.

    "More than 3" is at least 4, "at most 5" is known by its highest alone.

    >>> read_figure("3-5"), read_figure("at least 12 killed")
    (Figure(low=3, best=3, high=5), Figure(low=12, best=12, high=None))
    >>> read_figure("3 killed, 5 wounded").best, read_figure("3, 5")
    (3, None)
    """
    plain = " ".join(words.casefold().split())
    if plain in _NONE:
        return Figure(0, 0, 0)
    if plain in _UNKNOWN:
        return Figure(None, None, None)
    found = list(_FIGURE.finditer(plain))
    if len(found) > 1:
        found = [each for each in found if _DEAD.match(plain[each.end() :])]
    return _of_match(found[0]) if len(found) == 1 else None


def _of_match(match: re.Match[str]) -> Figure | None:
    low = _whole(match["low"])
    if match["high"]:
        high = _whole(match["high"])
        return Figure(low, low, high) if low <= high else None
    before = match["before"] or ""
    if before in _ABOVE:
        return Figure(low + 1, low + 1, None)
    if before in _AT_LEAST or match["plus"]:
        return Figure(low, low, None)
    if before in _BELOW:
        return Figure(None, None, max(0, low - 1))
    if before in _AT_MOST:
        return Figure(None, None, low)
    return Figure(None, low, None) if before else Figure(low, low, low)


def _whole(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))


def to_figures(text: pa.Array) -> tuple[dict[str, pa.Array], np.ndarray]:
    """The columns low, best and high of a column of words, and the positions of the cells that state no one figure."""
    unique = pc.unique(text)
    read = [Figure(None, None, None) if each is None else read_figure(each) for each in unique.to_pylist()]
    at = pc.index_in(text, unique)
    known = [each or Figure(None, None, None) for each in read]
    columns = {name: pa.array([getattr(each, name) for each in known], pa.int64()).take(at) for name in Figure._fields}
    is_bad = pa.array([each is None for each in read], pa.bool_()).take(at)
    return columns, np.flatnonzero(is_bad.to_numpy(zero_copy_only=False)).astype(np.int64)
