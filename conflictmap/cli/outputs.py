"""The `outputs` command: whether the files in a folder are one unit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_options(command: ArgumentParser) -> None:
    """Add the actions of `conflictmap outputs`."""
    actions = command.add_subparsers(title="actions", metavar="ACTION", required=True)
    words = "say whether each file is the one that the manifest names; exit status 1 if not"
    check = actions.add_parser("check", help=words, description=f"{words[0].upper()}{words[1:]}.", allow_abbrev=False)
    check.add_argument("folder", type=Path, metavar="FOLDER", help="a folder that `map` wrote")
    check.set_defaults(run=_check)


def _check(options: Namespace) -> bool:
    from conflictmap.terminal import say, warn  # noqa: PLC0415
    from maps.exports.checking import check_outputs  # noqa: PLC0415

    found = check_outputs(options.folder)
    for name, words in found:
        warn(f"{options.folder / name}: {words}")
    if not found:
        say(f"{options.folder}: every file is the one that the manifest names")
    return bool(found)
