"""The sources as files: are they there, and what are their sums.

Knows paths. Refuses to know formats: which files of a folder are read is up to `geo.documents`.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from geo.documents.address import refuse_address
from geo.documents.folder import file_named, is_regular, is_there, shown_name
from geo.errors import UsageError
from geo.writing import check_writable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STDIN = "-"
_BLOCK = 1 << 20


def check_sources(sources: Sequence[str | Path]) -> None:
    """See that every source is there: a file, a folder, or "-" for standard input (once).

    Raises:
        UsageError: There is none, one is missing, or standard input is named twice.
    """
    if not sources:
        raise UsageError("at least one source", "none", "Name SOURCES: files, folders or - for standard input.")
    if [str(source) for source in sources].count(STDIN) > 1:
        raise UsageError("standard input once", "- twice")
    for source in sources:
        refuse_address(source)
        if source == "":  # else it would be the folder that the run stands in
            raise UsageError("an existing file or folder", "an empty name", "Is a variable of the shell not set?")
        if str(source) != STDIN and not is_there(Path(source)):
            raise UsageError("an existing file or folder", repr(str(source)), "Check the spelling of the path.")


def input_sums(sources: Sequence[str | Path], names: Iterable[str]) -> dict[str, str]:
    """The sha256 of each file that was read, by its name relative to its source; standard input has none.

    What cannot be read has none either.

    `names` are the relative names that the run met. Where two sources hold the same name, the source's own name stands
    in front from the second on.
    """
    # A name within an archive or a mail is that of its file and more.
    wanted = sorted({part for name in names for part in _beginnings(name)})
    sums: dict[str, str] = {}
    for source in sources:
        path = Path(source)
        if path.is_dir():
            found = [(name, file_named(path, name)) for name in wanted]
        else:
            found = [(shown_name(path.name), path)] if str(source) != STDIN else []
        for name, file in found:
            digest = _sum(file) if is_regular(file) else None
            if digest is not None:
                sums[name if name not in sums else f"{shown_name(path.name)}/{name}"] = digest
    return dict(sorted(sums.items()))


def _beginnings(name: str) -> list[str]:
    """The name, and what it begins with up to each slash."""
    parts = name.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]


def check_folder(folder: Path) -> None:
    """See that outputs can be written to `folder`, which need not exist yet; makes nothing.

    Raises:
        UsageError: It, or what it would lie in, is not a folder.
        OutputError: The system lets nothing be written there.
    """
    nearest = next(path for path in (folder, *folder.absolute().parents) if is_there(path) or path.is_symlink())
    if not is_there(nearest):
        raise UsageError("a folder to write to", f"the link {str(nearest)!r}, which leads nowhere", "Move it away.")
    if not nearest.is_dir():
        raise UsageError("a folder to write to", f"the file {str(nearest)!r}", "Name another with -o.")
    check_writable(nearest)


def _sum(file: Path) -> str | None:
    digest = hashlib.sha256()
    try:
        with file.open("rb") as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
    except OSError:
        return None  # the reading has named it
    return digest.hexdigest()
