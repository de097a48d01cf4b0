"""Documents that were met before, also in another partition: what one reader of all sources would say of each.

Knows the index that each partition writes: a key of 8 bytes for a document's identity and one for its identifier, with
both beside them. Only the keys of all documents are held at once, 16 bytes a document; where two are equal, `Seen` of
`geo.documents` judges the documents by what the keys stand for, in the order of the sources. Documents that share no
key cannot change each other's verdict.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from conflictmap.engines.tables import write_table
from geo.documents.repeats import Seen, identity_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from geo.documents.repeats import Verdict
    from geo.model import Document

_SCHEMA = pa.schema(
    [
        pa.field("identity_key", pa.uint64(), nullable=False),
        pa.field("name_key", pa.uint64(), nullable=False),
        pa.field("identity", pa.string(), nullable=False),
        pa.field("document_id", pa.string(), nullable=False),
    ]
)
_BATCH = 65_536


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index holds of a document: its identity and its identifier, as text that has UTF-8."""

    identity: str
    document_id: str

    @classmethod
    def of(cls, document: Document) -> Entry:
        """The entry of a document."""
        return cls(_utf8(repr(identity_of(document))), document.document_id)


def write_index(entries: Sequence[Entry], path: Path) -> int:
    """Write the index of a partition, in the order of its documents; return their number."""

    def batches() -> Iterable[pa.RecordBatch]:
        for start in range(0, len(entries), _BATCH):
            part = entries[start : start + _BATCH]
            columns = [
                pa.array([key_of(each.identity) for each in part], pa.uint64()),
                pa.array([key_of(each.document_id) for each in part], pa.uint64()),
                pa.array([each.identity for each in part], pa.string()),
                pa.array([each.document_id for each in part], pa.string()),
            ]
            yield pa.RecordBatch.from_arrays(columns, schema=_SCHEMA)

    return write_table(batches(), _SCHEMA, path)


def judge_all(files: Sequence[Path]) -> dict[int, dict[int, Verdict]]:
    """For each partition, by number, the verdicts that differ from "as it is", by the document's place in it.

    `files` are the indexes of all partitions in order.
    """
    tables = [pq.read_table(file, columns=["identity_key", "name_key"]) for file in files]
    identities, names = (
        np.concatenate([np.zeros(0, np.uint64), *(table.column(at).to_numpy() for table in tables)]) for at in (0, 1)
    )
    bounds = np.cumsum([0, *(table.num_rows for table in tables)])
    doubtful = _repeated(identities) | _repeated(names)
    while True:
        verdicts, given = _judge(files, bounds, doubtful)
        # A new identifier may be one that another document brings along: then that one is in doubt as well.
        more = np.isin(names, np.array([key_of(name) for name in given], np.uint64)) & ~doubtful
        if not more.any():
            return verdicts
        doubtful |= more


def key_of(text: str) -> int:
    """The first 8 bytes of the text's sha256, as a number."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8], "big")


def _judge(
    files: Sequence[Path], bounds: NDArray[np.int64], doubtful: NDArray[np.bool_]
) -> tuple[dict[int, dict[int, Verdict]], set[str]]:
    """Judge the documents in doubt in order; the verdicts, and the new identifiers that were given."""
    seen = Seen()
    verdicts: dict[int, dict[int, Verdict]] = {}
    given: set[str] = set()
    for number, (file, (start, end)) in enumerate(zip(files, pairwise(bounds), strict=True)):
        places = np.flatnonzero(doubtful[start:end])
        if not len(places):
            continue
        rows: Any = pq.read_table(file, columns=["identity", "document_id"]).take(places)
        told = zip(places.tolist(), *(rows.column(at).to_pylist() for at in (0, 1)), strict=True)
        for place, identity, wanted in told:
            verdict = seen.judge(identity, wanted)
            if not verdict.is_kept or verdict.document_id != wanted:
                verdicts.setdefault(number, {})[place] = verdict
                given.add(verdict.document_id)
    return verdicts, given


def _repeated(keys: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which keys occur more than once."""
    if len(keys) == 0:
        return np.zeros(0, bool)
    ordered = np.sort(keys)
    return np.isin(keys, ordered[1:][ordered[1:] == ordered[:-1]])


def _utf8(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()
