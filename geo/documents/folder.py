"""Which files of a folder are sources.

Knows the order (by relative path) and what is passed over without a word: hidden files, the opening state, the list of
sources, sidecars, read-me files, pictures and page assets. What this program wrote is left out, and said to be. Any
other file is handed on; its reader says if the format is unknown. What is no file (a pipe, a socket, a device) and what
leads into the system's own folders is never opened: it might never end, or do something.
"""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING

from geo.documents.own_outputs import own_outputs
from geo.errors import Problem, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIDECAR_SUFFIXES = (".meta.toml", ".meta.json")
_NOT_SOURCES = frozenset(
    {
        "opening.toml",
        "sources.toml",
        "corrections.csv",
        "decisions.csv",
        "decisions.toml",
        "readme",
        "readme.md",
        "readme.txt",
        "license",
        "notice",
        "desktop.ini",
        "thumbs.db",
    }
)
_ASSETS = (
    *(".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".ico", ".tif", ".tiff"),
    *(".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf"),
    *(".mp3", ".mp4", ".webm", ".mov", ".wav"),
)
_OPEN_ELSEWHERE = "~$"
"""How the name begins of what Office puts beside a document that is open."""
_DEEPEST = 100
"""So many folders inside each other are walked into."""
_SYSTEM = ("/proc/", "/sys/")
"""Folders whose files are made by the system while they are read."""
_KINDS = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
_ESCAPED = re.compile(rb"\\x([0-9a-f]{2})")


def walk_folder(folder: Path) -> Iterator[tuple[Path, str] | Problem]:
    """Yield each source file with its path relative to `folder` (forward slashes), sorted by that path.

    Links to folders are followed. One that leads back into a folder it stands in or into the system's own, what is no
    file, and what cannot be opened, is a problem. Names are as in `shown_name`.
    """
    yield from _walk(folder, "", ())


def shown_name(name: str) -> str:
    r"""A file's name as it can be written everywhere: bytes that are no UTF-8 as their escapes.

    >>> shown_name("Kunduz\udcff.txt")
    'Kunduz\\xff.txt'
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def file_named(folder: Path, name: str) -> Path:
    """The file of a folder that bears a name as `shown_name` gives it."""
    path = folder / name
    if "\\x" not in name or os.path.lexists(path):
        return path
    return folder / os.fsdecode(_ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), name.encode("utf-8")))


def is_there(path: Path) -> bool:
    """Whether anything of that name is there, as far as the system says."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def is_regular(path: Path) -> bool:
    """Whether a file is there, or a link to one; whatever keeps the system from saying so counts as no."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False  # not there, not ours to see, or a name that the system has no room for


def _walk(folder: Path, prefix: str, above: tuple[tuple[int, int], ...]) -> Iterator[tuple[Path, str] | Problem]:
    try:
        status = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name + ("/" if _is_folder(entry) else ""))
    except OSError as error:
        yield unreadable(prefix.rstrip("/") or shown_name(folder.name), error)
        return
    own = own_outputs(folder, {entry.name for entry in entries})
    if own:
        message = f"Left out, as an earlier run wrote them: {', '.join(sorted(map(shown_name, own)))}."
        yield Problem(kind=ProblemKind.OWN_OUTPUT, message=message, file=prefix.rstrip("/") or shown_name(folder.name))
        entries = [entry for entry in entries if entry.name not in own]
    here = (status.st_dev, status.st_ino)
    if here in above:
        yield _refused(prefix.rstrip("/"), "This link leads back into a folder above it and is not followed.")
        return
    if len(above) >= _DEEPEST:
        yield _refused(prefix.rstrip("/"), f"More than {_DEEPEST} folders stand inside each other; it is not opened.")
        return
    for entry in entries:
        name = prefix + shown_name(entry.name)
        if entry.name.startswith("."):
            continue
        if (odd := _odd(entry)) is not None and (_is_folder(entry) or is_source(entry.name)):
            yield _refused(name, odd)
        elif _is_folder(entry):
            yield from _walk(folder / entry.name, name + "/", (*above, here))
        elif is_source(entry.name):
            yield folder / entry.name, name


def _odd(entry: os.DirEntry[str]) -> str | None:
    """Why what stands in a folder is not opened; None for files and folders, and for what its reader will name."""
    try:
        kind = _KINDS.get(stat.S_IFMT(entry.stat().st_mode))
        if kind is not None:
            return f"It is {kind}, not a file, and is not opened; name it on the command line to read it."
        if entry.is_symlink() and f"{os.path.realpath(entry.path)}/".startswith(_SYSTEM):
            return "It leads into the system's own folders and is not opened."
    except (OSError, ValueError):
        return None
    return None


def _refused(file: str, message: str) -> Problem:
    return Problem(kind=ProblemKind.UNREADABLE_FILE, message=message, file=file)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder or a link to one; a link that leads nowhere is left to the reader, who names it."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def is_source(name: str) -> bool:
    """Whether a file of that name, met in a folder, is to be read."""
    lower = name.lower()
    if lower.startswith(_OPEN_ELSEWHERE):
        return False
    return lower not in _NOT_SOURCES and not lower.endswith((*SIDECAR_SUFFIXES, *_ASSETS))


def unreadable(file: str, error: OSError) -> Problem:
    """The problem of a file that the system does not give out."""
    reason = error.strerror or type(error).__name__
    return _refused(file, f"It cannot be opened: {reason}.")
