"""Whether the outputs in a folder belong together: each as its manifest says, and no change left half done.

Reads and compares; changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.errors import UsageError
from maps.exports.together import JOURNAL_NAME, STAGE_NAME, outputs_of, read_plan, sum_of

if TYPE_CHECKING:
    from pathlib import Path


class Finding(NamedTuple):
    """A file of the folder and what is wrong with it."""

    name: str
    words: str


def check_outputs(folder: Path) -> tuple[Finding, ...]:
    """What is wrong with the outputs of a run in a folder, by name; nothing where they are one unit.

    Raises:
        UsageError: The folder holds no outputs of a run.
    """
    outputs = outputs_of(folder)
    plan = read_plan(folder)
    if outputs is None and plan is None and not (folder / STAGE_NAME).exists():
        raise UsageError("a folder that `conflictmap map` wrote", repr(str(folder)), "It has a manifest.json.")
    found: list[Finding] = []
    if plan is not None:
        found.append(Finding(JOURNAL_NAME, "a run was ended while it put its files in place; the next run finishes it"))
    elif (folder / STAGE_NAME).exists():
        found.append(Finding(STAGE_NAME, "a run was ended, or is under way; the files in place are those before it"))
    for name, said in sorted((outputs or {}).items()):
        path = folder / name
        if not path.is_file():
            found.append(Finding(name, "is missing"))
        elif sum_of(path) != said.get("sha256"):
            found.append(Finding(name, "is not the file that the manifest names"))
    return tuple(found)
