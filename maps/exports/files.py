"""How an output reaches the disk: whole or not at all, UTF-8, LF.

Knows bytes and names; knows nothing of what they mean.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def encode(text: str) -> bytes:
    """The text as UTF-8; a lone surrogate from a broken source is written as its escape."""
    return text.encode("utf-8", "backslashreplace")


def write_whole(path: Path, content: bytes) -> Path:
    """Write through a temporary file in the same folder and a rename, so that nobody ever reads half a file."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise
    return path


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Give the name of a file to write to; it takes the place of `path` at the end, or goes if that fails.

    The part keeps the suffix of `path`, as some writers look at it.

    Raises:
        UsageError: The folder of `path` is not there, or `path` is a folder.
    """
    if path.is_dir() or not path.parent.is_dir():
        raise UsageError("a file in a folder that is there", repr(str(path)), "Make the folder first, or name a file.")
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
        part = Path(folder) / path.name
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
