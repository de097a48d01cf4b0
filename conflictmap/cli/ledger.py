"""The `ledger` command: whether a ledger's file is whole, and how it becomes as small as it can be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_options(command: ArgumentParser) -> None:
    """Add the actions of `conflictmap ledger`."""
    actions = command.add_subparsers(title="actions", metavar="ACTION", required=True)
    for name, words, run in (
        (
            "check",
            "say whether a ledger's file is whole, and name what is damaged; exit status 1 if anything is",
            _check,
        ),
        ("compact", "write anew what follows from the evidence, and give back the room that nothing fills", _compact),
    ):
        action = actions.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.", allow_abbrev=False)
        action.add_argument("file", type=Path, metavar="FILE.gpkg", help="a ledger that `map --ledger` began")
        action.add_argument(
            "--grades",
            type=Path,
            metavar="FILE",
            help="the table of sources by which the ledger is settled, if not ours",
        )
        action.set_defaults(run=run)


def _check(options: Namespace) -> bool:
    from conflictmap.terminal import say, warn  # noqa: PLC0415
    from geo.ledger.checking import OTHER_RULES, find_damage, is_by_these_rules  # noqa: PLC0415
    from geo.ledger.grades import read_grades  # noqa: PLC0415
    from geo.review import apply_decisions  # noqa: PLC0415

    grades = read_grades(options.grades)
    found = list(find_damage(options.file, grades=grades, reviewer=apply_decisions))
    for words in found:
        warn(f"{options.file.name}: {words}")
    if not found:
        say(f"{options.file.name}: whole")
        if not is_by_these_rules(options.file, grades):
            say(f"{options.file.name}: {OTHER_RULES}")
    return bool(found)


def _compact(options: Namespace) -> bool:
    from conflictmap.terminal import say  # noqa: PLC0415
    from geo.ledger.compacting import compact  # noqa: PLC0415
    from geo.ledger.grades import read_grades  # noqa: PLC0415
    from geo.review import apply_decisions  # noqa: PLC0415

    before, after = compact(options.file, grades=read_grades(options.grades), reviewer=apply_decisions)
    say(f"{options.file.name}: {before:,} bytes became {after:,}")
    return False
