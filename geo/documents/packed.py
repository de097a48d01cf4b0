"""Packed sources: what stands in a .gz or a .zip is read as if it lay there unpacked.

A member is named by its archive and its name (`news.zip/2021/a.html`). Hidden files and page assets are passed over as
in a folder; archives in archives are read to a depth of three. Nothing is written to disk, and nothing grows beyond the
limits of unpacked files.
"""

from __future__ import annotations

import gzip
import io
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, cast

from geo.archives import DAMAGED, SourceError, check_members, open_archive, open_member
from geo.documents.bytes_in import Undecodable
from geo.documents.folder import is_source
from geo.errors import Problem, ProblemKind

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Callable, Iterator

    from geo.documents.bytes_in import Readable
    from geo.documents.formats import Origin
    from geo.documents.record import RawRecord

    Reader = Callable[[str, Callable[[], Readable], Origin], Iterator[RawRecord | Problem]]

DEEPEST = 3
ZIP_BYTES = 512 * 1024 * 1024
"""The largest archive, packed."""
UNPACKED_BYTES = 4 << 30
"""The most that an archive's files may hold together."""
_DAMAGED = (*DAMAGED, gzip.BadGzipFile)


def read_gzip(opened: Callable[[], Readable], origin: Origin, read: Reader) -> Iterator[RawRecord | Problem]:
    """The records of the one file that a .gz holds, by the suffix before `.gz`."""
    inner = PurePosixPath(origin.file).stem
    suffix = PurePosixPath(inner).suffix
    if suffix == ".tar" or origin.file.lower().endswith(".tgz"):
        raise Undecodable(ProblemKind.UNKNOWN_FORMAT, "An archive of the form tar is not read: unpack it first.")
    _check_depth(origin)
    try:
        yield from read(suffix, lambda: _unpacked(opened()), origin.deeper(origin.file))
    except _DAMAGED as error:
        raise Undecodable(ProblemKind.UNREADABLE_FILE, f"The rest of the file cannot be unpacked: {error}.") from error


def _unpacked(stream: Readable) -> Readable:
    unpacked: Any = gzip.GzipFile(fileobj=cast("Any", stream))  # it reads, and is read, as a file
    return cast("Readable", unpacked)


def read_zip(opened: Callable[[], Readable], origin: Origin, read: Reader) -> Iterator[RawRecord | Problem]:
    """The records of the files of a .zip, sorted by name."""
    _check_depth(origin)
    with opened() as stream:
        raw = stream.read(ZIP_BYTES + 1)
    if len(raw) > ZIP_BYTES:
        raise Undecodable(ProblemKind.TOO_LARGE, f"The archive is larger than the limit of {ZIP_BYTES:,} bytes.")
    try:
        with open_archive(io.BytesIO(raw)) as archive:
            names = sorted(filter(_is_wanted, check_members(archive, origin.file, UNPACKED_BYTES)))
            if not names:
                yield Problem(kind=ProblemKind.EMPTY_FILE, message="The archive holds no file.", file=origin.file)
            for name in names:
                inner = origin.deeper(f"{origin.file}/{name}")
                yield from _read_member(archive, name, inner, read)
    except (*_DAMAGED, SourceError) as error:
        raise Undecodable(ProblemKind.UNREADABLE_FILE, f"The archive cannot be read: {error}.") from error


def _read_member(archive: zipfile.ZipFile, name: str, inner: Origin, read: Reader) -> Iterator[RawRecord | Problem]:
    try:
        yield from read(PurePosixPath(name).suffix, lambda: open_member(archive, name), inner)
    except _DAMAGED as error:
        message = f"It cannot be unpacked: {error}."
        yield Problem(kind=ProblemKind.UNREADABLE_FILE, message=message, file=inner.file)


def _check_depth(origin: Origin) -> None:
    if origin.depth >= DEEPEST:
        raise Undecodable(ProblemKind.UNREADABLE_FILE, f"Archives are read to a depth of {DEEPEST} in each other.")


def _is_wanted(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not any(part.startswith(".") or part == "__MACOSX" for part in parts) and is_source(parts[-1])
