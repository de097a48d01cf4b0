"""Files that come from elsewhere: fetched or opened, and never trusted.

Knows HTTP and ZIP, and a limit for everything. Refuses archives that name a path outside themselves, that declare or
hold more than the limit, or that are encrypted; nothing is ever unpacked by a name the archive chose.
"""

from __future__ import annotations

import lzma
import struct
import urllib.error
import urllib.request
import zipfile
import zlib
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, cast
from urllib.parse import urlsplit

from geo.errors import ConflictmapError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

USER_AGENT = "conflictmap (offline conflict mapping; one file at a user's wish)"
TIMEOUT_S = 60.0
_BLOCK = 1 << 16
_LONGEST_LINE = 1 << 20
_ENCRYPTED = 0x1
_SCHEMES = ("http", "https")
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError, RuntimeError)
"""What a damaged, encrypted or oddly packed archive raises, if it is opened by `open_archive` and `open_member`."""


class SourceError(ConflictmapError, ValueError):
    """A file from elsewhere that cannot be had, or must not be trusted."""


def fetch(url: str, target: Path, limit: int) -> None:
    """Write what stands at an http or https address into a file, up to `limit` bytes.

    Raises:
        SourceError: Another kind of address, no answer within a minute of silence, a refusal, or more than the limit.
    """
    if urlsplit(url).scheme not in _SCHEMES:
        raise SourceError("an http or https address", repr(url))
    opener = urllib.request.OpenerDirector()
    for handler in (
        # No handler for files or FTP: a redirect cannot lead out of the web.
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
        urllib.request.HTTPRedirectHandler,
        urllib.request.UnknownHandler,
    ):
        opener.add_handler(handler())
    request = urllib.request.Request(url, headers={"User-Agent": USER_AGENT})  # noqa: S310 - the scheme is checked
    try:
        with opener.open(request, timeout=TIMEOUT_S) as answer, target.open("wb") as sink:
            _copy(answer, sink, limit, url)
    except (urllib.error.URLError, HTTPException, OSError) as error:
        expected = f"an answer from {url}"
        raise SourceError(expected, repr(str(error)), "Fetch it by hand and name it with --file.") from error


def _copy(answer: BinaryIO, sink: BinaryIO, limit: int, name: str) -> None:
    total = 0
    while block := answer.read(_BLOCK):
        total += len(block)
        if total > limit:
            expected = f"at most {limit:,} bytes from {name}"
            raise SourceError(expected, "more")
        sink.write(block)


def is_zip(path: Path) -> bool:
    """Return whether a file begins as a ZIP archive does."""
    with path.open("rb") as stream:
        return stream.read(4) in {b"PK\x03\x04", b"PK\x05\x06"}


def open_archive(file: Path | BinaryIO) -> zipfile.ZipFile:
    """Open an archive.

    Raises:
        Exception: One of `DAMAGED`; zipfile raises more kinds than that.
        OSError: The file cannot be read.
    """
    try:
        return zipfile.ZipFile(file)
    except ValueError as error:
        raise zipfile.BadZipFile(str(error)) from error


def open_member(archive: zipfile.ZipFile, name: str) -> BinaryIO:
    """Open a file of an archive; raises as `open_archive` does."""
    try:
        return cast("BinaryIO", archive.open(name))
    except (ValueError, KeyError) as error:  # a place, or a name, that is not in the archive
        raise zipfile.BadZipFile(str(error)) from error


def members(path: Path, limit: int) -> tuple[str, ...]:
    """Return the names of the files in an archive, after checking all of them.

    Raises:
        SourceError: The archive is broken or encrypted, a name leads out of it, or its files together declare more
            than `limit` bytes.
    """
    with _opened(path) as archive:
        return check_members(archive, path.name, limit)


def check_members(archive: zipfile.ZipFile, file: str, limit: int) -> tuple[str, ...]:
    """Return the names of the files in an open archive, after checking all of them; `file` is its name.

    Raises:
        SourceError: As `members` does.
    """
    infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
    for info in infos:
        if not info.filename:  # zipfile itself stumbles over it
            expected = f"names of the files inside {file}"
            raise SourceError(expected, "one without a name", "The archive is damaged.")
        parts = PurePosixPath(info.filename.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts or ":" in info.filename or "\x00" in info.orig_filename:
            expected = f"file names inside {file}"
            raise SourceError(expected, repr(info.filename), "Do not trust this archive.")
        if info.flag_bits & _ENCRYPTED:
            expected = f"an open archive {file}"
            raise SourceError(expected, "an encrypted one")
    declared = sum(info.file_size for info in infos)
    if declared > limit:
        expected = f"at most {limit:,} bytes in {file}"
        raise SourceError(expected, f"{declared:,} declared")
    return tuple(info.filename for info in infos)


def read_lines(path: Path, member: str | None, limit: int) -> Iterator[bytes]:
    r"""Yield the lines of a file, or of a member of an archive, without their ends; only \n ends a line (\r\n too).

    Raises:
        SourceError: The content is damaged, longer than `limit` bytes (whatever it declared), or has a line of over
            a megabyte.
    """
    with _stream(path, member) as stream:
        total = 0
        try:
            while line := stream.readline(_LONGEST_LINE):
                total += len(line)
                if total > limit:
                    expected = f"at most {limit:,} bytes in {path.name}"
                    raise SourceError(expected, "more")
                if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
                    expected = f"lines of text in {path.name}"
                    raise SourceError(expected, "a line of over a megabyte")
                yield line.rstrip(b"\n").removesuffix(b"\r")
        except (*DAMAGED, OSError) as error:
            expected = f"a whole file {path.name}"
            raise SourceError(expected, repr(str(error)), "Fetch it again.") from error


@contextmanager
def _stream(path: Path, member: str | None) -> Iterator[BinaryIO]:
    if member is None:
        with path.open("rb") as stream:
            yield stream
        return
    with _opened(path) as archive, open_member(archive, member) as inner:
        yield inner


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = open_archive(path)
    except (*DAMAGED, OSError) as error:
        expected = f"a ZIP archive in {path.name}"
        raise SourceError(expected, repr(str(error)), "Fetch it again.") from error
    with archive:
        try:
            yield archive
        except SourceError:
            raise
        except (*DAMAGED, OSError, ValueError) as error:
            expected = f"a whole archive {path.name}"
            raise SourceError(expected, repr(str(error)), "Fetch it again.") from error
