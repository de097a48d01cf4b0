"""Which files of a folder are sources.

Knows the order (by relative path) and what is passed over without a word: hidden files, the opening state, the list
of sources, sidecars, read-me files, pictures and page assets. Any other file is handed on; its reader says if the
format is unknown.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from geo.errors import Problem, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIDECAR_SUFFIXES = (".meta.toml", ".meta.json")
_NOT_SOURCES = frozenset(
    {
        "opening.toml",
        "sources.toml",
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


def walk_folder(folder: Path) -> Iterator[tuple[Path, str] | Problem]:
    """Yield each source file with its path relative to `folder` (forward slashes), sorted by that path.

    Links to folders are followed; one that leads back into a folder it stands in, and what cannot be opened, is a
    problem.
    """
    yield from _walk(folder, "", ())


def _walk(folder: Path, prefix: str, above: tuple[tuple[int, int], ...]) -> Iterator[tuple[Path, str] | Problem]:
    try:
        status = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name + ("/" if _is_folder(entry) else ""))
    except OSError as error:
        yield unreadable(prefix.rstrip("/") or folder.name, error)
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        message = "This link leads back into a folder above it and is not followed."
        yield Problem(kind=ProblemKind.UNREADABLE_FILE, message=message, file=prefix.rstrip("/"))
        return
    for entry in entries:
        name = prefix + entry.name
        if entry.name.startswith("."):
            continue
        if _is_folder(entry):
            yield from _walk(folder / entry.name, name + "/", (*above, here))
        elif is_source(entry.name):
            yield folder / entry.name, name


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder or a link to one; a link that leads nowhere is left to the reader, who names it."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def is_source(name: str) -> bool:
    """Whether a file of that name, met in a folder, is to be read."""
    lower = name.lower()
    return lower not in _NOT_SOURCES and not lower.endswith((*SIDECAR_SUFFIXES, *_ASSETS))


def unreadable(file: str, error: OSError) -> Problem:
    """The problem of a file that the system does not give out."""
    reason = error.strerror or type(error).__name__
    return Problem(kind=ProblemKind.UNREADABLE_FILE, message=f"It cannot be opened: {reason}.", file=file)
