"""Which rows still stand: each id once, in its latest version, and none that was deleted.

Knows ids, the instants at which rows were recorded, and the order of the files. Of rows with one id the one recorded
last stands; where none says when, that of the latest file, and within a file the first. What is recorded at the same
instant is the same version: the first stands. Keeps 24 bytes for each row and nothing else: an id is kept as a number
of 64 bits (its own where it is one; else a hash, by which two of ten million ids are taken for one with a
probability of three in a million).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.errors import ProblemKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

_PLAIN_ID = r"^(0|[1-9][0-9]{0,17})$"
_COUNTRY_ID = r"^[A-Z]{3}[1-9][0-9]{0,11}$"
_LETTERS = 3
_ALPHABET = 27
_ROOM = 10**13
_NO_INSTANT = np.iinfo(np.int64).min
_ROW_BITS = 40
_ROW_MASK = (1 << _ROW_BITS) - 1
REASONS = {
    ProblemKind.DUPLICATE_ROW: "the id stands twice; the first row counts",
    ProblemKind.SUPERSEDED_ROW: "a later version of the row counts",
    ProblemKind.DELETED_ROW: "the feed has deleted the row",
}


@dataclass(frozen=True, slots=True)
class Dead:
    """Rows that no longer stand: for each file, by its number in the run, their numbers (ascending) by reason."""

    by_file: Mapping[int, Mapping[ProblemKind, NDArray[np.int64]]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.by_file)

    def rows(self, file: int) -> Mapping[ProblemKind, NDArray[np.int64]]:
        """The dead rows of a file."""
        return self.by_file.get(file, {})


class Identities:
    """The ids of a run, gathered batch by batch; `dead` then says which rows do not stand."""

    def __init__(self) -> None:
        """Begin without an id."""
        self._keys: list[NDArray[np.int64]] = []
        self._instants: list[NDArray[np.int64]] = []
        self._places: list[NDArray[np.int64]] = []
        self._deleted: dict[int, int] = {}

    def add(self, file: int, ids: pa.Array, recorded: pa.Array | None, rows: NDArray[np.int64]) -> None:
        """Take in the ids of rows of a file, with the instants of their versions where there are any."""
        self._keys.append(id_keys(ids))
        self._instants.append(_instants(recorded, len(rows)))
        self._places.append((np.int64(file) << _ROW_BITS) | rows)

    def columns(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """What was gathered: ids as numbers, instants (microseconds; `NO_INSTANT` is none), rows of the files."""
        if not self._keys:
            return (np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int64))
        keys, instants, places = (np.concatenate(each) for each in (self._keys, self._instants, self._places))
        return keys, instants, places & _ROW_MASK

    @property
    def deleted(self) -> Mapping[int, int]:
        """The ids that the feed has deleted, as numbers, with the instants of it."""
        return self._deleted

    def add_known(
        self, file: int, keys: NDArray[np.int64], instants: NDArray[np.int64], rows: NDArray[np.int64]
    ) -> None:
        """Take in what another reading has gathered of a file."""
        self._keys.append(keys)
        self._instants.append(instants)
        self._places.append((np.int64(file) << _ROW_BITS) | rows)

    def delete_known(self, deleted: Mapping[int, int]) -> None:
        """Take in the deletions that another reading has gathered."""
        for key, instant in deleted.items():
            self._deleted[key] = max(instant, self._deleted.get(key, _NO_INSTANT))

    def delete(self, ids: pa.Array, instants: pa.Array | None) -> None:
        """Take in ids that the feed has deleted, with the instants of it where known."""
        for key, instant in zip(id_keys(ids).tolist(), _instants(instants, len(ids)).tolist(), strict=True):
            self._deleted[key] = max(instant, self._deleted.get(key, _NO_INSTANT))

    def dead(self) -> Dead:
        """The rows that do not stand."""
        if not self._keys:
            return Dead()
        keys, instants, places = (np.concatenate(each) for each in (self._keys, self._instants, self._places))
        found: dict[int, dict[ProblemKind, list[int]]] = {}
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
        lengths = np.diff(np.r_[starts, len(ordered)])
        for start, length in zip(starts[lengths > 1], lengths[lengths > 1], strict=True):
            group = order[start : start + length]
            for kind, row in _fallen(instants[group], places[group]):
                found.setdefault(row >> _ROW_BITS, {}).setdefault(kind, []).append(row & _ROW_MASK)
        self._add_deleted(keys, instants, places, found)
        return Dead(
            {
                file: {kind: np.array(sorted(rows), dtype=np.int64) for kind, rows in sorted(kinds.items())}
                for file, kinds in sorted(found.items())
            }
        )

    def _add_deleted(
        self,
        keys: NDArray[np.int64],
        instants: NDArray[np.int64],
        places: NDArray[np.int64],
        found: dict[int, dict[ProblemKind, list[int]]],
    ) -> None:
        """Rows of deleted ids: unless the row was recorded after its deletion."""
        if not self._deleted:
            return
        gone = {row | (file << _ROW_BITS) for file, kinds in found.items() for rows in kinds.values() for row in rows}
        for at in np.flatnonzero(np.isin(keys, np.fromiter(self._deleted, dtype=np.int64))).tolist():
            when, place = self._deleted[int(keys[at])], int(places[at])
            if place not in gone and (when == _NO_INSTANT or instants[at] <= when):
                file = place >> _ROW_BITS
                found.setdefault(file, {}).setdefault(ProblemKind.DELETED_ROW, []).append(place & _ROW_MASK)


def _fallen(instants: NDArray[np.int64], places: NDArray[np.int64]) -> list[tuple[ProblemKind, int]]:
    """Of rows with one id, in the order of their arrival, those that do not stand, and why."""
    kept = 0
    found: list[tuple[ProblemKind, int]] = []
    for at in range(1, len(places)):
        is_later_file = places[at] >> _ROW_BITS > places[kept] >> _ROW_BITS
        unsaid = instants[at] == instants[kept] == _NO_INSTANT
        if instants[at] > instants[kept] or (unsaid and is_later_file):
            found.append((ProblemKind.SUPERSEDED_ROW, int(places[kept])))
            kept = at
        else:
            is_older = instants[at] < instants[kept]
            kind = ProblemKind.SUPERSEDED_ROW if is_older else ProblemKind.DUPLICATE_ROW
            found.append((kind, int(places[at])))
    return found


def id_keys(ids: pa.Array) -> NDArray[np.int64]:
    """Ids as numbers of 64 bits: the same id, the same number, in whatever company it comes.

    >>> id_keys(pa.array(["7", "8"])).tolist()
    [7, 8]
    """
    if pa.types.is_integer(ids.type):
        return np.asarray(ids.to_numpy(zero_copy_only=False), dtype=np.int64)
    keys = np.zeros(len(ids), dtype=np.int64)
    left = np.ones(len(ids), dtype=bool)
    for pattern, number in ((_PLAIN_ID, _plain_keys), (_COUNTRY_ID, _country_keys)):
        fits = np.array(pc.match_substring_regex(ids, pattern).to_numpy(zero_copy_only=False), dtype=bool)
        if fits.any():
            keys[fits] = number(ids if fits.all() else ids.filter(pa.array(fits)))
            left &= ~fits
    if left.any():
        keys[left] = [_hashed(each) for each in ids.filter(pa.array(left)).to_pylist()]
    return keys


def _plain_keys(ids: pa.Array) -> NDArray[np.int64]:
    return np.asarray(ids.cast(pa.int64()).to_numpy(zero_copy_only=False), dtype=np.int64)


def _country_keys(ids: pa.Array) -> NDArray[np.int64]:
    """Ids such as AFG123: the letters in front of the number, below zero so that no plain number meets them."""
    letters = pc.utf8_slice_codeunits(ids, 0, _LETTERS)
    numbers = pc.utf8_slice_codeunits(ids, _LETTERS).cast(pa.int64()).to_numpy(zero_copy_only=False)
    unique = pc.unique(letters)
    codes = np.array([_letters_code(each) for each in unique.to_pylist()], dtype=np.int64)
    at = pc.index_in(letters, unique).to_numpy(zero_copy_only=False)
    return np.asarray(-(codes[at] * _ROOM + numbers) - 1, dtype=np.int64)


def _letters_code(letters: str) -> int:
    code = 0
    for letter in letters:
        code = code * _ALPHABET + ord(letter) - ord("A") + 1
    return code


def _hashed(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _instants(recorded: pa.Array | None, count: int) -> NDArray[np.int64]:
    if recorded is None:
        return np.full(count, _NO_INSTANT)
    micros = recorded.cast(pa.timestamp("us", "UTC")).cast(pa.int64())
    return np.asarray(pc.fill_null(micros, _NO_INSTANT).to_numpy(zero_copy_only=False), dtype=np.int64)
