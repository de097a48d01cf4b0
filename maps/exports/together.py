"""Files of a folder that change together: after a crash at any moment the folder holds the old ones or the new ones.

    .conflictmap-next/           the new files, whole and on the disk before an old one is touched
    .conflictmap-journal.json    which of them take their places, with their sums: from here on the change is decided
    .conflictmap-lock            held by who changes the folder

A change that was not decided is dropped by the next one, a decided one is finished first. While it is under way the
folder may hold both; the journal tells. Files that no manifest of ours names are other people's and stay.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import OutputError
from geo.writing import writing
from maps.exports.folder_lock import locked

if TYPE_CHECKING:
    from collections.abc import Mapping

STAGE_NAME, JOURNAL_NAME = ".conflictmap-next", ".conflictmap-journal.json"
MANIFEST_NAME = "manifest.json"
_BLOCK = 1 << 20


def write_together(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write files into a folder, which is made if it is not there, all or none; return their paths.

    The manifest, where there is one, takes its place last. Files that the folder's last manifest names, that are still
    as it says and that are not written anew, go. New files have the rights that the umask leaves.

    Raises:
        OutputError: The folder cannot be written to, a folder stands where a file should be, or another process writes
            to it for too long. The old files stand as they were, or the next change finishes this one.
    """
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with locked(folder), writing(folder):
        finish(folder)
        for name in contents:
            if (folder / name).is_dir():
                expected = f"a file at {str(folder / name)!r}"
                raise OutputError(expected, "a folder", "Move it away.")
        stale = [name for name in _stale(folder) if name not in contents]
        _stage(folder, contents)
        _decide(folder, contents, stale)
        finish(folder)
    return [folder / name for name in contents]


def finish(folder: Path) -> bool:
    """Finish a change that was decided, or drop what was staged for one that was not; whether there was either.

    Call it with the lock held.
    """
    journal, stage = folder / JOURNAL_NAME, folder / STAGE_NAME
    plan = read_plan(folder)
    if plan is None:
        found = stage.exists()
        shutil.rmtree(stage, ignore_errors=True)
        return found
    for name, digest in plan["files"].items():
        staged = stage / name
        if staged.is_file() and sum_of(staged) == digest:
            staged.replace(folder / name)
    for name in plan["gone"]:
        with suppress(FileNotFoundError):
            (folder / name).unlink()
    _sync_folder(folder)
    journal.unlink()
    shutil.rmtree(stage, ignore_errors=True)
    return True


def read_plan(folder: Path) -> dict[str, Any] | None:
    """What a change that was decided and not finished was to do; None where there is none."""
    try:
        plan = json.loads((folder / JOURNAL_NAME).read_bytes())
    except (OSError, ValueError):
        return None
    is_plan = isinstance(plan, dict) and isinstance(plan.get("files"), dict) and isinstance(plan.get("gone"), list)
    names = [*plan["files"], *plan["gone"]] if is_plan else []
    return plan if is_plan and all(is_plain(name) for name in names) else None


def is_plain(name: object) -> bool:
    """Whether a name read from a file is one inside the folder, and not of a path that leads out of it."""
    return isinstance(name, str) and name not in {"", ".", ".."} and name == Path(name).name


def outputs_of(folder: Path) -> dict[str, dict[str, Any]] | None:
    """The files that the folder's manifest names, with their sizes and sums; None where there is no manifest."""
    try:
        manifest = json.loads((folder / MANIFEST_NAME).read_bytes())
        outputs = manifest["outputs"]
        return {str(name): dict(found) for name, found in outputs.items() if is_plain(name)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def sum_of(path: Path) -> str:
    """The sha256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _stale(folder: Path) -> list[str]:
    """The files of the folder's last manifest that are there as it says."""
    named = (outputs_of(folder) or {}).items()
    return [
        name
        for name, found in named
        if (folder / name).is_file()
        and not (folder / name).is_symlink()
        and sum_of(folder / name) == found.get("sha256")
    ]


def _stage(folder: Path, contents: Mapping[str, bytes]) -> None:
    stage = folder / STAGE_NAME
    try:
        stage.mkdir()
        for name, content in contents.items():
            _write(stage / name, content)
        _sync_folder(stage)
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        raise


def _decide(folder: Path, contents: Mapping[str, bytes], stale: list[str]) -> None:
    ordered = sorted(contents, key=lambda name: name == MANIFEST_NAME)
    files = {name: hashlib.sha256(contents[name]).hexdigest() for name in ordered}
    part = folder / STAGE_NAME / JOURNAL_NAME
    try:
        _write(part, json.dumps({"files": files, "gone": stale}, indent=1).encode())
        part.replace(folder / JOURNAL_NAME)
    except BaseException:
        shutil.rmtree(folder / STAGE_NAME, ignore_errors=True)
        raise
    _sync_folder(folder)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    """See that names are on the disk, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
