"""How an output reaches the disk: whole or not at all, UTF-8, LF.

Knows bytes and names; knows nothing of what they mean.
"""

from __future__ import annotations

import contextlib
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import UsageError
from geo.writing import check_replaceable, writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_LONGEST_PREFIX = 200


def encode(text: str) -> bytes:
    """The text as UTF-8; a lone surrogate from a broken source is written as its escape."""
    return text.encode("utf-8", "backslashreplace")


def write_whole(path: Path, content: bytes) -> Path:
    """Write through a temporary file in the same folder and a rename, so that nobody ever reads half a file.

    Raises:
        OutputError: It cannot be written.
    """
    with writing(path), written_apart(path) as part:
        part.write_bytes(content)
        part.replace(path)
    return path


@contextlib.contextmanager
def written_apart(path: Path) -> Iterator[Path]:
    """A free name beside `path` with its suffix; what stands there at the end goes."""
    check_replaceable(path)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name[:_LONGEST_PREFIX]}.") as folder:
        yield Path(folder) / path.name


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Give the name of a file to write to; it takes the place of `path` at the end, or goes if that fails.

    The part keeps the suffix of `path`, as some writers look at it.

    Raises:
        UsageError: The folder of `path` is not there, or `path` is a folder.
        OutputError: It cannot be written.
    """
    if path.is_dir() or not path.parent.is_dir():
        raise UsageError("a file in a folder that is there", repr(str(path)), "Make the folder first, or name a file.")
    with writing(path), written_apart(path) as part:
        yield part
        part.replace(path)


def json_lines(rows: Iterable[Mapping[str, Any]]) -> str:
    """One JSON object a line, members in the order of the mapping."""
    return "".join(f"{compact(row)}\n" for row in rows)


def compact(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """JSON without spaces, non-ASCII kept; a float that is not finite is refused."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def feature_collection(features: Iterable[Mapping[str, Any]]) -> str:
    """An RFC 7946 FeatureCollection, one feature a line, without a `crs` member."""
    lines = ",\n".join(compact(feature) for feature in features)
    return '{"type":"FeatureCollection","features":[\n' + lines + ("\n" if lines else "") + "]}\n"
