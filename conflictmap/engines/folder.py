"""The output folder of a run in parts: which files there are, which partitions are finished, what belongs to what.

    run.json                     the terms: program, settings, sizes and sums of the plan. Written first
    events/part-000000.parquet   what the partitions hold, a file each; so do the other folders
    finished/part-000000.json    the record of a finished partition, written last: what it read, wrote and counted
    manifest.jsonl               the records of all partitions in order, at the end

Knows names, sums and the order of writing. A file is written under another name and renamed, and a partition counts as
finished only when its record is there and every file in it has the sum that the record names. So a worker or a driver
may die at any moment, and two may do the same partition: the same bytes take the place of the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from conflictmap.engines.plan import Partition

FORMAT = 1
TERMS, MANIFEST = "run.json", "manifest.jsonl"
COUNTS, CONTROL = "counts.csv", "control.csv"
INDEX, FINISHED = "index", "finished"
"""The two stages of a partition, as their folders are called."""
_BLOCK = 1 << 20

Record = dict[str, Any]


class OutputFolder:
    """The folder at a path; nothing is made until something is written."""

    def __init__(self, path: str | Path) -> None:
        """Take the path."""
        self.path = Path(path)

    def agree(self, terms: Mapping[str, Any]) -> None:
        """Begin a run on these terms, or go on with one that was begun on the same.

        Raises:
            UsageError: The folder holds a run on other terms, or other files; nothing in it is touched.
        """
        wanted = json.dumps({"format": FORMAT, **terms}, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        path = self.path / TERMS
        if not path.is_file():
            if self.path.exists() and any(self.path.iterdir()):
                expected = f"an empty folder, or one with the {TERMS} of a run"
                raise UsageError(expected, repr(str(self.path)), "Name another with -o.")
            self.path.mkdir(parents=True, exist_ok=True)
            write_text(path, wanted)
            return
        found = path.read_text("utf-8")
        if found != wanted:
            got = f"a run with another {_difference(found, wanted)}"
            expected = f"the same inputs and settings as the run in {str(self.path)!r}"
            raise UsageError(expected, got, "Name another folder with -o; two runs are never mixed.")

    def file(self, kind: str, partition: Partition, suffix: str) -> Path:
        """Where a partition's file of a kind stands; its folder is made."""
        folder = self.path / kind
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{partition.name}{suffix}"

    def finish(self, stage: str, partition: Partition, record: Record, files: Mapping[str, Path]) -> Record:
        """Write the record of a partition whose files are in place, and return it.

        `files` are those of the partition by their kind; their sizes and sums go into the record.
        """
        outputs = {kind: _described(path, self.path) for kind, path in sorted(files.items())}
        full = {"part": partition.name, "reads": partition.digest(), **record, "outputs": outputs}
        write_text(self.file(stage, partition, ".json"), json.dumps(full, ensure_ascii=False, indent=1) + "\n")
        return full

    def finished(self, stage: str, partition: Partition) -> Record | None:
        """The record of a partition, if it is finished and its files are whole; else None, and it is to be done."""
        path = self.path / stage / f"{partition.name}.json"
        try:
            record: Record = json.loads(path.read_text("utf-8"))
            outputs = record["outputs"].values()
            is_whole = record["reads"] == partition.digest() and all(
                _described(self.path / each["file"], self.path) == each for each in outputs
            )
        except (OSError, ValueError, KeyError, AttributeError, TypeError):
            return None  # not written yet, or damaged: doing it again is always right
        return record if is_whole else None

    def clear_parts(self) -> None:
        """Remove what writers that died have left behind, while nothing is under way.

        Somebody who was taken for dead and still writes then fails, and his partition is done all the same.
        """
        for path in self.path.glob("*/.part-*"):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                with suppress(OSError):
                    path.unlink()


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A name to write under, which takes the place of `path` at the end; nobody ever reads half a file.

    Each writer has a name of its own, also on a network drive that several machines write to.
    """
    part = path.with_name(f".{path.stem}.{uuid.uuid4().hex}{path.suffix}")
    try:
        yield part
        with part.open("rb+") as stream:
            os.fsync(stream.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def write_text(path: Path, text: str) -> None:
    """Write a text in UTF-8, whole or not at all; what has no UTF-8 is written as its escape."""
    with replacing(path) as part:
        part.write_bytes(text.encode("utf-8", "backslashreplace"))


def sum_of(path: Path) -> str:
    """The sha256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _described(path: Path, root: Path) -> dict[str, Any]:
    return {"file": path.relative_to(root).as_posix(), "bytes": path.stat().st_size, "sha256": sum_of(path)}


def _difference(found: str, wanted: str) -> str:
    """Which members of the terms differ, by name."""
    try:
        old = json.loads(found)
    except ValueError:
        return TERMS
    new = json.loads(wanted)
    if not isinstance(old, dict):
        return TERMS
    names = sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
    inner = {name: _names_of(old.get(name), new.get(name)) for name in names}
    return ", ".join(f"{name} ({', '.join(parts)})" if parts else name for name, parts in inner.items())


def _names_of(old: object, new: object) -> list[str]:
    if not isinstance(old, dict) or not isinstance(new, dict):
        return []
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
