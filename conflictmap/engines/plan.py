"""How sources become partitions: some stretches of files each, in the order of the sources.

Knows sizes and sums. A plan depends on the bytes of the sources and the wanted size alone, never on the engine or on
how many do the work, so that any engine writes the same partitions. Refuses to know what stands in a stretch.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from geo.spans import Span

MEGABYTE = 1_000_000
MOST_SPANS = 2_000
"""So many small files make a partition, however little they weigh."""


@dataclass(frozen=True, slots=True)
class Partition:
    """The piece of work with a number, counted from 0: the stretches that it reads, in order."""

    number: int
    spans: tuple[Span, ...]

    @property
    def name(self) -> str:
        """What its files are called, without a suffix.

        >>> Partition(7, ()).name
        'part-000007'
        """
        return f"part-{self.number:06}"

    @property
    def length(self) -> int:
        """How many bytes it reads."""
        return sum(span.length for span in self.spans)

    def inputs(self) -> list[dict[str, Any]]:
        """What it reads, as its record names it: the file relative to its source, the bytes, their sum."""
        return [{"file": span.file, "start": span.start, "end": span.end, "sha256": span.sha256} for span in self.spans]

    def digest(self) -> str:
        """The sum of what it reads: two plans with the same sums read the same."""
        return hashlib.sha256(json.dumps(self.inputs(), sort_keys=True).encode()).hexdigest()


def bytes_of(megabytes: float) -> int:
    """A partition's size in bytes from megabytes (1,000,000 bytes).

    Raises:
        UsageError: It is less than a byte.
    """
    length = int(megabytes * MEGABYTE)
    if length < 1:
        raise UsageError("a partition size above 0 megabytes", megabytes)
    return length


def partitions_of(spans: Iterable[Span], length: int) -> Iterator[Partition]:
    """Put stretches together, in order, up to `length` bytes or `MOST_SPANS`; one that is longer stands alone."""
    number, taken, size = 0, list["Span"](), 0
    for span in spans:
        if taken and (size + span.length > length or len(taken) == MOST_SPANS):
            yield Partition(number, tuple(taken))
            number, taken, size = number + 1, [], 0
        taken.append(span)
        size += span.length
    if taken:
        yield Partition(number, tuple(taken))


@dataclass(frozen=True, slots=True)
class ToCut:
    """A file that is to be cut: its path, its name for people, and the wanted length of a stretch."""

    path: Path
    file: str
    length: int

    def size(self) -> int:
        """How many bytes it has; 0 where that cannot be known."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0


@dataclass(frozen=True, slots=True)
class Group:
    """Some files to be cut in one piece of work, with its number."""

    number: int
    files: tuple[ToCut, ...]


def groups_of(files: Iterable[ToCut], most_bytes: int = 256 * MEGABYTE, most_files: int = 200) -> Iterator[Group]:
    """Put files together, in order, up to so many bytes or files; one that is larger stands alone."""
    number, taken, size = 0, list[ToCut](), 0
    for each in files:
        own = each.size()
        if taken and (size + own > most_bytes or len(taken) == most_files):
            yield Group(number, tuple(taken))
            number, taken, size = number + 1, [], 0
        taken.append(each)
        size += own
    if taken:
        yield Group(number, tuple(taken))
